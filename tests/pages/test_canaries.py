"""Thirty planted texts: what each role's page, and the process behind it, may hold."""

import re

import pytest

from musworkshop.model.work import Origin, PassageKind, Stage
from musworkshop.pages.room import read_room
from musworkshop.store import (
    cards,
    drafts,
    form,
    joining,
    passages,
    sorting,
    tables,
    votes,
    workshops,
)
from musworkshop.store.connect import transaction
from tests.pages.opened import Opened
from tests.store.hall import OTHER_THEME, THEME, concept

EVERYBODY = {"facilitator", "projector", "scribe", "second", "other", "alone"}
OAK, BIRCH = {"scribe", "second"}, {"other"}
LEADER = {"facilitator"}


@pytest.fixture
def planted(hall):
    """Canary -> (who may hold it before the cards are shown, who after)."""
    found = {}

    def canary(at_once, later=None):
        name = f"CANARY{len(found):02}X"
        found[name] = (at_once, later or at_once)
        return name

    leader = hall.facilitator
    for kind in (PassageKind.CHALLENGE, PassageKind.GOAL):
        hall.write(passages.add, leader, kind, text=canary(EVERYBODY))
    hall.write(
        passages.add,
        leader,
        PassageKind.LEADER_QUESTION,
        theme_id=THEME,
        text=canary(EVERYBODY),
    )
    title = hall.passage(leader, PassageKind.TITLE)
    hall.write(passages.save, leader, title.id, canary(EVERYBODY), 1)
    goal = hall.passage(leader, PassageKind.GOAL)
    for who, table in (("scribe", OAK), ("other", BIRCH)):
        hall.write(
            passages.say_in_own_words,
            hall.everybody[who],
            goal.id,
            canary(table | LEADER, EVERYBODY),
            0,
        )
    hall.write(
        passages.say_in_own_words,
        hall.second,
        goal.id,
        canary(OAK | LEADER, EVERYBODY),
        0,
    )
    for who, table in (("scribe", OAK), ("other", BIRCH), ("alone", {"alone"})):
        viewer = hall.everybody[who]
        circles = {
            Stage.OWN: ({who}, None),
            Stage.TABLE: (table, None),
            Stage.ROOM: (table | LEADER, EVERYBODY),
        }
        for theme_id in (THEME, OTHER_THEME):
            for stage, (at_once, later) in circles.items():
                hall.card(viewer, canary(at_once, later), stage, theme_id)
    first = hall.card(hall.scribe, canary(OAK), Stage.TABLE)
    hall.write(cards.reword, hall.scribe, first, "Reworded", 1)
    hidden = hall.card(hall.scribe, canary(OAK | LEADER))
    hall.write(sorting.set_hidden, leader, hidden, True)
    for who in ("scribe", "alone", "facilitator"):
        viewer = hall.everybody[who]
        hall.write(drafts.keep, viewer, f"card:{THEME}", canary({who}))
    for who, group_id in (("facilitator", None), ("scribe", hall.scribe.group_id)):
        hall.write(
            form.choose,
            hall.everybody[who],
            group_id=group_id,
            theme_id=THEME,
            origin=Origin.OWN,
            origin_id=None,
            text=canary(EVERYBODY),
        )
    assert len(found) == 32
    return found


def steps_of(hall):
    """Let the room go through every step, so that each part of a page is filled."""
    for step in concept().steps:
        hall.write(workshops.go_to_step, hall.facilitator, step.id, minutes=5)
        yield step.id


def leaks(planted, held, who, *, shown):
    return {
        canary
        for canary, (at_once, later) in planted.items()
        if canary in held and who not in (later if shown else at_once)
    }


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("shown", [False, True])
def test_no_page_holds_a_text_its_role_may_not_read(hall, planted, who, shown):
    hall.write(workshops.show_cards, hall.facilitator, shown)
    page = Opened(hall, hall.everybody[who])
    for _step in steps_of(hall):
        assert leaks(planted, page.everything(), who, shown=shown) == set()


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("shown", [False, True])
def test_no_process_behind_a_page_reads_a_text_its_role_may_not(
    hall, planted, who, shown
):
    hall.write(workshops.show_cards, hall.facilitator, shown)
    held = str(hall.read(read_room, hall.everybody[who]))

    assert leaks(planted, held, who, shown=shown) == set()


def test_the_canaries_do_arrive_where_they_may(hall, planted):
    """Else nothing would be proved by their absence."""
    hall.write(workshops.show_cards, hall.facilitator, True)
    for who in EVERYBODY - {"projector"}:
        held = str(hall.read(read_room, hall.everybody[who]))
        missing = {
            canary
            for canary, (_at_once, later) in planted.items()
            if who in later and canary not in held
        }
        # What a card was first called stands beside its new text.
        assert missing == set()


def test_every_stage_and_kind_of_text_is_planted(hall, planted):
    stored = str(hall.everything())

    assert all(canary in stored for canary in planted)
    assert {row["stage"] for row in hall.everything()["card"]} == set(Stage)


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_no_page_holds_a_key_a_token_or_another_tables_device(hall, planted, who):
    viewer = hall.everybody[who]
    page = Opened(hall, viewer)
    forbidden = {hall.keys.facilitator_key, *hall.tokens.values()}
    if who != "facilitator":
        forbidden.add(hall.keys.projector_key)
    for name, other in hall.everybody.items():
        same_table = viewer.group_id is not None and viewer.group_id == other.group_id
        if name != who and not same_table:
            forbidden.add(other.seat_id)
    for _step in steps_of(hall):
        held = page.everything()
        assert not {secret for secret in forbidden if secret in held}


def test_the_projector_holds_no_device_at_all(hall, planted):
    page = Opened(hall, hall.projector)
    for _step in steps_of(hall):
        held = page.everything()
        for viewer in hall.everybody.values():
            assert viewer.seat_id not in held


@pytest.mark.parametrize("who", sorted(EVERYBODY - {"alone"}))
def test_no_page_tells_how_somebody_else_has_voted(hall, who):
    card_id = hall.card(hall.other, "Voted for")
    hall.write(workshops.show_cards, hall.facilitator, True)
    hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=5)
    hall.open_voting(7)
    page = Opened(hall, hall.everybody[who])
    before = page.everything()
    before_room = _without_time(hall, who)
    hall.write(votes.set_dots, hall.alone, card_id, 7)

    after = page.everything()
    if who == "facilitator":
        voted = page.data("VotePanel")
        assert voted["voted"] == 1
        before = before.replace('"voted": 0', '"voted": 1')
    assert _without_clock(after) == _without_clock(before)
    if who != "facilitator":
        assert _without_time(hall, who) == before_room


def _without_clock(held):
    return re.sub(r'"left_s": [\d.]+', "", held)


def _without_time(hall, who):
    room = hall.read(read_room, hall.everybody[who])
    return (room.cards, room.sums, room.dots, room.budget, room.voted)


def test_who_joins_a_table_later_sees_what_the_table_sees_and_no_more(hall, planted):
    with transaction(hall.engine) as connection:
        newcomer, _token = joining.join_table(
            connection, hall.workshop_id, hall.other.group_id
        )
    # Of the other device's own texts only those it has laid on the table.
    own = {
        row["text"]
        for row in hall.rows(tables.card)
        if row["seat_id"] == hall.other.seat_id and row["stage"] == Stage.OWN
    }
    page = Opened(hall, newcomer)
    for _step in steps_of(hall):
        held = page.everything()
        assert leaks(planted, held, "other", shown=False) == set()
        assert not {text for text in own if text in held}
    assert own
