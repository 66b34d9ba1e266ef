// One pair as the facilitator sees it: whether the links are opened, and the links while they are shown.

const LEAD_SOON = { durable: false };
const PAIR_SIDES = ["employee", "leader"];

/** Every link that is shown, a line each, as it is put into a letter. */
export function linkLines(model, pairs) {
  return pairs.filter((pair) => pair.links).flatMap(({ number, links }) =>
    PAIR_SIDES.map((side) => t(model, `line_${side}`, { n: number, link: links[side] })));
}

/** The whole number from 1 to `most` that somebody has typed, or null. */
export function pairNumber(text, most) {
  const number = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

/** One of the two in a pair's row; `copy(text, key)` copies a link. */
function sideCell(model, side, copy) {
  const name = element("span", { class: "mus-soft" });
  const state = element("span", { class: "mus-pair-lead-state" });
  const button = element("button", { type: "button", class: "mus-button quiet small", on: { click: () => copy(now.links[side], key()) } });
  const root = element("div", { class: "mus-pair-lead-side" }, name, state, button);
  let now = null;
  const key = () => `${now.id}:${side}`;
  root.show = (pair, copied) => {
    now = pair;
    const isOpened = pair[side] === "opened";
    const isCopied = copied === key();
    setText(name, t(model, side));
    setText(state, t(model, isOpened ? "opened" : pair.expired ? "expired" : "waiting"));
    state.classList.toggle("is-opened", isOpened);
    state.classList.toggle("is-expired", !isOpened && pair.expired);
    button.hidden = !pair.links?.[side];
    setText(button, t(model, isCopied ? "copied" : "copy_link"));
    button.classList.toggle("is-copied", isCopied);
    setAttribute(button, "aria-label", `${button.textContent}: ${t(model, "pair", { n: pair.number })}, ${t(model, side)}`);
  };
  return root;
}

/** A pair's row. `home()` takes the focus when it is gone. */
export function pairRow(model, call, pair, { copy, home }) {
  let now = pair;
  const title = element("strong");
  const way = element("span", { class: "mus-soft" });
  const sides = PAIR_SIDES.map((side) => sideCell(model, side, copy));
  const renew = askFirst({ kind: "text", run: () => call("renew", { pair_id: now.id }, LEAD_SOON), question: () => t(model, "ask_renew"), done: () => sides[0].querySelector("button").focus() });
  const remove = askFirst({ kind: "text", run: () => call("remove", { pair_id: now.id }, LEAD_SOON), question: () => t(model, "ask_remove"), done: home });
  const node = element("li", {}, element("div", { class: "mus-pair-lead-name" }, title, way), ...sides,
    element("div", { class: "mus-pair-lead-acts" }, renew.root, remove.root));
  node.show = (next, copied) => {
    now = next;
    const name = t(model, "pair", { n: next.number });
    setText(title, name);
    setText(way, next.way_title);
    for (const side of sides) side.show(next, copied);
    // A pair that somebody has opened is not the facilitator's any more.
    renew.root.parentNode.hidden = PAIR_SIDES.some((side) => next[side] === "opened");
    renew.relabel({ open: t(model, "renew"), yes: t(model, "renew_yes"), no: t(model, "no") });
    setAttribute(renew.button, "aria-label", `${t(model, "renew")}: ${name}`);
    remove.relabel({ open: t(model, "delete"), yes: t(model, "delete_yes"), no: t(model, "no") });
    setAttribute(remove.button, "aria-label", `${t(model, "delete")}: ${name}`);
  };
  return node;
}
