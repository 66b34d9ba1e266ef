"""The temperature on paper: the same numbers everywhere, and nothing that is hidden."""

import dataclasses
import html
import io
import subprocess
import zipfile

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn

from musworkshop.documents.naming import file_name
from musworkshop.documents.temperature_report import write_temperature_report
from musworkshop.errors import DocumentError
from musworkshop.model.temperature import StatementResult
from tests.documents.builders import NASTY
from tests.documents.temperature_builders import (
    HIDDEN,
    make_actions,
    make_publication,
    make_report,
    sheets,
)
from tests.documents.test_every_question import squeezed
from tests.documents.test_pdf import tags
from tests.pdf_text import pdf_text

PAPERS = [("docx", True), ("pdf", True), ("docx", False), ("pdf", False)]
EVERY_PAPER = [*PAPERS, ("xlsx", False)]


def everything(kind, data):
    """All words of a file: what is read, what is read aloud, and its markup."""
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(data)) as made:
            every = tags(made.Root.StructTreeRoot)
            alts = [str(each.Alt) for each in every if "/Alt" in each]
        return "\n".join([pdf_text(data), *alts])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        ]
    return html.unescape("\n".join(texts))


def alts_of(kind, data):
    if kind == "docx":
        document = docx.Document(io.BytesIO(data))
        return [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    with pikepdf.open(io.BytesIO(data)) as made:
        every = tags(made.Root.StructTreeRoot)
        return [str(each.Alt) for each in every if each.S == "/Figure"]


def bars(report, *, short):
    """Measures that are drawn in the long and in the short paper."""
    drawn = [m for area in report.areas for m in (area.employees,)]
    if not short:
        for area in report.areas:
            for row in area.statements:
                drawn += [row.employees, row.leaders]
    return [measure for measure in drawn if measure and measure.parts]


@pytest.mark.parametrize(("kind", "short"), PAPERS)
def test_every_bar_is_described_by_its_own_numbers(kind, short):
    report = make_report()

    alts = alts_of(kind, write_temperature_report(report, kind, short=short))

    shown = bars(report, short=short)
    spaced = {squeezed(alt) for alt in alts}
    said = [f"{measure.who}: {measure.words}" for measure in shown]
    assert [words for words in said if squeezed(words) not in spaced] == []
    # The ring, the five looks of the key, and the one of merged answers.
    assert len(alts) == len(shown) + 1 + 5 + 1


@pytest.mark.parametrize("name", ["temperature", "council"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_word_and_pdf_say_the_same_numbers(files, office, name, kind):
    report = make_report()
    if kind == "docx":
        read = (office / f"{name}.txt").read_text("utf-8-sig")
    else:
        read = everything("pdf", files[name, "pdf"])
    text = squeezed(read)

    for area in report.areas:
        said = [area.title, area.employees.index.words, area.leaders.index.words]
        if name == "temperature":
            for row in area.statements:
                said += [row.text, row.employees.words, row.employees.index.words]
        assert [each for each in said if squeezed(each) not in text] == []
    for words in (*report.answered, *report.rules, report.credit):
        assert squeezed(words) in text


def test_the_councils_page_holds_no_statement_unit_or_comment():
    comments = tuple(f"Kommentar nummer {n} i salen" for n in range(9))
    published = make_publication(comments=comments)
    report = make_report(temperature=published)

    for kind in ("docx", "pdf"):
        long, short = (
            squeezed(everything(kind, write_temperature_report(report, kind, short=s)))
            for s in (False, True)
        )
        for text in (comments[0], "Aftenvagt", report.areas[0].statements[0].text):
            assert squeezed(text) in long
            assert squeezed(text) not in short
        assert "MED-udvalget" in short


def test_the_councils_page_is_one_page_with_three_long_actions(tmp_path):
    long = "Vi aftaler en dato for opfølgning, før samtalen slutter, og holder den. "
    report = make_report(actions=make_actions(*[(long * 5)[:300]] * 3))
    word = tmp_path / "page.docx"
    word.write_bytes(write_temperature_report(report, "docx", short=True))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(word),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    for data in (
        (tmp_path / "page.pdf").read_bytes(),
        write_temperature_report(report, "pdf", short=True),
    ):
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1


def test_the_councils_page_is_one_page_however_much_there_is_to_say():
    report = make_report(actions=make_actions(*["\n".join(["linje"] * 30)] * 3))
    gap = report.gaps[0]
    full = dataclasses.replace(
        report,
        areas=(report.areas * 2)[:9],
        gaps=(dataclasses.replace(gap, is_area=True),) * 9,
    )

    data = write_temperature_report(full, "pdf", short=True)

    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1


@pytest.mark.parametrize(("kind", "short"), EVERY_PAPER)
def test_what_a_hidden_number_was_makes_no_difference(kind, short):
    told, untold = sheets(31), sheets(31)
    for sheet in untold[:3]:  # the only three who answered what is hidden
        for hidden in HIDDEN:
            sheet.answers[hidden] = 4 - (sheet.answers[hidden] or 0)
    assert told != untold

    first, second = (
        write_temperature_report(
            make_report(temperature=make_publication(given)), kind, short=short
        )
        for given in (told, untold)
    )

    assert everything(kind, first) == everything(kind, second)


@pytest.mark.parametrize(("kind", "short"), EVERY_PAPER)
def test_a_statement_without_parts_leaves_no_number_behind(kind, short):
    published = make_publication()
    hidden = tuple(
        StatementResult(statement_id=each.statement_id, n=7919)
        if each.statement_id in HIDDEN
        else each
        for each in published.employees.statements
    )
    employees = dataclasses.replace(published.employees, statements=hidden)
    report = make_report(
        temperature=dataclasses.replace(published, employees=employees)
    )

    data = write_temperature_report(report, kind, short=short)

    assert "7919" not in everything(kind, data)


@pytest.mark.parametrize("name", ["nasty-temperature", "nasty-council"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_whatever_was_typed_stands_as_text(files, office, name, kind):
    data = files[name, kind]
    read = (
        (office / f"{name}.txt").read_text("utf-8-sig")
        if kind == "docx"
        else everything("pdf", data)
    )

    for text in NASTY[2:5]:
        assert squeezed(text) in squeezed(read), text
    if name == "nasty-temperature" and kind == "docx":
        assert [text for text in NASTY if squeezed(text) not in squeezed(read)] == []


def test_a_nasty_area_cannot_break_out_of_an_alt_text():
    title = 'Retning"/><w:t>x</w:t> & <b>'
    report = make_report()
    measure = dataclasses.replace(report.areas[0].employees, words=title)
    area = dataclasses.replace(report.areas[0], title=title, employees=measure)
    named = dataclasses.replace(report, areas=(area, *report.areas[1:]))

    for kind in ("docx", "pdf"):
        data = write_temperature_report(named, kind, short=True)
        assert f"{measure.who}: {title}" in alts_of(kind, data)


@pytest.mark.parametrize("short", [True, False])
def test_the_same_publication_gives_the_same_pdf(short):
    first, second = (
        write_temperature_report(make_report(), "pdf", short=short) for _ in range(2)
    )

    assert first == second


def test_where_nobody_has_answered_the_papers_say_so():
    report = make_report("en", temperature=make_publication([]), actions=())

    for kind, short in EVERY_PAPER:
        text = everything(kind, write_temperature_report(report, kind, short=short))
        assert "too few answers" in text
        assert squeezed("No action is agreed yet.") in squeezed(text)


def test_the_page_does_not_come_as_excel_nor_the_report_as_something_else():
    for kind, short in (("xlsx", True), ("exe", False)):
        with pytest.raises(DocumentError, match=kind):
            write_temperature_report(make_report("en"), kind, short=short)


def test_file_names_tell_the_page_from_the_report_and_one_year_from_the_next():
    report = make_report("en")

    names = {file_name(report, "pdf", short=short) for short in (True, False)}
    assert names == {
        "mus-temperature-to-en-med-udvalget-2026-11-21.pdf",
        "mus-temperature-report-2026-11-21.pdf",
    }
