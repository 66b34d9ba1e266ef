// Who is here and who is ready: counts only.

/** Tables and single persons that are ready, and how many there are. */
export function readiness({ rows = [], alone }) {
  const ready = rows.filter((row) => row.status === "ready").length + (alone?.ready ?? 0);
  return { n: ready, of: rows.length + (alone?.count ?? 0) };
}

function statusMark(model, status) {
  const mark = element("span", { class: status === "ready" ? "mus-chip" : `mus-table-overview-${status} mus-small` });
  mark.append(...(status === "ready" ? [icon("tick")] : []), t(model, status));
  return mark;
}

function render({ model, el }) {
  const heading = element("h2");
  const count = element("span", { class: "mus-soft mus-small" });
  const empty = element("p", { class: "mus-empty" });
  const names = ["table", "function", "cards", "status"].map((key) => element("th", { scope: "col", role: "columnheader", class: `is-${key}` }));
  const body = element("tbody", { role: "rowgroup" });
  // Roles are said again because a narrow layout takes a table's own away.
  const table = element("table", { role: "table" },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, names)), body);
  const alone = element("p", { class: "mus-table-overview-alone" });
  const root = element("div", { class: "mus mus-table-overview" },
    element("div", { class: "mus-table-overview-head" }, heading, count), empty, table, alone);
  el.append(root);

  function create() {
    const cell = (tag, name, role) => element(tag, { class: `is-${name}`, role });
    const name = cell("th", "table", "rowheader");
    name.setAttribute("scope", "row");
    const what = cell("td", "function", "cell");
    const cards = cell("td", "cards", "cell");
    const status = cell("td", "status", "cell");
    const number = element("span");
    const word = element("span", { class: "mus-table-overview-word" });
    cards.append(number, word);
    const row = element("tr", { role: "row" }, name, what, cards, status);
    row.show = (now) => {
      setText(name, now.name);
      setText(what, [now.function, plural(model, "people", now.people)].filter(Boolean).join(" · "));
      setText(number, String(now.cards));
      setText(word, plural(model, "cards", now.cards).replace(String(now.cards), ""));
      if (row.dataset.status !== now.status || row.words !== t(model, now.status)) {
        status.replaceChildren(statusMark(model, now.status));
        row.dataset.status = now.status;
        row.words = t(model, now.status);
      }
    };
    return row;
  }

  function show() {
    const data = model.get("data");
    const rows = data.rows ?? [];
    const nobody = !rows.length && !data.alone?.count;
    setText(heading, t(model, "heading"));
    setText(count, nobody ? "" : t(model, "ready_of", readiness(data)));
    setText(empty, data.empty ?? "");
    empty.hidden = !nobody;
    table.hidden = !rows.length;
    ["table", "function", "cards", "status"].forEach((key, k) => setText(names[k], t(model, key)));
    keyed(body, rows, (row) => row.id, create, (node, row) => node.show(row));
    alone.hidden = !data.alone?.count;
    if (data.alone?.count) {
      setText(alone, `${plural(model, "alone", data.alone.count)} · ${t(model, "ready_of", { n: data.alone.ready, of: data.alone.count })}`);
    }
  }

  return follow(model, show);
}

export default { render };
