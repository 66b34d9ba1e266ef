"""The wheel on the page of one of the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from musworkshop import limits
from musworkshop.content.wheel import Wheel
from musworkshop.errors import InputError
from musworkshop.model.pair import Layer, OwnCompetence, PairView, Way
from musworkshop.pages import pair_words as words
from musworkshop.pages.desk import Desk
from musworkshop.pages.pair_desk import PairRoom
from musworkshop.rules import wheel as rules
from musworkshop.store import pair_work
from musworkshop.store.values import clean
from musworkshop.text import _
from musworkshop.widgets.competence_wheel import CompetenceWheel


class WheelPart:
    """The wheel, and what the holder of a secret does with it.

    Parameters
    ----------
    desk : Desk
        Of a device of one of the two.
    secret : callable
        Returns the secret that is open now.
    """

    def __init__(self, desk: Desk, *, secret: Callable[[], str]) -> None:
        self._desk = desk
        self._secret = secret
        self.widget = CompetenceWheel(
            calls={
                "rate": self.rate,
                "add_own": self.add_own,
                "rename_own": self.rename_own,
                "remove_own": self.remove_own,
            },
            scope=desk.scope,
        )

    def show(
        self, view: PairView, wheel: Wheel, last_year: dict[str, Any] | None
    ) -> None:
        """Show a pair's wheel: one layer, or both."""
        found = rules.teeth_of(view, wheel)
        mine, theirs = view.mine, view.theirs
        mine_side = view.side
        if view.way is Way.ALONE and not words.fills_in(view):
            # There is only the employee's wheel to look at.
            mine, theirs, mine_side = theirs or Layer(), None, view.side.other
        elif view.way is Way.ALONE:
            theirs = None
        is_open = not view.is_revealed and not view.me.is_ready
        own = [each for each in found if each.is_own]
        self.widget.show(
            {
                "title": "",
                "levels": levels(wheel),
                "competences": [
                    {
                        "id": each.id,
                        "title": each.title,
                        "means": list(each.means),
                        "own": each.is_own,
                    }
                    for each in found
                ],
                "empty": max(0, wheel.empty_fields - len(own)),
                "own_limit": limits.NAME_CHARACTERS,
                "editable": is_open and words.fills_in(view),
                "mine": {
                    "name": words.name(mine_side),
                    "ratings": _ratings(found, mine),
                },
                "theirs": {
                    "name": words.name(mine_side.other),
                    "mark": words.mark(mine_side.other),
                    "ratings": _ratings(found, theirs),
                }
                if theirs is not None
                else None,
                "last_year": last_year,
                "who": "",
                "covered": words.covered(view),
            }
        )

    def rate(self, request_id: str, competence_id: str, level_id: str) -> None:
        """Rate a competence, or take the rating back."""
        wheel = self._wheel()
        if level_id and level_id not in {each.id for each in wheel.levels}:
            raise InputError(_("The request was not understood."))
        known = {each.id for each in wheel.competences}

        def do(layer: Layer) -> Layer:
            if competence_id not in known | {each.id for each in layer.own}:
                raise InputError(_("That competence is not in the wheel any more."))
            others = {k: v for k, v in layer.ratings.items() if k != competence_id}
            added = {competence_id: level_id} if level_id else {}
            return replace(layer, ratings={**others, **added})

        self._change(do)

    def add_own(self, request_id: str, title: str) -> dict[str, str]:
        """Take a competence of one's own into an empty field.

        A repeat of the request adds nothing: its id is the request's.
        """
        wheel = self._wheel()
        tidy = clean(title, limit=limits.NAME_CHARACTERS)
        own_id = f"own-{request_id}"

        def do(layer: Layer) -> Layer:
            if own_id in {each.id for each in layer.own}:
                return layer
            if len(layer.own) >= wheel.empty_fields:
                raise InputError(_("There is no empty field left in the wheel."))
            _must_be_new(tidy, wheel, layer)
            return replace(
                layer, own=(*layer.own, OwnCompetence(id=own_id, title=tidy))
            )

        self._change(do)
        return {"id": own_id}

    def rename_own(self, request_id: str, competence_id: str, title: str) -> None:
        """Give a competence of one's own another name."""
        wheel = self._wheel()
        tidy = clean(title, limit=limits.NAME_CHARACTERS)

        def do(layer: Layer) -> Layer:
            others = tuple(each for each in layer.own if each.id != competence_id)
            if len(others) == len(layer.own):
                raise InputError(_("That competence is not in the wheel any more."))
            _must_be_new(tidy, wheel, replace(layer, own=others))
            named = OwnCompetence(id=competence_id, title=tidy)
            own = [named if each.id == competence_id else each for each in layer.own]
            return replace(layer, own=tuple(own))

        self._change(do)

    def remove_own(self, request_id: str, competence_id: str) -> None:
        """Take a competence of one's own out, with its rating."""

        def do(layer: Layer) -> Layer:
            return Layer(
                ratings={
                    k: v
                    for k, v in layer.ratings.items()
                    if k != competence_id or not _is_own(layer, k)
                },
                own=tuple(each for each in layer.own if each.id != competence_id),
            )

        self._change(do)

    def _wheel(self) -> Wheel:
        room: Any = self._desk.room
        assert isinstance(room, PairRoom)
        return room.wheel

    def _change(self, do: Callable[[Layer], Layer]) -> None:
        self._desk.keep(lambda c, v: pair_work.change(c, v, self._secret(), do))
        self._desk.refresh()


def levels(wheel: Wheel) -> list[dict[str, str]]:
    """Return the levels from the rim inwards, as widgets take them."""
    return [
        {"id": each.id, "title": str(each.title), "about": str(each.about)}
        for each in wheel.levels
    ]


def _ratings(found: tuple[rules.Tooth, ...], layer: Layer) -> dict[str, str]:
    rated = {each.id: rules.level_of(each, layer) for each in found}
    return {key: level for key, level in rated.items() if level is not None}


def _is_own(layer: Layer, competence_id: str) -> bool:
    return any(each.id == competence_id for each in layer.own)


def _must_be_new(title: str, wheel: Wheel, layer: Layer) -> None:
    taken = {str(each.title).casefold() for each in wheel.competences}
    taken |= {each.title.casefold() for each in layer.own}
    if title.casefold() in taken:
        raise InputError(_("{title} is in the wheel already.").format(title=title))
