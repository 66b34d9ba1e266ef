"""Whether kernels can be forked here: one is, and ended again."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import write_connection_file

from .keeper import Keeper
from .order import Order
from .recipe import Recipe, WarmFailed
from .sockets import folder_for_sockets

_CELL = "40 + 2"
_SHOWN = "42"
_PORTS = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")


async def why_not(recipe: Recipe) -> str:
    """Fork a kernel, let it run a cell, end it.

    Parameters
    ----------
    recipe : Recipe
        What it is forked from; the warm process stays and serves the first visitors.

    Returns
    -------
    str
        "" where it works; else the reason, for the person who starts the server.
    """
    if not sys.platform.startswith("linux"):
        return "This operating system does not fork safely."
    if not hasattr(os, "pidfd_open"):
        return "This Python cannot watch forked processes (os.pidfd_open is missing)."
    try:
        with tempfile.TemporaryDirectory(
            prefix="warm-", dir=folder_for_sockets()
        ) as folder:
            shown = await _show_one(recipe, Path(folder))
    except (OSError, WarmFailed) as problem:
        return str(problem)
    return "" if shown == _SHOWN else f"A forked kernel answered {shown!r}."


async def _show_one(recipe: Recipe, folder: Path) -> str:
    file = folder / "kernel.json"
    ports: dict[str, Any] = {name: number for number, name in enumerate(_PORTS, 1)}
    write_connection_file(
        str(file),
        transport="ipc",
        ip=str(folder / "kernel"),
        key=secrets.token_hex().encode(),
        **ports,
    )
    kernel, _warm = await Keeper.of(recipe).fork(
        str(file),
        Order(
            environment=recipe.launch_environment(),
            folder=str(folder),
            cells=(_CELL,),
        ),
    )
    with suppress(ProcessLookupError):
        os.killpg(kernel.process_id, signal.SIGKILL)
    try:
        return str(kernel.cells[0]["outputs"][0]["data"]["text/plain"])
    except (IndexError, KeyError):
        return ""
