"""The temperature in Chromium: by keyboard alone, and with nothing that axe can see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.model.temperature import RoundState, Sheet
from musworkshop.model.work import PassageKind
from musworkshop.settings import Settings
from musworkshop.store import actions, ballots, passages, rounds, seats
from musworkshop.store.seal import Seals
from tests.browser.answering import instrument_of, name_units, people_answer
from tests.browser.hall import NEWS_TIMEOUT_MS, Hall, caught_up, hall, ready
from tests.browser.keys import Keyboard
from tests.browser.test_axe_pages import found


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(demo=False, language="en", concept="temperature") as opened:
        name_units(opened)
        yield opened


@pytest.fixture(scope="module")
def pages(room: Hall) -> dict[Role, Page]:
    """One page of each role, used from step to step."""
    return {
        role: room.visit(role, width=360 if role is not Role.PROJECTOR else 1280)
        for role in OF_THE_WORKSHOP
    }


def answer_the_rest(room: Hall, phone: Page) -> None:
    """Answer what is left as another page with the same secret would; load again."""
    caught_up(phone)
    secret = phone.evaluate(
        """() => localStorage.getItem(
          Object.keys(localStorage).find((key) => key.startsWith("mus-sheet:")))"""
    )
    seats_here = room.read(seats.of_workshop, room.leader.workshop_id)
    alone = next(each.id for each in seats_here if each.role is Role.PARTICIPANT)
    viewer = room.read(seats.viewer, alone)
    rest = instrument_of(room).statements[3:]

    def do(sheet: Sheet) -> Sheet:
        assert list(sheet.answers.values()) == [1, 1, 1]
        answers = {**sheet.answers, **{each.id: 3 for each in rest}}
        return replace(sheet, answers=answers)

    room.act(viewer, ballots.change, secret, Seals(Settings().seals), do)
    phone.reload()


def everywhere(room: Hall, pages: dict[Role, Page], kind: str) -> list[str]:
    """Bring the room to a step; return what axe finds on the four pages."""
    room.go(kind)
    faults = []
    for role, page in pages.items():
        room.arrived(page, role, kind)
        faults += found(page, f"{role.value} {kind}")
    return faults


def test_axe_finds_nothing_before_it_is_open(room, pages):
    assert everywhere(room, pages, "temperature") == []


def test_the_facilitator_opens_it_by_keyboard(room, pages):
    room.go("temperature")
    desk = pages[Role.FACILITATOR]
    room.arrived(desk, Role.FACILITATOR, "temperature")
    desk.set_viewport_size({"width": 1280, "height": 800})
    hands = Keyboard(desk)

    hands.do("Open for answers")

    expect(desk.get_by_text("The room is answering", exact=False).first).to_be_visible(
        timeout=NEWS_TIMEOUT_MS
    )
    workshop_id = room.leader.workshop_id
    assert room.read(rounds.get, workshop_id).state is RoundState.OPEN


def test_a_person_answers_by_keyboard_loads_the_page_again_and_sends(room, pages):
    phone = pages[Role.PARTICIPANT]
    phone.set_viewport_size({"width": 360, "height": 780})
    room.arrived(phone, Role.PARTICIPANT, "temperature")
    instrument = instrument_of(room)
    hands = Keyboard(phone)
    hands.tab_to(str(instrument.employee_form.en))
    hands.press("Space")
    hands.tab_to("Distrikt Nord")
    hands.press("Space")
    hands.do("Begin")
    assert found(phone, "a statement") == []
    for statement in instrument.statements[:3]:
        expect(phone.get_by_text(statement.employee.en).first).to_be_visible(
            timeout=NEWS_TIMEOUT_MS
        )
        hands.tab_to("To a very small extent")
        hands.press("Space", "ArrowDown")
        hands.do("Next \u203a")
    answer_the_rest(room, phone)
    ready(phone)
    phone.get_by_text("You have answered all 20 statements.").wait_for()
    hands.do("\u2039 Back")
    phone.get_by_role("textbox", name=instrument.comment.en).wait_for()
    assert found(phone, "the end of the sheet") == []
    hands.tab_to(instrument.comment.en)
    hands.type("More time, please")
    hands.do("Next \u203a")
    phone.get_by_text("You have answered all 20 statements.").wait_for()
    assert found(phone, "ready to send") == []
    hands.do("Send my answers")

    thanks = phone.get_by_text("Thank you. Your answers are sent.")
    thanks.locator("visible=true").first.wait_for()
    assert room.read(rounds.get, room.leader.workshop_id).sent_employees == 1
    assert found(phone, "sent") == []


def test_axe_finds_nothing_while_the_room_answers(room, pages):
    assert everywhere(room, pages, "temperature") == []


def test_the_facilitator_closes_it_by_keyboard_and_everybody_reads_the_result(
    room, pages
):
    written = room.read(passages.visible, room.leader, revealed=frozenset())
    units = tuple(each.id for each in written if each.kind is PassageKind.UNIT)
    people_answer(room, 60, leaders=5, units=units)
    desk = pages[Role.FACILITATOR]
    desk.set_viewport_size({"width": 1280, "height": 800})
    caught_up(desk)
    hands = Keyboard(desk)

    hands.do("Close and count")
    hands.do("Yes, close and count")

    expect(desk.get_by_text("It is closed", exact=False).first).to_be_visible(
        timeout=NEWS_TIMEOUT_MS
    )
    assert everywhere(room, pages, "results") == []


def test_axe_finds_nothing_on_any_view_of_the_result(room, pages):
    room.go("results")
    stage = pages[Role.PROJECTOR]
    instrument = instrument_of(room)
    seen = {
        "overview": "result",
        instrument.areas[0].id: "result",
        "gaps": "gaps",
        "units": "units",
        "comments": "comments",
    }
    faults = []
    for view, scene in seen.items():
        room.lead(rounds.show_view, view)
        stage.locator(f"[data-scene={scene}]").wait_for(timeout=NEWS_TIMEOUT_MS)
        caught_up(stage)
        faults += found(stage, f"projector {view}")

    assert faults == []


def test_an_action_is_written_by_keyboard_and_stands_on_the_projector(room, pages):
    desk = pages[Role.FACILITATOR]
    room.go("actions")
    room.arrived(desk, Role.FACILITATOR, "actions")
    hands = Keyboard(desk)
    hands.tab_to("What do we do?")
    hands.type("A date for following up ends every talk")
    hands.tab_to("Who sees to it?")
    hands.type("Leader")
    hands.do("Add the action")

    expect(
        pages[Role.PROJECTOR].get_by_text("A date for following up").first
    ).to_be_visible(timeout=NEWS_TIMEOUT_MS)
    (kept,) = room.read(actions.of_workshop, room.leader.workshop_id)
    assert (kept.text, kept.owner) == (
        "A date for following up ends every talk",
        "Leader",
    )
    assert everywhere(room, pages, "actions") == []
