import re

import pytest

from musworkshop.model.permissions import ALLOWED, Action
from musworkshop.model.roles import IN_THE_ROOM, Role
from musworkshop.model.visibility import (
    ROLES_IN,
    TABLE,
    Artefact,
    Audience,
    Reveal,
    Visibility,
)
from musworkshop.model.workshop import VoteState
from musworkshop.store import tables
from musworkshop.text import LANGUAGES, _, speaking

PEOPLE = IN_THE_ROOM | {Role.FACILITATOR}
#: Circles that have no members before the yearly round is built.
LATER = {Audience.UNIT, Audience.COUNCIL}


def test_every_artefact_and_every_circle_stands_in_the_table():
    assert set(TABLE) == set(Artefact)
    assert set(ROLES_IN) == set(Audience)


def test_every_action_says_who_may_do_it():
    assert set(ALLOWED) == set(Action)
    assert all(ALLOWED.values())


def test_the_projector_may_do_nothing():
    assert not [a for a, roles in ALLOWED.items() if Role.PROJECTOR in roles]


def test_the_projector_is_only_in_the_whole_room():
    circles = {each for each, roles in ROLES_IN.items() if Role.PROJECTOR in roles}

    assert circles == {Audience.ROOM}


@pytest.mark.parametrize("artefact", list(Artefact))
def test_a_reveal_only_ever_widens_a_circle(artefact):
    row = TABLE[artefact]

    assert row.at_once <= row.audiences(frozenset(Reveal))
    assert row.audiences(frozenset()) == row.at_once
    assert bool(row.later) is (row.reveal is not None)


@pytest.mark.parametrize("artefact", list(Artefact))
@pytest.mark.parametrize("reveal", list(Reveal))
def test_only_its_own_reveal_widens_it(artefact, reveal):
    row = TABLE[artefact]
    widened = row.audiences(frozenset({reveal})) != row.at_once

    assert widened is (row.reveal is reveal)


@pytest.mark.parametrize("artefact", list(Artefact))
def test_no_artefact_is_for_a_circle_that_has_no_members_yet(artefact):
    assert not TABLE[artefact].audiences(frozenset(Reveal)) & LATER


#: What must be said beside a field, by who reads it.
SAID = {
    Artefact.STRATEGY: "whole room",
    Artefact.OWN_WORDS: "Your table and the facilitator",
    Artefact.DRAFT: "Only this device",
    Artefact.OWN_CARD: "Only this device",
    Artefact.TABLE_CARD: "Only your table",
    Artefact.ROOM_CARD: "facilitator sees it once picked",
    Artefact.VOTE: "Only this device",
    Artefact.TALLY: "hidden until",
    Artefact.NOTE: "Only this device",
    Artefact.FORM_QUESTION: "whole room",
    Artefact.ANSWERS: "Only this device",
    Artefact.COMMENT: "at least eight people",
    Artefact.RESULT: "hidden until",
    Artefact.AGREED_ACTION: "whole room",
    Artefact.RATINGS: "Only you see this now. The two of you",
    Artefact.FOCUS: "Only the two of you",
    Artefact.PICTURE: "at least {threshold} do so",
}
#: What the sentence says of what widens the circle, or takes the thing itself away.
WIDENS = {
    Reveal.CARDS: "facilitator shows",
    Reveal.VOTES: "facilitator shows",
    Reveal.NOTES: "facilitator shows",
    Reveal.RESULT: "close",
    Reveal.BOTH_READY: "when you are ready",
    Reveal.PICTURE: "Counted only where both of you agree",
}
TAKEN_AWAY = {Artefact.VOTE: Reveal.VOTES, Artefact.ANSWERS: Reveal.RESULT}


@pytest.mark.parametrize("artefact", list(Artefact))
def test_the_sentence_names_the_circle_and_what_widens_it(artefact):
    row = TABLE[artefact]

    reveal = row.reveal or TAKEN_AWAY.get(artefact)

    assert SAID[artefact] in row.sentence
    said = {words for words in WIDENS.values() if words in row.sentence}
    assert said == ({WIDENS[reveal]} if reveal else set())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("artefact", list(Artefact))
def test_the_sentence_exists_in_each_language_with_the_same_gaps(artefact, language):
    sentence = TABLE[artefact].sentence
    with speaking(language):
        said = _(sentence)

    assert re.findall(r"\{.*?\}", said) == re.findall(r"\{.*?\}", sentence)
    assert (said == sentence) is (language == "en")


@pytest.mark.parametrize("artefact", list(Artefact))
def test_a_person_alone_is_promised_nothing_of_a_table(artefact):
    row = TABLE[artefact]
    said = row.sentence_for(alone=True)

    assert row.sentence_for(alone=False) == row.sentence
    if artefact in (Artefact.OWN_CARD, Artefact.ROOM_CARD, Artefact.VOTE):
        assert "table" not in said
        assert "pick" not in said
    assert re.findall(r"\{.*?\}", said) == re.findall(r"\{.*?\}", row.sentence)


@pytest.mark.parametrize("artefact", [Artefact.RATINGS, Artefact.FOCUS])
def test_what_the_two_write_is_for_no_role_but_theirs_whatever_is_revealed(artefact):
    circles = TABLE[artefact].audiences(frozenset(Reveal))

    assert {role for each in circles for role in ROLES_IN[each]} == {Role.PAIR}
    for nobody in ("not the facilitator", "not those who"):
        assert nobody.removeprefix("not ") in TABLE[artefact].sentence


def test_the_two_who_talk_are_in_no_circle_of_the_room_and_do_nothing_in_it():
    circles = {each for each, roles in ROLES_IN.items() if Role.PAIR in roles}
    actions = {each for each, roles in ALLOWED.items() if Role.PAIR in roles}

    assert circles == {Audience.PAIR, Audience.OWN_SIDE}
    assert actions == {Action.TALK}


def test_only_those_in_the_room_write_and_vote():
    for action in (Action.WRITE_CARD, Action.PICK_CARD, Action.VOTE):
        assert ALLOWED[action] == IN_THE_ROOM


def test_people_can_move_and_keep_drafts_whatever_their_role():
    for action in (Action.MOVE_SELF, Action.KEEP_DRAFT):
        assert ALLOWED[action] == PEOPLE


def test_every_table_says_who_may_read_it():
    for table in tables.metadata.sorted_tables:
        assert table.comment, table.name
    named = " ".join(str(table.comment) for table in tables.metadata.sorted_tables)
    for artefact in Artefact:
        assert artefact.name in named


def test_what_nobody_has_revealed_is_for_the_first_circle_only():
    row = Visibility(
        at_once=frozenset({Audience.OWN_SEAT}),
        later=frozenset({Audience.ROOM}),
        reveal=Reveal.VOTES,
        sentence="x",
    )

    assert row.audiences(frozenset({Reveal.CARDS})) == {Audience.OWN_SEAT}


def test_the_states_of_a_voting_are_in_the_order_they_happen():
    assert list(VoteState) == ["closed", "open", "revealed"]
