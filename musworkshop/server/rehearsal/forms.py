"""Choosing for the form: some questions for all, each table's own, none left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musworkshop import limits
from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

_ALL = "all"
_FOR_ALL_PER_THEME = 2
_MOST = limits.QUESTIONS_PER_THEME


async def choose(hall: Hall) -> None:
    """Choose the leader's and the top questions for all, then each table its own.

    What a person alone has sent is then chosen for all, as far as a form can carry.
    """
    leader = hall.facilitator
    await leader.until(
        lambda: leader.data("FormChooser").get("themes"), what=_("the suggestions")
    )
    await _choose_for_all(hall, _leaders_and_top)
    await hall.everybody(
        lambda device: _choose_own(hall, device),
        [device for device in hall.devices if device.group is not None],
    )
    by_tables = sum(group is not None for group, _text in hall.ledger.chosen)
    await leader.until(
        lambda: _chosen(leader, for_all=False) >= by_tables,
        what=_("what the tables have chosen"),
    )
    await _choose_for_all(hall, _left_over)


async def see_form(hall: Hall, device: Device) -> None:
    """Look at the form; it holds everything chosen for this device."""
    visitor = device.visitor
    wanted = wanted_by(hall, device)
    await visitor.until(
        lambda: wanted <= _questions_seen(visitor),
        what=_("the form with all its questions"),
    )


def wanted_by(hall: Hall, device: Device) -> set[str]:
    """Return the questions that must stand in a device's form, case folded.

    A form prints a question once, however many have chosen it.
    """
    group_id = _own_scope(device.visitor) if device.group is not None else None
    chosen = hall.ledger.chosen
    return {text.casefold() for group, text in chosen if group in (None, group_id)}


def _own_scope(visitor: Visitor) -> str:
    """Return the id of the table a device sits at."""
    scopes = visitor.data("FormChooser")["scopes"]
    return next(str(each["id"]) for each in scopes if each["id"] != _ALL)


def _questions_seen(visitor: Visitor) -> set[str]:
    rows = visitor.data("FormPreview").get("rows", ())
    return {question.casefold() for row in rows for question in row["questions"]}


async def _choose_for_all(
    hall: Hall, pick: Callable[[dict[str, Any]], list[dict[str, Any]]]
) -> None:
    for theme_id in [each["id"] for each in _themes(hall.facilitator)]:
        for candidate in pick(_theme(hall.facilitator, theme_id)):
            if _chosen(hall.facilitator, for_all=True, theme_id=theme_id) >= _MOST:
                break
            text = candidate["text"]
            await hall.show(
                hall.facilitator,
                "FormChooser",
                "choose",
                what=_("the form"),
                seen=sights.question(text),
                scope=_ALL,
                theme_id=theme_id,
                origin=candidate["kind"],
                origin_id=candidate["id"],
            )
            hall.ledger.chosen.add((None, text))


async def _choose_own(hall: Hall, device: Device) -> None:
    """Choose for the table's own form what came from it and is not for all."""
    assert device.group is not None
    visitor, name = device.visitor, device.group.name
    for_all = sum(group is None for group, _text in hall.ledger.chosen)
    await visitor.until(
        lambda: (
            visitor.data("FormChooser").get("themes")
            and _chosen(visitor, for_all=True) >= for_all
        ),
        what=_("the suggestions"),
    )
    scope = _own_scope(visitor)
    for theme in _themes(visitor):
        own = [
            each
            for each in theme["candidates"]
            if name in each["origins"] and _ALL not in each["chosen_in"]
        ]
        for candidate in own[:_MOST]:
            await hall.pause(device)
            await hall.send(
                visitor,
                "FormChooser",
                "choose",
                scope=scope,
                theme_id=theme["id"],
                origin="room",
                origin_id=candidate["id"],
            )
            hall.ledger.chosen.add((scope, candidate["text"]))


def _themes(visitor: Visitor) -> list[dict[str, Any]]:
    themes: list[dict[str, Any]] = visitor.data("FormChooser")["themes"]
    return themes


def _theme(visitor: Visitor, theme_id: str) -> dict[str, Any]:
    return next(each for each in _themes(visitor) if each["id"] == theme_id)


def _chosen(visitor: Visitor, *, for_all: bool, theme_id: str = "") -> int:
    """Return how many questions a page shows as chosen, for all or for tables."""
    return sum(
        (each["scope"] == _ALL) is for_all
        for theme in _themes(visitor)
        if theme_id in ("", theme["id"])
        for each in theme["chosen"]
    )


def _leaders_and_top(theme: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the leader's questions and those with the most dots."""
    asked = [each for each in theme["candidates"] if each["kind"] == "leader"]
    return asked + _of_room(theme)[:_FOR_ALL_PER_THEME]


def _left_over(theme: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what nobody has chosen yet."""
    return [each for each in _of_room(theme) if not each["chosen_in"]]


def _of_room(theme: dict[str, Any]) -> list[dict[str, Any]]:
    found = [each for each in theme["candidates"] if each["kind"] == "room"]
    return sorted(found, key=lambda each: -(each["dots"] or 0))
