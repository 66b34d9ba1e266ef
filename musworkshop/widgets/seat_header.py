"""The top of a group's or a person's page: who, where, how long, and more."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class SeatHeader(MusWidget):
    """Say where this device sits and how far the room has come.

    Notes
    -----
    Shape of `data`::

        {"title": str, "table": str, "function": str,
         "step_number": int, "step_count": int, "ring_done": float,  # 0 to 1
         "is_scribe": bool, "language": "da" | "en",
         "devices": [{"seat_id": str, "label": str,
                      "is_scribe": bool, "is_me": bool}],
         "clock": {"left_s": float, "total_s": float, "running": bool} | None}

    Calls: ``hand_over(seat_id)``, ``set_language(language)``, ``leave()``.
    It also asks Python now and then whether the connection holds (``ping``, which
    `MusWidget` answers itself).
    """

    _esm, _css = assets("seat_header", kit=("kit", "wire"))

    TEXTS: ClassVar[dict[str, str]] = {
        "step": N_("Step {number} of {count}"),
        "more": N_("More"),
        "devices": N_("Devices at the table"),
        "device_hint": N_("The scribe's device picks what goes to the room."),
        "take_hint": N_(
            "The scribe's device picks for the room and votes for the table. Take the"
            " pen, and this device does it."
        ),
        "this_device": N_("this device"),
        "scribe": N_("scribe"),
        "hand_over": N_("Hand the pen to {label}"),
        "take_pen": N_("Take the pen"),
        "only_device": N_(
            "This is the only device at the table. Others join with the room code."
        ),
        "language": N_("Language"),
        "leave": N_("Leave the room on this device"),
        "leave_question": N_(
            "Leave now? What is sent stays with the room. You can join again with the"
            " room code."
        ),
        "leave_yes": N_("Yes, leave"),
        "leave_no": N_("Stay"),
    }
