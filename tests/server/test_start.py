import asyncio
import socket
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest

from musworkshop.errors import ServerError
from musworkshop.server.addresses import Addresses, own_addresses
from musworkshop.server.doctor import FLOORS, examine
from musworkshop.server.kernels import mapping
from musworkshop.server.kernels.environment import kernel_environment
from musworkshop.server.kernels.mapping import HallFull, SeatKernels, capacity
from musworkshop.server.process import start_server
from musworkshop.settings import SEAT_VARIABLE, Settings


@pytest.fixture
def taken_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def test_a_taken_port_is_one_sentence_with_what_to_do(tmp_path, taken_port):
    options = ("--port", str(taken_port))
    with (
        pytest.raises(ServerError, match="--port") as refused,
        start_server(tmp_path, options=options),
    ):
        pass

    assert str(taken_port) in str(refused.value)


def test_two_servers_get_two_ports(tmp_path):
    with start_server(tmp_path / "a") as one, start_server(tmp_path / "b") as two:
        assert one.url != two.url


def test_the_cookie_secret_is_the_owners_alone(tmp_path):
    with start_server(tmp_path):
        mode = (tmp_path / "cookie-secret").stat().st_mode

    if sys.platform != "win32":
        assert mode & 0o077 == 0


@pytest.mark.parametrize(
    ("host", "header", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8866", True),
        ("127.0.0.1", "localhost:8866", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("127.0.0.1", "[::1]:8866", True),
        ("127.0.0.1", "192.168.1.20:8866", False),
        ("127.0.0.1", "evil.example", False),
        ("localhost", "127.0.0.1:1", True),
        ("192.168.1.20", "192.168.1.20:8866", True),
        ("192.168.1.20", "evil.example", False),
        ("", "evil.example", False),
        ("", "localhost:8866", True),
        ("", f"{socket.gethostname()}:8866", True),
        ("mus.kommune.example", "mus.kommune.example", True),
        ("mus.kommune.example", "MUS.kommune.example:8866", True),
        ("mus.kommune.example", "other.kommune.example", False),
        ("0.0.0.0", "0.0.0.0", False),
        ("", "", False),
    ],
)
def test_only_own_names_are_answered(host, header, allowed):
    assert Addresses(host=host, port=8866).allows(header) is allowed


def test_a_name_behind_a_proxy_is_answered_when_it_is_given():
    addresses = Addresses(host="127.0.0.1", names=("mus.example",), port=8866)

    assert addresses.allows("mus.example")


@pytest.mark.parametrize(
    ("host", "listens_on", "public"),
    [
        ("127.0.0.1", "127.0.0.1", "http://127.0.0.1:80"),
        ("::1", "::1", "http://[::1]:80"),
        ("mus.example", "", "http://mus.example:80"),
        ("192.168.1.20", "192.168.1.20", "http://192.168.1.20:80"),
    ],
)
def test_phones_get_the_address_they_can_reach(host, listens_on, public):
    addresses = Addresses(host=host, port=80)

    assert (addresses.listens_on, addresses.public) == (listens_on, public)


def test_own_addresses_leave_this_machines_inside_out():
    assert all(not address.startswith("127.") for address in own_addresses())


def test_the_doctor_names_every_floor_and_what_to_do(tmp_path, taken_port):
    findings = examine(Settings(data=tmp_path), port=taken_port)

    names = {finding.name for finding in findings}
    assert set(FLOORS) | {"Python", "SQLite"} <= names
    port = [each for each in findings if str(taken_port) in each.text]
    assert [each.ok for each in port] == [False]
    assert all(each.advice for each in findings if not each.ok)


def test_the_doctor_shows_no_password(tmp_path):
    address = "postgresql://" + "mus:hemmelig@" + "127.0.0.1:1/mus"

    findings = examine(Settings(data=tmp_path, database_url=address))

    assert "hemmelig" not in str(findings)


def test_a_kernel_gets_what_it_needs_and_no_more():
    everything = {
        "PATH": "/bin",
        "MUSWORKSHOP_DATA": "/data",
        "HTTP_X_MUS_SEAT": "seat",
        "HTTP_COOKIE": "mus-seat=x",
        "JUPYTER_TOKEN": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "SMTP_PASSWORD": "x",
        "QUERY_STRING": "kode=x",
        "VOILA_REQUEST_URL": "x",
    }

    kept = kernel_environment(everything)

    assert {name for name in kept if name in everything} == {
        "PATH",
        "MUSWORKSHOP_DATA",
        "HTTP_X_MUS_SEAT",
    }


def test_few_open_files_mean_few_kernels():
    assert capacity(most_files=500, kernel_mb=1, left_mb=0) == 20
    assert capacity(most_files=0, kernel_mb=1, left_mb=0) == 4


@pytest.mark.parametrize(
    ("expected", "here", "leaders", "free_mb", "wanted"),
    [
        (0, 0, 0, 9000, 0),
        (40, 0, 0, 9000, 40),
        (40, 12, 2, 9000, 28),
        (40, 40, 2, 9000, 2),
        (40, 0, 0, 1000, 5),
        (60, 78, 0, 9000, 2),
        (60, 80, 0, 9000, 0),
    ],
    ids=["none", "all", "the rest", "latecomers", "half the memory", "few", "full"],
)
def test_pages_wait_for_those_who_are_not_here_yet(
    monkeypatch, expected, here, leaders, free_mb, wanted
):
    free = SimpleNamespace(available=free_mb * 1024 * 1024)
    monkeypatch.setattr(mapping.psutil, "virtual_memory", lambda: free)
    kernels = SeatKernels(expected=expected, most_kernels=80, kernel_mb=100)
    kernels._seats = {f"kernel {n}": f"seat {n}" for n in range(here)}
    for n in range(leaders):
        kernels.reserve(f"leader {n}")
        kernels._seats[f"leader's {n}"] = f"leader {n}"

    assert kernels.spare_wanted() == wanted


def test_who_finds_the_hall_full_leaves_the_waiting_kernel_to_the_next():
    kernels = SeatKernels(most_kernels=1, reserved=1)
    kernels._spare["waiting"] = None
    kernel_id = kernels.next_id()

    with pytest.raises(HallFull):
        asyncio.run(
            kernels.start_kernel(kernel_id=kernel_id, env={SEAT_VARIABLE: "seat"})
        )

    assert kernels.next_id() == "waiting"


def test_nothing_builds_grammars_before_the_server_listens():
    """They take nearly a second, and nobody asks them anything."""
    found = "import musworkshop.server.start, sys; print('lark' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", found], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "False"
