// The wheel that can be used: one tab stop, arrows round and in, touch and mouse.
//
// Each tooth is a radio group and each of its fields a radio button: that is what a level is,
// one of a few, and phones' screen readers know how to choose it; a grid's cells they do not.
// As in a toolbar's radio group, arrows move without choosing, since a choice is saved at once.

const THUMB_PX = 24; // a smaller field is not chosen by touch: its tooth is, the level by a button
const LARGEST_PX = 940;

/** How large a wheel is drawn and its names, for the room there is; all in px. */
export function boardSize(width_px, height_px) {
  const size = Math.floor(Math.min(width_px, LARGEST_PX, Math.max(480, 0.94 * height_px)));
  return size < 480
    ? { size, largest: 16, smallest: 16 }
    : { size, largest: Math.min(21, Math.max(17, size * 0.0265)), smallest: 14.5 };
}

/** A field too small for a thumb, in the unit of the plan. */
export function isForThumbs(plan) {
  const { depth } = fieldSize(plan, 0);
  return Math.min(depth, fieldSize(plan, plan.levels - 1).width) >= THUMB_PX;
}

/**
 * The wheel and, where the teeth are numbered, their names under it.
 *
 * @param acts {choose(tooth, level), pick(tooth, level), write(tooth), reveal(), undo()}
 * `show(state)` draws what is new of {data, teeth, of, place, ratings(tooth)}: `teeth` as
 * wheelTeeth makes them, `of` what a tooth is counted of, `place` the tooth and level in use.
 */
export function wheelBoard(model, acts) {
  const place = element("div", { class: "mus-wheel-place" });
  const names = element("ol", { class: "mus-wheel-names", "aria-hidden": "true", on: { click: pickedName } });
  const help = element("p", { class: "mus-wheel-help", id: uniqueId() }, element("span", { class: "for-keys" }), element("span", { class: "for-touch" }));
  const root = element("div", { class: "mus-wheel-figure" }, place, names, help);
  const typed = typedLetters();
  let state = null;
  let drawn = null; // what drawWheel gave
  let drawnKey = "";
  let nodes = []; // [tooth][level]; an empty tooth is one node
  let places = new Map(); // path or name -> {tooth, level}
  let cursor = null;
  let here = null;
  let pointer = "mouse";

  const nodeAt = ({ tooth, level }) => nodes[tooth]?.[Math.min(level, nodes[tooth].length - 1)];

  /** Draw the wheel anew: its teeth, levels or size are others. */
  function draw() {
    const { data, teeth } = state;
    const sizes = boardSize(root.clientWidth, window.innerHeight);
    const key = JSON.stringify([teeth.map(({ id, title, own }) => [id, title, own]), data.levels.length, data.editable, sizes]);
    if (key === drawnKey || sizes.size < 40) return;
    drawnKey = key;
    const held = place.contains(document.activeElement);
    const known = teeth.filter((tooth) => tooth.id);
    drawn = drawWheel({
      names: known.map(({ title, own }) => ({ title, may_cut: own })), empty: teeth.length - known.length,
      empty_title: t(model, "own_short"), levels: data.levels.length, ...sizes,
    });
    drawn.root.removeAttribute("aria-hidden");
    for (const [name, value] of [["role", "group"], ["aria-describedby", help.id]]) drawn.root.setAttribute(name, value);
    drawn.root.classList.toggle("is-editable", data.editable);
    places = new Map();
    nodes = teeth.map((tooth, k) => wire(tooth, k, data));
    here = svg("path", { class: "w-here", "aria-hidden": "true" });
    cursor = svg("g", { class: "w-cursor", "aria-hidden": "true" }, svg("path"), svg("path"));
    drawn.marks.before(here);
    drawn.root.append(cursor);
    place.style.maxWidth = `${sizes.size}px`;
    place.replaceChildren(drawn.root);
    names.hidden = drawn.plan.named;
    keyed(names, drawn.plan.named ? [] : teeth.map((tooth, k) => ({ ...tooth, k })), (tooth) => tooth.k, () => element("li", {}, element("b"), element("span")), (node, { title, id, k }) => {
      setText(node.firstChild, id ? String(k + 1) : "+");
      setText(node.lastChild, id ? softName(title) : t(model, "own_short").replace(/^\+\s*/, ""));
    });
    if (held) nodeAt(state.place)?.focus({ preventScroll: true });
  }

  /** Give a tooth its roles; returns what can be focused in it. */
  function wire(tooth, k, { editable, levels }) {
    const paths = drawn.fields[k];
    const group = paths[0].parentNode;
    paths.forEach((path, level) => places.set(path, { tooth: k, level }));
    places.set(drawn.names[k], { tooth: k, level: null });
    if (!tooth.id) {
      if (!editable) {
        group.setAttribute("aria-hidden", "true");
        return [];
      }
      for (const [name, value] of [["role", "button"], ["tabindex", "-1"]]) group.setAttribute(name, value);
      for (const path of paths) path.setAttribute("aria-hidden", "true");
      return [group];
    }
    group.setAttribute("role", "radiogroup");
    setAttribute(group, "aria-readonly", editable ? null : "true");
    levels.forEach((_, level) => {
      paths[level].setAttribute("role", "radio");
      paths[level].setAttribute("tabindex", "-1");
    });
    return paths;
  }

  /** What a screen reader says of a tooth and its fields. */
  function label(tooth, k) {
    const { data, of, ratings } = state;
    const n = k + 1;
    if (!tooth.id) {
      if (nodes[k].length) setAttribute(nodes[k][0], "aria-label", t(model, "empty_tooth", { n, of }));
      return;
    }
    setAttribute(nodes[k][0].parentNode, "aria-label", tooth.title);
    const said = otherWords(model, data, tooth.id);
    const { mine } = ratings(k);
    nodes[k].forEach((path, level) => {
      const words = t(model, "field", { competence: tooth.title, level: data.levels[level].title.toLocaleLowerCase(), n, of });
      setAttribute(path, "aria-label", [words, ...said].join(". "));
      setAttribute(path, "aria-checked", String(mine === level));
    });
  }

  /** One tooth again: after a choice nothing else is touched. */
  function paint(k) {
    drawn.show(k, state.ratings(k));
    label(state.teeth[k], k);
  }

  function showPlace() {
    const now = nodeAt(state.place);
    for (const node of nodes.flat()) setAttribute(node, "tabindex", node === now ? "0" : "-1");
    const { plan } = drawn;
    const { from, to } = fieldBounds(plan, state.place.tooth, 0);
    const out = plan.radius + Math.max(3.5, plan.gap * 0.34);
    setAttribute(here, "d", arc(plan.size / 2, +(out - 1).toFixed(1), +(out + 2).toFixed(1), from, to));
    drawn.names.forEach((node, k) => node.classList.toggle("is-here", k === state.place.tooth));
    [...names.children].forEach((node, k) => node.classList.toggle("is-here", k === state.place.tooth));
    const whole = state.teeth[state.place.tooth].id
      ? fieldPath(plan, state.place.tooth, state.place.level)
      : arc(plan.size / 2, +plan.inner.toFixed(1), +plan.radius.toFixed(1), from, to);
    for (const path of cursor.children) setAttribute(path, "d", whole);
    showCursor();
  }
  function showCursor() {
    const active = document.activeElement;
    cursor.classList.toggle("is-shown", place.contains(active) && active.matches(":focus-visible"));
  }

  function go(next) {
    acts.pick(next.tooth, next.level);
    nodeAt(state.place)?.focus({ preventScroll: false });
  }

  function act({ tooth, level }) {
    if (!state.teeth[tooth].id) acts.write(tooth);
    else if (state.data.editable) acts.choose(tooth, level);
  }

  function pressed(event) {
    if (!state || event.altKey) return;
    const { key, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() === "z" && !event.shiftKey) {
        event.preventDefault();
        acts.undo();
      }
      return;
    }
    const reachable = state.teeth.filter((_, k) => nodes[k].length);
    const next = placeAfter(key, state.place, { teeth: reachable.length, levels: state.data.levels.length });
    if (next) go(next);
    else if (key === "Enter" || key === " ") act(state.place);
    else if (key.length === 1) {
      const found = toothNamed(typed(key), reachable.map(({ title }) => title), state.place.tooth);
      if (found >= 0) go({ tooth: found, level: state.place.level });
    } else return;
    event.preventDefault();
  }

  function clicked(event) {
    const found = places.get(event.target) ?? places.get(event.target.closest(".w-name"));
    if (!found || !nodes[found.tooth].length || event.detail > 1) return;
    const level = found.level ?? state.place.level;
    acts.pick(found.tooth, level);
    nodeAt({ tooth: found.tooth, level })?.focus({ preventScroll: true });
    const isTooSmall = pointer !== "mouse" && !isForThumbs(drawn.plan);
    if (!state.teeth[found.tooth].id) acts.write(found.tooth);
    else if (found.level !== null && !isTooSmall) act(found);
    else acts.reveal();
  }
  function pickedName(event) {
    const k = [...names.children].indexOf(event.target.closest("li"));
    if (k < 0 || !nodes[k].length) return;
    acts.pick(k, state.place.level);
    if (state.teeth[k].id) acts.reveal();
    else acts.write(k);
  }

  place.addEventListener("keydown", pressed);
  place.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
  });
  place.addEventListener("click", clicked);
  for (const event of ["focusin", "focusout"]) place.addEventListener(event, () => queueMicrotask(() => cursor && showCursor()));
  const again = () => {
    if (state && root.clientWidth) root.show(state);
  };
  const watch = new ResizeObserver(again);
  watch.observe(root);
  let stopped = false;
  document.fonts?.load(PEN_FONT).then((faces) => {
    if (stopped || !faces.length) return;
    forgetWidths();
    drawnKey = "";
    again();
  });

  root.show = (next) => {
    state = next;
    setText(help.firstChild, t(model, state.data.editable ? "keys_help" : "keys_help_reading"));
    setText(help.lastChild, t(model, state.data.editable ? "touch_help" : "touch_help_reading"));
    draw();
    if (!drawn) return;
    setAttribute(drawn.root, "aria-label", state.data.title || t(model, "wheel"));
    state.teeth.forEach((_, k) => paint(k));
    showPlace();
  };
  /** Another tooth or level is in use. */
  root.move = (next) => {
    state = { ...state, place: next };
    if (drawn) showPlace();
  };
  root.paint = (k) => drawn && paint(k);
  root.focusHere = () => drawn && nodeAt(state.place)?.focus({ preventScroll: true });
  root.stop = () => {
    stopped = true;
    watch.disconnect();
  };
  return root;
}
