// A facilitation method from the facilitator's side: choose it, run it, harvest its notes.

function render({ model, el }) {
  const call = caller(model);
  const chooser = methodChooser(model, call);
  const run = methodRun(model, call);
  const circles = circlesPart(model, call);
  const harvest = harvestPart(model, call);
  const tones = chimer();
  const running = element("div", {}, run.root, circles);
  const root = element("section", { class: "mus mus-method-lead" }, chooser, running, harvest.root);
  el.append(root);

  function show() {
    const data = model.get("data");
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const now = data.run ?? null;
    chooser.hidden = Boolean(now);
    running.hidden = !now;
    if (now) {
      run.show(now);
      circles.show(now);
    } else chooser.show();
    harvest.show(now);
    harvest.root.hidden = !now && !harvest.isHalf(); // half a wording stays in its place
    tones.watch(now?.clock ?? null, Boolean(now?.sound));
    // The button that was pressed may be gone; the focus is not.
    if (held && (!held.isConnected || !held.checkVisibility())) (now ? run : chooser).focusHere();
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    run.stop();
    circles.stop();
    harvest.stop();
    tones.stop();
    call.stop();
  };
}

export default { render };
