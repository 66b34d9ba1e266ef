// The competence wheel as a drawing: patterns, geometry, names round the rim. It knows no data and no keys.
// Needs kit, ring and wheel_words before it; its colours stand in wheel_drawing.css.

const LOOKS = {
  2: ["solid", "dots"],
  3: ["solid", "stripes", "dots"],
  4: ["solid", "cross", "stripes", "dots"],
  5: ["solid", "cross", "stripes", "sparse", "dots"],
};
const LINE = 1.18; // height of a line of names, in text sizes
const MOST_LINES = 3;
const SMALLER_COST = 90; // of names half as large: they are rather smaller than often divided

/** The pattern of each level, from the rim inwards: solid, cross, stripes, sparse, dots. */
export function looksOf(levels) {
  return LOOKS[levels] ?? LOOKS[5].slice(0, levels);
}

/** The patterns as SVG; `prefix` keeps the ids of one drawing apart from another's. */
export function wheelPatterns(prefix, unit = 1) {
  const line = (thick) => svg("rect", { class: "w-thread", width: thick, height: 9 });
  const tile = (look, size, turn, ...children) => svg("pattern", {
    id: `${prefix}-${look}`, width: size, height: size, patternUnits: "userSpaceOnUse",
    patternTransform: `scale(${unit.toFixed(2)}) rotate(${turn})`,
  }, ...children);
  const ground = (kind, size) => svg("rect", { class: `w-${kind}`, width: size, height: size });
  return svg("defs", {},
    tile("solid", 9, 0, svg("rect", { class: "w-thread", width: 9, height: 9 })),
    tile("cross", 9, 45, ground("ground", 9), line(3), svg("rect", { class: "w-thread", width: 9, height: 3 })),
    tile("stripes", 9, 45, ground("ground", 9), line(4)),
    tile("sparse", 9, -45, ground("pale", 9), line(1.8)),
    tile("dots", 12, 0, ground("warm", 12), svg("circle", { class: "w-dot", cx: 6, cy: 6, r: 2.6 })));
}

/** A small square with the pattern of a look, for a legend or a button. */
export function lookSwatch(look) {
  return element("span", { class: `mus-level-look is-${look}`, "aria-hidden": "true" });
}

/** Lines of each name and the radius of the rim that leaves room for them; null where a name does not fit. */
function rimNames(names, { size, text, measure }) {
  const half = size / 2 - 1;
  const line = text * LINE;
  const gap = text * 0.62;
  const n = names.length;
  let radius = half - line - gap;
  for (let turn = 0; turn < 12; turn += 1) {
    const room = n > 2 ? 2 * (radius + gap) * Math.tan(Math.PI / n) - text * 0.7 : size;
    const laid = names.map(({ title, may_cut }) => nameLines(title, { width: (words) => measure(words, text), room: Math.min(room, size * 0.62), most: MOST_LINES, may_cut }));
    if (laid.some((name) => !name)) return null;
    // The corners of a straight name reach farther out than its middle.
    const wanted = Math.min(...laid.map(({ lines }) => Math.sqrt(half ** 2 - (Math.max(...lines.map((words) => measure(words, text))) / 2) ** 2) - lines.length * line - gap));
    if (wanted >= radius - 0.25) {
      return { radius, gap, line, text, lines: laid.map((name) => name.lines), cost: laid.reduce((sum, { cost }) => sum + cost, 0) / n };
    }
    radius = wanted;
  }
  return null;
}

/**
 * Where everything of a wheel stands, in the unit of `size` (the side of its square).
 *
 * @param names [{title, may_cut}] a tooth each, clockwise from the top
 * @param levels how many fields a tooth has, 2 to 5
 * @param largest, smallest text of the names; below the smallest the teeth are numbered
 * @param measure (text, size) -> width
 * @returns {size, teeth, levels, text, named, radius, inner, lines, gap, line, pad}; angles in turns
 */
export function wheelPlan({ names, levels, size, largest, smallest, measure = textWidth }) {
  let found = null;
  for (let text = largest; text >= smallest; text -= 0.5) {
    const laid = rimNames(names, { size, text, measure });
    if (!laid || laid.radius < 0.335 * size) continue;
    laid.cost += SMALLER_COST * (1 - text / largest);
    if (!found || laid.cost < found.cost) found = { ...laid, named: true };
  }
  if (!found) {
    const text = Math.max(smallest, Math.min(largest, size / 20));
    const gap = text * 0.35;
    found = { radius: size / 2 - 1 - text * 1.1 - gap, gap, line: text, text, named: false, lines: names.map((_, k) => [String(k + 1)]) };
  }
  const share = { 2: 0.36, 3: 0.345, 4: 0.31, 5: 0.28 }[levels] ?? 0.345;
  const inner = found.radius * share * (size < 420 ? 0.86 : 1);
  return { ...found, size, teeth: names.length, levels, inner, pad: Math.min(0.004, 0.04 / names.length) };
}

/** Radii and angles of a field: {inner, outer, from, to}; level 0 is outermost. */
export function fieldBounds(plan, tooth, level) {
  const depth = (plan.radius - plan.inner) / plan.levels;
  const gap = Math.min(depth * 0.11, plan.radius * 0.021) / 2;
  const outer = plan.radius - level * depth;
  return {
    outer: level ? outer - gap : outer,
    inner: outer - depth + (level === plan.levels - 1 ? 0 : gap),
    from: tooth / plan.teeth + plan.pad,
    to: (tooth + 1) / plan.teeth - plan.pad,
  };
}

/** The SVG path of a field. */
export function fieldPath(plan, tooth, level) {
  const { inner, outer, from, to } = fieldBounds(plan, tooth, level);
  return arc(plan.size / 2, +inner.toFixed(1), +outer.toFixed(1), from, to);
}

/** Depth and width of a field, in the unit of the plan. */
export function fieldSize(plan, level) {
  const { inner, outer, from, to } = fieldBounds(plan, 0, level);
  return { depth: outer - inner, width: Math.PI * (inner + outer) * (to - from) };
}

/** A point of a field; `along` 0 to 1 from its first edge to its last, clockwise. */
export function fieldPoint(plan, tooth, level, along = 0.5) {
  const { inner, outer, from, to } = fieldBounds(plan, tooth, level);
  const radius = (inner + outer) / 2;
  const angle = 2 * Math.PI * (from + (to - from) * along);
  return { x: plan.size / 2 + radius * Math.sin(angle), y: plan.size / 2 - radius * Math.cos(angle) };
}

/** Where the marks of a field stand: [{kind, along, r}]; `kinds` of "theirs", "same", "last". */
export function markPlaces(plan, level, kinds) {
  const { depth, width } = fieldSize(plan, level);
  const most = plan.size > 420 ? 0.024 * plan.size : 13;
  if (kinds.length < 2) return kinds.map((kind) => ({ kind, along: 0.5, r: Math.min(most, depth * 0.42, width * 0.4) }));
  const r = Math.min(most, depth * 0.4, width * 0.21);
  return kinds.map((kind, k) => ({ kind, along: k ? 0.5 + (r * 1.25) / width : 0.5 - (r * 1.25) / width, r }));
}

/** A round mark with a letter, or last year's diamond; also for a legend. */
export function wheelMark(kind, letter, { x, y, r }) {
  if (kind === "last") {
    const d = r * 0.82;
    return svg("path", { class: "w-mark is-last", d: `M${x.toFixed(1)},${(y - d).toFixed(1)} l${d.toFixed(1)},${d.toFixed(1)} l${(-d).toFixed(1)},${d.toFixed(1)} l${(-d).toFixed(1)},${(-d).toFixed(1)} Z` });
  }
  return svg("g", { class: "w-mark" },
    svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1) }),
    svg("text", { x: x.toFixed(1), y: (y + r * 0.37).toFixed(1), "font-size": (r * 1.08).toFixed(1), text: letter }));
}

/** A name at its tooth: straight text along the rim, upright where it is read; a number stands level. */
function nameNode(plan, tooth) {
  const lines = plan.lines[tooth];
  const turn = (tooth + 0.5) / plan.teeth;
  const radius = plan.radius + plan.gap + (lines.length * plan.line) / 2;
  const x = (plan.size / 2 + radius * Math.sin(2 * Math.PI * turn)).toFixed(1);
  const y = (plan.size / 2 - radius * Math.cos(2 * Math.PI * turn)).toFixed(1);
  const degrees = turn < 0.25 || turn > 0.75 ? 360 * turn : 360 * turn + 180;
  const first = -((lines.length - 1) * plan.line) / 2 + plan.text * 0.36;
  return svg("text", { class: "w-name", "font-size": plan.text, transform: `translate(${x} ${y})${plan.named ? ` rotate(${degrees.toFixed(1)})` : ""}` },
    ...lines.map((words, k) => svg("tspan", { x: 0, y: (first + k * plan.line).toFixed(1), text: words })));
}

/**
 * Draw a wheel.
 *
 *   const wheel = drawWheel({
 *     names: [{title: "Faglighed"}, ...],   // a tooth each, clockwise; {may_cut: true} may end with "…"
 *     empty: 2, empty_title: "+ egen",      // teeth without a name, last
 *     levels: 3,                            // fields of a tooth, 2 to 5, from the rim inwards
 *     size: 900,                            // side of the square, in units of the viewBox
 *     largest: 34, smallest: 28,            // text of the names in that unit; when even the smallest
 *   });                                     //   does not fit, the teeth are numbered: wheel.plan.named is false
 *   place.append(wheel.root);               // an <svg>; width and height come from the stylesheet
 *   wheel.show(tooth, {mine: 0, theirs: 1, last: null, mark: "L"});  // places of levels from the rim, or null
 *
 * It is hidden from screen readers unless who draws it gives `root` a role and a name.
 * @returns {root, plan, looks, fields: paths [tooth][level], names: texts [tooth], marks: <g> above all, show}
 */
export function drawWheel({ names, empty = 0, empty_title = "", levels, size = 720, largest = 19, smallest = 14, measure = textWidth }) {
  const blank = Array.from({ length: empty }, () => ({ title: empty_title, may_cut: true }));
  const plan = wheelPlan({ names: [...names, ...blank], levels, size, largest, smallest, measure });
  const prefix = uniqueId("wheel");
  const looks = looksOf(levels);
  const teeth = Array.from({ length: plan.teeth }, (_, tooth) => tooth);
  const isEmpty = (tooth) => tooth >= names.length;
  const fields = teeth.map((tooth) => looks.map((_, level) => svg("path", { class: isEmpty(tooth) ? "w-field is-empty" : "w-field", d: fieldPath(plan, tooth, level) })));
  const texts = teeth.map((tooth) => {
    const node = nameNode(plan, tooth);
    if (isEmpty(tooth)) {
      node.classList.add("is-empty");
      if (!plan.named) setText(node.firstChild, "+");
    }
    return node;
  });
  const marks = svg("g", { class: "w-marks", "aria-hidden": "true" });
  const middle = Math.round(plan.inner * 1.18);
  const mark = ring(middle);
  for (const side of ["x", "y"]) mark.setAttribute(side, (size - middle) / 2);
  const root = svg("svg", { class: "mus-wheel-drawing", viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true", focusable: "false" },
    wheelPatterns(prefix, Math.max(0.62, Math.min(1.6, size / 720))), mark,
    ...teeth.map((tooth) => svg("g", { class: "w-tooth" }, ...fields[tooth])),
    svg("g", { "aria-hidden": "true" }, ...texts), marks);
  const shown = teeth.map(() => ({ mine: null, key: "", group: null }));

  function showMarks(now, tooth, { mine = null, theirs = null, last = null, mark: letter = "" }) {
    const key = JSON.stringify([theirs, last, theirs !== null && theirs === mine, letter]);
    if (key === now.key) return;
    now.key = key;
    const kinds = looks.map((_, level) => [theirs === level ? (mine === level ? "same" : "theirs") : "", last === level ? "last" : ""].filter(Boolean));
    const group = svg("g", {}, ...kinds.flatMap((some, level) => markPlaces(plan, level, some).map(({ kind, along, r }) =>
      wheelMark(kind, kind === "same" ? "=" : letter, { ...fieldPoint(plan, tooth, level, along), r }))));
    if (now.group) now.group.replaceWith(group);
    else marks.append(group);
    now.group = group;
  }

  return {
    root, plan, looks, fields, names: texts, marks,
    /** Show the ratings of a tooth; only what has changed is touched. */
    show(tooth, ratings) {
      const now = shown[tooth];
      const mine = ratings.mine ?? null;
      if (now.mine !== mine) {
        for (const [level, path] of fields[tooth].entries()) {
          if (level !== now.mine && level !== mine) continue;
          path.classList.toggle("is-chosen", level === mine);
          setAttribute(path, "fill", level === mine ? `url(#${prefix}-${looks[level]})` : null);
        }
        now.mine = mine;
      }
      showMarks(now, tooth, ratings);
    },
  };
}
