"""The workshops of this machine whose round is closed, for whoever compares years."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from musworkshop.errors import StoreRefused
from musworkshop.model.workbook import Workbook
from musworkshop.store import rounds, workbook
from musworkshop.store.connect import engine_for, reading, sqlite_library
from musworkshop.text import _


def closed_workbooks(url: str) -> tuple[Workbook, ...]:
    """Return the workshops whose result is published; nothing is written.

    Parameters
    ----------
    url : str
        As `Settings.url`. Only an embedded database whose file is there is read:
        another one lies across a network, and a new one is not made.

    Returns
    -------
    tuple of Workbook

    Raises
    ------
    StoreRefused
        If the tables are of another version, or the library must not be used.
    """
    if not _is_here(url):
        return ()
    # Only here: it brings Alembic along.
    from musworkshop.store.start import refuse_affected_library

    refuse_affected_library(sqlite_library().sqlite_version)
    engine = engine_for(url)
    try:
        with reading(engine) as connection:
            ids = rounds.closed_ids(connection)
            return tuple(workbook.read_whole(connection, each) for each in ids)
    except SQLAlchemyError as problem:
        raise StoreRefused(
            _(
                "The workshops on this machine cannot be read just now. Start"
                " musworkshop serve once, so that the database is brought up to date."
            )
        ) from problem
    finally:
        engine.dispose()


def _is_here(url: str) -> bool:
    try:
        found = make_url(url)
    except SQLAlchemyError:
        return False
    return found.get_backend_name() == "sqlite" and Path(found.database or "").is_file()
