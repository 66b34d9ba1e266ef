"""What the wheel's papers are made from: plain words, no store behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Tooth:
    """A competence as it is drawn and written."""

    id: str
    title: str
    means: tuple[str, ...]
    #: Place of the level from the rim inwards, from 0; None for not rated.
    mine: int | None = None
    theirs: int | None = None
    last_year: int | None = None
    #: Typed by one of the two.
    is_own: bool = False


@dataclass(frozen=True, kw_only=True)
class FocusLine:
    """A focus area on paper."""

    title: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class WheelPaper:
    """A wheel on paper: a poster, a sheet to fill in, or the pair's own sheet."""

    language: str
    held_on: date
    title: str
    workplace: str
    #: From the rim inwards.
    levels: tuple[str, ...]
    levels_about: tuple[str, ...]
    teeth: tuple[Tooth, ...]
    empty_fields: int
    intro: tuple[str, ...]
    credit: tuple[str, ...]
    #: How the layers are called, such as "Medarbejder" and "Leder".
    mine_name: str = ""
    theirs_name: str = ""
    #: Such as "21. november 2025"; "" without a wheel of last year.
    last_year_name: str = ""
    focus: tuple[FocusLine, ...] = ()
    #: Who can see the paper, in one sentence; "" on a poster.
    who: str = ""
