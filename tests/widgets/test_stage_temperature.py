import pytest

from tests.axe import violations
from tests.widgets import room_samples as samples
from tests.widgets import temperature_stage_samples as temperature
from tests.widgets.test_projector_stage import NARROW_PX, READ, SIZES_PX, resized, show

pytestmark = pytest.mark.browser


def scene(name, **changes):
    return samples.projector(name, {**temperature.STAGE[name], **changes})


@pytest.mark.parametrize("name", temperature.MORE_STAGE)
def test_a_scene_of_the_temperature_is_read_whole(make_stage, name):
    shown = show(make_stage, samples.projector(*temperature.MORE_STAGE[name]))

    for size_px in resized(shown, SIZES_PX):
        read = shown.page.evaluate(READ)
        assert read == {"small": [], "cut": [], "scrolls": False}, size_px
        if size_px in SIZES_PX[:2]:  # on a wide screen nothing is left out
            assert shown.page.locator(".more:visible").count() == 0, size_px


@pytest.mark.parametrize("name", temperature.MORE_STAGE)
def test_axe_finds_nothing_in_it(make_stage, name):
    shown = show(make_stage, samples.projector(*temperature.MORE_STAGE[name]))

    for size_px in resized(shown, NARROW_PX):
        assert violations(shown.page) == [], size_px
        assert shown.overflow_px() <= 0, size_px


def test_the_ring_counts_who_has_answered_of_those_invited(make_stage):
    page = show(make_stage, scene("temperature")).page

    assert page.locator(".total text").all_text_contents() == ["33", "of 58"]
    assert page.get_by_text("33 of 58 have answered").is_visible()


def test_without_a_number_of_invited_the_ring_promises_no_end(make_stage):
    unknown = {"employees": 0, "leaders": 0}

    page = show(make_stage, scene("temperature", invited=unknown)).page

    assert page.locator(".total text").all_text_contents() == ["33", ""]
    assert page.get_by_text("33 have answered").is_visible()


def test_no_answer_is_counted_while_people_answer(make_stage):
    page = show(make_stage, scene("temperature")).page

    assert page.locator(".mus-bar, .mus-look").count() == 0


def test_a_bar_says_in_words_what_it_shows(make_stage):
    page = show(make_stage, scene("result")).page
    bars = page.locator(".mus-bar")

    assert [bar.get_attribute("aria-label") for bar in bars.all()] == [
        row["bar"]["words"] for row in temperature.STAGE["result"]["rows"]
    ]
    assert page.locator(".index > [aria-hidden]").all_inner_texts()[:2] == [
        "about 70",
        "57",
    ]
    assert page.locator(".keys:visible li").count() == 5


def test_where_nothing_may_be_shown_words_stand_in_the_bars_place(make_stage):
    page = show(make_stage, scene("result", **temperature.EMPTY_STAGE["result"])).page

    assert page.locator(".mus-bar, .keys:visible, .index > *").count() == 0
    assert page.get_by_text("for få svar").count() == 5


def test_leaders_and_employees_are_told_apart_by_shape_and_number(make_stage):
    page = show(make_stage, scene("gaps")).page
    employees, leaders = (
        page.locator(f".axis .mark.is-{kind}").first
        for kind in ("employees", "leaders")
    )

    assert (employees.inner_text(), leaders.inner_text()) != ("", "")
    assert [one.locator("b").inner_text() for one in (employees, leaders)] == [
        "44",
        "70",
    ]
    radii = [
        one.locator("i").evaluate("(node) => getComputedStyle(node).borderRadius")
        for one in (employees, leaders)
    ]
    assert radii == ["50%", "0px"]
    assert employees.bounding_box()["x"] < leaders.bounding_box()["x"]


def test_comments_that_do_not_fit_are_counted_with_those_left_out(make_stage):
    page = show(
        make_stage, scene("comments", **temperature.FULL_STAGE["comments"])
    ).page

    visible = page.locator(".tile:visible").count()

    assert 1 <= visible < 8
    assert page.locator(".more:visible").inner_text() == f"and {31 + 8 - visible} more"


def test_a_new_view_of_the_result_is_heard_once_by_its_name(make_stage):
    shown = show(make_stage, scene("result"))
    said = shown.page.locator("[role=status]")
    assert said.text_content().startswith("Det viser svarene. Indeks 0-100")

    shown.show(samples.projector(*temperature.MORE_STAGE["statements"]))

    assert said.text_content().startswith("Opfølgning og evaluering. Om aftalerne")


def test_the_head_and_the_corner_stay_while_answers_come_in(make_stage):
    shown = show(make_stage, scene("temperature"))
    watched = shown.page.locator("h1, .ask, .total svg, .code, .square, .told li")
    before = [one.bounding_box() for one in watched.all()]

    shown.show(scene("temperature", sent={"employees": 32, "leaders": 2}))

    assert shown.page.locator(".total text").first.text_content() == "34"
    assert [one.bounding_box() for one in watched.all()] == before
