"""Strategy, themes and own words: the fields the leader and the tables fill in."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.content.schema import CheckBlock, CheckQuestion
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.model.work import Passage, PassageKind
from musworkshop.pages.reading import own_words
from musworkshop.pages.room import Room
from musworkshop.pages.texts import CHECK, OWN_WORDS, QUESTION
from musworkshop.text import N_, _

_BLOCKS = {
    CheckBlock.DEFINED: N_("Is the core task defined?"),
    CheckBlock.VALIDATED: N_("Has it been tried on those who do the work?"),
    CheckBlock.COMMUNICATED: N_("Does everyone know it?"),
}


def welcome_sections(room: Room) -> list[dict[str, Any]]:
    """Return the fields that say who is meeting."""
    title, workplace = PassageKind.TITLE, PassageKind.WORKPLACE
    return [
        section(
            "workshop",
            _("The workshop"),
            fields=[
                field(room.one(title), _("What the workshop is called")),
                field(room.one(workplace), _("Workplace or department")),
            ],
        )
    ]


def strategy_sections(room: Room) -> list[dict[str, Any]]:
    """Return the fields of core task, its check, goals and challenges."""
    core = room.one(PassageKind.CORE_TASK)
    goals = room.several(PassageKind.GOAL)
    challenges = room.several(PassageKind.CHALLENGE)
    sections = [
        section(
            "core_task",
            _("Core task"),
            _("One sentence: for whom, and what becomes different for them."),
            [field(core, _("Our core task"), multiline=True)],
        ),
        section(
            "goals",
            _("Goals of the coming year"),
            fields=[
                {
                    **field(
                        goal, _("Goal {n}").format(n=n), multiline=True, removable=True
                    ),
                    "own_words": own_words(room, goal.id),
                }
                for n, goal in enumerate(goals, 1)
            ],
            add={"key": "goal", "label": _("Add a goal")},
        ),
        section(
            "challenges",
            _("What challenges us"),
            fields=[
                field(
                    each, _("Challenge {n}").format(n=n), multiline=True, removable=True
                )
                for n, each in enumerate(challenges, 1)
            ],
            add={"key": "challenge", "label": _("Add a challenge")},
        ),
    ]
    answers = {each.theme_id: each for each in room.several(PassageKind.CHECK)}
    for block, heading in _BLOCKS.items():
        asked = [each for each in room.concept.checks if each.block is block]
        if asked:
            sections.append(_check_section(block, _(heading), asked, answers))
    return sections


def _check_section(
    block: CheckBlock,
    heading: str,
    asked: list[CheckQuestion],
    answers: dict[str | None, Passage],
) -> dict[str, Any]:
    fields = [_check_field(each, answers.get(each.id)) for each in asked]
    notes = []
    if any(field["text"] == "no" for field in fields):
        notes.append(
            {
                "ok": False,
                "text": _(
                    "Talk about this before the talks begin: a core task that is not"
                    " clear gives the talks no direction."
                ),
            }
        )
    return section(f"check-{block}", heading, fields=fields, notes=notes)


def _check_field(question: CheckQuestion, answer: Passage | None) -> dict[str, Any]:
    return {
        "key": f"{CHECK}{question.id}",
        "label": str(question.text),
        "help": "",
        "text": answer.text if answer else "",
        "version": answer.version if answer else 0,
        "multiline": False,
        "limit": 10,
        "who": "",
        "conflicts": list(answer.conflicts) if answer else [],
        "options": [
            {"value": "yes", "label": _("yes")},
            {"value": "partly", "label": _("partly")},
            {"value": "no", "label": _("no")},
        ],
        "removable": False,
    }


def theme_sections(room: Room) -> list[dict[str, Any]]:
    """Return the leader's own priority questions, theme by theme."""
    return [
        section(
            theme.id,
            str(theme.title),
            str(theme.about),
            [
                field(
                    each,
                    _("The leader's question {n}").format(n=n),
                    multiline=True,
                    removable=True,
                    limit=limits.CARD_CHARACTERS,
                )
                for n, each in enumerate(
                    room.several(PassageKind.LEADER_QUESTION, theme_id=theme.id), 1
                )
            ],
            add={
                "key": f"{QUESTION}{theme.id}",
                "label": _("Add a question from the leader"),
            },
        )
        for theme in room.concept.themes
    ]


def own_words_sections(room: Room) -> list[dict[str, Any]]:
    """Return a field for each goal, to be said in the table's own words."""
    who = _(TABLE[Artefact.OWN_WORDS].sentence).format(
        origin=room.group.name if room.group else ""
    )
    said = {
        each.parent_id: each
        for each in room.several(PassageKind.OWN_WORDS)
        if each.group_id == room.viewer.group_id
    }
    fields = []
    for goal in room.several(PassageKind.GOAL):
        if not goal.text:
            continue
        mine = said.get(goal.id)
        fields.append(
            {
                "key": f"{OWN_WORDS}{goal.id}",
                "label": goal.text,
                "help": _("What does this goal mean where you work?"),
                "text": mine.text if mine else "",
                "version": mine.version if mine else 0,
                "multiline": True,
                "limit": limits.PASSAGE_CHARACTERS,
                "who": who,
                "conflicts": list(mine.conflicts) if mine else [],
                "options": None,
                "removable": False,
            }
        )
    if not fields:
        return []
    return [section("own_words", _("The goals in your own words"), fields=fields)]


def section(
    key: str,
    heading: str,
    about: str = "",
    fields: list[dict[str, Any]] | None = None,
    *,
    add: dict[str, str] | None = None,
    notes: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return a section of a field list."""
    return {
        "key": key,
        "heading": heading,
        "about": about,
        "who": _(TABLE[Artefact.STRATEGY].sentence) if add else "",
        "fields": fields or [],
        "add": add,
        "notes": notes or [],
    }


def field(
    passage: Passage,
    label: str,
    *,
    multiline: bool = False,
    removable: bool = False,
    limit: int = limits.PASSAGE_CHARACTERS,
) -> dict[str, Any]:
    """Return a passage as a field that the facilitator writes in."""
    return {
        "key": passage.id,
        "label": label,
        "help": "",
        "text": passage.text,
        "version": passage.version,
        "multiline": multiline,
        "limit": limit,
        "who": _(TABLE[Artefact.STRATEGY].sentence),
        "conflicts": list(passage.conflicts),
        "options": None,
        "removable": removable,
    }
