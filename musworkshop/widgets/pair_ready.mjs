// Being ready: who is, and the button that is asked first.

const READY_SOON = { durable: false }; // nothing of a pair waits in the browser's storage

function render({ model, el }) {
  const call = caller(model);
  const title = element("h2", { class: "mus-heard", id: uniqueId() });
  const marks = ["mine", "theirs"].map(() => element("span", {}, element("i"), element("b")));
  const sentence = element("p", { role: "status" });
  const ask = askFirst({
    kind: "mus-pair-ready-big", run: () => call("set_ready", { on: true }, READY_SOON),
    question: () => model.get("data").ready.confirm, done: settle,
  });
  const undo = callButton({ label: "", kind: "quiet", run: () => call("set_ready", { on: false }, READY_SOON) });
  const card = element("div", { class: "mus-card", role: "group", tabindex: "-1", "aria-labelledby": title.id },
    title, element("p", { class: "mus-pair-ready-marks", "aria-hidden": "true" }, ...marks), sentence, ask.root, undo.root);
  const root = element("section", { class: "mus mus-pair-ready", hidden: true }, element("div", { class: "mus-column" }, card));
  el.append(root);
  let held = null; // {was, since}: where the focus was when nothing was shown for a moment, and where it went

  /** What was used is gone: the focus stays here, or where the page says what it shows now. */
  function settle() {
    if (root.hidden) window.dispatchEvent(new Event("mus:pair-home"));
    else card.focus();
  }

  function fill({ ready, side }) {
    const other = side === "leader" ? "employee" : "leader";
    setText(title, t(model, "title"));
    [[ready.mine, "you"], [ready.theirs, other]].forEach(([isReady, name], k) => {
      marks[k].classList.toggle("is-ready", isReady);
      setText(marks[k].lastChild, t(model, name));
    });
    setText(sentence, ready.sentence);
    if (ready.mine) ask.close();
    ask.root.hidden = ready.mine;
    ask.relabel({ open: ready.label, yes: t(model, "yes"), no: t(model, "no") });
    undo.root.hidden = !ready.mine || !ready.can_undo;
    undo.relabel(t(model, "undo"));
  }
  function show() {
    const data = model.get("data");
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    root.hidden = !data.ready?.shown;
    if (data.ready) fill(data);
    if (focused && !focused.checkVisibility()) {
      settle();
      held = data.ready ? null : { was: focused, since: document.activeElement };
    } else if (held && data.ready) {
      // The page was connected again, and nobody has moved since.
      if ([held.since, document.body].includes(document.activeElement)) held.was.focus();
      held = null;
    }
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    call.stop();
  };
}

export default { render };
