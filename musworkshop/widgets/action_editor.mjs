// The fields of one action: what, who, by when. Half an action stays on the device.

const ROLES = ["role_leader", "role_union", "role_safety", "role_all"];

/** Whether the owner and the date stand as they did before. */
export function isSameAction({ text, owner, due }, other) {
  return text === other.text && owner === other.owner && due === other.due;
}

/** Who and by when, under the text. `changed()` after every change. */
function ownerAndDue(model, changed) {
  const ids = { owner: uniqueId(), help: uniqueId(), due: uniqueId() };
  const ownerLabel = element("label", { for: ids.owner });
  const help = element("p", { class: "mus-help", id: ids.help });
  const owner = element("input", { id: ids.owner, type: "text", class: "mus-input", autocomplete: "off", maxlength: "60", "aria-describedby": ids.help, on: { input: changed } });
  const roles = element("div", { class: "mus-action-list-roles", role: "group" }, ...ROLES.map((role) => element("button", {
    type: "button", class: "mus-button quiet small", on: { click: () => {
      owner.value = t(model, role);
      changed();
    } },
  })));
  const dueLabel = element("label", { for: ids.due });
  const due = element("input", { id: ids.due, type: "date", class: "mus-input", min: "2000-01-01", max: "2099-12-31", on: { input: changed } });
  const root = element("div", { class: "mus-action-list-who" },
    element("div", { class: "mus-action-list-owner" }, ownerLabel, help, owner, roles),
    element("div", { class: "mus-action-list-due" }, dueLabel, due));
  root.value = () => ({ owner: owner.value.trim(), due: due.value });
  root.fill = (values) => {
    owner.value = values?.owner ?? "";
    due.value = values?.due ?? "";
  };
  root.show = () => {
    setText(ownerLabel, t(model, "owner"));
    setText(help, t(model, "owner_help"));
    setAttribute(roles, "aria-label", t(model, "roles"));
    ROLES.forEach((role, k) => setText(roles.children[k], t(model, role)));
    setText(dueLabel, t(model, "due"));
  };
  return root;
}

/** A new action. `show(data)`; `isHalf()` says whether something is written. */
export function newAction(model, call, done) {
  const { limit } = model.get("data");
  const title = element("h3");
  const who = ownerAndDue(model, () => body.remember());
  const body = field({
    model, call, key: "action:", label: t(model, "text_new"), limit, rows: 2, initial: "", autosave: false, extra: who.value,
  });
  const add = element("button", { type: "button", class: "mus-button", on: { click: () => body.send(save, add) } });
  body.actions.before(who);
  body.actions.append(add);
  const root = element("section", { class: "mus-action-list-new" }, title, body.root);
  who.fill(body.before?.extra);
  if (body.before?.sent) call.resume(body.before.sent)?.then(() => who.fill(null), () => {});

  async function save(text) {
    const answer = await call("save_action", { action_id: "", text, ...who.value(), status: model.get("data").statuses[0]?.id ?? "agreed" });
    who.fill(null);
    done(answer?.id);
  }
  root.show = () => {
    setText(title, t(model, "new"));
    body.relabel({ label: t(model, "text_new"), who: model.get("data").who });
    who.show();
    setText(add, t(model, "add"));
  };
  root.isHalf = () => Boolean(body.value());
  root.stop = body.stop;
  return root;
}

/** The fields that take an action's place while it is changed; `done()` when they close. */
export function actionEditor(model, call, action, done) {
  let now = action;
  let seen = action.text; // what stood here when the writing began
  const who = ownerAndDue(model, () => body.remember());
  const body = field({
    model, call, key: `action:${action.id}`, label: t(model, "text"), limit: model.get("data").limit, rows: 2, initial: action.text, autosave: false, extra: who.value,
  });
  const gone = element("p", { class: "mus-action-list-gone" });
  const save = element("button", { type: "button", class: "mus-button small", on: { click: () => body.send((text) => keepIt(now.id, text), save) } });
  const fresh = element("button", { type: "button", class: "mus-button small", hidden: true, on: { click: () => body.send((text) => keepIt("", text), fresh) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet small", on: { click: close } });
  body.actions.before(who);
  body.actions.append(save, fresh, cancel);
  const root = element("div", { class: "mus-action-list-editor" }, gone, body.root);
  who.fill(body.before?.extra ?? action);

  async function keepIt(action_id, text) {
    const wanted = { text, ...who.value() };
    try {
      if (!action_id || !isSameAction(wanted, now)) await call("save_action", { action_id, ...wanted, status: now.status, seen: action_id ? seen : "" }, { durable: false });
    } catch (error) {
      seen = now.text; // it has been told: the next time it is meant
      throw error;
    }
    close();
  }
  function close() {
    body.take("");
    body.stop();
    done();
  }
  root.show = (next, isGone = false) => {
    now = next ?? now;
    setText(gone, isGone ? t(model, "gone") : "");
    gone.hidden = !isGone;
    save.hidden = isGone;
    fresh.hidden = !isGone;
    setText(save, t(model, "save"));
    setText(fresh, t(model, "add"));
    setText(cancel, t(model, "cancel"));
    body.relabel({ label: t(model, "text"), who: model.get("data").who });
    who.show();
  };
  root.input = body.input;
  root.stop = body.stop;
  root.show(action);
  return root;
}
