"""Each journey once, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import Role
from musworkshop.store import cards, joining, passages, votes, workshops
from tests.browser.crowd import people_arrive, show_cards
from tests.browser.hall import NEWS_TIMEOUT_MS, Hall, caught_up, hall, ready
from tests.browser.keys import Keyboard

OWN_QUESTION = "What do you want to be asked about?"


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        people_arrive(opened)
        yield opened


@pytest.fixture(scope="module")
def phone(room: Hall) -> Page:
    """A table's device, joined by keyboard from the room code."""
    page = room.context(width=360, height=780).new_page()
    page.goto(room.server.url)
    hands = Keyboard(page)
    hands.tab_to("Room code")
    hands.type(room.server.room_code)
    hands.press("Enter")
    page.wait_for_url("**/join")
    hands.tab_to("Name of the table")
    hands.type("Night owls")
    hands.tab_to("What you work with")
    hands.type("Night shift")
    hands.tab_to("How many are you")
    hands.type("5")
    hands.do("Begin the table")
    page.wait_for_url("**/group")
    ready(page)
    return page


@pytest.fixture(scope="module")
def desk(room: Hall) -> Page:
    """The facilitator's page."""
    return room.visit(Role.FACILITATOR)


def at(room: Hall, page: Page, role: Role, kind: str) -> Keyboard:
    """Bring the room to a step, and the page with it."""
    room.go(kind)
    room.arrived(page, role, kind)
    return Keyboard(page)


def texts(room: Hall) -> set[str]:
    """The cards a facilitator may read."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    wall = room.read(cards.visible, room.leader, revealed=workshop.revealed)
    return {card.text for card in wall}


def test_a_table_joins_with_the_code(room: Hall, phone: Page) -> None:
    groups = room.read(joining.groups_of, room.leader.workshop_id)

    assert [(g.name, g.function, g.people) for g in groups][-1] == (
        "Night owls",
        "Night shift",
        5,
    )
    expect(phone.locator(".mus-seat-header")).to_contain_text("Night owls")


def test_a_question_is_written_shared_picked_and_reworded(
    room: Hall, phone: Page
) -> None:
    hands = at(room, phone, Role.GROUP, "sub_questions")

    hands.tab_to("Professional skills")
    hands.press("ArrowRight", "ArrowLeft")
    assert "Professional skills" in hands.stop()["name"]
    hands.tab_to("Your table's question")
    hands.type("What keeps you awake")
    hands.do("Lay on the table")
    hands.tab_to("What keeps you awake", tag="input")
    hands.press("Space")
    hands.text("Picked for the room")
    hands.do("Reword: What keeps you awake")
    assert "New wording" in hands.stop()["name"]
    hands.press("End")
    hands.type(" at work?")
    hands.do("Save the wording")
    expect(
        phone.get_by_role("checkbox", name="What keeps you awake at work?")
    ).to_be_checked()

    hands.stop()
    assert "What keeps you awake at work?" in texts(room)


def test_a_kept_question_is_laid_on_the_table_and_another_deleted(
    room: Hall, phone: Page
) -> None:
    hands = at(room, phone, Role.GROUP, "sub_questions")
    for text in ("Mine for now", "Away with it"):
        hands.tab_to("Your table's question")
        hands.type(text)
        hands.do("Keep for myself")
        # What arrives while somebody tabs on moves the rows below it.
        phone.get_by_role("button", name=f"Delete: {text}").wait_for()
        hands.tab_to(f"Delete: {text}")

    hands.press("Enter")
    hands.do("Yes, delete")
    expect(phone.get_by_text("Away with it")).to_have_count(0)
    hands.stop()
    hands.do("Lay on the table: Mine for now", back=True)

    expect(phone.get_by_role("checkbox", name="Mine for now")).to_be_visible()
    hands.stop()


def test_a_goal_is_said_in_own_words(room: Hall, phone: Page) -> None:
    hands = at(room, phone, Role.GROUP, "strategy")

    hands.tab_to("No citizen meets more", tag="textarea")
    hands.type("Few faces")
    hands.press("Tab")

    hands.text("^(✓ )?Saved$")
    revealed = frozenset()
    said = room.read(passages.visible, room.leader, revealed=revealed)
    assert "Few faces" in {passage.text for passage in said}


def test_dots_are_placed_and_taken_back(room: Hall, phone: Page) -> None:
    show_cards(room)
    room.lead(votes.open_voting)
    hands = at(room, phone, Role.GROUP, "gather")
    left = phone.locator(".mus-vote-list-left")

    hands.tab_to("One dot more: What keeps you awake at work?")
    expect(left).to_contain_text("15 of 15")
    hands.press("Enter", "Space")
    expect(left).to_contain_text("13 of 15")
    hands.stop()
    hands.tab_to("One dot less: What keeps you awake at work?", back=True)
    hands.press("Space")

    expect(left).to_contain_text("14 of 15")
    hands.text("Saved")


def test_a_table_chooses_for_its_form(room: Hall, phone: Page) -> None:
    hands = at(room, phone, Role.GROUP, "choose")
    form = phone.locator(".mus-form-chooser-form").first

    assert hands.tab_to("Night owls", tag="input")["type"] == "radio"
    hands.press("ArrowDown", "ArrowUp")
    assert "Night owls" in hands.stop()["name"]
    hands.do("Choose: What keeps you awake at work?", back=False)
    expect(form).to_contain_text("What keeps you awake at work?")
    hands.stop()
    hands.do("Write a question yourself", back=True)
    hands.tab_to("Your question for the form")
    hands.type(OWN_QUESTION)
    hands.do("Put it in the form")
    expect(form).to_contain_text(OWN_QUESTION)
    hands.stop()
    hands.do(f"Move up: {OWN_QUESTION}", back=True)
    expect(form.locator("li").first).to_contain_text(OWN_QUESTION)
    hands.do("Remove: What keeps you awake at work?")
    expect(form).not_to_contain_text("keeps you awake")
    hands.stop()


def test_a_phone_goes_its_own_way_says_ready_and_follows(
    room: Hall, phone: Page
) -> None:
    hands = at(room, phone, Role.GROUP, "strategy")

    hands.do("We are ready")
    expect(phone.get_by_role("button", name="We are ready")).to_have_attribute(
        "aria-pressed", "true"
    )
    hands.stop()
    hands.do("Next: Themes")
    expect(phone.locator("h1")).to_have_text("Themes")
    hands.do("Go there", back=True)
    expect(phone.locator("h1")).to_have_text("Strategy and core task")
    hands.stop()
    hands.do("More", back=True, exact=True)
    hands.tab_to("English")
    hands.press("Escape")
    assert hands.stop()["name"] == "More"


def test_the_facilitator_names_the_workshop_and_adds_a_goal(
    room: Hall, desk: Page, phone: Page
) -> None:
    hands = at(room, desk, Role.FACILITATOR, "welcome")
    hands.tab_to("What the workshop is called")
    hands.press("End")
    hands.type(" 2026")
    hands.do("Next step: Strategy", back=True)
    room.arrived(desk, Role.FACILITATOR, "strategy")
    hands.stop()
    expect(desk.locator(".mus-run-sheet-brand")).to_contain_text("2026")

    hands.do("Add a goal")
    goal = desk.get_by_role("textbox", name="Goal 4")
    expect(goal).to_be_focused(timeout=NEWS_TIMEOUT_MS)
    hands.stop()
    hands.type("Nobody eats lunch alone.")
    hands.tab_to("yes", tag="input")
    hands.press("Space", "ArrowDown")

    expect(desk.locator("input[type=radio][value=partly]").first).to_be_checked()
    room.arrived(phone, Role.GROUP, "strategy")
    expect(phone.locator(".mus-strategy-view")).to_contain_text("lunch alone")


def test_the_facilitator_shows_groups_and_undoes(room: Hall, desk: Page) -> None:
    show_cards(room, False)
    hands = at(room, desk, Role.FACILITATOR, "gather")
    wall = desk.locator(".mus-card-sorter-wall > li.mus-card-sorter-card")
    alone = wall.count()

    hands.do("Show the cards to the room")
    expect(desk.get_by_text("The room sees these cards.")).to_be_visible()
    hands.stop()
    for text in wall.locator("label").all_inner_texts()[:2]:
        hands.tab_to(text, tag="input")
        hands.press("Space")
    hands.do("Group these", back=True)
    hands_on = desk.locator(".mus-card-sorter-cluster textarea:focus")
    hands_on.wait_for()
    hands.type("Both in one")
    expect(wall).to_have_count(alone - 2)
    hands.do("Undo", back=True)
    expect(wall).to_have_count(alone)
    hands.stop()


def test_the_facilitator_opens_and_shows_the_votes(room: Hall, desk: Page) -> None:
    hands = at(room, desk, Role.FACILITATOR, "gather")
    panel = desk.locator(".mus-vote-panel")

    expect(panel).to_have_attribute("data-state", "open")
    hands.do("Show the result")
    assert hands.stop()["name"] == "Not yet"
    hands.press("Escape")
    assert hands.stop()["name"] == "Show the result"
    hands.press("Enter")
    hands.do("Yes, show it", back=True)
    expect(panel).to_have_attribute("data-state", "revealed")
    hands.stop()
    hands.do("Vote again")
    hands.do("Yes, vote again", back=True)
    expect(panel).to_have_attribute("data-state", "open")
    hands.stop()


def test_the_facilitator_chooses_for_all(room: Hall, desk: Page) -> None:
    hands = at(room, desk, Role.FACILITATOR, "choose")

    assert hands.tab_to("Everybody", tag="input")["type"] == "radio"
    found = hands.tab_to("Choose: ", tag="button")
    hands.press("Enter")

    form = desk.locator(".mus-form-chooser-form").first
    expect(form).to_contain_text(found["name"].removeprefix("Choose: "))
    caught_up(desk)
    hands.stop()


def test_a_method_is_chosen_played_and_harvested(
    room: Hall, phone: Page, desk: Page
) -> None:
    hands = at(room, desk, Role.FACILITATOR, "sub_questions")
    hands.tab_to("Write in silence")
    hands.press("ArrowDown")
    hands.do("Begin: Fishbowl")
    desk.get_by_text("Phase 1 of").wait_for()
    table = at(room, phone, Role.GROUP, "sub_questions")
    phone.get_by_role("button", name="Take a chair").wait_for()
    table.do("Take a chair")
    phone.get_by_role("button", name="Leave the chair").wait_for()
    table.do("Leave the chair")

    hands.do("Next phase")
    desk.get_by_text("Phase 2 of").wait_for()
    phone.get_by_text("Phase 2 of").wait_for()
    table.tab_to("I heard")
    table.type("Nobody knows who decides")
    table.do("Save")
    phone.get_by_role("button", name="Delete: Nobody knows who decides").wait_for()

    desk.get_by_text("1 note from 1 device").wait_for()
    hands.do("Show the notes")
    hands.do("Yes, show")
    desk.get_by_role("textbox", name="Wording", exact=True).wait_for()
    hands.tab_to("Wording", exact=True)
    hands.press("End")
    hands.type("?")
    hands.do("Make it a question")
    desk.get_by_text("Made into a question").first.wait_for()
    hands.do("End the method")
    hands.do("Yes, end it")
    desk.get_by_text("Write in silence").wait_for()

    assert "Nobody knows who decides?" in texts(room)
