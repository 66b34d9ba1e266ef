"""Pairs as the facilitator makes them: two single-use links each, shown once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from musworkshop import limits
from musworkshop.errors import InputError, NotFound
from musworkshop.model.pair import PairStatus, Side, Tickets, Way
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store.allowed import allow, check
from musworkshop.store.pair_keys import gone
from musworkshop.store.pair_links import new_ticket, sides_of
from musworkshop.store.pair_tables import pair, pair_side
from musworkshop.store.values import new_id, now, stamp
from musworkshop.store.workshops import grow
from musworkshop.text import _


def make(
    connection: Connection, viewer: Viewer, number: int, way: Way
) -> tuple[Tickets, ...]:
    """Make pairs, and return their links; the store keeps only hashes of them.

    Raises
    ------
    InputError
        If `number` is not from 1 up, or there would be too many.
    """
    allow(connection, viewer, Action.MAKE_PAIRS)
    grow(connection, viewer.workshop_id)
    mine = pair.c.workshop_id == viewer.workshop_id
    present, last = connection.execute(
        select(func.count(), func.max(pair.c.number)).where(mine)
    ).one()
    most = limits.PAIRS - present
    if not 1 <= number <= most:
        raise InputError(
            _("Say how many pairs: a number from 1 to {most}.").format(most=most)
            if most > 0
            else _("There are {n} pairs; there is room for no more.").format(n=present)
        )
    made = []
    for place in range((last or 0) + 1, (last or 0) + 1 + number):
        pair_id = new_id()
        connection.execute(
            insert(pair).values(
                id=pair_id,
                workshop_id=viewer.workshop_id,
                number=place,
                way=Way(way).value,
                revealed=False,
            )
        )
        connection.execute(
            insert(pair_side),
            [{"pair_id": pair_id, "side": side.value, "ready": False} for side in Side],
        )
        made.append(_with_tickets(connection, pair_id, place))
    return tuple(made)


def make_anew(connection: Connection, viewer: Viewer, pair_id: str) -> Tickets:
    """Replace the links of a pair that nobody has come to; the old ones end.

    Raises
    ------
    InputError
        If one of the two has come: from then on they renew each other's links.
    """
    allow(connection, viewer, Action.MAKE_PAIRS)
    row = _untouched(connection, viewer, pair_id)
    return _with_tickets(connection, pair_id, row.number)


def remove(connection: Connection, viewer: Viewer, pair_id: str) -> None:
    """Take a pair out that nobody has come to."""
    allow(connection, viewer, Action.MAKE_PAIRS)
    _untouched(connection, viewer, pair_id)
    grow(connection, viewer.workshop_id)
    connection.execute(delete(pair).where(pair.c.id == pair_id))


def statuses(connection: Connection, viewer: Viewer) -> tuple[PairStatus, ...]:
    """Return the workshop's pairs in order, with whether their links were opened."""
    check(viewer, Action.MAKE_PAIRS)
    found: dict[str, dict[Side, Any]] = {}
    statement = (
        select(pair.c.id, pair.c.number, pair.c.way, pair_side)
        .join(pair_side, pair_side.c.pair_id == pair.c.id)
        .where(pair.c.workshop_id == viewer.workshop_id)
        .order_by(pair.c.number)
    )
    for row in connection.execute(statement):
        found.setdefault(row.id, {})[Side(row.side)] = row
    moment = stamp(now())
    return tuple(
        PairStatus(
            id=key,
            number=sides[Side.EMPLOYEE].number,
            way=Way(sides[Side.EMPLOYEE].way),
            employee_has_come=sides[Side.EMPLOYEE].holder_key is not None,
            leader_has_come=sides[Side.LEADER].holder_key is not None,
            is_expired=all(each.holder_key is None for each in sides.values())
            and any((each.ticket_expires_at or "") < moment for each in sides.values()),
        )
        for key, sides in found.items()
    )


def _untouched(connection: Connection, viewer: Viewer, pair_id: str) -> Any:
    row, sides = sides_of(connection, pair_id)
    if row.workshop_id != viewer.workshop_id:
        raise NotFound(gone())
    if any(each.holder_key is not None for each in sides.values()):
        raise InputError(
            _(
                "One of the two has opened the link. From now on only they can make a"
                " new link for each other."
            )
        )
    return row


def _with_tickets(connection: Connection, pair_id: str, number: int) -> Tickets:
    employee, leader = (new_ticket(connection, pair_id, side, None) for side in Side)
    return Tickets(pair_id=pair_id, number=number, employee=employee, leader=leader)
