"""The promise beside each field, written down by hand, against what the store gives."""

import itertools
from contextlib import suppress
from datetime import date

import pytest

from musworkshop.errors import NotAllowed, NotFound
from musworkshop.model.roles import IN_THE_ROOM, Role
from musworkshop.model.temperature import RoundState
from musworkshop.model.visibility import TABLE, Artefact, Reveal
from musworkshop.model.work import Origin, Stage
from musworkshop.rules import wheel_picture
from musworkshop.settings import Settings
from musworkshop.store import (
    actions,
    cards,
    drafts,
    form,
    methods,
    notes,
    pair_work,
    passages,
    rounds,
    sorting,
    votes,
    wheel_ballots,
    workbook,
    workshops,
)
from musworkshop.store.seal import Seals
from musworkshop.store.values import hashed
from tests.rules.wheels import wheel
from tests.store.answering import Answering, same
from tests.store.hall import THEME, open_hall
from tests.store.pairing import Pairing
from tests.store.talks import BOWL

EVERYBODY = {
    "facilitator",
    "projector",
    "scribe",
    "second",
    "other",
    "alone",
    "alone_too",
}
TABLE_OAK = {"scribe", "second"}
#: The two who talk; two others talk in the same room.
BOTH = {"employee", "leader"}
CARDS, VOTES, NOTES, RESULT, BOTH_READY, PICTURE = Reveal

#: (artefact, whose) -> who reads it at once, who reads it after which reveal.
PROMISED = {
    (Artefact.STRATEGY, "facilitator"): (EVERYBODY, None, EVERYBODY),
    (Artefact.OWN_WORDS, "scribe"): (TABLE_OAK | {"facilitator"}, CARDS, EVERYBODY),
    (Artefact.DRAFT, "scribe"): ({"scribe"}, None, {"scribe"}),
    (Artefact.DRAFT, "alone"): ({"alone"}, None, {"alone"}),
    (Artefact.DRAFT, "facilitator"): ({"facilitator"}, None, {"facilitator"}),
    (Artefact.OWN_CARD, "scribe"): ({"scribe"}, None, {"scribe"}),
    (Artefact.OWN_CARD, "alone"): ({"alone"}, None, {"alone"}),
    (Artefact.TABLE_CARD, "scribe"): (TABLE_OAK, None, TABLE_OAK),
    (Artefact.TABLE_CARD, "alone"): ({"alone"}, None, {"alone"}),
    (Artefact.ROOM_CARD, "scribe"): (TABLE_OAK | {"facilitator"}, CARDS, EVERYBODY),
    (Artefact.ROOM_CARD, "alone"): ({"alone", "facilitator"}, CARDS, EVERYBODY),
    # The single votes are gone once the sums are shown.
    (Artefact.VOTE, "scribe"): ({"scribe"}, VOTES, set()),
    (Artefact.VOTE, "alone"): ({"alone"}, VOTES, set()),
    (Artefact.TALLY, "alone"): (set(), VOTES, EVERYBODY),
    (Artefact.NOTE, "scribe"): ({"scribe"}, NOTES, EVERYBODY),
    (Artefact.NOTE, "alone"): ({"alone"}, NOTES, EVERYBODY),
    (Artefact.FORM_QUESTION, "facilitator"): (EVERYBODY, None, EVERYBODY),
    (Artefact.FORM_QUESTION, "scribe"): (EVERYBODY, None, EVERYBODY),
    # The single answers are gone once they are counted.
    (Artefact.ANSWERS, "scribe"): ({"scribe"}, RESULT, set()),
    (Artefact.ANSWERS, "alone"): ({"alone"}, RESULT, set()),
    (Artefact.COMMENT, "scribe"): ({"scribe"}, RESULT, EVERYBODY),
    (Artefact.COMMENT, "alone"): ({"alone"}, RESULT, EVERYBODY),
    (Artefact.RESULT, "alone"): (set(), RESULT, EVERYBODY),
    (Artefact.AGREED_ACTION, "facilitator"): (EVERYBODY, None, EVERYBODY),
    (Artefact.RATINGS, "employee"): ({"employee"}, BOTH_READY, BOTH),
    (Artefact.RATINGS, "leader"): ({"leader"}, BOTH_READY, BOTH),
    (Artefact.FOCUS, "employee"): (BOTH, None, BOTH),
    (Artefact.FOCUS, "leader"): (BOTH, None, BOTH),
    (Artefact.PICTURE, "employee"): (set(), PICTURE, EVERYBODY),
}
TAKEN_AWAY = {Artefact.VOTE, Artefact.ANSWERS}
REVEALS = [
    frozenset(each)
    for size in range(3)
    for each in itertools.combinations((CARDS, VOTES), size)
] + [frozenset({each}) for each in (NOTES, RESULT, BOTH_READY, PICTURE)]
MARK = "CANARY"
LEVELS = ("strong", "focus")


@pytest.fixture
def hall(engine, beginnings):
    """Two who talk belong to it, and two others."""

    def make():
        made = open_hall(engine)
        Pairing(made).seat()
        Pairing(made).seat("other ")
        return made

    return beginnings.begin(engine, "hall of pairs", make)


@pytest.fixture
def elsewhere(engine, beginnings):
    """Two who talk belong to it."""

    def make():
        made = open_hall(engine, name=" elsewhere")
        Pairing(made).seat()
        return made

    return beginnings.begin(engine, "elsewhere with a pair", make)


def everybody(hall):
    two = {name: device.viewer for name, device in hall.talking.items()}
    return {**hall.everybody, **two}


def plant(hall, artefact, whose):
    """Let somebody make an artefact that can be told from all others."""
    viewer = everybody(hall)[whose]
    stages = {
        Artefact.OWN_CARD: Stage.OWN,
        Artefact.TABLE_CARD: Stage.TABLE,
        Artefact.ROOM_CARD: Stage.ROOM,
    }
    if artefact in stages:
        hall.card(viewer, MARK, stages[artefact])
    elif artefact is Artefact.STRATEGY:
        hall.goal(MARK)
    elif artefact is Artefact.OWN_WORDS:
        hall.write(passages.say_in_own_words, viewer, hall.goal("Goal"), MARK, 0)
    elif artefact is Artefact.DRAFT:
        hall.write(drafts.keep, viewer, "field", MARK)
    elif artefact is Artefact.NOTE:
        hall.write(
            methods.start,
            hall.facilitator,
            BOWL,
            mode_id="open",
            theme_id=THEME,
            chairs=2,
            step_left_s=60.0,
            step_total_s=60.0,
        )
        about = {"theme_id": THEME, "prompt_id": "heard", "text": MARK}
        hall.write(notes.add, viewer, **about)
    elif artefact in (Artefact.VOTE, Artefact.TALLY):
        card_id = hall.card(hall.other, "Voted for")
        hall.open_voting()
        hall.write(votes.set_dots, viewer, card_id, 2)
    elif artefact is Artefact.ANSWERS:
        answer(hall, whose, answers={MARK: 1}, unit_id=MARK)
    elif artefact is Artefact.COMMENT:
        answer(hall, whose, comment=MARK)
    elif artefact is Artefact.RESULT:
        answer(hall, whose, answers=same(3))
    elif artefact is Artefact.AGREED_ACTION:
        about = {"text": MARK, "owner": "", "due": "", "status": "agreed"}
        hall.write(actions.save, viewer, "", **about)
    elif artefact is Artefact.RATINGS:
        Pairing(hall).type(hall.talking[whose], MARK, "strong")
    elif artefact is Artefact.FOCUS:
        do_reveal(hall, frozenset({BOTH_READY}))
        Pairing(hall).focus(hall.talking[whose], "a", sentence=MARK)
    elif artefact is Artefact.PICTURE:
        for n in range(6):
            rated = {"craft": LEVELS[n % 2]}
            seals = Seals(Settings().seals)
            hall.write(wheel_ballots.leave, viewer, f"ballot {n}", rated, seals)
    else:
        hall.write(
            form.choose,
            viewer,
            group_id=viewer.group_id,
            theme_id=THEME,
            origin=Origin.OWN,
            origin_id=None,
            text=MARK,
        )


def asked(hall):
    return Answering(hall, Seals(Settings().seals))


def secret_of(hall, name):
    """What only that device's browser keeps."""
    return hashed(hall.everybody[name].seat_id)


def answer(hall, whose, **about):
    """Let somebody answer, and seven others; all of them write a comment."""
    room = asked(hall)
    room.open()
    room.crowd([{"answers": same(n % 5), "comment": "Said"} for n in range(7)])
    told = {"comment": "Said too", **about}
    room.hand_in(hall.everybody[whose], secret_of(hall, whose), **told)


def do_reveal(hall, revealed):
    if RESULT in revealed:
        room = asked(hall)
        if room.round().state is RoundState.WAITING:
            room.open()
        room.close()
    if CARDS in revealed:
        hall.write(workshops.show_cards, hall.facilitator, True)
    if VOTES in revealed:
        if hall.workshop().vote_state != "open":
            hall.open_voting()
        hall.write(votes.reveal, hall.facilitator)
    if NOTES in revealed:  # of each note, as the result is the round's: not here
        hall.write(notes.show, hall.facilitator)
    if BOTH_READY in revealed:
        two = [hall.talking[name] for name in sorted(BOTH)]
        if not Pairing(hall).view(two[0]).is_revealed:
            Pairing(hall).reveal(*two)
    if PICTURE in revealed:
        hall.write(count_wheels, hall.facilitator)
    of_all = {CARDS, VOTES}
    assert hall.workshop().revealed == revealed & of_all


def count_wheels(connection, viewer):
    found = wheel_ballots.take_out(connection, viewer, Seals(Settings().seals))
    today = date(2026, 11, 22)
    counted = wheel_picture.count(found, wheel(), threshold=5, counted_on=today)
    wheel_ballots.keep(connection, viewer, counted)


def reads(hall, viewer, artefact):
    """Whether a viewer reads the planted artefact through any function of the store."""
    revealed = hall.workshop().revealed
    if viewer.role is Role.PAIR:
        # Its page asks for the own pair; this is what else asks who is asking.
        asked_for = [
            hall.read(cards.visible, viewer, revealed=revealed),
            hall.read(passages.visible, viewer, revealed=revealed),
            hall.read(sorting.clusters, viewer, revealed=revealed),
            hall.read(form.chosen, viewer),
            hall.read(drafts.of_seat, viewer),
            hall.read(notes.visible, viewer),
            hall.read(votes.own, viewer),
            hall.read(votes.sums, viewer, revealed=revealed),
        ]
        return MARK in str([*asked_for, talk(hall, viewer)]) or any(asked_for[-2:])
    if artefact is Artefact.PICTURE:
        found = hall.read(wheel_ballots.of_workshop, viewer.workshop_id)
        return found is not None and found.wheels > 0
    if artefact is Artefact.VOTE:
        return bool(hall.read(votes.own, viewer))
    if artefact is Artefact.TALLY:
        book = hall.read(workbook.read, viewer)
        return bool(hall.read(votes.sums, viewer, revealed=revealed) or book.tally)
    if artefact is Artefact.RESULT:
        book = hall.read(workbook.read, viewer)
        found = hall.read(rounds.get, viewer.workshop_id).publication
        assert found == book.temperature
        return found is not None and found.employees.is_shown
    found = [
        hall.read(cards.visible, viewer, revealed=revealed),
        hall.read(passages.visible, viewer, revealed=revealed),
        hall.read(sorting.clusters, viewer, revealed=revealed),
        hall.read(form.chosen, viewer),
        hall.read(drafts.of_seat, viewer),
        hall.read(notes.visible, viewer),
        hall.read(workbook.read, viewer),
        hall.read(rounds.get, viewer.workshop_id),
        hall.read(actions.of_workshop, viewer.workshop_id),
        opened(hall, viewer),
        talk(hall, viewer),
    ]
    return MARK in str(found)


def opened(hall, viewer):
    """The sheet that a device opens with the secret of its own browser."""
    if viewer.role not in IN_THE_ROOM:
        return None
    return asked(hall).own(viewer, hashed(viewer.seat_id))


def talk(hall, viewer):
    """What a pair's device opens with its secret, and all others with all secrets."""
    found = []
    for device in hall.talking.values():
        if viewer.role is not Role.PAIR or device.viewer == viewer:
            with suppress(NotAllowed, NotFound):
                found.append(hall.read(pair_work.view, viewer, device.secret))
    return found


def test_every_artefact_is_promised_and_planted():
    assert {artefact for artefact, _whose in PROMISED} == set(Artefact) == set(TABLE)


@pytest.mark.parametrize(
    "revealed", REVEALS, ids=lambda each: "+".join(sorted(each)) or "none"
)
@pytest.mark.parametrize(
    ("artefact", "whose"), list(PROMISED), ids=lambda each: str(each)
)
def test_exactly_those_read_it_who_are_promised(hall, artefact, whose, revealed):
    plant(hall, artefact, whose)
    do_reveal(hall, revealed)

    at_once, reveal, later = PROMISED[artefact, whose]
    expected = later if reveal in revealed else at_once
    found = {
        name
        for name, viewer in everybody(hall).items()
        if reads(hall, viewer, artefact)
    }
    assert found == expected


@pytest.mark.parametrize("artefact", list(Artefact))
def test_nobody_reads_it_in_another_workshop(hall, elsewhere, artefact):
    whose = next(whose for each, whose in PROMISED if each is artefact)
    plant(hall, artefact, whose)
    for room in (hall, elsewhere):
        room.write(workshops.show_cards, room.facilitator, True)
    if artefact is Artefact.TALLY:
        do_reveal(hall, frozenset({CARDS, VOTES}))
        do_reveal(elsewhere, frozenset({CARDS, VOTES}))
    if artefact in (Artefact.RESULT, Artefact.COMMENT):
        do_reveal(hall, frozenset({CARDS, RESULT}))
        do_reveal(elsewhere, frozenset({CARDS, RESULT}))
    if artefact in (Artefact.RATINGS, Artefact.FOCUS, Artefact.PICTURE):
        do_reveal(hall, frozenset({CARDS, BOTH_READY, PICTURE}))
        do_reveal(elsewhere, frozenset({CARDS, BOTH_READY, PICTURE}))

    for viewer in everybody(elsewhere).values():
        assert not reads(elsewhere, viewer, artefact)


@pytest.mark.parametrize("artefact", list(Artefact))
def test_the_table_of_the_model_says_what_is_promised_here(artefact):
    row = TABLE[artefact]
    reveals = {
        reveal
        for (each, _whose), (_now, reveal, _later) in PROMISED.items()
        if each is artefact and artefact not in TAKEN_AWAY
    } - {None}

    assert {row.reveal} - {None} == reveals


def test_the_dots_of_a_cluster_are_hidden_like_those_of_a_card(hall):
    ids = [hall.card(hall.scribe, text) for text in "AB"]
    cluster = hall.write(sorting.group_cards, hall.facilitator, ids)
    hall.open_voting()
    hall.write(votes.set_dots, hall.alone, cluster, 3)

    for name, viewer in hall.everybody.items():
        assert bool(hall.read(votes.own, viewer)) is (name == "alone")
        assert not hall.read(workbook.read, viewer).tally


def test_texts_that_wait_are_as_private_as_the_text_they_wait_beside(hall):
    goal = hall.goal("Goal")
    hall.write(passages.say_in_own_words, hall.scribe, goal, "Ours", 0)
    hall.write(passages.say_in_own_words, hall.second, goal, MARK, 0)

    readers = {
        name
        for name, viewer in hall.everybody.items()
        if reads(hall, viewer, Artefact.OWN_WORDS)
    }
    assert readers == TABLE_OAK | {"facilitator"}


def test_what_was_first_written_is_as_private_as_the_card(hall):
    card_id = hall.card(hall.scribe, MARK, Stage.TABLE)
    hall.write(cards.reword, hall.scribe, card_id, "Reworded", 1)

    readers = {
        name
        for name, viewer in hall.everybody.items()
        if reads(hall, viewer, Artefact.TABLE_CARD)
    }
    assert readers == TABLE_OAK
