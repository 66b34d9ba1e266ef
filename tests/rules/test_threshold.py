"""The one door: what leaves it depends on the answers only where it may."""

from datetime import date

import pytest

from musworkshop.content.read import find_concept, load_concept
from musworkshop.model.temperature import Form, Sheet
from musworkshop.rules.temperature import (
    area_result,
    distribution_words,
    own_index,
    total_result,
)
from musworkshop.rules.threshold import may_begin, publish
from musworkshop.server.invented import invented_sheets

INSTRUMENT = load_concept(find_concept("temperature")).instrument
TODAY = date(2026, 11, 22)
FIRST = INSTRUMENT.statements[0].id


def result(sheets, **more):
    return publish(sheets, INSTRUMENT, **{"threshold": 5, "closed_on": TODAY, **more})


def same(points, people):
    return [
        Sheet(answers={each.id: points for each in INSTRUMENT.statements}, sent=True)
        for _person in range(people)
    ]


@pytest.mark.parametrize("people", range(5))
def test_under_the_threshold_everything_is_the_same_whatever_was_answered(people):
    made = [
        result(invented_sheets(INSTRUMENT, people, leaders=0, seed=seed))
        for seed in range(20)
    ]

    assert made == [made[0]] * 20
    assert not made[0].employees.is_shown


def test_five_answers_are_shown():
    assert result(invented_sheets(INSTRUMENT, 5, leaders=0)).employees.is_shown


def test_sheets_that_were_not_sent_are_not_counted():
    sheets = [Sheet(answers=each.answers) for each in same(4, 9)]

    assert result(sheets).employees.answered == 0


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (0, "To a small extent or less"),
        (1, "To a small extent or less"),
        (3, "To a large extent or more"),
        (4, "To a large extent or more"),
    ],
)
def test_unanimous_answers_are_a_band(points, said):
    found = result(same(points, 9)).employees.statement(FIRST)

    assert found.is_unanimous
    assert distribution_words(found, INSTRUMENT) == (
        f"All 9 have answered: {said[0].lower()}{said[1:]}."
    )


def test_all_in_the_middle_are_a_band_too():
    found = result(same(2, 9)).employees.statement(FIRST)

    (part,) = [each for each in found.parts if each.count]
    assert part.low < part.high


def test_an_index_is_a_hundred_times_points_through_four_times_answers():
    sheets = [*same(4, 4), *same(3, 4), *same(1, 4)]
    found = result(sheets).employees

    assert not found.statement(FIRST).is_merged
    assert found.statement(FIRST).index == pytest.approx(100 * 32 / 48)
    for each in (
        total_result(found, INSTRUMENT),
        area_result(found, INSTRUMENT, INSTRUMENT.areas[0].id),
    ):
        assert each.index == pytest.approx(100 * 32 / 48)


def test_an_area_needs_three_of_its_statements_and_the_whole_fifteen():
    few = INSTRUMENT.of_area(INSTRUMENT.areas[0].id)
    unanswered = {few[0].id, few[1].id}
    sheets = [
        Sheet(
            answers={
                each.id: None if each.id in unanswered else person % 2 + 2
                for each in INSTRUMENT.statements
            },
            sent=True,
        )
        for person in range(12)
    ]
    found = result(sheets).employees

    assert area_result(found, INSTRUMENT, INSTRUMENT.areas[0].id).index is None
    assert area_result(found, INSTRUMENT, INSTRUMENT.areas[1].id).index is not None
    assert total_result(found, INSTRUMENT).index is not None


@pytest.mark.parametrize(
    ("answered", "is_known"), [(14, False), (15, True), (20, True)]
)
def test_own_points_need_fifteen_answers(answered, is_known):
    answers = {each.id: 3 for each in INSTRUMENT.statements[:answered]}
    found = own_index(answers, INSTRUMENT.common, needs=INSTRUMENT.total_needs)

    assert (found == 75) is is_known


def test_leaders_are_not_counted_among_employees():
    found = result(invented_sheets(INSTRUMENT, 6, leaders=2))

    assert (found.employees.answered, found.leaders.answered) == (6, 2)
    assert found.leaders.form is Form.LEADER


def test_a_workplace_waits_thirty_days():
    assert may_begin(None, TODAY)
    assert not may_begin(date(2026, 10, 24), TODAY)
    assert may_begin(date(2026, 10, 23), TODAY)
