"""Alembic's entry: migrate over the connection that `store.start` hands in."""

from __future__ import annotations

from alembic import context

from musworkshop.store.pair_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most things in place; batch mode copies the table.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
