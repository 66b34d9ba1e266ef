"""Archive files in and out of the store, for the command line."""

from __future__ import annotations

from pathlib import Path

from musworkshop.documents.archive import read_archive, write_archive
from musworkshop.errors import NotFound
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.rules.form import one
from musworkshop.settings import Settings
from musworkshop.store import workbook, workshops
from musworkshop.store.connect import reading, transaction
from musworkshop.store.start import prepare
from musworkshop.text import _


def bring_in(settings: Settings, file: Path) -> str:
    """Put an archive into the store; return the workshop's title.

    Raises
    ------
    InputError
        If the file is no archive of ours.
    StoreError
        If the workshop is in the store already.
    NotFound
        If there is no such file.
    """
    if not file.is_file():
        raise NotFound(_("There is no file {file}.").format(file=file))
    book = read_archive(file.read_bytes())
    engine = prepare(settings.url)
    with transaction(engine) as connection:
        workbook.write(connection, book)
    return _title(book)


def take_out(settings: Settings, file: Path) -> str:
    """Write the newest workshop to an archive file; return its title.

    Raises
    ------
    NotFound
        If the store is empty.
    """
    engine = prepare(settings.url)
    with reading(engine) as connection:
        newest = workshops.newest(connection)
        if newest is None:
            raise NotFound(_("There is no workshop in the store yet."))
        book = workbook.read_whole(connection, newest.id)
    file.write_bytes(write_archive(book))
    return _title(book)


def _title(book: Workbook) -> str:
    return one(book.passages, PassageKind.TITLE) or _("MUS workshop")
