"""The tables of the temperature; the comment on each says who may read it.

Nothing joins `answered` to `ballot`: no id, no time, no order. SQLite keeps a ballot at
the place its random key gives it, not where it came in.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from musworkshop.store.method_tables import metadata
from musworkshop.store.tables import workshop_id

__all__ = ["action", "answered", "ballot", "metadata", "temperature"]


temperature = Table(
    "temperature",
    metadata,
    workshop_id(is_key=True),
    Column("state", Text, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("invited_employees", Integer, nullable=False),
    Column("invited_leaders", Integer, nullable=False),
    Column("view", Text, nullable=False),
    Column("comments_shown", Boolean, nullable=False),
    Column("closed_on", Text),
    Column("result_json", Text),
    comment="All who joined; result_json: Artefact.RESULT.",
)

ballot = Table(
    "ballot",
    metadata,
    Column("key_hash", Text, primary_key=True),
    workshop_id(index=False),
    Column("form", Text, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    comment="Artefact.ANSWERS, COMMENT: the device with the key; deleted when counted.",
    sqlite_with_rowid=False,
)
Index("ix_ballot_workshop_id", ballot.c.workshop_id, ballot.c.key_hash)

answered = Table(
    "answered",
    metadata,
    Column("place_id", Text, primary_key=True),  # a table, or a seat alone
    workshop_id(index=False),
    Column("sheets", Integer, nullable=False),
    comment="The server only; deleted with the ballots.",
    sqlite_with_rowid=False,
)
Index("ix_answered_workshop_id", answered.c.workshop_id, answered.c.place_id)

action = Table(
    "action",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(index=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Text),
    Column("status", Text, nullable=False),
    comment="Artefact.AGREED_ACTION.",
)
Index("ix_action_workshop_id", action.c.workshop_id)
