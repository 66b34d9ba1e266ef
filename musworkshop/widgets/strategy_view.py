"""The strategy as the room reads it."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class StrategyView(MusWidget):
    """Show core task, goals and challenges; nothing is typed here.

    Notes
    -----
    Shape of `data`::

        {"core_task": str,
         "goals": [{"id": str, "text": str, "own_words": [str]}],
         "challenges": [str], "empty": str}  # said while all three are empty

    No calls.
    """

    _esm, _css = assets("strategy_view", kit=("kit",))

    TEXTS: ClassVar[dict[str, str]] = {
        "core_task": N_("Core task"),
        "goals": N_("Goals of the coming year"),
        "challenges": N_("Challenges"),
        "empty": N_("The strategy is not written yet. It appears here by itself."),
    }
