"""Excel: the report's numbers as numbers, and never a formula."""

import io
from datetime import datetime

import openpyxl
import pytest

from musworkshop.documents.temperature_excel import temperature_sheets
from tests.documents.builders import NASTY
from tests.documents.temperature_builders import make_report, nasty_report
from tests.documents.test_every_question import squeezed

OVERVIEW, STATEMENTS, GAPS, UNITS, ACTIONS = range(5)
INDEX, MEAN, SPREAD, LOW = 4, 6, 7, 8


@pytest.fixture(scope="module")
def report():
    return make_report("en")


@pytest.fixture(scope="module")
def book(report):
    return openpyxl.load_workbook(io.BytesIO(temperature_sheets(report)))


def rows(book, sheet, *, after="Area"):
    """Rows below the heading whose first cell is `after`."""
    every = list(book.worksheets[sheet].iter_rows(values_only=True))
    heads = [row[0] for row in every]
    return every[heads.index(after) + 1 :]


def measures(report):
    return [
        measure
        for area in report.areas
        for row in area.statements
        for measure in (row.employees, row.leaders)
        if measure
    ]


def test_there_is_a_sheet_for_each_kind_of_figure(book):
    assert book.sheetnames == [
        "Overview",
        "Statements",
        "Differences",
        "Units",
        "Actions",
    ]
    assert book.properties.title == "MUS temperature – Hjemmeplejen Syd"


def test_a_statements_numbers_are_those_of_the_report_and_are_numbers(book, report):
    found = rows(book, STATEMENTS)
    every = measures(report)

    assert len(found) == len(every)
    for row, measure in zip(found, every, strict=True):
        said = [row[3], row[INDEX], row[MEAN], row[SPREAD], row[LOW]]
        wanted = [
            measure.n or "–",
            "too few answers" if measure.index.value is None else measure.index.value,
            *("–" if v is None else v for v in (measure.mean, measure.spread)),
            "–" if measure.low_share is None else measure.low_share,
        ]
        assert said == [
            pytest.approx(each) if not isinstance(each, str) else each
            for each in wanted
        ]


def test_each_part_stands_as_words_and_as_a_count(book, report):
    for row, measure in zip(rows(book, STATEMENTS), measures(report), strict=True):
        pairs = [each for each in row[LOW + 1 :] if each is not None]

        assert pairs[0::2] == list(measure.answers)
        assert pairs[1::2] == [part.count for part in measure.parts]


def test_areas_differences_and_units_are_those_of_the_report(book, report):
    overview = [row for row in rows(book, OVERVIEW) if row[1]]
    assert [row[3] for row in overview[:2]] == pytest.approx(
        [report.total.value, report.total_leaders.value]
    )
    areas = [m for area in report.areas for m in (area.employees, area.leaders)]
    assert [row[3] for row in overview[2:]] == [
        pytest.approx(m.index.value) if m.n else "too few answers" for m in areas
    ]
    gaps = rows(book, GAPS, after="Area or statement")
    assert [row[3] for row in gaps] == [gap.points for gap in report.gaps]
    for row, unit in zip(rows(book, UNITS, after="Unit"), report.units, strict=True):
        shown = unit.answered is not None
        assert row[1] == (unit.answered if shown else "not shown by itself")
        for value, index in zip(row[2:], (unit.total, *unit.areas), strict=True):
            assert value == (
                pytest.approx(index.value) if index.value is not None else index.words
            )


def test_a_number_from_merged_answers_is_a_number_that_is_shown_as_near(book, report):
    sheet = book.worksheets[STATEMENTS]
    cells = [row[INDEX] for row in sheet.iter_rows(min_row=2)]

    for cell, measure in zip(cells, measures(report), strict=True):
        if measure.n:
            assert cell.data_type == "n"
            near = cell.number_format.startswith('"ca. "')
            assert near is measure.index.is_near


def test_an_action_has_a_real_date(book):
    first, _second, third = rows(book, ACTIONS, after="Action")

    assert first[2] == datetime(2027, 1, 1)
    assert third[2] == "–"


def test_whatever_was_typed_stays_text():
    data = temperature_sheets(nasty_report())
    sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    cells = [c for sheet in sheets for row in sheet for c in row if c.value is not None]
    typed = squeezed("\n".join(str(cell.value) for cell in cells))

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    for text in (*NASTY[:3], *NASTY[2:5]):
        assert squeezed(text) in typed


def test_libreoffice_calculates_nothing(office):
    for name in ("temperature", "nasty-temperature"):
        read = (office / f"{name}.fods").read_text("utf-8")

        assert "table:formula" not in read
        assert "Hjemmeplejen Syd" in read or "#image" in read
