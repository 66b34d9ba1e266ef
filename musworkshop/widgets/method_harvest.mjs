// The notes of the method: shown to the room after a question, then made into questions.

/** Key of the sentence on what the room does not see yet: none written, all shown, or some. */
export function notesWords({ count, hidden }) {
  if (!count) return "no_notes";
  return hidden ? "notes_hidden" : "notes_shown";
}

function harvestRow(model, call, note) {
  const prompt = element("p", { class: "mus-soft mus-small" });
  const text = element("p", { class: "mus-words" });
  const origin = element("p", { class: "mus-soft mus-small" });
  const mark = element("p", { class: "mus-method-mark" }, icon("tick"), element("span"));
  const theme = themeSelect(model);
  const body = field({
    model, call, key: `harvest:${note.id}`, label: t(model, "wording"), limit: model.get("data").limit, rows: 1, initial: note.draft || note.text,
  });
  const make = element("button", { type: "button", class: "mus-button quiet small", on: { click: () => body.send(harvest, make) } });
  body.actions.append(theme, make);
  const node = element("li", { class: "mus-method-harvest" }, prompt, text, origin, body.root, mark);
  let now = note;
  let is_made = false;
  let is_new = true;
  async function harvest(words) {
    await call("harvest", { note_id: note.id, theme_id: theme.value(), text: words });
    is_made = true;
    const focused = body.root.contains(document.activeElement);
    node.show(now);
    if (focused) mark.focus();
  }
  node.show = (next) => {
    // Its writer may have mended it since: what nobody has begun to reword follows.
    const untouched = body.value() === now.text && !body.root.contains(document.activeElement);
    if (untouched && next.text !== now.text) body.take(next.text);
    now = next;
    const data = model.get("data");
    const harvested = is_made || next.harvested;
    // A wording under somebody's hands is not taken away because another page was quicker.
    const half = !is_made && body.root.contains(document.activeElement) && body.value() !== "";
    setText(prompt, next.prompt);
    prompt.hidden = !next.prompt;
    setText(text, next.text);
    text.hidden = !harvested;
    setText(origin, next.origin || t(model, "one_person"));
    body.root.hidden = harvested && !half;
    body.relabel({ label: t(model, "wording") });
    theme.show(data.themes ?? [], is_new ? data.run?.theme_id || data.theme_id : theme.value());
    setText(make, t(model, "make"));
    setAttribute(make, "aria-label", t(model, "make_this", { text: next.text }));
    mark.hidden = !harvested;
    setText(mark.lastChild, t(model, "harvested"));
    is_new = false;
  };
  mark.setAttribute("tabindex", "-1");
  node.isHalf = () => !is_made && Boolean(keep.get(`mus:${model.get("scope") || ""}:draft:harvest:${note.id}`));
  node.stop = body.stop;
  return node;
}

/** Notes of the run: how many, the way to show them, and the harvest. */
export function harvestPart(model, call) {
  const title = element("h3", { tabindex: "-1" });
  const said = element("p");
  const show = askFirst({
    kind: "quiet", run: () => call("show_notes", {}, { durable: false }), done: () => title.focus(),
    question: () => plural(model, "ask_show", model.get("data").run?.notes.hidden ?? 0),
  });
  const hint = element("p", { class: "mus-soft mus-small" });
  const list = element("ul", { class: "mus-lines" });
  const root = element("section", { class: "mus-method-notes" }, title, said, show.root, hint, list);
  return {
    root,
    isHalf: () => [...list.children].some((node) => node.isHalf()),
    show(run) {
      const { notes = { count: 0, devices: 0, hidden: 0 }, shown = [] } = run ?? {};
      const words = notesWords(notes);
      setText(title, t(model, "notes"));
      const total = notes.count ? t(model, "notes_from", { notes: plural(model, "notes", notes.count), devices: plural(model, "devices", notes.devices) }) : "";
      setText(said, `${total} ${words === "notes_hidden" ? plural(model, words, notes.hidden) : t(model, words)}`.trim());
      show.relabel({ open: t(model, "show_notes"), yes: t(model, "yes_show"), no: t(model, "not_yet") });
      show.root.hidden = !notes.hidden;
      if (!notes.hidden) show.close();
      setText(hint, t(model, "harvest_hint"));
      hint.hidden = !shown.length;
      said.hidden = !run;
      keyed(list, shown, (note) => note.id, (note) => harvestRow(model, call, note), (node, note) => node.show(note), (node) => {
        const stays = node.isHalf();
        if (!stays) node.stop();
        return stays;
      });
      list.hidden = !list.children.length;
    },
    stop() {
      for (const node of list.musNodes?.values() ?? []) node.stop();
    },
  };
}
