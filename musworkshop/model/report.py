"""What leaves the workshop on paper: preparation forms (skema 1) and the log.

Every sentence in here is already in the document's language; what comes after this
only lays out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from musworkshop.model.work import Candidate, Origin


@dataclass(frozen=True, kw_only=True)
class RankedCandidate:
    """A candidate with its dots, once the votes have been shown."""

    candidate: Candidate
    #: None while the votes are hidden.
    dots: int | None
    #: 1 is the most dots; the same dots give the same rank. None while hidden.
    rank: int | None
    #: True where another candidate got the same dots, and at least one.
    tied: bool


@dataclass(frozen=True, kw_only=True)
class FormGoal:
    """A goal of the coming year, and how the group says it ("" where it does not)."""

    text: str
    own_words: str = ""


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A question as it stands in a form."""

    question_id: str
    text: str
    origin: Origin
    #: Names of the tables it comes from; "" stands for one person.
    origins: tuple[str, ...]
    #: True for a question that only this group's form has.
    for_group: bool


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A theme with its questions; without questions it is a row to write in."""

    theme_id: str
    theme: str
    about: str
    areas: tuple[str, ...]
    lines: tuple[FormLine, ...]


@dataclass(frozen=True, kw_only=True)
class FormColumns:
    """The headings of the four columns, with what each of the two is asked to note."""

    theme: str
    question: str
    employee: str
    employee_prompts: tuple[str, ...]
    leader: str
    leader_prompts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PreparationForm:
    """Skema 1, blank and ready to be filled in."""

    #: ``da`` or ``en``.
    language: str
    #: None for everybody's form.
    group_id: str | None
    #: Order of the group's arrival, from 1; 0 for everybody's form.
    group_position: int
    #: "" for everybody's form.
    group_name: str
    function: str
    held_on: date
    #: Title of the form.
    title: str
    workshop_title: str
    workplace: str
    #: Label of the line that names department and group.
    department: str
    #: Heading of the box with core task, goals and challenges.
    frame: str
    core_task: str
    goals: tuple[FormGoal, ...]
    challenges: tuple[str, ...]
    columns: FormColumns
    rows: tuple[FormRow, ...]
    #: What happens with the filled-in form.
    footer: str
    #: What the form builds on, and that it is nobody's official tool.
    credit: str

    @property
    def question_count(self) -> int:
        """How many questions stand in the form."""
        return sum(len(row.lines) for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class LogGroup:
    """A table that took part."""

    name: str
    function: str
    people: int


@dataclass(frozen=True, kw_only=True)
class LogGoal:
    """A goal, and how each group said it."""

    text: str
    #: (group's name, its words), in order of arrival.
    own_words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class LogCheck:
    """A question of the core task check and the room's answer."""

    block: str
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class LogIdea:
    """A question the room saw, with what the tables first called it."""

    ranked: RankedCandidate
    #: (text, table; "" for one person) of each card, where several were gathered.
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class LogChoice:
    """A question chosen for the form; `group` is "" where everybody has it."""

    text: str
    group: str
    origin: Origin
    origins: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LogTheme:
    """What was said and chosen under one theme."""

    theme: str
    leader_questions: tuple[str, ...]
    ideas: tuple[LogIdea, ...]
    choices: tuple[LogChoice, ...]


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """Texts written at the same time, of which none has been chosen yet."""

    kept: str
    others: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkshopLog:
    """What was said, what was chosen, and by which group."""

    language: str
    held_on: date
    title: str
    workplace: str
    groups: tuple[LogGroup, ...]
    core_task: str
    goals: tuple[LogGoal, ...]
    challenges: tuple[str, ...]
    checks: tuple[LogCheck, ...]
    #: False while the dots are hidden.
    votes_shown: bool
    votes_per_person: int
    themes: tuple[LogTheme, ...]
    undecided: tuple[Undecided, ...]
    credit: str
