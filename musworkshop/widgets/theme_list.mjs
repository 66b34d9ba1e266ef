// Themes, read only; inspiration stays folded until somebody wants it.

const texts = (list) => (list || []).map((text, k) => ({ k, text }));
const byPlace = (entry) => entry.k;
const sayText = (node, entry) => setText(node, entry.text);
const bullet = () => element("li", { class: "mus-words" });

function themeNode(model) {
  const title = element("h2", { class: "mus-words" });
  const about = element("p", { class: "mus-soft mus-words" });
  const areas = element("ul", { class: "mus-theme-list-areas" });
  const asks = element("h3");
  const questions = element("ul", { class: "mus-theme-list-questions" });
  const leader = element("div", { class: "mus-theme-list-leader" }, asks, questions);
  const sets = element("div", { class: "mus-theme-list-sets" });
  const more = disclosure("", sets);
  const node = element("li", { class: "mus-card" }, title, about, areas, leader, more.root);

  function showSet(box, set) {
    setText(box.firstChild, set.title);
    keyed(box.lastChild, texts(set.questions), byPlace, bullet, sayText);
  }

  node.show = (theme) => {
    const inspiration = theme.inspiration || [];
    setText(title, theme.title);
    setText(about, theme.about || "");
    about.hidden = !theme.about;
    keyed(areas, texts(theme.areas), byPlace, bullet, sayText);
    areas.hidden = !theme.areas?.length;
    setText(asks, t(model, "leader_asks"));
    keyed(questions, texts(theme.leader_questions), byPlace, bullet, sayText);
    leader.hidden = !theme.leader_questions?.length;
    setText(more.button, t(model, "inspiration", { n: inspiration.reduce((sum, set) => sum + set.questions.length, 0) }));
    more.root.hidden = !inspiration.length;
    keyed(sets, inspiration, (set) => set.title, () => element("div", {}, element("h3", { class: "mus-words" }), element("ul", { class: "mus-theme-list-questions" })), showSet);
  };
  return node;
}

function render({ model, el }) {
  const list = element("ul", { class: "mus-theme-list-themes" });
  const empty = element("p", { class: "mus-empty" });
  el.append(element("div", { class: "mus mus-theme-list" }, element("div", { class: "mus-column" }, list, empty)));

  function show() {
    const themes = model.get("data").themes || [];
    keyed(list, themes, (theme) => theme.id, () => themeNode(model), (node, theme) => node.show(theme));
    setText(empty, t(model, "empty"));
    empty.hidden = themes.length > 0;
  }

  return follow(model, show);
}

export default { render };
