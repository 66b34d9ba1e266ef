"""What a concept may do, but hardly means to: friendly sentences, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator

from musworkshop.content.problems import Places, Problem, listed
from musworkshop.content.schema import Concept, StepKind
from musworkshop.content.wheel_rules import wheel_suggestions
from musworkshop.text import LANGUAGES, _

Course = tuple[StepKind, ...]
#: Kinds of step in their usual order, where the room makes its own form.
START_MEETING: Course = (
    StepKind.WELCOME,
    StepKind.STRATEGY,
    StepKind.THEMES,
    StepKind.SUB_QUESTIONS,
    StepKind.GATHER,
    StepKind.CHOOSE,
    StepKind.FORM,
)
#: The same, where it takes the temperature.
TEMPERATURE: Course = (
    StepKind.WELCOME,
    StepKind.TEMPERATURE,
    StepKind.SUB_QUESTIONS,
    StepKind.RESULTS,
    StepKind.ACTIONS,
    StepKind.REPORT,
)
#: The same, where each leader and employee get a competence wheel.
WHEEL: Course = (
    StepKind.WELCOME,
    StepKind.STRATEGY,
    StepKind.WHEEL,
    StepKind.PAIRS,
    StepKind.PICTURE,
)
_COURSES = (START_MEETING, TEMPERATURE, WHEEL)


def suggestions(concept: Concept, *, places: Places) -> list[Problem]:
    """Return what is allowed but deserves a thought.

    Parameters
    ----------
    concept : Concept
        A concept without problems.
    places : Places
        Knows in which file each key stands.
    """
    return [
        *_languages(concept, places),
        *_steps(concept, places),
        *_cards(concept, places),
        *wheel_suggestions(concept.wheel, places),
    ]


def _languages(concept: Concept, places: Places) -> Iterator[Problem]:
    for language in LANGUAGES:
        if language not in concept.languages:
            yield places.problem(
                ("languages",),
                _(
                    "{language} is not offered; people who choose it read the other"
                    " language."
                ).format(language=language),
            )


def _steps(concept: Concept, places: Places) -> Iterator[Problem]:
    kinds = [step.kind for step in concept.steps]
    courses = _courses(kinds)
    for kind in StepKind:
        if kind not in kinds and any(kind in course for course in courses):
            yield places.problem(
                ("steps",),
                _("no step is of the kind {kind}; the room skips that work.").format(
                    kind=kind.value
                ),
            )
    usual = courses[0]
    ours = [kind for kind in kinds if kind in usual]
    if len(courses) == 1 and ours != sorted(ours, key=usual.index):
        yield places.problem(
            ("steps",), _("the usual order is {kinds}.").format(kinds=listed(usual))
        )


def _courses(kinds: list[StepKind]) -> list[Course]:
    """Return the courses these steps belong to: at least one."""
    told = {kind for kind in kinds if sum(kind in course for course in _COURSES) == 1}
    begun = [course for course in _COURSES if told & {*course}]
    return begun or [START_MEETING]


def _cards(concept: Concept, places: Places) -> Iterator[Problem]:
    writes = any(step.kind is StepKind.SUB_QUESTIONS for step in concept.steps)
    if writes and not any(theme.open_to_cards for theme in concept.themes):
        yield places.problem(
            ("themes",),
            _("no theme is open to cards; the room cannot write its own questions."),
        )
    used = {question.set_id for question in concept.questions}
    for number, question_set in enumerate(concept.question_sets):
        if question_set.id not in used:
            yield places.problem(
                ("question_sets", number),
                _("no question belongs to this set; it is not shown."),
            )
