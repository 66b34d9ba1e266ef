"""The server's end of a warm process: start it, ask it for kernels, replace it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from typing import Any, ClassVar

from .order import Forked, Order
from .recipe import Recipe, WarmFailed

START_TIMEOUT_S = 60.0
FORK_TIMEOUT_S = 60.0
_LONGEST_LINE_BYTES = 64 * 1024 * 1024
_MODULE = __name__.rpartition(".")[0] + ".process"
#: A start uses one processor; more at once would only make all of them slower.
_AT_ONCE = max(2, os.cpu_count() or 2)

_log = logging.getLogger(__name__)


class Stale(Exception):
    """The warm process has ended because something it had imported has changed."""


class WarmProcess:
    """One running warm process.

    Parameters
    ----------
    recipe : Recipe
    """

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.process_id = 0
        #: Kernel process id -> its exit code, as far as this process could tell.
        self.exit_codes: dict[int, int] = {}
        self._number = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._forked: dict[int, int] = {}
        self._over = False
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_over(self) -> bool:
        """Whether no more kernels will come from it."""
        return self._over

    async def start(self) -> None:
        """Start the process and wait until it is warm.

        Raises
        ------
        WarmFailed
            If it cannot be prepared; the text is the process's own reason.
        """
        ours, theirs = socket.socketpair()
        # -P: no file of the working folder hides a package.
        command = [sys.executable, "-P", "-m", _MODULE]
        inherited = (theirs.fileno(), _lifeline()[0])
        try:
            self._process = subprocess.Popen(
                [*command, *map(str, inherited)],
                pass_fds=inherited,
                env=self.recipe.launch_environment(),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        finally:
            theirs.close()
        self.process_id = self._process.pid
        self._reader, self._writer = await asyncio.open_unix_connection(
            sock=ours, limit=_LONGEST_LINE_BYTES
        )
        # Not among the arguments, which everybody on the machine can read.
        self._writer.write(self.recipe.dumps().encode() + b"\n")
        try:
            first = await asyncio.wait_for(self._reader.readline(), START_TIMEOUT_S)
        except TimeoutError:
            first = b""
        said = json.loads(first or b'{"event": "failed", "reason": "It said nothing."}')
        if said["event"] != "up":
            self.stop()
            raise WarmFailed(said["reason"])
        self._listening = asyncio.create_task(self._listen())

    def stop(self) -> None:
        """End the warm process; kernels that came from it live on."""
        self._over = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        with suppress(RuntimeError):  # its event loop may have ended before it
            self._writer.close()

    async def fork(self, connection_file: str, order: Order | None) -> Forked:
        """Have a kernel forked, and wait until it can be connected to.

        Parameters
        ----------
        connection_file : str
        order : Order or None
            None makes a spare kernel, which waits for `give`.

        Raises
        ------
        WarmFailed
            If the kernel, or the warm process, ended instead.
        Stale
            If a file has changed; another warm process is to be asked.
        """
        self._number += 1
        number = self._number
        report = await self._ask(
            number,
            fork=number,
            connection_file=connection_file,
            order=asdict(order) if order else None,
        )
        return Forked(
            process_id=self._forked[number],
            number=number,
            cells=report.get("cells", []),
        )

    async def give(self, spare: Forked, order: Order) -> Forked:
        """Hand a spare kernel its order, and wait until its cells have run.

        Raises
        ------
        WarmFailed, Stale
            As `fork`; the spare kernel has ended then, or is about to.
        """
        report = await self._ask(spare.number, give=spare.number, order=asdict(order))
        return replace(spare, cells=report["cells"])

    async def _ask(self, number: int, **wish: Any) -> dict[str, Any]:
        if self._over:
            raise WarmFailed("The warm process has ended.")
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        try:
            self._writer.write(json.dumps(wish).encode() + b"\n")
            report: dict[str, Any] = await asyncio.wait_for(waiting, FORK_TIMEOUT_S)
        except TimeoutError:
            self._abandon(number)
            raise WarmFailed("The kernel was not ready in time.") from None
        except BaseException:
            self._abandon(number)
            raise
        finally:
            self._waiting.pop(number, None)
        return report

    def _abandon(self, number: int) -> None:
        """End a kernel that nobody waits for any more."""
        process_id = self._forked.pop(number, 0)
        if process_id:
            with suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)

    async def _listen(self) -> None:
        reason: Exception = WarmFailed("The warm process has ended.")
        with suppress(ConnectionError):
            while line := await self._reader.readline():
                said = json.loads(line)
                if said["event"] == "stale":
                    _log.info("%s has changed; kernels are prepared anew", said["file"])
                    reason = Stale()
                    break
                self._take(said)
        self._over = True
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(reason)
        self._writer.close()
        if self._process is not None:
            await asyncio.to_thread(self._process.wait)

    def _take(self, said: dict[str, Any]) -> None:
        number = said["fork"]
        waiting = self._waiting.get(number)
        if said["event"] == "forked":
            self._forked[number] = said["process_id"]
            if waiting is None:
                self._abandon(number)
        elif said["event"] == "ended":
            self.exit_codes[said["process_id"]] = said["code"]
            self._forked.pop(number, None)
        elif waiting is not None and not waiting.done():
            if said["event"] == "ready":
                waiting.set_result(said["report"])
            elif said["event"] == "spare":
                waiting.set_result({})
            else:
                self._forked.pop(number, None)
                waiting.set_exception(WarmFailed(said["reason"]))


@cache
def _lifeline() -> tuple[int, int]:
    """Return the pipe that hangs up when this server ends; it is never closed."""
    return os.pipe()


class Keeper:
    """All warm processes of this server, one for each recipe.

    Nothing ends the kernels of a warm process that is replaced: they only share its
    past.
    """

    _keepers: ClassVar[dict[str, Keeper]] = {}

    @classmethod
    def of(cls, recipe: Recipe) -> Keeper:
        """Return the keeper of a recipe."""
        return cls._keepers.setdefault(recipe.dumps(), cls(recipe))

    @classmethod
    def forget(cls, recipe: Recipe) -> None:
        """End the warm process of a recipe; the kernels from it live on."""
        keeper = cls._keepers.pop(recipe.dumps(), None)
        if keeper is not None and keeper._loop is not None and keeper._present:
            keeper._present.stop()

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self._loop: asyncio.AbstractEventLoop | None = None

    async def warm(self) -> WarmProcess:
        """Return a process that is warm; start one where there is none.

        Raises
        ------
        WarmFailed
            If it cannot be prepared.
        """
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._turn = asyncio.Lock()
            self._places = asyncio.Semaphore(_AT_ONCE)
            self._present: WarmProcess | None = None
        async with self._turn:
            if self._present is None or self._present.is_over:
                fresh = WarmProcess(self.recipe)
                await fresh.start()
                self._present = fresh
        return self._present

    async def fork(
        self, connection_file: str, order: Order | None
    ) -> tuple[Forked, WarmProcess]:
        """Have a kernel forked, see `WarmProcess.fork`; with the process it is from.

        A warm process that has ended is replaced, once for each wish.
        """
        warm = await self.warm()
        async with self._places:
            try:
                return await warm.fork(connection_file, order), warm
            except (Stale, WarmFailed):
                if not warm.is_over:
                    raise
            warm = await self.warm()
            return await warm.fork(connection_file, order), warm
