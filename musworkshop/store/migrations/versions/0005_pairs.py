"""Pairs: single-use links, sealed content, and the unit's picture."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _workshop(*, is_key: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("workshop_id", sa.Text(), primary_key=is_key, nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
    ]


def _pair() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("pair_id", sa.Text(), primary_key=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], ondelete="CASCADE"),
    ]


def upgrade() -> None:
    """Bring the tables up."""
    text, number, flag, binary = sa.Text(), sa.Integer(), sa.Boolean(), sa.LargeBinary()
    op.create_table(
        "pair",
        sa.Column("id", text, primary_key=True),
        *_workshop(),
        sa.Column("number", number, nullable=False),
        sa.Column("way", text, nullable=False),
        sa.Column("revealed", flag, nullable=False),
        sa.Column("news", number, nullable=False, server_default="0"),
        comment="The two; the facilitator: number and way.",
    )
    op.create_index("ix_pair_workshop_id", "pair", ["workshop_id", "number"])
    op.create_table(
        "pair_side",
        *_pair(),
        sa.Column("side", text, primary_key=True),
        sa.Column("ticket_hash", text, unique=True),
        sa.Column("ticket_key", binary),
        sa.Column("ticket_wrapped", binary),
        sa.Column("ticket_expires_at", text),
        sa.Column("holder_key", binary, unique=True),
        sa.Column("wrapped", binary),
        sa.Column("generation", number, nullable=False, server_default="0"),
        sa.Column("ready", flag, nullable=False),
        sa.Column("renewed_on", text),
        comment="The two; the facilitator: whether the link has been opened.",
    )
    op.create_table(
        "pair_content",
        *_pair(),
        sa.Column("part", text, primary_key=True),
        sa.Column("generation", number, primary_key=True),
        sa.Column("sealed", binary, nullable=False),
        comment="Artefact.RATINGS, FOCUS: sealed with the pair's key.",
    )
    op.create_table(
        "wheel_ballot",
        sa.Column("key_hash", text, primary_key=True),
        *_workshop(),
        sa.Column("sealed", binary, nullable=False),
        comment="Nobody; counted into Artefact.PICTURE and deleted.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_wheel_ballot_workshop_id", "wheel_ballot", ["workshop_id"])
    op.create_table(
        "wheel_picture",
        *_workshop(is_key=True),
        sa.Column("result_json", text, nullable=False),
        comment="Artefact.PICTURE.",
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pair_id", text))


def downgrade() -> None:
    """Take the tables back."""
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_column("pair_id")
    for table in ("wheel_picture", "wheel_ballot", "pair_content", "pair_side", "pair"):
        op.drop_table(table)
