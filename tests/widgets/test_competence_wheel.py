"""The competence wheel in Chromium: keys, list, fingers, undo, faults."""

import json
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.widgets.wheel_page import (
    STORED,
    blank,
    field,
    is_saved,
    now_named,
    open_wheel,
    tab_to_wheel,
    tap,
)
from tests.widgets.wheel_samples import EIGHT, THREE, twenty

pytestmark = pytest.mark.browser

ANSWERS = {f"c{k}": THREE[k % 3][0] for k in range(8)}


@pytest.fixture
def opened(make_stage):
    """Open a wheel; return its seat, its page and its stage."""
    return partial(open_wheel, make_stage)


def test_the_whole_wheel_is_filled_in_by_keyboard_alone(opened):
    seat, page, _ = opened(blank())
    tab_to_wheel(page)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")

    for k in range(8):
        if k:
            page.keyboard.press("ArrowRight")
        page.keyboard.press(["Enter", " "][k % 2])
        page.keyboard.press("ArrowDown" if k % 3 < 2 else "ArrowUp")
        if k % 3 == 2:
            page.keyboard.press("ArrowUp")

    is_saved(page)
    assert seat.ratings() == ANSWERS
    assert len(seat.named("rate")) == 8


def test_the_list_alone_gives_the_same_calls_as_the_keyboard(opened):
    seat, page, _ = opened(blank())
    page.get_by_role("button", name="Show as a list").click()

    for k, title in enumerate(EIGHT):
        row = page.get_by_role("group", name=title, exact=True)
        row.get_by_role("radio", name=THREE[k % 3][1]).check()

    is_saved(page)
    assert seat.ratings() == ANSWERS
    assert seat.named("rate") == [
        {"competence_id": key, "level_id": level} for key, level in ANSWERS.items()
    ]


def test_the_wheel_is_one_tab_stop(opened):
    _, page, _ = opened(blank())
    tab_to_wheel(page)

    assert now_named(page) == "Faglighed, stærk kompetence, 1 of 10"
    page.keyboard.press("Tab")
    assert now_named(page) == "Previous competence"
    page.keyboard.press("Shift+Tab")
    assert now_named(page) == "Faglighed, stærk kompetence, 1 of 10"


def test_arrows_say_the_competence_the_level_and_the_place(opened):
    _, page, _ = opened(blank())
    tab_to_wheel(page)

    for key, said in [
        ("ArrowLeft", "Empty field, write a competence, 10 of 10"),
        ("ArrowRight", "Faglighed, stærk kompetence, 1 of 10"),
        ("ArrowDown", "Faglighed, udmærket kompetence, 1 of 10"),
        ("ArrowDown", "Faglighed, fokusområde, 1 of 10"),
        ("ArrowDown", "Faglighed, fokusområde, 1 of 10"),
        ("ArrowRight", "Helhed, fokusområde, 2 of 10"),
        ("End", "Empty field, write a competence, 10 of 10"),
        ("Home", "Faglighed, fokusområde, 1 of 10"),
    ]:
        page.keyboard.press(key)
        assert now_named(page) == said


def test_typed_letters_find_a_competence(opened):
    _, page, _ = opened(blank())
    tab_to_wheel(page)

    page.keyboard.type("sam")
    assert now_named(page) == "Samarbejde, stærk kompetence, 7 of 10"
    expect(page.get_by_role("heading", name="Samarbejde")).to_be_visible()


def test_choosing_again_takes_the_rating_back(opened):
    seat, page, _ = opened(blank())
    tab_to_wheel(page)

    page.keyboard.press("Enter")
    expect(field(page, "Faglighed", "Stærk kompetence")).to_be_checked()
    page.keyboard.press("Enter")
    expect(field(page, "Faglighed", "Stærk kompetence")).not_to_be_checked()

    is_saved(page)
    assert [args["level_id"] for args in seat.named("rate")] == ["strong", ""]


def test_a_click_chooses_and_a_double_click_does_not_take_back(opened):
    seat, page, _ = opened(blank())

    field(page, "Helhed", "Fokusområde").dblclick(force=True)

    is_saved(page)
    assert seat.ratings() == {"c1": "focus"}


def test_the_buttons_beside_the_wheel_choose_for_the_competence_in_use(opened):
    seat, page, _ = opened(blank(), width_px=360)

    page.get_by_role("button", name="Next competence").click()
    levels = page.get_by_role("group", name="Helhed")
    levels.get_by_role("button", name="Udmærket kompetence").click()

    expect(levels.get_by_role("button", pressed=True)).to_contain_text("Udmærket")
    expect(field(page, "Helhed", "Udmærket kompetence")).to_be_checked()
    is_saved(page)
    assert seat.ratings() == {"c1": "fine"}


def test_a_finger_chooses_a_field(opened):
    seat, page, _ = opened(blank(), width_px=360)

    tap(page, field(page, "Kommunikation", "Stærk kompetence"))

    is_saved(page)
    assert seat.ratings() == {"c2": "strong"}


def test_a_field_too_small_for_a_finger_is_left_to_the_buttons(opened):
    seat, page, _ = opened(twenty(), width_px=360)

    tap(page, field(page, "Relationer", "Kan lære fra sig"))
    expect(page.get_by_role("heading", name="Relationer")).to_be_in_viewport()
    assert seat.named("rate") == []
    page.get_by_role("button", name="På vej").click()

    is_saved(page)
    assert seat.ratings()["c5"] == "new"


def test_a_numbered_name_leads_to_its_competence(opened):
    _, page, _ = opened(blank(), width_px=360)

    page.locator(".mus-wheel-names li", has_text="Proces").click()

    expect(page.get_by_role("heading", name="Proces")).to_be_in_viewport()


def test_undo_takes_several_steps_back_with_the_button_and_with_the_keys(opened):
    seat, page, _ = opened()
    before = seat.ratings()
    tab_to_wheel(page)
    page.keyboard.press("Home")
    for key in ["ArrowDown", "Enter", "ArrowRight", "Enter", "ArrowRight", "Enter"]:
        page.keyboard.press(key)
    is_saved(page)
    assert seat.ratings() != before

    page.keyboard.press("Control+z")
    expect(page.get_by_text("Undone. Kommunikation: stærk")).to_be_attached()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()

    is_saved(page)
    assert seat.ratings() == before
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_undo_works_in_the_list(opened):
    seat, page, _ = opened(blank())
    page.get_by_role("button", name="Show as a list").click()
    row = page.get_by_role("group", name="Proces", exact=True)

    row.get_by_role("radio", name="Fokusområde").check()
    page.get_by_role("button", name="Undo").click()

    expect(row.get_by_role("radio", name="Not rated")).to_be_checked()
    is_saved(page)
    assert seat.ratings() == {}


def test_a_refused_choice_says_why_and_shows_what_is_stored(opened):
    seat, page, _ = opened()
    seat.refuses = "You have said ready. Take it back to change something."

    field(page, "Faglighed", "Fokusområde").click(force=True)

    expect(page.get_by_role("alert").filter(has_text="said ready")).to_be_visible()
    expect(field(page, "Faglighed", "Stærk kompetence")).to_be_checked()
    expect(field(page, "Faglighed", "Fokusområde")).not_to_be_checked()
    expect(page.locator(".mus-status-text")).to_have_text("")


def test_choices_made_without_connection_wait_and_are_sent(opened):
    seat, page, stage = opened(blank())
    stage.lose()
    page.evaluate("document.documentElement.dataset.musConnection = 'lost'")

    field(page, "Faglighed", "Fokusområde").click(force=True)
    expect(field(page, "Faglighed", "Fokusområde")).to_be_checked()
    expect(page.get_by_role("status").first).to_contain_text("1 choice waits here")
    stage.lose(False)
    page.evaluate("dispatchEvent(new Event('online'))")

    is_saved(page)
    assert seat.ratings() == {"c0": "focus"}


def test_the_device_remembers_how_it_shows_a_wheel(opened):
    _, page, stage = opened()
    page.get_by_role("button", name="Show as a list").press("Enter")
    expect(page.get_by_role("button", name="Show as a wheel")).to_be_focused()

    page = stage.reload()

    expect(page.get_by_role("button", name="Show as a wheel")).to_be_visible()
    assert json.loads(page.evaluate(STORED)) == [["mus:wheel-view", "list"]]
