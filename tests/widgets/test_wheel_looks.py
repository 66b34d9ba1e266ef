"""What is seen and heard of a competence wheel in Chromium."""

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.widgets.gallery import WIDTHS_PX
from tests.widgets.wheel_page import (
    blank,
    field,
    is_saved,
    now_named,
    open_wheel,
    tab_to_wheel,
)
from tests.widgets.wheel_samples import (
    SAMPLES,
    THREE,
    Seat,
    last_year,
    revealed,
    twenty,
    wheel,
)

pytestmark = pytest.mark.browser

SNAPSHOTS = Path(__file__).with_name("snapshots")
# The page has seen that its window has another width.
DRAWN = "new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"
# The corners of each name as it is turned.
NAMES = """
() => [...document.querySelectorAll('.w-name')].map((node) => {
  const box = node.getBBox();
  const at = node.getScreenCTM();
  return [[box.x, box.y], [box.x + box.width, box.y],
          [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]]
    .map(([x, y]) => [at.a * x + at.c * y + at.e, at.b * x + at.d * y + at.f]);
})
"""


@pytest.fixture
def opened(make_stage):
    """Open a wheel; return its seat, its page and its stage."""
    return partial(open_wheel, make_stage)


def test_both_layers_and_last_years_are_seen_and_said(opened):
    _, page, _ = opened(revealed(last_year=last_year()))

    heard = field(page, "Faglighed", "Stærk kompetence").get_attribute("aria-label")
    assert heard == (
        "Faglighed, stærk kompetence, 1 of 10. Leder: udmærket kompetence."
        " 2025: udmærket kompetence"
    )
    marks = page.locator(".w-marks text").all_text_contents()
    assert marks.count("=") == 4
    assert marks.count("L") == 5
    assert page.locator(".w-marks .is-last").count() == 8
    for words in ["Leder", "you agree", "2025", "Stærk kompetence"]:
        expect(page.locator(".mus-wheel-legend").get_by_text(words)).to_be_visible()


def test_a_wheel_that_is_only_read_changes_nothing_but_can_be_walked(opened):
    seat, page, _ = opened(revealed())
    tab_to_wheel(page)

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    field(page, "Proces", "Stærk kompetence").click(force=True)

    expect(page.get_by_role("heading", name="Proces")).to_be_visible()
    expect(page.get_by_text("Dig: udmærket kompetence")).to_be_visible()
    expect(page.get_by_text("Leder: fokusområde")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert seat.calls == []
    page.keyboard.press("End")
    assert now_named(page).startswith("Dokumentation, stærk kompetence, 9 of 10")


def test_where_nobody_fills_it_in_the_levels_are_told_and_nobody_is_named(opened):
    _, page, _ = opened(blank(editable=False))

    for _, title, about in THREE:
        expect(page.get_by_text(title, exact=True).first).to_be_visible()
        expect(page.get_by_text(about)).to_be_visible()
    expect(page.get_by_text("Dig:")).to_have_count(0)


def test_who_can_see_it_stands_before_everything_else(opened):
    seat, page, _ = opened()

    text = page.locator(".mus-wheel").inner_text()
    assert text.strip().startswith(seat.data["who"])


def test_only_what_a_choice_changes_is_drawn(opened):
    _, page, _ = opened(twenty())
    page.evaluate(
        """() => {
          globalThis.touched = [];
          const note = (all) => all.forEach((one) => touched.push(
            [one.type, one.target.className.baseVal ?? one.target.className]));
          new MutationObserver(note).observe(document.querySelector('svg[role=group]'),
            { subtree: true, childList: true, attributes: true });
        }"""
    )

    page.get_by_role("button", name="Kan lære fra sig").click()
    is_saved(page)

    touched = page.evaluate("globalThis.touched")
    assert 0 < len(touched) <= 8
    assert all(kind == "attributes" for kind, _ in touched)


@pytest.mark.parametrize(
    "name", [name for name in SAMPLES if name.startswith("competence_wheel")]
)
def test_no_name_is_cut_or_overlaps_another(make_stage, name):
    stage = make_stage(width_px=640)
    page = stage.put(SAMPLES[name]())

    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 1000})
        page.evaluate(DRAWN)
        boxes = page.evaluate(NAMES)
        assert stage.overflow_px() <= 0, width_px
        for k, corners in enumerate(boxes):
            assert all(0 <= x <= width_px for x, _ in corners)
            assert not any(overlap(corners, other) for other in boxes[k + 1 :])


def overlap(one, other):
    """Whether two rectangles, turned as they may be, share more than an edge."""
    for shape in (one, other):
        for k in range(4):
            (x0, y0), (x1, y1) = shape[k], shape[(k + 1) % 4]
            across = (y0 - y1, x1 - x0)
            spans = [
                [across[0] * x + across[1] * y for x, y in corners]
                for corners in (one, other)
            ]
            slack = 0.1 * (max(spans[0]) - min(spans[0]))
            if max(spans[0]) <= min(spans[1]) + slack:
                return False
            if max(spans[1]) <= min(spans[0]) + slack:
                return False
    return True


@pytest.mark.parametrize("view", ["wheel", "list"])
def test_the_accessibility_tree_is_the_one_that_was_looked_at(opened, view):
    _, page, _ = opened(wheel(theirs=revealed()["theirs"]))
    if view == "list":
        page.get_by_role("button", name="Show as a list").click()

    tree = page.locator(".mus-wheel").aria_snapshot()

    assert tree + "\n" == (SNAPSHOTS / f"competence_{view}.yml").read_text("utf-8")


def test_where_only_a_finger_points_nothing_is_said_of_keys(opened):
    _, page, _ = opened()
    keys, fingers = page.get_by_text("Arrow keys move"), page.get_by_text("Tap a comp")
    expect(keys).to_be_visible()
    expect(fingers).to_be_hidden()

    session = page.context.new_cdp_session(page)
    phone = {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True}
    session.send("Emulation.setDeviceMetricsOverride", phone)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    assert page.evaluate("matchMedia('(hover: none) and (pointer: coarse)').matches")
    expect(keys).to_be_hidden()
    expect(fingers).to_be_visible()


@pytest.mark.parametrize(("width_px", "in_px"), [(360, 20), (1280, 0)])
def test_on_the_facilitators_page_it_stands_where_its_neighbours_do(
    make_stage, width_px, in_px
):
    stage = make_stage(width_px=width_px, page_class="mus-facilitator")
    page = stage.put(Seat(wheel(title="Kompetencehjulet")).widget)
    page.evaluate("document.querySelector('#place > *').className = 'mus-main'")

    left_px = page.evaluate(
        "(() => { const of = (s) => document.querySelector(s).getBoundingClientRect();"
        " return of('.mus-wheel-figure').left - of('.mus-wheel').left; })()"
    )

    assert left_px == in_px


def test_in_a_high_contrast_mode_the_patterns_and_the_place_are_seen(opened):
    _, page, _ = opened(revealed())
    page.emulate_media(forced_colors="active")
    tab_to_wheel(page)

    colours = page.evaluate(
        """() => {
          const of = (chosen, what) =>
            getComputedStyle(document.querySelector(chosen))[what];
          return { name: of('.w-name', 'fill'), edge: of('.w-field', 'stroke'),
                   field: of('.w-field:not(.is-chosen)', 'fill'),
                   mark: of('.w-mark circle', 'fill'),
                   letter: of('.w-mark text', 'fill'),
                   place: of('.w-cursor path:last-child', 'stroke') };
        }"""
    )

    assert colours["name"] != colours["field"]
    assert colours["edge"] != colours["field"]
    assert colours["place"] != colours["field"]
    assert colours["mark"] != colours["letter"]
    assert violations(page) == []


def test_nothing_moves_by_itself(opened):
    _, page, _ = opened()
    page.emulate_media(reduced_motion="no-preference")

    field(page, "Proces", "Fokusområde").click(force=True)

    running = "document.querySelector('.mus-wheel-figure').getAnimations"
    assert page.evaluate(f"{running}({{subtree: true}}).length") == 0
