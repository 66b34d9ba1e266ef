// Notes on a phone: a field for each prompt, and the notes already written.

/** The prompt's words that stand over a note; "" when the prompt is not known any more. */
export function promptOf(note, prompts) {
  return prompts.find((prompt) => prompt.id === note.prompt_id)?.text ?? "";
}

/** The field of one prompt. It stays with what is typed though the prompt has gone. */
function noteField(model, call, prompt) {
  const body = field({
    model, call, key: `note:${prompt.id}`, label: prompt.text, who: model.get("data").who, rows: 2,
    limit: model.get("data").limit, initial: prompt.draft || "", sendLabel: t(model, "save_note"),
    onSend: (text) => call("add_note", { prompt_id: prompt.id, text }),
  });
  const gone = element("p", { class: "mus-method-gone", hidden: true });
  const node = element("div", { class: "mus-method-prompt" }, gone, body.root);
  const leave = (has_left) => {
    gone.hidden = !has_left;
    setText(gone, has_left ? t(model, "prompt_gone") : "");
    body.actions.hidden = has_left;
  };
  node.show = (now) => {
    leave(false);
    body.relabel({ label: now.text, who: model.get("data").who, sendLabel: t(model, "save_note") });
    body.showDraft(now.draft || "");
  };
  node.isTyped = () => node.contains(document.activeElement) && Boolean(body.value());
  /** Whether it stays without its prompt; if not, its draft is kept and it ends. */
  node.stays = () => {
    const has_text = Boolean(body.value());
    if (has_text) leave(true);
    else body.stop();
    return has_text;
  };
  node.stop = body.stop;
  return node;
}

/** The field that takes a note's place while it is reworded. */
function noteEditor(model, call, note, done) {
  let now = note;
  const body = field({
    model, call, key: `reword:${note.id}`, label: t(model, "reword_label"), limit: model.get("data").limit,
    rows: 2, initial: note.text, autosave: false, extra: () => now.version,
  });
  const gone = element("p", { class: "mus-method-gone" });
  const question = element("p", { class: "mus-method-question" });
  const pairs = element("div", { class: "mus-method-pairs" });
  const conflict = element("div", { class: "mus-method-conflict", role: "group", hidden: true }, question, pairs);
  const save = element("button", { type: "button", class: "mus-button small", on: { click: () => body.send(reword, save) } });
  const fresh = element("button", { type: "button", class: "mus-button small", hidden: true, on: { click: () => body.send(addNew, fresh) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet small", on: { click: close } });
  body.actions.append(save, fresh, cancel);
  const root = element("div", { class: "mus-method-editor" }, gone, body.root, conflict);

  async function write(text) {
    return call("reword_note", { note_id: now.id, text, version: now.version }, { durable: false });
  }
  async function reword(text) {
    const answer = await write(text);
    if (answer?.conflict) {
      now = { ...now, version: answer.version };
      offer([...new Set([answer.text, answer.conflict, text])]);
      throw new Error(t(model, "two_texts"));
    }
    close();
  }
  async function addNew(text) {
    await call("add_note", { prompt_id: now.prompt_id, text });
    close();
  }
  function offer(texts) {
    setText(question, t(model, "two_texts"));
    setAttribute(conflict, "aria-label", question.textContent);
    conflict.hidden = false;
    body.root.hidden = true;
    keyed(pairs, texts.slice(0, 2), (text) => text, (text) => {
      const pick = callButton({ label: t(model, "keep_this"), kind: "quiet small", run: async () => {
        await write(text);
        close();
      } });
      return element("div", { class: "mus-card" }, element("p", { class: "mus-words", text }), pick.root);
    });
    pairs.querySelector("button")?.focus();
  }
  function close() {
    body.take("");
    body.stop();
    done();
  }
  root.show = (isGone = false) => {
    setText(gone, isGone ? t(model, "note_gone") : "");
    gone.hidden = !isGone;
    save.hidden = isGone;
    fresh.hidden = !isGone;
    setText(save, t(model, "reword_save"));
    setText(fresh, t(model, "save_new"));
    setText(cancel, t(model, "cancel"));
    body.relabel({ label: t(model, "reword_label") });
  };
  root.input = body.input;
  root.stop = body.stop;
  root.show();
  return root;
}

/** A note of one's own: reword it in its place, or delete it. */
function noteRow(model, call, note, home) {
  let now = note;
  let editor = null;
  const prompt = element("p", { class: "mus-soft mus-small" });
  const text = element("p", { class: "mus-words" });
  const reword = element("button", { type: "button", class: "mus-button text", on: { click: () => edit() } });
  const remove = askFirst({
    kind: "text", run: () => call("delete_note", { note_id: note.id }), done: home,
    question: () => t(model, "delete_question"),
  });
  const actions = element("div", { class: "mus-method-note-actions" }, reword, remove.root);
  const shown = element("div", {}, prompt, text, actions);
  const node = element("li", {}, shown);

  function edit(focus = true) {
    if (editor) return;
    editor = noteEditor(model, call, now, () => {
      closeEditor(node, editor, shown, (is_left) => (is_left ? reword.focus() : home()));
      editor = null;
    });
    shown.hidden = true;
    node.append(editor);
    if (focus) editor.input.focus();
  }
  node.show = (next, words) => {
    now = next;
    editor?.show(false);
    setText(prompt, words);
    prompt.hidden = !words;
    setText(text, next.text);
    setText(reword, t(model, "reword"));
    setAttribute(reword, "aria-label", t(model, "reword_this", { text: next.text }));
    remove.relabel({ open: t(model, "delete"), yes: t(model, "delete_yes"), no: t(model, "delete_no") });
    setAttribute(remove.button, "aria-label", t(model, "delete_this", { text: next.text }));
  };
  node.stays = () => {
    editor?.show(true);
    return editor !== null;
  };
  node.stop = () => editor?.stop();
  // Half a wording from before the page was loaded again.
  if (keep.get(`mus:${model.get("scope") || ""}:draft:reword:${note.id}`)) queueMicrotask(() => edit(false));
  return node;
}

/** The fields of all prompts and the own notes. `show(data)`; `hasField()`, `isTyped()`. */
export function notesPart(model, call) {
  const fields = element("div", { class: "mus-method-prompts" });
  const title = element("h3", { tabindex: "-1" }, element("span"), element("span", { class: "mus-number" }));
  const list = element("ul", { class: "mus-lines" });
  const own = element("section", {}, title, list);
  const root = element("div", { class: "mus-method-notes" }, fields, own);
  return {
    root,
    isTyped: () => [...fields.children].some((node) => node.isTyped()),
    hasField: () => fields.children.length > 0,
    show({ prompts = [], notes = [] }) {
      keyed(fields, prompts, (prompt) => prompt.id, (prompt) => noteField(model, call, prompt), (node, prompt) => node.show(prompt), (node) => node.stays());
      keyed(list, notes, (note) => note.id, (note) => noteRow(model, call, note, () => title.focus()), (node, note) => node.show(note, promptOf(note, prompts)), (node) => node.stays());
      setText(title.firstChild, t(model, "own_notes"));
      setText(title.lastChild, notes.length ? String(notes.length) : "");
      own.hidden = !list.children.length;
    },
    stop() {
      for (const box of [fields, list]) for (const node of box.musNodes?.values() ?? []) node.stop();
    },
  };
}
