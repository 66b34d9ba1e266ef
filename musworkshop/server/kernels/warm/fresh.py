"""What a kernel must have for itself, right after the fork."""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
from collections.abc import Iterable, Mapping

from .lifeline import hold_on_to

_CHANGED_SIGNALS = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM)


def become_a_process_of_ones_own(*, lifeline: int, leave: Iterable[int]) -> None:
    """Give a forked process its own session, signals and seeds.

    Parameters
    ----------
    lifeline : int
        File descriptor, see `lifeline`.
    leave : iterable of int
        File descriptors of the warm process, closed here.
    """
    os.setsid()
    hold_on_to(lifeline)
    signal.set_wakeup_fd(-1)
    for number in _CHANGED_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    for descriptor in leave:
        os.close(descriptor)
    reseed()
    gc.enable()


def put_on(environment: Mapping[str, str], *, folder: str) -> None:
    """Take a launch's whole environment and its folder, and nothing of what was."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)


def reseed() -> None:
    """Draw new seeds, so that no two kernels draw the same numbers.

    ``uuid`` and ``secrets`` ask the system each time; ``random`` and ``numpy.random``
    would go on from one common state.
    """
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None and "numpy.random" in sys.modules:
        numpy.random.seed()
