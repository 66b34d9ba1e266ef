/* Plain pages work without this; it saves a tap on key pages and in a full hall, and empties the browser's memory on leaving. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-press]");
  if (form) { history.replaceState(null, "", "/"); form.submit(); }
  const wait = document.querySelector("[data-retry-s]");
  if (wait) setTimeout(() => location.reload(), 1000 * Number(wait.dataset.retryS));
  if (document.querySelector("[data-left]")) {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("mus:")) localStorage.removeItem(key);
    } catch { /* private mode */ }
  }
});
/* What comes next is fetched while people type; iPhones need to be asked for it. */
window.addEventListener("load", () => {
  const ahead = document.querySelectorAll("link[rel=prefetch]");
  if (!document.createElement("link").relList.supports("prefetch")) for (const link of ahead) fetch(link.href).catch(() => {});
});
