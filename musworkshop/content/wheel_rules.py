"""Do the parts of the competence wheel fit together? Ids, titles, how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from musworkshop.content.instrument_rules import repeated_texts
from musworkshop.content.problems import Loc, Places, Problem
from musworkshop.content.wheel import ADVISED_COMPETENCES, Wheel
from musworkshop.text import _


def id_lists(wheel: Wheel | None) -> Iterator[tuple[Loc, Sequence[Any]]]:
    """Yield the place and the items of every list whose ids must differ."""
    if wheel:
        yield ("wheel", "levels"), wheel.levels
        yield ("wheel", "competences"), wheel.competences


def wheel_problems(wheel: Wheel | None, places: Places) -> Iterator[Problem]:
    """Yield where two levels or two competences cannot be told apart.

    Parameters
    ----------
    wheel : Wheel or None
        Of the right shape.
    places : Places
        Knows in which file it stands.
    """
    if wheel:
        for part in ("levels", "competences"):
            titles: list[tuple[Loc, Any]] = [
                ((part, number, "title"), each.title)
                for number, each in enumerate(getattr(wheel, part))
            ]
            for loc, sentence in repeated_texts(titles):
                yield places.problem(("wheel", *loc), sentence)


def wheel_suggestions(wheel: Wheel | None, places: Places) -> Iterator[Problem]:
    """Yield a kind word where there is more on a wheel than a talk can hold.

    Parameters
    ----------
    wheel : Wheel or None
        Without problems.
    places : Places
        Knows in which file it stands.
    """
    if wheel and len(wheel.competences) > ADVISED_COMPETENCES:
        yield places.problem(
            ("wheel", "competences"),
            _(
                "found {n} competences; that is allowed, but a talk can hardly hold"
                " more than {advised}. Keep those that your core task needs most, and"
                " let the empty fields take the rest."
            ).format(n=len(wheel.competences), advised=ADVISED_COMPETENCES),
        )
