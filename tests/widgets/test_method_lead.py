from typing import Any

import pytest

from musworkshop.widgets.method_lead import MethodLead
from tests.axe import violations
from tests.widgets import method_samples as samples

NAMES = [
    "start",
    "end",
    "go",
    "start_clock",
    "pause_clock",
    "add_minutes",
    "set_options",
    "free_chair",
    "show_notes",
    "harvest",
    "draft",
]
# Stands where WebAudio would, and counts.
COUNT_TONES = """() => {
  globalThis.tones = 0;
  globalThis.AudioContext = class { constructor() { globalThis.tones += 1; } };
}"""


@pytest.fixture
def calls():
    return []


@pytest.fixture
def lead(calls):
    def make(run=None, **changes):
        def called(name):
            def handler(request_id: str, **args: Any) -> None:
                calls.append((name, args))

            return handler

        return MethodLead(
            data=samples.method_lead(run=run, **changes),
            calls={name: called(name) for name in NAMES},
            scope="f1",
        )

    return make


@pytest.fixture
def laptop(make_stage):
    return make_stage(width_px=1280)


def test_without_a_method_the_step_is_written_in_silence(laptop, lead):
    page = laptop.put(lead())

    assert page.get_by_label("Write in silence").is_checked()
    assert page.get_by_role("button", name="Begin").count() == 0


def test_a_method_begins_with_mode_theme_and_chairs(laptop, lead, calls):
    page = laptop.put(lead())

    page.get_by_label("Fishbowl").check()
    page.get_by_label("Lang").check()
    page.get_by_label("Theme").select_option("faglighed")
    page.get_by_role("button", name="One chair fewer").click()
    page.get_by_role("button", name="Begin: Fishbowl").click()

    page.wait_for_function("gallery.models[0].sent.length === 1")
    wanted = {"method_id": "fishbowl", "mode_id": "full", "theme_id": "faglighed"}
    assert calls == [("start", {**wanted, "chairs": 7})]


def test_help_stands_behind_a_word_and_only_where_there_is_some(laptop, lead):
    page = laptop.put(lead())
    page.get_by_label("1-2-4-alle").check()

    page.get_by_text("When it fits").click()

    assert page.get_by_text("Når alle skal høre den samme samtale.").is_visible()
    assert page.get_by_text("What to look out for").is_hidden()
    assert page.get_by_role("button", name="One chair more").count() == 0


def test_a_choice_is_kept_when_data_comes(laptop, lead):
    page = laptop.put(lead())
    page.get_by_label("Fishbowl").check()
    page.get_by_label("Theme").select_option("faglighed")

    laptop.show(samples.method_lead(theme_id="trivsel", turn=1))

    assert page.get_by_label("Fishbowl").is_checked()
    assert page.get_by_label("Theme").input_value() == "faglighed"


def test_the_run_goes_on_back_and_to_any_phase(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))

    page.get_by_role("button", name="Next phase").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Saml op").click()
    page.get_by_role("button", name="- 1 min").click()
    page.get_by_role("button", name="Continue").click()

    page.wait_for_function("gallery.models[0].sent.length === 5")
    assert calls == [
        ("go", {"number": 3}),
        ("go", {"number": 1}),
        ("go", {"number": 4}),
        ("add_minutes", {"minutes": -1}),
        ("start_clock", {}),
    ]


def test_the_method_ends_after_a_question_and_the_focus_is_kept(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))

    page.get_by_role("button", name="End the method").click()
    assert calls == []
    page.get_by_role("button", name="Yes, end it").click()
    page.wait_for_function("gallery.models[0].sent.length === 1")
    laptop.show(samples.method_lead())

    assert calls == [("end", {})]
    assert page.evaluate("document.activeElement.textContent") == "Method"


def test_an_option_is_sent_with_all_others(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))

    page.get_by_label("A soft sound").check()
    page.get_by_role("button", name="One chair more").click()

    page.wait_for_function("gallery.models[0].sent.length === 2")
    options = {"own_clocks": False, "leader_outside": True, "chairs": 5}
    assert calls[0] == ("set_options", {**options, "sound": True})
    assert calls[1][1]["chairs"] == 6
    assert page.get_by_label("Each team runs").is_hidden()


def test_a_chair_is_set_free_after_a_question(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))

    page.get_by_role("button", name="Free the chair: one person").click()
    assert calls == []
    page.get_by_role("button", name="Yes, free it").click()

    page.wait_for_function("gallery.models[0].sent.length === 1")
    seat = {"circle_id": "c1", "role_id": "inner", "chair": 3}
    assert calls == [("free_chair", seat)]


def test_notes_are_shown_after_a_question_that_counts_them(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))
    assert page.get_by_text("9 notes from 6 devices. 4 are not shown yet.").is_visible()

    page.get_by_role("button", name="Show the notes").click()
    page.get_by_text("Show 4 new notes to the whole room?").wait_for()
    page.get_by_role("button", name="Yes, show them").click()

    page.wait_for_function("gallery.models[0].sent.length === 1")
    assert calls == [("show_notes", {})]


def test_without_hidden_notes_there_is_nothing_to_show(laptop, lead):
    notes = {"count": 9, "devices": 6, "hidden": 0}
    page = laptop.put(lead(samples.run(notes=notes)))

    assert page.get_by_role("button", name="Show the notes").count() == 0
    assert page.get_by_text("The room sees them.").is_visible()


def test_a_note_becomes_a_question_in_ones_own_wording(laptop, lead, calls):
    page = laptop.put(lead(samples.run()))
    field = page.get_by_label("Wording").first
    assert field.input_value() == samples.NOTES[0]

    field.fill("Hvornår ringer vi?")
    page.locator(".mus-method-harvest").first.get_by_label("Theme").select_option(
        "faglighed"
    )
    page.get_by_role("button", name="Make it a question").first.click()

    page.get_by_text("Made into a question").nth(1).wait_for()
    made = {"note_id": "n0", "theme_id": "faglighed", "text": "Hvornår ringer vi?"}
    assert ("harvest", made) in calls
    assert page.get_by_role("button", name="Make it a question").count() == 1


def test_half_a_wording_stays_when_the_method_ends(laptop, lead):
    page = laptop.put(lead(samples.run()))
    field = page.get_by_label("Wording").first
    field.focus()
    page.keyboard.type("Og ")

    laptop.show(samples.method_lead())
    page.keyboard.type("så")

    assert "Og så" in field.input_value()
    assert field.is_visible()


@pytest.mark.parametrize(("sound", "tones"), [(True, 1), (False, 0)])
def test_a_soft_sound_only_when_it_is_wanted(laptop, lead, sound, tones):
    page = laptop.put(lead(samples.run()))
    page.evaluate(COUNT_TONES)
    clock = {"left_s": 0.2, "total_s": 60.0, "running": True}

    laptop.show(samples.method_lead(run=samples.run(clock=clock, sound=sound)))
    page.get_by_text("time is up").first.wait_for(state="attached")
    page.wait_for_timeout(300)

    assert page.evaluate("globalThis.tones") == tones


def test_every_team_has_its_own_small_clock(laptop, lead):
    page = laptop.put(lead(samples.team_run()))

    assert page.get_by_role("timer").count() == 9
    assert page.get_by_label("Each team runs its own clock").is_checked()


@pytest.mark.parametrize("width_px", [360, 1280, 1920])
def test_axe_finds_nothing_while_a_method_is_chosen(make_stage, lead, width_px):
    shown = make_stage(width_px=width_px)
    page = shown.put(lead())
    page.get_by_label("Fishbowl").check()
    page.get_by_text("When it fits").click()

    assert violations(page) == []
    assert shown.overflow_px() <= 0
