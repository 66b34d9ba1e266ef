"""The one door: from single answers to what may be shown; nothing else leaves a round.

Screens, figures, documents, archives and notebooks get a `Publication`, and all their
numbers are computed from its parts. There is one publication of a round, made when it
is closed, so no two views of the same answers can be subtracted from each other.
"""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import repeat

from musworkshop.content.instrument import Instrument
from musworkshop.model.temperature import (
    CATEGORIES,
    Form,
    FormResult,
    Part,
    Publication,
    Sheet,
    StatementResult,
    UnitResult,
)
from musworkshop.rules.merging import Counts, Parts, merged, merged_together

#: Fewest people who have written a comment before any is shown.
COMMENT_WRITERS = 8
#: Two rounds of one workplace are at least so far apart: answers given by nearly the
#: same people on nearly the same day could be subtracted from each other.
BETWEEN_ROUNDS = timedelta(days=30)


def publish(
    sheets: Iterable[Sheet],
    instrument: Instrument,
    *,
    threshold: int,
    closed_on: date,
    invited: Mapping[Form, int] | None = None,
    units: Mapping[str, str] | None = None,
) -> Publication:
    """Return all that may be shown of a round's answers.

    Parameters
    ----------
    sheets : iterable of Sheet
        Those that were sent; others are passed over.
    instrument : Instrument
        Says which statements there are.
    threshold : int
        Fewest people anything is shown for.
    closed_on : date
    invited : mapping of Form to int, optional
        People who were asked.
    units : mapping of str to str, optional
        Unit id -> name, in the order they are shown.

    Returns
    -------
    Publication
        Answers are counted in parts of nobody or at least three; employees and leaders
        each only from the threshold up, a unit only where neither it nor all that is
        not shown can be reckoned out. Leaders under the threshold are shown where they
        chose so themselves. Comments come in no order, from eight writers up.
    """
    asked = dict(invited or {})
    sent = [sheet for sheet in sheets if sheet.sent]
    by_form = {form: [s for s in sent if s.form is form] for form in Form}
    employees = by_form[Form.EMPLOYEE]
    whole = _counted(employees, instrument)
    return Publication(
        closed_on=closed_on,
        threshold=threshold,
        employees=FormResult(
            form=Form.EMPLOYEE,
            answered=len(employees),
            invited=asked.get(Form.EMPLOYEE, 0),
            statements=_shown(whole, threshold),
        ),
        leaders=_leaders(
            by_form[Form.LEADER],
            instrument,
            threshold=threshold,
            invited=asked.get(Form.LEADER, 0),
        ),
        units=_units(employees, whole, instrument, dict(units or {}), threshold),
        comments=_comments(sent, threshold),
    )


def may_begin(last_closed_on: date | None, today: date) -> bool:
    """Say whether a workplace may take its temperature again."""
    return last_closed_on is None or today - last_closed_on >= BETWEEN_ROUNDS


def _counted(sheets: Sequence[Sheet], instrument: Instrument) -> dict[str, Counts]:
    """Return people by category, for each statement."""
    answers = [sheet.answers for sheet in sheets]
    counted = {}
    for statement in instrument.statements:
        points = Counter(map(dict.get, answers, repeat(statement.id)))
        counted[statement.id] = tuple(points[value] for value in range(CATEGORIES))
    return counted


def _shown(
    counted: Mapping[str, Counts], threshold: int
) -> tuple[StatementResult, ...]:
    return tuple(
        _in_parts(key, counts, merged(counts))
        if sum(counts) >= threshold
        else StatementResult(statement_id=key)
        for key, counts in counted.items()
    )


def _in_parts(key: str, counts: Counts, parts: Parts) -> StatementResult:
    """Return a statement's answers in these parts; one part for all says nothing."""
    n = sum(counts)
    if not n or len(parts) == 1:
        return StatementResult(statement_id=key, n=n)
    return StatementResult(
        statement_id=key,
        n=n,
        parts=tuple(
            Part(low=low, high=high, count=sum(counts[low : high + 1]))
            for low, high in parts
        ),
    )


def _leaders(
    sheets: Sequence[Sheet], instrument: Instrument, *, threshold: int, invited: int
) -> FormResult:
    answered = len(sheets)
    if answered >= threshold:
        shown = _shown(_counted(sheets, instrument), threshold)
        return FormResult(
            form=Form.LEADER, answered=answered, invited=invited, statements=shown
        )
    willing = [sheet for sheet in sheets if sheet.show_own]
    singly = tuple((value, value) for value in range(CATEGORIES))
    own = tuple(
        _in_parts(key, counts, singly)
        for key, counts in _counted(willing, instrument).items()
        if sum(counts)
    )
    return FormResult(
        form=Form.LEADER,
        answered=answered,
        invited=invited,
        statements=own,
        by_own_choice=bool(own),
    )


def _comments(sheets: Sequence[Sheet], threshold: int) -> tuple[str, ...]:
    written = [sheet.comment for sheet in sheets if sheet.comment]
    if len(written) < max(COMMENT_WRITERS, threshold):
        return ()
    # Seeded by the system for each round: one order says nothing of another.
    random.Random(secrets.randbits(256)).shuffle(written)
    return tuple(written)


# ---- Units: each cut is shown only where no other cut gives it away ----


def _units(
    employees: Sequence[Sheet],
    whole: Mapping[str, Counts],
    instrument: Instrument,
    names: Mapping[str, str],
    threshold: int,
) -> tuple[UnitResult, ...]:
    """Return the units that may be shown, in their order, and the others by name."""
    if not names:
        return ()
    members = {key: [s for s in employees if s.unit_id == key] for key in names}
    rest = [sheet for sheet in employees if sheet.unit_id not in names]
    shown = _kept(
        {key: len(sheets) for key, sheets in members.items()}, len(rest), threshold
    )
    hidden = [s for key in names if key not in shown for s in members[key]] + rest
    cuts = {key: _counted(members[key], instrument) for key in shown}
    remainder = _counted(hidden, instrument)
    statements: dict[str, list[StatementResult]] = {key: [] for key in shown}
    for statement, counts in whole.items():
        each = [cuts[key][statement] for key in shown]
        parts = _common(counts, [*each, remainder[statement]], threshold)
        for key, own in zip(shown, each, strict=True):
            found = StatementResult(statement_id=statement)
            if parts is not None:
                found = _in_parts(statement, own, parts)
            statements[key].append(found)
    return tuple(
        UnitResult(
            unit_id=key,
            name=name,
            result=FormResult(
                form=Form.EMPLOYEE,
                answered=len(members[key]) if key in shown else None,
                statements=tuple(statements[key]) if key in shown else (),
            ),
        )
        for key, name in names.items()
    )


def _kept(sizes: Mapping[str, int], rest: int, threshold: int) -> list[str]:
    """Return the units that are shown: no remainder of theirs is under the threshold.

    Where one unit is too small, the smallest of the others is hidden with it, so that
    what is left over is never one unit's.
    """
    shown = sorted(
        (key for key, size in sizes.items() if size >= threshold),
        key=lambda key: (sizes[key], key),
    )
    while shown:
        hidden = [size for key, size in sizes.items() if key not in shown and size]
        left_over = sum(hidden) + rest
        cuts = len(hidden) + bool(rest)
        if not left_over or (left_over >= threshold and cuts > 1):
            break
        shown.pop(0)
    return [key for key in sizes if key in shown]


def _common(whole: Counts, cuts: Sequence[Counts], threshold: int) -> Parts | None:
    """Return the parts in which all cuts of a statement may be shown at once.

    The cuts are the units and what is left over. None where there is but one part for
    everything, or where a cut has too few answers.
    """
    if any(0 < sum(cut) < threshold for cut in cuts) or sum(whole) < threshold:
        return None
    parts = merged_together(whole, cuts)
    return parts if len(parts) > 1 else None
