import random
from collections import defaultdict
from dataclasses import asdict
from datetime import date

import pytest

from musworkshop import limits
from musworkshop.model.pair import CompetenceCount, LevelCount
from musworkshop.rules.merging import LEAST, all_parts, fits, merged
from musworkshop.rules.wheel_picture import count
from tests.attack.test_temperature_figures import (
    all_chose_one,
    one_number_only,
    seen,
    ways,
)
from tests.rules.wheels import wheel

TODAY = date(2026, 11, 22)
ALL_LEVELS = range(limits.FEWEST_LEVELS, limits.MOST_LEVELS + 1)
#: People whose wheels are all tried, by levels: so that it takes seconds.
TRIED = {2: 40, 3: 18, 4: 13, 5: 11}


def counted(wheels, levels=3, threshold=5):
    return count(wheels, wheel(levels), threshold=threshold, counted_on=TODAY)


def wheels_of(counts, levels, competence="craft", unrated=0):
    """A wheel for each person who has rated one competence."""
    ids = [each.id for each in wheel(levels).levels]
    rated = [
        {competence: level}
        for level, number in zip(ids, counts, strict=True)
        for _person in range(number)
    ]
    return [*rated, *({"cooperation": ids[0]} for _ in range(unrated))]


def of(found, competence_id):
    return next(e for e in found.competences if e.competence_id == competence_id)


# ---- The threshold ----


@pytest.mark.parametrize("threshold", [4, 5, 9])
def test_under_the_threshold_nothing_is_said_not_even_how_many_there_were(threshold):
    for number in range(threshold):
        found = counted([{"craft": "strong"}] * number, threshold=threshold)

        assert found.wheels == 0
        assert {(each.n, each.parts) for each in found.competences} == {(0, ())}
    assert counted([{"craft": "strong"}] * threshold, threshold=threshold).wheels


def test_a_competence_that_too_few_have_rated_is_not_shown_and_not_counted():
    wheels = [{"craft": "strong", "change": "focus"}] * 4 + [{"change": "focus"}] * 4
    found = counted(wheels)

    assert of(found, "craft") == CompetenceCount(competence_id="craft")
    assert of(found, "change").n == 8
    assert of(found, "cooperation") == CompetenceCount(competence_id="cooperation")


def test_the_competences_stand_in_the_wheels_own_order_with_all_that_there_are():
    found = counted([])

    assert [each.competence_id for each in found.competences] == [
        each.id for each in wheel().competences
    ]
    assert (found.counted_on, found.threshold) == ("2026-11-22", 5)


# ---- What is shown ----


def test_many_wheels_are_shown_level_by_level():
    found = of(counted(wheels_of((5, 8, 4), 3)), "craft")

    assert found.n == 17
    assert [(p.first, p.last, p.count) for p in found.parts] == [
        (0, 0, 5),
        (1, 1, 8),
        (2, 2, 4),
    ]


def test_what_is_in_no_wheel_of_the_workplace_is_counted_nowhere():
    wheels = [{"craft": "strong", "own-1": "Canary"}] * 3
    wheels += [{"craft": "focus", "Canary": "strong"}] * 3 + [{"craft": "Canary"}] * 3
    found = counted(wheels)

    assert of(found, "craft").n == 6
    assert "Canary" not in str(asdict(found))


@pytest.mark.parametrize("levels", ALL_LEVELS)
def test_a_picture_holds_counts_and_no_score_total_rank_or_person(levels):
    chance = random.Random(levels)
    ids = [each.id for each in wheel(levels).levels]
    wheels = [{"craft": chance.choice(ids)} for _ in range(60)]
    found = of(counted(wheels, levels), "craft")

    assert set(asdict(found)) == {"competence_id", "n", "parts"}
    assert set(asdict(found.parts[0])) == {"first", "last", "count"}
    assert found.n == sum(part.count for part in found.parts)


@pytest.mark.parametrize("levels", ALL_LEVELS)
def test_each_part_is_nobody_or_three_and_all_never_stand_in_one_level(levels):
    for number in range(4, TRIED[levels] + 1):
        for counts in list(ways(number, levels))[:: 1 + 5 * (levels > 3)]:
            found = of(counted(wheels_of(counts, levels), levels, threshold=4), "craft")
            said = [(p.first, p.last) for p in found.parts] or [(0, levels - 1)]

            assert tuple(said) == merged(counts)
            assert fits(counts, tuple(said))
            for part in found.parts:
                assert part.count == sum(counts[part.first : part.last + 1])
                assert part.count == 0 or part.count >= LEAST
            if max(counts) == number:
                assert (
                    LevelCount(
                        first=counts.index(number),
                        last=counts.index(number),
                        count=number,
                    )
                    not in found.parts
                )


# ---- Whoever knows the rule ----


def given_away(rule, levels, people):
    """Count hidden levels that follow from the rule, over all wheels of some people."""
    found = 0
    for number in people:
        alike = defaultdict(list)
        for counts in ways(number, levels):
            alike[seen(counts, rule(counts))].append(counts)
        for (parts, _numbers), same in alike.items():
            found += len(one_number_only(same, parts)) + all_chose_one(same)
    return found


@pytest.mark.parametrize("levels", ALL_LEVELS)
def test_of_all_wheels_of_a_few_people_the_rule_gives_no_hidden_level_away(levels):
    people = range(limits.LOWEST_THRESHOLD, TRIED[levels] + 1)

    assert given_away(merged, levels, people) == 0


@pytest.mark.parametrize("levels", [4, 5])
def test_the_finest_merging_that_is_allowed_would_give_some_away(levels):
    """What the same attacker finds where the rule is passed over."""

    def finest(counts):
        return next(each for each in all_parts(levels) if fits(counts, each))

    people = range(limits.LOWEST_THRESHOLD, TRIED[levels] + 1)
    assert given_away(finest, levels, people) > 0


@pytest.mark.parametrize("levels", ALL_LEVELS)
def test_counts_without_merging_would_give_nearly_all_away(levels):
    def plain(counts):
        return all_parts(levels)[0]

    found = 0
    for counts in ways(6, levels):
        found += any(0 < number < LEAST for number in counts)
    assert plain((1,) * levels) == tuple((n, n) for n in range(levels))
    assert found > 0
    assert given_away(plain, levels, range(4, 7)) > 0
