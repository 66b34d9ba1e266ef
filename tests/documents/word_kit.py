"""Parts that the Word templates are drawn with: styles, tables, loops, fonts."""

from __future__ import annotations

import io
from typing import Any

import docx
import typst
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor

from musworkshop.folders import DOCUMENTS, TEMPLATES

INK = RGBColor(0x17, 0x21, 0x2B)
SOFT = RGBColor(0x46, 0x52, 0x5D)
ACCENT = RGBColor(0x08, 0x4A, 0x4A)
TINT, LINE, LINE_STRONG, ACCENT_LINE = "E4F0EE", "DDD8CC", "8A8577", "0B6363"
FONT_KEYS = {
    "Regular": "{6D757377-6F72-6B73-686F-702D72656731}",
    "Bold": "{6D757377-6F72-6B73-686F-702D626F6C64}",
}


def new_document() -> Document:
    """An empty document with our styles and our fonts inside."""
    document = docx.Document()
    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of an empty page
            del relations[key]
    for style in document.styles.element.iter(qn("w:rFonts")):
        for name in list(style.attrib):
            del style.attrib[name]
        for part in ("ascii", "hAnsi", "cs", "eastAsia"):
            style.set(qn(f"w:{part}"), "Inter")
    _style(document, "Normal", size=10, after=3)
    _style(document, "Title", size=22, bold=True, before=6, after=4)
    _style(document, "Heading 1", size=13, bold=True, before=12, after=4)
    _style(document, "Heading 2", size=10.5, bold=True, before=8, after=4)
    _style(document, "List Bullet", size=10, after=3)
    _style(document, "Column Head", size=10, bold=True, colour=ACCENT, after=2)
    _style(document, "Soft", size=8.5, colour=SOFT, after=2)
    _style(document, "Soft Bullet", base="List Bullet", size=8.5, colour=SOFT, after=1)
    _style(document, "Own Words", size=10, colour=SOFT, after=3)
    document.styles["Own Words"].paragraph_format.left_indent = Mm(9)
    for name in ("List Bullet", "Soft Bullet"):
        form = document.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Mm(4), Mm(-4)
    _colour_bullets(document)
    borders = document.styles["Title"].element.find(".//" + qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    _embed_fonts(document)
    return document


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    bold: bool = False,
    colour: RGBColor = INK,
    before: float = 0,
    after: float = 0,
    base: str = "Normal",
) -> None:
    known = {style.name for style in document.styles}
    style = (
        document.styles[name]
        if name in known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if name not in known:
        style.base_style = document.styles[base]
    style.font.name, style.font.size = "Inter", Pt(size)
    style.font.bold, style.font.color.rgb = bold, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), "Inter")
    for tag in ("w:spacing", "w:kern"):  # the default template spaces its Title
        for each in style.element.rPr.findall(qn(tag)):
            style.element.rPr.remove(each)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.12


def _colour_bullets(document: Document) -> None:
    """Give the bullets the accent colour, as on the screen and in the PDF."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            look = level.find(qn("w:rPr"))
            look.append(parse_xml(f'<w:color {nsdecls("w")} w:val="{ACCENT_LINE}"/>'))


def _embed_fonts(document: Document) -> None:
    """Put Inter into the file, so that it looks alike where Inter is not installed."""
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    embedded = ""
    for weight, key in FONT_KEYS.items():
        data = bytearray((TEMPLATES / "fonts" / f"Inter-{weight}.ttf").read_bytes())
        secret = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
        for index in range(32):
            data[index] ^= secret[index % 16]
        part = Part(
            PackURI(f"/word/fonts/inter-{weight.lower()}.odttf"),
            "application/vnd.openxmlformats-officedocument.obfuscatedFont",
            bytes(data),
            document.part.package,
        )
        relation = fonts.rels.get_or_add(
            RELATIONSHIP_TYPE.FONT_TABLE.replace("fontTable", "font"), part
        ).rId
        embedded += f'<w:embed{weight} r:id="{relation}" w:fontKey="{key}"/>'
    fonts._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:fonts {nsdecls('w', 'r')}>"
        f'<w:font w:name="Inter"><w:altName w:val="Segoe UI"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font>'
        f"</w:fonts>"
    ).encode()
    settings = document.settings.element
    settings.find(qn("w:zoom")).addnext(OxmlElement("w:embedTrueTypeFonts"))
    compat = settings.find(qn("w:compat"))
    for child in list(compat):
        compat.remove(child)
    compat.append(
        parse_xml(  # else Word opens it as a file of an older Word
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
            ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        )
    )


def _shade(element: Any, fill: str) -> None:
    element.append(
        parse_xml(
            f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'
        )
    )


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (
        ("begin", None),
        (None, code),
        ("separate", None),
        (None, "1"),
        ("end", None),
    ):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text == code:
            words = OxmlElement("w:instrText")
            words.text = code
            run._r.append(words)
        else:
            run.text = text or ""


class Lines:
    """Something that paragraphs can be added to: a page or a cell."""

    def __init__(self, holder: Any):
        self.holder = holder
        self.fresh = hasattr(holder, "_tc")

    def paragraph(self, style: str = "Normal") -> Any:
        if self.fresh:
            self.fresh = False
            paragraph = self.holder.paragraphs[0]
            paragraph.style = style
            paragraph.paragraph_format.space_before = Pt(0)
            paragraph.paragraph_format.keep_with_next = False
            return paragraph
        return self.holder.add_paragraph(style=style)

    def line(self, words: str, style: str = "Normal", soft: str = "") -> Any:
        paragraph = self.paragraph(style)
        paragraph.add_run(words)
        if soft:
            run = paragraph.add_run(soft)
            run.font.size, run.font.color.rgb = Pt(8.5), SOFT
        return paragraph

    def open(self, statement: str) -> None:
        self.line("{%p " + statement + " %}")

    close = open

    def when(self, condition: str, words: str, style: str) -> None:
        self.open(f"if {condition}")
        self.line(words, style)
        self.close("endif")

    def each(
        self,
        loop: str,
        words: str,
        *,
        soft: str = "",
        after: str = "",
        otherwise: str = "",
        style: str = "List Bullet",
        otherwise_style: str = "Soft",
    ) -> None:
        self.open(f"for {loop}")
        paragraph = self.line(words, style, soft)
        if after:
            statement, rest = after.split("%}", 1)
            inner, end = rest.rsplit("{%", 1)
            paragraph.add_run(statement + "%}").add_text("")
            paragraph.add_run().add_break()
            run = paragraph.add_run(inner)
            run.font.color.rgb = SOFT
            paragraph.add_run("{%" + end)
        if otherwise:
            self.open("else")
            self.line(otherwise, otherwise_style)
        self.close("endfor")


class Page(Lines):
    """The body of a document."""

    def __init__(self, document: Document, *, width_mm: float):
        super().__init__(document)
        self.document, self.width = document, Mm(width_mm)

    def brand(self) -> None:
        paragraph = self.paragraph()
        picture = typst.compile(
            b"#set page(width: 40mm, height: 40mm, margin: 0mm, fill: none)\n"
            b'#image("/ring.svg", width: 100%)',
            root=str(DOCUMENTS),
            format="png",
            ppi=300,
        )
        paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(9))
        paragraph._p.find(".//" + qn("wp:docPr")).set("descr", "{{ ring_description }}")
        for side in "TBLR":
            paragraph._p.find(".//" + qn("wp:inline")).set(f"dist{side}", "0")
        paragraph.add_run("  {{ workshop_title }}").bold = True
        run = paragraph.add_run(
            "{% if workplace %}{% if workshop_title %} · {% endif %}{{ workplace }}"
            "{% endif %}\t{{ date }}"
        )
        run.font.color.rgb = SOFT
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            self.width, WD_TAB_ALIGNMENT.RIGHT
        )
        align = OxmlElement("w:textAlignment")
        align.set(qn("w:val"), "center")
        paragraph._p.get_or_add_pPr().append(align)

    def chip(self, label: str, value: str) -> None:
        paragraph = self.paragraph()
        paragraph.paragraph_format.space_after = Pt(8)
        for words, bold in (
            ("\u00a0\u00a0" + label, False),
            (value + "\u00a0\u00a0", True),
        ):
            run = paragraph.add_run(words)
            run.bold, run.font.color.rgb = bold, ACCENT
            _shade(run._r.get_or_add_rPr(), TINT)

    def write_in(self, *blanks: tuple[str, float]) -> None:
        paragraph = self.paragraph("Soft")
        paragraph.paragraph_format.space_before = Pt(8)
        start = 0.0
        for label, width in blanks:
            start += width
            paragraph.add_run(f"{label} \t")
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(start), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            if width is not blanks[-1][1]:
                start += 4
                paragraph.add_run("\t")
                stops.add_tab_stop(Mm(start), WD_TAB_ALIGNMENT.LEFT)

    def gap(self, height: Length) -> None:
        paragraph = self.paragraph("Soft")
        paragraph.paragraph_format.space_after = height

    def footer(self, words: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = "Soft"
        self.document.sections[0].footer_distance = Mm(9)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(words + "\t{{ page_before }}")
        _field(paragraph, "PAGE")
        paragraph.add_run("{{ page_between }}")
        _field(paragraph, "NUMPAGES")
        paragraph.add_run("{{ page_after }}")


class Grid:
    """A table with a header row that comes again on every page."""

    def __init__(self, grid: Any, *, tinted: bool, answers_from: int | None):
        self.grid, self.tinted, self.answers_from = grid, tinted, answers_from

    def prompt(self, column: int, loop: str) -> None:
        cell = Lines(self.grid.rows[0].cells[column])
        cell.fresh = False
        cell.each(loop, "{{ prompt }}", style="Soft")

    def _row(self) -> Any:
        row = self.grid.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return row

    def add_row(self, *, height_mm: float | None = None) -> list[Lines]:
        row = self._row()
        if height_mm:
            row.height = Mm(height_mm)
        for number, cell in enumerate(row.cells):
            self._dress(cell, number)
        return [Lines(cell) for cell in row.cells]

    def _dress(self, cell: Any, number: int) -> None:
        properties = cell._tc.get_or_add_tcPr()
        if self.answers_from is not None and number >= self.answers_from:
            properties.append(
                parse_xml(
                    f'<w:tcBorders {nsdecls("w")}><w:left w:val="single" w:sz="4"'
                    f' w:color="{LINE}"/></w:tcBorders>'
                )
            )
        if self.tinted:
            _shade(properties, TINT)

    def open_loop(self, loop: str) -> None:
        self._row().cells[0].paragraphs[0].add_run("{%tr for " + loop + " %}")

    def close_loop(self) -> None:
        self._row().cells[0].paragraphs[0].add_run("{%tr endfor %}")


def table(
    document: Document,
    *,
    widths_mm: tuple[float, ...],
    heads: tuple[str, ...],
    caption: str,
    tinted: bool = False,
    answers_from: int | None = None,
) -> Grid:
    """Draw a table with its header row."""
    drawn = document.add_table(rows=1, cols=len(heads))
    drawn.autofit = False
    properties = drawn._tbl.tblPr
    edge = LINE if answers_from is None else LINE_STRONG
    top, edge = (TINT, TINT) if tinted else (ACCENT_LINE, edge)
    air = 90 if answers_from else 50
    properties.append(
        parse_xml(
            f"<w:tblBorders {nsdecls('w')}>"
            f'<w:top w:val="single" w:sz="6" w:color="{top}"/>'
            f'<w:bottom w:val="single" w:sz="4" w:color="{edge}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:color="{edge}"/></w:tblBorders>'
        )
    )
    properties.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:top w:w="{air}" w:type="dxa"/>'
            f'<w:left w:w="140" w:type="dxa"/><w:bottom w:w="{air}" w:type="dxa"/>'
            f'<w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
        )
    )
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.append(look)
    properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{caption}"/>'))
    grid = Grid(drawn, tinted=tinted, answers_from=answers_from)
    row = drawn.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (cell, words) in enumerate(zip(row.cells, heads, strict=True)):
        grid._dress(cell, number)
        Lines(cell).line(words, "Column Head")
    for column, width in zip(drawn.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return grid
