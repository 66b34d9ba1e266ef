"""Somebody who reads all that is published and solves for what is not.

Of one statement there are cells: so many people of a unit chose this category. What is
published are sums of cells. A cell's bounds are found by a flow: its number is pushed
up and down as far as the published sums allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from musworkshop.model.temperature import CATEGORIES, FormResult, Publication, Sheet

#: People who are in no unit that is shown.
OTHERS = "those in no unit that is shown"
ALL = "everybody"
#: Row -> people by category: what only the attacked know.
Truth = dict[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A published sum: people of a row who chose one of neighbouring categories."""

    row: str
    low: int
    high: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What can be said about the people of a row who chose one category."""

    row: str
    category: int
    least: int
    most: int
    #: The number itself is published.
    is_published: bool
    #: It is nobody, because of a larger group nobody is published to have chosen it.
    is_empty: bool

    @property
    def is_recovered(self) -> bool:
        return not (self.is_published or self.is_empty) and self.least == self.most

    @property
    def is_known_to_be_one_or_two(self) -> bool:
        return self.least >= 1 and self.most <= 2


def sums(publication: Publication, statement_id: str) -> tuple[list[Sum], list[Sum]]:
    """Return what is published of a statement: by unit, and of all employees.

    Those in no unit that is shown are another cut where they are as many as a unit must
    be: what is left when the units are subtracted is meant to be known.
    """
    whole = publication.employees.statement(statement_id)
    if whole is None:
        return [], []
    rows: list[Sum] = []
    left = whole.n
    for unit in publication.units:
        found = unit.result.statement(statement_id)
        if found is not None:
            rows += _sums(unit.unit_id, unit.result, statement_id)
            left -= found.n
    everybody = _sums(ALL, publication.employees, statement_id)
    if rows and left:
        parts = {(each.low, each.high) for each in rows}
        is_a_cut = left >= publication.threshold and _is_one_division(parts)
        for low, high in sorted(parts) if is_a_cut else [(0, CATEGORIES - 1)]:
            all_of_it = sum(e.count for e in everybody if low <= e.low <= high)
            units = sum(e.count for e in rows if (e.low, e.high) == (low, high))
            left_over = all_of_it - units if is_a_cut else left
            rows.append(Sum(row=OTHERS, low=low, high=high, count=left_over))
    return rows, everybody


def _is_one_division(parts: Collection[tuple[int, int]]) -> bool:
    return sum(high - low + 1 for low, high in parts) == CATEGORIES


def _sums(row: str, result: FormResult, statement_id: str) -> list[Sum]:
    found = result.statement(statement_id)
    return [
        Sum(row=row, low=part.low, high=part.high, count=part.count)
        for part in (found.parts if found else ())
    ]


def truth(
    sheets: Sequence[Sheet], rows: Sequence[Sum], statement_id: str
) -> dict[str, tuple[int, ...]]:
    """Return the cells that the published sums were made of."""
    shown = {each.row for each in rows}
    counted: dict[str, list[int]] = defaultdict(lambda: [0] * CATEGORIES)
    for sheet in sheets:
        points = sheet.answers.get(statement_id)
        if points is not None:
            row = sheet.unit_id if sheet.unit_id in shown else OTHERS
            counted[row][points] += 1
    return {row: tuple(numbers) for row, numbers in counted.items()}


def solved(
    rows: Sequence[Sum], whole: Sequence[Sum], cells: Mapping[str, Sequence[int]]
) -> Iterator[Cell]:
    """Yield what follows from the published sums for each cell.

    Each cell is in one sum of its row and in one of the whole, so the sums are the two
    sides of a network and the cells its lines. Lines between the same two sums are one:
    of several categories each can be nobody, and each can be all of them.
    """
    for part in whole:  # nothing that is published divides it further
        assert part.count >= 0
        for category in range(part.low, part.high + 1):
            yield Cell(
                row=ALL,
                category=category,
                least=part.count if part.low == part.high else 0,
                most=part.count,
                is_published=part.low == part.high,
                is_empty=part.count == 0,
            )
    net = _Net(rows, whole, cells)
    for here, there in net.lines:
        mine, all_of_it = rows[here], whole[there]
        categories = _shared(mine, all_of_it)
        less, more = net.slack(here, there)
        flow = net.flow[here, there]
        alone = len(categories) == 1
        # All other categories of its sum are published to be nobody's.
        is_published = alone and net.live(here) <= {there}
        rest = all_of_it.count - flow
        for row, number, down, up, is_told in (
            (mine.row, flow, less, more, is_published),
            # Where a row has nobody in a sum, the others have the whole's number.
            (f"all but {mine.row}", rest, more, less, is_published or not mine.count),
        ):
            for category in categories:
                yield Cell(
                    row=row,
                    category=category,
                    least=number - down if alone else 0,
                    most=number + up,
                    is_published=is_told,
                    is_empty=all_of_it.count == 0
                    or (mine.count == 0 and row == mine.row)
                    or (not alone and number + up == 0),
                )


def _shared(one: Sum, other: Sum) -> list[int]:
    return list(range(max(one.low, other.low), min(one.high, other.high) + 1))


class _Net:
    """A feasible flow (what was really answered) and how far it can be changed."""

    def __init__(
        self,
        rows: Sequence[Sum],
        whole: Sequence[Sum],
        cells: Mapping[str, Sequence[int]],
    ) -> None:
        self._rows, self._whole = rows, whole
        self.flow = {
            (here, there): sum(cells[one.row][c] for c in _shared(one, other))
            for here, one in enumerate(rows)
            for there, other in enumerate(whole)
            if _shared(one, other)
        }
        self.lines = list(self.flow)

    def live(self, here: int) -> set[int]:
        return {t for h, t in self.lines if h == here and self._whole[t].count}

    def slack(self, here: int, there: int) -> tuple[int, int]:
        """Return by how much a line's number can fall, and rise."""
        flow = self.flow[here, there]
        less = self._pushed(("row", here), ("all", there), (here, there), flow)
        more = self._pushed(("all", there), ("row", here), (here, there), None)
        return less, more

    def _pushed(
        self,
        start: tuple[str, int],
        end: tuple[str, int],
        without: tuple[int, int],
        limit: int | None,
    ) -> int:
        """Return how many people can be led from one sum to another, round a line."""
        room: dict[tuple[str, int], dict[tuple[str, int], int]] = defaultdict(dict)
        endless = sum(each.count for each in self._whole) + 1
        for (here, there), number in self.flow.items():
            if (here, there) != without and self._whole[there].count:
                room["row", here]["all", there] = endless
                room["all", there]["row", here] = number
        pushed = 0
        while limit is None or pushed < limit:
            way = _way(room, start, end)
            if way is None:
                break
            steps = list(pairwise(way))
            least = min(room[a][b] for a, b in steps)
            if limit is not None:
                least = min(least, limit - pushed)
            for a, b in steps:
                room[a][b] -= least
                room[b][a] = room[b].get(a, 0) + least
            pushed += least
        return pushed


def _way(
    room: Mapping[tuple[str, int], Mapping[tuple[str, int], int]],
    start: tuple[str, int],
    end: tuple[str, int],
) -> list[tuple[str, int]] | None:
    came = {start: start}
    ends = [start]
    for here in ends:
        if here == end:
            way = [end]
            while way[-1] != start:
                way.append(came[way[-1]])
            return way[::-1]
        for there, left in room[here].items():
            if left and there not in came:
                came[there] = here
                ends.append(there)
    return None
