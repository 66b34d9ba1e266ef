"""One person's side of a pair: way, a new link for the other, one screen."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class PairPanel(MusWidget):
    """Open a wheel with the browser's key and lead one person through it.

    Notes
    -----
    Shape of `data`::

        {"state": "asking" | "open" | "gone", "message": str,
         "title": str, "lead": str, "who": str, "side": "employee" | "leader",
         "ways": [{"id": str, "title": str, "about": str}], "way": str,
         "can_change_way": bool,
         "notices": [str],
         "renew": {"shown": bool, "label": str, "warning": str},
         "hand_over": {"shown": bool, "label": str, "about": str},
         "is_revealed": bool}

    ``asking`` is before `open` was called, ``gone`` a key that opens nothing;
    ``message`` says what to do then.

    The key is 256 bits as 64 hexadecimal characters. The browser keeps it with a name
    that the person may give the wheel: localStorage ``mus-pair`` is ``{"now": key or
    "", "kept": [{"secret", "name", "side", "at"}]}``, ``at`` in ISO 8601, shared with
    the page at ``/pair/open``. A page goes on with the key it was loaded with, whatever
    another window opens, and is loaded anew when that key is taken away.

    Calls: ``open(secret)`` at the start and when the connection is back (fill ``data``
    before it is answered); ``choose_way(way)``; ``renew_link()`` (asked first),
    answered with ``{"link": str}``, which is shown once; ``hand_over()`` (asked first),
    answered with ``{"ticket": str}``: the browser forgets key, name and half texts and
    goes to ``/pair/open#<ticket>``.

    Other widgets of the page that are about to go give the focus to its heading here:
    the browser's event ``mus:pair-home``.
    """

    _esm, _css = assets(
        "pair_panel",
        kit=(
            "kit",
            "wire",
            "field",
            "ask_first",
            "copying",
            "pair_key",
            "pair_who",
            "pair_way",
            "pair_parts",
        ),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "opening": N_("One moment …"),
        "gone": N_("This key no longer opens a wheel"),
        "no_key": N_("No wheel is open in this browser"),
        "no_key_about": N_(
            "Open the link you were given in this browser. It works once; afterwards"
            " the browser keeps the key."
        ),
        "to_wheels": N_("See the wheels of this browser"),
        "ways": N_("How do the two of you use the wheel?"),
        "way_now": N_("How the two of you use the wheel"),
        "revealed": N_("Both are ready. Now the two of you see both wheels."),
        "renew": N_("If the other one has lost the link"),
        "renew_yes": N_("Yes, make a new link"),
        "renew_no": N_("No, leave it"),
        "renewed_employee": N_("New link for the employee"),
        "renewed_leader": N_("New link for the leader"),
        "renewed_about": N_(
            "It is shown only now and works once. Give it to the other one and to"
            " nobody else."
        ),
        "copy_link": N_("Copy the link"),
        "copied": N_("Copied"),
        "copy_by_hand": N_(
            "This browser does not let a page copy. The text is marked: press Ctrl+C."
        ),
        "link_text": N_("Text to copy"),
        "renew_done": N_("I have passed it on"),
        "one_screen": N_("If you share one screen"),
        "ask_hand_over": N_(
            "This browser then forgets your key and opens the wheel for the other one,"
            " who can hand it back to you in the same way. Hand it over?"
        ),
        "hand_yes": N_("Yes, hand it over"),
        "hand_no": N_("Not yet"),
        "device": N_("In this browser"),
        "name": N_("Your own name for this wheel"),
        "name_help": N_("It stays in this browser. It is sent to nobody."),
        "name_saved": N_("Kept in this browser"),
        "others": N_("Your other wheels here"),
        "unnamed": N_("A wheel without a name"),
        "as_employee": N_("you are the employee"),
        "as_leader": N_("you are the leader"),
        "and": N_(" · "),
    }
