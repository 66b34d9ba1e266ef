"""An Excel file whose cells are texts and numbers, and never a formula or a link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

#: What every look is made of.
INK = {
    "font_name": "Inter",
    "font_family": 2,
    "font_size": 11,
    "font_color": "#17212b",
}
CELL = INK | {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
LINED = CELL | {"bottom": 1, "bottom_color": "#8a8577"}
HEAD = (
    CELL
    | {"bold": True, "bg_color": "#e4f0ee", "font_color": "#084a4a", "border": 1}
    | {"border_color": "#0b6363"}
)
TITLE = INK | {
    "bold": True,
    "font_size": 20,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
}
SOFT = INK | {"font_color": "#46525d", "valign": "top", "align": "left", "indent": 1}
_LINE_HEIGHT_PT, _HIGHEST_PT = 15, 409.0


class Book:
    """An Excel file being written.

    Parameters
    ----------
    looks : mapping of str to dict
        Name -> how XlsxWriter is to format it.
    title, company : str
    made_on : date
        Stands in the file as its date.
    """

    def __init__(
        self,
        looks: Mapping[str, dict[str, Any]],
        *,
        title: str,
        company: str,
        made_on: date,
    ) -> None:
        self._target = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._target,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_properties(
            {
                "title": title,
                "company": company,
                "created": datetime.combine(made_on, time()),
            }
        )
        self.looks = {name: self._book.add_format(look) for name, look in looks.items()}
        self._quoted = {
            name: self._book.add_format(look | {"quote_prefix": True})
            for name, look in looks.items()
        }

    def sheet(self, name: str) -> Sheet:
        """Return a new sheet."""
        return Sheet(self._book.add_worksheet(name), self.looks, self._quoted)

    def written(self) -> bytes:
        """Close the file and return it."""
        self._book.close()
        return self._target.getvalue()


class Sheet:
    """A sheet being written from its top to its bottom."""

    def __init__(
        self, sheet: Any, looks: Mapping[str, Any], quoted: Mapping[str, Any]
    ) -> None:
        self.sheet, self.looks, self._quoted = sheet, looks, quoted
        self.row = 0

    def put(self, column: int, text: str, look: str) -> None:
        """Write a text, never a formula, number or link.

        What looks like a formula is marked to stay text when somebody edits the cell.
        """
        looks_run = text.lstrip()[:1] in {"=", "+", "-", "@"}
        style = (self._quoted if looks_run else self.looks)[look]
        if text:
            self.sheet.write_string(self.row, column, text, style)
        else:
            self.sheet.write_blank(self.row, column, None, style)

    def number(self, column: int, value: float, look: str) -> None:
        """Write a number as a number."""
        self.sheet.write_number(self.row, column, value, self.looks[look])

    def next(self, height_pt: float | None = None) -> None:
        """Go down a row."""
        if height_pt:
            self.sheet.set_row(self.row, height_pt)
        self.row += 1


def height_pt(text: str, width: int, *, least: float) -> float:
    """Return a row height at which wrapped text is not cut off.

    Parameters
    ----------
    text : str
    width : int
        Of the column, in characters.
    least : float
        Height in points.
    """
    lines = sum(1 + len(part) // (width - 2) for part in text.split("\n"))
    return min(_HIGHEST_PT, max(least, lines * _LINE_HEIGHT_PT + 4))
