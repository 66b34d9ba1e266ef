"""The competence wheel: one person's ratings, with another's and last year's beside."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class CompetenceWheel(MusWidget):
    """Let somebody rate competences in a wheel or a list, or show what was rated.

    Notes
    -----
    Shape of `data`::

        {"title": str, "who": str, "covered": str,
         "levels": [{"id": str, "title": str, "about": str}],
         "competences": [{"id": str, "title": str, "means": [str], "own": bool}],
         "empty": int, "own_limit": int, "editable": bool,
         "mine": {"name": str, "ratings": {str: str}},
         "theirs": None | {"name": str, "mark": str, "ratings": {str: str}},
         "last_year": None | {"name": str, "mark": str, "ratings": {str: str}}}

    ``levels`` go from the rim inwards, ``competences`` clockwise with one's own last;
    after them come ``empty`` fields for competences of one's own. ``ratings`` give a
    competence's id the id of its level. ``mark`` is a letter, such as "L".

    Whether the device shows wheels as lists is kept in localStorage under
    ``mus:wheel-view``. Ratings and half-written texts are kept in the page only, since
    the device may be handed over.

    Calls: ``rate(competence_id, level_id)`` ("" takes the rating back), one at a time
    (fill ``data`` before it is answered); ``add_own(title)``, answered with ``{"id":
    str}``; ``rename_own(competence_id, title)``; ``remove_own(competence_id)``.
    """

    _esm, _css = assets(
        "competence_wheel",
        kit=(
            "kit",
            "wire",
            "field",
            "plural",
            "ask_first",
            "wheel_words",
            "wheel_drawing",
            "wheel_keys",
            "newest_of_each",
            "wheel_answers",
            "wheel_teeth",
            "wheel_own",
            "wheel_board",
            "wheel_panel",
            "wheel_list",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "wheel": N_("Competence wheel"),
        "field": N_("{competence}, {level}, {n} of {of}"),
        "says": N_("{name}: {level}"),
        "and": N_(" · "),
        "not_rated": N_("not rated"),
        "not_rated_choice": N_("Not rated"),
        "both": N_("you agree"),
        "place": N_("{n} of {of}"),
        "previous": N_("Previous competence"),
        "next": N_("Next competence"),
        "means": N_("What it means"),
        "means_this": N_("What it means: {competence}"),
        "levels": N_("What the levels say"),
        "show_list": N_("Show as a list"),
        "show_wheel": N_("Show as a wheel"),
        "undo": N_("Undo"),
        "undone": N_("Undone. {competence}: {level}"),
        "choices_wait_one": N_(
            "Not connected. {n} choice waits here and is sent by itself."
        ),
        "choices_wait_other": N_(
            "Not connected. {n} choices wait here and are sent by themselves."
        ),
        "keys_help": N_(
            "Arrow keys move, Enter chooses and takes back, letters find a name."
        ),
        "keys_help_reading": N_("Arrow keys move, letters find a name."),
        "touch_help": N_("Tap a competence, and choose its level below."),
        "touch_help_reading": N_("Tap a competence to read about it below."),
        "empty_title": N_("An empty field"),
        "empty_tooth": N_("Empty field, write a competence, {n} of {of}"),
        "own_short": N_("+ own"),
        "own_new": N_("Write a competence of your own"),
        "own_add": N_("Add it"),
        "own_rename": N_("Change the name"),
        "own_rename_this": N_("Change the name: {competence}"),
        "own_save": N_("Save the name"),
        "own_cancel": N_("Cancel"),
        "own_remove": N_("Remove"),
        "own_remove_this": N_("Remove: {competence}"),
        "ask_remove": N_("Remove {competence} and its rating?"),
        "remove_yes": N_("Yes, remove it"),
        "remove_no": N_("Keep it"),
    }
