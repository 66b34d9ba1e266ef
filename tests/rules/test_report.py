import dataclasses

from musworkshop.model.work import PassageKind
from musworkshop.model.workshop import VoteState
from musworkshop.rules.report import workshop_log
from tests.documents.builders import (
    make_concept,
    make_workbook,
    make_workshop,
    passage,
)


def log(**more):
    return workshop_log(make_workbook(**more), make_concept())


def theme(made, title):
    (found,) = [each for each in made.themes if each.theme == title]
    return found


def test_the_log_says_who_took_part_and_what_the_room_is_for():
    made = log()

    assert [(g.name, g.function, g.people) for g in made.groups] == [
        ("Bord 1", "Dagvagt", 6),
        ("Bord 2", "Aftenvagt", 5),
        ("Bord 3", "Sygeplejersker", 4),
    ]
    assert made.goals[0].own_words == (("Bord 2", "De samme fire ansigter hver aften"),)


def test_hidden_cards_are_nowhere_in_the_log():
    assert "Skjult kort" not in repr(log())


def test_ideas_stand_by_their_dots_with_the_tables_they_come_from():
    ideas = theme(log(), "Trivsel og samarbejde").ideas

    assert [(i.ranked.dots, i.ranked.candidate.origins) for i in ideas] == [
        (9, ("Bord 3", "")),
        (6, ("Bord 2",)),
    ]
    assert ideas[1].ranked.tied


def test_a_gathered_idea_tells_what_the_tables_first_called_it():
    first, second = theme(log(), "Trivsel og samarbejde").ideas

    assert first.cards == (
        ("Hvem går du til, når noget er svært?", "Bord 3"),
        ("Hvem hjælper dig?", ""),
    )
    assert second.cards == ()


def test_before_the_votes_are_shown_the_log_holds_no_dot():
    made = log(workshop=make_workshop(vote_state=VoteState.OPEN))

    assert not made.votes_shown
    assert all(i.ranked.dots is None for t in made.themes for i in t.ideas)


def test_choices_name_the_group_they_are_for():
    choices = theme(log(), "Vores kultur").choices

    assert [(c.text, c.group) for c in choices] == [
        ("Hvad lærte du sidst af en fejl?", ""),
        ("Hvilken aftale mellem dag- og aftenvagt skal vi forny?", "Bord 2"),
    ]


def test_the_core_task_check_is_listed_also_where_nobody_answered():
    answers = [
        each.answer
        for each in workshop_log(
            make_workbook(workshop=make_workshop(language="en")), make_concept()
        ).checks
    ]

    assert answers == ["Yes", "Partly", "Not answered"]


def test_texts_written_at_the_same_time_are_both_in_the_log():
    torn = dataclasses.replace(
        passage(PassageKind.CORE_TASK, "Den ene"), conflicts=("Den anden",)
    )

    (undecided,) = log(passages=(torn,)).undecided

    assert (undecided.kept, undecided.others) == ("Den ene", ("Den anden",))
