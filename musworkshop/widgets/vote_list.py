"""Dots on the questions of the room."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class VoteList(MusWidget):
    """Let a device place its dots; the sums stay hidden until they are shown.

    Notes
    -----
    Shape of `data`::

        {"state": "closed" | "open" | "revealed", "left": int, "total": int,
         "who": str, "note": str,
         "themes": [{"id": str, "title": str, "candidates": [
             {"id": str, "text": str, "origins": [str],
              "dots": int, "sum": int | None, "tied": bool}]}]}

    Calls: ``set_dots(candidate_id, dots)``.
    """

    _esm, _css = assets("vote_list", kit=("kit", "wire"))

    TEXTS: ClassVar[dict[str, str]] = {
        "title": N_("Your dots"),
        "left": N_("{left} of {total} dots left"),
        "all_placed": N_("All {total} dots are placed. You can still move them."),
        "none_left": N_("No dots left. Take one back first."),
        "closed": N_(
            "The voting opens in a moment. Read the questions so long; nothing is"
            " needed from you yet."
        ),
        "revealed": N_("The voting is over. This is what the room said."),
        "empty": N_("No questions to vote on yet. They appear here by themselves."),
        "no_dots": N_("no dots"),
        "one_dot": N_("1 dot"),
        "dots": N_("{n} dots"),
        "add_dot": N_("One dot more: {question}"),
        "take_dot": N_("One dot less: {question}"),
        "from": N_("From {origins}"),
        "tied": N_("Tie"),
        "alone": N_("one person"),
        "your_dots": N_("yours: {dots}"),
    }
