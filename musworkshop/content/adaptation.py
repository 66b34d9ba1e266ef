"""What a workplace's own words do to next year's comparison: only advice."""

from __future__ import annotations

from collections.abc import Iterator

from musworkshop.content.instrument import Instrument, Statement
from musworkshop.content.problems import Places, Problem
from musworkshop.content.schema import Concept
from musworkshop.content.wording import Wording
from musworkshop.text import _


def adaptation_advice(
    concept: Concept, *, shipped: Instrument, places: Places
) -> Iterator[Problem]:
    """Yield where a concept asks something else under the name of a shipped statement.

    Parameters
    ----------
    concept : Concept
        A concept without problems. Nothing is said of an instrument with an id of its
        own: it is compared with itself only.
    shipped : Instrument
        Its ids and wordings are those that workplaces share.
    places : Places
        Knows in which file each key stands.
    """
    instrument = concept.instrument
    if instrument is None or instrument.id != shipped.id:
        return
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
            if not _same(_words(statement), _words(original), concept.languages):
                yield places.problem((*loc, "wording_version"), _reworded(statement))
    answers = _answers(instrument), _answers(shipped)
    if same_version and not _same(*answers, concept.languages):
        yield places.problem(("instrument", "answers"), _other_answers())


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


def _words(statement: Statement) -> list[Wording]:
    return [statement.employee, statement.leader]


def _answers(instrument: Instrument) -> list[Wording]:
    ordered = sorted(instrument.answers, key=lambda answer: answer.points)
    return [*(answer.text for answer in ordered), instrument.not_relevant]


def _same(
    ours: list[Wording], theirs: list[Wording], languages: tuple[str, ...]
) -> bool:
    """Say whether the texts are the same in all languages of the concept."""
    return all(
        getattr(one, language) == getattr(other, language)
        for one, other in zip(ours, theirs, strict=True)
        for language in languages
    )
