import pytest

from tests.axe import violations
from tests.widgets import room_samples as samples
from tests.widgets import wheel_stage_samples as wheel
from tests.widgets.test_projector_stage import NARROW_PX, READ, SIZES_PX, resized, show

pytestmark = pytest.mark.browser


def scene(name, **changes):
    return samples.projector(name, {**wheel.STAGE[name], **changes})


@pytest.mark.parametrize("name", wheel.MORE_STAGE)
def test_a_scene_of_the_wheel_is_read_whole_and_nothing_is_left_out(make_stage, name):
    shown = show(make_stage, samples.projector(*wheel.MORE_STAGE[name]))

    for size_px in resized(shown, SIZES_PX):
        read = shown.page.evaluate(READ)
        assert read == {"small": [], "cut": [], "scrolls": False}, size_px
        assert shown.page.locator(".more:visible").count() == 0, size_px


@pytest.mark.parametrize("name", wheel.STAGE)
def test_an_ordinary_scene_leaves_nothing_out(make_stage, name):
    shown = show(make_stage, scene(name))

    for size_px in resized(shown, SIZES_PX):
        assert shown.page.locator(".more:visible").count() == 0, size_px


@pytest.mark.parametrize("name", wheel.MORE_STAGE)
def test_axe_finds_nothing_in_it(make_stage, name):
    shown = show(make_stage, samples.projector(*wheel.MORE_STAGE[name]))

    for size_px in resized(shown, NARROW_PX):
        assert violations(shown.page) == [], size_px
        assert shown.overflow_px() <= 0, size_px


def test_the_wheel_fills_the_height_and_stands_beside_its_words(make_stage):
    shown = show(make_stage, scene("wheel"))

    for _width_px, height_px in resized(shown, SIZES_PX):
        drawn = shown.page.locator(".mus-wheel-drawing").bounding_box()
        words = shown.page.locator("h1").bounding_box()
        assert drawn["height"] > 0.62 * height_px
        assert drawn["x"] + drawn["width"] < words["x"]


def test_every_name_stands_at_the_rim_and_is_read_aloud(make_stage):
    page = show(make_stage, scene("wheel")).page
    titles = [one["title"] for one in wheel.STAGE["wheel"]["competences"]]

    drawn = page.locator(".w-name").all_text_contents()
    heard = page.locator("ol.mus-heard li").all_text_contents()

    assert [text.replace("-", "") for text in drawn] == [*titles, "+ own", "+ own"]
    assert heard == titles


def test_teeth_that_are_too_many_for_names_are_numbered_and_named_beside(make_stage):
    page = show(
        make_stage, samples.projector(*wheel.MORE_STAGE["twenty competences"])
    ).page

    numbers = page.locator(".w-name").all_text_contents()
    names = page.locator(".names li:visible").all_text_contents()

    assert numbers == [str(k + 1) for k in range(20)]
    assert names == wheel.TWENTY


def test_a_level_is_known_by_its_pattern_and_its_words(make_stage):
    page = show(make_stage, samples.projector(*wheel.MORE_STAGE["five levels"])).page
    looks = page.locator(".levels .mus-level-look")

    patterns = [one.get_attribute("class").split()[-1] for one in looks.all()]

    assert len(set(patterns)) == 5
    assert page.locator(".levels .title").all_text_contents() == [
        title for _key, title, _about in wheel.FIVE
    ]


def test_the_picture_shows_counts_and_says_the_same_aloud(make_stage):
    page = show(make_stage, scene("wheel_picture")).page
    first = page.locator(".counted > li").first

    assert first.locator(".mus-level-piece b").all_inner_texts() == ["5", "2", "1"]
    assert first.locator(".mus-heard").text_content() == (
        "5 stærk kompetence · 2 udmærket kompetence · 1 fokusområde"
    )


def test_a_competence_with_too_few_has_words_in_its_bars_place(make_stage):
    page = show(make_stage, scene("wheel_picture")).page
    last = page.locator(".counted > li").last

    assert last.locator(".mus-level-piece").count() == 0
    assert last.locator(".soft").inner_text() == "for få svar"


def test_more_than_eight_competences_stand_in_two_columns(make_stage):
    for count, columns in ((8, 1), (9, 2), (20, 2)):
        page = show(make_stage, scene("wheel_picture", rows=wheel.rows(count))).page
        places = {
            round(one.bounding_box()["x"])
            for one in page.locator(".counted > li").all()
        }
        assert len(places) == columns, count


def test_a_level_that_nobody_has_takes_no_room_in_the_bar(make_stage):
    parts = [{**one, "count": 0, "share": 0.0} for one in wheel.parts(0)[:1]]
    rows = [wheel.row(0, "Helhed", parts=[*parts, *wheel.parts(0)[1:]])]

    page = show(make_stage, scene("wheel_picture", rows=rows)).page

    assert page.locator(".mus-level-piece").count() == 2


def test_the_picture_that_may_not_be_shown_says_why(make_stage):
    content = wheel.EMPTY_STAGE["wheel_picture"]

    page = show(make_stage, samples.projector("wheel_picture", content)).page

    assert page.locator(".wall").inner_text() == content["empty"]


def test_the_three_ways_stand_side_by_side(make_stage):
    page = show(make_stage, scene("pairs")).page

    tops = {round(one.bounding_box()["y"]) for one in page.locator(".ways > li").all()}

    assert len(tops) == 1
    assert page.locator(".ways h2").all_inner_texts() == [
        way["title"] for way in wheel.STAGE["pairs"]["ways"]
    ]
