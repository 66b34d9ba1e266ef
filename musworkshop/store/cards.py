"""Cards: written in silence, laid on the table, picked for the room."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact, Reveal
from musworkshop.model.work import Card, Stage
from musworkshop.store import tables, versions
from musworkshop.store.allowed import (
    MY_GROUP,
    MY_SEAT,
    MY_WORKSHOP,
    allow,
    may_read,
    me,
)
from musworkshop.store.values import clean, new_id
from musworkshop.store.versions import Saved
from musworkshop.text import _

_ARTEFACT = {
    Stage.OWN: Artefact.OWN_CARD,
    Stage.TABLE: Artefact.TABLE_CARD,
    Stage.ROOM: Artefact.ROOM_CARD,
}
_ORDER = list(Stage)


def visible(
    connection: Connection, viewer: Viewer, *, revealed: frozenset[Reveal]
) -> tuple[Card, ...]:
    """Return the cards a viewer may read, by theme and order of arrival."""
    found = connection.execute(_visible(viewer.role, revealed), me(viewer))
    return tuple(_card(row, viewer) for row in found)


@cache
def _visible(role: Role, revealed: frozenset[Reveal]) -> Select[Any]:
    rows = tables.card
    readable = or_(
        *(
            and_(
                rows.c.stage == stage.value,
                may_read(
                    role,
                    artefact,
                    revealed=revealed,
                    seat_column=rows.c.seat_id,
                    group_column=rows.c.group_id,
                ),
            )
            for stage, artefact in _ARTEFACT.items()
        )
    )
    off_the_wall = and_(rows.c.hidden, ~_is_own())
    condition = readable
    if role is not Role.FACILITATOR:
        condition = and_(readable, ~off_the_wall)
    return (
        select(rows)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(condition)
        .order_by(rows.c.theme_id, rows.c.position, rows.c.id)
    )


def counts_by_group(connection: Connection, viewer: Viewer) -> dict[str | None, int]:
    """Return how many cards each table has picked or on the table; no texts."""
    rows = tables.card
    found = connection.execute(
        select(rows.c.group_id, func.count())
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.stage != Stage.OWN.value)
        .group_by(rows.c.group_id)
    )
    return {row[0]: row[1] for row in found}


def add(
    connection: Connection,
    viewer: Viewer,
    *,
    theme_id: str,
    text: str,
    stage: Stage = Stage.OWN,
) -> str:
    """Keep a new card; the same text again is the same card, brought to `stage`.

    Returns
    -------
    str
        Id of the card.

    Raises
    ------
    InputError
        If the text is empty or too long, or the seat has written very many.
    """
    # Whoever may pick may write; each of the two tells those who can see it.
    picked = stage is Stage.ROOM
    allow(connection, viewer, Action.PICK_CARD if picked else Action.WRITE_CARD)
    kept = clean(text, limit=limits.CARD_CHARACTERS)
    rows = tables.card
    mine = (
        (rows.c.workshop_id == viewer.workshop_id)
        & (rows.c.seat_id == viewer.seat_id)
        & (rows.c.theme_id == theme_id)
    )
    same = connection.execute(
        select(rows.c.id, rows.c.stage).where(mine).where(rows.c.text == kept)
    ).first()
    if same is not None:
        if _ORDER.index(stage) > _ORDER.index(Stage(same.stage)):
            move(connection, viewer, same.id, stage)
        return str(same.id)
    written = connection.execute(
        select(func.count()).select_from(rows).where(mine)
    ).scalar_one()
    if written >= limits.CARDS_PER_SEAT_AND_THEME:
        raise InputError(
            _(
                "There are {n} cards from this device on this theme, and there is room"
                " for no more. Reword or remove one first."
            ).format(n=written)
        )
    card_id = new_id()
    connection.execute(
        insert(rows).values(
            id=card_id,
            workshop_id=viewer.workshop_id,
            theme_id=theme_id,
            group_id=viewer.group_id,
            seat_id=viewer.seat_id,
            text=kept,
            first_text=kept,
            version=1,
            stage=stage.value,
            hidden=False,
            position=next_place(connection, viewer.workshop_id, theme_id, "position"),
            number=next_place(connection, viewer.workshop_id, theme_id, "number"),
        )
    )
    return card_id


def move(connection: Connection, viewer: Viewer, card_id: str, stage: Stage) -> None:
    """Bring a card to another stage: back to its writer, the table, or the room."""
    allow(connection, viewer, Action.PICK_CARD)
    row = _own_row(connection, viewer, card_id)
    if stage is Stage.OWN and row.seat_id != viewer.seat_id:
        raise NotAllowed(_("Only the one who wrote a card can take it back."))
    if row.stage == stage.value:
        return
    rows = tables.card
    last = next_place(connection, viewer.workshop_id, row.theme_id, "position")
    connection.execute(
        update(rows)
        .where(rows.c.id == card_id)
        .values(
            stage=stage.value,
            cluster_id=row.cluster_id if stage is Stage.ROOM else None,
            position=last,
        )
    )


def reword(
    connection: Connection, viewer: Viewer, card_id: str, text: str, version: int
) -> Saved:
    """Change a card's text; what was first written is kept beside it."""
    allow(connection, viewer, Action.WRITE_CARD)
    _own_row(connection, viewer, card_id)
    return versions.save(
        connection,
        viewer,
        tables.card,
        card_id,
        column="text",
        text=clean(text, limit=limits.CARD_CHARACTERS),
        version=version,
        decides=True,
    )


def remove(connection: Connection, viewer: Viewer, card_id: str) -> None:
    """Remove a card of the viewer's own seat or table."""
    allow(connection, viewer, Action.WRITE_CARD)
    _own_row(connection, viewer, card_id)
    versions.settle(connection, card_id)
    connection.execute(delete(tables.card).where(tables.card.c.id == card_id))


def _is_own() -> ColumnElement[bool]:
    rows = tables.card
    at_my_table = and_(rows.c.group_id == MY_GROUP, rows.c.stage != Stage.OWN.value)
    return func.coalesce(or_(rows.c.seat_id == MY_SEAT, at_my_table), False)


def _own_row(connection: Connection, viewer: Viewer, card_id: str) -> Row[Any]:
    rows = tables.card
    row = connection.execute(
        select(rows)
        .where(rows.c.id == card_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(_is_own()),
        me(viewer),
    ).first()
    if row is None:
        raise NotFound(_("That card is no longer on your table."))
    return row


def next_place(
    connection: Connection, workshop_id: str, theme_id: str, column: str
) -> int:
    """Return the next position, or the next number, of a theme's cards."""
    rows = tables.card
    last = connection.execute(
        select(func.max(rows.c[column]))
        .where(rows.c.workshop_id == workshop_id)
        .where(rows.c.theme_id == theme_id)
    ).scalar()
    return (last or 0) + 1


def _card(row: Row[Any], viewer: Viewer) -> Card:
    return Card(
        id=row.id,
        theme_id=row.theme_id,
        group_id=row.group_id,
        mine=row.seat_id == viewer.seat_id,
        text=row.text,
        first_text=row.first_text,
        version=row.version,
        stage=Stage(row.stage),
        hidden=bool(row.hidden),
        cluster_id=row.cluster_id,
        position=row.position,
        number=row.number,
    )
