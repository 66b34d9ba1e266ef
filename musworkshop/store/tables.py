"""All tables; the comment on each says who may read it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def workshop_id(*, is_key: bool = False, index: bool = True) -> Column[str]:
    """Return the column that says to which workshop a row belongs, and ends with it.

    Parameters
    ----------
    is_key : bool
        Whether a workshop has one such row; a key needs no index of its own.
    index : bool
        False where a wider index begins with it.
    """
    return Column(
        "workshop_id",
        Text,
        ForeignKey("workshop.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
        index=index and not is_key,
    )


def _seat_id() -> Column[str]:
    return Column(
        "seat_id", Text, ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True
    )


workshop = Table(
    "workshop",
    metadata,
    Column("id", Text, primary_key=True),
    Column("room_code", Text, nullable=False, unique=True),
    Column("join_key", Text, nullable=False),
    Column("facilitator_key_hash", Text, nullable=False),
    Column("projector_key", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("concept_json", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("code_expires_at", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step_id", Text, nullable=False),
    Column("clock_started_at", Text),
    Column("clock_left_s", Float, nullable=False),
    Column("clock_total_s", Float, nullable=False),
    Column("cards_shown", Boolean, nullable=False),
    Column("vote_state", Text, nullable=False),
    Column("votes_per_person", Integer, nullable=False),
    Column("voted", Integer, nullable=False),
    Column("focus_theme_id", Text),
    Column("projector_page", Integer, nullable=False),
    Column("news", Integer, nullable=False, server_default="0"),
    comment="All who joined; the facilitator: projector_key; nobody: hashes.",
)

seat = Table(
    "seat",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("group_id", Text, index=True),
    Column("language", Text),
    Column("view_step_id", Text),
    Column("ready_step_id", Text),
    Column("seen_at", Text, nullable=False),
    Column("news", Integer, nullable=False, server_default="0"),
    Column("pair_id", Text),
    comment="The server only; a seat is a token, never a person.",
)

group = Table(
    "table_group",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("function", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("scribe_seat_id", Text),
    Column("news", Integer, nullable=False, server_default="0"),
    comment="Everyone who has joined.",
)

passage = Table(
    "passage",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("kind", Text, nullable=False),
    Column("parent_id", Text, ForeignKey("passage.id", ondelete="CASCADE")),
    Column("group_id", Text),
    Column("theme_id", Text),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    comment="Artefact.STRATEGY; kind own_words: Artefact.OWN_WORDS.",
)

card = Table(
    "card",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("theme_id", Text, nullable=False),
    Column("group_id", Text),
    Column("seat_id", Text, ForeignKey("seat.id", ondelete="SET NULL"), index=True),
    Column("text", Text, nullable=False),
    Column("first_text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column(
        "cluster_id", Text, ForeignKey("cluster.id", ondelete="SET NULL"), index=True
    ),
    Column("position", Integer, nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),
    comment="By stage: Artefact.OWN_CARD, TABLE_CARD, ROOM_CARD.",
)
Index("ix_card_theme", card.c.workshop_id, card.c.theme_id)

cluster = Table(
    "cluster",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("theme_id", Text, nullable=False),
    Column("wording", Text),
    Column("version", Integer, nullable=False),
    comment="As the room cards in it.",
)

vote = Table(
    "vote",
    metadata,
    workshop_id(),
    _seat_id(),
    Column(
        "card_id",
        Text,
        ForeignKey("card.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("dots", Integer, nullable=False),
    comment="Artefact.VOTE; emptied when the votes are shown.",
)

tally = Table(
    "tally",
    metadata,
    workshop_id(),
    Column(
        "card_id", Text, ForeignKey("card.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("dots", Integer, nullable=False),
    comment="Artefact.TALLY; written when the votes are shown, without any seat.",
)

form_question = Table(
    "form_question",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("theme_id", Text, nullable=False),
    Column("group_id", Text),
    Column("origin", Text, nullable=False),
    Column("origin_id", Text),
    Column("origins", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    comment="Artefact.FORM_QUESTION.",
)

conflict = Table(
    "conflict",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("subject_id", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    comment="As the passage, card, cluster or question it was written for.",
)

draft = Table(
    "draft",
    metadata,
    workshop_id(),
    _seat_id(),
    Column("field", Text, primary_key=True),
    Column("text", Text, nullable=False),
    comment="Artefact.DRAFT: the seat alone.",
)

undo_step = Table(
    "undo_step",
    metadata,
    Column("id", Text, primary_key=True),
    workshop_id(),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("before_json", Text, nullable=False),
    comment="The facilitator.",
)

request = Table(
    "request",
    metadata,
    workshop_id(),
    _seat_id(),
    Column("id", Text, primary_key=True),
    Column("result_json", Text, nullable=False),
    comment="The server only: what a request was answered, so a repeat is safe.",
)

join_failure = Table(
    "join_failure",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address_hash", Text, nullable=False, index=True),
    Column("failed_at", Text, nullable=False),
    comment="The server only; salted hash of the address, deleted after an hour.",
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="The server only: salt of the address hashes.",
)
