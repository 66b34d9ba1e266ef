"""Documents over HTTP: whoever may read their content may take them home."""

from __future__ import annotations

import asyncio
import contextvars
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tornado import web

from musworkshop.content.schema import Concept
from musworkshop.documents.archive import write_archive
from musworkshop.documents.log import write_log
from musworkshop.documents.naming import MEDIA_TYPES, Kind, file_name, slug
from musworkshop.documents.skema_1 import write_skema_1
from musworkshop.documents.temperature_report import write_temperature_report
from musworkshop.documents.wheel import write_wheel_poster, write_wheel_sheet
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.rules.form import preparation_forms
from musworkshop.rules.report import workshop_log
from musworkshop.rules.temperature_report import temperature_report
from musworkshop.rules.wheel_paper import empty_paper
from musworkshop.server.desk import COOKIES
from musworkshop.server.guard import Open
from musworkshop.store import workbook, workshops
from musworkshop.text import LANGUAGES

_FORM = re.compile(r"skema-1(?:-(?P<table>[1-9]\d{0,2}))?\.(?P<kind>docx|pdf|xlsx)")
_LOG = re.compile(r"log\.(?P<kind>docx|pdf)")
_TEMPERATURE = re.compile(
    r"temperature(?:(?P<short>-short)?\.(?P<kind>docx|pdf)|\.(?P<sheets>xlsx))"
)
#: The page for the council: the room has seen all that stands on it.
_COUNCIL_PAGE = "temperature-short.pdf"
_WHEEL = re.compile(
    r"wheel-(?P<what>poster|sheet)-(?P<size>a3|a4)\.(?P<kind>pdf|svg|png)"
)
_ARCHIVE = "archive.mus.zip"
#: Making a document takes a processor; two at a time leave room for the hall.
PRESS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="document")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as it leaves."""

    name: str
    media_type: str
    content: bytes


class Documents(Open):
    """``/documents/skema-1.docx`` and its like."""

    async def get(self, name: str) -> None:
        """Make the document afresh from what the asking seat may read."""
        viewer = await self._viewer()
        if viewer is None:
            self.redirect("/")
            return
        if not may_take(viewer.role, name):
            raise web.HTTPError(404)
        book = await self.desk.read(lambda c: workbook.read(c, viewer))
        context = contextvars.copy_context()
        paper = await asyncio.get_running_loop().run_in_executor(
            PRESS, context.run, make, book, viewer, name, self._asked_language()
        )
        if paper is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", paper.media_type)
        self.set_header("Content-Disposition", f'attachment; filename="{paper.name}"')
        await self.finish(paper.content)

    async def _viewer(self) -> Viewer | None:
        for role in (Role.FACILITATOR, Role.GROUP):
            viewer = await self.desk.seat(self.get_cookie(COOKIES[role]), fresh=True)
            if viewer is not None:
                return viewer
        return None

    def _asked_language(self) -> str | None:
        asked = self.get_query_argument("lang", "")
        return asked if asked in LANGUAGES else None


def may_take(role: Role, name: str) -> bool:
    """Return whether a role takes a document home at all.

    A table's own form is asked for by its number; `make` refuses other tables'.
    """
    if role is Role.FACILITATOR:
        every = (_FORM, _LOG, _TEMPERATURE, _WHEEL)
        return name == _ARCHIVE or any(each.fullmatch(name) for each in every)
    if name == _COUNCIL_PAGE:
        return role in IN_THE_ROOM
    form = _FORM.fullmatch(name)
    if form is None or role not in IN_THE_ROOM:
        return False
    return role is Role.GROUP or form["table"] is None


def make(
    book: Workbook, viewer: Viewer, name: str, asked_language: str | None
) -> Paper | None:
    """Return the document, or None if there is none of that name for this seat."""
    concept = workshops.concept_of(book.workshop)
    if name == _ARCHIVE:
        content = write_archive(book)
        return Paper(name=name, media_type="application/zip", content=content)
    if log := _LOG.fullmatch(name):
        return _log(book, concept, log["kind"], asked_language)
    if report := _TEMPERATURE.fullmatch(name):
        kind = report["kind"] or report["sheets"]
        return _temperature(book, concept, kind, asked_language, bool(report["short"]))
    if wheel := _WHEEL.fullmatch(name):
        size = wheel["size"]
        return _wheel(book, concept, wheel["what"], size, wheel["kind"], asked_language)
    form = _FORM.fullmatch(name)
    assert form is not None  # `may_take` has looked
    table, kind = int(form["table"] or 0), form["kind"]
    if table and viewer.role is not Role.FACILITATOR:
        own = [g.position for g in book.groups if g.id == viewer.group_id]
        if own != [table]:
            return None
    for prepared in preparation_forms(book, concept, language=asked_language):
        if prepared.group_position == table:
            content = write_skema_1(prepared, kind)
            return _paper(file_name(prepared, kind), kind, content)
    return None


def _log(book: Workbook, concept: Concept, kind: str, asked: str | None) -> Paper:
    log = workshop_log(book, concept, language=asked)
    return _paper(file_name(log, kind), kind, write_log(log, kind))


def _temperature(
    book: Workbook, concept: Concept, kind: str, asked: str | None, short: bool
) -> Paper | None:
    """Return the report; None before the round is closed."""
    report = temperature_report(book, concept, language=asked)
    if report is None:
        return None
    content = write_temperature_report(report, kind, short=short)
    return _paper(file_name(report, kind, short=short), kind, content)


def _wheel(
    book: Workbook, concept: Concept, what: str, size: str, kind: str, asked: str | None
) -> Paper | None:
    """Return the workplace's wheel as a poster or to fill in; None without a wheel."""
    workplace = (p.text for p in book.passages if p.kind is PassageKind.WORKPLACE)
    paper = empty_paper(
        concept,
        workplace=next(workplace, ""),
        held_on=book.workshop.created_at.date(),
        language=asked or book.workshop.language,
    )
    if paper is None or (what == "sheet" and kind == "png"):
        return None
    write = write_wheel_poster if what == "poster" else write_wheel_sheet
    name = f"{slug(paper.title)}-{what}-{size}.{kind}"
    return _paper(name, kind, write(paper, kind, size))


def _paper(name: str, kind: str, content: bytes) -> Paper:
    return Paper(name=name, media_type=MEDIA_TYPES[Kind(kind)], content=content)
