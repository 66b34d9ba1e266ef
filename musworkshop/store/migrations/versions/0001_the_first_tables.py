"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "join_failure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address_hash", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_failure")),
        comment="The server only; salted hash of the address, deleted after an hour.",
    )
    with op.batch_alter_table("join_failure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_join_failure_address_hash"), ["address_hash"], unique=False
        )

    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
        comment="The server only: salt of the address hashes.",
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room_code", sa.Text(), nullable=False),
        sa.Column("join_key", sa.Text(), nullable=False),
        sa.Column("facilitator_key_hash", sa.Text(), nullable=False),
        sa.Column("projector_key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("concept_json", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("code_expires_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("clock_started_at", sa.Text(), nullable=True),
        sa.Column("clock_left_s", sa.Float(), nullable=False),
        sa.Column("clock_total_s", sa.Float(), nullable=False),
        sa.Column("cards_shown", sa.Boolean(), nullable=False),
        sa.Column("vote_state", sa.Text(), nullable=False),
        sa.Column("votes_per_person", sa.Integer(), nullable=False),
        sa.Column("voted", sa.Integer(), nullable=False),
        sa.Column("focus_theme_id", sa.Text(), nullable=True),
        sa.Column("projector_page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("room_code", name=op.f("uq_workshop_room_code")),
        comment="All who joined; the facilitator: projector_key; nobody: hashes.",
    )
    op.create_table(
        "cluster",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_cluster_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        comment="As the room cards in it.",
    )
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cluster_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "conflict",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_conflict_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        comment="As the passage, card, cluster or question it was written for.",
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conflict_subject_id"), ["subject_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_conflict_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "form_question",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("origin_id", sa.Text(), nullable=True),
        sa.Column("origins", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_form_question_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_question")),
        comment="Artefact.FORM_QUESTION.",
    )
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_form_question_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "passage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("theme_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["passage.id"],
            name=op.f("fk_passage_parent_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_passage_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        comment="Artefact.STRATEGY; kind own_words: Artefact.OWN_WORDS.",
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passage_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "seat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("view_step_id", sa.Text(), nullable=True),
        sa.Column("ready_step_id", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_seat_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_seat_token_hash")),
        comment="The server only; a seat is a token, never a person.",
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_seat_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_seat_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "table_group",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("scribe_seat_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_table_group_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_group")),
        comment="Everyone who has joined.",
    )
    with op.batch_alter_table("table_group", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_table_group_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "undo_step",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_undo_step_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
        comment="The facilitator.",
    )
    with op.batch_alter_table("undo_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_undo_step_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "card",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("seat_id", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("cluster_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_id"],
            ["cluster.id"],
            name=op.f("fk_card_cluster_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_card_seat_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_card_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        comment="By stage: Artefact.OWN_CARD, TABLE_CARD, ROOM_CARD.",
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_card_cluster_id"), ["cluster_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_card_seat_id"), ["seat_id"], unique=False)
        batch_op.create_index(
            "ix_card_theme", ["workshop_id", "theme_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_card_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "draft",
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_draft_seat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_draft_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seat_id", "field", name=op.f("pk_draft")),
        comment="Artefact.DRAFT: the seat alone.",
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_draft_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "request",
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("result_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["seat.id"],
            name=op.f("fk_request_seat_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_request_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seat_id", "id", name=op.f("pk_request")),
        comment="The server only: what a request was answered, so a repeat is safe.",
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "tally",
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Text(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_tally_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_tally_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_tally")),
        comment="Artefact.TALLY; written when the votes are shown, without any seat.",
    )
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tally_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "vote",
        sa.Column("workshop_id", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Text(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_vote_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_vote_seat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_vote_workshop_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seat_id", "card_id", name=op.f("pk_vote")),
        comment="Artefact.VOTE; emptied when the votes are shown.",
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_card_id"), ["card_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_vote_workshop_id"), ["workshop_id"], unique=False
        )


def downgrade() -> None:
    """Bring the tables back."""
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_vote_card_id"))

    op.drop_table("vote")
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tally_workshop_id"))

    op.drop_table("tally")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_workshop_id"))

    op.drop_table("request")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_workshop_id"))

    op.drop_table("draft")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_workshop_id"))
        batch_op.drop_index("ix_card_theme")
        batch_op.drop_index(batch_op.f("ix_card_seat_id"))
        batch_op.drop_index(batch_op.f("ix_card_cluster_id"))

    op.drop_table("card")
    with op.batch_alter_table("undo_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undo_step_workshop_id"))

    op.drop_table("undo_step")
    with op.batch_alter_table("table_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_table_group_workshop_id"))

    op.drop_table("table_group")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_seat_group_id"))

    op.drop_table("seat")
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passage_workshop_id"))

    op.drop_table("passage")
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_question_workshop_id"))

    op.drop_table("form_question")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_subject_id"))

    op.drop_table("conflict")
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cluster_workshop_id"))

    op.drop_table("cluster")
    op.drop_table("workshop")
    op.drop_table("secret")
    with op.batch_alter_table("join_failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_join_failure_address_hash"))

    op.drop_table("join_failure")
