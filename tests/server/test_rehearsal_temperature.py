"""The temperature taken through a real server; report, Excel and notebook against a
plain recount of the answers that were given."""

import json
import re
from fractions import Fraction
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from openpyxl import load_workbook

from musworkshop.content.read import demo_script, find_concept, load_concept
from musworkshop.documents.archive import read_archive
from musworkshop.folders import NOTEBOOKS
from musworkshop.model.temperature import Form
from musworkshop.server.invented import invented_sheets
from musworkshop.server.rehearsal import rehearse
from tests.pdf_text import pdf_text

CONCEPT = load_concept(find_concept("temperature"))
INSTRUMENT = CONCEPT.instrument
ALONE, SEED = 13, 3


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("temperature")
    result = rehearse(
        participants=ALONE,
        groups=1,
        join_within_s=1.0,
        seed=SEED,
        concept="temperature",
        json_file=folder / "r.json",
        documents_folder=folder / "out",
        language="en",
        say=lambda _sentence: None,
    )
    return result, folder


@pytest.fixture(scope="module")
def given():
    """What every employee answered with points: statement id -> points."""
    table = demo_script(find_concept("temperature"), "en", concept=CONCEPT).groups[0]
    sheets = invented_sheets(INSTRUMENT, ALONE - 1 + table.people, leaders=1, seed=SEED)
    ours = [sheet.answers for sheet in sheets if sheet.form is Form.EMPLOYEE]
    return {
        each.id: [a[each.id] for a in ours if a[each.id] is not None]
        for each in INSTRUMENT.statements
    }


def archive(folder):
    return read_archive((folder / "out/archive.mus.zip").read_bytes())


def plain_index(points, parts):
    """An index counted the plain way: each answer stands for its part's middle."""
    middle = {
        value: Fraction(low + high, 2)
        for low, high in parts
        for value in range(low, high + 1)
    }
    return 100 * sum(middle[each] for each in points) / (4 * len(points))


def excel(folder):
    """Index of each employee statement in the Excel file, by its words."""
    (file,) = (folder / "out").glob("*.xlsx")
    sheet = load_workbook(file).worksheets[1]
    head, *rows = sheet.iter_rows(values_only=True)
    words, form, index = (
        next(n for n, name in enumerate(head) if name == wanted)
        for wanted in ("Statement", "Form", "Index")
    )
    return {row[words]: row[index] for row in rows if row[form] == "Employees"}


def notebook_text(folder: Path) -> str:
    """What the notebook shows when a leader runs it beside the archive."""
    notebook = nbformat.read(NOTEBOOKS / "temperature_rerun.ipynb", as_version=4)
    notebook.cells[1].source = notebook.cells[1].source.replace(
        "open_runs()", 'open_runs("archive.mus.zip", language="en")'
    )
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder / "out")}}
    )
    client.execute()
    shown = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    return json.dumps(shown, ensure_ascii=False)


@pytest.mark.timeout(300)
def test_it_is_whole_and_every_document_is_there(played):
    result, folder = played

    assert result.sentences == ()
    assert (result.lost, result.errors) == (0, 0)
    names = {file.suffix for file in (folder / "out").iterdir()}
    assert names == {".docx", ".pdf", ".xlsx", ".zip"}


def test_the_archive_says_what_a_plain_count_says(played, given):
    found = archive(played[1]).temperature.employees

    assert len(found.statements) == len(INSTRUMENT.statements) == 20
    for statement in found.statements:
        points = given[statement.statement_id]
        assert statement.n == len(points)
        for part in statement.parts:
            counted = sum(part.low <= each <= part.high for each in points)
            assert part.count == counted
            assert counted == 0 or counted >= 3
        if not statement.is_merged:
            exact = 100 * sum(points) / (4 * len(points))
            assert statement.index == pytest.approx(exact)


def test_report_excel_and_notebook_say_the_same_as_a_plain_count(played, given):
    folder = played[1]
    book = archive(folder)
    in_excel, in_notebook = excel(folder), notebook_text(folder)
    (whole,) = [
        file for file in (folder / "out").glob("*.pdf") if "report" in file.name
    ]
    in_pdf = pdf_text(whole.read_bytes())
    shown = {each.statement_id: each for each in book.temperature.employees.statements}
    for statement in INSTRUMENT.statements:
        parts = [(part.low, part.high) for part in shown[statement.id].parts]
        if not parts:
            continue
        expected = plain_index(given[statement.id], parts)
        words = statement.employee.en
        assert in_excel[words] == pytest.approx(float(expected))
        said = str(int(expected + Fraction(1, 2)))
        assert re.search(
            rf"{re.escape(words)}.{{0,2500}}?\b{said}\b", in_notebook, re.S
        )
        assert said in in_pdf
