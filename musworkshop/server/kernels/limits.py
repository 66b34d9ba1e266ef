"""Limits of the process: many kernels mean many open files."""

from __future__ import annotations

#: Enough for several hundred kernels; what the system calls "unlimited" is no number.
_ENOUGH_FILES = 65_536


def raise_open_files() -> int:
    """Raise the limit of open files as far as the system allows; return it."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return _ENOUGH_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or hard > _ENOUGH_FILES:
        wanted = _ENOUGH_FILES
    else:
        wanted = hard
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _ENOUGH_FILES if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):  # macOS allows less than it says
        wanted = min(wanted, 10_240)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            return int(soft)
    return int(wanted)
