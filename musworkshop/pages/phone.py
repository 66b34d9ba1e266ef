"""The dashboard of a table's device, and of a person alone."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from musworkshop.content.schema import StepKind
from musworkshop.model.roles import Role
from musworkshop.pages.choosing import ChoosingPart
from musworkshop.pages.desk import Desk
from musworkshop.pages.documents import PreviewPart
from musworkshop.pages.layout import Part, box, show_only
from musworkshop.pages.method_seat import MethodSeatPart
from musworkshop.pages.reading import StrategyPart, ThemesPart
from musworkshop.pages.room import Room
from musworkshop.pages.seat import FooterPart, HeaderPart, IntroPart
from musworkshop.pages.strategy import own_words_sections
from musworkshop.pages.talk import is_played
from musworkshop.pages.temperature_result import ActionsPart, ResultPart
from musworkshop.pages.temperature_seat import SheetPart
from musworkshop.pages.texts import TextsPart
from musworkshop.pages.voting import VotingPart
from musworkshop.pages.wheel_room import PicturePart, WheelLookPart
from musworkshop.pages.writing import WritingPart


def page(desk: Desk) -> ipywidgets.Widget:
    """Return the page of a group's device or of a person alone, live once seated."""
    header, footer, intro = HeaderPart(desk), FooterPart(desk), IntroPart()
    strategy, themes = StrategyPart(), ThemesPart()
    writing, voting, preview = WritingPart(desk), VotingPart(desk), PreviewPart(desk)
    method = MethodSeatPart(desk)
    work: dict[StepKind, list[Part]] = {
        StepKind.WELCOME: [],
        StepKind.STRATEGY: [strategy],
        StepKind.THEMES: [themes],
        StepKind.SUB_QUESTIONS: [writing],
        StepKind.GATHER: [voting],
        StepKind.CHOOSE: [],
        StepKind.FORM: [preview],
    }
    main: list[Part] = [strategy, themes, method, writing, voting, preview]
    if desk.role is Role.GROUP:
        own_words = TextsPart(desk, own_words_sections, name="own_words")
        choosing = ChoosingPart(desk)
        work[StepKind.STRATEGY].append(own_words)
        work[StepKind.CHOOSE].append(choosing)
        main[1:1] = [own_words]
        main[-1:-1] = [choosing]
    else:
        work[StepKind.CHOOSE].append(preview)

    let_go: list[Callable[[Room], None]] = []
    body = box("mus-main", intro.widget, *(part.widget for part in main))

    def take_temperature() -> None:
        """Add what only a workshop with an instrument needs."""
        sheet, result = SheetPart(desk, changed=footer.update), ResultPart()
        footer.is_half_done = sheet.is_half_done
        agreed = ActionsPart(desk, editable=False)
        let_go.append(sheet.let_go)
        work[StepKind.TEMPERATURE] = [sheet]
        work[StepKind.RESULTS] = [result]
        work[StepKind.ACTIONS] = work[StepKind.REPORT] = [agreed, result]
        main.extend([sheet, agreed, result])
        first, *others = body.children
        added = (first, sheet.widget, agreed.widget)
        body.children = (*added, *others, result.widget)

    def show_wheel() -> None:
        """Add what only a workshop with a competence wheel needs."""
        look, counted = WheelLookPart(), PicturePart()
        work[StepKind.WHEEL] = work[StepKind.PAIRS] = [look]
        work[StepKind.PICTURE] = [counted]
        main.extend([look, counted])
        body.children = (*body.children, look.widget, counted.widget)

    def show(room: Room) -> None:
        if footer.hold(room):
            return  # shown again by the write that kept the seat where it is
        if room.concept.instrument and StepKind.TEMPERATURE not in work:
            take_temperature()
        if room.concept.wheel and StepKind.WHEEL not in work:
            show_wheel()
        for part in (header, footer, intro):
            part.update(room)
        kind = room.viewed_step.kind
        wanted = work[kind]
        if is_played(room, kind):
            # Half a card keeps its place; nobody is led away from it.
            half = [key for key in room.drafts if key.startswith("card:")]
            wanted = [method, writing] if half else [method]
        elif kind is StepKind.SUB_QUESTIONS and method.widget.data:
            wanted = [method, *wanted]
        show_only(main, wanted, room)
        for forget in let_go:
            forget(room)

    desk.follow(show)
    return box(
        "mus-page mus-phone",
        header.widget,
        body,
        footer.widget,
    )
