"""Joining: a room code opens the door, wrong ones are counted per address."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound, StoreError
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.workshop import Group
from musworkshop.store import seats, tables, workshops
from musworkshop.store.connect import transaction
from musworkshop.store.news import tell_table
from musworkshop.store.values import clean, new_id, now, plain_code, stamp
from musworkshop.store.workshops import grow
from musworkshop.text import _

FAILURES_PER_MINUTE = 10
_KEEP_FAILURES = timedelta(hours=1)


def wrong_code() -> str:
    """Return the one sentence for a code that is wrong, expired or closed."""
    return _("No workshop is open with that code. Check it on the screen in the room.")


def too_many_tries() -> str:
    """Return the sentence for an address with too many wrong codes."""
    return _(
        "There have been many wrong codes from here. Scan the code on the screen with"
        " the camera, or wait a minute."
    )


def knock(
    engine: Engine,
    code: str,
    *,
    address: str,
    at: datetime | None = None,
    join_key: str = "",
) -> str:
    """Return the workshop a code opens; a wrong one is counted before it is refused.

    See `find_room` for the parameters and the two refusals.
    """
    with transaction(engine) as connection:
        try:
            return find_room(
                connection, code, address=address, at=at, join_key=join_key
            )
        except StoreError as refusal:
            refused = refusal
    raise refused


def find_room(
    connection: Connection,
    code: str,
    *,
    address: str,
    at: datetime | None = None,
    join_key: str = "",
) -> str:
    """Return the workshop that a typed or scanned room code opens.

    A scan brings the 128-bit `join_key` of the QR code along, so it is never rate
    limited: a hall behind one address cannot be locked out by somebody's typing.

    Parameters
    ----------
    connection : Connection
        Inside a transaction that is kept even when this raises: see `knock`.
    code : str
        As typed; spaces, lower case and O for 0 are mended.
    address : str
        Network address of the visitor; kept only as a salted hash, for an hour.

    Raises
    ------
    NotFound
        One and the same sentence for a wrong, expired or closed code.
    NotAllowed
        After ten failures within a minute from the address.
    """
    moment = at or now()
    rows = tables.workshop
    row = connection.execute(
        select(rows.c.id, rows.c.join_key, rows.c.code_expires_at).where(
            rows.c.room_code == plain_code(code)
        )
    ).first()
    is_open = row is not None and row.code_expires_at > stamp(moment)
    scanned = row is not None and hmac.compare_digest(
        row.join_key.encode(), join_key.encode()
    )
    failures = tables.join_failure
    source = _address_hash(connection, address)
    connection.execute(
        delete(failures).where(failures.c.failed_at < stamp(moment - _KEEP_FAILURES))
    )
    recent = connection.execute(
        select(func.count())
        .select_from(failures)
        .where(failures.c.address_hash == source)
        .where(failures.c.failed_at > stamp(moment - timedelta(minutes=1)))
    ).scalar_one()
    if recent >= FAILURES_PER_MINUTE and not (is_open and scanned):
        raise NotAllowed(too_many_tries())
    if row is None or not is_open:
        connection.execute(
            insert(failures).values(
                id=new_id(), address_hash=source, failed_at=stamp(moment)
            )
        )
        raise NotFound(wrong_code())
    return str(row.id)


_GROUPS = (
    select(tables.group)
    .where(tables.group.c.workshop_id == bindparam("workshop_id"))
    .order_by(tables.group.c.position)
)


def groups_of(connection: Connection, workshop_id: str) -> tuple[Group, ...]:
    """Return the tables of a workshop in order of arrival."""
    found = connection.execute(_GROUPS, {"workshop_id": workshop_id})
    return tuple(
        Group(
            id=row.id,
            position=row.position,
            name=row.name,
            function=row.function,
            people=row.people,
            scribe_seat_id=row.scribe_seat_id,
        )
        for row in found
    )


def join_group(
    connection: Connection,
    workshop_id: str,
    *,
    name: str,
    function: str = "",
    people: int = 1,
    language: str | None = None,
) -> tuple[Viewer, str]:
    """Seat the first device of a new table; it holds the pen.

    Raises
    ------
    InputError
        If the name is empty, too long or taken, or the hall has too many tables.
    """
    grow(connection, workshop_id)
    tidy = clean(name, limit=limits.NAME_CHARACTERS)
    present = groups_of(connection, workshop_id)
    if any(group.name.casefold() == tidy.casefold() for group in present):
        raise InputError(
            _(
                "There is a table called {name} already. Choose it from the list, or"
                " take another name."
            ).format(name=tidy)
        )
    if len(present) >= limits.GROUPS:
        raise InputError(
            _("There are {n} tables already, and there is room for no more.").format(
                n=len(present)
            )
        )
    if not isinstance(people, int) or not 1 <= people <= limits.PEOPLE_PER_TABLE:
        raise InputError(
            _("Say how many you are: a number from 1 to {limit}.").format(
                limit=limits.PEOPLE_PER_TABLE
            )
        )
    group_id = new_id()
    viewer, token = seats.add(
        connection, workshop_id, Role.GROUP, group_id=group_id, language=language
    )
    connection.execute(
        insert(tables.group).values(
            id=group_id,
            workshop_id=workshop_id,
            position=max((group.position for group in present), default=0) + 1,
            name=tidy,
            function=clean(function, limit=limits.NAME_CHARACTERS, may_be_empty=True),
            people=people,
            scribe_seat_id=viewer.seat_id,
        )
    )
    return viewer, token


def join_table(
    connection: Connection,
    workshop_id: str,
    group_id: str,
    *,
    language: str | None = None,
) -> tuple[Viewer, str]:
    """Seat one more device at a table; it gets the pen if nobody holds it."""
    grow(connection, workshop_id)
    if all(group.id != group_id for group in groups_of(connection, workshop_id)):
        raise NotFound(_("That table is no longer here. Choose another one."))
    viewer, token = seats.add(
        connection, workshop_id, Role.GROUP, group_id=group_id, language=language
    )
    rows = tables.group
    connection.execute(
        update(rows)
        .where(rows.c.id == group_id)
        .where(rows.c.scribe_seat_id.is_(None))
        .values(scribe_seat_id=viewer.seat_id)
    )
    tell_table(connection, group_id)
    return viewer, token


def join_alone(
    connection: Connection, workshop_id: str, *, language: str | None = None
) -> tuple[Viewer, str]:
    """Seat a person who takes part alone."""
    grow(connection, workshop_id)
    return seats.add(connection, workshop_id, Role.PARTICIPANT, language=language)


def open_with_key(connection: Connection, role: Role, key: str) -> tuple[Viewer, str]:
    """Seat a facilitator or a projector who holds the workshop's key.

    Raises
    ------
    NotFound
        If the key opens nothing; new keys are made each time the server starts.
    """
    workshop_id = workshops.by_key(connection, role, key)
    if workshop_id is None:
        raise NotFound(
            _(
                "This link is no longer valid. A new one is shown each time the"
                " workshop is started."
            )
        )
    grow(connection, workshop_id)
    return seats.add(connection, workshop_id, role)


def _address_hash(connection: Connection, address: str) -> str:
    rows = tables.secret
    # Locked, so that guesses made at the same moment are counted one after another.
    salt = connection.execute(
        select(rows.c.value).where(rows.c.name == "address").with_for_update()
    ).scalar_one()
    source = _household(address)
    return hmac.new(salt.encode(), source.encode(), hashlib.sha256).hexdigest()


def _household(address: str) -> str:
    """Return an address as it is counted: of IPv6 the half that a visitor is given."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
