// Calls to Python: each is answered once, kept on the device until then, and said to be lost at once.

const RESEND_MS = 8000;
const SLOW_RESEND_MS = 30000;
const LATE_MS = 3000;
const GIVE_UP_MS = 60000;
const KEEP_MS = 24 * 3600 * 1000;
const KEEP_CALLS = 200;

/** A random UUID; crypto.randomUUID does not exist on plain http. */
export function uuid4() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const memory = new Map();

/** localStorage where there is one, else memory: private windows and full disks do not stop a page. */
export const keep = {
  get(key) {
    try {
      return globalThis.localStorage.getItem(key) ?? memory.get(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key, value) {
    memory.set(key, value);
    try {
      globalThis.localStorage.setItem(key, value);
    } catch {
      // kept in memory
    }
  },
  remove(key) {
    memory.delete(key);
    try {
      globalThis.localStorage.removeItem(key);
    } catch {
      // was in memory only
    }
  },
};

/** Remove what a seat has left on this device: drafts, places, calls, the key to its sheet. */
export function forget(scope) {
  const mine = (key) => key.startsWith(`mus:${scope}:`) || key === `mus-sheet:${scope}`;
  for (const key of [...memory.keys()]) if (mine(key)) memory.delete(key);
  try {
    for (const key of Object.keys(globalThis.localStorage)) if (mine(key)) globalThis.localStorage.removeItem(key);
  } catch {
    // nothing was left there
  }
}

/** The calls of one seat that wait for an answer, as localStorage holds them. */
export function outbox(scope) {
  const key = `mus:${scope}:outbox`;
  const read = () => {
    try {
      const entries = JSON.parse(keep.get(key) || "[]");
      return Array.isArray(entries) ? entries.filter((entry) => entry.at > Date.now() - KEEP_MS) : [];
    } catch {
      return [];
    }
  };
  const write = (entries) => (entries.length ? keep.set(key, JSON.stringify(entries.slice(-KEEP_CALLS))) : keep.remove(key));
  return {
    read,
    put: (entry) => write([...read().filter((other) => other.id !== entry.id), entry]),
    drop: (id) => {
      const entries = read();
      if (entries.some((entry) => entry.id === id)) write(entries.filter((entry) => entry.id !== id));
    },
  };
}

const STATE = "musConnection"; // on <html>: the widgets of a page are modules of their own

/** Whether the page believes that nobody answers. */
export function isLost() {
  return document.documentElement.dataset[STATE] === "lost" || globalThis.navigator?.onLine === false;
}

function tell(lost) {
  if ((document.documentElement.dataset[STATE] === "lost") === lost) return;
  document.documentElement.dataset[STATE] = lost ? "lost" : "ok";
  window.dispatchEvent(new CustomEvent("mus:connection", { detail: { lost } }));
}

/** Call `onChange(lost)` whenever the connection is lost or found; returns the way to stop. */
export function watchConnection(onChange) {
  const changed = () => onChange(isLost());
  const events = ["mus:connection", "online", "offline"];
  for (const event of events) window.addEventListener(event, changed);
  return () => {
    for (const event of events) window.removeEventListener(event, changed);
  };
}

/**
 * Give a view its way to Python: `await call(name, args)` resolves with the value or
 * rejects with Error(sentence). A call is kept in the outbox and sent again with the same
 * id until it is answered; `{durable: false}` is for what makes no sense an hour later.
 */
export function caller(model) {
  const scope = model.get("scope") || "";
  const name = model.get("name") || "";
  const box = outbox(scope);
  const waiting = new Map(); // id -> {entry, sent_ms, first_ms, resolve, reject, promise, durable}
  let timer = null;

  function send(item) {
    item.sent_ms = performance.now();
    try {
      model.send({ call: item.entry.call, id: item.entry.id, args: item.entry.args });
    } catch {
      tell(true); // sent again by `look`
    }
  }

  function wait(entry, durable) {
    const item = { entry, durable, first_ms: performance.now(), sent_ms: 0 };
    item.promise = new Promise((resolve, reject) => Object.assign(item, { resolve, reject }));
    item.promise.catch(() => {});
    waiting.set(entry.id, item);
    send(item);
    timer ??= setInterval(look, 500);
    return item.promise;
  }

  function look() {
    const now_ms = performance.now();
    for (const item of [...waiting.values()]) {
      const age_ms = now_ms - item.first_ms;
      if (age_ms > LATE_MS) tell(true);
      if (!item.durable && age_ms > GIVE_UP_MS) settle(item, "reject", new Error(t(model, "gave_up")));
      else if (now_ms - item.sent_ms > (age_ms > 120000 ? SLOW_RESEND_MS : RESEND_MS)) send(item);
    }
  }

  function settle(item, way, value) {
    waiting.delete(item.entry.id);
    box.drop(item.entry.id);
    if (!waiting.size) {
      clearInterval(timer);
      timer = null;
    }
    item[way](value);
  }

  function answered(message) {
    const item = message && waiting.get(message.re);
    if (!item) return;
    tell(false);
    if ("error" in message) settle(item, "reject", new Error(message.error));
    else settle(item, "resolve", message.ok);
  }

  function again(event) {
    if (document.visibilityState === "hidden") return;
    const rest_ms = event.type === "online" ? 0 : 1000;
    for (const item of waiting.values()) if (performance.now() - item.sent_ms >= rest_ms) send(item);
  }

  function call(called, args = {}, { durable = true } = {}) {
    const entry = { id: uuid4(), name, call: called, args, at: Date.now() };
    if (durable) box.put(entry);
    return wait(entry, durable);
  }

  /** The promise of a call from before the page was loaded again, or null. */
  call.resume = (id) => waiting.get(id)?.promise ?? null;
  /** Id of the newest call that waits, or null. */
  call.newest = () => [...waiting.keys()].pop() ?? null;
  call.stop = () => {
    clearInterval(timer);
    model.off("msg:custom", answered);
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
  };

  model.on("msg:custom", answered);
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  for (const entry of box.read()) if (entry.name === name) wait(entry, true);
  return call;
}

/**
 * A button that calls: no double sends, an error beside it, the text kept.
 * `run()` returns a promise; it is not called again before that one is settled, nor by the
 * second half of a double click unless it `repeats`, as a plus or an arrow does.
 */
export function callButton({ label, kind = "", hidden_label = "", repeats = false, run }) {
  const caption = element("span", { text: label });
  const button = element("button", { type: "button", class: `mus-button ${kind}`.trim(), on: { click: press } }, caption);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("div", { class: "mus-action" }, button, problem);
  let busy = false;
  let off = false;
  if (hidden_label) button.setAttribute("aria-label", hidden_label);
  async function press(event) {
    if (busy || off || (event?.detail > 1 && !repeats)) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    setText(problem, "");
    try {
      await run(button);
    } catch (error) {
      setText(problem, error.message);
    } finally {
      busy = false;
      setAttribute(button, "aria-disabled", off ? "true" : null);
    }
  }
  return {
    root,
    button,
    press,
    /** Change the words without drawing the button again. */
    relabel(text, hidden = "") {
      setText(caption, text);
      setAttribute(button, "aria-label", hidden || null);
    },
    /** Switch it off or on; it keeps its place in the tab order. */
    disable(wanted) {
      off = wanted;
      if (!busy) setAttribute(button, "aria-disabled", off ? "true" : null);
    },
    fail: (sentence) => setText(problem, sentence),
  };
}

/**
 * A banner that says at once when nobody answers, and offers to load the page again
 * when that lasts. It asks Python every `ask_s` seconds while the page is looked at.
 */
export function connectionBanner(model, call, { ask_s = 20, offer_s = 25 } = {}) {
  const words = element("span");
  const hint = element("span", { class: "mus-soft" });
  const button = element("button", { type: "button", class: "mus-button quiet", hidden: true, on: { click: () => location.reload() } });
  const root = element("div", { class: "mus-connection", role: "status" });
  const body = element("div", { class: "mus-connection-body" }, words, button, hint);
  let offer = null;
  let asked = null;
  function show(lost) {
    root.classList.toggle("is-lost", lost);
    setText(words, t(model, "not_connected"));
    setText(button, t(model, "reload"));
    setText(hint, t(model, "reload_hint"));
    if (lost) {
      if (!body.isConnected) root.append(body);
      offer ??= setTimeout(() => {
        button.hidden = hint.hidden = false;
      }, offer_s * 1000);
    } else {
      body.remove();
      clearTimeout(offer);
      offer = null;
      button.hidden = hint.hidden = true;
    }
  }
  function ask(what = "ping") {
    if (asked || document.visibilityState === "hidden") return;
    asked = call(what, {}, { durable: false }).catch(() => {}).finally(() => {
      asked = null;
    });
  }
  const unwatch = watchConnection(show);
  const timer = setInterval(() => ask(), ask_s * 1000);
  // What came while the page was being made, or asleep, is as old as that: clocks lag.
  const wake = () => ask("wake");
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  show(isLost());
  wake();
  return {
    root,
    stop() {
      unwatch();
      clearInterval(timer);
      clearTimeout(offer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    },
  };
}
