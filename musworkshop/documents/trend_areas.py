"""The figure of the areas: an index for each year, joined where it may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from musworkshop.content.instrument import Area
from musworkshop.documents.picture import Picture
from musworkshop.documents.plain import one_line
from musworkshop.documents.trend_drawing import (
    COLOURS,
    INK,
    LINE,
    SHAPES,
    SIGNS,
    SOFT,
    WHITE,
    centred,
    drawing,
    key,
    lines,
    picture,
)
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import Measured, Run, is_same_area, measured_area
from musworkshop.rules.trend_words import (
    area_words,
    every_area,
    figure_words,
    shown_forms,
    who,
)
from musworkshop.text import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_OTHER = {Form.EMPLOYEE: Form.LEADER, Form.LEADER: Form.EMPLOYEE}
_STROKES = {Form.EMPLOYEE: "-", Form.LEADER: (0, (5, 2))}
_PANEL_HEIGHT, _KEY_HEIGHT = 2.75, 0.45  # inches
#: Beyond so many runs panels are wider, and only the first and last point are labelled.
_ROOMY = 4
#: Beyond so many, not every year is named.
_NAMED = 10


def areas_figure(runs: Sequence[Run]) -> Picture | None:
    """Return the areas' indices, one small panel for each area.

    Parameters
    ----------
    runs : sequence of Run
        Oldest first.

    Returns
    -------
    Picture or None
        SVG; None where there is nothing to draw.
    """
    areas, forms = every_area(runs), shown_forms(runs)
    if not areas or not forms:
        return None
    across = min(len(areas), 3 if len(runs) <= _ROOMY else 2)
    rows = -(-len(areas) // across)
    height = rows * _PANEL_HEIGHT + _KEY_HEIGHT
    with drawing(height) as figure:
        grid = figure.add_gridspec(
            rows,
            across,
            left=0.035,
            right=0.985,
            top=1 - (_KEY_HEIGHT + 0.4) / height,
            bottom=0.7 / height,
            hspace=0.7,
            wspace=0.16,
        )
        for number, area in enumerate(areas):
            axes = figure.add_subplot(grid[number // across, number % across])
            _panel(axes, runs)
            axes.set_title(
                lines(str(area.title), 34, most=2),
                loc="left",
                fontsize=11,
                fontweight="bold",
                color=INK,
            )
            for form in forms:
                _draw(axes, runs, area, form)
        key(
            figure,
            height,
            [f"{SIGNS[form]} {who(form)}" for form in forms],
            [COLOURS[form] for form in forms],
            _("under each year: how many answered")
            if len(runs) <= _ROOMY
            else _(
                "under each year: how many answered; \u2013 means \u201c{hidden}\u201d"
            ).format(hidden=figure_words(None)),
        )
        return picture(
            figure,
            height,
            _(
                "Figure: the index of {n} areas in {runs}. The text beside it says it."
            ).format(n=len(areas), runs=", ".join(run.label for run in runs)),
        )


def _panel(axes: Axes, runs: Sequence[Run]) -> None:
    """Draw a panel's paper: years with their people below, the index at the side."""
    labels, between = [], "  " if len(runs) <= _ROOMY else "\n"
    for number, run in enumerate(runs):
        people = [
            f"{SIGNS[form]} {run.result(form).answered}"
            for form in Form
            if run.result(form).answered
        ]
        is_named = not number % -(-len(runs) // _NAMED)
        label = f"{one_line(run.label)}\n{between.join(people)}"
        labels.append(label if is_named else "")
    last, side_room = len(runs) - 1, 0.35 if len(runs) <= _ROOMY else 0.7
    axes.set_xlim(-side_room, last + side_room)
    axes.set_ylim(0, 104)
    axes.set_xticks(range(len(runs)), labels, fontsize=9.5, color=INK)
    axes.set_yticks([0, 50, 100], ["0", "50", "100"], fontsize=8.5, color=SOFT)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)


def _draw(axes: Axes, runs: Sequence[Run], area: Area, form: Form) -> None:
    """Draw one form's points in an area; lines only between what is comparable."""
    colour = COLOURS[form]
    found = [measured_area(run, area.id, form) for run in runs]
    others = [measured_area(run, area.id, _OTHER[form]) for run in runs]
    for number, (runs_two, two) in enumerate(
        zip(pairwise(runs), pairwise(found), strict=True)
    ):
        if two[0] is None or two[1] is None:
            continue
        ends = [two[0].index, two[1].index]
        if is_same_area(*runs_two, area.id, form):
            across = [number, number + 1]
            axes.plot(across, ends, color=colour, linewidth=2, linestyle=_STROKES[form])
        else:
            middle = (number + 0.5, sum(ends) / 2)
            axes.text(*middle, "\u2260", color=colour, **centred(13))
    for number, (run, one, other) in enumerate(zip(runs, found, others, strict=True)):
        is_labelled = len(runs) <= _ROOMY or number in (0, len(runs) - 1)
        if one is None:
            said = area_words(run, area, one) if len(runs) <= _ROOMY else "\u2013"
            place = (number, 5 if form is Form.LEADER else 15)
            axes.text(*place, f"{SIGNS[form]} {said}", color=colour, **centred(8.5))
            continue
        point = (number, one.index)
        axes.plot(*point, SHAPES[form], color=colour, markersize=7, zorder=4)
        if is_labelled:
            axes.annotate(
                figure_words(one),
                point,
                (0, 11 if _is_above(form, one, other) else -12),
                textcoords="offset points",
                color=colour,
                fontweight="semibold",
                zorder=3,
                bbox={"facecolor": WHITE, "alpha": 0.85, "pad": 0.4, "linewidth": 0},
                **centred(10),
            )


def _is_above(form: Form, one: Measured, other: Measured | None) -> bool:
    if other is None or one.index == other.index:
        return form is Form.EMPLOYEE or other is None
    return one.index > other.index
