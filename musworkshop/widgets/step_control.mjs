// The step the room is at: the time, the next thing to do, nothing that cannot be taken back.

/** Keys of the clock's buttons: start, pause or resume; null without a clock. */
export function clockButton(clockNow) {
  if (!clockNow) return null;
  if (clockNow.running) return "pause";
  return clockNow.left_s < clockNow.total_s ? "resume" : "start";
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false }; // a clock moved an hour later helps nobody
  const chip = element("span", { class: "mus-chip" });
  const title = element("h1");
  const guide = element("p", { class: "mus-step-control-guide mus-soft" });
  const details = element("p", { class: "mus-step-control-details mus-soft" });
  const more_help = disclosure("", details);
  const time = element("div", { class: "mus-step-control-time" });
  const last = element("p", { class: "mus-soft mus-small" });
  const next = callButton({ label: "", run: () => call("go", { step_id: model.get("data").next.id }, soon) });
  const pause = callButton({
    label: "",
    kind: "quiet",
    run: () => call(clockButton(model.get("data").clock) === "pause" ? "pause_clock" : "start_clock", {}, soon),
  });
  const more = callButton({ label: "", kind: "quiet", repeats: true, run: () => call("add_minutes", { minutes: 1 }, soon) });
  const less = callButton({ label: "", kind: "quiet", repeats: true, run: () => call("add_minutes", { minutes: -1 }, soon) });
  const controls = element("div", { class: "mus-step-control-buttons", role: "group" },
    less.root, more.root, pause.root, next.root);
  const root = element("div", { class: "mus mus-step-control" },
    element("div", { class: "mus-step-control-body" },
      element("p", {}, chip), title, guide, more_help.root,
      element("div", { class: "mus-step-control-bar" }, time, element("div", {}, controls, last))));
  el.append(root);
  const landmark = () => el.closest(".mus-main")?.setAttribute("role", "main");
  requestAnimationFrame(landmark);
  const countdown = dial(time, model, { size_px: 160 });

  function show() {
    const data = model.get("data");
    landmark();
    setText(chip, t(model, "now"));
    setText(title, data.title ?? "");
    setText(guide, data.guide ?? "");
    setText(details, (data.details ?? []).join("\n\n"));
    setText(more_help.button, t(model, "details"));
    more_help.root.hidden = !data.details?.length;
    setAttribute(controls, "aria-label", t(model, "controls"));
    countdown.show(data.clock ?? null);
    const word = clockButton(data.clock);
    for (const button of [pause, more, less]) button.root.hidden = !word;
    if (word) pause.relabel(t(model, word));
    more.relabel(t(model, "more_time"));
    less.relabel(t(model, "less_time"));
    next.root.hidden = !data.next;
    if (data.next) next.relabel(`${t(model, "next_step")} ›`, t(model, "next_say", { title: data.next.title }));
    setText(last, data.next || !data.title ? "" : t(model, "last_step"));
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    countdown.stop();
    call.stop();
  };
}

export default { render };
