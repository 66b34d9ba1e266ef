import dataclasses
from datetime import date

import pytest

from musworkshop.model.temperature import (
    CATEGORIES,
    Form,
    FormResult,
    Part,
    Sheet,
    StatementResult,
)
from musworkshop.rules.temperature_report import council_page, temperature_report
from musworkshop.rules.temperature_words import index_words, whole
from tests.documents.temperature_builders import (
    HIDDEN,
    make_actions,
    make_instrument,
    make_publication,
    make_report,
    sheets,
    temperature_concept,
    temperature_workbook,
)


def told_by_their_leaders(n):
    """Answers of 31 employees and of `n` leaders who show their own."""
    leaders = sheets(n, Form.LEADER, seed=3)
    willing = [dataclasses.replace(sheet, show_own=True) for sheet in leaders]
    return make_report(temperature=make_publication([*sheets(31), *willing]))


def alike(n, points):
    """Answers of `n` employees, all with the same points."""
    answers = dict.fromkeys((s.id for s in make_instrument().statements), points)
    return [Sheet(answers=answers, sent=True)] * n


def statement(report, statement_id):
    rows = [row for area in report.areas for row in area.statements]
    (found,) = [row for row in rows if row.statement_id == statement_id]
    return found


def test_there_is_no_report_before_the_round_is_closed():
    book = temperature_workbook(temperature=None)

    assert temperature_report(book, temperature_concept()) is None


def test_there_is_no_report_for_a_concept_without_statements():
    concept = temperature_concept(instrument=None)

    assert temperature_report(temperature_workbook(), concept) is None


def test_the_report_speaks_the_workshops_language_unless_asked_for_another():
    book, concept = temperature_workbook(), temperature_concept()

    assert temperature_report(book, concept).title == "MUS-temperatur"
    assert temperature_report(book, concept, language="en").title == "MUS temperature"
    assert make_report("en").answered == (
        "31 of 36 employees answered",
        "6 of 6 leaders answered",
    )


def test_the_date_is_the_day_the_round_was_closed():
    assert make_report().held_on == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "said"), [(72.5, "73"), (73.5, "74"), (72.4999999999, "73"), (0.0, "0")]
)
def test_an_index_is_said_as_a_whole_number_and_halves_go_up(value, said):
    assert index_words(value, is_near=False) == said


def test_an_index_of_merged_answers_is_said_to_be_near():
    report = make_report("en")
    indexes = [measure.index for measure in report.measures if measure.index.value]

    assert any(index.is_near for index in indexes)
    assert any(not index.is_near for index in indexes)
    for index in indexes:
        number = str(whole(index.value))
        assert index.words == (f"ca.\u00a0{number}" if index.is_near else number)


def test_a_hidden_index_is_said_to_have_too_few_answers():
    for hidden in HIDDEN:
        measure = statement(make_report("en"), hidden).employees

        assert measure.index.words == "too few answers"
        assert measure.words == "Too few answers to show."
        assert (measure.n, measure.parts, measure.index.value) == (0, (), None)
        assert {measure.mean, measure.spread, measure.low_share} == {None}


def test_the_band_is_that_of_the_number_which_is_said():
    parts = tuple(
        Part(low=points, high=points, count=count)
        for points, count in enumerate((0, 0, 11, 180, 9))
    )
    every = tuple(
        StatementResult(statement_id=each.id, n=200, parts=parts)
        for each in make_instrument().statements
    )
    employees = FormResult(form=Form.EMPLOYEE, answered=200, statements=every)
    total = make_report(temperature=make_publication(employees=employees)).total

    assert 74.5 < total.value < 75
    assert (total.words, total.band) == ("75", "fungerer")


def test_every_number_is_computed_from_the_parts_that_are_shown():
    published = make_publication()
    report = make_report(temperature=published)
    forms = {Form.EMPLOYEE: published.employees, Form.LEADER: published.leaders}
    rows = [row for area in report.areas for row in area.statements]

    for row in rows:
        for measure in (row.employees, row.leaders):
            found = forms[measure.form].statement(row.statement_id)
            assert measure.parts == (found.parts if found else ())
            assert measure.n == (found.n if found else 0)
            assert measure.index.value == (found.index if found else None)
            assert measure.labels == tuple(str(part.count) for part in measure.parts)


def test_an_areas_parts_are_its_statements_answers_together():
    for area in make_report().areas:
        for measure in (area.employees, area.leaders):
            if measure.parts:
                assert sum(part.count for part in measure.parts) == measure.n
        counted = [r.employees.n for r in area.statements if not r.is_own]
        assert area.employees.n == sum(counted)


def test_where_all_have_answered_alike_no_spread_is_said():
    report = make_report(temperature=make_publication(alike(9, 3)))

    for measure in report.measures:
        assert measure.spread is None
        assert measure.spread_words == ""
        assert len([part for part in measure.parts if part.count]) <= 1
        assert not [p for p in measure.parts if p.count and p.low == p.high]


def test_an_own_statement_stands_last_in_its_area_and_is_in_no_index():
    report = make_report()
    area = report.areas[0]

    assert [row.is_own for row in area.statements] == [False] * 4 + [True]
    assert area.employees.n == 4 * 31


def test_a_gaps_points_are_the_difference_of_the_two_numbers_said():
    gaps = make_report("en").gaps

    assert gaps
    for gap in gaps:
        said = [
            int(index.words.split("\u00a0")[-1])
            for index in (gap.leaders, gap.employees)
        ]
        assert gap.points == said[0] - said[1]
        assert abs(gap.points) >= 15
        assert f"{abs(gap.points)} points" in gap.words


def test_without_a_wide_gap_the_report_says_so():
    leaders = sheets(8, Form.LEADER)
    same = [*sheets(8), *leaders]
    report = make_report("en", temperature=make_publication(same))

    assert report.gaps == ()
    assert "nowhere differ by 15 points" in report.gaps_note


@pytest.mark.parametrize(
    ("leaders", "words"),
    [
        ([], "No leader has answered."),
        (sheets(3, Form.LEADER), "shown from 5 answers"),
        (sheets(5, Form.LEADER), "at least 5 leaders have answered"),
    ],
)
def test_the_report_says_why_leaders_are_shown_or_not(leaders, words):
    published = make_publication([*sheets(31), *leaders])
    report = make_report("en", temperature=published)

    assert words in report.leaders_note
    assert (report.total_leaders is not None) == (len(leaders) >= 5)


def test_a_few_leaders_who_show_their_own_are_in_the_report_but_not_on_the_page():
    report = told_by_their_leaders(2)
    page = council_page(report)

    assert report.leaders_by_own_choice
    assert any(area.leaders for area in report.areas)
    assert not any(area.leaders for area in page.areas)
    assert page.total_leaders is None
    assert page.gaps == ()
    assert page.gaps_note == ""


def test_the_councils_page_holds_figures_of_all_together_and_actions_only():
    report = make_report()
    page = council_page(report)

    assert [area.statements for area in page.areas] == [()] * 5
    assert (page.units, page.comments) == ((), ())
    assert page.actions == report.actions
    assert all(gap.is_area for gap in page.gaps)
    assert [a.employees for a in page.areas] == [a.employees for a in report.areas]
    assert page.council == "MED-udvalget"


def test_a_unit_that_is_too_small_has_no_number_at_all():
    small = make_report("en").units[2]

    assert (small.answered, small.total.value) == (None, None)
    assert small.answered_words == "not shown by itself"
    assert {index.words for index in small.areas} == {"too few answers"}


def test_the_rules_are_said_in_words():
    report = make_report("en", temperature=make_publication(threshold=7))
    rules = " ".join((*report.rules, *report.further_rules))

    for said in (
        "fewer than 7",
        "one or two people",
        str(make_instrument().unanimity.en),
        "house convention: 75\u2013100 EN fungerer, 50\u201374 EN på vej",
        "15 points or more",
        "own statements stand beside the index",
        "A unit is shown only where",
    ):
        assert said in rules, said
    assert report.credit == make_instrument().credit.en


def test_an_action_has_its_owner_its_day_and_how_far_it_is():
    first, _second, third = make_report("en", actions=make_actions()).actions

    assert (first.due, first.status_words) == (date(2027, 1, 1), "agreed")
    assert (third.due, third.status_words) == (None, "under way")
    assert first.owner == "Tillidsrepræsentanten"


def test_a_part_never_reaches_beyond_the_answers():
    for measure in make_report().measures:
        assert all(0 <= part.low <= part.high < CATEGORIES for part in measure.parts)
        assert len(measure.answers) == len(measure.labels) == len(measure.parts)
