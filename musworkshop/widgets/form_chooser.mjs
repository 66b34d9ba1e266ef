// The form and the suggestions: under each other on a phone, side by side where there is room.

/** Suggestions under their headings, in the order they come. */
export function byHeading(candidates) {
  const groups = new Map();
  for (const candidate of candidates) {
    const key = candidate.kind === "concept" ? `concept:${candidate.set}` : candidate.kind;
    if (!groups.has(key)) groups.set(key, { key, kind: candidate.kind, set: candidate.set, candidates: [] });
    groups.get(key).candidates.push(candidate);
  }
  return [...groups.values()];
}

function themeNode(model, call, theme, scopeNow) {
  const title = element("h2", { class: "mus-words" });
  const chosenTitle = element("h3", { tabindex: "-1" }, element("span"), element("span", { class: "mus-number" }));
  const chosen = element("ol", { class: "mus-lines" });
  const nothing = element("p", { class: "mus-empty" });
  const own = field({
    model, call, key: `own:${theme.id}`, label: t(model, "own_label"), limit: model.get("data").limit, rows: 2, autosave: false,
    onSend: (text) => call("add_own", { scope: scopeNow(), theme_id: theme.id, text }), sendLabel: t(model, "own_send"),
  });
  const write = disclosure("", own.root);
  write.open(Boolean(own.value()));
  const form = element("div", { class: "mus-card mus-form-chooser-form" }, chosenTitle, chosen, nothing, write.root);
  const suggestionsTitle = element("h3");
  const groups = element("div", { class: "mus-form-chooser-groups" });
  const none = element("p", { class: "mus-soft" });
  const node = element("section", { class: "mus-form-chooser-theme" }, title, form, element("div", { class: "mus-form-chooser-suggestions" }, suggestionsTitle, groups, none));

  /** The focus after a row has changed or is gone. */
  function home(id) {
    requestAnimationFrame(() => {
      const here = document.activeElement;
      if (here && here !== document.body && here.isConnected) return;
      (chosen.musNodes?.get(id)?.querySelector("button:not([hidden])") || chosenTitle).focus();
    });
  }

  function createGroup() {
    return element("div", {}, element("h4"), element("ul", { class: "mus-lines" }));
  }

  node.show = (now, scopes) => {
    const scope = scopeNow();
    const mayEdit = Boolean(scopes.find((entry) => entry.id === scope)?.can_edit);
    const everybody = scopes[0]?.id;
    const listed = now.chosen.filter((question) => question.scope === scope || question.scope === everybody);
    const mine = listed.filter((question) => question.scope === scope);
    const rows = listed.map((question) => ({ ...question, first: question.id === mine[0]?.id, last: question.id === mine.at(-1)?.id }));
    setText(title, now.title);
    setText(chosenTitle.firstChild, t(model, "in_form"));
    setText(chosenTitle.lastChild, listed.length ? String(listed.length) : "");
    keyed(chosen, rows, (question) => question.id, (question) => chosenRow(model, call, question, home), (row, question) => row.show(question, scope), (row) => row.stays());
    chosen.hidden = !chosen.children.length;
    setText(nothing, t(model, "form_empty"));
    nothing.hidden = chosen.children.length > 0;
    setText(write.button, t(model, "own_open"));
    write.root.hidden = !mayEdit && !own.value();
    own.relabel({ label: t(model, "own_label"), who: model.get("data").who, sendLabel: t(model, "own_send") });
    setText(suggestionsTitle, t(model, "suggestions"));
    keyed(groups, byHeading(now.candidates), (group) => group.key, createGroup, (box, group) => {
      setText(box.firstChild, t(model, group.kind, { set: group.set }));
      keyed(box.lastChild, group.candidates, (candidate) => `${candidate.kind}:${candidate.id}`, () => candidateRow(model, call, theme, scopeNow), (row, candidate) => row.show(candidate, scopes, mayEdit));
    });
    setText(none, t(model, "no_suggestions"));
    none.hidden = now.candidates.length > 0;
  };
  node.hasText = () => Boolean(own.value());
  node.stop = () => {
    own.stop();
    for (const row of chosen.musNodes?.values() ?? []) row.stop();
  };
  return node;
}

function render({ model, el }) {
  const call = caller(model);
  const place = `mus:${model.get("scope") || ""}:form-scope`;
  let scope = keep.get(place);
  const legend = element("legend", { class: "mus-form-chooser-legend" });
  const choices = element("div", { class: "mus-form-chooser-scopes" });
  const whose = element("fieldset", {}, legend, choices);
  const note = element("p", { class: "mus-soft" });
  const adviceTitle = element("h2", { class: "mus-form-chooser-legend" });
  const advice = element("ul");
  const advised = element("section", { class: "mus-form-chooser-advice" }, adviceTitle, advice);
  const eye = whoLine("");
  const themes = element("div", { class: "mus-form-chooser-themes" });
  const empty = element("p", { class: "mus-empty" });
  const group = uniqueId();
  el.append(element("div", { class: "mus mus-form-chooser" }, element("div", { class: "mus-column" }, whose, note, eye, themes, empty, advised)));
  const scopeNow = () => scope;

  function createScope(entry) {
    const input = element("input", { type: "radio", name: group, value: entry.id, on: { change: () => {
      scope = entry.id;
      keep.set(place, scope);
      show();
    } } });
    return element("label", { class: "mus-choice" }, input, element("span", { class: "mus-words" }));
  }

  function show() {
    const data = model.get("data");
    const scopes = data.scopes || [];
    if (!scopes.some((entry) => entry.id === scope)) scope = (scopes.find((entry) => entry.can_edit) || scopes[0])?.id ?? null;
    setText(legend, t(model, "scope"));
    whose.hidden = scopes.length < 2;
    keyed(choices, scopes, (entry) => entry.id, createScope, (choice, entry) => {
      choice.firstChild.checked = entry.id === scope;
      setText(choice.lastChild, entry.label);
    });
    setText(note, t(model, "only_read"));
    note.hidden = !scopes.length || Boolean(scopes.find((entry) => entry.id === scope)?.can_edit);
    eye.show(data.who);
    keyed(themes, data.themes || [], (theme) => theme.id, (theme) => themeNode(model, call, theme, scopeNow), (node, theme) => node.show(theme, scopes), (node) => node.hasText());
    setText(adviceTitle, t(model, "advice"));
    keyed(advice, (data.advice || []).map((entry, k) => ({ ...entry, k })), (entry) => `${entry.k}-${entry.ok}`,
      (entry) => element("li", { class: entry.ok ? "mus-note is-ok" : "mus-note" }, icon(entry.ok ? "tick" : "hint"), element("span", { class: "mus-words" })),
      (row, entry) => setText(row.lastChild, entry.text));
    advised.hidden = !data.advice?.length;
    setText(empty, t(model, "empty"));
    empty.hidden = Boolean(data.themes?.length);
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    for (const node of themes.musNodes?.values() ?? []) node.stop();
    call.stop();
  };
}

export default { render };
