"""The Word files keep what a screen reader and an editor need."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from musworkshop.documents.form_content import form_content
from musworkshop.documents.log_content import log_content
from musworkshop.documents.picture import Drawn
from musworkshop.documents.temperature_content import temperature_content
from musworkshop.documents.wheel_content import wheel_content
from musworkshop.documents.wheel_figure import Use
from musworkshop.documents.word import docx as fill
from musworkshop.errors import DocumentError
from musworkshop.folders import DOCUMENTS
from musworkshop.rules.report import workshop_log
from tests.documents import (
    draw_temperature_templates,
    draw_wheel_templates,
    draw_word_templates,
)
from tests.documents.builders import NASTY, make_concept, make_workbook
from tests.documents.temperature_builders import make_report
from tests.documents.test_every_question import squeezed
from tests.documents.wheel_builders import answered_wheel, empty_wheel

FORMS_AND_LOG = ["all", "group", "nasty", "log"]
TEMPERATURE = ["temperature", "council", "nasty-temperature", "nasty-council"]
WHEEL = ["pair", "nasty-pair"]
NAMES = [*FORMS_AND_LOG, *TEMPERATURE, *WHEEL]


def opened(files, name):
    return docx.Document(io.BytesIO(files[name, "docx"]))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_a_header_row_that_is_repeated(files, name):
    tables = opened(files, name).tables

    assert tables
    for table in tables:
        first = table.rows[0]._tr
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_danish_titled_and_its_picture_is_described(files, name):
    document = opened(files, name)
    languages = {
        each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))
    }
    pictures = list(document.element.iter(qn("wp:docPr")))

    assert languages == {"da-DK"}
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.title
    assert pictures
    assert all(picture.get("descr") for picture in pictures)


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_real_headings(files, name):
    document = opened(files, name)
    in_tables = [
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    styles = [p.style.name for p in [*document.paragraphs, *in_tables]]

    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    assert "Heading 2" in styles or name in [*TEMPERATURE, *WHEEL]


@pytest.mark.parametrize(
    "name", ["all", "group", "log", "temperature", "council", "pair"]
)
def test_nothing_of_the_template_is_left_over(files, name):
    document = opened(files, name)
    parts = [document.element.xml, document.sections[0].footer._element.xml]

    assert not [mark for mark in ("{{", "{%", "}}") for p in parts if mark in p]


def test_every_theme_leaves_room_to_write_for_both(files):
    form = opened(files, "all").tables[-1]

    assert len(form.rows) == 6
    for row in form.rows[1:]:
        assert row.height.mm >= 30
        assert [cell.text for cell in row.cells[2:]] == ["", ""]


def test_the_page_is_a4_with_margins_that_print(files):
    for name in NAMES:
        section = opened(files, name).sections[0]
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        margins = (
            section.left_margin,
            section.right_margin,
            section.top_margin,
            section.bottom_margin,
        )

        assert sides == [210, 297]
        assert all(margin.mm >= 10 for margin in margins)


@pytest.mark.parametrize("name", ["all", "group", "nasty"])
def test_libreoffice_reads_the_same_questions(office, forms, name):
    read = squeezed((office / f"{name}.txt").read_text("utf-8-sig"))
    form = forms[1] if name == "group" else forms[0]
    lines = [line.text for row in form.rows for line in row.lines]

    for text in NASTY if name == "nasty" else lines:
        assert squeezed(text) in read, text


def test_a_template_that_asks_for_unknown_words_is_one_sentence(forms):
    with pytest.raises(DocumentError, match=r"skema_1\.docx.*undefined"):
        fill("skema_1/skema_1.docx", {"title": "x"}, made_on=forms[0].held_on)


@pytest.mark.parametrize(
    "heading", ["form", "log", "temperature", "wheel", "wheel to fill in"]
)
def test_the_guide_to_the_templates_names_every_word(forms, heading):
    content = {
        "form": lambda: form_content(forms[0]),
        "log": lambda: log_content(workshop_log(make_workbook(), make_concept())),
        "temperature": lambda: temperature_content(make_report(), Drawn.SVG),
        "wheel": lambda: wheel_content(answered_wheel(), Use.ANSWERED, size_mm=100),
        "wheel to fill in": lambda: wheel_content(
            empty_wheel(), Use.FILLED_IN, size_mm=100
        ),
    }[heading]()
    guide = (DOCUMENTS / "README.md").read_text("utf-8")
    title = heading.removesuffix(" to fill in")
    part = guide.split(f"## Words of the {title}")[1].split("\n## ")[0]
    both = guide.split("All have")[1]

    assert [key for key in content if f"`{key}`" not in part + both] == []


@pytest.mark.parametrize(
    ("folder", "name", "draw"),
    [
        ("skema_1", "skema_1", draw_word_templates.skema_1),
        ("log", "log", draw_word_templates.log),
        ("temperature", "short", draw_temperature_templates.short),
        ("temperature", "long", draw_temperature_templates.long),
        ("wheel", "pair", draw_wheel_templates.pair),
    ],
)
def test_the_shipped_templates_are_those_the_program_draws(
    tmp_path, folder, name, draw
):
    (tmp_path / folder).mkdir()

    draw(tmp_path)

    drawn, shipped = (
        docx.Document(str(root / folder / f"{name}.docx"))
        for root in (tmp_path, DOCUMENTS)
    )
    assert drawn.element.xml == shipped.element.xml
    assert drawn.styles.element.xml == shipped.styles.element.xml
