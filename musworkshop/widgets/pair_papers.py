"""The pair's own papers and file, and last year's file beside them."""

from __future__ import annotations

from typing import ClassVar

from musworkshop.text import N_
from musworkshop.widgets.base import MusWidget, assets


class PairPapers(MusWidget):
    """Fetch the two people's papers; open last year's file.

    Notes
    -----
    Shape of `data`, which is empty until there is something to fetch::

        {"papers": [{"name": "kompetencehjul.pdf", "title": "PDF", "about": str}],
         "own_file": {"name": str, "title": str, "about": str},
         "last_year": {"shown": str, "sentence": str}, "who": str}

    A paper is fetched by POST from ``/documents/pair/<name>`` with the form fields
    ``secret`` (the page's key), ``language``, ``last_year`` and ``_xsrf``; the answer
    is the file, or a sentence as text/plain. ``shown`` names last year's wheel while it
    is open, "" when none is.

    Last year's file is read in the browser, at most 200,000 bytes of UTF-8, and kept
    in the page's memory only, to be sent with the papers while it is shown.

    Calls: ``open_last_year(text)``, answered with None or an error;
    ``close_last_year()``.
    """

    _esm, _css = assets(
        "pair_papers", kit=("kit", "wire", "field", "pair_key", "pair_who")
    )

    TEXTS: ClassVar[dict[str, str]] = {
        "heading": N_("To take with you"),
        "fetch": N_("Fetch {title}"),
        "fetched": N_("Fetched: {name}"),
        "failed": N_("The paper could not be fetched. Please try again in a moment."),
        "own": N_("For next year"),
        "last_year": N_("Last year's wheel"),
        "open_file": N_("Open last year's file"),
        "close_file": N_("Put last year's away"),
        "reading": N_("Reading the file …"),
        "too_big": N_(
            "This file is too big to be a wheel's: that holds at most {n} kB. Choose"
            " the file you fetched last year."
        ),
        "unreadable": N_(
            "This file is not a text. Choose the file you fetched last year."
        ),
    }
