"""The four servers of the page: each listens while its context is open."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from musworkshop.server.process import start_server
from tests.bench.bytes import NAME
from tests.bench.programs import LeftOut, listening

PAGES = Path(__file__).parent
STREAMLIT = "streamlit==1.67.0"
PANEL = "panel==1.9.4"


@dataclass(frozen=True)
class System:
    """A server that listens."""

    process_id: int
    port: int
    #: Path at which a visitor comes the first time, and later on.
    first: str = "/"
    second: str = "/"
    #: Whether the first path leads to a page on which people choose how they join.
    joins: bool = False


Serve = Callable[[], AbstractContextManager[System]]


@contextmanager
def streamlit() -> Iterator[System]:
    """Streamlit as it is installed, in an environment of its own."""
    program = [str(_python_with(STREAMLIT)), "-m", "streamlit", "run"]
    page = str(PAGES / "streamlit_page.py")
    options = ["--server.headless=true", "--server.address=127.0.0.1"]
    options += [f"--browser.serverAddress={NAME}", "--server.port={port}"]
    with listening([*program, page, *options]) as (process_id, port):
        yield System(process_id, port)


@contextmanager
def panel() -> Iterator[System]:
    """Panel as it is installed, in an environment of its own."""
    program = [str(_python_with(PANEL)), "-m", "panel", "serve"]
    page = str(PAGES / "panel_page.py")
    options = ["--address=127.0.0.1", "--port={port}"]
    options += ["--allow-websocket-origin=*", "--index=panel_page"]
    with listening([*program, page, *options]) as (process_id, port):
        yield System(process_id, port, first="/panel_page", second="/panel_page")


@contextmanager
def plain_voila() -> Iterator[System]:
    """Voila as it is installed."""
    program = [sys.executable, "-P", "-m", "voila"]
    page = str(PAGES / "statements.ipynb")
    options = ["--no-browser", "--port={port}", "--Voila.ip=127.0.0.1"]
    with listening([*program, page, *options]) as (process_id, port):
        yield System(process_id, port)


@contextmanager
def warm_kernels() -> Iterator[System]:
    """Our server with the notebook in the place of a person's page alone."""
    options = ["--kernels", "warm", "--most-kernels", "1000", "--name", NAME]
    with tempfile.TemporaryDirectory(prefix="frameworks-") as folder:
        shutil.copy(PAGES / "statements.ipynb", Path(folder) / "participant.ipynb")
        shutil.copy(PAGES / "words.py", folder)
        options += ["--notebooks", folder]
        with start_server(concept="toender", options=tuple(options)) as server:
            yield System(
                server.process_id,
                urlsplit(server.url).port or 0,
                first=server.scan_path,
                second="/participant",
                joins=True,
            )


SYSTEMS: dict[str, tuple[str, Serve]] = {
    "Streamlit": (STREAMLIT.partition("==")[2], streamlit),
    "Panel": (PANEL.partition("==")[2], panel),
    "plain Voila": (version("voila"), plain_voila),
    "warm kernels": (version("musworkshop"), warm_kernels),
}


def _python_with(requirement: str) -> Path:
    """Return the Python of an environment that holds a package, fetched at first."""
    folder = Path(tempfile.gettempdir()) / f"musworkshop-bench-{requirement}"
    python = folder / "bin" / "python"
    if (folder / "complete").exists():
        return python
    uv = Path(sys.executable).with_name("uv")
    for command in (
        ["venv", "--quiet", "--clear", "--python", sys.executable, str(folder)],
        ["pip", "install", "--compile-bytecode", "--python", str(python), requirement],
    ):
        done = subprocess.run(
            [uv, *command], capture_output=True, text=True, check=False
        )
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1].strip()
            raise LeftOut(f"{requirement} could not be fetched ({why}).")
    (folder / "complete").touch()
    return python
