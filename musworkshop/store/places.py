"""Chairs and queues: taken with one tap, in fair order; nobody is thrown out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from musworkshop.errors import NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store.allowed import allow
from musworkshop.store.method_tables import circle, method_run, place
from musworkshop.text import _

_NO_CHAIR: dict[str, Any] = {"role_id": None, "chair": None}
_NO_WISH: dict[str, Any] = {"wish_id": None, "ticket": None}


def take(
    connection: Connection,
    viewer: Viewer,
    circle_id: str,
    role_id: str,
    *,
    chairs: int,
    may_sit: bool = True,
) -> bool:
    """Sit down on a chair of a role, or wait for one.

    Parameters
    ----------
    circle_id, role_id : str
    chairs : int
        How many the role has.
    may_sit : bool
        Whether chairs are taken now; else one can only wait.

    Returns
    -------
    bool
        True where the seat sits; False where it waits in the queue.
    """
    allow(connection, viewer, Action.TAKE_PLACE)
    mine = _sit_in(connection, viewer, circle_id)
    if mine.role_id == role_id and mine.chair:
        return True
    if mine.wish_id != role_id:
        last = connection.execute(
            select(func.max(place.c.ticket)).where(
                place.c.workshop_id == viewer.workshop_id
            )
        ).scalar()
        _change(connection, viewer.seat_id, wish_id=role_id, ticket=(last or 0) + 1)
    if may_sit:
        seat_those_who_wait(connection, circle_id, {role_id: chairs})
    return bool(_row(connection, viewer.seat_id).role_id == role_id)


def leave(connection: Connection, viewer: Viewer) -> None:
    """Leave the queue, or stand up; whoever is next in the queue sits down."""
    allow(connection, viewer, Action.TAKE_PLACE)
    row = connection.execute(
        select(place.c.wish_id).where(place.c.seat_id == viewer.seat_id)
    ).first()
    if row is not None and row.wish_id is not None:
        _change(connection, viewer.seat_id, **_NO_WISH)
    else:
        vacate(connection, viewer.seat_id)


def free_chair(
    connection: Connection, viewer: Viewer, circle_id: str, role_id: str, chair: int
) -> None:
    """Free a chair whose device is gone; whoever is next in the queue sits down."""
    allow(connection, viewer, Action.LEAD)
    seat_id = connection.execute(
        select(place.c.seat_id)
        .where(place.c.workshop_id == viewer.workshop_id)
        .where(place.c.circle_id == circle_id)
        .where(place.c.role_id == role_id)
        .where(place.c.chair == chair)
    ).scalar()
    if seat_id is None:
        raise NotFound(_("That chair is free already."))
    vacate(connection, seat_id, hand_on=True)


def vacate(connection: Connection, seat_id: str, *, hand_on: bool = False) -> bool:
    """Take a seat from its chair and out of the queue; say whether it was in either.

    Parameters
    ----------
    seat_id : str
    hand_on : bool
        Whether the next in the queue sits down also while chairs are not taken.
    """
    row = connection.execute(select(place).where(place.c.seat_id == seat_id)).first()
    if row is None:
        return False
    _change(connection, seat_id, **_NO_CHAIR, **_NO_WISH)
    if row.chair and (hand_on or _seats_now(connection, row.circle_id)):
        _seat_next(connection, row.circle_id, row.role_id, row.chair)
    return True


def stand_up(connection: Connection, circle_id: str) -> None:
    """Let all in a circle stand up from their chairs."""
    connection.execute(
        update(place).where(place.c.circle_id == circle_id).values(**_NO_CHAIR)
    )


def seat_those_who_wait(
    connection: Connection, circle_id: str, chairs: Mapping[str, int]
) -> None:
    """Let those who wait sit down, first come first, while chairs are free.

    Parameters
    ----------
    chairs : mapping of str to int
        Role id -> how many chairs it has.
    """
    for role_id, number in chairs.items():
        taken = set(
            connection.execute(
                select(place.c.chair)
                .where(place.c.circle_id == circle_id)
                .where(place.c.role_id == role_id)
            ).scalars()
        )
        for chair in range(1, number + 1):
            if chair not in taken and not _seat_next(
                connection, circle_id, role_id, chair
            ):
                break


def _seat_next(
    connection: Connection, circle_id: str, role_id: str, chair: int
) -> bool:
    """Give a free chair to the first who waits for it; False where nobody does."""
    first = connection.execute(
        select(place.c.seat_id, place.c.role_id, place.c.chair)
        .where(place.c.circle_id == circle_id)
        .where(place.c.wish_id == role_id)
        .order_by(place.c.ticket)
        .limit(1)
    ).first()
    if first is None:
        return False
    _change(connection, first.seat_id, role_id=role_id, chair=chair, **_NO_WISH)
    if first.chair:  # came from another chair, which is free now
        _seat_next(connection, circle_id, first.role_id, first.chair)
    return True


def _sit_in(connection: Connection, viewer: Viewer, circle_id: str) -> Row[Any]:
    """Return the seat's row in a circle; a new one, or moved from another circle."""
    known = connection.execute(
        select(circle.c.id)
        .where(circle.c.id == circle_id)
        .where(circle.c.workshop_id == viewer.workshop_id)
    ).first()
    if known is None:
        raise NotFound(_("No method is being played now."))
    found = connection.execute(
        select(place).where(place.c.seat_id == viewer.seat_id)
    ).first()
    if found is None:
        connection.execute(
            insert(place).values(
                seat_id=viewer.seat_id,
                workshop_id=viewer.workshop_id,
                circle_id=circle_id,
            )
        )
    elif found.circle_id != circle_id:
        vacate(connection, viewer.seat_id)
        _change(connection, viewer.seat_id, circle_id=circle_id)
    return _row(connection, viewer.seat_id)


def _row(connection: Connection, seat_id: str) -> Row[Any]:
    return connection.execute(select(place).where(place.c.seat_id == seat_id)).one()


def _seats_now(connection: Connection, circle_id: str) -> bool:
    rows = method_run
    found = connection.execute(
        select(rows.c.seating)
        .join(circle, circle.c.workshop_id == rows.c.workshop_id)
        .where(circle.c.id == circle_id)
    ).scalar()
    return bool(found)


def _change(connection: Connection, seat_id: str, **values: Any) -> None:
    connection.execute(update(place).where(place.c.seat_id == seat_id).values(**values))
