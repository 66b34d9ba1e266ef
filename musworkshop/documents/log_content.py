"""The workshop log as plain data: what the templates of the log are filled with."""

from __future__ import annotations

from typing import Any

from musworkshop.documents.form_content import furniture
from musworkshop.documents.naming import language_tag, long_date, source, tables
from musworkshop.documents.plain import one_line, plain
from musworkshop.model.report import LogChoice, LogIdea, LogTheme, WorkshopLog
from musworkshop.text import _, ngettext, speaking


def log_content(log: WorkshopLog) -> dict[str, Any]:
    """Return the words of the log, cleaned and in the log's language.

    Parameters
    ----------
    log : WorkshopLog

    Returns
    -------
    dict
        Plain JSON; ``templates/documents/README.md`` names its keys.
    """
    with speaking(log.language):
        title = _("Workshop log")
        place = [part for part in (log.title, log.workplace) if part.strip()]
        return {
            "language": log.language,
            "language_tag": language_tag(log.language),
            "title": title,
            "file_title": one_line(" – ".join([title, *place])),
            "workshop_title": one_line(log.title),
            "workplace": one_line(log.workplace),
            "date": long_date(log.held_on, language=log.language),
            "part_label": _("Who took part"),
            "table_column": _("Table"),
            "function_column": _("Function"),
            "people_column": _("People"),
            "groups": [
                {
                    "name": one_line(group.name),
                    "function": one_line(group.function),
                    "people": str(group.people),
                }
                for group in log.groups
            ],
            "strategy_label": _("Strategy"),
            "core_task_label": _("Core task"),
            "core_task": plain(log.core_task),
            "goals_label": _("Goals of the coming year"),
            "goals": [
                {
                    "text": plain(goal.text),
                    "own_words": [
                        {"group": one_line(name), "text": plain(words)}
                        for name, words in goal.own_words
                    ],
                }
                for goal in log.goals
            ],
            "challenges_label": _("What challenges us"),
            "challenges": [plain(each) for each in log.challenges],
            "nothing_written": _("Nothing written yet"),
            "check_label": _("Is the core task in place?"),
            "block_column": _("Part"),
            "check_column": _("Question"),
            "answer_column": _("Answer"),
            "checks": [
                {
                    "block": each.block,
                    "question": plain(each.question),
                    "answer": each.answer,
                }
                for each in log.checks
            ],
            "votes_note": _votes_note(log),
            "votes_shown": log.votes_shown,
            "themes": [_theme(theme, shown=log.votes_shown) for theme in log.themes],
            "leader_label": _("The leader's questions"),
            "ideas_label": _("Questions from the room"),
            "idea_column": _("Question"),
            "from_column": _("From"),
            "dots_column": _("Dots"),
            "rank_column": _("Place"),
            "chosen_label": _("Chosen for the form"),
            "no_ideas": _("No questions came from the room."),
            "undecided_label": _("Still to be decided"),
            "undecided_note": _(
                "These texts were written at the same time; choose one of each."
            ),
            "undecided": [
                {"kept": plain(each.kept), "others": [plain(o) for o in each.others]}
                for each in log.undecided
            ],
            "credit": plain(log.credit),
            **furniture(),
        }


def _votes_note(log: WorkshopLog) -> str:
    if not log.votes_shown:
        return _("The votes have not been shown, so no dots are listed.")
    return ngettext(
        "Each person had {count} dot. Equal dots share a place.",
        "Each person had {count} dots. Equal dots share a place.",
        log.votes_per_person,
    ).format(count=log.votes_per_person)


def _theme(theme: LogTheme, *, shown: bool) -> dict[str, Any]:
    return {
        "theme": one_line(theme.theme),
        "leader_questions": [plain(each) for each in theme.leader_questions],
        "ideas": [_idea(idea, shown=shown) for idea in theme.ideas],
        "choices": [
            {
                "text": plain(each.text),
                "note": one_line(_for_and_from(each)),
            }
            for each in theme.choices
        ],
    }


def _for_and_from(choice: LogChoice) -> str:
    whom = _("for {group}").format(group=choice.group) if choice.group else ""
    named = source(choice.origin, choice.origins)
    origin = _("from {source}").format(source=named) if named else ""
    return ", ".join(part for part in (whom or _("for everybody"), origin) if part)


def _idea(idea: LogIdea, *, shown: bool) -> dict[str, Any]:
    ranked = idea.ranked
    place = str(ranked.rank) if shown and ranked.dots else "–"
    if ranked.tied:
        place = _("{rank} (shared)").format(rank=ranked.rank)
    return {
        "text": plain(ranked.candidate.text),
        "from": one_line(tables(ranked.candidate.origins)),
        "dots": str(ranked.dots) if shown else "–",
        "place": place,
        "cards": [
            {"text": plain(text), "from": one_line(name or _("One person"))}
            for text, name in idea.cards
        ],
    }
