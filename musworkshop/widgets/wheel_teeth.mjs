// What a wheel's data says, in the words and places that wheel, panel and list share.

/** A tooth for each competence, and one with id "" for each empty field; own ones may be removed. */
export function wheelTeeth({ competences, empty }) {
  const known = competences.map(({ id, title, means, own }) => ({ id, title, means, own: Boolean(own) }));
  return [...known, ...Array.from({ length: empty }, () => ({ id: "", title: "", means: [], own: false }))];
}

/** Place of a level from the rim inwards, null where there is none. */
export function placeOf(levels, level_id) {
  const place = levels.findIndex(({ id }) => id === level_id);
  return place < 0 ? null : place;
}

/** The title of a level inside a sentence, or that nothing is said. */
export function levelWords(model, levels, level_id) {
  const level = levels.find(({ id }) => id === level_id);
  return level ? level.title.toLocaleLowerCase() : t(model, "not_rated");
}

/** "Leader: strong competence" and "2025: ..." of a competence, as far as they are shown. */
export function otherWords(model, { levels, theirs, last_year }, id) {
  return [theirs, last_year].filter(Boolean).map(({ name, ratings }) =>
    t(model, "says", { name, level: levelWords(model, levels, ratings[id]) }));
}

/** What all have said of a competence; nothing where nobody has said anything of any. */
export function saidWords(model, data, id, level_id) {
  const { levels, mine, theirs, last_year } = data;
  if (![mine, theirs, last_year].some((layer) => layer && Object.keys(layer.ratings).length)) return [];
  return [t(model, "says", { name: mine.name, level: levelWords(model, levels, level_id) }), ...otherWords(model, data, id)];
}

/** Where the next thing to do is: the first competence without a rating, else the first. */
export function firstTooth(teeth, levelOf) {
  return Math.max(0, teeth.findIndex(({ id }) => id && !levelOf(id)));
}

/** A name that may be divided where a line ends. */
export function softName(title) {
  return title.split(" ").map((word) => {
    let soft = "";
    let from = 0;
    for (const place of [...dividedAt(word).keys()].sort((a, b) => a - b)) {
      soft += `${word.slice(from, place)}\u00ad`;
      from = place;
    }
    return soft + word.slice(from);
  }).join(" ");
}

/**
 * What the wheel's signs mean: the levels with their patterns, told in full where nobody
 * chooses (`is_told`), and the marks that are shown.
 */
export function wheelLegend(model) {
  const root = element("ul", { class: "mus-wheel-legend" });
  let drawn = "";
  const mark = (kind, letter) => svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true" }, wheelMark(kind, letter, { x: 12, y: 12, r: 10 }));
  const item = (sign, ...words) => element("li", {}, sign, element("span", {}, ...words));
  root.show = ({ levels, theirs, last_year }, { has_levels, is_told }) => {
    const key = JSON.stringify([has_levels && levels, is_told, theirs?.name, theirs?.mark, last_year?.name, t(model, "both")]);
    if (key === drawn) return;
    drawn = key;
    const looks = looksOf(levels.length);
    const told = ({ title, about }) => (is_told ? [element("strong", { text: title }), element("span", { class: "mus-wheel-about", text: about })] : [title]);
    root.classList.toggle("is-told", is_told);
    setAttribute(root, "aria-hidden", is_told ? null : "true"); // else signs for the eye only
    root.replaceChildren(
      ...(has_levels ? levels.map((level, k) => item(lookSwatch(looks[k]), ...told(level))) : []),
      ...(theirs ? [item(mark("theirs", theirs.mark), theirs.name), item(mark("same", "="), t(model, "both"))] : []),
      ...(last_year ? [item(mark("last", ""), last_year.name)] : []));
    root.hidden = !root.children.length;
  };
  return root;
}
