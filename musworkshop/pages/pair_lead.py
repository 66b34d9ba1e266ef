"""The facilitator's side of the wheels: make the pairs' links, count for the unit."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.pair import PairStatus, Tickets, Way
from musworkshop.model.roles import Viewer
from musworkshop.pages import pair_words as words
from musworkshop.pages.desk import Desk
from musworkshop.pages.pair import pair_link
from musworkshop.pages.room import Room
from musworkshop.rules import wheel_picture
from musworkshop.settings import Settings
from musworkshop.store import pairs, wheel_ballots
from musworkshop.store.connect import Connection
from musworkshop.store.pair_links import TICKET_DAYS
from musworkshop.store.seal import Seals
from musworkshop.store.values import now
from musworkshop.text import _, ngettext
from musworkshop.widgets.pair_lead import PairLead


class PairLeadPart:
    """Pairs and their links; whether they were opened, and nothing of what they hold.

    Parameters
    ----------
    desk : Desk
        The facilitator's.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seals = Seals(Settings().seals)
        self._way = Way.BOTH
        #: Links by pair id: here alone, until the page is loaded anew.
        self._links: dict[str, dict[str, str]] = {}
        #: Requests that are done: a repeat makes no more pairs.
        self._done: set[str] = set()
        self.widget = PairLead(
            calls={
                "make": self.make,
                "renew": self.renew,
                "remove": self.remove,
                "count": self.count,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the pairs and how many wheels wait to be counted."""
        found = self._desk.look_up(pairs.statuses)
        self.widget.show(
            {
                "pairs": [self._row(each) for each in found],
                "most": limits.PAIRS,
                "ways": words.ways(),
                "way": self._way.value,
                "who": [
                    _(
                        "What the two write only they can see: not you, and not those"
                        " who run the server."
                    ),
                    _(
                        "You see whether a link has been opened, and nothing else."
                        " Whoever has a link can open it once, so give it to the right"
                        " person."
                    ),
                ],
                "links_note": _(
                    "The links are shown only now: when you load this page anew they"
                    " are gone. They work for {n} days."
                ).format(n=TICKET_DAYS),
                "counting": self._counting(room),
            }
        )

    def _row(self, each: PairStatus) -> dict[str, Any]:
        titles = {way["id"]: way["title"] for way in words.ways()}
        return {
            "id": each.id,
            "number": each.number,
            "way_title": titles[each.way.value],
            "employee": "opened" if each.employee_has_come else "waiting",
            "leader": "opened" if each.leader_has_come else "waiting",
            "expired": each.is_expired,
            "links": self._links.get(each.id),
        }

    def _counting(self, room: Room) -> dict[str, Any]:
        waiting = self._desk.look_up(wheel_ballots.waiting)
        counted = room.picture is not None
        threshold = limits.DEFAULT_THRESHOLD
        # Not how many are missing: who watches it grow learns who has just agreed.
        state = "counted" if counted else "open" if waiting >= threshold else "none"
        sentence = {
            "none": _("Not enough pairs have agreed to be counted yet."),
            "open": ngettext(
                "{n} pair has agreed to be counted.",
                "{n} pairs have agreed to be counted.",
                waiting,
            ).format(n=waiting),
            "counted": _("The wheels are counted. The picture is on the screen."),
        }[state]
        return {
            "state": state,
            "sentence": sentence,
            "can": waiting >= threshold and not counted,
            "label": _("Count the wheels"),
            "confirm": _(
                "The wheels are counted once, and what was left for counting is"
                " deleted. Pairs that agree afterwards are not in the picture."
            ),
        }

    def make(self, request_id: str, number: int, way: str) -> None:
        """Make pairs with their links."""
        if way not in set(Way):
            raise InputError(_("The request was not understood."))
        self._way = Way(way)
        if request_id not in self._done:
            made = self._desk.keep(lambda c, v: pairs.make(c, v, number, Way(way)))
            self._done.add(request_id)
            for each in made:
                self._links[each.pair_id] = _links(each)
        self._desk.refresh()

    def renew(self, request_id: str, pair_id: str) -> None:
        """Make new links for a pair that nobody has come to."""
        made = self._desk.keep(lambda c, v: pairs.make_anew(c, v, pair_id))
        self._links[pair_id] = _links(made)
        self._desk.refresh()

    def remove(self, request_id: str, pair_id: str) -> None:
        """Take a pair out that nobody has come to."""
        self._desk.keep(lambda c, v: pairs.remove(c, v, pair_id))
        self._links.pop(pair_id, None)
        self._desk.refresh()

    def count(self, request_id: str) -> Any:
        """Count what waits, keep what may be shown, delete the rest and the key."""
        result = self._desk.act(request_id, self._count)
        self._seals.destroy(wheel_ballots.key_name(self._desk.viewer.workshop_id))
        return result

    def _count(self, connection: Connection, viewer: Viewer) -> None:
        wheel = self._desk.room.concept.wheel
        assert wheel is not None
        found = wheel_ballots.take_out(connection, viewer, self._seals)
        if len(found) < limits.DEFAULT_THRESHOLD:
            raise InputError(
                _("Fewer than {n} pairs have agreed: nothing is counted.").format(
                    n=limits.DEFAULT_THRESHOLD
                )
            )
        counted = wheel_picture.count(
            found,
            wheel,
            threshold=limits.DEFAULT_THRESHOLD,
            counted_on=now().date(),
        )
        wheel_ballots.keep(connection, viewer, counted)


def _links(made: Tickets) -> dict[str, str]:
    return {"employee": pair_link(made.employee), "leader": pair_link(made.leader)}
