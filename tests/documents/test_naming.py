import dataclasses
from datetime import date

from musworkshop.documents.naming import file_name, long_date, slug
from tests.documents.builders import every_document, make_concept, make_workbook


def test_dates_are_written_as_the_language_writes_them():
    day = date(2026, 11, 21)

    assert long_date(day, language="da") == "21. november 2026"
    assert long_date(day, language="en") == "21 November 2026"


def test_file_names_are_ascii_and_danish_letters_are_spelt_out():
    assert slug("Sygeplejersker på Ærø / nat") == "sygeplejersker-paa-aeroe-nat"
    assert slug("../../etc/passwd\r\nX: y") == "etc-passwd-x-y"


def test_two_groups_of_the_same_name_get_two_file_names(forms):
    same = dataclasses.replace(forms[1], group_position=3)

    assert file_name(forms[1], "pdf") != file_name(same, "pdf")


def test_a_name_without_any_latin_letter_still_makes_a_file_name(forms):
    named = dataclasses.replace(forms[1], group_name="漢字", function="")

    assert file_name(named, "docx").endswith("-02.docx")


def test_every_document_has_a_name_of_its_own():
    written = every_document(make_workbook(), make_concept())

    assert len(written) == 3 + 3 + 2 + 1
    for name, data in written.items():
        assert name.isascii()
        assert data[:2] in {b"PK", b"%P"}
