"""What a pair has written, as the store keeps it: sealed, part by part."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from musworkshop.model.pair import FocusArea, Layer, OwnCompetence, Side
from musworkshop.store import pair_keys as keys
from musworkshop.store.pair_links import content_name
from musworkshop.store.pair_tables import pair_content

SHARED = "shared"


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the two keep together."""

    focus: tuple[FocusArea, ...] = ()
    agreed: frozenset[Side] = frozenset()
    #: Finds what of this pair waits to be counted; "" before both agree.
    ballot: str = ""


def layers(
    connection: Connection, pair_id: str, side: Any, key: bytes
) -> tuple[list[Layer], Layer]:
    """Return what was written before the link was renewed, oldest first, and since."""
    found = connection.execute(
        select(pair_content)
        .where(pair_content.c.pair_id == pair_id)
        .where(pair_content.c.part == side.side)
        .order_by(pair_content.c.generation)
    )
    by_generation = {row.generation: _layer(row, key) for row in found}
    present = by_generation.pop(side.generation, Layer())
    return list(by_generation.values()), present


def joined(found: list[Layer]) -> Layer:
    """Return several layers of one side as one: the newest says last."""
    ratings: dict[str, str] = {}
    own: dict[str, OwnCompetence] = {}
    for layer in found:
        ratings.update(layer.ratings)
        own.update({each.id: each for each in layer.own})
    return Layer(ratings=ratings, own=tuple(own.values()))


def _layer(row: Any, key: bytes) -> Layer:
    kept = json.loads(keys.unseal(key, row.sealed, bound_to=content_name(row)))
    own = tuple(OwnCompetence(**each) for each in kept["own"])
    return Layer(ratings=kept["ratings"], own=own)


def shared(connection: Connection, pair_id: str, key: bytes) -> Shared:
    """Return what the two keep together."""
    row = connection.execute(
        select(pair_content)
        .where(pair_content.c.pair_id == pair_id)
        .where(pair_content.c.part == SHARED)
    ).first()
    if row is None:
        return Shared()
    kept = json.loads(keys.unseal(key, row.sealed, bound_to=content_name(row)))
    return Shared(
        focus=tuple(FocusArea(**each) for each in kept["focus"]),
        agreed=frozenset(Side(each) for each in kept["agreed"]),
        ballot=kept["ballot"],
    )


def keep(
    connection: Connection,
    pair_id: str,
    part: str,
    generation: int,
    key: bytes,
    content: dict[str, Any],
) -> None:
    """Seal a part of what the two write, and keep it in place of what was there."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    bound_to = f"{pair_id}/{part}/{generation}"
    values = {"sealed": keys.seal(key, text, bound_to=bound_to)}
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(pair_content)
        .values(pair_id=pair_id, part=part, generation=generation, **values)
        .on_conflict_do_update(
            index_elements=["pair_id", "part", "generation"], set_=values
        )
    )


def is_begun(connection: Connection, pair_id: str) -> bool:
    """Say whether one of the two has written anything."""
    here = pair_content.c.pair_id == pair_id
    found = connection.execute(select(pair_content.c.part).where(here)).first()
    return found is not None
