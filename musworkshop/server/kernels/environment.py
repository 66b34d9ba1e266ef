"""What a kernel learns from its environment: as little as it needs."""

from __future__ import annotations

from collections.abc import Mapping

from musworkshop.settings import SEAT_VARIABLE

_NAMES = frozenset(
    {
        "APPDATA",
        "COMSPEC",
        "HOME",
        "LANG",
        "LANGUAGE",
        "LD_LIBRARY_PATH",
        "LOCALAPPDATA",
        "LOGNAME",
        "PATH",
        "PATHEXT",
        "PROGRAMDATA",
        "SYSTEMROOT",
        "TEMP",
        "TMP",
        "TMPDIR",
        "TZ",
        "USER",
        "USERPROFILE",
        "VIRTUAL_ENV",
        "WINDIR",
        SEAT_VARIABLE,
    }
)
_BEGINNINGS = (
    "CONDA_",
    "COVERAGE_",
    "DYLD_",
    "LC_",
    "MUSWORKSHOP_",
    "PG",  # how libpq finds a PostgreSQL
    "PYTHON",
    "XDG_",
)


def kernel_environment(everything: Mapping[str, str], **further: str) -> dict[str, str]:
    """Return the part of a server's environment that its kernels get.

    Parameters
    ----------
    everything : mapping
        The server's own environment and what Voila adds from the request.
    **further : str
        Set or replaced on top.

    Examples
    --------
    >>> sorted(kernel_environment({"PATH": "/bin", "HTTP_COOKIE": "secret"}))
    ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'PATH']
    """
    kept = {
        name: value
        for name, value in everything.items()
        if name in _NAMES or name.startswith(_BEGINNINGS)
    }
    # One thread is plenty for a page, and sixty kernels share the processors.
    single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**single, **kept, **further}
