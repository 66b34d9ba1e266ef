"""A pair of hands on a keyboard, without a mouse: every stop must be seen."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, TimeoutError

MOST_STOPS = 250
LOST_MS = 2000

_STOP = """() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return null;
  const labels = [...(node.labels ?? [])];
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  // A choice wears its ring round the words that belong to it.
  const ring = [node, ...labels].map((each) => getComputedStyle(each)).some(
    (each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2);
  const halo = style.boxShadow.split(/,(?![^(]*\\))/)
    .some((each) => each !== "none" && !each.includes("inset"));
  const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
  const points = shares.flatMap((x) => shares.map((y) =>
    [box.left + x * box.width, box.top + y * box.height]));
  const uncovered = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (node.contains(top) || labels.some((each) => each.contains(top)));
  });
  const words = node.getAttribute("aria-label") || (labels.length
    ? labels.map((each) => each.textContent).join(" ") : node.textContent);
  return {
    name: words.replace(/\\s+/g, " ").trim(), tag: node.localName,
    type: node.getAttribute("type") ?? "", ring, halo, uncovered,
    off: node.getAttribute("aria-disabled") === "true",
    place: [...document.querySelectorAll("*")].indexOf(node),
  };
}"""


class Keyboard:
    """What a person does who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def stop(self) -> dict[str, Any]:
        """Return where the focus is; it must be somewhere, seen and not covered."""
        try:
            found = self.page.wait_for_function(_STOP, timeout=LOST_MS).json_value()
        except TimeoutError as lost:
            raise AssertionError("the focus is lost") from lost
        assert found["ring"] or found["halo"], f"no focus is seen on {found}"
        assert found["uncovered"], f"the focus is covered on {found}"
        return dict(found)

    def tab_to(
        self, name: str, *, tag: str = "", back: bool = False, exact: bool = False
    ) -> dict[str, Any]:
        """Press Tab (or Shift+Tab) until the control of this name has the focus."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # past the end, in the browser's own bars
            found = self.stop()
            same = found["name"] == name if exact else name in found["name"]
            if same and tag in ("", found["tag"]):
                return found
            passed.append(found["name"])
        raise AssertionError(f"{name!r} was not among {passed}")

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def do(self, name: str, **how: Any) -> None:
        """Press the button of this name; the focus must not get lost by it."""
        found = self.tab_to(name, tag="button", **how)
        assert not found["off"], f"{name!r} is switched off"
        self.press("Enter")

    def type(self, text: str) -> None:
        """Type a text key by key."""
        self.page.keyboard.type(text)

    def walk(self) -> list[dict[str, Any]]:
        """Press Tab once around the page; return the stops, the topmost first."""
        stops: list[dict[str, Any]] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # past the end, in the browser's own bars
            found = self.stop()
            if stops and found["place"] == stops[0]["place"]:
                top = stops.index(min(stops, key=lambda stop: stop["place"]))
                return stops[top:] + stops[:top]
            stops.append(found)
        raise AssertionError("the focus is caught, or the page is endless")

    def text(self, expression: str) -> None:
        """Wait until the page says something."""
        self.page.get_by_text(re.compile(expression)).locator(
            "visible=true"
        ).first.wait_for(timeout=20_000)
