"""Several years of the temperature as tables that people read: every cell is words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import (
    Change,
    Measured,
    Run,
    area_change,
    is_same_statement,
    measured_area,
    measured_statement,
    statement_changes,
    why_not_same,
)
from musworkshop.rules.temperature_words import STATUSES
from musworkshop.rules.trend_words import (
    area_words,
    every_area,
    figure_words,
    shown_forms,
    signed,
    who,
)
from musworkshop.text import _, language


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with its name; the first cell of a row says what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def runs_table(runs: Sequence[Run], sources: Sequence[str]) -> Table:
    """Return which runs there are, where each comes from, and who answered it."""
    return Table(
        caption=_("The years that are compared"),
        columns=(
            _("Year"),
            _("Closed on"),
            _("Employees answered"),
            _("Leaders answered"),
            _("From"),
        ),
        rows=tuple(
            (
                run.label,
                _day(run.publication.closed_on),
                *(_answered(run, form) for form in Form),
                source,
            )
            for run, source in zip(runs, sources, strict=True)
        ),
    )


def _answered(run: Run, form: Form) -> str:
    result = run.result(form)
    answered = result.answered or 0
    if not result.invited:
        return str(answered)
    return _("{n} of {of}").format(n=answered, of=result.invited)


def areas_table(runs: Sequence[Run]) -> Table:
    """Return the indices of all areas, year by year, and what the last change is."""
    rows = []
    for area in every_area(runs):
        for form in shown_forms(runs):
            found = [measured_area(run, area.id, form) for run in runs]
            change = area_change(runs[-2], runs[-1], area, form) if runs[1:] else None
            both = all(each is not None for each in found[-2:])
            rows.append(
                (
                    str(area.title),
                    who(form),
                    *(
                        _with_people(one) if one else area_words(run, area, one)
                        for run, one in zip(runs, found, strict=True)
                    ),
                    *_change_cells(change, is_shown=both),
                )
            )
    return Table(
        caption=_("Index of each area, from 0 to 100, and how many people it counts"),
        columns=(
            _("Area"),
            _("Form"),
            *(run.label for run in runs),
            *_change_columns(),
        ),
        rows=tuple(rows),
    )


def statements_table(runs: Sequence[Run], form: Form) -> Table:
    """Return the indices of all statements of a form, as the last run words them."""
    return Table(
        caption=_("{who}: index of each statement, from 0 to 100").format(
            who=who(form)
        ),
        columns=(_("Statement"), *(run.label for run in runs), *_change_columns()),
        rows=tuple(_statement_rows(runs, form)) if runs else (),
    )


def _statement_rows(runs: Sequence[Run], form: Form) -> Iterator[tuple[str, ...]]:
    last = runs[-1]
    since = statement_changes(runs[-2], last, form) if len(runs) > 1 else iter(())
    changes = {each.id: change for each, change in since}
    for each in last.instrument.statements:
        alike = [is_same_statement(run, last, each.id, form) for run in runs]
        found = [measured_statement(run, each.id, form) for run in runs]
        cells = [
            _with_people(one) if same else _("not comparable")
            for one, same in zip(found, alike, strict=True)
        ]
        both = all(alike[-2:]) and all(one is not None for one in found[-2:])
        yield (
            str(last.instrument.wording(each, form)),
            *cells,
            *_change_cells(changes.get(each.id), is_shown=both or not all(alike[-2:])),
        )


def unlike_table(runs: Sequence[Run]) -> Table:
    """Return the statements that were not asked alike in the last two, both texts."""
    return Table(
        caption=_("Statements that are not comparable, with both texts"),
        columns=(
            _("Worded before"),
            _("Worded now"),
            _("Form"),
            _("Why they differ"),
        ),
        rows=tuple(_unlike_rows(*runs[-2:])) if len(runs) > 1 else (),
    )


def _unlike_rows(before: Run, after: Run) -> Iterator[tuple[str, ...]]:
    every = (*after.instrument.statements, *before.instrument.statements)
    for statement_id in dict.fromkeys(each.id for each in every):
        for form in Form:
            why = why_not_same(before, after, statement_id, form)
            if why:
                texts = [
                    str(run.instrument.wording(found, form)) if found else "\u2013"
                    for run in (before, after)
                    for found in [run.statement(statement_id)]
                ]
                yield (*texts, who(form), why)


def actions_table(runs: Sequence[Run]) -> Table:
    """Return what was agreed, year by year, and how far it has come."""
    return Table(
        caption=_("The actions, year by year"),
        columns=(
            _("Agreed action"),
            _("Year"),
            _("Who sees to it"),
            _("By when"),
            _("How far it is"),
        ),
        rows=tuple(
            (
                each.text,
                run.label,
                each.owner or "\u2013",
                _day(each.due) if each.due else "\u2013",
                _(STATUSES[each.status]),
            )
            for run in runs
            for each in sorted(run.actions, key=lambda one: (one.position, one.id))
        ),
    )


def _day(day: date) -> str:
    locale = "en_GB" if language() == "en" else language()
    return str(format_date(day, "long", locale=locale))


def _with_people(found: Measured | None) -> str:
    if found is None:
        return figure_words(None)
    return _("{index} ({n} people)").format(index=figure_words(found), n=found.n)


def _change_columns() -> tuple[str, str]:
    return _("Difference"), _("What the change is worth")


def _change_cells(change: Change | None, *, is_shown: bool) -> tuple[str, str]:
    if change is None:
        return "\u2013", _("not comparable") if is_shown else figure_words(None)
    return signed(change.points), change.words
