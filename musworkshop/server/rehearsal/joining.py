"""Arrivals: devices scan the code one after the other and sit down."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tornado.httpclient import AsyncHTTPClient

from musworkshop.server.process import RunningServer
from musworkshop.server.rehearsal.hall import Device, Hall
from musworkshop.server.rehearsal.measure import ServerLoad
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _, ngettext

_TELL_EVERY_S = 5.0


@dataclass
class Joined:
    """How joining went."""

    #: Seconds from the scan until the page could be answered, for each device.
    took_s: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    memory_mb: float = 0.0

    @property
    def number(self) -> int:
        """Devices that sit in the room."""
        return len(self.took_s)


async def let_in(
    hall: Hall,
    joined: Joined,
    *,
    server: RunningServer,
    http: AsyncHTTPClient,
    join_within_s: float,
) -> None:
    """Let all tables and people arrive, spread at random, and measure what it costs.

    Whoever does not get in is a problem noted, and not in the hall.

    Parameters
    ----------
    hall : Hall
        Its devices are those that got in, tables first.
    joined : Joined
        Is filled in.
    server : RunningServer
    http : AsyncHTTPClient
        For the visitors.
    join_within_s : float
        Seconds over which they arrive.
    """
    load = ServerLoad(server.process_id)
    cpu_before_s = load.cpu_s()
    memory_before_mb = await asyncio.to_thread(load.memory_mb)
    expected = _expected(hall, server, http)
    seated: list[Device] = []

    async def arrive(device: Device) -> None:
        await asyncio.sleep(hall.chance(device.visitor).uniform(0, join_within_s))
        began_s = time.perf_counter()
        await device.visitor.join(server.scan_path, **_choice(device))
        joined.took_s.append(time.perf_counter() - began_s)
        seated.append(device)

    telling = asyncio.create_task(_tell(hall, joined, len(expected)))
    try:
        await hall.everybody(arrive, expected)
    finally:
        telling.cancel()
    hall.devices = [device for device in expected if device in seated]
    _say(hall, joined, len(expected))
    joined.cpu_s = load.cpu_s() - cpu_before_s
    joined.memory_mb = await asyncio.to_thread(load.memory_mb) - memory_before_mb


def _expected(hall: Hall, server: RunningServer, http: AsyncHTTPClient) -> list[Device]:
    tables = [
        Device(Visitor(server.url, http, label=group.name), group.cards, group)
        for group in hall.cast.groups
    ]
    alone = [
        Device(
            Visitor(server.url, http, label=_("Person {n}").format(n=number)),
            person.cards,
        )
        for number, person in enumerate(hall.cast.people, 1)
    ]
    return [*tables, *alone]


def _choice(device: Device) -> dict[str, str]:
    group = device.group
    if group is None:
        return {"choice": "alone"}
    return {
        "choice": "new",
        "name": group.name,
        "function": group.function,
        "people": str(group.people),
    }


async def _tell(hall: Hall, joined: Joined, expected: int) -> None:
    while True:
        await asyncio.sleep(_TELL_EVERY_S)
        _say(hall, joined, expected)


def _say(hall: Hall, joined: Joined, expected: int) -> None:
    sentence = ngettext(
        "{n} of {of} device has joined.", "{n} of {of} devices have joined.", expected
    )
    hall.say(sentence.format(n=joined.number, of=expected))
