// What the wheels of a unit say together: a bar for each competence; nobody's own wheel.

function pictureRow() {
  const title = element("h3");
  const n = element("p", { class: "mus-soft mus-wheel-picture-n" });
  const bar = levelBar();
  const words = element("p", { class: "mus-soft" });
  const node = element("li", {}, element("div", {}, title, n), element("div", {}, bar, words));
  node.show = (model, row, levels) => {
    setText(title, row.title);
    setText(n, row.n ? plural(model, "wheels", row.n) : "");
    n.hidden = !row.n;
    bar.show(row.parts, levels);
    setText(words, rowWords(model, row));
  };
  return node;
}

function render({ model, el }) {
  const title = element("h2");
  const summary = element("p");
  const keys = element("ul", { class: "mus-wheel-picture-keys" });
  const list = element("ul", { class: "mus-lines" });
  const empty = element("p", { class: "mus-empty" });
  const note = element("p", { class: "mus-soft mus-wheel-picture-note" });
  const root = element("section", { class: "mus mus-wheel-picture" }, element("div", { class: "mus-column" }, title, summary, keys, list, empty, note));
  el.append(root);

  function show() {
    const data = model.get("data");
    root.hidden = !data.rows;
    if (!data.rows) return;
    const looks = looksOf(data.levels.length);
    setText(title, data.title);
    title.hidden = !data.title;
    setText(summary, data.summary);
    summary.hidden = !data.summary;
    keyed(keys, data.levels.map((text, k) => ({ text, k })), ({ k }) => `${looks[k]}${k}`, ({ k }) => element("li", {}, lookSwatch(looks[k]), element("span")), (node, { text }) => setText(node.lastChild, text));
    keys.hidden = !data.rows.some(({ parts }) => parts.length);
    keyed(list, data.rows.map((row, k) => ({ ...row, k })), ({ k }) => k, pictureRow, (node, row) => node.show(model, row, data.levels.length));
    list.hidden = !data.rows.length;
    setText(empty, data.empty);
    empty.hidden = Boolean(data.rows.length) || !data.empty;
    setText(note, data.note);
    note.hidden = !data.note;
  }

  return follow(model, show);
}

export default { render };
