"""What may be compared from one year to the next, and what a change is worth.

Words are the measuring instrument: where they have changed, two figures are not two
readings of the same thing, and no line joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import inf, sqrt

from musworkshop.content.instrument import Area, Instrument, Statement
from musworkshop.model.temperature import (
    AgreedAction,
    Form,
    FormResult,
    Publication,
    StatementResult,
)
from musworkshop.rules.temperature import area_result
from musworkshop.rules.temperature_words import whole
from musworkshop.text import N_, _

#: With fewer people, one who answers otherwise moves an index by five points or more.
FEW = 20
#: So few points are nothing to talk about, however many have answered.
_SAME_POINTS = 2
#: Standard errors beyond which chance is a poor explanation.
_ERRORS = 2
_INDEX_PER_POINT = 25


@dataclass(frozen=True, kw_only=True)
class Run:
    """One taking of the temperature, as it was published, in its own words."""

    #: What people call it, such as "2026"; no other run has the same.
    label: str
    instrument: Instrument
    publication: Publication
    actions: tuple[AgreedAction, ...] = ()

    def result(self, form: Form) -> FormResult:
        """Return what was published of a form."""
        found = self.publication
        return found.leaders if form is Form.LEADER else found.employees

    def statement(self, statement_id: str) -> Statement | None:
        """Return a statement as it was worded then."""
        return self._statements.get(statement_id)

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {each.id: each for each in self.instrument.statements}

    @cached_property
    def answers_said(self) -> tuple[str, ...]:
        """The answers as they were worded then, in all languages."""
        ordered = sorted(self.instrument.answers, key=lambda each: each.points)
        texts = (*(each.text for each in ordered), self.instrument.not_relevant)
        return tuple(words for text in texts for words in (text.da, text.en))


class Chance(StrEnum):
    """Whether a change is more than an accident."""

    SAME = "same"
    FEW = "few"
    WITHIN = "within"
    MORE = "more"


_SAID = {
    Chance.SAME: N_("about the same"),
    Chance.FEW: N_("so few have answered that the change may be chance"),
    Chance.WITHIN: N_("no more than chance can explain"),
    Chance.MORE: N_("more than chance can easily explain"),
}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An index with what is needed to judge a change of it."""

    #: 0 to 100.
    index: float
    #: People behind it.
    n: int
    #: Standard error, in index points; what merged categories hide is in it.
    error: float
    #: Whether figures of merged categories are in it.
    is_near: bool


@dataclass(frozen=True, kw_only=True)
class Change:
    """What lies between two readings of the same thing."""

    before: Measured
    after: Measured

    @property
    def points(self) -> int:
        """Whole index points between the two figures as they are shown."""
        return whole(self.after.index) - whole(self.before.index)

    @property
    def chance(self) -> Chance:
        """Whether the change is more than an accident.

        A rule of thumb: it is more when the two lie further apart than two standard
        errors of their difference (the test of two means in NIST/SEMATECH, e-Handbook
        of Statistical Methods, 7.3.1, at about 95%). Who answered in both years is
        stored nowhere, so the two are taken as strangers to each other, which is the
        careful side. What merged categories may hide counts as an error of even chances
        (JCGM 100:2008, GUM, 4.3.7). Under `FEW` people the rule is not trusted at all,
        and of twenty statements that have not moved, one is said to have by it.
        """
        if abs(self.points) <= _SAME_POINTS:
            return Chance.SAME
        if min(self.before.n, self.after.n) < FEW:
            return Chance.FEW
        error = sqrt(self.before.error**2 + self.after.error**2)
        beyond = abs(self.after.index - self.before.index) > _ERRORS * error
        return Chance.MORE if beyond else Chance.WITHIN

    @property
    def words(self) -> str:
        """The same, in words."""
        return _(_SAID[self.chance])


# ---- What is compared ----


def is_same_statement(before: Run, after: Run, statement_id: str, form: Form) -> bool:
    """Say whether both runs asked the same, with the same words and the same answers.

    Both languages count. An own statement is never the same as a common one.
    """
    return not why_not_same(before, after, statement_id, form)


def why_not_same(before: Run, after: Run, statement_id: str, form: Form) -> str:
    """Return in words why a statement is not comparable in two runs, or ""."""
    old, new = before.statement(statement_id), after.statement(statement_id)
    if old is None:
        return _("asked for the first time")
    if new is None:
        return _("not asked any more")
    if old.own != new.own:
        return _("the workplace's own in one of the two")
    said, says = (
        each.instrument.wording(statement, form)
        for each, statement in ((before, old), (after, new))
    )
    if (said.da, said.en) != (says.da, says.en):
        return _("the wording has changed")
    if old.wording_version != new.wording_version:
        return _("counted as another wording")
    if before.answers_said != after.answers_said:
        return _("the answers have other words")
    return ""


def is_same_area(before: Run, after: Run, area_id: str, form: Form) -> bool:
    """Say whether an area's index counts the same statements in both runs.

    One that is hidden in one of them counts there in no index.
    """
    counted = [
        {each.statement_id for each in _counted(run, area_id, form)}
        for run in (before, after)
    ]
    return counted[0] == counted[1] and all(
        is_same_statement(before, after, each, form) for each in counted[0]
    )


def _counted(run: Run, area_id: str, form: Form) -> list[StatementResult]:
    result = run.result(form)
    found = (result.statement(s.id) for s in run.instrument.of_area(area_id))
    return [each for each in found if each is not None and each.n]


# ---- How it is measured ----


def measured_statement(run: Run, statement_id: str, form: Form) -> Measured | None:
    """Return a statement's index; None where nothing may be shown."""
    found = run.result(form).statement(statement_id)
    return _measured([found]) if found is not None and found.n else None


def measured_area(run: Run, area_id: str, form: Form) -> Measured | None:
    """Return an area's index; None where too few of its statements can be shown.

    A person's answers in one area are much alike, so the people are counted and not
    the answers.
    """
    if area_result(run.result(form), run.instrument, area_id).index is None:
        return None
    return _measured(_counted(run, area_id, form))


def _measured(found: list[StatementResult]) -> Measured | None:
    answers = sum(each.n for each in found)
    if not answers:
        return None
    parts = [part for each in found for part in each.parts if part.count]
    mean = sum(part.count * part.centre for part in parts) / answers
    squares = hidden = 0.0
    for part in parts:
        width = part.high - part.low
        # Of a merged part its answers are taken to be spread evenly inside it.
        inside = ((width + 1) ** 2 - 1) / 12
        squares += part.count * ((part.centre - mean) ** 2 + inside)
        hidden += part.count * width / 2
    people = max(each.n for each in found)
    spread = squares / answers / (people - 1) if people > 1 else inf
    # Where in a merged part its answers lie is unknown: evenly likely anywhere in it.
    unknown = (hidden / answers) ** 2 / 3
    return Measured(
        index=_INDEX_PER_POINT * mean,
        n=people,
        error=_INDEX_PER_POINT * sqrt(spread + unknown),
        is_near=hidden > 0,
    )


# ---- What has changed ----


def area_change(before: Run, after: Run, area: Area, form: Form) -> Change | None:
    """Return how an area's index has changed; None where it cannot be compared."""
    if not is_same_area(before, after, area.id, form):
        return None
    found = [measured_area(run, area.id, form) for run in (before, after)]
    return _change(*found)


def statement_changes(
    before: Run, after: Run, form: Form
) -> Iterator[tuple[Statement, Change]]:
    """Yield the statements that both runs asked alike and show, with their change."""
    for each in after.instrument.statements:
        if is_same_statement(before, after, each.id, form):
            found = [measured_statement(run, each.id, form) for run in (before, after)]
            change = _change(*found)
            if change is not None:
                yield each, change


def _change(before: Measured | None, after: Measured | None) -> Change | None:
    if before is None or after is None:
        return None
    return Change(before=before, after=after)
