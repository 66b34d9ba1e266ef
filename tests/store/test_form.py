import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.work import Origin
from musworkshop.store import form, tables
from tests.store.hall import OTHER_THEME, THEME


def choose(hall, viewer, text="Q", *, group_id=None, origin_id=None, theme_id=THEME):
    return hall.write(
        form.choose,
        viewer,
        group_id=group_id,
        theme_id=theme_id,
        origin=Origin.ROOM if origin_id else Origin.OWN,
        origin_id=origin_id,
        text=text,
        origins=("Oak", ""),
    )


def chosen(hall, viewer=None, *, group_id=None):
    found = hall.read(form.chosen, viewer or hall.facilitator)
    return [each.text for each in found if each.group_id == group_id]


def test_a_chosen_question_remembers_where_it_comes_from(hall):
    choose(hall, hall.facilitator, "Q", origin_id="card")

    (question,) = hall.read(form.chosen, hall.alone)
    assert question.origin is Origin.ROOM
    assert question.origin_id == "card"
    assert question.origins == ("Oak", "")
    assert (question.version, question.position) == (1, 1)


@pytest.mark.parametrize("who", ["scribe", "second", "alone", "projector"])
def test_only_the_facilitator_chooses_for_everybody(hall, who):
    with pytest.raises(NotAllowed):
        choose(hall, hall.everybody[who])
    assert chosen(hall) == []


def test_a_table_chooses_for_itself_and_the_facilitator_for_every_table(hall):
    mine = hall.scribe.group_id
    choose(hall, hall.scribe, "Ours", group_id=mine)
    choose(hall, hall.facilitator, "From the leader", group_id=mine)

    assert chosen(hall, group_id=mine) == ["Ours", "From the leader"]


@pytest.mark.parametrize("who", ["other", "alone", "projector"])
def test_nobody_chooses_for_another_table(hall, who):
    with pytest.raises(NotAllowed, match="own form"):
        choose(hall, hall.everybody[who], group_id=hall.scribe.group_id)


def test_there_is_no_choosing_for_a_table_that_is_not_here(hall, elsewhere):
    for group_id in ("nowhere", elsewhere.scribe.group_id):
        with pytest.raises(NotFound):
            choose(hall, hall.facilitator, group_id=group_id)
    assert hall.rows(tables.form_question) == []


def test_what_stands_in_a_form_is_not_put_in_twice(hall):
    first = choose(hall, hall.facilitator, "Q", origin_id="card")
    assert choose(hall, hall.facilitator, "Changed", origin_id="card") == first

    own = choose(hall, hall.facilitator, "Typed")
    assert choose(hall, hall.facilitator, " Typed ") == own

    assert chosen(hall) == ["Q", "Typed"]


def test_the_same_question_can_stand_in_two_forms_and_on_two_themes(hall):
    choose(hall, hall.facilitator, "Q", origin_id="card")
    choose(hall, hall.scribe, "Q", origin_id="card", group_id=hall.scribe.group_id)
    choose(hall, hall.facilitator, "Q", origin_id="card", theme_id=OTHER_THEME)

    assert len(hall.rows(tables.form_question)) == 3


def test_a_theme_has_room_for_a_limited_number_of_questions(hall, monkeypatch):
    monkeypatch.setattr(limits, "QUESTIONS_PER_THEME", 2)
    for text in ("A", "B"):
        choose(hall, hall.facilitator, text)

    with pytest.raises(InputError, match="There are 2 questions"):
        choose(hall, hall.facilitator, "C")
    choose(hall, hall.facilitator, "C", theme_id=OTHER_THEME)
    choose(hall, hall.scribe, "C", group_id=hall.scribe.group_id)


@pytest.mark.parametrize(
    ("place", "by", "order"),
    [
        (0, 1, "BAC"),
        (1, 1, "ACB"),
        (2, 1, "ABC"),
        (0, -1, "ABC"),
        (1, -1, "BAC"),
        (2, -1, "ACB"),
        (0, 10**30, "BAC"),
        (0, 0, "ABC"),
    ],
)
def test_a_question_moves_one_place_within_its_theme(hall, place, by, order):
    ids = [choose(hall, hall.facilitator, text) for text in "ABC"]
    hall.write(form.move, hall.facilitator, ids[place], by)

    assert "".join(chosen(hall)) == order


def test_moving_leaves_other_themes_and_forms_as_they_are(hall):
    mine = hall.scribe.group_id
    for text in "XYZ":
        choose(hall, hall.scribe, text, group_id=mine)
        choose(hall, hall.facilitator, text, theme_id=OTHER_THEME)
    ids = [choose(hall, hall.facilitator, text) for text in "ABC"]
    others = [r for r in hall.rows(tables.form_question) if r["id"] not in ids]
    hall.write(form.move, hall.facilitator, ids[0], 1)

    assert [t for t in chosen(hall) if t in "ABC"] == ["B", "A", "C"]
    moved = [r for r in hall.rows(tables.form_question) if r["id"] not in ids]
    assert sorted(moved, key=str) == sorted(others, key=str)


def test_rewording_keeps_the_origin_and_a_conflict_shows_both_texts(hall):
    question_id = choose(hall, hall.facilitator, "Q", origin_id="card")
    hall.write(form.reword, hall.facilitator, question_id, "Hers", 1)
    beaten = hall.write(form.reword, hall.facilitator, question_id, "His", 1)
    decided = hall.write(
        form.reword, hall.facilitator, question_id, "His", beaten["version"]
    )

    (question,) = hall.read(form.chosen, hall.facilitator)
    assert question.origin_id == "card"
    assert (beaten["text"], beaten["conflicts"]) == ("Hers", ["His"])
    assert (decided["text"], decided["conflicts"]) == ("His", [])


@pytest.mark.parametrize("who", ["other", "alone", "projector", "scribe"])
def test_nobody_else_changes_what_everybody_gets(hall, who):
    question_id = choose(hall, hall.facilitator)

    for do, args in ((form.unchoose, ()), (form.reword, ("X", 1)), (form.move, (1,))):
        with pytest.raises(NotAllowed):
            hall.write(do, hall.everybody[who], question_id, *args)
    assert chosen(hall) == ["Q"]


def test_a_question_that_was_taken_out_is_not_found_and_its_texts_are_gone(hall):
    question_id = choose(hall, hall.facilitator)
    hall.write(form.reword, hall.facilitator, question_id, "Hers", 1)
    hall.write(form.reword, hall.facilitator, question_id, "His", 1)

    hall.write(form.unchoose, hall.facilitator, question_id)

    assert hall.rows(tables.conflict) == []
    for do, args in ((form.unchoose, ()), (form.reword, ("X", 1)), (form.move, (1,))):
        with pytest.raises(NotFound, match="taken out"):
            hall.write(do, hall.facilitator, question_id, *args)
