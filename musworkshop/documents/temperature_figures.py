"""The bars of the temperature: each a figure that reads without colour, with its text.

A bar is one row of answers, from the lowest to the highest. Its labels, its index and
the statement it belongs to stand beside it as real text, never inside a picture. What
is drawn and what is read aloud come from one `Measure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from musworkshop.documents.pdf import FONTS
from musworkshop.documents.picture import Drawn, Picture
from musworkshop.documents.plain import one_line
from musworkshop.model.temperature import Part
from musworkshop.model.temperature_report import Measure
from musworkshop.text import N_, _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MM_PER_INCH = 25.4
_PIXELS_PER_INCH = 300
_INK, _WHITE = "#17212b", "#ffffff"
#: Fill, colour of the stripes ("" for none) and their slant, lowest answer first.
_LOOKS = (
    ("#8a3517", "", 0),
    ("#f3d6c9", "#b5623f", 1),
    ("#efe9da", "", 0),
    ("#cfe3e0", "#0b6363", -1),
    ("#0b6363", "", 0),
)
_DARK = frozenset({0, 4})
#: What the looks are called where they cannot be seen.
_LOOK_NAMES = (
    N_("solid dark red"),
    N_("red stripes, rising"),
    N_("plain sand"),
    N_("green stripes, falling"),
    N_("solid dark green"),
)
_BETWEEN_MM, _STRIPE_MM, _STRIPE_EVERY_MM = 0.35, 0.42, 1.1
#: What lies above what; the ground lies at 1.
_STRIPE, _FRAME, _PLATE, _WORDS = 2, 3, 4, 5
_LABEL_PT, _LABEL_HEIGHT_MM, _FIGURE_MM = 7.5, 3.1, 1.65


def bar(
    measure: Measure, drawn: Drawn, *, width_mm: float, height_mm: float
) -> Picture | None:
    """Return the distribution of a measure as a bar.

    Parameters
    ----------
    measure : Measure
    drawn : Drawn
    width_mm, height_mm : float
        Size on paper.

    Returns
    -------
    Picture or None
        None where there is nothing to show. The same measure gives the same bytes.
    """
    shown = [
        (part, label)
        for part, label in zip(measure.parts, measure.labels, strict=True)
        if part.count
    ]
    if not shown:
        return None
    return Picture(
        image=_image(shown, drawn, width_mm=width_mm, height_mm=height_mm),
        drawn=drawn,
        alt=one_line(f"{measure.who}: {measure.words}"),
        width_mm=width_mm,
        height_mm=height_mm,
    )


def swatch(low: int, high: int, drawn: Drawn) -> Picture:
    """Return how an answer looks in the bars, or several merged ones, for the key."""
    names = [_(name) for name in _LOOK_NAMES[low : high + 1]]
    alt = names[0] if low == high else _("{looks} in one frame")
    size = {"width_mm": 7.0, "height_mm": 4.0}
    return Picture(
        image=_image([(Part(low=low, high=high, count=1), "")], drawn, **size),
        drawn=drawn,
        alt=alt.format(looks=", ".join(names)),
        **size,
    )


def _image(
    shown: Sequence[tuple[Part, str]],
    drawn: Drawn,
    *,
    width_mm: float,
    height_mm: float,
) -> bytes:
    from matplotlib.figure import Figure

    _settle()
    size = (width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH)
    figure = Figure(figsize=size, dpi=_PIXELS_PER_INCH, frameon=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width_mm)
    axes.set_ylim(0, height_mm)
    for part, label, left, width in _places(shown, width_mm):
        _segment(axes, part, left=left, width=width, height=height_mm)
        if label and len(label) * _FIGURE_MM + 1 < width:
            _label(axes, part, label, x=left + width / 2, y=height_mm / 2)
    target = BytesIO()
    # Neither date nor program stands in the file: the same bar, the same bytes.
    unsaid = {"Date": None, "Creator": None} if drawn is Drawn.SVG else {}
    unsaid |= {"Software": None} if drawn is Drawn.PNG else {}
    figure.savefig(target, format=str(drawn), transparent=True, metadata=unsaid)
    return target.getvalue()


@cache
def _settle() -> None:
    """Let the names inside an SVG depend on what is drawn, not on chance."""
    import matplotlib

    matplotlib.rcParams["svg.hashsalt"] = "musworkshop"


@cache
def _font() -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=FONTS / "Inter-SemiBold.ttf", size=_LABEL_PT)


def _places(
    shown: Sequence[tuple[Part, str]], width_mm: float
) -> Iterator[tuple[Part, str, float, float]]:
    """Yield each part with its label, its left edge and its width."""
    people = sum(part.count for part, _label in shown)
    room = width_mm - _BETWEEN_MM * (len(shown) - 1)
    left = 0.0
    for part, label in shown:
        width = room * part.count / people
        yield part, label, left, width
        left += width + _BETWEEN_MM


def _segment(
    axes: Axes, part: Part, *, left: float, width: float, height: float
) -> None:
    """Draw a part; a merged one has all its looks, one above the other, in a frame."""
    from matplotlib.patches import Rectangle

    categories = range(part.low, part.high + 1)
    each = height / len(categories)
    for number, category in enumerate(categories):
        fill, stripe, slant = _LOOKS[category]
        bottom = number * each
        ground = Rectangle((left, bottom), width, each, facecolor=fill, linewidth=0)
        axes.add_patch(ground)
        if stripe:
            _stripes(axes, ground, colour=stripe, slant=slant)
    merged = part.low != part.high
    line_mm = 0.35 if merged else 0.15
    axes.add_patch(
        Rectangle(
            (left + line_mm / 2, line_mm / 2),
            width - line_mm,
            height - line_mm,
            facecolor="none",
            edgecolor=_INK,
            alpha=1.0 if merged else 0.35,
            linewidth=_points(line_mm),
            zorder=_FRAME,
        )
    )


def _stripes(axes: Axes, ground: Any, *, colour: str, slant: int) -> None:
    """Draw stripes of one width and distance, however large the part is."""
    from matplotlib.collections import LineCollection

    left, bottom = ground.get_xy()
    width, height = ground.get_width(), ground.get_height()
    # Lines begin on one grid over the whole bar, so that neighbours fit together.
    first = int((left - height) // _STRIPE_EVERY_MM)
    last = int((left + width + height) // _STRIPE_EVERY_MM) + 1
    lines = [
        [
            (step * _STRIPE_EVERY_MM, bottom),
            (step * _STRIPE_EVERY_MM + slant * height, bottom + height),
        ]
        for step in range(first, last)
    ]
    drawn = LineCollection(
        lines, colors=colour, linewidths=_points(_STRIPE_MM), zorder=_STRIPE
    )
    axes.add_collection(drawn, autolim=False)
    drawn.set_clip_path(ground)


def _label(axes: Axes, part: Part, label: str, *, x: float, y: float) -> None:
    """Write what a part stands for, on a plate where the ground is not plain."""
    from matplotlib.patches import FancyBboxPatch

    merged = part.low != part.high
    plain = not merged and not _LOOKS[part.low][1]
    if not plain:
        width = len(label) * _FIGURE_MM + 0.6
        axes.add_patch(
            FancyBboxPatch(
                (x - width / 2, y - _LABEL_HEIGHT_MM / 2),
                width,
                _LABEL_HEIGHT_MM,
                boxstyle="round,pad=0,rounding_size=0.7",
                facecolor=_WHITE,
                linewidth=0,
                zorder=_PLATE,
            )
        )
    dark = not merged and part.low in _DARK
    axes.text(
        x,
        y + 0.1,
        label,
        color=_WHITE if dark else _INK,
        fontproperties=_font(),
        horizontalalignment="center",
        verticalalignment="center_baseline",
        zorder=_WORDS,
    )


def _points(length_mm: float) -> float:
    return length_mm / _MM_PER_INCH * 72
