"""Gather in plenary: group alike cards by tap or keyboard, with one-click undo."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class CardSorter(MusWidget):
    """Let the facilitator group, name, take down and show the room's cards.

    ``data`` is ``{"themes": [{"id", "title", "count": int}], "theme_id": str,
    "cards": [{"id", "text", "origin", "cluster_id": str|None, "hidden": bool}],
    "clusters": [{"id", "wording": str|None, "version": int}], "shown": bool,
    "undo": str|None, "page": int, "pages": int, "limit": int}``; ``undo`` says in one
    sentence what the button takes back; ``page`` counts from 0; ``limit`` (characters
    of a wording) may be left out.

    ``calls``: ``focus_theme(theme_id)``, ``group_cards(card_ids)``,
    ``ungroup_card(card_id)``, ``name_cluster(cluster_id, wording, version)`` ->
    ``{"text", "version", "conflict": str|None}``, ``hide_card(card_id)``,
    ``show_card(card_id)``, ``undo()``, ``show_cards(shown)``, ``turn_page(page)``.
    """

    _esm, _css = assets(
        "card_sorter", kit=("kit", "wire", "field", "plural", "cluster_wording")
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("Cards"),
        "themes": N_("Theme on the projector"),
        "theme_say": N_("{title}, {n} cards"),
        "hidden_now": N_("The room does not see these cards yet."),
        "shown_now": N_("The room sees these cards."),
        "show": N_("Show the cards to the room"),
        "hide": N_("Cover the cards"),
        "pages": N_("Page on the projector"),
        "page_of": N_("Page {n} of {of}"),
        "previous_page": N_("Previous page"),
        "next_page": N_("Next page"),
        "hint": N_("Tick the cards that say nearly the same, then group them."),
        "selected_one": N_("{n} card ticked"),
        "selected_other": N_("{n} cards ticked"),
        "group": N_("Group these"),
        "clear": N_("Untick all"),
        "need_two": N_("Tick at least two cards to group them."),
        "undo": N_("Undo"),
        "undone": N_("Taken back."),
        "from": N_("From {origin}"),
        "one_person": N_("one person"),
        "more": N_("More"),
        "more_say": N_("More for the card: {text}"),
        "take_down": N_("Take it off the wall"),
        "put_back": N_("Put it back"),
        "put_back_say": N_("Put it back: {text}"),
        "ungroup": N_("Take it out of the group"),
        "cluster_one": N_("Group of {n} card"),
        "cluster_other": N_("Group of {n} cards"),
        "wording": N_("Wording on the wall"),
        "wording_help": N_("Left empty, the first card's text is shown."),
        "conflict": N_("Somebody else has written this at the same time:"),
        "keep_mine": N_("Keep mine"),
        "keep_theirs": N_("Keep the other"),
        "taken_down_one": N_("{n} card taken off the wall"),
        "taken_down_other": N_("{n} cards taken off the wall"),
        "empty": N_(
            "No cards on this theme yet. They appear here when a table picks them"
            " for the room."
        ),
    }
