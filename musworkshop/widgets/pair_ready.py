"""Being ready: who of the two is, and the button that is asked first."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class PairReady(MusWidget):
    """Say who of the two is ready to show the wheel; let one say so, or take it back.

    Notes
    -----
    Shape of `data`, which is empty until there is something to be ready for::

        {"ready": {"shown": bool, "mine": bool, "theirs": bool, "sentence": str,
                   "label": str, "can_undo": bool, "confirm": str},
         "side": "employee" | "leader"}

    ``label`` stands on the button, and ``confirm`` is asked before it acts.

    Calls: ``set_ready(on)`` (on is asked first). When all this goes while it is used,
    the focus goes to the page's heading in `PairPanel`.
    """

    _esm, _css = assets("pair_ready", kit=("kit", "wire", "ask_first"))

    TEXTS: ClassVar[dict[str, str]] = {
        "title": N_("Who is ready?"),
        "you": N_("You"),
        "employee": N_("Employee"),
        "leader": N_("Leader"),
        "yes": N_("Yes, I am ready"),
        "no": N_("Not yet"),
        "undo": N_("I am not ready after all"),
    }
