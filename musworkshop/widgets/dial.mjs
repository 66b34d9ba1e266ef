// The countdown as a ring whose words change with the time left, so colour never says it alone.

/** Key of the word under the time: over, paused, ending (5 %), short (20 %) or left. */
export function dialWord({ left_s, total_s, running }) {
  if (left_s <= 0) return "over";
  if (!running) return "paused";
  return { "is-ending": "ending", "is-short": "short" }[clockState({ left_s, total_s })] || "left";
}

/** Whole minutes said for `seconds` left, at least 1 while any time is left. */
export function minutesSaid(seconds) {
  return seconds <= 0 ? 0 : Math.max(1, Math.round(seconds / 60));
}

/**
 * A ring that counts down by itself. Screen readers read one sentence that changes once a
 * minute and is never announced. Returns {show(clock or null), stop()}.
 */
export function dial(root, model, { size_px }) {
  const drawn = ring(size_px, { done: 0 });
  const said = element("p", { class: "mus-heard" });
  root.classList.add("mus-dial");
  root.append(drawn, said);
  let current = null;
  let read_ms = 0;
  let timer = null;

  function draw() {
    const passed_s = current.running ? (performance.now() - read_ms) / 1000 : 0;
    const now = { ...current, left_s: Math.max(0, current.left_s - passed_s) };
    const word = dialWord(now);
    if (root.dataset.state !== word) root.dataset.state = word;
    drawn.show({
      done: now.total_s > 0 ? Math.min(1, now.left_s / now.total_s) : 0,
      label: clockText(now.left_s),
      sub: t(model, word),
    });
    const minutes = minutesSaid(now.left_s);
    const paused = word === "paused" ? `, ${t(model, "paused")}` : "";
    setText(said, minutes ? plural(model, "time_left", minutes) + paused : t(model, "over"));
  }

  return {
    show(clockNow) {
      // New data is as old as its arrival, even where it says the same as before.
      if (current !== clockNow) read_ms = performance.now();
      current = clockNow;
      root.hidden = !current;
      clearInterval(timer);
      timer = null;
      if (!current) return;
      draw();
      if (current.running) timer = setInterval(draw, 250);
    },
    stop() {
      clearInterval(timer);
    },
  };
}
