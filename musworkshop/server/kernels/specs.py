"""Which kernel is started: this Python's own, whatever else is installed."""

from __future__ import annotations

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from traitlets import default

from musworkshop.server.kernels.warm.specs import WarmKernelSpecs


class OwnKernelSpecs(WarmKernelSpecs):
    """Find only the kernel of the Python that runs the server.

    A kernel of the same name in the user's folder may belong to another Python, which
    has no musworkshop.
    """

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []

    @default("allowed_kernelspecs")
    def _only_our_own(self) -> set[str]:
        return {NATIVE_KERNEL_NAME}
