"""The cast of a rehearsal: a script's tables and people, as many as are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from musworkshop import limits
from musworkshop.content.schema import (
    Concept,
    Script,
    ScriptCards,
    ScriptGroup,
    ScriptPerson,
)
from musworkshop.store.values import clean
from musworkshop.text import _


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who takes part, and what the facilitator gathers of it."""

    groups: tuple[ScriptGroup, ...]
    people: tuple[ScriptPerson, ...]
    #: Theme, texts and wording of cards that belong together and are in the room.
    clusters: tuple[tuple[str, tuple[str, ...], str], ...]


def cast_of(script: Script, concept: Concept, *, people: int, groups: int) -> Cast:
    """Return as many tables and people as are asked for.

    Where the script has fewer, its texts are taken again with a number added, so that
    no two say the same. Where it has more, the last ones stay at home.

    Parameters
    ----------
    script : Script
    concept : Concept
        Says under which themes cards are written.
    people, groups : int
        People who take part alone, and tables.
    """
    tables = tuple(_group(script, place) for place in range(groups))
    alone = tuple(_person(script, concept, place) for place in range(people))
    piles = [each.cards for each in tables] + [each.cards for each in alone]
    picked = {
        (cards.theme, text)
        for pile in piles
        for cards in pile
        for text in cards.texts[: cards.picked]
    }
    clusters = []
    for cluster in script.clusters:
        here = tuple(t for t in cluster.texts if (cluster.theme, t) in picked)
        if len(here) > 1:
            clusters.append((cluster.theme, here, cluster.wording))
    return Cast(groups=tables, people=alone, clusters=tuple(clusters))


def as_kept(text: str) -> str:
    """Return a text as the store keeps it."""
    return clean(text, limit=limits.DRAFT_CHARACTERS, may_be_empty=True)


def tidied(script: Script) -> Script:
    """Return a script whose texts are spelled as the store keeps them."""

    def tidy(value: Any) -> Any:
        if isinstance(value, str):
            return as_kept(value)
        if isinstance(value, dict):
            return {key: tidy(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return tuple(tidy(each) for each in value)
        return value

    return Script.model_validate(tidy(script.model_dump()))


def _group(script: Script, place: int) -> ScriptGroup:
    if not script.groups:
        return ScriptGroup(name=_("Table {n}").format(n=place + 1))
    turn, index = divmod(place, len(script.groups))
    first = script.groups[index]
    if not turn:
        return first
    return first.model_copy(
        update={
            "name": _numbered(first.name, turn, most=limits.NAME_CHARACTERS),
            "own_words": tuple(
                _numbered(words, turn, most=limits.PASSAGE_CHARACTERS) if words else ""
                for words in first.own_words
            ),
            "cards": _again(first.cards, turn),
        }
    )


def _person(script: Script, concept: Concept, place: int) -> ScriptPerson:
    if script.people:
        turn, index = divmod(place, len(script.people))
        first = script.people[index]
        return ScriptPerson(cards=_again(first.cards, turn) if turn else first.cards)
    written = [cards for group in script.groups for cards in group.cards if cards.texts]
    if written:  # say what a table said, one card each
        turn, index = divmod(place, len(written))
        said = written[index].model_copy(
            update={"texts": written[index].texts[:1], "picked": 1}
        )
        return ScriptPerson(cards=_again((said,), turn + 1))
    themes = [theme.id for theme in concept.themes if theme.open_to_cards]
    if not themes:  # nobody writes cards in this workshop
        return ScriptPerson()
    text = _("What do we need to talk about? ({n})").format(n=place + 1)
    return ScriptPerson(cards=(ScriptCards(theme=themes[0], texts=(text,), picked=1),))


def _again(cards: Iterable[ScriptCards], turn: int) -> tuple[ScriptCards, ...]:
    return tuple(
        each.model_copy(
            update={
                "texts": tuple(
                    _numbered(text, turn, most=limits.CARD_CHARACTERS)
                    for text in each.texts
                )
            }
        )
        for each in cards
    )


def _numbered(text: str, turn: int, *, most: int) -> str:
    number = f" ({turn + 1})"
    return f"{text[: most - len(number)]}{number}"
