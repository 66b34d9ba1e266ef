// Who sits where: tables and "one person", never a name; each chair can be set free.

/** Names of tables in one line; a person alone has none. */
export function placeNames(model, names) {
  return names.map((name) => name || t(model, "one_person")).join(t(model, "and"));
}

function seatedRow(model, call, ids, done) {
  const label = element("span", { class: "mus-words" });
  const free = askFirst({
    kind: "text", done, run: () => call("free_chair", ids, { durable: false }),
    question: () => t(model, "ask_free", { label: label.textContent }),
  });
  const node = element("li", { class: "mus-method-seated" }, label, free.root);
  node.show = (seat) => {
    const name = seat.label || t(model, "one_person");
    setText(label, name);
    free.relabel({ open: t(model, "free"), yes: t(model, "yes_free"), no: t(model, "not_yet") });
    setAttribute(free.button, "aria-label", t(model, "free_this", { label: name }));
  };
  return node;
}

function circleRole(model, call, circle_id, role_id, done) {
  const name = element("strong");
  const said = element("span", { class: "mus-soft mus-small" });
  const chairs = chairRow();
  const seated = element("ul");
  const queue = element("p", { class: "mus-small" });
  const node = element("li", {}, element("p", { class: "mus-method-role-head" }, name, said), chairs, seated, queue);
  node.show = (role) => {
    setText(name, role.title);
    const taken = role.seated.length;
    const others = role.others ? plural(model, "others", role.others) : "";
    const many = role.chairs > 1 ? t(model, "taken", { n: taken, of: role.chairs }) : "";
    const one = role.chairs === 1 ? t(model, taken ? "chair_taken" : "chair_free") : "";
    setText(said, [many || one, others].filter(Boolean).join(" · "));
    chairs.show({ chairs: role.chairs, taken });
    keyed(seated, role.seated, (seat) => seat.chair, (seat) => seatedRow(model, call, { circle_id, role_id, chair: seat.chair }, done), (row, seat) => row.show(seat));
    seated.hidden = !taken;
    setText(queue, role.queue.length ? t(model, "queue", { names: placeNames(model, role.queue) }) : "");
    queue.hidden = !role.queue.length;
  };
  return node;
}

/** All circles of the run. `show(run)`, `stop()`. */
export function circlesPart(model, call) {
  const title = element("h3", { tabindex: "-1" });
  const grid = element("ul", { class: "mus-method-circles" });
  const root = element("section", {}, title, grid);
  const done = () => title.focus();

  function create(circle) {
    const name = element("h4");
    const phase = element("span", { class: "mus-soft mus-small" });
    const time = element("span", { class: "mus-small" });
    const small = clock(time);
    const roles = element("ul");
    const node = element("li", { class: "mus-card" }, element("div", { class: "mus-method-circle-head" }, name, phase, time), roles);
    node.show = (now) => {
      setText(name, now.name);
      name.hidden = !now.name;
      setText(phase, now.phase_title || "");
      phase.hidden = !now.phase_title;
      small.update(now.clock ?? null, { label: t(model, "clock_of", { name: now.name }) });
      node.firstChild.hidden = !now.name && !now.phase_title && !now.clock;
      keyed(roles, now.roles, (role) => role.id, (role) => circleRole(model, call, circle.id, role.id, done), (row, role) => row.show(role));
      roles.hidden = !now.roles.length;
    };
    node.stop = small.stop;
    return node;
  }
  root.show = (run) => {
    setText(title, t(model, "who_where"));
    keyed(grid, run.circles, (circle) => circle.id, create, (node, circle) => node.show(circle), (node) => {
      node.stop();
      return false;
    });
    grid.classList.toggle("is-one", run.circles.length < 2);
    root.hidden = !run.circles.length;
  };
  root.stop = () => {
    for (const node of grid.musNodes?.values() ?? []) node.stop();
  };
  return root;
}
