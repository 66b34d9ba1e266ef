"""A method on the facilitator's page and on the projector."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.content.methods import Around, Method
from musworkshop.errors import InputError
from musworkshop.model.roles import Viewer
from musworkshop.pages import talk
from musworkshop.pages.desk import Desk
from musworkshop.pages.lead import StepControlPart
from musworkshop.pages.room import Room
from musworkshop.rules.clock import left_s
from musworkshop.store import methods, notes, places
from musworkshop.store.connect import Connection
from musworkshop.store.methods import chosen_role
from musworkshop.text import _
from musworkshop.widgets.method_lead import MethodLead


class MethodLeadPart:
    """Choose a method, lead it, show what was heard, and make questions of it."""

    def __init__(self, desk: Desk, control: StepControlPart) -> None:
        self._desk = desk
        self.widget = MethodLead(
            calls={
                "start": self.start,
                "end": self.end,
                "go": self.go,
                "start_clock": control.start_clock,
                "pause_clock": control.pause_clock,
                "add_minutes": control.add_minutes,
                "set_options": self.set_options,
                "free_chair": self.free_chair,
                "show_notes": self.show_notes,
                "harvest": self.harvest,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show what can be chosen, or the method being played."""
        self.widget.show(
            {
                "methods": [_choice(each) for each in room.concept.methods],
                "themes": [
                    {"id": theme.id, "title": str(theme.title)}
                    for theme in room.card_themes
                ],
                "theme_id": room.focus_theme.id,
                "limit": limits.CARD_CHARACTERS,
                "run": _run(room) if room.method is not None else None,
            }
        )

    def start(
        self, request_id: str, method_id: str, mode_id: str, theme_id: str, chairs: int
    ) -> Any:
        """Begin a method on a theme."""
        room = self._desk.room
        found = {each.id: each for each in room.concept.methods}
        if method_id not in found:
            raise InputError(_("That method is not part of this workshop."))
        method = found[method_id]
        if all(mode.id != mode_id for mode in method.modes):
            raise InputError(_("That method is not part of this workshop."))
        if all(theme.id != theme_id for theme in room.card_themes):
            raise InputError(_("That theme is not part of this workshop."))

        def do(connection: Connection, viewer: Viewer) -> None:
            methods.start(
                connection,
                viewer,
                method,
                mode_id=mode_id,
                theme_id=theme_id,
                chairs=chairs,
                step_left_s=left_s(room.workshop, at=room.at),
                step_total_s=room.workshop.clock_total_s,
            )

        return self._desk.act(request_id, do)

    def end(self, request_id: str) -> Any:
        """End the method; what was noted stays."""
        return self._desk.act(request_id, methods.end)

    def go(self, request_id: str, number: int) -> Any:
        """Go to a phase, from 1; forwards or back."""
        method = _method(self._desk.room)
        return self._desk.act(
            request_id, lambda c, v: methods.go(c, v, method, number - 1)
        )

    def set_options(
        self,
        request_id: str,
        own_clocks: bool,
        sound: bool,
        leader_outside: bool,
        chairs: int,
    ) -> Any:
        """Choose clocks, sound, where the leader begins, and the chairs."""
        method = _method(self._desk.room)
        return self._desk.act(
            request_id,
            lambda c, v: methods.set_options(
                c,
                v,
                method,
                own_clocks=own_clocks,
                sound=sound,
                leader_outside=leader_outside,
                chairs=chairs,
            ),
        )

    def free_chair(
        self, request_id: str, circle_id: str, role_id: str, chair: int
    ) -> Any:
        """Free the chair of a device that is gone."""
        return self._desk.act(
            request_id,
            lambda c, v: places.free_chair(c, v, circle_id, role_id, chair),
        )

    def show_notes(self, request_id: str) -> Any:
        """Show the room what was noted so far."""
        return self._desk.act(request_id, notes.show)

    def harvest(self, request_id: str, note_id: str, theme_id: str, text: str) -> Any:
        """Make a sub-question of a note."""
        if all(theme.id != theme_id for theme in self._desk.room.card_themes):
            raise InputError(_("That theme is not part of this workshop."))
        return self._desk.act(
            request_id,
            lambda c, v: {
                "id": notes.harvest(c, v, note_id, theme_id=theme_id, text=text)
            },
        )


def _method(room: Room) -> Method:
    if room.method is None:
        raise InputError(_("No method is being played now."))
    return room.method


def _choice(method: Method) -> dict[str, Any]:
    role = chosen_role(method)
    return {
        "id": method.id,
        "title": str(method.title),
        "about": str(method.about),
        "when": list(method.when.paragraphs),
        "pitfalls": list(method.pitfalls.paragraphs),
        "entering": list(method.entering.paragraphs),
        "teams": method.around is Around.TEAM,
        "modes": [
            {
                "id": mode.id,
                "title": str(mode.title),
                "about": str(mode.about),
                "minutes": sum(each.minutes for each in method.course(mode.id)),
                "chairs": {"least": role.least, "most": role.most} if role else None,
            }
            for mode in method.modes
        ],
    }


def _run(room: Room) -> dict[str, Any]:
    run, method = talk.played(room)
    course = method.course(run.mode_id)
    phase = course[run.phase]
    role = chosen_role(method)
    total, devices, hidden = room.note_counts
    return {
        "title": str(method.title),
        "mode": str(method.mode(run.mode_id).title),
        "theme": str(room.concept.theme(run.theme_id).title),
        "theme_id": run.theme_id,
        "teams": method.around is Around.TEAM,
        "phases": [
            {
                "number": number + 1,
                "title": str(each.title),
                "minutes": each.minutes,
                "state": _state(number, run.phase),
            }
            for number, each in enumerate(course)
        ],
        "phase": {
            **talk.phase_shown(method, run, run.phase),
            "tasks": [
                {"role": str(each.title), "text": talk.task(phase, each)}
                for each in method.roles
            ],
            "speaks": talk.who_speaks(method, phase),
        },
        "clock": room.clock(),
        "chairs": {"count": run.chairs, "least": role.least, "most": role.most}
        if role
        else None,
        "own_clocks": run.own_clocks,
        "sound": run.sound,
        "leader_outside": run.leader_outside if talk.has_outside(method) else None,
        "circles": [
            {
                "id": circle.id,
                "name": talk.circle_name(room, circle),
                "phase_title": str(course[circle.phase].title)
                if method.around is Around.TEAM
                else "",
                "clock": talk.clock_of(room, circle),
                "roles": [
                    {
                        "id": each["id"],
                        "title": each["title"],
                        "chairs": each["chairs"],
                        "seated": [
                            {"chair": place.chair, "label": label}
                            for place, label in zip(
                                each["seated"],
                                talk.labels(room, each["seated"]),
                                strict=True,
                            )
                        ],
                        "queue": talk.labels(room, each["queue"]),
                        "others": 0 if each["chairs"] else talk.others(room, circle),
                    }
                    for each in talk.seating(room, circle)
                ],
            }
            for circle in run.circles
        ],
        "notes": {"count": total, "devices": devices, "hidden": hidden},
        "shown": [
            {
                **talk.note_shown(room, note),
                "draft": room.drafts.get(f"harvest:{note.id}", ""),
                "harvested": note.card_id is not None,
            }
            for note in talk.shown_notes(room)
        ],
    }


def _state(number: int, now: int) -> str:
    if number == now:
        return "now"
    return "done" if number < now else "next"
