"""All kernels of the server: whose they are, how many fit, when one is given up."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any

import psutil
import zmq
import zmq.asyncio
from jupyter_core.utils import ensure_async
from traitlets import Dict, Integer, default

from musworkshop.errors import ServerError
from musworkshop.server.kernels.environment import kernel_environment
from musworkshop.server.kernels.warm.spares import SpareKernels
from musworkshop.settings import SEAT_VARIABLE

KERNELS_PER_SEAT = 2
#: The page a kernel is started for gives it its id.
PAGE_VARIABLE = "HTTP_X_MUS_PAGE"
#: libzmq ends at 1023 sockets, which is 170 kernels.
MOST_SOCKETS = 16_384
#: So many wait for reloads and latecomers when all who are expected have come.
_ALWAYS_SPARE = 2
_MB = 1024 * 1024
_RESTART_S = 30.0


class HallFull(ServerError):
    """The hall is full; please try again in a moment."""


class SeatKernels(SpareKernels):
    """Kernels that know the seat they were started for.

    Attributes
    ----------
    most_kernels : int
        Kernels the machine is thought to hold; 0 lets `settle` find out.
    most_files : int
        Files this process may have open.
    reserved : int
        Places kept free for facilitator and projector.
    expected : int
        People for whom kernels are kept ready; 0 keeps none.
    kernel_mb : int
        Memory one more kernel takes, in MB.
    left_mb : int
        Memory that is left to everything else, in MB.
    unattended_s : int
        Seconds without an open page after which a kernel is given up.
    """

    most_kernels = Integer(0, config=True, help="Kernels that fit on this machine.")
    most_files = Integer(4096, config=True, help="Files that may be open.")
    reserved = Integer(4, config=True, help="Places for facilitator and projector.")
    expected = Integer(0, config=True, help="People who are expected.")
    kernel_mb = Integer(110, config=True, help="Memory of one kernel, MB.")
    left_mb = Integer(400, config=True, help="Memory left to others, MB.")
    unattended_s = Integer(300, config=True, help="Seconds without an open page.")
    further_environment = Dict(help="Variables that every kernel gets.")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._seats: dict[str, str] = {}
        self._alone_since_s: dict[str, float] = {}
        self._important: set[str] = set()
        self._lines: dict[str, dict[int, Callable[[], None]]] = {}
        self._goodbyes: set[asyncio.Future[None]] = set()

    @default("context")
    def _roomy_context(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.set(zmq.MAX_SOCKETS, MOST_SOCKETS)
        return context

    def seat_of(self, kernel_id: str) -> str:
        """Return the seat a kernel was started for; empty for an unknown kernel."""
        return self._seats.get(kernel_id, "")

    def of_seat(self, seat_id: str) -> list[str]:
        """Return the kernels of a seat, the oldest first."""
        return [kernel for kernel, seat in self._seats.items() if seat == seat_id]

    def settle(self, *, kernel_mb: int) -> None:
        """Find out how many kernels fit here, once it is known what one takes."""
        self.kernel_mb = kernel_mb
        if not self.most_kernels:
            self.most_kernels = capacity(
                most_files=self.most_files, kernel_mb=kernel_mb, left_mb=self.left_mb
            )

    def has_place(self, *, important: bool = False) -> bool:
        """Return whether one more kernel fits, by number and by free memory.

        Parameters
        ----------
        important : bool
            Whether the reserved places may be taken.
        """
        places = self.most_kernels - (0 if important else self.reserved)
        if len(self._seats) >= places:
            return False
        needed_mb = self.kernel_mb + (0 if important else self.left_mb)
        return bool(psutil.virtual_memory().available >= needed_mb * _MB)

    def spare_wanted(self) -> int:
        """Return how many kernels should wait for visitors now.

        One for each who is expected and not here, in at most half of the free memory.
        """
        if not self.expected:
            return 0
        here = sum(seat not in self._important for seat in self._seats.values())
        wanted = max(self.expected - here, _ALWAYS_SPARE)
        free_mb = psutil.virtual_memory().available / _MB
        # Those that wait have their memory already.
        by_memory = (free_mb + self.spare * self.kernel_mb) / 2 // self.kernel_mb
        places = self.most_kernels - len(self._seats)
        return int(max(0, min(wanted, by_memory, places)))

    def spare_environment(self) -> dict[str, str]:
        """Return what a kernel is started with while it is nobody's."""
        return kernel_environment(os.environ, **self.further_environment)

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_id: str | None = None, **options: Any
    ) -> str:
        """Start a kernel for the seat named in its environment.

        Raises
        ------
        HallFull
            If the machine holds no more kernels.
        """
        everything = options.get("env") or {}
        seat_id = everything.get(SEAT_VARIABLE, "")
        if not seat_id:
            raise ServerError("A kernel was asked for without a seat.")
        kernel_id = kernel_id or everything.get(PAGE_VARIABLE) or self.next_id()
        if not self.has_place(important=seat_id in self._important):
            self.give_back(kernel_id)
            raise HallFull
        options["env"] = kernel_environment(everything, **self.further_environment)
        self._seats[kernel_id] = seat_id
        try:
            self._give_up_oldest(seat_id)
            await super().start_kernel(kernel_id=kernel_id, **options)
        except BaseException:
            self._forget(kernel_id)
            raise
        if kernel_id not in self._seats:  # given up while it started
            await self.give_up(kernel_id)
            raise HallFull
        return kernel_id

    def page_sent(self, kernel_id: str) -> None:
        """Note that a kernel's page is on its way; from now on it must be opened."""
        if kernel_id in self._seats and not self._kernel_connections.get(kernel_id):
            self._alone_since_s[kernel_id] = time.monotonic()

    def reserve(self, seat_id: str) -> None:
        """Let a seat take a reserved place: a facilitator's or a projector's."""
        self._important.add(seat_id)

    def _give_up_oldest(self, seat_id: str) -> None:
        for old in self.of_seat(seat_id)[:-KERNELS_PER_SEAT]:
            task = asyncio.ensure_future(self.give_up(old))
            self._goodbyes.add(task)
            task.add_done_callback(self._goodbyes.discard)

    async def give_up(self, kernel_id: str) -> None:
        """Shut a kernel down at once; its page loses the line and asks anew."""
        self._forget(kernel_id)
        for close in self._lines.pop(kernel_id, {}).values():
            close()
        if kernel_id not in self:
            return
        ready = self.get_kernel(kernel_id).ready
        try:
            # One that is being restarted cannot be ended before it is there again.
            if not isinstance(ready, asyncio.Future):
                ready = asyncio.wrap_future(ready)
            await asyncio.wait([ready], timeout=_RESTART_S)
            await ensure_async(self.shutdown_kernel(kernel_id, now=True))  # type: ignore[no-untyped-call]
        except Exception:
            self.log.exception("A kernel could not be ended.")

    def attach(self, kernel_id: str, line: object, close: Callable[[], None]) -> None:
        """Remember an open websocket, to close it when its kernel goes."""
        self._lines.setdefault(kernel_id, {})[id(line)] = close

    def detach(self, kernel_id: str, line: object) -> None:
        """Forget a websocket that has closed."""
        lines = self._lines.get(kernel_id, {})
        lines.pop(id(line), None)
        if not lines:
            self._lines.pop(kernel_id, None)

    def present(self) -> set[str]:
        """Return the seats that have a page open now."""
        return {seat for kernel in self._lines if (seat := self.seat_of(kernel))}

    async def give_up_seat(self, seat_id: str) -> None:
        """Shut down all kernels of a seat that leaves."""
        for kernel_id in self.of_seat(seat_id):
            await self.give_up(kernel_id)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, unless another one takes its place."""
        if kernel_id not in self._replaced:
            self._forget(kernel_id)
        return super().remove_kernel(kernel_id)

    def _forget(self, kernel_id: str) -> None:
        self._seats.pop(kernel_id, None)
        self._alone_since_s.pop(kernel_id, None)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page has opened the kernel."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self._alone_since_s.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page has gone, or sleeps."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        self.page_sent(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Give a kernel up when no page has been open for `unattended_s`.

        Jupyter's own rule counts what the kernel says as activity; in a busy room our
        kernels say something all the time, also to phones that have gone.
        """
        since_s = self._alone_since_s.get(kernel_id)
        if since_s is not None and time.monotonic() - since_s > self.unattended_s:
            await self.give_up(kernel_id)
            return
        kernel = self._kernels.get(kernel_id)
        if kernel is not None and getattr(kernel, "execution_state", "") == "dead":
            await self.give_up(kernel_id)


def capacity(*, most_files: int, kernel_mb: int, left_mb: int) -> int:
    """Return how many kernels this machine holds.

    Parameters
    ----------
    most_files : int
        Files the process may have open; each kernel takes about 13 here.
    kernel_mb, left_mb : int
        As in `SeatKernels`.
    """
    by_memory = (psutil.virtual_memory().available - left_mb * _MB) // (kernel_mb * _MB)
    by_files = (most_files - 200) // 15
    return int(max(4, min(by_memory, by_files, MOST_SOCKETS // 8)))
