"""Leading the room: run sheet, clock, tables, code, documents."""

from __future__ import annotations

from typing import Any

from babel.dates import format_time

from musworkshop.errors import InputError
from musworkshop.model.roles import Viewer
from musworkshop.model.work import PassageKind
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.pages.talk import is_played
from musworkshop.rules.clock import changed, expected_end
from musworkshop.store import seats, workshops
from musworkshop.store.connect import Connection
from musworkshop.store.values import now
from musworkshop.text import _
from musworkshop.widgets.run_sheet import RunSheet
from musworkshop.widgets.step_control import StepControl
from musworkshop.widgets.table_overview import TableOverview


class RunSheetPart:
    """The steps of the day and when it ends."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = RunSheet(calls={"go": self.go}, scope=desk.scope)

    def update(self, room: Room) -> None:
        """Show how far the room has come."""
        place = room.step_number(room.step)
        count = len(room.concept.steps)
        self.widget.show(
            {
                "title": room.one(PassageKind.TITLE).text or _("MUS workshop"),
                "workplace": room.one(PassageKind.WORKPLACE).text,
                "ring_done": round(place / count, 3),
                "steps": [
                    {
                        "id": step.id,
                        "title": str(step.title),
                        "minutes": step.minutes,
                        "state": _state(number, place),
                    }
                    for number, step in enumerate(room.concept.steps, 1)
                ],
                "plan": _plan(room),
            }
        )

    def go(self, request_id: str, step_id: str) -> Any:
        """Recommend another step to the room."""
        return go_to_step(self._desk, request_id, step_id)


class StepControlPart:
    """What to say, the clock, and the way on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = StepControl(
            calls={
                "start_clock": self.start_clock,
                "pause_clock": self.pause_clock,
                "add_minutes": self.add_minutes,
                "go": self.go,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the step's guide and clock."""
        step = room.step
        steps = room.concept.steps
        place = room.step_number(step)
        following = steps[place] if place < len(steps) else None
        method = room.method if is_played(room, step.kind) else None
        gist, *details = step.guide.paragraphs or ("",)
        if method is not None:
            gist, details = str(method.about), list(method.entering.paragraphs)
        self.widget.show(
            {
                "title": str(step.title),
                "guide": gist,
                "details": details,
                # A method shows its own beside its phases.
                "clock": None if method is not None else room.clock(),
                "next": {"id": following.id, "title": str(following.title)}
                if following
                else None,
            }
        )

    def start_clock(self, request_id: str) -> Any:
        """Let the clock run on."""
        return self._desk.act(request_id, lambda c, v: _set_clock(c, v, running=True))

    def pause_clock(self, request_id: str) -> Any:
        """Hold the clock."""
        return self._desk.act(request_id, lambda c, v: _set_clock(c, v, running=False))

    def add_minutes(self, request_id: str, minutes: int) -> Any:
        """Give or take minutes."""
        if not -60 <= minutes <= 60:
            raise InputError(_("Add or take at most 60 minutes at a time."))
        return self._desk.act(
            request_id, lambda c, v: _set_clock(c, v, add_s=minutes * 60.0)
        )

    def go(self, request_id: str, step_id: str) -> Any:
        """Recommend another step to the room."""
        return go_to_step(self._desk, request_id, step_id)


class TablesPart:
    """Who is here, who is ready, how many cards; never what they say."""

    def __init__(self) -> None:
        self.widget = TableOverview()

    def update(self, room: Room) -> None:
        """Show the tables in order of arrival."""
        self.widget.show(
            {
                "rows": [
                    {
                        "id": group.id,
                        "name": group.name,
                        "function": group.function,
                        "people": group.people,
                        "cards": room.card_counts.get(group.id, 0),
                        "status": room.presence.tables[group.id].value,
                    }
                    for group in room.groups
                ],
                "alone": {
                    "count": room.presence.alone,
                    "ready": room.presence.alone_ready,
                },
                "empty": _(
                    "Nobody has joined yet. Show the code on the projector, and let"
                    " each table scan it."
                ),
            }
        )


def go_to_step(desk: Desk, request_id: str, step_id: str) -> Any:
    """Recommend a step to the room and give it the minutes of the run sheet."""
    steps = {step.id: step for step in desk.room.concept.steps}
    if step_id not in steps:
        raise InputError(_("That step is not part of this workshop."))

    def do(connection: Connection, viewer: Viewer) -> None:
        workshops.go_to_step(
            connection, viewer, step_id, minutes=steps[step_id].minutes
        )
        seats.look_at(connection, viewer, None)

    return desk.act(request_id, do)


def _set_clock(connection: Connection, viewer: Viewer, **change: Any) -> None:
    workshop = workshops.get(connection, viewer.workshop_id)
    wanted = changed(workshop, at=now(), **change)
    workshops.set_clock(connection, viewer, **wanted)


def _state(number: int, place: int) -> str:
    if number == place:
        return "now"
    return "done" if number < place else "next"


def _plan(room: Room) -> str:
    minutes = sum(step.minutes for step in room.concept.steps)
    end = expected_end(room.workshop, room.concept, at=room.at).astimezone()
    return _("{hours} h {minutes} min in all · ends about {end}").format(
        hours=minutes // 60,
        minutes=minutes % 60,
        end=format_time(end, "short", locale=room.language),
    )
