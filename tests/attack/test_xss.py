"""More than sixty payloads in every free-text field: nothing runs, anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import cycle, islice

import docx
import openpyxl
import pytest
from playwright.sync_api import Page

from musworkshop import limits
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.work import Origin, PassageKind, Stage
from musworkshop.model.workshop import VoteState
from musworkshop.store import (
    cards,
    form,
    joining,
    passages,
    seats,
    sorting,
    votes,
    workshops,
)
from musworkshop.store.connect import transaction
from tests.attack.payloads import PAYLOADS
from tests.browser.hall import Hall, hall

pytestmark = pytest.mark.browser

#: Each round puts other payloads into the fields of which there are few.
ROUNDS = 4
STEPS = (
    "welcome",
    "strategy",
    "themes",
    "sub_questions",
    "gather",
    "choose",
    "form",
)
WATCH = """
window.__xss = 0;
for (const name of ["alert", "confirm", "prompt"]) {
  window[name] = () => { window.__xss += 1; };
}
"""
#: Elements that only a payload could have made.
STRANGE = (
    "img[src='x'], iframe, object, embed, marquee, video, audio, math, base,"
    " [onerror], [onload], [onfocus], [onclick], [ontoggle], [onbegin],"
    " a[href^='javascript'], form[action^='javascript'], meta[http-equiv='refresh']"
)


def test_there_are_more_than_sixty_payloads():
    assert len(PAYLOADS) >= 60


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall() as opened:
        yield opened


@pytest.fixture(scope="module")
def chosen(room: Hall) -> list[str]:
    """The payloads that stand as questions in everybody's form."""
    return [text for number in range(ROUNDS) for text in fill(room, number)]


def fill(room: Hall, number: int) -> list[str]:
    """Put payloads into every free-text field; return those of the form."""
    supply = islice(cycle(PAYLOADS), number * 17, None)
    workshop_id = room.leader.workshop_id
    with transaction(room.engine) as connection:
        leader = room.leader
        single = {
            each.kind: each
            for each in passages.visible(connection, leader, revealed=frozenset())
            if each.kind
            in (PassageKind.TITLE, PassageKind.WORKPLACE, PassageKind.CORE_TASK)
        }
        for each in single.values():
            passages.save(connection, leader, each.id, next(supply), each.version)
            # A second writer: both texts wait on the page for a decision.
            passages.save(connection, leader, each.id, next(supply), each.version)
        for kind in (PassageKind.GOAL, PassageKind.CHALLENGE):
            for _goal in range(2):
                passages.add(connection, leader, kind, text=next(supply))
        concept = workshops.concept_of(workshops.get(connection, workshop_id))
        themes = [theme.id for theme in concept.themes if theme.open_to_cards]
        passages.add(
            connection,
            leader,
            PassageKind.LEADER_QUESTION,
            theme_id=themes[0],
            text=next(supply),
        )
        table, _token = joining.join_group(
            connection,
            workshop_id,
            name=f"{number}{next(supply)}"[: limits.NAME_CHARACTERS],
            function=next(supply)[: limits.NAME_CHARACTERS],
            people=3,
        )
        said = _write_cards(connection, table, themes)
        _own_words(connection, table, next(supply))
        together = sorting.group_cards(connection, leader, said[:2])
        sorting.name_cluster(connection, leader, together, next(supply), 1)
        chosen = [next(supply) for _question in range(8)]
        for text in chosen:
            form.choose(
                connection,
                leader,
                group_id=None,
                theme_id=themes[number % len(themes)],
                origin=Origin.OWN,
                origin_id=None,
                text=text,
            )
        form.choose(
            connection,
            table,
            group_id=table.group_id,
            theme_id=themes[0],
            origin=Origin.OWN,
            origin_id=None,
            text=next(supply),
        )
        room.bump(connection)
    return chosen


def _write_cards(connection, table: Viewer, themes: list[str]) -> list[str]:
    """Every payload is a card once; the ids of those under the first theme."""
    written = []
    for place, text in enumerate(PAYLOADS):
        theme_id = themes[place % len(themes)]
        if place // len(themes) >= limits.CARDS_PER_SEAT_AND_THEME:
            break
        card_id = cards.add(
            connection, table, theme_id=theme_id, text=text, stage=Stage.ROOM
        )
        if theme_id == themes[0]:
            written.append(card_id)
    cards.reword(connection, table, written[-1], PAYLOADS[-1] + "!", 1)
    return written


def _own_words(connection, table: Viewer, text: str) -> None:
    goal = next(
        each
        for each in passages.visible(connection, table, revealed=frozenset())
        if each.kind is PassageKind.GOAL
    )
    passages.say_in_own_words(connection, table, goal.id, text, 0)


def look(room: Hall, page: Page, role: Role) -> None:
    """Walk a page through every step and state, and touch what reacts to touch."""
    for kind in STEPS:
        room.go(kind)
        with transaction(room.engine) as connection:
            workshops.show_cards(connection, room.leader, kind != "sub_questions")
            room.bump(connection)
        room.arrived(page, role, kind)
        _is_calm(page, f"{role} {kind}")
    room.go("gather")
    with transaction(room.engine) as connection:
        state = workshops.get(connection, room.leader.workshop_id).vote_state
        if state is not VoteState.OPEN:
            votes.open_voting(connection, room.leader)
        votes.reveal(connection, room.leader)
        room.bump(connection)
    room.arrived(page, role, "gather")
    _is_calm(page, f"{role} votes")


def _is_calm(page: Page, where: str) -> None:
    for button in page.locator(".mus-disclosure:visible").all():
        button.click()
    page.mouse.move(200, 300)
    page.mouse.move(400, 500)
    assert page.evaluate("window.__xss") == 0, where
    assert page.locator(STRANGE).count() == 0, where


@pytest.mark.parametrize("role", list(Role))
def test_nothing_runs_on_a_page(room: Hall, chosen: list[str], role: Role):
    assert chosen
    page = room.visit(role)
    page.context.add_init_script(WATCH)
    page.reload()
    page.locator("h1:visible").first.wait_for()

    look(room, page, role)


def test_the_join_page_shows_names_as_text(room: Hall, chosen: list[str]):
    assert chosen
    context = room.context()
    context.add_init_script(WATCH)
    page = context.new_page()

    page.goto(room.server.url + room.server.scan_path)

    assert page.locator("h1:visible").count() == 1
    assert page.evaluate("window.__xss") == 0
    assert page.locator(STRANGE).count() == 0


def test_documents_hold_payloads_as_text_only(room: Hall, chosen: list[str]):
    with transaction(room.engine) as connection:
        _viewer, token = seats.add(
            connection, room.leader.workshop_id, Role.FACILITATOR
        )
    context = room.context()
    context.add_cookies(
        [{"name": "mus-facilitator", "value": token, "url": room.server.url}]
    )

    def fetch(name: str) -> bytes:
        answer = context.request.get(f"{room.server.url}/documents/{name}")
        assert answer.ok, name
        return answer.body()

    word = docx.Document(io.BytesIO(fetch("skema-1.docx")))
    cells = "\n".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    book = openpyxl.load_workbook(io.BytesIO(fetch("skema-1.xlsx")))
    values = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    for text in chosen:
        line = text.split("\n")[0]
        assert line.casefold() in cells.casefold(), line
        assert any(line.casefold() in str(cell.value).casefold() for cell in values), (
            line
        )
    assert not [cell.value for cell in values if cell.data_type == "f"]
    assert not [cell.value for cell in values if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(fetch("skema-1.docx"))) as parts:
        links = [name for name in parts.namelist() if name.endswith(".rels")]
        assert not any(b'TargetMode="External"' in parts.read(n) for n in links)
    pdf = fetch("skema-1.pdf")
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf
