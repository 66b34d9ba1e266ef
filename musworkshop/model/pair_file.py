"""A pair's own file: a wheel as the two keep it, to lay beside next year's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from musworkshop.model.pair import FocusArea


@dataclass(frozen=True, kw_only=True)
class KeptLevel:
    """A level as it was called."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class KeptCompetence:
    """A competence as it was called, and how each of the two saw it."""

    id: str
    title: str
    #: Other words under another version are not compared; 1 for an own competence.
    wording_version: int = 1
    #: Typed by one of the two.
    is_own: bool = False
    #: Ids of levels; "" for not rated.
    employee: str = ""
    leader: str = ""


@dataclass(frozen=True, kw_only=True)
class PairFile:
    """A wheel of two, with sides and never with the names of people."""

    held_on: date
    language: str
    wheel_id: str
    wheel_title: str
    #: From the rim inwards.
    levels: tuple[KeptLevel, ...]
    #: Clockwise from the top; own ones last.
    competences: tuple[KeptCompetence, ...]
    focus: tuple[FocusArea, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """What an earlier file says in words that still mean the same."""

    #: Competence id -> the id of today's level.
    employee: dict[str, str] = field(default_factory=dict)
    leader: dict[str, str] = field(default_factory=dict)
    #: Titles of the rated competences that cannot be compared.
    others: tuple[str, ...] = ()
