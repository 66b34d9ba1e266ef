import json
import time

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from musworkshop.server.configuration import ALLOWED_MESSAGES, configuration
from musworkshop.server.process import start_server
from tests.server.conftest import CANARY, NOTEBOOKS
from tests.server.visitor import Visitor, message, wait_for, widget_states

CODE = "open('{file}', 'w').write('run')"
FORBIDDEN = {
    "shell": ["execute_request", "inspect_request", "complete_request",
              "history_request", "is_complete_request", "create_subshell_request"],
    "control": ["execute_request", "interrupt_request", "debug_request",
                "shutdown_request"],
    "stdin": ["input_reply", "execute_request"],
}  # fmt: skip


def until(holds, within_s: float = 20.0) -> bool:
    """Ask again and again until something holds."""
    end = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > end:
            return False
    return True


def say_too_much(line) -> None:
    line.send("x" * 3_000_000)
    hear_out(line)


def hear_out(line) -> None:
    while True:
        line.recv(timeout=20)


@pytest.fixture(scope="module")
def page(server):
    """A participant with an open page: the visitor, the HTML, the kernel."""
    guest = Visitor(server)
    guest.join(choice="alone")
    html, kernel_id = guest.open_page("/participant")
    yield guest, html, kernel_id
    guest.leave()


def test_a_page_shows_its_widget_and_none_of_its_code(page):
    _guest, html, _kernel_id = page

    assert "application/vnd.jupyter.widget-view+json" in html
    assert "import anywidget" not in html
    assert "Kun for JupyterLab" not in html
    assert '<html lang="da">' in html


def test_a_page_knows_no_other_machine(page):
    _guest, html, _kernel_id = page

    outside = html.replace("https://cdnjs.cloudflare.com/ajax/libs/mathjax", "")
    assert "cdn." not in outside
    assert "https://" not in outside


@pytest.mark.parametrize(
    ("channel", "kind"),
    [(channel, kind) for channel, kinds in FORBIDDEN.items() for kind in kinds],
)
def test_a_page_cannot_make_its_kernel_run_code(page, tmp_path, channel, kind):
    guest, _html, kernel_id = page
    trace = tmp_path / "trace"
    code = CODE.format(file=trace)
    content = {"code": code, "silent": False, "user_expressions": {}, "cursor_pos": 1,
               "store_history": False, "allow_stdin": False, "value": code,
               "restart": False, "command": "evaluate"}  # fmt: skip

    with guest.channels(kernel_id) as line:
        line.send(message(kind, content, channel=channel))
        # The kernel answers in order: after this, the first would have happened.
        line.send(message("kernel_info_request", {}))
        answer = wait_for(line, "kernel_info_reply")

    assert answer["content"]["status"] == "ok"
    assert not trace.exists()
    assert guest.has_kernel(kernel_id)


def test_a_line_is_compressed_with_a_small_window(page):
    guest, _html, kernel_id = page
    with guest.channels(kernel_id) as line:
        (deflate,) = line.protocol.extensions
    assert deflate.remote_max_window_bits == 12


def test_a_huge_message_closes_the_line_and_nothing_else(page):
    guest, _html, kernel_id = page

    with guest.channels(kernel_id) as line, pytest.raises(ConnectionClosed):
        say_too_much(line)

    assert guest.has_kernel(kernel_id)


def test_a_kernel_knows_its_seat_and_no_secret(server, page):
    guest, _html, kernel_id = page
    token = guest.client.cookies["mus-seat"]

    with guest.channels(kernel_id) as line:
        environment = widget_states(line)

    assert "HTTP_X_MUS_SEAT" in environment
    for secret in (token, CANARY, "mus-seat=", "HTTP_COOKIE", "JUPYTER_TOKEN"):
        assert secret not in environment
    for key in (server.facilitator_path[3:], server.projector_path[3:]):
        assert key not in environment


def test_a_seat_that_a_visitor_claims_is_ignored(server, visitor):
    other = visitor()
    other.join(choice="alone")
    _html, other_kernel = other.open_page("/participant")
    with other.channels(other_kernel) as line:
        states = widget_states(line)
    wanted = states.split("HTTP_X_MUS_SEAT")[1][:60]
    claimed = "".join(c for c in wanted if c in "0123456789abcdef")[:32]
    guest = visitor()
    guest.join(choice="alone")

    _html, kernel_id = guest.open_page(
        "/participant", **{"X-Mus-Seat": claimed, "X_Mus_Seat": claimed}
    )
    with guest.channels(kernel_id) as line:
        states = widget_states(line)

    assert len(claimed) == 32
    assert claimed not in states


def test_nobody_reaches_somebody_elses_kernel(server, page, visitor):
    _guest, _html, kernel_id = page
    stranger = visitor()
    stranger.join(choice="new", name="Fremmed", function="", people="1")
    stranger.get("/f/x")
    xsrf = {"_xsrf": stranger.client.cookies["_xsrf"]}
    own = {"Origin": server.url, "X-XSRFToken": xsrf["_xsrf"]}

    looked = stranger.get(f"/api/kernels/{kernel_id}").status_code
    unknown = stranger.get("/api/kernels/00000000-0000-4000-8000-000000000000")
    ended = stranger.client.delete(f"/api/kernels/{kernel_id}", headers=own)
    farewell = stranger.farewell(kernel_id)
    with pytest.raises(InvalidStatus) as refused:
        stranger.channels(kernel_id).close()

    assert (looked, ended.status_code, farewell.status_code) == (403, 403, 403)
    assert unknown.status_code == looked
    assert refused.value.response.status_code == 403
    assert _guest.has_kernel(kernel_id)


def test_saying_goodbye_ends_the_kernel(visitor):
    guest = visitor()
    guest.join(choice="alone")
    _html, kernel_id = guest.open_page("/participant")

    answer = guest.farewell(kernel_id)

    assert answer.status_code == 204
    assert not guest.has_kernel(kernel_id)


def test_a_goodbye_without_the_pages_token_ends_nothing(server, page):
    guest, _html, kernel_id = page

    for headers in ({"Origin": server.url}, {"Origin": "http://evil.example"}):
        answer = guest.client.post(f"/voila/api/shutdown/{kernel_id}", headers=headers)
        assert answer.status_code in (403, 404)

    assert guest.has_kernel(kernel_id)


def test_a_seat_has_two_kernels_at_most_and_loses_the_oldest(visitor):
    guest = visitor()
    guest.join(choice="alone")

    kernels = [guest.open_page("/participant")[1] for _ in range(3)]

    assert [guest.has_kernel(kernel_id) for kernel_id in kernels] == [False, True, True]


def test_a_page_whose_kernel_goes_loses_its_line(visitor):
    guest = visitor()
    guest.join(choice="alone")
    _html, kernel_id = guest.open_page("/participant")

    with guest.channels(kernel_id) as line:
        guest.farewell(kernel_id)
        with pytest.raises(ConnectionClosed):
            hear_out(line)


def test_leaving_ends_the_kernels_of_the_seat(server, visitor):
    guest = visitor()
    guest.join(choice="alone")
    _html, kernel_id = guest.open_page("/participant")
    before = children(server)

    guest.post("/leave", page="/")

    assert until(lambda: len(children(server)) < len(before))
    assert not guest.has_kernel(kernel_id)


def children(server) -> list[psutil.Process]:
    return psutil.Process(server.process_id).children(recursive=True)


def test_a_full_hall_says_so_and_keeps_places_for_those_who_lead(tmp_path):
    options = ("--notebooks", str(NOTEBOOKS), "--most-kernels", "5")
    with start_server(tmp_path, options=options) as server:
        first, second, leader = Visitor(server), Visitor(server), Visitor(server)
        first.join(choice="alone")
        second.get("/?lang=en")
        second.join(choice="alone")
        leader.open_key(server.facilitator_path)

        assert first.get("/participant").status_code == 200
        full = second.get("/participant")
        led = leader.get("/facilitator").status_code

    assert full.status_code == 503
    assert full.headers["retry-after"] == "10"
    assert 'data-retry-s="10"' in full.text
    assert "The hall is full" in full.text
    assert led == 200


def test_a_kernel_without_an_open_page_is_given_up(tmp_path):
    options = ("--notebooks", str(NOTEBOOKS), "--unattended-s", "4")
    with start_server(tmp_path, options=options) as server:
        sleeper, awake = Visitor(server), Visitor(server)
        sleeper.join(choice="alone")
        awake.join(choice="alone")
        _html, forgotten = sleeper.open_page("/participant")
        _html, attended = awake.open_page("/participant")
        with awake.channels(attended):
            gone = until(lambda: not sleeper.has_kernel(forgotten))
            assert awake.has_kernel(attended)

    assert gone


def test_no_kernel_outlives_its_server(tmp_path):
    options = ("--notebooks", str(NOTEBOOKS))
    with start_server(tmp_path, options=options) as server:
        guest = Visitor(server)
        guest.join(choice="alone")
        guest.open_page("/participant")
        kernels = children(server)

    assert kernels
    assert until(lambda: not any(kernel.is_running() for kernel in kernels))


def test_the_settings_in_force_are_the_safe_ones():
    config = configuration(most_files=4096, unattended_s=300, most_kernels=0)
    voila, kernels = config.VoilaConfiguration, config.MappingKernelManager

    assert (voila.allow_template_override, voila.allow_theme_override) == ("NO", "NO")
    assert (voila.show_tracebacks, kernels.allow_tracebacks) == (False, False)
    assert (voila.preheat_kernel, voila.file_allowlist) == (False, [])
    assert (kernels.cull_idle_timeout, kernels.cull_interval) == (300, 30)
    assert kernels.cull_connected is False
    assert config.KernelManager.transport == "ipc"
    assert config.VoilaExecutor.iopub_timeout == 60
    assert "execute_request" not in ALLOWED_MESSAGES


def test_no_configuration_file_of_this_machine_is_read(tmp_path):
    trap = tmp_path / "voila.py"
    trap.write_text("raise SystemExit('a voila.py was read')")
    (tmp_path / "voila.json").write_text(json.dumps({"Voila": {"port": 1}}))
    environment = {"JUPYTER_CONFIG_DIR": str(tmp_path)}

    with start_server(tmp_path / "data", environment=environment) as server:
        assert Visitor(server).get("/alive").status_code == 204
