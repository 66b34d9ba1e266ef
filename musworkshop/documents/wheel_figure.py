"""The competence wheel as a figure: the screen's sister, told apart without colour.

All letters are drawn, so a name that somebody has typed is never read as markup or as
mathematics. What the figure says also stands beside it as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from musworkshop.documents.picture import Drawn
from musworkshop.documents.plain import one_line
from musworkshop.documents.trend_drawing import INK, LINE, SOFT, WHITE, lettering
from musworkshop.documents.wheel_ink import (
    CHOSEN,
    FIELD,
    LETTER,
    MM_PER_INCH,
    POINTS_PER_INCH,
    canvas,
    mark,
    outline,
    patch,
    written,
)
from musworkshop.documents.wheel_looks import Look, fill, looks
from musworkshop.documents.wheel_names import Rim, name_font, rim
from musworkshop.documents.wheel_shape import Field, Shape, arcs, at
from musworkshop.model.wheel_papers import Tooth, WheelPaper
from musworkshop.text import _, speaking

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EDGE = "#084a4a"
#: The screen's drawing has this many units to a side; lines and patterns follow it.
_UNITS = 720


class Use(StrEnum):
    """What a wheel on paper is for."""

    #: To be looked at: every field shows in a corner which level it is.
    SHOWN = "shown"
    #: To be filled in by hand: the empty teeth have a line for a name.
    FILLED_IN = "filled_in"
    #: What two people have said of it.
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """A drawn wheel."""

    image: bytes
    drawn: Drawn
    #: Titles that had no room, with the number that stands in their place.
    numbered: tuple[tuple[int, str], ...]


def draw_wheel(
    paper: WheelPaper,
    use: Use,
    *,
    size_mm: float,
    letters_pt: tuple[float, float],
    drawn: Drawn = Drawn.SVG,
    side_px: int = 1800,
) -> Wheel:
    """Return a wheel with the names round it.

    Parameters
    ----------
    paper : WheelPaper
    use : Use
    size_mm : float
        Side of the square that holds the wheel and its names.
    letters_pt : tuple of float
        Largest and smallest size of the names.
    drawn : Drawn
    side_px : int
        Side of the square, of a PNG.

    Returns
    -------
    Wheel
        The same paper gives the same bytes.
    """
    empty = [""] * paper.empty_fields
    if empty and use is not Use.FILLED_IN:
        with speaking(paper.language):
            empty = [_("+ own")] * paper.empty_fields
    titles = [one_line(tooth.title) for tooth in paper.teeth]
    with lettering():
        names = rim(
            [*titles, *empty],
            size_mm=size_mm,
            largest_pt=letters_pt[0],
            smallest_pt=letters_pt[1],
        )
        figure, axes = canvas(size_mm, size_mm)
        _draw(axes, paper, use, names, unit_mm=size_mm / _UNITS)
        image = written(figure, drawn, dpi=side_px / size_mm * MM_PER_INCH)
    known = [n for n in sorted(names.numbered) if n < len(titles)]
    return Wheel(
        image=image,
        drawn=drawn,
        numbered=tuple((n + 1, titles[n]) for n in known),
    )


def draw_look(look: Look, drawn: Drawn) -> bytes:
    """Return a small square with a level's pattern, for the key."""
    from matplotlib.path import Path

    with lettering():
        figure, axes = canvas(6, 6)
        corners = [(-2.8, -2.8), (2.8, -2.8), (2.8, 2.8), (-2.8, 2.8), (-2.8, -2.8)]
        path = Path(corners, closed=True)
        fill(axes, look, [path], unit_mm=0.2)
        outline(axes, path, colour=_EDGE, line_mm=0.25, zorder=CHOSEN)
        return written(figure, drawn, dpi=600)


def _draw(
    axes: Axes, paper: WheelPaper, use: Use, names: Rim, *, unit_mm: float
) -> None:
    count = len(paper.teeth) + paper.empty_fields
    shape = Shape(radius=names.radius, teeth=count, levels=len(paper.levels))
    for colour, arc in arcs(shape.middle * 0.57):
        patch(axes, arc, facecolor=colour, linewidth=0)
    for tooth in range(count):
        for level in range(shape.levels):
            outline(
                axes,
                shape.field(tooth, level).outline,
                colour=LINE,
                line_mm=1.5 * unit_mm,
                zorder=FIELD,
                inside=WHITE,
                dashed=tooth >= len(paper.teeth) and use is not Use.FILLED_IN,
            )
    if use is Use.ANSWERED:
        _answers(axes, paper, shape, unit_mm=unit_mm)
    else:
        _corners(axes, shape, unit_mm=unit_mm)
    for tooth, lines in enumerate(names.names):
        if tooth in names.numbered:
            _number(axes, lines[0], names, shape.angle(tooth))
        else:
            colour = INK if tooth < len(paper.teeth) else SOFT
            _name(axes, lines, names, shape.angle(tooth), colour=colour)
    if use is Use.FILLED_IN:
        for tooth in range(len(paper.teeth), count):
            _line_to_write_on(axes, names, shape, tooth)


def _corners(axes: Axes, shape: Shape, *, unit_mm: float) -> None:
    """Put a small round of each level's pattern into every field of that level."""
    from matplotlib.path import Path

    for level, look in enumerate(looks(shape.levels)):
        rounds = []
        for tooth in range(shape.teeth):
            field = shape.field(tooth, level)
            radius = min(8.5 * unit_mm, field.depth * 0.2, field.width * 0.16)
            along, out = 1.75 * radius / field.width, 1 - 1.75 * radius / field.depth
            x, y = field.point(along, out)
            rounds.append(Path.circle((x, y), radius))
        fill(axes, look, rounds, unit_mm=radius / 17)
        for each in rounds:
            outline(axes, each, colour=_EDGE, line_mm=unit_mm, zorder=CHOSEN)


def _answers(axes: Axes, paper: WheelPaper, shape: Shape, *, unit_mm: float) -> None:
    """Fill what one has chosen, and mark the other's choice and last year's."""
    for level, look in enumerate(looks(shape.levels)):
        chosen = [
            shape.field(place, level).outline
            for place, tooth in enumerate(paper.teeth)
            if tooth.mine == level
        ]
        fill(axes, look, chosen, unit_mm=unit_mm)
        for each in chosen:
            outline(axes, each, colour=_EDGE, line_mm=1.5 * unit_mm, zorder=CHOSEN)
    for place, tooth in enumerate(paper.teeth):
        for level in range(shape.levels):
            marks = _marks(tooth, level, letter_of(paper.theirs_name))
            _put(axes, marks, shape.field(place, level), unit_mm=unit_mm)


def letter_of(name: str) -> str:
    """Return the letter that stands for a layer in the wheel."""
    return one_line(name)[:1].upper()


def _marks(tooth: Tooth, level: int, letter: str) -> list[str]:
    """Return the letters of a field's marks; "" is last year's."""
    marks = []
    if tooth.theirs == level:
        marks.append("=" if tooth.mine == level else letter)
    if tooth.last_year == level:
        marks.append("")
    return marks


def _put(axes: Axes, marks: Sequence[str], field: Field, *, unit_mm: float) -> None:
    """Set one mark in the middle of a field, or two side by side."""
    wide = 0.4 if len(marks) == 1 else 0.23
    radius = min(17 * unit_mm, field.depth * 0.42, field.width * wide)
    for number, letter in enumerate(marks):
        aside = 0.0 if len(marks) == 1 else radius * 1.25 * (1 if number else -1)
        at_point = field.point(0.5 + aside / field.width)
        mark(axes, letter, at_point, radius=radius, line_mm=2.25 * unit_mm)


def _name(
    axes: Axes, lines: Sequence[str], names: Rim, turns: float, *, colour: str
) -> None:
    """Write a name straight along the rim, never upside down."""
    upside_down = 0.25 <= turns <= 0.75
    middle = names.radius + names.gap + len(lines) * names.line / 2
    for number, words in enumerate(lines):
        up = ((len(lines) - 1) / 2 - number) * names.line - _drop(names)
        place = at(turns, middle - up if upside_down else middle + up)
        turned = -360 * turns + (180 if upside_down else 0)
        _letters(axes, words, place, names, colour=colour, turned=turned)


def _number(axes: Axes, words: str, names: Rim, turns: float) -> None:
    """Write a number, which stands level wherever it is."""
    x, y = at(turns, names.radius + names.gap + names.line / 2)
    _letters(axes, words, (x, y - _drop(names)), names, colour=INK, turned=0.0)


def _drop(names: Rim) -> float:
    """Return how far below its middle a line of letters stands, in mm."""
    return names.text_pt * MM_PER_INCH / POINTS_PER_INCH * 0.36


def _letters(
    axes: Axes,
    words: str,
    place: tuple[float, float],
    names: Rim,
    *,
    colour: str,
    turned: float,
) -> None:
    axes.text(
        *place,
        words,
        color=colour,
        fontproperties=name_font(names.text_pt),
        rotation=turned,
        rotation_mode="anchor",
        ha="center",
        va="baseline",
        zorder=LETTER,
    )


def _line_to_write_on(axes: Axes, names: Rim, shape: Shape, tooth: int) -> None:
    from matplotlib.path import Path

    field = shape.field(tooth, 0)
    out = names.radius + names.gap + names.line
    aside = (field.end - field.start) * 0.08
    ends = [at(turns, out) for turns in (field.start + aside, field.end - aside)]
    outline(axes, Path(ends), colour=SOFT, line_mm=0.2, zorder=LETTER)
