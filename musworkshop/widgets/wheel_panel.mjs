// Beside the wheel: the competence in use, what it means, and its levels as buttons for thumbs.

/** A step round the wheel. */
function stepButton(by, acts) {
  const chevron = svg("path", { d: by < 0 ? "M10 3L5 8l5 5" : "M6 3l5 5-5 5", fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
  return element("button", { type: "button", class: "mus-button quiet mus-wheel-step", on: { click: () => acts.step(by) } },
    svg("svg", { viewBox: "0 0 16 16", width: 18, height: 18, "aria-hidden": "true" }, chevron));
}

/** One level of the competence in use; a second press takes it back. */
function levelButton(choose) {
  const swatch = lookSwatch("solid");
  const title = element("strong");
  const about = element("span", { class: "mus-wheel-about" });
  const others = element("span", { class: "mus-wheel-others" });
  const node = element("button", { type: "button", class: "mus-wheel-level", on: { click: (event) => event.detail < 2 && choose() } },
    swatch, element("span", {}, title, about, others));
  node.show = (level, look, { pressed, said }) => {
    swatch.className = `mus-level-look is-${look}`;
    setText(title, level.title);
    setText(about, level.about);
    setText(others, said);
    others.hidden = !said;
    setAttribute(node, "aria-pressed", String(pressed));
  };
  return node;
}

/**
 * The panel of the tooth in use. `acts` are {choose(tooth, level), step(by), added(id), home()};
 * `show(state)` as wheelBoard's, with `levelOf(id)`.
 */
export function wheelPanel(model, call, acts) {
  const before = stepButton(-1, acts);
  const after = stepButton(1, acts);
  const count = element("p", { class: "mus-wheel-count" });
  const title = element("h3", { tabindex: "-1" });
  const means = element("ul", { class: "mus-wheel-means" });
  const levels = element("div", { class: "mus-wheel-levels", role: "group" });
  const words = element("ul", { class: "mus-wheel-words" });
  const tools = element("div");
  const adder = ownAdder(model, call, acts.added);
  const root = element("section", { class: "mus-wheel-panel" },
    element("div", { class: "mus-wheel-steps" }, before, count, after), title, means, levels, words, tools, adder);
  const made = new Map(); // own competence id -> its tools; half a name stays when one looks elsewhere
  let now = null;

  function showLevels(tooth) {
    const { data, levelOf } = now;
    const looks = looksOf(data.levels.length);
    const others = [data.theirs, data.last_year].filter(Boolean);
    keyed(levels, data.levels.map((level, k) => ({ level, k })), ({ k }) => k, ({ k }) => levelButton(() => acts.choose(now.place.tooth, k)), (node, { level, k }) =>
      node.show(level, looks[k], {
        pressed: levelOf(tooth.id) === level.id,
        said: others.filter(({ ratings }) => ratings[tooth.id] === level.id).map(({ name }) => name).join(t(model, "and")),
      }));
    setAttribute(levels, "aria-label", tooth.title);
  }

  function showTools(tooth) {
    for (const id of made.keys()) if (!now.teeth.some((other) => other.id === id)) made.delete(id);
    const isMine = tooth.own && now.data.editable;
    if (isMine && !made.has(tooth.id)) made.set(tooth.id, ownTools(model, call, { id: tooth.id, home: acts.home }));
    const wanted = isMine ? made.get(tooth.id) : null;
    if (tools.firstChild !== wanted) tools.replaceChildren(...(wanted ? [wanted] : []));
    wanted?.show(tooth.title, Boolean(now.levelOf(tooth.id)));
  }

  root.show = (state) => {
    now = state;
    const { data, teeth, of, place, levelOf } = state;
    const tooth = teeth[place.tooth];
    setAttribute(before, "aria-label", t(model, "previous"));
    setAttribute(after, "aria-label", t(model, "next"));
    setText(count, t(model, "place", { n: place.tooth + 1, of }));
    setText(title, tooth.id ? tooth.title : t(model, "empty_title"));
    listTexts(means, tooth.means);
    levels.hidden = !tooth.id || !data.editable;
    if (!levels.hidden) showLevels(tooth);
    listTexts(words, tooth.id && !data.editable ? saidWords(model, data, tooth.id, levelOf(tooth.id)) : []);
    showTools(tooth);
    adder.hidden = Boolean(tooth.id);
    adder.show();
  };
  root.hasLevels = () => !levels.hidden;
  root.write = () => adder.focusHere();
  root.focusHere = () => (levels.hidden ? title : levels.querySelector("button")).focus();
  return root;
}
