import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.work import PassageKind
from musworkshop.store import passages, tables
from tests.store.hall import THEME

GOAL = PassageKind.GOAL


def goal(hall, viewer=None):
    return hall.passage(viewer or hall.facilitator, GOAL)


def save(hall, text, version, passage_id=None):
    return hall.write(
        passages.save, hall.facilitator, passage_id or goal(hall).id, text, version
    )


def test_a_saved_text_has_the_next_version(hall):
    hall.goal("First")

    saved = save(hall, "Second", 1)

    assert saved == {"text": "Second", "version": 2, "conflicts": []}
    assert (goal(hall).text, goal(hall).version) == ("Second", 2)


def test_saving_one_text_leaves_all_others_as_they_are(hall, elsewhere):
    for room in (hall, elsewhere):
        for text in ("One", "Two", "Three"):
            room.goal(text)
    wanted = ("Two", hall.workshop_id)
    rows = hall.rows(tables.passage)
    goal_id = next(r["id"] for r in rows if (r["text"], r["workshop_id"]) == wanted)
    before = [r for r in hall.rows(tables.passage) if r["id"] != goal_id]

    save(hall, "Changed", 1, goal_id)

    assert [r for r in hall.rows(tables.passage) if r["id"] != goal_id] == before


def test_of_two_who_save_at_once_both_texts_are_kept(hall):
    hall.goal("First")
    save(hall, "Hers", 1)

    answer = save(hall, "His", 1)

    assert answer["text"] == "Hers"
    assert answer["conflicts"] == ["His"]
    assert goal(hall).text == "Hers"
    assert goal(hall).conflicts == ("His",)


def test_a_third_text_waits_too_and_none_waits_twice(hall):
    hall.goal("First")
    save(hall, "Hers", 1)
    for text in ("His", "Theirs", "His"):
        save(hall, text, 1)

    assert goal(hall).conflicts == ("His", "Theirs")


def test_who_saves_what_stands_there_already_makes_no_conflict(hall):
    hall.goal("First")
    save(hall, "Same", 1)

    assert save(hall, "Same", 1) == {"text": "Same", "version": 2, "conflicts": []}


def test_a_decision_keeps_one_text_and_forgets_what_waited(hall):
    hall.goal("First")
    save(hall, "Hers", 1)
    version = save(hall, "His", 1)["version"]

    hall.write(passages.resolve, hall.facilitator, goal(hall).id, "Both", version)

    assert (goal(hall).text, goal(hall).conflicts) == ("Both", ())
    assert hall.rows(tables.conflict) == []


def test_a_decision_on_an_old_version_waits_itself(hall):
    hall.goal("First")
    version = save(hall, "Hers", 1)["version"]
    save(hall, "Newer", version)

    hall.write(passages.resolve, hall.facilitator, goal(hall).id, "Late", version)

    assert (goal(hall).text, goal(hall).conflicts) == ("Newer", ("Late",))


def test_a_decision_never_forgets_a_text_that_came_after_it_was_read(hall):
    hall.goal("First")
    save(hall, "Hers", 1)
    seen = save(hall, "His", 1)["version"]
    save(hall, "Theirs", 1)  # arrives while somebody looks at Hers and His

    hall.write(passages.resolve, hall.facilitator, goal(hall).id, "Hers", seen)

    assert "Theirs" in goal(hall).conflicts


def test_going_on_writing_does_not_forget_what_waits(hall):
    hall.goal("First")
    save(hall, "Hers", 1)
    version = save(hall, "His", 1)["version"]

    answer = save(hall, "Hers, longer", version)

    assert answer["text"] == "Hers, longer"
    assert answer["conflicts"] == ["His"]


def test_keeping_both_texts_has_room_for_both(hall):
    hall.goal("First")
    both = "a" * limits.PASSAGE_CHARACTERS + "b" * limits.PASSAGE_CHARACTERS
    hall.write(passages.resolve, hall.facilitator, goal(hall).id, both, 1)

    assert goal(hall).text == both


@pytest.mark.parametrize("version", [0, -1, 2, 99])
def test_a_version_nobody_has_read_overwrites_nothing(hall, version):
    hall.goal("First")
    save(hall, "Other", version)

    assert goal(hall).text == "First"


def test_a_removed_text_takes_what_hangs_on_it_along(hall):
    goal_id = hall.goal()
    hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Ours", 0)
    hall.write(passages.say_in_own_words, hall.second, goal_id, "Also ours", 0)
    assert hall.rows(tables.conflict)

    hall.write(passages.remove, hall.facilitator, goal_id)

    assert {row["kind"] for row in hall.rows(tables.passage)}.isdisjoint(
        {PassageKind.GOAL, PassageKind.OWN_WORDS}
    )
    assert hall.rows(tables.conflict) == []


def test_a_removed_text_cannot_be_saved(hall):
    goal_id = hall.goal()
    hall.write(passages.remove, hall.facilitator, goal_id)

    for do in (passages.save, passages.resolve):
        with pytest.raises(NotFound, match="removed"):
            hall.write(do, hall.facilitator, goal_id, "Late", 1)
    with pytest.raises(NotFound, match="removed"):
        hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Late", 0)


@pytest.mark.parametrize(
    "kind", [PassageKind.TITLE, PassageKind.WORKPLACE, PassageKind.CORE_TASK]
)
def test_a_single_text_is_neither_added_nor_removed(hall, kind):
    there = hall.passage(hall.facilitator, kind)

    with pytest.raises(NotAllowed):
        hall.write(passages.add, hall.facilitator, kind, text="Another")
    with pytest.raises(NotAllowed, match="emptied"):
        hall.write(passages.remove, hall.facilitator, there.id)


def test_nobody_adds_own_words_for_a_table(hall):
    with pytest.raises(NotAllowed):
        hall.write(passages.add, hall.facilitator, PassageKind.OWN_WORDS, text="x")


@pytest.mark.parametrize(
    "kind", [PassageKind.GOAL, PassageKind.CHALLENGE, PassageKind.LEADER_QUESTION]
)
def test_there_is_room_for_a_limited_number_of_each(hall, kind, monkeypatch):
    monkeypatch.setattr(limits, "PASSAGES_PER_KIND", 2)
    theme_id = THEME if kind is PassageKind.LEADER_QUESTION else None
    for _ in range(2):
        hall.write(passages.add, hall.facilitator, kind, theme_id=theme_id)

    with pytest.raises(InputError, match="room for no more"):
        hall.write(passages.add, hall.facilitator, kind, theme_id=theme_id)


def test_another_workshops_goals_take_no_room_here(hall, elsewhere, monkeypatch):
    monkeypatch.setattr(limits, "PASSAGES_PER_KIND", 1)
    elsewhere.goal("Theirs")
    hall.goal("Ours")

    assert goal(hall).position == 1


def test_goals_keep_the_order_in_which_they_were_added(hall):
    for text in ("One", "Two", "Three"):
        hall.goal(text)
    middle = next(row for row in hall.rows(tables.passage) if row["text"] == "Two")
    hall.write(passages.remove, hall.facilitator, middle["id"])
    hall.goal("Four")

    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())
    assert [e.text for e in found if e.kind is GOAL] == ["One", "Three", "Four"]


def test_a_text_that_is_too_long_is_refused_and_nothing_changes(hall):
    hall.goal("First")
    with pytest.raises(InputError, match="1001"):
        save(hall, "a" * 1001, 1)

    assert goal(hall).text == "First"


def test_a_table_says_a_goal_in_its_own_words_once(hall):
    goal_id = hall.goal()
    first = hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Ours", 0)
    again = hall.write(
        passages.say_in_own_words, hall.scribe, goal_id, "Ours, better", 1
    )

    assert first == {"text": "Ours", "version": 1, "conflicts": []}
    assert (again["text"], again["version"]) == ("Ours, better", 2)
    kinds = [row["kind"] for row in hall.rows(tables.passage)]
    assert kinds.count(PassageKind.OWN_WORDS.value) == 1


def test_two_devices_that_begin_at_once_keep_both_texts(hall):
    goal_id = hall.goal()
    hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Ours", 0)
    answer = hall.write(passages.say_in_own_words, hall.second, goal_id, "Ours too", 0)

    assert answer["text"] == "Ours"
    assert answer["conflicts"] == ["Ours too"]


def test_a_table_settles_its_own_words_itself(hall):
    goal_id = hall.goal()
    hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Ours", 0)
    answer = hall.write(passages.say_in_own_words, hall.second, goal_id, "Ours too", 0)
    mine = hall.passage(hall.scribe, PassageKind.OWN_WORDS)

    hall.write(passages.resolve, hall.scribe, mine.id, "Ours too", answer["version"])

    settled = hall.passage(hall.scribe, PassageKind.OWN_WORDS)
    assert (settled.text, settled.conflicts) == ("Ours too", ())


@pytest.mark.parametrize("who", ["facilitator", "other", "alone", "projector"])
@pytest.mark.parametrize("do", [passages.save, passages.resolve])
def test_nobody_else_changes_a_tables_own_words(hall, who, do):
    goal_id = hall.goal()
    hall.write(passages.say_in_own_words, hall.scribe, goal_id, "Ours", 0)
    mine = hall.passage(hall.scribe, PassageKind.OWN_WORDS)

    with pytest.raises((NotAllowed, NotFound)):
        hall.write(do, hall.everybody[who], mine.id, "Changed", 1)
    assert hall.passage(hall.scribe, PassageKind.OWN_WORDS).text == "Ours"


def test_each_table_says_each_goal_in_words_of_its_own(hall):
    goals = [hall.goal(text) for text in ("One", "Two")]
    for viewer in (hall.scribe, hall.other):
        for number, goal_id in enumerate(goals):
            answer = hall.write(
                passages.say_in_own_words,
                viewer,
                goal_id,
                f"{viewer.group_id} {number}",
                0,
            )
            assert answer["conflicts"] == []

    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())
    said = {
        (each.group_id, each.parent_id): each.text
        for each in found
        if each.kind is PassageKind.OWN_WORDS
    }
    assert said == {
        (viewer.group_id, goal_id): f"{viewer.group_id} {number}"
        for viewer in (hall.scribe, hall.other)
        for number, goal_id in enumerate(goals)
    }


def test_only_a_goal_is_said_in_own_words(hall):
    title = hall.passage(hall.facilitator, PassageKind.TITLE)

    with pytest.raises(NotFound):
        hall.write(passages.say_in_own_words, hall.scribe, title.id, "Ours", 0)


def test_each_check_question_has_its_own_answer_in_each_workshop(hall, elsewhere):
    for room, question, text in (
        (elsewhere, "short", "no"),
        (hall, "short", "yes"),
        (hall, "known", "partly"),
    ):
        room.write(
            passages.add,
            room.facilitator,
            PassageKind.LEADER_QUESTION,
            theme_id=question,
            text="Ask",
        )
        room.write(
            passages.add,
            room.facilitator,
            PassageKind.CHECK,
            theme_id=question,
            text=text,
        )

    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())
    checks = {e.theme_id: e.text for e in found if e.kind is PassageKind.CHECK}
    assert checks == {"short": "yes", "known": "partly"}
    assert hall.rows(tables.conflict) == []


def test_two_facilitators_who_answer_one_check_question_keep_both_answers(hall):
    for text in ("yes", "partly"):
        hall.write(
            passages.add,
            hall.facilitator,
            PassageKind.CHECK,
            theme_id="short",
            text=text,
        )

    found = hall.read(passages.visible, hall.facilitator, revealed=frozenset())
    checks = [each for each in found if each.kind is PassageKind.CHECK]
    assert [(each.text, each.conflicts) for each in checks] == [("yes", ("partly",))]


def test_a_leaders_question_belongs_to_a_theme_with_a_name_of_normal_length(hall):
    with pytest.raises(InputError, match="theme"):
        hall.write(
            passages.add,
            hall.facilitator,
            PassageKind.LEADER_QUESTION,
            theme_id="x" * 10_000,
        )
