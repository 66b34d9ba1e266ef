"""People without a browser who answer the temperature."""

from __future__ import annotations

import secrets
from dataclasses import replace

from playwright.sync_api import Page

from musworkshop.content.instrument import Instrument
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.temperature import Form, Sheet
from musworkshop.model.work import PassageKind
from musworkshop.rules.threshold import publish
from musworkshop.server.invented import invented_sheets
from musworkshop.settings import Settings
from musworkshop.store import actions, ballots, joining, passages, rounds, workshops
from musworkshop.store.connect import Connection
from musworkshop.store.seal import Seals
from musworkshop.store.values import now
from tests.browser.hall import Hall

UNITS = ("Distrikt Nord", "Distrikt Syd", "Natholdet")


def instrument_of(room: Hall) -> Instrument:
    """Return what the room is asked."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    found = workshops.concept_of(workshop).instrument
    assert found is not None
    return found


def name_units(room: Hall) -> tuple[str, ...]:
    """Write three units; return their ids."""
    return tuple(room.lead(passages.add, PassageKind.UNIT, text=name) for name in UNITS)


def open_round(room: Hall) -> None:
    """Let everybody answer."""
    Seals(Settings().seals).make(room.leader.workshop_id)
    room.lead(rounds.open_round)


def people_answer(
    room: Hall, number: int, *, leaders: int = 1, units: tuple[str, ...] = ()
) -> list[Sheet]:
    """Let people join and answer; return their sheets."""
    sheets = invented_sheets(
        instrument_of(room), number, leaders=leaders, units=units, seed=4
    )
    for sheet in sheets:
        _answer(room, sheet)
    return sheets


def name_workplace(room: Hall, *, title: str = "MUS-temperatur") -> None:
    """Write who is asked."""
    for kind, text in (
        (PassageKind.TITLE, title),
        (PassageKind.WORKPLACE, "Hjemmeplejen Syd"),
    ):
        written = room.read(passages.visible, room.leader, revealed=frozenset())
        one = next(each for each in written if each.kind is kind)
        room.lead(passages.save, one.id, text, one.version)


def begin_a_sheet(page: Page) -> None:
    """Let a person answer the first three statements."""
    page.locator(".mus-temperature-sheet input[type=radio]").first.check()
    units = page.get_by_role("radio", name=UNITS[0])
    if units.count():
        units.check()
    page.get_by_role("button", name="Begynd").click()
    for number in range(1, 4):
        page.get_by_text(f"{number} af 20", exact=True).first.wait_for()
        page.get_by_role("radio", name="I høj grad", exact=True).check()
        page.get_by_role("button", name="Næste \u203a", exact=True).click()


def close_round(room: Hall) -> None:
    """Count the answers and show what may be shown."""
    seals = Seals(Settings().seals)

    def do(connection: Connection, leader: Viewer) -> None:
        asked = rounds.get(connection, leader.workshop_id)
        written = passages.visible(connection, leader, revealed=frozenset())
        found = publish(
            ballots.take_out(connection, leader, seals),
            instrument_of(room),
            threshold=asked.threshold,
            closed_on=now().date(),
            invited={
                Form.EMPLOYEE: asked.invited_employees,
                Form.LEADER: asked.invited_leaders,
            },
            units={p.id: p.text for p in written if p.kind is PassageKind.UNIT},
        )
        rounds.close_round(connection, leader, found)

    room.lead(do)


def agree(room: Hall) -> None:
    """Write two actions."""
    for text, owner, status in (
        ("Hver samtale slutter med en dato for opfølgning.", "Leder", "agreed"),
        ("Vi tager aftalerne fra sidste år op på maj-mødet.", "TR og leder", "started"),
    ):
        about = {"text": text, "owner": owner, "due": "2027-03-01", "status": status}
        room.lead(actions.save, "", **about)


def _answer(room: Hall, sheet: Sheet) -> None:
    seals = Seals(Settings().seals)
    secret = secrets.token_hex(16)
    viewer, _token = room.lead(lambda c, v: joining.join_alone(c, v.workshop_id))
    assert viewer.role is Role.PARTICIPANT
    kept = replace(sheet, show_own=sheet.form is Form.LEADER)
    room.act(viewer, ballots.change, secret, seals, lambda _before: kept)
    room.act(viewer, ballots.send, secret)
