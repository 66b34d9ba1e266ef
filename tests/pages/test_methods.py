"""Methods from the pages' side: roles and chairs, private notes, the harvest."""

import pytest

from musworkshop.content.schema import StepKind
from musworkshop.pages.room import read_room
from musworkshop.store import seats, workshops
from musworkshop.store.news import heard
from tests.pages.opened import Opened
from tests.store.hall import OTHER_THEME, THEME, concept

ROOM = ("scribe", "second", "other", "alone", "alone_too")
EVERYBODY = ("facilitator", "projector", *ROOM)
METHODS = [method.id for method in concept().methods]
SEAT, LEAD = "MethodSeat", "MethodLead"


@pytest.fixture
def pages(hall):
    """Everybody's page, at the step where one writes."""
    step = next(s for s in concept().steps if s.kind is StepKind.SUB_QUESTIONS)
    hall.write(workshops.go_to_step, hall.facilitator, step.id, minutes=25)
    return {who: Opened(hall, hall.everybody[who]) for who in EVERYBODY}


def begin(pages, method_id, mode_id="", *, chairs=6):
    found = {each["id"]: each for each in pages["facilitator"].data(LEAD)["methods"]}
    mode = mode_id or found[method_id]["modes"][0]["id"]
    pages["facilitator"].do(
        LEAD,
        "start",
        method_id=method_id,
        mode_id=mode,
        theme_id=THEME,
        chairs=chairs,
    )
    return concept().method(method_id).course(mode)


def go(pages, number):
    pages["facilitator"].do(LEAD, "go", number=number)


def note(pages, who, text):
    prompt = pages[who].data(SEAT)["prompts"][0]["id"]
    return pages[who].do(SEAT, "add_note", prompt_id=prompt, text=text)["id"]


def test_without_a_method_the_room_writes_cards(pages):
    assert pages["scribe"].is_shown("CardWriter")
    assert not pages["scribe"].is_shown(SEAT)
    assert pages["projector"].data("ProjectorStage")["scene"] == "cards"


def test_a_method_takes_the_place_of_the_cards_and_gives_it_back(pages, hall):
    begin(pages, METHODS[0])
    assert pages["scribe"].is_shown(SEAT)
    assert not pages["scribe"].is_shown("CardWriter")
    assert pages["facilitator"].data("StepControl")["clock"] is None
    assert pages["projector"].data("ProjectorStage")["scene"] == "method"

    pages["facilitator"].do(LEAD, "end")

    assert pages["scribe"].is_shown("CardWriter")
    clock = pages["facilitator"].data("StepControl")["clock"]
    assert clock["total_s"] == 25 * 60
    assert clock["left_s"] > 24 * 60


@pytest.mark.parametrize("method_id", METHODS)
def test_every_phase_is_the_same_on_all_pages_and_its_minutes_run(pages, method_id):
    course = begin(pages, method_id)
    for number, phase in enumerate(course, 1):
        go(pages, number)
        for who in ROOM:
            seen = pages[who].data(SEAT)
            assert (seen["phase"]["number"], seen["phase"]["title"]) == (
                number,
                str(phase.title),
            )
            assert seen["clock"]["total_s"] == phase.minutes * 60
        stage = pages["projector"].data("ProjectorStage")
        assert stage["content"]["ask"] == str(phase.ask)
        assert stage["clock"]["total_s"] == phase.minutes * 60
    assert pages["scribe"].data(SEAT)["phase"]["next"] == ""


def test_what_the_step_says_gives_way_to_what_the_method_says(pages):
    begin(pages, "one-two-four-all")
    assert pages["alone"].data("StepIntro")["ask"] == ""
    assert pages["alone"].data(SEAT)["circle"]["roles"] == [], "there are no chairs"
    about = str(concept().method("one-two-four-all").about)
    assert pages["facilitator"].data("StepControl")["guide"] == about


def test_a_minute_more_a_pause_and_a_step_back_keep_what_is_written(pages):
    begin(pages, METHODS[0])
    go(pages, 2)
    written = note(pages, "other", "What I heard")
    pages["other"].do(SEAT, "draft", field="note:heard", text="half a tex")
    leader = pages["facilitator"]
    leader.do(LEAD, "add_minutes", minutes=1)
    leader.do(LEAD, "pause_clock")
    assert pages["other"].data(SEAT)["clock"]["running"] is False
    leader.do(LEAD, "start_clock")
    go(pages, 3)
    go(pages, 2)

    seen = pages["other"].data(SEAT)
    assert [each["id"] for each in seen["notes"]] == [written]
    assert {p["id"]: p["draft"] for p in seen["prompts"]}["heard"] == "half a tex"


def test_chairs_are_taken_in_their_time_and_the_rest_is_the_outer_circle(pages):
    begin(pages, "fishbowl", "swap", chairs=3)
    for who in ("scribe", "other", "alone"):
        assert pages[who].do(SEAT, "take_place", role_id="inner") == {"sits": True}
    late = pages["second"].data(SEAT)
    assert late["role"]["id"] == "outer"
    assert late["can_queue"] == ["inner"]
    assert pages["second"].do(SEAT, "take_place", role_id="inner") == {"sits": False}
    assert pages["second"].data(SEAT)["queue"] == {"place": 1}

    go(pages, 2)
    waits = pages["alone_too"].do(SEAT, "take_place", role_id="inner")
    assert waits == {"sits": False}, "chairs are not taken now; one may wait"
    assert pages["alone"].data(SEAT)["chair"] == {"can_leave": False}
    stage = pages["projector"].data("ProjectorStage")["content"]
    inner = next(each for each in stage["roles"] if each["chairs"])
    assert inner["seated"] == ["Oak", "Birch", "one person"]
    assert inner["waits"] == 2

    go(pages, 4)
    assert pages["second"].data(SEAT)["chair"] is not None, "first in the queue"
    assert pages["scribe"].data(SEAT)["role"]["id"] == "outer"


def test_the_empty_chair_is_taken_with_one_tap_at_any_time(pages):
    begin(pages, "fishbowl", "open", chairs=3)
    go(pages, 2)
    for who in ("scribe", "other", "alone"):
        assert pages[who].do(SEAT, "take_place", role_id="inner") == {"sits": True}
    pages["alone_too"].do(SEAT, "take_place", role_id="inner")

    pages["other"].do(SEAT, "leave_place")

    assert pages["alone_too"].data(SEAT)["chair"] is not None
    assert pages["other"].data(SEAT)["role"]["id"] == "outer"


def test_the_chair_of_a_device_that_is_gone_is_freed(pages, hall):
    begin(pages, "fishbowl", "open", chairs=3)
    for who in ("scribe", "other", "alone", "second"):
        pages[who].do(SEAT, "take_place", role_id="inner")
    assert pages["alone"].data(SEAT)["queue"] == {"place": 1}, "one chair stays free"
    go(pages, 2)
    assert pages["alone"].data(SEAT)["chair"], "now it may be taken"
    circle = pages["facilitator"].data(LEAD)["run"]["circles"][0]
    leader = pages["facilitator"]
    leader.do(LEAD, "free_chair", circle_id=circle["id"], role_id="inner", chair=1)
    assert pages["second"].data(SEAT)["chair"] is not None

    hall.write(seats.leave, hall.second)
    (role,) = [
        r for r in leader.data(LEAD)["run"]["circles"][0]["roles"] if r["chairs"]
    ]
    assert [each["chair"] for each in role["seated"]] == [2, 3]


def test_the_focus_person_only_listens_while_the_team_reflects(pages):
    course = begin(pages, "reflecting-team")
    for who, role in (("scribe", "focus"), ("second", "team")):
        pages[who].do(SEAT, "take_place", role_id=role)
    number = next(n for n, each in enumerate(course, 1) if "focus" in each.listens)
    go(pages, number)

    assert pages["scribe"].data(SEAT)["listens"] is True
    assert pages["scribe"].data(SEAT)["prompts"] == []
    assert pages["second"].data(SEAT)["listens"] is False
    assert pages["second"].data(SEAT)["prompts"]
    team = next(r.title for r in concept().method("reflecting-team").roles[2:])
    assert all(str(team) in each for each in pages["scribe"].data(SEAT)["speaks"])


def test_teams_have_clocks_of_their_own_when_the_facilitator_says_so(pages):
    begin(pages, "reflecting-team")
    for who in ("scribe", "other"):
        pages[who].do(SEAT, "take_place", role_id="interviewer")
    assert pages["scribe"].refused(SEAT, "go", number=2)
    leader = pages["facilitator"]
    options = {"sound": False, "leader_outside": True, "chairs": 5}
    leader.do(LEAD, "set_options", own_clocks=True, **options)
    pages["scribe"].do(SEAT, "go", number=2)
    pages["scribe"].do(SEAT, "pause_clock")

    assert pages["scribe"].data(SEAT)["phase"]["number"] == 2
    assert pages["scribe"].data(SEAT)["clock"]["running"] is False
    assert pages["other"].data(SEAT)["phase"]["number"] == 1
    assert pages["other"].data(SEAT)["clock"]["running"] is True
    teams = pages["projector"].data("ProjectorStage")["content"]["teams"]
    assert {each["name"]: each["clock"]["running"] for each in teams} == {
        "Oak": False,
        "Birch": True,
    }
    leader.do(LEAD, "set_options", own_clocks=False, **options)
    assert pages["scribe"].data(SEAT)["phase"]["number"] == 1


def test_people_alone_become_a_team_and_a_late_table_too(pages, hall):
    begin(pages, "reflecting-team")
    pages["alone"].do(SEAT, "take_place", role_id="focus")
    offered = pages["alone_too"].data(SEAT)["circle"]["roles"]
    assert {each["id"]: each["taken"] for each in offered}["focus"] == 1
    pages["alone_too"].do(SEAT, "take_place", role_id="interviewer")

    names = [c["name"] for c in pages["facilitator"].data(LEAD)["run"]["circles"]]
    assert names[:2] == ["Oak", "Birch"]
    assert len(names) == 3


def test_notes_are_private_until_they_are_shown_and_then_a_tables(pages, hall):
    begin(pages, METHODS[2])
    note(pages, "scribe", "CANARY-OAK")
    note(pages, "alone", "CANARY-ALONE")
    for who in EVERYBODY:
        held = pages[who].everything() + str(hall.read(read_room, hall.everybody[who]))
        assert ("CANARY-OAK" in held) is (who == "scribe")
        assert ("CANARY-ALONE" in held) is (who == "alone")
    counted = pages["facilitator"].data(LEAD)["run"]["notes"]
    assert counted == {"count": 2, "devices": 2, "hidden": 2}

    pages["facilitator"].do(LEAD, "show_notes")

    for who in ROOM:
        shown = {n["text"]: n["origin"] for n in pages[who].data(SEAT)["shown"]}
        assert shown == {"CANARY-OAK": "Oak", "CANARY-ALONE": "one person"}
    note(pages, "scribe", "CANARY-LATER")
    assert "CANARY-LATER" not in pages["facilitator"].everything()


def test_only_notes_on_the_theme_are_counted_and_shown(pages, hall):
    begin(pages, METHODS[2])
    note(pages, "scribe", "CANARY-FIRST-THEME")
    pages["facilitator"].do(LEAD, "end")
    mode = concept().method(METHODS[2]).modes[0].id
    asked = {"method_id": METHODS[2], "mode_id": mode, "chairs": 0}
    pages["facilitator"].do(LEAD, "start", theme_id=OTHER_THEME, **asked)
    note(pages, "alone", "On the second theme")
    counted = pages["facilitator"].data(LEAD)["run"]["notes"]
    assert counted == {"count": 1, "devices": 1, "hidden": 1}
    pages["facilitator"].do(LEAD, "show_notes")
    pages["facilitator"].do(LEAD, "start", theme_id=THEME, **asked)

    for who in EVERYBODY:
        held = pages[who].everything()
        assert ("CANARY-FIRST-THEME" in held) is (who == "scribe")


def test_a_shown_note_that_is_changed_is_news_to_the_whole_room(pages, hall):
    begin(pages, METHODS[2])
    note_id = note(pages, "scribe", "Somebody's name")
    before = hall.read(heard, hall.alone)
    change = {"note_id": note_id, "text": "A name", "version": 1}
    pages["scribe"].do(SEAT, "reword_note", **change)
    assert hall.read(heard, hall.alone) == before, "nobody else reads it yet"
    pages["facilitator"].do(LEAD, "show_notes")
    before = hall.read(heard, hall.alone)
    change = {"note_id": note_id, "text": "No name", "version": 2}
    pages["scribe"].do(SEAT, "reword_note", **change)
    assert hall.read(heard, hall.alone) > before


def test_whoever_gets_the_chair_of_one_who_leaves_hears_of_it(pages, hall):
    begin(pages, "fishbowl", "open", chairs=3)
    go(pages, 2)
    for who in ("scribe", "second", "other", "alone"):
        pages[who].do(SEAT, "take_place", role_id="inner")
    before = hall.read(heard, hall.alone)
    hall.write(seats.leave, hall.other)
    assert hall.read(heard, hall.alone) > before
    assert pages["alone"].data(SEAT)["chair"] is not None


def test_half_a_note_stays_in_sight_when_the_method_ends_and_holds_nobody(pages, hall):
    begin(pages, METHODS[2])
    pages["alone"].data(SEAT)
    pages["alone"].do(SEAT, "draft", field="note:heard", text="half")
    pages["facilitator"].do(LEAD, "end")
    assert pages["alone"].is_shown(SEAT)
    assert pages["alone"].data(SEAT)["running"] is False
    assert pages["alone"].is_shown("CardWriter")
    hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=5)
    assert hall.read(seats.get, hall.alone.seat_id).view_step_id is None


def test_half_a_card_stays_in_sight_when_a_method_begins(pages):
    pages["alone"].do("CardWriter", "draft", field=f"card:{THEME}", text="half")
    begin(pages, METHODS[2])
    assert pages["alone"].is_shown("CardWriter")
    assert pages["alone"].is_shown(SEAT)


def test_a_note_can_be_changed_by_its_own_device_only(pages):
    begin(pages, METHODS[2])
    note_id = note(pages, "scribe", "Mine")
    for who in ("second", "other", "alone"):
        change = {"note_id": note_id, "text": "Not mine", "version": 1}
        assert pages[who].refused(SEAT, "reword_note", **change)
        assert pages[who].refused(SEAT, "delete_note", note_id=note_id)
    change = {"note_id": note_id, "text": "Still mine", "version": 1}
    assert pages["scribe"].do(SEAT, "reword_note", **change)["text"] == "Still mine"


def test_a_harvested_note_is_a_question_of_its_table_with_nothing_retyped(pages):
    begin(pages, METHODS[2])
    note_id = note(pages, "scribe", "What did we hear")
    leader = pages["facilitator"]
    asked = {"note_id": note_id, "theme_id": OTHER_THEME, "text": "What did we hear?"}
    assert leader.refused(LEAD, "harvest", **asked), "not shown yet"
    leader.do(LEAD, "show_notes")
    leader.do(LEAD, "draft", field=f"harvest:{note_id}", text="What did we")
    assert leader.data(LEAD)["run"]["shown"][0]["draft"] == "What did we"
    first = leader.do(LEAD, "harvest", **asked)
    assert leader.do(LEAD, "harvest", **asked) == first, "twice is once"
    assert leader.data(LEAD)["run"]["shown"][0]["harvested"] is True
    leader.do(LEAD, "end")
    leader.do("CardSorter", "focus_theme", theme_id=OTHER_THEME)

    (card,) = leader.data("CardSorter")["cards"]
    assert (card["text"], card["origin"]) == ("What did we hear?", "Oak")


def test_a_page_that_comes_back_is_in_the_same_role_with_the_same_draft(pages, hall):
    begin(pages, "fishbowl", "open", chairs=3)
    pages["alone"].do(SEAT, "take_place", role_id="inner")
    pages["scribe"].do(SEAT, "draft", field="note:heard", text="half")
    go(pages, 2)
    again = Opened(hall, hall.alone)
    assert again.data(SEAT) == pages["alone"].data(SEAT) | {
        "clock": again.data(SEAT)["clock"]
    }
    drafts = {
        p["id"]: p["draft"] for p in Opened(hall, hall.scribe).data(SEAT)["prompts"]
    }
    assert drafts["heard"] == "half"


@pytest.mark.parametrize(
    ("call", "args"),
    [
        (
            "start",
            {"method_id": "none", "mode_id": "x", "theme_id": THEME, "chairs": 1},
        ),
        (
            "start",
            {"method_id": "fishbowl", "mode_id": "x", "theme_id": THEME, "chairs": 1},
        ),
        (
            "start",
            {"method_id": "fishbowl", "mode_id": "swap", "theme_id": "x", "chairs": 1},
        ),
        ("go", {"number": 99}),
        ("go", {"number": 0}),
        ("free_chair", {"circle_id": "x", "role_id": "inner", "chair": 1}),
        ("harvest", {"note_id": "x", "theme_id": THEME, "text": "?"}),
        ("harvest", {"note_id": "x", "theme_id": "x", "text": "?"}),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(pages, call, args):
    begin(pages, "fishbowl")

    assert pages["facilitator"].refused(LEAD, call, **args).endswith(".")


@pytest.mark.parametrize(
    ("call", "args"),
    [
        ("take_place", {"role_id": "x"}),
        ("add_note", {"prompt_id": "x", "text": "?"}),
        ("add_note", {"prompt_id": "heard", "text": " "}),
        ("delete_note", {"note_id": "x"}),
        ("go", {"number": 2}),
        ("add_minutes", {"minutes": 999}),
        ("pause_clock", {}),
    ],
)
def test_a_phone_that_asks_for_too_much_is_told_so(pages, call, args):
    begin(pages, "fishbowl")

    assert pages["alone"].refused(SEAT, call, **args).endswith(".")
