"""The kernel specification of warm kernels, given in code."""

from __future__ import annotations

import sys
from typing import Any

from .recipe import Recipe

PROVISIONER = "musworkshop-warm"
#: As ipykernel's own; frozen modules off is its debugger's wish, which is left out.
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
                    "watch": list(recipe.watch),
                    "plain_environment": dict(recipe.environment),
                },
            }
        },
    }
