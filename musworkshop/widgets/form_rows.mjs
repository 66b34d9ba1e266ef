// Rows of the chooser: a question in the form, a suggestion beside it.

/** "From Table 1 · one person" and the dots, as one quiet line. */
export function originLine(model, origins, dots) {
  const from = (origins || []).map((origin) => origin || t(model, "alone"));
  const said = from.length ? [t(model, "from", { origins: from.join(" · ") })] : [];
  if (dots) said.push(t(model, dots === 1 ? "one_dot" : "dots", { n: dots }));
  return said.join(" — ");
}

/** Where a suggestion is already chosen, seen from one scope: "", "here" or that scope's id. */
export function chosenWhere(candidate, scope, everybody) {
  if (candidate.chosen_in.includes(scope)) return "here";
  return candidate.chosen_in.includes(everybody) ? everybody : "";
}

function rewordField(model, call, question, done) {
  let now = question;
  const body = field({
    model, call, key: `form:${question.id}`, label: t(model, "reword_label"), limit: model.get("data").limit,
    rows: 2, initial: question.text, autosave: false, who: model.get("data").who,
  });
  const gone = element("p", { class: "mus-form-chooser-gone mus-small" });
  const save = element("button", { type: "button", class: "mus-button small", on: { click: () => body.send(reword, save) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet small", on: { click: close } });
  body.actions.append(save, cancel);
  body.root.prepend(gone);
  async function reword(text) {
    await call("reword", { question_id: now.id, text, version: now.version }, { durable: false });
    close();
  }
  function close() {
    body.take("");
    body.stop();
    done();
  }
  body.show = (next, isGone) => {
    // The version stays the one that was read when the rewording began.
    now = { ...next, version: question.version };
    setText(gone, isGone ? t(model, "gone") : "");
    gone.hidden = !isGone;
    save.hidden = isGone;
    setText(save, t(model, "reword_save"));
    setText(cancel, t(model, "cancel"));
    body.relabel({ label: t(model, "reword_label"), who: model.get("data").who });
  };
  body.show(question, false);
  return body;
}

function chosenRow(model, call, question, home) {
  const text = element("p", { class: "mus-words" });
  const from = element("p", { class: "mus-soft mus-small" });
  const chip = element("span", { class: "mus-chip plain" });
  const step = (by, glyph) => {
    const action = callButton({ label: glyph, kind: "text", repeats: true, run: () => call("move", { question_id: question.id, by }, { durable: false }) });
    action.glyph = glyph;
    return action;
  };
  const up = step(-1, "↑");
  const down = step(1, "↓");
  const reword = element("button", { type: "button", class: "mus-button text", on: { click: () => node.edit() } });
  const remove = callButton({ label: "", kind: "text", run: async () => {
    await call("unchoose", { question_id: question.id }, { durable: false });
    home();
  } });
  const actions = element("div", { class: "mus-form-chooser-actions" }, up.root, down.root, reword, remove.root);
  const words = element("div", {}, text, element("div", { class: "mus-form-chooser-meta" }, chip, from), actions);
  const node = element("li", { class: "mus-form-chooser-chosen" }, words);
  let now = question;
  let editor = null;

  node.edit = (focus = true) => {
    if (editor) return;
    editor = rewordField(model, call, now, () => {
      closeEditor(node, editor.root, words, () => home(question.id));
      editor = null;
    });
    words.hidden = true;
    node.append(editor.root);
    if (focus) editor.input.focus();
  };
  node.stays = () => {
    editor?.show(now, true);
    return editor !== null;
  };
  node.stop = () => editor?.stop();
  node.show = ({ first, last, ...next }, scope) => {
    now = next;
    editor?.show(next, false);
    const mine = next.can_edit && next.scope === scope;
    setText(text, next.text);
    setText(chip, next.scope_label);
    setText(from, originLine(model, next.origins, 0));
    actions.hidden = !mine;
    for (const [action, key, off] of [[up, "up", first], [down, "down", last]]) {
      action.relabel(action.glyph, t(model, key, { text: next.text }));
      action.disable(off); // and stays in the tab order: the focus is not lost at the list's end
    }
    setText(reword, t(model, "reword"));
    setAttribute(reword, "aria-label", t(model, "reword_this", { text: next.text }));
    remove.relabel(t(model, "remove"), t(model, "remove_this", { text: next.text }));
  };
  if (keep.get(`mus:${model.get("scope") || ""}:draft:form:${question.id}`)) queueMicrotask(() => node.edit(false));
  return node;
}

function candidateRow(model, call, theme, scopeNow) {
  const text = element("p", { class: "mus-words" });
  const from = element("p", { class: "mus-soft mus-small" });
  let now = null;
  const choose = callButton({ label: "", kind: "quiet small", run: async () => {
    if (choose.button.classList.contains("is-chosen")) return;
    await call("choose", { scope: scopeNow(), theme_id: theme.id, origin: now.kind, origin_id: now.id }, { durable: false });
    // The form above has grown; who works by keyboard still sees where they are.
    requestAnimationFrame(() => document.activeElement === choose.button && choose.button.scrollIntoView({ block: "nearest" }));
  } });
  const node = element("li", { class: "mus-form-chooser-candidate" }, element("div", {}, text, from), choose.root);
  node.show = (candidate, scopes, mayEdit) => {
    now = candidate;
    const everybody = scopes[0]?.id;
    const where = chosenWhere(candidate, scopeNow(), everybody);
    const label = scopes.find((scope) => scope.id === where)?.label;
    setText(text, candidate.text);
    setText(from, originLine(model, candidate.kind === "room" ? candidate.origins : [], candidate.dots));
    from.hidden = !from.textContent;
    choose.button.classList.toggle("is-chosen", Boolean(where));
    const said = where ? `✓ ${label ? t(model, "chosen_for", { scope: label }) : t(model, "chosen")}` : t(model, "choose");
    choose.relabel(said, where ? "" : t(model, "choose_this", { text: candidate.text }));
    choose.root.hidden = !mayEdit && !where;
  };
  return node;
}
