"""What people type and press in haste: shown as text, kept, stored once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from musworkshop import limits
from musworkshop.model.roles import Role
from musworkshop.model.work import PassageKind
from musworkshop.store import cards, joining, passages, workshops
from tests.browser.crowd import show_cards
from tests.browser.hall import Hall, caught_up, hall, ready
from tests.browser.writing import laying, writer

LONG = "nine chars" * 1000
FAMILY = "Who 👩‍👩‍👧‍👦 cheers for you? 🎉"
RIGHT_TO_LEFT = "מה נותן לך אנרגיה? ما الذي يمنحك الطاقة؟"
OVERRIDDEN = "begin \u202e backwards \u2066 isolated"
UNSEEN = ["", "   ", "\u200b\u00a0", "\u2066\u2069"]


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(demo=False, language="en") as opened:
        yield opened


@pytest.fixture(scope="module")
def phone(room: Hall) -> Page:
    return room.visit(Role.GROUP, width=360, height=780)


@pytest.fixture(scope="module")
def desk(room: Hall) -> Page:
    return room.visit(Role.FACILITATOR)


@pytest.fixture(scope="module")
def other_desk(room: Hall) -> Page:
    return room.visit(Role.FACILITATOR)


def at(room: Hall, page: Page, role: Role, kind: str) -> None:
    room.go(kind)
    room.arrived(page, role, kind)


def on_table(phone: Page) -> Locator:
    """The questions on the table, as they are read."""
    return phone.locator(".mus-card-writer-pick .mus-words").locator("visible=true")


def said(room: Hall, kind: PassageKind) -> list[str]:
    found = room.read(passages.visible, room.leader, revealed=frozenset())
    return [each.text for each in found if each.kind is kind]


def test_a_double_click_lays_one_card(room: Hall, phone: Page) -> None:
    at(room, phone, Role.GROUP, "sub_questions")

    writer(phone).fill("Clicked twice")
    laying(phone).dblclick()

    expect(on_table(phone)).to_have_text(["Clicked twice"])
    expect(writer(phone)).to_have_value("")
    caught_up(phone)
    expect(on_table(phone)).to_have_count(1)


def test_the_same_text_twice_is_one_card(room: Hall, phone: Page) -> None:
    at(room, phone, Role.GROUP, "sub_questions")
    before = on_table(phone).count()

    for _ in range(2):
        writer(phone).fill("Said again")
        laying(phone).click()
        expect(writer(phone)).to_have_value("")
    caught_up(phone)

    expect(on_table(phone).filter(has_text="Said again")).to_have_count(1)
    expect(on_table(phone)).to_have_count(before + 1)


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_nothing_is_refused_with_a_sentence(room: Hall, phone: Page, text: str) -> None:
    at(room, phone, Role.GROUP, "sub_questions")
    before = on_table(phone).count()
    writer(phone).fill(text)

    laying(phone).click()

    problem = phone.locator(".mus-field [role=alert]").locator("visible=true")
    expect(problem).to_have_text("Write something first.")
    expect(on_table(phone)).to_have_count(before)
    writer(phone).fill("")


def test_ten_thousand_characters_are_refused_with_a_sentence_and_kept(
    room: Hall, phone: Page
) -> None:
    at(room, phone, Role.GROUP, "sub_questions")
    before = on_table(phone).count()
    writer(phone).fill(LONG)
    over = len(LONG) - limits.CARD_CHARACTERS
    sentence = f"{over} characters too many. Please shorten the text."
    expect(phone.get_by_text(sentence).first).to_be_visible()  # said before it is met

    laying(phone).click()

    problem = phone.locator(".mus-field [role=alert]").locator("visible=true")
    expect(problem).to_have_text(sentence)
    expect(writer(phone)).to_have_value(LONG)
    expect(on_table(phone)).to_have_count(before)
    phone.reload()
    ready(phone)
    expect(writer(phone)).to_have_value(LONG)
    writer(phone).fill("Short enough now")
    laying(phone).click()
    expect(on_table(phone).filter(has_text="Short enough now")).to_have_count(1)


def test_ten_thousand_characters_are_no_core_task(room: Hall, desk: Page) -> None:
    at(room, desk, Role.FACILITATOR, "strategy")
    field = desk.get_by_role("textbox", name="Our core task")
    field.fill("Kept before")
    desk.locator(".mus-status.is-saved").locator("visible=true").first.wait_for()

    field.fill(LONG)

    over = len(LONG) - limits.PASSAGE_CHARACTERS
    expect(desk.get_by_text(f"{over} characters too many").first).to_be_visible()
    desk.get_by_role("textbox", name="Our core task").blur()
    caught_up(desk)
    expect(field).to_have_value(LONG)
    assert said(room, PassageKind.CORE_TASK) == ["Kept before"]
    field.fill("Kept before")


def test_ten_thousand_characters_are_no_tables_name(room: Hall) -> None:
    page = room.context().new_page()
    page.goto(room.server.url + room.server.scan_path)
    page.locator("#name").evaluate("node => node.removeAttribute('maxlength')")
    page.fill("#name", LONG)
    page.fill("#function", "Kitchen")

    page.get_by_role("button", name="Begin the table").click()

    expect(page.get_by_role("alert")).to_contain_text(str(limits.NAME_CHARACTERS))
    expect(page.locator("#function")).to_have_value("Kitchen")
    names = {g.name for g in room.read(joining.groups_of, room.leader.workshop_id)}
    assert LONG not in names


@pytest.mark.parametrize("text", [FAMILY, RIGHT_TO_LEFT, OVERRIDDEN], ids=ascii)
def test_any_script_is_shown_as_it_was_typed(
    room: Hall, phone: Page, desk: Page, text: str
) -> None:
    show_cards(room)
    at(room, phone, Role.GROUP, "sub_questions")
    writer(phone).fill(text)
    laying(phone).click()
    card = phone.get_by_role("checkbox", name=text)
    card.check()
    phone.locator(".is-picked").filter(has_text=text).wait_for()

    at(room, desk, Role.FACILITATOR, "gather")

    shown = desk.locator(".mus-card-sorter-card .mus-words").filter(has_text=text)
    expect(shown).to_have_count(1)
    assert shown.text_content() == text
    workshop = room.read(workshops.get, room.leader.workshop_id)
    wall = room.read(cards.visible, room.leader, revealed=workshop.revealed)
    assert text in [each.text for each in wall]
    # Each text has its own direction; none turns the page around.
    assert shown.evaluate("node => getComputedStyle(node).unicodeBidi") == "plaintext"
    assert desk.evaluate("document.scrollingElement.scrollLeft") == 0


def test_a_double_click_goes_one_step_and_adds_one_goal(room: Hall, desk: Page) -> None:
    at(room, desk, Role.FACILITATOR, "welcome")

    desk.get_by_role("button", name="Next step: ").dblclick()
    room.arrived(desk, Role.FACILITATOR, "strategy")
    desk.get_by_role("button", name="Add a goal").dblclick()
    desk.get_by_role("textbox", name="Goal 1").wait_for()
    caught_up(desk)

    room.arrived(desk, Role.FACILITATOR, "strategy")
    assert said(room, PassageKind.GOAL) == [""]


def test_two_facilitators_see_both_texts_and_decide(
    room: Hall, desk: Page, other_desk: Page
) -> None:
    desks = (desk, other_desk)
    room.go("strategy")
    fields = []
    for page in desks:
        room.arrived(page, Role.FACILITATOR, "strategy")
        fields.append(page.get_by_role("textbox", name="Our core task"))

    for field, text in zip(fields, ("One of us", "The other of us"), strict=True):
        field.fill(text)

    asks = "Two texts were written at the same time"
    for page, field in zip(desks, fields, strict=True):
        field.blur()
        page.get_by_text(asks).locator("visible=true").wait_for()
        box = page.locator(".mus-field-list-conflict").locator("visible=true")
        expect(box).to_contain_text("One of us")
        expect(box).to_contain_text("The other of us")
        # Nothing is called saved as long as nobody has decided.
        block = page.locator(".mus-field").filter(has=box)
        expect(block.locator(".mus-status.is-saved")).to_have_count(0)
    fields[1].focus()
    desk.get_by_role("button", name="Keep both").locator("visible=true").click()

    for page, field in zip(desks, fields, strict=True):
        expect(page.get_by_text(asks).locator("visible=true")).to_have_count(0)
        expect(field).to_have_value("One of us\nThe other of us")
    assert said(room, PassageKind.CORE_TASK) == ["One of us\nThe other of us"]
