"""Warm process, kernels and server are killed at random; whoever is left works on."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select
from tornado.httpclient import AsyncHTTPClient

from musworkshop.errors import MusWorkshopError
from musworkshop.server.process import RunningServer, start_server
from musworkshop.server.rehearsal.browser import many_connections
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.settings import Settings
from musworkshop.store import tables, workshops
from musworkshop.store.connect import engine_for, reading

pytestmark = [pytest.mark.attack, pytest.mark.alone, pytest.mark.timeout(600)]

#: A hundred take four minutes: MUSWORKSHOP_TEST_KILLS=100.
KILLS = int(os.environ.get("MUSWORKSHOP_TEST_KILLS", "10"))
SERVER_EVERY = 9
#: Here a waiting kernel is surely hit, elsewhere only where there is one.
SPARE_AT = 5
VISITORS = 5
SEED = 20260623
WARM = "musworkshop.server.kernels.warm.process"
ANSWER_S = 15.0


def warm_processes() -> list[psutil.Process]:
    """The warm process and all kernels forked from it, orphans too."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if WARM in " ".join(process.info["cmdline"] or ())
    ]


def is_warm(process: psutil.Process) -> bool:
    """Return whether a process is a warm one that lives."""
    try:
        return WARM in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # or a zombie
        return False


class Room:
    """People at their phones, and what their phones have called saved."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._power = ExitStack()
        self._chance = random.Random(SEED)
        self._http: AsyncHTTPClient = many_connections(VISITORS + 2)
        self.server: RunningServer
        self.people: list[Visitor] = []
        #: Text -> how often it was sent until it was called saved.
        self.saved: list[str] = []
        self.killed: Counter[str] = Counter()
        self._themes: list[str] = []
        self._tried: Counter[str] = Counter()

    async def open(self) -> None:
        self._start()
        for n in range(VISITORS):
            visitor = Visitor(self.server.url, self._http, label=f"person {n}")
            await visitor.join(self.server.scan_path, choice="alone")
            self.people.append(visitor)

    def close(self) -> None:
        self._power.close()
        self._http.close()

    def _start(self) -> None:
        self.server = self._power.enter_context(
            start_server(
                self._data, concept="neutral", options=("--expect", str(2 * VISITORS))
            )
        )
        with reading(self.engine) as connection:
            workshop = workshops.get(connection, self.server.workshop_id)
        themes = workshops.concept_of(workshop).themes
        self._themes = [theme.id for theme in themes if theme.open_to_cards]

    @property
    def engine(self):
        return engine_for(Settings(data=self._data, database_url="").url)

    async def write(self, visitor: Visitor, text: str) -> None:
        """Send a text; only what was called saved is noted."""
        # In turn: there is room for so many of one device under a theme.
        self._tried[visitor.label] += 1
        theme = self._themes[self._tried[visitor.label] % len(self._themes)]
        args = {"theme_id": theme, "text": text, "stage": "room"}
        await visitor.call("CardWriter", "add_card", args, timeout_s=ANSWER_S)
        self.saved.append(text)

    async def lose_something(self, number: int) -> None:
        """Kill something while everybody writes; then everybody goes on."""
        writing = [
            asyncio.create_task(self.write(each, f"{each.label}, kill {number}"))
            for each in self.people
        ]
        await asyncio.sleep(self._chance.uniform(0, 0.03))
        if number % SERVER_EVERY == 0:
            await self._lose_the_server(writing)
            return
        warm = self._warm_process()
        spare = self._spare_kernels()
        chance = self._chance.random()
        if number == SPARE_AT:
            spare, chance = await self._some_spare(), 0.0
        hit = None
        if spare and chance < 0.3:
            self._kill("spare kernel", self._chance.choice(spare))
        elif warm is not None and chance < 0.65:
            self._kill("warm process", warm)
        else:
            hit = self._chance.choice(self.people)
            self._kill("kernel", self._kernel_of(hit))
        waited = [t for t, who in zip(writing, self.people, strict=True) if who != hit]
        await asyncio.gather(*waited)  # those left notice nothing
        if hit is not None:
            left = writing[self.people.index(hit)]
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)
            await hit.open_page("/participant")
            await self.write(hit, f"{hit.label}, kill {number}, again")

    async def _lose_the_server(self, writing: list[asyncio.Task[None]]) -> None:
        mine = psutil.Process(self.server.process_id).children(recursive=True)
        mine += [p for p in map(self._kernel_of, self.people) if p and p not in mine]
        os.kill(self.server.process_id, signal.SIGKILL)
        self.killed["server"] += 1
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
        for visitor in self.people:
            await visitor.leave()
        self._power.close()
        _gone, alive = await asyncio.to_thread(psutil.wait_procs, mine, timeout=10)
        assert alive == [], "kernels outlive their server"
        self._start()
        for visitor in self.people:
            visitor.browser.origin = self.server.url
            await visitor.open_page("/participant")

    def _kill(self, what: str, process: psutil.Process | None) -> None:
        assert process is not None, f"there is no {what}"
        process.kill()
        self.killed[what] += 1

    def _warm_process(self) -> psutil.Process | None:
        mine = psutil.Process(self.server.process_id).children()
        return next((each for each in mine if is_warm(each)), None)

    async def _some_spare(self) -> list[psutil.Process]:
        """Wait until kernels wait; the last kill may have ended them."""
        async with asyncio.timeout(ANSWER_S):
            while not (found := self._spare_kernels()):
                await asyncio.sleep(0.1)
        return found

    def _spare_kernels(self) -> list[psutil.Process]:
        warm = self._warm_process()
        taken = [self._kernel_of(each) for each in self.people]
        if warm is None:
            return []
        try:
            return [each for each in warm.children() if each not in taken]
        except psutil.NoSuchProcess:  # it has just been killed
            return []

    def _kernel_of(self, visitor: Visitor) -> psutil.Process | None:
        assert visitor._line is not None
        kernel_id = visitor._line._kernel_id
        for process in warm_processes():
            with suppress(psutil.NoSuchProcess):
                lines = process.net_connections("unix")
                if any(kernel_id in end.laddr for end in lines):
                    return process
        return None


async def play(room: Room) -> None:
    await room.open()
    for number in range(1, KILLS + 1):
        await room.lose_something(number)
    # What died last is mended too.
    for visitor in room.people:
        try:
            await room.write(visitor, f"{visitor.label}, at the end")
        except MusWorkshopError:
            await visitor.open_page("/participant")
            await room.write(visitor, f"{visitor.label}, at the very end")
        await visitor.leave()


def test_those_left_work_on_and_nothing_saved_is_lost_or_doubled(
    tmp_path: Path,
) -> None:
    room = Room(tmp_path)
    try:
        asyncio.run(play(room))
    finally:
        room.close()

    with reading(room.engine) as connection:
        stored = Counter(connection.execute(select(tables.card.c.text)).scalars())
    assert sum(room.killed.values()) == KILLS
    assert set(room.killed) == {"server", "warm process", "kernel", "spare kernel"}
    assert [text for text in room.saved if text not in stored] == []
    assert [text for text, number in stored.items() if number > 1] == []
