"""A page on a warm kernel is the page on a plain one: same HTML, widgets, refusals."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest
from ipykernel.kernelbase import Kernel

from musworkshop.server.configuration import ALLOWED_MESSAGES
from musworkshop.server.kernels.warm.shells import WIDGET_VIEW, PageShells
from musworkshop.server.process import RunningServer, start_server
from tests.server.visitor import Visitor, message, wait_for, widget_states

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
KINDS = ("warm", "plain")
_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
#: Says which widget is meant by its class and address; the browser shows the widget.
_STAND_IN = re.compile(r',? ?"text/plain": ?"(?:[^"\\]|\\.)*"')
_ALL_TYPES = sorted({*Kernel.msg_types, *Kernel.control_msg_types, "input_reply"})
FORBIDDEN = [each for each in _ALL_TYPES if each not in ALLOWED_MESSAGES]


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def servers(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, RunningServer]]:
    options = ("--notebooks", str(NOTEBOOKS))
    warm, plain = tmp_path_factory.mktemp("warm"), tmp_path_factory.mktemp("plain")
    with (
        start_server(warm, options=(*options, "--kernels", "warm")) as one,
        start_server(plain, options=(*options, "--kernels", "plain")) as other,
    ):
        yield {"warm": one, "plain": other}


@pytest.fixture
def guest(servers: dict[str, RunningServer], kind: str) -> Iterator[Visitor]:
    visitor = Visitor(servers[kind])
    visitor.join(choice="alone")
    yield visitor
    visitor.leave()


def numbered(text: str) -> str:
    """Replace ids by the order in which they appear."""
    seen: dict[str, str] = {}
    return _ID.sub(lambda found: seen.setdefault(found[0], f"id-{len(seen)}"), text)


@pytest.fixture(scope="module")
def ours(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, RunningServer]]:
    """Serve the product's own pages, of which the phones' wait before the fork.

    The third server has kernels that wait for their visitors, too.
    """
    options = {
        "warm": ("--kernels", "warm"),
        "plain": ("--kernels", "plain"),
        "spare": ("--kernels", "warm", "--expect", "2"),
    }
    with ExitStack() as stack:
        yield {
            kind: stack.enter_context(
                start_server(tmp_path_factory.mktemp(kind), options=chosen)
            )
            for kind, chosen in options.items()
        }


def shown(server: RunningServer) -> tuple[str, Any]:
    """Return a participant's page and its widgets' states, without their ids."""
    visitor = Visitor(server)
    visitor.join(choice="alone")
    html, kernel_id = visitor.open_page("/participant")
    with visitor.channels(kernel_id) as line:
        states = json.loads(widget_states(line))["states"]
    visitor.leave()
    bodies = sorted(
        numbered(json.dumps(each, sort_keys=True)) for each in states.values()
    )
    page = html.replace(server.url, "").replace(server.url.rpartition(":")[2], "")
    return numbered(_STAND_IN.sub("", page)), bodies


def test_the_page_and_its_widgets_are_the_same(
    ours: dict[str, RunningServer],
) -> None:
    warm_page, warm_widgets = shown(ours["warm"])
    again_page, again_widgets = shown(ours["warm"])
    plain_page, plain_widgets = shown(ours["plain"])
    spare_page, spare_widgets = shown(ours["spare"])

    assert any(
        "CardWriterModel" in each or "card_writer" in each for each in plain_widgets
    )
    assert warm_widgets == plain_widgets
    assert again_widgets == plain_widgets
    assert spare_widgets == plain_widgets
    assert warm_page == plain_page
    assert spare_page == plain_page
    assert again_page == plain_page, "the page that was rendered once differs"


def test_who_was_to_have_a_kernel_that_was_killed_gets_another(
    ours: dict[str, RunningServer],
) -> None:

    visitor = Visitor(ours["spare"])
    visitor.join(choice="alone")
    (warm,) = psutil.Process(ours["spare"].process_id).children()
    for waiting in warm.children():
        waiting.kill()
    _html, kernel_id = visitor.open_page("/participant")
    with visitor.channels(kernel_id) as line:
        assert json.loads(widget_states(line))["states"]
    visitor.leave()


def test_each_visitor_gets_a_kernel_and_widgets_of_its_own(
    servers: dict[str, RunningServer],
) -> None:
    found = []
    for _visitor in range(2):
        visitor = Visitor(servers["warm"])
        visitor.join(choice="alone")
        html, kernel_id = visitor.open_page("/participant")
        model_id = re.search(r'"model_id": ?"([0-9a-f]+)"', html)
        assert model_id
        with visitor.channels(kernel_id) as line:
            assert model_id[1] in json.loads(widget_states(line))["states"]
        found.append((kernel_id, model_id[1]))
        visitor.leave()
    assert found[0][0] != found[1][0]
    assert found[0][1] != found[1][1]


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_no_message_type_but_the_allowed_has_an_effect(
    guest: Visitor, channel: str, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    code = f"open({str(trace)!r}, 'w').write('run')"
    content = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {"n": code},
        "allow_stdin": False,
        "cursor_pos": 1,
        "detail_level": 0,
        "value": code,
        "restart": False,
        "hist_access_type": "tail",
        "n": 3,
        "command": "evaluate",
        "type": "request",
        "seq": 1,
        "arguments": {"expression": code},
    }
    _html, kernel_id = guest.open_page("/participant")
    with guest.channels(kernel_id) as line:
        before = widget_states(line)
        for each in FORBIDDEN:
            line.send(message(each, content, channel=channel))
        # The kernel answers in order: after this, the others would have happened.
        line.send(message("kernel_info_request", {}))
        answer = wait_for(line, "kernel_info_reply")
        after = widget_states(line)

    assert answer["content"]["status"] == "ok"
    assert before == after
    assert not trace.exists()
    assert guest.has_kernel(kernel_id)


def test_a_warm_kernel_listens_at_no_port_that_others_can_reach(
    servers: dict[str, RunningServer],
) -> None:

    visitor = Visitor(servers["warm"])
    visitor.join(choice="alone")
    visitor.open_page("/participant")
    server = psutil.Process(servers["warm"].process_id)
    addresses = {
        connection.laddr.ip
        for child in server.children(recursive=True)
        for connection in child.net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    visitor.leave()
    # ipykernel's own, for what subprocesses print; it asks for a secret.
    assert addresses <= {"127.0.0.1"}


class TestShells:
    """What is rendered once, and what never is."""

    KERNEL = "0f0e0d0c-0000-4000-8000-000000000001"

    @staticmethod
    def cell(model_id: str, **more: str) -> dict[str, Any]:
        data = {WIDGET_VIEW: {"model_id": model_id}, "text/plain": "Box at 0x1", **more}
        output = {"output_type": "execute_result", "data": data, "metadata": {}}
        return {"outputs": [output], "execution_count": 0}

    def pages(self, *visits: tuple[str, list[dict[str, Any]]]) -> tuple[list[str], int]:
        shells, renderings = PageShells(), 0

        async def render(kernel_id: str, cells: list[dict[str, Any]]) -> str:
            nonlocal renderings
            renderings += 1
            return f"<p>{kernel_id} {json.dumps(cells)}</p>"

        async def visit() -> list[str]:
            return [
                await shells.page("group", kernel_id, cells, render=render)
                for kernel_id, cells in visits
            ]

        return asyncio.run(visit()), renderings

    def test_two_visitors_share_a_rendering_and_no_id(self) -> None:
        other = self.KERNEL.replace("1", "2")
        (one, two), renderings = self.pages(
            (self.KERNEL, [self.cell("a" * 32)]), (other, [self.cell("b" * 32)])
        )
        assert renderings == 1
        assert self.KERNEL in one
        assert "a" * 32 in one
        assert other in two
        assert "b" * 32 in two
        assert "a" * 32 not in two
        assert self.KERNEL not in two

    def test_what_a_page_shows_of_its_visitor_is_rendered_for_each(self) -> None:
        cells = [self.cell("a" * 32, **{"text/html": name}) for name in ("Ida", "Bo")]
        (one, two), renderings = self.pages(
            (self.KERNEL, [cells[0]]), (self.KERNEL, [cells[1]])
        )
        assert renderings == 2
        assert "Ida" in one
        assert "Ida" not in two

    def test_the_text_that_stands_for_a_widget_is_left_out(self) -> None:
        (page,), _renderings = self.pages((self.KERNEL, [self.cell("a" * 32)]))
        assert "0x1" not in page

    def test_an_id_that_is_none_is_not_put_into_html(self) -> None:
        wicked = "</script><script>alert(1)</script>"
        (page,), renderings = self.pages((self.KERNEL, [self.cell(wicked)]))
        # Given to the renderer as it is, which escapes what comes from a kernel.
        assert renderings == 1
        assert wicked in page

    def test_old_renderings_are_forgotten(self) -> None:
        visits = [
            (self.KERNEL, [self.cell("a" * 32, **{"text/html": str(n)})])
            for n in range(80)
        ]
        _pages, renderings = self.pages(*visits, visits[-1], visits[0])
        assert renderings == 81
