"""What can be reckoned out of the temperature's published figures, and what cannot."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musworkshop.model.temperature import (
    CATEGORIES,
    Form,
    FormResult,
    Part,
    Publication,
    Sheet,
    StatementResult,
    UnitResult,
)
from musworkshop.rules.merging import (
    ALL_PARTS,
    LEAST,
    Counts,
    Parts,
    fits,
    merged,
    merged_together,
)
from musworkshop.rules.threshold import COMMENT_WRITERS, publish
from tests.attack.disclosure import ALL, OTHERS, Cell, Sum, solved, sums, truth
from tests.store.answering import TODAY, short_instrument

pytestmark = pytest.mark.attack

WORKSHOPS = 500
STATEMENTS = 3
ENUMERATED = 12  # people whose answers are all tried
INSTRUMENT = short_instrument(STATEMENTS)
IDS = [each.id for each in INSTRUMENT.statements]
ONE = short_instrument(1)

Publish = Callable[..., Publication]


def ways(people: int, cells: int = CATEGORIES) -> Iterator[Counts]:
    """All ways in which people can answer."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in ways(people - first, cells - 1):
            yield (first, *rest)


def added(*cuts: Sequence[int]) -> Counts:
    return tuple(map(sum, zip(*cuts, strict=True)))


def sheets_of(counts: Sequence[int], **about: object) -> list[Sheet]:
    """A sheet for each person who answered the only statement."""
    return [
        Sheet(answers={ONE.statements[0].id: points}, sent=True, **about)  # type: ignore[arg-type]
        for points, number in enumerate(counts)
        for _person in range(number)
    ]


def published(sheets: Sequence[Sheet], threshold: int = 4, **about: object):
    told = {"threshold": threshold, "closed_on": TODAY, **about}
    return publish(sheets, ONE, **told)  # type: ignore[arg-type]


def shown(sheets: Sequence[Sheet], threshold: int = 4) -> StatementResult:
    return published(sheets, threshold).employees.statements[0]


# ---- Random workshops, and an attacker who solves for every cell ----


MOODS = {
    "skewed": (1, 1, 2, 6, 10),
    "low": (8, 6, 2, 1, 1),
    "of two minds": (6, 1, 0, 1, 6),
    "even": (1, 1, 1, 1, 1),
    "nearly all alike": (1, 0, 0, 60, 0),
    "all alike": (0, 0, 1, 0, 0),
    "around the middle": (1, 4, 8, 4, 1),
}


def workshop(seed: int) -> tuple[list[Sheet], dict[str, str], int]:
    """People's sheets, the units' names and the threshold of a random workshop."""
    chance = random.Random(seed)
    moods = [chance.choice(list(MOODS.values())) for _ in IDS]
    missing = chance.choice((0, 0, 0.1, 0.4))
    units = [f"unit {n}" for n in range(chance.randint(0, 6))]
    people = [unit for unit in units for _ in range(chance.randint(0, 30))]
    people += [""] * chance.randint(0, 10 if units else 80)

    def sheet(unit: str) -> Sheet:
        answers: dict[str, int | None] = {}
        for statement, mood in zip(IDS, moods, strict=True):
            points = chance.choices(range(CATEGORIES), mood)[0]
            answers[statement] = None if chance.random() < missing else points
        return Sheet(unit_id=unit, answers=answers, sent=True)

    threshold = chance.randint(4, 8)
    return [sheet(unit) for unit in people], {u: u for u in units}, threshold


def attacked(publisher: Publish, workshops: int) -> tuple[Counter[str], list[Cell]]:
    """Solve for every cell of random workshops; return what was found."""
    count: Counter[str] = Counter()
    recovered = []
    for seed in range(workshops):
        sheets, units, threshold = workshop(seed)
        known = publisher(
            sheets, INSTRUMENT, threshold=threshold, closed_on=TODAY, units=units
        )
        for statement in IDS:
            rows, whole = sums(known, statement)
            cells = truth(sheets, rows, statement)
            people = {row: sum(numbers) for row, numbers in cells.items()}
            everybody = sum(people.values())
            people |= {f"all but {row}": everybody - n for row, n in people.items()}
            people[ALL] = everybody
            count["tables"] += bool(whole)
            count["tables with units"] += bool(rows)
            count["alone"] += one_is_left_over(sheets, known, rows)
            for each in solved(rows, whole, cells):
                count["all alike"] += 0 < people[each.row] == each.least
                count["cells"] += 1
                count["hidden cells"] += not (each.is_published or each.is_empty)
                count["one or two"] += each.is_known_to_be_one_or_two
                if each.is_recovered:
                    recovered.append(each)
            count["small sums"] += small_sums(rows, whole)
    return count, recovered


def small_sums(rows: Sequence[Sum], whole: Sequence[Sum]) -> int:
    """Count published sums of one or two people, and what is left beside a sum."""
    found = [each.count for each in (*rows, *whole)]
    for each in rows:
        inside = [part for part in whole if each.low <= part.low <= each.high]
        if all(part.high <= each.high for part in inside):
            found.append(sum(part.count for part in inside) - each.count)
    return sum(0 < number < LEAST for number in found)


def one_is_left_over(
    sheets: Sequence[Sheet], known: Publication, rows: Sequence[Sum]
) -> bool:
    """Say whether what is left when the shown units are subtracted is one unit's."""
    shown_units = {each.row for each in rows}
    left_over = [sheet for sheet in sheets if sheet.unit_id not in shown_units]
    told = [unit.result.answered for unit in known.units if unit.unit_id in shown_units]
    assert known.employees.answered == sum(map(int, told)) + len(left_over)
    return bool(rows) and len({sheet.unit_id for sheet in left_over}) == 1


def test_of_five_hundred_workshops_no_hidden_cell_is_recovered_or_known_as_one_or_two():
    """A cell is a zero all may know where a whole part is published to be nobody's.

    That nobody chose an answer is said of all people alike, and hides nobody's answer
    from anybody who knows the scale: it is no cell of few people but of none.
    """
    count, recovered = attacked(publish, WORKSHOPS)

    assert recovered == []
    assert count["one or two"] == 0
    assert count["small sums"] == 0
    assert count["all alike"] == 0
    assert count["alone"] == 0
    # There was something to attack.
    assert count["tables"] > WORKSHOPS
    assert count["tables with units"] > WORKSHOPS / 4
    assert count["hidden cells"] > 5 * WORKSHOPS


def plainly(sheets, instrument, *, threshold, units, of_cut=None, **_about):
    """Publish as many tools do: a cut is shown whole, if only it has enough answers."""
    of_cut = of_cut or (lambda counts: tuple((c, c) for c in range(CATEGORIES)))

    def result(people: list[Sheet]) -> FormResult:
        found = []
        for statement in instrument.statements:
            points = Counter(sheet.answers[statement.id] for sheet in people)
            counts = tuple(points[value] for value in range(CATEGORIES))
            parts: Parts = of_cut(counts) if sum(counts) >= threshold else ()
            found.append(
                StatementResult(
                    statement_id=statement.id,
                    n=sum(counts) if parts else 0,
                    parts=tuple(
                        Part(low=low, high=high, count=sum(counts[low : high + 1]))
                        for low, high in parts
                    ),
                )
            )
        return FormResult(
            form=Form.EMPLOYEE, answered=len(people), statements=tuple(found)
        )

    of_unit = {key: [s for s in sheets if s.unit_id == key] for key in units}
    return Publication(
        closed_on=TODAY,
        threshold=threshold,
        employees=result(sheets),
        leaders=FormResult(form=Form.LEADER, answered=0),
        units=tuple(
            UnitResult(unit_id=key, name=key, result=result(people))
            for key, people in of_unit.items()
        ),
    )


def test_the_same_attacker_wins_against_a_threshold_alone():
    count, recovered = attacked(plainly, 100)

    assert count["one or two"] > 1000
    assert sum(each.row == OTHERS for each in recovered) > 50, "units under it"


def test_the_same_attacker_wins_where_each_cut_is_merged_for_itself():
    def each_alone(*args, **kwargs):
        return plainly(*args, of_cut=merged, **kwargs)

    count, recovered = attacked(each_alone, 100)

    assert recovered
    assert count["one or two"] + count["small sums"] > 50


def test_the_attackers_bounds_are_those_of_trying_all_tables():
    chance = random.Random(31)
    compared = 0
    for _table in range(12):
        cells = {
            row: chance.choice(list(ways(chance.randint(2, 5)))) for row in ("a", "b")
        }
        parts = {row: chance.choice(ALL_PARTS) for row in (*cells, "all")}
        rows = [
            Sum(row=row, low=low, high=high, count=sum(numbers[low : high + 1]))
            for row, numbers in cells.items()
            for low, high in parts[row]
        ]
        both = added(*cells.values())
        whole = [
            Sum(row="all", low=low, high=high, count=sum(both[low : high + 1]))
            for low, high in parts["all"]
        ]
        fitting = [
            (a, b)
            for a in ways(sum(cells["a"]))
            if agrees(rows, "a", a)
            for b in ways(sum(cells["b"]))
            if agrees(rows, "b", b) and agrees(whole, "all", added(a, b))
        ]
        for each in solved(rows, whole, cells):
            if each.row in cells:
                found = {pair[each.row == "b"][each.category] for pair in fitting}
                assert (each.least, each.most) == (min(found), max(found))
                compared += 1
    assert compared > 100


def agrees(known: Sequence[Sum], row: str, numbers: Counts) -> bool:
    return all(
        sum(numbers[each.low : each.high + 1]) == each.count
        for each in known
        if each.row == row
    )


# ---- An attacker who knows the rule by which answers are merged ----


def one_number_only(alike: Sequence[Counts], parts: Parts) -> list[int]:
    """Return the hidden categories of which all that is shown alike has one number."""
    return [
        category
        for low, high in parts
        for category in range(low, high + 1)
        if low < high
        and any(alike[0][low : high + 1])
        and len({each[category] for each in alike}) == 1
    ]


def all_chose_one(alike: Sequence[Counts]) -> bool:
    """Say whether all that is shown alike is of people who answered the same."""
    chosen = {tuple(c for c, number in enumerate(each) if number) for each in alike}
    return len(chosen) == 1 and len(chosen.pop()) == 1


def seen(counts: Counts, parts: Parts) -> tuple[Parts, Counts]:
    return parts, tuple(sum(counts[low : high + 1]) for low, high in parts)


def given_away(rule: Callable[[Counts], Parts], people: range) -> int:
    """Count hidden cells that follow from the rule, over all answers of some people."""
    found = 0
    for number in people:
        alike = defaultdict(list)
        for counts in ways(number):
            alike[seen(counts, rule(counts))].append(counts)
        for (parts, _numbers), same in alike.items():
            found += len(one_number_only(same, parts)) + all_chose_one(same)
    return found


def finest(counts: Counts) -> Parts:
    return next(parts for parts in ALL_PARTS if fits(counts, parts))


def test_of_all_answers_of_up_to_twelve_people_the_rule_gives_no_hidden_cell_away():
    assert given_away(merged, range(LEAST, ENUMERATED + 1)) == 0


def test_what_is_published_of_up_to_ten_people_is_what_the_rule_says():
    """So that the enumeration above is one of publications, not of a function."""
    for number in range(11):
        for counts in ways(number) if number < 8 else list(ways(number))[::7]:
            found = shown(sheets_of(counts))
            if number < 4:
                assert not found.is_shown
                assert found.n == 0
                continue
            parts = merged(counts)
            told = tuple((part.low, part.high) for part in found.parts)
            assert told == (parts if len(parts) > 1 else ())
            assert found.n == number


def test_the_finest_merging_gives_hidden_cells_away_to_whoever_knows_the_rule():
    assert given_away(finest, range(LEAST, ENUMERATED + 1)) > 10


#: Answers of more people, found by trying all: once, the rule gave these away.
MANY = (
    (3, 2, 2, 10, 3),
    (3, 2, 2, 10, 4),
    (4, 2, 2, 10, 3),
    (60, 1, 1, 1, 2),
    (4, 3, 1, 1, 33),
    (3, 1, 1, 1, 30),
)


def many() -> list[Counts]:
    chance = random.Random(77)
    found = list(MANY)
    for _workshop in range(60):
        counts = [chance.randint(0, 4) for _ in range(CATEGORIES)]
        counts[chance.randrange(CATEGORIES)] += chance.randint(10, 50)
        found.append(tuple(counts))
    return found


def nearby(cells: Counts) -> Iterator[Counts]:
    """Other answers of the same people: first those that few have changed."""
    for people in range(1, 9):
        for here, there in permutations(range(len(cells)), 2):
            if cells[here] >= people:
                moved = list(cells)
                moved[here] -= people
                moved[there] += people
                yield tuple(moved)
    if sum(cells) <= 25:
        yield from ways(sum(cells), len(cells))


@pytest.mark.parametrize("counts", many(), ids=str)
def test_of_many_people_too_the_rule_gives_no_hidden_cell_away(counts):
    parts = merged(counts)
    if len(parts) == 1:
        return  # nothing is shown
    for low, high in parts:
        here = counts[low : high + 1]
        numbers = [{number} for number in here]
        if low == high or not any(here):
            continue
        for cells in nearby(here):
            other = (*counts[:low], *cells, *counts[high + 1 :])
            if any(a not in b for a, b in zip(cells, numbers, strict=True)) and (
                merged(other) == parts
            ):
                for kept, number in zip(numbers, cells, strict=True):
                    kept.add(number)
        assert all(len(each) > 1 for each in numbers), (parts, numbers)


Together = Callable[[Counts, Sequence[Counts]], Parts]


def told(cuts: Sequence[Counts], rule: Together) -> tuple[object, ...]:
    """All that is published of cuts of one statement, and of the whole."""
    whole = added(*cuts)
    parts = rule(whole, cuts)
    return seen(whole, merged(whole)), tuple(seen(cut, parts) for cut in cuts)


def given_away_of_cuts(tables: Iterator[tuple[Counts, ...]], rule: Together) -> int:
    """Count the hidden cells of cuts that follow from the rule; see `told`."""
    alike = defaultdict(list)
    for cuts in tables:
        alike[told(cuts, rule)].append(cuts)
    found = 0
    for (whole, units), same in alike.items():
        empty = {
            category
            for (low, high), number in zip(*whole, strict=True)  # type: ignore[call-overload]
            for category in range(low, high + 1)
            if number == 0
        }
        for number, (parts, _counts) in enumerate(units):  # type: ignore[arg-type]
            rows = [cuts[number] for cuts in same]
            found += all_chose_one(rows)
            for low, high in parts:
                hidden = [c for c in range(low, high + 1) if c not in empty]
                if len(hidden) > 1 and any(rows[0][low : high + 1]):
                    found += sum(len({r[c] for r in rows}) == 1 for c in hidden)
    return found


def finest_together(whole: Counts, cuts: Sequence[Counts]) -> Parts:
    """Try all parts, the finest first: what the rule for cuts must not do."""
    borders = {low for low, _high in merged(whole)}
    for parts in ALL_PARTS:
        if {low for low, _high in parts} <= borders and all(
            not any(cut) or fits(cut, parts) for cut in cuts
        ):
            return parts
    return ALL_PARTS[-1]


def tables_with(cuts: Sequence[Counts]) -> Iterator[tuple[Counts, ...]]:
    """All ways to divide the whole of two cuts into cuts of their sizes."""
    whole = added(*cuts)
    for first in ways(sum(cuts[0])):
        second = tuple(a - b for a, b in zip(whole, first, strict=True))
        if min(second) >= 0:
            yield first, second


#: Two units each, found by trying all: trying the finest parts first gave these away.
UNITS = (
    ((0, 0, 2, 3, 5), (0, 0, 6, 0, 4)),
    ((0, 0, 2, 3, 5), (0, 0, 7, 0, 3)),
    ((0, 0, 2, 3, 7), (0, 0, 6, 0, 6)),
)


@pytest.mark.parametrize(("one", "other"), [(4, 4), (6, 4), (6, 5)])
def test_of_all_answers_of_two_small_units_the_rule_gives_no_hidden_cell_away(
    one, other
):
    assert given_away_of_cuts(product(ways(one), ways(other)), merged_together) == 0


def test_of_larger_units_the_rule_gives_no_hidden_cell_away_though_all_know_the_whole():
    """The whole is known to the last category: what hides a unit is the rule alone."""
    chance = random.Random(12)
    attacked = list(UNITS)
    while len(attacked) < 60:
        sizes = chance.randint(8, 13), chance.randint(8, 13)
        mood = [chance.choice((0, 1, 2, 5)) for _ in range(CATEGORIES)]
        if not any(mood):
            continue
        drawn = [Counter(chance.choices(range(CATEGORIES), mood, k=n)) for n in sizes]
        one, other = (tuple(each[c] for c in range(CATEGORIES)) for each in drawn)
        if all(low == high for low, high in merged(added(one, other))):
            attacked.append((one, other))
    for cuts in attacked:
        assert given_away_of_cuts(tables_with(cuts), merged_together) == 0


@pytest.mark.parametrize("cuts", UNITS, ids=str)
def test_the_finest_parts_of_two_units_give_their_cells_away(cuts):
    assert given_away_of_cuts(tables_with(cuts), finest_together) > 0


# ---- No part of one or two, nothing under the threshold ----


ANSWERS = st.lists(
    st.one_of(st.none(), st.integers(0, CATEGORIES - 1)), min_size=0, max_size=12
)
PLACES = st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=12, max_size=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(answers=ANSWERS, places=PLACES, threshold=st.integers(4, 8))
def test_of_up_to_twelve_people_no_part_is_one_or_two_and_nothing_under_the_threshold(
    answers, places, threshold
):
    key = ONE.statements[0].id
    sheets = [
        Sheet(answers={key: points}, unit_id=place, sent=True)
        for points, place in zip(answers, places, strict=False)
    ]
    found = published(sheets, threshold, units={"a": "A", "b": "B", "c": "C"})

    results = [found.employees, *(unit.result for unit in found.units)]
    for result in results:
        for statement in result.statements:
            assert all(p.count == 0 or p.count >= LEAST for p in statement.parts)
            assert sum(part.count for part in statement.parts) in (0, statement.n)
            assert statement.n == 0 or statement.n >= threshold
            assert not statement.is_shown or statement.n >= threshold
    given_answers = [points for points in answers if points is not None]
    if len(given_answers) < threshold:
        assert not any(result.is_shown for result in results)


@pytest.mark.parametrize("people", range(4, 31))
def test_where_all_answer_alike_a_band_of_two_categories_or_more_is_shown(people):
    for category in range(CATEGORIES):
        counts = tuple(people * (each == category) for each in range(CATEGORIES))
        found = shown(sheets_of(counts))

        band = [part for part in found.parts if part.count]
        assert [part.count for part in band] == [people]
        assert band[0].low < band[0].high
        assert found.is_unanimous


@pytest.mark.parametrize("people", range(4, 31))
def test_where_one_answers_otherwise_nothing_tells_that_it_is_one(people):
    for category, other in permutations(range(CATEGORIES), 2):
        counts = [0] * CATEGORIES
        counts[category], counts[other] = people - 1, 1
        found = shown(sheets_of(counts))
        two = list(counts)
        two[category], two[other] = people - 2, 2

        filled = [part for part in found.parts if part.count]
        assert all(part.count >= LEAST for part in filled)
        assert len(filled) <= 1, "the one stands in a part with all others"
        assert found.parts == shown(sheets_of(two)).parts, "as if they were two"


def test_a_unit_in_which_nobody_has_answered_a_statement_shows_nothing_of_it():
    """Not a distribution of nobody, of which no mean can be computed."""
    counts = (0, 4, 0, 4, 4)
    silent = [Sheet(unit_id="c", answers={}, sent=True)] * 6
    sheets = [
        *(replace(each, unit_id="a") for each in sheets_of(counts)),
        *(replace(each, unit_id="b") for each in sheets_of(counts)),
        *silent,
    ]
    found = published(sheets, units={"a": "A", "b": "B", "c": "C"})

    assert [unit.result.is_shown for unit in found.units] == [True, True, False]
    assert found.units[2].result.statements[0].n == 0


# ---- Leaders ----


def leaders(number: int, *, willing: int = 0, points: int = 0) -> list[Sheet]:
    return [
        replace(sheet, show_own=place < willing)
        for place, sheet in enumerate(
            sheets_of([number if each == points else 0 for each in range(CATEGORIES)])
        )
    ]


def as_leaders(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [replace(each, form=Form.LEADER) for each in sheets]


@pytest.mark.parametrize("threshold", [4, 5, 8])
def test_leaders_under_the_threshold_are_not_shown(threshold):
    for number in range(1, threshold):
        found = published(as_leaders(leaders(number)), threshold).leaders

        assert not found.is_shown
        assert not found.by_own_choice
        assert found.statements == ()
        assert found.answered == number


def test_from_the_threshold_up_leaders_are_shown_as_employees_are_whatever_they_chose():
    for counts in ways(5):
        for willing in range(6):
            sheets = [
                replace(sheet, show_own=place < willing)
                for place, sheet in enumerate(sheets_of(counts))
            ]
            found = published(as_leaders(sheets), 5).leaders

            assert not found.by_own_choice
            assert found.statements == (shown(sheets_of(counts), 5),)


def test_leaders_who_show_their_own_answers_never_let_anothers_be_computed():
    """All that is shown stays the same whatever those answer who did not choose it."""
    for willing in range(1, 4):
        for points, others in product(range(CATEGORIES), repeat=2):
            mine = leaders(willing, willing=willing, points=points)
            theirs = leaders(4 - willing, points=others)
            found = published(as_leaders([*mine, *theirs]), 5).leaders

            assert found.by_own_choice
            assert found.answered == 4
            assert found.statements == (
                StatementResult(
                    statement_id=ONE.statements[0].id,
                    n=willing,
                    parts=tuple(
                        Part(low=c, high=c, count=willing * (c == points))
                        for c in range(CATEGORIES)
                    ),
                ),
            )


def test_leaders_are_in_no_figure_of_the_employees_nor_of_a_unit():
    counts = (3, 0, 5, 4, 0)
    employees = [replace(each, unit_id="a") for each in sheets_of(counts)]
    chiefs = as_leaders(leaders(4, willing=4))
    chiefs = [replace(each, unit_id="a") for each in chiefs]
    with_them = published([*employees, *chiefs], units={"a": "A"})
    without = published(employees, units={"a": "A"})

    assert with_them.employees == without.employees
    assert with_them.units == without.units


# ---- Comments ----


def commented(number: int, threshold: int = 4) -> tuple[str, ...]:
    sheets = [Sheet(comment=f"{n:02}", sent=True) for n in range(number)]
    return published([*sheets, *[Sheet(sent=True)] * 20], threshold).comments


def test_comments_of_seven_are_not_shown_and_those_of_eight_are():
    assert commented(COMMENT_WRITERS - 1) == ()
    assert sorted(commented(COMMENT_WRITERS)) == [f"{n:02}" for n in range(8)]
    assert commented(9, threshold=10) == ()


def test_the_order_of_comments_says_nothing_of_when_they_came():
    pairs = [
        (place, int(text))
        for _run in range(1000)
        for place, text in enumerate(commented(COMMENT_WRITERS))
    ]

    assert -0.1 < correlation(pairs) < 0.1
    assert correlation([(number, number) for _place, number in pairs]) > 0.99
    firsts = Counter(number for place, number in pairs if place == 0)
    assert max(firsts.values()) < 2 * min(firsts.values())


def correlation(pairs: Sequence[tuple[int, int]]) -> float:
    middle = (COMMENT_WRITERS - 1) / 2
    together = sum((a - middle) * (b - middle) for a, b in pairs)
    alone = sum((a - middle) ** 2 for a, _b in pairs)
    return together / alone
