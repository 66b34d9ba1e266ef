"""A browser's part of HTTP: cookies, redirects, forms with their token."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httputil import HTTPHeaders

#: A page may wait long for its kernel when many come at once.
PAGE_TIMEOUT_S = 180.0
_LARGEST_ANSWER_BYTES = 64 * 1024 * 1024
_MOST_REDIRECTS = 5
_FORM_TOKEN = re.compile(r'name="_xsrf" value="([^"]*)"')


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server answered, after all redirects."""

    status: int
    #: Path of the page that answered.
    path: str
    headers: HTTPHeaders
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


def many_connections(most: int) -> AsyncHTTPClient:
    """Return an HTTP client that lets `most` requests be under way at a time.

    Tornado's own limit of ten would make visitors wait for each other here, and the
    wait would be blamed on the server.
    """
    return AsyncHTTPClient(
        force_instance=True,
        max_clients=most,
        max_body_size=_LARGEST_ANSWER_BYTES,
    )


@dataclass
class Browser:
    """One visitor's browser; many of them share one HTTP client."""

    #: Such as ``http://127.0.0.1:8866``.
    origin: str
    #: From `many_connections`.
    http: AsyncHTTPClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str) -> Answer:
        """Fetch a page to its last byte, wherever it redirects to."""
        return await self._fetch("GET", path, None)

    async def post(self, path: str, page: Answer, **typed: str) -> Answer:
        """Send a form of `page` with what was typed into it."""
        token = _FORM_TOKEN.search(page.text)
        fields = {"_xsrf": html.unescape(token[1]) if token else "", **typed}
        return await self._fetch("POST", path, urlencode(fields))

    @property
    def cookie_header(self) -> str:
        """All cookies, as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def _fetch(self, method: str, path: str, body: str | None) -> Answer:
        for _redirect in range(_MOST_REDIRECTS):
            answer = await self._once(method, path, body)
            if answer.status not in (301, 302, 303, 307):
                break
            method, body = "GET", None
            target = urlsplit(urljoin(path, answer.headers["Location"]))
            path = target._replace(scheme="", netloc="").geturl()
        return answer

    async def _once(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": self.cookie_header, "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = self.origin
        request = HTTPRequest(
            f"{self.origin}{path}",
            method=method,
            headers=headers,
            body=body,
            follow_redirects=False,
            connect_timeout=PAGE_TIMEOUT_S,
            request_timeout=PAGE_TIMEOUT_S,
        )
        response = await self.http.fetch(request, raise_error=False)
        if response.code == 599 and response.error is not None:
            raise ConnectionError(str(response.error))
        self._keep_cookies(response)
        return Answer(
            status=response.code,
            path=urlsplit(path).path,
            headers=response.headers,
            body=response.body or b"",
        )

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_list("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel.value:
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)
