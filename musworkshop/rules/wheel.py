"""What two wheels say beside each other: where the two agree, where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from musworkshop.content.wheel import Wheel
from musworkshop.model.pair import Layer, PairView, Side
from musworkshop.text import ngettext


@dataclass(frozen=True, kw_only=True)
class Tooth:
    """A competence of a pair's wheel: the workplace's, or an own one."""

    id: str
    title: str
    means: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A competence as the two see it."""

    tooth: Tooth
    #: Level ids; None where that one has not rated it.
    employee: str | None
    leader: str | None
    #: How many levels apart; None where only one has rated it.
    apart: int | None


def teeth(wheel: Wheel, *layers: Layer) -> tuple[Tooth, ...]:
    """Return the competences in their order, those of the two's own last.

    Where both have typed the same name it is one competence: the first one's.
    """
    found = [
        Tooth(
            id=each.id,
            title=str(each.title),
            means=tuple(str(line) for line in each.means),
            is_own=False,
        )
        for each in wheel.competences
    ]
    named = {each.title.casefold() for each in found}
    for layer in layers:
        for own in layer.own:
            if own.title.casefold() not in named:
                named.add(own.title.casefold())
                found.append(Tooth(id=own.id, title=own.title, means=(), is_own=True))
    return tuple(found)


def level_of(tooth: Tooth, layer: Layer | None) -> str | None:
    """Return how a layer rates a competence; own ones are found by their name.

    Where one has typed a name anew after a new link, the newest rating counts.
    """
    if layer is None:
        return None
    if tooth.is_own:
        same = [o.id for o in layer.own if o.title.casefold() == tooth.title.casefold()]
        return next(
            (layer.ratings[i] for i in reversed(same) if i in layer.ratings), None
        )
    return layer.ratings.get(tooth.id)


def compare(view: PairView, wheel: Wheel) -> tuple[Compared, ...]:
    """Return each rated competence: where the two differ most first, then agreement.

    Competences that only one has rated stand last.
    """
    layers = {view.side: view.mine, view.side.other: view.theirs}
    found = []
    for tooth in teeth_of(view, wheel):
        one, two = (level_of(tooth, layers[side]) for side in Side)
        if one is None and two is None:
            continue
        apart = None
        if one is not None and two is not None:
            apart = abs(wheel.rank(one) - wheel.rank(two))
        found.append(Compared(tooth=tooth, employee=one, leader=two, apart=apart))
    return tuple(sorted(found, key=lambda row: place(row.apart)))


def teeth_of(view: PairView, wheel: Wheel) -> tuple[Tooth, ...]:
    """Return a pair's competences, the same for both: the employee's own ones first."""
    layers = [view.mine, view.theirs]
    if view.side is Side.LEADER:
        layers.reverse()
    return teeth(wheel, *(each for each in layers if each is not None))


def place(apart: int | None) -> tuple[int, int]:
    """Return where a competence stands: difference first, then agreement, then one."""
    if apart is None:
        return (2, 0)
    return (0, -apart) if apart else (1, 0)


def agreement(aparts: Iterable[int | None]) -> str:
    """Return where two agree and differ, in a sentence or two; "" where only one rates.

    Parameters
    ----------
    aparts : iterable of int or None
        For each competence how many levels the two are apart, see `Compared`.
    """
    both = [apart for apart in aparts if apart is not None]
    apart = sum(map(bool, both))
    same = len(both) - apart
    said = []
    if same:
        said.append(
            ngettext(
                "You agree in {n} place.", "You agree in {n} places.", same
            ).format(n=same)
        )
    if apart:
        said.append(
            ngettext(
                "You see {n} place differently: begin where you become curious.",
                "You see {n} places differently: begin where you become curious.",
                apart,
            ).format(n=apart)
        )
    return " ".join(said)
