"""The strict reader of scripts: what an invented room says, for demo and rehearsal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from musworkshop import limits
from musworkshop.content.problems import Loc, Places, Problem, advice, found, listed
from musworkshop.content.schema import Concept, Script, ScriptCards
from musworkshop.content.shape import shape_problems
from musworkshop.content.toml_file import read_toml
from musworkshop.text import _


def is_script(path: Path) -> bool:
    """Say whether a file in a concept's folder is a script: ``demo.en.toml``."""
    return path.name.split(".")[0] in ("demo", "script")


def load_script(path: Path, concept: Concept) -> Script:
    """Read a script that is to be played with `concept`.

    Parameters
    ----------
    path : Path
        A TOML file of the shape of `Script`.
    concept : Concept
        Its themes are the ones the script may name.

    Raises
    ------
    ContentError
        At the first fault: one sentence with file, key, what was found, what is
        allowed and what to do.
    """
    script, problems = read_script(path, concept)
    if script is None or problems:
        raise problems[0].error()
    return script


def read_script(
    path: Path, concept: Concept | None
) -> tuple[Script | None, list[Problem]]:
    """Read a script and say everything that is wrong with it.

    Parameters
    ----------
    path : Path
        A TOML file of the shape of `Script`.
    concept : Concept, optional
        Without it the names of themes are not checked.

    Returns
    -------
    script : Script or None
        None where the shape is wrong.
    problems : list of Problem
        Empty means that `load_script` succeeds.
    """
    data = read_toml(path)
    places = Places(data, dict.fromkeys(data, str(path)), str(path))
    try:
        script = Script.model_validate(data)
    except ValidationError as error:
        return None, shape_problems(error, model=Script, places=places)
    return script, [
        *_texts(script, places),
        *_amounts(script, places),
        *_themes(script, concept, places),
        *_clusters(script, places),
    ]


def _writers(script: Script) -> Iterator[tuple[Loc, tuple[ScriptCards, ...]]]:
    for number, group in enumerate(script.groups):
        yield ("groups", number), group.cards
    for number, person in enumerate(script.people):
        yield ("people", number), person.cards


def _cards(script: Script) -> Iterator[tuple[Loc, ScriptCards]]:
    for loc, piles in _writers(script):
        for number, cards in enumerate(piles):
            yield (*loc, "cards", number), cards


def _texts(script: Script, places: Places) -> Iterator[Problem]:
    """Every text is there and is short enough for the field it will be typed into."""
    long, short = limits.PASSAGE_CHARACTERS, limits.CARD_CHARACTERS
    texts: list[tuple[Loc, str, int]] = [
        (("title",), script.title, long),
        (("workplace",), script.workplace, long),
        (("core_task",), script.core_task, long),
    ]
    texts += [(("goals", n), goal, long) for n, goal in enumerate(script.goals)]
    texts += [(("challenges", n), t, long) for n, t in enumerate(script.challenges)]
    for n, asked in enumerate(script.leader_questions):
        texts.append((("leader_questions", n, "text"), asked.text, short))
    for loc, cards in _cards(script):
        texts += [((*loc, "texts", n), t, short) for n, t in enumerate(cards.texts)]
    for loc, text, most in texts:
        if not text:
            yield places.problem(
                loc,
                _(
                    "found an empty text; allowed are 1 to {most} characters; write it"
                    " or remove it."
                ).format(most=most),
            )
        yield from _too_long(loc, text, most, places)
    for number, group in enumerate(script.groups):
        for n, words in enumerate(group.own_words):
            yield from _too_long(
                ("groups", number, "own_words", n), words, long, places
            )
    for n, cluster in enumerate(script.clusters):
        yield from _too_long(("clusters", n, "wording"), cluster.wording, short, places)


def _too_long(loc: Loc, text: str, most: int, places: Places) -> Iterator[Problem]:
    if len(text) > most:
        yield places.problem(
            loc,
            _("found {n} characters; allowed are {most} at most; shorten it.").format(
                n=len(text), most=most
            ),
        )


def _amounts(script: Script, places: Places) -> Iterator[Problem]:
    """No list is longer than the store takes; no two tables have one name."""
    lists: list[tuple[Loc, int, int]] = [
        (("goals",), len(script.goals), limits.PASSAGES_PER_KIND),
        (("challenges",), len(script.challenges), limits.PASSAGES_PER_KIND),
        (("leader_questions",), len(script.leader_questions), limits.PASSAGES_PER_KIND),
        (("groups",), len(script.groups), limits.GROUPS),
    ]
    for number, group in enumerate(script.groups):
        lists.append(
            (("groups", number, "own_words"), len(group.own_words), len(script.goals))
        )
    for loc, piles in _writers(script):
        for theme in {cards.theme: None for cards in piles}:
            written = sum(len(c.texts) for c in piles if c.theme == theme)
            lists.append(((*loc, "cards"), written, limits.CARDS_PER_SEAT_AND_THEME))
    for loc, n, most in lists:
        if n > most:
            yield places.problem(
                loc,
                _("found {n} items; allowed are {most} at most; remove some.").format(
                    n=n, most=most
                ),
            )
    seen: set[str] = set()
    for number, group in enumerate(script.groups):
        if group.name.casefold() in seen:
            yield places.problem(
                ("groups", number, "name"),
                _("{found} stands twice; allowed is once; rename one.").format(
                    found=found(group.name)
                ),
            )
        seen.add(group.name.casefold())


def _themes(
    script: Script, concept: Concept | None, places: Places
) -> Iterator[Problem]:
    """Every theme named exists; cards lie only under themes open to them."""
    if concept is None:
        return
    every = [theme.id for theme in concept.themes]
    open_ones = [theme.id for theme in concept.themes if theme.open_to_cards]
    named: list[tuple[Loc, str, list[str]]] = [
        (loc, cards.theme, open_ones) for loc, cards in _cards(script)
    ]
    for n, asked in enumerate(script.leader_questions):
        named.append((("leader_questions", n), asked.theme, every))
    for n, cluster in enumerate(script.clusters):
        named.append((("clusters", n), cluster.theme, open_ones))
    for loc, theme, allowed in named:
        if theme not in allowed:
            yield places.problem(
                (*loc, "theme"),
                _("found {found}; allowed are {names}; {advice}").format(
                    found=found(theme),
                    names=listed(allowed),
                    advice=advice(theme, allowed, _("correct it.")),
                ),
            )


def _clusters(script: Script, places: Places) -> Iterator[Problem]:
    """Clusters name cards that reach the room, and each card once."""
    picked: dict[str, list[str]] = {}
    for _loc, cards in _cards(script):
        picked.setdefault(cards.theme, []).extend(cards.texts[: cards.picked])
    taken: dict[tuple[str, str], int] = {}
    for number, cluster in enumerate(script.clusters):
        allowed = picked.get(cluster.theme, [])
        for n, text in enumerate(cluster.texts):
            loc: Loc = ("clusters", number, "texts", n)
            if text not in allowed:
                yield places.problem(
                    loc,
                    _(
                        "found {found}; allowed is the exact text of a card under"
                        " {theme} that is picked for the room; {advice}"
                    ).format(
                        found=found(text),
                        theme=cluster.theme,
                        advice=advice(text, allowed, _("correct it.")),
                    ),
                )
            first = taken.setdefault((cluster.theme, text), number)
            if first != number:
                yield places.problem(
                    loc,
                    _(
                        "{found} stands in cluster {first} too; allowed is one cluster;"
                        " remove it here or there."
                    ).format(found=found(text), first=first + 1),
                )
