"""Agreed actions: at most three, each with an owner's role and a date."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from musworkshop import limits
from musworkshop.errors import InputError, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import ActionStatus, AgreedAction
from musworkshop.store.allowed import allow
from musworkshop.store.temperature_tables import action
from musworkshop.store.values import clean, new_id
from musworkshop.text import _


def of_workshop(connection: Connection, workshop_id: str) -> tuple[AgreedAction, ...]:
    """Return a workshop's actions in order; everybody in the room may read them."""
    found = connection.execute(_all(), {"workshop_id": workshop_id})
    return tuple(
        AgreedAction(
            id=row.id,
            position=row.position,
            text=row.text,
            owner=row.owner,
            due=date.fromisoformat(row.due) if row.due else None,
            status=ActionStatus(row.status),
        )
        for row in found
    )


@cache
def _all() -> Select[Any]:
    mine = action.c.workshop_id == bindparam("workshop_id")
    return select(action).where(mine).order_by(action.c.position, action.c.id)


def save(
    connection: Connection,
    viewer: Viewer,
    action_id: str,
    *,
    text: str,
    owner: str,
    due: str,
    status: str,
    seen: str = "",
) -> str:
    """Keep an action, a new one where `action_id` is empty; return its id.

    Parameters
    ----------
    seen : str
        The text the writer began with; what somebody else has written meanwhile is not
        written over unseen. "" does not ask.

    Raises
    ------
    InputError
        If there are three already, or a text, date or status cannot be kept.
    NotFound
        If it has been removed meanwhile.
    """
    allow(connection, viewer, Action.AGREE)
    values = {
        "text": clean(text, limit=limits.CARD_CHARACTERS),
        "owner": clean(owner, limit=limits.NAME_CHARACTERS, may_be_empty=True),
        "due": _day(due),
        "status": _status(status),
    }
    mine = action.c.workshop_id == viewer.workshop_id
    if action_id:
        this = mine & (action.c.id == action_id)
        stored = connection.execute(select(action.c.text).where(this)).scalar()
        if seen and stored is not None and stored != seen:
            raise InputError(
                _(
                    'Somebody else has changed this to "{text}". Yours is kept here:'
                    " save it again if it is to stand instead."
                ).format(text=stored)
            )
        if not connection.execute(update(action).where(this).values(values)).rowcount:
            raise NotFound(_("This action has been removed."))
        return action_id
    number, last = connection.execute(
        select(func.count(), func.max(action.c.position)).where(mine)
    ).one()
    if number >= limits.ACTIONS:
        raise InputError(
            _(
                "There are {n} actions already. Few are done; many are forgotten."
            ).format(n=number)
        )
    new = new_id()
    connection.execute(
        insert(action).values(
            id=new,
            workshop_id=viewer.workshop_id,
            position=(last or 0) + 1,
            **values,
        )
    )
    return new


def remove(connection: Connection, viewer: Viewer, action_id: str) -> None:
    """Take an action out."""
    allow(connection, viewer, Action.AGREE)
    connection.execute(
        delete(action)
        .where(action.c.workshop_id == viewer.workshop_id)
        .where(action.c.id == action_id)
    )


def put(
    connection: Connection, workshop_id: str, actions: tuple[AgreedAction, ...]
) -> None:
    """Put the actions of an archive into a workshop."""
    for each in actions:
        connection.execute(
            insert(action).values(
                id=each.id,
                workshop_id=workshop_id,
                position=each.position,
                text=each.text,
                owner=each.owner,
                due=each.due.isoformat() if each.due else None,
                status=each.status.value,
            )
        )


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(_("Write the date with day, month and year.")) from error


def _status(text: str) -> str:
    try:
        return ActionStatus(text).value
    except ValueError as error:
        raise InputError(_("The request was not understood.")) from error
