// The competence wheel: as a wheel or as a list, whichever one likes; both say and do the same.

const VIEW_KEY = "mus:wheel-view"; // how this device shows a wheel; holds nothing of anybody's

function render({ model, el }) {
  const call = caller(model);
  const queue = ratingQueue(call, changed);
  const eye = whoLine("");
  const title = element("h2", { tabindex: "-1" });
  const home = () => title.focus();
  const covered = element("p", { class: "mus-wheel-covered" });
  const toggle = element("button", { type: "button", class: "mus-button quiet small", on: { click: turn } });
  const board = wheelBoard(model, { choose, pick, write, undo, reveal: () => panel.scrollIntoView({ block: "nearest" }) });
  const panel = wheelPanel(model, call, { choose, step, added, home });
  const legend = wheelLegend(model);
  const list = wheelList(model, call, { choose: (id, level_id) => queue.choose(id, level_id), added, home });
  const side = element("div", { class: "mus-wheel-side" }, panel, legend);
  const wheel = element("div", { class: "mus-wheel-body" }, board, side);
  const back = element("button", { type: "button", class: "mus-button quiet small", on: { click: undo } });
  const line = status(null);
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const heard = element("p", { class: "mus-heard", role: "status" });
  const foot = element("div", { class: "mus-wheel-foot" }, back, line.root, heard, problem);
  const column = element("div", { class: "mus-wheel-column" },
    eye, element("div", { class: "mus-wheel-head" }, title, toggle), covered, wheel, list);
  const root = element("section", { class: "mus mus-wheel" }, column);
  el.append(root);
  let view = keep.get(VIEW_KEY) === "list" ? "list" : "wheel";
  let teeth = [];
  let place = null; // the tooth and the level in use
  let wanted = ""; // an own competence that has just been added

  const state = () => {
    const data = model.get("data");
    return { data, teeth, of: teeth.length, place, ratings, levelOf: queue.levelOf };
  };
  /** The places of a tooth's levels, from the rim inwards. */
  function ratings(k) {
    const { levels, theirs, last_year } = model.get("data");
    const { id } = teeth[k];
    return {
      mine: placeOf(levels, queue.levelOf(id)), theirs: placeOf(levels, theirs?.ratings[id]), mark: theirs?.mark,
      last: placeOf(levels, last_year?.ratings[id]),
    };
  }

  function choose(k, level) {
    pick(k, level);
    queue.choose(teeth[k].id, model.get("data").levels[level].id);
  }
  /** Let a tooth and a level be the ones in use. */
  function pick(k, level) {
    place = { tooth: k, level };
    if (view !== "wheel") return;
    board.move(place);
    panel.show(state());
    showLegend();
  }
  function step(by) {
    const { editable, competences } = model.get("data");
    const among = editable ? teeth.length : competences.length;
    pick((place.tooth + by + among) % among, place.level);
  }
  function write(k) {
    pick(k, place.level);
    panel.write();
  }
  function undo() {
    const id = queue.undo();
    if (id === null) return;
    const k = teeth.findIndex((tooth) => tooth.id === id);
    const { levels } = model.get("data");
    pick(k, placeOf(levels, queue.levelOf(id)) ?? place.level);
    setText(heard, t(model, "undone", { competence: teeth[k].title, level: levelWords(model, levels, queue.levelOf(id)) }));
  }
  function added(id) {
    wanted = id ?? "";
    show();
  }
  /** A rating is given, saved or refused: draw what it touches, and say how it is doing. */
  function changed(id, error) {
    const k = teeth.findIndex((tooth) => tooth.id === id);
    if (k >= 0) {
      if (view === "wheel") {
        board.paint(k);
        if (place.tooth === k) panel.show(state());
      } else list.paint(id, queue.levelOf);
    }
    setText(problem, error ? error.message : "");
    setAttribute(back, "aria-disabled", queue.canUndo() ? null : "true");
    tell(error);
  }
  function tell(error = null) {
    const waiting = queue.waiting();
    if (error) line.say("");
    else if (!waiting) line.say(t(model, "saved"), "saved");
    else if (isLost()) line.say(plural(model, "choices_wait", waiting), "lost");
    else line.say(t(model, "saving"), "", { aloud: false });
  }

  function turn() {
    view = view === "wheel" ? "list" : "wheel";
    keep.set(VIEW_KEY, view);
    show();
  }
  function showLegend() {
    const data = model.get("data");
    legend.show(data, { has_levels: !panel.hasLevels(), is_told: !data.editable && !data.theirs });
  }

  /** Keep the place at its competence though others came or went. */
  function settlePlace(before) {
    const id = wanted || before?.id;
    const found = id ? teeth.findIndex((tooth) => tooth.id === id) : -1;
    if (found >= 0) place = { ...place, tooth: found };
    else if (!place) place = { tooth: firstTooth(teeth, queue.levelOf), level: 0 };
    place = { tooth: Math.min(place.tooth, teeth.length - 1), level: Math.min(place.level, model.get("data").levels.length - 1) };
    return Boolean(wanted) && found >= 0;
  }

  function show() {
    const data = model.get("data");
    root.hidden = !data.competences;
    if (!data.competences) return;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const before = place && teeth[place.tooth];
    teeth = wheelTeeth(data);
    queue.settle(data.mine.ratings, teeth.map(({ id }) => id));
    const isNew = settlePlace(before);
    const newest = wanted;
    if (isNew) wanted = "";
    eye.show(data.who);
    setText(title, data.title || t(model, "wheel"));
    title.classList.toggle("mus-heard", !data.title);
    setText(covered, data.covered);
    covered.hidden = !data.covered;
    setText(toggle, t(model, view === "wheel" ? "show_list" : "show_wheel"));
    wheel.hidden = view !== "wheel";
    list.hidden = view !== "list";
    column.classList.toggle("is-wheel", view === "wheel");
    const under = view === "wheel" ? side : column;
    if (foot.parentNode !== under) under.append(foot);
    foot.hidden = !data.editable;
    setText(back, t(model, "undo"));
    setAttribute(back, "aria-disabled", queue.canUndo() ? null : "true");
    if (view === "wheel") {
      panel.show(state());
      showLegend();
      board.show(state());
    } else list.show(state());
    if (isNew && held) view === "wheel" ? panel.focusHere() : list.focusAt(newest);
    // What was used may be gone; the focus is not.
    else if (held && (!held.isConnected || !held.checkVisibility())) home();
  }

  const unwatch = watchConnection((lost) => {
    if (queue.waiting()) tell();
    if (!lost) queue.pump();
  });
  const unfollow = follow(model, show);
  return () => {
    unfollow();
    unwatch();
    board.stop();
    queue.stop();
    line.stop();
    call.stop();
  };
}

export default { render };
