"""Fewer messages between a server and a kernel that is known to be ready.

Jupyter Server asks every kernel again and again whether it is there, and listens to all
it says a second time to learn when it is idle. A forked kernel is ready when it is
handed over; whether it lives, the system knows.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any, ClassVar

from jupyter_events import EventLogger
from jupyter_server.services.kernels.connection.channels import (
    ZMQChannelsWebsocketConnection,
)
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import default

from .client import LeanClient
from .provisioner import WarmProvisioner

#: A welcome comes in milliseconds; without one Jupyter's own way is gone.
_WELCOME_TIMEOUT_S = 2.0


def is_warm(kernel_manager: Any) -> bool:
    """Return whether a kernel has been forked from a warm process."""
    return isinstance(kernel_manager.provisioner, WarmProvisioner)


class LeanChannels(ZMQChannelsWebsocketConnection):
    """The websocket of a page: small messages at once, no questions on opening."""

    _has_new_streams = False

    def connect(self) -> Any:
        """Connect the kernel's channels to the page."""
        # Waiting to fill a packet costs 40 ms each way.
        self.websocket_handler.set_nodelay(True)
        return super().connect()

    def create_stream(self) -> None:
        """Open the channels."""
        super().create_stream()  # type: ignore[no-untyped-call]
        self._has_new_streams = True

    def nudge(self) -> asyncio.Future[None]:
        """Return what is done when nothing that the kernel says can be missed.

        A warm kernel greets who listens anew (``iopub_welcome``); that is enough.
        """
        is_new, self._has_new_streams = self._has_new_streams, False
        if not (is_new and is_warm(self.kernel_manager)):
            return super().nudge()
        greeted = asyncio.get_running_loop().create_future()
        iopub: Any = self.channels["iopub"]

        def hear(_message: Any) -> None:
            iopub.stop_on_recv()
            if not greeted.done():
                greeted.set_result(None)

        iopub.on_recv(hear)
        return asyncio.ensure_future(self._greeted(greeted))

    def request_kernel_info(self) -> asyncio.Future[Any]:
        """Return what a kernel says of itself; a warm one need not be asked.

        It runs in this very Python, and so speaks the protocol that we speak.
        """
        if not is_warm(self.kernel_manager):
            asked: asyncio.Future[Any] = super().request_kernel_info()  # type: ignore[no-untyped-call]
            return asked
        if not self._kernel_info_future.done():
            self._kernel_info_future.set_result({})
        return asyncio.wrap_future(self._kernel_info_future)

    async def _greeted(self, greeted: asyncio.Future[None]) -> None:
        try:
            await asyncio.wait_for(greeted, _WELCOME_TIMEOUT_S)
        except TimeoutError:
            if not self.channels["iopub"].closed():
                await super().nudge()


class LeanKernel(ServerKernelManager):
    """One kernel as the server sees it; all of them tell one logger."""

    _shared: ClassVar[EventLogger | None] = None

    @default("client_class")
    def _lean_client_name(self) -> str:
        return f"{LeanClient.__module__}.{LeanClient.__name__}"

    @default("client_factory")
    def _lean_client(self) -> type[LeanClient]:
        return LeanClient

    @default("event_logger")
    def _one_for_all(self) -> EventLogger:
        # Jupyter's reads and checks the schema of its events anew for each kernel.
        if LeanKernel._shared is None:
            made: EventLogger = super()._default_event_logger()
            LeanKernel._shared = made
        return LeanKernel._shared


class LeanKernels(AsyncMappingKernelManager):
    """All kernels of a server, without a second listener for each."""

    @default("kernel_manager_class")
    def _lean(self) -> str:
        return f"{__name__}.{LeanKernel.__name__}"

    def start_watching_activity(self, kernel_id: str) -> None:
        """Listen to a kernel to learn when it is idle, unless it is a warm one.

        Who removes idle kernels must then look at something else, such as whether a
        page is connected.
        """
        kernel: Any = self.get_kernel(kernel_id)
        if not is_warm(kernel):
            super().start_watching_activity(kernel_id)  # type: ignore[no-untyped-call]
            return
        kernel.execution_state = "idle"
        kernel.reason = ""
        kernel.last_activity = datetime.now(UTC)
