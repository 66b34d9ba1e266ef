"""Engines and transactions: one spelling for SQLite and PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

try:
    import fcntl
except ImportError:  # Windows: there SQLite's own waiting must do
    fcntl = None  # type: ignore[assignment]

#: Other rooms name the types of connections by importing them from here.
__all__ = [
    "Connection",
    "Engine",
    "engine_for",
    "reading",
    "sqlite_library",
    "transaction",
]

BUSY_TIMEOUT_MS = 15_000
#: Size to which SQLite's log shrinks again after a rush.
LOG_BYTES = 4 * 1024 * 1024
POSTGRESQL_ANSWERS_WITHIN_S = 5
_EMPTY_THE_LOG = "mus_empty_the_log"
_EMPTY_TIMEOUT_MS = 2_000


def sqlite_library() -> Any:
    """Return the DB-API module that holds the SQLite library in use.

    The bundled library of `pysqlite3` is taken where its wheel exists; elsewhere
    Python's own, which `store.start` refuses when it has the WAL-reset fault.
    """
    try:
        from pysqlite3 import dbapi2
    except ImportError:  # no wheel for this system
        return sqlite3
    return dbapi2


def engine_for(url: str) -> Engine:
    """Return this process's engine for `url`; its connections are never shared.

    Parameters
    ----------
    url : str
        ``sqlite:///path`` or ``postgresql://…``.
    """
    return _engine(url)


@cache
def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
        engine = create_engine(parsed, module=sqlite_library(), hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        patience = {"connect_timeout": POSTGRESQL_ANSWERS_WITHIN_S}
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,  # what people write stands in no log
            connect_args={} if "connect_timeout" in parsed.query else patience,
        )
    event.listen(engine, "connect", _note_process)
    event.listen(engine, "before_cursor_execute", _refuse_after_fork)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: _leave_connections(engine))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A write lock taken at once waits its turn; one taken later fails at once.
    options = connection.get_execution_options()
    # Straight to the driver: this is done for each read of each page.
    cursor: Any = connection.connection.cursor()
    cursor.execute(f"PRAGMA query_only={int(options.get('only_reads', False))}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _note_process(_connection: Any, record: Any) -> None:
    record.info["process_id"] = os.getpid()


def _refuse_after_fork(connection: Connection, *_: Any) -> None:
    if connection.info["process_id"] != os.getpid():
        raise RuntimeError("A database connection was carried across a fork.")


#: Kept, because closing them would end what still belongs to the parent.
_left_behind: list[Any] = []


def _leave_connections(engine: Engine) -> None:
    # What the engine has compiled stays: it is most of what a page's first read costs.
    _left_behind.append(engine.pool)
    engine.dispose(close=False)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose writes are kept together, or not at all."""
    writing = engine.connect().execution_options(writes=True)
    with _turn(engine), writing as connection:
        connection.info.pop(_EMPTY_THE_LOG, None)
        with connection.begin():
            yield connection
        if connection.info.pop(_EMPTY_THE_LOG, False):
            _empty_the_log(connection)


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """Stand in line to write to SQLite.

    SQLite lets one write at a time and all others ask again and again. When two hundred
    phones send at once, the asking takes all processors, and most ask in vain. The
    system's own lock on a file beside the database keeps a line in which one sleeps; it
    is let go when its holder ends, however that ends. Whoever has waited too long asks
    SQLite, which says why.
    """
    if engine.dialect.name != "sqlite" or fcntl is None or not engine.url.database:
        yield
        return
    place = _Place(f"{engine.url.database}-turn")
    place.wait(BUSY_TIMEOUT_MS / 1000)
    try:
        yield
    finally:
        place.leave()


class _Place:
    """A place in the line before a file's lock."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._arrived = threading.Event()
        self._mutex = threading.Lock()
        self._left = False

    def wait(self, seconds: float) -> None:
        """Wait until it is one's turn, at most so long."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Only a thread can sleep on a lock and be waited for with patience.
            threading.Thread(target=self._sleep, daemon=True).start()
            self._arrived.wait(seconds)
        else:
            self._arrived.set()

    def leave(self) -> None:
        """Let the next one write; or wait no more."""
        with self._mutex:
            self._left = True
            if self._arrived.is_set():
                os.close(self._file)

    def _sleep(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._mutex:
            self._arrived.set()
            if self._left:
                os.close(self._file)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that reads one state of the store, and cannot write."""
    options: dict[str, Any] = {"only_reads": True}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    connection = engine.connect().execution_options(**options)
    with connection, connection.begin():
        yield connection


def empty_the_log_afterwards(connection: Connection) -> None:
    """Once this transaction is kept, let SQLite's log forget what was deleted."""
    connection.info[_EMPTY_THE_LOG] = connection.dialect.name == "sqlite"


def _empty_the_log(connection: Connection) -> None:
    """Write the log back and cut it to nothing; give up soon where others read."""
    cursor: Any = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_EMPTY_TIMEOUT_MS}")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cursor.close()
