"""A small instrument, and results made of counts: every figure can be worked out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from musworkshop.content.instrument import Answer, Area, Band, Instrument, Statement
from musworkshop.content.wording import Wording
from musworkshop.model.temperature import (
    AgreedAction,
    Form,
    FormResult,
    Part,
    Publication,
    StatementResult,
)
from musworkshop.rules.comparison import Run

Counts = tuple[int, int, int, int, int]


def w(text: str) -> Wording:
    """A wording in both languages."""
    return Wording(da=f"{text} (da)", en=text)


def statement(statement_id: str, **more: Any) -> Statement:
    """A statement of the area its id begins with."""
    values: dict[str, Any] = {
        "id": statement_id,
        "area_id": statement_id.partition("-")[0],
        "employee": w(f"I say {statement_id}"),
        "leader": w(f"They say {statement_id}"),
    } | more
    return Statement(**values)


STATEMENTS = tuple(
    statement(f"{area}-{number}") for area in ("aim", "talk") for number in (1, 2)
)


def instrument(*statements: Statement, **more: Any) -> Instrument:
    """Two areas of two statements each, unless others are given."""
    values: dict[str, Any] = {
        "id": "test",
        "title": w("Test"),
        "credit": w("Credit"),
        "promise": w("Promise"),
        "unanimity": w("Unanimity"),
        "employee_form": w("Employee form"),
        "leader_form": w("Leader form"),
        "answers": tuple(Answer(points=n, text=w(f"Answer {n}")) for n in range(5)),
        "not_relevant": w("Not relevant"),
        "comment": w("Comment"),
        "areas": (
            Area(id="aim", title=w("Aim"), about=w("About aims")),
            Area(id="talk", title=w("Talk"), about=w("About talks")),
        ),
        "statements": statements or STATEMENTS,
        "bands": (Band(lowest=0, text=w("Band")),),
        "total_needs": 1,
        "area_needs": 2,
    } | more
    return Instrument(**values)


def counted(statement_id: str, counts: Counts | None) -> StatementResult:
    """A statement's result, each category its own part; None is hidden."""
    if counts is None:
        return StatementResult(statement_id=statement_id)
    parts = tuple(Part(low=n, high=n, count=count) for n, count in enumerate(counts))
    return StatementResult(statement_id=statement_id, n=sum(counts), parts=parts)


def form_result(form: Form, found: Mapping[str, Counts | None]) -> FormResult:
    """A form's result of counts by statement."""
    statements = tuple(counted(key, counts) for key, counts in found.items())
    return FormResult(
        form=form,
        answered=max((each.n for each in statements), default=0),
        statements=statements,
    )


def run(
    label: str,
    employees: Mapping[str, Counts | None] | Counts | None = None,
    leaders: Mapping[str, Counts | None] | None = None,
    *,
    asked: Instrument | None = None,
    actions: tuple[AgreedAction, ...] = (),
) -> Run:
    """A run; counts without a statement's id are those of all statements."""
    known = asked or instrument()
    ours = employees or {}
    if isinstance(ours, tuple):
        ours = {each.id: ours for each in known.statements}
    return Run(
        label=label,
        instrument=known,
        publication=Publication(
            closed_on=date(int(label), 11, 20),
            threshold=5,
            employees=form_result(Form.EMPLOYEE, ours),
            leaders=form_result(Form.LEADER, leaders or {}),
        ),
        actions=actions,
    )
