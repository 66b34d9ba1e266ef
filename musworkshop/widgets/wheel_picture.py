"""What the wheels of a unit say together: counts per competence and level."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class WheelPictureView(MusWidget):
    """Show how many wheels have a competence at which level, where that may be shown.

    Notes
    -----
    Shape of `data`, where suppression has happened before::

        {"title": str, "summary": str, "note": str, "empty": str, "levels": [str],
         "rows": [{"title": str, "n": int, "words": str,
                   "parts": [{"text": str, "count": int, "share": float,
                              "first": int, "last": int}]}]}

    ``levels`` are titles from the rim inwards; ``first`` and ``last`` of a part are
    places among them, ``share`` is 0..1, ``text`` stands inside a sentence. A row
    without parts says its ``words``. There are no calls.
    """

    _esm, _css = assets(
        "wheel_picture",
        kit=("kit", "plural", "wheel_words", "wheel_drawing", "wheel_bars"),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "part": N_("{count} {text}"),
        "and": N_(" · "),
        "wheels_one": N_("{n} wheel"),
        "wheels_other": N_("{n} wheels"),
    }
