"""The temperature's result on all pages: the report's rows, as widgets draw them.

What is said and how it is rounded is the report's own, see `rules.temperature_report`:
screen and paper cannot differ.
"""

from __future__ import annotations

from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from musworkshop.content.instrument import Instrument
from musworkshop.model.temperature import (
    AgreedAction,
    Form,
    FormResult,
    Publication,
    Round,
)
from musworkshop.model.temperature_report import Index, Measure
from musworkshop.pages.room import Room
from musworkshop.rules import temperature_report as report
from musworkshop.rules.temperature import total_result
from musworkshop.rules.temperature_measures import index_of
from musworkshop.rules.temperature_words import (
    STATUSES,
    comments_sentence,
    leaders_sentence,
    whole,
)
from musworkshop.rules.temperature_words import answered_sentences as said_of
from musworkshop.text import _, language


def measured(room: Room) -> tuple[Instrument, Round]:
    """Return what is asked and how far the round is; the concept has an instrument."""
    assert room.concept.instrument is not None
    assert room.round is not None
    return room.concept.instrument, room.round


def published(room: Room) -> Publication | None:
    """Return what may be shown of the temperature, once its round is closed."""
    return room.round.publication if room.round is not None else None


def answered_sentences(round_: Round) -> list[str]:
    """Return how many have answered each form so far, of how many invited."""
    return list(
        said_of(
            FormResult(
                form=Form.EMPLOYEE,
                answered=round_.sent_employees,
                invited=round_.invited_employees,
            ),
            FormResult(
                form=Form.LEADER,
                answered=round_.sent_leaders,
                invited=round_.invited_leaders,
            ),
        )
    )


def total_bar(result: FormResult, instrument: Instrument) -> dict[str, Any]:
    """Return the index over all statements, without a distribution."""
    index = index_of(total_result(result, instrument), instrument)
    words = index.words if index.value is None else ""
    return {**_NO_BAR, **_number(index), "n": result.answered or 0, "words": words}


def areas(publication: Publication, instrument: Instrument) -> list[dict[str, Any]]:
    """Return the areas with their statements; own statements stand last in theirs."""
    wide = {
        (gap.is_area, gap.name): gap.points
        for gap in report.gap_rows(publication, instrument)
    }
    return [
        {
            "id": area.area_id,
            "title": area.title,
            "about_text": area.about,
            "bar": _bar(area.employees),
            "leaders": _said(area.leaders),
            "gap": wide.get((True, area.title)),
            "own": False,
            "rows": [
                {
                    "id": each.statement_id,
                    "title": each.text,
                    "bar": _bar(each.employees),
                    "leaders": _said(each.leaders),
                    "gap": wide.get((False, each.text)),
                    "own": each.is_own,
                }
                for each in area.statements
            ],
        }
        for area in report.area_rows(publication, instrument)
    ]


_NO_BAR: dict[str, Any] = {"parts": [], "low": None, "mean": "", "spread": ""}


def _bar(measure: Measure) -> dict[str, Any]:
    low, mean = measure.low_share, measure.mean
    return {
        **_number(measure.index),
        "parts": [
            {
                "low": part.low,
                "high": part.high,
                "count": part.count,
                "said": said,
                "share": round(part.count / measure.n, 4),
                "label": label,
            }
            for part, said, label in zip(
                measure.parts, measure.labels, measure.answers, strict=True
            )
        ],
        "n": measure.n,
        "words": measure.words,
        "low": whole(100 * low) if low is not None else None,
        "mean": "" if mean is None else format_decimal(mean, "0.0", locale=language()),
        "spread": measure.spread_words,
    }


def _number(index: Index) -> dict[str, Any]:
    return {
        "index": None if index.value is None else whole(index.value),
        "about": index.is_near,
        "band": index.band,
    }


def _said(measure: Measure | None) -> str | None:
    if measure is None or measure.index.value is None:
        return None
    return measure.index.words


def gap_rows(publication: Publication, instrument: Instrument) -> list[dict[str, Any]]:
    """Return where leaders and employees differ enough to talk about it."""
    return [
        {
            "title": gap.name,
            "employees": whole(gap.employees.value or 0.0),
            "leaders": whole(gap.leaders.value or 0.0),
            "sentence": gap.words,
        }
        for gap in report.gap_rows(publication, instrument)
    ]


def unit_table(
    publication: Publication, instrument: Instrument
) -> dict[str, Any] | None:
    """Return an index for each unit and area, or None where no unit may be shown."""
    units = [
        each
        for each in report.unit_rows(publication, instrument)
        if any(index.value is not None for index in each.areas)
    ]
    if not units:
        return None
    rows = [
        {
            "title": str(area.title),
            "cells": [
                None if each.areas[number].value is None else each.areas[number].words
                for each in units
            ],
        }
        for number, area in enumerate(instrument.areas)
    ]
    return {"names": [each.name for each in units], "rows": rows}


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
    if not publication.comments:
        return comments_sentence(publication)
    return "" if is_shown else _("The facilitator shows the comments.")


def leaders_note(publication: Publication) -> str:
    """Return why the leaders' figures are shown, or why not."""
    return leaders_sentence(publication.leaders, publication.threshold)


def about_figures(publication: Publication) -> str:
    """Return what "ca." stands for, where some answers are put together."""
    results = [publication.employees, publication.leaders]
    results += [each.result for each in publication.units]
    if not any(each.is_merged for result in results for each in result.statements):
        return ""
    return _(
        "Figures are computed from the answers as they are shown. Where answers are put"
        ' together, a figure is near ("ca.").'
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
