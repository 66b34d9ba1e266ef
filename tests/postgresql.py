"""A private PostgreSQL for one test run: own folder, own socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_TIMEOUT_S = 60
# Nothing here outlives the run, so a power cut may take it: this only saves time.
_HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest first; or None."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: float(folder.parent.name),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _as_owner(command: list[str | Path]) -> None:
    """Run a server program; root does it as ``postgres``, for root is refused."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=START_TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server that only this machine's owner reaches; give its SQLAlchemy URL.

    It listens on a socket in its own folder and on no port, so any number of runs
    stand side by side.
    """
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL's server programs are not on this machine.")
    # Not TMPDIR: a socket's whole path may have at most 107 characters.
    home = Path(tempfile.mkdtemp(prefix="mus-pg-", dir="/tmp"))
    data, log = home / "data", home / "log"
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    try:
        _as_owner([folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust",
                   "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        options = f"-c listen_addresses='' -k {home} {_HASTE} -c max_connections=200"
        pg_ctl = folder / "pg_ctl"
        _as_owner([pg_ctl, "-D", data, "-l", log, "-w", "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
        finally:
            _as_owner([pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)
