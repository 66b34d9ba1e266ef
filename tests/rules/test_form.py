from datetime import date

from musworkshop.model.work import PassageKind
from musworkshop.rules.form import preparation_forms
from tests.documents.builders import (
    make_concept,
    make_passages,
    make_workbook,
    passage,
    question,
)


def forms(**more):
    return preparation_forms(make_workbook(**more), make_concept())


def lines(form, theme_id):
    (row,) = [row for row in form.rows if row.theme_id == theme_id]
    return [line.text for line in row.lines]


def test_everybodys_form_comes_first_with_the_questions_of_all():
    first = forms()[0]

    assert (first.group_id, first.group_position) == (None, 0)
    assert lines(first, "kultur") == ["Hvad lærte du sidst af en fejl?"]


def test_a_group_with_questions_of_its_own_gets_everybodys_and_its_own():
    _, evening = forms()

    assert (evening.group_name, evening.function) == ("Bord 2", "Aftenvagt")
    assert lines(evening, "kultur") == [
        "Hvad lærte du sidst af en fejl?",
        "Hvilken aftale mellem dag- og aftenvagt skal vi forny?",
    ]
    assert [row.lines[-1].for_group for row in evening.rows if row.lines][-1]


def test_a_group_that_says_a_goal_in_its_own_words_gets_a_form_that_says_so():
    everybody, evening = forms(questions=())

    assert evening.goals[0].own_words == "De samme fire ansigter hver aften"
    assert everybody.goals[0].own_words == ""


def test_without_anything_of_their_own_the_groups_share_one_form():
    plain = [p for p in make_passages() if p.kind is not PassageKind.OWN_WORDS]

    assert len(forms(questions=(), passages=tuple(plain))) == 1


def test_own_words_for_a_goal_that_was_removed_make_no_form():
    orphan = passage(PassageKind.OWN_WORDS, "Vores", parent_id="borte", group_id="g1")

    assert len(forms(questions=(), passages=(orphan,))) == 1


def test_every_theme_is_a_row_also_without_questions():
    first = forms(questions=())[0]

    assert [row.theme for row in first.rows] == [
        "Faglighed",
        "Trivsel og samarbejde",
        "Vores kultur",
        "Andet fælles",
        "Andet individuelt",
    ]
    assert first.question_count == 0


def test_a_question_under_a_theme_the_concept_lacks_appears_nowhere():
    stray = question("q1", "ukendt", "Hvorfor?", group_id="g1")

    (only,) = forms(
        questions=(stray,),
        passages=tuple(p for p in make_passages() if not p.group_id),
    )

    assert only.question_count == 0


def test_the_same_question_for_all_and_for_the_group_stands_once():
    twice = (
        question("q1", "trivsel", "Hvem hjælper dig?"),
        question("q2", "trivsel", "hvem  hjælper dig?", group_id="g1"),
    )

    group_form = forms(questions=twice, passages=())[1]

    assert lines(group_form, "trivsel") == ["Hvem hjælper dig?"]


def test_questions_stand_in_their_chosen_order_and_keep_their_tables():
    shuffled = tuple(reversed(make_workbook().questions))

    first = forms(questions=shuffled)[0]

    assert lines(first, "faglighed") == [
        "Hvad vil du gerne blive bedre til?",
        "Hvilke af dine opgaver giver mest mening?",
    ]
    assert first.rows[0].lines[0].origins == ("Bord 1",)


def test_the_frame_holds_core_task_goals_and_challenges_of_the_room():
    first = forms()[0]

    assert first.core_task.startswith("Borgere i eget hjem")
    assert [goal.text for goal in first.goals] == [
        "Faste teams om hver borger inden sommer",
        "Alle nye kolleger har en makker i tre måneder",
    ]
    assert first.challenges[0] == "Mange opgaver i ydertimerne"
    assert first.held_on == date(2026, 11, 21)


def test_the_form_speaks_the_workshops_language_unless_another_is_asked_for():
    workbook, concept = make_workbook(), make_concept()

    danish = preparation_forms(workbook, concept)[0]
    english = preparation_forms(workbook, concept, language="en")[0]

    assert (danish.title, english.title) == (
        "Forberedelse til MUS",
        "Preparing the talk",
    )
    assert (danish.language, english.language) == ("da", "en")
