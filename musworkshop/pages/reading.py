"""What people read: the strategy, the themes, questions for inspiration."""

from __future__ import annotations

from typing import Any

from musworkshop.content.schema import Theme
from musworkshop.model.work import PassageKind
from musworkshop.pages.room import Room
from musworkshop.text import _
from musworkshop.widgets.strategy_view import StrategyView
from musworkshop.widgets.theme_list import ThemeList


class StrategyPart:
    """Core task, goals and challenges to read."""

    def __init__(self) -> None:
        self.widget = StrategyView()

    def update(self, room: Room) -> None:
        """Show what the leader has written so far."""
        self.widget.show(
            {
                "core_task": room.one(PassageKind.CORE_TASK).text,
                "goals": [
                    {
                        "id": goal.id,
                        "text": goal.text,
                        "own_words": own_words(room, goal.id),
                    }
                    for goal in room.several(PassageKind.GOAL)
                    if goal.text
                ],
                "challenges": room.texts(PassageKind.CHALLENGE),
                "empty": _(
                    "The leader has not written the core task yet. It appears here."
                ),
            }
        )


def own_words(room: Room, goal_id: str) -> list[str]:
    """Return how the tables say a goal, as far as this seat may read it.

    What the seat's own table says stands in its own field.
    """
    said = {
        each.group_id: each.text
        for each in room.several(PassageKind.OWN_WORDS)
        if each.text and each.parent_id == goal_id
    }
    return [
        f"{group.name}: {said[group.id]}"
        for group in room.groups
        if group.id in said and group.id != room.viewer.group_id
    ]


class ThemesPart:
    """The themes with the leader's questions and some for inspiration, to read."""

    def __init__(self) -> None:
        self.widget = ThemeList()

    def update(self, room: Room) -> None:
        """Show the concept's themes."""
        self.widget.show({"themes": [_theme(room, each) for each in room.card_themes]})


def _theme(room: Room, theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "title": str(theme.title),
        "about": str(theme.about),
        "areas": [str(area) for area in theme.areas],
        "leader_questions": room.texts(PassageKind.LEADER_QUESTION, theme_id=theme.id),
        "inspiration": inspiration(room, theme.id),
    }


def inspiration(room: Room, theme_id: str) -> list[dict[str, Any]]:
    """Return the concept's optional questions of a theme, set by set."""
    found = []
    for question_set in room.concept.question_sets:
        questions = [
            str(each.text)
            for each in room.concept.questions
            if each.theme_id == theme_id and each.set_id == question_set.id
        ]
        if questions:
            found.append({"title": str(question_set.title), "questions": questions})
    return found
