"""Who is here and who is ready: counts per table, never a person and never a text."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class TableOverview(MusWidget):
    """List the tables with their function, number of questions and state.

    ``data`` is ``{"rows": [{"id", "name", "function", "people": int, "cards": int,
    "status": "ready"|"busy"|"away"}], "alone": {"count": int, "ready": int},
    "empty": str}``; ``empty`` is the sentence shown while nobody has joined.

    There are no calls.
    """

    _esm, _css = assets("table_overview", kit=("kit", "plural"))

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("Tables"),
        "table": N_("Table"),
        "function": N_("Function"),
        "cards": N_("Questions"),
        "status": N_("Status"),
        "people_one": N_("{n} person"),
        "people_other": N_("{n} people"),
        "cards_one": N_("{n} question"),
        "cards_other": N_("{n} questions"),
        "ready": N_("ready"),
        "busy": N_("under way"),
        "away": N_("not connected"),
        "ready_of": N_("{n} of {of} ready"),
        "alone_one": N_("{n} person joins alone"),
        "alone_other": N_("{n} people join alone"),
    }
