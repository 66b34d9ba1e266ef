"""What all pages need, done once before kernels are forked: imports, caches, wording.

Called by name in the warm process, see `kernels.warm`. It plays each dashboard once, on
the real store but in a transaction that is taken back; nothing of it stays but what
Python, SQLAlchemy and the widgets remember to be quicker the next time.

A spare kernel does so again: memory that it has written to once is its own, and its
visitor need not wait for the system to copy it.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from uuid import uuid4

import ipywidgets

from musworkshop.content.schema import StepKind
from musworkshop.model.roles import IN_THE_ROOM, OF_THE_WORKSHOP, Role, Viewer
from musworkshop.model.work import Stage
from musworkshop.pages import waiting
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.settings import Settings
from musworkshop.store import joining, seats, workshops
from musworkshop.store.connect import Connection, Engine, engine_for, transaction
from musworkshop.store.news import Ear
from musworkshop.text import LANGUAGES, speaking, use_language
from musworkshop.widgets.base import MusWidget

_log = logging.getLogger(__name__)


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing."""


class _RehearsalDesk(Desk):
    """A desk in the rehearsal's own transaction, at any step and in any language."""

    connection: Connection
    step_id = ""
    spoken = ""

    def _look(self) -> tuple[Room, int]:
        room, number = super()._look()
        language = self.spoken or room.language
        workshop = room.workshop
        if self.step_id:
            workshop = dataclasses.replace(workshop, step_id=self.step_id)
        use_language(language)
        # A method would stand where the first cards are rehearsed.
        room = dataclasses.replace(room, workshop=workshop, language=language, run=None)
        return room, number

    def _reading(self) -> AbstractContextManager[Connection]:
        return nullcontext(self.connection)

    _writing = _reading

    async def _watch(self, every_s: float) -> None:
        """Follow no news: the rehearsal is over before there are any."""


def warm_up() -> None:
    """Build every dashboard once and forget it; keep the phones' pages ready."""
    engine = engine_for(Settings().url)
    language = Settings().language
    with _rehearsal(engine) as connection:
        newest = workshops.newest(connection)
        if newest is not None:
            language = newest.language
            for role in OF_THE_WORKSHOP:
                _play(engine, connection, newest.id, role)
    ipywidgets.Widget.close_all()
    engine.dispose()
    with speaking(language):
        for role in IN_THE_ROOM:
            waiting.keep_ready(role)


def settle_in() -> None:
    """Do in a kernel that waits for its visitor what a phone's page does first."""
    engine = engine_for(Settings().url)
    with _rehearsal(engine) as connection:
        newest = workshops.newest(connection)
        if newest is not None:
            viewer = _sit_down(connection, newest.id, Role.PARTICIPANT)
            _listen(engine, viewer)
            waiting.close(_write(engine, connection, viewer))
    if engine.dialect.name != "sqlite":
        engine.dispose()  # a server has few connections, and these only wait


@contextmanager
def _rehearsal(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that is taken back, whatever happens in it."""
    try:
        with transaction(engine) as connection:
            yield connection
            raise _TakenBack
    except _TakenBack:
        pass
    except Exception:
        # Pages are slower then; what is wrong, they will say themselves.
        _log.exception("the dashboards could not be rehearsed")


def _play(engine: Engine, connection: Connection, workshop_id: str, role: Role) -> None:
    viewer = _sit_down(connection, workshop_id, role)
    _listen(engine, viewer)
    steps = workshops.concept_of(workshops.get(connection, workshop_id)).steps
    for language in LANGUAGES:
        with speaking(language):
            for step in steps:
                _page(engine, connection, viewer, step_id=step.id, spoken=language)
    if role in IN_THE_ROOM:
        _write(engine, connection, viewer)


def _page(
    engine: Engine,
    connection: Connection,
    viewer: Viewer,
    *,
    step_id: str,
    spoken: str = "",
) -> ipywidgets.Widget:
    """Make and fill a page inside the rehearsal's transaction."""
    desk = _RehearsalDesk(viewer.role)
    desk.connection, desk.step_id, desk.spoken = connection, step_id, spoken
    page = waiting.PAGES[desk.role](desk)
    desk.sit(engine, viewer)
    waiting.seat(page, viewer)
    return page


def _write(engine: Engine, connection: Connection, viewer: Viewer) -> ipywidgets.Widget:
    """Write on a phone's page, at the step where one writes."""
    concept = workshops.concept_of(workshops.get(connection, viewer.workshop_id))
    writes = [s for s in concept.steps if s.kind is StepKind.SUB_QUESTIONS]
    step_id = (writes or concept.steps)[0].id
    page = _page(engine, connection, viewer, step_id=step_id)
    for refused in try_out(page) if writes else ():
        _log.warning("In the rehearsal, %s", refused)
    return page


def try_out(page: ipywidgets.Widget) -> Iterator[str]:
    """Do on a phone's page what its person does first; give what was refused."""
    parts = {part.name: part for part in waiting.parts(page)}
    writer, footer = parts["CardWriter"], parts["StepFooter"]
    theme_id = writer.data["themes"][0]["id"]
    stages = (
        (Stage.TABLE, Stage.ROOM) if writer.data["mode"] == "group" else (Stage.ROOM,)
    )
    calls: list[tuple[MusWidget, str, dict[str, Any]]] = [
        (writer, "draft", {"field": f"card:{theme_id}", "text": "…"}),
        *(
            (writer, "add_card", {"theme_id": theme_id, "text": "…", "stage": stage})
            for stage in stages
        ),
        (footer, "set_ready", {"ready": True}),
        (footer, "follow", {}),
    ]
    for widget, name, args in calls:
        answer = widget.answer(str(uuid4()), {"call": name, "args": args})
        if "error" in answer:
            yield f"{name}: {answer['error']}"


def _listen(engine: Engine, viewer: Viewer) -> None:
    ear = Ear(engine, viewer)
    try:
        ear.listen()
    finally:
        ear.close()


def _sit_down(connection: Connection, workshop_id: str, role: Role) -> Viewer:
    if role is Role.GROUP:
        return joining.join_group(
            connection,
            workshop_id,
            name="…",
            function="…",
            people=1,
            language="da",
        )[0]
    return seats.add(connection, workshop_id, role)[0]
