"""Half-written text outlives whatever happens to the page, the kernel, the server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import Role
from musworkshop.model.work import Stage
from musworkshop.server.faces import face
from musworkshop.store import drafts
from tests.browser.hall import (
    READY_TIMEOUT_MS,
    Hall,
    hall,
    ready,
)
from tests.browser.writing import (
    HALF,
    bring_back,
    clock_ms,
    kernel_id,
    kernel_process,
    lay,
    said,
    seat_of,
    stored,
    until,
    writer,
)
from tests.cable import Cable

OFFLINE_MS = 10_000


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        yield opened


@pytest.fixture(scope="module")
def line(room: Hall) -> Iterator[Cable]:
    with Cable(urlsplit(room.server.url).port or 0) as laid:
        yield laid


@pytest.fixture(scope="module")
def table(room: Hall, line: Cable) -> Page:
    """A table's phone at the end of a cable."""
    return room.visit(Role.GROUP, width=360, height=780, origin=origin(line))


@pytest.fixture
def phone(room: Hall, line: Cable, table: Page) -> Page:
    """The table's phone where sub-questions are written, its field empty."""
    line.mend()
    table.context.set_offline(False)
    bring_back(room, table)
    return table


def origin(line: Cable) -> str:
    """The server's address at the end of a cable."""
    return f"http://127.0.0.1:{line.port}"


def test_a_reload_finds_every_half_text(room: Hall, phone: Page) -> None:
    writer(phone).fill(HALF)
    phone.get_by_role("button", name="Reword: ").locator("visible=true").first.click()
    phone.get_by_label("New wording").locator("visible=true").fill("Better so")

    phone.reload()
    ready(phone)

    expect(writer(phone)).to_have_value(HALF)
    rewording = phone.get_by_label("New wording").locator("visible=true")
    expect(rewording).to_have_value("Better so")
    phone.get_by_role("button", name="Cancel").locator("visible=true").click()


def test_a_draft_is_with_python_within_two_seconds(room: Hall, phone: Page) -> None:
    viewer = seat_of(room, phone)
    writer(phone).fill("Held by the server")

    said(phone, "Draft saved").wait_for(timeout=2000)
    assert "Held by the server" in room.read(drafts.of_seat, viewer).values()


def test_a_second_visit_finds_the_same_seat_and_its_text(
    room: Hall, line: Cable, phone: Page
) -> None:
    viewer = seat_of(room, phone)
    writer(phone).fill(HALF)
    said(phone, "Draft saved").wait_for()

    phone.goto(origin(line))
    phone.get_by_role("link", name="Go on as Table 1").click()
    ready(phone)

    assert seat_of(room, phone) == viewer
    expect(writer(phone)).to_have_value(HALF)


def test_a_killed_kernel_is_replaced_and_the_text_is_still_there(
    room: Hall, phone: Page
) -> None:
    writer(phone).fill(HALF)
    dead = kernel_id(phone)
    kernel_process(room, dead).kill()

    phone.wait_for_function(
        """dead => { const told = document.getElementById("jupyter-config-data");
          return told && JSON.parse(told.textContent).kernelId !== dead; }""",
        arg=dead,
        timeout=READY_TIMEOUT_MS,
    )
    ready(phone)

    expect(writer(phone)).to_have_value(HALF)
    writer(phone).fill("After the kernel")
    lay(phone)
    phone.get_by_role("checkbox", name="After the kernel").wait_for()
    assert stored(room, "After the kernel") == [Stage.TABLE]


def test_a_server_that_starts_again_finds_the_text_and_stores_it_once(
    room: Hall, phone: Page
) -> None:
    writer(phone).fill("Before the ")
    room.stop()
    phone.locator("#mus-connection.is-lost").wait_for()
    writer(phone).focus()
    phone.keyboard.press("End")
    phone.keyboard.type("storm")
    lay(phone)

    room.start()

    card = phone.get_by_role("checkbox", name="Before the storm")
    card.wait_for(timeout=READY_TIMEOUT_MS)
    ready(phone)
    expect(writer(phone)).to_have_value("")
    assert stored(room, "Before the storm") == [Stage.TABLE]


def test_ten_seconds_without_network_in_the_middle_of_a_word(
    room: Hall, line: Cable, phone: Page
) -> None:
    writer(phone).focus()
    phone.keyboard.type("Ten se")
    line.cut()
    phone.context.set_offline(True)
    began_ms = clock_ms(phone)
    said(phone, "Not connected").wait_for()
    phone.keyboard.type("conds")
    until(phone, lambda: clock_ms(phone) - began_ms > OFFLINE_MS)
    expect(writer(phone)).to_be_focused()

    phone.context.set_offline(False)
    line.mend()

    phone.locator("#mus-connection:not(.is-lost)").wait_for(state="attached")
    phone.keyboard.type(" later")
    expect(writer(phone)).to_have_value("Ten seconds later")
    lay(phone)
    phone.get_by_role("checkbox", name="Ten seconds later").wait_for()
    assert stored(room, "Ten seconds later") == [Stage.TABLE]


@pytest.mark.parametrize("heard", [True, False], ids=["heard", "unheard"])
def test_ten_seconds_without_network_in_the_middle_of_sending(
    room: Hall, line: Cable, phone: Page, heard: bool
) -> None:
    text = f"Sent into the dark, {'heard' if heard else 'unheard'}"
    writer(phone).fill(text)
    if heard:
        line.lose_answers()
    else:
        line.cut()
    lay(phone)
    if heard:
        until(phone, lambda: bool(stored(room, text)))
    began_ms = clock_ms(phone)
    line.cut()
    phone.context.set_offline(True)
    until(phone, lambda: clock_ms(phone) - began_ms > OFFLINE_MS)
    assert writer(phone).input_value() == text

    phone.context.set_offline(False)
    line.mend()

    card = phone.get_by_role("checkbox", name=text)
    card.wait_for(timeout=READY_TIMEOUT_MS)
    expect(writer(phone)).to_have_value("", timeout=READY_TIMEOUT_MS)
    expect(card).to_have_count(1)
    assert stored(room, text) == [Stage.TABLE]


def test_a_page_of_a_full_hall_asks_again_by_itself(room: Hall) -> None:
    page = room.context().new_page()
    full = face("full.html", retry_s=1)
    page.route("**/participant", lambda route: route.fulfill(status=503, body=full))

    page.goto(f"{room.server.url}/participant")

    with page.expect_request("**/participant"):
        expect(page.locator("h1")).to_contain_text("The hall is full")
