"""The facilitator's run sheet: the day's steps, where the room is, what is left."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class RunSheet(MusWidget):
    """Show the steps of the day with their minutes and let the facilitator move.

    ``data`` is ``{"title": str, "workplace": str, "ring_done": 0..1, "steps":
    [{"id", "title", "minutes": int, "state": "done"|"now"|"next"}], "plan": str}``;
    ``plan`` is one sentence about the whole day.

    ``calls``: ``go(step_id)``, with which the facilitator recommends a step; nobody
    else is moved.
    """

    _esm, _css = assets("run_sheet", kit=("kit", "wire"))

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("Run sheet"),
        "minutes": N_("{n} min"),
        "done": N_("done"),
        "now": N_("here now"),
        "next": N_("not yet"),
        "all_steps": N_("All steps"),
        "hide_steps": N_("Hide the steps"),
        "ring": N_("{percent} % of the day is done"),
    }
