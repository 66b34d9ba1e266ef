"""The notebook of several years, run as its reader runs it: no server, no network."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from musworkshop.documents.archive import read_archive, write_archive
from musworkshop.folders import NOTEBOOKS
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import Run, measured_area, measured_statement
from musworkshop.rules.temperature_words import index_words
from musworkshop.rules.trend_words import area_sentences, figure_words
from musworkshop.store.workshops import concept_of
from musworkshop.text import speaking
from tests.documents.rerun_builder import published, taken

FIXTURES = Path(__file__).parents[1] / "documents/fixtures"
#: Runs in the kernel before the first cell: whoever looks outside is written down.
NO_NETWORK = """
import socket
def _refuse(*asked, **_more):
    with open({tried!r}, "a") as file:
        print(asked, file=file)
    raise OSError("no network in this test")
for _name in ("connect", "connect_ex"):
    setattr(socket.socket, _name, _refuse)
socket.getaddrinfo = socket.create_connection = _refuse
"""


def execute(folder: Path) -> list[dict[str, str]]:
    """Run the notebook in a folder; return what each code cell shows."""
    tried = folder / "tried.txt"
    startup = folder / "ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "no_network.py").write_text(NO_NETWORK.format(tried=str(tried)))
    file = shutil.copy(NOTEBOOKS / "temperature_rerun.ipynb", folder)
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MUSWORKSHOP_")}
    client.execute(
        env=kept
        | {
            "IPYTHONDIR": str(folder / "ipython"),
            "MUSWORKSHOP_DATA": str(folder / "data"),
            "MUSWORKSHOP_LANGUAGE": "da",
        }
    )
    assert not tried.exists(), tried.read_text()
    shown = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and not cell.source.startswith("from "):
            [output] = cell.outputs
            assert output.output_type == "execute_result"
            shown.append(output.data)
    return shown


def run_of(file: Path) -> Run:
    book = read_archive(file.read_bytes())
    return Run(
        label=str(book.temperature.closed_on.year),
        instrument=concept_of(book.workshop).instrument,
        publication=book.temperature,
        actions=book.actions,
    )


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """What the cells show, and the runs as the rules read them."""
    folder = tmp_path_factory.mktemp("rerun")
    for file in FIXTURES.glob("archive-2-*.zip"):
        shutil.copy(file, folder)
    runs = [run_of(file) for file in sorted(folder.glob("*.zip"))]
    return execute(folder), runs


def test_every_cell_shows_html_and_the_same_in_plain_text(two_years):
    shown, _runs = two_years

    assert len(shown) == 4
    for data in shown:
        assert "mus-rerun" in data["text/html"]
        assert data["text/plain"].strip()


def test_the_years_are_named_with_who_answered(two_years):
    shown, _runs = two_years

    for words in ("47 af 52", "44 af 50", "19. november 2026", "18. november 2027"):
        assert words in shown[0]["text/plain"]


def test_the_areas_are_those_the_rules_compute(two_years):
    shown, runs = two_years
    text = shown[1]["text/plain"]

    with speaking("da"):
        for sentence in area_sentences(runs):
            assert sentence in text.splitlines()
        for area in runs[0].instrument.areas:
            for form in Form:
                row = next(
                    line
                    for line in text.splitlines()
                    if line.startswith(f"{area.title} | ")
                    and ("eder" in line.split(" | ")[1]) == (form is Form.LEADER)
                )
                found = [measured_area(run, area.id, form) for run in runs]
                for cell, one in zip(row.split(" | ")[2:4], found, strict=True):
                    assert cell.startswith(figure_words(one))


def test_the_statements_are_those_the_rules_compute(two_years):
    shown, runs = two_years
    rows = [line.split(" | ") for line in shown[2]["text/plain"].splitlines()]
    cells = {row[0]: row[1:] for row in rows}
    last = runs[-1]

    with speaking("da"):
        for statement in last.instrument.statements:
            one = measured_statement(last, statement.id, Form.EMPLOYEE)
            assert cells[str(statement.employee)][1].startswith(figure_words(one))


def test_the_changed_statement_is_listed_with_both_wordings(two_years):
    shown, runs = two_years
    texts = [run.statement("frame-time").employee.da for run in runs]

    [line] = [x for x in shown[2]["text/plain"].splitlines() if x.startswith(texts[0])]

    assert line.split(" | ")[1] == texts[1]


def test_the_agreed_actions_are_shown_with_how_far_they_are(two_years):
    shown, runs = two_years

    for run in runs:
        for action in run.actions:
            assert action.text in shown[3]["text/plain"]


def test_hidden_results_are_words_and_never_a_number(tmp_path):
    made = taken(temperature=published(4, leaders=0, year=2028), actions=())
    (tmp_path / "hidden.mus.zip").write_bytes(write_archive(made))

    shown = execute(tmp_path)

    with speaking("da"):
        hidden = index_words(None, is_near=False)
    text = shown[1]["text/plain"]
    assert hidden in text
    assert not any(letter.isdigit() for letter in text)
    said, caption, head, *rows = shown[2]["text/plain"].splitlines()
    assert said
    assert caption
    assert "2028" in head
    assert len(rows) == 20
    assert {row.split(" | ")[1] for row in rows} == {hidden}


def test_an_empty_folder_says_what_to_put_there(tmp_path):
    shown = execute(tmp_path)

    assert ".mus.zip" in shown[0]["text/plain"]
