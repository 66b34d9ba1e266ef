"""The facilitator's side of the temperature: invite, open, close, show."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, Round, RoundState, View
from musworkshop.model.work import PassageKind
from musworkshop.pages import temperature as shown
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.pages.strategy import field, section
from musworkshop.rules.threshold import BETWEEN_ROUNDS, may_begin, publish
from musworkshop.settings import Settings
from musworkshop.store import ballots, rounds
from musworkshop.store.connect import Connection
from musworkshop.store.seal import Seals
from musworkshop.store.values import now
from musworkshop.text import _, ngettext
from musworkshop.widgets.temperature_lead import TemperatureLead


class TemperatureLeadPart:
    """Threshold, invited, open, close, and what the projector shows.

    Parameters
    ----------
    desk : Desk
        The facilitator's.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seals = Seals(Settings().seals)
        self.widget = TemperatureLead(
            calls={
                "set_threshold": self.set_threshold,
                "set_invited": self.set_invited,
                "open_round": self.open_round,
                "close_round": self.close_round,
                "show_view": self.show_view,
                "remove_comment": self.remove_comment,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show how far the round is."""
        _instrument, round_ = shown.measured(room)
        if round_.state is RoundState.CLOSED:  # a crash may have left the key
            self._seals.destroy(room.workshop.id)
        begun = self._desk.look_up(ballots.begun) if is_open(room) else 0
        why_not = self._why_not() if round_.state is RoundState.WAITING else ""
        found = round_.publication
        self.widget.show(
            {
                "state": round_.state.value,
                "threshold": round_.threshold,
                "lowest": limits.LOWEST_THRESHOLD,
                "highest": limits.HIGHEST_THRESHOLD,
                "locked": round_.is_locked,
                "invited": {
                    "employees": round_.invited_employees,
                    "leaders": round_.invited_leaders,
                },
                "sent": {
                    "employees": round_.sent_employees,
                    "leaders": round_.sent_leaders,
                },
                "begun": begun,
                "why_not": why_not,
                "close_notes": _close_notes(round_, begun),
                "views": views(room),
                "view": round_.view,
                "comments": [
                    {"n": number, "text": text}
                    for number, text in enumerate(found.comments if found else ())
                ],
                "summary": " · ".join(shown.answered_sentences(round_)),
            }
        )

    def set_threshold(self, request_id: str, threshold: int) -> Any:
        """Say how many must have answered."""
        return self._desk.act(
            request_id, lambda c, v: rounds.set_threshold(c, v, threshold)
        )

    def set_invited(self, request_id: str, employees: int, leaders: int) -> Any:
        """Say how many are asked."""
        return self._desk.act(
            request_id,
            lambda c, v: rounds.set_invited(c, v, employees=employees, leaders=leaders),
        )

    def open_round(self, request_id: str) -> Any:
        """Let everybody answer; the key of the seal is on the disk first."""
        if why_not := self._why_not():
            raise InputError(why_not)
        workshop_id = self._desk.viewer.workshop_id
        if shown.measured(self._desk.read())[1].is_locked:
            # Another key would make what is sealed already unreadable for ever.
            self._seals.must_exist(workshop_id)
        self._seals.make(workshop_id)
        return self._desk.act(request_id, rounds.open_round)

    def close_round(self, request_id: str) -> Any:
        """Count the answers, keep what may be shown, delete the rest and the key."""
        result = self._desk.act(request_id, self._close)
        self._seals.destroy(self._desk.viewer.workshop_id)
        return result

    def _close(self, connection: Connection, viewer: Viewer) -> None:
        room = self._desk.room
        instrument, _shown = shown.measured(room)
        round_ = rounds.get(connection, viewer.workshop_id)
        publication = publish(
            ballots.take_out(connection, viewer, self._seals),
            instrument,
            threshold=round_.threshold,
            closed_on=now().date(),
            invited={
                Form.EMPLOYEE: round_.invited_employees,
                Form.LEADER: round_.invited_leaders,
            },
            units={
                each.id: each.text
                for each in room.several(PassageKind.UNIT)
                if each.text
            },
        )
        rounds.close_round(connection, viewer, publication)

    def show_view(self, request_id: str, view_id: str) -> Any:
        """Choose what the projector shows of the result."""
        if view_id not in {each["id"] for each in views(self._desk.room)}:
            raise InputError(_("The request was not understood."))
        return self._desk.act(request_id, lambda c, v: rounds.show_view(c, v, view_id))

    def remove_comment(self, request_id: str, n: int, text: str) -> Any:
        """Take a comment out for good."""
        return self._desk.act(
            request_id, lambda c, v: rounds.remove_comment(c, v, n, text)
        )

    def _why_not(self) -> str:
        """Return why a round cannot begin now: the last one was just held."""
        last = self._desk.look_up(rounds.last_closed_on)
        if may_begin(last, now().date()):
            return ""
        return _(
            "This workplace took its temperature less than {n} days ago. Two so close"
            " to each other could be compared person by person; wait a little."
        ).format(n=BETWEEN_ROUNDS.days)


def is_waiting(room: Room) -> bool:
    """Say whether the round is not open yet, so that what is asked can be changed."""
    return shown.measured(room)[1].state is RoundState.WAITING


def is_open(room: Room) -> bool:
    """Say whether people can answer now."""
    return shown.measured(room)[1].state is RoundState.OPEN


def views(room: Room) -> list[dict[str, str]]:
    """Return what the projector can show of the result."""
    instrument, round_ = shown.measured(room)
    found = round_.publication
    if found is None:
        return []
    listed: list[tuple[str, str]] = [(View.OVERVIEW, _("All areas"))]
    listed += [(area.id, str(area.title)) for area in instrument.areas]
    listed += [(View.GAPS, _("Leaders and employees"))]
    has_units = shown.unit_table(found, instrument) is not None
    listed += [(View.UNITS, _("Units"))] if has_units else []
    listed += [(View.COMMENTS, _("Comments"))] if found.comments else []
    return [{"id": key, "title": title} for key, title in listed]


def _close_notes(round_: Round, begun: int) -> list[str]:
    notes = []
    missing = round_.invited_employees - round_.sent_employees
    if missing > 0:
        notes.append(
            ngettext(
                "{n} employee has not sent an answer yet.",
                "{n} employees have not sent an answer yet.",
                missing,
            ).format(n=missing)
        )
    if begun:
        notes.append(
            ngettext(
                "{n} sheet is begun and not sent; it is not counted.",
                "{n} sheets are begun and not sent; they are not counted.",
                begun,
            ).format(n=begun)
        )
    if round_.sent_employees < round_.threshold:
        notes.append(
            _("Fewer than {n} employees have answered: nothing will be shown.").format(
                n=round_.threshold
            )
        )
    return notes


def unit_sections(room: Room) -> list[dict[str, Any]]:
    """Return the fields of the units: who answers chooses one of them."""
    return [
        section(
            "units",
            _("Units, if you have several"),
            _(
                "Leave this empty if you are one. A unit is shown by itself only where"
                " enough have answered in it and in the others."
            ),
            [
                field(
                    each,
                    _("Unit {n}").format(n=n),
                    removable=True,
                    limit=limits.NAME_CHARACTERS,
                )
                for n, each in enumerate(room.several(PassageKind.UNIT), 1)
            ],
            add={"key": PassageKind.UNIT.value, "label": _("Add a unit")},
        )
    ]
