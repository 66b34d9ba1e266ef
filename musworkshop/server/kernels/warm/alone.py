"""What must not be there when a process forks: threads, connections, open files."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection

from .recipe import WarmFailed

_STANDARD = frozenset({0, 1, 2})
#: Devices that are the same for every process.
_HARMLESS = frozenset({"/dev/null", "/dev/urandom", "/dev/random"})


def refuse_threads() -> None:
    """Refuse to fork beside other threads: their locks would stay locked for ever.

    Raises
    ------
    WarmFailed
        If the operating system knows of a second thread in this process.
    """
    number = len(os.listdir("/proc/self/task"))
    if number == 1:
        return
    names = [each.name for each in threading.enumerate()]
    raise WarmFailed(
        f"The warm process has {number} threads ({', '.join(names)}), and a fork would"
        " copy their locks but not them. Start threads in the kernels instead."
    )


def refuse_open_files(known: Collection[int]) -> None:
    """Refuse to fork with files or connections that all kernels would share.

    Parameters
    ----------
    known : collection of int
        File descriptors that the kernels know how to close.

    Raises
    ------
    WarmFailed
        If anything else is open.
    """
    still_open = []
    for name in os.listdir("/proc/self/fd"):
        number = int(name)
        if number in _STANDARD or number in known:
            continue
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:  # the listing's own descriptor
            continue
        if target not in _HARMLESS:
            still_open.append(target)
    if still_open:
        raise WarmFailed(
            f"The warm process holds {', '.join(sorted(still_open))} open, and all"
            " kernels would share it. Close it before the warm-up ends."
        )
