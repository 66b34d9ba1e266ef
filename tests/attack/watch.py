"""What the browsers notice that must never happen, and what stands on their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

HOOK = """
  window.__hits = [];
  window.__xss = (number) => { window.__hits.push(`ran ${number}`); };
  for (const name of ["alert", "confirm", "prompt", "open", "print"])
    window[name] = () => { window.__hits.push(name); };
  document.addEventListener("securitypolicyviolation", (event) =>
    window.__hits.push(`blocked ${event.violatedDirective} ${event.blockedURI}`));
"""
#: Every text that can be seen or read aloud on the page, fields included.
TEXTS = """() => {
  const found = [document.title];
  for (const node of document.body.querySelectorAll("*")) {
    if (["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    if ("value" in node && typeof node.value === "string") found.push(node.value);
    if (!node.firstElementChild) found.push(node.textContent);
    else for (const part of node.childNodes)
      if (part.nodeType === Node.TEXT_NODE) found.push(part.data);
  }
  return found.map((text) => text.trim()).filter(Boolean);
}"""
#: What no text may ever become.
ELEMENTS = """() => {
  const bad = [];
  const tags = "iframe, object, embed, math, marquee, audio, video, base, template," +
    " frame, applet, xmp, xss, noscript:not(#mus-loading *), meta[http-equiv]," +
    " body form, [srcdoc], [formaction]";
  for (const node of document.querySelectorAll(tags)) bad.push(node.outerHTML);
  for (const node of document.querySelectorAll("*")) {
    for (const {name, value} of node.attributes) {
      if (/^on/i.test(name)) bad.push(node.outerHTML);
      if (/(^|:)(href|src|action|data)$/i.test(name)) {
        const url = new URL(value, location.href);
        const own = url.origin === location.origin || url.protocol === "blob:";
        if (!own && !/^data:image\\//.test(value)) bad.push(node.outerHTML);
      }
      if (name === "style" && /url|expression|import/i.test(value))
        bad.push(node.outerHTML);
    }
  }
  return bad.map((html) => html.slice(0, 200));
}"""


@dataclass
class Watch:
    """What the browsers noticed that must never happen."""

    seen: list[str] = field(default_factory=list)
    host: str = ""

    def over(self, context: BrowserContext) -> None:
        """Watch a new browser profile."""
        context.add_init_script(HOOK)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda fault: self.seen.append(str(fault.error)))
        context.on("console", self._console)
        context.on("request", lambda request: self._request(request.url))

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws") and parts.netloc != self.host:
            self.seen.append(f"asked for {url}")


def squeezed(text: str) -> str:
    """A text as it is compared: white space is as wide as the page wants it."""
    return re.sub(r"\s+", " ", text).strip()


def texts_of(page: Page) -> list[str]:
    """Return every text that stands on the page, fields included."""
    return [squeezed(text) for text in page.evaluate(TEXTS)]


def lacking(page: Page, wanted: list[str]) -> list[str]:
    """Return which of the texts do not stand on the page, whole."""
    standing = "\n".join(texts_of(page))
    return [text for text in wanted if squeezed(text) not in standing]


def harmless(page: Page, watch: Watch) -> None:
    """Say that nothing has run on the page, and that no text became an element."""
    assert page.evaluate("window.__hits") == []
    assert page.evaluate(ELEMENTS) == []
    assert watch.seen == []
