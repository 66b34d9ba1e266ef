"""The two gates of the store: who may do what, and who may read what."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, false, or_, true

from musworkshop.errors import NotAllowed
from musworkshop.model.permissions import ALLOWED, HEARD, Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import ROLES_IN, TABLE, Artefact, Audience, Reveal
from musworkshop.store.news import tell
from musworkshop.text import _

MY_WORKSHOP, MY_GROUP, MY_SEAT = (
    bindparam(name, type_=Text) for name in ("my_workshop", "my_group", "my_seat")
)


def check(viewer: Viewer, action: Action) -> None:
    """Raise NotAllowed unless the action is listed for the viewer's role."""
    if viewer.role not in ALLOWED.get(action, frozenset()):
        raise NotAllowed(_("This is not open to your role."))


def allow(connection: Connection, viewer: Viewer, action: Action) -> None:
    """Let a viewer write, or raise NotAllowed; let those who can see it know."""
    check(viewer, action)
    tell(connection, viewer, HEARD[action])


def me(viewer: Viewer) -> dict[str, str | None]:
    """Return what the conditions of `may_read` and `MY_WORKSHOP` ask for."""
    return {
        "my_workshop": viewer.workshop_id,
        "my_group": viewer.group_id,
        "my_seat": viewer.seat_id,
    }


def may_read(
    role: Role,
    artefact: Artefact,
    *,
    revealed: frozenset[Reveal],
    seat_column: Any = None,
    group_column: Any = None,
) -> ColumnElement[bool]:
    """Return the condition under which a viewer reads a row of an artefact.

    It is the same for all viewers of a role, so that a statement is made once; who
    asks is given with it, see `me`.

    Parameters
    ----------
    role : Role
        Of the viewer who asks.
    artefact : Artefact
        Row of the visibility table.
    revealed : frozenset of Reveal
        What the facilitator has shown so far.
    seat_column, group_column : Column, optional
        Where the row says whose it is; an audience without its column is nobody.

    Returns
    -------
    ColumnElement of bool
        False for all rows when the viewer is in none of the artefact's audiences.
    """
    conditions: list[ColumnElement[bool]] = [false()]
    for audience in TABLE[artefact].audiences(revealed):
        if role not in ROLES_IN[audience]:
            continue
        if audience is Audience.OWN_SEAT:
            if seat_column is not None:
                conditions.append(seat_column == MY_SEAT)
        elif audience is Audience.OWN_GROUP:
            if group_column is not None:  # without a table it equals nothing
                conditions.append(group_column == MY_GROUP)
        else:
            conditions.append(true())
    return or_(*conditions)
