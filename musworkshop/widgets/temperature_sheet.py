"""The sheet of the MUS temperature: one person's answers, known to the browser only."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class TemperatureSheet(MusWidget):
    """Let a person answer the statements, alone or on a table's shared device.

    Notes
    -----
    Shape of `data`; an answer is 0..4 points, or None for "not relevant"::

        {"state": "waiting" | "open" | "closed", "title": str,
         "promise": [str], "credit": [str], "unanimity": str, "rule": str,
         "forms": [{"id": "employee" | "leader", "title": str}],
         "units": [{"id": str, "name": str}],
         "scale": [{"value": int, "text": str}], "not_relevant": str,
         "areas": [{"id": str, "title": str, "about": str}],
         "statements": [{"id": str, "area_id": str, "employee": str, "leader": str,
                         "own": bool}],
         "comment_prompt": str, "comment_limit": int,
         "shared": bool, "people_left": int, "answered": bool, "full": str,
         "sheet": None | {"form": str, "unit_id": str, "answers": {str: int | None},
                          "comment": str, "show_own": bool, "sent": bool},
         "points": None | {"sentence": str, "index": int | None, "band": str,
                           "areas": [{"id": str, "title": str, "index": int | None,
                                      "band": str}]},
         "who": str, "who_comment": str, "result": bool}

    The key to a sheet is 128 random bits as 32 hexadecimal characters, made in the
    browser when somebody begins. It stands in localStorage under ``mus-sheet:<scope>``
    (in memory where there is none) and in calls, nowhere else; ``sheet`` is what the
    key opens, and None for a key without a sheet. ``shared`` is a table's device: once
    a sheet there is sent, key, page and ``data`` keep nothing of it. ``points`` are
    one's own and stand in no other place than the sheet.

    Calls: ``open_sheet(secret)`` when the widget appears with a key, gets a new one, or
    is connected again (fill ``data`` before it is answered, else the beginning is
    seen for a moment); ``choose(secret, form, unit_id)``, which may come again before
    the sheet is sent; ``answer(secret, statement_id, points, given)``, where ``given``
    False takes the answer back; ``comment(secret, text)``; ``show_own(secret, on)``;
    ``send(secret)``; ``forget()`` after the browser has removed its key.
    """

    _esm, _css = assets(
        "temperature_sheet",
        kit=(
            "kit",
            "wire",
            "field",
            "plural",
            "ask_first",
            "newest_of_each",
            "temperature_answers",
            "temperature_parts",
            "temperature_desk",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "waiting": N_("The facilitator opens it in a moment."),
        "waiting_about": N_("So long you can read what happens to your answers."),
        "closed": N_("Thank you. The temperature has been taken."),
        "closed_about": N_(
            "What was sent is counted, and every single answer is deleted."
        ),
        "result_below": N_("You find the result below."),
        "opening": N_("One moment …"),
        "gone": N_("This device has answered. Thank you."),
        "gone_about": N_(
            "The key to the answers is no longer here, so they cannot be changed."
        ),
        "promise": N_("What happens to your answers"),
        "credit": N_("Where the statements come from"),
        "form": N_("How do you take part in talks?"),
        "unit": N_("Where do you work?"),
        "no_unit": N_("I would rather not say"),
        "begin": N_("Begin"),
        "go_on": N_("Go on"),
        "form_first": N_("Choose how you take part first."),
        "unit_first": N_("Choose where you work first."),
        "people_left_one": N_("{n} of you has not answered yet."),
        "people_left_other": N_("{n} of you have not answered yet."),
        "none_left": N_("All at the table have answered. Thank you."),
        "show_all": N_("All on one page"),
        "show_one": N_("One at a time"),
        "place": N_("{n} of {of}"),
        "place_say": N_("Statement {n} of {of}"),
        "answered": N_("{n} of {of} answered"),
        "own_statement": N_("Our own statement"),
        "take_back": N_("Take it back"),
        "take_back_this": N_("Take the answer back: {statement}"),
        "taken_back": N_("Taken back"),
        "answers_wait_one": N_(
            "Not connected. {n} answer waits here and is sent by itself."
        ),
        "answers_wait_other": N_(
            "Not connected. {n} answers wait here and are sent by themselves."
        ),
        "back": N_("Back"),
        "next": N_("Next"),
        "comment": N_("Anything else?"),
        "comment_help": N_("You may leave it empty."),
        "show_own": N_("My answers may be shown although we leaders are few"),
        "show_own_about": N_(
            "Others may be able to tell that they are yours. Without this tick they are"
            " shown only if enough leaders answer."
        ),
        "review": N_("Ready to send?"),
        "review_sent": N_("Your answers are sent"),
        "changed_at_once": N_("A change is saved at once; nothing needs to be sent."),
        "answered_all": N_("You have answered all {of} statements."),
        "answered_some": N_("You have answered {n} of {of} statements."),
        "to_missing": N_("Go to the first without an answer"),
        "send": N_("Send my answers"),
        "send_own": N_(
            "You can change them on this device until the facilitator closes."
        ),
        "send_shared": N_(
            "Afterwards the device forgets them, and they cannot be changed."
        ),
        "finish": N_("Done"),
        "sent": N_("Thank you. Your answers are sent."),
        "change": N_("Change my answers"),
        "points": N_("Your own points"),
        "too_few": N_("too few answers"),
        "handed": N_("Thank you. Your answers are sent."),
        "handed_about": N_(
            "This device has forgotten them. Hand it to the next one at the table."
        ),
        "left_about": N_(
            "Nothing was sent, and this device has forgotten the answers. Hand it to"
            " the next one at the table."
        ),
        "left": N_("This device is ready for the next one."),
        "next_person": N_("I am the next one"),
        "leave": N_("Hand the device over without sending"),
        "ask_leave": N_(
            "Nothing is sent then, and nobody can find these answers again. Hand it"
            " over?"
        ),
        "yes_leave": N_("Yes, hand it over"),
        "no_leave": N_("No, keep answering"),
    }
