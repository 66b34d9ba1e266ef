// The competence wheel on the projector: the wheel itself, how two people use it, what the wheels say together.

/** Side of the wheel and text of its names in stage units; stage_wheel.css draws it as large or larger. */
const STAGE_WHEEL = { size: 800, largest: 31, smallest: 28 };
/** More rows than these stand in two columns. */
const PICTURE_ROWS = 8;

/** How many columns so many rows take. */
export function pictureColumns(rows) {
  return rows > PICTURE_ROWS ? 2 : 1;
}

const WHEEL_SCENES = {
  wheel(model, { content }) {
    const { levels, competences, empty } = content;
    const drawing = drawWheel({ names: competences, empty, empty_title: t(model, "own_tooth"), levels: levels.length, ...STAGE_WHEEL });
    const abouts = [];
    const items = levels.map(({ title, about }, k) => {
      if (about) abouts.push(element("p", { class: "soft", text: about }));
      return element("li", {}, lookSwatch(drawing.looks[k]), element("div", {}, element("p", { class: "title", text: title }), about ? abouts.at(-1) : null));
    });
    const names = competences.map(({ title }) => element("li", { text: title }));
    const legend = element("ul", { class: "levels" }, ...items);
    const wheel = element("div", { class: "wheel" }, drawing.root);
    if (drawing.plan.named) return { nodes: [wheel, legend, element("ol", { class: "mus-heard" }, ...names)], lists: [], spare: [abouts] };
    // The teeth are numbered: the names need the room.
    legend.classList.add("is-short");
    for (const about of abouts) about.remove();
    const list = { items: names, more: moreLine() };
    return { nodes: [wheel, element("ol", { class: "names" }, ...names), list.more, legend], lists: [list] };
  },

  pairs(model, { content }) {
    const sentences = content.sentences.map((text) => element("li", { text }));
    const list = { items: sentences, more: moreLine() };
    const abouts = content.ways.map(({ about }) => element("p", { class: "soft", text: about }));
    const ways = content.ways.map(({ title }, k) => element("li", { class: "tile" }, element("h2", { text: title }), abouts[k]));
    return {
      nodes: [element("ul", { class: "told" }, ...sentences), list.more, element("ul", { class: "ways" }, ...ways)],
      lists: [list],
      spare: [abouts],
    };
  },

  wheel_picture(model, { content }) {
    const { levels, rows } = content;
    if (!rows.length) return lonely(content.empty);
    const looks = looksOf(levels.length);
    const items = rows.map((row) => {
      const bar = levelBar();
      bar.show(row.parts, levels.length);
      const words = element("p", { class: row.parts.length ? "mus-heard" : "soft", text: rowWords(model, row) });
      return element("li", {}, element("p", { class: "title", text: row.title }), element("div", {}, bar, words));
    });
    const list = { items, more: moreLine() };
    const keys = element("ul", { class: "keys" }, ...levels.map((text, k) => element("li", {}, lookSwatch(looks[k]), element("span", { text }))));
    const isDrawn = rows.some((row) => row.parts.length > 0);
    keys.hidden = !isDrawn;
    const note = noteLine(content.note);
    const columns = pictureColumns(rows.length);
    const grid = element("ul", { class: columns > 1 ? "counted is-wide" : "counted" }, ...items);
    grid.style.setProperty("--rows", String(Math.ceil(rows.length / columns)));
    return { nodes: [grid, list.more, keys, note].filter(Boolean), lists: [list], spare: [note ? [note] : []] };
  },
};
