"""Invented answers to a temperature: the demo shows them, the rehearsal gives them."""

from __future__ import annotations

import random

from musworkshop.content.instrument import HIGHEST, LOWEST, Instrument
from musworkshop.model.temperature import Form, Sheet
from musworkshop.text import _

#: How the areas go at the invented workplace, in points, in turn.
_USUAL = (3.0, 2.4, 2.7, 2.2, 1.6)
_APART = 0.9
_NOT_RELEVANT = 0.04
_COMMENTS = 0.3


def invented_sheets(
    instrument: Instrument,
    people: int,
    *,
    leaders: int = 1,
    units: tuple[str, ...] = (),
    seed: int = 1,
) -> list[Sheet]:
    """Return sent sheets of invented people, leaders last.

    Parameters
    ----------
    instrument : Instrument
        Says what is answered.
    people, leaders : int
        Sheets of each form.
    units : tuple of str
        Ids the employees are spread over.
    seed : int
        The same seed, the same answers.
    """
    chance = random.Random(seed)
    sheets = [
        _sheet(instrument, Form.EMPLOYEE, chance, unit_id=chance.choice(units or ("",)))
        for _number in range(people)
    ]
    return sheets + [
        _sheet(instrument, Form.LEADER, chance, unit_id="")
        for _number in range(leaders)
    ]


def _sheet(
    instrument: Instrument, form: Form, chance: random.Random, *, unit_id: str
) -> Sheet:
    place = {area.id: number for number, area in enumerate(instrument.areas)}
    answers: dict[str, int | None] = {}
    for statement in instrument.statements:
        usual = _USUAL[place[statement.area_id] % len(_USUAL)]
        if form is Form.LEADER:
            usual += 0.6
        points = round(chance.gauss(usual, _APART))
        kept = min(HIGHEST, max(LOWEST, points))
        answers[statement.id] = None if chance.random() < _NOT_RELEVANT else kept
    comment = ""
    if form is Form.EMPLOYEE and chance.random() < _COMMENTS:
        comment = chance.choice(
            (
                _("The talk was good; I have heard nothing since."),
                _("More time to prepare, please."),
                _("It helps that the form is short."),
                _("I would like to know what happened to last year's agreements."),
            )
        )
    return Sheet(
        form=form,
        unit_id=unit_id,
        answers=answers,
        comment=comment,
        show_own=form is Form.LEADER,
        sent=True,
    )
