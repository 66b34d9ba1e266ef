"""A client for kernels that are not warm: no heartbeat, no waiting for silence."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_ANSWER_S = 1.0
_ECHO_S = 0.2


class LeanClient(AsyncKernelClient):
    """Run a page's cells with two channels of the five, and begin at once.

    Jupyter's own client watches a heartbeat in a thread of its own, opens the channels
    for questions and for control, and ends its greeting with 0.2 s of silence.
    """

    def start_channels(self, *_which: bool, **_channels: bool) -> None:
        """Open the channels that running cells needs."""
        super().start_channels(
            shell=True, iopub=True, stdin=False, hb=False, control=False
        )

    def stop_channels(self) -> None:
        """Close the channels that were opened; asking for others would open them."""
        for channel in (self._shell_channel, self._iopub_channel):
            if channel is not None and channel.is_alive():
                channel.stop()
        if self._created_context and not self.context.closed:
            self.context.destroy(linger=100)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and nothing that it says is missed.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait; without end when left out.

        Raises
        ------
        RuntimeError
            If the kernel has died or does not answer in time.
        """
        end_s = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._greet():
            if not await self.is_alive():
                raise RuntimeError("The kernel died before it was ready.")
            if time.monotonic() > end_s:
                raise RuntimeError("The kernel was not ready in time.")

    async def _greet(self) -> bool:
        """Ask for the kernel's name; True when its whole answer has been heard."""
        asked = self.kernel_info()
        try:
            reply: dict[str, Any] = {}
            while reply.get("parent_header", {}).get("msg_id") != asked:
                reply = await self.get_shell_msg(timeout=_ANSWER_S)
            # What a kernel says to all begins and ends with its state: once the end
            # of this answer is heard, the ear is open and nothing older is left.
            while not _is_end_of(asked, await self.get_iopub_msg(timeout=_ECHO_S)):
                pass
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


def _is_end_of(asked: str, message: dict[str, Any]) -> bool:
    state = message["content"].get("execution_state")
    return (message["parent_header"].get("msg_id"), state) == (asked, "idle")
