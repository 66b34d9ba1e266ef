"""Links of a pair: opened once, renewed by the other one.

Whose link is opened gets a new key for the pair: what a link could open before, and
what a browser whose link was replaced could, opens nothing that is written afterwards.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from musworkshop.errors import InputError, NotFound
from musworkshop.model.pair import Side
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store import pair_keys as keys
from musworkshop.store.allowed import allow, check
from musworkshop.store.connect import empty_the_log_afterwards
from musworkshop.store.pair_keys import KeyHolder, gone
from musworkshop.store.pair_tables import pair, pair_content, pair_side
from musworkshop.store.values import hashed, new_token, now, stamp
from musworkshop.store.workshops import grow
from musworkshop.text import _

TICKET_DAYS = 14


class Held(NamedTuple):
    """A pair as the holder of a secret opens it."""

    #: The pair's row, and the own side's.
    row: Any
    mine: Any
    key: bytes
    #: Both sides' rows.
    sides: dict[Side, Any]


def claim(
    connection: Connection, ticket: str, secret: str, *, at: datetime | None = None
) -> tuple[str, str, Side]:
    """Open a link for a browser; the link opens nothing afterwards.

    Asking again with the same secret does no harm, so that an answer may be lost.

    Parameters
    ----------
    ticket : str
        What the link holds.
    secret : str
        Made by the browser, which alone keeps it: 64 hexadecimal digits.

    Returns
    -------
    tuple of (str, str, Side)
        The workshop, the pair, and whose link it was.

    Raises
    ------
    NotFound
        One and the same sentence for a wrong, used, old or replaced link.
    InputError
        If the secret is none, or opens another wheel.
    """
    opener, holder = keys.by_ticket(ticket), keys.by_secret(secret)
    known = connection.execute(
        select(pair_side.c.pair_id).where(pair_side.c.ticket_hash == hashed(ticket))
    ).scalar()
    if known is None:
        return own_pair(connection, secret)
    row, sides = sides_of(connection, known)
    side = next((s for s in sides if sides[s].ticket_hash == hashed(ticket)), None)
    if side is None:  # opened while this waited, perhaps by the same browser
        return own_pair(connection, secret)
    if sides[side].ticket_expires_at < stamp(at or now()):
        raise NotFound(gone())
    _must_be_new(connection, holder)
    old = sides[side].ticket_wrapped
    key = opener.unwrap(old, pair_id=row.id) if old else None
    first = sides[side].holder_key is None
    _change_side(
        connection,
        row.id,
        side,
        ticket_hash=None,
        ticket_key=None,
        ticket_wrapped=None,
        ticket_expires_at=None,
        holder_key=holder.public,
        generation=sides[side].generation + (0 if first else 1),
    )
    _change_key(connection, row.id, key)
    empty_the_log_afterwards(connection)  # it holds what the old key opens
    connection.execute(
        update(pair).where(pair.c.id == row.id).values(news=pair.c.news + 1)
    )
    grow(connection, row.workshop_id)
    return row.workshop_id, row.id, side


def _must_be_new(connection: Connection, holder: KeyHolder) -> None:
    """Refuse a secret that opens a wheel already: a browser makes one for each link."""
    mine = pair_side.c.holder_key == holder.public
    if connection.execute(select(pair_side.c.side).where(mine)).first() is not None:
        raise InputError(_("The request was not understood."))


def own_pair(connection: Connection, secret: str) -> tuple[str, str, Side]:
    """Return the workshop, the pair and the side that a browser's secret opens.

    Raises
    ------
    NotFound
        If it opens nothing, or no longer.
    """
    row = connection.execute(
        select(pair.c.workshop_id, pair_side.c.pair_id, pair_side.c.side)
        .join(pair_side, pair_side.c.pair_id == pair.c.id)
        .where(pair_side.c.holder_key == keys.by_secret(secret).public)
    ).first()
    if row is None:
        raise NotFound(gone())
    return row.workshop_id, row.pair_id, Side(row.side)


def number_of(connection: Connection, pair_id: str) -> int:
    """Return the number by which the facilitator knows a pair."""
    mine = pair.c.id == pair_id
    return int(connection.execute(select(pair.c.number).where(mine)).scalar_one())


def renew(connection: Connection, viewer: Viewer, secret: str) -> str:
    """Return a new link's ticket for the other one; what that one wrote stays.

    The other one's present device goes on until the new link is opened; what was rated
    before is covered then, until both have said that they are ready. Whoever makes a
    link for the other and opens it can say so in the other's name; both are told, for
    good, that a new link was made (decision 0018).
    """
    allow(connection, viewer, Action.TALK)
    row, mine, key, sides = held(connection, viewer, secret)
    other = Side(mine.side).other
    ticket = new_ticket(connection, row.id, other, key)
    earlier = sides[other].renewed_on
    days = [*(earlier or "").split(), now().date().isoformat()]
    _change_side(connection, row.id, other, renewed_on=" ".join(days))
    return ticket


def held(
    connection: Connection, viewer: Viewer, secret: str, *, locked: bool = True
) -> Held:
    """Return a pair as a secret opens it.

    Parameters
    ----------
    locked : bool
        Whether it is asked for writing: nobody else writes meanwhile.

    Raises
    ------
    NotFound
        If the secret does not open the viewer's own pair.
    """
    check(viewer, Action.TALK)
    holder = keys.by_secret(secret)
    row, sides = sides_of(connection, viewer.pair_id or "", locked=locked)
    for side in sides.values():
        if side.holder_key == holder.public:
            key = holder.unwrap(side.wrapped, pair_id=row.id)
            return Held(row, side, key, sides)
    raise NotFound(gone())


def sides_of(
    connection: Connection, pair_id: str, *, locked: bool = True
) -> tuple[Any, dict[Side, Any]]:
    """Return a pair's row and its sides; locked, nobody changes them meanwhile."""
    statement = select(pair).where(pair.c.id == pair_id)
    if locked:
        statement = statement.with_for_update()
    row = connection.execute(statement).first()
    if row is None:
        raise NotFound(gone())
    found = connection.execute(select(pair_side).where(pair_side.c.pair_id == pair_id))
    return row, {Side(each.side): each for each in found}


def new_ticket(
    connection: Connection, pair_id: str, side: Side, key: bytes | None
) -> str:
    """Make a ticket for one of the two, with the pair's key if there is one yet."""
    ticket = new_token()
    opener = KeyHolder(ticket)
    _change_side(
        connection,
        pair_id,
        side,
        ticket_hash=hashed(ticket),
        ticket_key=opener.public,
        ticket_wrapped=key and keys.wrap(key, opener.public, pair_id=pair_id),
        ticket_expires_at=stamp(now() + timedelta(days=TICKET_DAYS)),
    )
    return ticket


def _change_key(connection: Connection, pair_id: str, old: bytes | None) -> None:
    """Seal all that a pair has written with a new key, and wrap that for whoever may.

    Those are the browsers of both, and links that are not opened yet.
    """
    new = keys.new_key()
    here = pair_content.c.pair_id == pair_id
    for row in connection.execute(select(pair_content).where(here)).all():
        assert old is not None  # nobody writes before somebody has come
        bound_to = content_name(row)
        text = keys.unseal(old, row.sealed, bound_to=bound_to)
        connection.execute(
            update(pair_content)
            .where(here)
            .where(pair_content.c.part == row.part)
            .where(pair_content.c.generation == row.generation)
            .values(sealed=keys.seal(new, text, bound_to=bound_to))
        )
    for side, row in sides_of(connection, pair_id)[1].items():
        values = {
            wrapped: keys.wrap(new, public, pair_id=pair_id)
            for wrapped, public in (
                ("wrapped", row.holder_key),
                ("ticket_wrapped", row.ticket_key),
            )
            if public is not None
        }
        if values:
            _change_side(connection, pair_id, side, **values)


def content_name(row: Any) -> str:
    """Return what a row's content is bound to: it opens in no other row's place."""
    return f"{row.pair_id}/{row.part}/{row.generation}"


def _change_side(
    connection: Connection, pair_id: str, side: Side, **values: Any
) -> None:
    connection.execute(
        update(pair_side)
        .where(pair_side.c.pair_id == pair_id)
        .where(pair_side.c.side == side.value)
        .values(values)
    )
