"""The settings of Voila, Jupyter Server and nbconvert, all in one place."""

from __future__ import annotations

import sys
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from nbconvert.preprocessors import Preprocessor
from traitlets import Bool
from traitlets.config import Config

from musworkshop import folders
from musworkshop.server.dashboards import PAGE_HEADER, SEAT_HEADER, give_page
from musworkshop.server.identity import OwnKernelOnly, SeatIdentity
from musworkshop.server.kernels.mapping import SeatKernels
from musworkshop.server.kernels.specs import OwnKernelSpecs
from musworkshop.server.kernels.warm.channels import LeanChannels

#: What a page may say to its kernel. Running code is not among it.
ALLOWED_MESSAGES = (
    "comm_open",
    "comm_close",
    "comm_msg",
    "comm_info_request",
    "kernel_info_request",
)
_IOPUB_TIMEOUT_S = 60  # Voila's 4 s drop widgets silently when many start at once
_CELL_TIMEOUT_S = 120
_CULL_EVERY_S = 30
LEFT_MB = 400


_SETTLE = "from musworkshop.server.warming import settle_in\nsettle_in()\ndel settle_in"


class _Compiled(BytecodeCache):
    """Compiled templates, in memory."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class CompiledTemplates(Preprocessor):
    """Let all visitors' exporters share compiled templates; the notebook stays."""

    enabled = Bool(True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give the exporter that runs this the shared cache."""
        exporter: Any = self.parent
        exporter.environment.bytecode_cache = _COMPILED
        return nb, resources


def configuration(
    *, most_files: int, unattended_s: int, most_kernels: int, expected: int = 0
) -> Config:
    """Return the settings of a server.

    Parameters
    ----------
    most_files : int
        Files the process may have open.
    unattended_s : int
        Seconds after which a kernel without an open page is given up.
    most_kernels : int
        Kernels to allow; 0 lets the machine's memory decide.
    expected : int
        People for whom kernels are kept ready.
    """
    config = Config()
    config.VoilaConfiguration.update(
        {
            "template": "mus",
            "theme": "light",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "show_tracebacks": False,
            "strip_sources": True,
            "file_allowlist": [],
            "file_denylist": [".*"],
            "preheat_kernel": False,
            "progressive_rendering": False,
            "http_header_envs": [SEAT_HEADER, PAGE_HEADER],
            "multi_kernel_manager_class": SeatKernels,
            "kernel_spec_manager_class": OwnKernelSpecs,
            "prelaunch_hook": give_page,
        }
    )
    config.Voila.update(
        {
            "open_browser": False,
            "identity_provider_class": SeatIdentity,
            "authorizer_class": OwnKernelOnly,
            "kernel_websocket_connection_class": LeanChannels,
        }
    )
    config.VoilaExecutor.iopub_timeout = _IOPUB_TIMEOUT_S
    config.VoilaExecutor.timeout = _CELL_TIMEOUT_S
    config.VoilaExporter.preprocessors = [CompiledTemplates]
    config.VoilaExporter.extra_template_basedirs = [str(folders.VOILA)]
    config.MappingKernelManager.update(
        {
            "allow_tracebacks": False,
            "cull_connected": False,
            "cull_idle_timeout": unattended_s,
            "cull_interval": max(1, min(_CULL_EVERY_S, unattended_s)),
        }
    )
    config.SeatKernels.update(
        {
            "most_kernels": most_kernels,
            "most_files": most_files,
            "expected": expected,
            "settle_source": _SETTLE,
            "left_mb": LEFT_MB,
            "unattended_s": unattended_s,
        }
    )
    if sys.platform != "win32":
        # Sockets in a private folder: no open ports, and none snatched in between.
        config.KernelManager.transport = "ipc"
    return config
