"""Notes: what was heard, private until the facilitator shows it; then questions."""

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
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.method import Note
from musworkshop.model.permissions import Action, Circle
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact, Reveal
from musworkshop.model.work import Stage
from musworkshop.store import cards, tables, versions
from musworkshop.store.allowed import MY_SEAT, MY_WORKSHOP, allow, check, may_read, me
from musworkshop.store.method_tables import method_run, note
from musworkshop.store.news import tell
from musworkshop.store.values import clean, new_id
from musworkshop.store.versions import Saved
from musworkshop.text import _


def visible(connection: Connection, viewer: Viewer) -> tuple[Note, ...]:
    """Return the notes a viewer may read, in order of arrival."""
    found = connection.execute(_visible(viewer.role), me(viewer))
    return tuple(_note(row, viewer) for row in found)


@cache
def _visible(role: Role) -> Select[Any]:
    def readable(*reveals: Reveal) -> Any:
        return may_read(
            role,
            Artefact.NOTE,
            revealed=frozenset(reveals),
            seat_column=note.c.seat_id,
            group_column=note.c.group_id,
        )

    shown = and_(note.c.shown == true(), readable(Reveal.NOTES))
    return (
        select(note)
        .where(note.c.workshop_id == MY_WORKSHOP)
        .where(or_(readable(), shown))
        .order_by(note.c.position, note.c.id)
    )


def counted(connection: Connection, viewer: Viewer) -> tuple[int, int, int]:
    """Count the notes on the theme being played, their devices, those not shown."""
    check(viewer, Action.LEAD)
    mine = _played_on(viewer)
    total, devices = connection.execute(
        select(func.count(), func.count(func.distinct(note.c.seat_id))).where(mine)
    ).one()
    hidden = connection.execute(
        select(func.count()).where(mine).where(note.c.shown == false())
    ).scalar_one()
    return total, devices, hidden


def add(
    connection: Connection,
    viewer: Viewer,
    *,
    theme_id: str,
    prompt_id: str,
    text: str,
) -> str:
    """Keep a note for its own device; the same text again is the same note.

    Returns
    -------
    str
        Id of the note.

    Raises
    ------
    InputError
        If the text is empty or too long, or the seat has written very many.
    """
    allow(connection, viewer, Action.WRITE_NOTE)
    kept = clean(text, limit=limits.CARD_CHARACTERS)
    mine = connection.execute(
        select(note.c.id, note.c.text, note.c.prompt_id, note.c.theme_id)
        .where(note.c.workshop_id == viewer.workshop_id)
        .where(note.c.seat_id == viewer.seat_id)
    ).all()
    for row in mine:
        if (row.text, row.prompt_id, row.theme_id) == (kept, prompt_id, theme_id):
            return str(row.id)
    if len(mine) >= limits.NOTES_PER_SEAT:
        raise InputError(
            _(
                "There are {n} notes from this device, and there is room for no more."
                " Reword or remove one first."
            ).format(n=len(mine))
        )
    last = connection.execute(
        select(func.max(note.c.position)).where(
            note.c.workshop_id == viewer.workshop_id
        )
    ).scalar()
    note_id = new_id()
    connection.execute(
        insert(note).values(
            id=note_id,
            workshop_id=viewer.workshop_id,
            seat_id=viewer.seat_id,
            group_id=viewer.group_id,
            theme_id=theme_id,
            prompt_id=prompt_id,
            position=(last or 0) + 1,
            text=kept,
            version=1,
            shown=False,
        )
    )
    return note_id


def reword(
    connection: Connection, viewer: Viewer, note_id: str, text: str, version: int
) -> Saved:
    """Change the text of an own note."""
    allow(connection, viewer, Action.WRITE_NOTE)
    _own(connection, viewer, note_id)
    return versions.save(
        connection,
        viewer,
        note,
        note_id,
        column="text",
        text=clean(text, limit=limits.CARD_CHARACTERS),
        version=version,
        decides=True,
    )


def remove(connection: Connection, viewer: Viewer, note_id: str) -> None:
    """Remove an own note; a question made of it stays."""
    allow(connection, viewer, Action.WRITE_NOTE)
    _own(connection, viewer, note_id)
    versions.settle(connection, note_id)
    connection.execute(delete(note).where(note.c.id == note_id))


def show(connection: Connection, viewer: Viewer) -> None:
    """Show the room the notes on the theme being played; later ones stay private."""
    allow(connection, viewer, Action.REVEAL)
    connection.execute(update(note).where(_played_on(viewer)).values(shown=True))


def _played_on(viewer: Viewer) -> ColumnElement[bool]:
    rows = method_run
    theme = select(rows.c.theme_id).where(rows.c.workshop_id == viewer.workshop_id)
    mine = note.c.workshop_id == viewer.workshop_id
    return and_(mine, note.c.theme_id == theme.scalar_subquery())


def harvest(
    connection: Connection, viewer: Viewer, note_id: str, *, theme_id: str, text: str
) -> str:
    """Make a shown note a sub-question of the room, with its origin and first text.

    Returns
    -------
    str
        Id of the card; the same one when the note has been harvested before.
    """
    allow(connection, viewer, Action.SORT_CARDS)
    row = connection.execute(
        select(note)
        .where(note.c.id == note_id)
        .where(note.c.workshop_id == viewer.workshop_id)
        .where(note.c.shown == true())
    ).first()
    if row is None:
        raise NotFound(_("That note is no longer here."))
    if row.card_id is not None:
        return str(row.card_id)
    rows = tables.card
    card_id = new_id()
    place, number = (
        cards.next_place(connection, viewer.workshop_id, theme_id, column)
        for column in ("position", "number")
    )
    connection.execute(
        insert(rows).values(
            id=card_id,
            workshop_id=viewer.workshop_id,
            theme_id=theme_id,
            group_id=row.group_id,
            text=clean(text, limit=limits.CARD_CHARACTERS),
            first_text=row.text,
            version=1,
            stage=Stage.ROOM.value,
            hidden=False,
            position=place,
            number=number,
        )
    )
    connection.execute(update(note).where(note.c.id == note_id).values(card_id=card_id))
    return card_id


def _own(connection: Connection, viewer: Viewer, note_id: str) -> None:
    row = connection.execute(
        select(note.c.card_id, note.c.shown)
        .where(note.c.id == note_id)
        .where(note.c.workshop_id == MY_WORKSHOP)
        .where(note.c.seat_id == MY_SEAT),
        me(viewer),
    ).first()
    if row is None:
        raise NotFound(_("That note is no longer here."))
    if row.card_id is not None:
        raise NotAllowed(_("The room has made a question of this note."))
    if row.shown:  # by now the whole room reads it
        tell(connection, viewer, Circle.ROOM)


def _note(row: Row[Any], viewer: Viewer) -> Note:
    return Note(
        id=row.id,
        theme_id=row.theme_id,
        prompt_id=row.prompt_id,
        group_id=row.group_id,
        mine=row.seat_id == viewer.seat_id,
        text=row.text,
        version=row.version,
        shown=bool(row.shown),
        card_id=row.card_id,
    )
