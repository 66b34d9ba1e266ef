"""Tab goes through each page in its order, is seen everywhere and caught nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from musworkshop.model.roles import Role
from tests.browser.crowd import people_arrive, show_cards
from tests.browser.hall import Hall, hall
from tests.browser.keys import Keyboard


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        people_arrive(opened)
        show_cards(opened)
        yield opened


@pytest.fixture(scope="module")
def desk(room: Hall) -> Page:
    return room.visit(Role.FACILITATOR)


@pytest.fixture(scope="module")
def phone(room: Hall) -> Page:
    return room.visit(Role.GROUP, width=360, height=780)


@pytest.fixture(scope="module")
def screen(room: Hall) -> Page:
    return room.visit(Role.PROJECTOR, width=1920, height=1080)


@pytest.mark.parametrize("kind", ["strategy", "sub_questions", "gather", "choose"])
def test_tab_reaches_all_and_is_caught_nowhere(
    room: Hall, desk: Page, phone: Page, kind: str
) -> None:
    room.go(kind)
    for role, page, width in (
        (Role.FACILITATOR, desk, 360),
        (Role.FACILITATOR, desk, 1280),
        (Role.GROUP, phone, 360),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        room.arrived(page, role, kind)
        controls = page.locator(
            "a[href]:visible, button:visible, textarea:visible,"
            " input:not([type=radio]):visible, input[type=radio]:checked:visible"
        )
        waiting = page.locator("[tabindex='-1']:visible").filter(
            has=page.locator("xpath=self::button|self::a|self::input")
        )

        stops = Keyboard(page).walk()

        assert len(stops) >= controls.count() - waiting.count()
        places = [stop["place"] for stop in stops]
        assert places == sorted(places), "the order of Tab is not the page's"


@pytest.mark.parametrize("kind", ["welcome", "sub_questions", "gather", "form"])
def test_nothing_on_the_projector_takes_the_focus(
    room: Hall, screen: Page, kind: str
) -> None:
    room.go(kind)
    room.arrived(screen, Role.PROJECTOR, kind)

    for _ in range(3):
        screen.keyboard.press("Tab")

        assert screen.evaluate("document.activeElement === document.body")
