"""The kernel application: what can be built before the fork, and what cannot."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import sys
import traceback
import uuid
from collections.abc import Callable, Sequence
from typing import Any

import comm
import zmq
from ipykernel.comm.comm import BaseComm
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from tornado.ioloop import IOLoop

from .opening import Opening

#: Nobody steps through a dashboard, and the debugger would take 10 MB and 0.1 s.
_LEFT_OUT = ("debugpy",)
#: Imported by every kernel when it starts; here once, before the fork.
_IMPORTED_LATE = (
    "ipykernel.debugger",
    "ipykernel.subshell_manager",
    "matplotlib_inline.config",
    "psutil",
    "tornado.platform.asyncio",
    "zmq.asyncio",
)
#: The history is a database with a thread of its own; watching the files 1 and 2 takes
#: two more threads; and a kernel whose parent is said to be known prints no greeting.
_ARGUMENTS = (
    "--HistoryManager.enabled=False",
    "--IPKernelApp.capture_fd_output=False",
    "--IPKernelApp.parent_handle=1",
)


class WarmComm(BaseComm):
    """A comm that says nothing as long as nobody can be listening."""

    def publish_msg(self, msg_type: str, *rest: Any, **further: Any) -> None:
        """Send a message, once the kernel has said that it is ready."""
        # ipywidgets asks for the kernel, and sends nothing for ever without one.
        if self.kernel is None:
            self.kernel = ForkedKernel.instance()
        if ForkedKernel.is_heard:
            super().publish_msg(msg_type, *rest, **further)  # type: ignore[no-untyped-call]


class ForkedKernel(IPythonKernel):
    """IPython's kernel, made before the fork, connected after it."""

    #: False until pages can connect; what is said before reaches nobody.
    is_heard = False

    @classmethod
    def instance(cls, *arguments: Any, **parts: Any) -> Any:
        """Return the kernel; give it the parts that did not exist when it was made."""
        if not cls.initialized():
            return super().instance(*arguments, **parts)
        kernel: Any = super().instance()
        for name, part in parts.items():
            if part is not None and getattr(kernel, name, None) is None:
                setattr(kernel, name, part)
        kernel.connect_shell()
        return kernel

    def connect_shell(self) -> None:
        """Let the shell publish through this kernel's own session and sockets."""
        shell: Any = self.shell
        for publisher in (shell.displayhook, shell.display_pub):
            publisher.session = self.session
            publisher.pub_socket = self.iopub_socket
        shell.displayhook.topic = f"kernel.{self.ident}.execute_result".encode()


class ForkedKernelApp(IPKernelApp):
    """IPython's kernel application in two parts, with the fork between them."""

    kernel_class = ForkedKernel

    def prepare(self, arguments: Sequence[str]) -> None:
        """Do what is the same for all kernels and needs no socket and no thread."""
        stock: Any = self
        for name in _LEFT_OUT:
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]
        for name in _IMPORTED_LATE:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        before_sockets: Any = super(IPKernelApp, self)
        before_sockets.initialize([*arguments, *_ARGUMENTS])
        # Else every message that is not shown would be made all the same.
        self.log.setLevel(self.log_level)
        stock.init_pdb()
        comm.create_comm = WarmComm
        Session(parent=self)  # the first one is slow
        for each in (*zmq.Socket.__mro__, *zmq.Context.__mro__):
            # pyzmq asks for these, and Python would make them in each kernel.
            getattr(each, "__annotations__", None)
        self.kernel = self.kernel_class.instance(
            parent=self, log=self.log, profile_dir=self.profile_dir
        )
        stock.init_path()
        stock.init_shell()
        stock.init_gui_pylab()
        stock.init_extensions()
        stock.init_code()
        # The first cell makes the shell import and compile; let it be this one.
        stock.shell.run_cell("None", store_history=False)

    def begin(self, connection_file: str) -> None:
        """Do the rest in a forked process: session, sockets, threads, streams."""
        stock: Any = self
        self.connection_file = connection_file
        self.connection_dir = os.path.dirname(connection_file)
        self.kernel.ident = str(uuid.uuid4())
        stock.init_connection_file()
        stock.init_sockets()
        stock.init_heartbeat()
        stock.log_connection_info()
        stock.init_io()
        stock.init_signal()
        stock.init_kernel()

    def init_heartbeat(self) -> None:
        """Start none: the server asks the system whether a kernel lives."""

    def open_and_serve(
        self, cells: Sequence[str], report: Callable[[dict[str, Any]], None]
    ) -> None:
        """Run the page's cells, report what they show, and serve until the end.

        Parameters
        ----------
        cells : sequence of str
            Sources of code cells; may be empty.
        report : callable
            Called once, when pages can connect, with ``{"cells": [...]}`` as
            `Opening.run` returns them.
        """
        opening = Opening(self.kernel, cells)

        async def begin() -> None:
            try:
                ran = await opening.run()
                ForkedKernel.is_heard = True
                report({"cells": ran})
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
                os._exit(1)  # the server waits for a report, or for this end

        def later() -> None:
            self._opening = asyncio.ensure_future(begin())

        IOLoop.current().add_callback(later)
        stock: Any = self
        stock.start()


def new_application() -> ForkedKernelApp:
    """Return this process's kernel application."""
    application: ForkedKernelApp = ForkedKernelApp.instance()
    return application
