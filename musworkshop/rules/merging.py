"""Which neighbouring categories are merged, so that no shown part is one or two people.

Whoever knows this rule must not learn more than the merged parts say. Choosing the
finest merging that is allowed gives some answers away by itself: three, one, one, one
and three people are the only nine that are merged in the middle. Such a choice is
passed over for a coarser one (a "minimality attack" in the literature on statistical
disclosure).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise, permutations

from musworkshop.model.temperature import CATEGORIES

#: Fewest people a shown part stands for, unless it is nobody.
LEAST = 3
#: Of so many people all ways to answer are tried; of more, those that differ from what
#: was answered by so many people who chose another category.
_SEARCHED, _NEAR = 12, 3
#: How often a choice that gives itself away is passed over.
_ROUNDS = 8

#: Answers by category, from the lowest.
Counts = tuple[int, ...]
#: Lowest and highest category of each part.
Parts = tuple[tuple[int, int], ...]


@cache
def all_parts(categories: int) -> tuple[Parts, ...]:
    """Return all ways to merge neighbours, the finest first."""
    found = []
    for number in range(categories):
        for cuts in combinations(range(1, categories), number):
            edges = (0, *cuts, categories)
            found.append(tuple((low, high - 1) for low, high in pairwise(edges)))
    # Of equals the one that keeps low answers apart.
    return tuple(sorted(found, key=lambda p: (-len(p), all(low != 2 for low, _ in p))))


#: All ways to merge the answers of the temperature.
ALL_PARTS = all_parts(CATEGORIES)


def merged(counts: Counts) -> Parts:
    """Return the parts in which answers may be shown.

    Parameters
    ----------
    counts : tuple of int
        People by category; at least `LEAST` in all.

    Returns
    -------
    tuple of (int, int)
        Each part's lowest and highest category. Each stands for nobody or for at least
        `LEAST` people, and all of them never stand in one category alone. One part for
        everything says nothing.
    """
    return _chosen(counts, _ROUNDS)


def fits(counts: Counts, parts: Parts) -> bool:
    """Say whether answers may be shown in these parts."""
    whole = sum(counts)
    for low, high in parts:
        part = sum(counts[low : high + 1])
        if 0 < part < LEAST or (part == whole and low == high):
            return False
    return True


def merged_together(whole: Counts, cuts: Sequence[Counts]) -> Parts:
    """Return the parts in which cuts of a whole may be shown beside it.

    One border after another is drawn through all cuts at once. Which one is tried
    follows from the whole's parts alone, which all may see, and where it cannot be
    drawn no other is tried instead. Trying all borders until one can be drawn would
    say of each that was passed over that it leaves one or two people somewhere; several
    such sayings together leave a single answer.

    Parameters
    ----------
    whole : tuple of int
        Shown in `merged` parts.
    cuts : sequence of tuple of int
        Their sum is the whole; nobody is in two of them.

    Returns
    -------
    tuple of (int, int)
        None is finer than the whole's. One part for everything says nothing.
    """
    filled = [cut for cut in cuts if any(cut)]
    return _drawn(whole, merged(whole), filled, (0, len(whole) - 1))


def _drawn(
    whole: Counts, shown: Parts, cuts: Sequence[Counts], part: tuple[int, int]
) -> Parts:
    """Return a part divided as far as all cuts may be shown so."""
    low, high = part
    borders = [first for first, _last in shown if low < first <= high]
    if not borders:
        return (part,)
    # As many people as can be on both sides; of equals what keeps low answers apart.
    border = max(
        borders,
        key=lambda at: (min(sum(whole[low:at]), sum(whole[at : high + 1])), at == 2),
    )
    halves = ((low, border - 1), (border, high))
    if not all(fits(cut, halves) for cut in cuts) or any(
        _is_in_one_category(whole, shown, cut, halves) for cut in cuts
    ):
        return (part,)
    return tuple(each for half in halves for each in _drawn(whole, shown, cuts, half))


def _is_in_one_category(whole: Counts, shown: Parts, cut: Counts, parts: Parts) -> bool:
    """Say whether beside the whole these parts give away a cut's only category."""
    for low, high in parts:
        if sum(cut[low : high + 1]) != sum(cut):
            continue
        filled = [
            last - first + 1
            for first, last in shown
            if low <= first <= high and any(whole[first : last + 1])
        ]
        if sum(filled) == 1:
            return True
    return False


@cache
def _chosen(counts: Counts, rounds: int) -> Parts:
    every = all_parts(len(counts))
    if not rounds:
        return next(parts for parts in every if fits(counts, parts))
    parts = _chosen(counts, rounds - 1)
    if _hides(counts, parts, rounds - 1):
        return parts
    coarser = every[every.index(parts) + 1 :]
    return next((each for each in coarser if fits(counts, each)), every[-1])


def _hides(counts: Counts, parts: Parts, rounds: int) -> bool:
    """Say whether other answers are shown alike, each hidden cell with another number.

    Only one part's cells are varied at a time, which is more than the truth asks.
    """
    for low, high in parts:
        here = counts[low : high + 1]
        if low == high or not any(here):
            continue
        seen = [{number} for number in here]
        for cells in _others(here):
            other = (*counts[:low], *cells, *counts[high + 1 :])
            if _chosen(other, rounds) == parts:
                for numbers, number in zip(seen, cells, strict=True):
                    numbers.add(number)
                if all(len(numbers) > 1 for numbers in seen):
                    break
        else:
            return False
    return True


def _others(cells: Counts) -> Iterator[Counts]:
    """Yield other ways in which the people of a part may have answered."""
    if sum(cells) <= _SEARCHED:
        yield from _ways(sum(cells), len(cells))
        return
    for people in range(1, _NEAR + 1):
        for here, there in permutations(range(len(cells)), 2):
            if cells[here] >= people:
                moved = list(cells)
                moved[here] -= people
                moved[there] += people
                yield tuple(moved)


def _ways(people: int, cells: int) -> Iterator[Counts]:
    """Yield all ways to spread people over cells."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in _ways(people - first, cells - 1):
            yield (first, *rest)
