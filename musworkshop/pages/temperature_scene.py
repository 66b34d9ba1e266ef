"""The temperature on the projector: how many have answered, then what they say."""

from __future__ import annotations

from typing import Any

from musworkshop.content.instrument import Instrument
from musworkshop.content.schema import StepKind
from musworkshop.model.temperature import Publication, Round, View
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.pages import temperature as shown
from musworkshop.pages.room import Room
from musworkshop.text import _

COMMENTS_SHOWN = 5
KINDS = frozenset(
    {StepKind.TEMPERATURE, StepKind.RESULTS, StepKind.ACTIONS, StepKind.REPORT}
)


def temperature_scene(room: Room) -> tuple[str, dict[str, Any]]:
    """Return the scene of a step of the temperature."""
    instrument, round_ = shown.measured(room)
    if room.step.kind in (StepKind.ACTIONS, StepKind.REPORT):
        return "actions", {
            "title": _("What we do now"),
            "actions": shown.action_rows(room.actions),
            "empty": _("No action is agreed yet."),
        }
    if round_.publication is None or room.step.kind is StepKind.TEMPERATURE:
        return "temperature", _answering(room, round_, instrument)
    return _result(round_, round_.publication, instrument)


def _answering(room: Room, round_: Round, instrument: Instrument) -> dict[str, Any]:
    return {
        "title": str(instrument.title),
        "sent": {"employees": round_.sent_employees, "leaders": round_.sent_leaders},
        "invited": {
            "employees": round_.invited_employees,
            "leaders": round_.invited_leaders,
        },
        "sentences": shown.answered_sentences(round_),
        "promise": _(TABLE[Artefact.RESULT].sentence)
        if round_.publication is None
        else "",
        "state": round_.state.value,
    }


def _result(
    round_: Round, found: Publication, instrument: Instrument
) -> tuple[str, dict[str, Any]]:
    if round_.view == View.GAPS:
        return "gaps", {
            "title": _("Leaders and employees"),
            "sub": _("Where the two differ by {n} points or more").format(
                n=instrument.gap
            ),
            "rows": shown.gap_rows(found, instrument),
            "empty": _("Nowhere do leaders and employees differ that much.")
            if found.leaders.is_shown and found.employees.is_shown
            else shown.leaders_note(found) or _("Too few answers to show."),
        }
    table = shown.unit_table(found, instrument)
    if round_.view == View.UNITS and table is not None:
        note = shown.hidden_units(found)
        return "units", {"title": _("The units"), **table, "note": note}
    if round_.view == View.COMMENTS and found.comments:
        return "comments", {
            "title": _("In their own words"),
            "comments": list(found.comments[:COMMENTS_SHOWN]),
            "more": max(0, len(found.comments) - COMMENTS_SHOWN),
            "note": _("In no order, without names."),
        }
    return "result", _rows(round_, found, instrument)


def _rows(round_: Round, found: Publication, instrument: Instrument) -> dict[str, Any]:
    areas = shown.areas(found, instrument)
    area = next((each for each in areas if each["id"] == round_.view), None)
    rows = area["rows"] if area else areas
    low = _lowest(areas)
    title = area["title"] if area else ""
    if not area:
        title = (
            _("{area} is what we need to talk about").format(area=low)
            if low
            else str(instrument.title)
        )
    return {
        "title": title,
        "sub": area["about_text"]
        if area
        else _("Index 0-100 for each area, and how the answers are spread"),
        "answered": " · ".join(shown.answered_sentences(round_)),
        "rows": [
            {key: value for key, value in row.items() if key not in _ONLY_READ}
            for row in rows
        ],
        "legend": [
            {"value": each.points, "text": str(each.text)}
            for each in sorted(instrument.answers, key=lambda a: a.points)
        ],
        "note": shown.about_figures(found),
    }


_ONLY_READ = frozenset({"rows", "about_text"})


def _lowest(areas: list[dict[str, Any]]) -> str:
    """Return the title of the area with the lowest index, where one is lowest."""
    known = [
        (a["bar"]["index"], a["title"]) for a in areas if a["bar"]["index"] is not None
    ]
    if len(known) < 2:
        return ""
    known.sort()
    return str(known[0][1]) if known[0][0] < known[1][0] else ""
