// The strategy, read only.

const createGoal = () => element("li", {}, element("div", {}, element("p", { class: "mus-words" }), element("ul", { class: "mus-soft mus-small" })));

function showGoal(node, goal) {
  const [text, ownWords] = node.firstChild.children;
  setText(text, goal.text);
  listTexts(ownWords, goal.own_words);
}

function render({ model, el }) {
  const empty = element("p", { class: "mus-empty" });
  const coreTitle = element("h2");
  const core = element("p", { class: "mus-strategy-view-core mus-words" });
  const coreBox = element("section", {}, coreTitle, core);
  const goalsTitle = element("h2");
  const goals = element("ol", { class: "mus-lines mus-strategy-view-goals" });
  const goalsBox = element("section", {}, goalsTitle, goals);
  const challengesTitle = element("h2");
  const challenges = element("ul", { class: "mus-lines" });
  const challengesBox = element("section", {}, challengesTitle, challenges);
  el.append(element("div", { class: "mus mus-strategy-view" }, element("div", { class: "mus-column" }, empty, coreBox, goalsBox, challengesBox)));

  function show() {
    const data = model.get("data");
    const listed = data.goals || [];
    const hard = (data.challenges || []).map((text, k) => ({ k, text }));
    setText(coreTitle, t(model, "core_task"));
    setText(goalsTitle, t(model, "goals"));
    setText(challengesTitle, t(model, "challenges"));
    setText(core, data.core_task || "");
    coreBox.hidden = !data.core_task;
    keyed(goals, listed, (goal) => goal.id, createGoal, showGoal);
    goalsBox.hidden = !listed.length;
    keyed(challenges, hard, (entry) => entry.k, () => element("li", { class: "mus-words" }), (node, entry) => setText(node, entry.text));
    challengesBox.hidden = !hard.length;
    empty.hidden = Boolean(data.core_task || listed.length || hard.length);
    setText(empty, data.empty || t(model, "empty"));
  }

  return follow(model, show);
}

export default { render };
