"""What every answer carries and every request must pass, whoever serves it."""

from __future__ import annotations

from http.client import responses
from types import TracebackType
from typing import Any

from tornado import web
from tornado.log import access_log, app_log

from musworkshop.server.assets import all_assets
from musworkshop.server.desk import COOKIES, Desk
from musworkshop.server.faces import face
from musworkshop.text import LANGUAGES, use_language

#: Styles are inline because widgets bring theirs that way; ``blob:`` is how anywidget
#: loads a widget's module. Nothing may come from, or go to, another machine.
_POLICY = (
    "default-src 'none'",
    "script-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not "no-referrer": with that, browsers send forms with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Server": "musworkshop",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LANGUAGE_COOKIE = "mus-language"
_YEAR_DAYS = 365


class Guarded(web.RequestHandler):
    """Security headers on every answer, and only requests that name this server."""

    @property
    def desk(self) -> Desk:
        """What all handlers share."""
        desk: Desk = self.settings["desk"]
        return desk

    def set_default_headers(self) -> None:
        """Set the headers that every answer carries, errors too."""
        super().set_default_headers()
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        host = self.request.host if self.check_host() else ""
        # Older iPhones do not count a websocket to the page's own address as 'self'.
        sockets = f" ws://{host} wss://{host}" if host else ""
        policy = (*_POLICY, f"connect-src 'self'{sockets}")
        self.set_header("Content-Security-Policy", "; ".join(policy))
        if self.request.protocol == "https":
            self.set_header("Strict-Transport-Security", "max-age=31536000")

    def check_host(self) -> bool:
        """Return whether the request names this server (Jupyter's handlers ask it)."""
        return self.desk.addresses.allows(self.request.host)

    def choose_language(self, preferred: str | None = None) -> str:
        """Use the language asked for here, else `preferred`, else the settings'."""
        asked = self.get_query_argument("lang", "")
        if asked in LANGUAGES:
            self.set_cookie(
                LANGUAGE_COOKIE,
                asked,
                expires_days=_YEAR_DAYS,
                httponly=True,
                samesite="Lax",
            )
            chosen = asked
        else:
            kept = self.get_cookie(LANGUAGE_COOKIE)
            chosen = kept or preferred or self.desk.settings.language
        use_language(chosen if chosen in LANGUAGES else self.desk.settings.language)
        return chosen

    def put_seat_cookie(self, name: str, token: str) -> None:
        """Give the browser its seat; no script can read it."""
        self.set_cookie(
            name,
            token,
            expires_days=_YEAR_DAYS,
            httponly=True,
            samesite="Lax",
            secure=self.request.protocol == "https",
        )

    def show(self, template: str, *, status: int = 200, **values: Any) -> None:
        """Answer with one of our plain pages."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(face(template, xsrf=self.xsrf_form_html(), **values))

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log what went wrong, without the address: it may hold a key."""
        if value is not None and not isinstance(value, web.HTTPError):
            place = type(self).__name__
            app_log.error("%s failed", place, exc_info=(type(value), value, tb))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer an error with a sentence, never with a traceback."""
        self.choose_language()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        reason = responses.get(status_code, "")
        self.finish(face("error.html", status=status_code, reason=reason))


class Open(Guarded):
    """A page that is open to people without a seat, outside Jupyter's handlers."""

    async def prepare(self) -> None:
        """Refuse requests that name another server."""
        if not self.check_host():
            raise web.HTTPError(403)
        self.choose_language()


class AssetFile(Guarded):
    """A file of the pages' looks and scripts; nothing secret is among them."""

    def prepare(self) -> None:
        """Refuse requests that name another server."""
        if not self.check_host():
            raise web.HTTPError(403)

    async def get(self, name: str) -> None:
        """Send it in the smallest form that the browser takes, to be kept for good."""
        found = all_assets().get(name)
        if found is None:
            raise web.HTTPError(404)
        encoding, content = found.form(self.request.headers.get("Accept-Encoding", ""))
        self.set_header("Content-Type", found.kind)
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        if encoding:
            self.set_header("Content-Encoding", encoding)
        self.finish(content)

    head = get


class Nothing(Open):
    """Every address that is not one of ours."""

    async def prepare(self) -> None:
        """Say that there is nothing here."""
        await super().prepare()
        raise web.HTTPError(404)

    def check_xsrf_cookie(self) -> None:
        """There is nothing here to protect; 404 is the whole answer."""


class Alive(Open):
    """Whether the server answers; pages ask when their connection seems lost."""

    async def get(self) -> None:
        """Answer with nothing."""
        self.set_status(204)


def log_failure(handler: web.RequestHandler) -> None:
    """Log a request that failed here; never whose it was, nor its keys and codes."""
    if handler.get_status() >= 500:
        first = "/" + handler.request.path.split("/")[1]
        access_log.error(
            "%d %s %s", handler.get_status(), handler.request.method, first
        )


def all_cookies() -> tuple[str, ...]:
    """Return the names of the cookies that hold a seat."""
    return tuple(dict.fromkeys(COOKIES.values()))
