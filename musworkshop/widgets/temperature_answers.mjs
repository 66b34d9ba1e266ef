// Answers of a sheet: its key, which statement is next, and answers on their way to Python.

/** Name of the comment's field; what is typed waits on the device until Python has it. */
const COMMENT_FIELD = "field:sheet-comment";
const NOT_RELEVANT = "none"; // value of the radio button without points
const HEX = /^[0-9a-f]{32}$/;

/** 128 random bits as hexadecimal characters. */
export function randomSecret() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The key to the sheet of a seat: in localStorage where there is one, else in memory. */
export function sheetKey(scope) {
  const place = `mus-sheet:${scope}`;
  const forgetComment = () => keep.remove(`mus:${scope}:draft:${COMMENT_FIELD}`);
  const read = () => {
    const secret = keep.get(place);
    return secret && HEX.test(secret) ? secret : "";
  };
  return {
    place,
    read,
    /** The key there is, else a new one. */
    readOrMake() {
      if (!read()) {
        forgetComment(); // somebody else's, of a sheet that is gone
        keep.set(place, randomSecret());
      }
      return read();
    },
    remove() {
      keep.remove(place);
      forgetComment();
    },
  };
}

/** Whether a statement has an answer; "not relevant" (null) is one. */
export function isAnswered(answers, id) {
  return answers[id] !== undefined;
}

/** How many of the statements have an answer. */
export function countAnswered(ids, answers) {
  return ids.filter((id) => isAnswered(answers, id)).length;
}

/** Position of the first statement without an answer; 0 when all have one. */
export function firstUnanswered(ids, answers) {
  return Math.max(0, ids.findIndex((id) => !isAnswered(answers, id)));
}

/** The areas that have statements, in their order, each with them; any others come last. */
export function byArea(areas, statements) {
  const known = new Set(areas.map((area) => area.id));
  const groups = areas.map((area) => ({ ...area, statements: statements.filter((one) => one.area_id === area.id) }));
  const others = statements.filter((one) => !known.has(one.area_id));
  return [...groups, { id: "", title: "", about: "", statements: others }].filter((group) => group.statements.length);
}

/** Answers on their way, see `newestOfEach`: points 0 to 4, null, or undefined where one is taken back. */
export function answerQueue(call, key, changed) {
  let hopes = []; // of those who wait until nothing waits
  const box = newestOfEach({
    send: (id, points) => call("answer", { secret: key.read(), statement_id: id, points: points ?? null, given: points !== undefined }, { durable: false }),
    changed,
    rested: tell,
  });
  const { mine, waiting, pump, give } = box;

  function tell(error = null) {
    const [told, all] = [hopes, waiting()];
    if (all && !error) return;
    hopes = [];
    for (const hope of told) error ? hope.reject(error) : hope.resolve();
  }

  return {
    give,
    waiting,
    isWaiting: (id) => Boolean(mine.get(id)?.waits),
    isKept: (id) => mine.has(id),
    /** The stored answers with one's own newer ones over them. */
    over(stored) {
      const own = Object.fromEntries([...mine].map(([id, one]) => [id, one.value]));
      return { ...stored, ...own };
    },
    /** What Python holds is newer than what has been saved from here. */
    settle() {
      for (const [id, one] of mine) if (!one.waits) mine.delete(id);
    },
    /** Resolves when nothing waits any more, rejects when something cannot be sent now. */
    flush() {
      if (!waiting()) return Promise.resolve();
      const done = new Promise((resolve, reject) => hopes.push({ resolve, reject }));
      pump();
      return done;
    },
    pump,
    clear() {
      box.stop();
      mine.clear();
      tell();
    },
  };
}

/** One statement with its answers; `desk` holds the scale, the answers and the queue. */
export function statementNode(model, desk, { id }) {
  const own = element("span", { class: "mus-chip plain" });
  const words = element("span", { class: "mus-words" });
  const legend = element("legend", { tabindex: "-1" }, own, words);
  const choices = element("div", { class: "mus-temperature-choices" });
  const line = status(null);
  const back = element("button", { type: "button", class: "mus-button text", on: { click: takeBack } });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const node = element("fieldset", { class: "mus-temperature-statement" }, legend, choices,
    element("div", { class: "mus-temperature-under" }, line.root, back), problem);
  const group = uniqueId();
  const points = (value) => (value === NOT_RELEVANT ? null : Number(value));

  function create({ value }) {
    const input = element("input", { type: "radio", name: group, value, on: { change: () => desk.queue.give(id, points(value)) } });
    return element("label", { class: value === NOT_RELEVANT ? "mus-choice is-apart" : "mus-choice" }, input, element("span"));
  }
  function takeBack() {
    desk.queue.give(id, undefined);
    choices.querySelector("input").focus();
  }
  /** Say how the newest answer is doing. */
  node.tell = (error) => {
    setText(problem, error ? error.message : "");
    const taken = !isAnswered(desk.answers(), id);
    if (error) line.say("");
    else if (!desk.queue.isWaiting(id)) line.say(t(model, taken ? "taken_back" : "saved"), taken ? "" : "saved");
    else if (isLost()) line.say(plural(model, "answers_wait", desk.queue.waiting()), "lost");
    else line.say(t(model, "saving"), "", { aloud: false });
    node.draw();
  };
  node.isLost = () => line.root.classList.contains("is-lost");
  /** Show the answer there is; nothing is drawn anew. */
  node.draw = () => {
    const answer = desk.answers()[id];
    const chosen = answer === undefined ? null : answer === null ? NOT_RELEVANT : String(answer);
    for (const input of choices.querySelectorAll("input")) if (input.checked !== (input.value === chosen)) input.checked = input.value === chosen;
    back.hidden = chosen === null && document.activeElement !== back;
  };
  node.show = (statement, form, data) => {
    setText(own, statement.own ? t(model, "own_statement") : "");
    own.hidden = !statement.own;
    setText(words, statement[form] || statement.employee);
    setText(back, t(model, "take_back"));
    setAttribute(back, "aria-label", t(model, "take_back_this", { statement: words.textContent }));
    const options = [...data.scale.map(({ value, text }) => ({ value: String(value), text })), { value: NOT_RELEVANT, text: data.not_relevant }];
    keyed(choices, options, (option) => option.value, create, (label, option) => setText(label.lastChild, option.text));
    node.draw();
  };
  node.focusHere = () => legend.focus();
  node.stop = line.stop;
  return node;
}
