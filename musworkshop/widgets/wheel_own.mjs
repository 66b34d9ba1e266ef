// Competences of one's own: written into an empty field, renamed, removed.
// Half a text stands in the page only: neither with Python nor in the browser's storage.

const OWN_SOON = { durable: false };

/** A short text with a button; it is kept until `run(text)` resolves. */
function ownText(model, { label, save, run, cancel = null }) {
  const id = uniqueId();
  const words = element("label", { for: id });
  const problem = element("p", { class: "mus-problem", role: "alert", id: uniqueId() });
  const input = element("input", {
    id, type: "text", class: "mus-input", dir: "auto", autocomplete: "off", "aria-describedby": problem.id,
    on: { input: () => setText(problem, ""), keydown: pressed },
  });
  const button = callButton({ label: "", run: send });
  const no = cancel ? element("button", { type: "button", class: "mus-button quiet", on: { click: cancel } }) : null;
  const root = element("div", { class: "mus-field mus-wheel-own-text" }, words, input, problem, element("div", { class: "mus-actions" }, button.root, no));

  function pressed(event) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      button.press();
    } else if (event.key === "Escape" && cancel) cancel();
  }
  async function send() {
    const text = input.value.trim();
    const over = lengthOf(text) - model.get("data").own_limit;
    setText(problem, "");
    try {
      if (!text || over > 0) throw new Error(t(model, text ? "characters_over" : "empty_text", { n: over }));
      await run(text);
    } catch (error) {
      setText(problem, error.message);
      input.focus();
      return;
    }
    if (input.value.trim() === text) input.value = "";
  }
  root.show = () => {
    setText(words, t(model, label));
    button.relabel(t(model, save));
    if (no) setText(no, t(model, "own_cancel"));
  };
  root.input = input;
  return root;
}

/** The field that opens at an empty tooth; `added(id)` when Python has the competence. */
export function ownAdder(model, call, added) {
  const root = ownText(model, {
    label: "own_new", save: "own_add",
    run: async (title) => added((await call("add_own", { title }, OWN_SOON))?.id),
  });
  root.focusHere = () => root.input.focus();
  return root;
}

/** Rename and remove a competence of one's own; one that is rated is asked about first. */
export function ownTools(model, call, { id, home }) {
  let title = "";
  const rename = element("button", { type: "button", class: "mus-button text", on: { click: open } });
  const editor = ownText(model, {
    label: "own_rename", save: "own_save", cancel: close,
    async run(text) {
      if (text !== title) await call("rename_own", { competence_id: id, title: text }, OWN_SOON);
      close();
    },
  });
  const take = () => call("remove_own", { competence_id: id }, OWN_SOON);
  const asked = askFirst({ kind: "text", run: take, question: () => t(model, "ask_remove", { competence: title }), done: home });
  const plain = callButton({ label: "", kind: "text", run: async () => {
    await take();
    home();
  } });
  const actions = element("div", { class: "mus-actions" }, rename, asked.root, plain.root);
  const root = element("div", { class: "mus-wheel-own" }, actions, editor);
  editor.hidden = true;

  function open() {
    editor.input.value = title;
    editor.hidden = false;
    actions.hidden = true;
    editor.input.focus();
  }
  function close() {
    editor.hidden = true;
    actions.hidden = false;
    rename.focus();
  }
  root.show = (next, isRated) => {
    title = next;
    editor.show();
    setText(rename, t(model, "own_rename"));
    setAttribute(rename, "aria-label", t(model, "own_rename_this", { competence: title }));
    asked.relabel({ open: t(model, "own_remove"), yes: t(model, "remove_yes"), no: t(model, "remove_no") });
    setAttribute(asked.button, "aria-label", t(model, "own_remove_this", { competence: title }));
    plain.relabel(t(model, "own_remove"), t(model, "own_remove_this", { competence: title }));
    asked.root.hidden = !isRated;
    plain.root.hidden = isRated;
  };
  return root;
}
