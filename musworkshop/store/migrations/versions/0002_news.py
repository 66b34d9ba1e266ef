"""How often there were news for room, table and seat; in which order cards came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    for table in ("workshop", "seat", "table_group"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("news", sa.Integer(), nullable=False, server_default="0")
            )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("number", sa.Integer(), nullable=False, server_default="0")
        )
    op.execute("UPDATE card SET number = position")


def downgrade() -> None:
    """Take the tables back."""
    for table in ("workshop", "seat", "table_group"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("news")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_column("number")
