"""The dashboards: a page is opened by its seat, in the seat's language."""

from __future__ import annotations

import time
from typing import Any

from tornado.iostream import StreamClosedError

from musworkshop.model.roles import Role, Viewer
from musworkshop.server import assets
from musworkshop.server.assets import FONT
from musworkshop.server.desk import COOKIES
from musworkshop.server.guard import Guarded
from musworkshop.server.identity import SeatHolder
from musworkshop.server.kernels.mapping import HallFull
from musworkshop.server.kernels.warm.recipe import WarmFailed
from musworkshop.server.kernels.warm.voila_page import WarmPage
from musworkshop.store import seats, workshops
from musworkshop.store.connect import Connection
from musworkshop.text import _, language, use_language

SEAT_HEADER = "X-Mus-Seat"
PAGE_HEADER = "X-Mus-Page"
_RETRY_AFTER_S = 10
#: Sixty plain kernels at once take this long on a small machine.
_PATIENCE_S = 120.0
_IMPORTANT = frozenset({Role.FACILITATOR, Role.PROJECTOR})


class Dashboard(Guarded, WarmPage):
    """One notebook, run for the seat that asks."""

    def initialize(self, *, role: Role, **options: Any) -> None:
        """Remember whose page this is."""
        super().initialize(**options)
        self.role = role
        #: What the page template and its script are told, see `page_sentences`.
        self.page: dict[str, Any] = {}

    async def get(self, path: str | None = None) -> None:
        """Run the notebook and send its page piece by piece."""
        viewer = self._viewer()
        if viewer is None:
            # A facilitator's own browser may open the projector without its key.
            knows_key = self.role is Role.PROJECTOR and self._seats()
            self.redirect("/p/" if knows_key else self.get_login_url())
            return
        if viewer.role is not self.role:
            self.redirect(f"/{viewer.role.value}")
            return
        use_language(await self.desk.read(lambda c: _language_of(c, viewer)))
        # Asking for the token sets its cookie; the page's farewell needs it.
        assert self.xsrf_token
        # Whatever the client sent under these names is replaced.
        kernel_id = self.kernel_manager.next_id()
        self.request.headers[SEAT_HEADER] = viewer.seat_id
        self.request.headers[PAGE_HEADER] = kernel_id
        if self.role in _IMPORTANT:
            self.kernel_manager.reserve(viewer.seat_id)
        self.page = page_sentences(self.role)
        try:
            await self._send(kernel_id)
        except StreamClosedError:  # the visitor has gone, or has asked anew
            await self.kernel_manager.give_up(kernel_id)
        except HallFull:
            self.set_header("Retry-After", str(_RETRY_AFTER_S))
            self.show("full.html", status=503, retry_s=_RETRY_AFTER_S)
        except WarmFailed as problem:
            self.log.error("The page of %s got no kernel: %s", self.role, problem)
            sentence = _("The page could not be started just now. Please try again.")
            self.show("message.html", status=503, message=sentence)
        finally:
            self.kernel_manager.page_sent(kernel_id)

    def get_login_url(self) -> str:
        """Return where a visitor without a seat gets one."""
        return "/pair/open" if self.role is Role.PAIR else "/"

    async def _send(self, kernel_id: str) -> None:
        """Send the page; where its kernel dies meanwhile, let it ask again.

        Voila itself would wait for that kernel for ever, and the visitor with it.
        """
        if self.kernel_spec_manager.recipe is not None:
            name = self.page["language"]
            await self.finish(await self.warm_page(name, kernel_id=kernel_id))
            return
        begun_s = time.monotonic()
        async for html in self.get_generator():
            if "voila_heartbeat" in html:
                waited_s = time.monotonic() - begun_s
                lost = not self.kernel_manager.seat_of(kernel_id)
                if lost or waited_s > _PATIENCE_S:
                    await self.kernel_manager.give_up(kernel_id)
                    self.write('<meta http-equiv="refresh" content="1">')
                    return
            self.write(html)
            await self.flush()

    def _seats(self) -> dict[str, Viewer]:
        user = self.current_user
        return user.seats if isinstance(user, SeatHolder) else {}

    def _viewer(self) -> Viewer | None:
        return self._seats().get(COOKIES[self.role])


def _language_of(connection: Connection, viewer: Viewer) -> str:
    chosen = seats.get(connection, viewer.seat_id).language
    return chosen or workshops.get(connection, viewer.workshop_id).language


def page_sentences(role: Role) -> dict[str, Any]:
    """Return what the page's frame says, in the language in use."""
    titles = {
        Role.FACILITATOR: _("Facilitator"),
        Role.PROJECTOR: _("Projector"),
        Role.GROUP: _("Our table"),
        Role.PARTICIPANT: _("My page"),
        Role.PAIR: _("Our wheel"),
    }
    return {
        "role": role.value,
        "language": language(),
        "title": _("{page} · MUS workshop").format(page=titles[role]),
        "loading": _("Fetching …"),
        "lost": _("Not connected, trying again.")
        if role is Role.PROJECTOR
        else _(
            "Not connected, trying again. What you have written stays on this device."
        ),
        "again": _("Connected again."),
        "elsewhere": _("This page is open in another window."),
        "here": _("Use it here"),
        "fault": _(
            "The page could not be shown. Reload it; if that does not help, tell the"
            " facilitator."
        ),
        "script": _("Turn on JavaScript in the browser to see this page."),
    }


def give_page(
    handler: Dashboard, notebook: Any = None, cwd: str = "", **_options: Any
) -> Any:
    """Put sentences and files where the template finds them (Voila's launch hook)."""
    notebook.metadata["mus"] = handler.page
    notebook.metadata["assets"] = {
        name: assets.url(name)
        for name in ("page.css", "loader.js", "widgets.js", "ring.svg", FONT)
    }
    return notebook
