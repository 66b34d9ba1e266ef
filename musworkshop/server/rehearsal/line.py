"""The line to a kernel: one websocket, opened again when it is lost."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Callable
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from musworkshop.server.rehearsal.browser import PAGE_TIMEOUT_S, Browser
from musworkshop.server.rehearsal.messages import V1, Message, decode, encode

_MOST_RECONNECTS = 7
_LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024


class KernelLine:
    """What is said between a page and its kernel.

    Parameters
    ----------
    browser : Browser
        Holds the cookies that open the kernel.
    kernel_id : str
    hear : callable
        Called with each message.
    """

    def __init__(
        self, browser: Browser, kernel_id: str, hear: Callable[[Message], None]
    ) -> None:
        self.reconnects = 0
        self._browser = browser
        self._kernel_id = kernel_id
        self._hear = hear
        self._session_id = uuid.uuid4().hex
        self._socket: WebSocketClientConnection | None = None
        self._listener: asyncio.Task[None] | None = None
        self._replies: dict[str, asyncio.Future[None]] = {}

    async def open(self) -> None:
        """Connect, and listen from now on."""
        await self._connect()
        self._listener = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """Hang up; the kernel learns it from the closed socket."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def send(self, kind: str, content: dict[str, Any], **metadata: str) -> str:
        """Send a message and return its id; while the line is down it goes nowhere.

        Parameters
        ----------
        kind : str
            Message type, such as ``comm_msg``.
        content : dict
        **metadata : str
        """
        socket = self._socket
        chosen = socket.selected_subprotocol if socket else V1
        frame, message_id = encode(
            kind,
            content,
            session_id=self._session_id,
            subprotocol=chosen,
            metadata=metadata,
        )
        if socket is not None:
            sent = socket.write_message(frame, binary=isinstance(frame, bytes))
            asyncio.ensure_future(sent).add_done_callback(_forgive)
        return message_id

    async def ask(self, kind: str) -> None:
        """Send a request without content and wait for its reply."""
        message_id = self.send(kind, {})
        reply = asyncio.get_running_loop().create_future()
        self._replies[message_id] = reply
        try:
            await asyncio.wait_for(reply, PAGE_TIMEOUT_S)
        finally:
            del self._replies[message_id]

    async def _connect(self) -> None:
        origin = self._browser.origin
        path = f"/api/kernels/{self._kernel_id}/channels"
        request = HTTPRequest(
            f"ws{origin.removeprefix('http')}{path}?session_id={self._session_id}",
            headers={"Cookie": self._browser.cookie_header, "Origin": origin},
            connect_timeout=PAGE_TIMEOUT_S,
            request_timeout=PAGE_TIMEOUT_S,
        )
        self._socket = await websocket_connect(
            request,
            compression_options={},  # as browsers do
            subprotocols=[V1],
            max_message_size=_LARGEST_MESSAGE_BYTES,
        )

    async def _listen(self) -> None:
        while self._socket is not None:
            frame = await self._socket.read_message()
            if frame is not None:
                self._take(decode(frame))
            elif not await self._reconnect():
                return

    def _take(self, message: Message) -> None:
        reply = self._replies.get(message.parent_id)
        if reply is not None and message.channel == "shell" and not reply.done():
            reply.set_result(None)
        self._hear(message)

    async def _reconnect(self) -> bool:
        """Open the socket again after it was lost, as Jupyter's front end does."""
        self._socket = None
        for attempt in range(_MOST_RECONNECTS):
            await asyncio.sleep(random.uniform(0, 2**attempt))
            try:
                await self._connect()
            except Exception:  # refused, or the server is away: try again
                continue
            self.reconnects += 1
            return True
        return False


def _forgive(sent: asyncio.Future[None]) -> None:
    """Let a message go that met a closed socket; what matters is sent again."""
    if not sent.cancelled():
        sent.exception()
