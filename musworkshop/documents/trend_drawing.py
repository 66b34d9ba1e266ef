"""What the figures of several years share: paper, letters, shapes and the key.

Shapes tell the forms apart. All letters are drawn, so a text is never read as markup or
as mathematics.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from musworkshop.documents.pdf import FONTS
from musworkshop.documents.picture import Drawn, Picture
from musworkshop.documents.plain import one_line
from musworkshop.model.temperature import Form

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, SOFT, LINE, WHITE = "#17212b", "#46525d", "#ddd8cc", "#ffffff"
COLOURS = {Form.EMPLOYEE: "#0b6363", Form.LEADER: "#a8411f"}
SHAPES = {Form.EMPLOYEE: "o", Form.LEADER: "s"}
SIGNS = {Form.EMPLOYEE: "\u25cf", Form.LEADER: "\u25a0"}
WIDTH_INCHES = 10.4
_MM_PER_INCH = 25.4
_REMARK = re.compile(rb"<!--.*?-->", re.DOTALL)


@contextmanager
def drawing(height: float) -> Iterator[Figure]:
    """Give an empty figure on which text is text and every letter is found."""
    from matplotlib.figure import Figure

    with lettering():
        yield Figure(figsize=(WIDTH_INCHES, height), facecolor=WHITE)


@contextmanager
def lettering() -> Iterator[None]:
    """Let text be drawn as text, in our fonts, on every figure inside the block."""
    import matplotlib

    settings: Any = {
        "font.family": _families(),
        "font.size": 10,
        "text.parse_math": False,
        "text.usetex": False,
        "text.hinting": "none",
        "svg.fonttype": "path",
        # Names inside the file depend on what is drawn, not on chance.
        "svg.hashsalt": "musworkshop",
    }
    # Not every font has every letter and weight; the next best one is nobody's concern.
    fonts = logging.getLogger("matplotlib.font_manager")
    level = fonts.level
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        fonts.setLevel(logging.ERROR)
        try:
            yield
        finally:
            fonts.setLevel(level)


@cache
def _families() -> list[str]:
    from matplotlib import font_manager

    files = sorted(FONTS.glob("*.ttf"))
    for file in files:
        font_manager.fontManager.addfont(str(file))
    names = {font_manager.get_font(str(file)).family_name for file in files}
    return sorted(names, key=lambda name: (name != "Inter", "Last" in name, name))


def key(
    figure: Figure,
    height: float,
    signs: Sequence[str],
    colours: Sequence[str],
    rest: str,
) -> None:
    """Write the key along the top: each sign with its word, and what the rest is."""
    place, top = 0.008, 1 - 0.2 / height
    for sign, colour in zip(signs, colours, strict=True):
        said = figure.text(place, top, sign, color=colour, fontsize=11, va="center")
        said.set_fontweight("semibold")
        place += 0.022 + 0.0088 * len(sign)
    figure.text(place, top, rest, color=SOFT, fontsize=9.5, va="center")


def picture(figure: Figure, height: float, alt: str) -> Picture:
    """Return a figure as SVG: the same runs give the same bytes."""
    target = BytesIO()
    figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return Picture(
        # The drawn texts stand beside their letters as remarks; nobody needs them.
        image=_REMARK.sub(b"", target.getvalue()),
        drawn=Drawn.SVG,
        alt=one_line(alt),
        width_mm=WIDTH_INCHES * _MM_PER_INCH,
        height_mm=height * _MM_PER_INCH,
    )


def lines(text: str, letters: int, *, most: int) -> str:
    """Return a text on few lines; what does not fit ends in three dots."""
    return "\n".join(
        wrap(one_line(text), letters, max_lines=most, placeholder=" \u2026")
    )


def centred(size: float) -> dict[str, Any]:
    """Return how a text stands in the middle of its place, in points."""
    return {"ha": "center", "va": "center", "fontsize": size}
