"""The bottom of a group's or a person's page: back, ready, on."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class StepFooter(MusWidget):
    """Let people move freely between steps and say when they are ready.

    Notes
    -----
    Shape of `data`::

        {"previous": {"id": str, "title": str} | None,
         "next": {"id": str, "title": str} | None,
         "ready": bool | None, "ready_label": str,
         "behind": bool,  # the work has buttons of its own: stay below them
         "recommended": {"id": str, "title": str} | None}  # None: already there

    Calls: ``go(step_id)``, ``set_ready(ready)``, ``follow()``, and
    ``half_written(half)`` whenever it changes whether half a text stands on the page.
    """

    _esm, _css = assets("step_footer", kit=("kit", "wire"))

    TEXTS: ClassVar[dict[str, str]] = {
        "steps": N_("Steps"),
        "back": N_("Back"),
        "next": N_("Next"),
        "back_to": N_("Back: {title}"),
        "next_to": N_("Next: {title}"),
        "ready": N_("We are ready"),
        "unsent": N_(
            "There is text that has not been sent. Press again if that is all right."
        ),
        "recommended": N_("The facilitator is at: {title}"),
        "follow": N_("Go there"),
    }
