"""What a warm process is made of, and what it says about itself."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

#: Variables of the server that a warm process needs too. It must hold no secret: what
#: a process is started with stays readable in all the kernels forked from it.
PLAIN_VARIABLES = (
    "COVERAGE_*",
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_*",
    "LD_LIBRARY_PATH",
    "LOGNAME",
    "PATH",
    "PYTHON*",
    "TMPDIR",
    "TZ",
    "USER",
    "VIRTUAL_ENV",
)
#: Libraries must start no threads of their own before the fork.
_ONE_THREAD = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: One heap for all threads of a kernel; each further one costs memory.
_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}


class WarmFailed(RuntimeError):
    """A warm process, or a kernel from it, could not be had; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What is done before the fork, the same for all kernels.

    Attributes
    ----------
    modules : tuple of str
        Imported in this order.
    warm_up : str
        ``package.module:function``, called without arguments after the imports; it
        may use what kernels will use, and must leave nothing open.
    settle_in : str
        ``package.module:function``, called in a spare kernel while it waits for its
        visitor, see `WarmKernels`; it may open what it likes and belongs to nobody yet.
    watch : tuple of str
        Packages whose files are looked at before a fork; a change of one begins a
        new warm process.
    arguments : tuple of str
        Command line of the kernel application, without the connection file.
    environment : mapping of str
        Variables of the warm process on top of the server's plain ones.
    """

    modules: tuple[str, ...] = ()
    warm_up: str = ""
    settle_in: str = ""
    watch: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def dumps(self) -> str:
        """Return the recipe as one line of JSON, the same for equal recipes."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def loads(cls, line: str) -> Recipe:
        """Return the recipe that `dumps` wrote."""
        read: dict[str, Any] = json.loads(line)
        for name in ("modules", "watch", "arguments"):
            read[name] = tuple(read[name])
        return cls(**read)

    def launch_environment(self) -> dict[str, str]:
        """Return the environment that the warm process is started with."""
        plain = {
            name: value
            for name, value in os.environ.items()
            if any(fnmatchcase(name, pattern) for pattern in PLAIN_VARIABLES)
        }
        return {**_ONE_THREAD, **_ONE_HEAP, **plain, **self.environment}
