"""One page in four frameworks: Streamlit, Panel, plain Voila and our warm kernels.

Run from the repository, with nothing else on the machine::

    python -m tests.bench.frameworks --visitors 20 --within-s 20 --folder out

The page (``statements/``) asks fifteen statements with six answers each, has a text
field and a button, and says how many answers Python has got. Each system in turn serves
it to phones in a real Chromium: first to one, through a cable that counts every byte of
a first and a second visit, then to a hall. Streamlit and Panel are fetched into
environments of their own below the system's folder for temporary files; without a
network they are left out. No other host can be reached, as on a wifi without internet.
What is written: ``frameworks.md`` (the table), ``frameworks.json`` (every wait) and
``frameworks.png``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright import async_api, sync_api

from musworkshop.errors import ServerError
from musworkshop.server.rehearsal.measure import ServerLoad, waits
from tests.bench.bytes import NAME, RULES, Visit, measured
from tests.bench.crowd import markdown
from tests.bench.programs import LeftOut
from tests.bench.statements.served import SYSTEMS, System
from tests.bench.statements.words import (
    ANSWERS,
    FIELD,
    SAVE,
    STATEMENTS,
    answered,
    saved,
)
from tests.cable import Cable
from tests.chromium import ARGUMENTS, EXECUTABLE

#: A server may still be busy with what the last visitor did.
QUIET_S = 5.0
PATIENCE_MS = 300_000
PHONE = sync_api.ViewportSize(width=360, height=780)
ALONE = 'form:has(input[value="alone"]) button'
RADIOS = len(STATEMENTS) * len(ANSWERS)
NOTE = "En plan for efteråret"


@dataclass
class Outcome:
    """What one system did with its visitors."""

    system: str
    version: str
    visitors: int
    within_s: float
    #: Seconds from navigation until all statements were there.
    shown_s: list[float] = field(default_factory=list)
    #: Seconds from navigation until Python had counted the first answer.
    answered_s: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    #: Of the visitors' browsers and of what steers them.
    browsers_s: float = 0.0
    #: PSS of the server with all its processes, growth from one visitor to all.
    memory_mb: float = 0.0
    first: Visit = field(default_factory=Visit)
    second: Visit = field(default_factory=Visit)
    #: Other host -> how often the two visits asked for it, in vain.
    elsewhere: dict[str, int] = field(default_factory=dict)

    def each(self, total: float) -> float:
        """Return the part of a total that falls to a visitor."""
        return total / max(1, len(self.answered_s))

    def row(self) -> dict[str, str]:
        """Return the outcome as a row of the table."""
        shown, done = waits(self.shown_s), waits(self.answered_s)
        return {
            "system": f"{self.system} {self.version}",
            "shown p50 s": f"{shown.p50:.2f}" if shown else "-",
            "answered p50 s": f"{done.p50:.2f}" if done else "-",
            "p95 s": f"{done.p95:.2f}" if done else "-",
            "max s": f"{done.max:.2f}" if done else "-",
            "failed": f"{len(self.failures)} of {self.visitors}",
            "server s/visitor": f"{self.each(self.cpu_s):.3f}",
            "server PSS MB/visitor": f"{self.each(self.memory_mb):.1f}",
            "browser s/visitor": f"{self.each(self.browsers_s):.2f}",
            "first visit": _weight(self.first),
            "second visit": _weight(self.second),
            "requests elsewhere": str(sum(self.elsewhere.values())),
        }


def _weight(visit: Visit) -> str:
    return f"{visit.bytes / 1000:.0f} kB, {visit.requests} requests"


# --- one visitor, weighed ---


def weigh(outcome: Outcome, system: System) -> None:
    """Count what a first and a second visit with one browser profile take.

    Each visit ends when the first answer has been acknowledged. Afterwards the visitor
    writes and saves, to show that the page is whole.
    """
    elsewhere: Counter[str] = Counter()

    def note(request: sync_api.Request) -> None:
        host = urlsplit(request.url).hostname
        if host and host != NAME:
            elsewhere[host] += 1

    with (
        Cable(system.port) as cable,
        sync_api.sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=EXECUTABLE, args=[*ARGUMENTS, RULES]
        ) as browser,
        browser.new_context(viewport=PHONE, locale="da") as phone,
    ):
        phone.set_default_timeout(PATIENCE_MS)
        phone.on("request", note)
        for is_first in (True, False):
            page = phone.new_page()
            path = system.first if is_first else system.second
            with measured(page, cable) as visit:
                page.goto(f"http://{NAME}:{cable.port}{path}")
                if system.joins and is_first:
                    page.wait_for_load_state("networkidle")  # while people read
                    page.locator(ALONE).click()
                for statement in STATEMENTS:
                    page.get_by_text(statement, exact=True).first.wait_for()
                page.get_by_text(ANSWERS[0], exact=True).first.click()
                page.get_by_text(answered(1), exact=True).wait_for()
            if is_first:
                outcome.first = visit
            else:
                outcome.second = visit
            _save(page)
            page.close()
    outcome.elsewhere = dict(elsewhere)


def _save(page: sync_api.Page) -> None:
    page.get_by_label(FIELD).fill(NOTE)
    page.get_by_role("button", name=SAVE, exact=True).click()
    page.get_by_text(saved(1, NOTE), exact=True).wait_for()


# --- a hall ---


async def storm(outcome: Outcome, system: System, *, seed: int) -> None:
    """Let a hall come at random moments; all stay until it has been measured."""
    server, everything = ServerLoad(system.process_id), ServerLoad(os.getpid())
    chance = random.Random(seed)
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=EXECUTABLE, args=[*ARGUMENTS, RULES]
        )
        hall = [await _phone(browser) for _ in range(outcome.visitors + 1)]
        # What only the first visitor of a server pays is nobody's share.
        alone = Outcome(outcome.system, outcome.version, 1, 0)
        await _visit(alone, system, hall[0], 0)
        if alone.failures:
            raise LeftOut(f"its page does not work ({alone.failures[0]}).")
        await asyncio.sleep(QUIET_S)
        cpu_s, all_s = server.cpu_s(), everything.cpu_s()
        memory_mb = await asyncio.to_thread(server.memory_mb)
        await asyncio.gather(
            *(
                _visit(outcome, system, page, chance.uniform(0, outcome.within_s))
                for page in hall[1:]
            )
        )
        await asyncio.sleep(QUIET_S)
        outcome.cpu_s = server.cpu_s() - cpu_s
        outcome.browsers_s = everything.cpu_s() - all_s - outcome.cpu_s
        grown_mb = await asyncio.to_thread(server.memory_mb) - memory_mb
        outcome.memory_mb = grown_mb
        await browser.close()


async def _phone(browser: async_api.Browser) -> async_api.Page:
    context = await browser.new_context(viewport=PHONE, locale="da")
    context.set_default_timeout(PATIENCE_MS)
    return await context.new_page()


async def _visit(
    outcome: Outcome, system: System, page: async_api.Page, after_s: float
) -> None:
    """Come, join where that is asked for, and give the first answer."""
    await asyncio.sleep(after_s)
    began_s = time.perf_counter()
    try:
        await page.goto(f"http://{NAME}:{system.port}{system.first}")
        if system.joins:
            await page.locator(ALONE).click()
        await (
            page.locator("input[type=radio]").nth(RADIOS - 1).wait_for(state="attached")
        )
        await page.get_by_text(STATEMENTS[-1], exact=True).first.wait_for()
        await page.get_by_role("button", name=SAVE, exact=True).wait_for()
        shown_s = time.perf_counter() - began_s
        await page.get_by_text(ANSWERS[0], exact=True).first.click()
        await page.get_by_text(answered(1), exact=True).wait_for()
    except async_api.Error as problem:
        outcome.failures.append(f"{type(problem).__name__}: {problem}")
    else:
        outcome.shown_s.append(shown_s)
        outcome.answered_s.append(time.perf_counter() - began_s)


# --- what is written ---


def table(outcomes: list[Outcome]) -> str:
    """Return the outcomes as a Markdown table, with the circumstances beneath."""
    first = outcomes[0]
    memory_gb = psutil.virtual_memory().total / 1024**3
    hosts = {
        each.system: ", ".join(f"{host} {n}" for host, n in each.elsewhere.items())
        for each in outcomes
        if each.elsewhere
    }
    return "\n".join(
        [
            f"{first.visitors} phones within {first.within_s:g} s; one page of"
            f" {len(STATEMENTS)} statements:",
            "",
            markdown([each.row() for each in outcomes]),
            "",
            f"{psutil.cpu_count()} processors, {memory_gb:.0f} GB,"
            f" Python {platform.python_version()}, {platform.system()}. The phones are"
            " contexts of one Chromium on the same machine: the waits contain their"
            " work, the server's figures do not. Joining is part of the warm kernels'"
            " waits and first visit. Bytes go both ways, with the websocket's, over"
            " plain http under a name (no brotli).",
            *(
                f"\n{name} asked elsewhere, in its two visits: {asked}."
                for name, asked in hosts.items()
            ),
            "",
        ]
    )


def picture(outcomes: list[Outcome], file: Path) -> None:
    """Draw what each system costs and how long its visitors wait."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    def p95(outcome: Outcome) -> float:
        found = waits(outcome.answered_s)
        return found.p95 if found else 0.0

    charts: dict[str, tuple[str, Callable[[Outcome], float]]] = {
        "until the first answer counts, s (p95)": ("%.2f", p95),
        "server's processor, s/visitor": ("%.3f", lambda o: o.each(o.cpu_s)),
        "server's memory, PSS MB/visitor": ("%.1f", lambda o: o.each(o.memory_mb)),
        "first visit, kB": ("%.0f", lambda o: o.first.bytes / 1000),
        "second visit, kB": ("%.0f", lambda o: o.second.bytes / 1000),
        "requests of the first visit": ("%.0f", lambda o: o.first.requests),
    }
    figure, grid = plt.subplots(
        2, 3, figsize=(12, 5), sharey=True, layout="constrained"
    )
    names = [each.system for each in outcomes]
    for axes, (title, (form, value)) in zip(grid.flat, charts.items(), strict=True):
        bars = axes.barh(names, [value(each) for each in outcomes], color="#7a8f85")
        axes.bar_label(bars, fmt=form, padding=3)
        axes.set_title(title, fontsize=10)
        axes.margins(x=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    grid.flat[0].invert_yaxis()
    figure.savefig(file, dpi=150)


def _measure(name: str, asked: argparse.Namespace) -> Outcome:
    number, serve = SYSTEMS[name]
    outcome = Outcome(name, number, asked.visitors, asked.within_s)
    with serve() as system:
        weigh(outcome, system)
        asyncio.run(storm(outcome, system, seed=asked.seed))
    return outcome


def main() -> int:
    """Measure each system in turn and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--within-s", type=float, default=20.0)
    parser.add_argument("--folder", type=Path, default=Path("frameworks"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--system", action="append", choices=SYSTEMS)
    asked = parser.parse_args()
    outcomes: list[Outcome] = []
    for name in asked.system or SYSTEMS:
        try:
            outcomes.append(_measure(name, asked))
        except (LeftOut, ServerError, sync_api.Error) as reason:
            sentence = str(reason).splitlines()[0]
            print(f"{name} is left out: {sentence}", flush=True)
            continue
        failures = sorted(set(outcomes[-1].failures))[:3]
        print(outcomes[-1].row(), *failures, sep="\n  ", flush=True)
    if not outcomes:
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / "frameworks.md").write_text(table(outcomes), encoding="utf-8")
    (asked.folder / "frameworks.json").write_text(
        json.dumps([asdict(each) for each in outcomes], indent=1), encoding="utf-8"
    )
    picture(outcomes, asked.folder / "frameworks.png")
    print(table(outcomes))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
