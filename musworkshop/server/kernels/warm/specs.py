"""The kernel specification of warm kernels, given in code."""

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import (
    NATIVE_KERNEL_NAME,
    KernelSpec,
    KernelSpecManager,
)

from .recipe import Recipe

#: Name of the entry point, in ``jupyter_client.kernel_provisioners``.
PROVISIONER = "musworkshop-warm"
_COMMAND = ("-m", "ipykernel_launcher", "-f", "{connection_file}")


def warm_specification(
    recipe: Recipe, *, display_name: str = "Python 3"
) -> dict[str, Any]:
    """Return a kernel specification, as ``kernel.json`` would hold it.

    Parameters
    ----------
    recipe : Recipe
        What the kernels are forked from.
    display_name : str
        Shown where people choose a kernel.
    """
    return {
        "argv": [sys.executable, *_COMMAND, *recipe.arguments],
        "display_name": display_name,
        "language": "python",
        "interrupt_mode": "signal",
        "metadata": {
            "kernel_provisioner": {
                "provisioner_name": PROVISIONER,
                "config": {
                    "modules": list(recipe.modules),
                    "warm_up": recipe.warm_up,
                    "settle_in": recipe.settle_in,
                    "watch": list(recipe.watch),
                    "plain_environment": dict(recipe.environment),
                },
            }
        },
    }


class WarmKernelSpecs(KernelSpecManager):
    """Kernel specifications, with this Python's own kernel warm once there is a recipe.

    Nothing is written to a disk, and without a recipe all is as it was.
    """

    #: Set when a self-test has shown that kernels can be forked here.
    recipe: Recipe | None = None

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the specification of a kernel."""
        if self.recipe is None or kernel_name != NATIVE_KERNEL_NAME:
            return super().get_kernel_spec(kernel_name)
        return KernelSpec(**warm_specification(self.recipe))
