"""Kernels as the server starts them, warm and plain, without the server around."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from musworkshop.server.kernels.warm.keeper import Keeper
from musworkshop.server.kernels.warm.provisioner import CELLS
from musworkshop.server.kernels.warm.recipe import Recipe
from musworkshop.server.kernels.warm.specs import PROVISIONER, warm_specification

CLASS = "musworkshop.server.kernels.warm.provisioner:WarmProvisioner"


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what forks and signals out of the workers of a parallel run."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("alone")


@pytest.fixture(autouse=True)
def provisioner() -> None:
    """Make the provisioner known also where the package's entry points are older."""
    factory = KernelProvisionerFactory.instance()
    entry = EntryPoint(PROVISIONER, CLASS, factory.GROUP_NAME)
    factory.provisioners[PROVISIONER] = entry


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    """What most tests fork from: the shell and ipywidgets."""
    made = Recipe(
        modules=("ipywidgets",), environment={"IPYTHONDIR": str(tmp_path / "ipython")}
    )
    yield made
    Keeper.forget(made)


class Kernel:
    """A running kernel and a client of it."""

    def __init__(self, manager: AsyncKernelManager, client: Any) -> None:
        self.manager = manager
        self.client = client

    @property
    def process_id(self) -> int:
        return int(self.manager.provisioner.pid)  # type: ignore[union-attr]

    @property
    def outputs(self) -> list[list[dict[str, Any]]]:
        ran = self.manager.provisioner.kernel.cells  # type: ignore[union-attr]
        return [each["outputs"] for each in ran]

    async def run(self, source: str) -> str:
        """Run a cell and return what it printed; fail if it fails."""
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])

        reply = await self.client.execute_interactive(
            source, output_hook=hear, timeout=30
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(said).strip()

    async def end(self) -> None:
        """Wait until the process has gone."""
        async with asyncio.timeout(20):
            while await self.manager.is_alive():
                await asyncio.sleep(0.02)


Starting = Callable[..., AbstractAsyncContextManager[Kernel]]


@pytest.fixture
def starting() -> Iterator[Starting]:
    """Start a kernel, warm with a recipe, plain without."""
    folder = tempfile.TemporaryDirectory(prefix="k")  # sockets have short names

    @asynccontextmanager
    async def start(
        recipe: Recipe | None = None, *, cells: list[str] | None = None, **env: str
    ) -> AsyncIterator[Kernel]:
        file = f"{folder.name}/{len(os.listdir(folder.name))}.json"
        manager = AsyncKernelManager(transport="ipc", connection_file=file)
        if recipe is None:
            specification = KernelSpecManager().get_kernel_spec("python3")
        else:
            specification = KernelSpec(**warm_specification(recipe))
        manager._kernel_spec = specification
        options = {CELLS: cells} if cells else {}
        await manager.start_kernel(env={**os.environ, **env}, **options)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            yield Kernel(manager, client)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    yield start
    folder.cleanup()
