"""Draw the shipped Word templates afresh.

``python -m tests.documents.draw_word_templates`` does it.

The .docx files under ``templates/documents/`` are what a workplace edits, in Word. They
were drawn by this program, so that their looks can be reviewed and changed as text.
"""

from __future__ import annotations

from pathlib import Path

from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from musworkshop.folders import DOCUMENTS
from tests.documents.word_kit import (
    Page,
    new_document,
    table,
)

ROW_MM = 30


def skema_1(folder: Path = DOCUMENTS) -> None:
    """A4 on its side: frame, then theme, questions, employee, leader."""
    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin, section.bottom_margin = Mm(11), Mm(15)
    page = Page(document, width_mm=269)
    page.brand()
    page.line("{{ title }}", "Title")
    page.chip("{{ department }}: ", "{{ department_value }}")
    page.write_in(("{{ employee }}", 95), ("{{ leader }}", 95), ("{{ talk_date }}", 70))
    page.line("{{ frame }}", "Heading 1")
    frame = table(
        document,
        widths_mm=(86, 97, 86),
        heads=("{{ core_task_label }}", "{{ goals_label }}", "{{ challenges_label }}"),
        caption="{{ frame }}",
        tinted=True,
    )
    core, goals, challenges = frame.add_row()
    core.line("{{ core_task or nothing_written }}")
    goals.each(
        "goal in goals",
        "{{ goal.text }}",
        otherwise="{{ nothing_written }}",
        after="{% if goal.own_words %}{{ own_words_label }} "
        "{{ goal.own_words }}{% endif %}",
    )
    challenges.each(
        "each in challenges", "{{ each }}", otherwise="{{ nothing_written }}"
    )
    page.gap(Pt(4))
    form = table(
        document,
        widths_mm=(45, 78, 73, 73),
        heads=(
            "{{ theme_column }}",
            "{{ question_column }}",
            "{{ employee_column }}",
            "{{ leader_column }}",
        ),
        caption="{{ title }}",
        answers_from=2,
    )
    form.prompt(2, "prompt in employee_prompts")
    form.prompt(3, "prompt in leader_prompts")
    form.open_loop("row in rows")
    theme, questions, _employee, _leader = form.add_row(height_mm=ROW_MM)
    theme.line("{{ row.theme }}", "Heading 2")
    theme.when("row.about", "{{ row.about }}", "Soft")
    theme.each("area in row.areas", "{{ area }}", style="Soft Bullet")
    questions.each(
        "line in row.lines",
        "{{ line.text }}",
        soft="  {{ line.source }}",
        otherwise="{{ own_points }}",
        otherwise_style="Soft",
    )
    form.close_loop()
    page.gap(Pt(4))
    page.line("{{ footer }}").paragraph_format.keep_with_next = True
    page.line("{{ credit }}", "Soft")
    page.footer("{{ title }} · {{ department_value }}")
    document.save(str(folder / "skema_1" / "skema_1.docx"))


def log(folder: Path = DOCUMENTS) -> None:
    """A4 upright: who, strategy, check, then theme by theme."""
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)
    page = Page(document, width_mm=170)
    page.brand()
    page.line("{{ title }}", "Title")
    page.line("{{ part_label }}", "Heading 1")
    part = table(
        document,
        widths_mm=(70, 76, 24),
        caption="{{ part_label }}",
        heads=("{{ table_column }}", "{{ function_column }}", "{{ people_column }}"),
    )
    part.open_loop("group in groups")
    for cell, words in zip(part.add_row(), ("name", "function", "people"), strict=True):
        cell.line("{{ group." + words + " }}")
    part.close_loop()
    page.line("{{ strategy_label }}", "Heading 1")
    page.line("{{ core_task_label }}", "Heading 2")
    page.line("{{ core_task or nothing_written }}")
    page.line("{{ goals_label }}", "Heading 2")
    page.open("for goal in goals")
    page.line("{{ goal.text }}", "List Bullet")
    page.open("for words in goal.own_words")
    page.line("{{ words.group }}: {{ words.text }}", "Own Words")
    page.close("endfor")
    page.open("else")
    page.line("{{ nothing_written }}", "Soft")
    page.close("endfor")
    page.line("{{ challenges_label }}", "Heading 2")
    page.open("for each in challenges")
    page.line("{{ each }}", "List Bullet")
    page.open("else")
    page.line("{{ nothing_written }}", "Soft")
    page.close("endfor")
    page.open("if checks")
    page.line("{{ check_label }}", "Heading 1")
    check = table(
        document,
        widths_mm=(34, 100, 36),
        caption="{{ check_label }}",
        heads=("{{ block_column }}", "{{ check_column }}", "{{ answer_column }}"),
    )
    check.open_loop("each in checks")
    for cell, words in zip(
        check.add_row(), ("block", "question", "answer"), strict=True
    ):
        cell.line("{{ each." + words + " }}")
    check.close_loop()
    page.close("endif")
    _themes(page)
    page.open("if undecided")
    page.line("{{ undecided_label }}", "Heading 1")
    page.line("{{ undecided_note }}")
    page.open("for each in undecided")
    page.line("{{ each.kept }}", "List Bullet")
    page.open("for other in each.others")
    page.line("{{ other }}", "Own Words")
    page.close("endfor")
    page.close("endfor")
    page.close("endif")
    page.gap(Pt(10))
    page.line("{{ votes_note }}", "Soft")
    page.line("{{ credit }}", "Soft")
    page.footer("{{ file_title }}")
    document.save(str(folder / "log" / "log.docx"))


def _themes(page: Page) -> None:
    page.open("for theme in themes")
    page.line("{{ theme.theme }}", "Heading 1")
    page.open("if theme.leader_questions")
    page.line("{{ leader_label }}", "Heading 2")
    page.open("for each in theme.leader_questions")
    page.line("{{ each }}", "List Bullet")
    page.close("endfor")
    page.close("endif")
    page.open("if theme.ideas")
    page.line("{{ ideas_label }}", "Heading 2")
    ideas = table(
        page.document,
        widths_mm=(96, 36, 18, 20),
        caption="{{ ideas_label }}",
        heads=(
            "{{ idea_column }}",
            "{{ from_column }}",
            "{{ dots_column }}",
            "{{ rank_column }}",
        ),
    )
    ideas.open_loop("idea in theme.ideas")
    text, origin, dots, place = ideas.add_row()
    text.line("{{ idea.text }}")
    text.each(
        "card in idea.cards",
        "{{ card.text }} ({{ card['from'] }})",
        style="Soft Bullet",
    )
    origin.line("{{ idea['from'] }}")
    dots.line("{{ idea.dots }}")
    place.line("{{ idea.place }}")
    ideas.close_loop()
    page.open("else")
    page.line("{{ no_ideas }}", "Soft")
    page.close("endif")
    page.open("if theme.choices")
    page.line("{{ chosen_label }}", "Heading 2")
    page.open("for choice in theme.choices")
    page.line("{{ choice.text }}", "List Bullet", soft="  {{ choice.note }}")
    page.close("endfor")
    page.close("endif")
    page.close("endfor")


if __name__ == "__main__":
    skema_1()
    log()
