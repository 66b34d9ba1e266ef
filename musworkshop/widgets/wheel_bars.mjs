// How many wheels have a competence where: bars with the levels' patterns, and the same in words.

/** A row's parts in words, such as "5 strong or fine competence · 3 focus area"; `words` where there are none. */
export function rowWords(model, { parts, words = "" }) {
  if (!parts.length) return words;
  return parts.filter(({ count }) => count > 0).map(({ count, text }) => t(model, "part", { count, text })).join(t(model, "and"));
}

/**
 * The bar of a row, each part with its number under it; levels counted together share a frame.
 * It is hidden from screen readers: the words beside it say the same. `show(parts, levels)`,
 * where `levels` is how many levels the wheel has.
 */
export function levelBar() {
  const root = element("div", { class: "mus-level-bar", "aria-hidden": "true" });
  let drawn = "";
  root.show = (parts, levels) => {
    const shown = parts.filter(({ count }) => count > 0);
    root.hidden = !shown.length;
    const key = JSON.stringify([shown, levels]);
    if (key === drawn) return;
    drawn = key;
    const looks = looksOf(levels);
    root.replaceChildren(...shown.map(({ count, share, first, last }) => {
      const fields = looks.slice(first, last + 1).map((look) => element("i", { class: `mus-level-look is-${look}` }));
      const piece = element("div", { class: "mus-level-piece" },
        element("div", { class: last > first ? "mus-level-fields is-merged" : "mus-level-fields" }, ...fields),
        element("b", { text: String(count) }));
      piece.style.flexGrow = String(100 * share);
      return piece;
    }));
  };
  return root;
}
