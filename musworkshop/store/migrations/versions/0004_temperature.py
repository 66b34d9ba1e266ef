"""The temperature: rounds, sealed ballots, who has answered, agreed actions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
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
        "temperature",
        *_workshop(is_key=True),
        sa.Column("state", text, nullable=False),
        sa.Column("threshold", number, nullable=False),
        sa.Column("invited_employees", number, nullable=False),
        sa.Column("invited_leaders", number, nullable=False),
        sa.Column("view", text, nullable=False),
        sa.Column("comments_shown", flag, nullable=False),
        sa.Column("closed_on", text),
        sa.Column("result_json", text),
        comment="All who joined; result_json: Artefact.RESULT.",
    )
    op.create_table(
        "ballot",
        sa.Column("key_hash", text, primary_key=True),
        *_workshop(),
        sa.Column("form", text, nullable=False),
        sa.Column("sent", flag, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        comment=(
            "Artefact.ANSWERS, COMMENT: the device with the key; deleted when counted."
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ballot_workshop_id", "ballot", ["workshop_id", "key_hash"])
    op.create_table(
        "answered",
        sa.Column("place_id", text, primary_key=True),
        *_workshop(),
        sa.Column("sheets", number, nullable=False),
        comment="The server only; deleted with the ballots.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answered_workshop_id", "answered", ["workshop_id", "place_id"])
    op.create_table(
        "action",
        sa.Column("id", text, primary_key=True),
        *_workshop(),
        sa.Column("position", number, nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("owner", text, nullable=False),
        sa.Column("due", text),
        sa.Column("status", text, nullable=False),
        comment="Artefact.AGREED_ACTION.",
    )
    op.create_index("ix_action_workshop_id", "action", ["workshop_id"])


def downgrade() -> None:
    """Take the tables back."""
    for table in ("action", "answered", "ballot", "temperature"):
        op.drop_table(table)
