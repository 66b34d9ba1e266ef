"""Whether the files that were imported are still the ones on the disk."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable

_LOOK_EVERY_S = 1.0


class Changes:
    """Modification times of the loaded modules of some packages.

    Parameters
    ----------
    packages : iterable of str
        Names of packages; their loaded modules are remembered as they are now.
    """

    def __init__(self, packages: Iterable[str]) -> None:
        prefixes = tuple(packages)
        self._times_ns: dict[str, int] = {
            path: _modified_ns(path)
            for name, module in list(sys.modules.items())
            if any(name == each or name.startswith(f"{each}.") for each in prefixes)
            if (path := getattr(module, "__file__", None))
        }
        self._looked_at_s = time.monotonic()

    def first(self) -> str:
        """Return a file that has changed, or "" for none; looks once a second."""
        moment_s = time.monotonic()
        if moment_s - self._looked_at_s < _LOOK_EVERY_S:
            return ""
        self._looked_at_s = moment_s
        for path, time_ns in self._times_ns.items():
            if _modified_ns(path) != time_ns:
                return path
        return ""


def _modified_ns(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
