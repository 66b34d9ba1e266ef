"""Kernels over HTTP: look at one's own, talk to it, end it. Nothing else."""

from __future__ import annotations

from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from musworkshop.server.guard import Guarded

_EXTENSIONS = "Sec-WebSocket-Extensions"
_DEFLATE = "permessage-deflate"
#: A server may choose this whether it was offered or not (RFC 7692, 7.1.2.1). Each open
#: page holds a window in the server's memory: 32 kB instead of 144 kB.
_SMALL_WINDOW = f"{_DEFLATE}; server_max_window_bits=12"


class OwnKernel(Guarded, KernelHandler):
    """Whether one's own kernel is there (GET), or that it may go (DELETE)."""

    def write_error(self, status_code: int, **options: Any) -> None:
        """Answer as JSON; scripts ask here."""
        KernelHandler.write_error(self, status_code, **options)


class OwnChannels(Guarded, VoilaKernelWebsocketHandler):
    """The websocket to one's own kernel."""

    async def pre_get(self) -> None:
        """Allow only pages of this server; a browser always names its page."""
        if not self.get_origin():
            raise web.HTTPError(403)
        if _DEFLATE in self.request.headers.get(_EXTENSIONS, ""):
            self.request.headers[_EXTENSIONS] = _SMALL_WINDOW
        await super().pre_get()

    async def open(self, kernel_id: str) -> None:
        """Open the line; it closes when the kernel goes."""
        self.kernel_manager.attach(kernel_id, self, self.close)
        await super().open(kernel_id)

    def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on, unless the line has been closed from here."""
        if self.ws_connection is not None:
            super().on_message(ws_message)

    def on_close(self) -> None:
        """Note that the page has gone."""
        self.kernel_manager.detach(self.kernel_id, self)
        super().on_close()


class OwnShutdown(Guarded, VoilaShutdownKernelHandler):
    """What a page says when it is closed: its kernel may go."""

    def write_error(self, status_code: int, **options: Any) -> None:
        """Answer as JSON; scripts ask here."""
        VoilaShutdownKernelHandler.write_error(self, status_code, **options)

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel, if it is one's own."""
        allowed = await ensure_async(
            self.authorizer.is_authorized(self, self.current_user, "write", "kernels")
        )
        if not allowed:
            raise web.HTTPError(403)
        await self.kernel_manager.give_up(kernel_id)
        self.set_status(204)
        await self.finish()
