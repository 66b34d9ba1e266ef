"""Dot voting from the facilitator's side: dots each, open, show, ties stated."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class VotePanel(MusWidget):
    """Run the vote: set the dots, open it, show the sums.

    ``data`` is ``{"state": "closed"|"open"|"revealed", "votes_per_person": int,
    "voted": int, "voters": int, "results": [{"id", "theme", "text", "origins":
    [str], "sum": int|None, "rank": int|None, "tied": bool}], "candidates": int,
    "most": int}``; sums and ranks are None until they are shown;
    ``candidates`` (how many questions can be voted on; else as many as results) and
    ``most`` (largest number of dots that may be set) may be left out.

    ``calls``: ``set_votes_per_person(votes)``, ``open_votes()``, ``reveal_votes()``,
    ``reopen_votes()``.
    """

    _esm, _css = assets("vote_panel", kit=("kit", "wire", "plural", "ask_first"))

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("Vote"),
        "per_person": N_("Dots for each person"),
        "fewer": N_("One dot fewer"),
        "more": N_("One dot more"),
        "dots_one": N_("{n} dot"),
        "dots_other": N_("{n} dots"),
        "open": N_("Open the vote"),
        "closed_now": N_("The vote is not open yet."),
        "open_now": N_("The vote is open. Sums stay hidden until you show them."),
        "revealed_now": N_("The room sees the result."),
        "voted": N_("{n} of {of} have voted"),
        "reveal": N_("Show the result"),
        "ask_reveal": N_(
            "Show the sums to the room? The single votes are deleted then, so that"
            " nobody can be traced."
        ),
        "ask_missing": N_("{n} of {of} have not voted yet."),
        "yes_reveal": N_("Yes, show it"),
        "not_yet": N_("Not yet"),
        "reopen": N_("Vote again"),
        "ask_reopen": N_("Begin a new vote? The sums shown now are cleared."),
        "yes_reopen": N_("Yes, vote again"),
        "candidates_one": N_("{n} question to vote on"),
        "candidates_other": N_("{n} questions to vote on"),
        "results": N_("Result"),
        "rank_say": N_("Number {n}"),
        "tied": N_("tie"),
        "from": N_("From {origins}"),
        "one_person": N_("one person"),
        "and": N_(", "),
        "empty": N_("There is nothing to vote on yet: show the cards first."),
    }
