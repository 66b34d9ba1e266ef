// The same as a list: each competence a group of radio buttons, its meaning behind a button.

/** One competence in the list; `choose(id, level_id)`. */
function listRow(model, call, { id }, acts) {
  const legend = element("legend", { tabindex: "-1" });
  const choices = element("div", { class: "mus-wheel-choices" });
  const words = element("ul", { class: "mus-wheel-words" });
  const means = element("ul", { class: "mus-wheel-means" });
  const meaning = disclosure("", means);
  const tools = ownTools(model, call, { id, home: acts.home });
  const node = element("fieldset", { class: "mus-wheel-row" }, legend, choices, words, meaning.root, tools);
  const group = uniqueId();
  const create = ({ id: level_id }) => element("label", { class: "mus-choice" },
    element("input", { type: "radio", name: group, value: level_id, on: { change: () => acts.choose(id, level_id) } }), element("span"));

  node.paint = (levelOf) => {
    const chosen = levelOf(id);
    for (const input of choices.querySelectorAll("input")) if (input.checked !== (input.value === chosen)) input.checked = input.value === chosen;
    if (!tools.hidden) tools.show(legend.textContent, Boolean(chosen));
  };
  node.show = (tooth, { data, levelOf }) => {
    setText(legend, tooth.title);
    const options = data.editable ? [...data.levels, { id: "", title: t(model, "not_rated_choice") }] : [];
    keyed(choices, options, (option) => `=${option.id}`, create, (label, option) => setText(label.lastChild, option.title));
    choices.hidden = !data.editable;
    listTexts(words, data.editable ? otherWords(model, data, id) : saidWords(model, data, id, levelOf(id)));
    listTexts(means, tooth.means);
    setText(meaning.button, t(model, "means"));
    setAttribute(meaning.button, "aria-label", t(model, "means_this", { competence: tooth.title }));
    meaning.root.hidden = !tooth.means.length;
    tools.hidden = !tooth.own || !data.editable;
    node.paint(levelOf);
  };
  node.focusHere = () => (choices.querySelector("input") ?? legend).focus();
  return node;
}

/** The list view; `acts` are {choose(id, level_id), added(id), home()}, `show(state)` as wheelPanel's. */
export function wheelList(model, call, acts) {
  const levelsTitle = element("h3");
  const levels = element("ul", { class: "mus-wheel-scale" });
  const rows = element("div", { class: "mus-wheel-rows" });
  const adder = ownAdder(model, call, acts.added);
  const root = element("div", { class: "mus-wheel-list" }, levelsTitle, levels, rows, adder);
  const scaleRow = () => element("li", {}, lookSwatch("solid"), element("span", {}, element("strong"), element("span", { class: "mus-wheel-about" })));

  root.show = (state) => {
    const { data, teeth } = state;
    const looks = looksOf(data.levels.length);
    setText(levelsTitle, t(model, "levels"));
    keyed(levels, data.levels.map((level, k) => ({ ...level, look: looks[k] })), (level) => level.id, scaleRow, (node, { title, about, look }) => {
      node.firstChild.className = `mus-level-look is-${look}`;
      setText(node.lastChild.firstChild, title);
      setText(node.lastChild.lastChild, about);
    });
    keyed(rows, teeth.filter(({ id }) => id), ({ id }) => id, (tooth) => listRow(model, call, tooth, acts), (node, tooth) => node.show(tooth, state));
    adder.show();
    adder.hidden = !data.editable || !data.empty;
  };
  /** One competence again, after a choice. */
  root.paint = (id, levelOf) => rows.musNodes?.get(id)?.paint(levelOf);
  root.focusAt = (id) => rows.musNodes?.get(id)?.focusHere();
  return root;
}
