"""Let strategy, themes and chosen questions flow into the preparation forms."""

from __future__ import annotations

from collections.abc import Iterable

from musworkshop.content.schema import Concept, FormTexts, Theme
from musworkshop.model.report import (
    FormColumns,
    FormGoal,
    FormLine,
    FormRow,
    PreparationForm,
)
from musworkshop.model.work import FormQuestion, Passage, PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.model.workshop import Group
from musworkshop.text import language as language_in_use
from musworkshop.text import speaking


def said(passages: Iterable[Passage], kind: PassageKind) -> tuple[Passage, ...]:
    """Return the passages of a kind that hold a text, in their order."""
    written = (each for each in passages if each.kind is kind and each.text.strip())
    return tuple(sorted(written, key=lambda each: (each.position, each.id)))


def one(passages: Iterable[Passage], kind: PassageKind) -> str:
    """Return the text of a kind of which there is one, or ""."""
    return next((each.text.strip() for each in said(passages, kind)), "")


def own_words(passages: Iterable[Passage], goal_id: str, group_id: str | None) -> str:
    """Return how a group says a goal, or ""."""
    return next(
        (
            each.text.strip()
            for each in said(passages, PassageKind.OWN_WORDS)
            if each.parent_id == goal_id and each.group_id == group_id
        ),
        "",
    )


def preparation_forms(
    workbook: Workbook, concept: Concept, *, language: str | None = None
) -> tuple[PreparationForm, ...]:
    """Return everybody's form, then one for each group whose form differs.

    Parameters
    ----------
    workbook : Workbook
    concept : Concept
    language : str, optional
        ``da`` or ``en``; the workshop's language when left out.

    Returns
    -------
    tuple of PreparationForm
        At least one, but none for a concept without a form. A group's form differs
        when the group has questions of its own or says a goal in its own words.
    """
    if concept.form is None:
        return ()
    with speaking(language or workbook.workshop.language):
        groups = sorted(workbook.groups, key=lambda group: group.position)
        forms = [_form(workbook, concept, concept.form, None)]
        forms += [
            _form(workbook, concept, concept.form, group)
            for group in groups
            if _differs(workbook, concept, group)
        ]
        return tuple(forms)


def _differs(workbook: Workbook, concept: Concept, group: Group) -> bool:
    themes = {theme.id for theme in concept.themes}
    asks = any(
        question.group_id == group.id and question.theme_id in themes
        for question in workbook.questions
    )
    goals = said(workbook.passages, PassageKind.GOAL)
    return asks or any(own_words(workbook.passages, g.id, group.id) for g in goals)


def _form(
    workbook: Workbook, concept: Concept, fixed: FormTexts, group: Group | None
) -> PreparationForm:
    passages = workbook.passages
    group_id = group.id if group else None
    return PreparationForm(
        language=language_in_use(),
        group_id=group_id,
        group_position=group.position if group else 0,
        group_name=group.name if group else "",
        function=group.function if group else "",
        held_on=workbook.workshop.created_at.date(),
        title=str(fixed.title),
        workshop_title=one(passages, PassageKind.TITLE),
        workplace=one(passages, PassageKind.WORKPLACE),
        department=str(fixed.department),
        frame=str(fixed.frame),
        core_task=one(passages, PassageKind.CORE_TASK),
        goals=tuple(
            FormGoal(
                text=goal.text.strip(),
                own_words=own_words(passages, goal.id, group_id) if group else "",
            )
            for goal in said(passages, PassageKind.GOAL)
        ),
        challenges=tuple(
            each.text.strip() for each in said(passages, PassageKind.CHALLENGE)
        ),
        columns=FormColumns(
            theme=str(fixed.theme_column),
            question=str(fixed.question_column),
            employee=str(fixed.employee_column),
            employee_prompts=tuple(map(str, fixed.employee_prompts)),
            leader=str(fixed.leader_column),
            leader_prompts=tuple(map(str, fixed.leader_prompts)),
        ),
        rows=tuple(
            _row(theme, workbook.questions, group_id) for theme in concept.themes
        ),
        footer=str(fixed.footer),
        credit=str(concept.credit),
    )


def _row(
    theme: Theme, questions: Iterable[FormQuestion], group_id: str | None
) -> FormRow:
    here = [
        question
        for question in questions
        if question.theme_id == theme.id and question.group_id in {None, group_id}
    ]
    here.sort(key=lambda q: (q.group_id is not None, q.position, q.id))
    once = {" ".join(q.text.casefold().split()): q for q in reversed(here)}
    return FormRow(
        theme_id=theme.id,
        theme=str(theme.title),
        about=str(theme.about),
        areas=tuple(map(str, theme.areas)),
        lines=tuple(
            FormLine(
                question_id=question.id,
                text=question.text.strip(),
                origin=question.origin,
                origins=question.origins,
                for_group=question.group_id is not None,
            )
            for question in reversed(once.values())
        ),
    )
