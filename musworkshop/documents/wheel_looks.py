"""The patterns of the wheel's levels, the same as on the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from musworkshop.text import N_

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path


class Look(StrEnum):
    """A pattern."""

    SOLID = "solid"
    CROSS = "cross"
    STRIPES = "stripes"
    SPARSE = "sparse"
    DOTS = "dots"


_ROWS = {
    2: (Look.SOLID, Look.DOTS),
    3: (Look.SOLID, Look.STRIPES, Look.DOTS),
    4: (Look.SOLID, Look.CROSS, Look.STRIPES, Look.DOTS),
    5: (Look.SOLID, Look.CROSS, Look.STRIPES, Look.SPARSE, Look.DOTS),
}
#: What the patterns are called where they cannot be seen.
LOOK_NAMES = {
    Look.SOLID: N_("solid green"),
    Look.CROSS: N_("green with crossing stripes"),
    Look.STRIPES: N_("broad green stripes"),
    Look.SPARSE: N_("thin green stripes"),
    Look.DOTS: N_("brown dots on sand"),
}
_ACCENT, _DOT = "#0b6363", "#8a5a00"
_GROUNDS = {
    Look.SOLID: _ACCENT,
    Look.CROSS: "#cfe3e0",
    Look.STRIPES: "#cfe3e0",
    Look.SPARSE: "#eef5f3",
    Look.DOTS: "#f7ead0",
}
#: Of 9 units that a pattern repeats after: width of the stripes, and which way they go.
_STRIPES = {
    Look.CROSS: (3.0, (1, -1)),
    Look.STRIPES: (4.0, (1,)),
    Look.SPARSE: (1.8, (-1,)),
}
_EVERY, _DOT_EVERY, _DOT_RADIUS = 9.0, 12.0, 2.6
_MM_PER_INCH, _POINTS_PER_INCH = 25.4, 72
#: What lies above what.
_GROUND, _PATTERN = 2, 3


def looks(levels: int) -> tuple[Look, ...]:
    """Return the pattern of each level, from the rim inwards.

    Parameters
    ----------
    levels : int
        2 to 5.
    """
    return _ROWS[levels]


def fill(axes: Axes, look: Look, paths: Sequence[Path], *, unit_mm: float) -> None:
    """Fill shapes with a pattern that runs on from one to the next.

    Parameters
    ----------
    axes : Axes
        Its data are millimetres, and its limits are those of the picture.
    look : Look
    paths : sequence of Path
    unit_mm : float
        Scale of the pattern: stripes come again after 9 units.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not paths:
        return
    ground = PathPatch(
        Path.make_compound_path(*paths),
        facecolor=_GROUNDS[look],
        linewidth=0,
        zorder=_GROUND,
    )
    axes.add_patch(ground)
    boxes = [path.get_extents() for path in paths]
    for drawn in _pattern(look, boxes, unit_mm):
        drawn.set_zorder(_PATTERN)
        axes.add_collection(drawn, autolim=False)
        drawn.set_clip_path(ground)


def _pattern(look: Look, boxes: Sequence[Any], unit_mm: float) -> list[Any]:
    """Return what is drawn over the ground: one grid, only where a shape lies."""
    from matplotlib.collections import LineCollection, PatchCollection
    from matplotlib.patches import Circle

    if look in _STRIPES:
        width, slants = _STRIPES[look]
        # Diagonal stripes that lie `every` apart cut a level line this far apart.
        every = _EVERY * unit_mm * 2**0.5
        lines = [
            [(x + slant * box.y0, box.y0), (x + slant * box.y1, box.y1)]
            for box in boxes
            for slant in slants
            for x in _across(box, slant, every)
        ]
        points = width * unit_mm / _MM_PER_INCH * _POINTS_PER_INCH
        return [LineCollection(lines, colors=_ACCENT, linewidths=points)]
    if look is Look.DOTS:
        every, radius = _DOT_EVERY * unit_mm, _DOT_RADIUS * unit_mm
        places = {
            (x, y)
            for box in boxes
            for x in _steps(box.x0 - radius, box.x1 + radius, every)
            for y in _steps(box.y0 - radius, box.y1 + radius, every)
        }
        dots = [Circle(place, radius) for place in sorted(places)]
        return [PatchCollection(dots, facecolor=_DOT, linewidth=0)]
    return []


def _across(box: Any, slant: int, every: float) -> list[float]:
    """Return where the stripes through a box cut the line y = 0."""
    ends = [x - slant * y for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    return _steps(min(ends), max(ends), every)


def _steps(start: float, end: float, every: float) -> list[float]:
    """Return the points of one grid, the same for all shapes, from start to end."""
    first, last = math.floor(start / every), math.ceil(end / every)
    return [(step + 0.5) * every for step in range(first, last)]
