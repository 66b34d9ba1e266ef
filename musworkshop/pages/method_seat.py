"""A method on a phone: the own role, chairs and queue, private notes."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.roles import Viewer
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.pages import chairs, talk
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.rules.clock import changed
from musworkshop.store import circles, methods, notes, places, workshops
from musworkshop.store.connect import Connection
from musworkshop.store.values import now
from musworkshop.text import _
from musworkshop.widgets.method_seat import MethodSeat

_DRAFT = "note:"


class MethodSeatPart:
    """What one device does in a method."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = MethodSeat(
            calls={
                "take_place": self.take_place,
                "leave_place": self.leave_place,
                "add_note": self.add_note,
                "reword_note": self.reword_note,
                "delete_note": self.delete_note,
                "go": self.go,
                "start_clock": self.start_clock,
                "pause_clock": self.pause_clock,
                "add_minutes": self.add_minutes,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the phase, the own role, and what this role may do now."""
        if room.method is None:  # half a note stays in sight
            self.widget.show({**self.widget.data, "running": False})
            return
        run, method = talk.played(room)
        circle = chairs.own_circle(room)
        number = circle.phase if circle else run.phase
        phase = method.course(run.mode_id)[number]
        place = run.place_of(room.viewer.seat_id)
        role = chairs.own_role(room)
        waits = place is not None and place.wish_id is not None
        place_in_queue = chairs.place_in_queue(room, circle) if waits else 0
        self.widget.show(
            {
                "running": True,
                "title": str(method.title),
                "mode": str(method.mode(run.mode_id).title),
                "theme": str(room.concept.theme(run.theme_id).title),
                "phase": talk.phase_shown(method, run, number),
                "clock": room.clock(),
                "role": {
                    "id": role.id,
                    "title": str(role.title),
                    "task": talk.task(phase, role),
                }
                if role
                else None,
                "listens": role is not None and role.id in phase.listens,
                "speaks": talk.who_speaks(method, phase),
                "leader": talk.leader(run, method),
                "circle": {
                    "name": talk.circle_name(room, circle) if circle else "",
                    "roles": chairs.roles(room, circle),
                },
                "chair": {"can_leave": chairs.are_taken_now(room)}
                if place and place.chair
                else None,
                "queue": {"place": place_in_queue} if waits else None,
                "can_queue": chairs.can_queue(room, circle),
                "steers": run.own_clocks and place is not None,
                "prompts": [
                    {
                        "id": prompt.id,
                        "text": str(prompt.text),
                        "draft": room.drafts.get(_DRAFT + prompt.id, ""),
                    }
                    for prompt in method.prompts
                ]
                if role is not None and role.id in phase.writes
                else [],
                "notes": [
                    {
                        "id": note.id,
                        "prompt_id": note.prompt_id,
                        "text": note.text,
                        "version": note.version,
                    }
                    for note in room.notes
                    if note.mine and note.theme_id == run.theme_id
                ],
                "shown": [talk.note_shown(room, n) for n in talk.shown_notes(room)],
                "who": _(TABLE[Artefact.NOTE].sentence).format(
                    origin=room.group.name if room.group else _("one person")
                ),
                "limit": limits.CARD_CHARACTERS,
            }
        )

    def take_place(self, request_id: str, role_id: str) -> Any:
        """Take a role, or wait for one of its chairs."""
        room = self._desk.read()
        _still_played(room)
        run, method = talk.played(room)
        known = {role.id: role for role in method.roles}
        if role_id not in known:
            raise InputError(_("That role is not part of this method."))
        if not known[role_id].most:
            return self.leave_place(request_id)
        may_sit = chairs.may_sit(room, known[role_id])
        number = methods.capacities(method, run)[role_id]

        def do(connection: Connection, viewer: Viewer) -> dict[str, bool]:
            circle = chairs.circle_for(connection, viewer, method)
            sits = places.take(
                connection, viewer, circle, role_id, chairs=number, may_sit=may_sit
            )
            return {"sits": sits}

        return self._desk.act(request_id, do)

    def leave_place(self, request_id: str) -> Any:
        """Leave the chair or the queue."""
        return self._desk.act(request_id, places.leave)

    def add_note(self, request_id: str, prompt_id: str, text: str) -> Any:
        """Keep a note."""
        room = self._desk.room
        _still_played(room)
        run, method = talk.played(room)
        if all(prompt.id != prompt_id for prompt in method.prompts):
            raise InputError(_("The request was not understood."))
        return self._desk.act(
            request_id,
            lambda c, v: {
                "id": notes.add(
                    c, v, theme_id=run.theme_id, prompt_id=prompt_id, text=text
                )
            },
        )

    def reword_note(
        self, request_id: str, note_id: str, text: str, version: int
    ) -> Any:
        """Change an own note."""
        return self._desk.act(
            request_id,
            lambda c, v: notes.reword(c, v, note_id, text, version).as_answer(),
        )

    def delete_note(self, request_id: str, note_id: str) -> Any:
        """Remove an own note."""
        return self._desk.act(request_id, lambda c, v: notes.remove(c, v, note_id))

    def go(self, request_id: str, number: int) -> Any:
        """Go to a phase with the own team; from 1."""
        room = self._desk.room
        _still_played(room)
        method = talk.played(room)[1]
        return self._desk.act(
            request_id, lambda c, v: circles.steer(c, v, method, number - 1)
        )

    def start_clock(self, request_id: str) -> Any:
        """Let the own team's clock run on."""
        return self._desk.act(request_id, lambda c, v: _set_clock(c, v, running=True))

    def pause_clock(self, request_id: str) -> Any:
        """Hold the own team's clock."""
        return self._desk.act(request_id, lambda c, v: _set_clock(c, v, running=False))

    def add_minutes(self, request_id: str, minutes: int) -> Any:
        """Give or take minutes of the own team's clock."""
        if not -60 <= minutes <= 60:
            raise InputError(_("Add or take at most 60 minutes at a time."))
        return self._desk.act(
            request_id, lambda c, v: _set_clock(c, v, add_s=minutes * 60.0)
        )


def _still_played(room: Room) -> None:
    if room.method is None:
        raise InputError(_("The facilitator has ended this method."))


def _set_clock(connection: Connection, viewer: Viewer, **change: Any) -> None:
    run = circles.current(connection, viewer.workshop_id)
    circle = run.circle_of(viewer.seat_id) if run else None
    clock = circle or workshops.get(connection, viewer.workshop_id)
    circles.set_own_clock(connection, viewer, **changed(clock, at=now(), **change))
