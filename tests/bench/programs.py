"""A server of somebody else's as a program of its own, for the benchmarks."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

START_S = 120.0


class LeftOut(RuntimeError):
    """A system that cannot be measured; the message is a sentence that says why."""


@contextmanager
def listening(command: list[str]) -> Iterator[tuple[int, int]]:
    """Run a server on a free port, and end it with all its processes.

    Parameters
    ----------
    command : list of str
        In which ``{port}`` stands for the port.

    Yields
    ------
    process_id, port : int

    Raises
    ------
    LeftOut
        If it does not listen.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [each.replace("{port}", str(port)) for each in command],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=folder,
            )
        try:
            _wait_for(port, process, log)
            yield process.pid, port
        finally:
            _end(process)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end_s = time.monotonic() + START_S
    while time.monotonic() < end_s and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
    raise LeftOut(f"{process.args!r} did not start ({''.join(last)}).")


def _end(process: subprocess.Popen[bytes]) -> None:
    below = []
    if process.poll() is None:
        below = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for each in psutil.wait_procs(below, timeout=10)[1]:
        each.kill()
