"""What the step is about, and what is asked."""

from __future__ import annotations

from musworkshop.widgets.base import MusWidget, assets


class StepIntro(MusWidget):
    """Say the step's title and its one question.

    Notes
    -----
    Shape of `data`::

        {"title": str, "ask": str, "paragraphs": [str], "notes": [str]}

    No calls.
    """

    _esm, _css = assets("step_intro", kit=("kit",))
