"""What the wheels of a unit say together, in Chromium."""

import pytest
from playwright.sync_api import expect

from musworkshop.widgets.wheel_picture import WheelPictureView
from tests.widgets.wheel_samples import part, wheel_picture

pytestmark = pytest.mark.browser


def rows(page):
    return page.locator(".mus-lines > li")


def test_each_bar_is_said_in_words_as_well(stage):
    page = stage.put(WheelPictureView(data=wheel_picture()))

    first = rows(page).first
    expect(first).to_contain_text("6 stærk kompetence · 8 udmærket kompetence")
    expect(first).to_contain_text("19 wheels")
    assert first.locator(".mus-level-bar").get_attribute("aria-hidden") == "true"
    assert first.locator(".mus-level-piece b").all_inner_texts() == ["6", "8", "5"]


def test_levels_counted_together_share_one_frame_with_all_their_patterns(stage):
    page = stage.put(WheelPictureView(data=wheel_picture()))

    merged = rows(page).nth(1).locator(".is-merged i")
    assert [node.get_attribute("class") for node in merged.all()] == [
        "mus-level-look is-solid",
        "mus-level-look is-stripes",
    ]


def test_a_competence_with_too_few_has_words_and_no_bar(stage):
    page = stage.put(WheelPictureView(data=wheel_picture()))

    row = rows(page).nth(4)
    expect(row).to_contain_text("For få har vurderet den")
    expect(row.locator(".mus-level-bar")).to_be_hidden()
    expect(row.get_by_text("wheel", exact=False)).to_have_count(0)


def test_a_picture_that_comes_later_takes_the_place_of_the_first(stage):
    data = wheel_picture()
    page = stage.put(WheelPictureView(data=data))
    row = {**data["rows"][0], "n": 1, "parts": [part("fokusområde", 1, 2, 2, 1)]}

    stage.show({**data, "rows": [row]})

    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("1 wheel")
    expect(page.locator(".mus-level-piece .is-dots")).to_have_count(1)


def test_without_wheels_it_says_so(stage):
    page = stage.put(WheelPictureView(data=wheel_picture(rows=[])))

    expect(page.get_by_text("Der er endnu ikke talt nogen hjul.")).to_be_visible()
    expect(page.locator(".mus-wheel-picture-keys")).to_be_hidden()
