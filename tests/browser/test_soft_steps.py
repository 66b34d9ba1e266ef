"""The facilitator's step is a recommendation: no half-written text is led away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import Role
from tests.browser.hall import Hall, caught_up, hall
from tests.browser.pictures import STEPS
from tests.browser.writing import HALF, bring_back, lay, writer


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        yield opened


@pytest.fixture(scope="module")
def table(room: Hall) -> Page:
    return room.visit(Role.GROUP, width=360, height=780)


@pytest.fixture
def phone(room: Hall, table: Page) -> Page:
    """The table's phone where sub-questions are written, its field empty."""
    bring_back(room, table)
    return table


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


def test_a_text_that_has_been_sent_holds_nobody_back(room: Hall, phone: Page) -> None:
    writer(phone).fill("Sent, and on we go")
    lay(phone)
    phone.get_by_role("checkbox", name="Sent, and on we go").wait_for()
    caught_up(phone)

    room.go("gather")

    room.arrived(phone, Role.GROUP, "gather")


def test_own_words_are_not_led_away_from(room: Hall, phone: Page) -> None:
    room.go("strategy")
    room.arrived(phone, Role.GROUP, "strategy")
    words = phone.get_by_role("textbox", name="New colleagues feel at home")
    words.focus()
    phone.keyboard.type("A par")

    room.go("themes")

    expect(phone.get_by_text("The facilitator is at: Themes")).to_be_visible()
    expect(words).to_be_focused()
    # Once they are saved and left, nothing is half-written any more.
    words.blur()
    phone.locator(".mus-status.is-saved").locator("visible=true").wait_for()
    phone.get_by_role("button", name="Go there").click()
    room.go("form")
    room.arrived(phone, Role.GROUP, "form")


def test_a_rewording_is_not_led_away_from(room: Hall, phone: Page) -> None:
    phone.get_by_role("button", name="Reword: ").locator("visible=true").first.click()
    phone.keyboard.type("Half a new wor")

    room.go("gather")

    expect(phone.get_by_text("The facilitator is at: Gather")).to_be_visible()
    expect(phone.get_by_label("New wording").locator("visible=true")).to_be_focused()
    phone.get_by_role("button", name="Cancel").locator("visible=true").click()


def test_a_question_for_the_form_is_not_led_away_from(room: Hall, phone: Page) -> None:
    room.go("choose")
    room.arrived(phone, Role.GROUP, "choose")
    opener = phone.get_by_role("button", name="Write a question yourself")
    opener.locator("visible=true").first.click()
    own = phone.get_by_label("Your question for the form").locator("visible=true")
    own.focus()
    phone.keyboard.type("And who as")

    room.go("form")

    expect(phone.get_by_text("The facilitator is at: ")).to_be_visible()
    expect(own).to_be_focused()
    own.fill("")
