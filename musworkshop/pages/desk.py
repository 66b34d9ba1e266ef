"""The desk a page works at: its seat, its store, and the news from others."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from musworkshop.errors import NotFound
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.pages.room import Room, read_room
from musworkshop.store import drafts
from musworkshop.store.connect import Connection, Engine, reading, transaction
from musworkshop.store.news import Ear, heard
from musworkshop.store.requests import once
from musworkshop.text import use_language

#: How often a phone's page asks whether there are news, and a page shown to all.
NEWS_EVERY_S = 0.5
NEWS_TO_ALL_EVERY_S = 0.1
#: Rests so many times as long as the last look took.
_REST = 3.0

_log = logging.getLogger(__name__)


class Desk:
    """Read for a seat, write for a seat, and tell the page when something changed.

    A page is made at a desk; who sits there may become known later, see `sit`.

    Parameters
    ----------
    role : Role
        Whose page is made here.
    """

    engine: Engine
    viewer: Viewer
    #: The room as it was last shown.
    room: Room

    def __init__(self, role: Role) -> None:
        self.role = role
        self.language = "da"
        #: The seat's id; "" as long as nobody sits here.
        self.scope = ""
        self._show: Callable[[Room], None] | None = None
        self._every_s = 0.0
        #: What had been heard of when the page was last shown.
        self._heard = -1
        self._task: asyncio.Task[None] | None = None

    def sit(self, engine: Engine, viewer: Viewer) -> None:
        """Serve a seat from here on; a page that is made already becomes live.

        Parameters
        ----------
        engine : Engine
            This process's store.
        viewer : Viewer
            The seat this page serves.
        """
        self.engine, self.viewer, self.scope = engine, viewer, viewer.seat_id
        self._go_live()

    def read(self) -> Room:
        """Return the room as this seat may see it now."""
        return self._look()[0]

    def _look(self) -> tuple[Room, int]:
        with self._reading() as connection:
            room = read_room(connection, self.viewer)
            number = heard(connection, self.viewer)
        self.language = room.language
        use_language(self.language)
        return room, number

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self.engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return transaction(self.engine)

    def act(self, request_id: str, do: Callable[[Connection, Viewer], Any]) -> Any:
        """Write once for this request, then show what the store now holds."""
        use_language(self.language)
        with self._writing() as connection:
            result = once(
                connection, self.viewer, request_id, lambda now: do(connection, now)
            )
        try:
            self.refresh()
        except NotFound:
            pass  # whoever has just left has nothing more to see
        except Exception:  # it is kept all the same; the page is shown with the news
            _log.exception("what was written could not be shown")
        return result

    def keep(self, do: Callable[[Connection, Viewer], Any]) -> Any:
        """Write what is no news to others and may be written twice."""
        use_language(self.language)
        with self._writing() as connection:
            return do(connection, self.viewer)

    def look_up(self, ask: Callable[[Connection, Viewer], Any]) -> Any:
        """Read something for this seat that the room does not hold."""
        with self._reading() as connection:
            return ask(connection, self.viewer)

    def keep_draft(self, request_id: str, field: str, text: str) -> None:
        """Keep half-written text; a repeat of the request does no harm."""
        self.keep(lambda c, v: drafts.keep(c, v, field, text))

    def refresh(self) -> None:
        """Read the room and show it."""
        if self._show is None:
            return
        self.room, number = self._look()
        self._show(self.room)
        # Showing may write, and so show again: the later one counts.
        self._heard = max(self._heard, number)

    def follow(self, show: Callable[[Room], None], *, every_s: float = 0.0) -> None:
        """Show the room once somebody sits here, and whenever the store has news.

        Parameters
        ----------
        show : callable
            Called with the room.
        every_s : float
            Also show it this often without news (who is away changes by itself);
            0 for never.
        """
        self._show, self._every_s = show, every_s
        self._go_live()

    def _go_live(self) -> None:
        if not self.scope or self._show is None:
            return
        self.refresh()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # read once, as in a plain script
            return
        self._task = loop.create_task(self._watch(self._every_s))

    async def _watch(self, every_s: float) -> None:
        pause_s = NEWS_EVERY_S
        if self.role not in IN_THE_ROOM:
            pause_s = NEWS_TO_ALL_EVERY_S
        shown_at, took_s = time.monotonic(), 0.0
        ear = Ear(self.engine, self.viewer)
        try:
            while True:
                # A room that takes long to show is shown less often.
                await asyncio.sleep(pause_s + _REST * took_s)
                moment = time.monotonic()
                try:
                    is_due = every_s and moment - shown_at > every_s
                    if is_due or ear.listen() != self._heard:
                        self.refresh()
                        shown_at = moment
                    took_s = time.monotonic() - moment
                except NotFound:
                    return  # the seat has left, or the workshop is gone
                except Exception:  # a page goes on after a database that was away
                    _log.exception("news could not be shown")
                    await asyncio.sleep(1)
        finally:
            ear.close()
