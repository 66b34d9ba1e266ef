"""Seats: the devices that have joined, known by a token's hash."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from musworkshop.errors import NotFound
from musworkshop.model.permissions import Action, Circle
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.work import Stage
from musworkshop.model.workshop import Seat
from musworkshop.store import places, tables
from musworkshop.store.allowed import allow
from musworkshop.store.news import tell
from musworkshop.store.values import hashed, moment, new_id, new_token, now, stamp
from musworkshop.store.workshops import grow
from musworkshop.text import LANGUAGES, _

# Made once: a page reads them each time it is shown.
_ONE = select(tables.seat).where(tables.seat.c.id == bindparam("seat_id"))
_OF_WORKSHOP = (
    select(tables.seat)
    .where(tables.seat.c.workshop_id == bindparam("workshop_id"))
    .where(tables.seat.c.role.not_in([Role.PROJECTOR.value, Role.PAIR.value]))
    .order_by(tables.seat.c.id)
)


def add(
    connection: Connection,
    workshop_id: str,
    role: Role,
    *,
    group_id: str | None = None,
    pair_id: str | None = None,
    language: str | None = None,
) -> tuple[Viewer, str]:
    """Make a seat; return it with the token its browser keeps."""
    token = new_token()
    seat_id = new_id()
    connection.execute(
        insert(tables.seat).values(
            id=seat_id,
            workshop_id=workshop_id,
            token_hash=hashed(token),
            role=role.value,
            group_id=group_id,
            pair_id=pair_id,
            language=language if language in LANGUAGES else None,
            seen_at=stamp(now()),
        )
    )
    viewer = Viewer(
        workshop_id=workshop_id,
        seat_id=seat_id,
        role=role,
        group_id=group_id,
        pair_id=pair_id,
    )
    return viewer, token


def by_token(connection: Connection, token: str) -> Viewer | None:
    """Return the seat whose browser holds `token`, or None."""
    rows = tables.seat
    row = connection.execute(
        select(rows).where(rows.c.token_hash == hashed(token))
    ).first()
    return _viewer(row) if row else None


def viewer_of(connection: Connection, seat_id: str) -> Viewer | None:
    """Return the seat as a viewer, or None when it has left."""
    row = connection.execute(_ONE, {"seat_id": seat_id}).first()
    return _viewer(row) if row else None


def viewer(connection: Connection, seat_id: str) -> Viewer:
    """Return the seat as a viewer; raise NotFound when it has left."""
    found = viewer_of(connection, seat_id)
    if found is None:
        raise NotFound(
            _("This device has left the workshop. Open the join page to come back.")
        )
    return found


def of_workshop(connection: Connection, workshop_id: str) -> tuple[Seat, ...]:
    """Return the seats of the people in the room and of the facilitators."""
    found = connection.execute(_OF_WORKSHOP, {"workshop_id": workshop_id})
    return tuple(_seat(row) for row in found)


def get(connection: Connection, seat_id: str) -> Seat:
    """Return one seat; raise NotFound when it has left."""
    row = connection.execute(_ONE, {"seat_id": seat_id}).first()
    if row is None:
        raise NotFound(
            _("This device has left the workshop. Open the join page to come back.")
        )
    return _seat(row)


def seen(
    connection: Connection, seat_ids: Collection[str], *, at: datetime | None = None
) -> None:
    """Note a sign of life of some seats; this is no news to other pages."""
    rows = tables.seat
    connection.execute(
        update(rows).where(rows.c.id.in_(seat_ids)).values(seen_at=stamp(at or now()))
    )


def look_at(connection: Connection, viewer: Viewer, step_id: str | None) -> None:
    """Let a seat look at a step; None follows the facilitator again."""
    allow(connection, viewer, Action.MOVE_SELF)
    _change(connection, viewer, view_step_id=step_id)


def set_ready(connection: Connection, viewer: Viewer, step_id: str | None) -> None:
    """Let a seat say it is ready with a step, or with none."""
    allow(connection, viewer, Action.MOVE_SELF)
    _change(connection, viewer, ready_step_id=step_id)


def set_language(connection: Connection, viewer: Viewer, language: str) -> None:
    """Choose the language of a seat's pages."""
    allow(connection, viewer, Action.MOVE_SELF)
    _change(connection, viewer, language=language if language in LANGUAGES else None)


def hand_over(connection: Connection, viewer: Viewer, seat_id: str) -> None:
    """Give the table's pen to another device at the same table."""
    allow(connection, viewer, Action.HAND_OVER)
    rows = tables.seat
    heir = connection.execute(
        select(rows.c.id)
        .where(rows.c.id == seat_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.group_id == viewer.group_id)
    ).first()
    if heir is None or viewer.group_id is None:
        raise NotFound(_("That device no longer sits at your table."))
    groups = tables.group
    connection.execute(
        update(groups)
        .where(groups.c.id == viewer.group_id)
        .values(scribe_seat_id=seat_id)
    )


def leave(connection: Connection, viewer: Viewer) -> None:
    """Take a seat out of the workshop; its cards stay, its drafts and dots go.

    Cards that only this device could read go too. The pen goes to the table's next
    device, if there is one.
    """
    allow(connection, viewer, Action.MOVE_SELF)
    grow(connection, viewer.workshop_id)
    if places.vacate(connection, viewer.seat_id):
        tell(connection, viewer, Circle.ROOM)
    rows = tables.seat
    cards = tables.card
    unread = cards.c.stage == Stage.OWN.value
    if viewer.group_id is None:
        unread = cards.c.stage != Stage.ROOM.value
    mine = cards.c.seat_id == viewer.seat_id
    conflicts = tables.conflict
    connection.execute(
        delete(conflicts).where(
            conflicts.c.subject_id.in_(select(cards.c.id).where(mine).where(unread))
        )
    )
    connection.execute(delete(cards).where(mine).where(unread))
    # Drafts, dots and answered requests go with the seat, its other cards stay: see
    # the foreign keys in `store.tables`.
    connection.execute(delete(rows).where(rows.c.id == viewer.seat_id))
    if viewer.group_id:
        groups = tables.group
        heir = connection.execute(
            select(rows.c.id)
            .where(rows.c.group_id == viewer.group_id)
            .order_by(rows.c.seen_at.desc(), rows.c.id)
            .limit(1)
        ).scalar()
        connection.execute(
            update(groups)
            .where(groups.c.id == viewer.group_id)
            .where(groups.c.scribe_seat_id == viewer.seat_id)
            .values(scribe_seat_id=heir)
        )


def _change(connection: Connection, viewer: Viewer, **values: str | None) -> None:
    rows = tables.seat
    connection.execute(update(rows).where(rows.c.id == viewer.seat_id).values(values))


def _viewer(row: Row[tuple[str, ...]]) -> Viewer:
    return Viewer(
        workshop_id=row.workshop_id,
        seat_id=row.id,
        role=Role(row.role),
        group_id=row.group_id,
        pair_id=row.pair_id,
    )


def _seat(row: Row[tuple[str, ...]]) -> Seat:
    return Seat(
        id=row.id,
        workshop_id=row.workshop_id,
        role=Role(row.role),
        group_id=row.group_id,
        language=row.language,
        view_step_id=row.view_step_id,
        ready_step_id=row.ready_step_id,
        seen_at=moment(row.seen_at),
    )
