"""A hall for browser tests: a real server, real Chromium, seats at the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine

from musworkshop.content.schema import Step
from musworkshop.model.roles import Role, Viewer
from musworkshop.server.begin import workshop_to_serve
from musworkshop.server.desk import COOKIES
from musworkshop.server.process import RunningServer, start_server
from musworkshop.settings import Settings
from musworkshop.store import joining, seats, workshops
from musworkshop.store.connect import reading, transaction
from musworkshop.store.requests import grow
from musworkshop.store.start import prepare
from musworkshop.text import speaking
from tests.chromium import chromium

READY_TIMEOUT_MS = 90_000
NEWS_TIMEOUT_MS = 20_000


@dataclass
class Hall:
    """A running workshop and the browser its visitors use."""

    browser: Browser
    engine: Engine
    leader: Viewer
    data: Path
    language: str
    demo: bool
    server: RunningServer = field(init=False)
    #: Called with each new browser profile before a page is opened in it.
    prepare: Callable[[BrowserContext], None] | None = None
    _power: ExitStack = field(default_factory=ExitStack)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def start(self) -> None:
        """Start the server; after `stop` at the same address, with the same data."""
        again = hasattr(self, "server")
        port = urlsplit(self.server.url).port if again else 0
        self.server = self._power.enter_context(
            start_server(
                self.data,
                language=self.language,
                workshop_id=self.leader.workshop_id,
                options=("--port", str(port)),
            )
        )

    def stop(self) -> None:
        """Stop the server with all its kernels."""
        self._power.close()

    def close(self) -> None:
        """End the browsers' visits, then the server."""
        for context in self._contexts:
            context.close()
        self.stop()
        self.engine.dispose()

    def visit(
        self,
        role: Role,
        *,
        width: int = 1280,
        height: int = 800,
        origin: str = "",
        **options: object,
    ) -> Page:
        """Open the page of a new seat; tables get the seat at the first table.

        `origin` is another way to the server, such as the end of a `Cable`.
        """
        address = origin or self.server.url
        context = self.context(width=width, height=height, **options)
        self.sit_down(context, role, origin=address)
        page = context.new_page()
        page.goto(f"{address}/{role.value}", timeout=READY_TIMEOUT_MS)
        ready(page)
        return page

    def context(
        self, *, width: int = 1280, height: int = 800, **options: object
    ) -> BrowserContext:
        """Return a new browser profile."""
        made = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale="da-DK",
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]
        )
        self._contexts.append(made)
        if self.prepare:
            self.prepare(made)
        return made

    def sit_down(
        self, context: BrowserContext, role: Role, *, origin: str = ""
    ) -> Viewer:
        """Give a browser profile the cookie of a new seat."""
        with transaction(self.engine) as connection:
            viewer, token = self._seat(connection, role)
        context.add_cookies(
            [
                {
                    "name": COOKIES[role],
                    "value": token,
                    "url": origin or self.server.url,
                }
            ]
        )
        return viewer

    def steps(self) -> tuple[Step, ...]:
        """Return the steps of the run sheet."""
        with reading(self.engine) as connection:
            workshop = workshops.get(connection, self.leader.workshop_id)
        return workshops.concept_of(workshop).steps

    def step(self, kind: str) -> Step:
        """Return the step of a kind."""
        return next(step for step in self.steps() if step.kind.value == kind)

    def title(self, kind: str) -> str:
        """Return the title of the step of a kind, in the hall's language."""
        with speaking(self.language):
            return str(self.step(kind).title)

    def method_title(self, method_id: str) -> str:
        """Return the title of a method, in the hall's language."""
        workshop = self.read(workshops.get, self.leader.workshop_id)
        with speaking(self.language):
            return str(workshops.concept_of(workshop).method(method_id).title)

    def go(self, kind: str) -> None:
        """Bring the room to the step of a kind."""
        step = self.step(kind)
        self.lead(workshops.go_to_step, step.id, minutes=step.minutes)

    def lead(self, do: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Let the facilitator do something in the store, and let the pages know."""
        return self.act(self.leader, do, *values, **named)

    def act(
        self, viewer: Viewer, do: Callable[..., Any], *values: Any, **named: Any
    ) -> Any:
        """Let a seat do something in the store, and let the pages know."""
        with transaction(self.engine) as connection:
            result = do(connection, viewer, *values, **named)
            self.bump(connection)
        return result

    def read(self, ask: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Ask the store something."""
        with reading(self.engine) as connection:
            return ask(connection, *values, **named)

    def bump(self, connection: Any) -> None:
        """Let the pages know."""
        grow(connection, self.leader.workshop_id)

    def arrived(self, page: Page, role: Role, kind: str) -> None:
        """Wait until a page shows all of the step of a kind."""
        steps = self.steps()
        step = self.step(kind)
        if role is Role.PROJECTOR:
            place = rf"\b{steps.index(step) + 1}\b.*\b{len(steps)}\b"
            page.locator(".chip").filter(has_text=re.compile(place)).wait_for(
                timeout=NEWS_TIMEOUT_MS
            )
        else:
            heading = page.locator("h1:visible").first
            expect(heading).to_have_text(self.title(kind), timeout=NEWS_TIMEOUT_MS)
        caught_up(page)

    def _seat(self, connection: Any, role: Role) -> tuple[Viewer, str]:
        workshop_id = self.leader.workshop_id
        if role is Role.GROUP:
            tables = joining.groups_of(connection, workshop_id)
            if tables:
                return joining.join_table(connection, workshop_id, tables[0].id)
            return joining.join_group(connection, workshop_id, name="Bord 1", people=4)
        return seats.add(connection, workshop_id, role)


def ready(page: Page) -> None:
    """Wait until the page's widgets stand."""
    page.locator("h1:visible").first.wait_for(timeout=READY_TIMEOUT_MS)
    caught_up(page)


def caught_up(page: Page) -> None:
    """Wait until the page has drawn all that its kernel has sent so far.

    A kernel answers in order, and the page takes in its answers in order.
    """
    page.evaluate("musCaughtUp()")


@contextmanager
def hall(
    *, demo: bool = True, language: str = "da", concept: str = ""
) -> Iterator[Hall]:
    """Give a running workshop, invented or empty, and a browser."""
    with TemporaryDirectory(prefix="mus-hall-") as folder:
        settings = Settings(data=Path(folder), language=language)
        workshop_id = workshop_to_serve(
            settings, demo=demo, new=not demo, concept=concept
        )
        engine = prepare(settings.url)
        with transaction(engine) as connection:
            leader, _token = seats.add(connection, workshop_id, Role.FACILITATOR)
        with chromium() as browser:
            room = Hall(
                browser=browser,
                engine=engine,
                leader=leader,
                data=Path(folder),
                language=language,
                demo=demo,
            )
            room.start()
            try:
                yield room
            finally:
                room.close()
