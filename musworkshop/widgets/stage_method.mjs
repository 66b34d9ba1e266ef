// A facilitation method on the projector: chairs round a ring, teams with their clocks, or notes.

/** Places round a circle, from twelve o'clock clockwise: [x, y] of each of `count`. */
export function placesRound(count, centre, radius) {
  return Array.from({ length: count }, (_, k) => {
    const turn = (2 * Math.PI * k) / count;
    return [centre + radius * Math.sin(turn), centre - radius * Math.cos(turn)];
  });
}

/** Radius of a chair so that `count` of them stand apart; between 6 and `largest`. */
export function chairRadius(count, radius, largest = 38) {
  if (count < 2) return largest;
  return Math.max(6, Math.min(largest, 0.86 * radius * Math.sin(Math.PI / count)));
}

/** Whether "in one minute" is said: at most 60 s are left and something comes after. */
export function isSoon(left_s, next) {
  return Boolean(next) && left_s <= 60;
}

const RING = { size: 400, centre: 200, radius: 150 };

/** All chairs of the hall round one ring; the number in a chair is its role's in the list. */
function chairsRing(roles) {
  const chairs = roles.flatMap((role, k) => Array.from({ length: role.chairs }, (_, n) => ({ number: k + 1, taken: n < role.seated.length })));
  const { size, centre, radius } = RING;
  const places = placesRound(chairs.length, centre, radius);
  const wide = chairRadius(chairs.length, radius);
  const numbered = roles.filter((role) => role.chairs).length > 1 && wide >= 22;
  return svg("svg", { class: "chairs", viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    svg("circle", { class: "table", cx: centre, cy: centre, r: radius }),
    chairs.flatMap(({ number, taken }, k) => {
      const [x, y] = places[k];
      return [
        svg("circle", { class: taken ? "chair is-taken" : "chair", cx: x, cy: y, r: wide }),
        numbered ? svg("text", { class: taken ? "is-taken" : null, x, y: y + 10.5, "text-anchor": "middle", "font-size": 30, text: String(number) }) : null,
      ];
    }));
}

/** The scene "method"; `names` says who in words. Its small clocks are kept going by `update`. */
function methodScene(model, { content }, names) {
  const { roles = [], teams = [], notes = [] } = content;
  const leader = content.leader ? element("p", { class: "note leader", text: content.leader }) : null;
  const more = () => element("p", { class: "more", hidden: true });

  if (notes.length) {
    const items = notes.map((note) => element("li", { class: "tile" }, element("p", { text: note.text }), element("p", { class: "from soft", text: names([note.origin]) })));
    // One line for both: what does not fit and what was left out before. Its place is always kept.
    const rest = element("p", { class: "more is-kept" });
    const fitted = () => {
      const left = (content.notes_more || 0) + items.filter((item) => item.hidden).length;
      rest.textContent = left ? plural(model, "more", left) : "";
    };
    return { nodes: [element("ul", { class: "tiles" }, ...items), rest], lists: [{ items, more: more() }], fitted };
  }

  const seatedRoles = roles.filter((role) => role.chairs);
  const drawn = !teams.length && seatedRoles.length > 0;
  const tasks = [];
  const told = [];
  const items = roles.map((role, k) => {
    const number = drawn && role.chairs && seatedRoles.length > 1 ? element("span", { class: "number", text: String(k + 1) }) : null;
    const counts = [
      role.chairs === 1 && !teams.length && !role.seated.length ? t(model, "chair_free") : "",
      role.chairs > 1 && !teams.length ? t(model, "seats_taken", { n: role.seated.length, of: role.chairs }) : "",
      role.waits ? plural(model, "waits", role.waits) : "",
      role.others ? plural(model, "others", role.others) : "",
    ].filter(Boolean).join(t(model, "and"));
    const who = role.seated.length ? element("p", { class: "who", text: names(role.seated) }) : null;
    const task = role.task ? element("p", { class: "soft", text: role.task }) : null;
    const count = counts ? element("p", { class: "count soft", text: counts }) : null;
    if (task) tasks.push(task);
    if (count) told.push(count);
    return element("li", { class: "part" }, element("h2", {}, number, role.title), who, count, task);
  });
  const list = { items, more: more() };
  const parts = element("div", { class: "parts" }, element("ul", {}, ...items), list.more);
  const nodes = [leader, drawn ? element("div", { class: "circle" }, chairsRing(roles), parts) : parts].filter(Boolean);
  if (!items.length) nodes.pop();
  if (!teams.length) return { nodes, lists: [list], spare: [tasks, told] };

  const clocks = new Map();
  const cards = teams.map((team) => {
    const time = element("span", {});
    clocks.set(team.name, clock(time, team.clock));
    return element("li", { class: "team" }, element("strong", { text: team.name }), element("span", { class: "soft", text: team.phase }), time);
  });
  const teamList = { items: cards, more: more() };
  nodes.push(element("ul", { class: "teams" }, ...cards), teamList.more);
  return {
    nodes,
    lists: items.length ? [teamList, list] : [teamList],
    spare: [tasks, told],
    update: (now) => now.teams.forEach((team) => clocks.get(team.name)?.update(team.clock)),
    stop: () => clocks.forEach((one) => one.stop()),
  };
}

/** "In 1 minute: …" in a place that is always kept. Returns {root, show(clock, next), stop()}. */
function soonLine(model) {
  const root = element("p", { class: "soon" });
  let timer = null;
  let read_ms = 0;
  let now = { clock: null, next: "" };
  function draw() {
    if (!now.clock) return setText(root, "");
    const passed_s = now.clock.running ? (performance.now() - read_ms) / 1000 : 0;
    const left_s = now.clock.left_s - passed_s;
    setText(root, isSoon(left_s, now.next) ? t(model, left_s > 0 ? "in_a_minute" : "comes_next", { next: now.next }) : "");
  }
  return {
    root,
    show(clockNow, next = "") {
      if (clockNow !== now.clock) read_ms = performance.now();
      now = { clock: clockNow, next };
      clearInterval(timer);
      timer = clockNow?.running && next ? setInterval(draw, 500) : null;
      draw();
    },
    stop: () => clearInterval(timer),
  };
}

/** JSON in which a clock counts only as there or not: its seconds draw nothing anew. */
function withoutSeconds(value) {
  return JSON.stringify(value, (key, one) => (key === "clock" && one ? true : one));
}
