"""The preparation form (skema 1) as it will be printed."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class FormPreview(MusWidget):
    """Show the form on a sheet of paper, with its downloads.

    Notes
    -----
    Shape of `data`::

        {"title": str, "department": str,
         "frame": {"heading": str, "core_task": str,
                   "goals": [str], "challenges": [str]},
         "columns": {"theme": str, "question": str,
                     "employee": str, "employee_prompts": [str],
                     "leader": str, "leader_prompts": [str]},
         "rows": [{"theme": str, "areas": [str], "questions": [str]}],
         "downloads": [{"label": str, "url": str}], "footer": str}

    No calls.
    """

    _esm, _css = assets("form_preview", kit=("kit",))

    TEXTS: ClassVar[dict[str, str]] = {
        "downloads": N_("Take it with you"),
        "goals": N_("Goals of the coming year"),
        "challenges": N_("Challenges"),
        "core_task": N_("Core task"),
        "empty": N_(
            "The form is empty so far. It fills up while the room chooses its"
            " questions."
        ),
        "no_questions": N_("No question chosen"),
    }
