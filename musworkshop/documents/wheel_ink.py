"""Ink of the wheel's figures: a canvas in millimetres, outlines, round marks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from musworkshop.documents.picture import Drawn
from musworkshop.documents.trend_drawing import INK, WHITE, lettering
from musworkshop.documents.wheel_names import name_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MM_PER_INCH, POINTS_PER_INCH = 25.4, 72
#: What lies above what; patterns lie at 2 and 3.
FIELD, CHOSEN, MARK, LETTER = 1, 4, 5, 6
_REMARK = re.compile(rb"<!--.*?-->", re.DOTALL)


def draw_mark(letter: str, drawn: Drawn) -> bytes:
    """Return a round mark with a letter, or with "" the mark of last year."""
    with lettering():
        figure, axes = canvas(6, 6)
        mark(axes, letter, (0, 0), radius=2.6, line_mm=0.4)
        return written(figure, drawn, dpi=600)


def canvas(width_mm: float, height_mm: float) -> tuple[Any, Any]:
    """Return a figure whose data are millimetres round its middle."""
    from matplotlib.figure import Figure

    size = (width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
    figure = Figure(figsize=size, frameon=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(-width_mm / 2, width_mm / 2)
    axes.set_ylim(-height_mm / 2, height_mm / 2)
    return figure, axes


def patch(axes: Axes, path: Any, **look: Any) -> None:
    """Draw a shape."""
    from matplotlib.patches import PathPatch

    axes.add_patch(PathPatch(path, **look))


def outline(
    axes: Axes,
    path: Any,
    *,
    colour: str,
    line_mm: float,
    zorder: float,
    inside: str = "none",
    dashed: bool = False,
) -> None:
    """Draw the edge of a shape, and its inside where a colour is given."""
    points = line_mm / MM_PER_INCH * POINTS_PER_INCH
    patch(
        axes,
        path,
        facecolor=inside,
        edgecolor=colour,
        linewidth=points,
        joinstyle="round",
        linestyle=(0, (3.4, 2.6)) if dashed else "solid",
        zorder=zorder,
    )


def written(figure: Any, drawn: Drawn, *, dpi: float) -> bytes:
    """Return a figure's bytes, without date and program: the same wheel, the same."""
    target = BytesIO()
    unsaid = {"Date": None, "Creator": None}
    if drawn is Drawn.PNG:
        unsaid = {"Software": None}
    figure.savefig(
        target, format=str(drawn), dpi=dpi, transparent=True, metadata=unsaid
    )
    # The drawn texts stand beside their letters as remarks; nobody needs them.
    image = target.getvalue()
    return _REMARK.sub(b"", image) if drawn is Drawn.SVG else image


def mark(
    axes: Axes,
    letter: str,
    centre: tuple[float, float],
    *,
    radius: float,
    line_mm: float,
) -> None:
    """Draw a round mark with a letter, or with "" the diamond of last year."""
    from matplotlib.path import Path

    x, y = centre
    if not letter:
        d = radius * 0.82
        corners = [(x, y + d), (x + d, y), (x, y - d), (x - d, y), (x, y + d)]
        edge = Path(corners, closed=True)
    else:
        edge = Path.circle(centre, radius)
    outline(axes, edge, colour=INK, line_mm=line_mm, zorder=MARK, inside=WHITE)
    if letter:
        font = name_font(radius * 1.08 / MM_PER_INCH * POINTS_PER_INCH)
        font.set_weight("bold")
        axes.text(
            x,
            y - radius * 0.37,
            letter,
            color=INK,
            fontproperties=font,
            ha="center",
            va="baseline",
            zorder=LETTER,
        )
