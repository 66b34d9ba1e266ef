"""The pair's own file: this year's wheel as next year's talk will open it."""

from __future__ import annotations

from datetime import date

from musworkshop.content.wheel import Wheel
from musworkshop.model.pair import PairView, Side, Way
from musworkshop.model.pair_file import KeptCompetence, KeptLevel, PairFile
from musworkshop.rules import wheel as rules
from musworkshop.text import language


def pair_file(view: PairView, wheel: Wheel, held_on: date) -> PairFile:
    """Return a pair's wheel as the two keep it.

    Parameters
    ----------
    view : PairView
        After the reveal.
    wheel : Wheel
    held_on : date
    """
    layers = {view.side: view.mine, view.side.other: view.theirs}
    employee, leader = (layers[side] for side in Side)
    if view.way is Way.ALONE:
        leader = None
    versions = {each.id: each.wording_version for each in wheel.competences}
    found = rules.teeth_of(view, wheel)
    return PairFile(
        held_on=held_on,
        language=language(),
        wheel_id=wheel.id,
        wheel_title=str(wheel.title),
        levels=tuple(
            KeptLevel(id=each.id, title=str(each.title)) for each in wheel.levels
        ),
        competences=tuple(
            KeptCompetence(
                id=each.id,
                title=each.title,
                wording_version=versions.get(each.id, 1),
                is_own=each.is_own,
                employee=rules.level_of(each, employee) or "",
                leader=rules.level_of(each, leader) or "",
            )
            for each in found
        ),
        focus=view.focus,
    )
