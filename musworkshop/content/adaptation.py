"""What a workplace's own words do to next year's comparison: only advice."""

from __future__ import annotations

from collections.abc import Iterator

from musworkshop.content.instrument import Instrument, Statement
from musworkshop.content.problems import Places, Problem
from musworkshop.content.schema import Concept
from musworkshop.content.wheel import Competence, Wheel
from musworkshop.content.wording import Wording
from musworkshop.text import _


def adaptation_advice(
    concept: Concept, *, shipped: Concept, places: Places
) -> Iterator[Problem]:
    """Yield where a concept says something else under the name of shipped words.

    Parameters
    ----------
    concept : Concept
        A concept without problems. Nothing is said of an instrument or a wheel with an
        id of its own: it is compared with itself only.
    shipped : Concept
        Its ids and wordings are those that workplaces share.
    places : Places
        Knows in which file each key stands.
    """
    languages = concept.languages
    ours, theirs = concept.instrument, shipped.instrument
    if ours and theirs and ours.id == theirs.id:
        yield from _of_instrument(ours, theirs, languages, places)
    wheel, other = concept.wheel, shipped.wheel
    if wheel and other and wheel.id == other.id:
        yield from _of_wheel(wheel, other, languages, places)


def _of_instrument(
    instrument: Instrument,
    shipped: Instrument,
    languages: tuple[str, ...],
    places: Places,
) -> Iterator[Problem]:
    known = {statement.id: statement for statement in shipped.statements}
    same_version = False
    for number, statement in enumerate(instrument.statements):
        loc = ("instrument", "statements", number)
        original = known.get(statement.id)
        if original is None:
            if not statement.own:
                yield places.problem((*loc, "id"), _unknown())
        elif statement.own:
            yield places.problem((*loc, "own"), _not_own())
        elif statement.wording_version == original.wording_version:
            same_version = True
            if not _same(_words(statement), _words(original), languages):
                yield places.problem((*loc, "wording_version"), _reworded(statement))
    answers = _answers(instrument), _answers(shipped)
    if same_version and not _same(*answers, languages):
        yield places.problem(("instrument", "answers"), _other_answers())


def _of_wheel(
    wheel: Wheel, shipped: Wheel, languages: tuple[str, ...], places: Places
) -> Iterator[Problem]:
    known = {competence.id: competence for competence in shipped.competences}
    same_version = False
    for number, competence in enumerate(wheel.competences):
        original = known.get(competence.id)
        if original and competence.wording_version == original.wording_version:
            same_version = True
            if not _same(_meaning(competence), _meaning(original), languages):
                loc = ("wheel", "competences", number, "wording_version")
                yield places.problem(loc, _other_meaning(competence))
    if same_version and not _same(_levels(wheel), _levels(shipped), languages):
        yield places.problem(("wheel", "levels"), _other_levels())


def _unknown() -> str:
    return _(
        "this id is not one of the shipped statements, which workplaces share; add"
        " own = true, so that it stands beside the indexes and is compared only with"
        " itself."
    )


def _not_own() -> str:
    return _(
        "found true, but this id belongs to a shipped statement; give your own"
        " statement an id of its own, else next year compares two different questions."
    )


def _reworded(statement: Statement) -> str:
    return _(
        "found {version}, but the shipped statement has other words under this number;"
        " count wording_version up, else next year compares two different questions."
    ).format(version=statement.wording_version)


def _other_answers() -> str:
    return _(
        "these answers differ from the shipped ones; count wording_version up in every"
        " statement, else next year compares two different scales."
    )


def _other_meaning(competence: Competence) -> str:
    return _(
        "found {version}, but the shipped competence has other words under this number;"
        " count wording_version up, else next year compares two different competences."
    ).format(version=competence.wording_version)


def _other_levels() -> str:
    return _(
        "these levels differ from the shipped ones; count wording_version up in every"
        " competence, else next year compares two different scales."
    )


def _words(statement: Statement) -> list[Wording]:
    return [statement.employee, statement.leader]


def _answers(instrument: Instrument) -> list[Wording]:
    ordered = sorted(instrument.answers, key=lambda answer: answer.points)
    return [*(answer.text for answer in ordered), instrument.not_relevant]


def _meaning(competence: Competence) -> list[Wording]:
    return [competence.title, *competence.means]


def _levels(wheel: Wheel) -> list[Wording]:
    return [text for level in wheel.levels for text in (level.title, level.about)]


def _same(
    ours: list[Wording], theirs: list[Wording], languages: tuple[str, ...]
) -> bool:
    """Say whether the texts are as many, and the same in all languages."""
    return len(ours) == len(theirs) and all(
        getattr(one, language) == getattr(other, language)
        for one, other in zip(ours, theirs, strict=True)
        for language in languages
    )
