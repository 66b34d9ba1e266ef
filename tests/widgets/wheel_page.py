"""A wheel on a page, and how a person uses it: keys, fingers, names."""

from playwright.sync_api import expect

from tests.widgets.wheel_samples import Seat, wheel

STORED = "JSON.stringify(Object.entries(localStorage))"


def open_wheel(make_stage, data=None, *, width_px=1280):
    """Open a wheel; return its seat, its page and its stage."""
    seat = Seat(data)
    stage = make_stage(width_px=width_px)
    return seat, stage.put(seat.widget), stage


def blank(**changes):
    """A wheel with no rating."""
    return wheel(mine={"name": "Dig", "ratings": {}}, **changes)


def tab_to_wheel(page):
    """From the top of the page with Tab alone: list button, then the wheel."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")


def now_named(page):
    """What a screen reader calls the place of the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def field(page, competence, level):
    """A field of the wheel."""
    return page.get_by_role("radio", name=f"{competence}, {level.lower()},")


def tap(page, locator):
    """Touch as a finger does."""
    box = locator.bounding_box()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch = {"type": "touchStart", "touchPoints": [point]}
    session.send("Input.dispatchTouchEvent", touch)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def is_saved(page):
    """It is said that the choice is kept."""
    expect(page.locator(".mus-status-text:visible")).to_have_text("Saved")
