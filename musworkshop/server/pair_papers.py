"""The papers of the two: made from what the browser's secret opens, kept nowhere."""

from __future__ import annotations

import asyncio
import contextvars
import re
from dataclasses import replace

from tornado import web

from musworkshop.content.wheel import Wheel
from musworkshop.documents.naming import long_date, slug
from musworkshop.documents.pair_file import read_pair_file, same_words, write_pair_file
from musworkshop.documents.wheel import write_pair_sheet
from musworkshop.errors import InputError, MusWorkshopError, NotFound
from musworkshop.model.pair import PairView
from musworkshop.model.roles import Role, Viewer
from musworkshop.rules.pair_file import pair_file
from musworkshop.rules.wheel_paper import pair_paper
from musworkshop.server.desk import COOKIES
from musworkshop.server.downloads import PRESS, Paper
from musworkshop.server.guard import Open
from musworkshop.store import pair_links, pair_work, workshops
from musworkshop.store.connect import Connection
from musworkshop.store.pair_keys import gone
from musworkshop.store.values import now
from musworkshop.text import LANGUAGES, _, language, use_language

_NAME = re.compile(r"wheel\.(?P<kind>pdf|docx|png|json)")
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "json": "application/json; charset=utf-8",
}


class PairPapers(Open):
    """``/documents/pair/wheel.pdf`` and its like, asked for with the secret."""

    async def post(self, name: str) -> None:
        """Make the paper afresh; what goes wrong is said as plain text."""
        found = _NAME.fullmatch(name)
        viewer = await self.desk.seat(self.get_cookie(COOKIES[Role.PAIR]), fresh=True)
        if found is None:
            raise web.HTTPError(404)
        if viewer is None:
            self._refuse(gone())
            return
        asked = self.get_body_argument("language", "")
        if asked in LANGUAGES:
            use_language(asked)
        secret = self.get_body_argument("secret", "")
        last_year = self.get_body_argument("last_year", "", strip=False)
        try:
            view, wheel = await self.desk.read(lambda c: _look(c, viewer, secret))
            context = contextvars.copy_context()
            paper = await asyncio.get_running_loop().run_in_executor(
                PRESS, context.run, _make, view, wheel, found["kind"], last_year
            )
        except MusWorkshopError as problem:
            self._refuse(str(problem))
            return
        self.set_header("Content-Type", paper.media_type)
        self.set_header("Content-Disposition", f'attachment; filename="{paper.name}"')
        await self.finish(paper.content)

    def _refuse(self, sentence: str) -> None:
        self.set_status(422)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(sentence)


def _look(
    connection: Connection, viewer: Viewer, secret: str
) -> tuple[PairView, Wheel]:
    # The browser's seat may be another wheel's by now: the secret says which it is.
    workshop_id, pair_id, _side = pair_links.own_pair(connection, secret)
    own = replace(viewer, workshop_id=workshop_id, pair_id=pair_id)
    view = pair_work.view(connection, own, secret)
    wheel = workshops.concept_of(workshops.get(connection, workshop_id)).wheel
    if wheel is None:
        raise NotFound(_("This workshop has no competence wheel."))
    return view, wheel


def _make(view: PairView, wheel: Wheel, kind: str, last_year: str) -> Paper:
    """Return the pair's own sheet, or the file that next year's wheel opens."""
    today = now().date()
    name = f"{slug(str(wheel.title))}-{today.isoformat()}.{kind}"
    if kind == "json":
        if not view.is_revealed:
            raise InputError(_("First show each other the wheels."))
        content = write_pair_file(pair_file(view, wheel, today)).encode()
        return Paper(name=name, media_type=_TYPES[kind], content=content)
    earlier: dict[str, str] = {}
    day = ""
    if last_year:
        kept = read_pair_file(last_year)
        earlier = same_words(kept, wheel).employee
        day = long_date(kept.held_on, language=language())
    paper = pair_paper(
        view,
        wheel,
        held_on=today,
        language=language(),
        last_year=earlier,
        last_year_name=day,
    )
    return Paper(
        name=name, media_type=_TYPES[kind], content=write_pair_sheet(paper, kind)
    )
