"""Drafts: text on its way, kept for its own device only."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact
from musworkshop.store import seats, tables
from musworkshop.store.allowed import MY_WORKSHOP, allow, may_read, me
from musworkshop.store.values import without_controls
from musworkshop.text import _

FIELD_CHARACTERS = 120
FIELDS_PER_SEAT = 200


def keep(connection: Connection, viewer: Viewer, field: str, text: str) -> None:
    """Keep what stands half-written in a field; an empty text forgets it.

    A draft is no news to others: the workshop's revision stays.
    """
    allow(connection, viewer, Action.KEEP_DRAFT)
    if not isinstance(text, str) or not isinstance(field, str):
        raise InputError(_("Text was expected."))
    if len(field) > FIELD_CHARACTERS or len(text) > limits.DRAFT_CHARACTERS:
        raise InputError(
            _("The draft is longer than {limit} characters.").format(
                limit=limits.DRAFT_CHARACTERS
            )
        )
    seats.viewer(connection, viewer.seat_id)
    rows = tables.draft
    mine = rows.c.seat_id == viewer.seat_id
    name = without_controls(field)
    kept = without_controls(text)
    if not kept:
        connection.execute(delete(rows).where(mine).where(rows.c.field == name))
        return
    held = connection.execute(
        select(func.count()).select_from(rows).where(mine).where(rows.c.field != name)
    ).scalar_one()
    if held >= FIELDS_PER_SEAT:
        raise InputError(_("There is room for no more drafts on this device."))
    # In one statement, so that two requests of one device cannot collide.
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(rows)
        .values(
            workshop_id=viewer.workshop_id,
            seat_id=viewer.seat_id,
            field=name,
            text=kept,
        )
        .on_conflict_do_update(index_elements=["seat_id", "field"], set_={"text": kept})
    )


def of_seat(connection: Connection, viewer: Viewer) -> dict[str, str]:
    """Return the viewer's own drafts by field."""
    found = connection.execute(_own(viewer.role), me(viewer))
    return {row.field: row.text for row in found}


@cache
def _own(role: Role) -> Select[Any]:
    rows = tables.draft
    readable = may_read(
        role, Artefact.DRAFT, revealed=frozenset(), seat_column=rows.c.seat_id
    )
    return (
        select(rows.c.field, rows.c.text)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(readable)
        .order_by(rows.c.field)
    )
