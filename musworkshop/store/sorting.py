"""Sorting the wall: group alike cards, take one off, and undo with one click."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, delete, false, func, insert, select, update

from musworkshop import limits
from musworkshop.errors import InputError, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact, Reveal
from musworkshop.model.work import Cluster, Stage
from musworkshop.store import tables, versions
from musworkshop.store.allowed import MY_WORKSHOP, allow, check, may_read, me
from musworkshop.store.values import clean, new_id
from musworkshop.store.versions import Saved
from musworkshop.text import _

UNDO_KEPT = 50
_CARDS_AT_ONCE = 500


def clusters(
    connection: Connection, viewer: Viewer, *, revealed: frozenset[Reveal]
) -> tuple[Cluster, ...]:
    """Return the clusters of the wall, for those who may read the wall.

    A cluster is as visible as the cards in it: without any it is not shown.
    """
    found = connection.execute(_clusters(viewer.role, revealed), me(viewer))
    return tuple(
        Cluster(
            id=row.id, theme_id=row.theme_id, wording=row.wording, version=row.version
        )
        for row in found
    )


@cache
def _clusters(role: Role, revealed: frozenset[Reveal]) -> Select[Any]:
    rows, cards = tables.cluster, tables.card
    members = select(cards.c.cluster_id).where(
        cards.c.cluster_id == rows.c.id, cards.c.stage == Stage.ROOM.value
    )
    if role is not Role.FACILITATOR:
        members = members.where(cards.c.hidden == false())
    return (
        select(rows)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(may_read(role, Artefact.ROOM_CARD, revealed=revealed))
        .where(members.exists())
        .order_by(rows.c.id)
    )


def group_cards(connection: Connection, viewer: Viewer, card_ids: list[str]) -> str:
    """Put two or more cards, with all they are grouped with, into one cluster.

    Returns
    -------
    str
        Id of the cluster: of several the first that has a wording, or a new one.
    """
    allow(connection, viewer, Action.SORT_CARDS)
    rows = tables.card
    if len(card_ids) > _CARDS_AT_ONCE:
        raise InputError(_("Choose two or more cards of the same theme."))
    chosen = connection.execute(
        select(rows.c.id, rows.c.theme_id, rows.c.cluster_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.stage == Stage.ROOM.value)
        .where(rows.c.id.in_(card_ids))
        .order_by(rows.c.position, rows.c.id)
    ).all()
    if len(chosen) < 2 or len({row.theme_id for row in chosen}) > 1:
        raise InputError(_("Choose two or more cards of the same theme."))
    old = list(dict.fromkeys(row.cluster_id for row in chosen if row.cluster_id))
    if len(old) == 1 and all(row.cluster_id for row in chosen):
        return str(old[0])  # they are together already, and nothing is to be undone
    members = connection.execute(
        select(rows.c.id)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.cluster_id.in_(old))
    ).scalars()
    together = sorted({*(row.id for row in chosen), *members})
    cluster_id = _first_worded(connection, old) or new_id()
    if not old:
        connection.execute(
            insert(tables.cluster).values(
                id=cluster_id,
                workshop_id=viewer.workshop_id,
                theme_id=chosen[0].theme_id,
                version=1,
            )
        )
    _remember(connection, viewer, "group", together)
    connection.execute(
        update(rows).where(rows.c.id.in_(together)).values(cluster_id=cluster_id)
    )
    return cluster_id


def ungroup_card(connection: Connection, viewer: Viewer, card_id: str) -> None:
    """Take a card out of its cluster; two left over are a cluster, one is a card."""
    allow(connection, viewer, Action.SORT_CARDS)
    rows = tables.card
    cluster_id = connection.execute(
        select(rows.c.cluster_id).where(_room_card(viewer, card_id))
    ).scalar()
    if cluster_id is None:
        raise NotFound(_("That card is not grouped any more."))
    members = list(
        connection.execute(
            select(rows.c.id).where(rows.c.cluster_id == cluster_id)
        ).scalars()
    )
    _remember(connection, viewer, "ungroup", members)
    freed = members if len(members) <= 2 else [card_id]
    connection.execute(update(rows).where(rows.c.id.in_(freed)).values(cluster_id=None))


def set_hidden(
    connection: Connection, viewer: Viewer, card_id: str, hidden: bool
) -> None:
    """Take a card off the wall, or put it back; its text is kept."""
    allow(connection, viewer, Action.SORT_CARDS)
    rows = tables.card
    before = connection.execute(
        select(rows.c.hidden).where(_room_card(viewer, card_id))
    ).scalar()
    if before is None:
        raise NotFound(_("That card is no longer on the wall."))
    if before == hidden:
        return
    _remember(connection, viewer, "hide" if hidden else "show", [card_id])
    connection.execute(
        update(rows).where(_room_card(viewer, card_id)).values(hidden=hidden)
    )


def name_cluster(
    connection: Connection, viewer: Viewer, cluster_id: str, wording: str, version: int
) -> Saved:
    """Give a cluster the wording its cards share; empty means the first card's."""
    allow(connection, viewer, Action.SORT_CARDS)
    return versions.save(
        connection,
        viewer,
        tables.cluster,
        cluster_id,
        column="wording",
        text=clean(wording, limit=limits.CARD_CHARACTERS, may_be_empty=True),
        version=version,
        decides=True,
    )


def last_step(connection: Connection, viewer: Viewer) -> tuple[str, int] | None:
    """Return what `undo` would take back: its kind and how many cards it touches."""
    check(viewer, Action.SORT_CARDS)
    rows = tables.undo_step
    row = connection.execute(
        select(rows.c.kind, rows.c.before_json)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .order_by(rows.c.number.desc())
        .limit(1)
    ).first()
    return (row.kind, len(json.loads(row.before_json))) if row else None


def undo(connection: Connection, viewer: Viewer) -> None:
    """Take back the last grouping, ungrouping, hiding or showing.

    A card that its table has taken from the wall since then is left alone.
    """
    allow(connection, viewer, Action.SORT_CARDS)
    rows = tables.undo_step
    row = connection.execute(
        select(rows)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .order_by(rows.c.number.desc())
        .limit(1)
    ).first()
    if row is None:
        raise NotFound(_("There is nothing left to undo."))
    cards = tables.card
    for card_id, before in json.loads(row.before_json).items():
        connection.execute(
            update(cards).where(_room_card(viewer, card_id)).values(before)
        )
    connection.execute(delete(rows).where(rows.c.id == row.id))


def _room_card(viewer: Viewer, card_id: str) -> Any:
    rows = tables.card
    return (
        (rows.c.id == card_id)
        & (rows.c.workshop_id == viewer.workshop_id)
        & (rows.c.stage == Stage.ROOM.value)
    )


def _first_worded(connection: Connection, cluster_ids: list[str]) -> str | None:
    rows = tables.cluster
    worded = set(
        connection.execute(
            select(rows.c.id)
            .where(rows.c.id.in_(cluster_ids))
            .where(func.coalesce(rows.c.wording, "") != "")
        ).scalars()
    )
    return next((each for each in cluster_ids if each in worded), None) or next(
        iter(cluster_ids), None
    )


def _remember(
    connection: Connection, viewer: Viewer, kind: str, card_ids: list[str]
) -> None:
    cards = tables.card
    before = {
        row.id: {"cluster_id": row.cluster_id, "hidden": bool(row.hidden)}
        for row in connection.execute(
            select(cards.c.id, cards.c.cluster_id, cards.c.hidden)
            .where(cards.c.workshop_id == viewer.workshop_id)
            .where(cards.c.id.in_(card_ids))
        )
    }
    rows = tables.undo_step
    last = connection.execute(
        select(func.max(rows.c.number)).where(rows.c.workshop_id == viewer.workshop_id)
    ).scalar()
    number = (last or 0) + 1
    connection.execute(
        insert(rows).values(
            id=new_id(),
            workshop_id=viewer.workshop_id,
            number=number,
            kind=kind,
            before_json=json.dumps(before),
        )
    )
    connection.execute(
        delete(rows)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.number <= number - UNDO_KEPT)
    )
