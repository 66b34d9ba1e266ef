"""The desk: what all handlers share; the store, and who holds which cookie."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from musworkshop.model.roles import Role, Viewer
from musworkshop.server.addresses import Addresses
from musworkshop.settings import Settings
from musworkshop.store import seats
from musworkshop.store.connect import Connection, Engine, reading, transaction

T = TypeVar("T")

#: One cookie per kind of seat, so that a facilitator's browser can also be a table's.
COOKIES = {
    Role.FACILITATOR: "mus-facilitator",
    Role.PROJECTOR: "mus-projector",
    Role.GROUP: "mus-seat",
    Role.PARTICIPANT: "mus-seat",
    Role.PAIR: "mus-pair",
}
SEAT_COOKIE = "mus-seat"
#: A seat that leaves on another page is refused here after this time at the latest.
_REMEMBER_S = 5.0
_MOST_REMEMBERED = 5000
_LONGEST_TOKEN = 128


@dataclass
class Desk:
    """The store and the settings of one running server."""

    engine: Engine
    settings: Settings
    addresses: Addresses
    _seats: dict[str, tuple[Viewer | None, float]] = field(default_factory=dict)

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Ask the store something, beside the event loop."""

        def work() -> T:
            with reading(self.engine) as connection:
                return ask(connection)

        return await asyncio.to_thread(work)

    async def write(self, do: Callable[[Connection], T]) -> T:
        """Let the store keep something, beside the event loop."""

        def work() -> T:
            with transaction(self.engine) as connection:
                return do(connection)

        return await asyncio.to_thread(work)

    async def seat(self, token: str | None, *, fresh: bool = False) -> Viewer | None:
        """Return the seat whose browser holds `token`.

        Parameters
        ----------
        token : str or None
            The cookie as it came.
        fresh : bool
            Whether to ask the store even if it was asked a moment ago.
        """
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        moment_s = time.monotonic()
        known, until_s = self._seats.get(token, (None, 0.0))
        if moment_s < until_s and not fresh:
            return known
        if len(self._seats) >= _MOST_REMEMBERED:
            self._seats.clear()
        held = token
        viewer = await self.read(lambda connection: seats.by_token(connection, held))
        self._seats[token] = (viewer, moment_s + _REMEMBER_S)
        return viewer

    def forget(self, token: str | None) -> None:
        """Ask the store again when this token comes next."""
        self._seats.pop(token or "", None)
