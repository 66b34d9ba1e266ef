// How the two use the wheel: three ways, each with what it means.

/** Ways as radio buttons; `chosen(id)` after a choice. `show(legend, ways, id)`. */
export function pairWays(chosen) {
  const legend = element("legend");
  const list = element("div", { class: "mus-pair-ways" });
  const root = element("fieldset", {}, legend, list);
  const group = uniqueId();
  function create({ id }) {
    const about = element("span", { class: "mus-soft" });
    const title = element("strong");
    const input = element("input", { type: "radio", name: group, value: id, on: { change: () => chosen(id) } });
    const node = element("label", { class: "mus-choice" }, input, element("span", {}, title, about));
    node.show = (way, isChosen) => {
      setText(title, way.title);
      setText(about, way.about);
      if (input.checked !== isChosen) input.checked = isChosen;
    };
    return node;
  }
  root.show = (words, ways, way) => {
    setText(legend, words);
    keyed(list, ways, (one) => one.id, create, (node, one) => node.show(one, one.id === way));
  };
  return root;
}
