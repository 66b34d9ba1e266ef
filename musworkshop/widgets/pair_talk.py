"""What the two talk about after the reveal: rows, focus areas, being counted."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class PairTalk(MusWidget):
    """Show where the two agree and differ; let them choose focus areas together.

    Notes
    -----
    Shape of `data`, which is empty until the two may talk::

        {"rows": [{"id": str, "title": str, "same": bool | None, "text": str}],
         "summary": str, "who": str,
         "focus": [{"id": str, "competence_id": str, "title": str, "sentence": str}],
         "most": int, "choices": [{"id": str, "title": str}], "sentence_limit": int,
         "count": {"shown": bool, "mine": bool, "theirs": bool, "sentence": str,
                   "about": str, "closed": bool}}

    ``same`` None: only one of the two has rated it. ``count.sentence`` is what one
    agrees to. A competence that is a focus area
    cannot be chosen for another. Half a sentence stays on the device until it is sent,
    each wheel's for itself.

    Calls: ``keep_focus(focus_id, competence_id, sentence, seen)`` ("" as id for a new
    one; ``seen`` is the sentence that stood there when the writing began, "" for a
    new one), answered with ``{"id": str}``; ``remove_focus(focus_id)`` (asked first);
    ``agree_to_count(on)``.
    """

    _esm, _css = assets(
        "pair_talk",
        kit=(
            "kit",
            "wire",
            "field",
            "ask_first",
            "pair_key",
            "pair_who",
            "pair_focus",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "differ": N_("Where do we see it differently?"),
        "see": N_("This is how we see it"),
        "talk": N_("What do we want to talk about?"),
        "differ_list": N_("We see it differently"),
        "same_list": N_("We agree"),
        "one_list": N_("Only one of us has rated it"),
        "focus": N_("Our focus areas"),
        "focus_about": N_(
            "Choose at most {n} together, and say each in one sentence. They are what"
            " your agreements grow from."
        ),
        "choose": N_("Choose a focus area"),
        "new": N_("A new focus area"),
        "competence": N_("Competence"),
        "competence_none": N_("Choose a competence"),
        "competence_first": N_("Choose a competence first."),
        "sentence": N_("What do you want to achieve, in one sentence?"),
        "add": N_("Keep the focus area"),
        "save": N_("Save the change"),
        "cancel": N_("Cancel"),
        "edit": N_("Change"),
        "edit_this": N_("Change: {text}"),
        "delete": N_("Delete"),
        "delete_this": N_("Delete: {text}"),
        "ask_remove": N_("Delete this focus area for both of you?"),
        "delete_yes": N_("Yes, delete"),
        "delete_no": N_("Keep it"),
        "enough": N_(
            "You have chosen {n}, and that is enough. Delete one to choose another."
        ),
        "gone": N_(
            "The other one has deleted this focus area. Your text is kept here; you can"
            " keep it as a new one."
        ),
        "meanwhile": N_("Meanwhile the other one has written:"),
        "count": N_("The picture of the unit"),
        "count_both": N_("You have both agreed."),
        "count_mine": N_("The other one has not agreed yet."),
        "count_theirs": N_("The other one has agreed."),
        "count_none": N_("It is counted only if you both agree."),
        "count_closed": N_("The wheels are counted, so this can no longer be changed."),
    }
