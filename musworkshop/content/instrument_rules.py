"""Do the parts of the temperature fit together? Keys, ids, answers, bands, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from musworkshop.content.instrument import HIGHEST, LOWEST, Instrument
from musworkshop.content.problems import Loc, Places, Problem, found, listed, nearest
from musworkshop.content.schema import Concept, FormTexts, StepKind
from musworkshop.content.shape import allowed_values
from musworkshop.content.wheel import Wheel
from musworkshop.content.wording import Wording
from musworkshop.text import LANGUAGES, _

#: Key that may be left out -> its shape, and the kinds of step that need it.
_NEEDED = {
    "form": (FormTexts, {StepKind.CHOOSE, StepKind.FORM}),
    "instrument": (
        Instrument,
        {StepKind.TEMPERATURE, StepKind.RESULTS, StepKind.ACTIONS, StepKind.REPORT},
    ),
    "wheel": (Wheel, {StepKind.WHEEL, StepKind.PAIRS, StepKind.PICTURE}),
}

#: What is wrong, and where inside the part it belongs to.
Fault = tuple[Loc, str]


def missing_keys(parts: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    """Yield the keys that a step cannot do without.

    Parameters
    ----------
    parts : mapping
        Top-level key of `Concept` -> its value.
    places : Places
        Holds also the keys of the wrong shape, which are not missing.
    """
    known = list(Concept.model_fields)
    misspelled = {nearest(key, known) for key in places.data if key not in known}
    for key, (shape, kinds) in _NEEDED.items():
        steps = [step for step in parts.get("steps", ()) if step.kind in kinds]
        if steps and key not in places.data and key not in misspelled:
            yield places.problem(
                (key,),
                _(
                    'this key is missing, but the step "{step}" (kind = "{kind}") needs'
                    " it; allowed is {allowed}; add it or remove the step."
                ).format(
                    step=steps[0].id,
                    kind=steps[0].kind.value,
                    allowed=allowed_values(shape),
                ),
            )


def id_lists(instrument: Instrument | None) -> Iterator[tuple[Loc, Sequence[Any]]]:
    """Yield the place and the items of every list whose ids must differ."""
    if instrument:
        yield ("instrument", "areas"), instrument.areas
        yield ("instrument", "statements"), instrument.statements


def named_ids(
    instrument: Instrument | None,
) -> Iterator[tuple[Loc, str, str, list[str]]]:
    """Yield what names an area.

    Yields
    ------
    tuple
        Place, the id that stands there, the list it must stand in (``areas``) and the
        ids of that list.
    """
    if instrument:
        areas = [area.id for area in instrument.areas]
        for number, statement in enumerate(instrument.statements):
            loc = ("instrument", "statements", number, "area_id")
            yield loc, statement.area_id, "areas", areas


def instrument_problems(
    instrument: Instrument | None, places: Places
) -> Iterator[Problem]:
    """Yield what cannot be answered or counted as it is written.

    Parameters
    ----------
    instrument : Instrument or None
        Of the right shape; its references may still lead nowhere.
    places : Places
        Knows in which file it stands.
    """
    if instrument:
        faults = (_answers, _bands, _needs, _said_twice)
        for loc, sentence in (each for fault in faults for each in fault(instrument)):
            yield places.problem(("instrument", *loc), sentence)


def _answers(instrument: Instrument) -> Iterator[Fault]:
    seen: set[int] = set()
    for number, answer in enumerate(instrument.answers):
        if answer.points in seen:
            sentence = _(
                "found points = {points} for the second time; allowed are {all}, each"
                " of them once; correct one."
            ).format(points=answer.points, all=listed(range(LOWEST, HIGHEST + 1)))
            yield ("answers", number, "points"), sentence
        seen.add(answer.points)


def _bands(instrument: Instrument) -> Iterator[Fault]:
    lowest = [band.lowest for band in instrument.bands]
    for number, limit in enumerate(lowest):
        if limit in lowest[:number]:
            sentence = _("{found} stands twice; allowed is once; remove one.").format(
                found=found(limit)
            )
            yield ("bands", number, "lowest"), sentence
    if 0 not in lowest:
        sentence = _(
            "found no band with lowest = 0, so the lowest indexes have no words;"
            " allowed are bands that begin at 0; add one or lower the last."
        )
        yield ("bands",), sentence


def _needs(instrument: Instrument) -> Iterator[Fault]:
    """Say where more statements must be answered than there are."""
    sizes = {area.id: len(instrument.of_area(area.id)) for area in instrument.areas}
    for number, area in enumerate(instrument.areas):
        if not sizes[area.id]:
            sentence = _(
                "no common statement belongs to this area, so it has no index; allowed"
                " is one or more; add one or remove the area."
            )
            yield ("areas", number), sentence
    common = len(instrument.common)
    if instrument.total_needs > common > 0:
        sentence = _(
            "found {found}; allowed is at most the number of common statements, which"
            " is {n}; lower it."
        ).format(found=instrument.total_needs, n=common)
        yield ("total_needs",), sentence
    least = min(
        (area for area in sizes if sizes[area]), key=sizes.__getitem__, default=""
    )
    if least and instrument.area_needs > sizes[least]:
        sentence = _(
            "found {found}; allowed is at most the number of common statements in the"
            ' smallest area, which is {n} in "{area}"; lower it.'
        ).format(found=instrument.area_needs, n=sizes[least], area=least)
        yield ("area_needs",), sentence


def _said_twice(instrument: Instrument) -> Iterator[Fault]:
    """Say where one form asks the same twice, or two answers read alike."""
    read_together: list[list[tuple[Loc, Wording]]] = [
        [
            (("statements", number, form), getattr(statement, form))
            for number, statement in enumerate(instrument.statements)
        ]
        for form in ("employee", "leader")
    ]
    answers: list[tuple[Loc, Wording]] = [
        (("answers", number, "text"), answer.text)
        for number, answer in enumerate(instrument.answers)
    ]
    read_together.append([*answers, (("not_relevant",), instrument.not_relevant)])
    for wordings in read_together:
        yield from repeated_texts(wordings)


def repeated_texts(wordings: Sequence[tuple[Loc, Wording]]) -> Iterator[Fault]:
    """Say where two texts that are read together are the same, in any language."""
    for language in LANGUAGES:
        seen: set[str] = set()
        for loc, wording in wordings:
            text = getattr(wording, language)
            if text and text.casefold() in seen:
                sentence = _(
                    "{found} stands twice; allowed is once; reword one."
                ).format(found=found(text))
                yield (*loc, language), sentence
            seen.add(text.casefold())
