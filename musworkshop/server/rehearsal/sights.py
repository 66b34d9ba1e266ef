"""What the projector can be seen to show: each sight is a question to its data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Sight = Callable[[dict[str, Any]], bool]


def brand(part: str, text: str) -> Sight:
    """See the workshop's name (``title``) or the ``workplace``."""
    return lambda stage: stage["brand"][part] == text


def step(number: int) -> Sight:
    """See the step of this number, from 1."""
    return lambda stage: stage["step"]["number"] == number


def core_task(text: str) -> Sight:
    """See the core task."""
    return lambda stage: stage["content"].get("core_task") == text


def listed(part: str, text: str) -> Sight:
    """See a text among the ``goals`` or the ``challenges``."""
    return lambda stage: any(
        text in (each, each["text"] if isinstance(each, dict) else "")
        for each in stage["content"].get(part, ())
    )


def wall() -> Sight:
    """See the wall uncovered."""
    return lambda stage: stage["content"].get("hidden_sentence") == ""


def theme(title: str) -> Sight:
    """See the cards of a theme."""
    return lambda stage: stage["content"].get("theme") == title


def card(card_id: str) -> Sight:
    """See a card on the wall."""
    return lambda stage: any(
        each["id"] == card_id for each in stage["content"].get("cards", ())
    )


def votes() -> Sight:
    """See the result of the vote."""
    return lambda stage: stage["scene"] == "votes"


def question(text: str) -> Sight:
    """See a question in the form."""
    return lambda stage: any(
        text in row["questions"] for row in stage["content"].get("rows", ())
    )


def agreed(text: str) -> Sight:
    """See an action that was agreed on."""
    return lambda stage: any(
        each["text"] == text for each in stage["content"].get("actions", ())
    )


def ready(number: int) -> Sight:
    """See that at least so many are ready."""
    return lambda stage: (stage["ready"] or {}).get("n", 0) >= number
