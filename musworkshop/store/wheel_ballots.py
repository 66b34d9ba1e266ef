"""What waits to be counted in the unit's picture, and the picture itself.

A pair that agrees leaves the employee's ratings here, sealed with a key outside the
store and under a secret that stands sealed in the pair: nothing tells whose they are.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from musworkshop.errors import NotAllowed, StoreError
from musworkshop.model.pair import WheelPicture
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store.allowed import allow, check
from musworkshop.store.connect import empty_the_log_afterwards
from musworkshop.store.pair_tables import pair, picture, wheel_ballot
from musworkshop.store.seal import Seals
from musworkshop.store.values import hashed
from musworkshop.store.workshops import grow
from musworkshop.text import _

_PICTURE = TypeAdapter(WheelPicture)


def leave(
    connection: Connection,
    viewer: Viewer,
    ballot: str,
    ratings: dict[str, str] | None,
    seals: Seals,
) -> None:
    """Leave a pair's ratings to be counted, or take them back with None.

    Raises
    ------
    NotAllowed
        If the wheels are counted already.
    """
    allow(connection, viewer, Action.TALK)
    grow(connection, viewer.workshop_id)  # whoever counts waits, and hears of it
    if are_counted(connection, viewer.workshop_id):
        raise NotAllowed(_("The wheels are counted already; nothing is added now."))
    key_hash = hashed(viewer.workshop_id + ballot)
    if ratings is None:
        mine = wheel_ballot.c.key_hash == key_hash
        connection.execute(delete(wheel_ballot).where(mine))
        return
    name = key_name(viewer.workshop_id)
    seals.make(name)
    text = json.dumps(ratings, sort_keys=True)
    values = {"sealed": seals.seal(name, text, bound_to=key_hash)}
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(wheel_ballot)
        .values(key_hash=key_hash, workshop_id=viewer.workshop_id, **values)
        .on_conflict_do_update(index_elements=["key_hash"], set_=values)
    )


def waiting(connection: Connection, viewer: Viewer) -> int:
    """Return how many wheels wait to be counted."""
    check(viewer, Action.COUNT_WHEELS)
    mine = wheel_ballot.c.workshop_id == viewer.workshop_id
    statement = select(func.count()).select_from(wheel_ballot).where(mine)
    return int(connection.execute(statement).scalar_one())


def take_out(
    connection: Connection, viewer: Viewer, seals: Seals
) -> list[dict[str, str]]:
    """Take what waits out of the store, in the order of random keys.

    Called by the one door only, see `rules.wheel_picture`.
    """
    allow(connection, viewer, Action.COUNT_WHEELS)
    grow(connection, viewer.workshop_id)
    mine = wheel_ballot.c.workshop_id == viewer.workshop_id
    statement = select(wheel_ballot).where(mine).order_by(wheel_ballot.c.key_hash)
    name = key_name(viewer.workshop_id)
    found = []
    for row in connection.execute(statement).all():
        # Sealed with a key that is gone for good, as after a restore: not counted.
        with suppress(StoreError):
            text = seals.open(name, row.sealed, bound_to=row.key_hash)
            found.append(json.loads(text))
    connection.execute(delete(wheel_ballot).where(mine))
    empty_the_log_afterwards(connection)
    return found


def keep(connection: Connection, viewer: Viewer, counted: WheelPicture) -> None:
    """Keep the picture; there is one for each workshop."""
    allow(connection, viewer, Action.COUNT_WHEELS)
    if are_counted(connection, viewer.workshop_id):
        raise NotAllowed(_("The wheels are counted already; nothing is added now."))
    connection.execute(
        insert(picture).values(
            workshop_id=viewer.workshop_id,
            result_json=_PICTURE.dump_json(counted).decode(),
        )
    )
    # Pairs hear of it, so that nobody is offered what is over.
    theirs = pair.c.workshop_id == viewer.workshop_id
    connection.execute(update(pair).where(theirs).values(news=pair.c.news + 1))


def of_workshop(connection: Connection, workshop_id: str) -> WheelPicture | None:
    """Return what the wheels say together; None before they are counted."""
    mine = picture.c.workshop_id == workshop_id
    found = connection.execute(select(picture.c.result_json).where(mine)).scalar()
    return None if found is None else _PICTURE.validate_json(found)


def are_counted(connection: Connection, workshop_id: str) -> bool:
    """Say whether a workshop's wheels are counted, without reading the picture."""
    mine = picture.c.workshop_id == workshop_id
    found = connection.execute(select(picture.c.workshop_id).where(mine)).first()
    return found is not None


def counted_ids(connection: Connection) -> list[str]:
    """Return the workshops whose wheels are counted: they need no key any more."""
    found = connection.execute(select(picture.c.workshop_id))
    return [row.workshop_id for row in found]


def key_name(workshop_id: str) -> str:
    """Return under which name the key of a workshop's wheels lies."""
    return f"{workshop_id}-wheels"
