"""Print what a first and a second visit cost over the air, ours and plain Voila's.

Run ``python -m tests.bench.bytes``. A real Chromium scans the code, joins and opens its
page, through a cable that counts every byte both ways, the websocket's too. The server
is reached by a name over plain http, as phones in a hall reach it: browsers then take
gzip, not brotli.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from musworkshop import folders
from musworkshop.server.process import RunningServer, start_server
from tests.bench.programs import listening
from tests.cable import Cable
from tests.chromium import ARGUMENTS, EXECUTABLE

NAME = "hall.test"
#: The name leads to this machine, and no other name leads anywhere.
RULES = (
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1,MAP *.* ~NOTFOUND,EXCLUDE 127.0.0.1"
)
PATIENCE_MS = 90_000
SETTLED_MS = 2_000


@dataclass
class Visit:
    """What one visit took."""

    requests: int = 0
    bytes: int = 0
    #: What Chromium's network log adds up to; it leaves websockets out.
    logged_bytes: int = 0

    def row(self) -> str:
        """Return the figures in columns."""
        return (
            f"{self.requests:>9}{self.bytes / 1000:>12.1f}"
            f"{self.logged_bytes / 1000:>14.1f}"
        )


@contextmanager
def measured(page: Page, cable: Cable) -> Iterator[Visit]:
    """Count what a page takes while the context is open."""
    visit = Visit()
    log = page.context.new_cdp_session(page)
    log.send("Network.enable")

    def asked(_event: object) -> None:
        visit.requests += 1

    def finished(event: dict[str, float]) -> None:
        visit.logged_bytes += int(event["encodedDataLength"])

    def answered(event: dict[str, dict[str, bool]]) -> None:
        if event["response"].get("fromDiskCache"):
            visit.requests -= 1

    def remembered(_event: object) -> None:
        visit.requests -= 1

    def inline(event: dict[str, dict[str, str]]) -> None:
        if not event["request"]["url"].startswith("http"):
            visit.requests -= 1

    log.on("Network.requestWillBeSent", asked)
    log.on("Network.requestWillBeSent", inline)
    log.on("Network.responseReceived", answered)
    log.on("Network.requestServedFromCache", remembered)
    log.on("Network.webSocketCreated", asked)
    log.on("Network.loadingFinished", finished)
    before = cable.bytes
    yield visit
    page.wait_for_timeout(SETTLED_MS)
    visit.bytes = cable.bytes - before
    log.detach()


def visits(
    browser: Browser,
    cable: Cable,
    *,
    host: str,
    first: Callable[[Page, str], None],
    path: str,
) -> tuple[Visit, Visit]:
    """Visit twice with one browser profile: joining, and a day later."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 360, "height": 780}, locale="da"
    )
    origin = f"http://{host}:{cable.port}"
    found = []
    for go in (first, lambda page, origin: page.goto(origin + path)):
        page = context.new_page()
        with measured(page, cable) as visit:
            go(page, origin)
            page.locator("h1:visible").first.wait_for(timeout=PATIENCE_MS)
        found.append(visit)
        page.close()
    context.close()
    return found[0], found[1]


def ours(server: RunningServer) -> dict[str, Callable[[Page, str], None]]:
    """Return how each role comes to its page for the first time."""

    def alone(page: Page, origin: str) -> None:
        page.goto(origin + server.scan_path)
        page.wait_for_load_state("networkidle")  # while people read
        page.locator('form:has(input[value="alone"]) button').click()
        page.wait_for_url("**/participant")

    def table(page: Page, origin: str) -> None:
        page.goto(origin + server.scan_path)
        page.wait_for_load_state("networkidle")
        page.locator('form:has(input[value="new"]) button').click()
        page.wait_for_url("**/group")

    def leader(page: Page, origin: str) -> None:
        page.goto(origin + server.facilitator_path)
        page.wait_for_url("**/facilitator")

    return {"participant": alone, "group": table, "facilitator": leader}


def main() -> None:
    """Print the table."""
    print(f"{'':<7}{'page':<13}{'visit':<8} requests kB over air  kB in Chromium")
    with ExitStack() as stack:
        data = stack.enter_context(TemporaryDirectory(prefix="mus-bytes-"))
        server = stack.enter_context(start_server(options=("--name", NAME)))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=[*ARGUMENTS, RULES]
        )
        stack.callback(browser.close)
        with Cable(int(urlsplit(server.url).port or 0)) as cable:
            for role, first in ours(server).items():
                print_rows(
                    "ours",
                    role,
                    visits(browser, cable, host=NAME, first=first, path=f"/{role}"),
                )
        stack.enter_context(start_server(Path(data)))
        os.environ["MUSWORKSHOP_DATA"] = data  # what plain Voila's kernels open
        voila = [sys.executable, "-P", "-m", "voila", str(folders.NOTEBOOKS)]
        options = ["--no-browser", "--port={port}"]
        with listening([*voila, *options]) as (_id, port), Cable(port) as cable:
            for role in ours(server):
                path = f"/voila/render/{role}.ipynb"
                print_rows(
                    "plain",
                    role,
                    visits(
                        browser,
                        cable,
                        host="127.0.0.1",
                        first=lambda page, origin, path=path: page.goto(origin + path),
                        path=path,
                    ),
                )


def print_rows(whose: str, role: str, found: tuple[Visit, Visit]) -> None:
    """Print one page's two visits."""
    for number, visit in zip(("first", "second"), found, strict=True):
        print(f"{whose:<7}{role:<13}{number:<8}{visit.row()}", flush=True)


if __name__ == "__main__":
    main()
