// While a method runs: its phases as a small run sheet, and the phase the room is at.

/** What `set_options` is called with: what stands, changed. */
export function optionsOf(run, change = {}) {
  const { own_clocks, sound } = run;
  const leader_outside = run.leader_outside ?? true; // null where nobody sits outside
  return { own_clocks, sound, leader_outside, chairs: run.chairs?.count ?? 0, ...change };
}

function phaseSheet(model, call) {
  const list = element("ol");
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("nav", { class: "mus-method-sheet" }, list, problem);
  async function go(number) {
    setText(problem, "");
    try {
      await call("go", { number }, { durable: false });
    } catch (error) {
      setText(problem, error.message);
    }
  }
  function create(phase) {
    const name = element("span");
    const state = element("span", { class: "mus-heard" });
    const minutes = element("span", { class: "mus-method-minutes" });
    const button = element("button", { type: "button", on: { click: () => go(phase.number) } },
      element("span", { class: "mus-method-dot", "aria-hidden": "true" }), name, state, minutes);
    const node = element("li", {}, button);
    node.show = (now) => {
      node.className = `is-${now.state}`;
      setText(name, now.title);
      setText(state, ` (${t(model, now.state === "next" ? "next_state" : now.state)}) `);
      setText(minutes, t(model, "minutes", { n: now.minutes }));
      setAttribute(button, "aria-current", now.state === "now" ? "step" : null);
    };
    return node;
  }
  root.show = (phases) => {
    setAttribute(root, "aria-label", t(model, "phases"));
    keyed(list, phases, (phase) => phase.number, create, (node, phase) => node.show(phase));
  };
  return root;
}

/** Tick boxes and the number of chairs; what is on its way is shown as it will be. */
function optionsPart(model, call) {
  const title = element("h3");
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const chairs = chairStepper(model, (by) => set({ chairs: optionsOf(model.get("data").run, wanted).chairs + by }));
  let wanted = {};
  let waiting = 0;
  const box = (key) => {
    const input = element("input", { type: "checkbox", class: "mus-tick", on: { change: () => set({ [key]: input.checked }) } });
    const words = element("span");
    const node = element("label", { class: "mus-choice" }, input, words);
    node.show = (label, checked) => {
      setText(words, label);
      input.checked = checked;
    };
    return node;
  };
  const boxes = { own_clocks: box("own_clocks"), sound: box("sound"), leader_outside: box("leader_outside") };
  const root = element("section", { class: "mus-method-options" }, title, chairs, ...Object.values(boxes), problem);

  async function set(change) {
    Object.assign(wanted, change);
    waiting += 1;
    setText(problem, "");
    draw(model.get("data").run);
    try {
      await call("set_options", optionsOf(model.get("data").run, wanted), { durable: false });
    } catch (error) {
      wanted = {};
      setText(problem, error.message);
    }
    waiting -= 1;
    if (model.get("data").run) draw(model.get("data").run);
  }
  root.show = (run) => {
    if (!waiting) wanted = {}; // what was wanted has come, or somebody else wanted otherwise
    draw(run);
  };
  function draw(run) {
    const now = optionsOf(run, wanted);
    setText(title, t(model, "options"));
    for (const [key, node] of Object.entries(boxes)) node.show(t(model, key), Boolean(now[key]));
    boxes.own_clocks.hidden = !run.teams;
    boxes.leader_outside.hidden = run.leader_outside === null;
    chairs.show(now.chairs, run.chairs);
  }
  return root;
}

/** The run: sheet, phase, clock, steps and options. `show(run)`, `focusHere()`, `stop()`. */
export function methodRun(model, call) {
  const soon = { durable: false };
  const chip = element("span", { class: "mus-chip" });
  const about = element("span", { class: "mus-soft mus-small" });
  const heading = element("h2", { tabindex: "-1" });
  const sheet = phaseSheet(model, call);
  const phaseTitle = element("h3");
  const ask = element("p", { class: "mus-method-ask" });
  const tasks = element("dl", { class: "mus-method-tasks" });
  const speaks = element("ul", { class: "mus-method-bullets" });
  const bar = clockBar(model, call);
  const go = (by) => callButton({ label: "", kind: by < 0 ? "quiet" : "", run: () => call("go", { number: model.get("data").run.phase.number + by }, soon) });
  const back = go(-1);
  const next = go(1);
  const last = element("p", { class: "mus-soft mus-small" });
  const end = askFirst({ kind: "quiet", run: () => call("end", {}, soon), done: () => heading.focus(), question: () => t(model, "ask_end") });
  const now = element("section", { class: "mus-method-now" }, element("p", { class: "mus-method-chips" }, chip), phaseTitle, ask, bar.root,
    element("div", { class: "mus-actions" }, back.root, next.root), last, tasks, speaks);
  const options = optionsPart(model, call);
  const root = element("div", { class: "mus-method-run" },
    element("div", { class: "mus-method-top" }, element("div", {}, heading, about), end.root),
    element("div", { class: "mus-method-columns" }, now, element("div", {}, sheet, options)));

  function createTask() {
    const role = element("dt");
    const text = element("dd");
    const node = element("div", {}, role, text);
    node.show = (task) => {
      setText(role, task.role);
      setText(text, task.text);
    };
    return node;
  }
  return {
    root,
    focusHere: () => heading.focus(),
    show(run) {
      const { phase } = run;
      setText(heading, run.title);
      setText(about, [run.mode, run.theme].filter(Boolean).join(" · "));
      setText(chip, t(model, "phase_of", phase));
      setText(phaseTitle, phase.title);
      setText(ask, phase.ask);
      ask.hidden = !phase.ask;
      sheet.show(run.phases);
      bar.show(run.clock ?? null, true);
      back.relabel(`‹ ${t(model, "back")}`, t(model, "back"));
      back.root.hidden = phase.number <= 1;
      next.relabel(`${t(model, "next")} ›`, t(model, "next_say", { title: phase.next }));
      next.root.hidden = !phase.next;
      setText(last, t(model, phase.next ? "then" : "last_phase", { next: phase.next }));
      keyed(tasks, phase.tasks.map((task, k) => ({ ...task, k })), (task) => task.k, createTask, (node, task) => node.show(task));
      tasks.hidden = !phase.tasks.length;
      listTexts(speaks, phase.speaks);
      options.show(run);
      end.relabel({ open: t(model, "end"), yes: t(model, "yes_end"), no: t(model, "not_yet") });
    },
    stop: bar.stop,
  };
}
