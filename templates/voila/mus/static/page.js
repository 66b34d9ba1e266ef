/* The frame of a dashboard: shows the page when it is ready, says when the connection is lost and brings it back. */
"use strict";
(() => {
  const ASK_EVERY_MS = 15000, RETRY_MS = 2000, ANSWER_MS = 4000, SHOW_AT_THE_LATEST_MS = 8000, START_MS = 30000;
  const RELOADS = "mus:reloads", RELOADS_MS = 60000, MOST_RELOADS = 2;
  const json = (id) => JSON.parse(document.getElementById(id).textContent);
  let kernelId = "", page = {}, kernel = null, lost = false, asking = false, leaving = false, renewing = false;

  // --- what Voila's own script expects of a template ---
  window.voila_heartbeat = () => {};
  window.voila_process = () => {};
  window.voila_finish = () => {
    const cells = document.getElementById("rendered_cells");
    const show = () => document.body.classList.add("mus-ready");
    const filled = () => cells.querySelector(".jupyter-widgets, .mus-fault");
    if (filled()) return show();
    const watch = new MutationObserver(() => { if (filled()) { watch.disconnect(); show(); } });
    watch.observe(cells, { childList: true, subtree: true });
    setTimeout(() => { watch.disconnect(); show(); }, SHOW_AT_THE_LATEST_MS);
  };

  // --- saying goodbye: the kernel ends with its page, but not when a document is fetched ---
  // Voila's own farewell runs before it is known whether the page goes at all.
  window.addEventListener("beforeunload", (event) => { leaving = true; setTimeout(() => { leaving = false; }, 1000); event.stopImmediatePropagation(); });
  window.addEventListener("pagehide", () => {
    leaving = true;
    const form = new FormData();
    form.append("_xsrf", (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) || [])[1] || "");
    if (kernelId) navigator.sendBeacon(`/voila/api/shutdown/${kernelId}`, form);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // --- the connection ---
  const bar = () => document.getElementById("mus-connection");
  function say(text, button) {
    const children = [document.createElement("span")];
    children[0].textContent = text;
    if (button) children.push(button);
    bar().replaceChildren(...children);
    bar().classList.toggle("is-lost", Boolean(text));
  }
  function lose() {
    if (leaving || lost) return;
    lost = true;
    say(page.lost);
    setTimeout(look, 0);
  }
  function find() {
    if (!lost) return;
    lost = false;
    say(page.again);
    setTimeout(() => { if (!lost) say(""); }, 2500);
  }
  function renew() {
    // Two windows of one seat must not take the kernel from each other for ever.
    if (renewing || document.visibilityState === "hidden") return;
    renewing = true;
    const now = Date.now();
    let before = [];
    try { before = JSON.parse(sessionStorage.getItem(RELOADS) || "[]").filter((at) => now - at < RELOADS_MS); } catch { /* private mode */ }
    if (before.length >= MOST_RELOADS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = page.here;
      button.addEventListener("click", () => { sessionStorage.removeItem(RELOADS); location.reload(); });
      say(page.elsewhere, button);
      return;
    }
    try { sessionStorage.setItem(RELOADS, JSON.stringify([...before, now])); } catch { /* private mode */ }
    location.reload();
  }
  async function ask(path) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWER_MS);
    try { return await fetch(path, { cache: "no-store", credentials: "same-origin", signal: stop.signal }); }
    finally { clearTimeout(timer); }
  }
  async function look() {
    // While the connection is lost: is the server there again, and the kernel still?
    if (asking || leaving || !lost) return;
    asking = true;
    let again = true;
    try {
      const answer = await ask(`/api/kernels/${kernelId}`);
      if (answer.ok) {
        if (!kernel) { again = false; renew(); }
        else if (kernel.connectionStatus === "connected" && !(await silent())) find();
        else await kernel.reconnect().catch(() => {});
        if (kernel && kernel.connectionStatus === "connected") find();
      } else if (answer.status === 403 || answer.status === 404) { again = document.visibilityState === "hidden"; renew(); }
    } catch { /* still away */ }
    asking = false;
    if (lost && again) setTimeout(look, RETRY_MS);
  }
  function silent() {
    // True when the kernel does not answer although its socket looks open.
    return Promise.race([
      kernel.requestKernelInfo().then(() => false, () => true),
      new Promise((resolve) => setTimeout(() => resolve(true), ANSWER_MS)),
    ]);
  }
  async function watchOver() {
    if (lost || leaving || document.visibilityState === "hidden") return;
    try { if (!(await ask(`/api/kernels/${kernelId}`)).ok) lose(); } catch { lose(); }
  }
  function follow(found) {
    kernel = found;
    kernel.connectionStatusChanged.connect((_, status) => { if (status === "connected") find(); else lose(); });
    kernel.statusChanged.connect((_, status) => {
      if (["dead", "restarting", "autorestarting", "terminating"].includes(status)) { lose(); if (status !== "dead") renew(); }
    });
    window.addEventListener("offline", lose);
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", async () => {
      if (document.visibilityState === "hidden") return;
      if (lost) look(); else if (await silent()) lose();
    });
    setInterval(watchOver, ASK_EVERY_MS);
  }
  async function start() {
    page = json("mus-page");
    kernelId = json("jupyter-config-data").kernelId;
    window.cellLoaded = true;
    if (window.themeLoaded) window.voila_finish();
    const until = Date.now() + START_MS;
    const wait = setInterval(async () => {
      const manager = window.jupyterapp && window.jupyterapp.widgetManager;
      if (manager && manager.kernel) { clearInterval(wait); follow(manager.kernel); }
      else if (Date.now() > until) { clearInterval(wait); lose(); }
    }, 100);
  }
  document.addEventListener("DOMContentLoaded", start);
})();
