// The top of a seat's page.

const LANGUAGES = [["da", "Dansk"], ["en", "English"]]; // each by its own name

/** What a press beside a device does with the table's pen: "hand_over", "take_pen" or "". */
export function penMove(device, isScribe) {
  if (device.is_scribe) return "";
  if (isScribe) return "hand_over";
  return device.is_me ? "take_pen" : "";
}

/** One choice of language; a radio button in its own group. */
function languageChoice(value, name, group, choose) {
  const input = element("input", { type: "radio", name: group, value, on: { change: () => choose(value) } });
  return { root: element("label", { class: "mus-choice" }, input, element("span", { lang: value, text: name })), input };
}

function render({ model, el }) {
  const call = caller(model);
  const banner = connectionBanner(model, call);
  const mark = ring(36, { done: 0 });
  const table = element("strong", { class: "mus-words" });
  const work = element("span", { class: "mus-soft mus-words" });
  const step = element("span", { class: "mus-soft mus-small" });
  const time = element("span", { class: "mus-seat-header-time" });
  const ticking = clock(time, null, { label: t(model, "time_left") });
  const panelId = uniqueId();
  const more = element("button", { type: "button", class: "mus-seat-header-more", "aria-expanded": "false", "aria-controls": panelId, on: { click: () => open(panel.hidden) } },
    svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true" }, [5, 12, 19].map((x) => svg("circle", { cx: x, cy: 12, r: 2, fill: "currentColor" }))));
  const devicesTitle = element("h2", {});
  const devicesHint = element("p", { class: "mus-soft mus-small" });
  const devices = element("ul", { class: "mus-lines" });
  const group = uniqueId();
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const languages = LANGUAGES.map(([value, name]) => languageChoice(value, name, group, setLanguage));
  const legend = element("legend", { class: "mus-seat-header-legend" });
  const leave = element("button", { type: "button", class: "mus-button quiet", on: { click: () => ask(true) } });
  const question = element("p", { tabindex: "-1" });
  const yes = callButton({ label: "", run: leaveNow });
  const no = element("button", { type: "button", class: "mus-button quiet", on: { click: () => ask(false) } });
  const asking = element("div", { class: "mus-seat-header-leave", hidden: true }, question, element("div", { class: "mus-actions" }, no, yes.root));
  const panel = element("div", { class: "mus-seat-header-panel", id: panelId, hidden: true },
    element("section", {}, devicesTitle, devicesHint, devices),
    element("fieldset", {}, legend, element("div", { class: "mus-seat-header-languages" }, languages.map((choice) => choice.root)), problem),
    element("div", {}, leave, asking));
  const bar = element("div", { class: "mus-seat-header-bar" }, mark,
    element("div", { class: "mus-seat-header-who" }, table, work),
    element("div", { class: "mus-seat-header-where" }, time, step), more);
  el.append(element("div", { class: "mus mus-seat-header" }, bar, banner.root, panel));

  function open(wanted) {
    panel.hidden = !wanted;
    more.setAttribute("aria-expanded", String(wanted));
  }

  async function leaveNow() {
    await call("leave", {}, { durable: false });
    forget(model.get("scope") || ""); // the next one to use this device finds no text of ours
  }

  function ask(wanted) {
    asking.hidden = !wanted;
    leave.hidden = wanted;
    (wanted ? question : leave).focus();
  }

  async function setLanguage(language) {
    setText(problem, "");
    try {
      await call("set_language", { language }, { durable: false });
    } catch (error) {
      setText(problem, error.message);
      show();
    }
  }

  function createDevice(device) {
    const label = element("span", { class: "mus-words" });
    const chips = element("span", { class: "mus-seat-header-chips" });
    const pen = callButton({ label: "", kind: "quiet small", run: () => call("hand_over", { seat_id: device.seat_id }, { durable: false }) });
    const node = element("li", {}, label, chips, pen.root);
    node.show = (now, isScribe) => {
      setText(label, now.label);
      const said = [now.is_me ? "this_device" : "", now.is_scribe ? "scribe" : ""].filter(Boolean);
      keyed(chips, said, (key) => key, () => element("span", { class: "mus-chip" }), (chip, key) => setText(chip, t(model, key)));
      const move = penMove(now, isScribe);
      pen.root.hidden = !move;
      if (move) pen.relabel(t(model, move, { label: now.label }));
    };
    return node;
  }

  function show() {
    const data = model.get("data");
    mark.show({ done: data.ring_done ?? 0 });
    setText(table, data.table || data.title || "");
    setText(work, data.function || "");
    setText(step, data.step_count ? t(model, "step", { number: data.step_number, count: data.step_count }) : "");
    ticking.update(data.clock ?? null, { label: t(model, "time_left") });
    setAttribute(more, "aria-label", t(model, "more"));
    const list = data.devices || [];
    setText(devicesTitle, t(model, "devices"));
    setText(devicesHint, t(model, list.length < 2 ? "only_device" : data.is_scribe ? "device_hint" : "take_hint"));
    devicesTitle.parentNode.hidden = !list.length;
    keyed(devices, list, (device) => device.seat_id, createDevice, (node, device) => node.show(device, data.is_scribe));
    setText(legend, t(model, "language"));
    for (const { input } of languages) input.checked = input.value === data.language;
    setText(leave, t(model, "leave"));
    setText(question, t(model, "leave_question"));
    yes.relabel(t(model, "leave_yes"));
    setText(no, t(model, "leave_no"));
  }

  function closeOnEscape(event) {
    if (event.key !== "Escape" || panel.hidden) return;
    open(false);
    more.focus();
  }
  panel.addEventListener("keydown", closeOnEscape);
  const unfollow = follow(model, show);
  return () => {
    unfollow();
    ticking.stop();
    banner.stop();
    call.stop();
  };
}

export default { render };
