"""A visitor at protocol level: what a browser does with a dashboard, without pixels.

A page is fetched to its end, its kernel's websocket opened, all widgets' models asked
for; from then on the visitor sees what a person would see, and calls what the person's
browser would call. Nothing is polled: a visitor costs what its messages cost.
"""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from tornado.httpclient import AsyncHTTPClient

from musworkshop.errors import ServerError
from musworkshop.server.rehearsal.browser import PAGE_TIMEOUT_S, Answer, Browser
from musworkshop.server.rehearsal.line import KernelLine
from musworkshop.server.rehearsal.messages import Message
from musworkshop.server.rehearsal.shown import Shown, Unanswered
from musworkshop.text import _

T = TypeVar("T")

ANSWER_TIMEOUT_S = 60.0
RESEND_AFTER_S = 8.0
_PAGE_CONFIG = re.compile(
    r'<script[^>]*id="jupyter-config-data"[^>]*>\s*(.*?)\s*</script>', re.DOTALL
)
_CONTROL = "jupyter.widget.control"
#: ipywidgets forgets the control comm before it is closed, in every browser.
_SAID_BY_EVERY_KERNEL = "No such comm"
_PHONES_HEAD = "SeatHeader"


class Refused(ServerError):
    """The page answered a call with an error."""


class Visitor:
    """One device in the room.

    Parameters
    ----------
    origin : str
        Of the server, such as ``http://127.0.0.1:8866``.
    http : AsyncHTTPClient
        Shared by all visitors, see `browser.many_connections`.
    label : str
        Stands in front of what goes wrong here.
    stock : bool
        Whether the page is Voila's own, whose script says more than ours.
    """

    def __init__(
        self, origin: str, http: AsyncHTTPClient, *, label: str, stock: bool = False
    ) -> None:
        self._stock = stock
        self.browser = Browser(origin, http)
        self.label = label
        self._shown = Shown(label)
        #: What the kernel has printed; a kernel in good health prints nothing.
        self.printed: list[str] = []
        self._answers: dict[str, asyncio.Future[Any]] = {}
        self._line: KernelLine | None = None

    # Joining

    async def join(self, scan_path: str, **choice: str) -> None:
        """Scan the code, sit down at a table or alone, open one's page.

        Parameters
        ----------
        scan_path : str
            What the QR code says, without origin.
        **choice : str
            Fields of the second form: ``choice`` is ``new``, ``alone`` or the like,
            with ``name``, ``function``, ``people`` for a new table.
        """
        tables = self._page(await self.browser.get(scan_path))
        await self._show(await self.browser.post("/join", tables, **choice))

    async def open_with_key(self, key_path: str) -> None:
        """Open the facilitator's or the projector's secret link."""
        door = self._page(await self.browser.get(key_path))
        await self._show(await self.browser.post(key_path, door))

    async def open_page(self, path: str) -> None:
        """Open a dashboard, as a reload does."""
        await self._show(await self.browser.get(path))

    async def fetch(self, path: str) -> Answer:
        """Fetch a file, such as a document."""
        return self._page(await self.browser.get(path))

    async def leave(self) -> None:
        """Close the page."""
        if self._line is not None:
            await self._line.close()
            self._line = None

    async def _show(self, page: Answer) -> None:
        """Wait until the page can be answered: all its widgets are known."""
        found = _PAGE_CONFIG.search(self._page(page).text)
        if not found or "widget-view+json" not in page.text:
            sentence = _("{who}: the page {path} came without its content.")
            raise ServerError(sentence.format(who=self.label, path=page.path))
        kernel_id = json.loads(found[1])["kernelId"]
        if self._stock:
            self._page(await self.browser.get(f"/api/kernels/{kernel_id}"))
        await self.leave()
        self._line = KernelLine(self.browser, kernel_id, self._take)
        await self._line.open()
        if self._stock:
            await self._line.ask("kernel_info_request")
        await self._learn_models(self._line)
        if self._shown.knows(_PHONES_HEAD):
            # As a phone does once its page stands; nobody waits for the answer.
            waking = {"call": "wake", "id": str(uuid.uuid4()), "args": {}}
            data = {"method": "custom", "content": waking}
            comm = {"comm_id": self._shown.model_id(_PHONES_HEAD), "data": data}
            self._send("comm_msg", comm)

    def _page(self, page: Answer) -> Answer:
        if page.status == 200:
            return page
        if page.status == 503:
            sentence = _("{who}: the hall is full, this computer holds no more pages.")
        else:
            sentence = _("{who}: the page {path} answered {status} instead of 200.")
        raise ServerError(
            sentence.format(who=self.label, path=page.path, status=page.status)
        )

    # Seeing

    def data(self, name: str) -> dict[str, Any]:
        """Return what a widget shows now.

        Parameters
        ----------
        name : str
            The widget's ``name``: its class, or what tells two of one class apart.
        """
        return self._shown.data(name)

    def everything(self) -> dict[str, Any]:
        """Return all that this page holds, by the widgets' ids."""
        return self._shown.everything()

    @property
    def seat_id(self) -> str:
        """The seat this page was opened for."""
        return self._shown.scope

    async def until(
        self, seen: Callable[[], T], *, what: str, timeout_s: float = ANSWER_TIMEOUT_S
    ) -> T:
        """Wait until `seen` finds something on the page; return what it found.

        Parameters
        ----------
        seen : callable
            Asked after each change of a widget; truthy ends the waiting.
        what : str
            What is waited for, in the words of the sentence if it does not come.

        Raises
        ------
        Unanswered
            If it has not come in time.
        """
        return await self._shown.until(seen, what=what, timeout_s=timeout_s)

    # Calling

    async def call(
        self,
        name: str,
        called: str,
        args: dict[str, Any] | None = None,
        *,
        is_impatient: bool = False,
        timeout_s: float = ANSWER_TIMEOUT_S,
    ) -> Any:
        """Call what a widget offers, and return the answer.

        The call is sent again with the same id until it is answered, as a browser
        does; the store does it once.

        Parameters
        ----------
        name : str
            The widget's name.
        called : str
            Such as ``add_card``.
        args : dict, optional
        is_impatient : bool
            Whether to send it twice at once, like a double click.

        Raises
        ------
        Refused
            If the answer is an error.
        Unanswered
            If there is no answer in time.
        """
        request_id = str(uuid.uuid4())
        content = {"call": called, "id": request_id, "args": args or {}}
        message = {
            "comm_id": self._shown.model_id(name),
            "data": {"method": "custom", "content": content},
        }
        loop = asyncio.get_running_loop()
        answer = self._answers[request_id] = loop.create_future()
        ends_s = loop.time() + timeout_s
        try:
            while not answer.done() and (left_s := ends_s - loop.time()) > 0:
                for _copy in range(2 if is_impatient else 1):
                    self._send("comm_msg", message)
                await asyncio.wait([answer], timeout=min(RESEND_AFTER_S, left_s))
        finally:
            del self._answers[request_id]
        where = f"{self.label}: {name}.{called}"
        if not answer.done():
            raise Unanswered(_("{where} was not answered.").format(where=where))
        given = answer.result()
        if "error" in given:
            raise Refused(f"{where}: {given['error']}")
        return given["ok"]

    # The kernel

    def _send(self, kind: str, content: dict[str, Any], **metadata: str) -> None:
        if self._line is not None:
            self._line.send(kind, content, **metadata)

    async def _learn_models(self, line: KernelLine) -> None:
        """Ask the kernel for the state of all widgets."""
        comm_id = uuid.uuid4().hex
        comm = {"comm_id": comm_id}
        states = self._answers[comm_id] = asyncio.get_running_loop().create_future()
        opening = {**comm, "target_name": _CONTROL, "data": {}}
        line.send("comm_open", opening, version="1.0.0")
        line.send("comm_msg", {**comm, "data": {"method": "request_states"}})
        try:
            await asyncio.wait_for(states, PAGE_TIMEOUT_S)
        finally:
            del self._answers[comm_id]
        if self._stock:
            line.send("comm_close", {**comm, "data": {}})
        self._shown.learn(states.result()["states"])

    def _take(self, message: Message) -> None:
        """Keep what a message changes, and hand answers to those who wait."""
        if message.kind in ("stream", "error"):
            self._overhear(message.content)
        if message.kind not in ("comm_msg", "comm_open"):
            return
        comm_id, data = message.content["comm_id"], message.content["data"]
        method = data.get("method", "")
        if message.kind == "comm_open" or method == "update":
            self._shown.change(comm_id, data.get("state", {}))
        elif method == "update_states":
            _settle(self._answers.get(comm_id), data)
        elif method == "custom":
            answer = data.get("content") or {}
            _settle(self._answers.get(answer.get("re", "")), answer)

    def _overhear(self, printed: dict[str, Any]) -> None:
        said = str(printed.get("text") or printed.get("evalue") or "").strip()
        if said and not said.startswith(_SAID_BY_EVERY_KERNEL):
            self.printed.append(said)


def _settle(future: asyncio.Future[Any] | None, value: Any) -> None:
    if future is not None and not future.done():
        future.set_result(value)
