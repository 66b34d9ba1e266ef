"""Files that were written once open for ever, with the figures they had."""

from datetime import date
from pathlib import Path

import pytest

from musworkshop.content.schema import Concept
from musworkshop.documents.archive import read_archive, write_archive
from musworkshop.model.temperature import ActionStatus
from musworkshop.model.work import PassageKind
from musworkshop.rules.form import one
from musworkshop.rules.temperature import area_result
from musworkshop.rules.temperature_words import whole

FOLDER = Path(__file__).parent / "fixtures"
YEARS = (2026, 2027)


def opened(name):
    return read_archive((FOLDER / name).read_bytes())


def temperature_of(year):
    book = opened(f"archive-2-temperature-{year}.mus.zip")
    return book, Concept.model_validate_json(book.workshop.concept_json).instrument


def indices(result, instrument):
    found = [area_result(result, instrument, a.id).index for a in instrument.areas]
    return [None if index is None else whole(index) for index in found]


def test_every_file_has_a_test_here():
    assert {file.name for file in FOLDER.glob("*.zip")} == {
        "archive-1.mus.zip",
        *(f"archive-2-temperature-{year}.mus.zip" for year in YEARS),
    }


def test_a_file_of_the_first_version_opens_and_has_no_temperature():
    book = opened("archive-1.mus.zip")

    assert one(book.passages, PassageKind.WORKPLACE) == "Servicecentret"
    assert (len(book.groups), len(book.cards), len(book.passages)) == (4, 25, 18)
    assert "Hvad får dig til at glæde dig til mandag?" in {c.text for c in book.cards}
    assert book.temperature is None
    assert book.actions == ()


def test_a_file_of_the_first_version_is_saved_as_one_of_the_newest():
    book = opened("archive-1.mus.zip")

    assert read_archive(write_archive(book)) == book


@pytest.mark.parametrize("year", YEARS)
def test_a_file_with_a_temperature_is_saved_again_with_the_same_figures(year):
    book, _instrument = temperature_of(year)

    assert read_archive(write_archive(book)) == book


def test_the_first_year_keeps_its_figures():
    book, instrument = temperature_of(2026)
    result = book.temperature

    assert (result.closed_on, result.threshold) == (date(2026, 11, 19), 5)
    assert (result.employees.answered, result.employees.invited) == (47, 52)
    assert indices(result.employees, instrument) == [71, 63, 63, 54, 41]
    assert indices(result.leaders, instrument) == [77, 77, 75, 73, 60]
    assert [indices(unit.result, instrument) for unit in result.units] == [
        [72, 61, 60, 57, 42],
        [66, 57, 61, 55, 36],
    ]
    assert len(result.comments) == 11
    assert [each.status for each in book.actions] == [
        ActionStatus.DONE,
        ActionStatus.DONE,
        ActionStatus.DROPPED,
    ]


def test_the_second_year_keeps_its_figures_and_hides_what_it_hid():
    book, instrument = temperature_of(2027)
    result = book.temperature

    assert (result.employees.answered, result.employees.invited) == (44, 50)
    assert indices(result.employees, instrument) == [78, 63, 64, 56, 65]
    assert indices(result.leaders, instrument) == [83, None, None, 71, None]
    assert [each.status for each in book.actions] == [
        ActionStatus.STARTED,
        ActionStatus.AGREED,
    ]


def test_each_year_keeps_its_own_words():
    versions, texts = zip(
        *(
            (each.wording_version, each.employee.da)
            for year in YEARS
            for each in temperature_of(year)[1].statements
            if each.id == "frame-time"
        ),
        strict=True,
    )

    assert versions == (1, 2)
    assert len(set(texts)) == 2
