// One passage: a text that saves itself about a second after typing stops, or a choice.

const SAVE_MS = 1000;
const TRY_AGAIN_MS = 8000;

/** The texts that stand against the one in the field, each once. */
export function otherTexts(shown, stored, conflicts) {
  if (!conflicts.length) return [];
  return [...new Set([stored, ...conflicts])].filter((text) => text !== shown);
}

/** What "keep both" makes of them. */
export function bothTexts(texts, multiline) {
  return texts.filter(Boolean).join(multiline ? "\n" : " / ");
}

/** Two texts side by side, with a button under each. */
function conflictBox(model, choose) {
  const question = element("p", { class: "mus-field-list-question" });
  const pairs = element("div", { class: "mus-field-list-pairs" });
  const both = callButton({ label: "", kind: "quiet small", run: () => choose(null) });
  const root = element("div", { class: "mus-field-list-conflict", role: "group" }, question, pairs, both.root);
  function create() {
    const heading = element("p", { class: "mus-small mus-soft" });
    const words = element("p", { class: "mus-words" });
    const keepIt = callButton({ label: "", kind: "quiet small", run: () => choose(words.textContent) });
    const node = element("div", { class: "mus-card" }, heading, words, keepIt.root);
    node.show = ({ text, mine }) => {
      setText(heading, t(model, mine ? "this_text" : "other_text"));
      setText(words, text);
      keepIt.relabel(t(model, mine ? "keep_this" : "keep_other"));
    };
    return node;
  }
  root.show = (mine, others) => {
    root.hidden = !others.length;
    setText(question, others.length ? t(model, "two_texts") : "");
    setAttribute(root, "aria-label", t(model, "two_texts"));
    const texts = others.length ? [{ text: mine, mine: true, key: "mine" }, ...others.map((text, k) => ({ text, mine: false, key: k }))] : [];
    keyed(pairs, texts, (entry) => entry.key, create, (node, entry) => node.show(entry));
    both.relabel(t(model, "keep_both"));
  };
  return root;
}

function textNode(model, call, given) {
  let now = given;
  let base = { text: given.text, version: given.version }; // what was read before typing
  let sent = null;
  let timer = null;
  let asking = false;
  const body = field({
    model, call, key: `field:${given.key}`, label: given.label, help: given.help, limit: given.limit,
    multiline: given.multiline, rows: 2, initial: given.text, autosave: false,
    extra: () => ({ version: base.version, sent }),
  });
  const conflict = conflictBox(model, resolve);
  body.root.append(conflict);
  const node = body.root;
  const dirty = () => body.value() !== base.text;
  const others = () => otherTexts(body.value(), now.text, now.conflicts);

  function stored(answer) {
    now = { ...now, text: answer.text ?? now.text, version: answer.version ?? now.version, conflicts: answer.conflicts ?? [] };
  }

  async function save() {
    clearTimeout(timer);
    timer = null;
    if (asking || !dirty() || others().length) return;
    if (lengthOf(body.value()) > (now.limit || Infinity)) return;
    asking = true;
    sent = body.value();
    body.remember();
    sayOnItsWay(model, body);
    let failed = false;
    try {
      stored(await call("save", { key: now.key, text: sent, version: base.version }, { durable: false }));
      base = { text: sent, version: now.version };
      if (!dirty()) body.take(sent);
      if (dirty() || others().length) body.say("");
      else body.say(t(model, "saved"), "saved");
    } catch (error) {
      failed = true;
      body.say("");
      body.fail(error.message);
    } finally {
      asking = false;
      if (dirty()) timer ??= setTimeout(save, failed ? TRY_AGAIN_MS : SAVE_MS);
      draw();
    }
  }

  /** Settle a conflict: one text, or all of them when `text` is null. */
  async function resolve(text) {
    const chosen = text ?? bothTexts([body.value(), ...others()], now.multiline);
    const answer = await call("resolve", { key: now.key, text: chosen, version: now.version }, { durable: false });
    stored({ text: chosen, version: now.version + 1, ...answer });
    base = { text: now.text, version: now.version };
    body.take(now.text);
    body.say(t(model, "saved"), "saved");
    draw();
    body.input.focus();
  }

  function draw() {
    if (conflict.hidden && others().length) body.say(""); // nothing is settled yet
    conflict.show(body.value(), others());
  }

  body.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MS);
    if (!conflict.hidden) draw();
  });
  body.input.addEventListener("blur", () => {
    save();
    node.show(now);
  });

  node.show = (next) => {
    const settled = now.conflicts?.length > 0 && !next.conflicts.length; // in another window
    const typing = document.activeElement === body.input && document.hasFocus() && !settled;
    now = next;
    // In a conflict each keeps looking at the own text, so that the buttons keep their meaning.
    const mine = next.conflicts.length > 0 && [next.text, ...next.conflicts].includes(body.value());
    if (!mine && !dirty() && !asking && !typing) {
      base = { text: next.text, version: next.version };
      if (body.value() !== next.text) body.take(next.text);
    } else if (next.text === body.value() && !asking) {
      base = { text: next.text, version: next.version };
    }
    body.relabel({ label: next.label, help: next.help, who: next.ownWho });
    const described = body.input.getAttribute("aria-describedby") || "";
    if (next.whoId && !described.includes(next.whoId)) body.input.setAttribute("aria-describedby", `${next.whoId} ${described}`.trim());
    draw();
  };
  node.hasText = dirty;
  node.focusField = () => body.input.focus();
  node.stop = () => {
    save();
    clearTimeout(timer);
    body.stop();
  };

  const before = body.before;
  if (before && before.text !== given.text) {
    // Typed before the page was loaded again: what was sent may have arrived.
    const arrived = before.extra?.sent === given.text;
    base = { text: given.text, version: arrived ? given.version : (before.extra?.version ?? given.version) };
    timer = setTimeout(save, 0);
  }
  return node;
}

function choiceNode(model, call, given) {
  const legend = element("legend");
  const hint = element("p", { class: "mus-help", id: uniqueId() });
  const eye = whoLine("");
  const choices = element("div", { class: "mus-field-list-choices" });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const line = status(null);
  const node = element("fieldset", { class: "mus-field-list-choice" }, legend, hint, element("div", { class: "mus-field-list-answer" }, choices, line.root), eye, problem);
  const group = uniqueId();
  let now = given;
  let wanted = null;
  let busy = false;

  async function choose(value) {
    wanted = value;
    setText(problem, "");
    if (busy) return;
    busy = true;
    while (wanted !== null) {
      const text = wanted;
      sayOnItsWay(model, line);
      try {
        const answer = await call("save", { key: now.key, text, version: now.version });
        now = { ...now, text: answer?.text ?? text, version: answer?.version ?? now.version };
        if (wanted === text) wanted = null;
        line.say(t(model, "saved"), "saved");
      } catch (error) {
        wanted = null;
        line.say("");
        setText(problem, error.message);
      }
    }
    busy = false;
    node.show(now);
  }

  function create(option) {
    const input = element("input", { type: "radio", name: group, value: option.value, on: { change: () => choose(option.value) } });
    return element("label", { class: "mus-choice" }, input, element("span", { class: "mus-words" }));
  }
  node.show = (next) => {
    now = next;
    setText(legend, next.label);
    setText(hint, next.help || "");
    hint.hidden = !next.help;
    eye.show(next.ownWho);
    setAttribute(node, "aria-describedby", [next.help ? hint.id : "", next.whoId || ""].filter(Boolean).join(" ") || null);
    keyed(choices, next.options, (option) => option.value, create, (choice, option) => {
      setText(choice.lastChild, option.label);
      choice.firstChild.checked = option.value === (wanted ?? now.text);
    });
  };
  node.hasText = () => false;
  node.focusField = () => choices.querySelector("input")?.focus();
  node.stop = line.stop;
  return node;
}
