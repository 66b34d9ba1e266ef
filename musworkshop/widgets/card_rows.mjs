// One question of a list: kept for oneself, or shared; each can be reworded in its place.

/** The field that takes a question's place while it is reworded. */
function rewording(desk, card, done) {
  const { model, call } = desk;
  let now = card;
  const body = field({
    model, call, key: `reword:${card.id}`, label: t(model, "reword_label"), limit: model.get("data").limit,
    rows: 2, initial: card.text, autosave: false, extra: () => now.version,
  });
  const gone = element("p", { class: "mus-small mus-card-writer-gone" });
  const question = element("p", { class: "mus-card-writer-question" });
  const pairs = element("div", { class: "mus-card-writer-pairs" });
  const conflict = element("div", { class: "mus-card-writer-conflict", hidden: true }, question, pairs);
  const save = element("button", { type: "button", class: "mus-button small", on: { click: () => body.send(reword, save) } });
  const fresh = element("button", { type: "button", class: "mus-button small", hidden: true, on: { click: () => body.send(addNew, fresh) } });
  const cancel = element("button", { type: "button", class: "mus-button quiet small", on: { click: close } });
  body.actions.append(save, fresh, cancel);
  const root = element("div", { class: "mus-card-writer-rewording" }, gone, body.root, conflict);

  async function reword(text) {
    const answer = await call("reword_card", { card_id: now.id, text, version: now.version }, { durable: false });
    if (answer?.conflict) {
      now = { ...now, version: answer.version };
      showConflict([...new Set([answer.text, answer.conflict, text])]);
      throw new Error(t(model, "two_texts"));
    }
    close();
  }

  async function addNew(text) {
    await call("add_card", { theme_id: desk.theme.id, text, stage: desk.alone ? "own" : "table" });
    close();
  }

  function showConflict(texts) {
    conflict.hidden = false;
    setText(question, t(model, "two_texts"));
    body.root.hidden = true;
    keyed(pairs, texts.slice(0, 2), (text) => text, (text) => {
      const pick = callButton({ label: t(model, "keep_this"), kind: "quiet small", run: async () => {
        await call("reword_card", { card_id: now.id, text, version: now.version }, { durable: false });
        close();
      } });
      return element("div", { class: "mus-card" }, element("p", { class: "mus-words", text }), pick.root);
    });
  }

  function close() {
    body.take("");
    body.stop();
    done();
  }

  root.show = (next, isGone = false) => {
    setText(gone, isGone ? t(model, "gone") : "");
    gone.hidden = !isGone;
    save.hidden = isGone;
    fresh.hidden = !isGone;
    setText(save, t(model, "reword_save"));
    setText(fresh, t(model, "lay"));
    setText(cancel, t(model, "cancel"));
    body.relabel({ label: t(model, "reword_label") });
  };
  root.input = body.input;
  root.stop = body.stop;
  root.show(card);
  return root;
}

/** What both kinds of row share: the text, its rewording, a line for what went wrong. */
function cardRow(desk, card, parts) {
  const words = element("div", { class: "mus-card-writer-words" });
  const node = element("li", { class: "mus-card-writer-card" }, words);
  let editor = null;
  /** Whether the row stays though its question is gone: half a wording stands in it. */
  node.stays = () => {
    editor?.show(card, true);
    return editor !== null;
  };
  node.edit = (focus = true) => {
    if (editor) return;
    editor = rewording(desk, parts.card(), () => {
      closeEditor(node, editor, words, () => desk.home(card.id));
      editor = null;
    });
    words.hidden = true;
    node.append(editor);
    if (focus) editor.input.focus();
  };
  node.unGone = () => editor?.show(card);
  node.stop = () => editor?.stop();
  node.words = words;
  const waits = keep.get(`mus:${desk.model.get("scope") || ""}:draft:reword:${card.id}`);
  if (waits) queueMicrotask(() => node.edit(false));
  return node;
}

function textButton(run) {
  return element("button", { type: "button", class: "mus-button text", on: { click: run } });
}

/** A question only this device has: lay it on the table, reword, delete. */
function ownCard(desk, card) {
  const { model, call, alone } = desk;
  let now = card;
  const node = cardRow(desk, card, { card: () => now });
  const text = element("p", { class: "mus-words" });
  const lay = callButton({ label: "", kind: "quiet small", run: async () => {
    await call("move_card", { card_id: card.id, stage: alone ? "room" : "table" });
    desk.home(card.id);
  } });
  const reword = textButton(() => node.edit());
  const remove = textButton(() => ask(true));
  const question = element("p", { tabindex: "-1" });
  const yes = callButton({ label: "", kind: "small", run: async () => {
    await call("delete_card", { card_id: card.id });
    desk.home(card.id);
  } });
  const no = element("button", { type: "button", class: "mus-button quiet small", on: { click: () => ask(false) } });
  const sure = element("div", { class: "mus-card-writer-sure", hidden: true }, question, element("div", { class: "mus-actions" }, no, yes.root));
  const actions = element("div", { class: "mus-card-writer-row" }, lay.root, reword, remove);
  node.words.append(text, actions, sure);
  function ask(wanted) {
    sure.hidden = !wanted;
    actions.hidden = wanted;
    (wanted ? question : remove).focus();
  }
  node.show = (next) => {
    now = next;
    node.unGone();
    setText(text, next.text);
    lay.relabel(t(model, alone ? "send" : "lay"), `${t(model, alone ? "send" : "lay")}: ${next.text}`);
    setText(reword, t(model, "reword"));
    setAttribute(reword, "aria-label", t(model, "reword_this", { text: next.text }));
    setText(remove, t(model, "delete"));
    setAttribute(remove, "aria-label", t(model, "delete_this", { text: next.text }));
    setText(question, t(model, "delete_question"));
    yes.relabel(t(model, "delete_yes"));
    setText(no, t(model, "delete_no"));
  };
  return node;
}

/** A question on the table or sent to the room. */
function sharedCard(desk, card) {
  const { model, call, alone } = desk;
  let now = card;
  let wanted = null;
  const node = cardRow(desk, card, { card: () => now });
  const tick = element("input", { type: "checkbox", class: "mus-tick", on: { change: () => pick(tick.checked) } });
  const text = element("span", { class: "mus-words" });
  const label = element("label", { class: "mus-card-writer-pick" }, tick, text);
  const state = element("span", { class: "mus-card-writer-state" });
  const reword = textButton(() => node.edit());
  const back = callButton({ label: "", kind: "text", run: async () => {
    await call("move_card", { card_id: card.id, stage: "own" });
    desk.home(card.id);
  } });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  node.words.append(element("div", { class: "mus-card-writer-line" }, label, reword), element("div", { class: "mus-card-writer-under" }, state, back.root), problem);

  async function pick(picked) {
    const busy = wanted !== null;
    wanted = picked;
    setText(problem, "");
    if (busy) return;
    while (wanted !== null) {
      const asked = wanted;
      try {
        await call("move_card", { card_id: card.id, stage: asked ? "room" : "table" });
        if (wanted === asked) {
          wanted = null;
          now = { ...now, stage: asked ? "room" : "table" };
        }
      } catch (error) {
        wanted = null;
        setText(problem, error.message);
      }
    }
    node.show(now, model.get("data"));
  }

  node.show = (next, data) => {
    now = next;
    node.unGone();
    const inRoom = next.stage === "room";
    const mayPick = !alone && data.is_scribe;
    setText(text, next.text);
    tick.hidden = !mayPick;
    tick.checked = wanted ?? inRoom;
    label.classList.toggle("is-plain", !mayPick);
    node.classList.toggle("is-picked", inRoom && !alone);
    const said = next.hidden ? "hidden" : data.cards_shown && inRoom ? "shown" : inRoom && !alone ? "picked" : "";
    setText(state, said ? `${said === "hidden" ? "" : "✓ "}${t(model, said)}` : "");
    state.hidden = !said;
    setText(reword, t(model, "reword"));
    setAttribute(reword, "aria-label", t(model, "reword_this", { text: next.text }));
    reword.hidden = !(data.is_scribe || next.mine);
    back.relabel(t(model, "take_back"), t(model, "take_back_this", { text: next.text }));
    back.root.hidden = !next.mine || (inRoom && data.cards_shown) || (inRoom && !alone);
    back.root.parentNode.hidden = !said && back.root.hidden;
  };
  return node;
}
