"""An archive gives back the workshop, and refuses everything else with a sentence."""

import dataclasses
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musworkshop.documents.archive import archive_json, read_archive, write_archive
from musworkshop.documents.archive_reading import LARGEST_BYTES
from musworkshop.errors import InputError
from musworkshop.model.workshop import VoteState
from musworkshop.text import speaking
from tests.documents.builders import NASTY, make_workbook, make_workshop, with_texts


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def zipped(**entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in entries.items():
            archive.writestr(name.replace("_json", ".json"), words)
    return target.getvalue()


def content():
    return json.loads(archive_json(make_workbook()))


def changed(change):
    made = content()
    change(made)
    return zipped(workshop_json=json.dumps(made))


def test_export_import_export_gives_the_same_bytes():
    first = write_archive(make_workbook())

    assert write_archive(read_archive(first)) == first


def test_nothing_is_lost_but_keys_and_seats():
    before = make_workbook()

    after = read_archive(write_archive(before))

    for part in ("passages", "cards", "clusters", "tally", "questions"):
        assert set(getattr(after, part)) == set(getattr(before, part)), part
    assert after.workshop == dataclasses.replace(
        before.workshop, room_code="", join_key=""
    )
    assert after.groups == tuple(
        dataclasses.replace(group, scribe_seat_id=None) for group in before.groups
    )


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=300), max_size=5))
def test_any_text_comes_back_as_it_was(texts):
    before = with_texts(*texts)

    after = read_archive(write_archive(before))

    assert sorted(q.text for q in after.questions) == sorted(texts)


def test_nasty_texts_come_back_as_they_were():
    before = with_texts(*NASTY)

    assert [q.text for q in read_archive(write_archive(before)).questions] == [*NASTY]


def test_the_order_rows_came_in_does_not_change_the_archive():
    before = make_workbook()
    turned = dataclasses.replace(
        before,
        **{
            part: tuple(reversed(getattr(before, part)))
            for part in (
                "groups",
                "passages",
                "cards",
                "clusters",
                "tally",
                "questions",
            )
        },
    )

    assert write_archive(turned) == write_archive(before)


def test_no_secret_stands_in_the_archive():
    workshop = make_workshop()
    words = archive_json(make_workbook(workshop=workshop))

    for secret in (workshop.room_code, workshop.join_key, "seat-1"):
        assert secret not in words


def test_votes_that_were_open_are_closed_because_single_votes_do_not_travel():
    before = make_workbook(workshop=make_workshop(vote_state=VoteState.OPEN))

    assert read_archive(write_archive(before)).workshop.vote_state is VoteState.CLOSED


def test_the_zip_explains_itself_and_says_which_format_it_is():
    with zipfile.ZipFile(io.BytesIO(write_archive(make_workbook()))) as archive:
        assert archive.namelist() == ["workshop.json", "README.txt"]
        readme = archive.read("README.txt").decode()
        words = archive.read("workshop.json").decode()

    assert "musworkshop import" in readme
    assert json.loads(words)["format"] == "musworkshop-archive"
    assert json.loads(words)["version"] == 2
    assert "åndedrag" in words


REFUSED = {
    "no zip": (b"hello", "not a zip"),
    "cut off": (write_archive(make_workbook())[:-40], "not a zip"),
    "empty": (b"", "not a zip"),
    "another zip": (zipped(other_json="{}"), "workshop.json"),
    "bad json": (zipped(workshop_json="{"), "not valid JSON"),
    "not a number": (zipped(workshop_json='{"a": NaN}'), "not valid JSON"),
    "deep": (zipped(workshop_json="[" * 200_000), "not valid JSON"),
    "a list": (zipped(workshop_json="[]"), "format"),
    "not utf-8": (zipped(workshop_json=b"\xff\xfe"), "UTF-8"),
    "another format": (changed(lambda c: c.update(format="x")), "format"),
    "newer": (changed(lambda c: c.update(version=3)), "Update musworkshop"),
    "older": (changed(lambda c: c.update(version=0)), "version"),
    "no concept": (changed(lambda c: c.pop("concept")), "concept"),
    "no workshop": (changed(lambda c: c["workbook"].pop("workshop")), "workbook"),
    "workshop a list": (
        changed(lambda c: c["workbook"].update(workshop=[])),
        "workbook",
    ),
    "unknown key": (changed(lambda c: c["workbook"].update(keys=[])), "keys"),
    "unknown key deep": (
        changed(lambda c: c["workbook"]["cards"][0].update(seat="s")),
        "cards.0.seat",
    ),
    "wrong type": (
        changed(lambda c: c["workbook"]["cards"][0].update(position="1")),
        "cards.0.position",
    ),
    "unknown group": (
        changed(lambda c: c["workbook"]["cards"][0].update(group_id="zz")),
        '"zz" is not among',
    ),
    "unknown cluster": (
        changed(lambda c: c["workbook"]["cards"][0].update(cluster_id="zz")),
        '"zz" is not among',
    ),
    "twice": (
        changed(lambda c: c["workbook"]["cards"].append(c["workbook"]["cards"][0])),
        "stands twice",
    ),
    "half a character": (
        changed(lambda c: c["workbook"]["cards"][0].update(text="\ud800")),
        "workshop.json",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_anything_else_is_refused_with_a_sentence(what):
    data, part = REFUSED[what]

    with pytest.raises(InputError) as raised:
        read_archive(data)

    sentence = str(raised.value)
    assert part in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence


def test_a_zip_bomb_is_refused_without_being_unpacked():
    bomb = zipped(workshop_json=b" " * (LARGEST_BYTES + 1))
    assert len(bomb) < 100_000

    with pytest.raises(InputError, match="too large"):
        read_archive(bomb)


def test_a_zip_that_lies_about_its_size_is_refused():
    honest = zipped(workshop_json=b" " * (LARGEST_BYTES + 1))
    real = (LARGEST_BYTES + 1).to_bytes(4, "little")
    liar = honest.replace(real, (10).to_bytes(4, "little"))
    assert liar != honest

    with pytest.raises(InputError):
        read_archive(liar)


def test_a_zip_with_a_password_is_refused():
    honest = bytearray(zipped(workshop_json="{}"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        honest[honest.index(mark) + offset] |= 1

    with pytest.raises(InputError, match="password"):
        read_archive(bytes(honest))
