"""What the workplace does about the result: a few actions, each with owner and date."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class ActionList(MusWidget):
    """Show the agreed actions; where they may be edited, write, change, delete them.

    Notes
    -----
    Shape of `data`::

        {"editable": bool, "most": int, "limit": int, "who": str, "empty": str,
         "statuses": [{"id": str, "text": str}],
         "actions": [{"id": str, "text": str, "owner": str, "due": str,
                      "due_text": str, "status": str, "status_text": str}]}

    ``due`` is ``"2027-03-01"`` or "", ``due_text`` the same as people read it. An
    owner is a role, never a name. Half an action stays on the device until it is
    saved.

    Calls: ``save_action(action_id, text, owner, due, status, seen)`` ("" as id for a
    new one; ``seen`` is the text that stood there when the writing began), answered
    with ``{"id": str}``; ``delete_action(action_id)`` (asked first).
    """

    _esm, _css = assets(
        "action_list", kit=("kit", "wire", "field", "ask_first", "action_editor")
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("What we do about it"),
        "new": N_("A new action"),
        "text": N_("What do we do?"),
        "text_new": N_("What do we do?"),
        "owner": N_("Who sees to it?"),
        "owner_help": N_("A role, not a name."),
        "roles": N_("Suggestions"),
        "role_leader": N_("Leader"),
        "role_union": N_("Union representative"),
        "role_safety": N_("Safety representative"),
        "role_all": N_("everybody"),
        "due": N_("By when?"),
        "status": N_("How far is it?"),
        "status_of": N_("How far is it: {text}"),
        "add": N_("Add the action"),
        "save": N_("Save the action"),
        "cancel": N_("Cancel"),
        "edit": N_("Change"),
        "edit_this": N_("Change: {text}"),
        "delete": N_("Delete"),
        "delete_this": N_("Delete: {text}"),
        "ask_delete": N_("Delete this action?"),
        "delete_yes": N_("Yes, delete"),
        "delete_no": N_("Keep it"),
        "by": N_("by {date}"),
        "no_owner": N_("Nobody sees to it yet"),
        "no_due": N_("no date yet"),
        "and": N_(" · "),
        "enough": N_(
            "There are {n} actions, and that is enough. Delete one to write another."
        ),
        "gone": N_(
            "This action has been deleted elsewhere. Your text is kept here; you can"
            " add it as a new one."
        ),
    }
