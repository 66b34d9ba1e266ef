// What a phone and the facilitator share of a facilitation method: chairs and the clock.

/** One word for each chair: "mine", "taken" or "free"; taken ones come first. */
export function chairStates({ chairs, taken = 0, mine = false }) {
  return Array.from({ length: chairs }, (_, k) => {
    if (k >= taken) return "free";
    return mine && k === 0 ? "mine" : "taken";
  });
}

/** Key of the word on the clock's button: start, pause, resume; null where there is no clock. */
export function clockPress(clockNow) {
  if (!clockNow) return null;
  if (clockNow.running) return "pause";
  return clockNow.left_s < clockNow.total_s ? "resume" : "start";
}

function chairPicture(state) {
  return svg("svg", { class: `mus-chair is-${state}`, viewBox: "0 0 22 26", width: 22, height: 26 },
    svg("path", { d: "M6.5 18v6M15.5 18v6" }),
    svg("rect", { x: 5, y: 2, width: 12, height: 10, rx: 2.5 }),
    svg("rect", { x: 3, y: 14, width: 16, height: 4.5, rx: 2 }),
    state === "mine" ? svg("path", { class: "mus-chair-tick", d: "M8 7l2.2 2.2L14.2 5" }) : null);
}

/** A row of small chairs; the words beside it say the same. */
export function chairRow() {
  const root = element("span", { class: "mus-chairs", "aria-hidden": "true" });
  root.show = (role) => {
    const states = chairStates(role);
    root.hidden = !states.length;
    if (root.dataset.states === states.join()) return;
    root.dataset.states = states.join();
    root.replaceChildren(...states.map(chairPicture));
  };
  return root;
}

/** The countdown with its three buttons. `show(clock or null, may steer)`. */
export function clockBar(model, call, { size_px = 144 } = {}) {
  const soon = { durable: false }; // a clock moved an hour later helps nobody
  const time = element("div", { class: "mus-method-dial" });
  const button = (run, repeats = false) => callButton({ label: "", kind: "quiet", repeats, run });
  const less = button(() => call("add_minutes", { minutes: -1 }, soon), true);
  const more = button(() => call("add_minutes", { minutes: 1 }, soon), true);
  let clockNow = null;
  const press = button(() => call(clockPress(clockNow) === "pause" ? "pause_clock" : "start_clock", {}, soon));
  const buttons = element("div", { class: "mus-method-clock-buttons", role: "group" }, press.root, less.root, more.root);
  const beside = element("div", { class: "mus-method-beside" }, buttons);
  const root = element("div", { class: "mus-method-clock" }, time, beside);
  const countdown = dial(time, model, { size_px });
  return {
    root,
    beside,
    show(next, steers) {
      clockNow = next;
      countdown.show(next);
      const word = clockPress(next);
      buttons.hidden = !steers || !word;
      setAttribute(buttons, "aria-label", t(model, "clock"));
      if (word) press.relabel(t(model, word));
      press.button.classList.toggle("quiet", word !== "start");
      less.relabel(t(model, "less_time"));
      more.relabel(t(model, "more_time"));
      root.hidden = !word && !beside.querySelector(":scope > :not([hidden]):not(:empty)");
    },
    stop: countdown.stop,
  };
}
