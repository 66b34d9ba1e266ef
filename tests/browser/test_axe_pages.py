"""No page breaks a rule of WCAG 2.0-2.2 A and AA that axe can see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page

from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.server.process import start_server
from tests.axe import violations
from tests.browser.crowd import (
    harvest,
    open_votes,
    people_arrive,
    play,
    reveal_votes,
    show_cards,
    stop,
)
from tests.browser.hall import Hall, caught_up, hall
from tests.browser.pictures import STEPS, TALKING, VOTED

WIDTHS = (360, 1280)
HEIGHT = 800
#: What a page shows while the voting is open.
VOTING = {
    Role.FACILITATOR: ".mus-vote-panel[data-state=open]",
    Role.PROJECTOR: "[data-scene=cards]",
    Role.GROUP: ".mus-vote-list:not(.is-revealed)",
    Role.PARTICIPANT: ".mus-vote-list:not(.is-revealed)",
}
LIDS = "button[aria-expanded=false]:visible"


@pytest.fixture(scope="module", params=[True, False], ids=["demo", "empty"])
def room(request: pytest.FixtureRequest) -> Iterator[Hall]:
    with hall(demo=request.param) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(room: Hall) -> dict[Role, Page]:
    """One page of each role, used from step to step."""
    opened = {role: room.visit(role, width=WIDTHS[0]) for role in OF_THE_WORKSHOP}
    if room.demo:
        people_arrive(room)
    return opened


def found(page: Page, name: str) -> list[str]:
    """Return what axe finds at both widths, with the name of the page."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if page.evaluate("Boolean(window.musCaughtUp)"):
            caught_up(page)
        faults += [f"{name} at {width}: {fault}" for fault in violations(page)]
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > width:
            faults.append(f"{name} at {width}: {wide} px wide")
    return faults


@pytest.mark.parametrize("kind", STEPS)
def test_axe_finds_nothing_on_the_four_pages(
    room: Hall, pages: dict[Role, Page], kind: str
) -> None:
    room.go(kind)
    show_cards(room, kind in ("gather", "choose", "form"))

    faults = []
    for role, page in pages.items():
        room.arrived(page, role, kind)
        faults += found(page, f"{role.value} {kind}")

    assert faults == []


def test_axe_finds_nothing_while_the_room_votes_and_sees_the_sums(
    room: Hall, pages: dict[Role, Page]
) -> None:
    room.go("gather")
    show_cards(room)
    faults = []
    for state, change, shown in (
        ("voting", open_votes, VOTING),
        ("voted", reveal_votes, VOTED),
    ):
        change(room)
        for role, page in pages.items():
            if room.demo:
                page.locator(shown[role]).first.wait_for()
            room.arrived(page, role, "gather")
            faults += found(page, f"{role.value} {state}")

    assert faults == []


@pytest.mark.parametrize("kind", STEPS)
def test_axe_finds_nothing_when_all_that_opens_is_open(
    room: Hall, pages: dict[Role, Page], kind: str
) -> None:
    if not room.demo:
        pytest.skip("an empty hall has nothing to open")
    room.go(kind)

    faults = []
    for role in (Role.FACILITATOR, Role.GROUP):
        page = pages[role]
        room.arrived(page, role, kind)
        for lid in page.locator(LIDS).element_handles():
            lid.evaluate("(button) => button.click()")
        faults += found(page, f"{role.value} {kind}, opened")

    assert faults == []


@pytest.mark.parametrize(
    ("method_id", "phase"), [("fishbowl", 1), ("reflecting-team", 2)]
)
def test_axe_finds_nothing_while_the_room_talks(
    room: Hall, pages: dict[Role, Page], method_id: str, phase: int
) -> None:
    if not room.demo:
        pytest.skip("an empty hall has nobody who talks")
    room.go("sub_questions")
    play(room, method_id, phase=phase)
    faults = []
    for shown in ("talks", "harvests"):
        for role, page in pages.items():
            page.locator(TALKING[role]).first.wait_for()
            caught_up(page)
            faults += found(page, f"{role.value} {method_id} {shown}")
        if shown == "talks":
            harvest(room)
    stop(room)

    assert faults == []


def test_axe_finds_nothing_on_the_pages_of_joining(room: Hall) -> None:
    page = room.context().new_page()
    page.route("**/plain.*.js", lambda route: route.abort())  # it presses the button
    server = room.server
    faults = []
    for name, path in (
        ("join code", "/"),
        ("join code, scanned long ago", "/?kode=K7QF2M9D&noegle=old"),
        ("join who", server.scan_path),
        ("facilitator's key", server.facilitator_path),
        ("projector's key", server.projector_path),
        ("left", "/?left=1"),
        ("no such page", "/nowhere"),
        ("English", "/?lang=en"),
    ):
        page.goto(server.url + path)
        faults += found(page, name)

    page.goto(server.url)
    page.fill("#code", "00000000")
    page.press("#code", "Enter")
    page.locator("[role=alert]").wait_for()
    faults += found(page, "wrong code")

    page.goto(server.url + server.scan_path)
    page.fill("#name", " ")
    page.locator("form:has(#name) button").click()
    page.locator("[role=alert]").wait_for()
    faults += found(page, "table without a name")

    page.goto(server.url + server.projector_path + "x")
    page.locator("main button").click()
    page.locator("[role=alert]").wait_for()
    faults += found(page, "key that opens nothing")

    room.sit_down(page.context, Role.PARTICIPANT)
    page.goto(server.url)
    faults += found(page, "welcome back")

    assert faults == []


def test_axe_finds_nothing_when_a_page_fails_and_when_the_hall_is_full(
    browser: Browser, tmp_path: Path
) -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("raise RuntimeError")]
    )
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    (tmp_path / "participant.ipynb").write_text(json.dumps(notebook), "utf-8")
    options = ("--notebooks", str(tmp_path), "--most-kernels", "5")
    faults = []
    with (
        start_server(tmp_path / "data", options=options) as server,
        ExitStack() as visits,
    ):
        for name, shown in (("fault", ".mus-fault[role=alert]"), ("full", "h1")):
            page = visits.enter_context(browser.new_context()).new_page()
            page.goto(server.url + server.scan_path)
            page.locator('form:has(input[value="alone"]) button').click()
            page.locator(shown).wait_for(timeout=60_000)
            faults += found(page, name)

    assert faults == []
