"""The warm process: prepares once, then forks a kernel whenever it is asked to.

Started by `keeper` as ``python -m <this module> CONTROL LIFELINE`` with the file
descriptors of a socket to the server and of the lifeline. What is said on the socket
is one JSON object a line. The recipe comes in first, then wishes: ``{"fork": number,
"connection_file": path, "order": {"environment": {}, "folder": path, "cells": []}}``. A
kernel that is forked without an order is a spare one: it waits for ``{"give": number,
"order": {…}}``. Events go out: ``up`` or ``failed`` once, then ``forked``, ``spare``,
``ready``, ``failed`` and ``ended`` of kernels, and ``stale`` as the last word when a
file has changed.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from contextlib import suppress
from typing import Any

from .alone import refuse_open_files, refuse_threads
from .birth import Birth, function
from .changes import Changes
from .heap import fill_holes
from .kernel import new_application
from .recipe import Recipe, WarmFailed

_PIECE_BYTES = 1 << 20


class WarmProcess:
    """One prepared process and what it knows of the kernels it is starting."""

    def __init__(self, control: socket.socket, lifeline: int, recipe: Recipe) -> None:
        self._control = control
        self._lifeline = lifeline
        self._recipe = recipe
        self._selector = selectors.PollSelector()  # it opens nothing
        self._asked = b""
        #: Reading end of a starting kernel's report -> the part of a line so far.
        self._reports: dict[int, bytes] = {}
        #: The same -> number of the request it was forked for.
        self._starting: dict[int, int] = {}
        #: Number of a spare kernel -> writing end of the pipe that brings its order.
        self._spare: dict[int, int] = {}
        #: Process id -> number of the request it was forked for.
        self._kernel_ids: dict[int, int] = {}
        self._application = new_application()

    def prepare(self) -> None:
        """Import, build and warm up; refuse what would not survive a fork.

        Raises
        ------
        WarmFailed
            If there is a second thread, or something is still open.
        """
        # The shell first: libraries look for it when they are imported.
        self._application.prepare(self._recipe.arguments)
        for name in self._recipe.modules:
            importlib.import_module(name)
        if self._recipe.settle_in:
            function(self._recipe.settle_in)  # imported, not called
        if self._recipe.warm_up:
            function(self._recipe.warm_up)()
        self._changes = Changes(self._recipe.watch)
        gc.collect()
        fill_holes()
        gc.freeze()
        refuse_threads()
        refuse_open_files(self._own_files())

    def _own_files(self) -> tuple[int, ...]:
        return (self._control.fileno(), self._lifeline)

    def serve(self) -> None:
        """Fork when asked, until the server has gone or a file has changed.

        Returns in the warm process when it is to end; in a kernel it never returns.
        """
        woken, wake = os.pipe()
        for end in (woken, wake):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        self._wakers = (woken, wake)
        for descriptor in (self._control.fileno(), self._lifeline, woken):
            self._selector.register(descriptor, selectors.EVENT_READ)
        self._say(event="up", process_id=os.getpid())
        while True:
            for key, _events in self._selector.select():
                if key.fd == self._lifeline:
                    return
                if key.fd == woken:
                    self._bury()
                elif key.fd in self._reports:
                    self._hear(key.fd)
                elif not self._read_requests():
                    return

    def _say(self, **event: Any) -> None:
        self._control.sendall(json.dumps(event).encode() + b"\n")

    def _read_requests(self) -> bool:
        """Carry out what has been asked; False when there will be no more."""
        piece = self._control.recv(_PIECE_BYTES)
        if not piece:
            return False
        *lines, self._asked = (self._asked + piece).split(b"\n")
        for line in lines:
            if changed := self._changes.first():
                self._say(event="stale", file=changed)
                return False
            asked = json.loads(line)
            if "give" in asked:
                self._give(asked["give"], asked["order"])
            else:
                self._fork(asked)
        return True

    def _give(self, number: int, order: dict[str, Any]) -> None:
        """Hand a spare kernel its order; who does not live says so by its report."""
        pipe = self._spare.pop(number, -1)
        if pipe < 0:
            self._say(event="failed", fork=number, reason="The spare kernel has ended.")
            return
        with suppress(BrokenPipeError), open(pipe, "wb") as giving:
            giving.write(json.dumps(order).encode())

    def _fork(self, asked: dict[str, Any]) -> None:
        number, order = asked["fork"], asked["order"]
        pipes: list[int] = []
        try:
            refuse_threads()
            pipes += os.pipe()
            pipes += os.pipe()
            process_id = os.fork()
        except (OSError, WarmFailed) as problem:
            for end in pipes:
                os.close(end)
            self._say(event="failed", fork=number, reason=str(problem))
            return
        reading, writing, taking, giving = pipes
        if process_id == 0:
            control = self._control.detach()
            others = (*self._wakers, *self._reports, *self._spare.values())
            birth = Birth(
                connection_file=asked["connection_file"],
                report_to=writing,
                lifeline=self._lifeline,
                leave=(control, reading, giving, *others),
            )
            if order is None:
                birth.order_from, birth.settle_in = taking, self._recipe.settle_in
            else:
                os.close(taking)
                birth.order = order
            birth.live(self._application)
        os.close(writing)
        os.close(taking)
        if order is None:
            self._spare[number] = giving
        else:
            os.close(giving)
        self._reports[reading] = b""
        self._starting[reading] = number
        self._kernel_ids[process_id] = number
        self._selector.register(reading, selectors.EVENT_READ)
        self._say(event="forked", fork=number, process_id=process_id)

    def _hear(self, reading: int) -> None:
        """Pass on what a starting kernel says, or that it ended before it was ready."""
        number = self._starting[reading]
        piece = os.read(reading, _PIECE_BYTES)
        *lines, self._reports[reading] = (self._reports[reading] + piece).split(b"\n")
        said = [json.loads(line) for line in lines]
        for each in said:
            self._say(**each, fork=number)
        is_ready = any(each["event"] == "ready" for each in said)
        if piece and not is_ready:
            return
        self._selector.unregister(reading)
        os.close(reading)
        del self._reports[reading], self._starting[reading]
        if number in self._spare:
            os.close(self._spare.pop(number))
        if not is_ready:
            reason = "The kernel ended while it was starting."
            self._say(event="failed", fork=number, reason=reason)

    def _bury(self) -> None:
        """Take note of ended kernels, so that the system can forget them."""
        woken = self._wakers[0]
        try:
            while os.read(woken, 4096):
                pass
        except BlockingIOError:
            pass
        while self._kernel_ids:
            process_id, status = os.waitpid(-1, os.WNOHANG)
            if process_id == 0:
                return
            number = self._kernel_ids.pop(process_id, None)
            code = os.waitstatus_to_exitcode(status)
            self._say(event="ended", fork=number, process_id=process_id, code=code)


def _first_line(control: socket.socket) -> str:
    """Read to the end of a line and no further."""
    line = b""
    while not line.endswith(b"\n"):
        piece = control.recv(1)
        if not piece:
            raise SystemExit(0)  # the server has gone already
        line += piece
    return line.decode()


def main() -> int:
    """Run a warm process; return its exit code."""
    control = socket.socket(fileno=int(sys.argv[1]))
    lifeline = int(sys.argv[2])
    for inherited in (control.fileno(), lifeline):
        os.set_inheritable(inherited, False)
    sys.argv[:] = ["ipykernel_launcher"]
    gc.disable()
    recipe = Recipe.loads(_first_line(control))
    warm = WarmProcess(control, lifeline, recipe)
    try:
        warm.prepare()
    except BaseException as problem:
        reason = str(problem) or repr(problem)
        if not isinstance(problem, WarmFailed):
            traceback.print_exc()
            reason = f"{type(problem).__name__}: {reason}"
        control.sendall(
            json.dumps({"event": "failed", "reason": reason}).encode() + b"\n"
        )
        return 1
    with suppress(ConnectionError):  # the server has gone
        warm.serve()
    return 0


if __name__ == "__main__":
    # The fork happens far below; a process that is to end does so at once.
    os._exit(main())
