"""Debian's Chromium, once for a whole run: whoever asks while it runs shares it.

It runs without its own windows: the same engine in Debian's `chromium-headless-shell`,
which opens a page for a fifth of the processor time. Measurements of the product take
the whole browser, and so do tests where that package is not to be had.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

EXECUTABLE = "/usr/bin/chromium"
_WITHOUT_WINDOWS = Path("/usr/bin/chromium-headless-shell")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Shared:
    """The browser that runs now, and for how many."""

    def __init__(self) -> None:
        self.until_the_last = ExitStack()
        self.browser: Browser | None = None
        self.users = 0


_shared = _Shared()


@contextmanager
def chromium(*, whole: bool = False) -> Iterator[Browser]:
    """Give the running browser, begun by the first and closed after the last.

    `whole` asks for the browser with its windows, as people have it.

    Playwright allows one session in a thread, and pytest keeps a fixture of one folder
    while tests of another folder run.
    """
    if _shared.browser is None:
        with_shell = _WITHOUT_WINDOWS.exists() and not whole
        playwright = _shared.until_the_last.enter_context(sync_playwright())
        _shared.browser = playwright.chromium.launch(
            executable_path=_WITHOUT_WINDOWS if with_shell else EXECUTABLE,
            args=ARGUMENTS,
        )
        _shared.until_the_last.callback(_shared.browser.close)
    _shared.users += 1
    try:
        yield _shared.browser
    finally:
        _shared.users -= 1
        if not _shared.users:
            _shared.browser = None
            _shared.until_the_last.close()
