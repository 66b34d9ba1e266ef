from datetime import UTC, datetime, timedelta

import pytest

from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.roles import Role
from musworkshop.model.work import SINGLE
from musworkshop.model.workshop import VoteState
from musworkshop.store import joining, passages, tables, values, workshops
from musworkshop.store.connect import transaction
from musworkshop.store.values import hashed
from tests.store.hall import concept


def test_a_new_workshop_stands_at_its_first_step_with_the_clock_at_rest(hall):
    workshop = hall.workshop()

    first = concept().steps[0]
    assert workshop.step_id == first.id
    assert workshop.clock_started_at is None
    assert workshop.clock_left_s == workshop.clock_total_s == first.minutes * 60
    assert workshop.vote_state is VoteState.CLOSED
    assert not workshop.cards_shown
    assert workshop.revealed == frozenset()


def test_a_new_workshop_has_each_single_text_once_and_empty(hall):
    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())

    assert sorted(each.kind for each in found) == sorted(SINGLE)
    assert {each.text for each in found} == {""}


def test_the_concept_is_kept_as_it_was_when_the_workshop_began(hall):
    assert workshops.concept_of(hall.workshop()) == concept()


def test_a_room_code_is_eight_characters_that_can_be_read_aloud(hall):
    code = hall.workshop().room_code

    assert len(code) == values.CODE_CHARACTERS
    assert set(code) <= set(values.CODE_ALPHABET)


def test_the_facilitator_key_stands_nowhere_in_the_store(hall):
    assert hall.keys.facilitator_key not in str(hall.everything())


def test_no_token_stands_in_the_store_only_its_hash(hall):
    stored = str(hall.everything())

    assert all(token not in stored for token in hall.tokens.values())
    assert all(hashed(token) in stored for token in hall.tokens.values())


def test_new_keys_close_the_old_links_and_leave_the_room_code(hall):
    with transaction(hall.engine) as connection:
        renewed = workshops.renew_keys(connection, hall.workshop_id)

    assert renewed.room_code == hall.keys.room_code
    assert renewed.join_key == hall.keys.join_key
    for role, old, new in (
        (Role.FACILITATOR, hall.keys.facilitator_key, renewed.facilitator_key),
        (Role.PROJECTOR, hall.keys.projector_key, renewed.projector_key),
    ):
        assert hall.read(workshops.by_key, role, old) is None
        assert hall.read(workshops.by_key, role, new) == hall.workshop_id


def test_a_key_opens_its_own_role_only(hall):
    keys = hall.keys

    assert hall.read(workshops.by_key, Role.PROJECTOR, keys.facilitator_key) is None
    assert hall.read(workshops.by_key, Role.FACILITATOR, keys.projector_key) is None


def test_the_projectors_link_is_told_to_the_facilitator_only(hall):
    found = hall.read(workshops.projector_key, hall.facilitator)
    assert found == hall.keys.projector_key

    for name, viewer in hall.everybody.items():
        if name != "facilitator":
            with pytest.raises(NotAllowed):
                hall.read(workshops.projector_key, viewer)


def test_a_key_that_opens_nothing_is_answered_with_a_sentence(hall):
    with pytest.raises(NotFound, match="no longer valid"):
        hall.read(joining.open_with_key, Role.FACILITATOR, "x")


def test_an_unknown_workshop_is_not_found(hall):
    with pytest.raises(NotFound):
        hall.read(workshops.get, "nowhere")


def test_the_newest_workshop_is_the_one_begun_last(hall, elsewhere):
    rows = tables.workshop
    late = values.stamp(datetime.now(UTC) + timedelta(hours=1))
    with transaction(hall.engine) as connection:
        connection.execute(
            rows.update().where(rows.c.id == hall.workshop_id).values(created_at=late)
        )

    assert hall.read(workshops.newest).id == hall.workshop_id


def test_going_to_a_step_gives_it_its_minutes_and_starts_the_clock(hall):
    hall.write(workshops.focus, hall.facilitator, page=3)
    hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=20)

    workshop = hall.workshop()
    assert workshop.step_id == "gather"
    assert workshop.clock_left_s == workshop.clock_total_s == 1200
    assert workshop.clock_started_at is not None
    assert workshop.projector_page == 0


def test_the_clock_can_be_held_and_let_go(hall):
    hall.write(
        workshops.set_clock, hall.facilitator, running=True, left_s=60.5, total_s=300.0
    )
    running = hall.workshop()
    hall.write(
        workshops.set_clock, hall.facilitator, running=False, left_s=30.0, total_s=300.0
    )
    held = hall.workshop()

    assert running.clock_started_at is not None
    assert running.clock_left_s == 60.5
    assert held.clock_started_at is None
    assert held.clock_left_s == 30.0


@pytest.mark.parametrize("seconds", [-1.0, 24 * 3600 + 1.0, float("nan")])
def test_a_clock_beyond_a_day_is_refused(hall, seconds):
    with pytest.raises(InputError, match="24 hours"):
        hall.write(
            workshops.set_clock,
            hall.facilitator,
            running=True,
            left_s=seconds,
            total_s=60.0,
        )


def test_another_theme_begins_at_its_first_page(hall):
    hall.write(workshops.focus, hall.facilitator, page=2)
    hall.write(workshops.focus, hall.facilitator, theme_id="culture")

    assert hall.workshop().focus_theme_id == "culture"
    assert hall.workshop().projector_page == 0


@pytest.mark.parametrize(("asked", "kept"), [(-5, 0), (4, 4), (2**70, 9999)])
def test_a_page_number_stays_within_what_a_wall_can_have(hall, asked, kept):
    hall.write(workshops.focus, hall.facilitator, page=asked)

    assert hall.workshop().projector_page == kept


def test_moments_are_kept_in_utc_and_sort_as_text():
    moments = [
        datetime(2026, 3, 29, 2, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 59, 59, 999000, tzinfo=UTC),
        datetime(2026, 10, 25, 2, tzinfo=UTC),
    ]
    stamps = [values.stamp(each) for each in moments]

    assert [values.moment(each) for each in stamps] == moments
    assert stamps == sorted(stamps)
    assert all(each.endswith("+00:00") for each in stamps)


def test_a_moment_in_another_zone_is_kept_as_the_same_moment_in_utc():
    copenhagen = datetime.fromisoformat("2026-07-01T12:00:00+02:00")

    assert values.stamp(copenhagen) == "2026-07-01T10:00:00.000+00:00"
