// Gather in plenary by tap or keyboard: tick, group, name; every change can be taken back.

/**
 * The wall: groups first, then the cards that stand alone, each in the order of arrival.
 * Returns {wall: [{cluster, cards} or {card}], down: [card]}.
 */
export function wallOf(cards, clusters) {
  const known = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const groups = new Map();
  const alone = [];
  for (const card of cards.filter((one) => !one.hidden)) {
    const cluster = known.get(card.cluster_id);
    if (!cluster) alone.push({ card });
    else if (groups.has(cluster.id)) groups.get(cluster.id).cards.push(card);
    else groups.set(cluster.id, { cluster, cards: [card] });
  }
  const wall = [...groups.values(), ...alone];
  return { wall, down: cards.filter((one) => one.hidden) };
}

/** The page a press leads to, kept between 0 and the last. */
export function pageAfter(page, by, pages) {
  return Math.min(Math.max(0, pages - 1), Math.max(0, page + by));
}

function render({ model, el }) {
  const call = caller(model);
  const soon = { durable: false };
  const ticked = new Set();
  let awaited = null; // a card just grouped: its group's wording gets the focus
  const heading = element("h2", { tabindex: -1 });
  const themes = element("div", { class: "mus-card-sorter-themes", role: "group" });
  const seen = element("p", {});
  const shown = callButton({ label: "", run: () => call("show_cards", { shown: !model.get("data").shown }, soon) });
  const turn = (by) => callButton({ label: by < 0 ? "‹" : "›", kind: "quiet mus-card-sorter-turn", repeats: true, run: () => turned(by) });
  const back = turn(-1);
  const on = turn(1);
  const pageText = element("span", {});
  const pager = element("div", { class: "mus-card-sorter-pager", role: "group" }, back.root, pageText, on.root);
  const count = element("p", { class: "mus-card-sorter-count" });
  const group = callButton({ label: "", kind: "small", run: groupThese });
  const clear = element("button", { type: "button", class: "mus-button quiet small", on: { click: () => { ticked.clear(); show(); heading.focus(); } } });
  const undoText = element("p", { class: "mus-small", role: "status" });
  const undo = callButton({ label: "", kind: "quiet small", run: () => act("undo", {}, t(model, "undone")) });
  const undoRow = element("div", { class: "mus-card-sorter-undo" }, undoText, undo.root);
  const wallList = element("ul", { class: "mus-card-sorter-wall" });
  const empty = element("p", { class: "mus-empty" });
  const downToggle = element("button", { type: "button", class: "mus-disclosure", "aria-expanded": "false", on: { click: () => { downList.hidden = !downList.hidden; show(); } } });
  const downList = element("ul", { class: "mus-lines", hidden: true });
  const line = status(null);
  const root = element("section", { class: "mus mus-card-sorter" },
    element("div", { class: "mus-card-sorter-head" }, heading, themes),
    element("div", { class: "mus-card-sorter-room" }, seen, shown.root, pager),
    element("div", { class: "mus-card-sorter-tools" },
      element("div", { class: "mus-card-sorter-row" }, count, group.root, clear), undoRow, line.root),
    wallList, empty, downToggle, downList);
  el.append(root);

  function turned(by) {
    const { page, pages } = model.get("data");
    const next = pageAfter(page, by, pages);
    return next === page ? Promise.resolve() : call("turn_page", { page: next }, soon);
  }

  async function groupThese() {
    const card_ids = (model.get("data").cards ?? []).map((card) => card.id).filter((id) => ticked.has(id));
    if (card_ids.length < 2) {
      line.say(t(model, "need_two"));
      return;
    }
    awaited = card_ids[0];
    try {
      await call("group_cards", { card_ids }, soon);
    } catch (error) {
      awaited = null;
      throw error;
    }
    ticked.clear();
    line.say(""); // the undo row says what was done
    show();
  }

  /** One call, with the focus brought to where it can be taken back. */
  async function act(name, args, said = "") {
    const held = document.activeElement;
    await call(name, args, soon);
    line.say(said);
    requestAnimationFrame(() => {
      if (held?.isConnected && held.checkVisibility?.() !== false) return;
      (undo.root.hidden ? heading : undo.button).focus();
    });
  }

  function makeCard(first) {
    const id = first.id;
    const from = element("p", { class: "mus-card-sorter-from mus-soft", id: uniqueId() });
    const tick = element("input", { type: "checkbox", class: "mus-tick", "aria-describedby": from.id, on: { change: () => { tick.checked ? ticked.add(id) : ticked.delete(id); show(); } } });
    const words = element("span", { class: "mus-words" });
    const more = element("button", { type: "button", class: "mus-button text", "aria-expanded": "false", on: { click: () => toggle(menu.hidden) } });
    const down = callButton({ label: "", kind: "quiet small", run: () => act("hide_card", { card_id: id }) });
    const out = callButton({ label: "", kind: "quiet small", run: () => act("ungroup_card", { card_id: id }) });
    const menu = element("div", { class: "mus-card-sorter-menu", hidden: true }, down.root, out.root);
    const node = element("li", { class: "mus-card-sorter-card" }, element("label", {}, tick, words), from, more, menu);
    const toggle = (open) => {
      menu.hidden = !open;
      more.setAttribute("aria-expanded", String(open));
    };
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || menu.hidden) return;
      toggle(false);
      more.focus();
    });
    node.show = (card) => {
      setText(words, card.text);
      setText(from, t(model, "from", { origin: card.origin || t(model, "one_person") }));
      tick.checked = ticked.has(id);
      node.classList.toggle("is-ticked", tick.checked);
      setText(more, t(model, "more"));
      setAttribute(more, "aria-label", t(model, "more_say", { text: card.text }));
      down.relabel(t(model, "take_down"));
      out.relabel(t(model, "ungroup"));
      out.root.hidden = !card.cluster_id;
    };
    return node;
  }

  function makePlace(place) {
    if (place.card) return Object.assign(makeCard(place.card), { showPlace(now) { this.show(now.card); } });
    const title = element("h3", {});
    const wording = wordingField({ model, call, cluster_id: place.cluster.id });
    const list = element("ul", {});
    const node = element("li", { class: "mus-card-sorter-cluster" }, title, wording.root, list);
    node.wording = wording;
    node.showPlace = ({ cluster, cards }) => {
      setText(title, plural(model, "cluster", cards.length));
      wording.show(cluster);
      keyed(list, cards, (card) => card.id, makeCard, (item, card) => item.show(card));
      if (cards.some((card) => card.id === awaited)) {
        awaited = null;
        requestAnimationFrame(() => wording.input.focus());
      }
    };
    return node;
  }

  function makeDown(first) {
    const words = element("p", { class: "mus-words" });
    const up = callButton({ label: "", kind: "quiet small", run: () => act("show_card", { card_id: first.id }) });
    const node = element("li", { class: "mus-card-sorter-down" }, words, up.root);
    node.show = (card) => {
      setText(words, card.text);
      up.relabel(t(model, "put_back"), t(model, "put_back_say", { text: card.text }));
    };
    return node;
  }

  function makeTheme(theme) {
    const made = callButton({ label: "", kind: "quiet small", run: () => { ticked.clear(); return call("focus_theme", { theme_id: theme.id }, soon); } });
    made.root.show = (now) => {
      made.relabel(`${now.title} · ${now.count}`, t(model, "theme_say", { title: now.title, n: now.count }));
      setAttribute(made.button, "aria-pressed", String(now.id === model.get("data").theme_id));
    };
    return made.root;
  }

  function showWords(data) {
    setText(heading, t(model, "heading"));
    setAttribute(themes, "aria-label", t(model, "themes"));
    setText(seen, t(model, data.shown ? "shown_now" : "hidden_now"));
    shown.relabel(t(model, data.shown ? "hide" : "show"));
    shown.button.classList.toggle("quiet", data.shown);
    pager.hidden = !(data.pages > 1);
    setAttribute(pager, "aria-label", t(model, "pages"));
    setText(pageText, t(model, "page_of", { n: data.page + 1, of: data.pages }));
    back.relabel("‹", t(model, "previous_page"));
    on.relabel("›", t(model, "next_page"));
    setText(count, ticked.size ? plural(model, "selected", ticked.size) : t(model, "hint"));
    group.relabel(t(model, "group"));
    setAttribute(group.button, "aria-disabled", ticked.size < 2 ? "true" : null);
    setText(clear, t(model, "clear"));
    clear.hidden = !ticked.size;
    setText(undoText, data.undo ?? "");
    const word = t(model, "undo");
    undo.relabel(word, data.undo?.startsWith(word) ? data.undo : `${word}: ${data.undo ?? ""}`);
    undo.root.hidden = !data.undo;
    undoRow.classList.toggle("is-empty", !data.undo); // a status that is hidden is not heard
    setText(empty, t(model, "empty"));
  }

  function show() {
    const data = model.get("data");
    const cards = data.cards ?? [];
    const { wall, down } = wallOf(cards, data.clusters ?? []);
    for (const id of ticked) if (!cards.some((card) => card.id === id && !card.hidden)) ticked.delete(id);
    showWords(data);
    keyed(themes, data.themes ?? [], (theme) => theme.id, makeTheme, (node, theme) => node.show(theme));
    const tools = root.querySelector(".mus-card-sorter-tools");
    tools.hidden = !cards.length;
    keyed(wallList, wall, (place) => (place.card ? `card ${place.card.id}` : `group ${place.cluster.id}`), makePlace, (node, place) => node.showPlace(place));
    empty.hidden = cards.length > 0;
    downToggle.hidden = !down.length;
    setText(downToggle, plural(model, "taken_down", down.length));
    setAttribute(downToggle, "aria-expanded", String(!downList.hidden));
    if (!down.length) downList.hidden = true;
    keyed(downList, down, (card) => card.id, makeDown, (node, card) => node.show(card));
  }

  const unfollow = follow(model, show);
  return () => {
    unfollow();
    for (const node of wallList.children) node.wording?.stop();
    line.stop();
    call.stop();
  };
}

export default { render };
