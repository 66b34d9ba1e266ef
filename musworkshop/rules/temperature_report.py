"""Make the temperature's report out of what was published, in one language."""

from __future__ import annotations

from dataclasses import replace

from musworkshop.content.instrument import Area, Instrument
from musworkshop.content.schema import Concept
from musworkshop.model.temperature import AgreedAction, Publication
from musworkshop.model.temperature_report import (
    ActionRow,
    AreaRow,
    GapRow,
    StatementRow,
    TemperatureReport,
    UnitRow,
)
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.rules.form import one
from musworkshop.rules.temperature import Gap, area_result, gaps, total_result
from musworkshop.rules.temperature_measures import (
    area_measure,
    index_of,
    said_index,
    statement_measure,
)
from musworkshop.rules.temperature_words import (
    STATUSES,
    answered_sentences,
    comments_sentence,
    council_gaps_sentence,
    council_leaders_sentence,
    further_rule_sentences,
    gap_sentence,
    gaps_sentence,
    leaders_sentence,
    rule_sentences,
    whole,
)
from musworkshop.text import _, speaking
from musworkshop.text import language as language_in_use


def temperature_report(
    workbook: Workbook, concept: Concept, *, language: str | None = None
) -> TemperatureReport | None:
    """Return the report of a workshop's temperature.

    Parameters
    ----------
    workbook : Workbook
    concept : Concept
    language : str, optional
        ``da`` or ``en``; the workshop's language when left out.

    Returns
    -------
    TemperatureReport or None
        None before the round is closed. Every number is computed from the publication.
    """
    published, instrument = workbook.temperature, concept.instrument
    if published is None or instrument is None:
        return None
    with speaking(language or workbook.workshop.language):
        return _report(workbook, concept, published, instrument)


def council_page(report: TemperatureReport) -> TemperatureReport:
    """Return what goes to the council: figures of many together, and the actions.

    Parameters
    ----------
    report : TemperatureReport

    Returns
    -------
    TemperatureReport
        Without statements, units and comments; without the figures of leaders who are
        so few that they chose themselves to show them to the room.
    """
    few = report.leaders_by_own_choice
    areas = (replace(area, statements=()) for area in report.areas)
    with speaking(report.language):
        return replace(
            report,
            areas=tuple(replace(a, leaders=None) if few else a for a in areas),
            total_leaders=None if few else report.total_leaders,
            leaders_note=council_leaders_sentence() if few else report.leaders_note,
            gaps=() if few else tuple(gap for gap in report.gaps if gap.is_area),
            gaps_note=council_gaps_sentence(report.gap_points)
            if report.total_leaders and not few
            else "",
            units=(),
            comments=(),
            comments_note="",
            further_rules=(),
        )


def _report(
    workbook: Workbook,
    concept: Concept,
    published: Publication,
    instrument: Instrument,
) -> TemperatureReport:
    employees, leaders = published.employees, published.leaders
    return TemperatureReport(
        language=language_in_use(),
        held_on=published.closed_on,
        title=str(instrument.title),
        workshop_title=one(workbook.passages, PassageKind.TITLE),
        workplace=one(workbook.passages, PassageKind.WORKPLACE),
        council=str(concept.council) or _("the council"),
        answered=answered_sentences(employees, leaders),
        leaders_note=leaders_sentence(leaders, published.threshold),
        leaders_by_own_choice=leaders.by_own_choice,
        total=index_of(total_result(employees, instrument), instrument),
        total_leaders=index_of(total_result(leaders, instrument), instrument)
        if leaders.is_shown
        else None,
        areas=area_rows(published, instrument),
        answers=tuple(
            str(each.text)
            for each in sorted(instrument.answers, key=lambda answer: answer.points)
        ),
        gaps=gap_rows(published, instrument),
        gap_points=instrument.gap,
        gaps_note=gaps_sentence(instrument.gap) if leaders.is_shown else "",
        units=unit_rows(published, instrument),
        comments=published.comments,
        comments_note=comments_sentence(published),
        actions=tuple(map(_action, sorted(workbook.actions, key=_place))),
        rules=rule_sentences(published, instrument),
        further_rules=further_rule_sentences(published, instrument),
        credit=str(instrument.credit),
    )


def area_rows(published: Publication, instrument: Instrument) -> tuple[AreaRow, ...]:
    """Return the areas with their statements, own ones last in theirs."""
    return tuple(_area(published, instrument, area) for area in instrument.areas)


def gap_rows(published: Publication, instrument: Instrument) -> tuple[GapRow, ...]:
    """Return where leaders and employees differ, the widest first."""
    return tuple(
        _gap(published, instrument, gap) for gap in gaps(published, instrument)
    )


def unit_rows(published: Publication, instrument: Instrument) -> tuple[UnitRow, ...]:
    """Return the units in their order, those that are not shown by name alone."""
    return tuple(
        UnitRow(
            name=unit.name,
            answered=unit.result.answered,
            answered_words=_("not shown by itself")
            if unit.result.answered is None
            else str(unit.result.answered),
            total=index_of(total_result(unit.result, instrument), instrument),
            areas=tuple(
                index_of(area_result(unit.result, instrument, area.id), instrument)
                for area in instrument.areas
            ),
        )
        for unit in published.units
    )


def _area(published: Publication, instrument: Instrument, area: Area) -> AreaRow:
    statements = [each for each in instrument.statements if each.area_id == area.id]
    statements.sort(key=lambda each: each.own)
    leaders = published.leaders
    return AreaRow(
        area_id=area.id,
        title=str(area.title),
        about=str(area.about),
        employees=area_measure(published.employees, instrument, area),
        leaders=area_measure(leaders, instrument, area) if leaders.is_shown else None,
        statements=tuple(
            StatementRow(
                statement_id=each.id,
                text=str(each.employee),
                leader_text=str(each.leader),
                is_own=each.own,
                employees=statement_measure(published.employees, instrument, each),
                leaders=statement_measure(leaders, instrument, each)
                if leaders.is_shown
                else None,
            )
            for each in statements
        ),
    )


def _gap(published: Publication, instrument: Instrument, gap: Gap) -> GapRow:
    here, there = published.employees, published.leaders
    if gap.is_area:
        near = [area_result(r, instrument, gap.id).is_merged for r in (here, there)]
        name = next(str(a.title) for a in instrument.areas if a.id == gap.id)
    else:
        found = [result.statement(gap.id) for result in (here, there)]
        near = [each is not None and each.is_merged for each in found]
        name = next(str(s.employee) for s in instrument.statements if s.id == gap.id)
    ours = said_index(gap.employees, instrument, is_near=near[0])
    theirs = said_index(gap.leaders, instrument, is_near=near[1])
    points = whole(gap.leaders) - whole(gap.employees)
    return GapRow(
        name=name,
        is_area=gap.is_area,
        employees=ours,
        leaders=theirs,
        points=points,
        words=gap_sentence(ours, theirs, points),
    )


def _action(action: AgreedAction) -> ActionRow:
    return ActionRow(
        text=action.text.strip(),
        owner=action.owner.strip(),
        due=action.due,
        status=action.status,
        status_words=_(STATUSES[action.status]),
    )


def _place(action: AgreedAction) -> tuple[int, str]:
    return action.position, action.id
