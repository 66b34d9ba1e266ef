"""The preparation form: which questions stand in whose skema 1."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact
from musworkshop.model.work import FormQuestion, Origin
from musworkshop.store import tables, versions
from musworkshop.store.allowed import MY_WORKSHOP, allow, may_read, me
from musworkshop.store.values import clean, new_id
from musworkshop.store.versions import Saved
from musworkshop.text import _


def chosen(connection: Connection, viewer: Viewer) -> tuple[FormQuestion, ...]:
    """Return the chosen questions, everybody's and each group's, in form order."""
    found = connection.execute(_chosen(viewer.role), me(viewer))
    return tuple(_question(row) for row in found)


@cache
def _chosen(role: Role) -> Select[Any]:
    rows = tables.form_question
    return (
        select(rows)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(may_read(role, Artefact.FORM_QUESTION, revealed=frozenset()))
        .order_by(rows.c.theme_id, rows.c.position, rows.c.id)
    )


def choose(
    connection: Connection,
    viewer: Viewer,
    *,
    group_id: str | None,
    theme_id: str,
    origin: Origin,
    origin_id: str | None,
    text: str,
    origins: tuple[str, ...] = (),
) -> str:
    """Put a question into everybody's form or a group's; return its id.

    What stands there already is not put in twice.

    Raises
    ------
    NotAllowed
        If a group chooses for others.
    NotFound
        If there is no such group in the workshop.
    InputError
        If the theme has as many questions as a form can carry.
    """
    _allow_scope(connection, viewer, group_id)
    _find_group(connection, viewer, group_id)
    rows = tables.form_question
    here = (
        (rows.c.workshop_id == viewer.workshop_id)
        & (rows.c.theme_id == theme_id)
        & (
            rows.c.group_id.is_(None)
            if group_id is None
            else rows.c.group_id == group_id
        )
    )
    kept = clean(text, limit=limits.CARD_CHARACTERS)
    same = rows.c.text == kept if origin_id is None else rows.c.origin_id == origin_id
    present = connection.execute(select(rows.c.id).where(here).where(same)).scalar()
    if present is not None:
        return str(present)
    number, last = connection.execute(
        select(func.count(), func.max(rows.c.position)).where(here)
    ).one()
    if number >= limits.QUESTIONS_PER_THEME:
        raise InputError(
            _("There are {n} questions here, and there is room for no more.").format(
                n=number
            )
        )
    question_id = new_id()
    connection.execute(
        insert(rows).values(
            id=question_id,
            workshop_id=viewer.workshop_id,
            theme_id=theme_id,
            group_id=group_id,
            origin=origin.value,
            origin_id=origin_id,
            origins=json.dumps(list(origins)),
            position=(last or 0) + 1,
            text=kept,
            version=1,
        )
    )
    return question_id


def unchoose(connection: Connection, viewer: Viewer, question_id: str) -> None:
    """Take a question out of the form it stands in."""
    _own_row(connection, viewer, question_id)
    rows = tables.form_question
    versions.settle(connection, question_id)
    connection.execute(delete(rows).where(rows.c.id == question_id))


def reword(
    connection: Connection, viewer: Viewer, question_id: str, text: str, version: int
) -> Saved:
    """Change the wording of a chosen question; its origin stays known."""
    _own_row(connection, viewer, question_id)
    return versions.save(
        connection,
        viewer,
        tables.form_question,
        question_id,
        column="text",
        text=clean(text, limit=limits.CARD_CHARACTERS),
        version=version,
        decides=True,
    )


def move(connection: Connection, viewer: Viewer, question_id: str, by: int) -> None:
    """Move a question one place up (-1) or down (1) within its theme and form."""
    row = _own_row(connection, viewer, question_id)
    rows = tables.form_question
    here = list(
        connection.execute(
            select(rows.c.id)
            .where(rows.c.workshop_id == viewer.workshop_id)
            .where(rows.c.theme_id == row.theme_id)
            .where(
                rows.c.group_id.is_(None)
                if row.group_id is None
                else rows.c.group_id == row.group_id
            )
            .order_by(rows.c.position, rows.c.id)
        ).scalars()
    )
    place = here.index(question_id)
    step = (by > 0) - (by < 0)
    target = min(max(place + step, 0), len(here) - 1)
    here.insert(target, here.pop(place))
    for position, present in enumerate(here, 1):
        connection.execute(
            update(rows).where(rows.c.id == present).values(position=position)
        )


def _allow_scope(connection: Connection, viewer: Viewer, group_id: str | None) -> None:
    if group_id is None:
        allow(connection, viewer, Action.CHOOSE_FOR_ALL)
    elif viewer.group_id == group_id:
        allow(connection, viewer, Action.CHOOSE_FOR_GROUP)
    else:
        try:  # the facilitator chooses for every table
            allow(connection, viewer, Action.CHOOSE_FOR_ALL)
        except NotAllowed:
            raise NotAllowed(_("A table chooses for its own form only.")) from None


def _find_group(connection: Connection, viewer: Viewer, group_id: str | None) -> None:
    rows = tables.group
    here = select(rows.c.id).where(rows.c.workshop_id == viewer.workshop_id)
    if group_id is not None and (
        connection.execute(here.where(rows.c.id == group_id)).first() is None
    ):
        raise NotFound(_("That table is no longer here. Choose another one."))


def _own_row(connection: Connection, viewer: Viewer, question_id: str) -> Row[Any]:
    rows = tables.form_question
    row = connection.execute(
        select(rows)
        .where(rows.c.id == question_id)
        .where(rows.c.workshop_id == viewer.workshop_id)
    ).first()
    if row is None:
        raise NotFound(_("That question has been taken out in the meantime."))
    _allow_scope(connection, viewer, row.group_id)
    return row


def _question(row: Row[Any]) -> FormQuestion:
    return FormQuestion(
        id=row.id,
        theme_id=row.theme_id,
        group_id=row.group_id,
        origin=Origin(row.origin),
        origin_id=row.origin_id,
        origins=tuple(json.loads(row.origins)),
        position=row.position,
        text=row.text,
        version=row.version,
    )
