"""Draw the shipped Word templates of the temperature's report afresh.

``python -m tests.documents.draw_temperature_templates`` does it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.document import Document
from docx.shared import Mm, Pt

from musworkshop.folders import DOCUMENTS
from tests.documents.word_kit import ACCENT, Grid, Lines, Page, new_document, table

#: Bars stand in cells of this width.
BAR_MM = 71


def short(folder: Path = DOCUMENTS) -> None:
    """One page for the council: index, areas, differences, actions, small print."""
    document = _upright(side_mm=18, top_mm=10, bottom_mm=14)
    page = Page(document, width_mm=174)
    page.brand()
    title = _close(page.line("{{ title }}", "Title"))
    title.paragraph_format.space_before = Pt(2)
    page.chip("{{ to_label }}: ", "{{ council }}")
    _total(page)
    _areas(page)
    _gaps(page)
    page.line("{{ actions_label }}", "Heading 1")
    _actions(page, widths_mm=(93, 37, 27, 17), size=8.5)
    page.gap(Pt(2))
    page.open("for rule in rules")
    _small(page.line("{{ rule }}", "Soft"))
    page.close("endfor")
    _small(page.line("{{ credit }}", "Soft"))
    page.footer("{{ file_title }}")
    document.save(str(folder / "temperature" / "short.docx"))


def long(folder: Path = DOCUMENTS) -> None:
    """All of it: areas with their statements, units, comments, rules."""
    document = _upright(side_mm=20, top_mm=16, bottom_mm=20)
    page = Page(document, width_mm=170)
    page.brand()
    page.line("{{ title }}", "Title")
    _total(page)
    _areas(page)
    page.open("for area in areas")
    page.line("{{ area.title }}", "Heading 1")
    page.line("{{ area.about }}", "Soft").paragraph_format.keep_with_next = True
    line = page.line(
        "{{ employees_column }} {{ area.employees }}"
        "{% if area.employees_band %} ({{ area.employees_band }}){% endif %}"
        "{% if area.leaders %} · {{ leaders_column }} {{ area.leaders }}"
        "{% if area.leaders_band %} ({{ area.leaders_band }}){% endif %}{% endif %}"
    )
    line.runs[0].font.color.rgb = ACCENT
    line.paragraph_format.keep_with_next = True
    _statements(page)
    page.close("endfor")
    _gaps(page)
    _units(page)
    page.open("if comments")
    page.line("{{ comments_label }}", "Heading 1")
    page.line("{{ comments_note }}", "Soft")
    page.each("each in comments", "{{ each }}")
    page.close("endif")
    page.line("{{ actions_label }}", "Heading 1")
    _actions(page, widths_mm=(80, 42, 30, 18), size=9.5)
    page.line("{{ rules_label }}", "Heading 1")
    page.each("rule in rules", "{{ rule }}")
    page.line("{{ credit }}", "Soft")
    page.footer("{{ file_title }}")
    document.save(str(folder / "temperature" / "long.docx"))


def _upright(*, side_mm: float, top_mm: float, bottom_mm: float) -> Document:
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(side_mm)
    section.top_margin, section.bottom_margin = Mm(top_mm), Mm(bottom_mm)
    return document


def _close(paragraph) -> Any:
    """Set a line close to the next one."""
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _small_heads(drawn: Grid) -> None:
    for cell in drawn.grid.rows[0].cells:
        for run in _close(cell.paragraphs[0]).runs:
            run.font.size = Pt(8.5)


def _small(paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    for run in paragraph.runs:
        run.font.size = Pt(7)


def _index(cell: Lines, words: str, *, shown: str, size: float) -> None:
    """An index in large letters, or in small ones that it is hidden."""
    cell.open(f"if {shown}")
    run = _close(cell.line(words)).runs[0]
    run.bold, run.font.size = True, Pt(size)
    cell.open("else")
    _close(cell.line(words, "Soft"))
    cell.close("endif")


def _total(page: Page) -> None:
    box = table(
        page.document,
        widths_mm=(page.width.mm / 2,) * 2,
        heads=("{{ total_label }}", "{{ answered_column }}"),
        caption="{{ total_label }}",
        tinted=True,
    )
    _small_heads(box)
    index, answered = box.add_row()
    line = _close(index.line("{{ total }}"))
    line.runs[0].bold, line.runs[0].font.size = True, Pt(20)
    line.add_run("  {{ total_band }}").font.color.rgb = ACCENT
    index.open("if total_leaders")
    index.line(
        "{{ total_leaders_label }}: {{ total_leaders }}"
        "{% if total_leaders_band %} ({{ total_leaders_band }}){% endif %}",
        "Soft",
    )
    index.close("endif")
    answered.open("for words in answered")
    _close(answered.line("{{ words }}"))
    answered.close("endfor")
    answered.line("{{ leaders_note }}", "Soft")


def _areas(page: Page) -> None:
    page.line("{{ areas_label }}", "Heading 1")
    areas = table(
        page.document,
        widths_mm=(page.width.mm - BAR_MM - 47, BAR_MM, 27, 20),
        heads=(
            "{{ area_column }}",
            "{{ answers_column }}",
            "{{ employees_column }}",
            "{{ leaders_column }}",
        ),
        caption="{{ areas_label }}",
    )
    _small_heads(areas)
    areas.open_loop("area in areas")
    title, bar, employees, leaders = areas.add_row()
    _close(title.line("{{ area.title }}")).runs[0].bold = True
    _close(title.line("{{ area.notes | join(' · ') }}", "Soft"))
    line = _close(bar.line("{{ area.bar or area.words }}", "Soft"))
    line.paragraph_format.space_before = Pt(4)
    _index(employees, "{{ area.employees }}", shown="area.employees_band", size=13)
    _index(leaders, "{{ area.leaders or '–' }}", shown="area.leaders_band", size=11)
    areas.close_loop()
    key = page.line(
        "{% for each in key %}{{ each.bar }}\u00a0{{ each.text }}    {% endfor %}",
        "Soft",
    )
    key.paragraph_format.space_before = Pt(5)
    page.when("merged_key", "{{ merged_key.bar }}\u00a0{{ merged_key.text }}", "Soft")


def _statements(page: Page) -> None:
    rows = table(
        page.document,
        widths_mm=(page.width.mm - 62 - 20, 62, 20),
        heads=(
            "{{ statement_column }}",
            "{{ spread_column }}",
            "{{ index_column }}",
        ),
        caption="{{ area.title }}",
    )
    _small_heads(rows)
    rows.open_loop("row in area.rows")
    text, bar, index = rows.add_row()
    text.when("row.of_leaders", "{{ row.who }}", "Soft")
    text.line("{{ row.text }}")
    text.when("row.own", "{{ row.own }}", "Soft")
    bar.when("row.bar", "{{ row.bar }}", "Soft")
    bar.line("{{ row.words }} {{ row.note }}", "Soft")
    _index(index, "{{ row.index }}", shown="row.bar", size=11)
    rows.close_loop()


def _gaps(page: Page) -> None:
    page.open("if gaps or gaps_note")
    page.line("{{ gaps_label }}", "Heading 1")
    page.open("for gap in gaps")
    line = page.line("{{ gap.name }}", "List Bullet")
    line.runs[0].bold = True
    line.add_run(" {{ gap.words }}")
    page.open("else")
    page.line("{{ gaps_note }}")
    page.close("endfor")
    page.close("endif")


def _units(page: Page) -> None:
    page.open("if units")
    page.line("{{ units_label }}", "Heading 1")
    units = table(
        page.document,
        widths_mm=(38, 24, 28, 80),
        heads=(
            "{{ unit_column }}",
            "{{ answered_column }}",
            "{{ all_column }}",
            "{{ areas_label }}",
        ),
        caption="{{ units_label }}",
    )
    _small_heads(units)
    units.open_loop("unit in units")
    name, answered, total, areas = units.add_row()
    name.line("{{ unit.name }}")
    answered.line("{{ unit.answered }}")
    total.line("{{ unit.total }}").runs[0].bold = True
    areas.open("if unit.shown")
    line = areas.line("{% for area in unit.areas %}{{ area.title }} ")
    line.add_run("{{ area.index }}").bold = True
    line.add_run("{% if not loop.last %} · {% endif %}{% endfor %}")
    areas.close("endif")
    units.close_loop()
    page.close("endif")


def _actions(page: Page, *, widths_mm: tuple[float, ...], size: float) -> None:
    page.open("if actions")
    actions = table(
        page.document,
        widths_mm=widths_mm,
        heads=(
            "{{ action_column }}",
            "{{ owner_column }}",
            "{{ due_column }}",
            "{{ status_column }}",
        ),
        caption="{{ actions_label }}",
    )
    _small_heads(actions)
    actions.open_loop("each in actions")
    for cell, words in zip(
        actions.add_row(), ("text", "owner", "due", "status"), strict=True
    ):
        line = _close(cell.line("{{ each." + words + " }}"))
        line.runs[0].font.size = Pt(size)
        line.paragraph_format.line_spacing = 1.0
    actions.close_loop()
    page.open("else")
    page.line("{{ no_actions }}", "Soft")
    page.close("endif")


if __name__ == "__main__":
    short()
    long()
