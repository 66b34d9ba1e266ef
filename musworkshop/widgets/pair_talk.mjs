// What the two talk about: where they differ, what they choose, whether they are counted.

/** Rows as they stand: the differing first, then the equal, then those of one person only. */
export function talkGroups(rows) {
  const of = (same) => rows.filter((row) => row.same === same);
  return [["differ_list", of(false)], ["same_list", of(true)], ["one_list", of(null)]].filter(([, found]) => found.length).map(([key, found]) => ({ key, rows: found }));
}

/** Which heading fits: they differ, they have rated, or they only talk. */
export function talkHeading(rows) {
  if (rows.some((row) => row.same === false)) return "differ";
  return rows.length ? "see" : "talk";
}

/** The competences in groups; a single group needs no heading. */
function rowsPart(model) {
  const root = element("div", { class: "mus-pair-talk-rows" });
  function create() {
    const title = element("h3");
    const list = element("ul", { class: "mus-lines" });
    const node = element("section", {}, title, list);
    node.show = ({ key, rows }, isAlone) => {
      setText(title, t(model, key));
      title.classList.toggle("mus-heard", isAlone);
      node.dataset.group = key;
      keyed(list, rows, (row) => row.id, () => element("li", {}, element("strong", { class: "mus-words" }), element("span", { class: "mus-soft mus-words" })), (item, row) => {
        setText(item.firstChild, row.title);
        setText(item.lastChild, row.text);
      });
    };
    return node;
  }
  root.show = ({ rows }) => {
    const groups = talkGroups(rows);
    keyed(root, groups, (group) => group.key, create, (node, group) => node.show(group, groups.length === 1));
    root.hidden = !groups.length;
  };
  return root;
}

function focusRow(model, call, draft, item, home) {
  let now = item;
  let editor = null;
  const title = element("strong", { class: "mus-words" });
  const sentence = element("p", { class: "mus-words" });
  const edit = element("button", { type: "button", class: "mus-button text", on: { click: () => change() } });
  const remove = askFirst({ kind: "text", run: () => call("remove_focus", { focus_id: item.id }, { durable: false }), question: () => t(model, "ask_remove"), done: home });
  const controls = element("div", { class: "mus-pair-talk-controls" }, edit, remove.root);
  const shown = element("div", {}, title, sentence, controls);
  const node = element("li", {}, shown);

  function change(focus = true) {
    if (editor) return;
    editor = focusEditor(model, call, draft, now, () => {
      closeEditor(node, editor, shown, (is_left) => (is_left ? edit.focus() : home()));
      editor = null;
    });
    editor.show(now, model.get("data"));
    shown.hidden = true;
    node.append(editor);
    if (focus) editor.focusHere();
  }
  node.show = (next, data) => {
    now = next;
    editor?.show(next, data);
    setText(title, next.title);
    setText(sentence, next.sentence);
    setText(edit, t(model, "edit"));
    setAttribute(edit, "aria-label", t(model, "edit_this", { text: next.title }));
    remove.relabel({ open: t(model, "delete"), yes: t(model, "delete_yes"), no: t(model, "delete_no") });
    setAttribute(remove.button, "aria-label", t(model, "delete_this", { text: next.title }));
  };
  /** It stays though the other one has deleted it: half a text stands in it. */
  node.stays = (data) => {
    editor?.show(null, data, true);
    return editor !== null;
  };
  node.stop = () => editor?.stop();
  // Half a change from before the page was loaded again.
  if (keep.get(`mus:${model.get("scope") || ""}:draft:${draft}${item.id}`)) queueMicrotask(() => change(false));
  return node;
}

/** What is said of who has agreed to be counted. */
export function agreedKey({ mine, theirs, closed }) {
  if (closed) return "count_closed";
  if (mine && theirs) return "count_both";
  if (mine) return "count_mine";
  return theirs ? "count_theirs" : "count_none";
}

/** Whether the ratings may be counted in the unit's picture. */
function countPart(model, call) {
  const title = element("h3");
  const about = element("p", { class: "mus-soft", id: uniqueId() });
  const tick = element("input", { type: "checkbox", class: "mus-tick", "aria-describedby": about.id, on: { change: save } });
  const words = element("span");
  const choice = element("label", { class: "mus-choice" }, tick, words);
  const sentence = element("p", { role: "status" });
  const line = status(null);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("section", { class: "mus-pair-talk-count" }, title, about, choice, sentence, line.root, problem);
  let saving = false;
  async function save() {
    setText(problem, "");
    if (saving) return;
    saving = true;
    let on = null;
    try {
      while (tick.checked !== on) {
        on = tick.checked;
        sayOnItsWay(model, line);
        await call("agree_to_count", { on }, { durable: false });
      }
      line.say(t(model, "saved"), "saved");
    } catch (error) {
      line.say("");
      setText(problem, error.message);
    }
    saving = false;
    root.show(model.get("data"));
  }
  root.show = ({ count }) => {
    root.hidden = !count?.shown;
    if (root.hidden) return;
    setText(title, t(model, "count"));
    setText(about, count.about);
    setText(words, count.sentence);
    choice.hidden = count.closed;
    if (!saving) tick.checked = count.mine;
    setText(sentence, t(model, agreedKey(count)));
  };
  root.stop = line.stop;
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const draft = `${pairDraft(pairSecret())}focus:`;
  const who = pairWho();
  const title = element("h2", { tabindex: "-1" });
  const summary = element("p", { class: "mus-soft mus-pair-talk-summary" });
  const rows = rowsPart(model);
  const focusTitle = element("h3", { tabindex: "-1" });
  const about = element("p", { class: "mus-soft" });
  const list = element("ol", { class: "mus-lines" });
  const enough = element("p", { class: "mus-soft" });
  const focusPart = element("section", { class: "mus-pair-talk-focus" }, focusTitle, about, list, enough);
  const count = countPart(model, call);
  const root = element("section", { class: "mus mus-pair-talk", hidden: true },
    element("div", { class: "mus-column" }, who, title, summary, rows, focusPart, count));
  el.append(root);
  const home = () => focusTitle.focus();
  let fresh = null;
  let made = null; // id of what was just kept
  let held = null; // where the focus was when all this was hidden for a moment

  function showFocus(data) {
    fresh ??= makeFresh();
    setText(focusTitle, t(model, "focus"));
    setText(about, t(model, "focus_about", { n: data.most }));
    keyed(list, data.focus, (one) => one.id, (one) => focusRow(model, call, draft, one, home), (node, one) => node.show(one, data), (node) => node.stays(data));
    list.hidden = !list.children.length;
    const isFull = data.focus.length >= data.most;
    setText(enough, isFull ? t(model, "enough", { n: data.focus.length }) : "");
    enough.hidden = !isFull;
    fresh.show(data);
    fresh.hidden = !fresh.isHalf() && (isFull || !data.choices.length);
    const row = made && list.musNodes?.get(made);
    if (row) made = null;
    return row;
  }
  function makeFresh() {
    const part = newFocus(model, call, draft, (id) => {
      made = id;
      show();
    });
    focusPart.append(part);
    return part;
  }
  function show() {
    const data = model.get("data");
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    if (!data.rows) {
      held = focused ?? held;
      root.hidden = true;
      return;
    }
    root.hidden = false;
    who.show(data.who);
    setText(title, t(model, talkHeading(data.rows)));
    setText(summary, data.summary);
    summary.hidden = !data.summary;
    rows.show(data);
    const row = showFocus(data);
    count.show(data);
    // What was used may be gone; the focus is not.
    if (focused && (!focused.isConnected || !focused.checkVisibility())) (row?.querySelector("button") ?? focusTitle).focus();
    if (held?.isConnected && document.activeElement === document.body) held.focus();
    held = null;
  }

  const unfollow = follow(model, show);
  window.addEventListener("mus:half", show); // a sentence is typed, kept or cleared
  return () => {
    unfollow();
    window.removeEventListener("mus:half", show);
    fresh?.stop();
    for (const node of list.musNodes?.values() ?? []) node.stop();
    count.stop();
    call.stop();
  };
}

export default { render };
