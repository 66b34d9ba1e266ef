"""The temperature in Excel: numbers to go on counting with, and never a formula."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from musworkshop.documents.cells import (
    CELL,
    HEAD,
    LINED,
    SOFT,
    TITLE,
    Book,
    Sheet,
    height_pt,
)
from musworkshop.documents.naming import long_date
from musworkshop.documents.plain import one_line, plain
from musworkshop.model.temperature_report import Index, Measure, TemperatureReport
from musworkshop.text import _, speaking

_NUMBER = LINED | {"align": "right", "text_wrap": False}
_DAY = {"da": "[$-406]d. mmmm yyyy", "en": "[$-809]d mmmm yyyy"}
#: Widths in characters: names, statements, and single figures.
_NAME, _SENTENCE, _FIGURE = 30, 58, 13


def temperature_sheets(report: TemperatureReport) -> bytes:
    """Return the report as an Excel file with a sheet for each kind of figure.

    Parameters
    ----------
    report : TemperatureReport

    Returns
    -------
    bytes
        XLSX. Figures are numbers, as exact as they are computed; what may not be shown
        is a text. No cell is a formula.
    """
    with speaking(report.language):
        book = Book(
            _looks(report),
            title=one_line(f"{report.title} – {report.workplace}"),
            company=one_line(report.workplace)[:255],
            made_on=report.held_on,
        )
        _overview(book.sheet(_("Overview")), report)
        _statements(book.sheet(_("Statements")), report)
        _gaps(book.sheet(_("Differences")), report)
        _units(book.sheet(_("Units")), report)
        _actions(book.sheet(_("Actions")), report)
        return book.written()


def _looks(report: TemperatureReport) -> dict[str, dict[str, Any]]:
    near = _("ca.\u00a0{index}").format(index="").strip()
    return {
        "title": TITLE,
        "soft": SOFT,
        "text": CELL | {"indent": 1},
        "head": HEAD,
        "cell": LINED,
        "bold": LINED | {"bold": True},
        "hidden": _NUMBER | {"font_color": "#46525d"},
        "count": _NUMBER | {"num_format": "0"},
        "index": _NUMBER | {"num_format": "0", "bold": True},
        "near": _NUMBER | {"num_format": f'"{near} "0', "bold": True},
        "points": _NUMBER | {"num_format": "0.0"},
        "share": _NUMBER | {"num_format": "0%"},
        "day": LINED | {"num_format": _DAY[report.language]},
    }


class _Table:
    """A table being written, from its heads downwards."""

    def __init__(self, cells: Sheet, heads: list[str], widths: list[int]) -> None:
        self.cells, self._widths = cells, widths
        self._first = "bold" if widths[0] == _NAME else "cell"
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            cells.sheet.set_column(column, column, width)
            cells.put(column, head, "head")
        cells.next(
            max(
                height_pt(h, w - 4, least=20)
                for h, w in zip(heads, widths, strict=True)
            )
        )
        cells.sheet.freeze_panes(cells.row, 1)
        cells.sheet.repeat_rows(cells.row - 1)

    def row(self, *values: Any) -> None:
        """Write a row: texts, `Index`, or (number, look); a dash for what is hidden."""
        tall = 20.0
        for column, value in enumerate(values):
            if isinstance(value, Index):
                look = "near" if value.is_near else "index"
                value = (value.words if value.value is None else value.value, look)
            if isinstance(value, str):
                tall = max(tall, height_pt(value, self._widths[column], least=20))
                self.cells.put(column, value, "cell" if column else self._first)
            elif value[0] is None or isinstance(value[0], str):
                self.cells.put(column, value[0] or "–", "hidden")
            elif isinstance(value[0], date):
                moment = datetime.combine(value[0], time())
                style = self.cells.looks[value[1]]
                self.cells.sheet.write_datetime(self.cells.row, column, moment, style)
            else:
                self.cells.number(column, *value)
        self.cells.next(tall)


def _overview(cells: Sheet, report: TemperatureReport) -> None:
    cells.put(0, one_line(report.title), "title")
    cells.next(34)
    day = long_date(report.held_on, language=report.language)
    answered = ", ".join(report.answered)
    for words in (one_line(report.workplace), day, answered, report.leaders_note):
        if words:
            cells.put(0, words, "soft")
            cells.next()
    cells.next(10)
    table = _Table(
        cells,
        [
            *(_("Area"), _("Form"), _("Answers"), _("Index"), _("Merged"), _("Band")),
            *(_("Spread in points"), _("Two lowest answers")),
        ],
        [_NAME, 18, _FIGURE, _FIGURE, _FIGURE, 24, _FIGURE, _FIGURE],
    )
    for who, total in (
        (_("Employees"), report.total),
        (_("Leaders"), report.total_leaders),
    ):
        if total:
            near, band = _merged(total), total.band
            table.row(_("All areas"), who, "", total, near, band, "", "")
    for area in report.areas:
        for each in (area.employees, area.leaders):
            if each:
                table.row(
                    one_line(area.title),
                    each.who,
                    (each.n or None, "count"),
                    each.index,
                    _merged(each.index),
                    each.index.band,
                    (each.spread, "points"),
                    (each.low_share, "share"),
                )
    cells.next(14)
    for words in (*report.rules, *report.further_rules, report.credit):
        _paragraph(cells, plain(words), last=7)
    _paper(cells, last=7)


def _statements(cells: Sheet, report: TemperatureReport) -> None:
    rows = [
        (area, statement, text, measure)
        for area in report.areas
        for statement in area.statements
        for text, measure in (
            (statement.text, statement.employees),
            (statement.leader_text, statement.leaders),
        )
        if measure
    ]
    most = max((len(measure.parts) for *_rest, measure in rows), default=0)
    heads = [
        _("Area"),
        _("Statement"),
        _("Form"),
        _("Answers"),
        _("Index"),
        _("Merged"),
    ]
    heads += [_("Mean, 0 to 4"), _("Spread in points"), _("Two lowest answers")]
    widths = [_NAME, _SENTENCE, 18, *[_FIGURE] * 6]
    for number in range(1, most + 1):
        heads += [_("Answer {n}").format(n=number), _("People {n}").format(n=number)]
        widths += [22, 11]
    table = _Table(cells, heads, widths)
    for area, statement, text, measure in rows:
        own = _(" (own)") if statement.is_own else ""
        table.row(
            one_line(area.title),
            one_line(text) + own,
            measure.who,
            (measure.n or None, "count"),
            measure.index,
            _merged(measure.index),
            (measure.mean, "points"),
            (measure.spread, "points"),
            (measure.low_share, "share"),
            *_distribution(measure),
        )
    _paper(cells, last=len(heads) - 1)


def _distribution(measure: Measure) -> list[Any]:
    pairs = zip(measure.answers, measure.parts, strict=True)
    return [value for words, part in pairs for value in (words, (part.count, "count"))]


def _gaps(cells: Sheet, report: TemperatureReport) -> None:
    table = _Table(
        cells,
        [
            *(_("Area or statement"), _("Employees"), _("Leaders")),
            _("Points from employees to leaders"),
        ],
        [_SENTENCE, 16, 16, 20],
    )
    for gap in report.gaps:
        table.row(one_line(gap.name), gap.employees, gap.leaders, (gap.points, "count"))
    if not report.gaps:
        table.row(report.gaps_note or report.leaders_note, "", "", "")
    _paper(cells, last=3)


def _units(cells: Sheet, report: TemperatureReport) -> None:
    titles = [one_line(area.title) for area in report.areas]
    table = _Table(
        cells,
        [_("Unit"), _("Answered"), _("All areas"), *titles],
        [_NAME, 16, 16, *[20] * len(titles)],
    )
    for unit in report.units:
        answered = (unit.answered or unit.answered_words, "count")
        table.row(one_line(unit.name), answered, unit.total, *unit.areas)
    if not report.units:
        table.row(_("The workplace was not divided into units."), *[""] * len(titles))
    _paper(cells, last=2 + len(titles))


def _actions(cells: Sheet, report: TemperatureReport) -> None:
    table = _Table(
        cells,
        [_("Action"), _("Who sees to it"), _("When"), _("Status")],
        [_SENTENCE, _NAME, 22, 16],
    )
    for each in report.actions:
        due = (each.due, "day") if each.due else "–"
        table.row(plain(each.text), one_line(each.owner), due, each.status_words)
    if not report.actions:
        table.row(_("No action is agreed yet."), "", "", "")
    _paper(cells, last=3)


def _merged(index: Index) -> str:
    return _("yes") if index.is_near else ""


def _paragraph(cells: Sheet, words: str, *, last: int) -> None:
    """Write a text over all columns."""
    cells.sheet.merge_range(cells.row, 0, cells.row, last, "", cells.looks["text"])
    cells.put(0, words, "text")
    cells.next(height_pt(words, 120, least=20))


def _paper(cells: Sheet, *, last: int) -> None:
    cells.sheet.set_paper(8 if last > 8 else 9)  # A3 for the widest, else A4
    cells.sheet.set_landscape()
    cells.sheet.fit_to_pages(1, 0)
    cells.sheet.print_area(0, 0, cells.row - 1, last)
    cells.sheet.set_margins(left=0.55, right=0.55, top=0.5, bottom=0.6)
    cells.sheet.hide_gridlines(2)
