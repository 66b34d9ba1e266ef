"""The websocket between a page and its kernel."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import (
    ZMQChannelsWebsocketConnection,
)


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Send small messages at once; waiting to fill a packet costs 40 ms each way."""

    def connect(self) -> Any:
        """Connect the kernel's channels to the page."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
