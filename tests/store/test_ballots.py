import itertools
import json
import random
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound, StoreError
from musworkshop.model.temperature import Form, Sheet
from musworkshop.store import ballots, joining, rounds, seats, tables
from musworkshop.store.connect import transaction
from musworkshop.store.seal import Seals
from musworkshop.store.temperature_tables import answered, ballot
from tests.store.answering import Answering, instrument, same, secret

TRIES = 10_000
ONE, TWO, THREE = secret(1), secret(2), secret(3)


@pytest.fixture
def keys(tmp_path):
    return Seals(tmp_path / "keys")


@pytest.fixture
def room(hall, keys):
    """A hall whose round is open."""
    made = Answering(hall, keys)
    made.open()
    return made


def sent(room):
    found = room.round()
    return found.sent_employees + found.sent_leaders


def left(room, viewer):
    return room.hall.read(ballots.left, viewer)


def beside(engine, do, other):
    """Do something in a transaction that still stands open when the other begins."""
    faults = []

    def begin():
        try:
            other()
        except Exception as error:
            faults.append(error)

    thread = threading.Thread(target=begin)
    with transaction(engine) as connection:
        do(connection, lambda: (thread.start(), thread.join(0.3)))
    thread.join(20)
    assert not thread.is_alive()
    return faults


# ---- Answering ----


def test_a_sheet_is_kept_as_it_was_answered_and_opens_with_its_secret_alone(room):
    answers = {each.id: n % 5 for n, each in enumerate(instrument().statements)}
    answers[instrument().statements[0].id] = None
    told = {
        "form": Form.LEADER,
        "unit_id": "f" * 32,
        "answers": answers,
        "comment": 'Æ "ø"\n\\ å 🙂',
        "show_own": True,
    }

    assert room.change(room.hall.alone, ONE, **told) == Sheet(**told)
    assert room.own(room.hall.alone, ONE) == Sheet(**told)
    assert room.own(room.hall.alone, TWO) is None


def test_half_a_sheet_is_found_again_and_can_be_changed_before_it_is_sent(room):
    alone = room.hall.alone
    room.change(alone, ONE, answers={"a": 1})
    room.change(alone, ONE, answers={"a": 2, "b": None})

    assert room.own(alone, ONE).answers == {"a": 2, "b": None}
    assert sent(room) == 0
    assert len(room.hall.rows(ballot)) == 1


def test_what_was_sent_can_be_changed_until_the_round_is_closed(room):
    alone = room.hall.alone
    room.hand_in(alone, ONE, answers=same(0))
    room.change(alone, ONE, answers=same(4))

    assert room.own(alone, ONE) == Sheet(answers=same(4), sent=True)
    assert sent(room) == 1


def test_nobody_turns_into_a_leader_after_sending(room):
    room.hand_in(room.hall.alone, ONE, answers=same(0))

    with pytest.raises(NotAllowed, match="form can no longer be changed"):
        room.change(room.hall.alone, ONE, form=Form.LEADER)
    assert room.round().sent_leaders == 0


def test_a_sheet_cannot_be_sent_by_changing_it(room):
    room.change(room.hall.alone, ONE, sent=True, answers=same(1))

    assert sent(room) == 0
    assert left(room, room.hall.alone) == 1


def test_nothing_is_answered_before_the_round_is_open(hall, keys):
    room = Answering(hall, keys)
    keys.make(hall.workshop_id)

    with pytest.raises(NotAllowed, match="not open for answers"):
        room.change(hall.alone, ONE, answers={"a": 1})
    with pytest.raises(NotAllowed, match="not open for answers"):
        room.send(hall.alone, ONE)


def test_nothing_is_answered_after_the_round_is_closed(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    room.change(room.hall.alone_too, TWO, answers=same(1))
    room.close()

    for do in (
        lambda: room.change(room.hall.alone, ONE, answers=same(2)),
        lambda: room.send(room.hall.alone_too, TWO),
        lambda: room.hand_in(room.hall.scribe, THREE),
    ):
        with pytest.raises(NotAllowed, match="not open for answers"):
            do()
    assert room.own(room.hall.alone, ONE) is None
    assert room.hall.rows(ballot) == []


def test_whoever_has_left_the_workshop_answers_no_more(room):
    room.hall.write(seats.leave, room.hall.alone)

    with pytest.raises(NotFound, match="has left"):
        room.change(room.hall.alone, ONE, answers={"a": 1})


def test_nothing_can_be_sent_that_was_not_begun(room):
    with pytest.raises(NotFound, match="Answer a statement first"):
        room.send(room.hall.alone, ONE)


# ---- One answer each ----


def test_in_ten_thousand_tries_nobody_answers_twice_and_no_table_more_than_sit_there(
    room,
):
    """Double sends, second secrets, both devices of a table, in any order.

    The tries are made inside few transactions: what a try is refused for does not
    depend on the disk. PostgreSQL, where a question costs more, is asked less often.
    """
    hall, chance = room.hall, random.Random(36)
    devices = [hall.scribe, hall.second, hall.other, hall.alone, hall.alone_too]
    people = {hall.scribe.group_id: 4, hall.other.group_id: 2}
    tries = TRIES if hall.engine.dialect.name == "sqlite" else TRIES // 10
    owned = {each.seat_id: secret(100 + n) for n, each in enumerate(devices)}
    extra = itertools.count(1000)
    refused = done = 0
    for _batch in range(10):
        with transaction(hall.engine) as connection:
            for _try in range(tries // 10):
                who = chance.choice(devices)
                new = chance.random() < 0.1
                key = secret(next(extra)) if new else owned[who.seat_id]
                try:
                    if new or chance.random() < 0.02:
                        ballots.change(connection, who, key, room.seals, _unchanged)
                    ballots.send(connection, who, key)
                    done += 1
                    owned[who.seat_id] = key
                except (NotAllowed, NotFound):
                    refused += 1

    assert sent(room) == sum(people.values()) + 2
    counted = {row["place_id"]: row["sheets"] for row in hall.rows(answered)}
    alone = {hall.alone.seat_id: 1, hall.alone_too.seat_id: 1}
    assert counted == {**people, **alone}
    assert done + refused == tries
    assert refused > tries / 20, "hardly anybody tried a second sheet"
    assert done - sent(room) > tries / 4, "hardly any sheet was sent twice"
    assert all(left(room, each) == 0 for each in devices)


def _unchanged(sheet):
    return sheet


def test_two_devices_of_a_table_that_send_at_once_send_no_more_than_sit_there(room):
    hall = room.hall
    with transaction(hall.engine) as connection:
        last = [
            joining.join_table(connection, hall.workshop_id, hall.other.group_id)[0]
            for _ in range(6)
        ]
    for n, viewer in enumerate(last):
        room.change(viewer, secret(n), answers=same(n % 5))
    refusals = []

    def send(number):
        try:
            room.send(last[number], secret(number))
        except NotAllowed:
            refusals.append(number)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sent(room) == 2
    assert len(refusals) == 4


def test_sending_again_does_nothing(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    before = room.hall.rows(ballot), room.hall.rows(answered)
    room.send(room.hall.alone, ONE)

    assert (room.hall.rows(ballot), room.hall.rows(answered)) == before


def test_who_has_answered_begins_no_second_sheet(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))

    with pytest.raises(NotAllowed, match="has answered"):
        room.change(room.hall.alone, TWO, answers=same(1))
    assert left(room, room.hall.alone) == 0
    assert left(room, room.hall.alone_too) == 1


def test_two_sheets_begun_before_either_is_sent_give_one_answer(room):
    alone = room.hall.alone
    room.change(alone, ONE, answers=same(1))
    room.change(alone, TWO, answers=same(2))
    room.send(alone, ONE)

    with pytest.raises(NotAllowed, match="has answered"):
        room.send(alone, TWO)
    assert sent(room) == 1


def test_a_table_sends_a_sheet_for_each_person_from_whichever_device(room):
    hall = room.hall
    for n, viewer in enumerate([hall.scribe, hall.second, hall.scribe, hall.second]):
        assert left(room, viewer) == 4 - n
        room.hand_in(viewer, secret(n), answers=same(n))

    for viewer in (hall.scribe, hall.second):
        with pytest.raises(NotAllowed, match="has answered"):
            room.hand_in(viewer, secret(9))
    assert sent(room) == 4
    assert left(room, hall.other) == 2


@pytest.mark.parametrize("form", list(Form))
def test_no_more_answer_a_form_than_were_invited(room, form):
    invited = {"employees": 0, "leaders": 0}
    room.lead(rounds.set_invited, **{**invited, f"{form}s": 1})
    room.hand_in(room.hall.alone, ONE, form=form)

    room.change(room.hall.alone_too, TWO, form=form)
    with pytest.raises(NotAllowed, match="As many have answered as were invited"):
        room.send(room.hall.alone_too, TWO)
    other = next(each for each in Form if each is not form)
    room.hand_in(room.hall.scribe, THREE, form=other)
    room.lead(rounds.set_invited, **{**invited, f"{form}s": 2})
    room.send(room.hall.alone_too, TWO)
    assert sent(room) == 3


# ---- At the same moment ----


def test_a_change_and_a_send_at_the_same_moment_lose_neither(room):
    """The send comes after the sheet was read and before it is written."""
    alone, engine = room.hall.alone, room.hall.engine
    room.change(alone, ONE, answers={"a": 1})

    def change(connection, meanwhile):
        def do(sheet):
            meanwhile()
            return replace(sheet, answers={"a": 3})

        ballots.change(connection, alone, ONE, room.seals, do)

    assert beside(engine, change, lambda: room.send(alone, ONE)) == []
    assert room.own(alone, ONE) == Sheet(answers={"a": 3}, sent=True)
    assert sent(room) == 1


def test_the_first_answer_locks_the_threshold_even_at_the_same_moment(room):
    alone, engine = room.hall.alone, room.hall.engine

    def answer(connection, meanwhile):
        ballots.change(connection, alone, ONE, room.seals, _unchanged)
        meanwhile()

    faults = beside(engine, answer, lambda: room.lead(rounds.set_threshold, 4))

    assert [type(each) for each in faults] == [NotAllowed]
    assert room.round().threshold == limits.DEFAULT_THRESHOLD


def test_an_answer_under_way_while_the_round_is_closed_leaves_no_ballot_behind(room):
    alone, engine = room.hall.alone, room.hall.engine
    room.hand_in(room.hall.alone_too, TWO, answers=same(1))

    def answer(connection, meanwhile):
        def do(sheet):
            meanwhile()
            return sheet

        ballots.change(connection, alone, ONE, room.seals, do)

    assert beside(engine, answer, room.close) == []
    assert room.hall.rows(ballot) == []
    assert room.hall.rows(answered) == []


# ---- Secrets ----


FORGED = [
    "",
    "short",
    "0" * 31,
    "0" * 65,
    "G" * 32,
    "A" * 32,
    " " + "0" * 32,
    "0" * 32 + "\n",
    "\uff10" * 32,
    None,
    1,
    10**40,
    True,
    ["0" * 32],
    {"a": 1},
    b"0" * 32,
    "' OR 1=1 --" + "0" * 32,
]


@pytest.mark.parametrize("forged", FORGED, ids=lambda each: repr(each)[:20])
def test_what_is_no_secret_is_refused_and_writes_nothing(room, forged):
    for ask in (room.own, room.change, room.send):
        with pytest.raises(InputError, match="not understood"):
            ask(room.hall.alone, forged)
    assert room.hall.rows(ballot) == []


def test_a_strangers_secret_opens_nothing(room):
    room.change(room.hall.alone, ONE, answers={"a": 1}, comment="Mine")

    for guess in (secret(n) for n in range(2, 200)):
        assert room.own(room.hall.alone_too, guess) is None


def test_the_secret_of_another_workshop_opens_nothing_here_and_breaks_nothing_there(
    room, elsewhere, keys
):
    theirs = Answering(elsewhere, keys)
    theirs.open()
    theirs.hand_in(elsewhere.alone, ONE, answers=same(4))

    assert room.own(room.hall.alone, ONE) is None
    with pytest.raises(NotFound):
        room.send(room.hall.alone, ONE)
    room.change(room.hall.alone, ONE, answers=same(0))

    assert theirs.own(elsewhere.alone, ONE) == Sheet(answers=same(4), sent=True)
    assert theirs.close().employees.answered == 1
    assert room.own(room.hall.alone, ONE) == Sheet(answers=same(0))


def test_the_store_holds_no_secret(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))

    assert ONE not in str(room.hall.everything())


@pytest.mark.parametrize("who", ["facilitator", "projector"])
def test_whoever_does_not_answer_opens_no_sheet_even_with_its_secret(room, who):
    room.change(room.hall.alone, ONE, answers={"a": 1})
    viewer = room.hall.everybody[who]

    for ask in (room.own, room.change, room.send):
        with pytest.raises(NotAllowed, match="not open to your role"):
            ask(viewer, ONE)
    with pytest.raises(NotAllowed):
        room.hall.read(ballots.left, viewer)


@pytest.mark.parametrize("who", ["scribe", "alone", "projector"])
def test_only_the_facilitator_counts_what_is_begun_and_takes_the_ballots_out(room, who):
    room.change(room.hall.alone, ONE, answers={"a": 1})
    room.hand_in(room.hall.alone_too, TWO)

    assert room.hall.read(ballots.begun, room.hall.facilitator) == 1
    viewer = room.hall.everybody[who]
    with pytest.raises(NotAllowed):
        room.hall.read(ballots.begun, viewer)
    with pytest.raises(NotAllowed):
        room.keep(ballots.take_out, viewer, room.seals)
    assert len(room.hall.rows(ballot)) == 2


# ---- The key of the seal ----


def test_without_the_key_nothing_is_answered_read_or_counted_and_a_sentence_says_why(
    room, tmp_path
):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    moved = Answering(room.hall, Seals(tmp_path / "another machine"))

    for do in (
        lambda: moved.own(room.hall.alone, ONE),
        lambda: moved.change(room.hall.alone, ONE, answers=same(2)),
        lambda: moved.change(room.hall.alone_too, TWO, answers=same(2)),
        moved.close,
    ):
        with pytest.raises(StoreError, match="Open the workshop on the machine where"):
            do()
    assert room.own(room.hall.alone, ONE).answers == same(1)
    assert room.close().employees.answered == 1


# ---- Taking the ballots out ----


def test_what_was_begun_and_not_sent_is_not_counted_and_goes_too(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    room.change(room.hall.alone_too, TWO, answers=same(1), comment="Not sent")

    assert room.close().employees.answered == 1
    assert room.hall.rows(ballot) == room.hall.rows(answered) == []


def test_ballots_come_out_in_an_order_that_says_nothing_of_who_sent_first(room):
    room.crowd([{"comment": f"{n:02}"} for n in range(12)])
    room.change(room.hall.alone, ONE, comment="not sent")
    found = room.keep(ballots.take_out, room.hall.facilitator, room.seals)
    order = [each.comment for each in found]

    assert len(order) == 12
    assert order not in (sorted(order), sorted(order, reverse=True))


def test_a_closing_that_fails_half_way_loses_nothing(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    before = {name: room.hall.rows(table) for name, table in (("b", ballot),)}

    class Crash(Exception):
        pass

    def crash(connection, viewer):
        room.closing(connection, viewer)
        raise Crash

    with pytest.raises(Crash):
        room.lead(crash)
    assert {"b": room.hall.rows(ballot)} == before
    assert len(room.hall.rows(answered)) == 1
    assert room.seals.exists(room.hall.workshop_id)
    assert room.round().publication is None
    assert room.close().employees.answered == 1


def test_a_key_that_outlived_its_round_is_tidied_at_the_next_start(
    room, elsewhere, keys
):
    theirs = Answering(elsewhere, keys)
    theirs.open()
    room.lead(room.closing)  # and the machine stops before the key is destroyed
    assert keys.exists(room.hall.workshop_id)

    keys.tidy(room.hall.read(rounds.closed_ids))

    assert not keys.exists(room.hall.workshop_id)
    assert keys.exists(elsewhere.workshop_id), "theirs is still open"


def test_the_ballots_of_another_workshop_stay_where_they_are(room, elsewhere, keys):
    theirs = Answering(elsewhere, keys)
    theirs.open()
    theirs.hand_in(elsewhere.alone, TWO, answers=same(1))
    room.hand_in(room.hall.alone, ONE, answers=same(1))

    room.close()

    assert [row["workshop_id"] for row in elsewhere.rows(ballot)] == [
        elsewhere.workshop_id
    ]
    assert len(elsewhere.rows(answered)) == 1
    assert theirs.close().employees.answered == 1


def test_a_deleted_workshop_leaves_no_ballot(room):
    room.hand_in(room.hall.alone, ONE, answers=same(1))
    with transaction(room.hall.engine) as connection:
        connection.execute(tables.workshop.delete())

    assert room.hall.rows(ballot) == room.hall.rows(answered) == []


def test_an_answer_is_news_to_nobody_but_its_number_to_the_facilitator(room):
    phone = room.hall.alone_too

    def news():
        with transaction(room.hall.engine) as connection:
            seat = connection.execute(select(tables.seat.c.id, tables.seat.c.news))
            table = connection.execute(select(tables.group.c.id, tables.group.c.news))
            return sorted(seat.all()), sorted(table.all())

    before = news()
    room.hand_in(phone, ONE, answers=same(1))
    room.hand_in(room.hall.scribe, TWO, answers=same(1))
    assert news() == before


def test_what_a_ballot_holds_is_sealed_json_without_more_than_the_sheet(room, keys):
    room.hand_in(room.hall.alone, ONE, answers=same(1), comment="Mine")
    row = room.hall.rows(ballot)[0]
    opened = json.loads(
        keys.open(row["workshop_id"], row["sealed"], bound_to=row["key_hash"])
    )

    assert set(opened) == {"form", "unit_id", "answers", "comment", "show_own"}
