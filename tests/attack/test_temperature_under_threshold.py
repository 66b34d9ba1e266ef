"""With four answers every file and every notebook output is the same, whatever was
answered; with five it is not."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from musworkshop.documents.archive import write_archive
from musworkshop.documents.temperature_report import write_temperature_report
from musworkshop.pages.rerun import open_runs
from musworkshop.rules.temperature_report import council_page, temperature_report
from tests.documents.rerun_builder import published, taken, temperature_concept

pytestmark = pytest.mark.attack
SEEDS = range(1, 4)
UNITS = {"u1": "Nord", "u2": "Syd"}


def papers(people: int, seed: int) -> dict[str, bytes]:
    """All that is downloaded after a round of so many, unpacked where it is a zip."""
    book = taken(temperature=published(people, leaders=0, seed=seed, units=UNITS))
    report = temperature_report(book, temperature_concept(), language="da")
    assert report is not None
    made = {"archive": write_archive(book)}
    for kind in ("docx", "pdf", "xlsx"):
        made[f"whole.{kind}"] = write_temperature_report(report, kind, short=False)
    for kind in ("docx", "pdf"):
        page = council_page(report)
        made[f"page.{kind}"] = write_temperature_report(page, kind, short=True)
    return {name: _inside(data) for name, data in made.items()}


def _inside(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as file:
        return b"".join(file.read(name) for name in sorted(file.namelist()))


def notebook(people: int, seed: int, folder) -> str:
    """Every table, figure and text of the notebook."""
    file = folder / "one.mus.zip"
    book = taken(temperature=published(people, leaders=0, seed=seed, units=UNITS))
    file.write_bytes(write_archive(book))
    runs = open_runs(file, language="da")
    shown = (
        runs.overview(),
        runs.draw_areas(),
        runs.draw_changes(),
        runs.show_actions(),
    )
    frames = (runs.areas, runs.statements, runs.moved, runs.answered)
    return "".join(
        [*(str(each._repr_mimebundle_()) for each in shown)]
        + [frame.to_csv() for frame in frames]
    )


def test_four_answers_are_in_no_file():
    made = [papers(4, seed) for seed in SEEDS]

    for name in made[0]:
        assert len({hashlib.sha256(each[name]).digest() for each in made}) == 1, name


def test_five_answers_are_in_every_file():
    made = [papers(5, seed) for seed in SEEDS[:2]]

    for name in made[0]:
        assert made[0][name] != made[1][name], name


def test_four_answers_are_in_no_output_of_the_notebook_and_five_are(tmp_path):
    four = {notebook(4, seed, tmp_path) for seed in SEEDS}
    five = {notebook(5, seed, tmp_path) for seed in SEEDS}

    assert (len(four), len(five)) == (1, len(SEEDS))
