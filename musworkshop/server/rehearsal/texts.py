"""The facilitator's and the tables' fields, filled in as their pages offer them."""

from __future__ import annotations

from typing import Any

from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.text import _

_ANSWERS = ("yes", "yes", "partly", "no")


async def say_who_meets(hall: Hall) -> None:
    """Fill in the title and the workplace."""
    leader = hall.facilitator
    fields = _section(hall, "welcome", "workshop")["fields"]
    texts = (hall.script.title, hall.script.workplace)
    for shown, field, text in zip(("title", "workplace"), fields, texts, strict=True):
        await hall.show(
            leader,
            "welcome",
            "save",
            what=_("the workshop's name"),
            seen=sights.brand(shown, text),
            key=field["key"],
            text=text,
            version=field["version"],
        )
        hall.ledger.passage_kept(text)


async def write_strategy(hall: Hall) -> None:
    """Write core task, goals and challenges; answer the core task's check."""
    core = _section(hall, "strategy", "core_task")["fields"][0]
    text = hall.script.core_task
    await hall.show(
        hall.facilitator,
        "strategy",
        "save",
        what=_("the core task"),
        seen=sights.core_task(text),
        key=core["key"],
        text=text,
        version=core["version"],
    )
    hall.ledger.passage_kept(text)
    for section, kind, texts in (
        ("goals", "goal", hall.script.goals),
        ("challenges", "challenge", hall.script.challenges),
    ):
        for each in texts:
            await _add(hall, "strategy", section, kind, each, seen_in=section)
    for field in _check_fields(hall):
        answer = hall.chance(hall.facilitator).choice(_ANSWERS)
        await hall.send(
            hall.facilitator,
            "strategy",
            "save",
            key=field["key"],
            text=answer,
            version=field["version"],
        )


async def ask_as_leader(hall: Hall) -> None:
    """Write the leader's own questions under their themes."""
    for asked in hall.script.leader_questions:
        kind = f"leader_question:{asked.theme}"
        await _add(hall, "questions", asked.theme, kind, asked.text)


async def say_in_own_words(hall: Hall, device: Device) -> None:
    """Say the goals in the table's own words."""
    if device.group is None:
        return
    visitor, goals = device.visitor, len(hall.script.goals)

    def fields() -> list[dict[str, Any]]:
        sections = visitor.data("own_words").get("sections") or [{"fields": []}]
        found: list[dict[str, Any]] = sections[0]["fields"]
        return found if len(found) == goals else []

    if not goals or not any(device.group.own_words):
        return
    offered = await visitor.until(fields, what=_("the goals"))
    for field, words in zip(offered, device.group.own_words, strict=False):
        if words:
            await hall.pause(device)
            await hall.send(
                visitor,
                "own_words",
                "save",
                key=field["key"],
                text=words,
                version=field["version"],
            )
            hall.ledger.passage_kept(words)


async def _add(
    hall: Hall, widget: str, section: str, kind: str, text: str, *, seen_in: str = ""
) -> None:
    """Add a field to a section and write into it."""
    leader = hall.facilitator
    key = (await hall.send(leader, widget, "add", key=kind))["key"]
    field = await leader.until(
        lambda: next(
            (f for f in _section(hall, widget, section)["fields"] if f["key"] == key),
            None,
        ),
        what=_("the new field"),
    )
    arguments = {"key": key, "text": text, "version": field["version"] if field else 1}
    if seen_in:
        await hall.show(
            leader,
            widget,
            "save",
            what=_("what was written last"),
            seen=sights.listed(seen_in, text),
            **arguments,
        )
    else:
        await hall.send(leader, widget, "save", **arguments)
    hall.ledger.passage_kept(text)


def _section(hall: Hall, widget: str, key: str) -> dict[str, Any]:
    sections = hall.facilitator.data(widget).get("sections", ())
    empty: dict[str, Any] = {"fields": []}
    return next((each for each in sections if each["key"] == key), empty)


def _check_fields(hall: Hall) -> list[dict[str, Any]]:
    sections = hall.facilitator.data("strategy")["sections"]
    return [
        field
        for section in sections
        if section["key"].startswith("check-")
        for field in section["fields"]
    ]
