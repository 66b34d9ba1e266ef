"""Is the result in an archive one that a round can have? A file may be edited by hand.

What a round publishes holds no part of one or two people (`rules.merging`), and every
figure is computed from it. A file that says otherwise is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NoReturn

from musworkshop import limits
from musworkshop.content.instrument import HIGHEST, LOWEST
from musworkshop.content.schema import Concept
from musworkshop.documents.archive_checks import JSON_NAME, known, once
from musworkshop.errors import InputError
from musworkshop.model.temperature import Form, FormResult, Publication, StatementResult
from musworkshop.model.workbook import Workbook
from musworkshop.rules.merging import LEAST
from musworkshop.rules.threshold import COMMENT_WRITERS
from musworkshop.text import _

#: More people than any workplace has; sums of them stay small numbers.
_MOST_PEOPLE = 1_000_000


def check_temperature(workbook: Workbook, concept: Concept) -> None:
    """Refuse a result that no round can have published.

    Parameters
    ----------
    workbook : Workbook
    concept : Concept
        Says which statements there are.

    Raises
    ------
    InputError
        The sentence says where, and what a result is like.
    """
    if len(workbook.actions) > limits.ACTIONS:
        _refuse("actions", _("at most {n} can be agreed on").format(n=limits.ACTIONS))
    found = workbook.temperature
    if found is None:
        return
    if concept.instrument is None:
        _refuse("temperature", _("the file's concept has no statements"))
    least, most = limits.LOWEST_THRESHOLD, limits.HIGHEST_THRESHOLD
    if not least <= found.threshold <= most:
        what = _("the threshold lies from {least} to {most}")
        _refuse("threshold", what.format(least=least, most=most))
    once("units", (unit.unit_id for unit in found.units))
    statements = {each.id for each in concept.instrument.statements}
    for where, form, result in _results(found):
        ids = [each.statement_id for each in result.statements]
        once(where, ids)
        known("statements", statements, ids)
        _check_result(where, form, result, found.threshold)
    _check_comments(found)


def _results(found: Publication) -> Iterator[tuple[str, Form, FormResult]]:
    yield "employees", Form.EMPLOYEE, found.employees
    yield "leaders", Form.LEADER, found.leaders
    for unit in found.units:
        yield f"units.{unit.unit_id}", Form.EMPLOYEE, unit.result


def _check_result(where: str, form: Form, result: FormResult, threshold: int) -> None:
    answered, is_unit = result.answered, where.startswith("units.")
    if result.form is not form:
        _refuse(where, _('its "form" is "{form}"').format(form=form.value))
    if not all(0 <= n <= _MOST_PEOPLE for n in (answered or 0, result.invited)):
        _refuse(where, _("a number of people is 0 or more"))
    if is_unit and (answered or threshold) < threshold:
        _refuse(where, _few(threshold))
    if answered is None and (not is_unit or result.statements):
        _refuse(where, _('"answered" says how many'))
    chosen = result.by_own_choice
    if chosen and (form is not Form.LEADER or (answered or 0) >= threshold):
        what = _("only leaders, and fewer than {n}, choose to show their own answers")
        _refuse(where, what.format(n=threshold))
    for each in result.statements:
        place = f"{where}.{each.statement_id}"
        _check_parts(place, each, has_many=not chosen)
        if each.n > (answered or 0):
            _refuse(place, _("no more answers than people"))
        if each.n and each.n < threshold and not chosen:
            _refuse(place, _few(threshold))


def _check_parts(where: str, found: StatementResult, *, has_many: bool) -> None:
    parts = found.parts
    follow = all(before.high + 1 == after.low for before, after in pairwise(parts))
    if found.n < 0 or any(part.count < 0 or part.low > part.high for part in parts):
        follow = False
    if parts:
        ends = (parts[0].low, parts[-1].high) == (LOWEST, HIGHEST)
        whole = found.n == sum(part.count for part in parts)
        follow = follow and ends and whole and len(parts) > 1
    if not follow:
        _refuse(
            where,
            _(
                "its parts follow each other from {lowest} to {highest}, and n is the"
                " sum of their counts"
            ).format(lowest=LOWEST, highest=HIGHEST),
        )
    if has_many and any(
        0 < part.count < LEAST or (part.count == found.n > 0 and part.low == part.high)
        for part in parts
    ):
        _refuse(
            where,
            _(
                "a part stands for nobody or for at least {least} people, and never"
                " one answer for all of them"
            ).format(least=LEAST),
        )


def _check_comments(found: Publication) -> None:
    answered = (found.employees.answered or 0) + (found.leaders.answered or 0)
    least = max(COMMENT_WRITERS, found.threshold)
    if found.comments and answered < least:
        _refuse("comments", _few(least))


def _few(least: int) -> str:
    return _("nothing is shown before {n} have answered").format(n=least)


def _refuse(where: str, what: str) -> NoReturn:
    """Raise with the place, what a result is like, and what to do."""
    raise InputError(
        _(
            "{name}, {where}: this is no result of a round: {what}. Take the file as"
            " the workshop was saved; figures cannot be changed by hand."
        ).format(name=JSON_NAME, where=where, what=what)
    )
