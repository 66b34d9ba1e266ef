"""Several years of the temperature as tidy tables, for whoever wants to reckon on.

Only the notebook of those who take the temperature again imports this: pandas is large,
and no phone waits for it. Runs come oldest first. Numbers are those people are shown,
in whole index points; what may not be shown is missing and never nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from musworkshop.content.instrument import Statement
from musworkshop.model.temperature import Form
from musworkshop.rules.comparison import (
    Change,
    Measured,
    Run,
    area_change,
    is_same_area,
    is_same_statement,
    measured_area,
    measured_statement,
    statement_changes,
    why_not_same,
)
from musworkshop.rules.temperature_words import STATUSES, whole
from musworkshop.text import _

_Rows = Iterator[dict[str, Any]]
#: Columns of each table, with their kind where it is a number or a truth.
_ANSWERED = "run closed_on form answered:Int64 invited:Int64 by_choice:boolean"
_FIGURES = "index:Int64 n:Int64 approximate:boolean"
_AREAS = f"run area_id area form {_FIGURES} comparable:boolean"
_STATEMENTS = (
    f"run statement_id text area form own:boolean {_FIGURES} low_share:Float64"
    " spread:Float64 comparable:boolean"
)
_MOVED = (
    "kind id text area form before:Int64 after:Int64 change:Int64 n_before:Int64"
    " n_after:Int64 approximate:boolean chance words"
)
_UNLIKE = "run_before run statement_id form text_before text why"
_ACTIONS = "run position:Int64 text owner due status status_words"


def answered(runs: Sequence[Run]) -> pd.DataFrame:
    """Return who answered.

    Returns
    -------
    DataFrame
        Columns:
        run, closed_on, form, answered, invited (missing where nobody said), by_choice
        (leaders so few that they chose themselves to show their answers).
    """
    rows = (
        {
            "run": run.label,
            "closed_on": run.publication.closed_on,
            "form": form.value,
            "answered": run.result(form).answered,
            "invited": run.result(form).invited or None,
            "by_choice": run.result(form).by_own_choice,
        }
        for run in runs
        for form in Form
    )
    return _frame(rows, _ANSWERED)


def areas(runs: Sequence[Run]) -> pd.DataFrame:
    """Return the areas' indices.

    Returns
    -------
    DataFrame
        Columns:
        run, area_id, area, form, index, n (people), approximate, comparable (whether it
        counts the same statements as in the run before; missing in the first).
    """
    return _frame(_area_rows(runs), _AREAS)


def _area_rows(runs: Sequence[Run]) -> _Rows:
    for before, run in _with_the_one_before(runs):
        for area in run.instrument.areas:
            for form in Form:
                yield {
                    "run": run.label,
                    "area_id": area.id,
                    "area": str(area.title),
                    "form": form.value,
                    **_figures(measured_area(run, area.id, form)),
                    "comparable": is_same_area(before, run, area.id, form)
                    if before
                    else None,
                }


def statements(runs: Sequence[Run]) -> pd.DataFrame:
    """Return the statements' figures, own statements last in their area.

    Returns
    -------
    DataFrame
        Columns:
        run, statement_id, text (as the form words it), area, form, own, index, n,
        approximate, low_share (of 0 and 1 points, 0 to 1), spread (in points),
        comparable (whether it was asked alike in the run before; missing in the first).
    """
    return _frame(_statement_rows(runs), _STATEMENTS)


def _statement_rows(runs: Sequence[Run]) -> _Rows:
    for before, run in _with_the_one_before(runs):
        for area, statement in _asked(run):
            for form in Form:
                found = run.result(form).statement(statement.id)
                is_shown = found is not None and found.n > 0
                low = found.low_share if found is not None and is_shown else None
                yield {
                    "run": run.label,
                    "statement_id": statement.id,
                    "text": str(run.instrument.wording(statement, form)),
                    "area": area,
                    "form": form.value,
                    "own": statement.own,
                    **_figures(measured_statement(run, statement.id, form)),
                    "low_share": None if low is None else round(low, 2),
                    "spread": round(found.spread, 1) if found and is_shown else None,
                    "comparable": is_same_statement(before, run, statement.id, form)
                    if before
                    else None,
                }


def moved(runs: Sequence[Run]) -> pd.DataFrame:
    """Return what has moved from the run before the last one to the last.

    Returns
    -------
    DataFrame
        Columns:
        kind ("area" or "statement"), id, text, area, form, before, after, change (in
        whole index points), n_before, n_after, approximate, chance ("same", "few",
        "within" or "more"), words. What has moved most comes first, areas before
        statements; what is not comparable or not shown in both runs is not in it.
    """
    rows = list(_changes(runs[-2], runs[-1])) if len(runs) > 1 else []
    rows.sort(key=lambda row: (row["kind"], -abs(row["change"])))
    return _frame(iter(rows), _MOVED)


def _changes(before: Run, after: Run) -> _Rows:
    titles = {area.id: str(area.title) for area in after.instrument.areas}
    for form in Form:
        for area in after.instrument.areas:
            change = area_change(before, after, area, form)
            if change is not None:
                named = {"kind": "area", "id": area.id, "text": str(area.title)}
                yield {**named, "area": str(area.title), **_changed(form, change)}
        for each, moved in statement_changes(before, after, form):
            text = str(after.instrument.wording(each, form))
            named = {"kind": "statement", "id": each.id, "text": text}
            yield {**named, "area": titles[each.area_id], **_changed(form, moved)}


def _changed(form: Form, change: Change) -> dict[str, Any]:
    old, new = change.before, change.after
    return {
        "form": form.value,
        "before": whole(old.index),
        "after": whole(new.index),
        "change": change.points,
        "n_before": old.n,
        "n_after": new.n,
        "approximate": old.is_near or new.is_near,
        "chance": change.chance.value,
        "words": change.words,
    }


def not_comparable(runs: Sequence[Run]) -> pd.DataFrame:
    """Return the statements that were not asked alike in two runs, with both texts.

    Returns
    -------
    DataFrame
        Columns:
        run_before, run, statement_id, form, text_before, text ("" where it was not
        asked), why.
    """
    return _frame(_unlike(runs), _UNLIKE)


def _unlike(runs: Sequence[Run]) -> _Rows:
    for before, run in pairwise(runs):
        ids = [each.id for _area, each in (*_asked(run), *_asked(before))]
        for statement_id in dict.fromkeys(ids):
            for form in Form:
                why = why_not_same(before, run, statement_id, form)
                if why:
                    yield {
                        "run_before": before.label,
                        "run": run.label,
                        "statement_id": statement_id,
                        "form": form.value,
                        "text_before": _text(before, statement_id, form),
                        "text": _text(run, statement_id, form),
                        "why": why,
                    }


def actions(runs: Sequence[Run]) -> pd.DataFrame:
    """Return what was agreed, year by year.

    Returns
    -------
    DataFrame
        Columns:
        run, position, text, owner (a role), due (a date or missing), status ("agreed",
        "started", "done" or "dropped"), status_words.
    """
    rows = (
        {
            "run": run.label,
            "position": number,
            "text": each.text,
            "owner": each.owner,
            "due": each.due,
            "status": each.status.value,
            "status_words": _(STATUSES[each.status]),
        }
        for run in runs
        for number, each in enumerate(
            sorted(run.actions, key=lambda action: (action.position, action.id)), 1
        )
    )
    return _frame(rows, _ACTIONS)


def _frame(rows: _Rows, columns: str) -> pd.DataFrame:
    """Return rows as a table; a missing number stays missing in these kinds."""
    names = [each.partition(":")[0] for each in columns.split()]
    kinds = dict(each.split(":") for each in columns.split() if ":" in each)
    return pd.DataFrame(list(rows), columns=names).astype(kinds)


def _figures(found: Measured | None) -> dict[str, Any]:
    return {
        "index": None if found is None else whole(found.index),
        "n": None if found is None else found.n,
        "approximate": None if found is None else found.is_near,
    }


def _with_the_one_before(runs: Sequence[Run]) -> Iterator[tuple[Run | None, Run]]:
    return zip((None, *runs), runs, strict=False)


def _asked(run: Run) -> Iterator[tuple[str, Statement]]:
    """Yield the statements with their area's title, own ones last in theirs."""
    for area in run.instrument.areas:
        own_last = sorted(run.instrument.statements, key=lambda each: each.own)
        for statement in own_last:
            if statement.area_id == area.id:
                yield str(area.title), statement


def _text(run: Run, statement_id: str, form: Form) -> str:
    found = run.statement(statement_id)
    return "" if found is None else str(run.instrument.wording(found, form))
