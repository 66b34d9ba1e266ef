"""A cable between browser and server that can be pulled out and plugged in again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_CHUNK_BYTES = 65536


class Cable:
    """Carry bytes both ways on an address of its own.

    Parameters
    ----------
    origin : str
        The server's, such as ``http://127.0.0.1:43211``.
    """

    def __init__(self, origin: str) -> None:
        address = urlsplit(origin)
        self._server = (address.hostname, address.port)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._lock = threading.Lock()
        self._is_out = False
        self._is_deaf = False
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def origin(self) -> str:
        """The address that a browser uses instead of the server's."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def pull(self) -> None:
        """Cut every connection, and refuse new ones."""
        self._is_out = True
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            _close(end)

    def plug(self) -> None:
        """Carry again, both ways."""
        self._is_out = False
        self._is_deaf = False

    def lose_answers(self) -> None:
        """Carry what the browser says, and drop whatever the server answers."""
        self._is_deaf = True

    def close(self) -> None:
        """End for good."""
        self.pull()
        _close(self._socket)

    def _accept(self) -> None:
        while True:
            try:
                browser, _address = self._socket.accept()
                if self._is_out:
                    _close(browser)
                    continue
                server = socket.create_connection(self._server)
            except ConnectionRefusedError:  # the server is down
                _close(browser)
                continue
            except OSError:
                return
            with self._lock:
                self._ends += [browser, server]
            for source, target, answers in (
                (browser, server, False),
                (server, browser, True),
            ):
                threading.Thread(
                    target=self._carry, args=(source, target, answers), daemon=True
                ).start()

    def _carry(
        self, source: socket.socket, target: socket.socket, answers: bool
    ) -> None:
        with suppress(OSError):
            while piece := source.recv(_CHUNK_BYTES):
                if not (answers and self._is_deaf):
                    target.sendall(piece)
        for end in (source, target):
            _close(end)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def cable(origin: str) -> Iterator[Cable]:
    """Give a cable to a server."""
    made = Cable(origin)
    try:
        yield made
    finally:
        made.close()
