"""The door of the two who talk, over HTTP: links, cookies, papers."""

import re
import secrets

import pytest

from musworkshop.model.pair import Way
from musworkshop.model.roles import Role, Viewer
from musworkshop.server.process import start_server
from musworkshop.store import pair_links, pair_work, pairs, seats
from musworkshop.store.connect import engine_for, transaction
from tests.pdf_text import pdf_text
from tests.server.visitor import Visitor

CONCEPT = "kl"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with start_server(folder, concept=CONCEPT, language="en") as running:
        yield running, engine_for(f"sqlite:///{folder / 'musworkshop.sqlite'}")


@pytest.fixture
def tickets(served):
    """The two tickets of a fresh pair."""
    server, engine = served
    with transaction(engine) as connection:
        leader, _token = seats.add(connection, server.workshop_id, Role.FACILITATOR)
        (made,) = pairs.make(connection, leader, 1, Way.BOTH)
    return made.employee, made.leader


@pytest.fixture
def visitor(served):
    made = []

    def make():
        made.append(Visitor(served[0]))
        return made[-1]

    yield make
    for each in made:
        each.leave()


def new_secret():
    return secrets.token_hex(32)


def open_link(guest, ticket, secret):
    return guest.post("/pair/open", page="/pair/open", ticket=ticket, secret=secret)


def test_looking_at_the_door_uses_no_link(visitor, tickets):
    guest = visitor()
    for _look in range(3):
        assert guest.get("/pair/open").status_code == 200

    assert open_link(guest, tickets[0], new_secret()).status_code == 200


def test_a_link_gives_a_seat_that_scripts_cannot_read(visitor, tickets):
    answer = open_link(visitor(), tickets[0], new_secret())

    assert answer.json()["side"] == "employee"
    assert answer.json()["number"] > 0
    cookie = answer.headers["set-cookie"]
    assert "mus-pair=" in cookie
    assert "HttpOnly" in cookie


def test_a_link_opens_once_and_its_owner_again_and_again(visitor, tickets):
    secret = new_secret()
    guest = visitor()
    for _again in range(2):
        assert open_link(guest, tickets[0], secret).status_code == 200
    thief = open_link(visitor(), tickets[0], new_secret())
    by_secret = guest.post("/pair/open", page="/pair/open", ticket="", secret=secret)

    assert (thief.status_code, "used" in thief.json()["error"]) == (404, True)
    assert by_secret.status_code == 200


@pytest.mark.parametrize("ticket", ["", "x" * 43, "x" * 4000, "../../etc"])
def test_what_is_no_link_is_refused_in_one_sentence(visitor, ticket):
    answer = open_link(visitor(), ticket, new_secret())

    assert answer.status_code == 404
    assert answer.json()["error"].startswith("This link opens nothing any more")


@pytest.mark.parametrize("secret", ["", "abc", "Z" * 64, "0" * 63])
def test_a_secret_that_no_browser_makes_is_refused_and_the_link_stays(
    visitor, tickets, secret
):
    guest = visitor()

    assert open_link(guest, tickets[0], secret).status_code == 404
    assert open_link(guest, tickets[0], new_secret()).status_code == 200


def test_the_door_is_closed_to_forms_from_elsewhere(visitor, tickets):
    guest = visitor()
    guest.get("/pair/open")
    typed = {"ticket": tickets[0], "secret": new_secret()}

    answer = guest.client.post("/pair/open", data=typed)

    assert answer.status_code == 403


def test_without_a_seat_the_page_leads_to_the_door(visitor):
    answer = visitor().get("/pair")

    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/pair/open")


def test_leaving_the_room_keeps_the_wheels_of_this_browser(visitor, tickets):
    guest = visitor()
    guest.join(choice="alone")
    open_link(guest, tickets[0], new_secret())
    stranger = visitor()
    stranger.join(choice="alone")

    kept = guest.post("/leave", page="/")
    emptied = stranger.post("/leave", page="/")

    assert "clear-site-data" not in kept.headers
    assert emptied.headers["clear-site-data"] == '"storage"'


def rated(served, secret):
    """Rate as the page of a secret's holder does."""
    with transaction(served[1]) as connection:
        viewer = holder(connection, secret)
        pair_work.change(
            connection,
            viewer,
            secret,
            lambda layer: type(layer)(ratings={"faglighed": "strong"}),
        )


def holder(connection, secret):
    workshop_id, pair_id, _side = pair_links.own_pair(connection, secret)
    return Viewer(workshop_id=workshop_id, seat_id="", role=Role.PAIR, pair_id=pair_id)


def paper(guest, name, secret, **more):
    return guest.post(
        f"/documents/pair/{name}", page="/pair/open", secret=secret, **more
    )


def test_the_own_sheet_comes_as_a_file_in_the_language_asked_for(
    served, visitor, tickets, tmp_path
):
    secret = new_secret()
    guest = visitor()
    open_link(guest, tickets[0], secret)
    rated(served, secret)

    answer = paper(guest, "wheel.pdf", secret, language="da")

    assert answer.status_code == 200
    assert re.fullmatch(
        r'attachment; filename="kompetencehjulet-\d{4}-\d\d-\d\d\.pdf"',
        answer.headers["content-disposition"],
    )
    (tmp_path / "w.pdf").write_bytes(answer.content)
    words = pdf_text((tmp_path / "w.pdf").read_bytes())
    assert "Faglighed" in words


def test_a_seat_without_the_secret_gets_no_paper(served, visitor, tickets):
    secret, other = new_secret(), new_secret()
    guest, leader = visitor(), visitor()
    open_link(guest, tickets[0], secret)
    open_link(leader, tickets[1], other)
    rated(served, secret)

    for refused in (
        paper(guest, "wheel.pdf", new_secret()),
        paper(visitor(), "wheel.pdf", secret),
        paper(leader, "wheel.json", other),
    ):
        assert refused.status_code == 422
        assert refused.headers["content-type"].startswith("text/plain")
    assert paper(guest, "wheel.exe", secret).status_code == 404


def test_last_years_file_that_is_none_is_refused_with_its_sentence(visitor, tickets):
    secret = new_secret()
    guest = visitor()
    open_link(guest, tickets[0], secret)

    answer = paper(guest, "wheel.pdf", secret, last_year="{}")

    assert answer.status_code == 422
    assert "not a wheel" in answer.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wheel-poster-a3.pdf", "application/pdf"),
        ("wheel-poster-a4.svg", "image/svg+xml"),
        ("wheel-poster-a4.png", "image/png"),
        ("wheel-sheet-a4.pdf", "application/pdf"),
        ("wheel-sheet-a3.svg", "image/svg+xml"),
    ],
)
def test_the_facilitator_takes_the_empty_wheel_home(served, visitor, name, kind):
    leader = visitor()
    leader.post(served[0].facilitator_path, page=served[0].facilitator_path)

    answer = leader.get(f"/documents/{name}")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment")


def test_nobody_else_takes_it(visitor):
    guest = visitor()
    guest.join(choice="alone")

    assert guest.get("/documents/wheel-poster-a3.pdf").status_code == 404
