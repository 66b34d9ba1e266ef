"""The door of the two who talk: a link is opened once, by a browser that keeps it.

The link's secret part stands behind ``#`` and so reaches no server's log. The browser
makes a secret of its own, which opens the wheel from then on; the server keeps neither.
"""

from __future__ import annotations

from typing import Any

from musworkshop.errors import MusWorkshopError
from musworkshop.model.roles import Role
from musworkshop.server.desk import COOKIES
from musworkshop.server.guard import Open
from musworkshop.store import pair_links, seats
from musworkshop.store.connect import Connection
from musworkshop.store.pair_keys import gone
from musworkshop.text import _, language

_LONGEST = 128


class PairDoor(Open):
    """``/pair/open``: open a link, or one of the wheels this browser keeps."""

    async def get(self) -> None:
        """Show the page; looking at it changes nothing."""
        self.show("pair.html", sentences=_sentences())

    async def post(self) -> None:
        """Open a link for the browser's secret, or the wheel that secret opens."""
        ticket = self.get_body_argument("ticket", "")[:_LONGEST]
        secret = self.get_body_argument("secret", "")[:_LONGEST]
        cookie = COOKIES[Role.PAIR]
        present = await self.desk.seat(self.get_cookie(cookie), fresh=True)

        def work(connection: Connection) -> tuple[str, dict[str, Any]]:
            """Return the token of a new seat ("" where the present one will do)."""
            opened = (
                pair_links.claim(connection, ticket, secret)
                if ticket
                else pair_links.own_pair(connection, secret)
            )
            workshop_id, pair_id, side = opened
            number = pair_links.number_of(connection, pair_id)
            found = {"side": side.value, "number": number}
            if present is not None and present.pair_id == pair_id:
                return "", found
            added = seats.add(
                connection,
                workshop_id,
                Role.PAIR,
                pair_id=pair_id,
                language=language(),
            )
            return added[1], found

        self.set_header("Content-Type", "application/json; charset=utf-8")
        try:
            token, found = await self.desk.write(work)
        except MusWorkshopError as problem:
            self.set_status(404)
            self.finish({"error": str(problem)})
            return
        if token:
            self.put_seat_cookie(cookie, token)
        self.finish(found)


def _sentences() -> dict[str, Any]:
    """Return what the page's script says."""
    return {
        "title": _("Your competence wheel"),
        "link": _(
            "This link works once, on this device. Afterwards the wheel opens here"
            " again without a link."
        ),
        "open": _("This is me: open my wheel"),
        "kept": _("Wheels on this device"),
        "go_on": _("Open"),
        "forget": _("Forget on this device"),
        "sure": _(
            "Without it this wheel opens here no more; the other one can make you a"
            " new link."
        ),
        "yes": _("Yes, forget it"),
        "no": _("Keep it"),
        "pair": _("Pair {n}"),
        "employee": _("Employee"),
        "leader": _("Leader"),
        "unkept": _(
            "This browser keeps nothing, so the wheel would be lost here. Open the link"
            " in an ordinary window, or in another browser."
        ),
        "none": _(
            "There is no wheel on this device yet. Ask the one you are to talk with, or"
            " the facilitator, for your link."
        ),
        "wheel": _("Wheel opened {day}"),
        "lost": _("There is no connection just now. Please try again in a moment."),
        "gone": gone(),
    }
