/* Open a link once, and list the wheels this browser keeps; the server keeps neither link nor secret. */
"use strict";
const KEY = "mus-pair";
const kept = () => {
  try { return { now: "", kept: [], ...JSON.parse(localStorage.getItem(KEY) || "{}") }; } catch { return { now: "", kept: [] }; }
};
const keep = (state) => localStorage.setItem(KEY, JSON.stringify(state));
const secret = () => [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text, ...attributes });

document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-pair]");
  const say = document.getElementById("say");
  const words = JSON.parse(place.dataset.pair);
  const xsrf = place.querySelector("input[name=_xsrf]").value;
  /* Until it is opened the ticket waits here: a reload loses nothing, and the address bar shows nothing. */
  const ticket = location.hash.slice(1) || history.state?.ticket || "";
  if (location.hash) history.replaceState({ ticket }, "", location.pathname);

  const open = async (body, entry, button) => {
    button.disabled = true;
    try {
      const answer = await fetch("/pair/open", { method: "POST", body: new URLSearchParams({ ...body, _xsrf: xsrf }) });
      const found = await answer.json();
      if (answer.ok) {
        const state = kept();
        const others = state.kept.filter((each) => each.secret !== entry.secret);
        keep({ now: entry.secret, kept: [...others, { ...entry, side: found.side }] });
        history.replaceState(null, "");
        location.assign("/pair");
        return;
      }
      say.textContent = found.error;
    } catch {
      say.textContent = words.lost;
    }
    button.disabled = false;
  };

  const row = (entry) => {
    const day = new Date(entry.at).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const item = make("li", "");
    const go = make("button", words.go_on, { type: "button", className: "button quiet" });
    const label = make("span", entry.name || words.wheel.replace("{day}", day));
    const forget = make("button", words.forget, { type: "button", className: "link" });
    go.setAttribute("aria-label", `${words.go_on}: ${label.textContent}`);
    go.addEventListener("click", () => open({ secret: entry.secret }, entry, go));
    forget.addEventListener("click", () => {
      if (forget.textContent === words.forget) { forget.textContent = words.sure; return; }
      const state = kept();
      keep({ now: state.now === entry.secret ? "" : state.now, kept: state.kept.filter((each) => each.secret !== entry.secret) });
      item.remove();
    });
    item.append(label, go, forget);
    return item;
  };

  const list = kept().kept;
  if (ticket) {
    say.textContent = words.link;
    const entry = { secret: secret(), name: "", side: "", at: new Date().toISOString() };
    const button = make("button", words.open, { type: "button", className: "button" });
    button.addEventListener("click", () => open({ ticket, secret: entry.secret }, entry, button));
    place.append(button);
  } else if (!list.length) {
    say.textContent = words.none;
  }
  if (list.length) {
    const rows = make("ul", "", { className: "kept" });
    rows.append(...list.map(row));
    place.append(make("h2", words.kept), rows);
  }
});
