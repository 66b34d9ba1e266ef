"""Opening the store: refuse what would lose data, then bring the tables up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from musworkshop.errors import StoreRefused
from musworkshop.store import tables
from musworkshop.store.connect import engine_for, reading, sqlite_library
from musworkshop.store.values import new_token
from musworkshop.text import _

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"

#: File systems on which SQLite's locks cannot be trusted between processes.
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afpfs",
        "ceph",
        "cifs",
        "fuse.gvfsd-fuse",
        "fuse.onedriver",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
        "davfs",
        "fuse.davfs2",
        "lustre",
        "remote",  # a drive that Windows says is one
        "vboxsf",
        "vmhgfs",
        "fuse.vmhgfs-fuse",
    }
)
_SYNCED_FOLDERS = re.compile(
    r"onedrive|dropbox|google ?drive|icloud|mobile documents|cloudstorage|nextcloud"
    r"|owncloud|seafile",
    re.I,
)


def prepare(url: str) -> Engine:
    """Check the database, migrate it, and return its engine.

    Parameters
    ----------
    url : str
        ``sqlite:///path`` or ``postgresql://…``.

    Returns
    -------
    Engine
        This process's engine, with the newest tables.

    Raises
    ------
    StoreRefused
        If the SQLite library can lose commits, the file lies on a network disk, the
        tables were made by a newer version, or the database does not answer.
    """
    backend, path = _parsed(url)
    if backend == "sqlite":
        refuse_affected_library(sqlite_library().sqlite_version)
        refuse_network_disk(path, file_system_of(path))
    try:
        engine = engine_for(url)
        _migrate(engine, path if backend == "sqlite" else None)
    except OperationalError as problem:
        raise StoreRefused(_no_answer(str(problem.orig))) from problem
    except OSError as problem:
        raise StoreRefused(_no_answer(str(problem))) from problem
    except DBAPIError as problem:
        raise StoreRefused(
            _(
                "The database cannot be used: {reason} Choose another one (--data or"
                " --database-url)."
            ).format(reason=_first_line(str(problem.orig)))
        ) from problem
    return engine


def _parsed(url: str) -> tuple[str, Path]:
    """Return the kind of database, and where its file lies (SQLite only)."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        found = url.partition(":")[0]
    else:
        found = parsed.get_backend_name()
        named = (parsed.database or "").removeprefix(":memory:")
        if found == "postgresql" or (found == "sqlite" and named):
            return found, Path(named).resolve()
        if found == "sqlite":
            found = "sqlite, without a file"
    raise StoreRefused(
        _(
            "The database address begins with {found}; allowed are sqlite:/// and"
            " postgresql://. Mend MUSWORKSHOP_DATABASE_URL or --database-url."
        ).format(found=found)
    )


def _no_answer(reason: str) -> str:
    return _(
        "The database does not answer: {reason} Check the address, and that"
        " the server runs."
    ).format(reason=_first_line(reason))


def _first_line(reason: str) -> str:
    first = (reason.strip().splitlines() or ["?"])[0]
    return f"{first.rstrip('. ')}."


def affected(version: str) -> bool:
    """Return whether a SQLite library has the WAL-reset fault (sqlite.org/wal.html).

    Examples
    --------
    >>> [affected(v) for v in ("3.40.1", "3.44.6", "3.50.7", "3.51.2", "3.51.3")]
    [True, False, False, True, False]
    """
    parts = tuple(int(part) for part in version.split(".")[:3])
    mended = (
        parts >= (3, 51, 3)
        or (parts[:2] == (3, 50) and parts >= (3, 50, 7))
        or (parts[:2] == (3, 44) and parts >= (3, 44, 6))
    )
    return not mended or parts == (3, 52, 0)  # 3.52.0 was withdrawn


def refuse_affected_library(version: str) -> None:
    """Raise StoreRefused for a SQLite library that can lose saved answers."""
    if affected(version):
        raise StoreRefused(
            _(
                "The SQLite library here is {version}, which can lose saved answers"
                " when many write at once. Allowed are 3.51.3 and newer, 3.50.7 and"
                " 3.44.6. Install the package pysqlite3, or use PostgreSQL"
                " (--database-url)."
            ).format(version=version)
        )


def refuse_network_disk(path: Path, file_system: str) -> None:
    """Raise StoreRefused for a database on a network disk or in a synced folder."""
    synced = _SYNCED_FOLDERS.search(str(path.parent))
    if file_system.lower() in NETWORK_FILE_SYSTEMS or synced:
        raise StoreRefused(
            _(
                "{path} lies on a shared or synchronised disk ({kind}), where saved"
                " answers can be lost. Choose a folder on this machine (--data), or"
                " use PostgreSQL (--database-url)."
            ).format(path=path, kind=synced.group(0) if synced else file_system)
        )


def file_system_of(path: Path) -> str:
    """Return the type of the file system that holds `path`, or ""."""
    if path.drive.startswith("\\\\"):  # \\server\share
        return "remote"
    found, length = "", -1
    for partition in psutil.disk_partitions(all=True):
        mounted = partition.mountpoint
        # The last one mounted over a place is the one that is seen there.
        if path.is_relative_to(mounted) and len(mounted) >= length:
            is_remote = "remote" in partition.opts.split(",")
            found, length = "remote" if is_remote else partition.fstype, len(mounted)
    return str(found)


def migration_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(engine: Engine, path: Path | None) -> None:
    scripts = ScriptDirectory.from_config(migration_config())
    newest = scripts.get_current_head()
    with reading(engine) as connection:
        if _present(connection, scripts) == newest:
            return
    with _changing_tables(engine) as connection:
        _lock(connection)
        present = _present(connection, scripts)  # another server may have been first
        if present == newest:
            return
        if present is not None and path is not None:
            _copy_first(path)
        command.upgrade(migration_config(connection), "head")
        _ensure_salt(connection)


def _present(connection: Connection, scripts: ScriptDirectory) -> str | None:
    """Return the revision of the tables; raise StoreRefused when it is not known."""
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if present is not None and present not in known:
        raise StoreRefused(
            _(
                "This database was made by a newer version of musworkshop (its tables"
                " are {found}; this version knows {known}). Update musworkshop, or"
                " choose another folder (--data)."
            ).format(found=present, known=scripts.get_current_head())
        )
    return present


@contextmanager
def _changing_tables(engine: Engine) -> Iterator[Connection]:
    """Give a transaction in which SQLite may put a new table in an old one's place.

    With its foreign keys on, dropping the old table would delete what refers to it.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(writes=True) as connection:
        if is_sqlite:
            _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    check = connection.exec_driver_sql("PRAGMA foreign_key_check")
                    if lost := check.fetchall():
                        raise RuntimeError(f"The migration lost rows: {lost[:5]}")
        finally:
            if is_sqlite:
                _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    cursor: Any = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={state}")
    cursor.close()


def _copy_first(path: Path) -> None:
    """Keep a copy of the file beside it before its tables change."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}.before-update-{stamp}{path.suffix}")
    partial = copy.with_name(f"{copy.name}.partial")
    partial.unlink(missing_ok=True)
    # A second connection reads what stands there while ours holds the lock to write.
    source = sqlite_library().connect(str(path), isolation_level=None)
    try:
        source.execute("VACUUM INTO ?", (str(partial),))
    finally:
        source.close()
    partial.chmod(0o600)
    partial.replace(copy)


def _lock(connection: Connection) -> None:
    """Let two starting servers migrate one after the other."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1970090100)")


def _ensure_salt(connection: Connection) -> None:
    rows = tables.secret
    here: Any = connection.execute(select(rows.c.name).where(rows.c.name == "address"))
    if here.first() is None:
        connection.execute(insert(rows).values(name="address", value=new_token()))
