"""Methods being played: circles, chairs and notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _workshop(*, is_key: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("workshop_id", sa.Text(), nullable=False, primary_key=is_key),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
    ]


def upgrade() -> None:
    """Bring the tables up."""
    text, number, flag = sa.Text(), sa.Integer(), sa.Boolean()
    op.create_table(
        "method_run",
        *_workshop(is_key=True),
        sa.Column("method_id", text, nullable=False),
        sa.Column("mode_id", text, nullable=False),
        sa.Column("theme_id", text, nullable=False),
        sa.Column("chairs", number, nullable=False),
        sa.Column("phase", number, nullable=False),
        sa.Column("seating", flag, nullable=False),
        sa.Column("own_clocks", flag, nullable=False),
        sa.Column("leader_outside", flag, nullable=False),
        sa.Column("sound", flag, nullable=False),
        sa.Column("step_left_s", sa.Float(), nullable=False),
        sa.Column("step_total_s", sa.Float(), nullable=False),
        comment="All who joined.",
    )
    op.create_table(
        "circle",
        sa.Column("id", text, primary_key=True),
        *_workshop(),
        sa.Column("group_id", text),
        sa.Column("number", number, nullable=False),
        sa.Column("phase", number, nullable=False),
        sa.Column("clock_started_at", text),
        sa.Column("clock_left_s", sa.Float(), nullable=False),
        sa.Column("clock_total_s", sa.Float(), nullable=False),
        comment="All who joined.",
    )
    op.create_table(
        "place",
        sa.Column("seat_id", text, primary_key=True),
        *_workshop(),
        sa.Column("circle_id", text, nullable=False),
        sa.Column("role_id", text),
        sa.Column("chair", number),
        sa.Column("wish_id", text),
        sa.Column("ticket", number),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["circle_id"], ["circle.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("circle_id", "role_id", "chair", name="uq_place_chair"),
        comment="All who joined, by role and table; the seat: the server only.",
    )
    op.create_table(
        "note",
        sa.Column("id", text, primary_key=True),
        *_workshop(),
        sa.Column("seat_id", text),
        sa.Column("group_id", text),
        sa.Column("theme_id", text, nullable=False),
        sa.Column("prompt_id", text, nullable=False),
        sa.Column("position", number, nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("version", number, nullable=False),
        sa.Column("shown", flag, nullable=False),
        sa.Column("card_id", text),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], ondelete="SET NULL"),
        comment="Artefact.NOTE; for the room once the facilitator has shown it.",
    )
    for table, column in (
        ("circle", "workshop_id"),
        ("place", "workshop_id"),
        ("place", "circle_id"),
        ("note", "workshop_id"),
        ("note", "seat_id"),
        ("note", "card_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Take the tables back."""
    for table in ("note", "place", "circle", "method_run"):
        op.drop_table(table)
