// The temperature on the projector: who has answered, bars, gaps, units, comments, actions.

/** Answered of invited; `of` is 0 where nobody has said how many. */
export function answeredOf(sent, invited) {
  const n = sent.employees + sent.leaders;
  const isKnown = invited.employees > 0 && (invited.leaders > 0 || sent.leaders === 0);
  return { n, of: isKnown ? invited.employees + invited.leaders : 0 };
}

/** What stands under the heading: a scene's own sentence where it has one, else the step's question. */
export function temperatureAsk({ sub }, ask) {
  return sub ?? ask;
}

const lonely = (text) => ({ nodes: [element("p", { class: "sentence", text })], lists: [] });
const moreLine = () => element("p", { class: "more", hidden: true });
const noteLine = (text) => (text ? element("p", { class: "below soft", text }) : null);

function scoreItem(model, row) {
  const under = leadersText(model, row, ["leaders_index", "leaders_gap"]);
  const sub = under ? element("p", { class: "soft", text: under }) : null;
  const isShown = barPieces(row.bar.parts).length > 0;
  const bar = answerBar({ named: true });
  bar.show(row.bar);
  const words = isShown ? bar : element("p", { class: "soft", text: row.bar.words });
  const has_index = row.bar.index !== null && row.bar.index !== undefined;
  const index = element("p", { class: "index" }, ...(has_index ? indexNodes(model, row.bar) : []));
  const own = row.own ? element("span", { class: "own", text: `${t(model, "and")}${t(model, "own_statement")}` }) : null;
  return { node: element("li", { class: "score" }, element("div", {}, element("p", { class: "title" }, row.title, own), sub), words, index), sub };
}

/** Two marks on a line from 0 to 100, told apart by shape, with their numbers. */
function gapItem(model, row) {
  const mark = (kind, name) => {
    const node = element("span", { class: `mark is-${kind}` }, element("span", { class: "mus-heard", text: `${t(model, name)}: ` }), element("b", { text: String(row[name]) }), element("i", { "aria-hidden": "true" }));
    node.style.insetInlineStart = `${row[name]}%`;
    return node;
  };
  const span = element("span", { class: "between", "aria-hidden": "true" });
  span.style.insetInlineStart = `${Math.min(row.employees, row.leaders)}%`;
  span.style.width = `${Math.abs(row.leaders - row.employees)}%`;
  const said = element("p", { class: "soft", text: row.sentence });
  return {
    node: element("li", { class: "apart" }, element("div", {}, element("p", { class: "title", text: row.title }), said),
      element("div", { class: "axis" }, span, mark("employees", "employees"), mark("leaders", "leaders"))),
    said,
  };
}

const TEMPERATURE_SCENES = {
  temperature(model, { content }) {
    const { n, of } = answeredOf(content.sent, content.invited);
    const words = of ? t(model, "answered_of", { n, of }) : plural(model, "answered", n);
    const items = content.sentences.map((text) => element("li", { text }));
    const promise = content.promise ? element("p", { class: "promise soft", text: content.promise }) : null;
    const list = { items, more: moreLine() };
    return {
      nodes: [element("div", { class: "taking" },
        element("div", { class: "total" }, ring(560, { done: of ? Math.min(1, n / of) : 0, label: String(n), sub: of ? t(model, "of", { of }) : "" }), element("p", { text: words })),
        element("div", { class: "told" }, element("ul", {}, ...items), list.more, promise))],
      lists: [list],
      spare: promise ? [[promise]] : [],
    };
  },

  result(model, { content }) {
    const made = content.rows.map((row) => scoreItem(model, row));
    const list = { items: made.map((one) => one.node), more: moreLine() };
    const keys = element("ul", { class: "keys" }, ...barLegend(content.legend.map(({ value, text }) => ({ looks: [value], label: text }))));
    const isDrawn = content.rows.some((row) => barPieces(row.bar.parts).length > 0);
    keys.hidden = !isDrawn;
    const note = noteLine(isDrawn ? content.note : "");
    const subs = made.map((one) => one.sub).filter(Boolean);
    return { nodes: [element("ul", { class: "scores" }, ...list.items), list.more, keys, note].filter(Boolean), lists: [list], spare: [note ? [note] : [], subs] };
  },

  gaps(model, { content }) {
    if (!content.rows.length) return lonely(content.empty);
    const made = content.rows.map((row) => gapItem(model, row));
    const list = { items: made.map((one) => one.node), more: moreLine() };
    const key = (kind) => element("li", {}, element("span", { class: `mark is-${kind}` }, element("i")), t(model, kind));
    const keys = element("ul", { class: "keys", "aria-hidden": "true" }, key("employees"), key("leaders"));
    return { nodes: [element("ul", { class: "gaps" }, ...list.items), list.more, keys], lists: [list], spare: [made.map((one) => one.said)] };
  },

  units(model, { content }) {
    const table = unitTable(content);
    const [head, body] = unitCells(model, table);
    const list = { items: [...body.children], more: moreLine() };
    const note = noteLine(content.note);
    const grid = element("table", { class: table.turned ? "units is-turned" : "units" }, head, body);
    return { nodes: [grid, list.more, note].filter(Boolean), lists: [list], spare: [note ? [note] : []] };
  },

  comments(model, { content }) {
    if (!content.comments.length) return lonely(content.note);
    const items = content.comments.map((text) => element("li", { class: "tile" }, element("p", { text })));
    // One line for both: what does not fit and what was left out before.
    const rest = element("p", { class: "more is-kept" });
    const note = noteLine(content.note);
    const fitted = () => {
      const left = content.more + items.filter((item) => item.hidden).length;
      rest.textContent = left ? plural(model, "more", left) : "";
    };
    return { nodes: [element("ul", { class: "tiles" }, ...items), rest, note].filter(Boolean), lists: [{ items, more: moreLine() }], spare: [note ? [note] : []], fitted };
  },

  actions(model, { content }) {
    if (!content.actions.length) return lonely(content.empty);
    const items = content.actions.map(({ text, owner, due_text, status_text }, k) => {
      const who = [owner || t(model, "no_owner"), due_text ? t(model, "by", { date: due_text }) : ""].filter(Boolean).join(t(model, "and"));
      return element("li", { class: "act" }, element("span", { class: "number", "aria-hidden": "true", text: String(k + 1) }),
        element("div", {}, element("p", { class: "what", text }),
          element("p", { class: "who" }, element("span", { text: who }), status_text ? element("span", { class: "tag", text: status_text }) : null)));
    });
    const list = { items, more: moreLine() };
    return { nodes: [element("ol", { class: "acts" }, ...items), list.more], lists: [list] };
  },
};
