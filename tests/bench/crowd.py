"""What the benchmarks share: people who come at random moments, and Markdown tables."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable

from musworkshop.server.rehearsal.visitor import Visitor

Act = Callable[[Visitor], Awaitable[None]]


async def at_random(
    hall: Iterable[Visitor],
    act: Act,
    *,
    within_s: float,
    chance: random.Random,
    took_s: list[float],
    failures: list[str],
) -> None:
    """Let everybody act at a moment of their own, and note waits and failures.

    Parameters
    ----------
    hall : iterable of Visitor
    act : callable
        What each does.
    within_s : float
        Seconds over which they begin.
    chance : random.Random
    took_s : list of float
        Is filled with seconds.
    failures : list of str
        Is filled with what went wrong.
    """

    async def one(visitor: Visitor, after_s: float) -> None:
        await asyncio.sleep(after_s)
        began_s = time.perf_counter()
        try:
            await act(visitor)
        except Exception as problem:
            failures.append(f"{type(problem).__name__}: {problem}")
        else:
            took_s.append(time.perf_counter() - began_s)

    await asyncio.gather(*(one(each, chance.uniform(0, within_s)) for each in hall))


def markdown(rows: list[dict[str, str]]) -> str:
    """Return rows of equal keys as a Markdown table."""
    return "\n".join(
        "| " + " | ".join(cells) + " |"
        for cells in (rows[0], ["---"] * len(rows[0]), *(row.values() for row in rows))
    )
