"""Texts that several may edit, kept as they are typed."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class FieldList(MusWidget):
    """Let people write passages that save themselves; both texts survive a conflict.

    Notes
    -----
    Shape of `data`::

        {"sections": [{
            "key": str, "heading": str, "about": str,
            "who": str,  # said while there are no fields; may be left out
            "fields": [{"key": str, "label": str, "help": str, "text": str,
                        "version": int, "multiline": bool, "limit": int, "who": str,
                        "conflicts": [str],
                        "options": [{"value": str, "label": str}] | None,
                        "removable": bool,
                        "own_words": [str]}],  # may be left out
            "add": {"key": str, "label": str} | None,
            "notes": [{"ok": bool, "text": str}]}]}

    Calls: ``save(key, text, version)`` and ``resolve(key, text, version)``, both
    answered with ``{"text": str, "version": int, "conflicts": [str]}``;
    ``add(key)``, answered with ``{"key": str}``; ``remove(key)``.
    """

    _esm, _css = assets("field_list", kit=("kit", "wire", "field", "field_nodes"))

    TEXTS: ClassVar[dict[str, str]] = {
        "remove": N_("Remove"),
        "remove_this": N_("Remove: {label}"),
        "remove_question": N_("Remove this text for everybody?"),
        "remove_yes": N_("Yes, remove"),
        "remove_no": N_("Keep it"),
        "gone": N_("Somebody else has removed this. Your text is still here:"),
        "two_texts": N_("Two texts were written at the same time. Which one holds?"),
        "this_text": N_("This text"),
        "other_text": N_("The other text"),
        "keep_this": N_("Keep this one"),
        "keep_other": N_("Keep the other"),
        "keep_both": N_("Keep both"),
        "empty": N_("Nothing to fill in here yet."),
    }
