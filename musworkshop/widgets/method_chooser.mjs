// Before a method runs: write in silence, or choose a method, how, about what, how many chairs.

/** What stands chosen: the wanted method and mode where they exist, chairs within their bounds. */
export function methodChoice(methods, wanted) {
  const method = methods.find((one) => one.id === wanted.method_id) ?? null;
  const mode = method?.modes.find((one) => one.id === wanted.mode_id) ?? method?.modes[0] ?? null;
  const bounds = mode?.chairs ?? null;
  const chairs = bounds ? Math.min(bounds.most, Math.max(bounds.least, wanted.chairs || bounds.most)) : 0;
  return { method, mode, bounds, chairs };
}

/** Minus, so many chairs, plus. `press(by)` changes it; `show(chairs, bounds)`. */
export function chairStepper(model, press) {
  const label = element("p", { class: "mus-method-label" });
  const count = element("strong", { role: "status" });
  const step = (by) => callButton({ label: by < 0 ? "−" : "+", kind: "quiet mus-method-step", repeats: true, run: () => press(by) });
  const fewer = step(-1);
  const more = step(1);
  const root = element("div", { class: "mus-method-stepper", role: "group" }, label, element("div", {}, fewer.root, count, more.root));
  root.show = (chairs, bounds) => {
    root.hidden = !bounds || bounds.least === bounds.most;
    if (!bounds) return;
    setText(label, t(model, "chairs_label"));
    setAttribute(root, "aria-label", t(model, "chairs_label"));
    setText(count, plural(model, "chairs", chairs));
    fewer.relabel("−", t(model, "fewer_chairs"));
    more.relabel("+", t(model, "more_chairs"));
    fewer.disable(chairs <= bounds.least);
    more.disable(chairs >= bounds.most);
  };
  return root;
}

/** Text behind a word, opened on demand. */
function helpDetails() {
  const word = element("summary", { class: "mus-disclosure" });
  const list = element("ul", { class: "mus-method-bullets" });
  const root = element("details", { class: "mus-method-help" }, word, list);
  root.show = (label, sentences) => {
    setText(word, label);
    listTexts(list, sentences);
    root.hidden = !sentences?.length;
  };
  return root;
}

/** A list of radio buttons, each with a title and what it means. */
function radioList(choose) {
  const group = uniqueId();
  const legend = element("legend", { class: "mus-method-label" });
  const list = element("div");
  const root = element("fieldset", { class: "mus-method-radios" }, legend, list);
  const create = (one) => {
    const input = element("input", { type: "radio", name: group, value: one.id, on: { change: () => choose(one.id) } });
    const title = element("strong");
    const side = element("span", { class: "mus-soft mus-small" });
    const about = element("span", { class: "mus-soft mus-method-about" });
    const node = element("label", { class: "mus-choice" }, input, element("span", {}, title, side, about));
    node.show = (now, chosen) => {
      setText(title, now.title);
      setText(side, now.side ?? "");
      setText(about, now.about);
      input.checked = now.id === chosen;
    };
    return node;
  };
  root.show = (label, entries, chosen) => {
    setText(legend, label);
    keyed(list, entries, (one) => one.id, create, (node, one) => node.show(one, chosen));
  };
  return root;
}

/** A select of the themes; `value()` is "" where there are none. `show(themes, label)`. */
export function themeSelect(model, changed = () => {}) {
  const id = uniqueId();
  const label = element("label", { for: id, class: "mus-method-label" });
  const select = element("select", { id, class: "mus-input mus-method-select", on: { change: () => changed(select.value) } });
  const root = element("div", { class: "mus-method-theme" }, label, select);
  root.value = () => select.value;
  root.show = (themes, chosen, hidden_label = "") => {
    setText(label, t(model, "theme_label"));
    setAttribute(select, "aria-label", hidden_label || null);
    keyed(select, themes, (theme) => theme.id, (theme) => element("option", { value: theme.id }), (node, theme) => setText(node, theme.title));
    if (themes.some((theme) => theme.id === chosen) && select.value !== chosen) select.value = chosen;
    root.hidden = !themes.length;
  };
  return root;
}

/** The whole chooser. `show(data)`, `focus()`. */
export function methodChooser(model, call) {
  const heading = element("h2", { tabindex: "-1" });
  const wanted = { method_id: "", mode_id: "", theme_id: null, chairs: 0 };
  const want = (change) => {
    Object.assign(wanted, change);
    show();
  };
  const methods = radioList((method_id) => want({ method_id, mode_id: "", chairs: 0 }));
  const modes = radioList((mode_id) => want({ mode_id, chairs: 0 }));
  const theme = themeSelect(model, (theme_id) => want({ theme_id }));
  const chairs = chairStepper(model, async (by) => want({ chairs: now().chairs + by }));
  const help = { when: helpDetails(), pitfalls: helpDetails(), entering: helpDetails() };
  const start = callButton({ label: "", run: () => {
    const { method, mode, chairs: count } = now();
    return call("start", { method_id: method.id, mode_id: mode.id, theme_id: theme.value(), chairs: count }, { durable: false });
  } });
  const helpBox = element("div", {}, help.when, help.pitfalls, help.entering);
  const chosen = element("div", { class: "mus-method-chosen" }, modes, element("div", { class: "mus-method-settings" }, theme, chairs), helpBox, start.root);
  const root = element("div", { class: "mus-method-chooser" }, heading, methods, chosen);
  const now = () => methodChoice(model.get("data").methods ?? [], wanted);

  function show() {
    const data = model.get("data");
    const { method, mode, bounds, chairs: count } = now();
    setText(heading, t(model, "heading"));
    const silence = { id: "", title: t(model, "silence"), about: t(model, "silence_about") };
    methods.show(t(model, "how"), [silence, ...(data.methods ?? [])], method?.id ?? "");
    chosen.hidden = !mode;
    if (!mode) return;
    modes.show(t(model, "mode"), method.modes.map((one) => ({ ...one, side: t(model, "minutes", { n: one.minutes }) })), mode.id);
    theme.show(data.themes ?? [], wanted.theme_id ?? data.theme_id);
    chairs.show(count, bounds);
    for (const key of ["when", "pitfalls", "entering"]) help[key].show(t(model, key), method[key]);
    start.relabel(t(model, "start_method", { title: method.title }));
  }
  root.show = show;
  root.focusHere = () => heading.focus();
  return root;
}
