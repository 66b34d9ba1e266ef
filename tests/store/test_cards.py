import itertools

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.work import Stage
from musworkshop.store import cards, sorting, tables, votes, workshops
from tests.store.hall import OTHER_THEME, THEME


def reword(hall, viewer, card_id, text, version):
    return hall.write(cards.reword, viewer, card_id, text, version)


def test_a_card_begins_with_its_writer(hall):
    hall.card(hall.second, "What helps?", Stage.OWN)

    card = hall.cards(hall.second)["What helps?"]
    assert card.stage is Stage.OWN
    assert card.mine
    assert card.version == 1
    assert card.first_text == card.text
    assert card.group_id == hall.second.group_id


@pytest.mark.parametrize("stages", list(itertools.permutations(Stage)))
def test_a_card_goes_to_any_stage_and_back(hall, stages):
    card_id = hall.card(hall.second, "Card", stages[0])
    for stage in stages[1:]:
        hall.write(cards.move, hall.second, card_id, stage)
        assert hall.cards(hall.second)["Card"].stage is stage


def test_any_device_of_the_table_picks_its_cards(hall):
    card_id = hall.card(hall.second, "Card", Stage.TABLE)
    hall.write(cards.move, hall.scribe, card_id, Stage.ROOM)

    assert hall.cards(hall.facilitator)["Card"].stage is Stage.ROOM


def test_only_its_writer_takes_a_card_back(hall):
    card_id = hall.card(hall.second, "Card", Stage.TABLE)

    with pytest.raises(NotAllowed, match="wrote"):
        hall.write(cards.move, hall.scribe, card_id, Stage.OWN)
    assert hall.cards(hall.second)["Card"].stage is Stage.TABLE


def test_a_card_that_leaves_the_wall_leaves_its_cluster(hall):
    ids = [hall.card(hall.scribe, text) for text in ("A", "B", "C")]
    hall.write(sorting.group_cards, hall.facilitator, ids)

    hall.write(cards.move, hall.scribe, ids[0], Stage.TABLE)

    assert hall.cards(hall.scribe)["A"].cluster_id is None


@pytest.mark.parametrize("text", ["Same", " Same ", "Same\x00"])
def test_the_same_text_twice_is_one_card(hall, text):
    first = hall.card(hall.second, "Same", Stage.OWN)

    assert hall.card(hall.second, text, Stage.OWN) == first
    assert len(hall.rows(tables.card)) == 1


def test_the_same_text_sent_further_takes_the_card_along(hall):
    hall.card(hall.second, "Same", Stage.OWN)
    hall.card(hall.second, "Same", Stage.TABLE)

    assert hall.cards(hall.scribe)["Same"].stage is Stage.TABLE


def test_the_same_text_sent_less_far_takes_nothing_back(hall):
    hall.card(hall.second, "Same", Stage.ROOM)
    hall.card(hall.second, "Same", Stage.OWN)

    assert hall.cards(hall.scribe)["Same"].stage is Stage.ROOM


def test_the_same_text_from_two_devices_or_on_two_themes_is_two_cards(hall):
    hall.card(hall.second, "Same")
    hall.card(hall.scribe, "Same")
    hall.card(hall.second, "Same", theme_id=OTHER_THEME)

    assert len(hall.rows(tables.card)) == 3


def test_there_is_room_for_a_limited_number_of_cards_and_it_is_said(hall, monkeypatch):
    monkeypatch.setattr(limits, "CARDS_PER_SEAT_AND_THEME", 2)
    hall.card(hall.second, "A")
    hall.card(hall.second, "B")

    with pytest.raises(InputError, match="There are 2 cards"):
        hall.card(hall.second, "C")
    hall.card(hall.second, "C", theme_id=OTHER_THEME)
    hall.card(hall.scribe, "C")


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\x00\x07", "\u200b\u200d\ufeff", "\u00a0\u2003"]
)
def test_a_card_on_which_nothing_can_be_read_is_refused(hall, text):
    with pytest.raises(InputError, match="Write something"):
        hall.card(hall.second, text)


def test_a_card_has_room_for_exactly_what_is_promised(hall):
    hall.card(hall.second, "a" * limits.CARD_CHARACTERS)

    with pytest.raises(InputError, match=f"{limits.CARD_CHARACTERS + 1} characters"):
        hall.card(hall.second, "b" * (limits.CARD_CHARACTERS + 1))
    with pytest.raises(InputError):
        hall.card(hall.second, "c" * 10_000)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Åse</b> & Søn", "<b>Åse</b> & Søn"),
        ("=1+1", "=1+1"),
        ("A\r\nB", "A\nB"),
        ("e\u0301", "é"),
        ("👩‍👩‍👧 \U0001fae8", "👩‍👩‍👧 \U0001fae8"),
        ("\U0001fae8", "\U0001fae8"),
        ("\u202eabc", "\u202eabc"),
        ("שלום", "שלום"),
        ("a\ud83db", "ab"),
        ("'; DROP TABLE card; --", "'; DROP TABLE card; --"),
        ("%s %(x)s {0} :name", "%s %(x)s {0} :name"),
    ],
)
def test_what_is_typed_is_kept_as_text(hall, typed, kept):
    hall.card(hall.second, typed)

    assert list(hall.cards(hall.second)) == [kept]


def test_rewording_keeps_what_was_first_written(hall):
    card_id = hall.card(hall.second, "First", Stage.TABLE)
    answer = reword(hall, hall.scribe, card_id, "Better", 1)

    card = hall.cards(hall.second)["Better"]
    assert card.first_text == "First"
    assert (answer["version"], card.version) == (2, 2)


def test_of_two_who_reword_at_once_the_second_sees_both_texts(hall):
    card_id = hall.card(hall.second, "First", Stage.TABLE)
    reword(hall, hall.scribe, card_id, "Hers", 1)

    answer = reword(hall, hall.second, card_id, "His", 1)

    assert (answer["text"], answer["conflicts"]) == ("Hers", ["His"])
    assert "Hers" in hall.cards(hall.second)


def test_the_next_rewording_decides_and_is_no_conflict(hall):
    card_id = hall.card(hall.second, "First", Stage.TABLE)
    reword(hall, hall.scribe, card_id, "Hers", 1)
    version = reword(hall, hall.second, card_id, "His", 1)["version"]

    answer = reword(hall, hall.second, card_id, "His", version)

    assert (answer["text"], answer["conflicts"]) == ("His", [])
    assert hall.rows(tables.conflict) == []


@pytest.mark.parametrize("who", ["other", "alone", "facilitator", "projector"])
@pytest.mark.parametrize("stage", list(Stage))
def test_nobody_outside_the_table_changes_its_cards(hall, who, stage):
    card_id = hall.card(hall.scribe, "Card", stage)
    viewer = hall.everybody[who]

    for do, args in (
        (cards.reword, ("Changed", 1)),
        (cards.move, (Stage.ROOM if stage is Stage.OWN else Stage.TABLE,)),
        (cards.remove, ()),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            hall.write(do, viewer, card_id, *args)
    assert hall.cards(hall.scribe)["Card"].stage is stage


def test_a_card_kept_for_oneself_is_not_even_the_tables_to_change(hall):
    card_id = hall.card(hall.second, "Mine", Stage.OWN)

    for do, args in ((cards.reword, ("x", 1)), (cards.remove, ())):
        with pytest.raises(NotFound):
            hall.write(do, hall.scribe, card_id, *args)


def test_a_removed_card_takes_its_dots_and_waiting_texts_along(hall):
    card_id = hall.card(hall.scribe, "Card")
    reword(hall, hall.scribe, card_id, "Hers", 1)
    reword(hall, hall.second, card_id, "His", 1)
    hall.open_voting()
    hall.write(votes.set_dots, hall.other, card_id, 1)

    hall.write(cards.remove, hall.scribe, card_id)

    for table in (tables.card, tables.vote, tables.conflict):
        assert hall.rows(table) == []


def test_a_card_taken_off_the_wall_is_still_its_tables(hall):
    card_id = hall.card(hall.scribe, "Card")
    hall.write(workshops.show_cards, hall.facilitator, True)
    hall.write(sorting.set_hidden, hall.facilitator, card_id, True)

    assert hall.cards(hall.second)["Card"].hidden
    assert hall.cards(hall.facilitator)["Card"].hidden
    for who in ("other", "alone", "projector"):
        assert hall.cards(hall.everybody[who]) == {}


def test_picking_it_anew_does_not_put_a_hidden_card_back(hall):
    card_id = hall.card(hall.scribe, "Card")
    hall.write(sorting.set_hidden, hall.facilitator, card_id, True)
    hall.write(cards.move, hall.scribe, card_id, Stage.TABLE)
    hall.write(cards.move, hall.scribe, card_id, Stage.ROOM)

    assert hall.cards(hall.facilitator)["Card"].hidden


def test_cards_stand_in_the_order_in_which_they_came(hall):
    first = hall.card(hall.scribe, "One", Stage.TABLE)
    hall.card(hall.second, "Two")
    hall.card(hall.other, "Three")
    hall.write(cards.move, hall.scribe, first, Stage.ROOM)

    found = hall.cards(hall.facilitator)
    arrived = sorted(found, key=lambda text: found[text].position)
    written = sorted(found, key=lambda text: found[text].number)
    assert arrived == ["Two", "Three", "One"]
    assert written == ["One", "Two", "Three"]


def test_cards_are_counted_by_table_without_those_kept_for_oneself(hall, elsewhere):
    elsewhere.card(elsewhere.alone, "Not ours")
    hall.card(hall.scribe, "A", Stage.OWN)
    hall.card(hall.scribe, "B", Stage.TABLE)
    hall.card(hall.second, "C", Stage.ROOM)
    hall.card(hall.alone, "D", Stage.ROOM)

    counts = hall.read(cards.counts_by_group, hall.facilitator)
    assert counts == {hall.scribe.group_id: 2, None: 1}


def test_themes_and_workshops_count_their_cards_apart(hall, elsewhere):
    elsewhere.card(elsewhere.scribe, "Not ours", theme_id=THEME)
    hall.card(hall.scribe, "A", theme_id=THEME)
    hall.card(hall.scribe, "B", theme_id=OTHER_THEME)

    found = hall.cards(hall.scribe)
    assert (found["A"].theme_id, found["B"].theme_id) == (THEME, OTHER_THEME)
    assert (found["A"].position, found["B"].position) == (1, 1)
