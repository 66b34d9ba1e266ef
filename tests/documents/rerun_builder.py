"""A workbook whose temperature has been taken: a result as a round publishes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from musworkshop.content.read import find_concept, load_concept
from musworkshop.content.schema import Concept
from musworkshop.limits import DEFAULT_THRESHOLD
from musworkshop.model.temperature import (
    ActionStatus,
    AgreedAction,
    Form,
    Publication,
)
from musworkshop.model.workbook import Workbook
from musworkshop.rules.threshold import publish
from musworkshop.server.invented import invented_sheets
from tests.documents.builders import make_workbook, make_workshop


def temperature_concept() -> Concept:
    """The shipped concept with which the temperature is taken."""
    return load_concept(find_concept("temperature"))


def published(
    people: int = 47,
    *,
    leaders: int = 12,
    year: int = 2026,
    seed: int = 1,
    units: dict[str, str] | None = None,
) -> Publication:
    """What invented people's answers publish."""
    instrument = temperature_concept().instrument
    assert instrument is not None
    names = units or {}
    return publish(
        invented_sheets(
            instrument, people, leaders=leaders, units=tuple(names), seed=seed
        ),
        instrument,
        threshold=DEFAULT_THRESHOLD,
        closed_on=date(year, 11, 19),
        invited={Form.EMPLOYEE: 52, Form.LEADER: leaders},
        units=names,
    )


def action(number: int, text: str, **more: Any) -> AgreedAction:
    """An agreed action."""
    values: dict[str, Any] = {
        "owner": "Leder",
        "due": date(2027, 2, number),
        "status": ActionStatus.AGREED,
    } | more
    return AgreedAction(id=f"a{number}", position=number, text=text, **values)


def taken(**more: Any) -> Workbook:
    """A workbook with a result and two actions."""
    concept = temperature_concept()
    values: dict[str, Any] = {
        "workshop": make_workshop(concept_json=concept.model_dump_json()),
        "temperature": published(units={"u1": "Nord", "u2": "Syd"}),
        "actions": (
            action(1, "Hver samtale slutter med en dato."),
            action(2, "Vi deler et eksempel.", status=ActionStatus.DONE),
        ),
    } | more
    return make_workbook(**values)
