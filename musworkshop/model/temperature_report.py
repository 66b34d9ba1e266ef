"""The temperature on paper: plain numbers, and sentences in the paper's language.

It is made from a publication alone, so nothing in it can say more than that does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from musworkshop.model.temperature import ActionStatus, Form, Part


@dataclass(frozen=True, kw_only=True)
class Index:
    """An index, and how it is said."""

    #: 0 to 100; None where too few have answered.
    value: float | None
    #: Whether it is computed from merged answers.
    is_near: bool = False
    #: Such as "74", "ca. 61" or "too few answers".
    words: str
    #: "" where there is no index.
    band: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What one form answered to a statement, or to an area's statements together."""

    form: Form
    #: Who answered, in words.
    who: str
    #: Answers counted; 0 where nothing may be shown.
    n: int
    #: From the lowest to the highest; of an area, all its answers together.
    parts: tuple[Part, ...]
    #: What stands in each part of a bar: people, or per cent of an area's answers.
    labels: tuple[str, ...]
    #: What each part holds, in words.
    answers: tuple[str, ...]
    index: Index
    #: The distribution as a sentence, also read aloud in place of a bar.
    words: str
    #: How many answers it counts, in words; "" where nothing may be shown.
    counted: str = ""
    #: Points from 0 to 4; None where hidden, and of an area.
    mean: float | None = None
    #: In points; None where hidden, and where all lie in one part.
    spread: float | None = None
    spread_words: str = ""
    #: Share of answers in the two lowest categories; None where it cannot be said.
    low_share: float | None = None


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """A statement and how it was answered."""

    statement_id: str
    #: As the employees' form words it.
    text: str
    #: As the leaders' form words it.
    leader_text: str
    #: A workplace's own, which is in no index.
    is_own: bool
    employees: Measure
    #: None where nothing of the leaders is shown.
    leaders: Measure | None


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area, its index and its statements."""

    area_id: str
    title: str
    about: str
    employees: Measure
    leaders: Measure | None
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """Where leaders and employees see something differently."""

    name: str
    is_area: bool
    employees: Index
    leaders: Index
    #: Leaders' index minus employees', as the two are said.
    points: int
    words: str


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """One unit's employees."""

    name: str
    #: None where it may not be said.
    answered: int | None
    answered_words: str
    total: Index
    #: In the order of the areas.
    areas: tuple[Index, ...]


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """What the workplace does about it."""

    text: str
    owner: str
    due: date | None
    status: ActionStatus
    status_words: str


@dataclass(frozen=True, kw_only=True)
class TemperatureReport:
    """The whole paper; `council_page` cuts it down to what goes to the council."""

    #: ``da`` or ``en``.
    language: str
    #: The day on which the round was closed.
    held_on: date
    title: str
    workshop_title: str
    workplace: str
    #: The workplace's own word for its council of leaders and employees.
    council: str
    #: How many have answered, a sentence for each form.
    answered: tuple[str, ...]
    #: Why leaders are shown, or why not.
    leaders_note: str
    leaders_by_own_choice: bool
    total: Index
    #: None where nothing of the leaders is shown.
    total_leaders: Index | None
    areas: tuple[AreaRow, ...]
    #: The five answers, from the lowest to the highest.
    answers: tuple[str, ...]
    gaps: tuple[GapRow, ...]
    #: Difference that is worth talking about, in points.
    gap_points: int
    #: Said where there is no gap to list.
    gaps_note: str
    units: tuple[UnitRow, ...]
    #: In no order.
    comments: tuple[str, ...]
    comments_note: str
    actions: tuple[ActionRow, ...]
    #: How it was counted, a sentence or two for each rule.
    rules: tuple[str, ...]
    #: The same of statements, differences and units; empty on the council's page.
    further_rules: tuple[str, ...]
    #: What it is inspired by, and that it is nobody's official test.
    credit: str

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure in the paper, those of hidden figures too."""
        found: list[Measure | None] = []
        for area in self.areas:
            found += [area.employees, area.leaders]
            for row in area.statements:
                found += [row.employees, row.leaders]
        return tuple(measure for measure in found if measure)
