"""The temperature's result as all pages show it: bars, rows, gaps, units, actions."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from musworkshop.content.instrument import Area, Instrument, Statement
from musworkshop.model.temperature import (
    ActionStatus,
    AgreedAction,
    FormResult,
    Publication,
    Round,
    StatementResult,
)
from musworkshop.pages.room import Room
from musworkshop.rules import temperature as rules
from musworkshop.rules.temperature_words import whole
from musworkshop.rules.threshold import COMMENT_WRITERS
from musworkshop.text import N_, _, language, ngettext

OVERVIEW, GAPS, UNITS, COMMENTS = "overview", "gaps", "units", "comments"
STATUSES = {
    ActionStatus.AGREED: N_("agreed"),
    ActionStatus.STARTED: N_("under way"),
    ActionStatus.DONE: N_("done"),
    ActionStatus.DROPPED: N_("dropped"),
}


def measured(room: Room) -> tuple[Instrument, Round]:
    """Return what is asked and how far the round is; the concept has an instrument."""
    assert room.concept.instrument is not None
    assert room.round is not None
    return room.concept.instrument, room.round


def published(room: Room) -> Publication | None:
    """Return what may be shown of the temperature, once its round is closed."""
    return room.round.publication if room.round is not None else None


def answered_sentences(round_: Round) -> list[str]:
    """Return how many have answered each form, of how many invited."""
    employees = ngettext("{n} employee", "{n} employees", round_.sent_employees)
    if round_.invited_employees:
        employees = _("{n} of {of} employees")
    leaders = ngettext("{n} leader", "{n} leaders", round_.sent_leaders)
    if round_.invited_leaders:
        leaders = _("{n} of {of} leaders")
    said = [
        (employees, round_.sent_employees, round_.invited_employees),
        (leaders, round_.sent_leaders, round_.invited_leaders),
    ]
    return [
        _("{who} answered").format(who=words.format(n=n, of=of))
        for words, n, of in said
        if n or of
    ]


def bar(result: StatementResult | None, instrument: Instrument) -> dict[str, Any]:
    """Return a statement's distribution as the widgets draw it."""
    if result is None or not result.is_shown:
        return _bar(None, instrument, n=result.n if result else 0)
    low = result.low_share
    return {
        **_bar(result.index, instrument, n=result.n, is_merged=result.is_merged),
        "parts": [
            {
                "low": part.low,
                "high": part.high,
                "count": part.count,
                "share": round(part.count / result.n, 4),
                "label": rules.part_label(part, instrument),
            }
            for part in result.parts
        ],
        "words": rules.distribution_words(result, instrument),
        "low": whole(100 * low) if low is not None else None,
        "mean": format_decimal(result.mean, "0.0", locale=language()),
        "spread": rules.spread_words(result),
    }


def total_bar(result: FormResult, instrument: Instrument) -> dict[str, Any]:
    """Return the index over all statements, without a distribution."""
    found = rules.total_result(result, instrument)
    return _bar(
        found.index, instrument, n=result.answered or 0, is_merged=found.is_merged
    )


def area_bar(
    result: FormResult, instrument: Instrument, area_id: str
) -> dict[str, Any]:
    """Return an area's index with the answers to all its statements together."""
    found = rules.area_result(result, instrument, area_id)
    made = _bar(
        found.index, instrument, n=result.answered or 0, is_merged=found.is_merged
    )
    together = rules.area_answers(result, instrument, area_id)
    return {**made, **_only_parts(bar(together, instrument))} if together else made


def _only_parts(made: dict[str, Any]) -> dict[str, Any]:
    return {key: made[key] for key in ("parts", "words", "low", "spread")}


def _bar(
    index: float | None, instrument: Instrument, *, n: int, is_merged: bool = False
) -> dict[str, Any]:
    return {
        "parts": [],
        "n": n,
        "index": whole(index) if index is not None else None,
        "about": is_merged,
        "words": "" if index is not None else _("Too few answers to show."),
        "band": str(instrument.band(whole(index)).text) if index is not None else "",
        "low": None,
        "mean": "",
        "spread": "",
    }


def areas(publication: Publication, instrument: Instrument) -> list[dict[str, Any]]:
    """Return the areas with their statements; own statements stand last in theirs."""
    wide = {each.id: each for each in rules.gaps(publication, instrument)}
    employees, leaders = publication.employees, publication.leaders
    shown = []
    for area in instrument.areas:
        there = rules.area_result(leaders, instrument, area.id).index
        found = wide.get(area.id)
        shown.append(
            {
                "id": area.id,
                "title": str(area.title),
                "about_text": str(area.about),
                "bar": area_bar(employees, instrument, area.id),
                "leaders": whole(there) if there is not None else None,
                "gap": gap_points(found) if found else None,
                "own": False,
                "rows": [
                    _row(each, publication, instrument, wide)
                    for each in sorted(instrument.statements, key=lambda s: s.own)
                    if each.area_id == area.id
                ],
            }
        )
    return shown


def _row(
    statement: Statement,
    publication: Publication,
    instrument: Instrument,
    wide: dict[str, rules.Gap],
) -> dict[str, Any]:
    theirs = publication.leaders.statement(statement.id)
    found = wide.get(statement.id)
    every = {each.statement_id: each for each in publication.employees.statements}
    return {
        "id": statement.id,
        "title": str(statement.employee),
        "bar": bar(every.get(statement.id), instrument),
        "leaders": whole(theirs.index) if theirs else None,
        "gap": gap_points(found) if found else None,
        "own": statement.own,
    }


def gap_points(gap: rules.Gap) -> int:
    """Return a gap as the difference of the two whole numbers that stand beside it."""
    return whole(gap.leaders) - whole(gap.employees)


def gap_rows(publication: Publication, instrument: Instrument) -> list[dict[str, Any]]:
    """Return where leaders and employees differ enough to talk about it."""
    titles: dict[str, Area | Statement] = {each.id: each for each in instrument.areas}
    titles |= {each.id: each for each in instrument.statements}
    rows = []
    for gap in rules.gaps(publication, instrument):
        found = titles[gap.id]
        words = (
            _("Leaders see it {n} points higher than employees.")
            if gap.points > 0
            else _("Leaders see it {n} points lower than employees.")
        )
        rows.append(
            {
                "title": str(
                    found.title if isinstance(found, Area) else found.employee
                ),
                "employees": whole(gap.employees),
                "leaders": whole(gap.leaders),
                "sentence": words.format(n=abs(gap_points(gap))),
            }
        )
    return rows


def unit_table(
    publication: Publication, instrument: Instrument
) -> dict[str, Any] | None:
    """Return an index for each unit and area, or None where no unit may be shown."""
    shown = [each for each in publication.units if each.result.is_shown]
    if not shown:
        return None
    rows = []
    for area in instrument.areas:
        found = [rules.area_result(u.result, instrument, area.id).index for u in shown]
        cells = [whole(each) if each is not None else None for each in found]
        rows.append({"title": str(area.title), "cells": cells})
    return {"names": [each.name for each in shown], "rows": rows}


def hidden_units(publication: Publication) -> str:
    """Return in a sentence which units are not shown by themselves."""
    hidden = [each.name for each in publication.units if not each.result.is_shown]
    if not hidden:
        return ""
    return _(
        "Not shown by themselves, so that nobody can be reckoned out: {names}."
    ).format(names=", ".join(hidden))


def rule(round_: Round) -> str:
    """Return the threshold as people are told."""
    return _(
        "Nothing is shown before {n} have answered, and never a figure that stands for"
        " one or two people: neighbouring answers are then put together."
    ).format(n=round_.threshold)


def hidden_comments(publication: Publication, *, is_shown: bool) -> str:
    """Return why no comments are shown, where there are none."""
    if publication.comments:
        return "" if is_shown else _("The facilitator shows the comments.")
    return _(
        "Comments are shown from {n} writers up; fewer were deleted unread."
    ).format(n=max(COMMENT_WRITERS, publication.threshold))


def leaders_note(publication: Publication) -> str:
    """Return how the leaders' side is shown."""
    leaders = publication.leaders
    if leaders.by_own_choice:
        return _(
            "The leaders' figures come from those who chose to show their own answers."
        )
    if not leaders.is_shown:
        return _("The leaders' answers are shown from {n} leaders up.").format(
            n=publication.threshold
        )
    return ""


def about_figures(publication: Publication) -> str:
    """Return what "about" stands for, where some answers are put together."""
    results = [publication.employees, publication.leaders]
    results += [each.result for each in publication.units]
    if not any(each.is_merged for result in results for each in result.statements):
        return ""
    return _(
        "Figures are computed from the answers as they are shown. Where answers are put"
        ' together, a figure is near ("about").'
    )


def action_rows(actions: tuple[AgreedAction, ...]) -> list[dict[str, Any]]:
    """Return the agreed actions as widgets show them."""
    return [
        {
            "id": each.id,
            "text": each.text,
            "owner": each.owner,
            "due": each.due.isoformat() if each.due else "",
            "due_text": format_date(each.due, "long", locale=language())
            if each.due
            else "",
            "status": each.status.value,
            "status_text": _(STATUSES[each.status]),
        }
        for each in actions
    ]
