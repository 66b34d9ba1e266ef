"""What the projector shows: public aggregates, one message at a time."""

from __future__ import annotations

from typing import Any

from musworkshop.content.schema import StepKind
from musworkshop.model.work import PassageKind
from musworkshop.model.workshop import VoteState
from musworkshop.pages import wheel_room
from musworkshop.pages.documents import join_host, join_url, spaced
from musworkshop.pages.gathering import wall_cards
from musworkshop.pages.method_scene import method_scene
from musworkshop.pages.reading import own_words
from musworkshop.pages.room import Room
from musworkshop.pages.talk import is_played
from musworkshop.pages.temperature_scene import KINDS, temperature_scene
from musworkshop.pages.voting import results
from musworkshop.text import _, ngettext
from musworkshop.widgets.projector_stage import ProjectorStage, qr_code, split_cards

RESULTS_SHOWN = 8


class StagePart:
    """The whole screen of the room."""

    def __init__(self) -> None:
        self.widget = ProjectorStage()

    def update(self, room: Room) -> None:
        """Show the scene of the step the room is at."""
        step = room.step
        scene, content = _scene(room)
        self.widget.show(
            {
                "scene": scene,
                "brand": {
                    "title": room.one(PassageKind.TITLE).text or _("MUS workshop"),
                    "workplace": room.one(PassageKind.WORKPLACE).text,
                },
                "join": {
                    "host": join_host(),
                    "code": spaced(room.workshop.room_code),
                    "qr": qr_code(join_url(room.workshop)),
                },
                "step": {
                    "number": room.step_number(step),
                    "count": len(room.concept.steps),
                    "title": str(step.title),
                    "ask": str(step.ask),
                },
                "clock": room.clock(),
                "ready": _ready(room),
                "afterwards": str(step.afterwards),
                "content": content,
            }
        )


def _ready(room: Room) -> dict[str, Any] | None:
    of = room.presence.expected
    if not of:
        return None
    n = room.presence.ready
    alone = room.presence.alone
    if alone and room.presence.tables:
        sentence = _("{n} of {of} tables and people are ready")
    elif alone:
        sentence = _("{n} of {of} people are ready")
    else:
        sentence = _("{n} of {of} tables are ready")
    return {"n": n, "of": of, "sentence": sentence.format(n=n, of=of)}


def _scene(room: Room) -> tuple[str, dict[str, Any]]:
    kind = room.step.kind
    if kind in KINDS:
        return temperature_scene(room)
    if kind in wheel_room.KINDS:
        return wheel_room.wheel_scene(room)
    if is_played(room, kind):
        return "method", method_scene(room)
    if kind is StepKind.WELCOME:
        return "welcome", {}
    if kind is StepKind.STRATEGY:
        return "strategy", {
            "core_task": room.one(PassageKind.CORE_TASK).text,
            "goals": [
                {"text": goal.text, "own_words": own_words(room, goal.id)}
                for goal in room.several(PassageKind.GOAL)
                if goal.text
            ],
            "challenges": room.texts(PassageKind.CHALLENGE),
        }
    if kind is StepKind.THEMES:
        return "themes", {
            "themes": [
                {
                    "title": str(theme.title),
                    "about": str(theme.about),
                    "areas": [str(area) for area in theme.areas],
                }
                for theme in room.card_themes
            ]
        }
    if kind is StepKind.GATHER and room.workshop.vote_state is VoteState.REVEALED:
        return "votes", {
            "results": results(room)[:RESULTS_SHOWN],
            "sentence": ngettext(
                "{n} device voted. What we talk about now:",
                "{n} devices voted. What we talk about now:",
                room.workshop.voted,
            ).format(n=room.workshop.voted),
        }
    if kind in (StepKind.SUB_QUESTIONS, StepKind.GATHER):
        return "cards", _cards(room)
    return "form", {
        "rows": [
            {
                "theme": str(theme.title),
                "questions": [
                    each.text
                    for each in room.questions
                    if each.theme_id == theme.id and each.group_id is None
                ],
            }
            for theme in room.card_themes
        ],
        "sentence": _("This is what we take along into the talks."),
    }


def _cards(room: Room) -> dict[str, Any]:
    pages = split_cards(wall_cards(room) if room.workshop.cards_shown else [])
    page = min(room.workshop.projector_page, len(pages) - 1)
    voting = room.workshop.vote_state is VoteState.OPEN
    if not room.workshop.cards_shown:
        sentence = _("Your cards stay at the table until we show them together.")
    elif voting:
        sentence = _("Place your dots now. The sum is shown when all have voted.")
    else:
        sentence = ""
    return {
        "theme": str(room.focus_theme.title),
        "cards": [dict(card) for card in pages[page]],
        "page": page,
        "pages": len(pages),
        "hidden_sentence": sentence,
    }
