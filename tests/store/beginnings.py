"""What many tests begin with: made once by the store, then put back row by row."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, and_, select

from musworkshop.store import tables
from musworkshop.store.connect import reading, transaction

Made = TypeVar("Made")
#: Rows of every table, by their primary key.
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


class Beginnings:
    """What was made in each database, and the rows that making it changed."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Rows, Rows, Any]] = {}

    def begin(self, engine: Engine, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` made when it was first asked for under this name."""
        key = (str(engine.url), name)
        if key not in self._kept:
            before = _rows(engine)
            made = make()
            self._kept[key] = (before, _rows(engine), _copy(made, engine))
            return made
        before, after, made = self._kept[key]
        with transaction(engine) as connection:
            _put_back(connection, before, after)
        return _copy(made, engine)


def _copy(made: Made, engine: Engine) -> Made:
    return copy.deepcopy(made, {id(engine): engine})


def _rows(engine: Engine) -> Rows:
    with reading(engine) as connection:
        return {
            table.name: {
                tuple(getattr(row, column.name) for column in table.primary_key): dict(
                    row._mapping
                )
                for row in connection.execute(select(table))
            }
            for table in tables.metadata.sorted_tables
        }


def _put_back(connection: Connection, before: Rows, after: Rows) -> None:
    for table, was, now in reversed(list(_changed(before, after))):
        for key in was.keys() - now.keys():
            connection.execute(table.delete().where(_is(table, key)))
    for table, was, now in _changed(before, after):
        for key in now.keys() & was.keys():
            if now[key] != was[key]:
                connection.execute(table.update().where(_is(table, key)), now[key])
        if new := [row for key, row in now.items() if key not in was]:
            connection.execute(table.insert(), new)


def _changed(before: Rows, after: Rows) -> Iterator[tuple[Table, Any, Any]]:
    for table in tables.metadata.sorted_tables:
        was, now = before[table.name], after[table.name]
        if was != now:
            yield table, was, now


def _is(table: Table, key: tuple[Any, ...]) -> Any:
    parts = zip(table.primary_key, key, strict=True)
    return and_(*(column == part for column, part in parts))
