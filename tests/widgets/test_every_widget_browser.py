import pytest

from tests.axe import violations
from tests.widgets.samples import SAMPLES

pytestmark = pytest.mark.browser

NORMAL = {name for name in SAMPLES if "-" not in name}
READ_ONLY = {
    "step_intro",
    "strategy_view",
    "form_preview",
    "temperature_result",
    "wheel_picture",
}
SMALL_TARGETS = """
() => [...document.querySelectorAll('button, a, input, select, textarea, [role=tab]')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .map((node) => {
    const box = (node.closest('label') || node).getBoundingClientRect();
    const words = node.getAttribute('aria-label') || node.textContent || node.type;
    return [words, Math.round(box.width), Math.round(box.height)];
  })
  .filter(([, width, height]) => width < 44 || height < 44)
"""
OPEN_ALL = """
() => document.querySelectorAll('button[aria-expanded=false]')
  .forEach((button) => button.click())
"""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_widget_fits_its_window_and_breaks_no_rule_of_wcag(make_stage, name):
    stage = make_stage(width_px=360)
    page = stage.put(SAMPLES[name]())
    page.evaluate(OPEN_ALL)

    for width_px in (360, 1280):
        page.set_viewport_size({"width": width_px, "height": 800})
        assert violations(page) == [], width_px
        assert stage.overflow_px() <= 0, width_px
        assert page.evaluate(SMALL_TARGETS) == [], width_px


@pytest.mark.parametrize("name", sorted(NORMAL))
def test_closing_a_view_leaves_nothing_behind(stage, name):
    page = stage.put(SAMPLES[name](), views=2)

    page.evaluate("gallery.stops.forEach((stop) => stop())")

    assert page.evaluate("gallery.models[0].count()") == 0


@pytest.mark.parametrize("name", sorted(NORMAL - READ_ONLY))
def test_focus_stays_through_twenty_five_updates(stage, name):
    widget = SAMPLES[name]()
    page = stage.put(widget)
    focusable = page.locator("button:visible, input:visible, textarea:visible").last
    focusable.focus()
    page.evaluate("globalThis.before = document.activeElement")

    for k in range(25):
        stage.show({**widget.data, "turn": k})

    assert page.evaluate("document.activeElement === globalThis.before")
