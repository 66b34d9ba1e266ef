"""The step the room is at: what to say, the time, and what the facilitator can do."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class StepControl(MusWidget):
    """Show the step with its clock and the way to the next one.

    ``data`` is ``{"title": str, "guide": str,
    "details": [str], "clock": {"left_s", "total_s",
    "running"}|None, "next": {"id", "title"}|None}``; times are seconds; ``details``
    are paragraphs behind the guide, shown on demand.

    ``calls``: ``start_clock()``, ``pause_clock()``, ``add_minutes(minutes)`` (may be
    negative), ``go(step_id)``.
    """

    _esm, _css = assets("step_control", kit=("kit", "wire", "plural", "dial"))

    TEXTS: ClassVar[dict[str, str]] = {
        "now": N_("Now"),
        "left": N_("left"),
        "paused": N_("paused"),
        "short": N_("round off"),
        "ending": N_("nearly over"),
        "over": N_("time is up"),
        "time_left_one": N_("About {n} minute left"),
        "time_left_other": N_("About {n} minutes left"),
        "details": N_("How to do it"),
        "controls": N_("Clock and step"),
        "start": N_("Start the clock"),
        "pause": N_("Pause"),
        "resume": N_("Continue"),
        "more_time": N_("+ 1 min"),
        "less_time": N_("- 1 min"),
        "next_step": N_("Next step"),
        "next_say": N_("Next step: {title}"),
        "last_step": N_("This is the last step."),
    }
