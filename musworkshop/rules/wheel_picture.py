"""The one door of the unit's picture: from single wheels to counts that may be shown.

The picture is made once, so no two of them can be subtracted from each other. It holds
counts of neighbouring levels, merged like the answers of the temperature: no score, no
total, no rank, and nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from musworkshop.content.wheel import Wheel
from musworkshop.model.pair import CompetenceCount, LevelCount, WheelPicture
from musworkshop.rules.merging import merged


def count(
    wheels: Sequence[Mapping[str, str]],
    wheel: Wheel,
    *,
    threshold: int,
    counted_on: date,
) -> WheelPicture:
    """Return what may be shown of single wheels.

    Parameters
    ----------
    wheels : sequence of mapping of str to str
        Competence id -> level id; others than the wheel's own are passed over.
    wheel : Wheel
        Says which competences and levels there are.
    threshold : int
        Fewest wheels anything is shown for.
    counted_on : date

    Returns
    -------
    WheelPicture
        Each competence by itself from the threshold up, in parts of nobody or of at
        least three wheels; all of them never in one level alone.
    """
    enough = len(wheels) >= threshold
    return WheelPicture(
        counted_on=counted_on.isoformat(),
        threshold=threshold,
        wheels=len(wheels) if enough else 0,
        competences=tuple(
            _counted(wheels, wheel, each.id, threshold)
            if enough
            else CompetenceCount(competence_id=each.id)
            for each in wheel.competences
        ),
    )


def _counted(
    wheels: Sequence[Mapping[str, str]],
    wheel: Wheel,
    competence_id: str,
    threshold: int,
) -> CompetenceCount:
    chosen = Counter(each.get(competence_id) for each in wheels)
    counts = tuple(chosen[level.id] for level in wheel.levels)
    n = sum(counts)
    if n < threshold:
        return CompetenceCount(competence_id=competence_id)
    parts = merged(counts)
    if len(parts) == 1:
        return CompetenceCount(competence_id=competence_id, n=n)
    return CompetenceCount(
        competence_id=competence_id,
        n=n,
        parts=tuple(
            LevelCount(first=low, last=high, count=sum(counts[low : high + 1]))
            for low, high in parts
        ),
    )
