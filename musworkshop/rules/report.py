"""Gather what was said, what was chosen and by which group into the workshop log."""

from __future__ import annotations

from musworkshop.content.schema import CheckBlock, Concept, Theme
from musworkshop.model.report import (
    LogCheck,
    LogChoice,
    LogGoal,
    LogGroup,
    LogIdea,
    LogTheme,
    RankedCandidate,
    Undecided,
    WorkshopLog,
)
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.model.workshop import VoteState
from musworkshop.rules.candidates import candidates, ranked
from musworkshop.rules.form import one, own_words, said
from musworkshop.text import N_, _, speaking
from musworkshop.text import language as language_in_use

_BLOCKS = {
    CheckBlock.DEFINED: N_("Defined"),
    CheckBlock.VALIDATED: N_("Validated"),
    CheckBlock.COMMUNICATED: N_("Communicated"),
}
_ANSWERS = {
    "yes": N_("Yes"),
    "partly": N_("Partly"),
    "no": N_("No"),
    "": N_("Not answered"),
}


def workshop_log(
    workbook: Workbook, concept: Concept, *, language: str | None = None
) -> WorkshopLog:
    """Return the log of a workshop; what the facilitator hid is not in it.

    Parameters
    ----------
    workbook : Workbook
    concept : Concept
    language : str, optional
        ``da`` or ``en``; the workshop's language when left out.

    Returns
    -------
    WorkshopLog
    """
    with speaking(language or workbook.workshop.language):
        return _log(workbook, concept)


def _log(workbook: Workbook, concept: Concept) -> WorkshopLog:
    passages, workshop = workbook.passages, workbook.workshop
    groups = sorted(workbook.groups, key=lambda group: group.position)
    shown = workshop.vote_state is VoteState.REVEALED
    found = candidates(workbook.cards, workbook.clusters, groups)
    ideas = ranked(found, workbook.tally if shown else None)
    return WorkshopLog(
        language=language_in_use(),
        held_on=workshop.created_at.date(),
        title=one(passages, PassageKind.TITLE),
        workplace=one(passages, PassageKind.WORKPLACE),
        groups=tuple(
            LogGroup(name=group.name, function=group.function, people=group.people)
            for group in groups
        ),
        core_task=one(passages, PassageKind.CORE_TASK),
        goals=tuple(
            LogGoal(
                text=goal.text.strip(),
                own_words=tuple(
                    (group.name, words)
                    for group in groups
                    if (words := own_words(passages, goal.id, group.id))
                ),
            )
            for goal in said(passages, PassageKind.GOAL)
        ),
        challenges=tuple(
            each.text.strip() for each in said(passages, PassageKind.CHALLENGE)
        ),
        checks=_checks(workbook, concept),
        votes_shown=shown,
        votes_per_person=workshop.votes_per_person,
        themes=tuple(_theme(workbook, theme, ideas) for theme in concept.themes),
        undecided=tuple(
            Undecided(kept=each.text, others=each.conflicts)
            for each in passages
            if each.conflicts
        ),
        credit=str(concept.credit),
    )


def _checks(workbook: Workbook, concept: Concept) -> tuple[LogCheck, ...]:
    given = {
        each.theme_id: each.text
        for each in said(workbook.passages, PassageKind.CHECK)
        if each.text in _ANSWERS
    }
    return tuple(
        LogCheck(
            block=_(_BLOCKS[check.block]),
            question=str(check.text),
            answer=_(_ANSWERS[given.get(check.id, "")]),
        )
        for check in concept.checks
    )


def _theme(
    workbook: Workbook, theme: Theme, ideas: tuple[RankedCandidate, ...]
) -> LogTheme:
    names = {group.id: group.name for group in workbook.groups}
    places = {group.id: group.position for group in workbook.groups}
    cards = {card.id: card for card in workbook.cards}

    def gathered(idea: RankedCandidate) -> tuple[tuple[str, str], ...]:
        members = [cards[card_id] for card_id in idea.candidate.card_ids]
        if len(members) == 1 and members[0].text == idea.candidate.text:
            return ()
        return tuple(
            (card.text, names.get(card.group_id or "", "")) for card in members
        )

    chosen = [each for each in workbook.questions if each.theme_id == theme.id]
    chosen.sort(key=lambda q: (places.get(q.group_id or "", 0), q.position, q.id))
    return LogTheme(
        theme=str(theme.title),
        leader_questions=tuple(
            each.text.strip()
            for each in said(workbook.passages, PassageKind.LEADER_QUESTION)
            if each.theme_id == theme.id
        ),
        ideas=tuple(
            LogIdea(ranked=idea, cards=gathered(idea))
            for idea in ideas
            if idea.candidate.theme_id == theme.id
        ),
        choices=tuple(
            LogChoice(
                text=each.text.strip(),
                group=names.get(each.group_id or "", ""),
                origin=each.origin,
                origins=each.origins,
            )
            for each in chosen
        ),
    )
