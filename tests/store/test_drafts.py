import threading

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed
from musworkshop.store import drafts, tables
from musworkshop.store.connect import transaction

FIELD = "card:professional"


def keep(hall, viewer, text, field=FIELD):
    with transaction(hall.engine) as connection:
        drafts.keep(connection, viewer, field, text)


def of(hall, viewer):
    return hall.read(drafts.of_seat, viewer)


def test_a_draft_is_there_when_the_page_is_opened_again(hall):
    keep(hall, hall.second, "What do we")
    keep(hall, hall.second, "What do we need")

    assert of(hall, hall.second) == {FIELD: "What do we need"}


def test_a_draft_is_read_by_its_own_device_only(hall):
    keep(hall, hall.second, "What do we")

    for name, viewer in hall.everybody.items():
        if name != "second":
            assert of(hall, viewer) == {}


def test_an_emptied_field_forgets_its_draft(hall):
    keep(hall, hall.second, "What")
    keep(hall, hall.second, "")

    assert hall.rows(tables.draft) == []


def test_a_draft_is_no_news_to_others(hall):
    before = hall.revision()
    keep(hall, hall.second, "What")

    assert hall.revision() == before


def test_a_draft_may_be_longer_than_what_can_be_sent_and_keeps_its_spaces(hall):
    text = "  " + "a" * (limits.DRAFT_CHARACTERS - 4) + "\n "
    keep(hall, hall.second, text)

    assert of(hall, hall.second)[FIELD] == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (FIELD, "a" * (limits.DRAFT_CHARACTERS + 1)),
        ("f" * 121, "a"),
        (FIELD, 7),
        (7, "a"),
        (FIELD, None),
    ],
)
def test_a_draft_that_cannot_be_kept_is_refused_and_the_old_one_stays(
    hall, field, text
):
    keep(hall, hall.second, "before")
    with pytest.raises(InputError):
        keep(hall, hall.second, text, field)

    assert of(hall, hall.second) == {FIELD: "before"}


def test_half_an_emoji_or_a_control_sign_does_not_stop_the_draft(hall):
    keep(hall, hall.second, "A\x00B\ud83dC\x1b\nD")

    assert of(hall, hall.second) == {FIELD: "ABC\nD"}


def test_nobody_is_told_that_a_draft_is_kept_when_there_is_no_room(hall, monkeypatch):
    monkeypatch.setattr(drafts, "FIELDS_PER_SEAT", 2)
    keep(hall, hall.second, "a", "one")
    keep(hall, hall.second, "b", "two")

    with pytest.raises(InputError, match="room for no more"):
        keep(hall, hall.second, "c", "three")
    keep(hall, hall.second, "changed", "two")
    assert of(hall, hall.second) == {"one": "a", "two": "changed"}


def test_the_projector_has_no_drafts(hall):
    with pytest.raises(NotAllowed):
        keep(hall, hall.projector, "text")


def test_a_device_that_saves_twice_at_the_same_moment_does_not_collide(hall):
    start = threading.Barrier(4)
    faults = []

    def type_on(number):
        start.wait()
        for turn in range(10):
            try:
                keep(hall, hall.second, f"{number} {turn}")
            except Exception as fault:
                faults.append(fault)

    threads = [threading.Thread(target=type_on, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert len(hall.rows(tables.draft)) == 1
    assert of(hall, hall.second)[FIELD].endswith(" 9")
