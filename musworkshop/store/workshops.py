"""Workshops: beginning one, its keys, its step, its clock, what the room is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, insert, select, update

from musworkshop.content.schema import Concept
from musworkshop.errors import InputError, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.model.work import SINGLE
from musworkshop.model.workshop import VoteState, Workshop
from musworkshop.store import tables
from musworkshop.store.allowed import allow, check
from musworkshop.store.values import (
    hashed,
    moment,
    new_code,
    new_id,
    new_token,
    now,
    stamp,
)
from musworkshop.text import _

#: How long a room code opens the door; the workshop itself has no end.
CODE_LIFETIME = timedelta(days=14)
CLOCK_LIMIT_S = 24 * 3600.0
_LAST_PAGE = 9999
_IS_NOTE = tables.draft.c.field.startswith("note:")


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The secrets of a workshop, in clear only when they are made."""

    workshop_id: str
    room_code: str
    join_key: str
    facilitator_key: str
    projector_key: str


def create(
    connection: Connection,
    *,
    concept: Concept,
    language: str,
    workshop_id: str | None = None,
) -> Keys:
    """Begin a workshop with a concept's wording; return its keys."""
    keys = Keys(
        workshop_id=workshop_id or new_id(),
        room_code=new_code(),
        join_key=new_token(),
        facilitator_key=new_token(),
        projector_key=new_token(),
    )
    first = concept.steps[0]
    themes = [theme for theme in concept.themes if theme.open_to_cards]
    connection.execute(
        insert(tables.workshop).values(
            id=keys.workshop_id,
            room_code=keys.room_code,
            join_key=keys.join_key,
            facilitator_key_hash=hashed(keys.facilitator_key),
            projector_key=keys.projector_key,
            language=language,
            concept_json=concept.model_dump_json(),
            created_at=stamp(now()),
            code_expires_at=stamp(now() + CODE_LIFETIME),
            revision=1,
            step_id=first.id,
            clock_started_at=None,
            clock_left_s=first.minutes * 60.0,
            clock_total_s=first.minutes * 60.0,
            cards_shown=False,
            vote_state=VoteState.CLOSED.value,
            votes_per_person=3,
            voted=0,
            focus_theme_id=themes[0].id if themes else None,
            projector_page=0,
        )
    )
    for kind in sorted(SINGLE):
        connection.execute(
            insert(tables.passage).values(
                id=new_id(),
                workshop_id=keys.workshop_id,
                kind=kind.value,
                position=1,
                text="",
                version=1,
            )
        )
    return keys


def renew_keys(connection: Connection, workshop_id: str) -> Keys:
    """Make new facilitator and projector keys; the room code stays and lives anew."""
    workshop = get(connection, workshop_id)
    keys = Keys(
        workshop_id=workshop_id,
        room_code=workshop.room_code,
        join_key=workshop.join_key,
        facilitator_key=new_token(),
        projector_key=new_token(),
    )
    _change(
        connection,
        workshop_id,
        facilitator_key_hash=hashed(keys.facilitator_key),
        projector_key=keys.projector_key,
        code_expires_at=stamp(now() + CODE_LIFETIME),
    )
    return keys


def by_key(connection: Connection, role: Role, key: str) -> str | None:
    """Return the workshop that a facilitator or projector key opens, or None."""
    rows = tables.workshop
    condition = {
        Role.FACILITATOR: rows.c.facilitator_key_hash == hashed(key),
        Role.PROJECTOR: rows.c.projector_key == key,
    }[role]
    return connection.execute(select(rows.c.id).where(condition)).scalar()


def projector_key(connection: Connection, viewer: Viewer) -> str:
    """Return the key of the projector's link, for the facilitator.

    It is kept in clear, unlike the facilitator's: it opens what the whole room sees.
    """
    check(viewer, Action.LEAD)
    rows = tables.workshop
    found = connection.execute(
        select(rows.c.projector_key).where(rows.c.id == viewer.workshop_id)
    )
    return str(found.scalar_one())


_ONE = select(tables.workshop).where(tables.workshop.c.id == bindparam("workshop_id"))


def get(connection: Connection, workshop_id: str) -> Workshop:
    """Return a workshop; raise NotFound when there is none."""
    row = connection.execute(_ONE, {"workshop_id": workshop_id}).first()
    if row is None:
        raise NotFound(_("This workshop is no longer here."))
    return _workshop(row)


def newest(connection: Connection) -> Workshop | None:
    """Return the workshop begun last, or None in an empty store."""
    rows = tables.workshop
    row = connection.execute(
        select(rows).order_by(rows.c.created_at.desc(), rows.c.id).limit(1)
    ).first()
    return _workshop(row) if row else None


def grow(connection: Connection, workshop_id: str) -> None:
    """Count a write; who hears of it says `store.news`.

    It also makes the writes of one workshop wait for each other on every database.
    """
    rows = tables.workshop
    connection.execute(
        update(rows)
        .where(rows.c.id == workshop_id)
        .values(revision=rows.c.revision + 1)
    )


def concept_of(workshop: Workshop) -> Concept:
    """Return the concept as it was when the workshop began."""
    return Concept.model_validate_json(workshop.concept_json)


def go_to_step(
    connection: Connection, viewer: Viewer, step_id: str, *, minutes: float
) -> None:
    """Recommend a step to the room and let its clock run.

    Seats with half a text stay where they are, whether their page is open or not;
    those that had stayed behind, or gone ahead, at this very step follow again.
    """
    allow(connection, viewer, Action.LEAD)
    seats, half = tables.seat, tables.draft.c.seat_id
    everybody = update(seats).where(seats.c.workshop_id == viewer.workshop_id)
    connection.execute(
        everybody.where(seats.c.role.in_([role.value for role in IN_THE_ROOM]))
        .where(seats.c.view_step_id.is_(None))
        .where(exists().where(half == seats.c.id, ~_IS_NOTE))
        .values(view_step_id=get(connection, viewer.workshop_id).step_id)
    )
    again = everybody.where(seats.c.view_step_id == step_id)
    connection.execute(again.values(view_step_id=None))
    seconds = minutes * 60.0
    _change(
        connection,
        viewer.workshop_id,
        step_id=step_id,
        clock_started_at=stamp(now()),
        clock_left_s=seconds,
        clock_total_s=seconds,
        projector_page=0,
    )


def set_clock(
    connection: Connection,
    viewer: Viewer,
    *,
    running: bool,
    left_s: float,
    total_s: float,
) -> None:
    """Set the step's clock: seconds left, seconds in all, and whether it runs."""
    allow(connection, viewer, Action.LEAD)
    if not 0 <= left_s <= CLOCK_LIMIT_S or not 0 <= total_s <= CLOCK_LIMIT_S:
        raise InputError(_("A step can last from 0 minutes to 24 hours."))
    _change(
        connection,
        viewer.workshop_id,
        clock_started_at=stamp(now()) if running else None,
        clock_left_s=left_s,
        clock_total_s=total_s,
    )


def focus(
    connection: Connection,
    viewer: Viewer,
    *,
    theme_id: str | None = None,
    page: int | None = None,
) -> None:
    """Choose the theme, and the page of cards, that the room looks at."""
    allow(connection, viewer, Action.LEAD)
    values: dict[str, Any] = {}
    if theme_id is not None:
        values = {"focus_theme_id": theme_id, "projector_page": 0}
    if page is not None:
        values["projector_page"] = min(max(0, page), _LAST_PAGE)
    if values:
        _change(connection, viewer.workshop_id, **values)


def show_cards(connection: Connection, viewer: Viewer, shown: bool) -> None:
    """Show the picked cards to the whole room, or take them back."""
    allow(connection, viewer, Action.REVEAL)
    _change(connection, viewer.workshop_id, cards_shown=shown)


def set_votes_per_person(connection: Connection, viewer: Viewer, votes: int) -> None:
    """Set how many dots each person has."""
    allow(connection, viewer, Action.REVEAL)
    _change(connection, viewer.workshop_id, votes_per_person=votes)


def set_vote_state(
    connection: Connection, viewer: Viewer, state: VoteState, *, voted: int = 0
) -> None:
    """Note how far the voting has come; `store.votes` moves the dots."""
    allow(connection, viewer, Action.REVEAL)
    _change(connection, viewer.workshop_id, vote_state=state.value, voted=voted)


def _change(connection: Connection, workshop_id: str, **values: Any) -> None:
    rows = tables.workshop
    connection.execute(update(rows).where(rows.c.id == workshop_id).values(values))


def _workshop(row: Row[Any]) -> Workshop:
    started = row.clock_started_at
    return Workshop(
        id=row.id,
        room_code=row.room_code,
        join_key=row.join_key,
        language=row.language,
        concept_json=row.concept_json,
        created_at=moment(row.created_at),
        code_expires_at=moment(row.code_expires_at),
        revision=row.revision,
        step_id=row.step_id,
        clock_started_at=moment(started) if started else None,
        clock_left_s=row.clock_left_s,
        clock_total_s=row.clock_total_s,
        cards_shown=bool(row.cards_shown),
        vote_state=VoteState(row.vote_state),
        votes_per_person=row.votes_per_person,
        voted=row.voted,
        focus_theme_id=row.focus_theme_id,
        projector_page=row.projector_page,
    )
