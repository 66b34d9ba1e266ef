"""A round of the MUS temperature: how far it is, a sheet, and what may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import sqrt

CATEGORIES = 5


class Form(StrEnum):
    """The two mirrored forms."""

    EMPLOYEE = "employee"
    LEADER = "leader"


class RoundState(StrEnum):
    """How far a round has come; it never goes back."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


class View(StrEnum):
    """What the projector can show of a result, beside each single area."""

    OVERVIEW = "overview"
    GAPS = "gaps"
    UNITS = "units"
    COMMENTS = "comments"


class ActionStatus(StrEnum):
    """How far an agreed action has come."""

    AGREED = "agreed"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One person's answers: whose they are is stored nowhere."""

    form: Form = Form.EMPLOYEE
    #: Id of the unit's passage; "" where there are no units, or none was chosen.
    unit_id: str = ""
    #: Statement id -> points 0..4, or None for "not relevant".
    answers: dict[str, int | None] = field(default_factory=dict)
    comment: str = ""
    #: A leader's own choice, where the leaders are too few to be shown.
    show_own: bool = False
    sent: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """Neighbouring answer categories, merged, and how many chose one of them."""

    low: int
    high: int
    count: int

    @property
    def centre(self) -> float:
        """Points that stand for the part in all that is computed."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, kw_only=True)
class StatementResult:
    """What may be shown of one statement; every figure is computed from the parts.

    Nothing is known here but the parts, so no figure can say more than they do.
    """

    statement_id: str
    #: Answers with points; 0 where too few have answered.
    n: int = 0
    #: From the lowest category to the highest; empty where nothing may be shown.
    parts: tuple[Part, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.parts)

    @property
    def mean(self) -> float:
        """Mean of the parts' centres, 0 to 4 points; only where shown."""
        return sum(part.count * part.centre for part in self.parts) / self.n

    @property
    def index(self) -> float:
        """100 x points / (4 x answered), 0 to 100; only where shown."""
        return 25 * self.mean

    @property
    def spread(self) -> float:
        """Standard deviation of the parts' centres, in points; only where shown."""
        mean = self.mean
        squares = sum(part.count * (part.centre - mean) ** 2 for part in self.parts)
        return sqrt(squares / self.n)

    @property
    def low_share(self) -> float | None:
        """Share of answers of 0 or 1 point; None where a part holds 1 and 2 points."""
        if any(part.count and part.low <= 1 < part.high for part in self.parts):
            return None
        return sum(part.count for part in self.parts if part.high <= 1) / self.n

    @property
    def is_unanimous(self) -> bool:
        """Whether all have answered within one part, which is shown as a band."""
        return any(part.count == self.n for part in self.parts)

    @property
    def is_merged(self) -> bool:
        """Whether figures are computed from merged categories, so that they are near.

        Of a merged part only its centre is known.
        """
        return any(part.count and part.low != part.high for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class FormResult:
    """What may be shown of one form, or of one unit's employees."""

    form: Form
    #: Sheets sent; None where it may not be said (a unit under the threshold).
    answered: int | None
    #: People invited; 0 where nobody has said how many.
    invited: int = 0
    #: Empty where nothing may be shown.
    statements: tuple[StatementResult, ...] = ()
    #: Leaders under the threshold who chose to show their own answers.
    by_own_choice: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether anything of it may be shown."""
        return any(each.is_shown for each in self.statements)

    def statement(self, statement_id: str) -> StatementResult | None:
        """Return a statement's result where it may be shown."""
        found = (s for s in self.statements if s.statement_id == statement_id)
        return next((each for each in found if each.is_shown), None)


@dataclass(frozen=True, kw_only=True)
class UnitResult:
    """What may be shown of one unit's employees."""

    unit_id: str
    name: str
    result: FormResult


@dataclass(frozen=True, kw_only=True)
class Publication:
    """All that ever leaves a round: made once, when it is closed."""

    closed_on: date
    #: Fewest answers anything is shown for.
    threshold: int
    employees: FormResult
    leaders: FormResult
    units: tuple[UnitResult, ...] = ()
    #: In no order; empty where fewer than eight have written one.
    comments: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether anything of it may be shown."""
        return bool(self.employees.is_shown or self.leaders.is_shown or self.comments)


@dataclass(frozen=True, kw_only=True)
class AgreedAction:
    """One of at most three things the workplace does about the result."""

    id: str
    position: int
    text: str
    #: A role, never a person's name.
    owner: str
    due: date | None
    status: ActionStatus


@dataclass(frozen=True, kw_only=True)
class Round:
    """A workshop's temperature as all may see it."""

    state: RoundState
    threshold: int
    #: Whether the threshold can no longer be changed: somebody has begun to answer.
    is_locked: bool
    invited_employees: int
    invited_leaders: int
    sent_employees: int
    sent_leaders: int
    #: What the projector shows of the result: a `View` or an area's id.
    view: str
    #: Whether the facilitator has shown the comments to the room.
    comments_shown: bool
    publication: Publication | None
