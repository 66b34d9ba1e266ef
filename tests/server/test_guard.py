import socket
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from musworkshop.server.assets import FONT, url
from tests.server.conftest import CANARY

UNKNOWN_KERNEL = "/api/kernels/00000000-0000-4000-8000-000000000000"
ROUTES = [
    "/",
    "/?kode=ABCDEFGH",
    "/join",
    "/leave",
    "/f/x",
    "/p/x",
    "/facilitator",
    "/projector",
    "/group",
    "/participant",
    "/documents/skema-1.docx",
    "/documents/nothing.pdf",
    "/alive",
    UNKNOWN_KERNEL,
    f"{UNKNOWN_KERNEL}/channels",
    "/voila/api/shutdown/00000000-0000-4000-8000-000000000000",
    url("page.css"),
    url("loader.js"),
    url(FONT),
    "/assets/nothing.js",
    "/nothing",
]
ABSENT = [
    "/api",
    "/api/kernels",
    "/api/contents",
    "/api/sessions",
    "/api/terminals",
    "/api/kernelspecs",
    f"{UNKNOWN_KERNEL}/restart",
    f"{UNKNOWN_KERNEL}/interrupt",
    "/voila/api/contents",
    "/voila/api/themes/x",
    "/voila/files/group.ipynb",
    "/voila/query/00000000-0000-4000-8000-000000000000",
    "/voila/execution/00000000-0000-4000-8000-000000000000",
    "/voila/render/group.ipynb",
    "/voila/tree",
    "/voila/templates/mus/static/tokens.css",
    "/voila/static/voila.js",
    "/voila/static/tokens.css",
    "/voila/labextensions/anywidget/static/remoteEntry.js",
    "/fonts/inter-variable.woff2",
    "/login",
    "/logout",
    "/tree",
    "/nbconvert/html/group.ipynb",
    "/files/group.ipynb",
    "/static/style.css",
    "/metrics",
    "/group.ipynb",
]
_UP = ["..", "%2e%2e", "..%2f..", "%2e%2e%2f", "..%252f", "....//", "..\\..", "%5c.."]
_BASES = [
    "/assets/",
    "/voila/static/",
    "/voila/labextensions/anywidget/static/",
    "/fonts/",
    "/documents/",
    "/static/",
    "/voila/files/",
]
_NAMED = [
    "/static/etc/passwd",
    "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd",
    "/assets/..%00/..%00/etc/passwd",
    "/assets/../index.html.j2",
    "/assets/tokens.css",
    "/assets/Inter-Bold.ttf",
    "/voila/static//etc/passwd",
    "/voila/static/%2fetc%2fpasswd",
    "/voila/static/..%00/..%00/etc/passwd",
    "/voila/static/../static-old/secret.py",
    "/voila/static/../../mus/index.html.j2",
    "/voila/static/../index.html.j2",
    "/voila/static/../../../documents/x",
    "/fonts/../voila/mus/join.html",
    "/fonts/Inter-Bold.ttf",
    "/voila/labextensions/../../../../../etc/passwd",
    "/voila/labextensions/@other/extension/static/x.js",
]


def forbidden_paths(server) -> list[str]:
    inside = ["etc/passwd", str(server.data).lstrip("/") + "/.env"]
    climbing = [
        base + "/".join([up] * 12) + "/" + goal
        for base in _BASES
        for up in _UP
        for goal in inside
    ]
    return climbing + _NAMED


def raw(server, path: str, *, host: str | None = None, method: str = "GET") -> bytes:
    """Send a request exactly as written; clients tidy paths up before sending."""
    where = urlsplit(server.url)
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {host or where.netloc}",
        "Connection: close",
        "",
        "",
    ]
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        line.sendall("\r\n".join(lines).encode())
        received = b""
        while part := line.recv(65536):
            received += part
    return received


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("seated", [False, True], ids=["stranger", "seated"])
def test_every_answer_carries_the_security_headers(server, visitor, path, seated):
    if seated and path in ("/facilitator", "/projector", "/group", "/participant"):
        pytest.skip("opens a kernel; looked at with the pages themselves")
    guest = visitor()
    if seated:
        guest.join(choice="alone")

    headers = guest.get(path).headers

    policy = headers["content-security-policy"]
    for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "tornado" not in headers["server"].lower()
    kept = headers["cache-control"]
    assert kept.startswith("public") if ".css" in path else True
    if path.split("?")[0] in ("/", "/join", "/f/x", "/p/x", "/group"):
        assert kept == "no-store"


@pytest.mark.parametrize("path", ABSENT)
def test_jupyters_other_doors_are_not_there(visitor, path):
    guest = visitor()
    guest.join(choice="alone")

    assert guest.get(path).status_code == 404
    assert guest.client.post(path).status_code in (403, 404)


def test_no_path_leads_out_of_the_shown_folders(server):
    paths = forbidden_paths(server)
    assert len(paths) >= 40

    for path in paths:
        answer = raw(server, path)
        status = int(answer.split(b" ", 2)[1])
        assert status in (400, 403, 404), (path, answer[:80])
        assert CANARY.encode() not in answer, path
        assert b"root:" not in answer, path
        assert b"{%" not in answer, path


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "evil.example:8866",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
        "127.0.0.1@evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/", "/group", "/alive", url("page.css")])
def test_a_page_that_lets_its_own_name_point_here_is_refused(server, host, path):
    answer = raw(server, path, host=host)

    assert answer.split(b" ", 2)[1] in (b"400", b"403")
    assert host.encode() not in answer


@pytest.mark.parametrize("path", ["/facilitator", "/projector", "/group"])
def test_without_a_seat_a_page_leads_to_the_door(visitor, path):
    answer = visitor().get(path)

    assert answer.status_code == 302
    assert urlsplit(answer.headers["location"]).path == "/"


def test_without_a_seat_kernels_are_closed(visitor):
    assert visitor().get(UNKNOWN_KERNEL).status_code == 403


@pytest.mark.parametrize(
    "wish",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"],
)
def test_no_parameter_leads_to_another_site(server, visitor, wish):
    guest = visitor()
    answers = [
        guest.get("/group", params={"next": wish}),
        guest.get("/", params={"next": wish}),
        guest.join(choice="alone", next=wish),
    ]

    for answer in answers:
        place = answer.headers.get("location", "/")
        assert urlsplit(place).path in ("/", "/participant")
        assert not urlsplit(place).netloc


@pytest.mark.parametrize("path", ["/f/x", "/p/x", "/join", "/leave", "/", "/group"])
def test_looking_changes_nothing_in_the_store(server, visitor, path):
    before = rows(server)

    visitor().get(path)
    raw(server, path, method="HEAD")

    assert rows(server) == before


def rows(server) -> dict[str, int]:
    from sqlalchemy import func, select

    from musworkshop.store.connect import engine_for, reading
    from musworkshop.store.tables import metadata

    engine = engine_for(f"sqlite:///{server.data / 'musworkshop.sqlite'}")
    with reading(engine) as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "https://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1.evil.example",
        "http://evil-127.0.0.1",
        "http://localhost",
        "http://user@evil.example",
        "file://",
        "chrome-extension://abcdef",
        "data:text/html,x",
        "about:blank",
        "{own}.evil.example",
        "{own}@evil.example",
        "{own}0",
    ],
)
def test_no_other_site_opens_a_kernels_websocket(server, alone, origin):
    guest, kernel_id = alone
    named = origin.format(own=server.url) if origin else None

    with pytest.raises(InvalidStatus) as refused:
        guest.channels(kernel_id, origin=named).close()

    assert refused.value.response.status_code == 403
    policy = refused.value.response.headers["content-security-policy"]
    assert "object-src 'none'" in policy


@pytest.fixture(scope="module")
def alone(server):
    """A participant with an open page."""
    from tests.server.visitor import Visitor

    guest = Visitor(server)
    guest.join(choice="alone")
    _page, kernel_id = guest.open_page("/participant")
    yield guest, kernel_id
    guest.leave()


def test_the_log_holds_no_key_no_code_and_no_token(server, visitor):
    guest = visitor()
    guest.get(server.scan_path)
    guest.open_key(server.facilitator_path)
    guest.get(server.facilitator_path + "/more")
    guest.type_code("ABCDWXYZ")

    said = (server.data / "server.log").read_text()

    secrets = [
        server.facilitator_path[3:],
        server.scan_path.split("noegle=")[1],
        guest.client.cookies["mus-facilitator"],
        "ABCDWXYZ",
    ]
    assert [secret for secret in secrets if secret in said] == []
