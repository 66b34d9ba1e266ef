"""The temperature's report as plain data: what its templates are filled with."""

from __future__ import annotations

from typing import Any

from musworkshop.documents.form_content import furniture
from musworkshop.documents.naming import language_tag, long_date
from musworkshop.documents.picture import Drawn, Picture
from musworkshop.documents.plain import one_line, plain
from musworkshop.documents.temperature_figures import bar, swatch
from musworkshop.model.temperature_report import (
    ActionRow,
    AreaRow,
    Measure,
    StatementRow,
    TemperatureReport,
)
from musworkshop.rules.temperature_words import per_cent
from musworkshop.text import _, speaking

#: Width and height of the bars on paper, in mm: of an area, and of a statement.
_AREA_MM, _STATEMENT_MM = (67.0, 5.6), (58.0, 5.0)


def temperature_content(report: TemperatureReport, drawn: Drawn) -> dict[str, Any]:
    """Return the words and figures of a report, cleaned and in its language.

    Parameters
    ----------
    report : TemperatureReport
    drawn : Drawn
        SVG for PDF, where a figure is plain data; PNG for Word, where it is a
        `Picture`.

    Returns
    -------
    dict
        ``templates/documents/README.md`` names its keys.
    """
    with speaking(report.language):
        return {
            **_head(report),
            **_columns(),
            "has_leaders": report.total_leaders is not None,
            "areas": [_area(area, drawn) for area in report.areas],
            **_key(report, drawn),
            "gaps": [
                {"name": _as_sentence(gap.name), "words": gap.words}
                for gap in report.gaps
            ],
            "gaps_note": report.gaps_note,
            "units": [
                {
                    "name": one_line(unit.name),
                    "shown": unit.answered is not None,
                    "answered": unit.answered_words,
                    "total": unit.total.words,
                    "areas": [
                        {"title": one_line(area.title), "index": index.words}
                        for area, index in zip(report.areas, unit.areas, strict=True)
                    ],
                }
                for unit in report.units
            ],
            "comments": [plain(each) for each in report.comments],
            "comments_note": report.comments_note,
            "actions": [_action(each, report.language) for each in report.actions],
            "no_actions": _("No action is agreed yet."),
            "rules": [plain(each) for each in (*report.rules, *report.further_rules)],
            "credit": plain(report.credit),
            **furniture(),
        }


def _head(report: TemperatureReport) -> dict[str, Any]:
    # A workshop is often called like its report, which is said once.
    same = report.workshop_title.casefold() == report.title.casefold()
    workshop_title = "" if same else report.workshop_title
    place = [part for part in (workshop_title, report.workplace) if part.strip()]
    leaders = report.total_leaders
    return {
        "language": report.language,
        "language_tag": language_tag(report.language),
        "title": one_line(report.title),
        "file_title": one_line(" – ".join([report.title, *place])),
        "workshop_title": one_line(workshop_title),
        "workplace": one_line(report.workplace),
        "date": long_date(report.held_on, language=report.language),
        "to_label": _("To"),
        "council": one_line(report.council),
        "total_label": _("All areas together, from 0 to 100"),
        "total": report.total.words,
        "total_band": report.total.band,
        "total_leaders_label": _("Leaders"),
        "total_leaders": leaders.words if leaders else "",
        "total_leaders_band": leaders.band if leaders else "",
        "answered": list(report.answered),
        "leaders_note": report.leaders_note,
    }


def _columns() -> dict[str, str]:
    """Return the headings."""
    return {
        "areas_label": _("Area by area"),
        "area_column": _("Area"),
        "answers_column": _("How employees answered"),
        "employees_column": _("Employees"),
        "leaders_column": _("Leaders"),
        "statement_column": _("Statement"),
        "spread_column": _("How it was answered"),
        "index_column": _("Index"),
        "gaps_label": _("Leaders and employees"),
        "units_label": _("Unit by unit"),
        "unit_column": _("Unit"),
        "answered_column": _("Answered"),
        "all_column": _("All areas"),
        "comments_label": _("In their own words"),
        "actions_label": _("What we do now"),
        "action_column": _("Action"),
        "owner_column": _("Who sees to it"),
        "due_column": _("When"),
        "status_column": _("Status"),
        "rules_label": _("How it was counted"),
    }


def _area(area: AreaRow, drawn: Drawn) -> dict[str, Any]:
    ours, theirs = area.employees, area.leaders
    return {
        "title": one_line(area.title),
        "about": plain(area.about),
        "bar": _bar(ours, drawn, _AREA_MM),
        "words": ours.words,
        "notes": [part for part in (ours.index.band, ours.counted) if part],
        "employees": ours.index.words,
        "employees_band": ours.index.band,
        "leaders": theirs.index.words if theirs else "",
        "leaders_band": theirs.index.band if theirs else "",
        "rows": [row for each in area.statements for row in _rows(each, drawn)],
    }


def _rows(statement: StatementRow, drawn: Drawn) -> list[dict[str, Any]]:
    """Return a statement's row, and the leaders' below it where they are shown."""
    rows = [_row(statement.text, statement.employees, drawn)]
    rows[0]["own"] = _("The workplace's own statement") if statement.is_own else ""
    if statement.leaders:
        rows.append(_row(statement.leader_text, statement.leaders, drawn))
    for row in rows[1:]:
        row["own"] = ""
    return rows


def _row(text: str, measure: Measure, drawn: Drawn) -> dict[str, Any]:
    return {
        "who": measure.who,
        "of_leaders": measure.form == "leader",
        "text": plain(text),
        "bar": _bar(measure, drawn, _STATEMENT_MM),
        "words": measure.words,
        "note": " ".join(_further(measure)),
        "index": measure.index.words,
    }


def _further(measure: Measure) -> list[str]:
    """Return what a bar does not show at a glance, in sentences."""
    said = []
    if measure.spread_words:
        words = measure.spread_words
        said.append(f"{words[:1].upper()}{words[1:]}.")
    if measure.low_share:
        share = per_cent(measure.low_share)
        said.append(
            _("{share} chose one of the two lowest answers.").format(share=share)
        )
    return said


def _bar(measure: Measure, drawn: Drawn, size_mm: tuple[float, float]) -> Any:
    made = bar(measure, drawn, width_mm=size_mm[0], height_mm=size_mm[1])
    return _placed(made) if made else None


def _as_sentence(name: str) -> str:
    """Return a title or a statement with a full stop, however it ends."""
    words = one_line(name)
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _placed(picture: Picture) -> Any:
    return picture.as_data if picture.drawn is Drawn.SVG else picture


def _key(report: TemperatureReport, drawn: Drawn) -> dict[str, Any]:
    """Return the looks of the five answers, and of merged ones where there are any."""
    merged = [
        (part.low, part.high)
        for measure in report.measures
        for part in measure.parts
        if part.count and part.low != part.high
    ]
    key: dict[str, Any] = {
        "key": [
            {"text": one_line(words), "bar": _placed(swatch(each, each, drawn))}
            for each, words in enumerate(report.answers)
        ],
        "merged_key": None,
    }
    if merged:
        low, high = min(merged, key=lambda ends: (ends[1] - ends[0], -ends[0]))
        key["merged_key"] = {
            "text": _("in one frame: counted as one"),
            "bar": _placed(swatch(low, high, drawn)),
        }
    return key


def _action(action: ActionRow, language: str) -> dict[str, str]:
    return {
        "text": plain(action.text),
        "owner": one_line(action.owner) or "–",
        "due": long_date(action.due, language=language) if action.due else "–",
        "status": action.status_words,
    }
