"""An invented room put into the store: what a script says, as if it had been played."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from musworkshop.content.schema import (
    Concept,
    Script,
    ScriptCards,
    Step,
    StepKind,
)
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.work import PassageKind, Stage
from musworkshop.store import cards, passages, seats, sorting, tables, workshops
from musworkshop.store.values import new_id


def write_script(
    connection: Connection, workshop_id: str, concept: Concept, script: Script
) -> None:
    """Fill a fresh workshop with a script's texts, tables and cards.

    The tables have no device yet: the first that sits down gets the pen. The room is
    at the step where sub-questions are written.
    """
    leader, _token = seats.add(connection, workshop_id, Role.FACILITATOR)
    _write_strategy(connection, leader, script)
    written: dict[tuple[str, str], str] = {}
    for position, group in enumerate(script.groups, 1):
        group_id = new_id()
        connection.execute(
            insert(tables.group).values(
                id=group_id,
                workshop_id=workshop_id,
                position=position,
                name=group.name,
                function=group.function,
                people=group.people,
            )
        )
        scribe, _token = seats.add(
            connection, workshop_id, Role.GROUP, group_id=group_id
        )
        goals = [
            each
            for each in passages.visible(connection, leader, revealed=frozenset())
            if each.kind is PassageKind.GOAL
        ]
        for goal, words in zip(goals, group.own_words, strict=False):
            passages.say_in_own_words(connection, scribe, goal.id, words, 0)
        _write_cards(connection, scribe, group.cards, written, Stage.TABLE)
        seats.leave(connection, scribe)
    for person in script.people:
        alone, _token = seats.add(connection, workshop_id, Role.PARTICIPANT)
        _write_cards(connection, alone, person.cards, written, Stage.OWN)
        seats.leave(connection, alone)
    for cluster in script.clusters:
        members = [written[cluster.theme, text] for text in cluster.texts]
        cluster_id = sorting.group_cards(connection, leader, members)
        if cluster.wording:
            sorting.name_cluster(connection, leader, cluster_id, cluster.wording, 1)
    step = _where_it_begins(concept)
    workshops.go_to_step(connection, leader, step.id, minutes=step.minutes)
    seats.leave(connection, leader)


def _where_it_begins(concept: Concept) -> Step:
    """Return the step at which an invented workshop is opened."""
    for kind in (StepKind.SUB_QUESTIONS, StepKind.WHEEL):
        for step in concept.steps:
            if step.kind is kind:
                return step
    return concept.steps[0]


def _write_strategy(connection: Connection, leader: Viewer, script: Script) -> None:
    rows = tables.passage
    for kind, text in (
        (PassageKind.TITLE, script.title),
        (PassageKind.WORKPLACE, script.workplace),
        (PassageKind.CORE_TASK, script.core_task),
    ):
        connection.execute(
            update(rows)
            .where(rows.c.workshop_id == leader.workshop_id)
            .where(rows.c.kind == kind.value)
            .values(text=text)
        )
    for goal in script.goals:
        passages.add(connection, leader, PassageKind.GOAL, text=goal)
    for challenge in script.challenges:
        passages.add(connection, leader, PassageKind.CHALLENGE, text=challenge)
    for question in script.leader_questions:
        passages.add(
            connection,
            leader,
            PassageKind.LEADER_QUESTION,
            theme_id=question.theme,
            text=question.text,
        )


def _write_cards(
    connection: Connection,
    viewer: Viewer,
    written_cards: tuple[ScriptCards, ...],
    written: dict[tuple[str, str], str],
    otherwise: Stage,
) -> None:
    """Write cards; the first `picked` of each theme go to the room."""
    for each in written_cards:
        for number, text in enumerate(each.texts):
            stage = Stage.ROOM if number < each.picked else otherwise
            written[each.theme, text] = cards.add(
                connection, viewer, theme_id=each.theme, text=text, stage=stage
            )
