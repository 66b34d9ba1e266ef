"""A browser without a screen: cookies, forms, pages, the kernel's websocket."""

from __future__ import annotations

import html
import json
import re
import uuid
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from musworkshop.server.process import RunningServer

_TOKEN = re.compile(r'name="_xsrf" value="([^"]+)"')
_CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.S)
_ANSWER_S = 20.0


class Visitor:
    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.client = httpx.Client(base_url=server.url, timeout=60.0)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def post(self, path: str, *, page: str, **fields: str) -> httpx.Response:
        """Send a form as `page` would: with its token, from its address."""
        found = _TOKEN.search(self.get(page).text)
        assert found, f"{page} has no form"
        return self.client.post(
            path,
            data={"_xsrf": html.unescape(found[1]), **fields},
            headers={"Origin": self.server.url},
        )

    def type_code(self, code: str) -> httpx.Response:
        return self.post("/join", page="/", code=code)

    def join(self, **choice: str) -> httpx.Response:
        """Scan the code and choose; a new table of four when nothing is chosen."""
        self.get(self.server.scan_path)
        wish = choice or {"choice": "alone"}
        return self.post("/join", page="/join", **wish)

    def open_key(self, path: str) -> httpx.Response:
        return self.post(path, page=path)

    def open_page(self, path: str, **headers: str) -> tuple[str, str]:
        """Open a dashboard; return its HTML and the id of its kernel."""
        page = self.get(path, headers=headers)
        assert page.status_code == 200, (page.status_code, page.headers)
        found = _CONFIG.search(page.text)
        assert found, page.text[:2000]
        return page.text, json.loads(found[1])["kernelId"]

    def channels(
        self, kernel_id: str, *, origin: str | None = "own"
    ) -> ClientConnection:
        """Open the websocket of a kernel as a page of `origin` would."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.client.cookies.jar)
        address = self.server.url.replace("http", "ws", 1)
        return connect(
            f"{address}/api/kernels/{kernel_id}/channels?session_id={uuid.uuid4()}",
            origin=self.server.url if origin == "own" else origin,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies},
            open_timeout=_ANSWER_S,
        )

    def farewell(self, kernel_id: str) -> httpx.Response:
        """Say goodbye as the page's script does when it is closed."""
        return self.client.post(
            f"/voila/api/shutdown/{kernel_id}",
            data={"_xsrf": self.client.cookies.get("_xsrf", "")},
            headers={"Origin": self.server.url},
        )

    def has_kernel(self, kernel_id: str) -> bool:
        return self.get(f"/api/kernels/{kernel_id}").status_code == 200

    def leave(self) -> None:
        self.client.close()


def message(kind: str, content: dict[str, Any], *, channel: str = "shell") -> str:
    """Return a Jupyter message as a page sends it, in the protocol's JSON form."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": uuid.uuid4().hex,
        "username": "visitor",
        "version": "5.3",
        "date": "2026-11-21T10:00:00Z",
    }
    return json.dumps(
        {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": channel,
            "buffers": [],
        }
    )


def wait_for(line: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the first message of a kind; fail when none comes."""
    while True:
        received = json.loads(line.recv(timeout=_ANSWER_S))
        if received["header"]["msg_type"] == kind:
            return received  # type: ignore[no-any-return]


def widget_states(line: ClientConnection) -> str:
    """Return the state of all widgets of a kernel, as the page asks for it."""
    comm = uuid.uuid4().hex
    opening = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
    sent = json.loads(message("comm_open", opening))
    sent["metadata"] = {"version": "1.0.0"}
    line.send(json.dumps(sent))
    asking = {"comm_id": comm, "data": {"method": "request_states"}}
    line.send(message("comm_msg", asking))
    while True:
        received = json.loads(line.recv(timeout=_ANSWER_S))
        content = received["content"]
        if received["header"]["msg_type"] == "comm_msg" and content["comm_id"] == comm:
            return json.dumps(content["data"])
