"""The temperature from the pages' side: sealed answers, the threshold, one result."""

import itertools
import re
import secrets

import pytest

from musworkshop.content.schema import StepKind
from musworkshop.model.temperature import Form
from musworkshop.model.work import PassageKind
from musworkshop.rules.temperature_report import temperature_report
from musworkshop.server.invented import invented_sheets
from musworkshop.store import joining, passages, workbook, workshops
from musworkshop.store.connect import transaction
from musworkshop.text import speaking
from tests.pages.opened import Opened
from tests.store.hall import open_hall, temperature_concept

SHEET, LEAD, RESULT = "TemperatureSheet", "TemperatureLead", "TemperatureResult"
KINDS = (
    StepKind.TEMPERATURE,
    StepKind.SUB_QUESTIONS,
    StepKind.RESULTS,
    StepKind.ACTIONS,
    StepKind.REPORT,
)
INSTRUMENT = temperature_concept().instrument


@pytest.fixture
def hall(engine, seals):
    return open_hall(engine, held_with=temperature_concept())


@pytest.fixture
def pages(hall):
    """The leader's, the projector's and ten people's pages, where one answers."""
    go(hall, StepKind.TEMPERATURE)
    people = {"alone": hall.alone, "alone_too": hall.alone_too}
    with transaction(hall.engine) as connection:
        for n in range(8):
            people[f"person {n}"], _token = joining.join_alone(
                connection, hall.workshop_id
            )
    shown = {"facilitator": hall.facilitator, "projector": hall.projector}
    shown |= {"scribe": hall.scribe, "second": hall.second}
    return {who: Opened(hall, viewer) for who, viewer in {**shown, **people}.items()}


def name_workplace(hall, text="Ved Åen"):
    kind = PassageKind.WORKPLACE
    one = hall.passage(hall.facilitator, kind)
    hall.write(passages.save, hall.facilitator, one.id, text, one.version)


def go(hall, kind):
    step = next(s for s in temperature_concept().steps if s.kind is kind)
    hall.write(workshops.go_to_step, hall.facilitator, step.id, minutes=10)


def people(pages):
    return [page for who, page in pages.items() if who.startswith(("alone", "person"))]


def answer(page, sheet, *, secret=None, send=True):
    secret = secret or secrets.token_hex(16)
    page.do(SHEET, "open_sheet", secret=secret)
    page.do(SHEET, "choose", secret=secret, form=sheet.form.value, unit_id="")
    for statement_id, points in sheet.answers.items():
        about = {"statement_id": statement_id, "points": points, "given": True}
        page.do(SHEET, "answer", secret=secret, **about)
    if sheet.comment:
        page.do(SHEET, "comment", secret=secret, text=sheet.comment)
    if send:
        page.do(SHEET, "send", secret=secret)
    return secret


def take(pages, number, *, seed=1):
    """Let so many employees answer, and close."""
    pages["facilitator"].do(LEAD, "open_round")
    sheets = invented_sheets(INSTRUMENT, number, leaders=0, seed=seed)
    for page, sheet in zip(people(pages), sheets, strict=False):
        answer(page, sheet)
    pages["facilitator"].do(LEAD, "close_round")
    return sheets


def figures(page):
    """Everything on a page that could be a figure of the result."""
    shown = [page.widgets[name].data for name in page.widgets if "Temperature" in name]
    stage = page.widgets.get("ProjectorStage")
    shown += [stage.data["content"]] if stage is not None else []
    text = repr([{k: v for k, v in data.items() if k in _RESULTS} for data in shown])
    return re.findall(r"'(?:index|share|count|low|mean|leaders|gap)': ([^,}\]]+)", text)


_RESULTS = {"areas", "total", "gaps", "units", "comments", "rows", "points"}
NOTHING = {"None", "''", "0", "[]"}


def everything_shown(pages, hall):
    found = []
    for kind in KINDS:
        go(hall, kind)
        for page in pages.values():
            page.desk.refresh()
        views = pages["facilitator"].data(LEAD)["views"] or [{"id": "overview"}]
        for view in views:
            if len(views) > 1:
                pages["facilitator"].do(LEAD, "show_view", view_id=view["id"])
            for page in pages.values():
                page.desk.refresh()
                found += [each for each in figures(page) if each not in NOTHING]
    return found


def test_four_answers_show_no_figure_on_any_page_and_five_do(pages, hall):
    take(pages, 4)

    assert everything_shown(pages, hall) == []


def test_five_answers_are_shown(pages, hall):
    take(pages, 5)

    assert everything_shown(pages, hall)
    go(hall, StepKind.RESULTS)
    pages["facilitator"].do(LEAD, "show_view", view_id="overview")
    assert pages["projector"].data("ProjectorStage")["scene"] == "result"
    assert pages["alone"].data(RESULT)["areas"]


def test_nothing_of_an_answer_is_on_any_other_page(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    secret = answer(
        pages["alone"], type(sheet)(answers=sheet.answers, comment="CANARY-comment")
    )

    assert "CANARY" in pages["alone"].everything()
    for who, page in pages.items():
        if who != "alone":
            assert "CANARY" not in page.everything()
            assert secret not in page.everything()
    assert "CANARY" not in repr(hall.everything())
    assert secret not in repr(hall.everything())


def test_the_browsers_secret_opens_the_same_sheet_after_a_reload(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    secret = answer(pages["alone"], sheet, send=False)

    again = Opened(hall, hall.alone)
    assert again.data(SHEET)["sheet"] is None
    again.do(SHEET, "open_sheet", secret=secret)
    assert again.data(SHEET)["sheet"]["answers"] == sheet.answers


def test_an_answer_can_be_changed_until_the_round_is_closed(pages):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    secret = answer(pages["alone"], sheet)
    first = INSTRUMENT.statements[0].id
    about = {"secret": secret, "statement_id": first, "given": True}

    pages["alone"].do(SHEET, "answer", points=4, **about)

    shown = pages["alone"].data(SHEET)["sheet"]
    assert (shown["sent"], shown["answers"][first]) == (True, 4)
    pages["facilitator"].do(LEAD, "close_round")
    refused = pages["alone"].call(SHEET, "answer", points=0, **about)
    assert "not open" in refused["error"]


def test_a_person_answers_once_and_a_table_as_often_as_it_has_people(pages):
    pages["facilitator"].do(LEAD, "open_round")
    sheets = invented_sheets(INSTRUMENT, 6, leaders=0)
    answer(pages["alone"], sheets[0])

    assert pages["alone"].data(SHEET)["answered"]
    secret = secrets.token_hex(16)
    about = {"secret": secret, "form": "employee", "unit_id": ""}
    assert "has answered" in pages["alone"].call(SHEET, "choose", **about)["error"]
    for page, sheet in zip(
        itertools.cycle((pages["scribe"], pages["second"])), sheets[1:5], strict=False
    ):
        answer(page, sheet)
        page.do(SHEET, "forget")
        assert page.data(SHEET)["sheet"] is None
    assert pages["second"].data(SHEET)["people_left"] == 0
    assert "has answered" in pages["scribe"].call(SHEET, "choose", **about)["error"]


def test_nobody_is_led_away_from_a_sheet_that_is_half_done(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    secret = answer(pages["alone"], sheet, send=False)
    assert pages["alone"].data("StepFooter")["behind"]
    go(hall, StepKind.SUB_QUESTIONS)

    footer = pages["alone"].data("StepFooter")
    assert footer["recommended"]["title"]
    assert pages["alone"].is_shown(SHEET)
    assert not pages["alone_too"].is_shown(SHEET)

    pages["alone"].do(SHEET, "send", secret=secret)
    assert not pages["alone"].data("StepFooter")["behind"]
    pages["alone"].do("StepFooter", "follow")
    assert not pages["alone"].is_shown(SHEET)


def test_no_more_answer_than_were_invited(pages):
    pages["facilitator"].do(LEAD, "set_invited", employees=1, leaders=1)
    pages["facilitator"].do(LEAD, "open_round")
    sheets = invented_sheets(INSTRUMENT, 2, leaders=0)
    answer(pages["alone"], sheets[0])

    secret = answer(pages["alone_too"], sheets[1], send=False)
    refused = pages["alone_too"].call(SHEET, "send", secret=secret)
    assert "as were invited" in refused["error"]
    assert pages["alone_too"].data(SHEET)["full"]


def test_the_threshold_is_fixed_once_somebody_has_begun(pages):
    leader = pages["facilitator"]
    assert "from 4 to 15" in leader.call(LEAD, "set_threshold", threshold=3)["error"]
    leader.do(LEAD, "set_threshold", threshold=4)
    leader.do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    answer(pages["alone"], sheet, send=False)

    assert "is fixed" in leader.call(LEAD, "set_threshold", threshold=5)["error"]
    assert leader.data(LEAD)["locked"]


def test_the_key_is_destroyed_when_the_round_is_closed(pages, hall, seals):
    pages["facilitator"].do(LEAD, "open_round")
    assert [file.name for file in seals.iterdir()] == [f"{hall.workshop_id}.key"]

    pages["facilitator"].do(LEAD, "close_round")
    assert list(seals.iterdir()) == []


def test_a_leader_alone_is_shown_only_by_own_choice(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    sheets = invented_sheets(INSTRUMENT, 5, leaders=1)
    for page, sheet in zip(people(pages), sheets, strict=False):
        secret = answer(page, sheet, send=False)
        if sheet.form is Form.LEADER:
            page.do(SHEET, "show_own", secret=secret, on=True)
        page.do(SHEET, "send", secret=secret)
    pages["facilitator"].do(LEAD, "close_round")
    go(hall, StepKind.RESULTS)

    areas = pages["alone"].data(RESULT)["areas"]
    assert all(area["leaders"] is not None for area in areas)
    assert "chose to show" in pages["alone"].data(RESULT)["leaders_note"]


def test_own_points_are_on_the_own_page_only(pages):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    answer(pages["alone"], sheet, send=False)

    points = [each for each in sheet.answers.values() if each is not None]
    expected = round(100 * sum(points) / (4 * len(points)))
    assert pages["alone"].data(SHEET)["points"]["index"] == expected
    for who, page in pages.items():
        if who not in ("alone", "facilitator", "projector"):
            assert page.data(SHEET)["points"] is None


def test_two_rounds_of_a_workplace_are_not_so_close_that_they_could_be_subtracted(
    pages, hall, engine
):
    name_workplace(hall)
    take(pages, 5)
    later = open_hall(engine, name=" too", held_with=temperature_concept())
    go(later, StepKind.TEMPERATURE)
    page = Opened(later, later.facilitator)
    assert page.data(LEAD)["why_not"] == ""  # a workplace without a name is nobody's
    name_workplace(later)

    refused = page.call(LEAD, "open_round")
    assert "less than 30 days ago" in refused["error"]
    assert page.data(LEAD)["why_not"] == refused["error"]


def test_a_round_that_shows_nothing_keeps_no_other_from_being_held(pages, hall, engine):
    name_workplace(hall)
    take(pages, 4)
    later = open_hall(engine, name=" too", held_with=temperature_concept())
    go(later, StepKind.TEMPERATURE)
    name_workplace(later)

    page = Opened(later, later.facilitator)
    page.do(LEAD, "open_round")
    assert page.data(LEAD)["state"] == "open"


def test_a_phone_that_has_gone_on_holds_nothing_of_a_sheet_that_is_counted(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    canary = type(sheet)(answers=sheet.answers, comment="CANARY")
    answer(pages["alone"], canary)
    pages["alone"].do("StepFooter", "go", step_id="groups")
    assert not pages["alone"].is_shown(SHEET)
    assert "CANARY" in pages["alone"].everything()

    pages["facilitator"].do(LEAD, "close_round")
    assert "CANARY" not in pages["alone"].everything()
    assert pages["alone"].widgets[SHEET].data["sheet"] is None


def test_the_facilitator_reads_the_comments_first_and_then_shows_them(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    for number, page in enumerate(people(pages)):
        (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0, seed=number)
        answer(page, type(sheet)(answers=sheet.answers, comment=f"Said {number}"))
    pages["facilitator"].do(LEAD, "close_round")
    go(hall, StepKind.RESULTS)

    comments = pages["facilitator"].data(LEAD)["comments"]
    assert len(comments) == len(people(pages)) >= 8
    assert pages["alone"].data(RESULT)["comments"] == []
    first = comments[0]
    pages["facilitator"].do(LEAD, "remove_comment", n=first["n"], text=first["text"])
    pages["facilitator"].do(LEAD, "show_view", view_id="comments")
    shown = pages["alone"].data(RESULT)["comments"]
    assert first["text"] not in shown
    assert len(shown) == len(comments) - 1


def test_a_table_whose_device_leaves_and_comes_back_has_still_answered(pages, hall):
    pages["facilitator"].do(LEAD, "open_round")
    for sheet in invented_sheets(INSTRUMENT, 4, leaders=0):
        answer(pages["scribe"], sheet)
        pages["scribe"].do(SHEET, "forget")
    pages["scribe"].do("SeatHeader", "leave")

    assert pages["second"].data(SHEET)["people_left"] == 0


def test_at_most_three_actions_are_agreed_and_all_read_them(pages, hall):
    go(hall, StepKind.ACTIONS)
    leader = pages["facilitator"]
    about = {"owner": "Leader", "due": "2027-03-01", "status": "agreed"}
    for n in range(3):
        leader.do("ActionList", "save_action", action_id="", text=f"Do {n}", **about)

    refused = leader.call("ActionList", "save_action", action_id="", text="4", **about)
    assert "3 actions already" in refused["error"]
    for who in ("alone", "scribe"):
        assert len(pages[who].data("ActionList")["actions"]) == 3
    assert len(pages["projector"].data("ProjectorStage")["content"]["actions"]) == 3
    assert not pages["alone"].data("ActionList")["editable"]
    answer_ = pages["alone"].call("ActionList", "delete_action", action_id="x")
    assert "out of date" in answer_["error"]


def test_units_are_named_before_anybody_answers_and_never_afterwards(pages):
    leader = pages["facilitator"]
    assert leader.is_shown("units")
    leader.do("units", "add", key="unit")
    (field,) = leader.data("units")["sections"][0]["fields"]
    leader.do("units", "save", key=field["key"], text="North", version=1)
    leader.do(LEAD, "open_round")

    late = leader.call("units", "save", key=field["key"], text="South", version=2)
    assert "units are fixed" in late["error"]
    assert not leader.is_shown("units")
    (unit,) = pages["alone"].data(SHEET)["units"]
    assert unit["name"] == "North"


def test_without_the_key_no_other_key_is_made(pages, hall, seals):
    leader = pages["facilitator"]
    leader.do(LEAD, "open_round")
    (sheet,) = invented_sheets(INSTRUMENT, 1, leaders=0)
    answer(pages["alone"], sheet)
    (key,) = seals.iterdir()
    key.unlink()

    for call in ("open_round", "close_round"):
        assert "not on this machine" in leader.call(LEAD, call)["error"]
    assert list(seals.iterdir()) == []


def test_what_another_facilitator_has_written_is_not_written_over_unseen(pages, hall):
    go(hall, StepKind.ACTIONS)
    leader = pages["facilitator"]
    about = {"owner": "Leader", "due": "", "status": "agreed"}
    made = leader.do("ActionList", "save_action", action_id="", text="Ours", **about)
    ours = {"action_id": made["id"], "seen": "Ours", **about}
    other = Opened(hall, hall.facilitator)
    other.do("ActionList", "save_action", text="Theirs", **ours)

    refused = leader.call("ActionList", "save_action", text="Mine", **ours)
    assert '"Theirs"' in refused["error"]
    leader.do("ActionList", "save_action", text="Mine", **{**ours, "seen": "Theirs"})
    (kept,) = leader.data("ActionList")["actions"]
    assert kept["text"] == "Mine"


def test_screen_and_report_say_the_same(pages, hall):
    take(pages, 9)
    go(hall, StepKind.RESULTS)
    book = hall.read(workbook.read, hall.facilitator)
    with speaking("en"):
        paper = temperature_report(book, temperature_concept(), language="en")

    shown = pages["alone"].data(RESULT)
    for row, area in zip(shown["areas"], paper.areas, strict=True):
        assert row["bar"]["words"] == area.employees.words
        said = str(row["bar"]["index"])
        assert area.employees.index.words.endswith(said)
        assert row["bar"]["about"] is area.employees.index.is_near
        for line, statement in zip(row["rows"], area.statements, strict=True):
            assert line["bar"]["words"] == statement.employees.words
