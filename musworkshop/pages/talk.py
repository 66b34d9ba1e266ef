"""What a method says on every page: its phase, who speaks to whom, who sits where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from musworkshop.content.methods import Around, Method, MethodPhase, MethodRole
from musworkshop.content.schema import StepKind
from musworkshop.model.method import Circle, MethodRun, Note
from musworkshop.model.roles import IN_THE_ROOM
from musworkshop.pages.room import Room
from musworkshop.rules import clock
from musworkshop.store.methods import capacities
from musworkshop.text import _


def is_played(room: Room, kind: StepKind) -> bool:
    """Say whether a method is played on a page that shows a step of this kind."""
    return kind is StepKind.SUB_QUESTIONS and room.method is not None


def played(room: Room) -> tuple[MethodRun, Method]:
    """Return the method being played; there is one, see `is_played`."""
    assert room.run is not None
    assert room.method is not None
    return room.run, room.method


def phase_shown(method: Method, run: MethodRun, number: int) -> dict[str, Any]:
    """Return a phase as all three pages take it."""
    course = method.course(run.mode_id)
    following = course[number + 1 :]
    return {
        "number": number + 1,
        "count": len(course),
        "title": str(course[number].title),
        "ask": str(course[number].ask),
        "next": str(following[0].title) if following else "",
    }


def task(phase: MethodPhase, role: MethodRole) -> str:
    """Return what a role does in a phase."""
    found = (str(each.text) for each in phase.tasks if each.role == role.id)
    return next(found, str(role.about))


def who_speaks(method: Method, phase: MethodPhase) -> list[str]:
    """Return in sentences who may speak to whom."""
    title = {role.id: str(role.title) for role in method.roles}
    pairs = dict.fromkeys(tuple(pair) for pair in phase.speaks)
    if not pairs:
        return [_("Nobody speaks now.")]
    everything = {
        (a, b)
        for a in title
        for b in title
        if a != b or method.role(a).most != 1  # nobody speaks to oneself
    }
    if everything <= set(pairs):
        return [_("Everybody speaks with everybody.")]
    sentences = []
    done: set[tuple[str, str]] = set()
    for a, b in pairs:
        if (a, b) in done:
            continue
        done |= {(a, b), (b, a)}
        if a == b:
            words = _("{role}: speak with each other")
            sentences.append(words.format(role=title[a]))
        elif (b, a) in pairs:
            words = _("{role} and {other} speak with each other")
            sentences.append(words.format(role=title[a], other=title[b]))
        else:
            words = _("{role} speaks to {other}")
            sentences.append(words.format(role=title[a], other=title[b]))
    return sentences


def has_outside(method: Method) -> bool:
    """Say whether some sit on chairs and the others around them."""
    return method.everybody is not None and any(r.most for r in method.roles)


def leader(run: MethodRun, method: Method) -> str:
    """Return where the leader sits at first, as a sentence; "" without circles."""
    outside = method.everybody
    if not run.leader_outside or outside is None or not has_outside(method):
        return ""
    return _("If the leader is here: begin as {role}.").format(role=str(outside.title))


def circle_name(room: Room, circle: Circle) -> str:
    """Return what a circle is called; "" for the hall."""
    _run, method = played(room)
    if method.around is Around.HALL:
        return ""
    if circle.group_id is not None:
        return room.origin(circle.group_id)
    return _("Team {n}").format(n=circle.number)


def labels(room: Room, places: Iterable[Any]) -> list[str]:
    """Return where people come from: a table's name, or one person."""
    return [room.origin(each.group_id) or _("one person") for each in places]


def others(room: Room, circle: Circle) -> int:
    """Count the devices in the room, or at the table, that sit on no chair.

    0 where the method has no chairs at all.
    """
    sitting = {p.seat_id for p in circle.places if p.chair}
    _run, method = played(room)
    if not any(role.most for role in method.roles):
        return 0
    around = [
        seat
        for seat in room.seats
        if seat.role in IN_THE_ROOM
        and (method.around is Around.HALL or seat.group_id == circle.group_id)
    ]
    return sum(seat.id not in sitting for seat in around)


def seating(room: Room, circle: Circle | None) -> list[dict[str, Any]]:
    """Return the roles of a circle: chairs, who sits on them, who waits."""
    run, method = played(room)
    chairs = capacities(method, run)
    return [
        {
            "id": role.id,
            "title": str(role.title),
            "about": str(role.about),
            "chairs": chairs.get(role.id, 0),
            "seated": list(circle.seated(role.id)) if circle else [],
            "queue": list(circle.queue(role.id)) if circle else [],
        }
        for role in method.roles
    ]


def clock_of(room: Room, circle: Circle) -> dict[str, Any] | None:
    """Return a team's own clock, or None where all go by the hall's."""
    run, _method = played(room)
    return clock.shown(circle, at=room.at) if run.own_clocks else None


def note_shown(room: Room, note: Note) -> dict[str, Any]:
    """Return a note that the room may see, as its table's."""
    _run, method = played(room)
    prompts = {each.id: str(each.text) for each in method.prompts}
    return {
        "id": note.id,
        "prompt": prompts.get(note.prompt_id, ""),
        "text": note.text,
        "origin": room.origin(note.group_id) or _("one person"),
    }


def shown_notes(room: Room) -> list[Note]:
    """Return the notes on the theme that the facilitator has shown."""
    run, _method = played(room)
    return [n for n in room.notes if n.shown and n.theme_id == run.theme_id]
