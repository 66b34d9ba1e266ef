"""The kernel application: what can be built before the fork, and what cannot."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import sys
import traceback
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import comm
import zmq
from ipykernel.comm.comm import BaseComm
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from tornado.ioloop import IOLoop

from .opening import Opening, Ran

_CONTROL = "jupyter.widget.control"
_REHEARSAL_S = 20.0
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
    f"--IPKernelApp.outstream_class={__name__}.QuietStream",
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


class QuietStream(OutStream):
    """Standard output or error that has nothing to flush as long as it is silent.

    A kernel flushes both after each message, and waits for another thread each time.
    """

    _has_spoken = False

    def write(self, string: str) -> int | None:  # type: ignore[override]
        """Write, and have it sent soon."""
        self._has_spoken = True
        written: int | None = super().write(string)
        return written

    def flush(self) -> None:
        """Send what has been written."""
        if self._has_spoken:
            self._has_spoken = False
            super().flush()  # type: ignore[no-untyped-call]


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

    def serve(self, begin: Callable[[], Awaitable[None]]) -> None:
        """Serve until the end.

        Parameters
        ----------
        begin : callable
            Awaited first of all, in the running event loop; an error in it ends the
            process, as the server waits for a report or for this end.
        """

        async def first() -> None:
            try:
                await begin()
            except SystemExit as end:
                os._exit(end.code if isinstance(end.code, int) else 0)
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
                os._exit(1)

        def later() -> None:
            self._first = asyncio.ensure_future(first())

        IOLoop.current().add_callback(later)
        stock: Any = self
        stock.start()

    async def open(self, cells: Sequence[str]) -> list[Ran]:
        """Run a page's cells and return what they leave, see `Opening.run`."""
        ran = await Opening(self.kernel, cells).run()
        ForkedKernel.is_heard = True  # from now on pages can connect
        return ran

    async def rehearse(self) -> None:
        """Ask oneself what a page asks first, through one's own sockets.

        Nobody else is connected yet. What a kernel does for the first time costs it
        several times as much; this is the first time.
        """
        kernel: Any = self.kernel
        await kernel.do_execute("None", silent=True, store_history=False)
        session = self.session
        ForkedKernel.is_heard = True
        control = {"comm_id": uuid.uuid4().hex}
        opening = {**control, "target_name": _CONTROL, "data": {}}
        line: zmq.Socket[bytes] = zmq.Context.instance().socket(zmq.DEALER)
        try:
            line.connect(self._make_url("shell"))
            version = {"version": "1.0.0"}
            session.send(line, session.msg("comm_open", opening, metadata=version))
            asking = {**control, "data": {"method": "request_states"}}
            session.send(line, session.msg("comm_msg", asking))
            session.send(line, session.msg("comm_close", {**control, "data": {}}))
            session.send(line, session.msg("kernel_info_request"))
            async with asyncio.timeout(_REHEARSAL_S):
                while not line.poll(0):
                    await asyncio.sleep(0.002)
        finally:
            line.close(linger=0)
            ForkedKernel.is_heard = False


def new_application() -> ForkedKernelApp:
    """Return this process's kernel application."""
    application: ForkedKernelApp = ForkedKernelApp.instance()
    return application
