"""The two gates of the store: who may do what, and who may read what."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, false, or_, true

from musworkshop.errors import NotAllowed
from musworkshop.model.permissions import ALLOWED, HEARD, Action
from musworkshop.model.roles import Viewer
from musworkshop.model.visibility import ROLES_IN, TABLE, Artefact, Audience, Reveal
from musworkshop.store.news import tell
from musworkshop.text import _


def check(viewer: Viewer, action: Action) -> None:
    """Raise NotAllowed unless the action is listed for the viewer's role."""
    if viewer.role not in ALLOWED.get(action, frozenset()):
        raise NotAllowed(_("This is not open to your role."))


def allow(connection: Connection, viewer: Viewer, action: Action) -> None:
    """Let a viewer write, or raise NotAllowed; let those who can see it know."""
    check(viewer, action)
    tell(connection, viewer, HEARD[action])


def may_read(
    viewer: Viewer,
    artefact: Artefact,
    *,
    revealed: frozenset[Reveal],
    seat_column: Any = None,
    group_column: Any = None,
) -> ColumnElement[bool]:
    """Return the condition under which a viewer reads a row of an artefact.

    Parameters
    ----------
    viewer : Viewer
        Who asks.
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
        if viewer.role not in ROLES_IN[audience]:
            continue
        if audience is Audience.OWN_SEAT:
            if seat_column is not None:
                conditions.append(seat_column == viewer.seat_id)
        elif audience is Audience.OWN_GROUP:
            if group_column is not None and viewer.group_id is not None:
                conditions.append(group_column == viewer.group_id)
        else:
            conditions.append(true())
    return or_(*conditions)
