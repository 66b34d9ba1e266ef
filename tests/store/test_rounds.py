from datetime import date
from pathlib import Path

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed
from musworkshop.model.temperature import Form, RoundState, Sheet
from musworkshop.model.work import PassageKind
from musworkshop.rules.threshold import publish
from musworkshop.store import passages, rounds
from musworkshop.store.connect import transaction
from musworkshop.store.seal import Seals
from tests.store.answering import TODAY, Answering, instrument, same, secret

WORDS = [f"A comment that is number {n}" for n in range(9)]


@pytest.fixture
def room(hall, tmp_path):
    return Answering(hall, Seals(tmp_path / "keys"))


@pytest.fixture
def there(elsewhere, tmp_path):
    return Answering(elsewhere, Seals(tmp_path / "keys"))


@pytest.fixture
def closed(room):
    """A round of nine people with a comment each, closed."""
    room.open()
    room.crowd([{"answers": same(n % 5), "comment": WORDS[n]} for n in range(9)])
    room.close()
    return room


def invite(room, employees=0, leaders=0):
    room.lead(rounds.set_invited, employees=employees, leaders=leaders)


def test_a_round_that_nobody_has_touched_waits(room):
    found = room.round()

    assert found.state is RoundState.WAITING
    assert found.threshold == limits.DEFAULT_THRESHOLD
    assert not found.is_locked
    assert (found.sent_employees, found.sent_leaders) == (0, 0)
    assert found.publication is None


def test_it_is_opened_and_closed_and_everybody_sees_how_far_it_is(room):
    room.open()
    assert room.round().state is RoundState.OPEN
    room.close()
    assert room.round().state is RoundState.CLOSED


def test_how_many_have_sent_is_counted_by_form_and_stays_when_the_ballots_are_gone(
    room,
):
    invite(room, employees=9, leaders=2)
    room.open()
    for n, viewer in enumerate(room.people(3)):
        form = Form.LEADER if n == 0 else Form.EMPLOYEE
        room.hand_in(viewer, secret(n), form=form, answers=same(n))
    room.change(room.hall.alone, secret(9), answers=same(1))

    for _before_and_after in range(2):
        found = room.round()
        assert (found.sent_employees, found.sent_leaders) == (2, 1)
        assert (found.invited_employees, found.invited_leaders) == (9, 2)
        if found.publication is None:
            room.close()
    assert found.publication.employees.invited == 9


# ---- The threshold ----


@pytest.mark.parametrize("threshold", [limits.LOWEST_THRESHOLD, 8, 15])
def test_a_threshold_is_chosen_before_anybody_answers(room, threshold):
    room.open()
    room.lead(rounds.set_threshold, threshold)

    assert room.round().threshold == threshold


@pytest.mark.parametrize("threshold", [-1, 0, 1, 2, 3, 16, 10**30])
def test_no_workplace_goes_below_the_lowest_threshold(room, threshold):
    with pytest.raises(InputError, match="from 4 to 15"):
        room.lead(rounds.set_threshold, threshold)
    assert room.round().threshold == limits.DEFAULT_THRESHOLD


def test_the_threshold_is_fixed_by_the_first_ballot_though_it_is_not_sent(room):
    room.open()
    room.change(room.hall.alone, secret(1), answers={"a": 1})

    assert room.round().is_locked
    for threshold in (4, 15):
        with pytest.raises(NotAllowed, match="trusting in it"):
            room.lead(rounds.set_threshold, threshold)
    assert room.close().threshold == limits.DEFAULT_THRESHOLD


def test_the_threshold_is_fixed_when_the_round_is_closed_even_without_answers(room):
    room.open()
    room.close()

    assert room.round().is_locked
    with pytest.raises(NotAllowed, match="trusting in it"):
        room.lead(rounds.set_threshold, 4)


# ---- Who is invited ----


@pytest.mark.parametrize(("employees", "leaders"), [(-1, 0), (0, -1), (10**9, 0)])
def test_what_is_no_number_of_people_is_refused(room, employees, leaders):
    with pytest.raises(InputError, match="from 0 to"):
        invite(room, employees, leaders)
    assert room.round().invited_employees == 0


def test_the_number_invited_can_be_corrected_until_the_round_is_closed(room):
    room.open()
    invite(room, employees=3)
    invite(room, employees=5, leaders=1)
    room.close()

    with pytest.raises(NotAllowed, match="closed"):
        invite(room, employees=50)
    assert room.round().publication.employees.invited == 5


# ---- Closing ----


def test_a_round_is_closed_once_and_never_opens_again(closed):
    before = closed.round()

    with pytest.raises(NotAllowed, match="round is closed"):
        closed.lead(rounds.open_round)
    closed.seals.make(closed.hall.workshop_id)
    with pytest.raises(NotAllowed, match="not open"):
        closed.close()
    nothing = publish([], instrument(), threshold=5, closed_on=TODAY)
    with pytest.raises(NotAllowed, match="not open"):
        closed.lead(rounds.close_round, nothing)
    assert closed.round() == before


def test_a_round_that_was_not_opened_is_not_closed(room):
    with pytest.raises(NotAllowed, match="not open"):
        room.close()
    assert room.round().state is RoundState.WAITING


def test_what_was_published_comes_back_as_it_was(room):
    unit = "u" * 32
    room.open()
    kept = []

    def close(connection, viewer):
        found = publish(
            [
                Sheet(
                    answers=same(n % 5 if n < 20 else None),
                    comment=f"Æ {n}",
                    unit_id=unit if n < 12 else "",
                    form=Form.LEADER if n == 24 else Form.EMPLOYEE,
                    show_own=True,
                    sent=True,
                )
                for n in range(25)
            ],
            instrument(),
            threshold=5,
            closed_on=TODAY,
            units={unit: "Unit <b>"},
        )
        kept.append(found)
        rounds.close_round(connection, viewer, found)

    room.lead(close)

    assert room.round().publication == kept[0]


def test_the_workshops_with_a_closed_round_are_known(closed, there):
    there.open()

    assert closed.hall.read(rounds.closed_ids) == [closed.hall.workshop_id]


def test_the_projectors_view_is_a_short_text(closed):
    closed.lead(rounds.show_view, "gaps")
    assert closed.round().view == "gaps"
    closed.lead(rounds.show_view, "x" * 1000)
    assert len(closed.round().view) <= 60


# ---- Comments ----


def test_a_comment_is_taken_out_and_the_others_stay_in_their_order(closed):
    before = closed.round().publication
    closed.lead(rounds.remove_comment, 4, before.comments[4])

    after = closed.round().publication
    assert after.comments == before.comments[:4] + before.comments[5:]
    assert after.employees == before.employees
    assert after.units == before.units


@pytest.mark.parametrize("number", [-1, 9, 10**9])
def test_a_comment_that_is_not_there_is_not_taken_out(closed, number):
    comments = closed.round().publication.comments
    closed.lead(rounds.remove_comment, number, comments[-1])

    assert closed.round().publication.comments == comments


def test_a_comment_taken_out_twice_takes_no_other_with_it(closed):
    comments = closed.round().publication.comments
    for _twice in range(2):
        closed.lead(rounds.remove_comment, 0, comments[0])

    assert closed.round().publication.comments == comments[1:]


def test_before_the_round_is_closed_there_is_no_comment_to_take_out(room):
    room.open()
    room.hand_in(room.hall.alone, secret(1), comment=WORDS[0])
    room.lead(rounds.remove_comment, 0, WORDS[0])

    assert room.round().publication is None


@pytest.mark.parametrize("database", ["sqlite"])
def test_what_a_removed_comment_said_is_in_no_file_of_the_store(closed):
    gone, *rest = closed.round().publication.comments
    closed.lead(rounds.remove_comment, 0, gone)

    files = Path(str(closed.hall.engine.url.database)).parent.iterdir()
    held = b"".join(file.read_bytes() for file in files)
    assert gone.encode() not in held
    assert all(each.encode() in held for each in rest)


# ---- Two rounds of one workplace ----


def called(room, name):
    leader = room.hall.facilitator
    found = room.hall.passage(leader, PassageKind.WORKPLACE)
    room.hall.write(passages.save, leader, found.id, name, found.version)


@pytest.mark.parametrize("name", ["Ærø Rådhus", "ÆRØ RÅDHUS", "ærø  rådhus"])
def test_the_last_round_of_the_same_workplace_is_found(room, there, name):
    called(room, "Ærø Rådhus")
    called(there, name)
    there.open()
    there.crowd([{"answers": same(3 + n % 2)} for n in range(5)])
    there.close(closed_on=date(2026, 4, 1))

    assert room.hall.read(rounds.last_closed_on, room.hall.facilitator) == date(
        2026, 4, 1
    )


def test_a_round_of_another_workplace_and_ones_own_are_not_the_last(room, there):
    called(room, "Town Hall")
    called(there, "Library")
    for each in (room, there):
        each.open()
        each.crowd([{"answers": same(3 + n % 2)} for n in range(5)])
        each.close()

    assert room.hall.read(rounds.last_closed_on, room.hall.facilitator) is None


def test_a_round_that_shows_nothing_and_a_workplace_without_a_name_count_for_nothing(
    room, there
):
    there.open()
    there.crowd([{"answers": same(3 + n % 2)} for n in range(5)])
    there.close()
    assert room.hall.read(rounds.last_closed_on, room.hall.facilitator) is None


def test_a_round_that_is_still_open_is_not_the_last(room, there):
    for each in (room, there):
        called(each, "Town Hall")
    there.open()

    assert room.hall.read(rounds.last_closed_on, room.hall.facilitator) is None


# ---- Archives ----


def test_an_earlier_rounds_result_is_put_into_a_workshop_as_a_closed_round(
    closed, there
):
    found = closed.round().publication
    with transaction(there.hall.engine) as connection:
        rounds.put(connection, there.hall.workshop_id, found)

    assert there.round().publication == found
    assert there.round().state is RoundState.CLOSED
    assert there.round().sent_employees == 9
    with pytest.raises(NotAllowed):
        there.lead(rounds.open_round)


def test_no_result_puts_no_round_into_a_workshop(there):
    with transaction(there.hall.engine) as connection:
        rounds.put(connection, there.hall.workshop_id, None)

    assert there.round().state is RoundState.WAITING
