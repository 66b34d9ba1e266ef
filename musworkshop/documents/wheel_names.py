"""Names round the rim of a wheel: on few lines, in one size, or else a number."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from musworkshop.documents.plain import one_line

MOST_LINES = 3
_MM_PER_POINT = 25.4 / 72
#: Height of a line and room between rim and names, in sizes of the letters.
_LINE, _GAP, _BESIDE = 1.18, 0.62, 0.7
#: Widest name, in sides of the picture.
_WIDEST = 0.62
_STEP_PT, _MEASURED_PT = 0.25, 20.0
_TRIES = 12
#: A line may end after a space, a hyphen, a slash or where somebody allows it.
_PARTS = re.compile(r"[^\s/\u00ad\u2013-]+[/\u00ad\u2013-]?\s*|[/\u00ad\u2013-]\s*")


@dataclass(frozen=True, kw_only=True)
class Rim:
    """Where the names of a wheel stand, and how large the wheel is inside them."""

    #: Of the wheel, in mm.
    radius: float
    #: From the wheel to the names, and from line to line, in mm.
    gap: float
    line: float
    text_pt: float
    #: The lines of each tooth; a name without room is its number.
    names: tuple[tuple[str, ...], ...]
    #: Places of the teeth that have a number instead of their name, from 0.
    numbered: frozenset[int]


def rim(
    titles: Sequence[str], *, size_mm: float, largest_pt: float, smallest_pt: float
) -> Rim:
    """Find the largest letters in which all names have room, and the wheel inside.

    Parameters
    ----------
    titles : sequence of str
        A tooth each.
    size_mm : float
        Side of the square that holds wheel and names.
    largest_pt, smallest_pt : float
        Size of the letters; where even the smallest are too large, a tooth is
        numbered.

    Returns
    -------
    Rim
    """
    names = [one_line(title) for title in titles]
    ruler = _Ruler()
    text_pt = largest_pt
    while text_pt > smallest_pt:
        found = _laid_out(names, ruler, size_mm=size_mm, text_pt=text_pt)
        if found and not found.numbered:
            return found
        text_pt -= _STEP_PT
    return _laid_out(names, ruler, size_mm=size_mm, text_pt=smallest_pt)


class _Ruler:
    """Measures texts, each of them once; used inside `lettering`."""

    def __init__(self) -> None:
        self._widths: dict[str, float] = {}

    def width(self, lines: Sequence[str], text_pt: float) -> float:
        """Return the width of the widest line, in mm."""
        return max(self._of(line) for line in lines) * text_pt

    def _of(self, words: str) -> float:
        """Return the width in mm of letters of one point."""
        from matplotlib.textpath import text_to_path

        if words not in self._widths:
            width, _height, _below = text_to_path.get_text_width_height_descent(
                words, name_font(_MEASURED_PT), ismath=False
            )
            self._widths[words] = float(width) * _MM_PER_POINT / _MEASURED_PT
        return self._widths[words]


def _laid_out(
    names: Sequence[str], ruler: _Ruler, *, size_mm: float, text_pt: float
) -> Rim:
    """Return the names at one size; those without room as their numbers."""
    text_mm = text_pt * _MM_PER_POINT
    half, line, gap = size_mm / 2, text_mm * _LINE, text_mm * _GAP
    radius = half - line - gap
    laid: list[list[str] | None] = []
    for _try in range(_TRIES):
        chord = 2 * (radius + gap) * math.tan(math.pi / max(3, len(names)))
        room = min(chord - text_mm * _BESIDE, size_mm * _WIDEST)
        laid = [_lines(name, ruler, room_mm=room, text_pt=text_pt) for name in names]
        # The corners of a straight name reach farther out than its middle.
        wanted = min(
            math.sqrt(half**2 - (ruler.width(lines, text_pt) / 2) ** 2)
            - len(lines) * line
            - gap
            for lines in (each or ["0"] for each in laid)
        )
        if wanted >= radius:
            break
        radius = wanted
    return Rim(
        radius=radius,
        gap=gap,
        line=line,
        text_pt=text_pt,
        names=tuple(
            tuple(lines or [str(place + 1)]) for place, lines in enumerate(laid)
        ),
        numbered=frozenset(n for n, lines in enumerate(laid) if lines is None),
    )


def _lines(
    name: str, ruler: _Ruler, *, room_mm: float, text_pt: float
) -> list[str] | None:
    """Break a name into lines of at most the room; None where it does not fit."""
    lines = [""]
    for part in _PARTS.findall(name) or [name]:
        longer = lines[-1].rstrip("\u00ad") + part
        if not lines[-1] or ruler.width([_written(longer)], text_pt) <= room_mm:
            lines[-1] = longer
        else:
            lines.append(part)
    written = [_written(line) for line in lines]
    fits = len(written) <= MOST_LINES and ruler.width(written, text_pt) <= room_mm
    return written if fits else None


def _written(line: str) -> str:
    """Return a line as it is drawn: where a word is divided, a hyphen shows it."""
    line = line.strip()
    return f"{line[:-1]}-" if line.endswith("\u00ad") else line


def name_font(text_pt: float) -> Any:
    """Return the letters of the names, inside `lettering`."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(weight="semibold", size=text_pt)
