"""News: who hears of a write, so that all others need not read the room again.

The workshop's revision grows with every write; the facilitator's and the projector's
pages hear of all of it. A phone hears of what is told to the room, to its table or to
its seat; a pair's page of what the two write. Each is a number that only grows, so a
page compares one sum.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Select,
    Table,
    bindparam,
    func,
    select,
    text,
    update,
)

from musworkshop.model.permissions import Circle
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.store import tables
from musworkshop.store.connect import reading
from musworkshop.store.pair_tables import pair


def tell(connection: Connection, viewer: Viewer, circle: Circle) -> None:
    """Let the pages of a circle around the viewer know that something changed."""
    if circle in (Circle.ROOM, Circle.ROOM_ONCE_SHOWN):
        rows = tables.workshop
        change = _one_more(rows).where(rows.c.id == viewer.workshop_id)
        if circle is Circle.ROOM_ONCE_SHOWN:
            change = change.where(rows.c.cards_shown)
        connection.execute(change)
    if circle is Circle.PAIR:
        connection.execute(_one_more(pair).where(pair.c.id == viewer.pair_id))
    if circle in (Circle.TABLE, Circle.ROOM_ONCE_SHOWN):
        if viewer.group_id is None:
            rows = tables.seat
            connection.execute(_one_more(rows).where(rows.c.id == viewer.seat_id))
        else:
            tell_table(connection, viewer.group_id)


def tell_table(connection: Connection, group_id: str) -> None:
    """Let the pages of one table know that something changed."""
    rows = tables.group
    connection.execute(_one_more(rows).where(rows.c.id == group_id))


def heard(connection: Connection, viewer: Viewer) -> int:
    """Return a number that is another one when the viewer's page has news.

    A workshop or a seat that is gone gives 0.
    """
    return int(connection.execute(*_question(viewer)).scalar() or 0)


class Ear:
    """Tells what a seat has heard of; costs next to nothing while nobody writes.

    SQLite keeps count of what other connections commit, and tells without reading a
    table. The connection is this ear's own: the count is each connection's. Two hundred
    pages listen several times a second, so the driver is asked directly.

    Parameters
    ----------
    engine : Engine
        This process's store.
    viewer : Viewer
        The seat.
    """

    def __init__(self, engine: Engine, viewer: Viewer) -> None:
        self._engine, self._viewer = engine, viewer
        self._count = self._number = -1
        self._cursor: Any = None
        if engine.dialect.name == "sqlite":
            statement, asked = _question(viewer)
            self._sql = _spelled(statement, engine.dialect)
            self._asked = tuple(asked.values())
            self._line = engine.raw_connection()
            self._cursor = self._line.cursor()

    def listen(self) -> int:
        """Return what `heard` does."""
        if self._cursor is None:
            with reading(self._engine) as connection:
                return heard(connection, self._viewer)
        count = self._cursor.execute("PRAGMA data_version").fetchone()[0]
        if count != self._count:
            found = self._cursor.execute(self._sql, self._asked).fetchone()
            self._count, self._number = count, int(found[0]) if found else 0
        return self._number

    def close(self) -> None:
        """Give the connection back."""
        if self._cursor is not None:
            self._cursor.close()
            self._line.close()
            self._cursor = None


@cache
def _spelled(statement: Select[tuple[int]], dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect))


def _question(viewer: Viewer) -> tuple[Any, dict[str, str]]:
    if viewer.role in IN_THE_ROOM:
        return _PHONE, {"seat_id": viewer.seat_id}
    if viewer.role is Role.PAIR:
        return _PAIR, {"seat_id": viewer.seat_id}
    return _LEADER, {"workshop_id": viewer.workshop_id}


def _one_more(rows: Table) -> Any:
    return update(rows).values(news=rows.c.news + 1)


def _of_a_phone() -> Any:
    seat, group, workshop = tables.seat, tables.group, tables.workshop
    return (
        select(workshop.c.news + seat.c.news + func.coalesce(group.c.news, text("0")))
        .select_from(
            seat.join(workshop, workshop.c.id == seat.c.workshop_id).outerjoin(
                group, group.c.id == seat.c.group_id
            )
        )
        .where(seat.c.id == bindparam("seat_id"))
    )


_PHONE = _of_a_phone()
# The seat's own number is in it, so that the page hears when its language changes.
_PAIR = (
    select(pair.c.news + tables.seat.c.news + text("1"))
    .select_from(tables.seat.join(pair, pair.c.id == tables.seat.c.pair_id))
    .where(tables.seat.c.id == bindparam("seat_id"))
)
_LEADER = select(tables.workshop.c.revision).where(
    tables.workshop.c.id == bindparam("workshop_id")
)
