import threading
import uuid

import pytest

from musworkshop.errors import InputError, NotFound
from musworkshop.model.work import Stage
from musworkshop.store import cards, seats, tables
from musworkshop.store.connect import transaction
from musworkshop.store.requests import once
from tests.store.hall import THEME


def ask(hall, viewer, request_id, do):
    with transaction(hall.engine) as connection:
        return once(connection, viewer, request_id, lambda now: do(connection, now))


def new_request():
    return str(uuid.uuid4())


def add(text):
    def do(connection, viewer):
        return {"id": cards.add(connection, viewer, theme_id=THEME, text=text)}

    return do


@pytest.mark.parametrize("repeats", [2, 5])
def test_a_request_that_comes_again_is_done_once_and_answered_the_same(hall, repeats):
    request_id = new_request()
    calls = []

    def do(connection, viewer):
        calls.append(viewer)
        return {"n": len(calls)}

    answers = [ask(hall, hall.scribe, request_id, do) for _ in range(repeats)]

    assert answers == [{"n": 1}] * repeats
    assert len(calls) == 1


def test_a_request_of_one_device_is_none_of_anothers(hall):
    request_id = new_request()
    ask(hall, hall.scribe, request_id, add("One"))
    ask(hall, hall.second, request_id, add("Two"))

    assert {row["text"] for row in hall.rows(tables.card)} == {"One", "Two"}


def test_a_request_that_failed_can_be_made_again(hall):
    request_id = new_request()
    with pytest.raises(InputError):
        ask(hall, hall.scribe, request_id, add(""))

    assert ask(hall, hall.scribe, request_id, add("Now")).keys() == {"id"}


def test_a_request_that_failed_leaves_nothing_and_is_no_news(hall):
    before, revision = hall.everything(), hall.revision()

    def do(connection, viewer):
        cards.add(connection, viewer, theme_id=THEME, text="Half")
        raise InputError("no")

    with pytest.raises(InputError):
        ask(hall, hall.scribe, new_request(), do)

    assert hall.everything() == before
    assert hall.revision() == revision


def test_each_request_is_news(hall):
    before = hall.revision()
    ask(hall, hall.scribe, new_request(), add("One"))

    assert hall.revision() == before + 1


def test_the_role_is_read_again_at_every_request(hall):
    with transaction(hall.engine) as connection:
        connection.execute(
            tables.seat.update()
            .where(tables.seat.c.id == hall.scribe.seat_id)
            .values(role="participant", group_id=None)
        )

    seen = []
    ask(hall, hall.scribe, new_request(), lambda _c, viewer: seen.append(viewer))

    assert (seen[0].role, seen[0].group_id) == ("participant", None)


def test_a_lost_seat_is_refused_before_anything_is_done(hall):
    hall.write(seats.leave, hall.alone)
    called = []

    with pytest.raises(NotFound, match="has left"):
        ask(hall, hall.alone, new_request(), lambda *_: called.append(1))
    assert not called


@pytest.mark.parametrize("request_id", ["", "x" * 65, None, 7, ["x"]])
def test_a_request_without_a_usable_id_is_refused(hall, request_id):
    with pytest.raises(InputError):
        ask(hall, hall.scribe, request_id, add("One"))


def test_a_double_click_from_two_threads_is_done_once(hall):
    request_id = new_request()
    start = threading.Barrier(4)
    answers = []

    def click():
        start.wait()
        answers.append(ask(hall, hall.scribe, request_id, add("One")))

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(hall.rows(tables.card)) == 1
    assert len(answers) == 4
    assert len({answer["id"] for answer in answers}) == 1


def test_writes_of_one_workshop_at_once_are_all_kept_and_all_counted(hall):
    before = hall.revision()
    start = threading.Barrier(8)
    faults = []

    def write(number):
        start.wait()
        for turn in range(5):
            try:
                hall.card(hall.second, f"{number}-{turn}", Stage.OWN)
            except Exception as fault:
                faults.append(fault)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    reader_saw = []

    def look():
        start.wait()
        for _ in range(30):
            reader_saw.append(hall.revision())

    threads += [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert len(hall.rows(tables.card)) == 30
    assert hall.revision() == before + 30
    positions = [row["position"] for row in hall.rows(tables.card)]
    assert sorted(positions) == list(range(1, 31))
