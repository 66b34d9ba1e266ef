"""What the whole room sees: one message at a time, no control, no person."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar

import segno

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets

#: Most cards shown at a time, however short they are.
CARDS_PER_PAGE = 6

# The wall of cards as projector_stage.css draws it at 1920x1080, smallest text.
_WALL_PX = 640
_GAP_PX = 20
_LINE_PX = 35
_FRAME_PX = 52  # padding and border of a card, space above its origin
_LINE_CHARACTERS = 34


class ProjectorStage(MusWidget):
    """Fill the projector with one scene; nothing scrolls and nothing jumps.

    ``data`` is ``{"scene": "welcome"|"strategy"|"themes"|"cards"|"votes"|"form"|
    "method"|"temperature"|"result"|"gaps"|"units"|"comments"|"actions"|"wheel"|
    "pairs"|"wheel_picture"|"waiting", "brand": {"title", "workplace"},
    "join": {"host", "code", "qr": {"size": int, "path": str}},
    "step": {"number", "count", "title", "ask"},
    "clock": {"left_s", "total_s", "running"}|None, "ready": {"n", "of",
    "sentence"}|None, "afterwards": str, "content": {...}}``. ``qr`` is what
    `qr_code` returns.

    ``content`` by scene: welcome and waiting ``{}``; strategy ``{"core_task",
    "goals": [{"text", "own_words": [str]}], "challenges": [str]}``; themes
    ``{"themes": [{"title", "about", "areas": [str]}]}``; cards ``{"theme", "cards":
    [{"id", "text", "origins": [str]}], "page", "pages", "hidden_sentence"}`` (which
    stands alone while there are no cards, else in the place of ``ask``); votes
    ``{"results": [{"id", "text", "origins": [str], "sum", "rank", "tied"}],
    "sentence"}``; form ``{"rows": [{"theme", "questions": [str]}], "sentence"}``;
    method ``{"title", "mode", "theme", "phase", "number": int, "count": int, "ask",
    "next", "leader", "sound": bool, "roles": [{"title", "chairs": int, "seated": [str],
    "task", "waits": int, "others": int}], "teams": [{"name", "phase", "clock":
    {...}|None}], "notes": [{"id", "text", "origin"}], "notes_more": int}``, where
    notes stand in the place of roles and ``sound`` plays two tones when the time is
    up.

    Of the temperature, ``Row`` and ``Bar`` as `TemperatureResult` has them:
    temperature ``{"title", "sent": {"employees": int, "leaders": int}, "invited":
    {the same}, "sentences": [str], "promise", "state"}``, where 0 invited means that
    nobody has said how many; result ``{"title", "sub", "answered", "rows": [Row],
    "legend": [{"value", "text"}], "note"}``; gaps ``{"title", "sub", "rows":
    [{"title", "employees": int, "leaders": int, "sentence"}], "empty"}``; units
    ``{"title", "names": [str], "rows": [{"title", "cells": [str|None]}], "note"}``;
    comments ``{"title", "comments": [str], "more": int, "note"}``; actions
    ``{"title", "actions": [{"id", "text", "owner", "due", "due_text", "status",
    "status_text"}], "empty"}``. ``title`` is the heading; ``sub`` stands in the place
    of ``ask``.

    Of the competence wheel: wheel ``{"title", "levels": [{"title", "about"}],
    "competences": [{"title"}], "empty": int}``, levels from the rim inwards; pairs
    ``{"title", "sentences": [str], "ways": [{"title", "about"}]}``; wheel_picture as
    `WheelPictureView` has it, with ``summary`` in the place of ``ask``.

    What does not fit at the smallest text is counted in a sentence (a theme's
    explanation goes first); `split_cards` makes pages that fit.

    There are no calls: the projector cannot change anything.
    """

    _esm, _css = assets(
        "projector_stage",
        kit=(
            "kit",
            "plural",
            "dial",
            "stage_fit",
            "chime",
            "stage_method",
            "temperature_bars",
            "stage_temperature",
            "wheel_words",
            "wheel_drawing",
            "wheel_bars",
            "stage_wheel",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "step_of": N_("Step {number} of {count} · {title}"),
        "left": N_("left"),
        "paused": N_("paused"),
        "short": N_("round off"),
        "ending": N_("nearly over"),
        "over": N_("time is up"),
        "time_left_one": N_("About {n} minute left"),
        "time_left_other": N_("About {n} minutes left"),
        "join_heading": N_("Join with your phone"),
        "join_scan": N_("Point the camera at the square"),
        "join_type": N_("or open {host} and write the code"),
        "join_free": N_("No account, no name."),
        "qr_say": N_("QR code that opens the page where you join with the code {code}"),
        "room_code": N_("Room code"),
        "core_task": N_("Our core task"),
        "goals": N_("Goals of the coming year"),
        "challenges": N_("What challenges us"),
        "nothing_yet": N_("Nothing is written here yet."),
        "nothing_chosen": N_("No question is chosen for the form yet."),
        "page_of": N_("Page {n} of {of}"),
        "one_person": N_("one person"),
        "and": N_(" · "),
        "more_one": N_("and {n} more"),
        "more_other": N_("and {n} more"),
        "questions_one": N_("{n} question"),
        "questions_other": N_("{n} questions"),
        "in_all_one": N_("{n} in all"),
        "in_all_other": N_("{n} in all"),
        "own_words_one": N_("{n} table says it in its own words"),
        "own_words_other": N_("{n} tables say it in their own words"),
        "dots_one": N_("{n} dot"),
        "dots_other": N_("{n} dots"),
        "tied": N_("tie"),
        "rank": N_("Number {n}"),
        "waiting": N_("In a moment we go on"),
        "phase_of": N_("Phase {number} of {count}"),
        "chair_free": N_("The chair is free"),
        "seats_taken": N_("{n} of {of} chairs are taken"),
        "waits_one": N_("{n} waits"),
        "waits_other": N_("{n} wait"),
        "others_one": N_("{n} device without a chair"),
        "others_other": N_("{n} devices without a chair"),
        "in_a_minute": N_("In 1 minute: {next}"),
        "comes_next": N_("Now comes: {next}"),
        "of": N_("of {of}"),
        "answered_of": N_("{n} of {of} have answered"),
        "answered_one": N_("{n} has answered"),
        "answered_other": N_("{n} have answered"),
        "about": N_("about {n}"),
        "index_say": N_("Index {n}"),
        "leaders_index": N_("Leaders: {n}"),
        "leaders_gap": N_("Leaders: {n} (difference {gap})"),
        "own_statement": N_("Our own statement"),
        "employees": N_("Employees"),
        "leaders": N_("Leaders"),
        "area": N_("Area"),
        "unit": N_("Unit"),
        "too_few": N_("too few answers"),
        "no_owner": N_("Nobody sees to it yet"),
        "by": N_("by {date}"),
        "own_tooth": N_("+ own"),
        "part": N_("{count} {text}"),
    }


def qr_code(url: str) -> dict[str, Any]:
    """Return the join link as a QR code the stage can draw.

    Parameters
    ----------
    url : str
        The address phones open.

    Returns
    -------
    dict
        ``{"size": int, "path": str}``: modules along one side with the quiet zone of
        four, and the dark modules as a filled SVG path in module units.
    """
    code = segno.make(url, error="m", micro=False)
    border = 4
    runs = []
    for y, row in enumerate(code.matrix):
        x = 0
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                runs.append(f"M{x + border} {y + border}h{width}v1h-{width}z")
            x += width
    return {"size": code.symbol_size(border=border)[0], "path": "".join(runs)}


def split_cards(cards: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Split cards into projector pages whose text fits at the smallest size.

    Parameters
    ----------
    cards : sequence of mapping
        Cards in the order they are shown, each with ``text`` and ``origins``.

    Returns
    -------
    list of list
        Pages of at most six cards; one empty page where there are no cards.
    """
    pages: list[list[Mapping[str, Any]]] = [[]]
    for card in cards:
        if not _fits([*pages[-1], card]):
            pages.append([])
        pages[-1].append(card)
    return pages


def _fits(page: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the cards fit on the wall, two in a row, at 28 px (1920x1080)."""
    if len(page) < 2:
        return True
    if len(page) > CARDS_PER_PAGE:
        return False
    heights_px = [_height_px(card) for card in page]
    rows_px = [max(heights_px[k : k + 2]) for k in range(0, len(page), 2)]
    return sum(rows_px) + _GAP_PX * (len(rows_px) - 1) <= _WALL_PX


def _height_px(card: Mapping[str, Any]) -> int:
    """Estimate a card's height at the smallest text; rather too high than too low."""
    origin = " · ".join(card.get("origins") or ()) or "-"
    lines = _lines(card["text"]) + _lines(origin)
    return _LINE_PX * lines + _FRAME_PX


def _lines(text: str) -> int:
    """Count lines of the narrowest column, wide letters counted twice."""
    width = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
    words_lost = 1.08  # a line ends before the word that does not fit
    return max(1, math.ceil(width * words_lost / _LINE_CHARACTERS))
