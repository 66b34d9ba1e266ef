"""What the room chose stands in the form, in every format, as it was typed."""

import io
import re

import docx
import openpyxl
import pikepdf
import pytest

from musworkshop.documents.skema_1 import write_skema_1
from musworkshop.errors import DocumentError
from musworkshop.model.work import PassageKind
from musworkshop.rules.form import preparation_forms
from tests.documents.builders import (
    CONTROL,
    NASTY,
    every_document,
    make_concept,
    make_workbook,
    make_workshop,
    passage,
    question,
    with_texts,
)
from tests.pdf_text import pdf_text


def squeezed(text):
    """Text without spaces and bidi marks: how lines were broken does not matter."""
    return re.sub(r"[\s\u2000-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)


def words_of(kind, data):
    if kind == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        return "\n".join(str(c.value) for row in sheet for c in row if c.value)
    return pdf_text(data)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize(("name", "index"), [("all", 0), ("group", 1)])
def test_every_chosen_question_stands_in_the_form(files, forms, kind, name, index):
    text = squeezed(words_of(kind, files[name, kind]))

    for row in forms[index].rows:
        assert squeezed(row.theme) in text
        for line in row.lines:
            assert squeezed(line.text) in text, line.text


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_only_the_groups_form_holds_the_groups_question(files, forms, kind):
    own = squeezed(forms[1].rows[2].lines[-1].text)

    assert own in squeezed(words_of(kind, files["group", kind]))
    assert own not in squeezed(words_of(kind, files["all", kind]))


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_core_task_goals_and_own_words_stand_in_the_form(files, forms, kind):
    text = squeezed(words_of(kind, files["group", kind]))

    wanted = [forms[1].core_task, *forms[1].challenges, forms[1].goals[0].own_words]
    wanted += [goal.text for goal in forms[1].goals]
    assert [each for each in wanted if squeezed(each) not in text] == []


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("text", NASTY)
def test_markup_formulas_and_foreign_letters_stand_as_typed(files, kind, text):
    assert squeezed(text) in squeezed(words_of(kind, files["nasty", kind]))


NO_GLYPH = "漢字"  # drawn as boxes


@pytest.mark.parametrize(
    "text", [t for t in NASTY if "\u05e9" not in t and NO_GLYPH not in t]
)
def test_in_the_pdf_too_markup_and_foreign_letters_stand_as_typed(files, text):
    assert squeezed(text) in squeezed(words_of("pdf", files["nasty", "pdf"]))


def test_a_letter_without_a_glyph_is_a_box_that_is_read_aloud_as_the_letter(files):
    with pikepdf.open(io.BytesIO(files["nasty", "pdf"])) as made:
        spoken = "".join(
            str(operands[1].get("/ActualText", ""))
            for page in made.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
        )

    assert any(NO_GLYPH in text for text in NASTY)
    read = spoken + words_of("pdf", files["nasty", "pdf"])
    assert set(NO_GLYPH) <= set(read)


def test_right_to_left_text_is_in_the_pdf_letter_by_letter(files):
    found = words_of("pdf", files["nasty", "pdf"])

    for text in NASTY:
        if "\u05e9" in text:
            assert set(text) <= set(found)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_letters_no_document_can_hold_are_left_out_and_the_rest_stays(kind):
    (form,) = preparation_forms(with_texts(CONTROL), make_concept())[:1]

    assert "Førefter" in words_of(kind, write_skema_1(form, kind))


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_same_form_gives_the_same_words_twice(forms, files, kind):
    again = write_skema_1(forms[0], kind)

    assert words_of(kind, again) == words_of(kind, files["all", kind])


def test_another_format_is_refused_with_a_sentence(forms):
    with pytest.raises(DocumentError, match="odt"):
        write_skema_1(forms[0], "odt")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_workshop_where_nothing_is_written_yet_still_has_all_its_documents(language):
    empty = make_workbook(
        workshop=make_workshop(language=language),
        groups=(),
        passages=(),
        cards=(),
        clusters=(),
        tally=(),
        questions=(),
    )

    for name, data in every_document(empty, make_concept()).items():
        assert len(data) > 1000, name


def test_texts_of_full_length_everywhere_still_make_all_documents():
    long = "Ord " * 250
    full = make_workbook(
        passages=tuple(
            [
                passage(PassageKind.TITLE, long),
                passage(PassageKind.WORKPLACE, long),
                passage(PassageKind.CORE_TASK, "Uden" + "mellemrum" * 60),
            ]
            + [passage(PassageKind.GOAL, long, position=n) for n in range(12)]
            + [passage(PassageKind.CHALLENGE, long, position=n) for n in range(12)]
        ),
        questions=tuple(
            question(f"q{n}", "trivsel", f"{n} " + "så " * 98) for n in range(1, 41)
        ),
    )

    for name, data in every_document(full, make_concept()).items():
        assert len(data) > 1000, name
