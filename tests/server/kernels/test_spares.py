"""A spare kernel is nobody's until a visitor comes, and the visitor's own from then."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
from traitlets.config import Config

from musworkshop.server.kernels.warm.keeper import Keeper
from musworkshop.server.kernels.warm.provisioner import CELLS
from musworkshop.server.kernels.warm.recipe import Recipe
from musworkshop.server.kernels.warm.spares import SpareKernels
from musworkshop.server.kernels.warm.specs import WarmKernelSpecs
from tests.server.kernels.test_fork import warmed

LOOK = (
    "import json, os, random; print(json.dumps([os.getpid(), os.environ.get('SEAT'),"
    " os.getcwd(), random.random(), get_ipython().kernel.session.key.decode(),"
    " os.environ.get('LEFT_BEHIND')]))"
)


@asynccontextmanager
async def kernels_of(
    recipe: Recipe | None, *, wanted: int, ready: list[int] | None = None
) -> AsyncIterator[SpareKernels]:
    ready = [] if ready is None else ready
    specs = WarmKernelSpecs()
    specs.recipe = recipe
    config = Config()
    config.KernelManager.transport = "ipc"
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        kernels = SpareKernels(
            kernel_spec_manager=specs,
            connection_dir=folder,
            root_dir=folder,
            config=config,
        )
        kernels.keep_spare(lambda: wanted, on_ready=ready.append)
        try:
            yield kernels
        finally:
            await kernels.shutdown_all(now=True)  # type: ignore[no-untyped-call]


async def until_spare(kernels: SpareKernels, number: int) -> list[str]:
    async with asyncio.timeout(30):
        while kernels.spare < number:
            await asyncio.sleep(0.02)
    return list(kernels._spare)


def process_of(kernels: SpareKernels, kernel_id: str) -> int:
    return int(kernels.get_kernel(kernel_id).provisioner.pid)


async def visit(kernels: SpareKernels, seat: str, cell: str = LOOK) -> tuple[str, Any]:
    """Take the next kernel as a page does; return its id and what its cell said."""
    kernel_id = kernels.next_id()
    environment = {**os.environ, "SEAT": seat}
    await kernels.start_kernel(kernel_id=kernel_id, env=environment, **{CELLS: [cell]})
    (ran,) = kernels.get_kernel(kernel_id).provisioner.kernel.cells
    return kernel_id, json.loads(ran["outputs"][0]["text"])


def test_a_visitor_gets_the_spare_kernel_and_it_is_made_its_own(recipe: Recipe) -> None:
    async def go() -> tuple[list[int], list[Any], bytes]:
        async with kernels_of(recipe, wanted=2) as kernels:
            waiting = await until_spare(kernels, 2)
            processes = [process_of(kernels, each) for each in waiting]
            before = Path(f"/proc/{processes[0]}/environ").read_bytes()
            visits = [await visit(kernels, seat) for seat in ("a1", "b2")]
            assert [kernel_id for kernel_id, _said in visits] == waiting
            return processes, [said for _kernel_id, said in visits], before

    processes, (one, other), before = asyncio.run(go())
    assert [one[0], other[0]] == processes
    assert (one[1], other[1]) == ("a1", "b2")
    assert one[2] == other[2]
    assert one[3] != other[3], "two kernels draw the same numbers"
    assert one[4] != other[4], "two kernels share a key"
    assert b"SEAT=" not in before


def test_what_a_spare_kernel_settled_in_with_is_not_its_visitors(
    recipe: Recipe,
) -> None:
    settling = replace(
        warmed(recipe, "draw"), settle_in="tests.server.kernels.warmed:settle_in"
    )

    async def go() -> tuple[Any, Any]:
        async with kernels_of(settling, wanted=1) as kernels:
            await until_spare(kernels, 1)
            cell = "from tests.server.kernels import warmed; print(warmed.SETTLED)"
            _id, settled = await visit(kernels, "a1", cell)
            await until_spare(kernels, 1)
            _id, said = await visit(kernels, "b2")
            return settled, said

    settled, said = asyncio.run(go())
    assert settled == 1, "it was to be done in the spare kernel, once"
    assert said[5] is None, "the environment must be the visitor's alone"


def test_new_ones_come_when_some_are_taken_and_nobody_waits_for_them(
    recipe: Recipe,
) -> None:
    ready: list[int] = []

    async def go() -> set[int]:
        async with kernels_of(recipe, wanted=1, ready=ready) as kernels:
            async with asyncio.timeout(30):
                while not ready:
                    await asyncio.sleep(0.02)
            said = [await visit(kernels, f"s{n}") for n in range(4)]
            await until_spare(kernels, 1)
            return {each[0] for _kernel_id, each in said}

    assert len(asyncio.run(go())) == 4
    assert ready == [1], "that all are there is said once"


def test_a_spare_kernel_that_was_killed_is_not_handed_out(recipe: Recipe) -> None:
    async def go() -> tuple[int, int]:
        async with kernels_of(recipe, wanted=1) as kernels:
            (waiting,) = await until_spare(kernels, 1)
            process = process_of(kernels, waiting)
            os.kill(process, signal.SIGKILL)
            kernel_id, said = await visit(kernels, "a1")
            assert kernel_id == waiting, "its page has been told this id"
            return process, said[0]

    killed, served = asyncio.run(go())
    assert killed != served


def test_spare_kernels_end_with_the_warm_process_and_others_take_their_place(
    recipe: Recipe,
) -> None:
    async def go() -> tuple[list[psutil.Process], Any]:
        async with kernels_of(recipe, wanted=2) as kernels:
            waiting = await until_spare(kernels, 2)
            old = [psutil.Process(process_of(kernels, each)) for each in waiting]
            warm = await Keeper.of(recipe).warm()
            os.kill(warm.process_id, signal.SIGKILL)
            psutil.wait_procs(old, timeout=10)
            _id, said = await visit(kernels, "a1")
            return old, said

    old, said = asyncio.run(go())
    assert not any(each.is_running() for each in old)
    assert said[1] == "a1"


def test_a_kernel_from_before_a_change_is_not_handed_out(
    recipe: Recipe, tmp_path: Path
) -> None:
    module = tmp_path / "wording.py"
    module.write_text("SAID = 1\n")
    watching = replace(
        recipe,
        modules=("wording",),
        watch=("wording",),
        environment={**recipe.environment, "PYTHONPATH": str(tmp_path)},
    )

    async def go() -> Any:
        async with kernels_of(watching, wanted=1) as kernels:
            await until_spare(kernels, 1)
            module.write_text("SAID = 22\n")
            await asyncio.sleep(1.2)  # files are looked at once a second
            _id, said = await visit(
                kernels, "a1", "import wording; print(wording.SAID)"
            )
            return said

    assert asyncio.run(go()) == 22


def test_a_kernel_that_dies_later_comes_back_for_its_visitor(recipe: Recipe) -> None:
    async def go() -> Any:
        async with kernels_of(recipe, wanted=1) as kernels:
            await until_spare(kernels, 1)
            kernel_id, said = await visit(kernels, "a1")
            os.kill(said[0], signal.SIGKILL)
            async with asyncio.timeout(30):
                while process_of(kernels, kernel_id) == said[0]:
                    await asyncio.sleep(0.1)
            (ran,) = kernels.get_kernel(kernel_id).provisioner.kernel.cells
            return json.loads(ran["outputs"][0]["text"])

    assert asyncio.run(go())[1] == "a1"


def test_an_id_that_was_not_used_is_the_next_visitors(recipe: Recipe) -> None:
    async def go() -> tuple[str, str]:
        async with kernels_of(recipe, wanted=1) as kernels:
            await until_spare(kernels, 1)
            kernel_id = kernels.next_id()
            kernels.give_back(kernel_id)
            kernels.give_back("never promised")
            return kernel_id, (await visit(kernels, "a1"))[0]

    first, second = asyncio.run(go())
    assert first == second


def test_a_plain_kernel_can_wait_as_well() -> None:
    async def go() -> tuple[str, int, Any, Any]:
        async with kernels_of(None, wanted=1) as kernels:
            kernels.settle_source = "import os\nos.environ['LEFT_BEHIND'] = 'here'"
            (waiting,) = await until_spare(kernels, 1)
            process = process_of(kernels, waiting)
            kernel_id = kernels.next_id()
            await kernels.start_kernel(
                kernel_id=kernel_id, env={**os.environ, "SEAT": "a1"}
            )
            client = kernels.get_kernel(kernel_id).client()
            client.start_channels()
            said: list[str] = []
            await client.wait_for_ready(timeout=30)
            await client.execute_interactive(
                LOOK, output_hook=lambda m: said.append(m["content"].get("text", ""))
            )
            client.stop_channels()
            return kernel_id, process, waiting, json.loads("".join(said))

    kernel_id, process, waiting, said = asyncio.run(go())
    assert kernel_id == waiting
    assert said[0] == process
    assert said[1] == "a1"
    assert said[5] is None
