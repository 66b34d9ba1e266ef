"""The wheel on paper: a poster for all, a sheet to fill in, the pair's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from musworkshop.content.schema import Concept
from musworkshop.content.wheel import Wheel
from musworkshop.model.pair import Layer, PairView, Side, Way
from musworkshop.model.wheel_papers import FocusLine, Tooth, WheelPaper
from musworkshop.rules import wheel as rules
from musworkshop.text import _, language, speaking


def empty_paper(
    concept: Concept,
    *,
    workplace: str,
    held_on: date,
    language: str,
) -> WheelPaper | None:
    """Return the workplace's wheel without ratings; None where there is no wheel."""
    if concept.wheel is None:
        return None
    with speaking(language):
        return _paper(concept.wheel, rules.teeth(concept.wheel), held_on, workplace)


def pair_paper(
    view: PairView,
    wheel: Wheel,
    *,
    held_on: date,
    language: str,
    last_year: Mapping[str, str] | None = None,
    last_year_name: str = "",
) -> WheelPaper:
    """Return a pair's wheel as one of the two may see it now.

    Parameters
    ----------
    last_year : mapping of str to str, optional
        Competence id -> level id, where words are the same as last year's.
    last_year_name : str
        Such as "21. november 2025".
    """
    layers = {view.side: view.mine, view.side.other: view.theirs}
    employee, leader = (layers[side] for side in Side)
    found = rules.teeth_of(view, wheel)
    earlier = dict(last_year or {})
    if view.way is Way.ALONE:
        leader = None
    with speaking(language):
        return _paper(
            wheel,
            found,
            held_on,
            "",
            employee=employee,
            leader=leader,
            last_year=earlier,
            last_year_name=last_year_name if earlier else "",
            focus=tuple(
                FocusLine(title=each.title, sentence=each.sentence)
                for each in view.focus
            ),
            who=_(
                "This sheet is not locked: whoever has it can read it. It belongs to"
                " the two of you."
            ),
        )


def _paper(
    wheel: Wheel,
    found: tuple[rules.Tooth, ...],
    held_on: date,
    workplace: str,
    *,
    employee: Layer | None = None,
    leader: Layer | None = None,
    last_year: Mapping[str, str] | None = None,
    **more: Any,
) -> WheelPaper:
    def rank(level_id: str | None) -> int | None:
        return None if level_id is None else wheel.rank(level_id)

    earlier = last_year or {}
    own = sum(each.is_own for each in found)
    return WheelPaper(
        language=language(),
        held_on=held_on,
        title=str(wheel.title),
        workplace=workplace,
        levels=tuple(str(each.title) for each in wheel.levels),
        levels_about=tuple(str(each.about) for each in wheel.levels),
        teeth=tuple(
            Tooth(
                id=each.id,
                title=each.title,
                means=each.means,
                mine=rank(rules.level_of(each, employee)),
                theirs=rank(rules.level_of(each, leader)),
                last_year=rank(earlier.get(each.id)),
                is_own=each.is_own,
            )
            for each in found
        ),
        empty_fields=max(0, wheel.empty_fields - own),
        intro=wheel.intro.paragraphs,
        credit=wheel.credit.paragraphs,
        mine_name=_("Employee"),
        theirs_name=_("Leader"),
        **more,
    )
