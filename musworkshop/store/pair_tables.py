"""The tables of pairs; the comment on each says who may read it.

What the two write lies here only sealed, see `store.pair_keys`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from musworkshop.store.tables import workshop_id
from musworkshop.store.temperature_tables import metadata

__all__ = ["metadata", "pair", "pair_content", "pair_side", "picture", "wheel_ballot"]


def _pair_id() -> Column[str]:
    return Column(
        "pair_id", Text, ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True
    )


pair = Table(
    "pair",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(index=False),
    Column("number", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("revealed", Boolean, nullable=False),
    Column("news", Integer, nullable=False, server_default="0"),
    comment="The two; the facilitator: number and way.",
)
Index("ix_pair_workshop_id", pair.c.workshop_id, pair.c.number)

pair_side = Table(
    "pair_side",
    metadata,
    _pair_id(),
    Column("side", Text, primary_key=True),
    Column("ticket_hash", Text, unique=True),
    Column("ticket_key", LargeBinary),
    Column("ticket_wrapped", LargeBinary),
    Column("ticket_expires_at", Text),
    Column("holder_key", LargeBinary, unique=True),
    Column("wrapped", LargeBinary),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("ready", Boolean, nullable=False),
    Column("renewed_on", Text),
    comment="The two; the facilitator: whether the link has been opened.",
)

pair_content = Table(
    "pair_content",
    metadata,
    _pair_id(),
    Column("part", Text, primary_key=True),  # a side, or what the two share
    Column("generation", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    comment="Artefact.RATINGS, FOCUS: sealed with the pair's key.",
)

wheel_ballot = Table(
    "wheel_ballot",
    metadata,
    Column("key_hash", Text, primary_key=True),
    workshop_id(index=False),
    Column("sealed", LargeBinary, nullable=False),
    comment="Nobody; counted into Artefact.PICTURE and deleted.",
    sqlite_with_rowid=False,
)
Index("ix_wheel_ballot_workshop_id", wheel_ballot.c.workshop_id)

picture = Table(
    "wheel_picture",
    metadata,
    workshop_id(is_key=True),
    Column("result_json", Text, nullable=False),
    comment="Artefact.PICTURE.",
)
