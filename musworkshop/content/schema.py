"""The shape of a concept and of a script: frozen, unknown keys forbidden."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from musworkshop import limits
from musworkshop.content.instrument import Instrument
from musworkshop.content.methods import Method
from musworkshop.content.wheel import Wheel
from musworkshop.content.wording import (
    Content,
    Identifier,
    Line,
    Name,
    Prose,
    Truth,
    Whole,
    Wording,
)


class Provenance(StrEnum):
    """Where a wording comes from."""

    OWN = "own"
    PARAPHRASED = "paraphrased"


class Phase(StrEnum):
    """The arc of the ring a step belongs to."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class StepKind(StrEnum):
    """What a step of the workshop does; each kind has its own view on every page."""

    WELCOME = "welcome"
    STRATEGY = "strategy"
    THEMES = "themes"
    SUB_QUESTIONS = "sub_questions"
    GATHER = "gather"  # group alike cards, then dot voting
    CHOOSE = "choose"
    FORM = "form"
    TEMPERATURE = "temperature"  # everybody answers the temperature
    RESULTS = "results"  # what the answers say, talked about together
    ACTIONS = "actions"  # at most three, with owner and date
    REPORT = "report"  # what goes to the council
    WHEEL = "wheel"  # which competences the core task asks for
    PAIRS = "pairs"  # employee and leader get their links
    PICTURE = "picture"  # what the wheels say together


class Step(Content):
    """A line of the run sheet."""

    id: Identifier
    kind: StepKind
    title: Name
    minutes: Whole = Field(ge=1, le=240)
    phase: Phase
    #: What the facilitator does and says; the first paragraph is the gist.
    guide: Prose
    #: What the room is asked, in one sentence; read from the last row.
    ask: Line
    #: What comes after this step, as the projector announces it ("" at the end).
    afterwards: Line = Wording()


class ProcessStep(Content):
    """A part of the whole MUS round, of which the workshop is one."""

    id: Identifier
    title: Name
    phase: Phase
    text: Prose


class Theme(Content):
    """A theme of the form, a row of skema 1."""

    id: Identifier
    title: Name
    #: One sentence that says what belongs here.
    about: Line
    #: Areas inside the theme, printed as bullets under its title.
    areas: tuple[Name, ...] = ()
    #: False for a row that each fills in alone: the room writes no cards there.
    open_to_cards: Truth = True


class QuestionSet(Content):
    """A named set of optional questions (the simple six, skema 2, skema 3)."""

    id: Identifier
    title: Name


class Question(Content):
    """An optional question a workplace may take into its form."""

    id: Identifier
    set_id: Identifier
    theme_id: Identifier
    text: Line
    wording_version: Whole = Field(default=1, ge=1)
    origin: Provenance
    source_url: str = ""


class CheckBlock(StrEnum):
    """Part of the core task check."""

    DEFINED = "defined"
    VALIDATED = "validated"
    COMMUNICATED = "communicated"


class CheckQuestion(Content):
    """A question of the core task check, answered yes, partly or no."""

    id: Identifier
    block: CheckBlock
    text: Line


class FormTexts(Content):
    """The fixed sentences of skema 1."""

    title: Name
    #: Label of the line that names department and group.
    department: Name
    #: Heading of the box with core task, goals and challenges.
    frame: Name
    theme_column: Name
    question_column: Name
    employee_column: Name
    employee_prompts: tuple[Line, ...]
    leader_column: Name
    leader_prompts: tuple[Line, ...]
    #: What happens with the filled-in form and who reads it.
    footer: Prose


class Concept(Content):
    """Everything a workshop asks, says and prints."""

    id: Identifier
    title: Name
    version: Whole = Field(ge=1)
    #: Languages in which every wording is complete.
    languages: tuple[str, ...] = Field(min_length=1)
    #: What it builds on, and that it is nobody's official tool.
    credit: Prose
    source_url: str = ""
    #: The workplace's own word for the council of leaders and employees (SU, MED, ...);
    #: stands wherever a wording says ``{council}``.
    council: Name = Wording()
    process: tuple[ProcessStep, ...]
    steps: tuple[Step, ...] = Field(min_length=1)
    themes: tuple[Theme, ...] = Field(min_length=1)
    question_sets: tuple[QuestionSet, ...] = ()
    questions: tuple[Question, ...] = ()
    checks: tuple[CheckQuestion, ...] = ()
    methods: tuple[Method, ...] = ()
    #: Needed where a step chooses for the form or shows it.
    form: FormTexts | None = None
    #: Needed where a step takes the temperature.
    instrument: Instrument | None = None
    #: Needed where a step shows the competence wheel or makes pairs.
    wheel: Wheel | None = None

    def step(self, step_id: str) -> Step:
        """Return the step with this id; raise KeyError when there is none."""
        return {step.id: step for step in self.steps}[step_id]

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id."""
        return {theme.id: theme for theme in self.themes}[theme_id]

    def method(self, method_id: str) -> Method:
        """Return the method with this id."""
        return {method.id: method for method in self.methods}[method_id]


class ScriptCards(Content):
    """Cards somebody writes under one theme; the first `picked` go to the room."""

    theme: Identifier
    texts: tuple[str, ...]
    picked: Whole = Field(default=2, ge=0)


class ScriptGroup(Content):
    """A table of the script."""

    name: str = Field(min_length=1, max_length=limits.NAME_CHARACTERS)
    function: str = Field(default="", max_length=limits.NAME_CHARACTERS)
    people: Whole = Field(default=4, ge=1, le=limits.PEOPLE_PER_TABLE)
    #: The goals in the group's own words, in the order of `Script.goals`.
    own_words: tuple[str, ...] = ()
    cards: tuple[ScriptCards, ...] = ()


class ScriptPerson(Content):
    """A person who takes part alone."""

    cards: tuple[ScriptCards, ...] = ()


class ScriptLeaderQuestion(Content):
    """A question the leader wants in everybody's form."""

    theme: Identifier
    text: str


class ScriptCluster(Content):
    """Cards that the facilitator gathers, named by their exact texts."""

    theme: Identifier
    texts: tuple[str, ...] = Field(min_length=2)
    wording: str = ""


class Script(Content):
    """What an invented room says: the demo shows it, the rehearsal plays it."""

    title: str
    workplace: str
    core_task: str
    goals: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    leader_questions: tuple[ScriptLeaderQuestion, ...] = ()
    groups: tuple[ScriptGroup, ...] = ()
    people: tuple[ScriptPerson, ...] = ()
    clusters: tuple[ScriptCluster, ...] = ()
