// What stands round the statements of a sheet: the beginning, the comment, own points, a notice.

const COMMENT_SAVE_MS = 1000;
const COMMENT_AGAIN_MS = 8000;

/** A heading, a text and one button; `show({title, text, button})`, a button without words is hidden. */
export function noticePart(press) {
  const title = element("h2", { tabindex: "-1" });
  const text = element("p", { class: "mus-soft" });
  const button = element("button", { type: "button", class: "mus-button", on: { click: press } });
  const root = element("section", { class: "mus-temperature-notice" }, title, text, button);
  root.show = (now) => {
    setText(title, now.title);
    setText(text, now.text || "");
    text.hidden = !now.text;
    setText(button, now.button || "");
    button.hidden = !now.button;
  };
  root.focusHere = () => title.focus();
  return root;
}

/** Radio buttons in a group with a legend; `value()` is null until one is chosen. */
function choiceGroup(changed) {
  const legend = element("legend");
  const list = element("div");
  const root = element("fieldset", { class: "mus-temperature-pick" }, legend, list);
  const group = uniqueId();
  const inputs = () => [...list.querySelectorAll("input")];
  const create = ({ id }) => element("label", { class: "mus-choice" },
    element("input", { type: "radio", name: group, value: id, on: { change: changed } }), element("span", { class: "mus-words" }));
  root.show = (words, options) => {
    setText(legend, words);
    keyed(list, options, (option) => option.id, create, (label, option) => setText(label.lastChild, option.text));
    root.hidden = options.length < 2;
  };
  root.value = () => (root.hidden ? inputs()[0]?.value : inputs().find((input) => input.checked)?.value) ?? null;
  root.choose = (value) => {
    for (const input of inputs()) input.checked = input.value === value;
  };
  root.focusHere = () => inputs()[0]?.focus();
  return root;
}

/** What happens to an answer, then how one takes part; `begin(form, unit_id)` returns a promise. */
export function startPart(model, begin) {
  const title = element("h2", { tabindex: "-1" });
  const notice = element("p", { class: "mus-temperature-now" });
  const promiseTitle = element("h3");
  const promise = element("div", { class: "mus-temperature-paragraphs" });
  const eye = whoLine("");
  const form = choiceGroup(() => go.fail(""));
  const unit = choiceGroup(() => go.fail(""));
  const left = element("p", { class: "mus-temperature-left" });
  const go = callButton({ label: "", run: press });
  const choices = element("div", { class: "mus-temperature-choose" }, form, unit, left, go.root);
  const creditTitle = element("h3");
  const credit = element("div", { class: "mus-temperature-paragraphs mus-soft" });
  const root = element("section", { class: "mus-temperature-start" }, title, notice,
    promiseTitle, promise, eye, choices, creditTitle, credit);

  async function press() {
    const missing = form.value() === null ? ["form_first", form] : unit.value() === null && !unit.hidden ? ["unit_first", unit] : null;
    if (missing) {
      missing[1].focusHere();
      throw new Error(t(model, missing[0]));
    }
    await begin(form.value(), unit.hidden ? "" : unit.value());
  }
  const paragraphs = (box, texts) => keyed(box, texts.map((text, k) => ({ text, k })), (one) => one.k, () => element("p", { class: "mus-words" }), (node, one) => setText(node, one.text));

  /** `sentence` says why nobody can begin, "" when one can; `began` when there is a sheet already. */
  root.show = (data, { sentence, began }) => {
    setText(title, data.title);
    setText(notice, sentence);
    notice.hidden = !sentence;
    setText(promiseTitle, t(model, "promise"));
    paragraphs(promise, [...data.promise, data.rule, data.unanimity].filter(Boolean));
    eye.show(data.who);
    choices.hidden = Boolean(sentence);
    form.show(t(model, "form"), data.forms.map(({ id, title: text }) => ({ id, text })));
    const units = data.units.map(({ id, name }) => ({ id, text: name }));
    unit.show(t(model, "unit"), units.length ? [...units, { id: "", text: t(model, "no_unit") }] : []);
    setText(left, data.shared ? plural(model, "people_left", data.people_left) : "");
    left.hidden = !data.shared;
    go.relabel(t(model, began ? "go_on" : "begin"));
    setText(creditTitle, t(model, "credit"));
    paragraphs(credit, data.credit);
    creditTitle.hidden = !data.credit.length;
  };
  root.choose = (form_id, unit_id) => {
    form.choose(form_id);
    unit.choose(unit_id);
    go.fail("");
  };
  root.focusHere = () => title.focus();
  return root;
}

/** The leader's own choice; `flush()` waits until it is saved. */
function ownChoice(model, call, key) {
  const help = element("p", { class: "mus-soft", id: uniqueId() });
  const tick = element("input", { type: "checkbox", class: "mus-tick", "aria-describedby": help.id, on: { change: save } });
  const words = element("span");
  const line = status(null);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("div", { class: "mus-temperature-own" }, element("label", { class: "mus-choice" }, tick, words), help, line.root, problem);
  let stored = false;
  let saving = null;
  function save() {
    setText(problem, "");
    saving ??= saveAll().finally(() => {
      saving = null;
    });
    saving.catch(() => {});
  }
  async function saveAll() {
    while (tick.checked !== stored) {
      const on = tick.checked;
      sayOnItsWay(model, line);
      try {
        await call("show_own", { secret: key.read(), on }, { durable: false });
      } catch (error) {
        tick.checked = stored;
        line.say("");
        setText(problem, error.message);
        throw error;
      }
      stored = on;
    }
    line.say(t(model, "saved"), "saved");
  }
  root.show = (sheet) => {
    root.hidden = sheet.form !== "leader";
    setText(words, t(model, "show_own"));
    setText(help, t(model, "show_own_about"));
    if (saving) return;
    stored = sheet.show_own;
    tick.checked = stored;
  };
  root.flush = async () => saving;
  root.stop = line.stop;
  return root;
}

/** The comment saves itself; `clear()` leaves nothing of it on the device. */
export function commentPart(model, call, key, sheet) {
  const data = model.get("data");
  const title = element("h2", { tabindex: "-1" });
  let held = sheet.comment; // what Python is known to hold
  let asking = null;
  let timer = null;
  const body = field({
    model, call, key: COMMENT_FIELD, label: data.comment_prompt, who: data.who_comment, rows: 4,
    limit: data.comment_limit, initial: held, autosave: false,
  });
  const own = ownChoice(model, call, key);
  const root = element("section", { class: "mus-temperature-comment" }, title, body.root, own);
  const isDirty = () => body.value() !== held;
  const isTooLong = () => lengthOf(body.value()) > (model.get("data").comment_limit || Infinity);

  async function saveOnce(secret) {
    const text = body.value();
    sayOnItsWay(model, body);
    try {
      await call("comment", { secret, text }, { durable: false });
    } catch (error) {
      if (key.read() !== secret) return;
      body.say("");
      body.fail(error.message);
      later(COMMENT_AGAIN_MS);
      throw error;
    }
    if (key.read() !== secret) return;
    held = text;
    body.fail("");
    if (isDirty()) later(COMMENT_SAVE_MS);
    else {
      body.take(text);
      body.say(t(model, "saved"), "saved");
    }
  }
  function save() {
    clearTimeout(timer);
    if (!asking && isDirty() && !isTooLong() && key.read()) {
      asking = saveOnce(key.read()).finally(() => {
        asking = null;
      });
      asking.catch(() => {});
    }
    return asking ?? Promise.resolve();
  }
  function later(wait_ms) {
    clearTimeout(timer);
    timer = setTimeout(save, wait_ms);
  }
  body.input.addEventListener("input", () => later(COMMENT_SAVE_MS));
  body.input.addEventListener("blur", save);
  if (isDirty()) later(0);

  root.show = (now) => {
    const { comment_prompt, who_comment } = model.get("data");
    setText(title, t(model, "comment"));
    body.relabel({ label: comment_prompt, who: who_comment, help: t(model, "comment_help") });
    own.show(now);
    if (!isDirty() && !asking && now.comment !== held && document.activeElement !== body.input) {
      held = now.comment;
      body.take(held);
    }
  };
  root.save = save;
  root.flush = async () => {
    while (isDirty()) {
      if (isTooLong()) throw new Error(t(model, "characters_over", { n: lengthOf(body.value()) - model.get("data").comment_limit }));
      await save();
    }
    await own.flush();
  };
  root.clear = () => {
    held = "";
    body.take("");
    clearTimeout(timer);
  };
  root.stop = () => {
    save();
    clearTimeout(timer);
    body.stop();
    own.stop();
  };
  root.focusHere = () => title.focus();
  return root;
}

/** One's own points, shown to oneself. */
export function pointsPart(model) {
  const title = element("h3");
  const sentence = element("p");
  const index = element("p", { class: "mus-temperature-points-index" }, element("strong"), element("span"));
  const list = element("ul", { class: "mus-lines" });
  const root = element("section", { class: "mus-card mus-temperature-points" }, title, index, sentence, list);
  const has = (number) => number !== null && number !== undefined;
  root.show = (points) => {
    root.hidden = !points;
    setText(title, points ? t(model, "points") : "");
    setText(sentence, points?.sentence ?? "");
    index.hidden = !has(points?.index);
    setText(index.firstChild, has(points?.index) ? String(points.index) : "");
    setText(index.lastChild, points?.band ?? "");
    keyed(list, points?.areas ?? [], (area) => area.id, () => element("li", {}, element("span", { class: "mus-words" }), element("span", { class: "mus-soft" }), element("strong")), (node, area) => {
      setText(node.children[0], area.title);
      setText(node.children[1], has(area.index) ? area.band : t(model, "too_few"));
      setText(node.children[2], has(area.index) ? String(area.index) : "–");
    });
    list.hidden = !points?.areas.length;
  };
  return root;
}
