"""The frame of a group's or a person's page: who we are, where we are, ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from musworkshop.content.schema import Step, StepKind
from musworkshop.errors import InputError
from musworkshop.model.work import PassageKind
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.pages.talk import is_played
from musworkshop.store import seats
from musworkshop.text import _
from musworkshop.widgets.seat_header import SeatHeader
from musworkshop.widgets.step_footer import StepFooter
from musworkshop.widgets.step_intro import StepIntro


class HeaderPart:
    """Where this device sits; hand over the pen, change language, leave."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = SeatHeader(
            calls={
                "hand_over": self.hand_over,
                "set_language": self.set_language,
                "leave": self.leave,
                "wake": self.wake,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the seat's place and how far the room has come."""
        number = room.step_number(room.viewed_step)
        count = len(room.concept.steps)
        self.widget.show(
            {
                "title": room.one(PassageKind.TITLE).text or _("MUS workshop"),
                "table": room.group.name if room.group else "",
                "function": room.group.function if room.group else "",
                "step_number": number,
                "step_count": count,
                "ring_done": round(number / count, 3),
                "is_scribe": room.is_scribe,
                "devices": _devices(room),
                "language": room.language,
                "clock": room.clock(),
            }
        )

    def hand_over(self, request_id: str, seat_id: str) -> Any:
        """Give the table's pen to another device."""
        return self._desk.act(request_id, lambda c, v: seats.hand_over(c, v, seat_id))

    def set_language(self, request_id: str, language: str) -> Any:
        """Choose the language of this device's pages."""
        return self._desk.act(
            request_id, lambda c, v: seats.set_language(c, v, language)
        )

    def wake(self, request_id: str) -> None:
        """Show the room as it is now: the page has just been made, or was asleep."""
        self._desk.refresh()

    def leave(self, request_id: str) -> Any:
        """Leave the workshop on this device."""
        return self._desk.act(request_id, seats.leave)


class FooterPart:
    """Back, on, ready, and the facilitator's recommendation."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._moves = False
        self._step_id = ""
        #: What the page says of its fields; a draft takes a second to get here.
        self._half_written = False
        #: Whether somebody is half-way through what is no text.
        self.is_half_done: Callable[[], bool] = lambda: False
        self._is_answering = False
        self.widget = StepFooter(
            calls={
                "go": self.go,
                "set_ready": self.set_ready,
                "follow": self.follow,
                "half_written": self.half_written,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the neighbouring steps and whether this seat is ready."""
        self._step_id = room.viewed_step.id
        steps = room.concept.steps
        place = room.step_number(room.viewed_step) - 1
        away = room.viewed_step.id != room.step.id
        at_sheet = room.viewed_step.kind is StepKind.TEMPERATURE
        busy = self._is_answering = at_sheet and self.is_half_done()
        self.widget.show(
            {
                "behind": busy,
                "previous": _named(steps[place - 1]) if place > 0 else None,
                "next": _named(steps[place + 1]) if place + 1 < len(steps) else None,
                "ready": None if busy else _ready(room),
                "ready_label": _("We are ready") if room.group else _("I am ready"),
                "recommended": _named(room.step) if away else None,
            }
        )

    def go(self, request_id: str, step_id: str) -> Any:
        """Look at a step; the facilitator's own step is followed on from there."""
        room = self._desk.room
        if all(step.id != step_id for step in room.concept.steps):
            raise InputError(_("That step is not part of this workshop."))
        target = None if step_id == room.step.id else step_id
        self._moves = True
        return self._desk.act(request_id, lambda c, v: seats.look_at(c, v, target))

    def hold(self, room: Room) -> bool:
        """Stay where somebody is half-way through a text; the banner invites on.

        Returns
        -------
        bool
            True where the seat was kept at its step, and the room is to be read anew.
        """
        moves, self._moves = self._moves, False
        came_by_itself = bool(self._step_id) and room.viewed_step.id != self._step_id
        # A note has its field only while its method is played.
        half_written = (
            self._half_written
            or (self._is_answering and self.is_half_done())
            or any(
                text and (room.method is not None or not field.startswith("note:"))
                for field, text in room.drafts.items()
            )
        )
        if moves or not came_by_itself or not half_written:
            return False
        stay = self._step_id
        self._desk.act(uuid4().hex, lambda c, v: seats.look_at(c, v, stay))
        return True

    def half_written(self, request_id: str, half: bool) -> None:
        """Note whether half a text stands on the page."""
        self._half_written = half

    def set_ready(self, request_id: str, ready: bool) -> Any:
        """Say that this device is ready with the room's step, or not yet."""
        step_id = self._desk.room.step.id if ready else None
        return self._desk.act(request_id, lambda c, v: seats.set_ready(c, v, step_id))

    def follow(self, request_id: str) -> Any:
        """Go where the facilitator is."""
        self._moves = True
        return self._desk.act(request_id, lambda c, v: seats.look_at(c, v, None))


class IntroPart:
    """What the step is about."""

    def __init__(self) -> None:
        self.widget = StepIntro()

    def update(self, room: Room) -> None:
        """Show the title and the question of the step this seat looks at."""
        step = room.viewed_step
        self.widget.show(
            {
                "title": str(step.title),
                # A method asks something else in each phase.
                "ask": "" if is_played(room, step.kind) else str(step.ask),
                "paragraphs": _paragraphs(room, step),
                "notes": [],
            }
        )


def _paragraphs(room: Room, step: Step) -> list[str]:
    if step.kind is StepKind.WELCOME:
        return [
            _(
                "No names are asked for. What you write is kept on the workshop's own"
                " computer, and beside each field it says who can see it."
            ),
            _("You can go back and forth between the steps as you like."),
        ]
    if step.kind is StepKind.GATHER and not room.workshop.cards_shown:
        return [_("The cards appear here when the facilitator shows them.")]
    return []


def _named(step: Step) -> dict[str, str]:
    return {"id": step.id, "title": str(step.title)}


def _ready(room: Room) -> bool:
    mine = [
        seat
        for seat in room.seats
        if seat.id == room.viewer.seat_id
        or (room.group is not None and seat.group_id == room.group.id)
    ]
    return any(seat.ready_step_id == room.step.id for seat in mine)


def _devices(room: Room) -> list[dict[str, Any]]:
    if room.group is None:
        return []
    mine = [seat for seat in room.seats if seat.group_id == room.group.id]
    return [
        {
            "seat_id": seat.id,
            "label": _("Device {n}").format(n=n),
            "is_scribe": seat.id == room.group.scribe_seat_id,
            "is_me": seat.id == room.viewer.seat_id,
        }
        for n, seat in enumerate(mine, 1)
    ]
