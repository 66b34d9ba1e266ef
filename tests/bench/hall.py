"""A full hall: all join, all send at once, the projector keeps up, all leave, again.

Run from the repository, with nothing else on the machine::

    python -m tests.bench.hall --visitors 200 --within-s 20 --rounds 5 --folder out

Each round lets the visitors join within ``--within-s`` seconds, lets all of them send a
question within three seconds, then one after another say that they are ready while the
projector is watched, then leaves the hall idle, and then everybody leaves. After each
round what the server still holds is noted. What is written: ``hall.md`` and
``hall.json``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil
from sqlalchemy import func, select
from tornado.httpclient import AsyncHTTPClient

from musworkshop.server.process import RunningServer, start_server
from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.browser import many_connections
from musworkshop.server.rehearsal.measure import ServerLoad, waits
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.settings import Settings
from musworkshop.store import tables
from musworkshop.store.connect import engine_for, reading
from tests.bench.crowd import at_random, markdown

SEND_WITHIN_S = 3.0
IDLE_S = 10.0
#: Kernels of pages that have said goodbye are ended within this time.
GONE_S = 10.0
WATCHED = 40
SPARE_S = 300.0
MB = 1024 * 1024


@dataclass
class Round:
    """What came of one round; waits in seconds."""

    joined_s: list[float] = field(default_factory=list)
    saved_s: list[float] = field(default_factory=list)
    seen_s: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    sent: int = 0
    stored: int = 0
    twice: int = 0
    #: Processor for the kernels that waited for the visitors.
    ahead_s_per_visitor: float = 0.0
    cpu_s_per_visitor: float = 0.0
    pss_mb_per_visitor: float = 0.0
    idle_percent_of_a_core: float = 0.0
    #: After everybody has left: the server process alone.
    server_mb: float = 0.0
    server_files: int = 0
    processes: int = 0
    socket_files: int = 0

    def row(self) -> dict[str, str]:
        """Return the round as a row of the table."""

        def spread(seconds: list[float]) -> str:
            found = waits(seconds)
            return (
                f"{found.p50:.2f} / {found.p95:.2f} / {found.max:.2f}" if found else "-"
            )

        return {
            "joined p50/p95/max s": spread(self.joined_s),
            "saved p50/p95/max s": spread(self.saved_s),
            "on the projector s": spread(self.seen_s),
            "failures": str(len(self.failures)),
            "stored once": f"{self.stored - self.twice} of {self.sent}",
            "CPU s/visitor ahead + then": (
                f"{self.ahead_s_per_visitor:.3f} + {self.cpu_s_per_visitor:.3f}"
            ),
            "PSS MB/visitor": f"{self.pss_mb_per_visitor:.1f}",
            "idle % of a core": f"{self.idle_percent_of_a_core:.1f}",
            "left: MB, files, processes, sockets": (
                f"{self.server_mb:.1f}, {self.server_files}, {self.processes},"
                f" {self.socket_files}"
            ),
        }


class Hall:
    """One server, its facilitator and projector, and the visitors of each round."""

    def __init__(
        self, server: RunningServer, http: AsyncHTTPClient, *, expected: int
    ) -> None:
        self._server = server
        self._expected = expected
        self._http = http
        self._load = ServerLoad(server.process_id)
        self._facilitator = Visitor(server.url, http, label="facilitator")
        self._projector = Visitor(server.url, http, label="projector")
        #: Of the empty server; what waits for visitors is theirs.
        self._empty_mb = self._load.memory_mb()
        self._empty_cpu_s = self._load.cpu_s()

    async def _wait_for_spare(self) -> None:
        """Wait until a kernel waits for everybody who is expected."""
        async with asyncio.timeout(SPARE_S):
            while self._spare() < self._expected:
                await asyncio.sleep(0.1)
        await asyncio.sleep(1)

    def _spare(self) -> int:
        server = psutil.Process(self._server.process_id)
        # The warm process, and the two pages that are open.
        return len(server.children(recursive=True)) - 3

    async def open(self) -> None:
        """Open the two pages that stay, and one that a server must have seen first."""
        await self._facilitator.open_with_key(self._server.facilitator_path)
        await self._projector.open_with_key(self._server.projector_path)
        first = Visitor(self._server.url, self._http, label="first")
        await first.join(self._server.scan_path, choice="alone")
        await first.leave()
        await self._step(3)
        await asyncio.sleep(GONE_S)

    async def close(self) -> None:
        """Close the two pages."""
        await self._facilitator.leave()
        await self._projector.leave()

    async def play(self, number: int, visitors: int, within_s: float) -> Round:
        """Play one round."""
        done = Round()
        await self._wait_for_spare()
        chance = random.Random(number)
        hall = [
            Visitor(self._server.url, self._http, label=f"visitor {n}")
            for n in range(visitors)
        ]
        await self._arrive(done, hall, within_s, chance)
        await self._send(done, hall, number, chance)
        await self._watch_projector(done, hall[:WATCHED])
        await self._stay_idle(done)
        await asyncio.gather(*(self._say_goodbye(each) for each in hall))
        await asyncio.sleep(GONE_S)
        self._look_around(done)
        self._empty_cpu_s = self._load.cpu_s()
        return done

    async def _arrive(
        self, done: Round, hall: list[Visitor], within_s: float, chance: random.Random
    ) -> None:
        cpu_s = self._load.cpu_s()
        done.ahead_s_per_visitor = (cpu_s - self._empty_cpu_s) / len(hall)

        async def join(visitor: Visitor) -> None:
            await visitor.join(self._server.scan_path, choice="alone")

        await at_random(
            hall,
            join,
            within_s=within_s,
            chance=chance,
            took_s=done.joined_s,
            failures=done.failures,
        )
        joined = max(1, len(done.joined_s))
        done.cpu_s_per_visitor = (self._load.cpu_s() - cpu_s) / joined
        grown_mb = await asyncio.to_thread(self._load.memory_mb) - self._empty_mb
        done.pss_mb_per_visitor = grown_mb / joined

    async def _send(
        self, done: Round, hall: list[Visitor], number: int, chance: random.Random
    ) -> None:
        theme = hall[0].data("CardWriter")["themes"][0]["id"]

        async def send(visitor: Visitor) -> None:
            text = f"Round {number}, {visitor.label}: what would help?"
            done.sent += 1
            args = {"theme_id": theme, "text": text, "stage": "room"}
            await visitor.call("CardWriter", "add_card", args)

        await at_random(
            hall,
            send,
            within_s=SEND_WITHIN_S,
            chance=chance,
            took_s=done.saved_s,
            failures=done.failures,
        )
        settings = Settings(data=self._server.data)
        with reading(engine_for(settings.url)) as connection:
            texts = tables.card.c.text
            rows = connection.execute(
                select(func.count())
                .where(texts.like(f"Round {number}, %"))
                .group_by(texts)
            ).scalars()
            counts = list(rows)
        done.stored = sum(counts)
        done.twice = done.stored - len(counts)

    async def _watch_projector(self, done: Round, hall: list[Visitor]) -> None:
        stage = self._projector
        before = (stage.data("ProjectorStage")["ready"] or {}).get("n", 0)
        for n, visitor in enumerate(hall, before + 1):
            began_s = time.perf_counter()
            seen = sights.ready(n)
            await asyncio.gather(
                visitor.call("StepFooter", "set_ready", {"ready": True}),
                stage.until(
                    lambda seen=seen: seen(stage.data("ProjectorStage")), what="ready"
                ),
            )
            done.seen_s.append(time.perf_counter() - began_s)

    async def _stay_idle(self, done: Round) -> None:
        await asyncio.sleep(2)
        cpu_s = self._load.cpu_s()
        await asyncio.sleep(IDLE_S)
        done.idle_percent_of_a_core = 100 * (self._load.cpu_s() - cpu_s) / IDLE_S

    async def _say_goodbye(self, visitor: Visitor) -> None:
        await visitor.leave()
        door = await visitor.browser.get("/")
        await visitor.browser.post("/leave", door)

    async def _step(self, number: int) -> None:
        steps = self._facilitator.data("RunSheet")["steps"]
        await self._facilitator.call("RunSheet", "go", {"step_id": steps[number]["id"]})

    def _look_around(self, done: Round) -> None:
        server = psutil.Process(self._server.process_id)
        done.server_mb = server.memory_full_info().uss / MB
        done.server_files = server.num_fds()
        done.processes = len(server.children(recursive=True))
        done.socket_files = sum(
            1 for each in server.net_connections("unix") if each.laddr
        )


def table(rounds: list[Round], visitors: int, within_s: float) -> str:
    """Return the rounds as a Markdown table."""
    rows = [each.row() for each in rounds]
    return "\n".join(
        [
            f"{visitors} visitors within {within_s:g} s, {len(rows)} rounds:",
            "",
            markdown(rows),
            "",
        ]
    )


async def play(
    server: RunningServer,
    *,
    visitors: int,
    within_s: float,
    rounds: int,
    expected: int,
) -> list[Round]:
    """Play all rounds on one server."""
    http = many_connections(visitors + 4)
    hall = Hall(server, http, expected=expected)
    done = []
    await hall.open()
    try:
        for number in range(1, rounds + 1):
            done.append(await hall.play(number, visitors, within_s))
            print(done[-1].row(), *done[-1].failures[:3], sep="\n  ", flush=True)
    finally:
        await hall.close()
        http.close()
    return done


def main() -> int:
    """Fill and empty a hall and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--within-s", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("hall"))
    parser.add_argument("--kernels", default="warm")
    parser.add_argument("--expect", type=int, default=0)
    asked = parser.parse_args()
    options = ["--kernels", asked.kernels, "--most-kernels", "1000"]
    options += ["--expect", str(asked.expect)]
    with start_server(concept="toender", options=tuple(options)) as server:
        done = asyncio.run(
            play(
                server,
                visitors=asked.visitors,
                within_s=asked.within_s,
                rounds=asked.rounds,
                expected=asked.expect,
            )
        )
    asked.folder.mkdir(parents=True, exist_ok=True)
    said = table(done, asked.visitors, asked.within_s)
    (asked.folder / "hall.md").write_text(said, encoding="utf-8")
    (asked.folder / "hall.json").write_text(
        json.dumps([asdict(each) for each in done], indent=1), encoding="utf-8"
    )
    print(said)
    return 0 if not any(each.failures for each in done) else 1


if __name__ == "__main__":
    raise SystemExit(main())
