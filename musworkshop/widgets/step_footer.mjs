// Back, ready, on; the facilitator's step is offered, never forced.

const TYPING_SHARE = 0.75; // of the window's height: below it, a phone's keyboard is up

function stepButton({ model, call, word, direction }) {
  const arrow = element("span", { class: "mus-step-footer-arrow", "aria-hidden": "true", text: direction < 0 ? "‹" : "›" });
  const short = element("span", { class: "mus-step-footer-short" });
  const long = element("span", { class: "mus-step-footer-long" });
  let target = null;
  const action = callButton({ label: "", kind: "quiet", run: () => call("go", { step_id: target.id }, { durable: false }) });
  action.button.replaceChildren(...(direction < 0 ? [arrow, short, long] : [short, long, arrow]));
  action.show = (step) => {
    target = step;
    action.root.hidden = !step;
    if (!step) return;
    setText(short, t(model, word));
    setText(long, step.title);
    setAttribute(action.button, "aria-label", t(model, `${word}_to`, { title: step.title }));
  };
  return action;
}

/**
 * Call `tell(half)` whenever it changes whether half a text stands on this page: one that
 * waits on the device, or the one somebody is typing in. `unsent()` says whether one waits
 * to be sent; a field of a field list sends itself. Returns {unsent, stop}.
 */
function watchHalfTexts(scope, tell) {
  const prefix = `mus:${scope}:draft:`;
  const waiting = new Set();
  let typed = false;
  let told = false;
  try {
    for (const key of Object.keys(globalThis.localStorage)) if (key.startsWith(prefix)) waiting.add(key);
  } catch {
    // private mode: nothing has waited
  }
  function look() {
    const half = waiting.size > 0 || (typed && Boolean(document.activeElement?.value));
    if (half === told) return;
    told = half;
    tell(half);
  }
  const listeners = {
    "mus:half": ({ detail }) => {
      if (detail.half) waiting.add(detail.key);
      else waiting.delete(detail.key);
    },
    input: () => { typed = true; },
    focusin: () => { typed = false; },
    focusout: () => { typed = false; },
  };
  const heard = Object.entries(listeners).map(([event, change]) => [event, (happened) => {
    change(happened);
    look();
  }]);
  for (const [event, listener] of heard) window.addEventListener(event, listener);
  look();
  return {
    unsent: () => [...waiting].some((key) => !key.startsWith(`${prefix}field:`)),
    stop: () => heard.forEach(([event, listener]) => window.removeEventListener(event, listener)),
  };
}

function render({ model, el }) {
  const call = caller(model);
  const back = stepButton({ model, call, word: "back", direction: -1 });
  const next = stepButton({ model, call, word: "next", direction: 1 });
  const ready = callButton({ label: "", run: setReady });
  const tick = icon("tick");
  ready.button.prepend(tick);
  const banner = element("p", { class: "mus-step-footer-words", role: "status" });
  const there = callButton({ label: "", kind: "text", run: () => call("follow", {}, { durable: false }) });
  const recommended = element("div", { class: "mus-step-footer-recommended" }, banner, there.root);
  const row = element("div", { class: "mus-step-footer-row" }, back.root, ready.root, next.root);
  const nav = element("nav", {}, recommended, row);
  const root = element("div", { class: "mus mus-step-footer" }, nav);
  el.classList.add("mus-step-footer-place");
  el.append(root);

  let warned = false;
  async function setReady() {
    const wanted = !model.get("data").ready;
    const hasToAsk = wanted && !warned && half.unsent();
    warned = hasToAsk;
    if (hasToAsk) throw new Error(t(model, "unsent"));
    await call("set_ready", { ready: wanted }, { durable: false });
  }

  function show() {
    const held = nav.contains(document.activeElement) ? document.activeElement : null;
    showSteps();
    // The button that was pressed may be gone; the focus is not.
    if (held && !held.checkVisibility()) (ready.root.hidden ? back : ready).button.focus();
  }

  function showSteps() {
    const data = model.get("data");
    setAttribute(nav, "aria-label", t(model, "steps"));
    back.show(data.previous ?? null);
    next.show(data.next ?? null);
    ready.relabel(data.ready_label || t(model, "ready"));
    root.classList.toggle("is-behind", data.behind === true);
    ready.root.hidden = data.ready === null || data.ready === undefined;
    setAttribute(ready.button, "aria-pressed", data.ready ? "true" : "false");
    tick.style.display = data.ready ? "" : "none";
    setText(banner, data.recommended ? t(model, "recommended", { title: data.recommended.title }) : "");
    recommended.classList.toggle("is-empty", !data.recommended);
    there.root.hidden = !data.recommended;
    there.relabel(t(model, "follow"));
  }

  // While a phone's keyboard is up the bar leaves the little room there is to the field.
  const view = window.visualViewport;
  const tallest = Math.max(window.innerHeight, view?.height ?? 0);
  const resized = () => root.classList.toggle("is-typing", (view?.height ?? window.innerHeight) < TYPING_SHARE * tallest && document.activeElement?.matches?.("textarea, input") === true);
  view?.addEventListener("resize", resized);
  const unfollow = follow(model, show);
  const half = watchHalfTexts(model.get("scope") || "", (now) => {
    if (!now) {
      warned = false;
      ready.fail("");
    }
    call("half_written", { half: now }, { durable: false }).catch(() => {});
  });
  // A field that gets the focus by keyboard must not end up under the bar.
  const page = document.documentElement;
  const padding = page.style.scrollPaddingBottom;
  const watch = new ResizeObserver(() => {
    page.style.scrollPaddingBottom = `${root.offsetHeight + 16}px`;
  });
  watch.observe(root);
  return () => {
    unfollow();
    half.stop();
    watch.disconnect();
    page.style.scrollPaddingBottom = padding;
    view?.removeEventListener("resize", resized);
    call.stop();
  };
}

export default { render };
