// The field in which a group of cards gets its shared wording.

const NAME_MS = 1000;

/** The wording of a group: saved a second after the last key, never written over while typed. */
export function wordingField({ model, call, cluster_id }) {
  const ids = { input: uniqueId(), help: uniqueId() };
  const label = element("label", { for: ids.input });
  const input = element("textarea", { id: ids.input, class: "mus-input", rows: 1, dir: "auto", "aria-describedby": ids.help, on: { input: typed, blur: save } });
  const help = element("p", { class: "mus-help", id: ids.help });
  const count = element("p", { class: "mus-count", "aria-live": "polite" });
  const line = status(null);
  const theirs = element("p", { class: "mus-words" });
  const theirsLabel = element("p", { class: "mus-small" });
  const choice = (keep) => element("button", { type: "button", class: "mus-button quiet small", on: { click: () => settle(keep) } });
  const keepMine = choice("mine");
  const keepTheirs = choice("theirs");
  const conflict = element("div", { class: "mus-card-sorter-conflict", role: "group", hidden: true }, theirsLabel, theirs, element("div", { class: "mus-actions" }, keepMine, keepTheirs));
  const root = element("div", { class: "mus-field mus-card-sorter-wording" }, label, input, count, help, conflict, line.root);
  let stored = "";
  let version = 0;
  let asking = false;
  let timer = null;

  const limit = () => model.get("data").limit || 0;
  function typed() {
    clearTimeout(timer);
    timer = setTimeout(save, NAME_MS);
    measure();
    line.say("");
  }
  function measure() {
    const { key, n } = countdown(input.value, limit());
    setText(count, key ? t(model, key, { n }) : "");
    setAttribute(input, "aria-invalid", key === "characters_over" ? "true" : null);
    return key === "characters_over";
  }
  async function save() {
    clearTimeout(timer);
    const wording = input.value.trim();
    if (asking || wording === stored || measure() || !conflict.hidden) return;
    asking = true;
    line.say(t(model, "saving"));
    try {
      const now = await call("name_cluster", { cluster_id, wording, version });
      stored = now?.text ?? wording;
      version = now?.version ?? version + 1;
      if (now?.conflict && now.conflict !== wording) offer(now.conflict);
      else line.say(t(model, "saved"), "saved");
    } catch (error) {
      line.say(error.message, "lost");
    } finally {
      asking = false;
    }
  }
  function offer(other) {
    setText(theirs, other);
    conflict.hidden = false;
    line.say(t(model, "conflict"), "lost");
  }
  function settle(keep) {
    conflict.hidden = true;
    if (keep === "theirs") input.value = theirs.textContent;
    stored = null;
    input.focus();
    save();
  }
  return {
    root,
    input,
    show(cluster) {
      setText(label, t(model, "wording"));
      setText(help, t(model, "wording_help"));
      setText(theirsLabel, t(model, "conflict"));
      setText(keepMine, t(model, "keep_mine"));
      setText(keepTheirs, t(model, "keep_theirs"));
      const untouched = input.value.trim() === (stored ?? "") && !asking && conflict.hidden;
      if (untouched || !version) {
        stored = cluster.wording ?? "";
        version = cluster.version;
        if (document.activeElement !== input && input.value !== stored) input.value = stored;
        measure();
      }
    },
    stop() {
      save();
      line.stop();
    },
  };
}
