"""A forked kernel shares what is expensive and nothing that must be its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from musworkshop.server.kernels.warm.keeper import Keeper
from musworkshop.server.kernels.warm.recipe import Recipe, WarmFailed
from musworkshop.server.kernels.warm.selftest import why_not
from tests.server.kernels.conftest import Starting

ROOT = Path(__file__).parents[3]
WARMED = "tests.server.kernels.warmed"


def warmed(recipe: Recipe, function: str, **environment: str) -> Recipe:
    return replace(
        recipe,
        warm_up=f"{WARMED}:{function}",
        environment={**recipe.environment, "PYTHONPATH": str(ROOT), **environment},
    )


def test_two_kernels_draw_different_numbers(recipe: Recipe, starting: Starting) -> None:
    draws = """
        import os, random, uuid
        import numpy as np
        kernel = get_ipython().kernel
        print(os.getpid(), random.random(), np.random.random(), uuid.uuid4(),
              uuid.uuid1(), kernel.session.session, kernel.ident, kernel.session.pid)
    """

    async def draw() -> tuple[list[str], list[str]]:
        drawing = warmed(recipe, "draw")
        async with starting(drawing) as one, starting(drawing) as other:
            source = textwrap.dedent(draws)
            return (await one.run(source)).split(), (await other.run(source)).split()

    one, other = asyncio.run(draw())
    assert len(one) == 8
    assert one[0] == one[7], "the session thinks it is in another process"
    assert all(a != b for a, b in zip(one, other, strict=True)), (one, other)


def test_the_identity_comes_from_the_launch_and_from_nowhere_else(
    recipe: Recipe, starting: Starting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "kanariefugl")
    look = (
        "import json, os; print(json.dumps([os.environ.get('SEAT'),"
        " open('/proc/self/environ').read().count('kanariefugl')"
        " + open('/proc/self/environ').read().count('SEAT=')]))"
    )

    async def ask() -> list[str]:
        async with (
            starting(recipe, SEAT="a1") as one,
            starting(recipe, SEAT="b2") as other,
        ):
            return [await one.run(look), await other.run(look)]

    seats = [json.loads(each) for each in asyncio.run(ask())]
    assert seats == [["a1", 0], ["b2", 0]]


def test_a_kernel_runs_its_cells_before_anybody_connects(
    recipe: Recipe, starting: Starting
) -> None:
    cells = ["import ipywidgets\nprint('a')", "ipywidgets.Label('here')", "n=7"]

    async def start() -> tuple[list[list[dict[str, object]]], str]:
        async with starting(recipe, cells=cells) as kernel:
            return kernel.outputs, await kernel.run("print(n)")

    outputs, said = asyncio.run(start())
    assert [len(each) for each in outputs] == [1, 1, 0]
    assert outputs[0][0] == {"output_type": "stream", "name": "stdout", "text": "a\n"}
    assert "application/vnd.jupyter.widget-view+json" in outputs[1][0]["data"]  # type: ignore[operator]
    assert said == "7"


def test_a_cell_that_fails_is_reported_and_ends_the_opening(
    recipe: Recipe, starting: Starting
) -> None:
    async def start() -> list[list[dict[str, object]]]:
        async with starting(recipe, cells=["1/0", "print('never')"]) as kernel:
            return kernel.outputs

    outputs = asyncio.run(start())
    assert len(outputs) == 1
    assert outputs[0][0]["output_type"] == "error"
    assert outputs[0][0]["ename"] == "ZeroDivisionError"


def test_a_second_thread_is_refused_with_a_sentence(recipe: Recipe) -> None:
    reason = asyncio.run(why_not(warmed(recipe, "begin_a_thread")))
    assert "2 threads" in reason
    assert "ticker" in reason


def test_a_connection_across_the_fork_is_refused(
    recipe: Recipe, tmp_path: Path
) -> None:
    file = tmp_path / "kept.sqlite"
    reason = asyncio.run(
        why_not(warmed(recipe, "open_a_database", TEST_DATABASE=str(file)))
    )
    assert str(file) in reason
    assert "open" in reason


def test_a_warm_up_that_fails_says_why(recipe: Recipe) -> None:
    assert "the oven is cold" in asyncio.run(why_not(warmed(recipe, "fail")))


@pytest.mark.parametrize("length", [0, 100])
def test_the_self_test_passes_here_also_where_temporary_files_lie_deep(
    recipe: Recipe, length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("deep" * (length // 4) or "flat")
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    assert asyncio.run(why_not(recipe)) == ""


def test_a_killed_warm_process_is_replaced_and_its_kernels_live_on(
    recipe: Recipe, starting: Starting
) -> None:
    async def go() -> tuple[str, int, int, str]:
        async with starting(recipe) as before:
            await before.run("kept = 'still here'")
            warm = await Keeper.of(recipe).warm()
            os.kill(warm.process_id, signal.SIGKILL)
            async with starting(recipe) as after:
                said = await before.run("print(kept)")
                successor = await Keeper.of(recipe).warm()
                fresh = await after.run("print('fresh')")
                await before.manager.shutdown_kernel(now=True)
                await before.end()
                return said, warm.process_id, successor.process_id, fresh

    said, old, new, fresh = asyncio.run(go())
    assert said == "still here"
    assert fresh == "fresh"
    assert old != new


def test_a_changed_file_begins_a_new_warm_process(
    recipe: Recipe, starting: Starting, tmp_path: Path
) -> None:
    module = tmp_path / "wording.py"
    module.write_text("SAID = 'before'\n")
    watching = replace(
        recipe,
        modules=("wording",),
        watch=("wording",),
        environment={**recipe.environment, "PYTHONPATH": str(tmp_path)},
    )

    async def go() -> list[str]:
        said = []
        async with starting(watching) as kernel:
            said.append(await kernel.run("import wording; print(wording.SAID)"))
            module.write_text("SAID = 'after it was changed'\n")
            async with asyncio.timeout(30):
                while said[-1] == said[0]:  # files are looked at once a second
                    async with starting(watching) as later:
                        said.append(
                            await later.run("import wording; print(wording.SAID)")
                        )
            said.append(await kernel.run("print(wording.SAID)"))
        return said

    said = asyncio.run(go())
    assert said[0] == "before"
    assert said[-2] == "after it was changed"
    assert said[-1] == "before", "a living kernel keeps what it began with"


def test_a_kernel_that_ends_while_starting_is_said_at_once(
    recipe: Recipe, starting: Starting
) -> None:
    async def go() -> None:
        async with starting(recipe, cells=["import os; os._exit(3)"]):
            pass

    with pytest.raises(WarmFailed, match="ended while it was starting"):
        asyncio.run(go())


def test_an_ended_kernel_is_noticed_with_its_code(
    recipe: Recipe, starting: Starting
) -> None:
    async def go() -> int | None:
        async with starting(recipe) as kernel:
            kernel.client.execute("import os; os._exit(9)")
            await kernel.end()
            provisioner = kernel.manager.provisioner
            assert provisioner is not None
            return await provisioner.wait()

    assert asyncio.run(go()) in (1, 9)  # 1 where the news came before the code


def test_interrupt_stops_a_running_cell(recipe: Recipe, starting: Starting) -> None:
    async def go() -> str:
        async with starting(recipe) as kernel:
            kernel.client.execute("print('on', flush=True)\nwhile True: pass")
            while True:
                message = await kernel.client.get_iopub_msg(timeout=20)
                if message["msg_type"] == "stream":
                    break
            await kernel.manager.interrupt_kernel()
            reply = await kernel.client.get_shell_msg(timeout=20)
            assert reply["content"]["ename"] == "KeyboardInterrupt"
            return await kernel.run("print('free again')")

    assert asyncio.run(go()) == "free again"


SERVER = """
import asyncio, os, sys, time
from musworkshop.server.kernels.warm.keeper import Keeper
from musworkshop.server.kernels.warm.order import Order
from musworkshop.server.kernels.warm.recipe import Recipe
from musworkshop.server.kernels.warm.selftest import _show_one, why_not
from jupyter_client.connect import write_connection_file

async def main():
    recipe = Recipe(environment={{"IPYTHONDIR": "{folder}/ipython"}})
    keeper, pids = Keeper.of(recipe), []
    for n, cell in enumerate(("1", "1", "spare")):
        file = "{folder}/k%d.json" % n
        write_connection_file(file, transport="ipc", ip="{folder}/k%d" % n, key=b"k",
            shell_port=1, iopub_port=2, stdin_port=3, hb_port=4, control_port=5)
        order = Order(environment=dict(os.environ), folder="{folder}",
            cells=(cell, {busy!r}))
        kernel, warm = await keeper.fork(file, order if n < 2 else None)
        pids.append(kernel.process_id)
    print(*pids, warm.process_id, flush=True)
    time.sleep(60)

asyncio.run(main())
"""
#: Holds the interpreter for a minute once the kernel is ready, and never lets go.
BUSY = """
import asyncio
asyncio.get_running_loop().call_later(0.1, lambda: (10 ** 9) ** (10 ** 8))
"""


@pytest.mark.parametrize("busy", ["", BUSY], ids=["idle", "stuck in C"])
def test_all_kernels_end_with_the_server(busy: str, tmp_path: Path) -> None:
    source = SERVER.format(folder=tmp_path, busy=busy)
    server = subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert server.stdout is not None
    processes = [psutil.Process(int(each)) for each in server.stdout.readline().split()]
    assert len(processes) == 4
    server.kill()
    server.wait()
    server.stdout.close()
    _gone, alive = psutil.wait_procs(processes, timeout=10)
    left = [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]
    for each in left:
        each.kill()
    assert not left
