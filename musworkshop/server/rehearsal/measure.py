"""What a rehearsal measures: waits, processor and memory of the whole server."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

_MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Seconds somebody waited: the middle, the slowest in twenty, the slowest."""

    p50: float
    p95: float
    max: float


def waits(seconds: Iterable[float]) -> Waits | None:
    """Return the percentiles of some waits, or None when nobody waited.

    Parameters
    ----------
    seconds : iterable of float

    Examples
    --------
    >>> waits([0.1, 0.2, 0.3, 0.4])
    Waits(p50=0.2, p95=0.4, max=0.4)
    """
    ordered = sorted(seconds)
    if not ordered:
        return None
    return Waits(
        p50=_nearest(ordered, 50), p95=_nearest(ordered, 95), max=round(ordered[-1], 3)
    )


def _nearest(ordered: list[float], percent: int) -> float:
    """Return a value that was really measured: the nearest rank."""
    rank = math.ceil(len(ordered) * percent / 100)
    return round(ordered[max(0, rank - 1)], 3)


class ServerLoad:
    """Processor and memory of a server with all its kernels.

    Parameters
    ----------
    process_id : int
        Of the server; its children are counted with it.
    """

    def __init__(self, process_id: int) -> None:
        self._server = psutil.Process(process_id)
        #: Process -> seconds of processor it had used when it was last seen.
        self._used_s: dict[psutil.Process, float] = {}

    def cpu_s(self) -> float:
        """Return the seconds of processor used so far, those of ended kernels too."""
        for process in self._tree():
            try:
                times = process.cpu_times()
            except psutil.Error:  # it has just ended
                continue
            self._used_s[process] = times.user + times.system
        return sum(self._used_s.values())

    def memory_mb(self) -> float:
        """Return the memory in use, in MB; what processes share is counted once.

        On systems that cannot tell who shares what, only what each process has for
        itself is counted.
        """
        total = 0
        for process in self._tree():
            try:
                used = process.memory_full_info()
            except psutil.Error:
                continue
            total += getattr(used, "pss", 0) or used.uss
        return total / _MB

    def _tree(self) -> list[psutil.Process]:
        try:
            return [self._server, *self._server.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []
