// A text field that keeps what is typed: on the device at once, with Python within two seconds.

const DRAFT_MS = 1200;

/** Length as Python counts it: one per code point, so an emoji is not two. */
export function lengthOf(text) {
  return [...text].length;
}

/** What the counter says: "" far from the limit, else how many are left or too many. */
export function countdown(text, limit) {
  const left = limit - lengthOf(text);
  if (!limit || left > Math.max(20, limit * 0.2)) return { key: "", n: left };
  return left >= 0 ? { key: "characters_left", n: left } : { key: "characters_over", n: -left };
}

/** Let a textarea be as tall as its text where the stylesheet cannot. */
function grow(input) {
  if (input.tagName !== "TEXTAREA" || globalThis.CSS?.supports?.("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 4}px`;
}

/** Say that a text is under way: seen, and heard only when nobody answers. */
export function sayOnItsWay(model, line) {
  if (isLost()) line.say(t(model, "not_connected"), "lost");
  else line.say(t(model, "saving"), "", { aloud: false });
}

/**
 * A labelled field with who-sees-it, counter, draft and status.
 *
 * `extra()` is kept beside the draft on the device and found again as `before.extra`.
 * `onSend(text)` makes a send button (label `sendLabel`): the text is cleared when it
 * resolves and kept when it rejects. `autosave` sends drafts by `call("draft")`.
 * Returns {root, input, actions, value(), clear(), showDraft(text), send(fn), relabel(), stop()}.
 */
export function field({ model, call, key, label, who = "", help = "", limit = 0, multiline = true, rows = 3, initial = "", onSend, sendLabel = "", autosave = true, extra = () => null }) {
  const storageKey = `mus:${model.get("scope") || ""}:draft:${key}`;
  const ids = { input: uniqueId(), who: uniqueId(), help: uniqueId(), count: uniqueId(), problem: uniqueId() };
  const name = element("label", { for: ids.input, text: label });
  const hint = element("p", { class: "mus-help", id: ids.help });
  const input = element(multiline ? "textarea" : "input", { id: ids.input, class: "mus-input", dir: "auto", autocomplete: "off", rows: multiline ? rows : null, type: multiline ? null : "text" });
  const eye = whoLine(who);
  eye.id = ids.who;
  const count = element("p", { class: "mus-count", id: ids.count, "aria-live": "polite" });
  const problem = element("p", { class: "mus-problem", id: ids.problem, role: "alert" });
  const line = status(null);
  const actions = element("div", { class: "mus-actions" });
  const root = element("div", { class: "mus-field" }, name, hint, input, count, eye, actions, problem, line.root);
  let timer = null;
  let held = initial; // what Python is known to hold as draft
  let asking = false;
  let draftSaid = false;
  let sending = false;

  const remembered = () => {
    try {
      return JSON.parse(keep.get(storageKey) || "null");
    } catch {
      return null;
    }
  };
  const remember = (sent = null) => {
    if (input.value || sent) keep.set(storageKey, JSON.stringify({ text: input.value, sent, extra: extra() }));
    else keep.remove(storageKey);
    tellHalf(Boolean(input.value));
  };
  /** Let the page know whether half a text stands here: nobody is to be led away from it. */
  const tellHalf = (half) => window.dispatchEvent(new CustomEvent("mus:half", { detail: { key: storageKey, half } }));

  function measure() {
    const { key: word, n } = countdown(input.value, limit);
    setText(count, word ? t(model, word, { n }) : "");
    const over = word === "characters_over";
    count.classList.toggle("is-over", over);
    setAttribute(input, "aria-invalid", over ? "true" : null);
    grow(input);
    return over;
  }

  function typed() {
    measure();
    setText(problem, "");
    remember();
    if (line.root.classList.contains("is-saved")) line.say("");
    if (isLost()) line.say(t(model, "not_connected"), "lost");
    if (autosave) timer ??= setTimeout(saveDraft, DRAFT_MS);
  }

  async function saveDraft() {
    clearTimeout(timer);
    timer = null;
    if (!autosave || asking || input.value === held) return;
    const text = input.value;
    asking = true;
    try {
      await call("draft", { field: key, text }, { durable: false });
      held = text;
      if (input.value === text && text && !sending) {
        line.say(t(model, "draft_saved"), "saved", { aloud: !draftSaid });
        draftSaid = true; // once for each text: typing on is not talked over
      }
    } catch (error) {
      if (!sending) line.say(error.message, "lost");
    } finally {
      asking = false;
      if (input.value !== held && !timer) timer = setTimeout(saveDraft, input.value ? DRAFT_MS : 0);
    }
  }

  /** Hand the text to `work`, once; it is cleared after the answer, kept after an error. */
  async function send(work, button = null) {
    if (sending) return;
    const text = input.value.trim();
    const over = measure();
    setText(problem, text && !over ? "" : t(model, over ? "characters_over" : "empty_text", { n: lengthOf(text) - limit }));
    if (!text || over) {
      input.focus();
      return;
    }
    sending = true;
    clearTimeout(timer);
    timer = null;
    setAttribute(button, "aria-disabled", "true");
    sayOnItsWay(model, line);
    const answer = work(text);
    remember(call.newest?.() ?? null);
    await settled(answer, input.value, button);
  }

  async function settled(answer, sent, button) {
    try {
      await answer;
      if (input.value === sent) api.clear();
      else remember();
      line.say(t(model, "saved"), "saved");
    } catch (error) {
      remember();
      line.say("");
      setText(problem, error.message);
    } finally {
      sending = false;
      if (autosave && input.value !== held) timer ??= setTimeout(saveDraft, input.value ? DRAFT_MS : 0);
      if (button) button.removeAttribute("aria-disabled");
    }
  }

  const api = {
    root,
    input,
    actions,
    send,
    value: () => input.value,
    clear() {
      input.value = "";
      draftSaid = false;
      measure();
      remember();
      if (autosave && held) timer ??= setTimeout(saveDraft, 0); // what is sent waits here no more
    },
    /** Show a draft that came later, but never over what somebody has typed here. */
    showDraft(text) {
      if (input.value || document.activeElement === input || !text || remembered()) return;
      held = text;
      input.value = text;
      measure();
    },
    /** Take `text` over from the store: nothing of it waits on this device any more. */
    take(text) {
      if (input.value !== text) input.value = text;
      keep.remove(storageKey);
      tellHalf(false);
      measure();
    },
    remember,
    say: line.say,
    fail: (sentence) => setText(problem, sentence),
    relabel(words) {
      if (words.label !== undefined) setText(name, words.label);
      if (words.who !== undefined) eye.show(words.who);
      setText(hint, words.help ?? hint.textContent);
      hint.hidden = !hint.textContent;
      if (button && words.sendLabel) setText(button, words.sendLabel);
      setAttribute(input, "aria-describedby", [hint.hidden ? "" : ids.help, eye.hidden ? "" : ids.who, ids.count, ids.problem].filter(Boolean).join(" "));
      measure();
    },
    stop() {
      clearTimeout(timer);
      if (autosave && input.value !== held) saveDraft();
      line.stop();
      unwatch();
    },
  };

  const button = onSend ? element("button", { type: "button", class: "mus-button", text: sendLabel, on: { click: () => send(onSend, button) } }) : null;
  if (button) actions.append(button);
  input.addEventListener("input", typed);
  input.addEventListener("blur", () => autosave && saveDraft());
  input.addEventListener("keydown", (event) => {
    const wanted = multiline ? event.ctrlKey || event.metaKey : true;
    if (event.key !== "Enter" || !wanted || event.isComposing) return;
    const first = actions.querySelector(".mus-button:not(.quiet):not(.text)");
    if (first) {
      event.preventDefault();
      first.click();
    }
  });
  const unwatch = watchConnection((lost) => {
    if (lost && input.value) line.say(t(model, "not_connected"), "lost");
    else if (!lost && line.root.classList.contains("is-lost")) line.say(input.value === held && input.value ? t(model, "draft_saved") : t(model, "connected_again"), "saved");
  });

  const before = api.before = remembered();
  input.value = before?.text ?? initial;
  if (help) setText(hint, help);
  api.relabel({});
  if (before?.sent && call?.resume(before.sent)) {
    sending = true;
    sayOnItsWay(model, line);
    settled(call.resume(before.sent), input.value, button);
  } else if (autosave && input.value !== held) timer = setTimeout(saveDraft, DRAFT_MS);
  return api;
}
