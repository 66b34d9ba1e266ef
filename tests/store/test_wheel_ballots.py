from functools import partial

import pytest

from musworkshop.errors import NotAllowed
from musworkshop.model.pair import (
    CompetenceCount,
    LevelCount,
    Side,
    WheelPicture,
)
from musworkshop.store import pair_agreed, wheel_ballots
from musworkshop.store.connect import transaction
from musworkshop.store.pair_tables import picture, wheel_ballot
from musworkshop.store.seal import Seals
from tests.store.pairing import EMPLOYEE, LEADER, Pairing, at_once
from tests.store.test_ballots import beside

PICTURE = WheelPicture(
    counted_on="2026-11-22",
    threshold=5,
    wheels=6,
    competences=(
        CompetenceCount(
            competence_id="a", n=6, parts=(LevelCount(first=0, last=1, count=6),)
        ),
        CompetenceCount(competence_id="b"),
    ),
)


@pytest.fixture
def keys(tmp_path):
    return Seals(tmp_path / "keys")


@pytest.fixture
def room(hall):
    return Pairing(hall)


def agree(room, device, keys, on=True):
    """Agree as a pair's page does: in one transaction."""

    def do(connection, viewer, secret):
        ballot, layer = pair_agreed.agree(connection, viewer, secret, on)
        ratings = None if layer is None else layer.ratings
        wheel_ballots.leave(connection, viewer, ballot, ratings, keys)

    room.keep(do, device)


def agreed(room, keys, **levels):
    """Let two rate, show each other the wheels and agree to be counted."""
    two = room.two()
    room.rate(two[EMPLOYEE], **levels)
    room.rate(two[LEADER], leaders="strong")
    for device in two.values():
        room.ready(device)
    for device in two.values():
        agree(room, device, keys)
    return two


def waiting(room):
    return room.hall.read(wheel_ballots.waiting, room.hall.facilitator)


def counting(connection, viewer, keys, counted=PICTURE):
    """All of counting that stands in one transaction."""
    found = wheel_ballots.take_out(connection, viewer, keys)
    wheel_ballots.keep(connection, viewer, counted)
    return found


def count(room, keys):
    return room.lead(partial(counting, keys=keys))


# ---- Leaving a wheel to be counted ----


def test_a_wheel_waits_once_both_have_agreed_and_not_before(room, keys):
    two = room.two()
    room.reveal(*two.values())

    agree(room, two[LEADER], keys)
    assert waiting(room) == 0
    agree(room, two[EMPLOYEE], keys)
    assert waiting(room) == 1
    agree(room, two[EMPLOYEE], keys)
    assert waiting(room) == 1


@pytest.mark.parametrize("who", list(Side))
def test_either_of_the_two_takes_the_wheel_back_and_it_can_be_left_again(
    room, keys, who
):
    two = agreed(room, keys, a="strong")
    agreed(room, keys, a="focus")

    agree(room, two[who], keys, False)
    assert waiting(room) == 1
    agree(room, two[who], keys)
    assert waiting(room) == 2


def test_what_is_counted_is_what_the_employees_have_rated(room, keys):
    for n in range(4):
        agreed(room, keys, a="strong", b=f"level{n}")

    found = sorted(count(room, keys), key=str)
    assert found == [{"a": "strong", "b": f"level{n}"} for n in range(4)]


def test_one_who_agrees_while_the_other_takes_it_back_leaves_what_both_say(room, keys):
    for _turn in range(4):
        two = agreed(room, keys, a="strong")
        agree(room, two[EMPLOYEE], keys, False)
        before = waiting(room)
        at_once(
            partial(agree, room, two[EMPLOYEE], keys),
            partial(agree, room, two[LEADER], keys, False),
        )

        both = room.view(two[LEADER]).agreed == set(Side)
        assert waiting(room) == before + both


# ---- Whose it is ----


def test_what_waits_does_not_say_whose_it_is(room, keys):
    two = agreed(room, keys, a="strong")
    agreed(room, keys, **{f"competence{n}": "focus" for n in range(20)})
    rows = room.hall.rows(wheel_ballot)

    assert {tuple(row) for row in rows} == {("key_hash", "workshop_id", "sealed")}
    assert len({len(row["sealed"]) for row in rows}) == 1
    held = str(rows)
    for word in ("strong", "focus", "competence", two[EMPLOYEE].viewer.pair_id):
        assert word not in held
    others = {k: v for k, v in room.hall.everything().items() if k != "wheel_ballot"}
    for row in rows:
        assert row["key_hash"] not in str(others)


def test_a_wheel_whose_key_is_gone_is_left_out_and_hinders_no_other(
    room, keys, tmp_path
):
    agreed(room, Seals(tmp_path / "another machine"), a="strong")
    agreed(room, keys, a="good")

    assert waiting(room) == 2
    assert count(room, keys) == [{"a": "good"}]


def test_wheels_come_out_in_an_order_that_says_nothing_of_who_left_them_first(
    room, keys
):
    for n in range(12):
        agreed(room, keys, a=f"{n:02}")

    found = [each["a"] for each in count(room, keys)]
    assert sorted(found) == [f"{n:02}" for n in range(12)]
    assert found != sorted(found)


@pytest.mark.parametrize("who", ["projector", "scribe", "alone", "a pair"])
def test_only_the_facilitator_counts(room, keys, who):
    two = agreed(room, keys, a="strong")
    viewer = two[LEADER].viewer if who == "a pair" else room.hall.everybody[who]

    with pytest.raises(NotAllowed):
        room.hall.read(wheel_ballots.waiting, viewer)
    for do, args in (
        (wheel_ballots.take_out, (keys,)),
        (wheel_ballots.keep, (PICTURE,)),
    ):
        with pytest.raises(NotAllowed), transaction(room.hall.engine) as connection:
            do(connection, viewer, *args)
    assert waiting(room) == 1


@pytest.mark.parametrize("who", ["facilitator", "projector", "scribe", "alone"])
def test_only_the_two_leave_a_wheel_to_be_counted(room, keys, who):
    viewer = room.hall.everybody[who]
    with pytest.raises(NotAllowed), transaction(room.hall.engine) as connection:
        wheel_ballots.leave(connection, viewer, "ballot", {"a": "strong"}, keys)
    assert waiting(room) == 0


def test_another_workshops_wheels_are_neither_counted_nor_deleted(
    room, elsewhere, keys
):
    there = Pairing(elsewhere)
    agreed(room, keys, a="strong")
    agreed(there, keys, a="focus")

    assert waiting(room) == waiting(there) == 1
    assert count(room, keys) == [{"a": "strong"}]
    assert waiting(there) == 1
    assert count(there, keys) == [{"a": "focus"}]


def test_the_same_secret_in_another_workshop_is_another_wheel(room, elsewhere, keys):
    for each in (room, Pairing(elsewhere)):
        device = each.two()[LEADER]

        def leave(connection, viewer, _secret):
            wheel_ballots.leave(connection, viewer, "ballot", {"a": "x"}, keys)

        each.keep(leave, device)
    assert len(room.hall.rows(wheel_ballot)) == 2


# ---- Counting ----


def test_the_picture_is_kept_as_it_was_counted(room, elsewhere, keys):
    assert room.hall.read(wheel_ballots.of_workshop, room.hall.workshop_id) is None
    agreed(room, keys, a="strong")
    count(room, keys)

    found = room.hall.read(wheel_ballots.of_workshop, room.hall.workshop_id)
    assert found == PICTURE
    assert room.hall.read(wheel_ballots.of_workshop, elsewhere.workshop_id) is None


def test_wheels_are_counted_once(room, keys):
    two = agreed(room, keys, a="strong")
    count(room, keys)

    with pytest.raises(NotAllowed, match="counted already"):
        count(room, keys)
    for on in (True, False):
        with pytest.raises(NotAllowed, match="counted already"):
            agree(room, two[EMPLOYEE], keys, on)
    assert len(room.hall.rows(picture)) == 1
    assert room.view(two[LEADER]).agreed == set(Side), "nor is it said otherwise"


def test_nothing_is_left_of_the_single_wheels_once_they_are_counted(room, keys):
    agreed(room, keys, a="strong")
    before = room.hall.rows(wheel_ballot)
    count(room, keys)

    assert waiting(room) == 0
    held = str(room.hall.everything())
    assert [row for row in before if row["key_hash"] in held] == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_nothing_of_them_is_left_in_the_file_or_its_log_either(
    room, keys, store_folder
):
    agreed(room, keys, a="strong")
    before = room.hall.rows(wheel_ballot)
    assert before[0]["sealed"][:32] in store_folder()
    count(room, keys)

    for row in before:
        assert row["sealed"][:32] not in store_folder()
        assert row["key_hash"].encode() not in store_folder()


def test_a_wheel_left_while_they_are_counted_is_counted_or_refused_and_never_stays(
    room, keys
):
    two = room.two()
    room.reveal(*two.values())
    agree(room, two[LEADER], keys)
    agreed(room, keys, a="strong")

    def leave(connection, meanwhile):
        device = two[EMPLOYEE]
        ballot, layer = pair_agreed.agree(
            connection, device.viewer, device.secret, True
        )
        wheel_ballots.leave(connection, device.viewer, ballot, layer.ratings, keys)
        meanwhile()

    found = []
    faults = beside(room.hall.engine, leave, lambda: found.extend(count(room, keys)))
    assert faults == []
    assert len(found) == 2
    assert room.hall.rows(wheel_ballot) == []


def test_a_wheel_left_after_the_counting_began_is_refused(room, keys):
    two = agreed(room, keys, a="strong")
    faults = beside(
        room.hall.engine,
        lambda connection, meanwhile: (
            counting(connection, room.hall.facilitator, keys),
            meanwhile(),
        ),
        lambda: agree(room, two[EMPLOYEE], keys, False),
    )

    assert [type(each) for each in faults] == [NotAllowed]
    assert room.hall.rows(wheel_ballot) == []
