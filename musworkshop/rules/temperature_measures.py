"""What each form answered, as numbers with the words that are said about them."""

from __future__ import annotations

from musworkshop.content.instrument import Area, Instrument, Statement
from musworkshop.model.temperature import Form, FormResult
from musworkshop.model.temperature_report import Index, Measure
from musworkshop.rules.temperature import (
    AreaResult,
    area_answers,
    area_result,
    distribution_words,
    part_label,
    spread_words,
)
from musworkshop.rules.temperature_words import (
    area_words,
    counted_words,
    index_words,
    per_cent,
    spoken,
    whole,
)
from musworkshop.text import _


def index_of(result: AreaResult, instrument: Instrument) -> Index:
    """Return an area's index, or that of all areas, as it is said."""
    return said_index(result.index, instrument, is_near=result.is_merged)


def said_index(value: float | None, instrument: Instrument, *, is_near: bool) -> Index:
    """Return an index as it is said; its band is that of the whole number shown."""
    return Index(
        value=value,
        is_near=is_near,
        words=index_words(value, is_near=is_near),
        band="" if value is None else str(instrument.band(whole(value)).text),
    )


def statement_measure(
    result: FormResult, instrument: Instrument, statement: Statement
) -> Measure:
    """Return how one form answered a statement."""
    found = result.statement(statement.id)
    if found is None:
        return _hidden(result.form)
    told = spoken(instrument)
    return Measure(
        form=result.form,
        who=_who(result.form),
        n=found.n,
        parts=found.parts,
        labels=tuple(str(part.count) for part in found.parts),
        answers=tuple(part_label(part, told) for part in found.parts),
        index=said_index(found.index, instrument, is_near=found.is_merged),
        words=distribution_words(found, told),
        counted=_("{n} answers").format(n=found.n),
        mean=found.mean,
        spread=None if found.is_unanimous else found.spread,
        spread_words="" if found.is_unanimous else spread_words(found),
        low_share=found.low_share,
    )


def area_measure(result: FormResult, instrument: Instrument, area: Area) -> Measure:
    """Return how one form answered all statements of an area that may be shown."""
    index = index_of(area_result(result, instrument, area.id), instrument)
    if index.value is None:
        return _hidden(result.form)
    asked = instrument.of_area(area.id)
    shown = [each for each in (result.statement(s.id) for s in asked) if each]
    n = sum(each.n for each in shown)
    told = spoken(instrument)
    together = area_answers(result, instrument, area.id)
    parts = together.parts if together else ()
    return Measure(
        form=result.form,
        who=_who(result.form),
        n=n,
        parts=parts,
        labels=tuple(per_cent(part.count / n) for part in parts),
        answers=tuple(part_label(part, told) for part in parts),
        index=index,
        words=area_words(parts, told, n=n),
        counted=counted_words(n=n, shown=len(shown), asked=len(asked)),
        spread=together.spread if together and not together.is_unanimous else None,
        low_share=together.low_share if together else None,
    )


def _hidden(form: Form) -> Measure:
    return Measure(
        form=form,
        who=_who(form),
        n=0,
        parts=(),
        labels=(),
        answers=(),
        index=Index(value=None, words=index_words(None, is_near=False)),
        words=_("Too few answers to show."),
    )


def _who(form: Form) -> str:
    return _("Leaders") if form is Form.LEADER else _("Employees")
