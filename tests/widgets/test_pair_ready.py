import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.widgets import pair_samples as samples
from tests.widgets.pair_room import STORED, Ready, Side

pytestmark = pytest.mark.browser

ON, OFF = ("set_ready", {"on": True}), ("set_ready", {"on": False})


@pytest.fixture
def opened(stage):
    """Show being ready; return who says it and the page."""

    def make(**changes):
        one = Ready(**changes)
        return one, stage.put(one.widget)

    return make


@pytest.fixture
def beside_the_panel(stage):
    """Show being ready on the page whose heading says what is shown."""

    def make(**changes):
        side, one = Side(), Ready(**changes)
        page = stage.put(side.widget, one.widget)
        expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
        return side, one, page

    return make


def card(page):
    return page.get_by_role("group", name="Who is ready?")


def say_yes(page):
    page.get_by_role("button", name="Jeg er klar").press("Enter")
    page.get_by_role("button", name="Yes, I am ready").press("Enter")


def test_ready_is_asked_first_and_says_who_is(opened):
    one, page = opened()
    expect(page.get_by_role("status").filter(has_text="Ingen af jer")).to_be_visible()

    page.get_by_role("button", name="Jeg er klar").press("Enter")
    expect(page.get_by_text(samples.ready()["confirm"])).to_be_visible()
    expect(page.get_by_role("button", name="Not yet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Jeg er klar")).to_be_focused()
    assert one.calls == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, I am ready").click()

    expect(page.get_by_role("status").filter(has_text="Du er klar.")).to_be_visible()
    expect(card(page)).to_be_focused()
    ready = page.locator(".mus-pair-ready-marks .is-ready")
    expect(ready).to_have_text(["You"])
    assert one.calls == [ON]


@pytest.mark.parametrize(("side", "other"), [("employee", "Leader"), ("leader", "Emp")])
def test_the_other_one_who_is_ready_has_a_tick(opened, side, other):
    _one, page = opened(side=side, theirs=True)

    ready = page.locator(".mus-pair-ready-marks .is-ready")
    expect(ready).to_have_count(1)
    expect(ready).to_contain_text(other)


def test_ready_is_taken_back_as_long_as_it_can_be(opened):
    one, page = opened(**samples.WAITING)

    page.get_by_role("button", name="I am not ready after all").press("Enter")
    expect(page.get_by_role("button", name="Jeg er klar")).to_be_visible()

    expect(card(page)).to_be_focused()
    assert one.calls == [OFF]


def test_ready_that_cannot_be_taken_back_has_no_button_for_it(opened):
    _one, page = opened(**{**samples.WAITING, "can_undo": False})

    expect(page.get_by_text("Du er klar.")).to_be_visible()
    expect(page.get_by_role("button", name="not ready after all")).to_have_count(0)


def test_ready_that_is_refused_says_why_and_stays_asked(opened):
    one, page = opened()
    one.refuse = "Not just now."

    say_yes(page)

    expect(page.get_by_role("alert").filter(has_text="Not just now.")).to_be_visible()
    expect(page.get_by_role("button", name="Yes, I am ready")).to_be_focused()


def test_the_last_who_is_ready_comes_to_the_heading_that_says_what_is_shown(
    beside_the_panel,
):
    _side, one, page = beside_the_panel(theirs=True)

    say_yes(page)

    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_focused()
    expect(card(page)).to_have_count(0)
    assert one.calls == [ON]


def test_the_focus_is_not_lost_when_the_other_one_reveals(stage, beside_the_panel):
    side, one, page = beside_the_panel(**samples.WAITING)
    page.get_by_role("button", name="I am not ready after all").focus()

    side.show(**samples.revealed())
    one.show(shown=False)
    stage.flush()

    expect(page.get_by_role("heading", name="Jeres kompetencehjul")).to_be_focused()


def test_a_reveal_takes_the_focus_from_nobody_who_is_elsewhere(stage, beside_the_panel):
    _side, one, page = beside_the_panel(**samples.WAITING)
    elsewhere = page.get_by_role("button", name="If you share one screen")
    elsewhere.focus()

    one.show(shown=False)
    stage.flush()

    expect(card(page)).to_have_count(0)
    expect(elsewhere).to_be_focused()


def test_the_focus_comes_back_when_the_page_is_connected_again(stage, beside_the_panel):
    _side, one, page = beside_the_panel()
    button = page.get_by_role("button", name="Jeg er klar")
    button.focus()

    stage.show({}, index=1)
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_focused()
    expect(card(page)).to_have_count(0)
    stage.show(one.data, index=1)

    expect(button).to_be_focused()


def test_whoever_has_moved_on_meanwhile_is_not_brought_back(stage, beside_the_panel):
    _side, one, page = beside_the_panel()
    page.get_by_role("button", name="Jeg er klar").focus()

    stage.show({}, index=1)
    elsewhere = page.get_by_role("button", name="If you share one screen")
    elsewhere.focus()
    stage.show(one.data, index=1)

    expect(card(page)).to_be_visible()
    expect(elsewhere).to_be_focused()


def test_nothing_to_be_ready_for_shows_nothing(opened):
    one, page = opened(shown=False)
    expect(page.get_by_text("Who is ready?")).to_be_attached()
    assert page.get_by_role("main").inner_text() == ""
    assert one.calls == []


def test_no_call_waits_in_the_browsers_storage(stage, opened):
    _one, page = opened()
    stage.lose()

    say_yes(page)
    page.wait_for_function("gallery.models[0].sent.some((m) => m.call === 'set_ready')")

    assert page.evaluate(STORED) == []


@pytest.mark.parametrize("width_px", [360, 1280])
def test_what_is_asked_breaks_no_rule_of_wcag(make_stage, width_px):
    stage = make_stage(width_px=width_px)
    page = stage.put(Ready().widget)
    page.get_by_role("button", name="Jeg er klar").click()

    assert violations(page) == []
    assert stage.overflow_px() <= 0
