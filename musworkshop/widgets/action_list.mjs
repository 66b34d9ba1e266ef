// A few agreed actions; changed in their place, deleted after a second yes.

/** "Leader · by 1 March 2027" in the reader's words. */
export function ownerWords(model, { owner, due_text }) {
  return [owner || t(model, "no_owner"), due_text ? t(model, "by", { date: due_text }) : t(model, "no_due")].join(t(model, "and"));
}

/** How far an action is: a select that saves at once. */
function statusSelect(model, call) {
  const select = element("select", { class: "mus-input", on: { change: save } });
  const line = status(null);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("div", { class: "mus-action-list-status" }, select, line.root, problem);
  let now = null;
  let wanted = null;
  let busy = false;
  async function save() {
    wanted = select.value;
    setText(problem, "");
    if (busy) return;
    busy = true;
    while (wanted !== null) {
      const chosen = wanted;
      const { id, text, owner, due } = now;
      sayOnItsWay(model, line);
      try {
        await call("save_action", { action_id: id, text, owner, due, status: chosen, seen: text }, { durable: false });
        now = { ...now, status: chosen };
        if (wanted === chosen) wanted = null;
        line.say(t(model, "saved"), "saved");
      } catch (error) {
        wanted = null;
        line.say("");
        setText(problem, error.message);
      }
    }
    busy = false;
    root.show(now);
  }
  root.show = (action) => {
    now = action;
    setAttribute(select, "aria-label", t(model, "status_of", { text: action.text }));
    keyed(select, model.get("data").statuses, (one) => one.id, (one) => element("option", { value: one.id }), (node, one) => setText(node, one.text));
    const shown = wanted ?? action.status;
    if (select.value !== shown) select.value = shown;
  };
  root.stop = line.stop;
  return root;
}

function actionRow(model, call, action, home) {
  let now = action;
  let editor = null;
  const text = element("p", { class: "mus-words mus-action-list-text" });
  const who = element("p", { class: "mus-soft" });
  const chip = element("span", { class: "mus-chip" });
  const far = statusSelect(model, call);
  const edit = element("button", { type: "button", class: "mus-button text", on: { click: () => change() } });
  const remove = askFirst({ kind: "text", run: () => call("delete_action", { action_id: action.id }, { durable: false }), question: () => t(model, "ask_delete"), done: home });
  const controls = element("div", { class: "mus-action-list-controls" }, far, edit, remove.root);
  const shown = element("div", {}, text, who, chip, controls);
  const node = element("li", {}, shown);

  function change(focus = true) {
    if (editor) return;
    editor = actionEditor(model, call, now, () => {
      closeEditor(node, editor, shown, (is_left) => (is_left ? edit.focus() : home()));
      editor = null;
    });
    shown.hidden = true;
    node.append(editor);
    if (focus) editor.input.focus();
  }
  node.show = (next, editable) => {
    now = next;
    editor?.show(next);
    setText(text, next.text);
    setText(who, ownerWords(model, next));
    setText(chip, next.status_text);
    chip.hidden = editable || !next.status_text;
    controls.hidden = !editable;
    node.dataset.status = next.status;
    far.show(next);
    setText(edit, t(model, "edit"));
    setAttribute(edit, "aria-label", t(model, "edit_this", { text: next.text }));
    remove.relabel({ open: t(model, "delete"), yes: t(model, "delete_yes"), no: t(model, "delete_no") });
    setAttribute(remove.button, "aria-label", t(model, "delete_this", { text: next.text }));
  };
  /** It stays though it was deleted elsewhere: half a text stands in it. */
  node.stays = () => {
    editor?.show(null, true);
    return editor !== null;
  };
  node.stop = () => {
    editor?.stop();
    far.stop();
  };
  // Half a change from before the page was loaded again.
  if (keep.get(`mus:${model.get("scope") || ""}:draft:action:${action.id}`)) queueMicrotask(() => change(false));
  return node;
}

function render({ model, el }) {
  const call = caller(model);
  const title = element("h2", { tabindex: "-1" });
  const list = element("ol", { class: "mus-lines" });
  const empty = element("p", { class: "mus-empty" });
  const enough = element("p", { class: "mus-soft" });
  const home = () => title.focus();
  let made = null;
  const fresh = newAction(model, call, (id) => {
    made = id ?? null;
    show();
  });
  const root = element("section", { class: "mus mus-action-list" }, element("div", { class: "mus-column" }, title, list, empty, enough, fresh));
  el.append(root);

  function show() {
    const data = model.get("data");
    root.hidden = !data.actions;
    if (!data.actions) return;
    const { actions, editable = false, most = 0 } = data;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    setText(title, t(model, "heading"));
    keyed(list, actions, (action) => action.id, (action) => actionRow(model, call, action, home), (node, action) => node.show(action, editable), (node) => node.stays());
    list.hidden = !list.children.length;
    setText(empty, data.empty ?? "");
    empty.hidden = !list.hidden || !data.empty;
    const isFull = actions.length >= most;
    setText(enough, editable && isFull ? t(model, "enough", { n: actions.length }) : "");
    enough.hidden = !enough.textContent;
    fresh.show();
    fresh.hidden = !editable || (isFull && !fresh.isHalf());
    const row = made && list.musNodes?.get(made);
    if (row) made = null;
    // What was used may be gone; the focus is not.
    if (held && (!held.isConnected || !held.checkVisibility())) (row?.querySelector("select") ?? title).focus();
  }

  const unfollow = follow(model, show);
  window.addEventListener("mus:half", show); // a new action is typed, saved or cleared
  return () => {
    unfollow();
    window.removeEventListener("mus:half", show);
    fresh.stop();
    for (const node of list.musNodes?.values() ?? []) node.stop();
    call.stop();
  };
}

export default { render };
