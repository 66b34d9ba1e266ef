"""The Excel file is text: nothing in it is ever calculated."""

import dataclasses
import io

import openpyxl
import pytest

from musworkshop.documents.excel import form_sheets
from tests.documents.builders import NASTY
from tests.documents.test_every_question import squeezed

FORMULAS = (
    *NASTY,
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@A1",
    "\t=1+1",
    "\uff1d1+1",
    "1e9",
    "0012",
    "TRUE",
    "http://example.org",
    "mailto:a@b.c",
    "{=1+1}",
    "=IMPORTXML(1)",
    "=WEBSERVICE(1)",
    "%0A=1",
    "|calc",
)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def with_lines(form, texts):
    row = form.rows[0]
    base = form.rows[0].lines[0]
    lines = tuple(dataclasses.replace(base, text=text) for text in texts)
    return dataclasses.replace(form, rows=(dataclasses.replace(row, lines=lines),))


def test_no_cell_is_a_formula_number_or_link_whatever_was_typed(forms):
    assert len(FORMULAS) >= 25

    sheet = opened(form_sheets((with_lines(forms[0], FORMULAS),))).active
    cells = [cell for row in sheet for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    typed = {squeezed(str(cell.value)) for cell in cells}
    assert [text for text in FORMULAS if squeezed(text) not in typed] == []


def test_what_looks_like_a_formula_stays_text_when_it_is_edited(forms):
    sheet = opened(form_sheets((with_lines(forms[0], ["=1+1", "Helt roligt"]),))).active
    quoted = {c.value: c.quotePrefix for row in sheet for c in row if c.value}

    assert quoted["=1+1"]
    assert not quoted["Helt roligt"]


def test_libreoffice_calculates_nothing(office):
    read = (office / "nasty.fods").read_text("utf-8")

    assert "table:formula" not in read
    assert "=1+1" in read


def header_row(sheet):
    (found,) = [row[0].row for row in sheet if row[0].value == "Tema"]
    return found


def test_the_header_row_is_printed_on_every_page_and_stays_in_sight(files):
    sheet = opened(files["all", "xlsx"]).active
    header = header_row(sheet)

    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"B{header + 1}"


def test_it_prints_on_a4_lying_one_page_wide(files):
    sheet = opened(files["all", "xlsx"]).active

    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in {None, 1, "1"}  # one is what is left out
    assert int(sheet.page_setup.fitToHeight) == 0


def test_every_question_has_a_cell_for_employee_and_leader(files, forms):
    sheet = opened(files["all", "xlsx"]).active
    header = header_row(sheet)
    heads = [cell.value for cell in sheet[header]]
    rows = list(sheet.iter_rows(min_row=header + 1, max_row=header + 8))

    assert heads[3].startswith("Medarbejderen noterer")
    assert heads[4].startswith("Lederen noterer")
    assert [row[0].value for row in rows].count("Trivsel og samarbejde") == 3
    for row in rows:
        assert row[1].alignment.wrap_text
        assert row[3].value is None
        assert sheet.row_dimensions[row[0].row].height >= 40


def test_each_form_is_a_sheet_whatever_the_groups_are_called(forms):
    names = ("History", "A/B: [x]*?'", "A/B: [x]*?'", "x" * 60, "x" * 60, "😀")
    odd = [
        dataclasses.replace(forms[1], group_name=name, function="") for name in names
    ]

    book = opened(form_sheets((forms[0], *odd)))

    assert len(book.sheetnames) == 7
    assert len({name.casefold() for name in book.sheetnames}) == 7
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize("name", ["all", "group"])
def test_the_file_has_a_title(files, name):
    assert opened(files[name, "xlsx"]).properties.title
