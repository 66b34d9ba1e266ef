"""Competences of one's own in the wheel and in the list, in Chromium."""

from functools import partial

import pytest
from playwright.sync_api import expect

from tests.widgets.wheel_page import (
    STORED,
    blank,
    field,
    is_saved,
    open_wheel,
    tab_to_wheel,
)
from tests.widgets.wheel_samples import LONG

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(make_stage):
    """Open a wheel; return its seat, its page and its stage."""
    return partial(open_wheel, make_stage)


def test_a_competence_of_ones_own_is_written_into_an_empty_field(opened):
    seat, page, _ = opened(blank())
    tab_to_wheel(page)

    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Write a competence of your own")).to_be_focused()
    page.keyboard.type("Skovtur med borgere")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Skovtur")).to_be_visible()
    expect(page.get_by_role("button", name="Stærk kompetence")).to_be_focused()
    assert seat.named("add_own") == [{"title": "Skovtur med borgere"}]
    page.keyboard.press("Enter")
    is_saved(page)
    assert seat.ratings() == {"c91": "strong"}


def test_a_competence_of_ones_own_is_written_in_the_list_too(opened):
    seat, page, _ = opened(blank())
    page.get_by_role("button", name="Show as a list").click()

    page.get_by_role("textbox", name="Write a competence").fill("Kaffe")
    page.get_by_role("button", name="Add it").click()
    row = page.get_by_role("group", name="Kaffe")
    expect(row.get_by_role("radio").first).to_be_focused()
    row.get_by_role("button", name="Change the name: Kaffe").click()
    row.get_by_label("Change the name", exact=True).fill("Te")
    row.get_by_role("button", name="Save the name").click()
    page.get_by_role("button", name="Remove: Te").click()

    expect(page.get_by_role("group", name="Te", exact=True)).to_have_count(0)
    assert [name for name, _ in seat.calls] == ["add_own", "rename_own", "remove_own"]


def test_an_error_keeps_the_text_of_a_competence_and_says_why(opened):
    seat, page, _ = opened(blank())
    seat.refuses = "There is one of this name already."
    page.get_by_role("button", name="Empty field").first.click(force=True)
    words = page.get_by_label("Write a competence of your own")

    words.fill("Kaffe")
    words.press("Enter")
    expect(page.get_by_text(seat.refuses)).to_be_visible()
    expect(words).to_have_value("Kaffe")
    words.fill(LONG)
    words.press("Enter")
    expect(page.get_by_text("characters too many")).to_be_visible()
    words.fill("   ")
    words.press("Enter")
    expect(page.get_by_text("Write something first.")).to_be_visible()
    assert len(seat.named("add_own")) == 1


def test_half_a_competence_and_the_ratings_stay_out_of_the_devices_storage(opened):
    seat, page, stage = opened(blank())
    page.get_by_role("button", name="Empty field").first.click(force=True)
    words = page.get_by_label("Write a competence of your own")
    words.fill("Skovtur")
    stage.lose()
    field(page, "Faglighed", "Fokusområde").click(force=True)
    page.get_by_role("button", name="Next competence").click()

    kept = page.evaluate(STORED)
    assert "Skovtur" not in kept
    assert "focus" not in kept
    assert stage.sent("draft") == []
    page.get_by_role("button", name="Empty field").first.click(force=True)
    expect(words).to_have_value("Skovtur")
    assert seat.calls == []


def test_a_rated_competence_of_ones_own_is_asked_about_before_it_goes(opened):
    data = blank()
    own = {"id": "c9", "title": "Kaffe", "means": [], "own": True}
    data["competences"].append(own)
    data["mine"] = {"name": "Dig", "ratings": {"c9": "fine"}}
    seat, page, _ = opened(data)
    page.locator("text.w-name", has_text="Kaffe").click()

    page.get_by_role("button", name="Remove: Kaffe").click()
    expect(page.get_by_text("Remove Kaffe and its rating?")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    assert seat.named("remove_own") == []
    page.get_by_role("button", name="Remove: Kaffe").click()
    page.get_by_role("button", name="Yes, remove it").click()

    expect(page.get_by_role("heading", name="Mit kompetencehjul")).to_be_focused()
    assert seat.named("remove_own") == [{"competence_id": "c9"}]
