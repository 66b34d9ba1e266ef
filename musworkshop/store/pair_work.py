"""What one of the two does alone: rate, be ready; the other sees it when both are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, update

from musworkshop.errors import InputError, NotAllowed
from musworkshop.model.pair import Layer, PairView, Side, SideState, Way
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store import pair_content as content
from musworkshop.store import wheel_ballots
from musworkshop.store.allowed import allow
from musworkshop.store.pair_links import held
from musworkshop.store.pair_tables import pair, pair_side
from musworkshop.text import _


def view(connection: Connection, viewer: Viewer, secret: str) -> PairView:
    """Return the pair as its holder may see it: the other's layer after the reveal.

    Raises
    ------
    NotFound
        If the secret does not open the viewer's pair.
    """
    row, mine, key, sides = held(connection, viewer, secret, locked=False)
    side, way = Side(mine.side), Way(row.way)
    earlier, present = content.layers(connection, row.id, mine, key)
    theirs = None
    if row.revealed:
        present = content.joined([*earlier, present])
        before, now = content.layers(connection, row.id, sides[side.other], key)
        theirs = content.joined([*before, now])
    shared = content.shared(connection, row.id, key)
    covered = set[str]() if row.revealed else set(content.joined(earlier).ratings)
    return PairView(
        pair_id=row.id,
        number=row.number,
        side=side,
        way=way,
        is_revealed=bool(row.revealed),
        me=_state(mine),
        them=_state(sides[side.other]),
        mine=present,
        covered=len(covered - set(present.ratings)),
        theirs=theirs,
        focus=shared.focus,
        agreed=shared.agreed,
        is_counted=wheel_ballots.are_counted(connection, row.workshop_id),
        may_choose_way=not row.revealed and not content.is_begun(connection, row.id),
    )


def choose_way(connection: Connection, viewer: Viewer, secret: str, way: Way) -> None:
    """Say how the two use the wheel, as long as nobody has rated anything."""
    allow(connection, viewer, Action.TALK)
    row = held(connection, viewer, secret).row
    if way.value == row.way:
        return
    if row.revealed or content.is_begun(connection, row.id):
        raise NotAllowed(
            _("One of you has begun to fill in the wheel, so the way is settled.")
        )
    change = {"way": way.value}
    connection.execute(update(pair).where(pair.c.id == row.id).values(change))


def change(
    connection: Connection,
    viewer: Viewer,
    secret: str,
    do: Callable[[Layer], Layer],
) -> None:
    """Keep how one of the two sees the competences.

    Raises
    ------
    NotAllowed
        If the wheels are shown already, one has said to be ready, or this one does
        not fill the wheel in.
    """
    allow(connection, viewer, Action.TALK)
    row, mine, key, _sides = held(connection, viewer, secret)
    _must_be_open(row, mine)
    _earlier, present = content.layers(connection, row.id, mine, key)
    content.keep(
        connection, row.id, mine.side, mine.generation, key, asdict(do(present))
    )


def say_ready(connection: Connection, viewer: Viewer, secret: str, on: bool) -> bool:
    """Say that one is ready, or not yet; return whether the wheels are shown now.

    They are shown when all who fill one in are ready, and then for good.
    """
    allow(connection, viewer, Action.TALK)
    row, mine, key, sides = held(connection, viewer, secret)
    if row.revealed:
        return True
    filled_by = Way(row.way).sides
    if Side(mine.side) not in filled_by:
        raise NotAllowed(_("You do not fill in the wheel this time."))
    earlier, present = content.layers(connection, row.id, mine, key)
    if on and not content.joined([*earlier, present]).ratings:
        raise InputError(_("Rate at least one competence first."))
    connection.execute(
        update(pair_side)
        .where(pair_side.c.pair_id == row.id)
        .where(pair_side.c.side == mine.side)
        .values(ready=on)
    )
    others = filled_by - {Side(mine.side)}
    revealed = on and all(sides[side].ready for side in others)
    if revealed:
        change = {"revealed": True}
        connection.execute(update(pair).where(pair.c.id == row.id).values(change))
    return revealed


def _must_be_open(row: Any, mine: Any) -> None:
    if row.revealed:
        raise NotAllowed(
            _("You have shown each other the wheels; the ratings stand as they are.")
        )
    if mine.ready:
        raise NotAllowed(_("You have said that you are ready. Take that back first."))
    if Side(mine.side) not in Way(row.way).sides:
        raise NotAllowed(_("You do not fill in the wheel this time."))


def _state(row: Any) -> SideState:
    return SideState(
        side=Side(row.side),
        has_come=row.holder_key is not None,
        is_ready=bool(row.ready),
        renewed_on=tuple((row.renewed_on or "").split()),
    )
