"""Jupyter's way to a warm kernel: a provisioner, named in a kernel specification."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, List, Unicode

from .keeper import Keeper, Stale, WarmProcess
from .order import Forked, Order
from .recipe import Recipe, WarmFailed

#: Option of ``start_kernel``: sources of cells to run before the kernel is ready.
CELLS = "cells"
#: Option of ``start_kernel``: let the kernel wait for `WarmProvisioner.give`.
SPARE = "spare"
_POLL_S = 0.05


class WarmProvisioner(LocalProvisioner):
    """Have a kernel forked instead of started.

    Its traits are those of a `Recipe`; they come from the kernel specification, where
    they stand in ``metadata.kernel_provisioner.config``.
    """

    modules = List(Unicode(), help="Imported before the fork.").tag(config=True)
    warm_up = Unicode("", help="module:function called before the fork.").tag(
        config=True
    )
    settle_in = Unicode("", help="module:function called in spare kernels.").tag(
        config=True
    )
    watch = List(Unicode(), help="Packages that are watched.").tag(config=True)
    plain_environment = Dict(help="Variables of the warm process.").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.kernel: Forked | None = None
        self._from: WarmProcess | None = None
        self._process_file = -1

    @property
    def has_process(self) -> bool:
        """Whether a kernel has been forked, and its end not yet been seen."""
        return self._process_file >= 0

    @property
    def recipe(self) -> Recipe:
        """What the kernel is forked from."""
        # <python> -m ipykernel_launcher -f FILE …: what follows is for the application.
        arguments = self.kernel_spec.argv[1:]
        if "{connection_file}" in arguments:
            arguments = arguments[arguments.index("{connection_file}") + 1 :]
        return Recipe(
            modules=tuple(self.modules),
            warm_up=self.warm_up,
            settle_in=self.settle_in,
            watch=tuple(self.watch),
            arguments=tuple(arguments),
            environment=dict(self.plain_environment),
        )

    async def launch_kernel(
        self, cmd: list[str], **options: Any
    ) -> KernelConnectionInfo:
        """Have the kernel forked; it is ready, or spare, when this returns.

        Raises
        ------
        WarmFailed
            If there is no warm process and none can be had, or the kernel ended.
        """
        manager: Any = self.parent
        folder = options.get("cwd") or os.getcwd()
        kernel, warm = await Keeper.of(self.recipe).fork(
            manager.connection_file,
            None if options.get(SPARE) else _order(options, str(folder)),
        )
        # Stands for this very process, also when its number is given to another.
        self._process_file = os.pidfd_open(kernel.process_id)
        self.kernel, self._from = kernel, warm
        self.pid = self.pgid = kernel.process_id
        self.cwd = folder
        return self.connection_info

    async def give(self, **options: Any) -> None:
        """Make a spare kernel somebody's; it is ready when this returns.

        Parameters
        ----------
        **options
            As of ``start_kernel``: environment, folder, cells.

        Raises
        ------
        WarmFailed
            If the kernel, or the process it was forked from, has ended.
        """
        assert self.kernel is not None
        assert self._from is not None
        try:
            order = _order(options, str(self.cwd))
            self.kernel = await self._from.give(self.kernel, order)
        except Stale as changed:
            raise WarmFailed("It was forked from what has changed since.") from changed

    async def poll(self) -> int | None:
        """Return None while the kernel lives, else its exit code."""
        if not self.has_process:
            return 0
        look = select.poll()
        look.register(self._process_file, select.POLLIN)
        if not look.poll(0):
            return None
        assert self._from is not None
        assert self.pid is not None
        return self._from.exit_codes.get(self.pid, 1)

    async def wait(self) -> int | None:
        """Wait for the kernel's end and return its exit code."""
        while (code := await self.poll()) is None:
            await asyncio.sleep(_POLL_S)
        self._let_go()
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and to the processes it has started."""
        if await self.poll() is None and self.pid is not None:
            try:
                os.killpg(self.pid, signum)
            except ProcessLookupError:
                return

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        """Give back what the kernel took here."""
        self._let_go()
        await super().cleanup(restart)

    def _let_go(self) -> None:
        if self._process_file >= 0:
            os.close(self._process_file)
            self._process_file = -1
        if self._from is not None and self.pid is not None:
            self._from.exit_codes.pop(self.pid, None)


def _order(options: dict[str, Any], folder: str) -> Order:
    return Order(
        environment=dict(options.get("env") or {}),
        folder=folder,
        cells=tuple(options.get(CELLS) or ()),
    )
