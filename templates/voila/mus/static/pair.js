/* Open a link once, and list the wheels this browser keeps; the server keeps neither link nor secret. */
"use strict";
const KEPT = "mus-pair";
/* A link on its way, with the secret it will be opened with: an answer may be lost, a tab be closed. */
const DOOR = "mus-pair-door";
const read = (key, otherwise) => {
  try { return { ...otherwise, ...JSON.parse(localStorage.getItem(key) || "{}") }; } catch { return otherwise; }
};
const kept = () => read(KEPT, { now: "", kept: [] });
const keep = (state) => localStorage.setItem(KEPT, JSON.stringify(state));
const secret = () => [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text, ...attributes });
const button = (text, look, press) => {
  const made = make("button", text, { type: "button", className: look });
  made.addEventListener("click", press);
  return made;
};
/* Another link put in the address bar is no new page by itself. */
addEventListener("hashchange", () => location.reload());

document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-pair]");
  const say = document.getElementById("say");
  const words = JSON.parse(place.dataset.pair);
  const xsrf = place.querySelector("input[name=_xsrf]").value;

  /** The link to be opened here; null for none, or where the browser keeps nothing. */
  function atTheDoor() {
    const waiting = read(DOOR, { ticket: "", secret: "" });
    const ticket = location.hash.slice(1) || waiting.ticket;
    if (!ticket) return null;
    const door = { ticket, secret: (waiting.ticket === ticket && waiting.secret) || secret() };
    try {
      localStorage.setItem(DOOR, JSON.stringify(door));
    } catch {
      say.textContent = words.unkept;
      return null;
    }
    if (location.hash) history.replaceState(null, "", location.pathname);
    return door;
  }

  async function open(body, entry, pressed) {
    pressed.disabled = true;
    try {
      const answer = await fetch("/pair/open", { method: "POST", body: new URLSearchParams({ ...body, _xsrf: xsrf }) });
      const found = await answer.json();
      if (body.ticket && answer.status !== 500) localStorage.removeItem(DOOR);
      if (answer.ok) {
        const state = kept();
        const others = state.kept.filter((each) => each.secret !== entry.secret);
        keep({ now: entry.secret, kept: [...others, { ...entry, name: entry.name || words.pair.replace("{n}", found.number), side: found.side }] });
        location.assign("/pair");
        return;
      }
      say.textContent = found.error;
    } catch {
      say.textContent = words.lost;
    }
    pressed.disabled = false;
  }

  function row(entry) {
    const day = new Date(entry.at).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const title = entry.name || words.wheel.replace("{day}", day);
    const item = make("li", "");
    const go = button(words.go_on, "button quiet", () => open({ secret: entry.secret }, entry, go));
    go.setAttribute("aria-label", `${words.go_on}: ${title}`);
    const label = make("span", title);
    const about = make("span", [words[entry.side], day].filter(Boolean).join(" \u00b7 "), { className: "soft" });
    const yes = button(words.yes, "link", () => {
      const state = kept();
      keep({ now: state.now === entry.secret ? "" : state.now, kept: state.kept.filter((each) => each.secret !== entry.secret) });
      item.remove();
    });
    const no = button(words.no, "link", () => ask(false));
    const forget = button(words.forget, "link", () => ask(true));
    forget.setAttribute("aria-label", `${words.forget}: ${title}`);
    const question = make("p", words.sure, { className: "soft" });
    const ask = (asked) => {
      for (const each of [question, yes, no]) each.hidden = !asked;
      forget.hidden = asked;
      (asked ? no : forget).focus();
    };
    for (const each of [question, yes, no]) each.hidden = true;
    item.append(label, about, go, forget, question, no, yes);
    return item;
  }

  const list = kept().kept;
  const door = atTheDoor();
  if (door) {
    say.textContent = words.link;
    const entry = { secret: door.secret, name: "", side: "", at: new Date().toISOString() };
    const come = button(words.open, "button", () => open(door, entry, come));
    place.append(come);
  } else if (!list.length && !say.textContent) {
    say.textContent = words.none;
  }
  if (list.length) {
    const rows = make("ul", "", { className: "kept" });
    rows.append(...list.map(row));
    place.append(make("h2", words.kept), rows);
  }
});
