"""The temperature taken by the room: answered, closed, shown, agreed on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from musworkshop.errors import ServerError
from musworkshop.model.temperature import Form, Sheet
from musworkshop.server.invented import invented_sheets
from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.store.values import now
from musworkshop.text import _

_SHEET, _LEAD, _ACTIONS = "TemperatureSheet", "TemperatureLead", "ActionList"
#: Every so many load the page again half-way.
_COMES_BACK_EVERY = 7


def answers_of(hall: Hall) -> dict[str, list[Sheet]]:
    """Return the sheets each device hands in: one for a person, one each at a table.

    The first person alone is the leader.
    """
    instrument = hall.concept.instrument
    assert instrument is not None
    people = [d.group.people if d.group is not None else 1 for d in hall.devices]
    alone = [d for d in hall.devices if d.group is None]
    leaders = 1 if alone else 0
    made = invented_sheets(
        instrument, sum(people) - leaders, leaders=leaders, seed=hall.seed
    )
    given: dict[str, list[Sheet]] = {}
    for device, number in zip(hall.devices, people, strict=True):
        is_leader = bool(alone) and device is alone[0]
        given[device.visitor.label] = (
            [made.pop()] if is_leader else [made.pop(0) for _n in range(number)]
        )
    return given


async def take(hall: Hall) -> None:
    """Invite, open, let everybody answer, and close."""
    leader = hall.facilitator
    given = answers_of(hall)
    everything = [sheet for sheets in given.values() for sheet in sheets]
    leaders = sum(sheet.form is Form.LEADER for sheet in everything)
    await hall.send(
        leader,
        _LEAD,
        "set_invited",
        employees=len(everything) - leaders,
        leaders=leaders,
    )
    await hall.show(
        leader,
        _LEAD,
        "open_round",
        what=_("that the temperature is open"),
        seen=lambda stage: stage["content"].get("state") == "open",
    )
    await hall.everybody(lambda d: _answer_all(hall, d, given[d.visitor.label]))
    await hall.projector.until(
        lambda: _sent(hall.stage) == len(everything),
        what=_("how many have answered"),
    )
    hall.ledger.sheets = everything
    await hall.show(
        leader,
        _LEAD,
        "close_round",
        what=_("that the temperature is closed"),
        seen=lambda stage: stage["content"].get("state") == "closed",
    )


def _sent(stage: dict[str, Any]) -> int:
    sent: dict[str, int] = stage["content"].get("sent", {})
    return sum(sent.values())


async def _answer_all(hall: Hall, device: Device, sheets: Sequence[Sheet]) -> None:
    """Answer for each person at the device; the next one sees nothing of the last."""
    visitor = device.visitor
    await visitor.until(
        lambda: visitor.data(_SHEET).get("state") == "open", what=_("the statements")
    )
    for number, sheet in enumerate(sheets):
        secret = secrets.token_hex(16)
        await hall.send(visitor, _SHEET, "forget")
        await hall.send(visitor, _SHEET, "open_sheet", secret=secret)
        if visitor.data(_SHEET)["sheet"] is not None:
            raise ServerError(
                _("{who}: the sheet of the one before can be seen.").format(
                    who=visitor.label
                )
            )
        comes_back = not number and not (hall.devices.index(device) % _COMES_BACK_EVERY)
        await _answer(hall, device, sheet, secret, comes_back=comes_back)


async def _answer(
    hall: Hall, device: Device, sheet: Sheet, secret: str, *, comes_back: bool
) -> None:
    visitor = device.visitor
    await hall.send(
        visitor,
        _SHEET,
        "choose",
        secret=secret,
        form=sheet.form.value,
        unit_id=sheet.unit_id,
    )
    half = len(sheet.answers) // 2
    for place, (statement_id, points) in enumerate(sheet.answers.items()):
        if place == half and comes_back:
            await _come_back(device, secret, half)
        given = {"secret": secret, "statement_id": statement_id, "given": True}
        if place == half:  # somebody changes an answer
            await hall.send(visitor, _SHEET, "answer", points=0, **given)
        await hall.send(visitor, _SHEET, "answer", points=points, **given)
    if sheet.comment:
        await hall.send(visitor, _SHEET, "comment", secret=secret, text=sheet.comment)
    if sheet.show_own:
        await hall.send(visitor, _SHEET, "show_own", secret=secret, on=True)
    await hall.pause(device)
    await hall.send(visitor, _SHEET, "send", secret=secret)


async def _come_back(device: Device, secret: str, answered: int) -> None:
    """Load the page again: the secret opens the same sheet."""
    visitor = device.visitor
    await visitor.open_page("/group" if device.group is not None else "/participant")
    await visitor.call(_SHEET, "open_sheet", {"secret": secret})
    await visitor.until(
        lambda: visitor.data(_SHEET)["sheet"], what=_("the sheet begun before")
    )
    if len(visitor.data(_SHEET)["sheet"]["answers"]) != answered:
        sentence = _("{who}: the page was loaded again and came back with less.")
        raise ServerError(sentence.format(who=visitor.label))


async def show_result(hall: Hall) -> None:
    """Show one view after the other on the projector."""
    leader = hall.facilitator
    await leader.until(lambda: leader.data(_LEAD).get("views"), what=_("the result"))
    for view in reversed(leader.data(_LEAD)["views"]):
        await hall.send(leader, _LEAD, "show_view", view_id=view["id"])
    await hall.projector.until(
        lambda: hall.stage["scene"] == "result" and hall.stage["content"]["rows"],
        what=_("the result"),
    )


async def agree(hall: Hall) -> None:
    """Agree on two actions; one is corrected."""
    leader = hall.facilitator
    due = (now() + timedelta(days=90)).date().isoformat()
    about = {"owner": _("Leader"), "due": due, "status": "agreed"}
    for text in (
        _("Every talk ends with a date for following up."),
        _("We take up last year's agreements at the next meeting."),
    ):
        made = await hall.send(
            leader, _ACTIONS, "save_action", action_id="", text=text, **about
        )
        await hall.show(
            leader,
            _ACTIONS,
            "save_action",
            what=_("the agreed action"),
            seen=sights.agreed(f"{text} ✓"),
            action_id=made["id"],
            text=f"{text} ✓",
            **about,
        )
        hall.ledger.actions.add(f"{text} ✓")
