"""The tables of a method being played; the comment on each says who may read it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from musworkshop.store.tables import metadata, workshop_id

__all__ = ["circle", "metadata", "method_run", "note", "place"]


method_run = Table(
    "method_run",
    metadata,
    workshop_id(is_key=True),
    Column("method_id", Text, nullable=False),
    Column("mode_id", Text, nullable=False),
    Column("theme_id", Text, nullable=False),
    Column("chairs", Integer, nullable=False),
    Column("phase", Integer, nullable=False),
    Column("seating", Boolean, nullable=False),
    Column("own_clocks", Boolean, nullable=False),
    Column("leader_outside", Boolean, nullable=False),
    Column("sound", Boolean, nullable=False),
    Column("step_left_s", Float, nullable=False),
    Column("step_total_s", Float, nullable=False),
    comment="All who joined.",
)

circle = Table(
    "circle",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("group_id", Text),
    Column("number", Integer, nullable=False),
    Column("phase", Integer, nullable=False),
    Column("clock_started_at", Text),
    Column("clock_left_s", Float, nullable=False),
    Column("clock_total_s", Float, nullable=False),
    comment="All who joined.",
)

place = Table(
    "place",
    metadata,
    Column(
        "seat_id", Text, ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True
    ),
    workshop_id(),
    Column(
        "circle_id",
        Text,
        ForeignKey("circle.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("role_id", Text),
    Column("chair", Integer),
    Column("wish_id", Text),
    Column("ticket", Integer),
    UniqueConstraint("circle_id", "role_id", "chair", name="uq_place_chair"),
    comment="All who joined, by role and table; the seat: the server only.",
)

note = Table(
    "note",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("seat_id", Text, ForeignKey("seat.id", ondelete="SET NULL"), index=True),
    Column("group_id", Text),
    Column("theme_id", Text, nullable=False),
    Column("prompt_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("card_id", Text, ForeignKey("card.id", ondelete="SET NULL"), index=True),
    comment="Artefact.NOTE; for the room once the facilitator has shown it.",
)
