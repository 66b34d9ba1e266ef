import re

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.widgets import temperature_samples as samples
from tests.widgets.temperature_phone import (
    COMMENT,
    PLACE,
    STORED,
    Phone,
    begin,
    choose,
    next_one,
)

pytestmark = pytest.mark.browser

BACK = re.compile("Back$")


@pytest.fixture
def opened(stage):
    """Open a phone that may have been here before; return it and its page."""

    def make(phone):
        return phone, stage.put(phone.widget)

    return make


def is_saved(page):
    shown = page.locator(".mus-status-text:visible", has_text="Saved")
    expect(shown.first).to_be_visible()


def to_the_end(page):
    """From the last statement, past the comment."""
    next_one(page)
    next_one(page)


def test_a_person_answers_one_statement_at_a_time_and_sends(opened):
    phone, page = opened(Phone())
    begin(page)

    for number in range(20):
        expect(page.get_by_role("group")).to_have_count(1)
        expect(page.get_by_text(samples.STATEMENTS[number])).to_be_visible()
        choose(
            page, samples.SCALE[number % 5] if number else "Ved ikke / ikke relevant"
        )
        is_saved(page)
        next_one(page)
    page.get_by_role("textbox").fill(COMMENT)
    next_one(page)
    expect(page.get_by_text("You have answered all 20 statements.")).to_be_visible()
    expect(page.get_by_role("heading", name="Your own points")).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you. Your")).to_be_focused()

    (sheet,) = phone.sheets.values()
    given = {f"s{k}": k % 5 if k else None for k in range(20)}
    assert sheet == {
        **samples.sheet(0),
        "answers": given,
        "comment": COMMENT,
        "sent": True,
    }
    assert phone.secrets == set(phone.sheets)


def test_the_promise_and_who_sees_it_are_read_before_anything_is_answered(opened):
    phone, page = opened(Phone())

    data = phone.data
    for text in [*data["promise"], *data["credit"], data["rule"], data["unanimity"]]:
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.get_by_text(data["who"])).to_be_visible()
    assert phone.calls == []
    assert page.evaluate(STORED) == []


def test_one_says_first_how_one_takes_part(opened):
    phone, page = opened(Phone())

    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Choose how you take part first.")).to_be_visible()
    page.get_by_role("radio", name="Jeg holder MUS som leder").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Choose where you work first.")).to_be_visible()
    page.get_by_role("radio", name="I would rather not say").check()
    page.get_by_role("button", name="Begin").click()

    expect(page.get_by_text(samples.statement(0)["leader"])).to_be_visible()
    assert phone.named("choose") == [{"form": "leader", "unit_id": ""}]


def test_all_statements_stand_on_one_page_for_who_wants_it(opened):
    phone, page = opened(Phone(samples.sheet(6)))
    expect(page.get_by_text("7 of 20", exact=True)).to_be_visible()

    page.get_by_role("button", name="All on one page").press("Enter")
    expect(page.get_by_role("button", name="One at a time")).to_be_focused()
    expect(page.get_by_role("group")).to_have_count(20)
    expect(page.get_by_role("heading", level=3)).to_have_text(
        [title for _key, title, _about in samples.AREAS]
    )
    group = page.get_by_role("group", name=samples.STATEMENTS[19])
    group.get_by_role("radio", name="Delvist").check()
    expect(page.get_by_text("7 of 20 answered").first).to_be_visible()
    page.get_by_role("button", name="One at a time").click()

    expect(page.get_by_text("7 of 20", exact=True)).to_be_visible()
    assert phone.named("answer") == [
        {"statement_id": "s19", "points": 2, "given": True}
    ]
    assert violations(page) == []


def test_back_leads_to_the_answer_before_and_then_to_the_beginning(opened):
    phone, page = opened(Phone())
    begin(page)
    choose(page, "Delvist")
    next_one(page)

    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_role("radio", name="Delvist")).to_be_checked()
    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_role("radio", name="Jeg går til MUS")).to_be_checked()
    page.get_by_role("radio", name="Jeg holder MUS som leder").check()
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("2 of 20", exact=True)).to_be_visible()
    (sheet,) = phone.sheets.values()
    assert (sheet["form"], sheet["answers"]) == ("leader", {"s0": 2})


def test_an_answer_is_taken_back(opened):
    phone, page = opened(Phone(samples.sheet(0)))
    choose(page, "I høj grad")

    page.get_by_role("button", name="Take the answer back").click()

    expect(page.get_by_text("Taken back").first).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert phone.named("answer")[-1] == {
        "statement_id": "s0",
        "points": None,
        "given": False,
    }
    assert phone.sheets[samples.SECRET]["answers"] == {}


def test_what_is_sent_can_be_changed_until_it_is_closed_and_stays_sent(opened):
    phone, page = opened(Phone(samples.sheet(20, sent=True), answered=True))

    page.get_by_role("button", name="Change my answers").click()
    expect(page.get_by_role("button", name=BACK)).to_have_count(0)
    choose(page, "I meget ringe grad")
    page.get_by_role("button", name="All on one page").click()
    to_the_end(page)
    expect(page.get_by_text("A change is saved at once")).to_be_visible()
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_role("button", name="Change my answers")).to_be_visible()
    assert phone.sheets[samples.SECRET]["answers"]["s0"] == 0
    assert phone.named("send") == []


def test_the_review_leads_to_what_is_missing(opened):
    _phone, page = opened(Phone(samples.sheet(19)))
    to_the_end(page)
    expect(page.get_by_text("You have answered 19 of 20 statements.")).to_be_visible()

    page.get_by_role("button", name="Go to the first without an answer").click()

    expect(page.get_by_text("20 of 20", exact=True)).to_be_visible()


def test_an_answer_given_without_connection_is_kept_and_sent_when_it_is_back(stage):
    phone = Phone(samples.sheet(0))
    stage.page.clock.install()
    page = stage.put(phone.widget)
    expect(page.get_by_text("1 of 20", exact=True)).to_be_visible()
    stage.lose()

    choose(page, "I høj grad")
    page.clock.run_for(4_000)
    expect(page.get_by_text("Not connected. 1 answer waits").first).to_be_visible()
    next_one(page)
    choose(page, "Delvist")
    expect(page.get_by_text("2 answers wait").first).to_be_visible()
    page.clock.run_for(90_000)  # the first call has given up by now
    stored = page.evaluate(STORED)
    stage.lose(False)
    page.clock.run_for(20_000)

    is_saved(page)
    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_role("radio", name="I høj grad")).to_be_checked()
    assert phone.sheets[samples.SECRET]["answers"] == {"s0": 3, "s1": 2}
    assert stored == [[PLACE, samples.SECRET]], "an answer stood in the browser"


def test_sending_waits_for_the_answers_on_their_way(stage):
    phone = Phone(samples.sheet(19))
    stage.page.clock.install()
    page = stage.put(phone.widget)
    stage.lose()
    choose(page, "I høj grad")
    to_the_end(page)
    page.get_by_role("button", name="Send my answers").click()
    page.clock.run_for(10_000)
    assert stage.sent("send") == []

    stage.lose(False)
    page.clock.run_for(20_000)

    expect(page.get_by_role("heading", name="Thank you. Your")).to_be_visible()
    assert phone.sheets[samples.SECRET] == {
        **samples.sheet(19, sent=True),
        "answers": {**samples.answers(19), "s19": 3},
    }


def test_a_refused_answer_is_taken_away_and_its_reason_said(opened):
    phone, page = opened(Phone(samples.sheet(0)))
    phone.refuse = "The temperature is not open for answers just now."

    page.get_by_role("radio", name="Delvist").click()

    expect(page.get_by_role("alert").filter(has_text="not open")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_browser_keeps_the_key_and_nothing_else_and_finds_the_sheet_by_it(
    stage, opened
):
    phone, page = opened(Phone())
    begin(page)
    choose(page, "Delvist")
    is_saved(page)

    stored = page.evaluate(STORED)
    stage.reload()

    (secret,) = phone.sheets
    assert re.fullmatch(r"[0-9a-f]{32}", secret)
    assert stored == [[PLACE, secret]]
    expect(page.get_by_text("2 of 20", exact=True)).to_be_visible()
    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_role("radio", name="Delvist")).to_be_checked()


def test_a_browser_that_keeps_nothing_lets_one_answer_all_the_same(stage):
    stage.page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('refused'); } })"
    )
    phone = Phone()
    page = stage.put(phone.widget)
    begin(page)
    choose(page, "Delvist")
    next_one(page)
    choose(page, "I høj grad")
    is_saved(page)

    assert [one["answers"] for one in phone.sheets.values()] == [{"s0": 2, "s1": 3}]


def test_a_device_whose_key_is_gone_says_so_and_makes_no_new_one(opened):
    phone, page = opened(Phone(answered=True))

    expect(page.get_by_role("heading", name="This device has answered")).to_be_visible()
    assert (phone.calls, page.evaluate(STORED)) == ([], [])


def test_the_sheet_begins_by_itself_when_the_facilitator_opens(stage):
    phone = Phone(state="waiting")
    page = stage.put(phone.widget)
    expect(page.get_by_role("button", name="Begin")).to_have_count(0)
    expect(page.get_by_text("The facilitator opens it in a moment.")).to_be_visible()

    phone.show(state="open")
    stage.flush()

    begin(page)


def test_nothing_is_drawn_anew_while_somebody_writes_a_comment(stage):
    phone = Phone(samples.sheet(20))
    page = stage.put(phone.widget)
    page.get_by_role("button", name=BACK).click()
    field = page.get_by_role("textbox")
    field.press_sequentially("Vi mangler")
    page.evaluate("globalThis.before = document.activeElement")
    page.evaluate("document.activeElement.setSelectionRange(2, 4)")

    for number in range(10):
        phone.show(people_left=number, who_comment=f"Ny sætning {number}")
        stage.flush()

    assert page.evaluate("document.activeElement === globalThis.before")
    assert page.evaluate("[before.selectionStart, before.selectionEnd]") == [2, 4]
    expect(field).to_have_value("Vi mangler")


def test_a_comment_saves_itself_and_leaves_no_copy_on_the_device(stage):
    phone = Phone(samples.sheet(20))
    page = stage.put(phone.widget)
    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_text(phone.data["who_comment"])).to_be_visible()

    page.get_by_role("textbox").fill(COMMENT)
    is_saved(page)

    assert phone.sheets[samples.SECRET]["comment"] == COMMENT
    assert page.evaluate(STORED) == [[PLACE, samples.SECRET]]


def test_a_comment_that_is_too_long_is_not_sent_and_says_so(stage):
    phone = Phone(samples.sheet(20), comment_limit=20)
    page = stage.put(phone.widget)
    page.get_by_role("button", name=BACK).click()
    page.get_by_role("textbox").fill(COMMENT)

    next_one(page)
    page.get_by_role("button", name="Send my answers").click()

    alert = page.get_by_role("alert").filter(has_text="characters too many")
    expect(alert).to_be_visible()
    assert (phone.named("comment"), phone.named("send")) == ([], [])


def test_only_a_leader_is_asked_whether_own_answers_may_be_shown(stage):
    phone = Phone(samples.sheet(20))
    page = stage.put(phone.widget)
    page.get_by_role("button", name=BACK).click()
    expect(page.get_by_role("checkbox")).to_have_count(0)

    phone.sheets[samples.SECRET] = samples.sheet(20, form="leader")
    phone.show()
    stage.flush()
    page.get_by_role("checkbox", name="My answers may be shown").check()
    is_saved(page)

    assert phone.named("show_own") == [{"on": True}]


def test_the_statements_stay_while_the_page_is_connected_again(stage):
    phone = Phone(samples.sheet(6))
    page = stage.put(phone.widget)
    radio = page.get_by_role("radio", name="Delvist")
    radio.focus()

    phone.opened = ""  # another kernel, which does not know the key yet
    phone.show()
    stage.flush()
    expect(radio).to_be_focused()
    page.evaluate("dispatchEvent(new Event('online'))")

    page.wait_for_function(
        "gallery.models[0].sent.filter((m) => m.call === 'open_sheet').length === 2"
    )
    expect(page.get_by_text("7 of 20", exact=True)).to_be_visible()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_sheet_is_answered_and_sent_by_keyboard_alone(opened):
    phone, page = opened(Phone(statements=[samples.statement(k) for k in range(2)]))

    press(page, "Tab", "Space", "Tab", "ArrowDown", "Tab", "Enter")
    legend = page.locator("legend", has_text=samples.STATEMENTS[0])
    expect(legend).to_be_focused()
    press(page, "Tab", "Space", "ArrowDown", "ArrowDown")
    expect(page.get_by_role("radio", name="Delvist")).to_be_checked()
    is_saved(page)
    press(page, "Tab", "Tab", "Tab")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("legend", has_text=samples.STATEMENTS[1])).to_be_focused()
    press(page, "Tab", "ArrowUp")
    expect(page.get_by_role("radio", name="Ved ikke")).to_be_checked()
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(page.get_by_role("heading", name="Anything else?")).to_be_focused()
    press(page, "Tab", *"Tak", "Tab", "Tab", "Enter")
    expect(page.get_by_role("heading", name="Ready to send?")).to_be_focused()
    press(page, "Tab", "Tab", "Enter")
    expect(page.get_by_role("heading", name="Thank you. Your")).to_be_focused()

    (sheet,) = phone.sheets.values()
    assert (sheet["answers"], sheet["comment"]) == ({"s0": 2, "s1": None}, "Tak")
    assert (sheet["unit_id"], sheet["sent"]) == ("evening", True)


@pytest.mark.parametrize("width_px", [360, 1280])
def test_no_screen_of_a_sheet_breaks_a_rule_of_wcag(make_stage, width_px):
    stage = make_stage(width_px=width_px)
    phone = Phone(samples.sheet(19, form="leader"), shared=True, people_left=3)
    page = stage.put(phone.widget)
    for leave in ("Next", "Next", "Send my answers", "I am the next one"):
        assert violations(page) == []
        assert stage.overflow_px() <= 0
        page.get_by_role("button", name=leave).click()
    assert violations(page) == []
