"""Geometry of the wheel: teeth like a cog's, each divided from the rim inwards."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.path import Path

#: Radius of the open middle, in radii of the wheel.
_MIDDLE = {2: 0.36, 3: 0.345, 4: 0.31, 5: 0.28}
#: Room between two teeth, in turns, and between two fields, in radii.
_BETWEEN_TEETH, _BETWEEN_FIELDS, _SHALLOW = 0.004, 0.021, 0.11


@dataclass(frozen=True, kw_only=True)
class Field:
    """A tooth's field: radii in mm, angles in turns clockwise from the top."""

    inner: float
    outer: float
    start: float
    end: float

    @property
    def depth(self) -> float:
        """From its inner to its outer edge, in mm."""
        return self.outer - self.inner

    @property
    def width(self) -> float:
        """Along the middle, in mm."""
        return math.pi * (self.inner + self.outer) * (self.end - self.start)

    def point(self, along: float = 0.5, out: float = 0.5) -> tuple[float, float]:
        """Return a point from 0 to 1 along it, clockwise, and from 0 to 1 outwards."""
        radius = self.inner + self.depth * out
        return at(self.start + (self.end - self.start) * along, radius)

    @property
    def outline(self) -> Path:
        """Its edge."""
        return _ring_part(self.inner, self.outer, self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A wheel round the point (0, 0)."""

    radius: float
    teeth: int
    levels: int

    @property
    def middle(self) -> float:
        """Radius of the open middle, in mm."""
        return self.radius * _MIDDLE[self.levels]

    def angle(self, tooth: int) -> float:
        """Return the middle of a tooth, in turns clockwise from the top."""
        return (tooth + 0.5) / self.teeth

    def field(self, tooth: int, level: int) -> Field:
        """Return a tooth's field; level 0 is at the rim."""
        depth = (self.radius - self.middle) / self.levels
        between = min(depth * _SHALLOW, self.radius * _BETWEEN_FIELDS) / 2
        outer = self.radius - level * depth
        beside = min(_BETWEEN_TEETH, 10 * _BETWEEN_TEETH / self.teeth)
        return Field(
            outer=outer - between if level else outer,
            inner=outer - depth + (between if level < self.levels - 1 else 0),
            start=tooth / self.teeth + beside,
            end=(tooth + 1) / self.teeth - beside,
        )


def at(turns: float, radius: float) -> tuple[float, float]:
    """Return the point at an angle clockwise from the top."""
    angle = 2 * math.pi * turns
    return radius * math.sin(angle), radius * math.cos(angle)


def arcs(radius: float) -> list[tuple[str, Path]]:
    """Return the ring of the product: three arcs with their colours, clockwise."""
    third, gap = 1 / 3, 0.0177
    colours = ("#0b6363", "#d99a2b", "#5a6fa8")
    return [
        (
            colour,
            _ring_part(radius * 0.8, radius, n * third + gap, (n + 1) * third - gap),
        )
        for n, colour in enumerate(colours)
    ]


def _ring_part(inner: float, outer: float, start: float, end: float) -> Path:
    from matplotlib.path import Path

    arc: Any = Path.arc(90 - 360 * end, 90 - 360 * start).vertices
    there, back = arc * outer, arc[::-1] * inner
    curve = [Path.CURVE4] * (len(there) - 1)
    return Path(
        [*there, *back, there[0]],
        [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY],
    )
