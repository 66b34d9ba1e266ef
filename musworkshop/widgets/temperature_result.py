"""The result of the MUS temperature, to be read on a phone and by the facilitator."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class TemperatureResult(MusWidget):
    """Show what may be shown: a bar for each area and statement, with words beside it.

    Notes
    -----
    Shape of `data`, where suppression has happened before::

        {"heading": str, "answered": [str], "rule": str, "total": Bar | None,
         "areas": [Row + {"about_text": str, "rows": [Row]}],
         "gaps": [{"title": str, "sentence": str}],
         "units": None | {"names": [str],
                          "rows": [{"title": str, "cells": [str | int | None]}]},
         "comments": [str], "hidden_comments": str, "leaders_note": str,
         "approximate": str}

    ``Row`` is ``{"id": str, "title": str, "bar": Bar, "leaders": str | None, "gap":
    int | None, "own": bool}``; ``gap`` is signed (leaders minus employees). ``Bar`` is
    ``{"parts": [{"low": int, "high": int, "count": int, "share": float, "label":
    str}], "n": int, "index": int | None, "about": bool, "words": str, "band": str,
    "low": int | None, "mean": str, "spread": str}``: parts from the lowest category 0
    to the highest 4, none where nothing may be shown; ``low`` in percent. A merged part
    is drawn as one frame with one count.

    There are no calls.
    """

    _esm, _css = assets("temperature_result", kit=("kit", "plural", "temperature_bars"))

    TEXTS: ClassVar[dict[str, str]] = {
        "about": N_("about {n}"),
        "total": N_("All areas together"),
        "index_say": N_("Index {n}"),
        "answers_one": N_("{n} answer"),
        "answers_other": N_("{n} answers"),
        "legend": N_("How to read the bars"),
        "merged": N_("A frame round two or more patterns: counted together"),
        "statements_one": N_("{n} statement"),
        "statements_other": N_("{n} statements"),
        "own_statement": N_("Our own statement"),
        "leaders": N_("Leaders: {n}"),
        "leaders_gap": N_("Leaders: {n} (difference {gap})"),
        "mean": N_("mean {mean}"),
        "low": N_("{n} % low answers"),
        "areas": N_("The areas"),
        "gaps": N_("Seen differently by leaders and employees"),
        "units": N_("The units side by side"),
        "units_about": N_("Index 0-100, employees only"),
        "area": N_("Area"),
        "unit": N_("Unit"),
        "too_few": N_("too few answers"),
        "comments": N_("Comments"),
    }
