"""Ballots: one person's answers, sealed, and the flag that a device has answered.

The key of a ballot is a random secret that only the browser keeps. Whether a device has
answered stands in a table of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, Round, RoundState, Sheet
from musworkshop.store import rounds, seats, tables
from musworkshop.store.allowed import allow, check
from musworkshop.store.connect import empty_the_log_afterwards
from musworkshop.store.seal import Seals
from musworkshop.store.temperature_tables import answered, ballot
from musworkshop.store.values import hashed
from musworkshop.text import _

#: 128 bits or more, in hexadecimal.
_SECRET = re.compile(r"[0-9a-f]{32,64}")
_KEPT = ("form", "unit_id", "answers", "comment", "show_own")


def own(
    connection: Connection, viewer: Viewer, secret: str, seals: Seals
) -> Sheet | None:
    """Return the sheet a secret opens, or None when there is none."""
    check(viewer, Action.ANSWER)
    row = _row(connection, viewer, secret)
    return _opened(row, seals) if row is not None else None


def change(
    connection: Connection,
    viewer: Viewer,
    secret: str,
    seals: Seals,
    do: Callable[[Sheet], Sheet],
) -> Sheet:
    """Keep a changed sheet, sealed; the first change begins it.

    Others hear nothing of it, and nothing tells when it was.

    Raises
    ------
    NotAllowed
        If the round is not open.
    """
    allow(connection, viewer, Action.ANSWER)
    seats.viewer(connection, viewer.seat_id)
    _open_round(connection, viewer)
    row = _row(connection, viewer, secret, locked=True)
    if row is None:
        if _left(connection, viewer) < 1:
            raise NotAllowed(_("This device has answered. Thank you."))
        if _ballots(connection, viewer) >= 2 * limits.INVITED:
            raise NotAllowed(_("There is room for no more answers."))
    before = _opened(row, seals) if row is not None else Sheet()
    after = replace(do(before), sent=before.sent)
    if before.sent and after.form is not before.form:
        raise NotAllowed(_("The answers are sent; the form can no longer be changed."))
    key_hash = _key_hash(viewer, secret)
    values = {
        "form": after.form.value,
        "sent": after.sent,
        "sealed": _sealed(after, viewer.workshop_id, key_hash, seals),
    }
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(ballot)
        .values(key_hash=key_hash, workshop_id=viewer.workshop_id, **values)
        .on_conflict_do_update(index_elements=["key_hash"], set_=values)
    )
    return after


def send(connection: Connection, viewer: Viewer, secret: str) -> None:
    """Hand a sheet in: one for a person, at a table as many as sit there.

    Handing the same sheet in again does nothing.

    Raises
    ------
    NotAllowed
        If the round is not open, the device has answered, or as many have answered as
        were invited.
    NotFound
        If there is no such sheet.
    """
    allow(connection, viewer, Action.ANSWER)
    round_ = _open_round(connection, viewer)
    row = _row(connection, viewer, secret)
    if row is None:
        raise NotFound(_("There is nothing to send yet. Answer a statement first."))
    if row.sent:
        return
    if _left(connection, viewer) < 1:
        raise NotAllowed(_("This device has answered. Thank you."))
    if is_full(round_, Form(row.form)):
        raise NotAllowed(
            _(
                "As many have answered as were invited. If you are more, ask the"
                " facilitator to correct the number."
            )
        )
    connection.execute(
        update(ballot).where(ballot.c.key_hash == row.key_hash).values(sent=True)
    )
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(answered)
        .values(place_id=_place(viewer), workshop_id=viewer.workshop_id, sheets=1)
        .on_conflict_do_update(
            index_elements=["place_id"], set_={"sheets": answered.c.sheets + 1}
        )
    )


def left(connection: Connection, viewer: Viewer) -> int:
    """Return how many sheets may still be sent from here: a table's people share."""
    check(viewer, Action.ANSWER)
    return _left(connection, viewer)


def is_full(round_: Round, form: Form) -> bool:
    """Say whether as many have sent a form as were invited; 0 invited has no end."""
    if form is Form.LEADER:
        return 0 < round_.invited_leaders <= round_.sent_leaders
    return 0 < round_.invited_employees <= round_.sent_employees


def begun(connection: Connection, viewer: Viewer) -> int:
    """Return how many sheets are begun and not sent, for the facilitator."""
    check(viewer, Action.LEAD_ROUND)
    mine = ballot.c.workshop_id == viewer.workshop_id
    waiting = select(func.count()).select_from(ballot).where(mine)
    return int(connection.execute(waiting.where(~ballot.c.sent)).scalar_one())


def take_out(connection: Connection, viewer: Viewer, seals: Seals) -> list[Sheet]:
    """Take the sheets that were sent out of the store, in the order of random keys.

    What is left in the store says neither who has answered nor what. Called by the
    one door only, see `rules.threshold`.
    """
    allow(connection, viewer, Action.LEAD_ROUND)
    rounds.hold(connection, viewer.workshop_id)
    mine = ballot.c.workshop_id == viewer.workshop_id
    found = connection.execute(
        select(ballot).where(mine).where(ballot.c.sent).order_by(ballot.c.key_hash)
    ).all()
    sheets = [_opened(row, seals) for row in found]
    connection.execute(delete(ballot).where(mine))
    theirs = answered.c.workshop_id == viewer.workshop_id
    connection.execute(delete(answered).where(theirs))
    empty_the_log_afterwards(connection)
    return sheets


def _open_round(connection: Connection, viewer: Viewer) -> Round:
    found = rounds.get(connection, viewer.workshop_id, locked=True)
    if found.state is not RoundState.OPEN:
        raise NotAllowed(_("The temperature is not open for answers just now."))
    return found


def _left(connection: Connection, viewer: Viewer) -> int:
    people = 1
    if viewer.group_id is not None:
        group = tables.group
        mine = group.c.id == viewer.group_id
        people = connection.execute(select(group.c.people).where(mine)).scalar_one()
    here = answered.c.place_id == _place(viewer)
    sent = connection.execute(select(answered.c.sheets).where(here)).scalar()
    return people - int(sent or 0)


def _place(viewer: Viewer) -> str:
    """Return who answers once: a table's devices share, and may come and go."""
    return viewer.group_id or viewer.seat_id


def _ballots(connection: Connection, viewer: Viewer) -> int:
    mine = ballot.c.workshop_id == viewer.workshop_id
    statement = select(func.count()).select_from(ballot).where(mine)
    return int(connection.execute(statement).scalar_one())


def _row(
    connection: Connection, viewer: Viewer, secret: str, *, locked: bool = False
) -> Any:
    """Return the ballot of a secret; locked, nobody sends it meanwhile."""
    statement = (
        select(ballot)
        .where(ballot.c.key_hash == _key_hash(viewer, secret))
        .where(ballot.c.workshop_id == viewer.workshop_id)
    )
    if locked:
        statement = statement.with_for_update()
    return connection.execute(statement).first()


def _key_hash(viewer: Viewer, secret: str) -> str:
    """Return under which key a secret's ballot lies: another in each workshop."""
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise InputError(_("The request was not understood."))
    return hashed(viewer.workshop_id + secret)


def _sealed(sheet: Sheet, workshop_id: str, key_hash: str, seals: Seals) -> bytes:
    kept = {name: value for name, value in asdict(sheet).items() if name in _KEPT}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return seals.seal(workshop_id, text, bound_to=key_hash)


def _opened(row: Any, seals: Seals) -> Sheet:
    text = seals.open(row.workshop_id, row.sealed, bound_to=row.key_hash)
    kept = json.loads(text)
    return Sheet(**{**kept, "form": Form(kept["form"])}, sent=bool(row.sent))
