import threading
from datetime import timedelta

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.roles import Role
from musworkshop.store import joining, seats, tables, workshops
from musworkshop.store.connect import reading, transaction
from musworkshop.store.values import now, stamp

HERE = "192.168.1.20"


def knock(hall, code, *, at=None, address=HERE, join_key=""):
    return joining.knock(hall.engine, code, address=address, at=at, join_key=join_key)


def fail(hall, times, *, at, address=HERE):
    for _ in range(times):
        with pytest.raises(NotFound):
            knock(hall, "00000000", at=at, address=address)


def test_the_right_code_opens_the_room(hall):
    assert knock(hall, hall.keys.room_code) == hall.workshop_id


def test_a_code_may_be_typed_with_spaces_small_letters_and_misread_signs(hall):
    with transaction(hall.engine) as connection:
        connection.execute(
            tables.workshop.update()
            .where(tables.workshop.c.id == hall.workshop_id)
            .values(room_code="K0QF1M9V")
        )

    assert knock(hall, " koqf-lm9u ") == hall.workshop_id


def sentence_for(hall, code):
    with pytest.raises(NotFound) as refused:
        knock(hall, code)
    return str(refused.value)


def test_a_wrong_code_and_an_expired_one_get_the_same_sentence(hall):
    wrong = sentence_for(hall, "00000000")
    with transaction(hall.engine) as connection:
        connection.execute(
            tables.workshop.update().values(
                code_expires_at=stamp(now() - timedelta(seconds=1))
            )
        )

    assert sentence_for(hall, hall.keys.room_code) == wrong


@pytest.mark.parametrize("code", ["", " ", "\x00", "\ud800", "æøå", "x" * 100_000])
def test_nonsense_gets_the_sentence_of_a_wrong_code(hall, code):
    assert sentence_for(hall, code) == joining.wrong_code()


def test_the_eleventh_try_within_a_minute_is_refused_even_with_the_right_code(hall):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)

    with pytest.raises(NotAllowed, match="many wrong codes"):
        knock(hall, hall.keys.room_code, at=moment)


def test_the_count_of_failures_is_kept_although_each_try_is_refused(hall):
    moment = now()
    fail(hall, 3, at=moment)

    assert len(hall.rows(tables.join_failure)) == 3


def test_after_a_minute_the_address_may_try_again(hall):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)

    later = moment + timedelta(seconds=61)
    assert knock(hall, hall.keys.room_code, at=later) == hall.workshop_id


def test_guesses_at_the_same_moment_are_counted_one_after_another(hall):
    moment, start = now(), threading.Barrier(15)
    answers = []

    def guess():
        start.wait()
        try:
            knock(hall, "00000000", at=moment)
        except (NotFound, NotAllowed) as refusal:
            answers.append(type(refusal))

    threads = [threading.Thread(target=guess) for _ in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(NotFound) == joining.FAILURES_PER_MINUTE
    assert answers.count(NotAllowed) == 5


def test_refused_tries_do_not_lengthen_the_wait(hall):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            knock(hall, "00000000", at=moment + timedelta(seconds=30))

    assert len(hall.rows(tables.join_failure)) == joining.FAILURES_PER_MINUTE


def test_other_addresses_are_not_slowed_by_one_that_guesses(hall):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)

    found = knock(hall, hall.keys.room_code, at=moment, address="192.168.1.21")
    assert found == hall.workshop_id


def test_a_scanned_code_opens_the_room_whatever_was_typed_from_there(hall):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)

    found = knock(hall, hall.keys.room_code, at=moment, join_key=hall.keys.join_key)
    assert found == hall.workshop_id


def test_another_rooms_scan_does_not_lift_the_limit(hall, elsewhere):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment)

    with pytest.raises(NotAllowed):
        knock(hall, hall.keys.room_code, at=moment, join_key=elsewhere.keys.join_key)


def test_right_codes_are_never_counted(hall):
    moment = now()
    for _ in range(200):
        knock(hall, hall.keys.room_code, at=moment)

    assert hall.rows(tables.join_failure) == []


def test_an_address_is_kept_only_as_a_salted_hash_and_for_an_hour(hall):
    moment = now()
    fail(hall, 2, at=moment)
    assert HERE not in str(hall.everything())

    knock(hall, hall.keys.room_code, at=moment + timedelta(hours=1, seconds=1))

    assert hall.rows(tables.join_failure) == []


@pytest.mark.parametrize(
    ("one", "same", "another"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ("::ffff:10.0.0.1", "10.0.0.1", "10.0.0.2"),
    ],
)
def test_an_address_that_one_visitor_can_choose_freely_is_counted_as_one(
    hall, one, same, another
):
    moment = now()
    fail(hall, joining.FAILURES_PER_MINUTE, at=moment, address=one)

    with pytest.raises(NotAllowed):
        knock(hall, "00000000", at=moment, address=same)
    with pytest.raises(NotFound):
        knock(hall, "00000000", at=moment, address=another)


def test_the_first_device_of_a_table_holds_the_pen_and_a_second_does_not(hall):
    groups = hall.read(joining.groups_of, hall.workshop_id)

    assert [group.name for group in groups] == ["Oak", "Birch"]
    assert [group.position for group in groups] == [1, 2]
    assert groups[0].scribe_seat_id == hall.scribe.seat_id
    assert hall.second.group_id == hall.scribe.group_id


def test_a_table_that_nobody_writes_for_gives_the_pen_to_who_comes_next(hall):
    hall.write(seats.leave, hall.other)
    with transaction(hall.engine) as connection:
        newcomer, _token = joining.join_table(
            connection, hall.workshop_id, hall.other.group_id
        )

    groups = hall.read(joining.groups_of, hall.workshop_id)
    assert groups[1].scribe_seat_id == newcomer.seat_id


def test_a_pen_that_lies_at_another_table_stays_there(hall):
    hall.write(seats.leave, hall.other)
    hall.write(seats.leave, hall.scribe)
    hall.write(seats.leave, hall.second)
    with transaction(hall.engine) as connection:
        joining.join_table(connection, hall.workshop_id, hall.other.group_id)

    groups = hall.read(joining.groups_of, hall.workshop_id)
    assert groups[0].scribe_seat_id is None


def join(hall, **about):
    with transaction(hall.engine) as connection:
        return joining.join_group(connection, hall.workshop_id, **about)


@pytest.mark.parametrize("name", ["Oak", " oak ", "OAK"])
def test_a_table_name_is_taken_once(hall, name):
    with pytest.raises(InputError, match="already"):
        join(hall, name=name)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 61])
def test_a_table_needs_a_name_that_fits(hall, name):
    with pytest.raises(InputError):
        join(hall, name=name)


@pytest.mark.parametrize("people", [0, -1, limits.PEOPLE_PER_TABLE + 1, 10**30])
def test_a_table_has_a_number_of_people_that_can_sit_there(hall, people):
    with pytest.raises(InputError, match="how many"):
        join(hall, name="Ash", people=people)


def test_the_hall_has_room_for_a_limited_number_of_tables(hall, monkeypatch):
    monkeypatch.setattr(limits, "GROUPS", 2)

    with pytest.raises(InputError, match="room for no more"):
        join(hall, name="Ash")


def test_nobody_sits_down_at_another_workshops_table(hall, elsewhere):
    with transaction(hall.engine) as connection, pytest.raises(NotFound):
        joining.join_table(connection, hall.workshop_id, elsewhere.scribe.group_id)


@pytest.mark.parametrize(("asked", "kept"), [("en", "en"), ("xx", None), (None, None)])
def test_a_seat_keeps_a_language_that_exists(hall, asked, kept):
    with transaction(hall.engine) as connection:
        viewer, _token = joining.join_alone(
            connection, hall.workshop_id, language=asked
        )

    assert hall.read(seats.get, viewer.seat_id).language == kept


JOINING = {
    "a new table": lambda connection, hall: joining.join_group(
        connection, hall.workshop_id, name="Ash"
    ),
    "a table": lambda connection, hall: joining.join_table(
        connection, hall.workshop_id, hall.other.group_id
    ),
    "alone": lambda connection, hall: joining.join_alone(connection, hall.workshop_id),
    "with a key": lambda connection, hall: joining.open_with_key(
        connection, Role.PROJECTOR, hall.keys.projector_key
    ),
}


@pytest.mark.parametrize("way", list(JOINING))
def test_who_joins_is_news_to_everybody(hall, way):
    before = hall.revision()
    with transaction(hall.engine) as connection:
        JOINING[way](connection, hall)

    assert hall.revision() == before + 1


def test_a_second_visit_finds_the_same_seat(hall):
    for name, viewer in hall.everybody.items():
        assert hall.read(seats.by_token, hall.tokens[name]) == viewer
    assert hall.read(seats.by_token, "another token") is None


def test_a_key_seats_its_role_without_a_table(hall):
    assert hall.facilitator.role is Role.FACILITATOR
    assert hall.projector.role is Role.PROJECTOR
    assert hall.facilitator.group_id is hall.projector.group_id is None


def test_the_salt_of_the_addresses_is_made_once(hall):
    with reading(hall.engine) as connection:
        salts = connection.execute(tables.secret.select()).all()

    assert len(salts) == 1
    assert len(salts[0].value) >= 32


def test_a_workshop_without_people_has_no_tables(hall):
    with transaction(hall.engine) as connection:
        keys = workshops.create(
            connection,
            concept=workshops.concept_of(workshops.get(connection, hall.workshop_id)),
            language="da",
        )

    assert hall.read(joining.groups_of, keys.workshop_id) == ()
