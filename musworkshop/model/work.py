"""What the room makes: passages of strategy, cards, clusters, votes, the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage of text is about."""

    TITLE = "title"  # exactly one
    WORKPLACE = "workplace"  # exactly one
    CORE_TASK = "core_task"  # exactly one
    GOAL = "goal"  # several, ordered
    CHALLENGE = "challenge"  # several, ordered
    OWN_WORDS = "own_words"  # one per goal (`parent_id`) and group
    LEADER_QUESTION = "leader_question"  # several per theme (`theme_id`)
    UNIT = "unit"  # several, ordered: who answers the temperature belongs to one
    CHECK = "check"  # one per check question (`theme_id` holds its id): yes partly no


#: Kinds of which a workshop has exactly one.
SINGLE = frozenset({PassageKind.TITLE, PassageKind.WORKPLACE, PassageKind.CORE_TASK})


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text that several may edit; a second writer's text is never lost."""

    id: str
    kind: PassageKind
    #: The goal that is said in a group's own words.
    parent_id: str | None
    group_id: str | None
    #: Theme of a leader question, or question id of a check.
    theme_id: str | None
    position: int
    text: str
    #: Grows by one with each change; a writer says which version was read.
    version: int
    #: Texts that were written at the same time and still wait for a decision.
    conflicts: tuple[str, ...] = ()


class Stage(StrEnum):
    """How far a card has come."""

    OWN = "own"
    TABLE = "table"
    ROOM = "room"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A sub-question (idea) on its way from one writer to the room."""

    id: str
    theme_id: str
    #: The table it comes from; None for a person alone.
    group_id: str | None
    #: True where the asking viewer's own seat wrote it.
    mine: bool
    text: str
    #: What was first written; kept when a table rewords.
    first_text: str
    version: int
    stage: Stage
    #: True once the facilitator has taken it off the wall.
    hidden: bool
    cluster_id: str | None
    #: Order of arrival at its stage, from 1.
    position: int
    #: Order in which the theme's cards were written, from 1; it never changes.
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Cards that say nearly the same, with the wording they share."""

    id: str
    theme_id: str
    #: Wording chosen for all; None shows the first card's text.
    wording: str | None
    version: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something that can be voted on and chosen: a cluster, or a card alone."""

    #: Id of the cluster, or of the lone card.
    id: str
    theme_id: str
    text: str
    #: Names of the tables it comes from, in order; "" stands for one person.
    origins: tuple[str, ...]
    card_ids: tuple[str, ...]


class Origin(StrEnum):
    """Where a question of the form comes from."""

    ROOM = "room"  # a candidate of the room
    LEADER = "leader"  # the leader's own priority question
    CONCEPT = "concept"  # an optional question of the concept
    OWN = "own"  # typed while choosing


@dataclass(frozen=True, kw_only=True)
class FormQuestion:
    """A question chosen for the preparation form (skema 1)."""

    id: str
    theme_id: str
    #: The group whose form it stands in; None stands in everybody's.
    group_id: str | None
    origin: Origin
    #: Candidate, passage or concept question it was made from; None for `Origin.OWN`.
    origin_id: str | None
    #: Names of the tables it comes from.
    origins: tuple[str, ...]
    position: int
    text: str
    version: int
