from datetime import UTC, datetime, timedelta

import pytest

from musworkshop.model.workshop import VoteState, Workshop
from musworkshop.rules.clock import expected_end, left_s
from tests.store.hall import concept

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def workshop(*, started=NOON, left=600.0, step="welcome"):
    return Workshop(
        id="w",
        room_code="",
        language="en",
        concept_json="",
        created_at=NOON,
        join_key="",
        code_expires_at=NOON,
        revision=1,
        step_id=step,
        clock_started_at=started,
        clock_left_s=left,
        clock_total_s=600.0,
        cards_shown=False,
        vote_state=VoteState.CLOSED,
        votes_per_person=3,
        voted=0,
        focus_theme_id=None,
        projector_page=0,
    )


@pytest.mark.parametrize(
    ("passed_s", "left"), [(0, 600), (0.5, 599.5), (599, 1), (600, 0), (9999, 0)]
)
def test_a_running_clock_counts_down_to_nothing_and_no_further(passed_s, left):
    at = NOON + timedelta(seconds=passed_s)

    assert left_s(workshop(), at=at) == left


def test_a_clock_at_rest_keeps_what_was_left():
    later = NOON + timedelta(days=1)

    assert left_s(workshop(started=None, left=42.5), at=later) == 42.5


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=20_000)])
def test_a_machine_whose_clock_jumps_back_gives_nobody_more_time(back):
    assert left_s(workshop(), at=NOON - back) == 600


def test_summer_time_does_not_move_the_countdown():
    begun = datetime.fromisoformat("2026-10-25T02:59:00+02:00")
    now = datetime.fromisoformat("2026-10-25T02:01:00+01:00")

    assert left_s(workshop(started=begun), at=now) == 600 - 120


def test_the_day_ends_when_this_step_and_those_to_come_have_had_their_minutes():
    steps = concept().steps
    later = sum(step.minutes for step in steps[1:])

    assert expected_end(workshop(), concept(), at=NOON) == NOON + timedelta(
        minutes=10 + later
    )


def test_during_the_last_step_the_day_ends_with_its_clock():
    last = concept().steps[-1].id

    ends = expected_end(workshop(step=last, left=90.0), concept(), at=NOON)
    assert ends == NOON + timedelta(seconds=90)


def test_a_step_that_runs_over_moves_the_end_along():
    at = NOON + timedelta(minutes=25)
    later = sum(step.minutes for step in concept().steps[1:])

    assert expected_end(workshop(), concept(), at=at) == at + timedelta(minutes=later)
