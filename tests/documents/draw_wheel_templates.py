"""Draw the shipped Word template of the pair's own sheet afresh.

``python -m tests.documents.draw_wheel_templates`` does it.
"""

from __future__ import annotations

from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from musworkshop.folders import DOCUMENTS
from tests.documents.word_kit import Page, new_document, table


def pair(folder: Path = DOCUMENTS) -> None:
    """The wheel, what the two have chosen, and the same in words."""
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(15), Mm(18)
    page = Page(document, width_mm=170)
    page.brand()
    page.line("{{ title }}", "Title")
    page.when("who", "{{ who }}", "Column Head")
    page.when("summary", "{{ summary }}", "Soft")
    wheel = page.line("{{ wheel }}")
    wheel.alignment = WD_ALIGN_PARAGRAPH.CENTER
    wheel.paragraph_format.space_before = Pt(6)
    wheel.paragraph_format.line_spacing = 1.0
    page.open("if numbered")
    page.line(
        "{% for each in numbered %}{{ each.number }}\u00a0{{ each.title }}"
        "{% if not loop.last %} · {% endif %}{% endfor %}",
        "Soft",
    )
    page.close("endif")
    page.open("for each in levels")
    line = page.line("{{ each.look }}\u00a0\u00a0")
    line.add_run("{{ each.title }}").bold = True
    line.add_run("  {{ each.about }}").font.size = Pt(8.5)
    line.paragraph_format.space_after = Pt(1)
    page.close("endfor")
    page.open("if marks")
    marks = page.line(
        "{% for each in marks %}{{ each.mark }}\u00a0\u00a0{{ each.text }}     "
        "{% endfor %}"
    )
    marks.paragraph_format.space_before = Pt(5)
    page.close("endif")
    page.line("{{ focus_label }}", "Heading 1")
    page.open("for each in focus")
    line = page.line("{{ each.title }}", "List Bullet")
    line.runs[0].bold = True
    line.add_run("{% if each.sentence %}: {{ each.sentence }}{% endif %}")
    page.open("else")
    page.line("{{ no_focus }}", "Soft")
    page.close("endfor")
    page.open("if rows")
    page.line("{{ list_label }}", "Heading 1").paragraph_format.page_break_before = True
    rows = table(
        document,
        widths_mm=(58, 112),
        heads=("{{ competence_column }}", "{{ said_column }}"),
        caption="{{ list_label }}",
    )
    rows.open_loop("row in rows")
    title, words = rows.add_row()
    title.line("{{ row.title }}").runs[0].bold = True
    words.line("{{ row.said }}")
    rows.close_loop()
    page.close("endif")
    page.line("{{ credit }}", "Soft").paragraph_format.space_before = Pt(8)
    page.footer("{{ who }}")
    document.save(str(folder / "wheel" / "pair.docx"))


if __name__ == "__main__":
    pair()
