// One person's side of a pair; it opens with the key this browser keeps.

const PAIR_AGAIN_MS = 8000;

/** Which part of the panel is shown. */
export function pairPage({ state }, { hasKey, wasOpen }) {
  if (state === "open" || state === "gone") return state;
  if (!hasKey) return "none";
  return wasOpen ? "open" : "opening";
}

function render({ model, el }) {
  const call = caller(model);
  const who = pairWho();
  const title = element("h1", { tabindex: "-1" });
  const lead = element("p", { class: "mus-soft mus-pair-panel-lead" });
  const told = element("p", { class: "mus-heard", role: "status" });
  const notices = element("ul");
  const link = element("a", { class: "mus-button", href: PAIR_ADDRESS });
  const home = () => title.focus();
  const way = pairWayPart(model, call);
  const [hand, renew, device] = [pairHandPart(model, call), pairRenewPart(model, call), pairDevicePart(model)];
  const parts = [way, hand, renew, device];
  const problem = element("p", { class: "mus-problem", role: "alert" });
  const root = element("section", { class: "mus mus-pair-panel" },
    element("div", { class: "mus-column" }, who, title, lead, told, notices, link, way,
      element("div", { class: "mus-pair-panel-more" }, hand, renew, device), problem));
  el.append(root);
  let last = null; // what was shown when it was open; the page may be connected again
  let opening = false;
  let again = null;

  function later() {
    clearTimeout(again);
    again = setTimeout(() => {
      again = null;
      open();
    }, PAIR_AGAIN_MS);
  }
  /** Ask Python for what the key opens; it comes in `data`. */
  async function open() {
    const secret = pairSecret();
    if (!secret || opening || hand.isLeaving()) return;
    opening = true;
    try {
      await call("open", { secret }, { durable: false });
      setText(problem, "");
      if (model.get("data").state === "asking") later();
    } catch (error) {
      if (!isLost()) setText(problem, error.message);
      later();
    }
    opening = false;
    show();
  }

  function showOpen(data) {
    who.show(data.who);
    setText(title, data.title);
    setText(lead, data.lead);
    setText(told, data.is_revealed && last && !last.is_revealed ? t(model, "revealed") : told.textContent);
    keyed(notices, data.notices.map((text, k) => ({ text, k })), (one) => one.k, () => element("li", { class: "mus-note" }, icon("hint"), element("span")), (node, one) => setText(node.lastChild, one.text));
    for (const part of parts) part.show(data);
    last = data;
  }
  function showClosed(page, data) {
    who.show("");
    setText(title, t(model, page === "opening" ? "opening" : page === "gone" ? "gone" : "no_key"));
    setText(lead, page === "gone" ? data.message : page === "none" ? t(model, "no_key_about") : "");
    for (const part of parts) part.hidden = true;
  }
  function show() {
    const data = model.get("data");
    root.hidden = !data.state;
    if (!data.state) return;
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const secret = pairSecret();
    if (data.state === "gone") last = null;
    if (data.state === "asking" && !again) open();
    if (data.state === "open" && secret) keepPair(secret, data.side);
    const page = pairPage(data, { hasKey: Boolean(secret), wasOpen: last !== null });
    root.dataset.page = page;
    if (page !== "open") showClosed(page, data);
    else if (data.state === "open") showOpen(data);
    lead.hidden = !lead.textContent;
    notices.hidden = page !== "open" || !notices.children.length;
    setText(link, t(model, "to_wheels"));
    link.hidden = page !== "gone" && page !== "none";
    // What was used may be gone; the focus is not.
    if (held && !held.checkVisibility()) home();
  }

  /** Another window, or the way back to a page that was left, may have lost the key. */
  function look(event) {
    if (event.type === "storage" && event.key !== PAIR_PLACE && event.key !== null) return;
    if (event.newValue === null && event.type === "storage") keep.remove(PAIR_PLACE);
    const secret = pairSecret();
    if (event.persisted || (last && (!secret || !isPairKept(secret)))) globalThis.location.reload();
    else show();
  }
  const unwatch = watchConnection((lost) => {
    if (!lost) open();
  });
  window.addEventListener("storage", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("mus:pair-home", home);
  const unfollow = follow(model, show);
  return () => {
    unfollow();
    unwatch();
    window.removeEventListener("storage", look);
    window.removeEventListener("pageshow", look);
    window.removeEventListener("mus:pair-home", home);
    clearTimeout(again);
    for (const part of parts) part.stop?.();
    call.stop();
  };
}

export default { render };
