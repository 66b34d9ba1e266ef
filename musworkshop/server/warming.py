"""What all pages need, done once before kernels are forked: imports, caches, wording.

Called by name in the warm process, see `kernels.warm`. It plays each dashboard once, on
the real store but in a transaction that is taken back; nothing of it stays but what
Python, SQLAlchemy and the widgets remember to be quicker the next time.
"""

from __future__ import annotations

import dataclasses
import logging

import ipywidgets

from musworkshop.errors import MusWorkshopError
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.pages import waiting
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room, read_room
from musworkshop.settings import Settings
from musworkshop.store import joining, seats, workshops
from musworkshop.store.connect import Connection, Engine, engine_for, transaction
from musworkshop.store.news import heard
from musworkshop.text import LANGUAGES, speaking, use_language

_log = logging.getLogger(__name__)


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing."""


class _RehearsalDesk(Desk):
    """A desk whose room is handed to it, and which follows no news."""

    room: Room

    def read(self) -> Room:
        use_language(self.room.language)
        return self.room


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
    heard(connection, viewer)
    room = read_room(connection, seats.viewer(connection, viewer.seat_id))
    for language in LANGUAGES:
        with speaking(language):
            for step in room.concept.steps:
                workshop = dataclasses.replace(room.workshop, step_id=step.id)
                there = dataclasses.replace(room, workshop=workshop, language=language)
                desk = _RehearsalDesk(role)
                desk.room = there
                page = waiting.PAGES[role](desk)
                try:
                    desk.sit(engine, there.viewer)
                    waiting.seat(page, there.viewer)
                except MusWorkshopError as problem:
                    # The seat is not yet there for others, nor will it ever be.
                    _log.debug("%s at %s: %s", role, step.id, problem)


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
