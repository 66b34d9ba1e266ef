"""Excel: one sheet a form, every cell a text and never a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from musworkshop.documents.cells import (
    CELL,
    HEAD,
    INK,
    LINED,
    SOFT,
    TITLE,
    Book,
    Sheet,
    height_pt,
)
from musworkshop.documents.form_content import form_content
from musworkshop.documents.naming import whose
from musworkshop.documents.plain import one_line
from musworkshop.model.report import PreparationForm
from musworkshop.text import speaking

#: Width of each column in characters: theme, question, from, employee, leader.
_WIDTHS = (27, 46, 18, 42, 42)
_LAST = len(_WIDTHS) - 1
_ROW_HEIGHT_PT = 62
_LONGEST_NAME = 31

_LOOKS: dict[str, dict[str, Any]] = {
    "title": TITLE,
    "soft": SOFT,
    "label": CELL | {"bold": True, "font_color": "#084a4a"},
    "text": CELL,
    "blank": CELL | {"bottom": 1, "bottom_color": "#8a8577", "locked": False},
    "bold": INK | {"bold": True, "font_color": "#084a4a"},
    "prompt": INK | {"font_size": 9, "font_color": "#46525d"},
    "head": HEAD,
    "theme": LINED | {"bold": True},
    "cell": LINED,
    "from": LINED | {"font_color": "#46525d"},
    "answer": LINED | {"left": 1, "left_color": "#ddd8cc", "locked": False},
}


def form_sheets(forms: Sequence[PreparationForm]) -> bytes:
    """Return forms as one Excel file with a sheet each.

    Parameters
    ----------
    forms : sequence of PreparationForm
        At least one; the first gives the file its title and date.

    Returns
    -------
    bytes
        XLSX. What looks like a formula is typed as text and marked to stay text when
        somebody edits the cell.
    """
    first = form_content(forms[0])
    book = Book(
        _LOOKS,
        title=first["file_title"],
        company=first["workplace"],
        made_on=forms[0].held_on,
    )
    taken: set[str] = set()
    for form in forms:
        name = _sheet_name(form, taken=taken)
        _FormSheet(book.sheet(name)).fill(form_content(form))
    return book.written()


def _sheet_name(form: PreparationForm, *, taken: set[str]) -> str:
    """Return a name Excel takes: 31 characters, no brackets or slashes, unique."""
    with speaking(form.language):
        wanted = one_line(re.sub(r"[\[\]:*?/\\']", " ", whose(form)))
    number, name = 1, wanted[:_LONGEST_NAME].strip() or "1"
    while name.casefold() in taken | {"history"}:
        number += 1
        ending = f" {number}"
        name = wanted[: _LONGEST_NAME - len(ending)].strip() + ending
    taken.add(name.casefold())
    return name


class _FormSheet:
    """A form being written from its top to its bottom."""

    def __init__(self, cells: Sheet) -> None:
        self._cells, self.sheet = cells, cells.sheet
        self.put, self.next = cells.put, cells.next

    def fill(self, content: dict[str, Any]) -> None:
        """Write a whole form."""
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self._top(content)
        header = self._cells.row
        self._table(content)
        self._bottom(content)
        self._paper(header, content)

    def _top(self, content: dict[str, Any]) -> None:
        self.put(0, content["title"], "title")
        self.next(34)
        self._pair(content["department"], [content["department_value"]])
        self._pair(content["core_task_label"], [content["core_task"]])
        goals = []
        for goal in content["goals"]:
            goals.append(goal["text"])
            if goal["own_words"]:
                goals.append(f"{content['own_words_label']} {goal['own_words']}")
        self._pair(content["goals_label"], goals)
        self._pair(content["challenges_label"], content["challenges"])
        for label in ("employee", "leader", "talk_date"):
            self._pair(content[label], [""], style="blank", least_pt=24)
        self.next(14)

    def _pair(
        self, label: str, texts: list[str], style: str = "text", least_pt: float = 18
    ) -> None:
        for number, text in enumerate(texts or [""]):
            self.put(0, label if number == 0 else "", "label")
            self.put(1, text, style)
            self.next(height_pt(text, _WIDTHS[1], least=least_pt))

    def _table(self, content: dict[str, Any]) -> None:
        for column, name in enumerate(("theme", "question", "from")):
            self.put(column, content[f"{name}_column"], "head")
        heights = [
            self._head(column, content[f"{side}_column"], content[f"{side}_prompts"])
            for column, side in ((3, "employee"), (4, "leader"))
        ]
        self.next(max(heights))
        for row in content["rows"]:
            for line in row["lines"] or [{"text": "", "source": ""}]:
                self.put(0, row["theme"], "theme")
                self.put(1, line["text"], "cell")
                self.put(2, line["source"], "from")
                self.put(3, "", "answer")
                self.put(4, "", "answer")
                self.next(height_pt(line["text"], _WIDTHS[1], least=_ROW_HEIGHT_PT))

    def _head(self, column: int, title: str, prompts: list[str]) -> float:
        """Write a heading with its prompts; return the height it needs."""
        if not prompts:
            self.put(column, title, "head")
            return 30
        rest = "\n" + "\n".join(prompts)
        looks = self._cells.looks
        bold, soft = looks["bold"], looks["prompt"]
        self.sheet.write_rich_string(
            self._cells.row, column, bold, title, soft, rest, looks["head"]
        )
        return height_pt(title + rest, _WIDTHS[column], least=30)

    def _bottom(self, content: dict[str, Any]) -> None:
        self.next(10)
        for words in (content["footer"], content["credit"]):
            self.put(0, one_line(words), "soft")
            self.next()

    def _paper(self, header: int, content: dict[str, Any]) -> None:
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(header)
        self.sheet.print_area(0, 0, self._cells.row - 1, _LAST)
        self.sheet.set_margins(left=0.55, right=0.55, top=0.5, bottom=0.6)
        pages = ("&P", "&N")
        texts = [content[f"page_{part}"] for part in ("before", "between", "after")]
        whole = texts[0] + pages[0] + texts[1] + pages[1] + texts[2]
        self.sheet.set_footer(f"&R&8{whole}")
        self.sheet.hide_gridlines(2)
        self.sheet.freeze_panes(header + 1, 1)
