// The day's steps; a tap recommends a step to the room, and moves nobody.

/** Share of the day as whole percent. */
export function percentDone(done) {
  return Math.round(100 * Math.min(1, Math.max(0, done || 0)));
}

function render({ model, el }) {
  const call = caller(model);
  const mark = ring(40, { done: 0 });
  const title = element("strong");
  const workplace = element("span", { class: "mus-soft mus-small" });
  const share = element("span", { class: "mus-heard" });
  const toggle = element("button", { type: "button", class: "mus-button quiet small mus-run-sheet-toggle", "aria-expanded": "false", on: { click: open } });
  const list = element("ol", {});
  const plan = element("p", { class: "mus-run-sheet-plan mus-soft" });
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const nav = element("nav", {}, list);
  const root = element("div", { class: "mus mus-run-sheet" },
    element("div", { class: "mus-run-sheet-brand" }, mark,
      element("p", {}, title, workplace, share), toggle),
    nav, problem, plan);
  el.append(root);

  function open() {
    root.classList.toggle("is-open");
    show();
  }

  async function go(step_id) {
    setText(problem, "");
    try {
      await call("go", { step_id }, { durable: false });
      root.classList.remove("is-open");
      show();
    } catch (error) {
      setText(problem, error.message);
    }
  }

  function create(step) {
    const name = element("span", { class: "mus-run-sheet-name" });
    const state = element("span", { class: "mus-heard" });
    const minutes = element("span", { class: "mus-run-sheet-minutes" });
    const button = element("button", { type: "button", on: { click: () => go(step.id) } },
      element("span", { class: "mus-run-sheet-dot", "aria-hidden": "true" }), name, state, minutes);
    const item = element("li", {}, button);
    item.show = (now) => {
      item.className = `is-${now.state}`;
      setText(name, now.title);
      setText(state, ` (${t(model, now.state)}) `);
      setText(minutes, t(model, "minutes", { n: now.minutes }));
      setAttribute(button, "aria-current", now.state === "now" ? "step" : null);
    };
    return item;
  }

  function show() {
    const data = model.get("data");
    mark.show({ done: data.ring_done ?? 0 });
    setText(title, data.title ?? "");
    setText(workplace, data.workplace ?? "");
    setText(share, t(model, "ring", { percent: percentDone(data.ring_done) }));
    setAttribute(nav, "aria-label", t(model, "heading"));
    setText(toggle, t(model, root.classList.contains("is-open") ? "hide_steps" : "all_steps"));
    setAttribute(toggle, "aria-expanded", root.classList.contains("is-open"));
    keyed(list, data.steps ?? [], (step) => step.id, create, (node, step) => node.show(step));
    setText(plan, data.plan ?? "");
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    call.stop();
  };
}

export default { render };
