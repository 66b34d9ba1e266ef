"""The PDFs are tagged, Danish and self-contained (PDF/UA-1)."""

import io
from dataclasses import replace

import pikepdf
import pytest

from musworkshop.documents.pdf import FONTS, pdf
from musworkshop.documents.skema_1 import write_skema_1
from musworkshop.errors import DocumentError
from musworkshop.folders import DOCUMENTS
from musworkshop.model.report import FormGoal

NAMES = [
    *("all", "group", "nasty", "log"),
    *("temperature", "council", "nasty-temperature", "nasty-council"),
    *("pair", "nasty-pair"),
]


def opened(files, name):
    return pikepdf.open(io.BytesIO(files[name, "pdf"]))


def tags(element, found=None):
    """All structure elements under an element."""
    found = [] if found is None else found
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            tags(kid, found)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_it_is_tagged_danish_and_titled(files, name):
    with opened(files, name) as made:
        root = made.Root
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.K is not None
        assert str(root.Lang) == "da-DK"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(made.docinfo.Title)
        with made.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == str(made.docinfo.Title)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_a_description_and_tables_have_header_cells(files, name):
    with opened(files, name) as made:
        every = tags(made.Root.StructTreeRoot)
        kinds = [str(each.S) for each in every]
        figures = [each for each in every if each.S == "/Figure"]

        assert figures
        assert all(str(each.Alt) for each in figures)
        assert kinds.count("/Table") >= 1
        assert kinds.count("/TH") >= 3
        assert "/H1" in kinds


@pytest.mark.parametrize("name", NAMES)
def test_it_carries_only_our_own_fonts_and_no_file_link_or_script(files, name):
    with opened(files, name) as made:
        fonts = set()
        for page in made.pages:
            fonts |= {
                str(font.BaseFont).split("+")[-1]
                for font in page.get("/Resources", {}).get("/Font", {}).values()
            }
        raw = files[name, "pdf"]

    assert fonts
    assert all(font.startswith(("Inter", "Noto", "Mus")) for font in fonts)
    for forbidden in (b"/JavaScript", b"/URI", b"/EmbeddedFile", b"/Launch"):
        assert forbidden not in raw


def test_a_form_is_printed_on_a4_lying_and_the_other_papers_on_a4_standing(files):
    sizes = {}
    for name in ("all", "log", "temperature", "council", "pair"):
        with opened(files, name) as made:
            box = [float(side) for side in made.pages[0].mediabox]
            sizes[name] = (round(box[2]), round(box[3]))

    standing = dict.fromkeys(("log", "temperature", "council", "pair"), (595, 842))
    assert sizes == {"all": (842, 595), **standing}


def test_an_ordinary_form_fits_on_two_pages(files):
    for name in ("all", "group"):
        with opened(files, name) as made:
            assert len(made.pages) == 2


def test_the_closing_note_stays_with_a_full_form(forms):
    goal = FormGoal(text="Et mål, der fylder en linje og lidt mere")
    words = replace(goal, own_words="Sådan siger vi det ved vores bord")
    line = forms[1].rows[0].lines[0]
    asked = replace(line, text="Et spørgsmål, der fylder to linjer i sin spalte?")
    rows = [replace(row, lines=(asked,) * 3) for row in forms[1].rows[:3]]
    own = [replace(forms[1].rows[0], lines=())] * 3
    full = replace(forms[1], goals=(words,) * 3, rows=(*rows, *own))

    with pikepdf.open(io.BytesIO(write_skema_1(full, "pdf"))) as made:
        assert len(made.pages) == 2


def test_the_same_log_gives_the_same_bytes(files):
    from musworkshop.documents.log import write_log
    from musworkshop.rules.report import workshop_log
    from tests.documents.builders import make_concept, make_workbook

    log = workshop_log(make_workbook(), make_concept())

    assert write_log(log, "pdf") == files["log", "pdf"]


def test_no_template_loads_anything_from_elsewhere():
    for template in DOCUMENTS.rglob("*.typ"):
        text = template.read_text("utf-8")
        assert "@preview" not in text
        assert "http" not in text
        assert "eval(" not in text


def test_a_missing_template_is_one_sentence(forms):
    with pytest.raises(DocumentError, match=r"nothing\.typ"):
        pdf("nothing.typ", {}, made_on=forms[0].held_on)


def test_the_fonts_are_few_free_and_small():
    files = [file for file in FONTS.iterdir() if file.suffix in {".ttf", ".woff2"}]

    assert sum(file.stat().st_size for file in files) < 1_000_000
    assert (FONTS / "OFL.txt").exists()
    assert (FONTS / "inter-variable.woff2").exists()
