from dataclasses import fields, replace

import pytest
from sqlalchemy import Engine, select

from musworkshop.content.read import demo_script, find_concept
from musworkshop.documents.archive import archive_json
from musworkshop.errors import StoreError
from musworkshop.model.pair import Side
from musworkshop.model.roles import Role
from musworkshop.model.work import Origin, PassageKind, Stage
from musworkshop.model.workbook import Workbook
from musworkshop.model.workshop import VoteState
from musworkshop.store import (
    actions,
    cards,
    form,
    joining,
    pair_agreed,
    passages,
    seats,
    sorting,
    tables,
    votes,
    workbook,
    workshops,
)
from musworkshop.store.connect import reading, transaction
from musworkshop.store.pair_tables import pair, pair_content, pair_side
from musworkshop.store.scripts import write_script
from musworkshop.store.seal import Seals
from musworkshop.store.start import prepare
from musworkshop.store.values import hashed
from tests.store.answering import Answering, same
from tests.store.hall import OTHER_THEME, THEME, concept, open_hall
from tests.store.pairing import Pairing


@pytest.fixture
def full(hall, tmp_path):
    """A hall in which everything has been done once."""
    leader, goal_id = hall.facilitator, hall.goal("A goal")
    hall.goal("")
    title = hall.passage(leader, PassageKind.TITLE)
    hall.write(passages.save, leader, title.id, "Æ title\nin <b>two</b> lines", 1)
    hall.write(passages.save, leader, title.id, "Another title", 1)
    hall.write(passages.add, leader, PassageKind.CHALLENGE, text="A challenge")
    hall.write(
        passages.add, leader, PassageKind.LEADER_QUESTION, theme_id=THEME, text="Ask"
    )
    hall.write(passages.add, leader, PassageKind.CHECK, theme_id="short", text="no")
    for viewer in (hall.scribe, hall.other):
        hall.write(passages.say_in_own_words, viewer, goal_id, f"{viewer.role}", 0)
    hall.write(passages.say_in_own_words, hall.second, goal_id, "Also", 0)
    ids = [
        hall.card(viewer, f"Card {n}", theme_id=theme)
        for n, (viewer, theme) in enumerate(
            [
                (hall.scribe, THEME),
                (hall.other, THEME),
                (hall.alone, THEME),
                (hall.alone, OTHER_THEME),
                (hall.second, OTHER_THEME),
            ]
        )
    ]
    hall.card(hall.scribe, "Unpicked", Stage.TABLE)
    hall.card(hall.alone, "Unsent", Stage.OWN)
    hall.write(cards.reword, hall.other, ids[1], "Card 1, reworded", 1)
    cluster_id = hall.write(sorting.group_cards, leader, ids[:3])
    hall.write(sorting.name_cluster, leader, cluster_id, "Worded", 1)
    hall.write(sorting.set_hidden, leader, ids[3], True)
    hall.write(workshops.show_cards, leader, True)
    hall.open_voting(5)
    hall.write(votes.set_dots, hall.alone, cluster_id, 3)
    hall.write(votes.set_dots, hall.other, ids[4], 2)
    hall.write(votes.reveal, leader)
    for group_id, origin, origin_id in (
        (None, Origin.ROOM, cluster_id),
        (hall.scribe.group_id, Origin.LEADER, "leader"),
        (hall.other.group_id, Origin.CONCEPT, "concept"),
        (None, Origin.OWN, None),
    ):
        hall.write(
            form.choose,
            leader,
            group_id=group_id,
            theme_id=THEME,
            origin=origin,
            origin_id=origin_id,
            text=f"Question {origin}",
            origins=("Oak", "Birch", ""),
        )
    unit_id = hall.write(passages.add, leader, PassageKind.UNIT, text="Kitchen")
    room = Answering(hall, Seals(tmp_path / "seals"))
    room.open()
    room.crowd(
        [
            {"answers": same(n % 5), "comment": f"Comment {n}", "unit_id": unit_id}
            for n in range(12)
        ]
    )
    room.close(units={unit_id: "Kitchen"})
    for due in ("2026-09-01", ""):
        about = {"text": "Agreed", "owner": "Leader", "due": due, "status": "agreed"}
        hall.write(actions.save, leader, "", **about)
    hall.write(workshops.go_to_step, leader, "choose", minutes=10)
    hall.write(workshops.focus, leader, theme_id=OTHER_THEME)
    hall.write(workshops.focus, leader, page=1)
    return hall


def written_and_read(engine: Engine, book: Workbook) -> Workbook:
    with transaction(engine) as connection:
        keys = workbook.write(connection, book)
    with reading(engine) as connection:
        return workbook.read_whole(connection, keys.workshop_id)


@pytest.fixture
def empty_engine(db_url):
    """A second, empty store on the same kind of database."""
    engine = prepare(db_url)
    yield engine
    engine.dispose()


def test_everything_comes_back_as_it_was(full, empty_engine):
    book = full.book()

    assert written_and_read(empty_engine, book) == book


def test_no_part_of_the_workbook_is_empty_in_that_test(full):
    book = full.book()

    assert all(getattr(book, field.name) for field in fields(book))
    assert any(passage.conflicts for passage in book.passages)
    assert any(card.hidden for card in book.cards)
    assert {tally.dots for tally in book.tally} == {3, 2}
    assert {question.origin for question in book.questions} == set(Origin)
    assert {passage.kind for passage in book.passages} == set(PassageKind)
    assert book.temperature.employees.is_shown
    assert book.temperature.units[0].result.is_shown
    assert len(book.temperature.comments) == 12
    assert [action.due is None for action in book.actions] == [False, True]


def test_a_second_copy_of_the_copy_is_still_the_same(full, empty_engine):
    book = full.book()
    again = written_and_read(empty_engine, book)
    with transaction(empty_engine) as connection:
        connection.execute(tables.workshop.delete())

    assert written_and_read(empty_engine, again) == book


def test_an_open_voting_is_a_closed_one_in_the_workbook_and_comes_back_so(
    hall, empty_engine
):
    card_id = hall.card(hall.scribe, "A")
    hall.open_voting()
    hall.write(votes.set_dots, hall.alone, card_id, 2)
    book = hall.book()

    assert book.workshop.vote_state is VoteState.CLOSED
    assert book.tally == ()
    assert written_and_read(empty_engine, book) == book
    assert hall.workshop().vote_state is VoteState.OPEN


def test_a_workshop_nobody_has_touched_comes_back_too(hall, empty_engine):
    book = hall.book()

    assert written_and_read(empty_engine, book) == book


def test_the_workbook_holds_no_secret_and_no_device(full):
    book = str(full.book())

    for each in (
        full.keys.room_code,
        full.keys.join_key,
        full.keys.facilitator_key,
        full.keys.projector_key,
        *full.tokens.values(),
        *(viewer.seat_id for viewer in full.everybody.values()),
    ):
        assert each not in book


def test_pairs_are_in_no_workbook_and_no_archive_and_come_back_nowhere(
    full, empty_engine
):
    """Only the two have them; a copy of the workshop is not for the two."""
    before = full.book()
    room = Pairing(full)
    two, waits = room.two(), room.make()
    own_id = room.type(two[Side.EMPLOYEE], "Canary", "strong")
    for device in two.values():
        room.reveal(device)
    focus = room.focus(two[Side.LEADER], own_id, sentence="Canary")
    ballot, _layer = room.keep(pair_agreed.agree, two[Side.LEADER], True)

    book = full.book()
    assert book == replace(before, workshop=book.workshop)
    held = archive_json(book)
    secrets = (waits.employee, waits.leader, *(d.secret for d in two.values()))
    ids = (waits.pair_id, two[Side.LEADER].viewer.pair_id, own_id, focus, ballot)
    for each in ("Canary", *secrets, *ids, *(hashed(each) for each in secrets)):
        assert each not in held

    written_and_read(empty_engine, book)
    with reading(empty_engine) as connection:
        for table in (pair, pair_side, pair_content):
            assert connection.execute(select(table)).all() == []


def test_what_was_not_picked_is_in_no_workbook(full):
    assert "Unpicked" not in str(full.book())
    assert "Unsent" not in str(full.book())


def test_a_table_reads_its_own_part_of_the_workbook(full):
    full.write(workshops.show_cards, full.facilitator, False)
    mine = full.read(workbook.read, full.other)

    assert {card.text for card in mine.cards} == {"Card 1, reworded"}
    own = [p for p in mine.passages if p.kind is PassageKind.OWN_WORDS]
    assert {passage.group_id for passage in own} == {full.other.group_id}


def test_new_keys_open_the_copy_and_the_old_ones_do_not(full, empty_engine):
    with transaction(empty_engine) as connection:
        keys = workbook.write(connection, full.book())
        assert workshops.by_key(connection, Role.FACILITATOR, keys.facilitator_key)
        old = full.keys.facilitator_key
        assert workshops.by_key(connection, Role.FACILITATOR, old) is None
    assert keys.room_code != full.keys.room_code


def test_work_goes_on_in_the_copy(full, empty_engine):
    with transaction(empty_engine) as connection:
        keys = workbook.write(connection, full.book())
        leader, _token = joining.open_with_key(
            connection, Role.FACILITATOR, keys.facilitator_key
        )
        groups = joining.groups_of(connection, keys.workshop_id)
        scribe, _token = joining.join_table(connection, keys.workshop_id, groups[0].id)
        new = cards.add(
            connection, scribe, theme_id=THEME, text="New", stage=Stage.ROOM
        )
        old = full.book().cards[0].id
        sorting.group_cards(connection, leader, [new, old])
        passages.add(connection, leader, PassageKind.GOAL, text="Next")
        votes.open_voting(connection, leader)
        assert votes.budget(connection, scribe) == 20

    with reading(empty_engine) as connection:
        book = workbook.read_whole(connection, keys.workshop_id)
    positions = [p.position for p in book.passages if p.kind is PassageKind.GOAL]
    assert positions == [1, 2, 3]


def test_a_workshop_that_is_here_already_is_left_as_it_is(full):
    before = full.everything()

    with (
        pytest.raises(StoreError, match="already"),
        transaction(full.engine) as connection,
    ):
        workbook.write(connection, full.book())
    assert full.everything() == before


def test_last_years_workshop_is_written_beside_this_years(full, empty_engine):
    this_year = open_hall(empty_engine).book()
    last_year = full.book()

    assert written_and_read(empty_engine, last_year) == last_year
    with reading(empty_engine) as connection:
        assert workbook.read_whole(connection, this_year.workshop.id) == this_year


def test_dots_on_a_cluster_are_kept_with_the_cluster(full, empty_engine):
    book = written_and_read(empty_engine, full.book())
    cluster = book.clusters[0]

    assert {t.candidate_id: t.dots for t in book.tally}[cluster.id] == 3
    assert cluster.wording == "Worded"


def test_a_workbook_whose_parts_come_in_any_order_can_be_written(full, empty_engine):
    book = full.book()
    turned = replace(
        book,
        passages=book.passages[::-1],
        cards=book.cards[::-1],
        questions=book.questions[::-1],
    )

    assert written_and_read(empty_engine, turned) == book


def test_a_script_fills_a_workshop_and_leaves_no_device_behind(engine):
    folder = find_concept("neutral")
    script = demo_script(folder, "en", concept=concept())
    with transaction(engine) as connection:
        keys = workshops.create(connection, concept=concept(), language="en")
        write_script(connection, keys.workshop_id, concept(), script)
    with reading(engine) as connection:
        book = workbook.read_whole(connection, keys.workshop_id)
        devices = connection.execute(select(tables.seat)).all()

    assert [group.name for group in book.groups] == [g.name for g in script.groups]
    assert len(book.clusters) == len(script.clusters)
    assert devices == []
    worded = {cluster.wording or "" for cluster in book.clusters}
    assert worded == {cluster.wording for cluster in script.clusters}


def test_whoever_opens_a_notebook_on_the_machine_sits_in_the_newest_workshop(hall):
    with transaction(hall.engine) as connection:
        viewer = workbook.local_viewer(connection, Role.FACILITATOR)

    assert viewer is not None
    assert viewer.workshop_id == hall.workshop_id
    assert hall.read(seats.viewer, viewer.seat_id).role is Role.FACILITATOR


def test_in_an_empty_store_nobody_is_seated(engine):
    with transaction(engine) as connection:
        assert workbook.local_viewer(connection, Role.GROUP) is None
