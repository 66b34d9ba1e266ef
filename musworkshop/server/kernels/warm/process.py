"""The warm process: prepares once, then forks a kernel whenever it is asked to.

Started by `keeper` as ``python -m <this module> CONTROL LIFELINE`` with the file
descriptors of a socket to the server and of the lifeline. What is said on the socket
is one JSON object a line. The recipe comes in first, then wishes: ``{"fork": number,
"connection_file": path, "environment": {}, "folder": path, "cells": [source]}``. Events
go out: ``up`` or ``failed`` once, then ``forked``, ``ready``, ``failed`` and ``ended``
of kernels, and ``stale`` as the last word when a file has changed.
"""

from __future__ import annotations

import atexit
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
from .changes import Changes
from .fresh import become_a_process_of_ones_own
from .heap import fill_holes
from .kernel import ForkedKernelApp, new_application
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
        #: Reading end of a starting kernel's report -> what has come of it.
        self._reports: dict[int, bytes] = {}
        #: Process id -> number of the request it was forked for.
        self._starting: dict[int, int] = {}
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
        if self._recipe.warm_up:
            module, _, function = self._recipe.warm_up.partition(":")
            getattr(importlib.import_module(module), function)()
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
            self._fork(json.loads(line))
        return True

    def _fork(self, asked: dict[str, Any]) -> None:
        number = asked["fork"]
        try:
            refuse_threads()
            reading, writing = os.pipe()
            process_id = os.fork()
        except (OSError, WarmFailed) as problem:
            self._say(event="failed", fork=number, reason=str(problem))
            return
        if process_id == 0:
            control = self._control.detach()
            leave = (control, *self._wakers, reading, *self._reports)
            _live(self._application, asked, writing, self._lifeline, leave)
        os.close(writing)
        self._reports[reading] = b""
        self._starting[reading] = number
        self._kernel_ids[process_id] = number
        self._selector.register(reading, selectors.EVENT_READ)
        self._say(event="forked", fork=number, process_id=process_id)

    def _hear(self, reading: int) -> None:
        """Take a piece of a starting kernel's report; pass it on when it is whole."""
        piece = os.read(reading, _PIECE_BYTES)
        self._reports[reading] += piece
        if piece:
            return
        self._selector.unregister(reading)
        os.close(reading)
        report, number = self._reports.pop(reading), self._starting.pop(reading)
        if report:
            self._say(event="ready", fork=number, report=json.loads(report))
        else:
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


def _live(
    application: ForkedKernelApp,
    asked: dict[str, Any],
    writing: int,
    lifeline: int,
    leave: tuple[int, ...],
) -> None:
    """Be a kernel, from the fork to the end of the process; never return."""
    code = 1

    def report(found: dict[str, Any]) -> None:
        left = json.dumps(found).encode()
        while left:
            left = left[os.write(writing, left) :]
        os.close(writing)

    try:
        become_a_process_of_ones_own(
            environment=asked["environment"],
            folder=asked["folder"],
            lifeline=lifeline,
            leave=leave,
        )
        application.begin(asked["connection_file"])
        application.open_and_serve(asked["cells"], report)
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
