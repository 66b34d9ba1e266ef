"""A pair: an employee and a leader with one competence wheel, confidential to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Side(StrEnum):
    """One of the two."""

    EMPLOYEE = "employee"
    LEADER = "leader"

    @property
    def other(self) -> Side:
        """The one this one talks with."""
        return Side.LEADER if self is Side.EMPLOYEE else Side.EMPLOYEE


class Way(StrEnum):
    """How the two use the wheel."""

    #: The employee fills it in, and shows it when it is ready.
    ALONE = "alone"
    #: Both fill it in, and neither sees the other's before both are ready.
    BOTH = "both"
    #: Nobody fills it in; they talk from it.
    TALK = "talk"

    @property
    def sides(self) -> frozenset[Side]:
        """Who fills the wheel in."""
        return _FILLED_BY[self]


_FILLED_BY = {
    Way.ALONE: frozenset({Side.EMPLOYEE}),
    Way.BOTH: frozenset(Side),
    Way.TALK: frozenset[Side](),
}


@dataclass(frozen=True, kw_only=True)
class OwnCompetence:
    """A competence that one of the two has typed into an empty field."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Layer:
    """How one of the two sees the competences."""

    #: Competence id -> level id; a competence without a level is left out.
    ratings: dict[str, str] = field(default_factory=dict)
    own: tuple[OwnCompetence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FocusArea:
    """What the two have agreed to work on, in one sentence; the plan grows from it."""

    id: str
    competence_id: str
    #: The competence's name when it was chosen.
    title: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class SideState:
    """How far one of the two has come; says nothing of what was written."""

    side: Side
    #: The link has been opened.
    has_come: bool
    is_ready: bool
    #: Days on which the other one made a new link (ISO dates), each time a day.
    renewed_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PairView:
    """A pair as one of the two may see it now."""

    pair_id: str
    #: By which the facilitator knows it.
    number: int
    side: Side
    way: Way
    is_revealed: bool
    me: SideState
    them: SideState
    #: What this device has written.
    mine: Layer
    #: Ratings given before a new link was made; covered until both are ready.
    covered: int
    #: Before the reveal None: it has not left the store.
    theirs: Layer | None
    focus: tuple[FocusArea, ...]
    #: Who agrees that the ratings are counted in the unit's picture.
    agreed: frozenset[Side]
    #: The unit's wheels are counted: nothing is added any more.
    is_counted: bool
    #: The way can be chosen anew as long as nobody has rated anything.
    may_choose_way: bool


@dataclass(frozen=True, kw_only=True)
class PairStatus:
    """A pair as the facilitator sees it: whether the links have been opened."""

    id: str
    number: int
    way: Way
    employee_has_come: bool
    leader_has_come: bool
    #: Neither has opened a link and one of the links is too old.
    is_expired: bool


@dataclass(frozen=True, kw_only=True)
class Tickets:
    """The two single-use links of a pair, shown once; the store knows their hashes."""

    pair_id: str
    number: int
    employee: str
    leader: str


@dataclass(frozen=True, kw_only=True)
class LevelCount:
    """Neighbouring levels of a competence, and how many wheels have it there."""

    #: Places from the rim inwards, from 0; equal for a single level.
    first: int
    last: int
    count: int


@dataclass(frozen=True, kw_only=True)
class CompetenceCount:
    """One competence in the unit's picture."""

    competence_id: str
    #: Wheels that rate it; 0 where they are too few to be shown.
    n: int = 0
    #: Empty where nothing can be said without saying it of somebody.
    parts: tuple[LevelCount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WheelPicture:
    """What the wheels of a unit say together."""

    counted_on: str
    threshold: int
    #: Wheels counted; 0 under the threshold.
    wheels: int
    competences: tuple[CompetenceCount, ...] = ()
