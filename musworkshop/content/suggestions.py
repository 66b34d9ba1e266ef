"""What a concept may do, but hardly means to: friendly sentences, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator

from musworkshop.content.problems import Places, Problem, listed
from musworkshop.content.schema import Concept, StepKind
from musworkshop.text import LANGUAGES, _


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
    usual = list(StepKind)
    kinds = [step.kind for step in concept.steps]
    for kind in usual:
        if kind not in kinds:
            yield places.problem(
                ("steps",),
                _("no step is of the kind {kind}; the room skips that work.").format(
                    kind=kind.value
                ),
            )
    if kinds != sorted(kinds, key=usual.index):
        yield places.problem(
            ("steps",), _("the usual order is {kinds}.").format(kinds=listed(usual))
        )


def _cards(concept: Concept, places: Places) -> Iterator[Problem]:
    if not any(theme.open_to_cards for theme in concept.themes):
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
