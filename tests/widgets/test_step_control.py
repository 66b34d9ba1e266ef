import pytest

from musworkshop.widgets.step_control import StepControl
from tests.widgets import room_samples as samples
from tests.widgets.room_page import put_facilitator


@pytest.fixture
def calls():
    return []


@pytest.fixture
def control(calls):
    names = ("start_clock", "pause_clock", "add_minutes", "go")

    def called(name):
        return lambda request_id, **args: calls.append((name, args))

    def make(**changes):
        data = {**samples.step_control(), **changes}
        return StepControl(data=data, calls={name: called(name) for name in names})

    return make


def test_each_button_makes_its_own_call(make_stage, control, calls):
    page = make_stage(width_px=1280).put(control())

    for name in ("+ 1 min", "- 1 min", "Continue", "Next step"):
        page.get_by_role("button", name=name).click()

    page.wait_for_function("gallery.models[0].sent.length === 4")
    assert calls == [
        ("add_minutes", {"minutes": 1}),
        ("add_minutes", {"minutes": -1}),
        ("start_clock", {}),
        ("go", {"step_id": "s4"}),
    ]


def test_a_running_clock_is_paused(make_stage, control, calls):
    clock = {**samples.CLOCK, "running": True}
    page = make_stage(width_px=1280).put(control(clock=clock))

    page.get_by_role("button", name="Pause").click()

    page.wait_for_function("gallery.models[0].sent.length === 1")
    assert calls == [("pause_clock", {})]


def test_a_press_while_the_call_is_under_way_sends_nothing(make_stage, control):
    shown = make_stage(width_px=1280)
    page = shown.put(control())
    shown.lose()
    button = page.get_by_role("button", name="Next step")

    button.click()
    button.click(force=True)

    assert len(shown.sent("go")) == 1


def test_the_focus_stays_on_a_button_when_new_data_comes(make_stage, control):
    shown = make_stage(width_px=1280)
    page = shown.put(control())
    page.get_by_role("button", name="Continue").focus()

    shown.show({**samples.step_control(), "clock": {**samples.CLOCK, "left_s": 100.0}})

    assert page.evaluate("document.activeElement.textContent") == "Continue"
    assert page.locator(".mus-dial text").first.text_content() == "1:40"


def test_the_last_step_says_so(make_stage, control):
    page = make_stage(width_px=1280).put(control(next=None))

    assert page.get_by_text("This is the last step.").is_visible()
    assert page.get_by_role("button", name="Next step").count() == 0


@pytest.mark.parametrize(
    ("left_s", "word"), [(900, "left"), (170, "round off"), (40, "nearly over")]
)
def test_the_ring_says_in_words_how_much_is_left(make_stage, control, left_s, word):
    clock = {"left_s": left_s, "total_s": 900, "running": True}

    page = make_stage(width_px=1280).put(control(clock=clock))

    assert page.locator(".mus-dial text").last.text_content() == word


def test_the_middle_of_the_page_is_its_main_landmark(make_stage):
    shown = make_stage(width_px=1280)
    page = put_facilitator(shown, "normal")

    shown.show({**samples.step_control(), "title": "Saml og stem"}, index=1)

    assert page.locator(".mus-main[role=main] h1").inner_text() == "Saml og stem"
