import pytest

from tests.axe import violations
from tests.widgets import method_samples as methods
from tests.widgets import room_samples as samples
from tests.widgets.test_projector_stage import NARROW_PX, READ, SIZES_PX, resized, show

CONTENTS = {
    "hall": methods.stage(),
    "teams": methods.stage_teams(),
    "notes": methods.stage_notes(),
    "full hall": methods.full_stage(),
    "sixty teams": methods.full_teams(),
    "full notes": methods.full_notes(),
}


def projector(content, **clock):
    data = samples.projector("method", content)
    return {**data, "clock": {**methods.CLOCK, **clock}}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_method_is_read_whole_without_scrolling(make_stage, name):
    shown = show(make_stage, projector(CONTENTS[name], left_s=45.0))

    for size_px in resized(shown, SIZES_PX):
        read = shown.page.evaluate(READ)
        assert read == {"small": [], "cut": [], "scrolls": False}, size_px


@pytest.mark.parametrize("name", CONTENTS)
def test_axe_finds_nothing_in_a_method(make_stage, name):
    shown = show(make_stage, projector(CONTENTS[name], left_s=45.0))

    for size_px in resized(shown, NARROW_PX):
        assert violations(shown.page) == [], size_px
        assert shown.overflow_px() <= 0, size_px


def test_the_question_is_the_biggest_and_takes_the_steps_place(make_stage):
    page = show(make_stage, projector(methods.stage())).page

    assert page.locator("h1").inner_text() == methods.PHASE["ask"]
    assert samples.projector("method")["step"]["ask"] not in page.inner_text("body")


def test_every_chair_stands_on_the_ring_filled_or_free(make_stage):
    page = show(make_stage, projector(methods.stage())).page

    assert page.locator("circle.chair").count() == 6
    assert page.locator("circle.chair.is-taken").count() == 4
    assert page.get_by_text("Bord 1 · Bord 4 · one person").is_visible()
    assert page.get_by_text("3 of 5 chairs are taken · 2 wait").is_visible()


def test_in_the_last_minute_the_next_phase_is_said_and_nothing_moves(make_stage):
    shown = show(make_stage, projector(methods.stage(), left_s=63.0, running=True))
    watched = shown.page.locator("h1, .wall, .part, .code, .ready, .square, .mus-ring")
    before = [one.bounding_box() for one in watched.all()]
    assert shown.page.locator(".soon").inner_text() == ""

    shown.page.get_by_text(f"In 1 minute: {methods.PHASE['next']}").wait_for()

    assert [one.bounding_box() for one in watched.all()] == before


def test_after_the_last_phase_nothing_is_announced(make_stage):
    data = projector(methods.stage(next=""), left_s=20.0)

    page = show(make_stage, data).page

    assert page.locator(".soon").inner_text() == ""


def test_new_seconds_of_a_team_draw_nothing_anew(make_stage):
    content = methods.stage_teams()
    shown = show(make_stage, projector(content))
    shown.page.evaluate("globalThis.before = document.querySelector('.team')")
    teams = [
        {**team, "clock": {**team["clock"], "left_s": 77.0}}
        for team in content["teams"]
    ]

    shown.show(projector({**content, "teams": teams}))

    assert shown.page.evaluate("document.querySelector('.team') === globalThis.before")
    assert "1:17" in shown.page.locator(".team").first.inner_text()


def test_notes_take_the_place_of_the_roles_and_those_left_out_are_counted(make_stage):
    page = show(make_stage, projector(methods.stage_notes(4))).page

    assert page.locator(".tile").count() == 4
    assert page.locator(".part, .chair").count() == 0
    assert page.locator(".more:visible").inner_text() == "and 4 more"


def test_what_does_not_fit_is_counted_with_what_was_left_out_before(make_stage):
    page = show(make_stage, projector(methods.full_notes())).page

    visible = page.locator(".tile:visible").count()

    assert 1 <= visible < 8
    assert page.locator(".more:visible").inner_text() == f"and {31 + 8 - visible} more"


@pytest.mark.parametrize(("sound", "tones"), [(True, 1), (False, 0)])
def test_the_projector_sounds_when_it_is_wanted(make_stage, sound, tones):
    shown = show(make_stage, projector(methods.stage()))
    shown.page.evaluate(
        "() => { globalThis.tones = 0; globalThis.AudioContext ="
        " class { constructor() { globalThis.tones += 1; } }; }"
    )

    shown.show(projector(methods.stage(sound=sound), left_s=0.2, running=True))
    shown.page.get_by_text("time is up").first.wait_for(state="attached")
    shown.page.wait_for_timeout(300)

    assert shown.page.evaluate("globalThis.tones") == tones
