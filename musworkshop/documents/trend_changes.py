"""The figure of the statements: how far each has moved, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from musworkshop.documents.picture import Picture
from musworkshop.documents.plain import one_line
from musworkshop.documents.trend_drawing import (
    COLOURS,
    INK,
    LINE,
    SOFT,
    WHITE,
    drawing,
    key,
    lines,
    picture,
)
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import Chance, Change, Run
from musworkshop.rules.trend_words import figure_words, last_changes, signed, who
from musworkshop.text import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Thickness and stroke of a change, by what it is worth.
_CHANGES: dict[Chance, tuple[float, Any]] = {
    Chance.MORE: (3.5, "-"),
    Chance.FEW: (1.5, (0, (4, 2))),
    Chance.WITHIN: (1.5, (0, (1, 1.6))),
    Chance.SAME: (1.5, (0, (1, 1.6))),
}
_ROW_HEIGHT, _KEY_HEIGHT, _FOOT = 0.46, 0.45, 0.5  # inches
_LETTERS_A_LINE, _LETTERS_OF_WORTH = 60, 30


def changes_figure(runs: Sequence[Run], form: Form) -> Picture | None:
    """Return how each comparable statement has moved since the run before the last.

    Parameters
    ----------
    runs : sequence of Run
        Oldest first.
    form : Form

    Returns
    -------
    Picture or None
        SVG; None where nothing can be compared.
    """
    changes = last_changes(runs, form)
    if not changes:
        return None
    height = len(changes) * _ROW_HEIGHT + _KEY_HEIGHT + _FOOT
    with drawing(height) as figure:
        axes = figure.add_axes(
            (
                0.4,
                _FOOT / height,
                0.36,
                len(changes) * _ROW_HEIGHT / height,
            )
        )
        axes.set_xlim(-7, 107)
        axes.set_ylim(len(changes) - 0.5, -0.5)
        axes.set_yticks([])
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.tick_params(length=0, labelsize=9, labelcolor=SOFT)
        axes.grid(axis="x", color=LINE, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("left", "right", "top", "bottom"):
            axes.spines[side].set_visible(False)
        for number, (text, change) in enumerate(changes):
            _change(axes, number, text, change, colour=COLOURS[form])
        before, after = (one_line(run.label) for run in runs[-2:])
        people = [
            _("{n} answers").format(n=run.result(form).answered) for run in runs[-2:]
        ]
        signs = f"\u25cb {before} ({people[0]})   \u25cf {after} ({people[1]})"
        key(
            figure,
            height,
            [f"{who(form)}:  {signs}"],
            [COLOURS[form]],
            _("index from 0 to 100, and how far it has moved"),
        )
        return picture(
            figure,
            height,
            _(
                "Figure: {who}, how {n} statements have moved from {before} to {after}."
                " The text beside it says it."
            ).format(who=who(form), n=len(changes), before=before, after=after),
        )


def _change(axes: Axes, row: int, text: str, change: Change, *, colour: str) -> None:
    old, new = change.before.index, change.after.index
    width, stroke = _CHANGES[change.chance]
    axes.plot([old, new], [row, row], color=colour, linewidth=width, linestyle=stroke)
    axes.plot([old], [row], "o", color=colour, markerfacecolor=WHITE, markersize=7)
    axes.plot([new], [row], "o", color=colour, markersize=7)
    for one, other, measured in (
        (old, new, change.before),
        (new, old, change.after),
    ):
        is_left = one < other or (one == other and measured is change.before)
        axes.annotate(
            figure_words(measured),
            (one, row),
            (-7 if is_left else 7, 0),
            textcoords="offset points",
            ha="right" if is_left else "left",
            va="center_baseline",
            fontsize=9,
            color=INK,
        )
    across = axes.get_yaxis_transform()
    beside: dict[str, Any] = {"transform": across, "va": "center", "color": INK}
    axes.text(-1.09, row, lines(text, _LETTERS_A_LINE, most=2), fontsize=9.5, **beside)
    axes.text(
        1.13,
        row,
        signed(change.points),
        fontsize=11,
        fontweight="bold" if change.chance is Chance.MORE else "regular",
        ha="right",
        **beside,
    )
    if row:
        between: dict[str, Any] = {"transform": across, "clip_on": False}
        axes.plot([-1.09, 1.62], [row - 0.5] * 2, color=LINE, linewidth=0.6, **between)
    worth = lines(change.words, _LETTERS_OF_WORTH, most=2)
    axes.text(1.17, row, worth, fontsize=8.5, **beside)
