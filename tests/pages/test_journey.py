"""The room writes the form: the whole way through the pages, as browsers go it."""

import uuid

import pytest

from musworkshop.model.work import PassageKind, Stage
from musworkshop.store import seats, tables
from tests.store.hall import OTHER_THEME, THEME, concept


def fields(page, name):
    """The fields of a field list by their label."""
    return {
        field["label"]: field
        for section in page.data(name)["sections"]
        for field in section["fields"]
    }


def go(leader, step_id):
    leader.do("StepControl", "go", step_id=step_id)


def save(page, name, label, text):
    field = fields(page, name)[label]
    return page.do(name, "save", key=field["key"], text=text, version=field["version"])


def test_what_the_room_writes_stands_in_the_form_without_retyping(hall, open_for):
    leader, oak, birch = (open_for(who) for who in ("facilitator", "scribe", "other"))
    alone, screen = open_for("alone"), open_for("projector")

    save(leader, "welcome", "What the workshop is called", "Our year")
    go(leader, "strategy")
    save(leader, "strategy", "Our core task", "We help people home")
    leader.do("strategy", "add", key="goal")
    save(leader, "strategy", "Goal 1", "Fewer handovers")
    goals = screen.data("ProjectorStage")["content"]["goals"]
    assert [goal["text"] for goal in goals] == ["Fewer handovers"]
    save(oak, "own_words", "Fewer handovers", "We finish what we begin")

    go(leader, "sub-questions")
    first = oak.do(
        "CardWriter", "add_card", theme_id=THEME, text="What helps us?", stage="own"
    )
    oak.do("CardWriter", "move_card", card_id=first["id"], stage="table")
    oak.do("CardWriter", "move_card", card_id=first["id"], stage="room")
    second = birch.do(
        "CardWriter", "add_card", theme_id=THEME, text="What would help?", stage="room"
    )
    alone.do(
        "CardWriter", "add_card", theme_id=OTHER_THEME, text="Who hears?", stage="room"
    )

    go(leader, "gather")
    assert screen.data("ProjectorStage")["content"]["cards"] == []
    leader.do("CardSorter", "show_cards", shown=True)
    cluster = leader.do(
        "CardSorter", "group_cards", card_ids=[first["id"], second["id"]]
    )
    leader.do(
        "CardSorter",
        "name_cluster",
        cluster_id=cluster,
        wording="What helps us most?",
        version=1,
    )
    shown = screen.data("ProjectorStage")["content"]["cards"]
    assert [(each["text"], each["origins"]) for each in shown] == [
        ("What helps us most?", ["Oak", "Birch"])
    ]

    leader.do("VotePanel", "open_votes")
    alone.do("VoteList", "set_dots", candidate_id=cluster, dots=2)
    oak.do("VoteList", "set_dots", candidate_id=cluster, dots=5)
    leader.do("VotePanel", "reveal_votes")
    results = screen.data("ProjectorStage")["content"]["results"]
    assert [(each["text"], each["sum"]) for each in results] == [
        ("What helps us most?", 7)
    ]

    go(leader, "choose")
    leader.do(
        "FormChooser",
        "choose",
        scope="all",
        theme_id=THEME,
        origin="room",
        origin_id=cluster,
    )
    oak.do(
        "FormChooser",
        "add_own",
        scope=hall.scribe.group_id,
        theme_id=THEME,
        text="Only ours?",
    )

    go(leader, "form")
    ours, theirs = (page.data("FormPreview") for page in (oak, birch))
    questions = {
        row["theme"]: row["questions"] for row in ours["rows"] if row["questions"]
    }
    title = str(concept().theme(THEME).title)
    assert questions == {title: ["What helps us most?", "Only ours?"]}
    assert ours["frame"]["core_task"] == "We help people home"
    assert ours["frame"]["goals"] == ["Fewer handovers (We finish what we begin)"]
    assert theirs["frame"]["goals"] == ["Fewer handovers"]
    assert "Only ours?" not in str(theirs)


def test_the_facilitators_step_is_followed_until_somebody_goes_elsewhere(
    hall, open_for
):
    leader, oak = open_for("facilitator"), open_for("scribe")
    go(leader, "themes")
    assert oak.is_shown("ThemeList")

    oak.do("StepFooter", "go", step_id="sub-questions")
    go(leader, "gather")

    assert oak.is_shown("CardWriter")
    assert oak.data("StepFooter")["recommended"]["id"] == "gather"
    oak.do("StepFooter", "follow")
    assert oak.data("StepFooter")["recommended"] is None


def test_half_written_text_is_there_again_on_a_page_opened_anew(hall, open_for):
    leader, oak = open_for("facilitator"), open_for("scribe")
    go(leader, "sub-questions")
    oak.do("CardWriter", "draft", field=f"card:{THEME}", text="What if we")

    again = open_for("scribe")

    assert again.data("CardWriter")["drafts"] == {THEME: "What if we"}
    assert open_for("second").data("CardWriter")["drafts"] == {}


def test_a_step_of_the_facilitator_leaves_half_written_text_alone(hall, open_for):
    leader, oak = open_for("facilitator"), open_for("scribe")
    go(leader, "sub-questions")
    oak.do("CardWriter", "draft", field=f"card:{THEME}", text="What if we")
    go(leader, "gather")

    assert oak.is_shown("CardWriter")
    assert oak.data("CardWriter")["drafts"] == {THEME: "What if we"}
    assert oak.data("StepFooter")["recommended"]["id"] == "gather"


@pytest.mark.parametrize("repeats", [2, 4])
def test_a_call_that_is_sent_again_is_done_once(hall, open_for, repeats):
    oak = open_for("scribe")
    hall.write(seats.look_at, hall.scribe, "sub-questions")
    oak.desk.refresh()
    request_id = str(uuid.uuid4())

    answers = [
        oak.call(
            "CardWriter",
            "add_card",
            request_id=request_id,
            theme_id=THEME,
            text="Once",
            stage="table",
        )
        for _ in range(repeats)
    ]

    assert len({str(answer) for answer in answers}) == 1
    assert len(hall.rows(tables.card)) == 1


def test_a_goal_added_twice_by_a_retry_is_one_goal(hall, open_for):
    leader = open_for("facilitator")
    request_id = str(uuid.uuid4())
    for _ in range(3):
        leader.call("strategy", "add", request_id=request_id, key="goal")

    kinds = [row["kind"] for row in hall.rows(tables.passage)]
    assert kinds.count(PassageKind.GOAL.value) == 1


def test_a_retry_on_a_page_opened_anew_is_done_once(hall, open_for):
    request_id = str(uuid.uuid4())
    for page in (open_for("facilitator"), open_for("facilitator")):
        page.call("strategy", "add", request_id=request_id, key="goal")

    kinds = [row["kind"] for row in hall.rows(tables.passage)]
    assert kinds.count(PassageKind.GOAL.value) == 1


def test_two_facilitators_who_write_at_once_see_both_texts(hall, open_for):
    one, two = open_for("facilitator"), open_for("facilitator")
    go(one, "strategy")
    field = fields(one, "strategy")["Our core task"]
    about = {"key": field["key"], "version": field["version"]}

    one.do("strategy", "save", text="Hers", **about)
    answer = two.do("strategy", "save", text="His", **about)

    assert (answer["text"], answer["conflicts"]) == ("Hers", ["His"])
    for page in (one, two):
        seen = fields(page, "strategy")["Our core task"]
        assert (seen["text"], seen["conflicts"]) == ("Hers", ["His"])
    two.do(
        "strategy",
        "resolve",
        key=field["key"],
        text="Both",
        version=answer["version"],
    )
    seen = fields(one, "strategy")["Our core task"]
    assert (seen["text"], seen["conflicts"]) == ("Both", [])


def test_a_check_is_answered_and_changed(hall, open_for):
    leader = open_for("facilitator")
    go(leader, "strategy")
    label = str(concept().checks[0].text)
    save(leader, "strategy", label, "no")
    save(leader, "strategy", label, "yes")

    assert fields(leader, "strategy")[label]["text"] == "yes"


def test_the_pen_goes_to_the_other_device_of_the_table(hall, open_for):
    oak, second = open_for("scribe"), open_for("second")
    assert oak.data("SeatHeader")["is_scribe"]

    oak.do("SeatHeader", "hand_over", seat_id=hall.second.seat_id)

    assert not oak.data("SeatHeader")["is_scribe"]
    assert second.data("SeatHeader")["is_scribe"]


def test_whoever_leaves_is_told_that_it_worked(hall, open_for):
    page = open_for("alone")

    assert "error" not in page.call("SeatHeader", "leave")
    assert hall.read(seats.viewer_of, hall.alone.seat_id) is None


def test_after_leaving_nothing_can_be_written_and_a_sentence_says_so(hall, open_for):
    page = open_for("alone")
    page.desk.refresh()
    hall.write(seats.look_at, hall.alone, "sub-questions")
    page.desk.refresh()
    hall.write(seats.leave, hall.alone)

    sentence = page.refused(
        "CardWriter", "add_card", theme_id=THEME, text="Late", stage="own"
    )
    assert "has left" in sentence
    assert hall.rows(tables.card) == []


def test_the_language_of_a_device_changes_its_page_only(hall, open_for):
    oak, second = open_for("scribe"), open_for("second")
    before = second.data("StepIntro")["title"]
    oak.do("SeatHeader", "set_language", language="da")

    assert oak.data("StepIntro")["title"] == concept().steps[0].title.da
    assert second.data("StepIntro")["title"] == before == concept().steps[0].title.en


def test_tables_and_people_are_counted_and_none_is_named(hall, open_for):
    leader, alone = open_for("facilitator"), open_for("alone")
    hall.card(hall.scribe, "Secret", Stage.TABLE)
    alone.do("StepFooter", "set_ready", ready=True)

    overview = leader.data("TableOverview")
    assert [(row["name"], row["cards"]) for row in overview["rows"]] == [
        ("Oak", 1),
        ("Birch", 0),
    ]
    assert overview["alone"] == {"count": 2, "ready": 1}
    assert "Secret" not in leader.everything()


def test_a_clock_runs_is_held_and_gets_more_minutes(hall, open_for):
    leader, screen = open_for("facilitator"), open_for("projector")
    go(leader, "themes")
    total = leader.data("StepControl")["clock"]["total_s"]
    leader.do("StepControl", "add_minutes", minutes=5)
    leader.do("StepControl", "pause_clock")

    clock = screen.data("ProjectorStage")["clock"]
    assert clock["total_s"] == total + 300
    assert not clock["running"]
    assert total + 280 < clock["left_s"] <= total + 300
    leader.do("StepControl", "start_clock")
    assert screen.data("ProjectorStage")["clock"]["running"]


def test_a_question_that_waited_is_kept_at_whatever_step_it_comes(hall, open_for):
    alone = open_for("alone")
    assert not alone.is_shown("CardWriter")

    alone.do("CardWriter", "add_card", theme_id=THEME, text="Late", stage="room")

    assert "Late" in hall.cards(hall.facilitator)


def test_undo_on_the_page_says_what_it_takes_back(hall, open_for):
    leader = open_for("facilitator")
    go(leader, "gather")
    ids = [hall.card(hall.scribe, text) for text in "AB"]
    assert leader.data("CardSorter")["undo"] is None

    leader.do("CardSorter", "group_cards", card_ids=ids)
    assert "2 cards" in leader.data("CardSorter")["undo"]
    leader.do("CardSorter", "undo")

    assert leader.data("CardSorter")["undo"] is None
    cards = leader.data("CardSorter")["cards"]
    assert {card["cluster_id"] for card in cards} == {None}


def test_dots_left_are_counted_on_the_page_and_never_below_none(hall, open_for):
    leader, oak = open_for("facilitator"), open_for("scribe")
    card_id = hall.card(hall.scribe, "A")
    go(leader, "gather")
    leader.do("CardSorter", "show_cards", shown=True)
    leader.do("VotePanel", "set_votes_per_person", votes=2)
    leader.do("VotePanel", "open_votes")
    oak.do("VoteList", "set_dots", candidate_id=card_id, dots=8)
    assert oak.data("VoteList")["left"] == 0

    oak.do("SeatHeader", "hand_over", seat_id=hall.second.seat_id)

    assert oak.data("VoteList")["left"] == 0
    assert open_for("second").data("VoteList")["left"] == 0
    hall.write(seats.look_at, hall.second, "gather")


def test_own_words_stand_under_the_goal_for_those_who_may_read_them(hall, open_for):
    leader, oak, birch = (open_for(who) for who in ("facilitator", "scribe", "other"))
    alone, screen = open_for("alone"), open_for("projector")
    go(leader, "strategy")
    leader.do("strategy", "add", key="goal")
    save(leader, "strategy", "Goal 1", "Fewer handovers")
    save(oak, "own_words", "Fewer handovers", "We finish what we begin")
    said = ["Oak: We finish what we begin"]

    def read():
        shown = [page.data("StrategyView")["goals"] for page in (oak, birch, alone)]
        shown.append(screen.data("ProjectorStage")["content"]["goals"])
        return [goals[0]["own_words"] for goals in shown]

    assert fields(leader, "strategy")["Goal 1"]["own_words"] == said
    assert read() == [[], [], [], []]

    leader.do("CardSorter", "show_cards", shown=True)

    # Oak's own stand in Oak's field.
    assert read() == [[], said, said, said]


def test_a_person_alone_is_told_of_the_room_and_not_of_a_table(hall, open_for):
    leader, alone = open_for("facilitator"), open_for("alone")
    go(leader, "sub-questions")

    who = alone.data("CardWriter")["who"]

    assert who["own"] == "Only this device sees it until you send it to the room."
    assert who["room"].startswith("The facilitator sees it at once;")
    assert "as one person when" in who["room"]


def test_the_leaders_questions_are_announced_before_one_is_written(hall, open_for):
    leader = open_for("facilitator")
    go(leader, "themes")

    sections = leader.data("questions")["sections"]

    assert "ThemeList" not in leader.widgets
    assert {each["who"] for each in sections} == {
        "The whole room sees this as soon as it is saved."
    }
    assert {each["add"]["label"] for each in sections} == {
        "Add a question from the leader"
    }
