from pathlib import Path

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.visibility import Reveal
from musworkshop.model.work import Stage
from musworkshop.model.workshop import VoteState
from musworkshop.store import cards, seats, sorting, tables, votes
from musworkshop.store.connect import transaction
from musworkshop.store.requests import once

SHOWN = frozenset({Reveal.VOTES})


@pytest.fixture
def ids(hall):
    """Four cards on the wall and an open voting with three dots each."""
    made = {text: hall.card(hall.scribe, text) for text in "ABCD"}
    hall.open_voting(3)
    return made


def vote(hall, viewer, candidate_id, dots):
    return hall.write(votes.set_dots, viewer, candidate_id, dots)


def own(hall, viewer):
    return hall.read(votes.own, viewer)


def sums(hall, viewer=None):
    revealed = hall.workshop().revealed
    return hall.read(votes.sums, viewer or hall.facilitator, revealed=revealed)


def reveal(hall):
    hall.write(votes.reveal, hall.facilitator)


def group(hall, *card_ids):
    return hall.write(sorting.group_cards, hall.facilitator, list(card_ids))


def test_a_device_has_the_dots_of_one_person_and_the_pen_those_of_its_table(hall, ids):
    budgets = {
        name: hall.read(votes.budget, hall.everybody[name])
        for name in ("scribe", "second", "other", "alone")
    }

    assert budgets == {"scribe": 12, "second": 3, "other": 6, "alone": 3}


def test_dots_are_counted_down_and_can_be_taken_back(hall, ids):
    assert vote(hall, hall.alone, ids["A"], 2) == 1
    assert vote(hall, hall.alone, ids["B"], 1) == 0
    assert vote(hall, hall.alone, ids["A"], 0) == 2
    assert own(hall, hall.alone) == {ids["B"]: 1}


def test_nobody_casts_more_dots_than_there_are(hall, ids):
    vote(hall, hall.alone, ids["A"], 2)

    with pytest.raises(InputError, match="All your dots are cast"):
        vote(hall, hall.alone, ids["B"], 2)
    assert own(hall, hall.alone) == {ids["A"]: 2}


@pytest.mark.parametrize("dots", [-1, 4, 10**30, True, 1.0, "1", None])
def test_what_is_no_number_of_dots_is_refused(hall, ids, dots):
    with pytest.raises(InputError):
        vote(hall, hall.alone, ids["A"], dots)
    assert own(hall, hall.alone) == {}


def test_before_the_voting_is_open_nobody_votes(hall):
    card_id = hall.card(hall.scribe, "A")

    with pytest.raises(NotAllowed, match="closed"):
        vote(hall, hall.alone, card_id, 1)


def test_after_the_dots_are_shown_nobody_votes(hall, ids):
    reveal(hall)

    with pytest.raises(NotAllowed, match="closed"):
        vote(hall, hall.alone, ids["A"], 1)


def test_dots_lie_only_on_what_stands_on_the_wall(hall, ids):
    hall.write(sorting.set_hidden, hall.facilitator, ids["A"], True)
    table = hall.card(hall.scribe, "On the table", Stage.TABLE)

    for candidate in (ids["A"], table, "nothing", ""):
        with pytest.raises(NotFound, match="no longer on the wall"):
            vote(hall, hall.alone, candidate, 1)


def test_no_sum_leaves_the_store_before_the_dots_are_shown(hall, ids):
    vote(hall, hall.alone, ids["A"], 2)

    for viewer in hall.everybody.values():
        assert hall.read(votes.sums, viewer, revealed=frozenset()) == {}
        assert hall.read(votes.sums, viewer, revealed=SHOWN) == {}


def test_the_sum_is_what_was_cast_and_everybody_sees_it(hall, ids):
    vote(hall, hall.alone, ids["A"], 2)
    vote(hall, hall.alone_too, ids["A"], 1)
    vote(hall, hall.scribe, ids["B"], 7)
    reveal(hall)

    for viewer in hall.everybody.values():
        assert sums(hall, viewer) == {ids["A"]: 3, ids["B"]: 7}
    assert hall.workshop().voted == 3


def test_only_the_number_of_voters_is_known_while_they_vote(hall, ids):
    vote(hall, hall.alone, ids["A"], 2)
    vote(hall, hall.alone, ids["B"], 1)
    vote(hall, hall.other, ids["A"], 1)

    assert hall.read(votes.voted, hall.facilitator) == 2


def linked(hall, seat_id, card_id):
    """Whether any row of any table holds a seat together with a card it voted for."""
    return [
        (table, row)
        for table, rows in hall.everything().items()
        for row in rows
        if seat_id in str(row) and card_id in str(row)
    ]


def test_showing_the_dots_removes_every_link_between_seat_and_vote(hall, ids):
    voters = [hall.alone, hall.alone_too, hall.other]
    for number, viewer in enumerate(voters):
        vote(hall, viewer, ids["B"], number + 1)
    assert all(linked(hall, viewer.seat_id, ids["B"]) for viewer in voters)

    reveal(hall)

    assert not any(linked(hall, viewer.seat_id, ids["B"]) for viewer in voters)
    assert hall.rows(tables.vote) == []
    for row in hall.rows(tables.tally):
        assert set(row) == {"workshop_id", "card_id", "dots"}


def test_no_answer_to_a_request_tells_afterwards_how_many_dots_were_left(hall, ids):
    for viewer, dots in ((hall.alone, 1), (hall.alone_too, 3)):
        with transaction(hall.engine) as connection:
            once(
                connection,
                viewer,
                "request",
                lambda now, c=connection, d=dots: votes.set_dots(c, now, ids["A"], d),
            )
    reveal(hall)

    voters = {hall.alone.seat_id, hall.alone_too.seat_id}
    answers = {
        row["result_json"]
        for row in hall.rows(tables.request)
        if row["seat_id"] in voters
    }
    assert answers == {"null"}


def test_other_answers_outlive_the_showing_so_that_a_repeat_is_safe(hall, ids):
    vote(hall, hall.alone, ids["A"], 1)
    asked = []

    def add():
        with transaction(hall.engine) as connection:
            return once(
                connection,
                hall.alone,
                "add",
                lambda now: (
                    asked.append(now)
                    or {"id": cards.add(connection, now, theme_id="culture", text="X")}
                ),
            )

    first = add()
    reveal(hall)

    assert add() == first
    assert len(asked) == 1


@pytest.mark.parametrize("database", ["sqlite"])
def test_after_the_showing_no_byte_of_the_file_links_a_seat_to_a_card(hall, ids):
    vote(hall, hall.alone, ids["B"], 2)
    file = Path(hall.engine.url.database)
    link = f"{hall.alone.seat_id}{ids['B']}".encode()

    def found():
        parts = (file, file.with_name(f"{file.name}-wal"))
        return any(link in part.read_bytes() for part in parts if part.exists())

    assert found(), "a vote is a row of seat and card while the voting is open"
    reveal(hall)

    assert not found()


def test_dots_of_grouped_cards_lie_together(hall, ids):
    vote(hall, hall.alone, ids["A"], 1)
    vote(hall, hall.alone, ids["B"], 1)
    cluster_id = group(hall, ids["A"], ids["B"])

    assert own(hall, hall.alone) == {cluster_id: 2}
    assert vote(hall, hall.alone, cluster_id, 3) == 0
    assert own(hall, hall.alone) == {cluster_id: 3}


def test_grouping_and_ungrouping_while_people_vote_loses_no_dot(hall, ids):
    vote(hall, hall.alone, ids["A"], 1)
    vote(hall, hall.alone_too, ids["B"], 2)
    vote(hall, hall.other, ids["C"], 4)
    group(hall, ids["A"], ids["B"])
    cluster_id = group(hall, ids["B"], ids["C"])
    hall.write(sorting.ungroup_card, hall.facilitator, ids["B"])
    reveal(hall)

    assert sums(hall) == {cluster_id: 5, ids["B"]: 2}


def test_grouping_after_the_showing_adds_the_sums(hall, ids):
    vote(hall, hall.alone, ids["A"], 1)
    vote(hall, hall.other, ids["B"], 4)
    reveal(hall)
    cluster_id = group(hall, ids["A"], ids["B"])
    assert sums(hall) == {cluster_id: 5}

    hall.write(sorting.undo, hall.facilitator)
    assert sums(hall) == {ids["A"]: 1, ids["B"]: 4}


def test_a_card_that_was_grouped_since_the_voter_saw_it_stands_for_its_cluster(
    hall, ids
):
    cluster_id = group(hall, ids["A"], ids["B"])

    vote(hall, hall.alone, ids["B"], 2)

    assert own(hall, hall.alone) == {cluster_id: 2}


def test_dots_on_a_hidden_card_of_a_cluster_can_be_changed(hall, ids):
    cluster_id = group(hall, ids["A"], ids["B"])
    vote(hall, hall.alone, cluster_id, 2)
    hall.write(sorting.set_hidden, hall.facilitator, ids["A"], True)

    assert own(hall, hall.alone) == {cluster_id: 2}
    assert vote(hall, hall.alone, cluster_id, 1) == 2
    assert own(hall, hall.alone) == {cluster_id: 1}


def test_dots_on_what_was_taken_down_come_home(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    hall.write(sorting.set_hidden, hall.facilitator, ids["A"], True)

    assert own(hall, hall.alone) == {}
    assert vote(hall, hall.alone, ids["B"], 3) == 0


def test_what_is_put_up_again_gives_nobody_more_dots_than_are_due(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    vote(hall, hall.alone_too, ids["A"], 2)
    hall.write(sorting.set_hidden, hall.facilitator, ids["A"], True)
    vote(hall, hall.alone, ids["B"], 3)
    hall.write(sorting.undo, hall.facilitator)
    reveal(hall)

    assert sums(hall) == {ids["A"]: 2, ids["B"]: 3}


def test_a_card_that_its_table_takes_back_takes_its_sum_from_the_wall(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    vote(hall, hall.alone_too, ids["B"], 1)
    reveal(hall)
    hall.write(cards.move, hall.scribe, ids["A"], Stage.TABLE)

    assert sums(hall) == {ids["B"]: 1}


def test_handing_over_the_pen_gives_a_table_no_second_vote(hall, ids):
    vote(hall, hall.scribe, ids["A"], 12)
    hall.write(seats.hand_over, hall.scribe, hall.second.seat_id)

    assert hall.read(votes.budget, hall.second) == 0
    with pytest.raises(InputError):
        vote(hall, hall.second, ids["B"], 1)


def test_a_table_has_the_dots_of_its_people_on_however_many_devices(hall, ids):
    vote(hall, hall.second, ids["A"], 3)
    assert hall.read(votes.budget, hall.scribe) == 9
    vote(hall, hall.scribe, ids["B"], 9)
    with pytest.raises(InputError):
        vote(hall, hall.scribe, ids["B"], 10)
    assert hall.read(votes.budget, hall.second) == 3

    reveal(hall)
    assert sum(sums(hall).values()) == 12


def test_who_gave_the_pen_away_can_still_take_dots_back(hall, ids):
    vote(hall, hall.scribe, ids["A"], 12)
    hall.write(seats.hand_over, hall.scribe, hall.second.seat_id)
    assert hall.read(votes.budget, hall.scribe) == 12

    assert vote(hall, hall.scribe, ids["A"], 5) == 0
    with pytest.raises(InputError):
        vote(hall, hall.scribe, ids["A"], 6)
    assert hall.read(votes.budget, hall.second) == 7


def test_a_table_whose_pen_has_left_votes_anew(hall, ids):
    vote(hall, hall.scribe, ids["A"], 12)
    hall.write(seats.leave, hall.scribe)

    assert hall.read(votes.budget, hall.second) == 12
    reveal(hall)
    assert sums(hall) == {}


def test_opening_the_voting_again_begins_from_nothing(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    reveal(hall)
    hall.write(votes.open_voting, hall.facilitator)

    assert hall.workshop().vote_state is VoteState.OPEN
    assert hall.workshop().voted == 0
    assert sums(hall) == {}
    assert own(hall, hall.alone) == {}
    vote(hall, hall.alone, ids["B"], 1)
    reveal(hall)
    assert sums(hall) == {ids["B"]: 1}


def test_a_second_click_on_open_keeps_the_dots_that_are_cast(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    hall.write(votes.open_voting, hall.facilitator)

    assert own(hall, hall.alone) == {ids["A"]: 3}


def test_a_second_click_on_show_is_refused_and_changes_nothing(hall, ids):
    vote(hall, hall.alone, ids["A"], 3)
    reveal(hall)

    with pytest.raises(NotAllowed, match="no open voting"):
        reveal(hall)
    assert sums(hall) == {ids["A"]: 3}


def test_the_number_of_dots_stays_while_people_vote(hall, ids):
    with pytest.raises(NotAllowed, match="under way"):
        hall.write(votes.set_votes_per_person, hall.facilitator, 5)


@pytest.mark.parametrize("number", [0, -1, limits.VOTES_PER_PERSON + 1, True, "3", 2.0])
def test_the_number_of_dots_is_within_what_can_be_cast(hall, number):
    with pytest.raises(InputError, match="Choose a number"):
        hall.write(votes.set_votes_per_person, hall.facilitator, number)


def test_the_dots_of_another_workshop_are_none_of_ours(hall, elsewhere, ids):
    theirs = elsewhere.card(elsewhere.scribe, "Theirs")
    elsewhere.open_voting()
    vote(elsewhere, elsewhere.alone, theirs, 2)
    vote(hall, hall.alone, ids["A"], 1)
    reveal(hall)

    assert sums(hall) == {ids["A"]: 1}
    assert own(elsewhere, elsewhere.alone) == {theirs: 2}
    assert hall.workshop().voted == 1
