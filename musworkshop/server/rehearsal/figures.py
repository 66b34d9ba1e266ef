"""Are the figures right? The sheets that were sent are counted again, the plain way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from musworkshop.model.temperature import Form, FormResult, Sheet
from musworkshop.model.workbook import Workbook
from musworkshop.text import _


def problems(sheets: Sequence[Sheet], stored: Workbook) -> list[str]:
    """Return what the published result says otherwise than the sheets do.

    Parameters
    ----------
    sheets : sequence of Sheet
        Those that were sent; empty where no temperature was taken.
    stored : Workbook
    """
    if not sheets:
        return []
    found = stored.temperature
    if found is None:
        return [_("The temperature was closed, and there is no result.")]
    said: list[str] = []
    for form, result in (
        (Form.EMPLOYEE, found.employees),
        (Form.LEADER, found.leaders),
    ):
        given = [sheet for sheet in sheets if sheet.form is form]
        if result.answered != len(given):
            said.append(
                _("{n} sheets are counted where {sent} were sent.").format(
                    n=result.answered, sent=len(given)
                )
            )
        said += _wrong_parts(given, result)
    return said


def _wrong_parts(sheets: Sequence[Sheet], result: FormResult) -> list[str]:
    wrong = []
    for statement in result.statements:
        points = Counter(sheet.answers.get(statement.statement_id) for sheet in sheets)
        for part in statement.parts:
            counted = sum(points[value] for value in range(part.low, part.high + 1))
            if counted != part.count:
                wrong.append(
                    _(
                        "{statement}: {n} answers are shown where {sent} were sent."
                    ).format(
                        statement=statement.statement_id, n=part.count, sent=counted
                    )
                )
    return wrong
