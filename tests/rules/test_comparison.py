"""A change is only told where the same was asked, and never as more than it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musworkshop.content.instrument import Answer
from musworkshop.model.temperature import Form, Part, StatementResult
from musworkshop.rules.comparison import (
    FEW,
    Chance,
    Change,
    Measured,
    Run,
    area_change,
    is_same_area,
    is_same_statement,
    measured_area,
    measured_statement,
    statement_changes,
    why_not_same,
)
from musworkshop.rules.temperature import area_result
from musworkshop.text import speaking
from tests.rules.trend_builder import STATEMENTS, instrument, run, statement, w

MIDDLE = (4, 8, 12, 8, 4)
HIGH = (0, 4, 8, 12, 12)


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def reworded(**change):
    first = STATEMENTS[0].model_copy(update=change)
    return instrument(first, *STATEMENTS[1:])


def two(after):
    return run("2026", MIDDLE), run("2027", HIGH, asked=after)


def test_the_same_words_in_the_same_version_are_comparable_in_both_forms():
    for form in Form:
        assert is_same_statement(*two(instrument()), "aim-1", form)


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (reworded(wording_version=2), "counted as another wording"),
        (reworded(employee=w("Other words"), wording_version=2), "wording has changed"),
        (reworded(employee=w("Words changed in secret")), "wording has changed"),
        (reworded(own=True), "workplace's own"),
        (instrument(*STATEMENTS[1:]), "not asked any more"),
        (
            instrument(
                answers=tuple(Answer(points=n, text=w(f"Word {n}")) for n in range(5))
            ),
            "answers have other words",
        ),
        (instrument(not_relevant=w("I would not know")), "answers have other words"),
    ],
)
def test_anything_else_is_not_comparable_and_says_why(after, why):
    before, later = two(after)

    assert not is_same_statement(before, later, "aim-1", Form.EMPLOYEE)
    assert why in why_not_same(before, later, "aim-1", Form.EMPLOYEE)


def test_a_word_changed_in_one_language_only_is_a_change():
    half = STATEMENTS[0].employee.model_copy(update={"da": "Andre ord"})

    assert not is_same_statement(*two(reworded(employee=half)), "aim-1", Form.EMPLOYEE)


def test_a_word_changed_in_one_form_leaves_the_other_comparable():
    before, after = two(reworded(employee=w("Other words")))

    assert not is_same_statement(before, after, "aim-1", Form.EMPLOYEE)
    assert is_same_statement(before, after, "aim-1", Form.LEADER)


def test_a_new_statement_is_asked_for_the_first_time():
    asked = instrument(*STATEMENTS, statement("talk-3"))

    why = why_not_same(*two(asked), "talk-3", Form.EMPLOYEE)

    assert why == "asked for the first time"


def test_an_area_is_joined_only_where_all_its_statements_are_comparable():
    before, after = two(reworded(employee=w("Other words")))
    areas = {area.id: area for area in after.instrument.areas}

    assert area_change(before, after, areas["aim"], Form.EMPLOYEE) is None
    assert area_change(before, after, areas["talk"], Form.EMPLOYEE) is not None


def test_an_area_is_not_joined_where_a_statement_is_hidden_in_one_year_only():
    asked = instrument(*STATEMENTS, statement("aim-3"))
    hidden = {each.id: MIDDLE for each in asked.statements} | {"aim-3": None}
    before = run("2026", MIDDLE, asked=asked)
    after = run("2027", hidden, asked=asked)

    assert measured_area(after, "aim", Form.EMPLOYEE) is not None
    assert not is_same_area(before, after, "aim", Form.EMPLOYEE)
    assert is_same_area(before, after, "talk", Form.EMPLOYEE)


def test_an_own_statement_moves_no_area():
    asked = instrument(*STATEMENTS, statement("aim-own", own=True))
    before, after = run("2026", MIDDLE), run("2027", MIDDLE, asked=asked)

    assert is_same_area(before, after, "aim", Form.EMPLOYEE)
    changed = {each.id for each, _ in statement_changes(before, after, Form.EMPLOYEE)}
    assert changed == {each.id for each in STATEMENTS}


def test_an_own_statement_is_compared_with_itself():
    asked = instrument(*STATEMENTS, statement("aim-own", own=True))
    runs = run("2026", MIDDLE, asked=asked), run("2027", HIGH, asked=asked)

    changes = {each.id: c for each, c in statement_changes(*runs, Form.EMPLOYEE)}

    assert changes["aim-own"].points == 22


def test_an_areas_index_is_the_one_of_the_result():
    found = {"aim-1": MIDDLE, "aim-2": HIGH, "talk-1": MIDDLE, "talk-2": None}
    year = run("2026", found)

    measured = measured_area(year, "aim", Form.EMPLOYEE)

    result = area_result(year.result(Form.EMPLOYEE), year.instrument, "aim")
    assert measured.index == pytest.approx(result.index)
    assert measured.n == 36
    assert measured_area(year, "talk", Form.EMPLOYEE) is None


def test_nothing_is_measured_where_nothing_may_be_shown():
    year = run("2026", {"aim-1": None})

    assert measured_statement(year, "aim-1", Form.EMPLOYEE) is None
    assert measured_statement(year, "aim-1", Form.LEADER) is None


def test_a_result_of_nobody_is_not_measured():
    parts = (Part(low=0, high=1, count=0), Part(low=2, high=4, count=0))
    year = run("2026", MIDDLE)
    nobody = StatementResult(statement_id="aim-1", n=0, parts=parts)
    employees = year.publication.employees
    object.__setattr__(employees, "statements", (nobody,))

    assert measured_statement(year, "aim-1", Form.EMPLOYEE) is None


# ---- What a change is worth ----


def change(before, after, *, n=60, error=2.0):
    values = {"n": n, "error": error, "is_near": False}
    return Change(
        before=Measured(index=before, **values), after=Measured(index=after, **values)
    )


@pytest.mark.parametrize(
    ("made", "chance", "words"),
    [
        (change(50, 50), Chance.SAME, "about the same"),
        (change(50, 52), Chance.SAME, "about the same"),
        (change(50, 55), Chance.WITHIN, "no more than chance can explain"),
        (change(50, 56), Chance.MORE, "more than chance can easily explain"),
        (change(56, 50), Chance.MORE, "more than chance can easily explain"),
        (change(50, 90, n=FEW - 1), Chance.FEW, "so few have answered"),
        (change(50, 90, n=FEW), Chance.MORE, "more than chance can easily explain"),
        (change(50, 51, n=3), Chance.SAME, "about the same"),
    ],
)
def test_a_change_is_more_than_chance_beyond_two_standard_errors(made, chance, words):
    assert made.chance is chance
    assert made.words.startswith(words)


def test_the_points_are_those_between_the_figures_people_see():
    assert change(61.4, 67.6).points == 7


def test_the_standard_error_is_that_of_a_mean():
    measured = measured_statement(run("2026", MIDDLE), "aim-1", Form.EMPLOYEE)

    spread = (4 * 4 * 2 + 8 * 1 * 2) / 36
    assert measured.error == pytest.approx(25 * (spread / 35) ** 0.5)
    assert not measured.is_near


def test_merged_answers_make_a_change_less_sure():
    year = run("2026", MIDDLE)
    merged = StatementResult(
        statement_id="aim-1",
        n=36,
        parts=(Part(low=0, high=2, count=24), Part(low=3, high=4, count=12)),
    )
    object.__setattr__(year.publication.employees, "statements", (merged,))
    plain = measured_statement(run("2026", MIDDLE), "aim-1", Form.EMPLOYEE)

    measured = measured_statement(year, "aim-1", Form.EMPLOYEE)

    assert measured.is_near
    assert measured.error > plain.error
    # Evenly spread inside each part (8/12 and 3/12), and each part's middle unknown.
    spread = (
        24 * ((1 - 66 / 36) ** 2 + 8 / 12) + 12 * ((3.5 - 66 / 36) ** 2 + 0.25)
    ) / 36
    unknown = ((24 * 1 + 12 * 0.5) / 36) ** 2 / 3
    assert measured.error == pytest.approx(25 * (spread / 35 + unknown) ** 0.5)


def test_one_leader_who_chose_to_be_shown_proves_nothing():
    years = [
        run(label, leaders={"aim-1": counts})
        for label, counts in (("2026", (1, 0, 0, 0, 0)), ("2027", (0, 0, 0, 0, 1)))
    ]

    [(_statement, found)] = statement_changes(*years, Form.LEADER)

    assert found.points == 100
    assert found.chance is Chance.FEW


COUNTS = st.tuples(*[st.integers(0, 40)] * 5)


@given(COUNTS, COUNTS)
def test_a_change_turned_round_is_worth_the_same(before, after):
    runs: list[Run] = [run("2026", before), run("2027", after)]
    there = {s.id: c for s, c in statement_changes(*runs, Form.EMPLOYEE)}
    back = {s.id: c for s, c in statement_changes(*runs[::-1], Form.EMPLOYEE)}

    assert there.keys() == back.keys()
    for key, found in there.items():
        assert found.points == -back[key].points
        assert found.chance is back[key].chance
