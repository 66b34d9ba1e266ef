from typing import Any

import pytest
from playwright.sync_api import expect

from musworkshop.errors import NotAllowed
from musworkshop.widgets.temperature_lead import TemperatureLead
from tests.widgets import temperature_samples as samples

pytestmark = pytest.mark.browser

NAMES = [
    "set_threshold",
    "set_invited",
    "open_round",
    "close_round",
    "show_view",
    "remove_comment",
]


class Lead:
    """A panel whose calls are written down, and refused if wanted."""

    def __init__(self, state="open", refuse="", **changes):
        self.calls = []
        self.data = samples.temperature_lead(state, **changes)

        def called(name):
            def handler(request_id: str, **args: Any) -> None:
                self.calls.append((name, args))
                if refuse:
                    raise NotAllowed(refuse)

            return handler

        handlers = {name: called(name) for name in NAMES}
        self.widget = TemperatureLead(data=self.data, calls=handlers, scope="lead")


def arrived(page, name):
    page.wait_for_function(
        "(name) => gallery.models[0].sent.some((m) => m.call === name)", arg=name
    )


def test_the_numbers_of_those_invited_save_themselves_together(stage):
    lead = Lead("waiting", invited={"employees": 0, "leaders": 0})
    page = stage.put(lead.widget)

    page.get_by_label("Employees").fill("52")
    page.get_by_label("Leaders with talks").fill("6")
    expect(page.locator(".mus-status.is-saved")).to_be_visible()

    assert lead.calls[-1] == ("set_invited", {"employees": 52, "leaders": 6})


def test_a_number_that_is_none_is_not_saved_and_says_so(stage):
    lead = Lead("waiting")
    page = stage.put(lead.widget)

    page.get_by_label("Employees").fill("")
    page.get_by_label("Leaders with talks").focus()

    alert = page.get_by_role("alert").filter(has_text="whole number from 0 to 5000")
    expect(alert).to_be_visible()
    assert lead.calls == []


def test_a_number_somebody_writes_is_not_overwritten_by_news(stage):
    lead = Lead()
    page = stage.put(lead.widget)
    field = page.get_by_label("Employees")
    field.fill("9")
    page.evaluate("globalThis.before = document.activeElement")

    stage.show({**lead.data, "sent": {"employees": 32, "leaders": 2}})

    expect(field).to_have_value("9")
    expect(page.get_by_text("Employees: 32 of 52")).to_be_visible()
    assert page.evaluate("document.activeElement === globalThis.before")


def test_the_threshold_stays_within_its_bounds(stage):
    lead = Lead("waiting", threshold=4)
    page = stage.put(lead.widget)

    page.get_by_role("button", name="One fewer").press("Enter")  # it is the lowest
    page.get_by_role("button", name="One more").press("Enter")
    arrived(page, "set_threshold")

    assert lead.calls == [("set_threshold", {"threshold": 5})]


def test_a_threshold_that_is_fixed_has_no_buttons(stage):
    page = stage.put(Lead().widget)

    expect(page.get_by_role("button", name="One more")).to_have_count(0)
    expect(page.get_by_text("it is fixed now")).to_be_visible()


def test_what_stops_the_opening_is_said_and_the_button_does_nothing(stage):
    lead = Lead("waiting", why_not="Vent til den 1. marts.")
    page = stage.put(lead.widget)
    button = page.get_by_role("button", name="Open for answers")

    expect(button).to_have_accessible_description("Vent til den 1. marts.")
    button.click(force=True)

    assert lead.calls == []


def test_opening_takes_one_press(stage):
    lead = Lead("waiting")
    page = stage.put(lead.widget)

    page.get_by_role("button", name="Open for answers").click()
    arrived(page, "open_round")

    assert lead.calls == [("open_round", {})]


def test_closing_is_asked_first_by_keyboard_too_and_not_yet_is_nearest(stage):
    lead = Lead()
    page = stage.put(lead.widget)
    for note in lead.data["close_notes"]:
        expect(page.get_by_text(note)).to_be_visible()

    page.get_by_role("button", name="Close and count").press("Enter")
    expect(page.get_by_role("button", name="Not yet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Close and count")).to_be_focused()
    assert lead.calls == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, close and count").click()
    arrived(page, "close_round")

    assert lead.calls == [("close_round", {})]


def test_the_focus_is_not_lost_when_the_round_is_closed(stage):
    lead = Lead()
    page = stage.put(lead.widget)
    page.get_by_role("button", name="Close and count").click()

    stage.show(samples.temperature_lead("closed"))

    expect(page.get_by_role("heading", name="MUS temperature")).to_be_focused()


def test_nobody_counts_by_answer_only_by_who_has_sent(stage):
    text = stage.put(Lead().widget).locator("#place").inner_text()

    assert "Employees: 31 of 52" in text
    assert "Leaders with talks: 2 of 6" in text
    assert not [answer for answer in samples.SCALE if answer in text]


def test_without_a_number_of_invited_only_those_who_sent_are_counted(stage):
    lead = Lead(invited={"employees": 0, "leaders": 6})
    page = stage.put(lead.widget)

    expect(page.get_by_text("Employees: 31", exact=True)).to_be_visible()
    expect(page.locator(".mus-temperature-lead-track:visible")).to_have_count(1)


def test_the_projectors_view_is_chosen_with_arrows_and_said(stage):
    lead = Lead("closed")
    page = stage.put(lead.widget)
    page.get_by_role("radio", name="Alle områder").focus()

    page.keyboard.press("ArrowDown")

    expect(page.get_by_text("The projector shows it").first).to_be_visible()
    assert lead.calls == [("show_view", {"view_id": "direction"})]


def test_a_refused_view_falls_back_and_its_reason_is_said(stage):
    page = stage.put(Lead("closed", refuse="Not now.").widget)

    page.get_by_role("radio", name="Retning").click()

    expect(page.get_by_role("alert").filter(has_text="Not now.")).to_be_visible()
    expect(page.get_by_role("radio", name="Alle områder")).to_be_checked()


def test_a_comment_is_removed_after_a_second_yes(stage):
    lead = Lead("closed")
    page = stage.put(lead.widget)
    text = samples.COMMENTS[2]

    page.get_by_role("button", name=f"Remove the comment: {text}").click()
    assert lead.calls == []
    page.get_by_role("button", name="Yes, remove it").click()
    arrived(page, "remove_comment")

    assert lead.calls == [("remove_comment", {"n": 2, "text": text})]
