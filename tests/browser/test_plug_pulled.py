"""Half-written text outlives whatever happens to the page, the kernel, the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psutil
import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import Role
from musworkshop.model.work import Stage
from musworkshop.server.faces import face
from musworkshop.store import cards, drafts, seats
from tests.browser.cable import Cable, cable
from tests.browser.hall import READY_TIMEOUT_MS, Hall, caught_up, hall, ready
from tests.browser.pictures import STEPS

HALF = "What would you do if nobo"
WRITER = "Your table's question"
LAY = "Lay on the table"
OFFLINE_MS = 10_000


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        yield opened


@pytest.fixture(scope="module")
def line(room: Hall) -> Iterator[Cable]:
    with cable(room.server.url) as laid:
        yield laid


@pytest.fixture(scope="module")
def table(room: Hall, line: Cable) -> Page:
    """A table's phone at the end of a cable."""
    return room.visit(Role.GROUP, width=360, height=780, origin=line.origin)


@pytest.fixture
def phone(room: Hall, line: Cable, table: Page) -> Page:
    """The table's phone where sub-questions are written, its field empty."""
    line.plug()
    room.go("sub_questions")
    follow = table.get_by_role("button", name="Go there")
    if follow.is_visible():
        follow.click()
    room.arrived(table, Role.GROUP, "sub_questions")
    writer(table).fill("")
    table.wait_for_function("document.documentElement.dataset.musConnection !== 'lost'")
    return table


def writer(page: Page):
    return page.get_by_label(WRITER).locator("visible=true")


def lay(page: Page) -> None:
    page.get_by_role("button", name=LAY, exact=True).locator("visible=true").click()


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


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the page itself does not show."""
    for _ in range(400):
        if holds():
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("it never came to hold")


@pytest.mark.parametrize("kind", [step for step in STEPS if step != "sub_questions"])
def test_a_step_of_the_facilitators_leaves_the_text_and_the_focus_alone(
    room: Hall, phone: Page, kind: str
) -> None:
    field = writer(phone)
    field.focus()
    phone.keyboard.type(HALF)
    field.evaluate("node => { node.mark = 'same'; node.setSelectionRange(4, 9); }")
    before = field.bounding_box()

    room.go(kind)

    banner = phone.get_by_text("The facilitator is at: ")
    expect(banner).to_contain_text(room.title(kind))
    expect(phone.get_by_role("button", name="Go there")).to_be_visible()
    expect(field).to_be_focused()
    assert field.evaluate(
        "node => [node.mark, node.value, node.selectionStart, node.selectionEnd]"
    ) == ["same", HALF, 4, 9]
    assert field.bounding_box() == before
    assert phone.evaluate("scrollY") == 0 or field.is_visible()


def test_a_text_that_has_been_sent_holds_nobody_back(room: Hall, phone: Page) -> None:
    writer(phone).fill("Sent, and on we go")
    lay(phone)
    phone.get_by_role("checkbox", name="Sent, and on we go").wait_for()
    caught_up(phone)

    room.go("gather")

    room.arrived(phone, Role.GROUP, "gather")


def test_own_words_and_a_rewording_are_not_left_either(room: Hall, phone: Page) -> None:
    room.go("strategy")
    room.arrived(phone, Role.GROUP, "strategy")
    words = phone.get_by_label("New colleagues feel at home")
    words.focus()
    phone.keyboard.type("A par")
    room.go("themes")
    expect(phone.get_by_text("The facilitator is at: Themes")).to_be_visible()
    expect(words).to_be_focused()

    phone.get_by_role("button", name="Next: Themes").focus()
    room.go("sub_questions")
    phone.get_by_role("button", name="Go there").click()
    room.arrived(phone, Role.GROUP, "sub_questions")
    phone.get_by_role("button", name="Reword: ").locator("visible=true").first.click()
    phone.keyboard.type("Half a new wor")
    room.go("gather")

    expect(phone.get_by_text("The facilitator is at: Gather")).to_be_visible()
    expect(phone.get_by_label("New wording").locator("visible=true")).to_be_focused()
    phone.get_by_role("button", name="Cancel").locator("visible=true").click()


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

    saved = phone.get_by_text("Draft saved").locator("visible=true")
    expect(saved).to_be_visible(timeout=2000)
    assert "Held by the server" in room.read(drafts.of_seat, viewer).values()


def test_a_second_visit_finds_the_same_seat_and_its_text(
    room: Hall, line: Cable, phone: Page
) -> None:
    viewer = seat_of(room, phone)
    writer(phone).fill(HALF)
    phone.get_by_text("Draft saved").locator("visible=true").wait_for()

    phone.goto(f"{line.origin}/")
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
    line.pull()
    phone.context.set_offline(True)
    began = phone.evaluate("performance.now()")
    lost = phone.get_by_text("Not connected").locator("visible=true").first
    lost.wait_for()
    phone.keyboard.type("conds")
    phone.wait_for_function(f"performance.now() > {began} + {OFFLINE_MS}")
    expect(writer(phone)).to_be_focused()

    phone.context.set_offline(False)
    line.plug()

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
        line.pull()
    lay(phone)
    if heard:
        until(phone, lambda: bool(stored(room, text)))
    began = phone.evaluate("performance.now()")
    line.pull()
    phone.context.set_offline(True)
    phone.wait_for_function(f"performance.now() > {began} + {OFFLINE_MS}")
    assert writer(phone).input_value() == text

    phone.context.set_offline(False)
    line.plug()

    card = phone.get_by_role("checkbox", name=text)
    card.wait_for(timeout=READY_TIMEOUT_MS)
    expect(writer(phone)).to_have_value("", timeout=READY_TIMEOUT_MS)
    expect(card).to_have_count(1)
    assert stored(room, text) == [Stage.TABLE]


def test_a_page_of_a_full_hall_asks_again_by_itself(room: Hall) -> None:
    page = room.context().new_page()
    asked = []

    def answer(route) -> None:
        asked.append(route.request.url)
        route.fulfill(
            status=503, content_type="text/html", body=face("full.html", retry_s=1)
        )

    page.route("**/participant", answer)
    page.goto(f"{room.server.url}/participant")

    until(page, lambda: len(asked) > 1)


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


def seat_of(room: Hall, page: Page):
    """The seat whose cookie the page's browser holds."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "mus-seat")
    return room.read(seats.by_token, token)
