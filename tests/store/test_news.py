"""Who sees a change hears of it; who does not is left alone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from musworkshop.errors import NotFound
from musworkshop.model.pair import Way
from musworkshop.model.permissions import HEARD, Action
from musworkshop.model.roles import IN_THE_ROOM, Role
from musworkshop.pages.room import read_room
from musworkshop.store import (
    cards,
    joining,
    news,
    pair_agreed,
    pair_work,
    pairs,
    seats,
    votes,
    wheel_ballots,
    workshops,
)
from musworkshop.store.news import Ear
from musworkshop.store.seal import Seals
from tests.store.pairing import EMPLOYEE, LEADER, Pairing
from tests.store.writes import WRITES, viewers

IDS = [f"{write.name}-{write.action}" for write in WRITES]


def shown(hall, viewer, thing=None):
    """Return what a viewer's page shows of the room, without what only times change."""
    if viewer.role is Role.PAIR:
        secrets = {device.viewer: device.secret for device in thing.two.values()}
        return hall.read(pair_work.view, viewer, secrets[viewer])
    try:
        room = hall.read(read_room, viewer)
    except NotFound:
        return None
    mine = viewer.group_id
    if viewer.role not in IN_THE_ROOM:
        whose = set(room.seats)
    else:
        whose = {s for s in room.seats if s.group_id == mine or s.id == viewer.seat_id}
    return (
        replace(room.workshop, revision=0),
        {replace(seat, seen_at=room.workshop.created_at) for seat in whose if mine},
        room.group,
        [(group.id, group.name) for group in room.groups],
        room.passages,
        room.cards,
        room.clusters,
        room.candidates,
        room.questions,
        room.sums,
        room.dots,
        room.budget,
        room.voted,
        room.card_counts,
        room.undo,
        room.viewed_step,
        room.language,
        hall.read(wheel_ballots.of_workshop, viewer.workshop_id),
        led(hall, viewer),
    )


def led(hall, viewer):
    """Return what only the facilitator's page shows."""
    if viewer.role is not Role.FACILITATOR:
        return None
    asked = (pairs.statuses, wheel_ballots.waiting)
    return [hall.read(each, viewer) for each in asked]


def heard(hall, viewer):
    return hall.read(news.heard, viewer)


@pytest.mark.parametrize("cards_shown", [False, True])
@pytest.mark.parametrize("write", WRITES, ids=IDS)
def test_whoever_sees_a_change_hears_of_it(hall, thing, write, cards_shown):
    hall.write(workshops.show_cards, hall.facilitator, cards_shown)
    write.before(hall, thing)
    everybody = viewers(hall, thing)
    before = {name: shown(hall, viewer, thing) for name, viewer in everybody.items()}
    numbers = {name: heard(hall, viewer) for name, viewer in everybody.items()}

    write.call(hall, everybody[write.who], thing)

    deaf = [
        name
        for name, viewer in everybody.items()
        if shown(hall, viewer, thing) != before[name]
        and heard(hall, viewer) == numbers[name]
    ]
    assert deaf == []


def test_every_action_says_who_hears_of_it():
    assert set(HEARD) == set(Action)


def listening(hall):
    """Return the names of those who have news since it was called."""
    numbers = {name: heard(hall, viewer) for name, viewer in hall.everybody.items()}

    def who():
        return {n for n, v in hall.everybody.items() if heard(hall, v) != numbers[n]}

    return who


def test_dots_are_heard_of_at_the_table_and_by_the_leader_only(hall):
    card = hall.card(hall.scribe, "Shared")
    hall.open_voting()
    who = listening(hall)

    hall.write(votes.set_dots, hall.scribe, card, 1)

    assert who() == {"facilitator", "projector", "scribe", "second"}


def test_a_persons_dots_are_heard_of_on_the_own_device_only(hall):
    card = hall.card(hall.scribe, "Shared")
    hall.open_voting()
    who = listening(hall)

    hall.write(votes.set_dots, hall.alone, card, 1)

    assert who() == {"facilitator", "projector", "alone"}


def test_a_card_is_heard_of_in_the_room_once_cards_are_shown(hall):
    who = listening(hall)
    hall.write(cards.add, hall.alone, theme_id="professional", text="First")
    assert who() == {"facilitator", "projector", "alone"}

    hall.write(workshops.show_cards, hall.facilitator, True)
    who = listening(hall)
    hall.write(cards.add, hall.alone, theme_id="professional", text="Second")
    assert who() == set(hall.everybody)


@pytest.mark.parametrize("alone", [True, False])
def test_an_arrival_disturbs_no_phone_but_those_of_its_table(hall, alone):
    who = listening(hall)
    if alone:
        hall.lead(joining.join_alone)
        expected = set()
    else:
        hall.lead(joining.join_table, hall.scribe.group_id)
        expected = {"scribe", "second"}

    assert who() == {"facilitator", "projector"} | expected


def test_a_sign_of_life_is_no_news(hall):
    who = listening(hall)

    hall.lead(lambda c, _w: seats.seen(c, [hall.scribe.seat_id]))

    assert who() == set()


def hearing(hall, devices, do):
    """Return who of the room and of some devices hears of something."""
    everybody = {**hall.everybody, **{key: d.viewer for key, d in devices.items()}}
    numbers = {name: heard(hall, viewer) for name, viewer in everybody.items()}
    do()
    return {n for n, v in everybody.items() if heard(hall, v) != numbers[n]}


def test_what_the_two_write_is_heard_of_by_the_two_and_by_nobody_else(hall):
    room = Pairing(hall)
    two = room.two()
    others = {f"other {side}": device for side, device in room.two().items()}
    hear = partial(hearing, hall, {**two, **others})

    for do in (
        lambda: room.keep(pair_work.choose_way, two[LEADER], Way.BOTH),
        lambda: room.rate(two[EMPLOYEE], a="strong"),
        lambda: room.ready(two[EMPLOYEE]),
        lambda: room.reveal(two[LEADER]),
        lambda: room.focus(two[EMPLOYEE], "a"),
        lambda: room.keep(pair_agreed.agree, two[LEADER], True),
        lambda: room.renew(two[LEADER]),
    ):
        assert hear(do) == {EMPLOYEE, LEADER}


def test_who_has_come_and_how_many_wheels_wait_is_heard_of_by_the_leader_too(
    hall, tmp_path
):
    room, seals = Pairing(hall), Seals(tmp_path)
    made = room.make()
    two = {LEADER: room.open(made.leader)}
    hear = partial(hearing, hall, two)
    told = {"facilitator", "projector", LEADER}

    assert hear(lambda: room.open(made.employee)) == told

    def leave(connection, viewer, _secret):
        wheel_ballots.leave(connection, viewer, "ballot", {"a": "strong"}, seals)

    assert hear(lambda: room.keep(leave, two[LEADER])) == told


def test_a_pairs_ear_hears_what_the_other_one_writes(hall):
    room = Pairing(hall)
    two, others = room.two(), room.two()
    ear = Ear(hall.engine, two[LEADER].viewer)
    try:
        first = ear.listen()
        assert first == heard(hall, two[LEADER].viewer) > 0
        room.rate(others[EMPLOYEE], a="strong")
        hall.card(hall.scribe, "Of the room")
        assert ear.listen() == first
        room.rate(two[EMPLOYEE], a="strong")
        assert ear.listen() > first
    finally:
        ear.close()


def test_of_what_is_gone_nothing_is_heard(hall):
    assert heard(hall, replace(hall.alone, seat_id="nobody")) == 0
    assert heard(hall, replace(hall.facilitator, workshop_id="nowhere")) == 0
    pair = Pairing(hall).two()[LEADER].viewer
    assert heard(hall, replace(pair, seat_id="nobody")) == 0


def test_an_ear_hears_what_is_written_at_its_table(hall):
    ear = Ear(hall.engine, hall.scribe)
    try:
        first = ear.listen()
        assert first == heard(hall, hall.scribe)
        assert ear.listen() == first

        hall.card(hall.other, "Not at this table")
        assert ear.listen() == first
        hall.card(hall.second, "At this table")

        assert ear.listen() == heard(hall, hall.scribe) > first
    finally:
        ear.close()


@pytest.mark.parametrize("who", ["facilitator", "projector", "alone"])
def test_an_ear_hears_as_its_seat_does(hall, who):
    ear = Ear(hall.engine, hall.everybody[who])
    try:
        hall.card(hall.scribe, "Written")
        assert ear.listen() == heard(hall, hall.everybody[who])
    finally:
        ear.close()


@pytest.mark.parametrize("database", ["sqlite"])
def test_an_ear_reads_no_table_while_nobody_writes(hall):
    ear = Ear(hall.engine, hall.scribe)
    asked = []
    try:
        first = ear.listen()
        ear._line.set_trace_callback(asked.append)
        assert ear.listen() == first
    finally:
        ear.close()

    assert asked == ["PRAGMA data_version"]
