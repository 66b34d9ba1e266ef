"""The themes of the form, as the room reads them."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class ThemeList(MusWidget):
    """Show each theme with its areas, the leader's questions and inspiration.

    Notes
    -----
    Shape of `data`::

        {"themes": [{"id": str, "title": str, "about": str, "areas": [str],
                     "leader_questions": [str],
                     "inspiration": [{"title": str, "questions": [str]}]}]}

    No calls.
    """

    _esm, _css = assets("theme_list", kit=("kit",))

    TEXTS: ClassVar[dict[str, str]] = {
        "leader_asks": N_("The leader asks"),
        "inspiration": N_("Inspiration ({n})"),
        "empty": N_("No themes yet. They appear here by themselves."),
    }
