// The product's mark and the countdown: one drawing.

/** SVG path of a ring segment; angles in turns, clockwise from twelve o'clock. */
export function arc(centre, inner, outer, from, to) {
  const point = (radius, turn) =>
    `${(centre + radius * Math.sin(2 * Math.PI * turn)).toFixed(1)},${(centre - radius * Math.cos(2 * Math.PI * turn)).toFixed(1)}`;
  const large = to - from > 0.5 ? 1 : 0;
  return `M${point(outer, from)} A${outer},${outer} 0 ${large} 1 ${point(outer, to)} L${point(inner, to)} A${inner},${inner} 0 ${large} 0 ${point(inner, from)} Z`;
}

/**
 * The product's mark: three arcs (before, during, after) round a centre.
 * `done` 0..1 fills it clockwise; `.show({done, label, sub})` changes it in place.
 */
export function ring(size_px, { done = 1, label = "", sub = "", turning = false } = {}) {
  const centre = size_px / 2;
  const outer = centre * 0.97;
  const inner = outer * 0.8;
  const gap = 0.012;
  const arcs = ["before", "during", "after"].map((name, k) => ({
    from: k / 3 + gap,
    to: (k + 1) / 3 - gap,
    path: svg("path", { fill: `var(--${name})` }),
  }));
  const text = (y, size, weight, colour) =>
    svg("text", { x: "50%", y, "text-anchor": "middle", "font-size": size, "font-weight": weight, fill: `var(--${colour})` });
  const big = text("50%", Math.round(size_px * 0.225), 700, "ink");
  const small = text("69%", Math.round(size_px * 0.08), 400, "ink-soft");
  const root = svg(
    "svg",
    { class: turning ? "mus-ring is-turning" : "mus-ring", width: size_px, height: size_px, viewBox: `0 0 ${size_px} ${size_px}`, "aria-hidden": "true", focusable: "false" },
    arcs.map((part) => svg("path", { d: arc(centre, inner, outer, part.from, part.to), fill: "var(--line)" })),
    arcs.map((part) => part.path),
    big,
    small,
  );
  root.show = (state) => {
    ({ done = done, label = label, sub = sub } = state);
    for (const part of arcs) {
      const end = Math.min(part.to, done);
      setAttribute(part.path, "d", end > part.from ? arc(centre, inner, outer, part.from, end) : "M0,0");
    }
    big.setAttribute("y", sub ? "54%" : "58%");
    setText(big, label);
    setText(small, sub);
  };
  root.show({});
  return root;
}

/** Seconds as people read them: 252 -> "4:12", 4000 -> "1:06:40". */
export function clockText(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** "is-short" at 20 % left and less, "is-ending" at 5 %, else "". */
export function clockState({ left_s, total_s }) {
  const share = total_s > 0 ? left_s / total_s : 1;
  if (share <= 0.05) return "is-ending";
  return share <= 0.2 ? "is-short" : "";
}

/**
 * A countdown that ticks by itself from the last data. `size_px` 0 shows the text alone.
 * Returns {update(clock or null), stop()}; `root` is hidden while there is no clock.
 */
export function clock(root, data = null, { size_px = 0, label = "", sub = "" } = {}) {
  const drawn = size_px ? ring(size_px, { done: 0, sub }) : null;
  const words = element("span", { class: drawn ? "mus-heard" : "mus-clock-text" });
  root.classList.add("mus-clock");
  fill(root, { role: "timer", "aria-label": label || null }, [drawn, words]);
  let current = null;
  let read_ms = 0;
  let timer = null;
  const left = () => Math.max(0, current.left_s - (current.running ? (performance.now() - read_ms) / 1000 : 0));
  function draw() {
    const left_s = left();
    const state = clockState({ left_s, total_s: current.total_s });
    root.classList.toggle("is-short", state === "is-short");
    root.classList.toggle("is-ending", state === "is-ending");
    root.classList.toggle("is-paused", !current.running);
    setText(words, clockText(left_s));
    drawn?.show({ done: current.total_s > 0 ? left_s / current.total_s : 0, label: clockText(left_s), sub });
  }
  const api = {
    update(next, words_now = {}) {
      if (words_now.sub !== undefined) sub = words_now.sub;
      if (words_now.label) root.setAttribute("aria-label", words_now.label);
      // New data is as old as its arrival, even where it says the same as before.
      if (current !== next) read_ms = performance.now();
      current = next;
      root.hidden = !next;
      clearInterval(timer);
      timer = null;
      if (!next) return;
      draw();
      if (next.running) timer = setInterval(draw, 250);
    },
    stop() {
      clearInterval(timer);
    },
  };
  api.update(data);
  return api;
}
