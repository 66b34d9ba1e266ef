"""Dots: one seat's own until they are shown, then a sum without any seat."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    delete,
    false,
    func,
    insert,
    select,
    update,
)

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Artefact, Reveal
from musworkshop.model.work import Stage
from musworkshop.model.workshop import VoteState
from musworkshop.store import tables, workshops
from musworkshop.store.allowed import MY_WORKSHOP, allow, may_read, me
from musworkshop.store.connect import empty_the_log_afterwards
from musworkshop.text import _


def budget(connection: Connection, viewer: Viewer) -> int:
    """Return how many dots a seat may cast in all.

    A table has the votes of its people, however many devices it has: the device that
    holds the pen has all that the others have not cast, another one at most those of
    one person. A person alone has the votes of one.
    """
    cast = sum(own(connection, viewer).values())
    return max(_allowance(connection, viewer), cast)


def own(connection: Connection, viewer: Viewer) -> dict[str, int]:
    """Return the viewer's own dots by card or cluster id.

    Dots on what has been taken off the wall are not among them: they can be cast anew.
    """
    found = connection.execute(_own(viewer.role), me(viewer))
    return {row[0]: int(row[1]) for row in found}


@cache
def _own(role: Role) -> Select[Any]:
    rows = tables.vote
    mine = may_read(
        role, Artefact.VOTE, revealed=frozenset(), seat_column=rows.c.seat_id
    )
    return _by_candidate(rows, mine & tables.card.c.id.in_(_on_the_wall()))


def sums(
    connection: Connection, viewer: Viewer, *, revealed: frozenset[Reveal]
) -> dict[str, int]:
    """Return the shown sums by card or cluster id; nothing before the reveal."""
    found = connection.execute(_sums(viewer.role, revealed), me(viewer))
    return {row[0]: int(row[1]) for row in found}


@cache
def _sums(role: Role, revealed: frozenset[Reveal]) -> Select[Any]:
    readable = may_read(role, Artefact.TALLY, revealed=revealed)
    return _by_candidate(tables.tally, readable)


def voted(connection: Connection, viewer: Viewer) -> int:
    """Return how many devices have cast at least one dot; not which, not where."""
    rows = tables.vote
    found = connection.execute(
        select(func.count(func.distinct(rows.c.seat_id))).where(
            rows.c.workshop_id == viewer.workshop_id
        )
    )
    return int(found.scalar_one())


def set_dots(
    connection: Connection, viewer: Viewer, candidate_id: str, dots: int
) -> int:
    """Set the viewer's dots on a card or cluster; return how many are left.

    The dots of a cluster lie on the first of its cards; a card that has been grouped
    since the voter saw it stands for its cluster.

    Raises
    ------
    NotAllowed
        If the voting is not open.
    InputError
        If it would be more dots than the seat has.
    NotFound
        If the card is no longer on the wall.
    """
    allow(connection, viewer, Action.VOTE)
    workshop = workshops.get(connection, viewer.workshop_id)
    if workshop.vote_state is not VoteState.OPEN:
        raise NotAllowed(_("The voting is closed."))
    if isinstance(dots, bool) or not isinstance(dots, int) or dots < 0:
        raise InputError(_("A number of dots was expected."))
    members = _members(connection, viewer, candidate_id)
    held = own(connection, viewer)
    before = held.pop(members[0].candidate, 0)
    left = _allowance(connection, viewer) - sum(held.values()) - dots
    # Whoever has more than is due, since the pen went on, may still take dots back.
    if left < 0 and dots > before:
        raise InputError(
            _("All your dots are cast. Take one back somewhere else first.")
        )
    rows = tables.vote
    mine = rows.c.seat_id == viewer.seat_id
    connection.execute(
        delete(rows)
        .where(mine)
        .where(
            rows.c.card_id.in_([row.id for row in members])
            | rows.c.card_id.not_in(_on_the_wall())
        ),
        me(viewer),
    )
    if dots:
        connection.execute(
            insert(rows).values(
                workshop_id=viewer.workshop_id,
                seat_id=viewer.seat_id,
                card_id=members[0].id,
                dots=dots,
            )
        )
    return max(0, left)


def open_voting(connection: Connection, viewer: Viewer) -> None:
    """Open the voting; sums that were shown before are forgotten."""
    allow(connection, viewer, Action.REVEAL)
    rows = tables.tally
    connection.execute(delete(rows).where(rows.c.workshop_id == viewer.workshop_id))
    workshops.set_vote_state(connection, viewer, VoteState.OPEN)


def reveal(connection: Connection, viewer: Viewer) -> None:
    """Show the sums: from here on no vote is linked to a seat any more."""
    allow(connection, viewer, Action.REVEAL)
    workshop = workshops.get(connection, viewer.workshop_id)
    if workshop.vote_state is not VoteState.OPEN:
        raise NotAllowed(_("There is no open voting to show."))
    rows = tables.vote
    mine = rows.c.workshop_id == viewer.workshop_id
    number = voted(connection, viewer)
    cards = tables.card
    connection.execute(
        insert(tables.tally).from_select(
            ["workshop_id", "card_id", "dots"],
            select(rows.c.workshop_id, rows.c.card_id, func.sum(rows.c.dots))
            .join(cards, cards.c.id == rows.c.card_id)
            .where(mine)
            .where(cards.c.stage == Stage.ROOM.value)
            .group_by(rows.c.workshop_id, rows.c.card_id)
            .order_by(rows.c.card_id),
        )
    )
    # What a request about dots was answered is a bare number; others are objects.
    requests = tables.request
    connection.execute(
        update(requests)
        .where(requests.c.seat_id.in_(select(rows.c.seat_id).where(mine)))
        .where(requests.c.result_json.not_like("{%"))
        .values(result_json="null")
    )
    connection.execute(delete(rows).where(mine))
    empty_the_log_afterwards(connection)
    workshops.set_vote_state(connection, viewer, VoteState.REVEALED, voted=number)


def set_votes_per_person(connection: Connection, viewer: Viewer, votes: int) -> None:
    """Set the dots each person has; not while people are voting."""
    allow(connection, viewer, Action.REVEAL)
    workshop = workshops.get(connection, viewer.workshop_id)
    if workshop.vote_state is VoteState.OPEN:
        raise NotAllowed(
            _("The voting is under way. Set the number of dots before it is opened.")
        )
    if (
        isinstance(votes, bool)
        or not isinstance(votes, int)
        or not (1 <= votes <= limits.VOTES_PER_PERSON)
    ):
        raise InputError(
            _("Choose a number of dots from 1 to {limit}.").format(
                limit=limits.VOTES_PER_PERSON
            )
        )
    workshops.set_votes_per_person(connection, viewer, votes)


def _allowance(connection: Connection, viewer: Viewer) -> int:
    """Return the dots that are due to a seat, whatever it has cast already."""
    each = workshops.get(connection, viewer.workshop_id).votes_per_person
    rows, votes, seats = tables.group, tables.vote, tables.seat
    table = connection.execute(
        select(rows.c.people, rows.c.scribe_seat_id).where(rows.c.id == viewer.group_id)
    ).first()
    if table is None:
        return each
    by_others = connection.execute(
        select(func.coalesce(func.sum(votes.c.dots), 0))
        .join(seats, seats.c.id == votes.c.seat_id)
        .where(seats.c.group_id == viewer.group_id)
        .where(seats.c.id != viewer.seat_id)
        .where(votes.c.card_id.in_(_on_the_wall())),
        me(viewer),
    ).scalar_one()
    left = each * int(table.people) - int(by_others)
    return left if table.scribe_seat_id == viewer.seat_id else min(each, left)


def _candidate(cards: FromClause = tables.card) -> Any:
    return func.coalesce(cards.c.cluster_id, cards.c.id)


@cache
def _on_the_wall() -> Select[tuple[str]]:
    """Return the ids of the cards that can be voted on, alone or in a cluster."""
    cards, seen = tables.card.alias(), tables.card.alias()
    candidates = (
        select(_candidate(seen))
        .where(seen.c.workshop_id == MY_WORKSHOP)
        .where(seen.c.stage == Stage.ROOM.value)
        .where(seen.c.hidden == false())
    )
    return (
        select(cards.c.id)
        .where(cards.c.workshop_id == MY_WORKSHOP)
        .where(cards.c.stage == Stage.ROOM.value)
        .where(_candidate(cards).in_(candidates))
    )


def _members(connection: Connection, viewer: Viewer, candidate_id: str) -> list[Any]:
    """Return the cards of a candidate, those that are seen first."""
    cards = tables.card
    grouped = connection.execute(
        select(cards.c.cluster_id).where(cards.c.id == candidate_id)
    ).scalar()
    found = connection.execute(
        select(cards.c.id, _candidate().label("candidate"))
        .where(cards.c.id.in_(_on_the_wall()))
        .where(_candidate() == (grouped or candidate_id))
        .order_by(cards.c.hidden, cards.c.position, cards.c.id),
        me(viewer),
    ).all()
    if not found:
        raise NotFound(_("That card is no longer on the wall."))
    return list(found)


def _by_candidate(rows: Table, readable: ColumnElement[bool]) -> Select[Any]:
    """Ask for the readable dots of a table by what stands on the wall."""
    cards = tables.card
    return (
        select(_candidate(), func.sum(rows.c.dots))
        .join_from(cards, rows, cards.c.id == rows.c.card_id)
        .where(rows.c.workshop_id == MY_WORKSHOP)
        .where(cards.c.stage == Stage.ROOM.value)
        .where(readable)
        .group_by(_candidate())
    )
