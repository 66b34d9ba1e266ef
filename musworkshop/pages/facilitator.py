"""The facilitator's dashboard: run sheet, the step's work, the room."""

from __future__ import annotations

import ipywidgets

from musworkshop.content.schema import StepKind
from musworkshop.pages.choosing import ChoosingPart
from musworkshop.pages.desk import Desk
from musworkshop.pages.documents import PreviewPart, RoomPanelPart
from musworkshop.pages.gathering import SortingPart
from musworkshop.pages.layout import Part, box, show_only
from musworkshop.pages.lead import RunSheetPart, StepControlPart, TablesPart
from musworkshop.pages.method_lead import MethodLeadPart
from musworkshop.pages.pair_lead import PairLeadPart
from musworkshop.pages.room import Room
from musworkshop.pages.strategy import (
    strategy_sections,
    theme_sections,
    welcome_sections,
)
from musworkshop.pages.temperature_lead import (
    TemperatureLeadPart,
    is_open,
    is_waiting,
    unit_sections,
)
from musworkshop.pages.temperature_result import ActionsPart, ResultPart
from musworkshop.pages.texts import TextsPart
from musworkshop.pages.voting import VotePanelPart
from musworkshop.pages.wheel_room import PicturePart, WheelLookPart

#: Who is away changes without anybody writing.
LOOK_AROUND_EVERY_S = 5.0


def page(desk: Desk) -> ipywidgets.Widget:
    """Return the facilitator's page, live."""
    run_sheet = RunSheetPart(desk)
    control = StepControlPart(desk)
    tables = TablesPart()
    panel = RoomPanelPart(desk)
    welcome = TextsPart(desk, welcome_sections, name="welcome")
    strategy = TextsPart(desk, strategy_sections, name="strategy")
    questions = TextsPart(desk, theme_sections, name="questions")
    method = MethodLeadPart(desk, control)
    sorting = SortingPart(desk)
    voting = VotePanelPart(desk)
    choosing = ChoosingPart(desk)
    preview = PreviewPart(desk)
    work: dict[StepKind, list[Part]] = {
        StepKind.WELCOME: [welcome, tables],
        StepKind.STRATEGY: [strategy, tables],
        StepKind.THEMES: [questions],
        StepKind.SUB_QUESTIONS: [method, tables, sorting],
        StepKind.GATHER: [sorting, voting, tables],
        StepKind.CHOOSE: [choosing],
        StepKind.FORM: [preview],
    }
    main: list[Part] = [
        welcome,
        strategy,
        questions,
        method,
        sorting,
        voting,
        choosing,
        preview,
        tables,
    ]

    before_answers: list[Part] = []
    while_open: list[Part] = []
    body = box("mus-main", control.widget, *(part.widget for part in main))

    def take_temperature() -> None:
        """Add what only a workshop with an instrument needs."""
        lead, result = TemperatureLeadPart(desk), ResultPart()
        units = TextsPart(desk, unit_sections, name="units")
        agreed = ActionsPart(desk, editable=True)
        work[StepKind.TEMPERATURE] = [lead, units, tables]
        before_answers.append(units)
        work[StepKind.SUB_QUESTIONS] = [lead, tables, sorting]
        while_open.append(lead)
        work[StepKind.RESULTS] = [lead, result]
        work[StepKind.ACTIONS] = work[StepKind.REPORT] = [agreed, result]
        main.extend([lead, units, agreed, result])
        first, *others = body.children
        added = (first, lead.widget, units.widget, agreed.widget)
        body.children = (*added, *others, result.widget)

    def make_pairs() -> None:
        """Add what only a workshop with a competence wheel needs."""
        look, lead, counted = WheelLookPart(), PairLeadPart(desk), PicturePart()
        work[StepKind.WHEEL] = [look, tables]
        work[StepKind.PAIRS] = [lead]
        work[StepKind.PICTURE] = [lead, counted]
        main.extend([look, lead, counted])
        first, *others = body.children
        added = (first, look.widget, counted.widget, lead.widget)
        body.children = (*added, *others)

    def show(room: Room) -> None:
        if room.concept.instrument and StepKind.TEMPERATURE not in work:
            take_temperature()
        if room.concept.wheel and StepKind.WHEEL not in work:
            make_pairs()
        for part in (run_sheet, control, panel):
            part.update(room)
        wanted = [
            part
            for part in work[room.step.kind]
            if part is not method or room.concept.methods
            if part not in before_answers or is_waiting(room)
            if part not in while_open
            or room.step.kind is not StepKind.SUB_QUESTIONS
            or is_open(room)
        ]
        show_only(main, wanted, room)

    desk.follow(show, every_s=LOOK_AROUND_EVERY_S)
    return box(
        "mus-page mus-facilitator",
        box("mus-nav", run_sheet.widget),
        body,
        box("mus-aside", panel.widget),
    )
