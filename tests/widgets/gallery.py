"""Show widgets in real Chromium without a kernel: for looking, and for tests.

``python -m tests.widgets.gallery card_writer --out /tmp/pictures`` takes pictures of
every sample of a widget at 360, 1280 and 1920 px. In tests, `Stage` puts widgets on a
page; what the browser calls is answered by the widget itself, through a comm that only
records.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from musworkshop.text import use_language
from musworkshop.widgets.base import MusWidget
from tests.chromium import chromium

STATIC = Path(__file__).resolve().parents[2] / "templates/voila/mus/static"
WIDTHS_PX = (360, 1280, 1920)
HEIGHTS_PX = {360: 780, 1280: 800, 1920: 1080}
# Answered by the test itself; plain http, as in a room.
ADDRESS = "http://gallery.example/"

MODELS = Path(__file__).with_name("models.mjs").read_text(encoding="utf-8")


class RecordingComm:
    """Stands where the kernel's comm would: records what Python sends."""

    comm_id = "gallery"
    kernel = "none"

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def send(self, data: dict[str, Any], **_more: object) -> None:
        """Keep the message as JSON would carry it."""
        self.messages.append(json.loads(json.dumps(data)))

    def taken(self) -> list[dict[str, Any]]:
        """Return what was recorded since last time."""
        messages, self.messages = self.messages, []
        return messages

    def on_msg(self, *_args: object) -> None:
        """Do nothing: the test hands messages in."""

    def on_close(self, *_args: object) -> None:
        """Do nothing."""

    def open(self, *_args: object, **_more: object) -> None:
        """Do nothing."""

    def close(self, *_args: object, **_more: object) -> None:
        """Do nothing."""


def receive(widget: MusWidget, content: object) -> list[dict[str, Any]]:
    """Hand a custom message to the widget; return what it sends."""
    widget.comm.taken()
    widget._handle_msg(
        {"content": {"data": {"method": "custom", "content": content}}, "buffers": []}
    )
    return widget.comm.taken()


def with_comm(widget: MusWidget) -> MusWidget:
    """Give the widget a comm that records."""
    widget.comm = RecordingComm()
    return widget


class Stage:
    """A page in Chromium with widgets on it, answered by the widgets themselves."""

    def __init__(self, browser: Browser, *, width_px: int = 360, page_class: str = ""):
        self.context = browser.new_context(
            viewport={"width": width_px, "height": HEIGHTS_PX.get(width_px, 800)},
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.page_class = page_class
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.widgets: list[MusWidget] = []
        self.views = 1
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: self._refuse(dialog))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.route("**/*", self._serve)
        self.page.expose_function("askPython", self._ask)

    def _refuse(self, dialog: Any) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _serve(self, route: Any) -> None:
        url = route.request.url
        if url == ADDRESS:
            route.fulfill(content_type="text/html; charset=utf-8", body=self._html())
        elif url.startswith(ADDRESS + "static/"):
            route.fulfill(path=STATIC / url.removeprefix(ADDRESS + "static/"))
        else:
            route.abort()

    def _html(self) -> str:
        links = "".join(
            f'<link rel="stylesheet" href="static/{name}">'
            for name in ("fonts.css", "tokens.css", "layout.css")
            if (STATIC / name).exists()
        )
        return (
            '<!doctype html><html lang="da"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>Gallery</title>{links}</head><body>"
            f'<main id="place" class="{self.page_class}"></main>'
            f"<script>{MODELS}</script></body></html>"
        )

    def _ask(self, index: int, content: object) -> list[dict[str, Any]]:
        return receive(self.widgets[int(index)], content)

    def put(self, *widgets: MusWidget, views: int = 1) -> Page:
        """Open the page with these widgets, each with so many views.

        A widget's ``kept`` stands in localStorage, as after an earlier visit.
        """
        self.widgets = [with_comm(widget) for widget in widgets]
        self.views = views
        kept = [entry for w in widgets for entry in getattr(w, "kept", {}).items()]
        if kept:
            self.page.goto(ADDRESS)
            self.page.evaluate(
                "(all) => all.forEach((one) => localStorage.setItem(...one))", kept
            )
        return self.reload()

    def reload(self) -> Page:
        """Load the page again, as a person would; the browser keeps its storage."""
        self.page.goto(ADDRESS)
        states = [
            {
                "esm": str(widget._esm),
                "css": str(widget._css),
                "views": self.views,
                "data": widget.data,
                "texts": widget.texts,
                "scope": widget.scope,
                "name": widget.name,
            }
            for widget in self.widgets
        ]
        self.page.evaluate("(states) => gallery.put(states)", states)
        return self.page

    def flush(self) -> None:
        """Bring to the browser what Python has shown since."""
        for index, widget in enumerate(self.widgets):
            self.page.evaluate(
                "([index, messages]) => gallery.models[index].take(messages)",
                [index, widget.comm.taken()],
            )

    def show(self, data: Mapping[str, Any], *, index: int = 0) -> None:
        """Let Python show new data."""
        self.widgets[index].show(data)
        self.flush()

    def lose(self, lost: bool = True) -> None:
        """Cut or mend the way to Python."""
        self.page.evaluate("(lost) => { gallery.lost = lost; }", lost)

    def sent(self, name: str, *, index: int = 0) -> list[dict[str, Any]]:
        """Return the calls of this name that the browser has sent."""
        found = self.page.evaluate(
            "([index, name]) =>"
            " gallery.models[index].sent.filter((m) => m.call === name)",
            [index, name],
        )
        return list(found)

    def overflow_px(self) -> int:
        """Return by how much the page is wider than its window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - window.innerWidth"
            )
        )

    def close(self) -> None:
        """Close the page and forget its storage."""
        self.context.close()


def take_pictures(
    browser: Browser,
    widget: MusWidget,
    name: str,
    folder: Path,
    *,
    widths_px: tuple[int, ...] = WIDTHS_PX,
    page_class: str = "",
) -> list[str]:
    """Take a picture of the widget at each width; return what was wrong."""
    faults = []
    for width_px in widths_px:
        stage = Stage(browser, width_px=width_px, page_class=page_class)
        stage.put(widget)
        stage.page.screenshot(path=folder / f"{name}-{width_px}.png", full_page=True)
        if stage.overflow_px() > 0:
            faults.append(f"{name} at {width_px}: {stage.overflow_px()} px too wide")
        faults += [f"{name} at {width_px}: {error}" for error in stage.errors]
        stage.close()
    return faults


def main() -> int:
    """Take pictures of the samples named on the command line."""
    from tests.widgets.samples import SAMPLES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="widgets, such as card_writer")
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--widths", type=int, nargs="*", default=list(WIDTHS_PX))
    options = parser.parse_args()
    folder = options.out or Path(tempfile.mkdtemp(prefix="mus-gallery-"))
    folder.mkdir(parents=True, exist_ok=True)
    use_language("da")
    faults = []
    with chromium() as browser:
        for name, make in SAMPLES.items():
            if not options.names or name.split("-")[0] in options.names:
                faults += take_pictures(
                    browser, make(), name, folder, widths_px=tuple(options.widths)
                )
    print(f"pictures in {folder}")
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
