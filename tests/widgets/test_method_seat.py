from typing import Any

import pytest

from musworkshop.errors import InputError
from musworkshop.widgets.method_seat import MethodSeat
from tests.axe import violations
from tests.widgets import method_samples as samples

NAMES = [
    "take_place",
    "leave_place",
    "add_note",
    "reword_note",
    "delete_note",
    "go",
    "start_clock",
    "pause_clock",
    "add_minutes",
    "draft",
]


@pytest.fixture
def calls():
    return []


@pytest.fixture
def seat(calls):
    def make(data, **answers: object):
        def called(name):
            def handler(request_id: str, **args: Any) -> object:
                calls.append((name, args))
                answer = answers.get(name)
                if isinstance(answer, Exception):
                    raise answer
                return answer

            return handler

        handlers = {name: called(name) for name in NAMES}
        return MethodSeat(data=data, calls=handlers, scope="s1")

    return make


def made(calls, name):
    return [args for called, args in calls if called == name]


def test_one_tap_takes_a_chair(stage, seat, calls):
    page = stage.put(seat(samples.method_seat()))
    assert page.get_by_text("2 of 5 chairs are free").is_visible()

    page.get_by_role("button", name="Take a chair: Inderkredsen").click()

    page.wait_for_function(
        "gallery.models[0].sent.some((m) => m.call === 'take_place')"
    )
    assert made(calls, "take_place") == [{"role_id": "inner"}]


def test_each_chair_is_drawn_and_said(stage, seat):
    page = stage.put(seat(samples.seated()))

    drawn = page.locator(".mus-method-seat-role").first

    assert drawn.locator(".mus-chair").count() == 5
    assert drawn.locator(".mus-chair.is-free").count() == 1
    assert "1 of 5 chairs are free" in drawn.inner_text()
    assert "You are here" in drawn.inner_text()


def test_the_queue_says_ones_place_and_can_be_left(stage, seat, calls):
    data = samples.method_seat(queue={"place": 2})
    page = stage.put(seat(data))

    assert page.get_by_text("You are number 2 in the queue").is_visible()
    assert page.get_by_role("button", name="Queue for a chair").count() == 0
    page.get_by_role("button", name="Leave the queue").click()

    page.wait_for_function(
        "gallery.models[0].sent.some((m) => m.call === 'leave_place')"
    )
    assert made(calls, "leave_place") == [{}]


def test_the_focus_is_kept_when_the_chair_taken_takes_its_button_away(stage, seat):
    page = stage.put(seat(samples.method_seat()))
    page.get_by_role("button", name="Take a chair: Inderkredsen").focus()

    stage.show(samples.seated())

    assert page.evaluate("document.activeElement.textContent") == "Kredsen i salen"


def test_who_listens_sees_only_role_task_and_clock(stage, seat):
    page = stage.put(seat(samples.listening()))

    shown = page.locator("#place").inner_text()

    assert "Reflekterende team" in shown
    assert "Lyt uden at svare" in shown
    assert "4:12" in page.locator(".mus-dial").text_content()
    assert page.locator("button:visible, textarea:visible").count() == 0
    for other in ("Kredsen i salen", "Fishbowl", "Lederen", samples.NOTES[0]):
        assert other not in shown


def test_a_note_is_saved_under_its_prompt_and_the_field_is_empty(stage, seat, calls):
    page = stage.put(seat(samples.method_seat(), add_note={"id": "n9"}))
    field = page.get_by_label("Det vil jeg spørge om")
    assert page.get_by_text("ingen ser, hvem der skrev den").first.is_visible()

    field.fill("Hvem hjælper hvem?")
    page.get_by_role("button", name="Save", exact=True).nth(1).click()

    page.get_by_text("Saved", exact=True).first.wait_for()
    note = {"prompt_id": "ask", "text": "Hvem hjælper hvem?"}
    assert made(calls, "add_note") == [note]
    assert field.input_value() == ""


def test_a_draft_stands_in_its_field(stage, seat):
    page = stage.put(seat(samples.method_seat()))

    assert page.get_by_label("Det lagde jeg").input_value() == "Vi venter for"


@pytest.mark.parametrize(
    "after",
    [
        samples.method_seat(prompts=[]),
        samples.listening(),
        {"running": False},
    ],
    ids=["another role", "listening", "the method has ended"],
)
def test_half_a_note_stays_under_the_hands_that_write_it(stage, seat, after):
    page = stage.put(seat(samples.method_seat()))
    field = page.get_by_label("Det vil jeg spørge om")
    field.focus()
    page.keyboard.type("Hvem hj")

    stage.show(after)
    page.keyboard.type("ælper")

    assert field.input_value() == "Hvem hjælper"
    assert field.is_visible()
    assert page.get_by_text("Your text stays here on your device.").last.is_visible()


def test_a_note_is_reworded_in_its_place(stage, seat, calls):
    answer = {"text": "Nyt", "version": 2, "conflict": None}
    page = stage.put(seat(samples.method_seat(), reword_note=answer))

    page.get_by_role("button", name="Reword:").first.click()
    page.get_by_label("New wording").fill("Nyt")
    page.get_by_role("button", name="Save the wording").click()

    page.get_by_label("New wording").wait_for(state="detached")
    assert made(calls, "reword_note") == [
        {"note_id": "n0", "text": "Nyt", "version": 1}
    ]


def test_two_wordings_at_the_same_time_are_both_shown(stage, seat, calls):
    answer = {"text": "Deres", "version": 4, "conflict": "Vores"}
    page = stage.put(seat(samples.method_seat(), reword_note=answer))
    page.get_by_role("button", name="Reword:").first.click()
    page.get_by_label("New wording").fill("Vores")

    page.get_by_role("button", name="Save the wording").click()
    page.get_by_role("button", name="Keep this one").nth(1).click()

    page.get_by_label("New wording").wait_for(state="detached")
    kept = {"note_id": "n0", "text": "Vores", "version": 4}
    assert made(calls, "reword_note")[1] == kept


def test_a_note_is_deleted_only_after_a_question(stage, seat, calls):
    page = stage.put(seat(samples.method_seat()))

    page.get_by_role("button", name="Delete:").first.click()
    assert made(calls, "delete_note") == []
    page.get_by_role("button", name="Yes, delete").click()

    page.get_by_role("button", name="Yes, delete").wait_for(state="hidden")
    assert made(calls, "delete_note") == [{"note_id": "n0"}]


def test_a_team_that_steers_moves_its_own_phase_and_clock(stage, seat, calls):
    page = stage.put(seat(samples.seated()))

    for name in ("Continue", "+ 1 min", "Back", "Next phase"):
        page.get_by_role("button", name=name).click()

    page.wait_for_function("gallery.models[0].sent.length === 4")
    assert calls == [
        ("start_clock", {}),
        ("add_minutes", {"minutes": 1}),
        ("go", {"number": 1}),
        ("go", {"number": 3}),
    ]


def test_who_does_not_steer_has_no_button_for_it(stage, seat):
    page = stage.put(seat(samples.method_seat()))

    for name in ("Continue", "+ 1 min", "Next phase"):
        assert page.get_by_role("button", name=name).count() == 0


def test_a_refusal_is_said_beside_the_button(stage, seat):
    taken = InputError("Stolen er lige taget.")
    page = stage.put(seat(samples.method_seat(), take_place=taken))

    page.get_by_role("button", name="Take a chair: Inderkredsen").click()

    page.get_by_role("alert").get_by_text("Stolen er lige taget.").wait_for()


def test_without_a_method_nothing_is_shown(stage, seat):
    page = stage.put(seat({"running": False}))

    assert page.locator("#place").inner_text() == ""


@pytest.mark.parametrize("width_px", [360, 1920])
def test_axe_finds_nothing_while_a_note_is_reworded(make_stage, seat, width_px):
    page = make_stage(width_px=width_px).put(seat(samples.method_seat()))
    page.get_by_role("button", name="Reword:").first.click()
    page.get_by_role("button", name="Delete:").first.click()

    assert violations(page) == []
