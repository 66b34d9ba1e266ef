"""What all pages need, done once before kernels are forked: imports, caches, wording.

Called by name in the warm process, see `kernels.warm`. It plays each dashboard once, on
the real store but in a transaction that is taken back; nothing of it stays but what
Python, SQLAlchemy and the widgets remember to be quicker the next time.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import ipywidgets

from musworkshop.errors import MusWorkshopError
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.model.work import Stage
from musworkshop.pages import waiting
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room, read_room
from musworkshop.settings import Settings
from musworkshop.store import cards, drafts, joining, seats, votes, workshops
from musworkshop.store.connect import Connection, Engine, engine_for, transaction
from musworkshop.store.news import Ear
from musworkshop.store.requests import once
from musworkshop.text import LANGUAGES, speaking, use_language

_log = logging.getLogger(__name__)


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing."""


class _RehearsalDesk(Desk):
    """A desk whose room is handed to it, and which follows no news."""

    given: Room

    def _look(self) -> tuple[Room, int]:
        use_language(self.given.language)
        return self.given, 0


def warm_up() -> None:
    """Build every dashboard once and forget it; keep the phones' pages ready."""
    engine = engine_for(Settings().url)
    language = Settings().language
    try:
        with transaction(engine) as connection:
            newest = workshops.newest(connection)
            if newest is not None:
                language = newest.language
                for role in Role:
                    _play(engine, connection, newest.id, role)
            raise _TakenBack
    except _TakenBack:
        pass
    except Exception:
        # Pages are slower then; what is wrong, they will say themselves.
        _log.exception("the dashboards could not be rehearsed")
    finally:
        ipywidgets.Widget.close_all()
        engine.dispose()
    with speaking(language):
        for role in IN_THE_ROOM:
            waiting.keep_ready(role)


def _play(engine: Engine, connection: Connection, workshop_id: str, role: Role) -> None:
    viewer = _sit_down(connection, workshop_id, role)
    if role in IN_THE_ROOM:
        _write(connection, viewer)
    _listen(engine, viewer)
    room = read_room(connection, seats.viewer(connection, viewer.seat_id))
    for language in LANGUAGES:
        with speaking(language):
            for step in room.concept.steps:
                workshop = dataclasses.replace(room.workshop, step_id=step.id)
                there = dataclasses.replace(room, workshop=workshop, language=language)
                desk = _RehearsalDesk(role)
                desk.given = there
                page = waiting.PAGES[role](desk)
                try:
                    desk.sit(engine, there.viewer)
                    waiting.seat(page, there.viewer)
                except MusWorkshopError as problem:
                    # The seat is not yet there for others, nor will it ever be.
                    _log.debug("%s at %s: %s", role, step.id, problem)


def _write(connection: Connection, viewer: Viewer) -> None:
    """Do once what every phone does first: all would make the same statements."""
    workshop = workshops.get(connection, viewer.workshop_id)
    themes = workshops.concept_of(workshop).themes
    theme_id = next(theme.id for theme in themes if theme.open_to_cards)
    write = partial(cards.add, theme_id=theme_id, text="…")
    acts: list[Callable[..., Any]] = [
        partial(drafts.keep, field=f"card:{theme_id}", text="…"),
        partial(write, stage=Stage.TABLE if viewer.group_id else Stage.ROOM),
        partial(write, stage=Stage.ROOM),
        partial(seats.set_ready, step_id=workshop.step_id),
        partial(seats.look_at, step_id=None),
    ]
    for act in acts:
        once(connection, viewer, uuid4().hex, partial(act, connection))
    votes.budget(connection, viewer)


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
