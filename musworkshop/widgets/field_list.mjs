// Sections of passages; a passage that somebody else removes stays while it is half-written.

/** A field with its way to be removed. */
function fieldNode(model, call, given) {
  const inner = given.options ? choiceNode(model, call, given) : textNode(model, call, given);
  const gone = element("p", { class: "mus-small mus-field-list-gone" });
  const ask = element("button", { type: "button", class: "mus-button text", on: { click: () => asking(true) } });
  const question = element("p", { tabindex: "-1" });
  const yes = callButton({ label: "", kind: "small", run: () => call("remove", { key: given.key }, { durable: false }) });
  const no = element("button", { type: "button", class: "mus-button quiet small", on: { click: () => asking(false) } });
  const sure = element("div", { class: "mus-field-list-sure", hidden: true }, question, element("div", { class: "mus-actions" }, no, yes.root));
  const ownWords = element("ul", { class: "mus-field-list-own-words mus-soft mus-small" });
  const node = element("div", { class: "mus-field-list-field" }, gone, inner, ask, sure, ownWords);
  function asking(wanted) {
    sure.hidden = !wanted;
    ask.hidden = wanted;
    (wanted ? question : ask).focus();
  }
  node.show = (now) => {
    setText(gone, "");
    inner.show(now);
    listTexts(ownWords, now.own_words);
    ask.hidden = !now.removable || !sure.hidden;
    setText(ask, t(model, "remove"));
    setAttribute(ask, "aria-label", t(model, "remove_this", { label: now.label }));
    setText(question, t(model, "remove_question"));
    yes.relabel(t(model, "remove_yes"));
    setText(no, t(model, "remove_no"));
  };
  /** Whether it stays though it was removed: half a text stands in it. */
  node.stays = () => {
    const held = inner.hasText();
    setText(gone, held ? t(model, "gone") : "");
    return held;
  };
  node.inner = inner;
  return node;
}

function sectionNode(model, call) {
  const heading = element("h2", { class: "mus-words" });
  const about = element("p", { class: "mus-soft mus-words" });
  const eye = whoLine("");
  eye.id = uniqueId();
  const fields = element("div", { class: "mus-field-list-fields" });
  const notes = element("ul", { class: "mus-field-list-notes" });
  let now = null;
  let wanted = null;
  const add = callButton({ label: "", kind: "quiet", run: async () => {
    wanted = (await call("add", { key: now.add.key }))?.key ?? null;
    focusWanted();
  } });
  const node = element("section", {}, heading, about, eye, fields, add.root, notes);

  function focusWanted() {
    const made = wanted && fields.musNodes?.get(wanted);
    if (!made) return;
    wanted = null;
    made.inner.focusField();
  }

  node.show = (section) => {
    now = section;
    const whos = new Set(section.fields.map((entry) => entry.who || ""));
    const common = whos.size === 1 ? [...whos][0] : whos.size ? "" : section.who || "";
    setText(heading, section.heading || "");
    heading.hidden = !section.heading;
    setText(about, section.about || "");
    about.hidden = !section.about;
    eye.show(common);
    const entries = section.fields.map((entry) => ({ ...entry, conflicts: entry.conflicts || [], ownWho: common ? "" : entry.who, whoId: common ? eye.id : "" }));
    keyed(fields, entries, (entry) => entry.key, (entry) => fieldNode(model, call, entry), (field, entry) => field.show(entry), (field) => field.stays());
    add.root.hidden = !section.add;
    add.relabel(section.add?.label || "");
    keyed(notes, (section.notes || []).map((note, k) => ({ ...note, k })), (note) => `${note.k}-${note.ok}`, (note) => element("li", { class: note.ok ? "mus-note is-ok" : "mus-note" }, icon(note.ok ? "tick" : "hint"), element("span", { class: "mus-words" })), (row, note) => setText(row.lastChild, note.text));
    notes.hidden = !section.notes?.length;
    focusWanted();
  };
  node.stop = () => {
    for (const field of fields.musNodes?.values() ?? []) field.inner.stop();
  };
  return node;
}

function render({ model, el }) {
  const call = caller(model);
  const sections = element("div", { class: "mus-field-list-sections" });
  const empty = element("p", { class: "mus-empty" });
  el.append(element("div", { class: "mus mus-field-list" }, element("div", { class: "mus-column" }, sections, empty)));

  function show() {
    const list = model.get("data").sections || [];
    keyed(sections, list, (section) => section.key, () => sectionNode(model, call), (node, section) => node.show(section));
    setText(empty, t(model, "empty"));
    empty.hidden = list.length > 0;
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    for (const node of sections.musNodes?.values() ?? []) node.stop();
    call.stop();
  };
}

export default { render };
