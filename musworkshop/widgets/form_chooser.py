"""Choosing the questions of the preparation form."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class FormChooser(MusWidget):
    """Let questions be chosen, ordered and reworded, for all or for one group.

    Notes
    -----
    Shape of `data`::

        {"scopes": [{"id": str, "label": str, "can_edit": bool}],  # first: for all
         "who": str, "limit": int,
         "advice": [{"ok": bool, "text": str}],
         "themes": [{"id": str, "title": str,
             "chosen": [{"id": str, "text": str, "version": int, "scope": str,
                         "scope_label": str, "origins": [str], "can_edit": bool}],
             "candidates": [{"kind": "room" | "leader" | "concept", "id": str,
                             "text": str, "origins": [str], "dots": int | None,
                             "chosen_in": [str], "set": str}]}]}

    Calls: ``choose(scope, theme_id, origin, origin_id)``, ``unchoose(question_id)``,
    ``reword(question_id, text, version)``, ``add_own(scope, theme_id, text)``,
    ``move(question_id, by)`` with `by` -1 or 1.
    """

    _esm, _css = assets("form_chooser", kit=("kit", "wire", "field", "form_rows"))

    TEXTS: ClassVar[dict[str, str]] = {
        "scope": N_("Whose form?"),
        "advice": N_("Is it a good form?"),
        "in_form": N_("In the form"),
        "form_empty": N_("Nothing chosen yet. Choose among the suggestions."),
        "suggestions": N_("Suggestions"),
        "no_suggestions": N_("No suggestions yet. You can write a question yourself."),
        "room": N_("From the room"),
        "leader": N_("The leader asks"),
        "concept": N_("From the concept: {set}"),
        "from": N_("From {origins}"),
        "alone": N_("one person"),
        "one_dot": N_("1 dot"),
        "dots": N_("{n} dots"),
        "choose": N_("Choose"),
        "choose_this": N_("Choose: {text}"),
        "chosen": N_("Chosen"),
        "chosen_for": N_("Chosen: {scope}"),
        "remove": N_("Remove"),
        "remove_this": N_("Remove: {text}"),
        "reword": N_("Reword"),
        "reword_this": N_("Reword: {text}"),
        "reword_label": N_("New wording"),
        "reword_save": N_("Save the wording"),
        "cancel": N_("Cancel"),
        "up": N_("Move up: {text}"),
        "down": N_("Move down: {text}"),
        "gone": N_("Somebody else has removed this question. Your text is kept here:"),
        "own_open": N_("Write a question yourself"),
        "own_label": N_("Your question for the form"),
        "own_send": N_("Put it in the form"),
        "only_read": N_("Only the facilitator chooses for everybody."),
        "empty": N_("No themes yet. They appear here by themselves."),
    }
