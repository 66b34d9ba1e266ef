"""Texts that several may edit: a second writer's text is kept and shown, never lost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from musworkshop.errors import NotFound
from musworkshop.model.roles import Viewer
from musworkshop.store import tables
from musworkshop.store.values import new_id
from musworkshop.text import _


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What the store holds after somebody saved."""

    text: str
    version: int
    #: Texts written at the same time that still wait for a decision.
    conflicts: tuple[str, ...] = ()

    def as_answer(self) -> dict[str, Any]:
        """Return what a page's field is told; a text that came too late, and why."""
        return {
            "text": self.text,
            "version": self.version,
            "conflict": self.text if self.conflicts else None,
        }

    def as_json(self) -> dict[str, Any]:
        """Return it as the browser gets it."""
        return {**asdict(self), "conflicts": list(self.conflicts)}


def save(
    connection: Connection,
    viewer: Viewer,
    table: Table,
    row_id: str,
    *,
    column: str,
    text: str,
    version: int,
    decides: bool = False,
) -> Saved:
    """Keep `text` if the row still has the version its writer read.

    Otherwise the row stays and `text` is kept beside it as a conflict.

    Parameters
    ----------
    table, row_id, column : Table, str, str
        The row and the column that holds the text; the table has `version`.
    text : str
        Already cleaned.
    version : int
        The version the writer read before typing.
    decides : bool
        Whether keeping `text` settles what waited beside the row.

    Returns
    -------
    Saved
        The row's text now, with all texts that wait beside it.

    Raises
    ------
    NotFound
        If the row is gone.
    """
    # First the change, only then the look: the row lock makes two writers take turns.
    changed = connection.execute(
        update(table)
        .where(table.c.id == row_id)
        .where(table.c.workshop_id == viewer.workshop_id)
        .where(table.c.version == version)
        .values({column: text, "version": version + 1})
    ).rowcount
    row = connection.execute(
        select(table.c[column], table.c.version)
        .where(table.c.id == row_id)
        .where(table.c.workshop_id == viewer.workshop_id)
    ).first()
    if row is None:
        raise NotFound(_("This text has been removed in the meantime."))
    if changed and decides:
        settle(connection, row_id)
    waiting = of(connection, [row_id]).get(row_id, ())
    now = row[1]
    if not changed and text != row[0] and text not in waiting:
        connection.execute(
            insert(tables.conflict).values(
                id=new_id(),
                workshop_id=viewer.workshop_id,
                subject_id=row_id,
                text=text,
            )
        )
        waiting = tuple(sorted((*waiting, text)))
        if table is tables.passage:
            # These are shown with what waits beside them: whoever decides must have
            # seen this text too, so a decision made on the version before comes late.
            now += 1
            connection.execute(
                update(table).where(table.c.id == row_id).values(version=now)
            )
    return Saved(text=row[0] or "", version=now, conflicts=waiting)


def settle(connection: Connection, row_id: str) -> None:
    """Forget the texts that waited beside a row; somebody has decided."""
    rows = tables.conflict
    connection.execute(delete(rows).where(rows.c.subject_id == row_id))


_WAITING = (
    select(tables.conflict.c.subject_id, tables.conflict.c.text)
    .where(tables.conflict.c.subject_id.in_(bindparam("row_ids", expanding=True)))
    .order_by(tables.conflict.c.text)
)


def of(connection: Connection, row_ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the waiting texts by row id, for those rows that have any."""
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(_WAITING, {"row_ids": row_ids}):
        found[row.subject_id] = (*found.get(row.subject_id, ()), row.text)
    return found
