import io
import zipfile

import pytest

from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.server.downloads import make, may_take
from tests.documents.builders import make_workshop
from tests.documents.temperature_builders import (
    temperature_concept,
    temperature_workbook,
)

KINDS = {"docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK"}


@pytest.fixture(scope="module")
def room(server):
    """A facilitator, a table and a person alone, with a form for the table."""
    from tests.server.visitor import Visitor

    leader, table, alone = Visitor(server), Visitor(server), Visitor(server)
    leader.open_key(server.facilitator_path)
    table.join(choice="new", name="Bord 1", function="Aftenvagt", people="4")
    alone.join(choice="alone")
    yield leader, table, alone
    for each in (leader, table, alone):
        each.leave()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", [0, 1, 2], ids=["facilitator", "table", "alone"])
def test_everybody_in_the_room_gets_everybodys_form(room, who, kind):
    answer = room[who].get(f"/documents/skema-1.{kind}")

    assert answer.status_code == 200
    assert answer.content.startswith(KINDS[kind])
    assert answer.headers["cache-control"] == "no-store"
    assert f'.{kind}"' in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["log.docx", "log.pdf", "archive.mus.zip"])
def test_log_and_archive_go_to_the_facilitator_only(room, name):
    leader, table, alone = room

    assert leader.get(f"/documents/{name}").status_code == 200
    assert table.get(f"/documents/{name}").status_code == 404
    assert alone.get(f"/documents/{name}").status_code == 404


def test_the_archive_is_a_zip_without_tokens_or_keys(server, room):
    leader, _table, _alone = room

    archive = leader.get("/documents/archive.mus.zip").content
    inside = zipfile.ZipFile(io.BytesIO(archive))
    text = b"".join(inside.read(name) for name in inside.namelist())

    assert leader.client.cookies["mus-facilitator"].encode() not in text
    assert server.facilitator_path[3:].encode() not in text
    assert server.room_code.encode() not in text


def test_another_tables_form_is_nobodys_business(room):
    _leader, table, alone = room

    assert table.get("/documents/skema-1-2.docx").status_code == 404
    assert alone.get("/documents/skema-1-1.docx").status_code == 404


def test_a_stranger_is_shown_the_door(visitor):
    answer = visitor().get("/documents/skema-1.docx")

    assert (answer.status_code, answer.headers["location"]) == (302, "/")


@pytest.mark.parametrize(
    "name",
    ["skema-1.exe", "skema-1-0.docx", "skema-1-1.docx.pdf", "log.xlsx", "x", ""],
)
def test_other_names_are_no_documents(room, name):
    assert room[0].get(f"/documents/{name}").status_code in (302, 404)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("name", "takers"),
    [
        ("skema-1.pdf", {Role.FACILITATOR, Role.GROUP, Role.PARTICIPANT}),
        ("skema-1-3.pdf", {Role.FACILITATOR, Role.GROUP}),
        ("log.pdf", {Role.FACILITATOR}),
        ("archive.mus.zip", {Role.FACILITATOR}),
        ("temperature.pdf", {Role.FACILITATOR}),
        ("temperature.xlsx", {Role.FACILITATOR}),
        ("temperature-short.docx", {Role.FACILITATOR}),
        ("temperature-short.pdf", {Role.FACILITATOR, *IN_THE_ROOM}),
        ("temperature-short.xlsx", set()),
        ("temperature-long.pdf", set()),
    ],
)
def test_each_role_takes_what_is_its_own(role, name, takers):
    assert may_take(role, name) is (role in takers)


def closed(**more):
    """A workshop whose temperature has been taken, and its facilitator."""
    words = temperature_concept().model_dump_json()
    workshop = make_workshop(concept_json=words)
    viewer = Viewer(workshop_id="w1", seat_id="s1", role=Role.FACILITATOR)
    return temperature_workbook(workshop=workshop, **more), viewer


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("temperature.pdf", "mus-temperature-report-2026-11-21.pdf"),
        ("temperature.docx", "mus-temperature-report-2026-11-21.docx"),
        ("temperature.xlsx", "mus-temperature-report-2026-11-21.xlsx"),
        ("temperature-short.pdf", "mus-temperature-to-en-med-udvalget-2026-11-21.pdf"),
    ],
)
def test_the_temperatures_papers_are_made_once_the_round_is_closed(name, saved):
    book, viewer = closed()

    paper = make(book, viewer, name, "en")

    assert paper.name == saved
    assert paper.content.startswith(KINDS[name.split(".")[-1]])


@pytest.mark.parametrize("name", ["temperature.pdf", "temperature-short.pdf"])
def test_there_is_no_paper_of_a_round_that_is_not_closed(name):
    book, viewer = closed(temperature=None)

    assert make(book, viewer, name, None) is None
