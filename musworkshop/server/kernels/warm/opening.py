"""Running a page's cells in its kernel, before anybody is connected to it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Output = dict[str, Any]
#: A code cell's ``outputs`` and ``execution_count``, as notebooks keep them.
Ran = dict[str, Any]
_BUNDLES = frozenset({"display_data", "execute_result"})


class Opening:
    """Cells that a kernel runs by itself, and the outputs they leave.

    Parameters
    ----------
    kernel : IPythonKernel
        Connected, and with a running event loop when `run` is awaited.
    cells : sequence of str
        Sources of code cells.
    """

    def __init__(self, kernel: Any, cells: Sequence[str]) -> None:
        self._kernel = kernel
        self._cells = cells
        self._outputs: list[Output] = []

    async def run(self) -> list[Ran]:
        """Run the cells one after the other, to the first error.

        Returns
        -------
        list of dict
            What each cell that was run leaves in a notebook.
        """
        ran: list[Ran] = []
        if not self._cells:
            return ran
        kernel = self._kernel
        with self._listening():
            for source in self._cells:
                self._outputs = []
                request = kernel.session.msg("execute_request", {"code": source})
                kernel.set_parent([], request)
                # Voila's cells are counted, too.
                reply = await kernel.do_execute(source, silent=False)
                if reply["status"] == "error":
                    self._outputs.append(_error(reply))
                number = reply["execution_count"]
                ran.append({"outputs": self._outputs, "execution_count": number})
                if reply["status"] == "error":
                    break
        return ran

    @contextmanager
    def _listening(self) -> Iterator[None]:
        shell = self._kernel.shell
        publishers = (shell.displayhook, shell.display_pub)
        streams = sys.stdout, sys.stderr
        mine = [_Stream(self, name) for name in ("stdout", "stderr")]
        for each in publishers:
            each.register_hook(self._keep)
        sys.stdout, sys.stderr = mine
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            for each in publishers:
                each.unregister_hook(self._keep)
            for late, stream in zip(mine, streams, strict=True):
                late.onward = stream

    def _keep(self, message: dict[str, Any]) -> None:
        """Keep what is displayed; return None, so that it is not sent as well."""
        kind, content = message["msg_type"], message["content"]
        if kind == "clear_output":
            self._outputs.clear()
        elif kind in _BUNDLES:
            output = {
                "output_type": kind,
                "data": content["data"],
                "metadata": content["metadata"] or {},
            }
            if kind == "execute_result":
                output["execution_count"] = content["execution_count"]
            self._outputs.append(output)

    def print(self, name: str, text: str) -> None:
        """Keep what is printed to a stream."""
        last = self._outputs[-1] if self._outputs else {}
        if last.get("name") == name:
            last["text"] += text
        else:
            self._outputs.append({"output_type": "stream", "name": name, "text": text})


class _Stream(io.TextIOBase):
    """Standard output or error while a page is opened; passes on what comes later."""

    encoding = "utf-8"

    def __init__(self, opening: Opening, name: str) -> None:
        self.onward: Any = None
        self._opening = opening
        self._name = name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.onward is not None:
            return int(self.onward.write(text))
        self._opening.print(self._name, text)
        return len(text)


def _error(reply: dict[str, Any]) -> Output:
    return {
        "output_type": "error",
        "ename": reply["ename"],
        "evalue": reply["evalue"],
        "traceback": list(reply["traceback"]),
    }
