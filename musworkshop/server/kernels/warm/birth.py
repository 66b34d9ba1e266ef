"""From the fork to the end of a kernel's process."""

from __future__ import annotations

import asyncio
import atexit
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .fresh import become_a_process_of_ones_own, put_on
from .kernel import ForkedKernelApp

_LONGEST_ORDER_BYTES = 1 << 20


def function(name: str) -> Callable[[], object]:
    """Return what ``package.module:function`` names."""
    module, _, attribute = name.partition(":")
    found: Callable[[], object] = getattr(importlib.import_module(module), attribute)
    return found


@dataclass
class Birth:
    """What a kernel is told at its fork, by the memory it shares.

    Attributes
    ----------
    connection_file : str
        Of the new kernel.
    report_to, lifeline : int
        File descriptors: where to say how far it is; see `lifeline`.
    leave : tuple of int
        File descriptors of the warm process.
    order : dict, optional
        Environment, folder and cells; a spare kernel is given it later.
    order_from : int
        File descriptor from which a spare kernel reads its order.
    settle_in : str
        What a spare kernel does first, see `Recipe`.
    """

    connection_file: str
    report_to: int
    lifeline: int
    leave: tuple[int, ...]
    order: dict[str, Any] | None = None
    order_from: int = -1
    settle_in: str = ""

    def live(self, application: ForkedKernelApp) -> None:
        """Be a kernel, from the fork to the end of the process; never return."""
        code = 1
        try:
            become_a_process_of_ones_own(lifeline=self.lifeline, leave=self.leave)
            if self.order is not None:
                put_on(self.order["environment"], folder=self.order["folder"])
            application.begin(self.connection_file)
            application.serve(lambda: self._begin(application))
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            # Not sys.exit(): tearing the interpreter down would copy all shared memory.
            try:
                atexit._run_exitfuncs()
            finally:
                os._exit(code)

    async def _begin(self, application: ForkedKernelApp) -> None:
        if self.order is None:
            if self.settle_in:
                function(self.settle_in)()
            await application.rehearse()
            self._say(event="spare")
            self.order = await self._ordered()
            put_on(self.order["environment"], folder=self.order["folder"])
        cells = await application.open(self.order["cells"])
        self._say(event="ready", report={"cells": cells})
        os.close(self.report_to)

    async def _ordered(self) -> dict[str, Any]:
        """Wait for a visitor; end when nobody will come any more."""
        loop = asyncio.get_running_loop()
        with open(self.order_from, "rb", buffering=0) as taking:
            reader = asyncio.StreamReader(limit=_LONGEST_ORDER_BYTES)
            protocol = asyncio.StreamReaderProtocol(reader)
            pipe, _ = await loop.connect_read_pipe(lambda: protocol, taking)
            said = await reader.read()
            pipe.close()
        if not said:
            raise SystemExit(0)
        order: dict[str, Any] = json.loads(said)
        return order

    def _say(self, **event: Any) -> None:
        left = json.dumps(event).encode() + b"\n"
        while left:
            left = left[os.write(self.report_to, left) :]
