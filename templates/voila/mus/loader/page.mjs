// The frame of a dashboard: shows the page when it is ready, says when the connection is lost and brings it back.

import { Connection } from "./connection.mjs";
import { Models } from "./model.mjs";
import { viewOf } from "./view.mjs";

const RELOADS = "mus:reloads";
const RELOADS_MS = 60000;
const MOST_RELOADS = 2;
const AGAIN_MS = 2500;

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const kernelId = json("jupyter-config-data").kernelId;
const sentences = json("mus-page");
const models = new Models();

// --- what is shown ---
let mounted = null; // the promise of all views, once there are any

const places = [...document.querySelectorAll("#rendered_cells [type='application/vnd.jupyter.widget-view+json']")].map((script) => ({
  id: JSON.parse(script.textContent).model_id,
  el: script.parentElement,
}));

function mount() {
  const views = places.map(({ id, el }) => {
    const view = viewOf(models.find(id), models, sentences.fault);
    el.append(view.el);
    return view.done;
  });
  return Promise.all(views).then(show);
}

function show() {
  document.body.classList.add("mus-ready");
  document.getElementById("mus-loading").removeAttribute("aria-busy");
}

// --- the connection ---
const bar = document.getElementById("mus-connection");

function say(text, button) {
  const words = document.createElement("span");
  words.textContent = text;
  bar.replaceChildren(words, ...(button ? [button] : []));
  bar.classList.toggle("is-lost", Boolean(text));
}

/** The widgets say it beside their fields, see wire.mjs. */
function tellWidgets(lost) {
  const root = document.documentElement;
  if ((root.dataset.musConnection === "lost") === lost) return;
  root.dataset.musConnection = lost ? "lost" : "ok";
  window.dispatchEvent(new CustomEvent("mus:connection", { detail: { lost } }));
}

let isLost = false;
let isRenewed = false;

/** Load the page anew: returns whether there is no more to be done here. */
function renew() {
  if (isRenewed) return true;
  if (document.visibilityState === "hidden") return false; // two windows would take the kernel from each other
  isRenewed = true;
  const now = Date.now();
  let before = [];
  try {
    before = JSON.parse(sessionStorage.getItem(RELOADS) || "[]").filter((at) => now - at < RELOADS_MS);
  } catch {
    // private mode
  }
  if (before.length >= MOST_RELOADS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sentences.here;
    button.addEventListener("click", () => {
      sessionStorage.removeItem(RELOADS);
      location.reload();
    });
    say(sentences.elsewhere, button);
    return true;
  }
  try {
    sessionStorage.setItem(RELOADS, JSON.stringify([...before, now]));
  } catch {
    // private mode
  }
  say(sentences.lost);
  location.reload();
  return true;
}

const connection = new Connection(kernelId, {
  heard: (message) => models.take(message),
  async attached(line) {
    await models.fetch(line);
    if (!places.every(({ id }) => models.find(id))) {
      connection.leave();
      throw new Error("the kernel has begun anew");
    }
    models.line = line;
    models.saveAll();
    mounted ??= mount();
  },
  lost() {
    isLost = true;
    models.line = null;
    say(sentences.lost);
    tellWidgets(true);
  },
  found() {
    isLost = false;
    say(sentences.again);
    tellWidgets(false);
    // What was on its way when the line went is said again, with the same ids.
    window.dispatchEvent(new Event("online"));
    setTimeout(() => {
      if (!isLost) say("");
    }, AGAIN_MS);
  },
  gone: renew,
});

// --- saying goodbye: the kernel ends with its page, but not when a document is fetched ---
window.addEventListener("pagehide", () => {
  connection.end();
  const form = new FormData();
  form.append("_xsrf", (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) || [])[1] || "");
  navigator.sendBeacon(`/voila/api/shutdown/${kernelId}`, form);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if (places.length) connection.start();
else show(); // a page of words and pictures, or of a sentence that says why there is none

/** Wait until the page has drawn all that its kernel has said so far; tests ask it. */
window.musCaughtUp = async () => {
  if (places.length) {
    while (!connection.line) await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.line.ask("kernel_info_request");
    await mounted;
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};
