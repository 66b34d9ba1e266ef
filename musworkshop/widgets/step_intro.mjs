// Title and question of a step: the page's only h1.

function render({ model, el }) {
  const title = element("h1", { class: "mus-words" });
  const ask = element("p", { class: "mus-step-intro-ask mus-words" });
  const paragraphs = element("div", { class: "mus-step-intro-paragraphs" });
  const notes = element("ul", { class: "mus-step-intro-notes" });
  el.append(element("div", { class: "mus mus-step-intro" }, element("div", { class: "mus-column" }, title, ask, paragraphs, notes)));

  const line = (node, entry) => setText(node, entry.text);
  const numbered = (texts) => (texts || []).map((text, k) => ({ k, text }));

  function show() {
    const data = model.get("data");
    setText(title, data.title || "");
    setText(ask, data.ask || "");
    ask.hidden = !data.ask;
    keyed(paragraphs, numbered(data.paragraphs), (entry) => entry.k, () => element("p", { class: "mus-words" }), line);
    keyed(notes, numbered(data.notes), (entry) => entry.k, () => element("li", { class: "mus-words" }), line);
    paragraphs.hidden = !data.paragraphs?.length;
    notes.hidden = !data.notes?.length;
  }

  return follow(model, show);
}

export default { render };
