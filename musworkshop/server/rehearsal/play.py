"""A workshop played from the first scan to the last document, step by step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient

from musworkshop.content.schema import Concept, Script, Step, StepKind
from musworkshop.model.workbook import Workbook
from musworkshop.server.process import RunningServer
from musworkshop.server.rehearsal import (
    forms,
    pairs,
    papers,
    sights,
    talking,
    temperature,
    texts,
    wall,
    writing,
)
from musworkshop.server.rehearsal.browser import many_connections
from musworkshop.server.rehearsal.cast import Cast
from musworkshop.server.rehearsal.hall import GOES_WRONG, Device, Hall
from musworkshop.server.rehearsal.joining import Joined, let_in
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

_SPARE_CONNECTIONS = 20


@dataclass
class Played:
    """What is left of a play."""

    hall: Hall
    joined: Joined
    documents: list[str] = field(default_factory=list)
    archive: Workbook | None = None


async def play(
    server: RunningServer,
    *,
    script: Script,
    concept: Concept,
    cast: Cast,
    method_id: str = "",
    pair_number: int = 0,
    join_within_s: float,
    seed: int,
    folder: Path,
    say: Callable[[str], None],
) -> Played:
    """Play a workshop through a running server.

    Parameters
    ----------
    server : RunningServer
        With an empty workshop.
    script : Script
        What the facilitator writes.
    concept : Concept
        The one the server's workshop is held with.
    cast : Cast
        Who takes part.
    method_id : str
        What the room plays instead of writing cards; nothing when empty.
    pair_number : int
        How many pairs talk, where the concept has a competence wheel.
    join_within_s : float
        Seconds over which the devices' arrivals are spread.
    seed : int
        The same seed, the same arrivals, dots and pauses.
    folder : Path
        Where the documents go.
    say : callable
        Told how far it has come.
    """
    devices = len(cast.groups) + len(cast.people) + 2 * pair_number
    http = many_connections(devices + _SPARE_CONNECTIONS)
    hall = Hall(
        script=script,
        concept=concept,
        cast=cast if not method_id else replace(cast, clusters=()),
        method_id=method_id,
        pairs=pair_number,
        facilitator=Visitor(server.url, http, label=_("Facilitator")),
        projector=Visitor(server.url, http, label=_("Projector")),
        seed=seed,
        say=say,
    )
    played = Played(hall=hall, joined=Joined())
    try:
        await _play(played, server, http, join_within_s=join_within_s, folder=folder)
    except GOES_WRONG as problem:
        hall.went_wrong(problem)
    finally:
        everybody = [hall.facilitator, hall.projector]
        everybody += [device.visitor for device in hall.devices]
        everybody += [each.visitor for pair in hall.couples for each in pair.both]
        for visitor in everybody:
            hall.problems += _printed(visitor)
        await asyncio.gather(*(visitor.leave() for visitor in everybody))
        http.close()
    return played


async def _play(
    played: Played,
    server: RunningServer,
    http: AsyncHTTPClient,
    *,
    join_within_s: float,
    folder: Path,
) -> None:
    hall = played.hall
    hall.say(_("The facilitator opens the room and the projector."))
    await hall.facilitator.open_with_key(server.facilitator_path)
    await hall.projector.open_with_key(server.projector_path)
    await let_in(
        hall, played.joined, server=server, http=http, join_within_s=join_within_s
    )
    for number, step in enumerate(hall.concept.steps, 1):
        hall.say(f"{number}/{len(hall.concept.steps)}  {step.title}")
        if number > 1:
            await _go(hall, step)
        await _act(hall, step)
    hall.say(_("The documents are fetched."))
    played.documents = await papers.take_home(hall, folder)
    if hall.concept.form is not None:
        await hall.everybody(lambda device: papers.check_own_form(hall, device))
    played.archive = papers.archive_in(folder, played.documents)


async def _go(hall: Hall, step: Step) -> None:
    """Let the facilitator recommend a step; all pages follow."""
    hall.new_step()
    number = hall.concept.steps.index(step) + 1
    await hall.show(
        hall.facilitator,
        "StepControl",
        "go",
        what=_("the next step"),
        seen=sights.step(number),
        step_id=step.id,
    )
    await hall.everybody(lambda device: _follow(hall, device, number))


async def _follow(hall: Hall, device: Device, number: int) -> None:
    """Come along; whoever is half-way through a text is asked, and then goes."""
    visitor = device.visitor

    def arrived() -> bool:
        return bool(visitor.data("SeatHeader")["step_number"] == number)

    def asked() -> bool:
        return visitor.data("StepFooter")["recommended"] is not None

    await visitor.until(lambda: arrived() or asked(), what=_("the next step"))
    if not arrived():
        await hall.send(visitor, "StepFooter", "follow")
        await visitor.until(arrived, what=_("the next step"))


def _printed(visitor: Visitor) -> list[str]:
    """Return what a page's kernel has printed, as problems: it should be silent."""
    sentence = _("{who}: the page's kernel says: {text}")
    return [
        sentence.format(who=visitor.label, text=said.splitlines()[-1])
        for said in dict.fromkeys(visitor.printed)
    ]


async def _act(hall: Hall, step: Step) -> None:
    """Do what the step is for."""
    if step.kind is StepKind.WELCOME:
        await texts.say_who_meets(hall)
    elif step.kind is StepKind.STRATEGY:
        await texts.write_strategy(hall)
        await hall.everybody(lambda device: texts.say_in_own_words(hall, device))
    elif step.kind is StepKind.THEMES:
        await texts.ask_as_leader(hall)
    elif step.kind is StepKind.SUB_QUESTIONS and hall.method_id:
        await talking.play_method(hall, hall.method_id)
    elif step.kind is StepKind.SUB_QUESTIONS:
        await hall.everybody(lambda device: writing.write_cards(hall, device))
        await hall.everybody(writing.come_back, hall.devices[:1])
        if hall.concept.instrument is not None:
            await wall.gather(hall)
    elif step.kind is StepKind.TEMPERATURE:
        await temperature.take(hall)
    elif step.kind is StepKind.RESULTS:
        await temperature.show_result(hall)
    elif step.kind is StepKind.ACTIONS:
        await temperature.agree(hall)
    elif step.kind is StepKind.PAIRS:
        await pairs.talk(hall, hall.pairs)
    elif step.kind is StepKind.PICTURE:
        await pairs.count(hall)
    elif step.kind is StepKind.GATHER:
        await wall.gather(hall)
        hall.problems += [
            _("{who}: a card was never sent.").format(who=device.visitor.label)
            for device in hall.devices
            if device.late
        ]
        await wall.let_vote(hall)
    elif step.kind is StepKind.CHOOSE:
        await forms.choose(hall)
    elif step.kind is StepKind.FORM:
        await hall.everybody(lambda device: forms.see_form(hall, device))
    await hall.everybody(hall.ready)
