"""The room: how many have joined, the code, the projector and the documents."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class RoomPanel(MusWidget):
    """Show the room code large, with links to join, projector and documents.

    ``data`` is ``{"phones": int, "code": "K7QF 2M9D", "join_url": str,
    "projector_url": str, "documents": [{"label", "formats": [{"label", "url"}]}],
    "archive_url": str}``. A link that is not http, https or within this site is
    not shown.

    There are no calls.
    """

    _esm, _css = assets("room_panel", kit=("kit", "plural", "copying"))

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("In the room"),
        "phones_one": N_("device"),
        "phones_other": N_("devices"),
        "code": N_("Room code"),
        "copy_join": N_("Copy the join link"),
        "copied": N_("Copied"),
        "copy_by_hand": N_(
            "This browser does not let a page copy. The text is marked: press Ctrl+C."
        ),
        "link_text": N_("Text to copy"),
        "open_projector": N_("Open the projector"),
        "new_window": N_("opens in a new window"),
        "copy_projector": N_("Copy the projector link"),
        "documents": N_("Documents"),
        "no_documents": N_(
            "The documents appear here as soon as a question is chosen for the form."
        ),
        "download": N_("{label} as {format}"),
        "archive": N_("The whole workshop as one file"),
        "archive_help": N_("Keep it for next year; this program can read it again."),
    }
