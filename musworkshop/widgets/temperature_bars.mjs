// Bars of answers: five looks told apart by pattern; answers counted together share one frame.

/** What is drawn of a bar: each part that holds somebody, with its looks and its share of the width. */
export function barPieces(parts) {
  return parts.filter((part) => part.count > 0).map(({ low, high, count, share, label, said }) => ({
    looks: Array.from({ length: high - low + 1 }, (_, k) => low + k),
    width: 100 * share,
    said: said ?? String(count),
    label,
  }));
}

/**
 * What has to be explained of some bars: every category that stands alone in one of them,
 * and of those counted together the ones whose looks are not yet explained.
 */
export function legendOf(bars) {
  const parts = bars.flatMap((bar) => barPieces(bar?.parts ?? []));
  const found = new Map();
  const known = new Set();
  for (const part of [...parts].sort((a, b) => a.looks.length - b.looks.length)) {
    if (part.looks.every((look) => known.has(look))) continue;
    found.set(part.looks.join(), part);
    for (const look of part.looks) known.add(look);
  }
  return [...found.values()].sort((a, b) => a.looks[0] - b.looks[0]).map(({ looks, label }) => ({ looks, label }));
}

/** A number with its sign, as people write it: "+16", "−8", "0". */
export function signed(number) {
  return number > 0 ? `+${number}` : String(number).replace("-", "−");
}

/** A table with units as columns, or as rows where they are more than `most`. */
export function unitTable({ names, rows }, most = 5) {
  if (names.length <= most) return { turned: false, names, rows };
  return {
    turned: true,
    names: rows.map((row) => row.title),
    rows: names.map((title, k) => ({ title, cells: rows.map((row) => row.cells[k]) })),
  };
}

/** An index in words: "62", "about 62", or "–" where there is none. */
export function indexText(model, { index, about }) {
  if (index === null || index === undefined) return "–";
  return about ? t(model, "about", { n: index }) : String(index);
}

/** The same to be looked at, what stands round the number smaller, and in words to be heard. */
export function indexNodes(model, bar) {
  const has_index = bar.index !== null && bar.index !== undefined;
  const [before, after] = has_index && bar.about ? t(model, "about").split("{n}") : ["", ""];
  const small = (text) => (text ? element("small", { text }) : null);
  return [
    element("span", { class: "mus-heard", text: t(model, "index_say", { n: indexText(model, bar) }) }),
    element("span", { "aria-hidden": "true" }, small(before), has_index ? String(bar.index) : "–", small(after)),
  ];
}

/** "Leaders: 74 (difference +16)", or "" where nothing is known of the leaders. */
export function leadersText(model, { leaders, gap }, [plain, wide] = ["leaders", "leaders_gap"]) {
  if (leaders === null || leaders === undefined) return "";
  const differs = gap !== null && gap !== undefined;
  return t(model, differs ? wide : plain, { n: leaders, gap: differs ? signed(gap) : "" });
}

function barLooks(looks) {
  return element("span", { class: looks.length > 1 ? "mus-bar-looks is-merged" : "mus-bar-looks" },
    ...looks.map((look) => element("i", { class: `mus-look is-${look}` })));
}

/**
 * The bar itself, each part with its number under it. `show(bar)`; the same in words stands
 * beside it, or is its name where it is `named`.
 */
export function answerBar({ named = false } = {}) {
  const root = element("div", { class: "mus-bar", role: named ? "img" : null, "aria-hidden": named ? null : "true" });
  let drawn = "";
  root.show = ({ parts, words }) => {
    const pieces = barPieces(parts);
    root.hidden = !pieces.length;
    if (named) setAttribute(root, "aria-label", words);
    const now = JSON.stringify(pieces);
    if (now === drawn) return;
    drawn = now;
    root.replaceChildren(...pieces.map(({ looks, width, said }) => {
      const piece = element("div", { class: "mus-bar-piece" }, barLooks(looks), element("span", { class: "mus-bar-count", text: said }));
      piece.style.flexGrow = String(width);
      return piece;
    }));
  };
  return root;
}

/** The list that explains the looks; `items` are {looks, label}. */
export function barLegend(items) {
  return items.map(({ looks, label }) => element("li", { class: "mus-bar-key" }, barLooks(looks), element("span", { text: label })));
}

/** The cells of a table of units; a cell that may not be shown says so to who cannot see it. */
export function unitCells(model, { turned, names, rows }) {
  const cell = (value, k) => element("td", { "data-name": names[k] }, ...(value === null || value === undefined
    ? [element("span", { "aria-hidden": "true", text: "–" }), element("span", { class: "mus-heard", text: t(model, "too_few") })]
    : [String(value)]));
  return [
    element("thead", {}, element("tr", {},
      element("th", { scope: "col", text: t(model, turned ? "unit" : "area") }),
      ...names.map((name) => element("th", { scope: "col", text: name })))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, element("th", { scope: "row", text: row.title }), ...row.cells.map(cell)))),
  ];
}
