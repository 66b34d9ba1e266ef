#!/usr/bin/env python3
"""Pass every check of the project with one line: ``python3 tests/run.py``.

It prepares what the checks need (packages, PostgreSQL, Chromium, LibreOffice), runs
them one after another and stops at the first that fails. Standard library only,
because it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import postgresql

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
UV = "uv>=0.13,<1"
QUICK_BROWSER = "chromium-headless-shell"
#: Databases of tests lie in memory where there is room: each commit waits for its disk.
IN_MEMORY, ROOM_BYTES = Path("/dev/shm"), 4 * 2**30
EXIT_FAILED, EXIT_NOT_POSSIBLE = 1, 2
ALONE = "bench or alone"  # kills, floods, forks, measures: nothing beside


@dataclass(frozen=True)
class Check:
    """One step of the run: a name, a command, and what it needs."""

    name: str
    command: Sequence[str | Path]
    is_heavy: bool = False
    needs_postgresql: bool = False
    variables: dict[str, str] = field(default_factory=dict)


def checks(reports: Path) -> Iterator[Check]:
    """Give the checks in the order in which they run: quick ones first."""
    python = PROGRAMS / "python"
    modules = sorted((ROOT / "musworkshop").rglob("*.py"))
    # In the order of the folders: those with few long tests come first.
    beside = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    javascript = sorted((ROOT / "tests/widgets/js").glob("*.test.mjs"))

    def pytest(name: str, *options: str | Path) -> list[str | Path]:
        report = f"--junitxml={reports / name}.xml"
        return [python, "-m", "pytest", "-q", report, *options]

    yield Check("format", [PROGRAMS / "ruff", "format", "--check", "."])
    yield Check("lint", [PROGRAMS / "ruff", "check", "."])
    yield Check("types", [PROGRAMS / "mypy", "--strict", "musworkshop"])
    yield Check("layers", [PROGRAMS / "lint-imports", "--no-logo"])
    yield Check("docstrings", [PROGRAMS / "numpydoc", "lint", *modules])
    yield Check("locale", [python, "tests/locale_tool.py", "check"])
    yield Check("javascript", ["node", "--test", *javascript])
    yield Check(
        "tests",
        pytest("tests", *beside, "-m", f"not (browser or attack or {ALONE})"),
        needs_postgresql=True,
    )
    yield Check(
        "notebooks",
        pytest("notebooks", "--nbval-lax", ROOT / "notebooks"),
        variables={"MUSWORKSHOP_DATA": str(reports / "data")},
    )
    yield Check(
        "browser",
        pytest("browser", *beside, "-m", f"(browser or attack) and not ({ALONE})"),
        is_heavy=True,
        needs_postgresql=True,
    )
    yield Check(
        "alone",
        pytest("alone", "-m", ALONE),
        is_heavy=True,
        needs_postgresql=True,
    )


def packages_missing(*, with_browser: bool) -> list[str]:
    """Return Debian's names of the programs that the checks need and do not find."""

    def found(*names: str) -> bool:
        return any(shutil.which(name) for name in names)

    office = Path("/usr/lib/libreoffice/program")
    has_office = found("soffice") and (
        not office.is_dir()  # not Debian's: it comes whole
        or all((office / part).exists() for part in ("libswlo.so", "libsclo.so"))
    )
    present = {
        "postgresql": postgresql.programs() is not None,
        "libreoffice-writer-nogui": has_office,
        "libreoffice-calc-nogui": has_office,
        "poppler-utils": found("pdftotext") and found("pdftoppm"),
        "nodejs": found("node"),
        "git": found("git"),
        "chromium": not with_browser
        or found("chromium", "chromium-browser", "google-chrome"),
        "gcc": not with_browser or found("cc"),
        "libc6-dev": not with_browser or Path("/usr/include/time.h").exists(),
    }
    return [name for name, is_present in present.items() if not is_present]


def install_quick_browser() -> None:
    """Try to install Chromium without its windows: same engine, a fifth of the work.

    The tests take the whole browser where it is not to be had, see `tests.chromium`.
    """
    if shutil.which(QUICK_BROWSER) or os.name != "posix" or os.geteuid():
        return
    if not shutil.which("apt-get"):
        return
    say(f"installing {QUICK_BROWSER}")
    patience = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20"]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["install", "-y", "--no-install-recommends", QUICK_BROWSER]
    for command in (["update"], wanted):
        subprocess.run(
            ["apt-get", "-qq", *patience, *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def install(packages: list[str]) -> None:
    """Install Debian packages where that is allowed, else say the exact command."""
    if not packages:
        return
    options = ["install", "-y", "--no-install-recommends", *packages]
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {', '.join(packages)}")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], ["apt-get", "-q", *options]):
            subprocess.run(command, check=True, env=quiet, stdin=subprocess.DEVNULL)
        return
    say("The tests need programs that are not on this machine. Install them with:")
    print(f"  sudo apt-get update && sudo apt-get {' '.join(options)}")
    print("and run 'python3 tests/run.py' again.")
    sys.exit(EXIT_NOT_POSSIBLE)


def prepare_environment() -> None:
    """Make ``.venv`` hold exactly the versions of ``uv.lock``, and uv beside them."""
    python = PROGRAMS / "python"
    if not python.exists():
        say("making .venv")
        create = [sys.executable, "-m", "venv", ENVIRONMENT]
        if subprocess.run(create, capture_output=True, check=False).returncode:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            install(["python3-venv"])  # Debian keeps a part of venv in a package
            subprocess.run(create, check=True)
    uv = shutil.which("uv", path=PROGRAMS) or shutil.which("uv")
    if uv is None:
        subprocess.run([python, "-m", "ensurepip", "--upgrade"], capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "-q", UV], check=True)
        uv = str(PROGRAMS / "uv")
    say("installing the locked versions")
    # Inexact: what is not in the lock, uv itself among it, stays.
    command = [uv, "sync", "--locked", "--inexact", "--group", "test", "--quiet"]
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": ".venv"}
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | settings)


def clean_variables() -> dict[str, str]:
    """Return the environment without a developer's own settings of the product."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MUSWORKSHOP_") or name.startswith("MUSWORKSHOP_TEST_")
    }
    return kept | {"PATH": os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])}


def quick_folder() -> dict[str, str]:
    """Return the variable that lets temporary folders lie in memory, if they can."""
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM_BYTES:
        return {"TMPDIR": str(IN_MEMORY)}
    return {}


def run(chosen: Sequence[Check]) -> str | None:
    """Run the checks; return the name of the first that failed, or None."""
    variables = clean_variables()
    needs_server = any(check.needs_postgresql for check in chosen)
    with ExitStack() as until_the_end:
        if needs_server and "MUSWORKSHOP_TEST_POSTGRESQL_URL" not in variables:
            say("starting PostgreSQL")
            url = until_the_end.enter_context(postgresql.private_server())
            variables["MUSWORKSHOP_TEST_POSTGRESQL_URL"] = url
        for check in chosen:
            say(check.name)
            begun = time.monotonic()
            done = subprocess.run(
                check.command,
                cwd=ROOT,
                env=variables | quick_folder() | check.variables,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            took_s = time.monotonic() - begun
            outcome = f"failed (exit {done.returncode})" if done.returncode else "ok"
            say(f"{check.name}: {outcome} in {took_s:.1f} s")
            if done.returncode:
                return check.name
    return None


def closing_line(reports: Path) -> str:
    """Add up what pytest counted in all its runs."""
    total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for report in reports.glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            for key in total:
                total[key] += int(suite.get(key, 0))
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    return f"{passed} passed, {failed} failed, {total['skipped']} skipped"


def say(sentence: str) -> None:
    """Print one line of the run's own."""
    print(f"-- {sentence}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; return the exit code."""
    # A run that is ended from outside still stops its PostgreSQL.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(EXIT_FAILED))
    with tempfile.TemporaryDirectory(prefix="mus-run-") as folder:
        reports = Path(folder)
        names = [check.name for check in checks(reports)]
        parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
        parser.add_argument(
            "--only",
            action="append",
            choices=names,
            metavar="NAME",
            help=f"run this check alone; may be repeated: {', '.join(names)}",
        )
        parser.add_argument(
            "--fast",
            action="store_true",
            help="leave out browser, attacks and measurements",
        )
        asked = parser.parse_args(arguments)
        begun = time.monotonic()
        chosen = [
            check
            for check in checks(reports)
            if check.name in (asked.only or names)
            and not (asked.fast and check.is_heavy)
        ]
        needs_browser = any(check.is_heavy for check in chosen)
        install(packages_missing(with_browser=needs_browser))
        if needs_browser:
            install_quick_browser()
        prepare_environment()
        stopped_at = run(chosen)
        took_s = time.monotonic() - begun
        if stopped_at:
            say(f"stopped at '{stopped_at}' after {took_s:.0f} s")
            say(f"this check alone: python3 tests/run.py --only {stopped_at}")
        else:
            say(f"all of {', '.join(c.name for c in chosen)} in {took_s:.0f} s")
        if any(reports.glob("*.xml")):
            print(closing_line(reports), flush=True)
    return EXIT_FAILED if stopped_at else 0


if __name__ == "__main__":
    sys.exit(main())
