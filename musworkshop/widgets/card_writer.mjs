// Themes as tabs; under each the field, the own questions and those on the table.

/** The cards of one theme: kept for oneself, and shared (oldest first, as they come). */
export function sortCards(cards, themeId) {
  const here = cards.filter((card) => card.theme_id === themeId);
  return { own: here.filter((card) => card.stage === "own"), shared: here.filter((card) => card.stage !== "own") };
}

/** The tab a key leads to, or null. */
export function tabAfterKey(key, position, count) {
  const moves = { ArrowRight: position + 1, ArrowDown: position + 1, ArrowLeft: position - 1, ArrowUp: position - 1, Home: 0, End: count - 1 };
  return key in moves ? (moves[key] + count) % count : null;
}

function themePanel(model, call, theme) {
  const { mode } = model.get("data");
  const alone = mode === "alone";
  const heading = element("h2", { class: "mus-words", id: uniqueId() });
  const about = element("p", { class: "mus-soft mus-words" });
  const asks = element("h3");
  const asked = element("ul");
  const leader = element("div", { class: "mus-card-writer-leader" }, asks, asked);
  const ideas = element("ul", { class: "mus-card-writer-ideas" });
  const more = disclosure("", ideas);
  const writing = field({
    model, call, key: `card:${theme.id}`, label: "", limit: model.get("data").limit,
    initial: model.get("data").drafts?.[theme.id] || "",
  });
  const rules = element("div", { class: "mus-card-writer-rules" }, whoLine(""), whoLine(""));
  writing.actions.before(rules);
  const sendAs = (stage) => (text) => call("add_card", { theme_id: theme.id, text, stage });
  const first = element("button", { type: "button", class: "mus-button", on: { click: () => writing.send(sendAs(alone ? "room" : "table"), first) } });
  const second = element("button", { type: "button", class: "mus-button quiet", on: { click: () => writing.send(sendAs("own"), second) } });
  writing.actions.append(first, second);
  for (const rule of rules.children) rule.id = uniqueId();

  const ownTitle = element("h3", { tabindex: "-1" }, element("span"), element("span", { class: "mus-number" }));
  const own = element("ul", { class: "mus-lines" });
  const ownBox = element("section", { class: "mus-card-writer-own" }, ownTitle, own);
  const sharedTitle = element("h3", { tabindex: "-1" }, element("span"), element("span", { class: "mus-number" }));
  const hint = element("p", { class: "mus-soft mus-small" });
  const roomEye = whoLine("");
  const shared = element("ul", { class: "mus-lines" });
  const empty = element("p", { class: "mus-empty" });
  const sharedBox = element("section", {}, sharedTitle, hint, roomEye, shared, empty);
  const root = element("div", { class: "mus-card-writer-panel", role: "tabpanel", id: uniqueId(), "aria-labelledby": heading.id }, heading, about, leader, more.root, writing.root, ownBox, sharedBox);
  const desk = { model, call, alone, theme, home: (id) => focusCard(id) };

  /** After a question has moved, the focus follows it; after it is gone, its list's heading. */
  function focusCard(id) {
    requestAnimationFrame(() => {
      const here = document.activeElement;
      if (here && here !== document.body && here.isConnected) return;
      const node = own.musNodes?.get(id) || shared.musNodes?.get(id);
      (node?.querySelector("input, button") || (ownBox.hidden ? sharedTitle : ownTitle)).focus();
    });
  }

  const bullets = (list, texts) => keyed(list, (texts || []).map((text, k) => ({ text, k })), (entry) => entry.k, () => element("li", { class: "mus-words" }), (node, entry) => setText(node, entry.text));
  const counted = (title, text, n) => {
    setText(title.firstChild, text);
    setText(title.lastChild, n ? String(n) : "");
  };

  root.show = (now) => {
    const data = model.get("data");
    const cards = sortCards(data.cards || [], theme.id);
    setText(heading, now.title);
    setText(about, now.about || "");
    about.hidden = !now.about;
    setText(asks, t(model, "leader_asks"));
    bullets(asked, now.leader_questions);
    leader.hidden = !now.leader_questions?.length;
    bullets(ideas, now.inspiration);
    setText(more.button, t(model, "inspiration", { n: now.inspiration?.length || 0 }));
    more.root.hidden = !now.inspiration?.length;
    writing.relabel({ label: t(model, alone ? "label_alone" : "label_group"), who: "" });
    rules.children[0].show(alone ? data.who?.room : data.who?.table, t(model, alone ? "send" : "lay"));
    rules.children[1].show(data.who?.own, t(model, "keep"));
    writing.input.setAttribute("aria-describedby", `${[...rules.children].map((rule) => rule.id).join(" ")} ${writing.input.getAttribute("aria-describedby") || ""}`.trim());
    setText(first, t(model, alone ? "send" : "lay"));
    setText(second, t(model, "keep"));
    writing.showDraft(data.drafts?.[theme.id] || "");
    counted(ownTitle, t(model, "own"), cards.own.length);
    keyed(own, cards.own, (card) => card.id, (card) => ownCard(desk, card), (node, card) => node.show(card), (node) => node.stays());
    ownBox.hidden = !own.children.length;
    counted(sharedTitle, t(model, alone ? "room" : "table"), cards.shared.length);
    setText(hint, t(model, data.is_scribe ? "pick_hint" : "pick_scribe"));
    hint.hidden = alone || !cards.shared.length;
    roomEye.show(alone || !cards.shared.length || !data.is_scribe ? "" : data.who?.room);
    keyed(shared, cards.shared, (card) => card.id, (card) => sharedCard(desk, card), (node, card) => node.show(card, data), (node) => node.stays());
    shared.hidden = !shared.children.length;
    setText(empty, t(model, alone ? "room_empty" : "table_empty"));
    empty.hidden = shared.children.length > 0;
  };
  root.hasText = () => Boolean(writing.value());
  root.stop = () => {
    writing.stop();
    for (const list of [own, shared]) for (const node of list.musNodes?.values() ?? []) node.stop();
  };
  return root;
}

function render({ model, el }) {
  const call = caller(model);
  const tabs = element("div", { class: "mus-card-writer-tabs", role: "tablist" });
  const panels = element("div");
  const empty = element("p", { class: "mus-empty" });
  el.append(element("div", { class: "mus mus-card-writer" }, element("div", { class: "mus-column" }, tabs, panels, empty)));
  const place = `mus:${model.get("scope") || ""}:theme`;
  let chosen = keep.get(place);

  function choose(id, focus = false) {
    chosen = id;
    keep.set(place, id);
    show();
    const tab = tabs.musNodes.get(id);
    // Not scrollIntoView: it would move the page under somebody's thumb.
    tabs.scrollTo?.({ left: tab.offsetLeft - tabs.offsetLeft - 24, behavior: "auto" });
    if (focus) tab.focus();
  }

  function onKey(event) {
    const { themes } = model.get("data");
    const next = tabAfterKey(event.key, themes.findIndex((theme) => theme.id === chosen), themes.length);
    if (next === null) return;
    event.preventDefault();
    choose(themes[next].id, true);
  }

  function createTab(theme) {
    const mark = element("span", { class: "mus-card-writer-mark", "aria-hidden": "true", text: "✎" });
    const node = element("button", { type: "button", role: "tab", id: uniqueId(), class: "mus-card-writer-tab", on: { click: () => choose(theme.id), keydown: onKey } },
      element("span", { class: "mus-card-writer-tab-title" }), element("span", { class: "mus-number" }), mark, element("span", { class: "mus-heard" }));
    return node;
  }

  function showTab(tab, theme) {
    const n = (model.get("data").cards || []).filter((card) => card.theme_id === theme.id).length;
    const [title, count, mark, heard] = tab.children;
    const draft = panels.musNodes?.get(theme.id)?.hasText() || false;
    setText(title, theme.title);
    setText(count, n ? String(n) : "");
    setAttribute(count, "aria-hidden", "true");
    mark.hidden = !draft;
    setText(heard, [n ? t(model, "tab_count", { n }) : "", draft ? t(model, "tab_draft") : ""].filter(Boolean).map((words) => `, ${words}`).join(""));
    setAttribute(tab, "aria-selected", String(theme.id === chosen));
    setAttribute(tab, "tabindex", theme.id === chosen ? "0" : "-1");
  }

  function showTabs() {
    keyed(tabs, model.get("data").themes || [], (theme) => theme.id, createTab, showTab);
  }

  function show() {
    const themes = model.get("data").themes || [];
    if (!themes.some((theme) => theme.id === chosen)) chosen = themes[0]?.id ?? null;
    keyed(panels, themes, (theme) => theme.id, (theme) => themePanel(model, call, theme), (panel, theme) => {
      panel.show(theme);
      panel.hidden = theme.id !== chosen;
    }, (panel) => panel.hasText());
    showTabs();
    for (const theme of themes) {
      const [tab, panel] = [tabs.musNodes.get(theme.id), panels.musNodes.get(theme.id)];
      setAttribute(tab, "aria-controls", panel.id);
    }
    setAttribute(tabs, "aria-label", t(model, "themes"));
    tabs.hidden = themes.length < 2;
    setText(empty, t(model, "empty"));
    empty.hidden = themes.length > 0;
  }

  const unfollow = follow(model, show);
  window.addEventListener("mus:half", showTabs); // typed, sent or cleared
  return () => {
    unfollow();
    window.removeEventListener("mus:half", showTabs);
    for (const panel of panels.musNodes?.values() ?? []) panel.stop();
    call.stop();
  };
}

export default { render };
