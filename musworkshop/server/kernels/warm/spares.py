"""Kernels that wait for their visitors: most of a start is done before anybody asks.

A spare kernel is there, has its sockets, and has settled in (`Recipe`). It has no
visitor's environment and no cells: it is nobody's. Its visitor's request gives it both.
A plain kernel can be spare, too: where a system cannot fork, this is all there is.
"""

from __future__ import annotations

import asyncio
import os
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from jupyter_core.utils import ensure_async
from traitlets import Unicode

from .channels import LeanKernels, is_warm
from .provisioner import CELLS, SPARE, WarmProvisioner
from .recipe import WarmFailed
from .specs import PROVISIONER

_LOOK_EVERY_S = 5.0
_ANSWER_S = 60.0
#: What a plain kernel runs to be its visitor's; a warm one is told without running it.
_BECOME = """
import os
os.environ.clear()
os.environ.update({env!r})
os.chdir({cwd!r})
"""


class SpareKernels(LeanKernels):
    """All kernels of a server, some of them spare ones.

    Attributes
    ----------
    settle_source : str
        Run in a plain kernel while it waits, as a recipe's ``settle_in`` is in a warm
        one.
    """

    settle_source = Unicode("", config=True, help="Run in plain spare kernels.")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        #: Ids of kernels that are nobody's, the oldest first.
        self._spare: dict[str, None] = {}
        self._promised: set[str] = set()
        #: Ids whose spare kernel was of no use and is followed by another one.
        self._replaced: set[str] = set()
        self._taken = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None
        self._is_open = True

    @property
    def spare(self) -> int:
        """How many kernels wait for a visitor."""
        return len(self._spare)

    def next_id(self) -> str:
        """Return the id of the next visitor's kernel: a spare one's, or a new one.

        Whoever asks must start that kernel, or `give_back` the id.
        """
        if not self._spare:
            return str(uuid.uuid4())
        kernel_id = next(iter(self._spare))
        del self._spare[kernel_id]
        self._promised.add(kernel_id)
        self._taken.set()
        return kernel_id

    def give_back(self, kernel_id: str) -> None:
        """Say that an id from `next_id` was not used after all."""
        if kernel_id in self._promised:
            self._promised.remove(kernel_id)
            self._spare[kernel_id] = None

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_id: str | None = None, **options: Any
    ) -> str:
        """Start a kernel; a spare one is ready at once.

        Parameters
        ----------
        kernel_id : str, optional
            From `next_id`.
        **options
            As of Jupyter's.
        """
        if kernel_id in self._promised:
            self._promised.remove(kernel_id)
            try:
                await self._give(kernel_id, options)
            except WarmFailed as problem:
                self.log.warning("A spare kernel could not be used: %s", problem)
                self._replaced.add(kernel_id)
                await self._bury(kernel_id)
                self._replaced.discard(kernel_id)
            else:
                return kernel_id
        started: str = await super().start_kernel(kernel_id=kernel_id, **options)
        return started

    async def _give(self, kernel_id: str, options: dict[str, Any]) -> None:
        if kernel_id not in self:
            raise WarmFailed("It has ended.")
        kernel: Any = self.get_kernel(kernel_id)
        wish = {name: options[name] for name in ("env", CELLS) if name in options}
        wish["cwd"] = self.cwd_for_path(options.get("path") or "", env={})  # type: ignore[no-untyped-call]
        if isinstance(kernel.provisioner, WarmProvisioner):
            await kernel.provisioner.give(**wish)
        else:
            await self._run(kernel, _BECOME.format(**wish))
        # Should it die from now on, it is started again, for its visitor.
        kernel._launch_args.pop(SPARE, None)
        kernel._launch_args.update(wish)
        kernel.start_restarter()

    async def _bury(self, kernel_id: str) -> None:
        if kernel_id in self:
            await ensure_async(self.shutdown_kernel(kernel_id, now=True))  # type: ignore[no-untyped-call]

    def keep_spare(
        self,
        wanted: Callable[[], int],
        *,
        on_ready: Callable[[int], None] = lambda _number: None,
    ) -> None:
        """Start spare kernels, one at a time, from now until the server ends.

        Parameters
        ----------
        wanted : callable
            Returns how many there should be now; asked again and again.
        on_ready : callable
            Called with their number when all that were wanted are there, once.
        """
        self._on_ready: Callable[[int], None] | None = on_ready
        self._keeping = asyncio.ensure_future(self._keep(wanted))

    async def _keep(self, wanted: Callable[[], int]) -> None:
        while self._is_open:
            self._taken.clear()
            began_s = time.monotonic()
            try:
                has_begun = await self._begin_one(wanted)
            except Exception as problem:  # who comes gets a kernel of the usual kind
                self.log.warning("No spare kernel could be had: %s", problem)
                has_begun = False
            if has_begun:
                # Visitors come first: one processor is used half of the time at most.
                await asyncio.sleep(time.monotonic() - began_s)
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._taken.wait(), _LOOK_EVERY_S)

    async def _begin_one(self, wanted: Callable[[], int]) -> bool:
        """Start a kernel if there are too few; return whether there were."""
        await self._bury_the_dead()
        if self.spare < wanted():
            self._spare[await self._start_for_nobody()] = None
            return True
        if self._on_ready is not None and self.spare:
            self._on_ready(self.spare)
            self._on_ready = None
        return False

    async def _start_for_nobody(self) -> str:
        assert self.kernel_spec_manager is not None
        specification = self.kernel_spec_manager.get_kernel_spec(NATIVE_KERNEL_NAME)
        how = specification.metadata.get("kernel_provisioner", {})
        if how.get("provisioner_name") == PROVISIONER:
            wish: dict[str, Any] = {SPARE: True}
        else:
            wish = {"env": self.spare_environment()}
        kernel_id: str = await super().start_kernel(
            kernel_name=NATIVE_KERNEL_NAME, **wish
        )
        kernel: Any = self.get_kernel(kernel_id)
        kernel.stop_restarter()
        try:
            if self.settle_source and not is_warm(kernel):
                await self._run(kernel, self.settle_source)
        except WarmFailed:
            await self._bury(kernel_id)
            raise
        return kernel_id

    def spare_environment(self) -> dict[str, str]:
        """Return what a plain kernel is started with before it has a visitor."""
        return dict(os.environ)

    async def _run(self, kernel: Any, source: str) -> None:
        client = kernel.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=_ANSWER_S)
            silent = {"silent": True, "store_history": False}
            reply = await client.execute(
                source, reply=True, timeout=_ANSWER_S, **silent
            )
        except (RuntimeError, TimeoutError) as problem:
            raise WarmFailed(f"It did not answer: {problem}") from problem
        finally:
            client.stop_channels()
        if reply["content"]["status"] != "ok":
            raise WarmFailed(str(reply["content"].get("evalue", "")))

    async def _async_shutdown_all(self, now: bool = False) -> None:
        self._is_open = False
        self._taken.set()
        if self._keeping is not None:
            await self._keeping
        await super()._async_shutdown_all(now)

    shutdown_all = _async_shutdown_all  # type: ignore[assignment]

    async def _bury_the_dead(self) -> None:
        for kernel_id in list(self._spare):
            kernel: Any = self.get_kernel(kernel_id)
            if not await ensure_async(kernel.is_alive()) and kernel_id in self._spare:
                del self._spare[kernel_id]
                await self._bury(kernel_id)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        self._spare.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)
