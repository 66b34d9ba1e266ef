"""Whether this machine can serve a workshop, and what to do where it cannot."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from packaging.version import Version

from musworkshop import folders
from musworkshop.errors import StoreError
from musworkshop.server.addresses import own_addresses
from musworkshop.server.configuration import LEFT_MB
from musworkshop.server.kernels.choice import KERNEL_MB, KernelKind, why_not_here
from musworkshop.server.kernels.limits import raise_open_files
from musworkshop.settings import Settings
from musworkshop.store import start
from musworkshop.store.connect import sqlite_library
from musworkshop.text import _

#: First versions without the faults listed in the decision on version floors.
FLOORS = {
    "voila": "0.5.13",
    "jupyter-server": "2.20.0",
    "tornado": "6.5.8",
    "nbconvert": "7.17.0",
}
_PYTHON_FLOOR = (3, 11)
_LEAST_DISK_MB = 500
_LEAST_FILES = 1024
_FILES_PER_KERNEL = 15
_MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    #: What was found.
    text: str
    #: What to do; empty where nothing is to be done.
    advice: str = ""


def examine(settings: Settings, *, port: int = 8866) -> list[Finding]:
    """Look at everything a workshop needs from this machine.

    Parameters
    ----------
    settings : Settings
        Data folder and database to look at.
    port : int
        The port the dashboards will be served on.

    Returns
    -------
    list of Finding
        In the order in which they are worth reading.
    """
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        _sqlite,
        lambda: _database(settings),
        lambda: _disk(settings.data),
        _kernels,
        lambda: _port(port),
        _addresses,
        _fonts,
        _files,
    )
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info[:2] >= _PYTHON_FLOOR
    yield Finding(
        name="Python",
        ok=ok,
        text=found,
        advice="" if ok else _("Install Python 3.11 or newer."),
    )


def _packages() -> Iterator[Finding]:
    for name, floor in FLOORS.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        ok = bool(found) and Version(found) >= Version(floor)
        advice = _("Install {name} {floor} or newer; older ones have known holes.")
        yield Finding(
            name=name,
            ok=ok,
            text=found or _("not installed"),
            advice="" if ok else advice.format(name=name, floor=floor),
        )


def _sqlite() -> Iterator[Finding]:
    found = sqlite_library().sqlite_version
    try:
        start.refuse_affected_library(found)
    except StoreError as problem:
        yield Finding(name="SQLite", ok=False, text=found, advice=str(problem))
        return
    yield Finding(name="SQLite", ok=True, text=found)


def _database(settings: Settings) -> Iterator[Finding]:
    # Without the user name and the password that an address may hold.
    shown = re.sub(r"//[^@/]*@", "//", settings.url)
    name = _("Database")
    try:
        start.prepare(settings.url).dispose()
    except (StoreError, OSError) as problem:
        yield Finding(name=name, ok=False, text=shown, advice=str(problem))
        return
    yield Finding(name=name, ok=True, text=shown)


def _disk(folder: Path) -> Iterator[Finding]:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free_mb = shutil.disk_usage(there).free // _MB
    ok = free_mb >= _LEAST_DISK_MB
    yield Finding(
        name=_("Free disk"),
        ok=ok,
        text=_("{n} MB in {folder}").format(n=free_mb, folder=folder),
        advice="" if ok else _("Make room: at least {n} MB.").format(n=_LEAST_DISK_MB),
    )


def _kernels() -> Iterator[Finding]:
    reason = asyncio.run(why_not_here())
    yield Finding(
        name=_("Warm kernels"),
        ok=True,
        text=_(
            "not here, so each page takes its time, and those of --expect begin before"
            " anybody comes: {reason}"
        ).format(reason=reason)
        if reason
        else _("possible here"),
    )
    kind = KernelKind.PLAIN if reason else KernelKind.WARM
    free_mb = psutil.virtual_memory().available // _MB
    devices = max(0, (free_mb - LEFT_MB) // KERNEL_MB[kind])
    ok = devices >= 12
    yield Finding(
        name=_("Free memory"),
        ok=ok,
        text=_("{n} MB, room for about {devices} open pages").format(
            n=free_mb, devices=devices
        ),
        advice="" if ok else _("Close other programs before the workshop."),
    )


def _port(port: int) -> Iterator[Finding]:
    name = _("Port")
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError as problem:
            advice = _("Stop what uses it, or choose another one with --port.")
            text = f"{port}: {problem.strerror}"
            yield Finding(name=name, ok=False, text=text, advice=advice)
            return
    yield Finding(name=name, ok=True, text=_("{port} is free").format(port=port))


def _addresses() -> Iterator[Finding]:
    found = own_addresses()
    yield Finding(
        name=_("Address for phones"),
        ok=bool(found),
        text=", ".join(found) or _("none but this machine itself"),
        advice=""
        if found
        else _("Connect to the wifi of the room, or share one from this machine."),
    )


def _fonts() -> Iterator[Finding]:
    wanted = ("inter-variable.woff2", "Inter-Regular.ttf", "Inter-Bold.ttf")
    folder = folders.TEMPLATES / "fonts"
    missing = [name for name in wanted if not (folder / name).is_file()]
    yield Finding(
        name=_("Fonts"),
        ok=not missing,
        text=", ".join(missing) or _("Inter, in the package"),
        advice=_("Install musworkshop again.") if missing else "",
    )


def _files() -> Iterator[Finding]:
    found = raise_open_files()
    ok = found >= _LEAST_FILES
    yield Finding(
        name=_("Open files"),
        ok=ok,
        text=_("{n}, enough for about {devices} open pages").format(
            n=found, devices=(found - 200) // _FILES_PER_KERNEL
        ),
        advice="" if ok else _("Raise the limit, for instance with: ulimit -n 4096"),
    )
