"""Writing sub-questions: alone first, then on the table, then for the room."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class CardWriter(MusWidget):
    """Let a table or a person write, share, pick and reword questions per theme.

    Notes
    -----
    Shape of `data`::

        {"mode": "group" | "alone", "is_scribe": bool, "limit": int,
         "themes": [{"id": str, "title": str, "about": str,
                     "leader_questions": [str], "inspiration": [str]}],
         "drafts": {theme_id: str},
         "cards": [{"id": str, "theme_id": str, "text": str, "version": int,
                    "stage": "own" | "table" | "room",
                    "mine": bool, "hidden": bool}],
         "who": {"own": str, "table": str, "room": str},
         "cards_shown": bool}

    Calls: ``add_card(theme_id, text, stage)``, answered with ``{"id": str}``;
    ``move_card(card_id, stage)``; ``reword_card(card_id, text, version)``, answered
    with ``{"text": str, "version": int, "conflict": str | None}``;
    ``delete_card(card_id)``; ``draft(field, text)`` with field ``card:<theme_id>``.
    """

    _esm, _css = assets("card_writer", kit=("kit", "wire", "field", "card_rows"))

    TEXTS: ClassVar[dict[str, str]] = {
        "themes": N_("Themes"),
        "tab_count": N_("{n} questions"),
        "tab_draft": N_("text on its way"),
        "leader_asks": N_("The leader asks"),
        "inspiration": N_("Inspiration ({n})"),
        "label_group": N_("Your table's question"),
        "label_alone": N_("Your question"),
        "lay": N_("Lay on the table"),
        "send": N_("Send to the room"),
        "keep": N_("Keep for myself"),
        "own": N_("Only on this device"),
        "table": N_("On the table"),
        "room": N_("Sent to the room"),
        "table_empty": N_(
            "Nothing on the table yet. Write a question above and lay it here; the"
            " whole table sees it."
        ),
        "room_empty": N_(
            "Nothing sent yet. Write a question above; it is shown without a name."
        ),
        "pick_hint": N_("Tick the questions your table picks for the room."),
        "pick_scribe": N_("The scribe's device ticks what goes to the room."),
        "picked": N_("Picked for the room"),
        "shown": N_("Shown in the room"),
        "hidden": N_("The facilitator has taken it off the wall"),
        "reword": N_("Reword"),
        "reword_this": N_("Reword: {text}"),
        "reword_label": N_("New wording"),
        "reword_save": N_("Save the wording"),
        "cancel": N_("Cancel"),
        "take_back": N_("Take back"),
        "take_back_this": N_("Take back: {text}"),
        "delete": N_("Delete"),
        "delete_this": N_("Delete: {text}"),
        "delete_question": N_("Delete this question?"),
        "delete_yes": N_("Yes, delete"),
        "delete_no": N_("Keep it"),
        "gone": N_(
            "Somebody else has moved or removed this question. Your wording is kept"
            " here; you can lay it on the table as a new one."
        ),
        "two_texts": N_("Two wordings were written at the same time. Which one holds?"),
        "keep_this": N_("Keep this one"),
        "empty": N_("No themes yet. They appear here by themselves."),
    }
