"""The lifeline: a pipe that only the server can write to, and never does.

When the server ends, however it ends, the pipe hangs up, and the system ends every
kernel that holds the other end: also one that is busy, stuck, or without its parent.
"""

from __future__ import annotations

import fcntl
import os
import select


def hold_on_to(lifeline: int) -> None:
    """Let the system end this process and its children when the pipe hangs up.

    Parameters
    ----------
    lifeline : int
        File descriptor of the pipe's reading end.
    """
    # Opened anew: the wish for a signal belongs to an open file, and the inherited
    # one is shared by all kernels.
    own = os.open(f"/proc/self/fd/{lifeline}", os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(own, fcntl.F_SETOWN, -os.getpgrp())
    flags = fcntl.fcntl(own, fcntl.F_GETFL)
    # SIGIO ends a process that has no handler for it.
    fcntl.fcntl(own, fcntl.F_SETFL, flags | os.O_ASYNC)
    if has_hung_up(lifeline):
        os._exit(0)


def has_hung_up(lifeline: int) -> bool:
    """Return whether the server has gone."""
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    return any(event & select.POLLHUP for _fd, event in poll.poll(0))
