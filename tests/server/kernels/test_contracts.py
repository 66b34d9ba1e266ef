"""What warm kernels rely on in other packages; a new version that moves it fails here.

Each test names what is used and where. When one fails after an update, read the named
module of the new version first: nothing else of the product has to be looked at.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import signal
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import comm
import comm.base_comm
import pytest
import zmq
from ipykernel.comm.comm import BaseComm
from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQDisplayPublisher
from IPython.core.application import BaseIPythonApplication
from ipywidgets import Widget
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerBase, LocalProvisioner
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.channels import (
    ZMQChannelsWebsocketConnection,
)
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from nbclient import NotebookClient
from nbconvert.exporters.templateexporter import TemplateExporter
from voila.execute import VoilaExecutor, strip_code_cell_warnings
from voila.exporter import VoilaExporter
from voila.handler import VoilaHandler
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import ENV_VARIABLE, get_page_config

from musworkshop.server.kernels import warm
from musworkshop.server.kernels.warm.specs import PROVISIONER


def parameters(function: Any) -> set[str]:
    return set(inspect.signature(inspect.unwrap(function)).parameters)


def source(thing: Any) -> str:
    return inspect.getsource(thing)


class TestIpykernel:
    def test_the_application_starts_in_the_steps_that_are_done_around_the_fork(
        self,
    ) -> None:
        order = [
            "init_pdb",
            "init_connection_file",
            "init_sockets",
            "init_heartbeat",
            "log_connection_info",
            "init_io",
            "init_signal",
            "init_kernel",
            "init_path",
            "init_shell",
            "init_gui_pylab",
            "init_extensions",
            "init_code",
        ]
        body = source(IPKernelApp.initialize)
        called = [body.index(f"self.{step}()") for step in order]
        assert called == sorted(called)
        # Two more that are left out: no output to nowhere, no watch over a parent.
        assert body.count("self.init_") == len(order) - 1 + 2
        assert issubclass(IPKernelApp, BaseIPythonApplication)

    def test_the_kernel_gets_its_parts_by_name_from_instance(self) -> None:
        body = source(IPKernelApp.init_kernel)
        assert "self.kernel_class.instance" in body
        for part in ("session", "control_stream", "shell_stream", "iopub_socket"):
            assert f"{part}=self.{part}" in body or f"{part}={part}" in body
        for name in ("session", "shell_stream", "control_stream", "iopub_thread"):
            assert Kernel.class_traits()[name] is not None

    def test_the_kernel_connects_its_shell_as_we_do_again(self) -> None:
        body = source(IPythonKernel.__init__)
        for line in (
            "self.shell.displayhook.session = self.session",
            "self.shell.displayhook.pub_socket = self.iopub_socket",
            'self.shell.displayhook.topic = self._topic("execute_result")',
            "self.shell.display_pub.session = self.session",
            "self.shell.display_pub.pub_socket = self.iopub_socket",
        ):
            assert line in body
        assert body.count("self.iopub_socket") == 2
        assert body.count("self.session") == 3
        assert '"kernel.%s" % self.ident' in source(Kernel._topic)

    def test_outputs_can_be_taken_on_their_way(self) -> None:
        for publisher in (ZMQDisplayPublisher, ZMQShellDisplayHook):
            assert parameters(publisher.register_hook) == {"self", "hook"}
            assert parameters(publisher.unregister_hook) == {"self", "hook"}

    def test_a_cell_is_run_by_the_kernel_with_these_options(self) -> None:
        assert {"code", "silent", "store_history"} <= parameters(
            IPythonKernel.do_execute
        )
        assert inspect.iscoroutinefunction(IPythonKernel.do_execute)
        assert parameters(Kernel.set_parent) == {"self", "ident", "parent", "channel"}

    def test_a_comm_publishes_through_one_method_and_is_made_by_one_function(
        self,
    ) -> None:
        assert "publish_msg" in vars(BaseComm)
        assert callable(comm.create_comm)
        assert "comm.create_comm(" in source(Widget.open)

    def test_the_debugger_is_left_out_when_it_cannot_be_imported(self) -> None:
        import ipykernel.debugger

        assert "except ImportError" in source(ipykernel.debugger)
        assert "if _is_debugpy_available" in source(IPythonKernel.__init__)

    def test_a_listener_is_welcomed(self) -> None:
        from ipykernel.iostream import IOPubThread

        assert "iopub_welcome" in source(IOPubThread._send_welcome_message)
        assert "zmq.XPUB" in source(IPKernelApp.init_iopub)


class TestJupyterClient:
    def test_a_provisioner_has_these_methods(self) -> None:
        for name in ("poll", "wait", "send_signal", "kill", "terminate", "cleanup"):
            assert inspect.iscoroutinefunction(getattr(KernelProvisionerBase, name))
        assert parameters(LocalProvisioner.launch_kernel) == {"self", "cmd", "kwargs"}

    def test_options_of_start_kernel_reach_the_provisioner(self) -> None:
        assert "launch_kernel(kernel_cmd, **kw)" in source(
            KernelManager._async_launch_kernel
        )
        assert "super().pre_launch(cmd=kernel_cmd, **kwargs)" in source(
            LocalProvisioner.pre_launch
        )

    def test_a_session_refuses_to_speak_from_another_process(self) -> None:
        assert "self.pid" in source(Session.send)
        assert Session(key=b"k").pid == os.getpid()

    def test_a_specification_is_asked_for_by_name(self) -> None:
        assert parameters(KernelSpecManager.get_kernel_spec) == {"self", "kernel_name"}

    def test_the_provisioner_is_found_by_its_entry_point(self) -> None:
        group = entry_points(group="jupyter_client.kernel_provisioners")
        assert PROVISIONER in {each.name for each in group}


class TestJupyterServer:
    def test_the_websocket_opens_in_these_steps(self) -> None:
        body = source(ZMQChannelsWebsocketConnection.connect)
        assert body.count("self.create_stream()") == 2
        assert body.count("self.nudge()") == 2
        assert body.rindex("self.create_stream()") < body.rindex("self.nudge()")

    def test_activity_is_watched_by_one_method_that_sets_these(self) -> None:
        body = source(AsyncMappingKernelManager.start_watching_activity)
        for name in ("reason", "last_activity", "_activity_stream"):
            assert f"kernel.{name} =" in body
        stop = source(AsyncMappingKernelManager.stop_watching_activity)
        assert 'getattr(kernel, "_activity_stream", None)' in stop

    def test_the_event_logger_is_made_by_a_default(self) -> None:
        assert callable(ServerKernelManager._default_event_logger)


class TestVoila:
    def test_a_renderer_has_what_a_page_is_made_from(self) -> None:
        body = source(NotebookRenderer)
        for name in ("exporter", "notebook", "resources", "page_config"):
            assert f"self.{name} =" in body
        rendering = source(NotebookRenderer.generate_content_generator)
        for name in ("frontend", "main_js", "kernel_start", "cell_generator"):
            assert f'"{name}"' in rendering
        assert {"nb", "resources", "extra_context", "page_config"} <= parameters(
            VoilaExporter.generate_from_notebook_node
        )
        assert issubclass(VoilaExporter, TemplateExporter)

    def test_a_handler_has_what_a_renderer_is_made_from(self) -> None:
        body = source(VoilaHandler.initialize)
        for name in (
            "notebook_path",
            "template_paths",
            "traitlet_config",
            "prelaunch_hook",
            "page_config_hook",
        ):
            assert f"self.{name}" in body
        assert issubclass(TornadoVoilaHandler, VoilaHandler)
        assert {"base_url", "settings", "log", "voila_configuration"} == parameters(
            get_page_config
        )

    def test_the_kernels_environment_is_what_voila_makes_it(self) -> None:
        ours = {
            "SCRIPT_NAME",
            "PATH_INFO",
            "QUERY_STRING",
            "SERVER_SOFTWARE",
            "SERVER_PROTOCOL",
            "SERVER_PORT",
            "SERVER_NAME",
            "VOILA_PREHEAT",
            "VOILA_BASE_URL",
            "VOILA_SERVER_URL",
            "VOILA_REQUEST_URL",
            "VOILA_APP_PORT",
            "VOILA_KERNEL_ID",
        }
        body = source(VoilaHandler.get_generator) + source(
            NotebookRenderer._jinja_kernel_start
        )
        theirs = {each.name for each in ENV_VARIABLE if f"VARIABLE.{each.name}" in body}
        assert theirs == ours

    def test_errors_are_stripped_by_voilas_own_functions(self) -> None:
        assert parameters(strip_code_cell_warnings) == {"cell"}
        assert parameters(VoilaExecutor.strip_code_cell_errors) == {"self", "cell"}
        assert "should_strip_error" in source(NotebookRenderer._jinja_cell_generator)
        assert issubclass(VoilaExecutor, NotebookClient)


class TestTheSystem:
    def test_a_pipe_opened_anew_ends_who_listens_when_it_hangs_up(self) -> None:
        """What the lifeline is made of, in a process of its own."""
        script = (
            "import fcntl, os, sys, time\n"
            "again = os.open(f'/proc/self/fd/{sys.argv[1]}',"
            " os.O_RDONLY | os.O_NONBLOCK)\n"
            "fcntl.fcntl(again, fcntl.F_SETOWN, os.getpid())\n"
            "flags = fcntl.fcntl(again, fcntl.F_GETFL)\n"
            "fcntl.fcntl(again, fcntl.F_SETFL, flags | os.O_ASYNC)\n"
            "print('listens', flush=True)\n"
            "time.sleep(60)\n"
        )
        reading, writing = os.pipe()
        command = [sys.executable, "-c", script, str(reading)]
        with subprocess.Popen(
            command, pass_fds=[reading], stdout=subprocess.PIPE, text=True
        ) as listener:
            assert listener.stdout is not None
            assert listener.stdout.readline() == "listens\n"
            os.close(reading)
            assert listener.poll() is None

            os.close(writing)

            assert listener.wait(timeout=10) == -signal.SIGIO

    def test_a_zmq_context_begins_no_thread_before_its_first_socket(self) -> None:
        before = len(os.listdir("/proc/self/task"))
        context = zmq.Context()
        try:
            assert len(os.listdir("/proc/self/task")) == before
        finally:
            context.term()


@pytest.mark.parametrize("name", ["publish_msg"])
def test_a_comm_of_the_base_class_says_nothing_by_itself(name: str) -> None:
    with pytest.raises(NotImplementedError):
        getattr(comm.base_comm.BaseComm.__new__(comm.base_comm.BaseComm), name)("x")


def test_the_folder_knows_nothing_of_the_product() -> None:
    folder = Path(warm.__file__).parent
    named = [
        (file.name, line)
        for file in folder.glob("*.py")
        for line in file.read_text().splitlines()
        if re.match(r"\s*(from|import) (musworkshop|\.\.)", line)
    ]
    assert not named


def test_a_lock_binds_to_no_loop_before_it_is_waited_for() -> None:
    """The kernel's locks are made before the fork, where there is no loop."""
    lock = asyncio.Lock()

    async def use() -> bool:
        async with lock:
            return lock.locked()

    assert asyncio.run(use())
    assert asyncio.run(use())
