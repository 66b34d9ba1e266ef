import re
import statistics
import time

import pytest

from musworkshop.server.process import start_server
from musworkshop.store.connect import engine_for, transaction
from musworkshop.store.tables import join_failure, workshop
from tests.server.conftest import NOTEBOOKS
from tests.server.visitor import Visitor


def spaced(code: str) -> str:
    return f" {code[:4].lower()} {code[4:].lower()} "


def misread(code: str) -> str:
    return code.replace("0", "O").replace("1", "l")


def test_a_typed_code_with_spaces_and_small_letters_opens_the_room(server, visitor):
    answer = visitor().type_code(spaced(server.room_code))

    assert (answer.status_code, answer.headers["location"]) == (303, "/join")


def test_letters_misread_for_digits_open_the_room(server, visitor):
    answer = visitor().type_code(misread(server.room_code))

    assert answer.headers["location"] == "/join"


def test_a_scan_needs_no_typing(server, visitor):
    answer = visitor().get(server.scan_path)

    assert (answer.status_code, answer.headers["location"]) == (303, "/join")


def test_a_code_without_its_key_in_a_link_only_fills_the_field(server, visitor):
    answer = visitor().get(f"/?kode={server.room_code}")

    assert answer.status_code == 200
    assert f'value="{server.room_code}"' in answer.text


def test_a_new_table_gets_a_seat_and_its_page(server, visitor):
    guest = visitor()

    answer = guest.join(choice="new", name="Bord 9", function="Nat", people="5")

    assert (answer.status_code, answer.headers["location"]) == (303, "/group")
    cookie = answer.headers["set-cookie"]
    assert "mus-seat=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_second_device_joins_a_table_from_the_list(server, visitor):
    visitor().join(choice="new", name="Bord 12", function="", people="3")
    second = visitor()
    second.get(server.scan_path)
    listed = second.get("/join").text
    group = re.search(r'value="([0-9a-f]{32})">\s*<button[^>]*><span>Bord 12', listed)

    answer = second.post("/join", page="/join", choice="table", group=group[1])

    assert answer.headers["location"] == "/group"


def test_a_person_alone_gets_a_page_without_giving_a_name(server, visitor):
    answer = visitor().join(choice="alone")

    assert answer.headers["location"] == "/participant"


def test_a_second_visit_finds_the_same_seat(server, visitor):
    guest = visitor()
    guest.join(choice="new", name="Bord 21", function="", people="2")

    page = guest.get(server.scan_path).text

    assert "Bord 21" in page
    assert 'href="/group"' in page


def test_forgetting_a_device_takes_its_seat_away(server, visitor):
    guest = visitor()
    guest.join(choice="alone")
    token = guest.client.cookies["mus-seat"]

    answer = guest.post("/leave", page="/")
    guest.client.cookies.set("mus-seat", token)

    assert answer.headers["clear-site-data"] == '"storage"'
    assert guest.get("/participant").headers["location"].startswith("/")
    assert guest.get("/participant").status_code == 302


@pytest.mark.parametrize(
    ("name", "people"),
    [("", "4"), ("x" * 61, "4"), ("Bord 7", "0"), ("Bord 7", "1e9"), ("Bord 7", "x")],
)
def test_a_table_that_cannot_be_is_answered_with_a_sentence(
    server, visitor, name, people
):
    guest = visitor()

    answer = guest.join(choice="new", name=name, function="", people=people)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "mus-seat" not in guest.client.cookies


def test_names_are_shown_as_text_never_as_markup(server, visitor):
    visitor().join(
        choice="new", name="<script>alert(1)</script>", function='"><b>', people="1"
    )
    other = visitor()
    other.get(server.scan_path)

    page = other.get("/join").text

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_says_what_is_stored_before_anything_is_asked(visitor):
    page = visitor().get("/?lang=en").text

    assert "What is stored, and who sees it" in page
    assert 'lang="en"' in page


def test_a_form_without_its_token_changes_nothing(server, visitor):
    guest = visitor()
    guest.get(server.scan_path)

    answer = guest.client.post("/join", data={"choice": "alone"})

    assert answer.status_code == 403
    assert "mus-seat" not in guest.client.cookies


def test_a_facilitators_link_takes_a_seat_only_when_its_button_is_pressed(
    server, visitor
):
    guest = visitor()

    looked = guest.get(server.facilitator_path)
    before = "mus-facilitator" in guest.client.cookies
    pressed = guest.open_key(server.facilitator_path)

    assert looked.status_code == 200
    assert not before
    assert pressed.headers["location"] == "/facilitator"
    assert "mus-facilitator" in guest.client.cookies


def test_a_facilitators_own_browser_opens_the_projector_without_its_key(
    server, visitor
):
    guest = visitor()
    guest.open_key(server.facilitator_path)

    answer = guest.open_key("/p/")

    assert answer.headers["location"] == "/projector"
    assert "mus-projector" in guest.client.cookies


def test_a_wrong_key_opens_nothing(server, visitor):
    guest = visitor()
    wrong = server.facilitator_path[:-4] + "AAAA"

    answer = guest.open_key(wrong)

    assert answer.status_code == 404
    assert "mus-facilitator" not in guest.client.cookies
    assert "mus-projector" not in visitor().client.cookies


def test_a_participant_does_not_open_the_projector_without_its_key(server, visitor):
    guest = visitor()
    guest.join(choice="alone")

    assert guest.open_key("/p/").status_code == 404


def _forget_failures(server):
    engine = engine_for(f"sqlite:///{server.data / 'musworkshop.sqlite'}")
    with transaction(engine) as connection:
        connection.execute(join_failure.delete())


def _refused(guest: Visitor, code: str) -> tuple[int, str]:
    answer = guest.type_code(code)
    said = re.search(r'id="code-error"[^>]*>([^<]+)<', answer.text)
    return answer.status_code, said[1]


@pytest.fixture
def expired_room(server):
    """The room's code is past its time, for as long as the test runs."""
    engine = engine_for(f"sqlite:///{server.data / 'musworkshop.sqlite'}")
    with transaction(engine) as connection:
        kept = connection.execute(workshop.select()).first().code_expires_at
        connection.execute(workshop.update().values(code_expires_at="2000-01-01"))
    yield server.room_code
    with transaction(engine) as connection:
        connection.execute(workshop.update().values(code_expires_at=kept))
    _forget_failures(server)


def test_a_wrong_and_an_expired_code_get_the_same_sentence(
    server, visitor, expired_room
):
    _forget_failures(server)

    assert _refused(visitor(), "ZZZZ ZZZZ") == _refused(visitor(), expired_room)


def test_a_wrong_and_an_expired_code_take_the_same_time(server, visitor, expired_room):
    guest = visitor()
    times: dict[str, list[float]] = {"ZZZZZZZZ": [], expired_room: []}

    for _ in range(20):
        _forget_failures(server)
        for code, taken in times.items():
            begin = time.perf_counter()
            guest.type_code(code)
            taken.append(time.perf_counter() - begin)

    wrong, expired = (statistics.median(taken) for taken in times.values())
    spread = max(statistics.stdev(taken) for taken in times.values())
    assert abs(wrong - expired) < max(0.005, spread)


def test_after_ten_wrong_codes_typing_is_slowed_but_a_scan_still_opens(server, visitor):
    _forget_failures(server)
    guest = visitor()

    statuses = [_refused(guest, f"WRNG{n:04}")[0] for n in range(11)]
    typed = visitor().type_code(server.room_code)
    scanned = visitor().get(server.scan_path)
    _forget_failures(server)

    assert statuses == [403] * 10 + [429]
    assert typed.status_code == 429
    assert scanned.headers["location"] == "/join"


def test_a_forged_address_does_not_start_the_count_anew(server, visitor):
    _forget_failures(server)
    guest = visitor()
    for n in range(10):
        _refused(guest, f"WRNG{n:04}")

    guest.client.headers.update(
        {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"}
    )
    status, _said = _refused(guest, "WRNG9999")
    _forget_failures(server)

    assert status == 429


def test_a_seat_outlives_the_server(tmp_path):
    options = ("--notebooks", str(NOTEBOOKS))
    with start_server(tmp_path, options=options) as first:
        guest = Visitor(first)
        guest.join(choice="new", name="Bord 5", function="", people="2")
        token = guest.client.cookies["mus-seat"]
    with start_server(tmp_path, options=options) as second:
        back = Visitor(second)
        back.client.cookies.set("mus-seat", token)

        assert "Bord 5" in back.get("/").text
        assert second.room_code == first.room_code
        assert second.facilitator_path != first.facilitator_path
