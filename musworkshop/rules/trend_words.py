"""What several years of the temperature say, in sentences; the text of each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from musworkshop.content.instrument import Area
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import (
    FEW,
    Chance,
    Change,
    Measured,
    Run,
    area_change,
    is_same_area,
    measured_area,
    statement_changes,
)
from musworkshop.rules.temperature_words import index_words, whole
from musworkshop.text import _, ngettext

#: Statements that are told of; the others stand in the figure and the table.
_TOLD = 3


def who(form: Form) -> str:
    """Return what those who answer a form are called."""
    return _("Leaders") if form is Form.LEADER else _("Employees")


def figure_words(found: Measured | None) -> str:
    """Return an index as it is said, or that too few have answered."""
    if found is None:
        return index_words(None, is_near=False)
    return index_words(found.index, is_near=found.is_near)


def area_words(run: Run, area: Area, found: Measured | None) -> str:
    """Return an area's index as it is said; an area may not have been asked about."""
    if not run.instrument.of_area(area.id):
        return _("not asked")
    return figure_words(found)


def signed(points: int) -> str:
    """Return a change with its sign, such as "+6"."""
    return f"{points:+d}".replace("-", "\u2212") if points else "0"


def change_words(points: int) -> str:
    """Return a change as it is said."""
    if not points:
        return _("the same index")
    n = abs(points)
    if points > 0:
        return ngettext("{n} point higher", "{n} points higher", n).format(n=n)
    return ngettext("{n} point lower", "{n} points lower", n).format(n=n)


def every_area(runs: Sequence[Run]) -> tuple[Area, ...]:
    """Return the areas of all runs, once each, as the last run names them."""
    named = {area.id: area for run in runs for area in run.instrument.areas}
    return tuple(named.values())


def shown_forms(runs: Sequence[Run]) -> tuple[Form, ...]:
    """Return the forms of which any run shows anything."""
    return tuple(form for form in Form if any(r.result(form).is_shown for r in runs))


# ---- Areas ----


def area_sentences(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the figure of the areas as sentences, one for each line in it."""
    return tuple(_area_sentences(runs))


def _area_sentences(runs: Sequence[Run]) -> Iterator[str]:
    for form in shown_forms(runs):
        for area in every_area(runs):
            found = [measured_area(run, area.id, form) for run in runs]
            figures = ", ".join(
                _("{index} in {run}").format(
                    run=run.label, index=area_words(run, area, each)
                )
                for run, each in zip(runs, found, strict=True)
            )
            said = _("{area}, {who}: {figures}.").format(
                area=area.title, who=who(form).lower(), figures=figures
            )
            yield " ".join([said, *_area_change(runs, area, form, found)])
    for form in Form:
        if form not in shown_forms(runs):
            yield _("{who}: {hidden} in every year.").format(
                who=who(form), hidden=index_words(None, is_near=False)
            )


def _area_change(
    runs: Sequence[Run], area: Area, form: Form, found: Sequence[Measured | None]
) -> Iterator[str]:
    change = area_change(runs[-2], runs[-1], area, form) if len(runs) > 1 else None
    if change is not None:
        yield _("Since {run}: {change}; {words}.").format(
            run=runs[-2].label,
            change=change_words(change.points),
            words=change.words,
        )
    for (before, after), (old, new) in zip(
        pairwise(runs), pairwise(found), strict=True
    ):
        is_shown = old is not None and new is not None
        if is_shown and not is_same_area(before, after, area.id, form):
            yield _(
                "{before} and {after} are not joined: their indices do not count the"
                " same statements."
            ).format(before=before.label, after=after.label)


# ---- Statements ----


def last_changes(runs: Sequence[Run], form: Form) -> list[tuple[str, Change]]:
    """Return what the last two runs asked alike, as last worded, with its change.

    The highest rise comes first, the deepest fall last.
    """
    if len(runs) < 2:
        return []
    words = runs[-1].instrument.wording
    found = [
        (str(words(each, form)), change)
        for each, change in statement_changes(runs[-2], runs[-1], form)
    ]
    return sorted(found, key=lambda pair: -pair[1].points)


def statement_sentences(runs: Sequence[Run], form: Form) -> tuple[str, ...]:
    """Return the figure of the statements as sentences: what has moved most."""
    changes = last_changes(runs, form)
    if not changes:
        return (_("{who}: nothing can be compared yet.").format(who=who(form)),)
    sure = [pair for pair in changes if pair[1].chance is Chance.MORE]
    said = [
        _(
            "{who}: of {all} comparable statements {n} have moved more than chance can"
            " easily explain since {run}."
        ).format(who=who(form), all=len(changes), n=len(sure), run=runs[-2].label)
    ]
    said += [_statement(*pair) for pair in _most(sure or changes)]
    people = [n for _text, c in changes for n in (c.before.n, c.after.n)]
    if min(people) < FEW:
        said.append(
            _(
                "Where fewer than {few} have answered, one person who answers"
                " otherwise can move an index by {points} points."
            ).format(few=FEW, points=whole(100 / min(people)))
        )
    return tuple(said)


def _most(changes: Sequence[tuple[str, Change]]) -> list[tuple[str, Change]]:
    return sorted(changes, key=lambda pair: -abs(pair[1].points))[:_TOLD]


def _statement(text: str, change: Change) -> str:
    return _("\u201c{text}\u201d: from {before} to {after}, {change}; {words}.").format(
        text=text,
        before=figure_words(change.before),
        after=figure_words(change.after),
        change=change_words(change.points),
        words=change.words,
    )
