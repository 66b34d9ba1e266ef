"""The wheel on paper: poster, sheet and the pair's own, in figure and in words."""

import dataclasses
import io
import itertools

import docx
import pikepdf
import pypdf
import pytest
from PIL import Image

from musworkshop.documents.wheel import (
    write_pair_sheet,
    write_wheel_poster,
    write_wheel_sheet,
)
from musworkshop.errors import DocumentError
from musworkshop.text import speaking
from tests.documents.builders import NASTY
from tests.documents.test_every_question import squeezed
from tests.documents.test_pdf import tags
from tests.documents.test_temperature_paper import alts_of, everything
from tests.documents.wheel_builders import (
    LEVELS,
    RATED,
    answered_wheel,
    empty_wheel,
    large_wheel,
)

A4, A3 = (210, 297), (297, 420)
POSTERS = [
    pytest.param(write, size, id=f"{write.__name__}-{size}")
    for write, size in itertools.product(
        (write_wheel_poster, write_wheel_sheet), ("a4", "a3")
    )
]


@pytest.fixture(autouse=True)
def danish():
    with speaking("da"):
        yield


def pages(data):
    """Sides of each page in mm."""
    with pikepdf.open(io.BytesIO(data)) as made:
        boxes = [[float(side) for side in page.mediabox] for page in made.pages]
    return [tuple(round(side / 72 * 25.4) for side in box[2:]) for box in boxes]


@pytest.mark.parametrize(("write", "size"), POSTERS)
@pytest.mark.parametrize("paper", [empty_wheel(), large_wheel()], ids=["8", "20"])
def test_a_poster_and_a_sheet_are_tagged_titled_and_described(paper, write, size):
    with pikepdf.open(io.BytesIO(write(paper, "pdf", size))) as made:
        every = tags(made.Root.StructTreeRoot)
        figures = [str(each.Alt) for each in every if each.S == "/Figure"]

        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == "da-DK"
        assert str(made.docinfo.Title) == "Kompetencehjulet – Tandplejen på Bakken"
        with made.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert "/H1" in [str(each.S) for each in every]
        titles = ", ".join(tooth.title for tooth in paper.teeth)
        assert any(titles in alt for alt in figures)
        # The wheel, a look for each level, and on the sheet the ring beside the name.
        on_sheet = write is write_wheel_sheet
        assert len(figures) == 1 + len(paper.levels) + on_sheet


def test_a_poster_stands_and_is_one_page_however_much_is_on_it():
    for paper in (empty_wheel(), large_wheel(), large_wheel(3, 2)):
        assert pages(write_wheel_poster(paper, "pdf", "a4")) == [A4]
        assert pages(write_wheel_poster(paper, "pdf", "a3")) == [A3]


def test_a_sheet_is_two_pages_of_a4_or_one_lying_a3():
    assert pages(write_wheel_sheet(empty_wheel(), "pdf", "a4")) == [A4, A4]
    assert pages(write_wheel_sheet(empty_wheel(), "pdf", "a3")) == [A3[::-1]]


def test_a_sheet_with_much_to_explain_goes_on_and_loses_nothing():
    paper = large_wheel()

    made = write_wheel_sheet(paper, "pdf", "a3")

    said = squeezed(everything("pdf", made))
    for tooth in paper.teeth:
        assert squeezed(tooth.title) in said
    assert said.count(squeezed(paper.teeth[0].means[0])) == 4 * len(paper.teeth)
    assert len(pages(made)) > 1
    assert len(pages(write_wheel_sheet(paper, "pdf", "a4"))) > 2


def test_a_sheet_explains_the_wheel_and_leaves_room_to_write():
    said = squeezed(everything("pdf", write_wheel_sheet(empty_wheel(), "pdf", "a4")))

    for text in (*empty_wheel().intro, *empty_wheel().credit, *LEVELS):
        assert squeezed(text) in said


@pytest.mark.parametrize(("write", "size"), POSTERS)
@pytest.mark.parametrize("paper", [empty_wheel(), large_wheel()], ids=["8", "20"])
def test_the_svg_is_one_drawing_that_loads_nothing(paper, write, size):
    from xml.etree import ElementTree

    data = write(paper, "svg", size)
    root = ElementTree.fromstring(data)
    every = list(root.iter())
    names = [each.tag.split("}")[-1] for each in every]
    ids = [each.get("id") for each in every if each.get("id")]
    links = [
        value
        for each in every
        for key, value in each.attrib.items()
        if key.endswith("href")
    ]

    assert not {"image", "script", "foreignObject", "text", "a", "style"} & {*names}
    assert len(ids) == len(set(ids))
    assert all(link.removeprefix("#") in ids for link in links)
    assert all(link.startswith("#") for link in links)
    assert root.get("role") == "img"
    assert names[1:3] == ["title", "desc"]
    assert paper.teeth[0].title in every[2].text
    wide, high = (float(root.get(side)[:-2]) for side in ("width", "height"))
    assert (wide > high) is (write is write_wheel_sheet and size == "a3")


def test_a_slide_is_lying_and_as_large_as_it_says():
    for size, wide in (("a4", 1920), ("a3", 3840)):
        made = Image.open(io.BytesIO(write_wheel_poster(empty_wheel(), "png", size)))
        assert made.size == (wide, wide * 9 // 16)
    made = Image.open(io.BytesIO(write_pair_sheet(answered_wheel(), "png")))
    assert made.size == (1920, 1080)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_list_says_what_the_wheel_shows(files, office, kind):
    if kind == "docx":
        said = squeezed((office / "pair.txt").read_text("utf-8-sig"))
    else:
        said = squeezed(everything("pdf", files["pair", "pdf"]))

    for title, *places in RATED:
        if places == [None, None, None]:
            continue
        words = ["–" if place is None else LEVELS[place] for place in places]
        heads = ("Medarbejder", "Leder", "21. november 2025")
        row = (
            " · ".join(map(": ".join, zip(heads, words, strict=True)))
            if kind == "docx"
            else " ".join(words)
        )
        assert squeezed(f"{title} {row}") in said
    for text in ("Jeg tager kurset i marts.", answered_wheel().who):
        assert squeezed(text) in said


def rows_of(paper):
    document = docx.Document(io.BytesIO(write_pair_sheet(paper, "docx")))
    return [row.cells[0].text for row in document.tables[-1].rows[1:]]


def test_where_the_two_differ_most_stands_first_and_the_unrated_nowhere():
    assert rows_of(answered_wheel()) == [
        *("Udvikling", "Faglighed", "Røntgen"),
        *("Helhed", "Kommunikation", "Resultater", "Samarbejde"),
        "Relationer",
    ]


def test_a_layer_that_says_nothing_has_no_column_and_no_mark():
    alone = answered_wheel(
        teeth=tuple(
            dataclasses.replace(tooth, theirs=None, last_year=None)
            for tooth in answered_wheel().teeth
        )
    )

    said = everything("pdf", write_pair_sheet(alone, "pdf"))

    assert "Medarbejder" in said
    assert "Leder" not in said
    assert "2025" not in said
    assert len(alts_of("pdf", write_pair_sheet(alone, "pdf"))) == 1 + 1 + 3 + 1


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_talking_from_the_wheel_alone_leaves_a_sheet_without_a_list(kind):
    talk = empty_wheel(focus=answered_wheel().focus, who="Kun I to.")

    made = write_pair_sheet(talk, kind)
    said = squeezed(everything(kind, made))

    assert squeezed("Jeg tager kurset i marts.") in said
    assert squeezed(LEVELS[0]) in said
    assert squeezed("Relationer") in squeezed(alts_of(kind, made)[1])
    assert len(alts_of(kind, made)) == 1 + 1 + 3


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_whatever_was_typed_stands_as_text(files, office, kind):
    data = files["nasty-pair", kind]
    said = (
        (office / "nasty-pair.txt").read_text("utf-8-sig")
        if kind == "docx"
        else everything("pdf", data)
    )

    for text in (*NASTY[:3], NASTY[4][:60]):
        assert squeezed(text) in squeezed(said), text


def test_the_same_wheel_gives_the_same_bytes():
    for write, kind in ((write_wheel_poster, "pdf"), (write_wheel_sheet, "svg")):
        first, second = (write(empty_wheel(), kind, "a4") for _time in range(2))
        assert first == second
    first, second = (write_pair_sheet(answered_wheel(), "pdf") for _time in range(2))
    assert first == second


def test_a_paper_of_another_kind_or_size_is_one_sentence():
    with speaking("en"):
        with pytest.raises(DocumentError, match=r"pdf, svg, png, not as xlsx\."):
            write_wheel_poster(empty_wheel(), "xlsx", "a4")
        with pytest.raises(DocumentError, match=r"a3, a4, not on a5\."):
            write_wheel_sheet(empty_wheel(), "pdf", "a5")
        with pytest.raises(DocumentError, match=r"docx, pdf, png, not as svg\."):
            write_pair_sheet(answered_wheel(), "svg")


def test_the_pairs_sheet_keeps_the_wheel_and_its_words_on_two_pages():
    reader = pypdf.PdfReader(io.BytesIO(write_pair_sheet(answered_wheel(), "pdf")))

    assert len(reader.pages) == 2
    assert "Helhed" in reader.pages[1].extract_text()
