// Focus areas: a competence and one sentence; half a sentence stays on the device.

const FOCUS_SOON = { durable: false }; // nothing of a pair waits in the outbox

/** What may be chosen here: what is not a focus area yet, and what this one is about. */
export function focusChoices(choices, focus, own = null) {
  const taken = new Set(focus.map((one) => one.competence_id).filter((id) => id && id !== own?.competence_id));
  const free = choices.filter((one) => !taken.has(one.id));
  // Its competence may be gone from the wheel; the focus area is not.
  return own && !free.some((one) => one.id === own.competence_id) ? [{ id: own.competence_id ?? "", title: own.title }, ...free] : free;
}

function competenceSelect(model, changed) {
  const id = uniqueId();
  const label = element("label", { for: id });
  const select = element("select", { id, class: "mus-input", on: { change: () => { wanted = select.value; changed(); } } });
  const none = element("option", { value: "" });
  const root = element("div", { class: "mus-pair-talk-which" }, label, select);
  let wanted = "";
  root.select = select;
  root.value = () => select.value;
  root.choose = (competence_id) => {
    wanted = competence_id ?? "";
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  };
  root.show = (choices) => {
    setText(label, t(model, "competence"));
    setText(none, t(model, "competence_none"));
    const isKnown = choices.some((one) => one.id === "");
    keyed(select, isKnown ? choices : [{ id: "", title: "" }, ...choices], (one) => `${one.id}:${one.title}`,
      (one) => (one.id || isKnown ? element("option", { value: one.id }) : none), (node, one) => node !== none && setText(node, one.title));
    root.choose(wanted);
  };
  return root;
}

/** A competence and its sentence; `send` buttons are added by who makes it. */
function focusFields(model, call, key, initial) {
  const data = model.get("data");
  const which = competenceSelect(model, () => body.remember());
  const body = field({
    model, call, key, label: t(model, "sentence"), who: data.who, limit: data.sentence_limit, rows: 2, initial, autosave: false,
    extra: () => ({ competence_id: which.value() }),
  });
  const root = element("div", {}, which, body.root);
  return {
    root,
    which,
    body,
    /** The chosen competence, or an error that says to choose one. */
    competence() {
      if (which.value() || which.select.selectedOptions[0]?.textContent !== t(model, "competence_none")) return which.value();
      which.select.focus();
      throw new Error(t(model, "competence_first"));
    },
    relabel() {
      body.relabel({ label: t(model, "sentence"), who: model.get("data").who });
    },
  };
}

/** A new focus area: a button that opens its fields. `done(id)` when it is kept. */
export function newFocus(model, call, draft, done) {
  const open = element("button", { type: "button", class: "mus-button", on: { click: () => turn(true) } });
  const title = element("h4");
  const fields = focusFields(model, call, draft, "");
  const { body, which } = fields;
  const add = element("button", { type: "button", class: "mus-button", on: { click: () => body.send(keepIt, add) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet", on: { click: close } });
  body.actions.append(add, cancel);
  const card = element("section", { class: "mus-card mus-pair-talk-editor" }, title, fields.root);
  const root = element("div", {}, open, card);
  which.choose(body.before?.extra?.competence_id);

  async function keepIt(sentence) {
    const answer = await call("keep_focus", { focus_id: "", competence_id: fields.competence(), sentence, seen: "" }, FOCUS_SOON);
    which.choose("");
    turn(false);
    done(answer?.id ?? "");
  }
  function close() {
    body.take("");
    body.fail("");
    which.choose("");
    turn(false);
    open.focus();
  }
  function turn(wanted) {
    open.hidden = wanted;
    card.hidden = !wanted;
    if (wanted) which.select.focus();
  }
  root.show = ({ choices, focus }) => {
    setText(open, t(model, "choose"));
    setText(title, t(model, "new"));
    which.show(focusChoices(choices, focus));
    setText(add, t(model, "add"));
    setText(cancel, t(model, "cancel"));
    fields.relabel();
  };
  root.isHalf = () => Boolean(body.value());
  root.stop = body.stop;
  turn(root.isHalf());
  return root;
}

/** The fields that take a focus area's place while it is changed; `done()` when they close. */
export function focusEditor(model, call, draft, item, done) {
  let now = item;
  let seen = item.sentence; // what stood here when the writing began
  let told = false; // that it has been deleted by the other one
  const fields = focusFields(model, call, `${draft}${item.id}`, item.sentence);
  const { body, which } = fields;
  const note = element("p", { class: "mus-pair-talk-gone", role: "status" });
  const theirs = element("p", { class: "mus-words mus-pair-talk-theirs" });
  const save = element("button", { type: "button", class: "mus-button", on: { click: () => body.send(keepIt, save) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet", on: { click: close } });
  body.actions.append(save, cancel);
  const root = element("section", { class: "mus-card mus-pair-talk-editor" }, note, theirs, fields.root);
  which.choose(body.before?.extra?.competence_id ?? item.competence_id);

  async function keepIt(sentence) {
    const competence_id = fields.competence();
    try {
      if (told || sentence !== now.sentence || competence_id !== now.competence_id) {
        await call("keep_focus", { focus_id: told ? "" : now.id, competence_id, sentence, seen: told ? "" : seen }, FOCUS_SOON);
      }
    } catch (error) {
      seen = now.sentence; // it has been told: the next time it is meant
      throw error;
    }
    close();
  }
  function close() {
    body.take("");
    body.stop();
    done();
  }
  root.show = (next, data, isGone = false) => {
    now = next ?? now;
    told = isGone;
    const isChanged = !isGone && now.sentence !== seen && now.sentence !== body.value();
    setText(note, isGone ? t(model, "gone") : isChanged ? t(model, "meanwhile") : "");
    setText(theirs, isChanged ? now.sentence : "");
    note.hidden = !note.textContent;
    theirs.hidden = !isChanged;
    which.show(focusChoices(data.choices, data.focus, now));
    setText(save, t(model, isGone ? "add" : "save"));
    setText(cancel, t(model, "cancel"));
    fields.relabel();
  };
  root.focusHere = () => body.input.focus();
  root.stop = body.stop;
  return root;
}
