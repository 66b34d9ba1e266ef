"""The MUS temperature from the facilitator's side: open, close, show the result."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class TemperatureLead(MusWidget):
    """Run a round: limit, people invited, open, close, and what the room is shown.

    Notes
    -----
    Shape of `data`::

        {"state": "waiting" | "open" | "closed",
         "threshold": int, "lowest": int, "highest": int, "locked": bool,
         "invited": {"employees": int, "leaders": int},
         "sent": {"employees": int, "leaders": int}, "begun": int,
         "why_not": str, "close_notes": [str],
         "views": [{"id": str, "title": str}], "view": str,
         "comments": [{"n": int, "text": str}], "summary": str}

    ``invited`` 0 means that nobody has said how many; ``locked``: the threshold can no
    longer be changed; ``why_not`` says why the round cannot be opened now, "" if it
    can; ``begun`` are sheets not yet sent. No figure of a single answer is in it.

    Calls: ``set_threshold(threshold)``, ``set_invited(employees, leaders)``,
    ``open_round()``, ``close_round()`` (asked first), ``show_view(view_id)``,
    ``remove_comment(n, text)`` (asked first).
    """

    _esm, _css = assets(
        "temperature_lead", kit=("kit", "wire", "field", "plural", "ask_first")
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("MUS temperature"),
        "waiting_now": N_("It is not open yet."),
        "open_now": N_("The room is answering. Nobody sees a result until you close."),
        "closed_now": N_("It is closed. The single answers are deleted."),
        "invited": N_("How many are invited?"),
        "invited_about": N_(
            "The room then sees how many are missing, and nobody can send more answers"
            " than there are people. Write 0 if you do not know."
        ),
        "employees": N_("Employees"),
        "leaders": N_("Leaders with talks"),
        "number_wrong": N_("Write a whole number from 0 to {most}."),
        "threshold": N_("Fewest answers that are shown"),
        "threshold_about": N_(
            "Under this number nothing is shown of a group. It can be changed until the"
            " first one begins to answer."
        ),
        "threshold_locked": N_("Somebody has begun to answer, so it is fixed now."),
        "fewer": N_("One fewer"),
        "more": N_("One more"),
        "answers_one": N_("{n} answer"),
        "answers_other": N_("{n} answers"),
        "open": N_("Open for answers"),
        "sent": N_("Who has answered"),
        "of": N_("{n} of {of}"),
        "begun_one": N_("{n} has begun and not sent yet."),
        "begun_other": N_("{n} have begun and not sent yet."),
        "before_closing": N_("Before you close"),
        "close": N_("Close and count"),
        "ask_close": N_(
            "Close now? The answers are counted, and every single one is deleted. It"
            " cannot be undone, and nobody can answer afterwards."
        ),
        "yes_close": N_("Yes, close and count"),
        "not_yet": N_("Not yet"),
        "view": N_("What the projector shows"),
        "view_saved": N_("The projector shows it"),
        "comments": N_("Comments"),
        "comments_about": N_(
            "They stand in no order. Remove one that points at a person before you show"
            " them."
        ),
        "remove": N_("Remove"),
        "remove_this": N_("Remove the comment: {text}"),
        "ask_remove": N_("Remove this comment for good?"),
        "yes_remove": N_("Yes, remove it"),
        "keep": N_("Keep it"),
    }
