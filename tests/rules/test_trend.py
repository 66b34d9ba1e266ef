"""Several years as tables: what may not be shown is missing, what differs is said."""

from datetime import date

import pandas as pd
import pytest

from musworkshop.model.temperature import ActionStatus, AgreedAction, Form
from musworkshop.rules import trend, trend_tables
from musworkshop.rules.trend_words import (
    area_sentences,
    change_words,
    every_area,
    signed,
    statement_sentences,
)
from musworkshop.text import speaking
from tests.rules.trend_builder import STATEMENTS, instrument, run, statement, w

MIDDLE = (4, 8, 12, 8, 4)
HIGH = (0, 4, 8, 12, 12)
FRAMES = ("answered", "areas", "statements", "moved", "not_comparable", "actions")
REWORDED = instrument(
    STATEMENTS[0].model_copy(
        update={"employee": w("I say it otherwise"), "wording_version": 2}
    ),
    *STATEMENTS[1:],
)


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


@pytest.fixture
def years():
    """Three years: in the second one statement is hidden, in the last one reworded."""
    hidden = {each.id: MIDDLE for each in STATEMENTS} | {"talk-1": None}
    leaders = {each.id: (0, 0, 3, 3, 0) for each in STATEMENTS}
    return [
        run("2025", MIDDLE, leaders),
        run("2026", hidden),
        run("2027", HIGH, asked=REWORDED),
    ]


def rows(frame, **values):
    for name, value in values.items():
        frame = frame[frame[name] == value]
    return frame.to_dict("records")


@pytest.mark.parametrize("name", FRAMES)
def test_no_run_gives_an_empty_table_with_all_its_columns(name, years):
    empty = getattr(trend, name)([])

    assert len(empty) == 0
    assert list(empty.columns) == list(getattr(trend, name)(years).columns)


def test_each_row_is_one_observation(years):
    areas, statements = trend.areas(years), trend.statements(years)

    assert len(areas) == 3 * 2 * 2
    assert len(statements) == 3 * 4 * 2
    assert not areas.duplicated(["run", "area_id", "form"]).any()
    assert not statements.duplicated(["run", "statement_id", "form"]).any()


def test_who_answered_is_a_number_and_who_was_invited_may_be_missing(years):
    [row] = rows(trend.answered(years), run="2025", form="leader")

    assert row["answered"] == 6
    assert pd.isna(row["invited"])
    assert row["closed_on"] == date(2025, 11, 20)


def test_what_is_hidden_is_missing_and_never_nought(years):
    [hidden] = rows(
        trend.statements(years), run="2026", statement_id="talk-1", form="employee"
    )
    [area] = rows(trend.areas(years), run="2026", area_id="talk", form="employee")

    for name in ("index", "n", "low_share", "spread"):
        assert pd.isna(hidden[name]), name
    for name in ("index", "n", "approximate"):
        assert pd.isna(area[name]), name
    assert not (trend.statements(years)["n"] == 0).any()


def test_figures_are_whole_index_points(years):
    [row] = rows(
        trend.statements(years), run="2027", statement_id="talk-1", form="employee"
    )

    assert row["index"] == 72
    assert row["n"] == 36
    assert row["low_share"] == 0.11
    assert row["spread"] == 1.0
    assert str(trend.areas(years)["index"].dtype) == "Int64"


def test_the_first_year_is_comparable_with_nothing(years):
    frame = trend.statements(years)

    assert all(pd.isna(row["comparable"]) for row in rows(frame, run="2025"))
    assert {row["comparable"] for row in rows(frame, run="2026")} == {True}


def test_a_reworded_statement_is_not_comparable_and_both_texts_are_listed(years):
    [row] = rows(
        trend.statements(years), run="2027", statement_id="aim-1", form="employee"
    )
    [unlike] = rows(trend.not_comparable(years), form="employee")

    assert row["comparable"] is False
    assert (unlike["run_before"], unlike["run"]) == ("2026", "2027")
    assert unlike["text_before"] == "I say aim-1"
    assert unlike["text"] == "I say it otherwise"
    assert unlike["why"] == "the wording has changed"


def test_a_statement_that_came_or_went_is_listed_with_its_one_text():
    old = run("2026", MIDDLE, asked=instrument(*STATEMENTS, statement("aim-3")))
    new = run("2027", MIDDLE, asked=instrument(*STATEMENTS, statement("talk-9")))

    found = rows(trend.not_comparable([old, new]), form="leader")

    assert [(f["statement_id"], f["text_before"], f["text"]) for f in found] == [
        ("talk-9", "", "They say talk-9"),
        ("aim-3", "They say aim-3", ""),
    ]


def test_what_moved_most_comes_first_and_only_what_is_comparable(years):
    moved = trend.moved([years[0], years[2]])
    statements = rows(moved, kind="statement", form="employee")
    areas = rows(moved, kind="area", form="employee")

    assert {row["id"] for row in statements} == {"aim-2", "talk-1", "talk-2"}
    assert [row["id"] for row in areas] == ["talk"]
    assert statements[0]["before"] == 50
    assert statements[0]["after"] == 72
    assert statements[0]["change"] == 22
    assert statements[0]["chance"] == "more"
    assert list(moved["change"].abs()) == sorted(moved["change"].abs(), reverse=True)


def test_only_the_last_two_years_are_in_what_moved(years):
    assert rows(trend.moved(years), id="talk-1", form="employee") == []


def test_actions_come_in_their_order_with_status_in_words():
    def action(number, status):
        return AgreedAction(
            id=str(number),
            position=number,
            text=f"Do {number}",
            owner="Leader",
            due=None,
            status=status,
        )

    agreed = (action(2, ActionStatus.DROPPED), action(1, ActionStatus.DONE))

    frame = trend.actions([run("2026", MIDDLE, actions=agreed)])

    assert list(frame["text"]) == ["Do 1", "Do 2"]
    assert list(frame["status_words"]) == ["done", "dropped"]
    assert frame["due"].isna().all()


# ---- In words ----


def test_an_area_is_told_year_by_year_with_what_the_change_is_worth(years):
    [said] = [s for s in area_sentences([years[0], years[2]]) if "Talk, emp" in s]

    assert said == (
        "Talk, employees: 50 in 2025, 72 in 2027. Since 2025: 22 points higher; more"
        " than chance can easily explain."
    )


def test_an_area_that_is_not_joined_says_so(years):
    [said] = [s for s in area_sentences(years) if s.startswith("Aim, emp")]

    assert "50 in 2025, 50 in 2026, " in said
    assert "2026 and 2027 are not joined" in said
    assert "2025 and 2026" not in said


def test_a_hidden_area_says_too_few_answers_and_no_number(years):
    [said] = [s for s in area_sentences(years[1:]) if s.startswith("Talk, emp")]

    assert said == "Talk, employees: too few answers in 2026, 72 in 2027."


def test_a_form_nobody_answered_is_told_once(years):
    said = area_sentences(years[1:])

    assert [s for s in said if "eaders" in s] == [
        "Leaders: too few answers in every year."
    ]


def test_an_area_of_one_year_only_was_not_asked_in_the_other():
    few = instrument(*STATEMENTS[:2], areas=instrument().areas[:1])
    runs = [run("2026", MIDDLE, asked=few), run("2027", MIDDLE)]

    assert [area.id for area in every_area(runs)] == ["aim", "talk"]
    assert "Talk, employees: not asked in 2026, 50 in 2027." in area_sentences(runs)


def test_the_statements_that_moved_are_told_with_how_many_did(years):
    said = statement_sentences([years[0], years[2]], Form.EMPLOYEE)

    assert said[0] == (
        "Employees: of 3 comparable statements 3 have moved more than chance can easily"
        " explain since 2025."
    )
    assert "\u201cI say talk-1\u201d: from 50 to 72, 22 points higher" in said[2]


def test_few_answers_are_said_to_weigh_much():
    runs = [run("2026", (1, 2, 4, 2, 1)), run("2027", (0, 1, 3, 3, 3))]

    assert (
        "one person who answers otherwise can move an index by 10 points"
        in (statement_sentences(runs, Form.EMPLOYEE)[-1])
    )


def test_one_year_has_nothing_to_compare(years):
    said = statement_sentences(years[:1], Form.EMPLOYEE)

    assert said == ("Employees: nothing can be compared yet.",)


def test_changes_are_said_with_a_sign_and_in_words():
    assert [signed(n) for n in (-3, 0, 6)] == ["\u22123", "0", "+6"]
    assert [change_words(n) for n in (-1, 0, 2)] == [
        "1 point lower",
        "the same index",
        "2 points higher",
    ]


def test_every_row_of_a_table_has_a_cell_for_each_column(years):
    tables = (
        trend_tables.runs_table(years, ["a", "b", "c"]),
        trend_tables.areas_table(years),
        trend_tables.statements_table(years, Form.EMPLOYEE),
        trend_tables.unlike_table(years),
        trend_tables.actions_table(years),
    )

    for table in tables:
        assert table.caption
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_a_table_says_hidden_and_not_comparable_in_words(years):
    table = trend_tables.statements_table(years, Form.EMPLOYEE)
    cells = {row[0]: row[1:] for row in table.rows}

    assert cells["I say talk-1"] == (
        "50 (36 people)",
        "too few answers",
        "72 (36 people)",
        "\u2013",
        "too few answers",
    )
    assert cells["I say it otherwise"] == (
        "not comparable",
        "not comparable",
        "72 (36 people)",
        "\u2013",
        "not comparable",
    )
