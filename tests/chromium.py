"""Debian's Chromium, once for a whole run: whoever asks while it runs shares it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, sync_playwright

EXECUTABLE = "/usr/bin/chromium"
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
def chromium() -> Iterator[Browser]:
    """Give the running browser, begun by the first and closed after the last.

    Playwright allows one session in a thread, and pytest keeps a fixture of one folder
    while tests of another folder run.
    """
    if _shared.browser is None:
        playwright = _shared.until_the_last.enter_context(sync_playwright())
        _shared.browser = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=ARGUMENTS
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
