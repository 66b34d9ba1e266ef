"""A hall joins at once: plain Voila beside our server with plain and warm kernels.

Run from the repository, with nothing else on the machine::

    python -m tests.bench.join_storm --visitors 60 --within-s 20 --folder out

Each system serves a page to visitors at protocol level (page, kernel's websocket, all
widgets' states), one system after the other in one run: the twelve inputs of
``inputs.ipynb``, and our own page for a person alone, whose visitors also join. What is
written: ``join_storm.md`` (the table), ``join_storm.json`` (every wait) and
``join_storm.png``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil
from tornado.httpclient import AsyncHTTPClient

from musworkshop.server.process import start_server
from musworkshop.server.rehearsal.browser import many_connections
from musworkshop.server.rehearsal.measure import ServerLoad, waits
from musworkshop.server.rehearsal.visitor import Visitor
from tests.bench.crowd import Act, at_random, markdown
from tests.bench.programs import listening

PAGE = Path(__file__).parent / "inputs.ipynb"
PATIENCE_S = 300.0
IDLE_S = 10.0


@dataclass(frozen=True)
class System:
    """A server that listens."""

    process_id: int
    origin: str
    arrive: Act
    #: Whether pages are Voila's own.
    stock: bool = False


@dataclass
class Outcome:
    """What one system did with the hall."""

    system: str
    visitors: int
    within_s: float
    #: Seconds from the first request until the page could be answered.
    took_s: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    idle_cpu_s: float = 0.0
    #: PSS of the server with all its kernels, growth from one visitor to all.
    memory_mb: float = 0.0

    def row(self) -> dict[str, str]:
        """Return the outcome as a row of the table."""
        found = waits(self.took_s)
        joined = max(1, len(self.took_s))
        return {
            "system": self.system,
            "p50 s": f"{found.p50:.2f}" if found else "-",
            "p95 s": f"{found.p95:.2f}" if found else "-",
            "max s": f"{found.max:.2f}" if found else "-",
            "failed": f"{len(self.failures)} of {self.visitors}",
            "processor s/visitor": f"{self.cpu_s / joined:.3f}",
            "PSS MB/visitor": f"{self.memory_mb / joined:.1f}",
            "idle, % of a core": f"{100 * self.idle_cpu_s / IDLE_S:.1f}",
        }


@contextmanager
def plain_voila() -> Iterator[System]:
    """Voila as it is installed, with a notebook of twelve inputs."""
    program = [sys.executable, "-P", "-m", "voila", str(PAGE)]
    options = ["--no-browser", "--port={port}", "--Voila.ip=127.0.0.1"]
    with listening([*program, *options]) as (process_id, port):
        yield System(process_id, f"http://127.0.0.1:{port}", _open, stock=True)


async def _open(visitor: Visitor) -> None:
    await visitor.open_page("/")


def ours(
    kind: str, *, same_page: bool = False
) -> Callable[[], AbstractContextManager[System]]:
    """Our server, with joining through the scanned code."""

    @contextmanager
    def serve() -> Iterator[System]:
        options = ["--kernels", kind, "--most-kernels", "1000"]
        with tempfile.TemporaryDirectory(prefix="storm-") as folder, ExitStack() as on:
            if same_page:
                shutil.copy(PAGE, Path(folder) / "participant.ipynb")
                options += ["--notebooks", folder]
            server = on.enter_context(
                start_server(concept="toender", options=tuple(options))
            )

            async def arrive(visitor: Visitor) -> None:
                await visitor.join(server.scan_path, choice="alone")

            yield System(server.process_id, server.url, arrive)

    return serve


SYSTEMS: dict[str, Callable[[], AbstractContextManager[System]]] = {
    "plain Voila": plain_voila,
    "the same page, warm": ours("warm", same_page=True),
    "our page, plain": ours("plain"),
    "our page, warm": ours("warm"),
}


async def storm(
    name: str, system: System, *, visitors: int, within_s: float, seed: int
) -> Outcome:
    """Let a hall join one system; all stay until it has been measured."""
    outcome = Outcome(name, visitors, within_s)
    http: AsyncHTTPClient = many_connections(visitors + 1)
    load = ServerLoad(system.process_id)
    hall = [
        Visitor(system.origin, http, label=f"visitor {n}", stock=system.stock)
        for n in range(visitors + 1)
    ]

    async def arrive(visitor: Visitor) -> None:
        await asyncio.wait_for(system.arrive(visitor), PATIENCE_S)

    try:
        # The first visitor finds a server that has never rendered a page.
        await arrive(hall[0])
        cpu_before_s = load.cpu_s()
        memory_before_mb = await asyncio.to_thread(load.memory_mb)
        await at_random(
            hall[1:],
            arrive,
            within_s=within_s,
            chance=random.Random(seed),
            took_s=outcome.took_s,
            failures=outcome.failures,
        )
        outcome.cpu_s = load.cpu_s() - cpu_before_s
        grown_mb = await asyncio.to_thread(load.memory_mb) - memory_before_mb
        outcome.memory_mb = grown_mb
        idle_before_s = load.cpu_s()
        await asyncio.sleep(IDLE_S)
        outcome.idle_cpu_s = load.cpu_s() - idle_before_s
    finally:
        for each in hall:
            await each.leave()
        http.close()
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """Return the outcomes as a Markdown table, with the machine beneath."""
    rows = [each.row() for each in outcomes]
    first = outcomes[0]
    memory_gb = psutil.virtual_memory().total / 1024**3
    return "\n".join(
        [
            f"{first.visitors} visitors within {first.within_s:g} s:",
            "",
            markdown(rows),
            "",
            f"{psutil.cpu_count()} processors, {memory_gb:.0f} GB,"
            f" Python {platform.python_version()}, {platform.system()}; the visitors"
            " run on the same machine and are not counted.",
            "",
        ]
    )


def picture(outcomes: list[Outcome], file: Path) -> None:
    """Draw who waited how long, and what a visitor costs."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (left, middle, right) = plt.subplots(
        1, 3, figsize=(12, 4), width_ratios=(2, 1, 1), layout="constrained"
    )
    names = [each.system for each in outcomes]
    lines = ("-", "--", ":", "-.")
    for outcome, line in zip(outcomes, lines, strict=False):
        ordered = sorted(outcome.took_s)
        share = [100 * (n + 1) / outcome.visitors for n in range(len(ordered))]
        left.plot(ordered, share, line, linewidth=2, label=outcome.system)
    left.set_xscale("log")
    left.xaxis.set_major_formatter("{x:g}")
    left.set_xlabel("seconds until the page could be answered")
    left.set_ylabel("% of all visitors")
    left.set_ylim(0, 102)
    left.legend(frameon=False)
    for axes, title, values in (
        (
            middle,
            "processor, s/visitor",
            [float(each.row()["processor s/visitor"]) for each in outcomes],
        ),
        (
            right,
            "memory, MB/visitor",
            [float(each.row()["PSS MB/visitor"]) for each in outcomes],
        ),
    ):
        bars = axes.barh(names, values, color="#7a8f85")
        axes.bar_label(bars, fmt="%.2f" if axes is middle else "%.0f", padding=3)
        axes.set_title(title, fontsize=10)
        axes.margins(x=0.25)
        axes.invert_yaxis()
        if axes is right:
            axes.set_yticks([])
    for axes in (left, middle, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, dpi=150)


def main() -> int:
    """Run the storm for each system in turn and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--within-s", type=float, default=20.0)
    parser.add_argument("--folder", type=Path, default=Path("join-storm"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--system", action="append", choices=SYSTEMS)
    asked = parser.parse_args()
    outcomes = []
    for name in asked.system or SYSTEMS:
        with SYSTEMS[name]() as system:
            outcome = asyncio.run(
                storm(
                    name,
                    system,
                    visitors=asked.visitors,
                    within_s=asked.within_s,
                    seed=asked.seed,
                )
            )
        outcomes.append(outcome)
        print(outcome.row(), *sorted(set(outcome.failures))[:3], sep="\n  ", flush=True)
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / "join_storm.md").write_text(table(outcomes), encoding="utf-8")
    (asked.folder / "join_storm.json").write_text(
        json.dumps([asdict(each) for each in outcomes], indent=1), encoding="utf-8"
    )
    picture(outcomes, asked.folder / "join_storm.png")
    print(table(outcomes))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
