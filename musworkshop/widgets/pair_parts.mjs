// Parts of one person's side of a pair: the way, a new link, the shared screen, this device.

const PAIR_SOON = { durable: false }; // nothing of a pair waits in the browser's storage

/** How the two use the wheel: to be chosen, or to be read. */
export function pairWayPart(model, call) {
  const choice = pairWays(choose);
  const title = element("h2", { class: "mus-heard" });
  const words = element("p", {}, element("strong"), element("span", { class: "mus-soft" }));
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const line = status(null);
  const root = element("section", { class: "mus-pair-panel-way" }, choice, title, words, problem, line.root);
  let wanted = null;
  let turns = 0; // only the newest choice is spoken of

  async function choose(way) {
    turns += 1;
    const turn = turns;
    wanted = way;
    setText(problem, "");
    sayOnItsWay(model, line);
    try {
      await call("choose_way", { way }, PAIR_SOON);
      if (turn === turns) line.say(t(model, "saved"), "saved");
    } catch (error) {
      if (turn === turns) wanted = null;
      line.say("");
      setText(problem, error.message);
      root.show(model.get("data"));
    }
  }
  root.show = ({ ways, way, can_change_way }) => {
    const now = ways.find((one) => one.id === way);
    if (wanted === way) wanted = null;
    root.hidden = !can_change_way && !now;
    choice.hidden = line.root.hidden = !can_change_way;
    title.hidden = words.hidden = can_change_way;
    choice.show(t(model, "ways"), ways, wanted ?? way);
    setText(title, t(model, "way_now"));
    setText(words.firstChild, now?.title ?? "");
    setText(words.lastChild, now?.about ?? "");
  };
  root.stop = line.stop;
  return root;
}

/** A new link for the other one: shown once, to be passed on. */
export function pairRenewPart(model, call) {
  const made = element("h2", { tabindex: "-1" });
  const about = element("p", { class: "mus-soft" });
  const link = element("output", { class: "mus-pair-panel-link" });
  const input = element("input", { class: "mus-input", type: "text", readonly: true, hidden: true });
  const copy = element("button", { type: "button", class: "mus-button", on: { click: press } });
  const done = element("button", { type: "button", class: "mus-button quiet", on: { click: close } });
  const line = status(null);
  const box = element("div", { class: "mus-card mus-pair-panel-new", hidden: true }, made, about, link, input, element("div", { class: "mus-actions" }, copy, done), line.root);
  const ask = askFirst({ kind: "quiet", run, question: () => model.get("data").renew.warning, done: () => made.focus() });
  const { root, ...fold } = disclosure("", ask.root, box);

  async function run() {
    setText(link, (await call("renew_link", {}, PAIR_SOON)).link);
    box.hidden = false;
    root.show(model.get("data"));
  }
  async function press() {
    const isCopied = await copyText(link.textContent);
    if (!isCopied) markText(input, link.textContent);
    line.say(t(model, isCopied ? "copied" : "copy_by_hand"), isCopied ? "saved" : "");
  }
  function close() {
    setText(link, "");
    input.value = "";
    input.hidden = box.hidden = true;
    line.say("");
    root.show(model.get("data"));
    if (!ask.button.hidden) ask.button.focus();
  }
  root.show = ({ renew, side }) => {
    root.hidden = !renew.shown && box.hidden; // a link on show stays until it is passed on
    ask.root.hidden = !box.hidden;
    setText(fold.button, t(model, "renew"));
    ask.relabel({ open: renew.label, yes: t(model, "renew_yes"), no: t(model, "renew_no") });
    setText(made, t(model, side === "leader" ? "renewed_employee" : "renewed_leader"));
    setText(about, t(model, "renewed_about"));
    setAttribute(input, "aria-label", t(model, "link_text"));
    setText(copy, t(model, "copy_link"));
    setText(done, t(model, "renew_done"));
  };
  root.stop = line.stop;
  return root;
}

/** Share one screen: the key leaves this browser before the other one takes over. */
export function pairHandPart(model, call) {
  const about = element("p", { class: "mus-soft" });
  const ask = askFirst({ kind: "quiet", run, question: () => t(model, "ask_hand_over") });
  const { root, ...fold } = disclosure("", about, ask.root);
  let leaving = false;
  async function run() {
    leaving = true;
    const { ticket } = await call("hand_over", {}, PAIR_SOON).catch((error) => {
      leaving = false;
      throw error;
    });
    leavePairTicket(ticket);
    forgetPair(pairSecret(), model.get("scope") || "");
    // Not assign: "back" must not lead to this page again.
    globalThis.location.replace(`${PAIR_ADDRESS}#${encodeURIComponent(ticket)}`);
    await new Promise(() => {}); // the page is left
  }
  /** The wheel is being closed here: it is not to be opened again. */
  root.isLeaving = () => leaving;
  root.show = ({ hand_over }) => {
    root.hidden = !hand_over.shown;
    setText(fold.button, t(model, "one_screen"));
    setText(about, hand_over.about);
    ask.relabel({ open: hand_over.label, yes: t(model, "hand_yes"), no: t(model, "hand_no") });
  };
  return root;
}

/** A wheel of this browser in words: its name, else whose side, and since when. */
export function pairWords(model, { name, side, at }) {
  const day = new Date(at);
  const date = Number.isNaN(day.getTime()) ? "" : new Intl.DateTimeFormat(document.documentElement.lang || "da", { dateStyle: "long" }).format(day);
  const mine = side === "leader" || side === "employee" ? t(model, `as_${side}`) : "";
  return { title: name || t(model, "unnamed"), about: [mine, date].filter(Boolean).join(t(model, "and")) };
}

/** What this browser keeps: a name of one's own, and the other wheels. */
export function pairDevicePart(model) {
  const ids = { input: uniqueId(), help: uniqueId() };
  const label = element("label", { for: ids.input });
  const help = element("p", { class: "mus-help", id: ids.help });
  const input = element("input", { id: ids.input, class: "mus-input", type: "text", autocomplete: "off", dir: "auto", maxlength: String(PAIR_NAME_LIMIT), "aria-describedby": ids.help, on: { input: typed } });
  const line = status(null);
  const field = element("div", { class: "mus-field" }, label, help, input, line.root);
  const others = element("h2");
  const list = element("ul", { class: "mus-lines" });
  const link = element("a", { class: "mus-button quiet", href: PAIR_ADDRESS });
  const { root, ...fold } = disclosure("", field, others, list, link);
  const create = () => element("li", {}, element("span", { class: "mus-words" }), element("span", { class: "mus-soft" }));

  function typed() {
    namePair(pairSecret(), input.value.trim());
    line.say(t(model, "name_saved"), "saved", { aloud: false });
  }
  root.show = () => {
    const secret = pairSecret();
    const found = otherPairs(secret);
    root.hidden = !secret && !found.length;
    field.hidden = !secret;
    setText(fold.button, t(model, "device"));
    setText(label, t(model, "name"));
    setText(help, t(model, "name_help"));
    if (document.activeElement !== input && secret) input.value = pairName(secret);
    setText(others, t(model, "others"));
    others.hidden = list.hidden = link.hidden = !found.length;
    keyed(list, found, (one) => one.secret, create, (node, one) => {
      const words = pairWords(model, one);
      setText(node.firstChild, words.title);
      setText(node.lastChild, words.about);
    });
    setText(link, t(model, "to_wheels"));
  };
  root.stop = line.stop;
  return root;
}
