"""Pairs from the facilitator's side: links made, handed out, opened; wheels counted."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class PairLead(MusWidget):
    """Make pairs of links, copy them while they are shown, count the wheels.

    Notes
    -----
    Shape of `data`::

        {"pairs": [{"id": str, "number": int, "way_title": str,
                    "employee": "waiting" | "opened", "leader": "waiting" | "opened",
                    "expired": bool,
                    "links": {"employee": str, "leader": str} | None}],
         "most": int, "ways": [{"id": str, "title": str, "about": str}], "way": str,
         "who": [str], "links_note": str,
         "counting": {"state": "none" | "open" | "counted", "sentence": str,
                      "can": bool, "label": str, "confirm": str}}

    ``links`` are in the data only until the page is loaded anew, and are kept nowhere
    in the browser. No name and nothing of what two people have written is in it.

    Calls: ``make(number, way)``; ``renew(pair_id)`` and ``remove(pair_id)`` (asked
    first, offered while neither link is opened); ``count()`` (asked first).
    """

    _esm, _css = assets(
        "pair_lead",
        kit=("kit", "wire", "field", "ask_first", "copying", "pair_way", "pair_rows"),
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("Pairs"),
        "make_title": N_("Make links"),
        "number": N_("How many pairs?"),
        "number_wrong": N_("Write a whole number from 1 to {most}."),
        "way": N_("How do they use the wheel?"),
        "way_about": N_("A pair can change it until one of the two has rated."),
        "make": N_("Make the pairs"),
        "full": N_("There are {most} pairs, and there is room for no more."),
        "links": N_("The new links"),
        "copy_all": N_("Copy all links"),
        "show_links": N_("Show the links as text"),
        "pairs": N_("All pairs"),
        "pair": N_("Pair {n}"),
        "employee": N_("Employee"),
        "leader": N_("Leader"),
        "waiting": N_("not opened yet"),
        "opened": N_("link opened"),
        "expired": N_("link too old"),
        "opened_of": N_("{n} of {of} links are opened"),
        "copy_link": N_("Copy the link"),
        "copied": N_("Copied"),
        "copy_by_hand": N_(
            "This browser does not let a page copy. The text is marked: press Ctrl+C."
        ),
        "line_employee": N_("Pair {n}, employee: {link}"),
        "line_leader": N_("Pair {n}, leader: {link}"),
        "renew": N_("New links"),
        "ask_renew": N_("The links of this pair stop working. Make new ones?"),
        "renew_yes": N_("Yes, make new links"),
        "delete": N_("Delete"),
        "ask_remove": N_("Delete this pair? Its links stop working."),
        "delete_yes": N_("Yes, delete"),
        "no": N_("No, leave it"),
        "empty": N_(
            "There are no pairs yet. Make them above, and give each of the two their"
            " own link."
        ),
        "picture": N_("The picture of the unit"),
        "count_yes": N_("Yes, count now"),
    }
