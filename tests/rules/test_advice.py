import pytest

from musworkshop.model.work import Origin, PassageKind
from musworkshop.rules.advice import MANY_QUESTIONS, form_advice
from musworkshop.text import speaking
from tests.documents.builders import make_concept, make_passages, passage, question


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def advice(questions, passages=(), group_id=None):
    given = form_advice(
        questions, passages=passages, concept=make_concept(), group_id=group_id
    )
    return {each.key: each for each in given}


def many(count, **more):
    return [
        question(f"q{n}", "trivsel", f"Spørgsmål {n}?", **more)
        for n in range(1, count + 1)
    ]


def test_there_are_always_nine_pieces_of_advice_in_the_same_order():
    empty = form_advice((), passages=(), concept=make_concept())
    full = form_advice(many(20), passages=make_passages(), concept=make_concept())

    assert len(empty) == 9
    assert [each.key for each in empty] == [each.key for each in full]


@pytest.mark.parametrize(
    ("count", "ok"),
    [(0, False), (1, True), (MANY_QUESTIONS, True), (MANY_QUESTIONS + 1, False)],
)
def test_a_form_is_short_from_one_to_twelve_questions(count, ok):
    found = advice(many(count))["short"]

    assert found.ok is ok
    assert count == 0 or str(count) in found.text


def test_another_groups_questions_do_not_make_this_groups_form_long():
    questions = [*many(12), *many(9, group_id="g2")]

    assert advice(questions, group_id="g1")["short"].ok is True
    assert advice(questions, group_id="g2")["short"].ok is False


def test_choice_needs_questions_for_all_and_of_a_group():
    assert advice(many(2))["choice"].ok is False
    assert advice(many(2, group_id="g1"))["choice"].ok is False
    assert advice([*many(1), *many(1, group_id="g1")])["choice"].ok is True


def test_strategy_names_what_is_missing():
    task = passage(PassageKind.CORE_TASK, "Opgaven")
    goal = passage(PassageKind.GOAL, "Målet")

    assert "core task" in advice((), (goal,))["strategy"].text
    assert "goal" in advice((), (task,))["strategy"].text
    assert advice((), (task, goal))["strategy"].ok is True


def test_a_leaders_question_outside_the_form_is_a_question_not_a_fault():
    asked = advice(many(1), make_passages())["strategy"]
    taken = advice(many(1, origin=Origin.LEADER), make_passages())["strategy"]

    assert asked.ok is None
    assert taken.ok is True


def test_breadth_names_the_themes_without_a_question_but_not_the_individual_row():
    found = advice(many(1))["breadth"]

    assert found.ok is False
    assert "Faglighed" in found.text or "EN Faglighed" in found.text
    assert "individuelt" not in found.text


def test_what_only_people_can_judge_is_asked_and_never_judged():
    for key in ("constructive", "future", "feedback", "goals"):
        found = advice(many(3), make_passages())[key]
        assert found.ok is None
        assert found.text.endswith("?")


def test_a_form_of_borrowed_questions_only_is_asked_whether_it_sounds_like_the_room():
    assert advice(many(2, origin=Origin.CONCEPT))["culture"].ok is False
    assert advice(many(2, origin=Origin.ROOM))["culture"].ok is True
