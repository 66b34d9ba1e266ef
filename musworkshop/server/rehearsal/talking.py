"""A method played by the room: chairs, notes in every phase, then questions."""

from __future__ import annotations

from functools import partial
from typing import Any

from musworkshop.errors import ServerError
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.text import _

#: Notes made into questions: no more than a form carries.
_HARVESTED = 12
_SEAT, _LEAD = "MethodSeat", "MethodLead"


async def play_method(hall: Hall, method_id: str) -> None:
    """Begin a method, play its phases, show what was heard, and harvest it."""
    leader = hall.facilitator
    method = next(
        each for each in leader.data(_LEAD)["methods"] if each["id"] == method_id
    )
    mode = hall.chance(leader).choice(method["modes"])
    theme_id = leader.data(_LEAD)["themes"][0]["id"]
    await hall.send(
        leader,
        _LEAD,
        "start",
        method_id=method_id,
        mode_id=mode["id"],
        theme_id=theme_id,
        chairs=(mode["chairs"] or {"most": 0})["most"],
    )
    phases = await leader.until(
        lambda: (leader.data(_LEAD)["run"] or {}).get("phases"), what=_("the method")
    )
    for phase in phases or ():
        await _play_phase(hall, phase["number"])
    await _harvest(hall, theme_id)
    await hall.send(leader, _LEAD, "end")


async def _play_phase(hall: Hall, number: int) -> None:
    leader = hall.facilitator
    if number > 1:
        await hall.show(
            leader,
            _LEAD,
            "go",
            what=_("the next phase"),
            seen=partial(_shows_phase, number),
            number=number,
        )
    await hall.everybody(partial(_see_phase, hall, number))
    for device in hall.devices:  # one after the other, as people sit down
        await hall.everybody(partial(_sit_down, hall), [device])
    # A change of plan in every phase: a minute more, a pause, and on.
    await hall.send(leader, _LEAD, "add_minutes", minutes=1)
    await hall.send(leader, _LEAD, "pause_clock")
    await hall.send(leader, _LEAD, "start_clock")
    await hall.everybody(partial(_note, hall, number))
    await hall.everybody(_come_back, hall.devices[-1:])


def _shows_phase(number: int, stage: dict[str, Any]) -> bool:
    is_here: bool = stage["scene"] == "method" and stage["content"]["number"] == number
    return is_here


async def _see_phase(hall: Hall, number: int, device: Device) -> None:
    visitor = device.visitor
    await visitor.until(
        lambda: visitor.data(_SEAT).get("phase", {}).get("number") == number,
        what=_("the phase"),
    )


async def _sit_down(hall: Hall, device: Device) -> None:
    """Take a role where there is none yet; for the hall's chairs only some care."""
    visitor = device.visitor
    seat = visitor.data(_SEAT)
    offered = [each for each in seat["circle"]["roles"] if each["can_take"]]
    if seat["role"] is not None and (
        seat["chair"] or hall.chance(visitor).random() < 0.5
    ):
        return
    # A table's device notes for all who listen at it.
    offered.sort(key=lambda each: each["chairs"], reverse=device.group is not None)
    wanted = [each["id"] for each in offered] or seat["can_queue"]
    if wanted and seat["queue"] is None:
        await hall.send(visitor, _SEAT, "take_place", role_id=wanted[0])
        await visitor.until(
            lambda: visitor.data(_SEAT)["chair"] or visitor.data(_SEAT)["queue"],
            what=_("a chair"),
        )


async def _note(hall: Hall, number: int, device: Device) -> None:
    """Write a note for each prompt that the own role has in this phase."""
    visitor = device.visitor
    for prompt in visitor.data(_SEAT)["prompts"]:
        await hall.pause(device)
        text = f"{visitor.label} ({number}): {prompt['text']}"
        field = f"note:{prompt['id']}"
        await hall.send(visitor, _SEAT, "draft", field=field, text=text[:5])
        await hall.send(visitor, _SEAT, "add_note", prompt_id=prompt["id"], text=text)
        hall.ledger.note_kept(visitor.seat_id, text)


async def _come_back(device: Device) -> None:
    """Load the page again: the same role, chair, notes and half-written text."""
    visitor = device.visitor
    before = _own(visitor.data(_SEAT))
    await visitor.open_page("/group" if device.group is not None else "/participant")
    if _own(visitor.data(_SEAT)) != before:
        sentence = _("{who}: the page was loaded again and came back with less.")
        raise ServerError(sentence.format(who=visitor.label))


def _own(seat: dict[str, Any]) -> Any:
    kept = ("role", "chair", "queue", "prompts", "notes")
    return {key: seat[key] for key in kept}


async def _harvest(hall: Hall, theme_id: str) -> None:
    """Show the notes; make questions of some, reworded, with their origin kept."""
    leader = hall.facilitator
    await hall.show(
        leader,
        _LEAD,
        "show_notes",
        what=_("the notes"),
        seen=lambda stage: bool(stage["content"].get("notes")),
    )
    shown = await leader.until(
        lambda: leader.data(_LEAD)["run"]["shown"], what=_("the notes")
    )
    step = max(1, len(shown) // _HARVESTED)
    for number, note in enumerate(shown[::step][:_HARVESTED]):
        text = note["text"] if number % 2 else f"{note['text']}?"
        await hall.send(
            leader,
            _LEAD,
            "harvest",
            note_id=note["id"],
            theme_id=theme_id,
            text=text,
        )
        hall.ledger.harvested.add(text)
        hall.ledger.card_picked(theme_id, text)
