"""The temperature on a phone or a table's device: an own sheet, and no link to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from musworkshop import limits
from musworkshop.content.instrument import HIGHEST, LOWEST, Instrument
from musworkshop.errors import InputError
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, RoundState, Sheet
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.model.work import PassageKind
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.pages.temperature import measured, published, rule
from musworkshop.rules import temperature as rules
from musworkshop.rules.temperature_words import whole
from musworkshop.settings import Settings
from musworkshop.store import ballots
from musworkshop.store.connect import Connection
from musworkshop.store.seal import Seals
from musworkshop.store.values import clean
from musworkshop.store.workshops import grow
from musworkshop.text import _
from musworkshop.widgets.temperature_sheet import TemperatureSheet


class SheetPart:
    """An own sheet: the browser holds its secret, this page only what it opens.

    Parameters
    ----------
    desk : Desk
        Of a table's device, or of a person alone.
    changed : callable
        Told the room when a sheet has been begun, sent or forgotten.
    """

    def __init__(self, desk: Desk, *, changed: Callable[[Room], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._seals = Seals(Settings().seals)
        self._sheet: Sheet | None = None
        #: Sheets that can still be sent from here.
        self._left = 0
        self.widget = TemperatureSheet(
            calls={
                "open_sheet": self.open_sheet,
                "choose": self.choose,
                "answer": self.answer,
                "comment": self.comment,
                "show_own": self.show_own,
                "send": self.send,
                "forget": self.forget,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the statements, and what this device has answered."""
        is_open = measured(room)[1].state is RoundState.OPEN
        if not is_open:
            self._sheet = None
        self._left = self._desk.look_up(ballots.left) if is_open else 0
        self._fill(room)

    def _fill(self, room: Room) -> None:
        instrument, round_ = measured(room)
        is_open = round_.state is RoundState.OPEN
        sheet, left = self._sheet, self._left
        self.widget.show(
            {
                "state": round_.state.value,
                "title": str(instrument.title),
                "promise": list(instrument.promise.paragraphs),
                "credit": list(instrument.credit.paragraphs),
                "unanimity": str(instrument.unanimity),
                "rule": rule(round_),
                "forms": [
                    {"id": Form.EMPLOYEE.value, "title": str(instrument.employee_form)},
                    {"id": Form.LEADER.value, "title": str(instrument.leader_form)},
                ],
                "units": [
                    {"id": each.id, "name": each.text}
                    for each in room.several(PassageKind.UNIT)
                    if each.text
                ],
                "scale": [
                    {"value": each.points, "text": str(each.text)}
                    for each in sorted(instrument.answers, key=lambda a: a.points)
                ],
                "not_relevant": str(instrument.not_relevant),
                "areas": [
                    {"id": a.id, "title": str(a.title), "about": str(a.about)}
                    for a in instrument.areas
                ],
                "statements": [
                    {
                        "id": each.id,
                        "area_id": each.area_id,
                        "employee": str(each.employee),
                        "leader": str(each.leader),
                        "own": each.own,
                    }
                    for each in instrument.statements
                ],
                "comment_prompt": str(instrument.comment),
                "comment_limit": limits.CARD_CHARACTERS,
                "shared": room.group is not None,
                "people_left": left,
                "answered": is_open and left < 1,
                "full": _full(room, sheet.form if sheet else Form.EMPLOYEE),
                "sheet": _shown(sheet) if sheet else None,
                "points": _points(sheet, instrument) if sheet else None,
                "who": _(TABLE[Artefact.ANSWERS].sentence),
                "who_comment": _(TABLE[Artefact.COMMENT].sentence),
                "result": published(room) is not None,
            }
        )

    def is_half_done(self) -> bool:
        """Say whether a sheet is begun here and not sent, while one can answer."""
        is_open = measured(self._desk.room)[1].state is RoundState.OPEN
        return is_open and self._sheet is not None and not self._sheet.sent

    def let_go(self, room: Room) -> None:
        """Hold nothing of a sheet that is counted, also where it is not in sight."""
        if self._sheet is not None and measured(room)[1].state is not RoundState.OPEN:
            self.update(room)

    def open_sheet(self, request_id: str, secret: str) -> None:
        """Show the sheet that this secret opens, if there is one."""
        found = None
        if self._desk.room.round and self._desk.room.round.state is RoundState.OPEN:
            found = self._desk.look_up(
                lambda c, v: ballots.own(c, v, secret, self._seals)
            )
        self._sheet = found
        self._show()

    def choose(self, request_id: str, secret: str, form: str, unit_id: str) -> None:
        """Say as whom one answers, and for which unit."""
        room = self._desk.room
        units = {each.id for each in room.several(PassageKind.UNIT)}
        if form not in set(Form) or (unit_id and unit_id not in units):
            raise InputError(_("The request was not understood."))
        self._keep(
            secret, lambda sheet: replace(sheet, form=Form(form), unit_id=unit_id)
        )

    def answer(
        self,
        request_id: str,
        secret: str,
        statement_id: str,
        points: int | None,
        given: bool,
    ) -> None:
        """Keep an answer, or take it back."""
        instrument, _round = measured(self._desk.room)
        known = {each.id for each in instrument.statements}
        if statement_id not in known:
            raise InputError(_("That statement is not part of this temperature."))
        if points is not None and not LOWEST <= points <= HIGHEST:
            raise InputError(_("The request was not understood."))

        def do(sheet: Sheet) -> Sheet:
            others = {k: v for k, v in sheet.answers.items() if k != statement_id}
            answers = {**others, statement_id: points} if given else others
            return replace(sheet, answers=answers)

        self._keep(secret, do)

    def comment(self, request_id: str, secret: str, text: str) -> None:
        """Keep what somebody adds in own words."""
        kept = clean(text, limit=limits.CARD_CHARACTERS, may_be_empty=True)
        self._keep(secret, lambda sheet: replace(sheet, comment=kept))

    def show_own(self, request_id: str, secret: str, on: bool) -> None:
        """Let a leader show the own answers, or not."""
        self._keep(secret, lambda sheet: replace(sheet, show_own=on))

    def send(self, request_id: str, secret: str) -> None:
        """Hand the sheet in."""

        def do(connection: Connection, viewer: Viewer) -> None:
            # Sending twice does nothing, so no answered request says who has sent.
            grow(connection, viewer.workshop_id)
            ballots.send(connection, viewer, secret)

        self._desk.keep(do)
        self._desk.refresh()
        self.open_sheet(request_id, secret)

    def forget(self, request_id: str) -> None:
        """Let this page hold nothing of a sheet any more: the next person is here."""
        self._sheet = None
        self._show()

    def _show(self) -> None:
        """Show the own sheet as it is now; nothing else has changed."""
        self._fill(self._desk.room)
        self._changed(self._desk.room)

    def _keep(self, secret: str, do: Callable[[Sheet], Sheet]) -> None:
        self._sheet = self._desk.keep(
            lambda c, v: ballots.change(c, v, secret, self._seals, do)
        )
        self._show()


def _full(room: Room, form: Form) -> str:
    assert room.round is not None
    if not ballots.is_full(room.round, form):
        return ""
    return _(
        "As many have answered as were invited. If you are more, ask the"
        " facilitator to correct the number."
    )


def _shown(sheet: Sheet) -> dict[str, Any]:
    return {
        "form": sheet.form.value,
        "unit_id": sheet.unit_id,
        "answers": dict(sheet.answers),
        "comment": sheet.comment,
        "show_own": sheet.show_own,
        "sent": sheet.sent,
    }


def _points(sheet: Sheet, instrument: Instrument) -> dict[str, Any]:
    """Return the own points: for oneself only, kept nowhere."""

    def shown(index: float | None) -> dict[str, Any]:
        if index is None:
            return {"index": None, "band": _("too few answers")}
        return {"index": whole(index), "band": str(instrument.band(whole(index)).text)}

    total = rules.own_index(
        sheet.answers, instrument.common, needs=instrument.total_needs
    )
    return {
        "sentence": _(
            "Your own index is shown to you alone. It says how you see the talks, not"
            " how good you are at them."
        ),
        **shown(total),
        "areas": [
            {
                "id": area.id,
                "title": str(area.title),
                **shown(
                    rules.own_index(
                        sheet.answers,
                        instrument.of_area(area.id),
                        needs=instrument.area_needs,
                    )
                ),
            }
            for area in instrument.areas
        ],
    }
