"""Warm kernels or plain ones: what the server can have on this machine."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from musworkshop.server.assets import url
from musworkshop.server.kernels.warm.keeper import Keeper
from musworkshop.server.kernels.warm.recipe import Recipe
from musworkshop.server.kernels.warm.selftest import why_not
from musworkshop.settings import Settings


class KernelKind(StrEnum):
    """How a page's kernel comes to be."""

    #: Forked from a process that has imported and rehearsed everything.
    WARM = "warm"
    #: A new Python for each page, as Jupyter starts them.
    PLAIN = "plain"


#: What one more kernel takes of the memory, in MB, with some room; see tests/bench.
KERNEL_MB = {KernelKind.WARM: 32, KernelKind.PLAIN: 110}


def recipe(settings: Settings, *, folder: Path) -> Recipe:
    """Return what the dashboards' kernels are forked from.

    Parameters
    ----------
    settings : Settings
        Of the server; the rehearsal before the fork uses its store.
    folder : Path
        For IPython's files, private to this server.
    """
    return Recipe(
        modules=("musworkshop.pages.open", "sqlalchemy.dialects.sqlite"),
        warm_up="musworkshop.server.warming:warm_up",
        settle_in="musworkshop.server.warming:settle_in",
        watch=("musworkshop",),
        environment={
            "IPYTHONDIR": str(folder / "ipython"),
            "MUSWORKSHOP_ASSETS": url("widgets.js"),
            "MUSWORKSHOP_DATA": str(settings.data),
            "MUSWORKSHOP_DATABASE_URL": settings.database_url,
            "MUSWORKSHOP_LANGUAGE": settings.language,
        },
    )


async def choose(wish: KernelKind, made_from: Recipe) -> tuple[Recipe | None, str]:
    """Return the recipe if kernels can be warm here, and why not if they cannot.

    Parameters
    ----------
    wish : KernelKind
        What the person who starts the server asks for.
    made_from : Recipe
        See `recipe`.

    Returns
    -------
    tuple of Recipe or None, str
        No recipe means plain kernels; the reason is "" where they were wished for.
    """
    if wish is KernelKind.PLAIN:
        return None, ""
    reason = await why_not(made_from)
    return (None, reason) if reason else (made_from, "")


async def why_not_here() -> str:
    """Return why this machine cannot have warm kernels, or ""; for the doctor."""
    smallest = Recipe(modules=("ipywidgets",))
    try:
        return await why_not(smallest)
    finally:
        Keeper.forget(smallest)


def end_warm(made_from: Recipe) -> None:
    """End the warm process, for an orderly end of the server."""
    Keeper.forget(made_from)
