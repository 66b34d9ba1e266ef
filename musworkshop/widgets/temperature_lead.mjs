// The temperature from the facilitator's side; what cannot be taken back is asked first.

const INVITED_MOST = 5000;
const INVITED_SAVE_MS = 900;

/** Width of a bar in percent of those invited; 0 where nobody has said how many. */
export function sentPercent(sent, invited) {
  return invited > 0 ? Math.min(100, Math.round((100 * sent) / invited)) : 0;
}

/** The whole number somebody has typed, or null when it is none from 0 to `most`. */
export function wholeNumber(text, most = INVITED_MOST) {
  return /^\s*\d{1,5}\s*$/.test(text) && Number(text) <= most ? Number(text) : null;
}

const GROUPS = ["employees", "leaders"];

/** How many are invited: two numbers that save themselves together. */
function invitedPart(model, call, soon) {
  const legend = element("legend");
  const about = element("p", { class: "mus-soft mus-temperature-lead-about", id: uniqueId() });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const line = status(null);
  const boxes = Object.fromEntries(GROUPS.map((name) => {
    const id = uniqueId();
    const label = element("label", { for: id });
    const input = element("input", { id, type: "number", inputmode: "numeric", min: "0", max: String(INVITED_MOST), step: "1", class: "mus-input", autocomplete: "off", "aria-describedby": about.id, on: { input: typed, change: save } });
    return [name, { label, input, root: element("div", { class: "mus-temperature-lead-number" }, label, input) }];
  }));
  const root = element("fieldset", { class: "mus-temperature-lead-invited" }, legend, about,
    element("div", { class: "mus-temperature-lead-numbers" }, ...GROUPS.map((name) => boxes[name].root)), problem, line.root);
  let stored = { employees: 0, leaders: 0 };
  let timer = null;
  let saving = false;
  const isTyped = () => GROUPS.some((name) => wholeNumber(boxes[name].input.value) !== stored[name]);

  function typed() {
    line.say("");
    clearTimeout(timer);
    timer = setTimeout(save, INVITED_SAVE_MS);
  }
  async function save() {
    clearTimeout(timer);
    const wanted = Object.fromEntries(GROUPS.map((name) => [name, wholeNumber(boxes[name].input.value)]));
    const wrong = GROUPS.filter((name) => wanted[name] === null);
    for (const name of GROUPS) setAttribute(boxes[name].input, "aria-invalid", wrong.includes(name) ? "true" : null);
    setText(problem, wrong.length ? t(model, "number_wrong", { most: INVITED_MOST }) : "");
    if (wrong.length || saving || !isTyped()) return;
    saving = true;
    sayOnItsWay(model, line);
    try {
      await call("set_invited", wanted, soon);
      stored = wanted;
      line.say(t(model, "saved"), "saved");
    } catch (error) {
      line.say("");
      setText(problem, error.message);
    } finally {
      saving = false;
      if (isTyped() && !problem.textContent) typed();
    }
  }
  root.show = ({ invited, state }) => {
    const was_typed = isTyped() && legend.textContent;
    stored = invited;
    setText(legend, t(model, "invited"));
    setText(about, t(model, "invited_about"));
    for (const name of GROUPS) {
      setText(boxes[name].label, t(model, name));
      const { input } = boxes[name];
      if (!was_typed && !saving && document.activeElement !== input && input.value !== String(invited[name])) input.value = String(invited[name]);
    }
    root.hidden = state === "closed";
  };
  root.stop = () => {
    clearTimeout(timer);
    line.stop();
  };
  return root;
}

/** The fewest answers that are shown: two buttons, or a sentence once it is fixed. */
function thresholdPart(model, call, soon) {
  const label = element("p", { class: "mus-temperature-lead-label" });
  const about = element("p", { class: "mus-soft mus-temperature-lead-about" });
  const number = element("strong", { role: "status" });
  const step = (by) => callButton({ label: by < 0 ? "−" : "+", kind: "quiet mus-temperature-lead-step", repeats: true, run: () => set(by) });
  const fewer = step(-1);
  const more = step(1);
  const root = element("div", { class: "mus-temperature-lead-threshold", role: "group" }, label, about,
    element("div", { class: "mus-temperature-lead-steps" }, fewer.root, number, more.root));
  function set(by) {
    const { threshold, lowest, highest } = model.get("data");
    const wanted = Math.min(highest, Math.max(lowest, threshold + by));
    return wanted === threshold ? Promise.resolve() : call("set_threshold", { threshold: wanted }, soon);
  }
  root.show = ({ threshold, lowest, highest, locked, state }) => {
    setText(label, t(model, "threshold"));
    setAttribute(root, "aria-label", t(model, "threshold"));
    setText(about, t(model, locked ? "threshold_locked" : "threshold_about"));
    setText(number, plural(model, "answers", threshold));
    fewer.relabel("−", t(model, "fewer"));
    more.relabel("+", t(model, "more"));
    fewer.disable(threshold <= lowest);
    more.disable(threshold >= highest);
    fewer.root.hidden = more.root.hidden = locked;
    root.hidden = state === "closed";
  };
  return root;
}

/** How many have answered, in words and as bars. */
function sentPart(model) {
  const title = element("h3");
  const bars = GROUPS.map(() => ({ words: element("p"), fill: element("span") }));
  const begun = element("p", { class: "mus-soft" });
  const root = element("section", {}, title,
    ...bars.map(({ words, fill }) => element("div", { class: "mus-temperature-lead-sent" }, words, element("div", { class: "mus-temperature-lead-track", "aria-hidden": "true" }, fill))), begun);
  root.show = ({ state, sent, invited, begun: n }) => {
    root.hidden = state !== "open";
    setText(title, t(model, "sent"));
    GROUPS.forEach((name, k) => {
      const of = invited[name];
      setText(bars[k].words, `${t(model, name)}: ${of ? t(model, "of", { n: sent[name], of }) : sent[name]}`);
      bars[k].fill.style.width = `${sentPercent(sent[name], of)}%`;
      bars[k].fill.parentNode.hidden = !of;
    });
    setText(begun, n ? plural(model, "begun", n) : "");
    begun.hidden = !n;
  };
  return root;
}

/** What the projector shows of the result. */
function viewPart(model, call, soon) {
  const legend = element("legend");
  const list = element("div", { class: "mus-temperature-lead-views" });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const line = status(null);
  const root = element("fieldset", {}, legend, list, problem, line.root);
  const group = uniqueId();
  let wanted = null;
  async function choose(view_id) {
    wanted = view_id;
    setText(problem, "");
    sayOnItsWay(model, line);
    try {
      await call("show_view", { view_id }, soon);
      if (wanted === view_id) line.say(t(model, "view_saved"), "saved");
    } catch (error) {
      if (wanted === view_id) wanted = null;
      line.say("");
      setText(problem, error.message);
      root.show(model.get("data"));
    }
  }
  const create = ({ id }) => element("label", { class: "mus-choice" },
    element("input", { type: "radio", name: group, value: id, on: { change: () => choose(id) } }), element("span"));
  root.show = ({ views, view }) => {
    if (wanted === view) wanted = null;
    setText(legend, t(model, "view"));
    keyed(list, views, (one) => one.id, create, (label, one) => {
      setText(label.lastChild, one.title);
      label.firstChild.checked = one.id === (wanted ?? view);
    });
    root.hidden = !views.length;
  };
  root.stop = line.stop;
  return root;
}

function commentsPart(model, call, soon) {
  const title = element("h3", { tabindex: "-1" });
  const about = element("p", { class: "mus-soft" });
  const list = element("ul", { class: "mus-lines" });
  const root = element("section", {}, title, about, list);
  function create({ n, text }) {
    const words = element("p", { class: "mus-words" });
    const remove = askFirst({ kind: "text", run: () => call("remove_comment", { n, text }, soon), question: () => t(model, "ask_remove"), done: () => title.focus() });
    const node = element("li", {}, words, remove.root);
    node.show = (comment) => {
      setText(words, comment.text);
      remove.relabel({ open: t(model, "remove"), yes: t(model, "yes_remove"), no: t(model, "keep") });
      setAttribute(remove.button, "aria-label", t(model, "remove_this", { text: comment.text }));
    };
    return node;
  }
  root.show = ({ comments }) => {
    setText(title, t(model, "comments"));
    setText(about, t(model, "comments_about"));
    keyed(list, comments, (comment) => `${comment.n}:${comment.text}`, create, (node, comment) => node.show(comment));
    root.hidden = !comments.length;
  };
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false };
  const heading = element("h2", { tabindex: "-1" });
  const now = element("p", { class: "mus-soft" });
  const summary = element("p");
  const sent = sentPart(model);
  const invited = invitedPart(model, call, soon);
  const threshold = thresholdPart(model, call, soon);
  const why = element("p", { class: "mus-empty", id: uniqueId() });
  const open = callButton({ label: "", run: () => call("open_round", {}, soon) });
  const closeTitle = element("h3");
  const closeNotes = element("ul", { class: "mus-temperature-lead-notes" });
  const close = askFirst({ kind: "", run: () => call("close_round", {}, soon), question: () => t(model, "ask_close"), done: () => heading.focus() });
  const closing = element("section", { class: "mus-temperature-lead-closing" }, closeTitle, closeNotes, close.root);
  const views = viewPart(model, call, soon);
  const comments = commentsPart(model, call, soon);
  const root = element("section", { class: "mus mus-temperature-lead" }, heading, now, summary, sent,
    element("div", { class: "mus-temperature-lead-settings" }, invited, threshold),
    element("div", { class: "mus-temperature-lead-open" }, why, open.root), closing, views, comments);
  el.append(root);

  function showAll(data) {
    const { state } = data;
    root.dataset.state = state;
    setText(heading, t(model, "heading"));
    setText(now, t(model, `${state}_now`));
    setText(summary, data.summary);
    summary.hidden = !data.summary;
    for (const part of [sent, invited, threshold, views, comments]) part.show(data);
    open.root.parentNode.hidden = state !== "waiting";
    setText(why, data.why_not);
    why.hidden = !data.why_not;
    open.relabel(t(model, "open"));
    open.disable(Boolean(data.why_not));
    setAttribute(open.button, "aria-describedby", data.why_not ? why.id : null);
    closing.hidden = state !== "open";
    if (closing.hidden) close.close();
    setText(closeTitle, t(model, "before_closing"));
    closeTitle.hidden = !data.close_notes.length;
    listTexts(closeNotes, data.close_notes);
    close.relabel({ open: t(model, "close"), yes: t(model, "yes_close"), no: t(model, "not_yet") });
  }

  function show() {
    const data = model.get("data");
    root.hidden = !data.state;
    if (!data.state) return;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    showAll(data);
    // The button that was pressed may be gone; the focus is not.
    if (held && (!held.isConnected || !held.checkVisibility())) heading.focus();
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    invited.stop();
    views.stop();
    call.stop();
  };
}

export default { render };
