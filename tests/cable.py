"""A cable to a server: it counts what goes through, and can be cut or go silent."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress


class Cable:
    """A way to a server of this machine, from entering the context to its end.

    Parameters
    ----------
    port : int
        Of the server.
    """

    def __init__(self, port: int) -> None:
        #: What has gone through, both ways.
        self.bytes = 0
        #: Where the cable is plugged in, on this machine.
        self.port = 0
        self._leads_to = port
        self._ends: set[asyncio.StreamWriter] = set()
        self._is_cut = False
        self._loses_answers = False
        self._flows = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Cable:
        self._thread.start()
        self._listens.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """End all that goes through, and let nothing new begin."""

        def now() -> None:
            self._is_cut = True
            for end in self._ends:
                end.transport.abort()

        self._loop.call_soon_threadsafe(now)

    def silence(self) -> None:
        """Let everything stay open and nothing come through."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def lose_answers(self) -> None:
        """Let through what is asked, and nothing of what is answered."""

        def now() -> None:
            self._loses_answers = True

        self._loop.call_soon_threadsafe(now)

    def mend(self) -> None:
        """Let everything through again."""

        def now() -> None:
            self._is_cut = False
            self._loses_answers = False
            self._flows.set()

        self._loop.call_soon_threadsafe(now)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._listens.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _listen(self) -> None:
        self._flows.set()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def _connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(
                "127.0.0.1", self._leads_to
            )
        except OSError:  # the server is down
            writer.transport.abort()
            return
        with suppress(OSError, asyncio.CancelledError):
            ends = {writer, far_writer}
            self._ends |= ends
            await asyncio.gather(
                self._carry(reader, far_writer),
                self._carry(far_reader, writer, answers=True),
            )
            self._ends -= ends

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        answers: bool = False,
    ) -> None:
        with suppress(OSError):
            while part := await reader.read(65_536):
                await self._flows.wait()
                if answers and self._loses_answers:
                    continue
                self.bytes += len(part)
                writer.write(part)
                await writer.drain()
        writer.close()
