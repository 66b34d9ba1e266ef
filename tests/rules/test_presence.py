from datetime import UTC, datetime, timedelta

import pytest

from musworkshop.model.roles import Role
from musworkshop.model.workshop import Group, Seat
from musworkshop.rules.presence import AWAY_AFTER, Status, presence

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def seat(name, *, role=Role.GROUP, group="oak", ready=None, ago_s=0.0):
    return Seat(
        id=name,
        workshop_id="w",
        role=role,
        group_id=group,
        language=None,
        view_step_id=None,
        ready_step_id=ready,
        seen_at=NOON - timedelta(seconds=ago_s),
    )


def alone(name, **about):
    return seat(name, role=Role.PARTICIPANT, group=None, **about)


def group(name, position=1):
    return Group(
        id=name,
        position=position,
        name=name,
        function="",
        people=3,
        scribe_seat_id=None,
    )


OAK = group("oak")


def look(*seats, groups=(OAK,), step="gather", at=NOON):
    return presence(tuple(seats), tuple(groups), step_id=step, at=at)


def test_a_table_writes_while_one_of_its_devices_is_here():
    found = look(seat("a"), seat("b", ago_s=9999))

    assert found.tables == {"oak": Status.BUSY}


def test_a_table_is_ready_when_one_of_its_devices_says_so():
    found = look(seat("a"), seat("b", ready="gather"))

    assert found.tables == {"oak": Status.READY}
    assert found.ready == 1


def test_ready_with_another_step_is_not_ready_with_this_one():
    found = look(seat("a", ready="strategy"), alone("b", ready="strategy"))

    assert found.tables == {"oak": Status.BUSY}
    assert found.ready == 0


def test_a_table_is_away_when_all_its_devices_are():
    found = look(seat("a", ago_s=9999), seat("b", ago_s=9999))

    assert found.tables == {"oak": Status.AWAY}


def test_a_table_without_a_device_is_away():
    assert look().tables == {"oak": Status.AWAY}


@pytest.mark.parametrize(
    ("ago_s", "here"),
    [
        (AWAY_AFTER.total_seconds() - 0.1, True),
        (AWAY_AFTER.total_seconds(), False),
        (-3600, True),  # the machine's clock went back
    ],
)
def test_a_device_is_here_until_it_has_been_silent_for_a_while(ago_s, here):
    found = look(alone("a", ago_s=ago_s), groups=())

    assert found.alone == int(here)
    assert found.devices == int(here)


def test_people_alone_are_counted_with_those_who_are_ready():
    found = look(
        alone("a", ready="gather"),
        alone("b"),
        alone("c", ready="gather", ago_s=9999),
        groups=(),
    )

    assert (found.alone, found.alone_ready) == (2, 1)


def test_all_are_those_at_tables_and_those_alone():
    found = look(
        seat("a", ready="gather"),
        seat("b", group="ash"),
        alone("c", ready="gather"),
        groups=(group("oak"), group("ash", 2)),
    )

    assert (found.ready, found.expected) == (2, 3)


def test_the_facilitator_and_the_projector_are_not_among_the_devices():
    found = look(
        seat("a"),
        seat("f", role=Role.FACILITATOR, group=None),
        seat("p", role=Role.PROJECTOR, group=None),
    )

    assert found.devices == 1
    assert found.alone == 0


def test_presence_names_no_device():
    found = look(seat("device-a"), alone("device-b"))

    assert "device" not in str(
        [found.tables, found.alone, found.alone_ready, found.devices]
    )
