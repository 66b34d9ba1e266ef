"""A table's phone in a person's hands, and what the store knows of it."""

from __future__ import annotations

from collections.abc import Callable

import psutil
from playwright.sync_api import Locator, Page, expect

from musworkshop.model.roles import Role, Viewer
from musworkshop.model.work import Stage
from musworkshop.store import cards, seats
from tests.browser.hall import NEWS_TIMEOUT_MS, Hall

HALF = "What would you do if nobo"


def writer(phone: Page) -> Locator:
    """The field for the table's questions."""
    field = phone.get_by_role("textbox", name="Your table's question")
    return field.locator("visible=true")


def laying(phone: Page) -> Locator:
    """The button that lays the question on the table."""
    button = phone.get_by_role("button", name="Lay on the table", exact=True)
    return button.locator("visible=true")


def lay(phone: Page) -> None:
    """Lay the question on the table."""
    laying(phone).click()


def stored(room: Hall, text: str) -> list[Stage]:
    """The stages of the cards with this text, whoever wrote them."""
    everybody = room.read(seats.of_workshop, room.leader.workshop_id)
    found = {}
    for seat in everybody:
        viewer = room.read(seats.viewer, seat.id)
        for card in room.read(cards.visible, viewer, revealed=frozenset()):
            if card.text == text:
                found[card.id] = card.stage
    return list(found.values())


def said(page: Page, words: str) -> Locator:
    """What the page says beside a field or on top."""
    return page.get_by_text(words).locator("visible=true").first


def clock_ms(page: Page) -> float:
    """The page's own clock."""
    return page.evaluate("performance.now()")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the page itself does not show."""
    end_ms = clock_ms(page) + NEWS_TIMEOUT_MS
    while clock_ms(page) < end_ms:
        if holds():
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("it never came to hold")


def bring_back(room: Hall, phone: Page) -> None:
    """Bring the phone to where sub-questions are written, its field empty."""
    room.go("sub_questions")
    # Either it follows by itself, or an old half-written text holds it back.
    asked = said(phone, f"The facilitator is at: {room.title('sub_questions')}")
    there = writer(phone)
    expect(there.or_(asked).first).to_be_visible(timeout=NEWS_TIMEOUT_MS)
    if not there.is_visible():
        phone.get_by_role("button", name="Go there").click()
    room.arrived(phone, Role.GROUP, "sub_questions")
    there.fill("")


def kernel_id(page: Page) -> str:
    return page.evaluate(
        "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    )


def kernel_process(room: Hall, kernel: str) -> psutil.Process:
    """The process that listens for this kernel, whoever started it."""
    children = psutil.Process(room.server.process_id).children(recursive=True)
    for child in children:
        if any(kernel in end.laddr for end in child.net_connections("unix")):
            return child
    raise AssertionError(f"no process of {len(children)} listens for {kernel}")


def seat_of(room: Hall, page: Page) -> Viewer:
    """The seat whose cookie the page's browser holds."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "mus-seat")
    return room.read(seats.by_token, token)
