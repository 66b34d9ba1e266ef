"""What is said about a published result: indices, bands, gaps, own points, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from musworkshop.content.instrument import HIGHEST, LOWEST, Instrument, Statement
from musworkshop.model.temperature import FormResult, Part, Publication, StatementResult
from musworkshop.text import _

#: Spread in points: below the first they agree, from the second on they are divided.
_AGREE, _DIVIDED = 0.8, 1.2


@dataclass(frozen=True, kw_only=True)
class AreaResult:
    """An index over several statements: an area, or all of them."""

    #: "" stands for all areas.
    area_id: str
    #: 0 to 100; None where too few of its statements can be shown.
    index: float | None
    #: Whether figures of merged categories are in it.
    is_merged: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Leaders and employees see something differently."""

    #: Statement id, or area id.
    id: str
    is_area: bool
    employees: float
    leaders: float

    @property
    def points(self) -> float:
        """Leaders' index minus employees'."""
        return self.leaders - self.employees


def area_result(result: FormResult, instrument: Instrument, area_id: str) -> AreaResult:
    """Return an area's index: all answers to its statements counted together."""
    statements = instrument.of_area(area_id)
    return _together(result, statements, instrument.area_needs, area_id)


def total_result(result: FormResult, instrument: Instrument) -> AreaResult:
    """Return the index over all common statements."""
    return _together(result, instrument.common, instrument.total_needs, "")


def _together(
    result: FormResult, statements: Iterable[Statement], needs: int, area_id: str
) -> AreaResult:
    found = [result.statement(each.id) for each in statements]
    shown = [each for each in found if each is not None]
    if len(shown) < needs:
        return AreaResult(area_id=area_id, index=None)
    answered = sum(each.n for each in shown)
    return AreaResult(
        area_id=area_id,
        index=sum(each.index * each.n for each in shown) / answered,
        is_merged=any(each.is_merged for each in shown),
    )


def area_answers(
    result: FormResult, instrument: Instrument, area_id: str
) -> StatementResult | None:
    """Return all answers to an area's statements as one distribution.

    Its parts are the finest in which the parts of all shown statements lie, so that it
    says no more than they do.

    Returns
    -------
    StatementResult or None
        None where the area has no index, or its statements share no border.
    """
    if area_result(result, instrument, area_id).index is None:
        return None
    found = [result.statement(each.id) for each in instrument.of_area(area_id)]
    shown = [each for each in found if each is not None]
    # A border inside which somebody lies cannot be drawn.
    borders = [
        border
        for border in range(LOWEST + 1, HIGHEST + 1)
        if not any(p.count and p.low < border <= p.high for s in shown for p in s.parts)
    ]
    edges = [LOWEST, *borders, HIGHEST + 1]
    parts = tuple(
        Part(
            low=low,
            high=beyond - 1,
            count=sum(p.count for s in shown for p in s.parts if low <= p.low < beyond),
        )
        for low, beyond in pairwise(edges)
    )
    if len(parts) == 1:
        return None
    return StatementResult(
        statement_id=area_id, n=sum(each.n for each in shown), parts=parts
    )


def gaps(publication: Publication, instrument: Instrument) -> tuple[Gap, ...]:
    """Return where leaders and employees differ enough to talk about it.

    Largest first, areas before statements.
    """
    here, there = publication.employees, publication.leaders
    found: list[Gap] = []
    for area in instrument.areas:
        ours = area_result(here, instrument, area.id).index
        theirs = area_result(there, instrument, area.id).index
        if ours is not None and theirs is not None:
            found.append(Gap(id=area.id, is_area=True, employees=ours, leaders=theirs))
    for statement in instrument.statements:
        mine, yours = here.statement(statement.id), there.statement(statement.id)
        if mine is not None and yours is not None:
            found.append(
                Gap(
                    id=statement.id,
                    is_area=False,
                    employees=mine.index,
                    leaders=yours.index,
                )
            )
    wide = [each for each in found if abs(each.points) >= instrument.gap]
    return tuple(sorted(wide, key=lambda gap: (not gap.is_area, -abs(gap.points))))


def own_index(
    answers: Mapping[str, int | None],
    statements: Iterable[Statement],
    *,
    needs: int,
) -> float | None:
    """Return 100 x points / (4 x answered) of one's own answers, shown to oneself.

    Returns
    -------
    float or None
        0 to 100; None where fewer than `needs` statements are answered with points.
    """
    points = [answers.get(each.id) for each in statements]
    given = [each for each in points if each is not None]
    if len(given) < needs:
        return None
    return 100 * sum(given) / (HIGHEST * len(given))


def part_label(part: Part, instrument: Instrument) -> str:
    """Return in words which answers a part holds."""
    words = {each.points: str(each.text) for each in instrument.answers}
    if part.low == part.high:
        return words[part.low]
    if part.low == LOWEST and part.high == HIGHEST:
        return _("any answer")
    if part.high == HIGHEST:
        return _("{answer} or more").format(answer=words[part.low])
    if part.low == LOWEST:
        return _("{answer} or less").format(answer=words[part.high])
    return _("{answer} to {other}").format(
        answer=words[part.low], other=words[part.high]
    )


def distribution_words(result: StatementResult, instrument: Instrument) -> str:
    """Return a distribution as a sentence; the text beside each figure."""
    if not result.is_shown:
        return _("Too few answers to show.")
    filled = [part for part in result.parts if part.count]
    labels = [part_label(part, instrument) for part in filled]
    small = [label[:1].lower() + label[1:] for label in labels]
    if len(filled) == 1:
        return _("All {n} have answered: {answer}.").format(n=result.n, answer=small[0])
    said = [
        _("{n} {answer}").format(n=part.count, answer=label)
        for part, label in zip(reversed(filled), reversed(small), strict=True)
    ]
    return _("{parts} ({n} answers).").format(parts=", ".join(said), n=result.n)


def spread_words(result: StatementResult) -> str:
    """Return in words how far apart the answers lie."""
    if result.spread < _AGREE:
        return _("they agree")
    return _("they are divided") if result.spread >= _DIVIDED else _("they differ")
