"""A home care unit's temperature: answers as people give them, then published."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable
from datetime import date
from typing import Any

from musworkshop.content.instrument import Answer, Area, Band, Instrument, Statement
from musworkshop.content.schema import Concept
from musworkshop.model.temperature import (
    ActionStatus,
    AgreedAction,
    Form,
    Publication,
    Sheet,
)
from musworkshop.model.temperature_report import TemperatureReport
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.rules.temperature_report import temperature_report
from musworkshop.rules.threshold import publish
from tests.documents.builders import (
    CONTROL,
    NASTY,
    make_concept,
    make_workbook,
    passage,
    w,
)

AREAS = (
    ("retning", "Retning", 2.9),
    ("rammer", "Rammer og forberedelse", 2.4),
    ("dialog", "Dialog og feedback", 2.7),
    ("maal", "Udviklingsmål og plan", 2.2),
    ("opfoelgning", "Opfølgning og evaluering", 1.5),
)
UNITS = {"u1": "Dagvagt", "u2": "Aftenvagt", "u3": "Sygeplejersker"}
#: Statements nobody but three have answered: they are hidden.
HIDDEN = ("dialog-2", "maal-3")


def make_instrument(**more: Any) -> Instrument:
    """Five areas of four statements each, and one of the workplace's own."""
    statements = [
        Statement(
            id=f"{area}-{n}",
            area_id=area,
            employee=w(f"Jeg kan svare på udsagn {n} om {title.lower()} uden at tøve."),
            leader=w(f"Mine medarbejdere kan svare på udsagn {n} om {title.lower()}."),
        )
        for area, title, _mean in AREAS
        for n in range(1, 5)
    ]
    statements.insert(
        2,
        Statement(
            id="vores-eget",
            area_id="retning",
            employee=w("Vi holder det, vi lover hinanden på aftenmøderne."),
            leader=w("Vi holder det, vi lover på aftenmøderne."),
            own=True,
        ),
    )
    values: dict[str, Any] = {
        "id": "proeve",
        "title": w("MUS-temperatur", "MUS temperature"),
        "credit": w("Inspireret af Kompetencesekretariatets MUS-test, men ikke den."),
        "promise": w("Ingen ser et enkelt svar."),
        "unanimity": w("Har alle svaret ens, viser vi kun et spænd."),
        "employee_form": w("Jeg er medarbejder"),
        "leader_form": w("Jeg er leder"),
        "answers": tuple(
            Answer(points=points, text=w(words))
            for points, words in enumerate(
                (
                    *("I meget ringe grad", "I ringe grad", "Delvist"),
                    *("I høj grad", "I meget høj grad"),
                )
            )
        ),
        "not_relevant": w("Ved ikke"),
        "comment": w("Er der mere?"),
        "areas": tuple(
            Area(id=area, title=w(title), about=w(f"Det, der handler om {title}."))
            for area, title, _mean in AREAS
        ),
        "statements": tuple(statements),
        "bands": (
            Band(lowest=75, text=w("fungerer")),
            Band(lowest=50, text=w("på vej")),
            Band(lowest=0, text=w("kræver opmærksomhed")),
        ),
        "total_needs": 15,
        "area_needs": 3,
    } | more
    return Instrument(**values)


def temperature_concept(**more: Any) -> Concept:
    """The concept of the other documents with an instrument and a council."""
    values = {"instrument": make_instrument(), "council": w("MED-udvalget")} | more
    return make_concept().model_copy(update=values)


def sheets(
    n: int, form: Form = Form.EMPLOYEE, *, seed: int = 1, lift: float = 0.0
) -> list[Sheet]:
    """Answers of `n` people; those to the hidden statements come from three alone."""
    chance = random.Random(seed)
    means = {area: mean + lift for area, _title, mean in AREAS}
    made = []
    for number in range(n):
        answers: dict[str, int | None] = {}
        for statement in make_instrument().statements:
            points = round(chance.gauss(means[statement.area_id], 1.0))
            skipped = statement.id in HIDDEN and number >= 3
            answers[statement.id] = None if skipped else min(4, max(0, points))
        made.append(
            Sheet(
                form=form,
                unit_id=list(UNITS)[number % 2] if form is Form.EMPLOYEE else "",
                answers=answers,
                sent=True,
            )
        )
    return made


def make_publication(
    given: Iterable[Sheet] | None = None, *, threshold: int = 5, **more: Any
) -> Publication:
    """What may be shown of 31 employees and six leaders, in two of three units."""
    answered = (
        list(given)
        if given is not None
        else [
            *sheets(31),
            *sheets(6, Form.LEADER, seed=2, lift=0.7),
        ]
    )
    made = publish(
        answered,
        make_instrument(),
        threshold=threshold,
        closed_on=date(2026, 11, 21),
        invited={Form.EMPLOYEE: 36, Form.LEADER: 6},
        units=UNITS,
    )
    return dataclasses.replace(made, **more)


def make_actions(*texts: str) -> tuple[AgreedAction, ...]:
    """Agreed actions with these texts, or three as a workshop ends with."""
    return tuple(
        AgreedAction(
            id=f"a{n}",
            position=n,
            text=text,
            owner=("Afdelingslederen", "Tillidsrepræsentanten", "Planlæggeren")[n % 3],
            due=date(2027, n, 1) if n < 3 else None,
            status=ActionStatus.AGREED if n < 3 else ActionStatus.STARTED,
        )
        for n, text in enumerate(
            texts
            or (
                "Alle får en dato for opfølgning, før samtalen slutter.",
                "Vi sætter en halv time af i vagten til at forberede sig.",
                "Lederne taler målene igennem, før samtalerne begynder.",
            ),
            1,
        )
    )


def temperature_workbook(**more: Any) -> Workbook:
    """A workshop whose round is closed."""
    kind = PassageKind
    values: dict[str, Any] = {
        "passages": (
            passage(kind.TITLE, "MUS-temperatur"),
            passage(kind.WORKPLACE, "Hjemmeplejen Syd"),
        ),
        "temperature": make_publication(),
        "actions": make_actions(),
    } | more
    return make_workbook(**values)


def make_report(language: str = "da", **more: Any) -> TemperatureReport:
    """The report of that workshop."""
    made = temperature_report(
        temperature_workbook(**more), temperature_concept(), language=language
    )
    assert made is not None
    return made


def nasty_report() -> TemperatureReport:
    """The report where everything people type tries to be something else."""
    kind = PassageKind
    published = make_publication()
    units = zip(published.units, NASTY, strict=False)
    named = (dataclasses.replace(unit, name=name) for unit, name in units)
    return make_report(
        passages=(passage(kind.TITLE, NASTY[0]), passage(kind.WORKPLACE, NASTY[4])),
        temperature=dataclasses.replace(
            published, units=tuple(named), comments=(*NASTY, CONTROL)
        ),
        actions=tuple(
            dataclasses.replace(action, owner=NASTY[1])
            for action in make_actions(*NASTY[2:5])
        ),
    )
