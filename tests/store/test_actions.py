from datetime import date

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotFound
from musworkshop.model.temperature import ActionStatus, AgreedAction
from musworkshop.store import actions
from musworkshop.store.connect import transaction

SAID = {"text": "Meet again", "owner": "Leader", "due": "2026-09-01", "status": "done"}


def save(hall, action_id="", **about):
    return hall.write(actions.save, hall.facilitator, action_id, **{**SAID, **about})


def listed(hall):
    return hall.read(actions.of_workshop, hall.workshop_id)


def test_an_action_is_kept_as_it_was_agreed(hall):
    action_id = save(hall, text="  Æ aftale\r\nto linjer ")

    assert listed(hall) == (
        AgreedAction(
            id=action_id,
            position=1,
            text="Æ aftale\nto linjer",
            owner="Leader",
            due=date(2026, 9, 1),
            status=ActionStatus.DONE,
        ),
    )


def test_an_action_is_changed_in_its_place(hall):
    first, second = save(hall, text="First"), save(hall, text="Second")
    assert save(hall, first, text="Changed", due="", status="dropped") == first

    assert [(each.id, each.text) for each in listed(hall)] == [
        (first, "Changed"),
        (second, "Second"),
    ]
    assert listed(hall)[0].due is None


def test_there_are_at_most_three_and_a_fourth_fits_when_one_is_taken_out(hall):
    kept = [save(hall, text=f"Number {n}") for n in range(limits.ACTIONS)]

    with pytest.raises(InputError, match="3 actions already"):
        save(hall)
    hall.write(actions.remove, hall.facilitator, kept[0])
    fourth = save(hall)
    assert [each.id for each in listed(hall)] == [*kept[1:], fourth]


@pytest.mark.parametrize(
    "about",
    [
        {"text": ""},
        {"text": " \u200b"},
        {"text": "x" * (limits.CARD_CHARACTERS + 1)},
        {"text": None},
        {"owner": "x" * (limits.NAME_CHARACTERS + 1)},
        {"due": "tomorrow"},
        {"due": "2026-02-30"},
        {"due": "01-09-2026"},
        {"status": "forgotten"},
        {"status": ""},
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(hall, about):
    with pytest.raises(InputError):
        save(hall, **about)
    assert listed(hall) == ()


def test_an_action_that_was_taken_out_meanwhile_is_not_changed(hall):
    action_id = save(hall)
    for _twice in range(2):
        hall.write(actions.remove, hall.facilitator, action_id)

    with pytest.raises(NotFound, match="has been removed"):
        save(hall, action_id)
    assert listed(hall) == ()


def test_another_workshops_action_is_neither_changed_nor_taken_out(hall, elsewhere):
    theirs = save(elsewhere, text="Theirs")

    with pytest.raises(NotFound):
        save(hall, theirs, text="Ours")
    hall.write(actions.remove, hall.facilitator, theirs)
    assert [each.text for each in listed(elsewhere)] == ["Theirs"]
    assert listed(hall) == ()


def test_the_actions_of_an_archive_come_back_as_they_were(hall, elsewhere):
    for n in range(3):
        save(hall, text=f"Number {n}", due="" if n else "2026-09-01")
    found = listed(hall)
    with transaction(elsewhere.engine) as connection:
        for each in found:
            actions.remove(connection, hall.facilitator, each.id)
        actions.put(connection, elsewhere.workshop_id, found)

    assert listed(elsewhere) == found
