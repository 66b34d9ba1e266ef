import json

import pytest
from playwright.sync_api import expect

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


@pytest.fixture
def opened(stage):
    """Open a phone that may have been here before; return it and its page."""

    def make(phone):
        return phone, stage.put(phone.widget)

    return make


def hand_over(phone, page):
    """Answer everything on a table's device and send it."""
    begin(page)
    choose(page, "I meget ringe grad")
    page.get_by_role("button", name="All on one page").click()
    next_one(page)
    page.get_by_role("textbox").fill(COMMENT)
    next_one(page)
    page.get_by_role("button", name="Send my answers").click()
    heading = page.get_by_role("heading", name="Thank you. Your answers are sent.")
    expect(heading).to_be_focused()


def traces(page, *more):
    """Say which of one's answers is anywhere in the page, its data or its storage."""
    words = [COMMENT, '"s0"', samples.SECRET, *more]
    places = {
        "dom": page.evaluate("document.documentElement.outerHTML"),
        "values": json.dumps(
            page.evaluate(
                "[...document.querySelectorAll('input, textarea')]"
                ".map((node) => [node.type === 'radio' || node.value, node.checked])"
            )
        ),
        "tree": page.locator("body").aria_snapshot(),
        "storage": json.dumps(
            page.evaluate(f"{STORED}.concat(Object.entries(sessionStorage))")
        ),
        "data": json.dumps(page.evaluate("gallery.models[0].state.data.sheet ?? ''")),
        "points": json.dumps(
            page.evaluate("gallery.models[0].state.data.points ?? ''")
        ),
        "window": page.evaluate(
            "JSON.stringify(Object.keys(window.history.state ?? {}))"
        ),
    }
    found = [name for name, text in places.items() if any(w in text for w in words)]
    checked = page.evaluate("document.querySelectorAll(':checked').length")
    return [*found, *(["a chosen answer"] if checked else [])]


def test_a_shared_device_keeps_nothing_once_the_answers_are_sent(opened):
    phone, page = opened(Phone(shared=True, people_left=3))
    hand_over(phone, page)

    (secret,) = phone.sheets
    assert phone.calls[-1] == ("forget", {})
    assert traces(page, secret) == []
    assert page.evaluate(STORED) == []
    assert phone.sheets[secret]["sent"]


def test_the_answers_are_gone_from_a_shared_device_before_python_hears_of_it(stage):
    phone = Phone(samples.sheet(20), shared=True, people_left=3)
    page = stage.put(phone.widget)
    phone.widget._calls["forget"] = lambda request_id: None  # it does nothing

    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("button", name="I am the next one")).to_be_visible()
    assert traces(page) == []


def test_the_next_one_at_the_table_begins_with_a_new_key(opened):
    phone, page = opened(Phone(shared=True, people_left=3))
    hand_over(phone, page)
    first = set(phone.sheets)

    page.get_by_role("button", name="I am the next one").click()
    expect(page.get_by_role("heading", name="MUS-temperatur")).to_be_focused()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.get_by_text("2 of you have not answered yet.")).to_be_visible()
    begin(page)

    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert len(set(phone.sheets) - first) == 1
    assert page.evaluate(STORED) == [[PLACE, *(set(phone.sheets) - first)]]
    html = page.evaluate("document.documentElement.outerHTML")
    assert COMMENT not in html
    assert not any(secret in html for secret in first)


def test_a_shared_device_that_was_reloaded_after_sending_forgets_too(stage):
    phone = Phone(samples.sheet(20, sent=True), shared=True, people_left=2)

    page = stage.put(phone.widget)

    expect(page.get_by_role("button", name="I am the next one")).to_be_visible()
    assert traces(page) == []


@pytest.mark.parametrize("changes", [{"state": "closed"}, {}])
def test_a_comment_left_half_written_reaches_nobody_who_comes_later(stage, changes):
    draft = json.dumps({"text": COMMENT, "sent": None, "extra": None})
    phone = Phone(shared=True, people_left=3, **changes)
    phone.widget.kept = {"mus:seat:draft:field:sheet-comment": draft}
    if changes:  # the key is still there
        phone.widget.kept |= {PLACE: samples.SECRET}

    page = stage.put(phone.widget)
    if not changes:
        begin(page)

    expect(page.get_by_role("heading").first).to_be_visible()
    assert traces(page)[:1] in ([], ["a chosen answer"])
    assert COMMENT not in str(page.evaluate(STORED))


def test_after_the_last_one_at_the_table_nobody_is_asked_for(opened):
    phone, page = opened(Phone(shared=True, people_left=1))
    hand_over(phone, page)

    expect(page.get_by_text("All at the table have answered")).to_be_visible()
    expect(page.get_by_role("button", name="I am the next one")).to_have_count(0)


def test_a_shared_device_is_handed_over_unsent_after_a_second_yes(opened):
    phone, page = opened(Phone(samples.sheet(6), shared=True, people_left=3))

    page.get_by_role("button", name="Hand the device over without sending").click()
    expect(page.get_by_role("button", name="No, keep answering")).to_be_focused()
    page.get_by_role("button", name="Yes, hand it over").click()

    expect(page.get_by_role("heading", name="ready for the next")).to_be_focused()
    assert phone.named("send") == []
    assert phone.named("forget") == [{}]
    assert traces(page) == []


def test_a_key_that_is_taken_away_in_another_window_shows_no_answers_here(opened):
    _phone, page = opened(Phone(samples.sheet(6), shared=True, people_left=3))
    expect(page.get_by_text("7 of 20", exact=True)).to_be_visible()

    page.evaluate(
        f"() => {{ localStorage.clear(); dispatchEvent(new StorageEvent('storage',"
        f" {{ key: '{PLACE}', newValue: null }})); }}"
    )

    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert traces(page) == []


def test_closing_takes_the_answers_out_of_the_page_and_the_key_away(stage):
    phone = Phone(samples.sheet(6))
    page = stage.put(phone.widget)
    page.get_by_role("radio", name="Delvist").focus()

    phone.sheets = {}
    phone.show(state="closed", result=True)
    stage.flush()

    expect(page.get_by_role("heading", name="Thank you. The")).to_be_focused()
    expect(page.get_by_text("You find the result below.")).to_be_visible()
    assert page.evaluate(STORED) == []
    assert traces(page) == []
