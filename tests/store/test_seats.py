from datetime import timedelta

import pytest

from musworkshop.errors import NotAllowed, NotFound
from musworkshop.model.work import Stage
from musworkshop.store import (
    cards,
    drafts,
    joining,
    passages,
    seats,
    tables,
    votes,
    workshops,
)
from musworkshop.store.connect import transaction
from musworkshop.store.values import now


def scribe_of(hall, viewer):
    groups = hall.read(joining.groups_of, hall.workshop_id)
    return next(g.scribe_seat_id for g in groups if g.id == viewer.group_id)


def test_who_leaves_takes_drafts_dots_and_answers_along(hall):
    card_id = hall.card(hall.scribe, "Shared")
    hall.open_voting()
    hall.write(votes.set_dots, hall.scribe, card_id, 2)
    hall.write(drafts.keep, hall.scribe, "card:professional", "half")

    hall.write(seats.leave, hall.scribe)

    for table in (tables.draft, tables.vote, tables.request):
        assert all(row["seat_id"] != hall.scribe.seat_id for row in hall.rows(table))


def test_after_leaving_no_table_knows_the_seat(hall):
    hall.card(hall.alone, "For the room")
    hall.card(hall.alone, "For me", Stage.OWN)

    hall.write(seats.leave, hall.alone)

    assert hall.alone.seat_id not in str(hall.everything())


@pytest.mark.parametrize("stage", [Stage.TABLE, Stage.ROOM])
def test_what_a_table_has_seen_stays_when_its_writer_leaves(hall, stage):
    hall.card(hall.scribe, "Shared", stage)
    hall.write(seats.leave, hall.scribe)

    assert hall.cards(hall.second)["Shared"].stage is stage


def test_what_nobody_else_could_read_goes_with_its_writer(hall):
    hall.card(hall.scribe, "Mine", Stage.OWN)
    hall.card(hall.alone, "Aside", Stage.TABLE)
    hall.write(seats.leave, hall.scribe)
    hall.write(seats.leave, hall.alone)

    assert hall.rows(tables.card) == []


def test_the_pen_goes_to_the_device_of_the_table_that_was_seen_last(hall):
    with transaction(hall.engine) as connection:
        third, _token = joining.join_table(
            connection, hall.workshop_id, hall.scribe.group_id
        )
        seats.seen(connection, [third.seat_id], at=now() + timedelta(minutes=1))

    hall.write(seats.leave, hall.scribe)

    assert scribe_of(hall, hall.second) == third.seat_id


def test_a_table_everybody_has_left_has_no_pen(hall):
    hall.write(seats.leave, hall.scribe)
    hall.write(seats.leave, hall.second)

    assert scribe_of(hall, hall.scribe) is None


def test_who_leaves_without_the_pen_leaves_it_where_it_is(hall):
    with transaction(hall.engine) as connection:
        third, _token = joining.join_table(
            connection, hall.workshop_id, hall.scribe.group_id
        )
        seats.seen(connection, [third.seat_id], at=now() + timedelta(minutes=1))

    hall.write(seats.leave, hall.second)

    assert scribe_of(hall, hall.scribe) == hall.scribe.seat_id


def test_leaving_is_news_even_where_the_server_does_it_alone(hall):
    before = hall.revision()
    with transaction(hall.engine) as connection:
        seats.leave(connection, hall.alone)

    assert hall.revision() == before + 1


def test_a_seat_that_has_left_is_found_no_more(hall):
    hall.write(seats.leave, hall.alone)

    assert hall.read(seats.by_token, hall.tokens["alone"]) is None
    assert hall.read(seats.viewer_of, hall.alone.seat_id) is None
    for ask in (seats.viewer, seats.get):
        with pytest.raises(NotFound, match="has left"):
            hall.read(ask, hall.alone.seat_id)


def test_the_pen_is_handed_over_within_the_table(hall):
    hall.write(seats.hand_over, hall.scribe, hall.second.seat_id)

    assert scribe_of(hall, hall.scribe) == hall.second.seat_id


def test_a_table_can_take_the_pen_from_a_device_that_sleeps(hall):
    hall.write(seats.hand_over, hall.second, hall.second.seat_id)

    assert scribe_of(hall, hall.scribe) == hall.second.seat_id


@pytest.mark.parametrize("heir", ["other", "alone", "facilitator", "projector"])
def test_the_pen_never_leaves_the_table(hall, heir):
    with pytest.raises(NotFound, match="no longer sits"):
        hall.write(seats.hand_over, hall.scribe, hall.everybody[heir].seat_id)
    assert scribe_of(hall, hall.scribe) == hall.scribe.seat_id


def test_steps_readiness_and_language_are_a_seats_own(hall):
    hall.write(seats.look_at, hall.second, "themes")
    hall.write(seats.set_ready, hall.second, "strategy")
    hall.write(seats.set_language, hall.second, "en")

    mine = hall.read(seats.get, hall.second.seat_id)
    others = hall.read(seats.get, hall.scribe.seat_id)
    assert (mine.view_step_id, mine.ready_step_id, mine.language) == (
        "themes",
        "strategy",
        "en",
    )
    assert (others.view_step_id, others.ready_step_id, others.language) == (None,) * 3


def test_following_the_facilitator_again_forgets_the_own_step(hall):
    hall.write(seats.look_at, hall.second, "themes")
    hall.write(seats.look_at, hall.second, None)

    assert hall.read(seats.get, hall.second.seat_id).view_step_id is None


def test_half_a_text_keeps_its_seat_at_its_step_though_no_page_is_open(hall):
    here = hall.workshop().step_id
    hall.write(drafts.keep, hall.alone, "card:theme", "half a tex")
    hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=5)
    assert hall.read(seats.get, hall.alone.seat_id).view_step_id == here
    assert hall.read(seats.get, hall.alone_too.seat_id).view_step_id is None

    hall.write(drafts.keep, hall.alone, "card:theme", "")
    hall.write(workshops.go_to_step, hall.facilitator, here, minutes=5)
    assert hall.read(seats.get, hall.alone.seat_id).view_step_id is None
    hall.write(workshops.go_to_step, hall.facilitator, "form", minutes=5)
    assert hall.read(seats.get, hall.alone.seat_id).view_step_id is None


def test_a_seat_follows_again_when_the_facilitator_comes_to_its_step(hall):
    hall.write(seats.look_at, hall.second, "themes")
    hall.write(seats.look_at, hall.alone, "form")
    hall.write(workshops.go_to_step, hall.facilitator, "themes", minutes=5)

    assert hall.read(seats.get, hall.second.seat_id).view_step_id is None
    assert hall.read(seats.get, hall.alone.seat_id).view_step_id == "form"


def test_a_language_nobody_speaks_here_follows_the_workshop(hall):
    hall.write(seats.set_language, hall.second, "tlh")

    assert hall.read(seats.get, hall.second.seat_id).language is None


def test_a_sign_of_life_is_kept_and_is_no_news(hall):
    later = now() + timedelta(minutes=3)
    before = hall.revision()
    with transaction(hall.engine) as connection:
        seats.seen(connection, [hall.second.seat_id], at=later)

    kept = hall.read(seats.get, hall.second.seat_id).seen_at
    assert abs(kept - later) < timedelta(milliseconds=2)
    assert hall.revision() == before


def test_the_projector_is_not_counted_among_the_people(hall, elsewhere):
    found = {seat.id for seat in hall.read(seats.of_workshop, hall.workshop_id)}

    assert hall.projector.seat_id not in found
    assert found == {
        viewer.seat_id for name, viewer in hall.everybody.items() if name != "projector"
    }


def test_a_projector_moves_nothing(hall):
    for do, value in (
        (seats.look_at, "themes"),
        (seats.set_ready, "themes"),
        (seats.set_language, "en"),
    ):
        with pytest.raises(NotAllowed):
            hall.write(do, hall.projector, value)
    with pytest.raises(NotAllowed):
        hall.write(seats.leave, hall.projector)


def test_own_words_stay_when_the_table_has_left(hall):
    goal_id = hall.goal()
    hall.write(passages.say_in_own_words, hall.other, goal_id, "Ours", 0)
    hall.write(seats.leave, hall.other)

    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())
    assert "Ours" in {each.text for each in found}


def test_a_seat_that_left_can_write_nothing_more(hall):
    hall.write(seats.leave, hall.alone)

    with pytest.raises(NotFound, match="has left"):
        hall.write(cards.add, hall.alone, theme_id="culture", text="Late")
    with transaction(hall.engine) as connection, pytest.raises(NotFound):
        drafts.keep(connection, hall.alone, "card:culture", "Late")
    assert "Late" not in str(hall.everything())
