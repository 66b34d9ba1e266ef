"""Passages: title, core task, goals, challenges, own words, the leader's questions."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, or_, select

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.temperature import RoundState
from musworkshop.model.visibility import Artefact, Reveal
from musworkshop.model.work import SINGLE, Passage, PassageKind
from musworkshop.store import rounds, tables, versions
from musworkshop.store.allowed import MY_WORKSHOP, allow, may_read, me
from musworkshop.store.values import clean, new_id
from musworkshop.store.versions import Saved
from musworkshop.text import _

_THEME_CHARACTERS = 60


def visible(
    connection: Connection, viewer: Viewer, *, revealed: frozenset[Reveal]
) -> tuple[Passage, ...]:
    """Return the passages a viewer may read, in the order they are shown."""
    found = connection.execute(_visible(viewer.role, revealed), me(viewer)).all()
    waiting = versions.of(connection, [row.id for row in found])
    return tuple(_passage(row, waiting.get(row.id, ())) for row in found)


@cache
def _visible(role: Role, revealed: frozenset[Reveal]) -> Select[Any]:
    rows = tables.passage
    own_words = rows.c.kind == PassageKind.OWN_WORDS.value
    return (
        select(rows)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(
            or_(
                and_(
                    ~own_words,
                    may_read(role, Artefact.STRATEGY, revealed=revealed),
                ),
                and_(
                    own_words,
                    may_read(
                        role,
                        Artefact.OWN_WORDS,
                        revealed=revealed,
                        group_column=rows.c.group_id,
                    ),
                ),
            )
        )
        .order_by(rows.c.kind, rows.c.theme_id, rows.c.position, rows.c.id)
    )


def add(
    connection: Connection,
    viewer: Viewer,
    kind: PassageKind,
    *,
    theme_id: str | None = None,
    text: str = "",
) -> str:
    """Add a goal, a challenge, a leader question or a check answer; return its id.

    Raises
    ------
    InputError
        If there are as many as a form can carry.
    """
    allow(connection, viewer, Action.EDIT_STRATEGY)
    _refuse_late_unit(connection, viewer, kind)
    if kind in SINGLE or kind is PassageKind.OWN_WORDS:
        raise NotAllowed(_("This text is there already."))
    if theme_id is not None and not 0 < len(theme_id) <= _THEME_CHARACTERS:
        raise InputError(_("That theme is not part of this workshop."))
    if kind is PassageKind.CHECK:
        # One answer to each question: a second facilitator's waits beside the first.
        rows = tables.passage
        answer = connection.execute(
            select(rows.c.id)
            .where(rows.c.workshop_id == viewer.workshop_id)
            .where(rows.c.kind == kind.value)
            .where(rows.c.theme_id == theme_id)
        ).scalar()
        if answer is not None:
            save(connection, viewer, answer, text, 0)
            return str(answer)
    return _insert(connection, viewer, kind, theme_id=theme_id, text=text)


def say_in_own_words(
    connection: Connection, viewer: Viewer, goal_id: str, text: str, version: int
) -> Saved:
    """Keep a goal in the words of the viewer's table.

    Parameters
    ----------
    version : int
        0 where the table has said nothing about the goal yet.
    """
    allow(connection, viewer, Action.EDIT_OWN_WORDS)
    if viewer.group_id is None:
        raise NotFound(_("That table is no longer here. Choose another one."))
    rows = tables.passage
    goal = connection.execute(
        select(rows.c.id)
        .where(rows.c.id == goal_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.kind == PassageKind.GOAL.value)
    ).first()
    if goal is None:
        raise NotFound(_("That goal has been removed in the meantime."))
    kept = clean(text, limit=limits.PASSAGE_CHARACTERS, may_be_empty=True)
    mine = connection.execute(
        select(rows.c.id)
        .where(rows.c.parent_id == goal_id)
        .where(rows.c.group_id == viewer.group_id)
    ).scalar()
    if mine is None:
        _insert(
            connection,
            viewer,
            PassageKind.OWN_WORDS,
            parent_id=goal_id,
            group_id=viewer.group_id,
            text=kept,
        )
        return Saved(text=kept, version=1)
    return versions.save(
        connection, viewer, rows, mine, column="text", text=kept, version=version
    )


def save(
    connection: Connection, viewer: Viewer, passage_id: str, text: str, version: int
) -> Saved:
    """Keep a strategy text; at a conflict both texts are kept."""
    allow(connection, viewer, Action.EDIT_STRATEGY)
    kind = _kind(connection, viewer, passage_id)
    if kind is PassageKind.OWN_WORDS:
        raise NotAllowed(_("This is not open to your role."))
    _refuse_late_unit(connection, viewer, kind)
    return versions.save(
        connection,
        viewer,
        tables.passage,
        passage_id,
        column="text",
        text=clean(text, limit=limits.PASSAGE_CHARACTERS, may_be_empty=True),
        version=version,
    )


def resolve(
    connection: Connection, viewer: Viewer, passage_id: str, text: str, version: int
) -> Saved:
    """Decide a conflict: keep `text` and forget the texts that waited.

    A decision made on an old version waits itself: nothing is forgotten unseen.
    """
    kind = _kind(connection, viewer, passage_id)
    action = (
        Action.EDIT_STRATEGY
        if kind is not PassageKind.OWN_WORDS
        else Action.EDIT_OWN_WORDS
    )
    allow(connection, viewer, action)
    _refuse_late_unit(connection, viewer, kind)
    return versions.save(
        connection,
        viewer,
        tables.passage,
        passage_id,
        column="text",
        text=clean(text, limit=2 * limits.PASSAGE_CHARACTERS, may_be_empty=True),
        version=version,
        decides=True,
    )


def remove(connection: Connection, viewer: Viewer, passage_id: str) -> None:
    """Remove a goal, a challenge or a leader question, with what hangs on it."""
    allow(connection, viewer, Action.EDIT_STRATEGY)
    kind = _kind(connection, viewer, passage_id)
    if kind in SINGLE:
        raise NotAllowed(_("This text can be emptied, but not removed."))
    _refuse_late_unit(connection, viewer, kind)
    rows = tables.passage
    gone = (rows.c.workshop_id == viewer.workshop_id) & or_(
        rows.c.id == passage_id, rows.c.parent_id == passage_id
    )
    for row_id in connection.execute(select(rows.c.id).where(gone)).scalars().all():
        versions.settle(connection, row_id)
    connection.execute(delete(rows).where(gone))


def _refuse_late_unit(
    connection: Connection, viewer: Viewer, kind: PassageKind
) -> None:
    """Raise NotAllowed where people have chosen between the units already."""
    if kind is not PassageKind.UNIT:
        return
    if rounds.get(connection, viewer.workshop_id).state is not RoundState.WAITING:
        raise NotAllowed(
            _("The units are fixed: people have chosen between them in their answers.")
        )


def _kind(connection: Connection, viewer: Viewer, passage_id: str) -> PassageKind:
    rows = tables.passage
    row = connection.execute(
        select(rows.c.kind, rows.c.group_id)
        .where(rows.c.id == passage_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
    ).first()
    is_others = (
        row is not None and row.group_id is not None and row.group_id != viewer.group_id
    )
    if row is None or is_others:
        raise NotFound(_("This text has been removed in the meantime."))
    return PassageKind(row.kind)


def _insert(
    connection: Connection,
    viewer: Viewer,
    kind: PassageKind,
    *,
    parent_id: str | None = None,
    group_id: str | None = None,
    theme_id: str | None = None,
    text: str = "",
) -> str:
    rows = tables.passage
    present = connection.execute(
        select(func.count(), func.max(rows.c.position))
        .where(rows.c.workshop_id == viewer.workshop_id)
        .where(rows.c.kind == kind.value)
        .where(
            rows.c.group_id.is_(None)
            if group_id is None
            else rows.c.group_id == group_id
        )
        .where(
            rows.c.theme_id.is_(None)
            if theme_id is None
            else rows.c.theme_id == theme_id
        )
    ).one()
    if present[0] >= limits.PASSAGES_PER_KIND:
        raise InputError(
            _("There are {n} already, and there is room for no more.").format(
                n=present[0]
            )
        )
    passage_id = new_id()
    connection.execute(
        insert(rows).values(
            id=passage_id,
            workshop_id=viewer.workshop_id,
            kind=kind.value,
            parent_id=parent_id,
            group_id=group_id,
            theme_id=theme_id,
            position=(present[1] or 0) + 1,
            text=clean(text, limit=limits.PASSAGE_CHARACTERS, may_be_empty=True),
            version=1,
        )
    )
    return passage_id


def _passage(row: Row[Any], conflicts: tuple[str, ...]) -> Passage:
    return Passage(
        id=row.id,
        kind=PassageKind(row.kind),
        parent_id=row.parent_id,
        group_id=row.group_id,
        theme_id=row.theme_id,
        position=row.position,
        text=row.text,
        version=row.version,
        conflicts=conflicts,
    )
