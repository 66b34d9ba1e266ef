"""A whole workshop out of the store, and back into one."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import Enum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from musworkshop.content.schema import Concept
from musworkshop.errors import StoreError
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.visibility import Reveal
from musworkshop.model.work import SINGLE, Stage
from musworkshop.model.workbook import Tally, Workbook
from musworkshop.model.workshop import VoteState
from musworkshop.store import (
    actions,
    cards,
    form,
    joining,
    passages,
    rounds,
    seats,
    sorting,
    tables,
    votes,
    workshops,
)
from musworkshop.store.values import new_id, stamp
from musworkshop.store.workshops import Keys
from musworkshop.text import _


def read(connection: Connection, viewer: Viewer) -> Workbook:
    """Return what a viewer may read of the workshop, without seats, keys or codes.

    A facilitator gets the whole workbook; a table gets its own part of it. Single
    votes are in no workbook, so in it an open voting is a closed one.
    """
    workshop = workshops.get(connection, viewer.workshop_id)
    revealed: frozenset[Reveal] = workshop.revealed
    visible = cards.visible(connection, viewer, revealed=revealed)
    tally = votes.sums(connection, viewer, revealed=revealed)
    state = workshop.vote_state
    return Workbook(
        workshop=replace(
            workshop,
            room_code="",
            join_key="",
            vote_state=VoteState.CLOSED if state is VoteState.OPEN else state,
        ),
        groups=tuple(
            replace(group, scribe_seat_id=None)
            for group in joining.groups_of(connection, viewer.workshop_id)
        ),
        passages=passages.visible(connection, viewer, revealed=revealed),
        cards=tuple(
            replace(card, mine=False) for card in visible if card.stage is Stage.ROOM
        ),
        clusters=sorting.clusters(connection, viewer, revealed=revealed),
        tally=tuple(
            Tally(candidate_id=candidate_id, dots=dots)
            for candidate_id, dots in sorted(tally.items())
        ),
        questions=form.chosen(connection, viewer),
        temperature=rounds.get(connection, viewer.workshop_id).publication,
        actions=actions.of_workshop(connection, viewer.workshop_id),
    )


def write(connection: Connection, workbook: Workbook) -> Keys:
    """Put a workbook into the store as it was; return its new keys.

    Everything keeps its id, so that reading it again gives the same workbook. Nobody
    sits in the workshop.

    Raises
    ------
    StoreError
        If the workshop is in this store already.
    """
    present = tables.workshop.c.id == workbook.workshop.id
    if connection.execute(select(tables.workshop.c.id).where(present)).first():
        raise StoreError(
            _(
                "This workshop is in the store already. Import it into another folder"
                " (--data) to look at both."
            )
        )
    concept = Concept.model_validate_json(workbook.workshop.concept_json)
    keys = workshops.create(
        connection,
        concept=concept,
        language=workbook.workshop.language,
        workshop_id=workbook.workshop.id,
    )
    _write_workshop(connection, workbook)
    _insert(connection, tables.group, workbook, "groups", scribe_seat_id=None)
    rows = tables.passage
    connection.execute(
        rows.delete()
        .where(rows.c.workshop_id == keys.workshop_id)
        .where(rows.c.kind.in_([kind.value for kind in SINGLE]))
    )
    _insert(connection, rows, workbook, "passages")
    _insert(connection, tables.cluster, workbook, "clusters")
    _insert(connection, tables.card, workbook, "cards", seat_id=None)
    _insert(connection, tables.form_question, workbook, "questions")
    rounds.put(connection, keys.workshop_id, workbook.temperature)
    actions.put(connection, keys.workshop_id, workbook.actions)
    first_card = {
        card.cluster_id: card.id for card in reversed(workbook.cards) if card.cluster_id
    }
    for tally in workbook.tally:
        connection.execute(
            insert(tables.tally).values(
                workshop_id=keys.workshop_id,
                card_id=first_card.get(tally.candidate_id, tally.candidate_id),
                dots=tally.dots,
            )
        )
    for passage in workbook.passages:
        for text in passage.conflicts:
            connection.execute(
                insert(tables.conflict).values(
                    id=new_id(),
                    workshop_id=keys.workshop_id,
                    subject_id=passage.id,
                    text=text,
                )
            )
    return keys


def read_whole(connection: Connection, workshop_id: str) -> Workbook:
    """Return the workbook as its facilitator may read it, for the command line."""
    facilitator = Viewer(workshop_id=workshop_id, seat_id="", role=Role.FACILITATOR)
    return read(connection, facilitator)


def local_viewer(connection: Connection, role: Role) -> Viewer | None:
    """Seat whoever opens a notebook in JupyterLab on the machine itself.

    Such a person runs code beside the store and needs no code to be let in.
    """
    workshop = workshops.newest(connection)
    if workshop is None:
        return None
    tables_here = joining.groups_of(connection, workshop.id)
    first = tables_here[0].id if role is Role.GROUP and tables_here else None
    viewer, _token = seats.add(connection, workshop.id, role, group_id=first)
    return viewer


def _write_workshop(connection: Connection, workbook: Workbook) -> None:
    workshop = workbook.workshop
    started = workshop.clock_started_at
    rows = tables.workshop
    connection.execute(
        update(rows)
        .where(rows.c.id == workshop.id)
        .values(
            created_at=stamp(workshop.created_at),
            code_expires_at=stamp(workshop.code_expires_at),
            revision=workshop.revision,
            step_id=workshop.step_id,
            concept_json=workshop.concept_json,
            clock_started_at=stamp(started) if started else None,
            clock_left_s=workshop.clock_left_s,
            clock_total_s=workshop.clock_total_s,
            cards_shown=workshop.cards_shown,
            vote_state=workshop.vote_state.value,
            votes_per_person=workshop.votes_per_person,
            voted=workshop.voted,
            focus_theme_id=workshop.focus_theme_id,
            projector_page=workshop.projector_page,
        )
    )


def _insert(
    connection: Connection,
    table: Any,
    workbook: Workbook,
    part: str,
    **fixed: str | None,
) -> None:
    items = getattr(workbook, part)
    for item in sorted(items, key=lambda each: bool(getattr(each, "parent_id", None))):
        values = {
            column.name: getattr(item, column.name)
            for column in table.columns
            if hasattr(item, column.name)
        }
        for name, value in values.items():
            if isinstance(value, tuple):
                values[name] = json.dumps(list(value))
            elif isinstance(value, Enum):
                values[name] = value.value
        connection.execute(
            insert(table).values(
                **{**values, **fixed, "workshop_id": workbook.workshop.id}
            )
        )
