"""A real server in a process of its own: what tests and the rehearsal talk to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from musworkshop.errors import ServerError
from musworkshop.text import _

START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 20.0


@dataclass(frozen=True, kw_only=True)
class RunningServer:
    """A server that listens."""

    #: Origin, such as ``http://127.0.0.1:43211``.
    url: str
    #: Paths of the two secret pages, such as ``/f/…``.
    facilitator_path: str
    projector_path: str
    #: Path and query of the scanned join link.
    scan_path: str
    room_code: str
    workshop_id: str
    process_id: int
    data: Path


@contextmanager
def start_server(
    data: Path | None = None,
    *,
    concept: str | Path | None = None,
    language: str = "da",
    database_url: str = "",
    workshop_id: str | None = None,
    options: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Iterator[RunningServer]:
    """Start a server on a free port of this machine, and end it with all its kernels.

    Parameters
    ----------
    data : Path, optional
        Data folder; a temporary one, removed afterwards, when left out.
    concept : str or Path, optional
        Shipped concept or folder to begin a workshop with.
    language : str
        ``da`` or ``en``.
    database_url : str
        Another database than the SQLite file in `data`.
    workshop_id : str, optional
        Workshop to serve; the newest, or a new one, when left out.
    options : tuple of str
        Further arguments of ``python -m musworkshop.server``.
    environment : mapping, optional
        Variables on top of this process's own.
    log : Path, optional
        File for what the server says; ``server.log`` in `data` when left out.

    Yields
    ------
    RunningServer

    Raises
    ------
    ServerError
        If it does not listen within a minute; with the last line it said.
    """
    with tempfile.TemporaryDirectory(prefix="mus-") as spare:
        folder = data or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        # -P: a file of ours that is called voila.py would otherwise hide Voila.
        command = [sys.executable, "-P", "-m", "musworkshop.server"]
        command += ["--data", str(folder), "--language", language, *options]
        for option, value in (
            ("--concept", concept),
            ("--database-url", database_url),
            ("--workshop", workshop_id),
        ):
            if value:
                command += [option, str(value)]
        said = log or folder / "server.log"
        with said.open("ab") as sink:
            process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=sink,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
            )
        try:
            yield _ready(process, folder, said)
        finally:
            _end(process)


def _ready(process: subprocess.Popen[bytes], data: Path, said: Path) -> RunningServer:
    assert process.stdout is not None
    watch = threading.Timer(START_TIMEOUT_S, process.kill)
    watch.start()
    line = process.stdout.readline()
    watch.cancel()
    if not line:
        process.wait()
        last = said.read_text("utf-8", "replace").strip().splitlines()[-1:]
        raise ServerError(
            _("The server did not start: {reason}").format(reason="".join(last))
        )
    links = json.loads(line)
    scan = urlsplit(links["scan"])
    return RunningServer(
        url=links["local"],
        facilitator_path=urlsplit(links["facilitator"]).path,
        projector_path=urlsplit(links["projector"]).path,
        scan_path=f"{scan.path}?{scan.query}",
        room_code=links["room_code"],
        workshop_id=links["workshop_id"],
        process_id=process.pid,
        data=data,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
