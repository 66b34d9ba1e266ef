import pytest
from playwright.sync_api import expect

from musworkshop.errors import NotAllowed
from musworkshop.widgets.form_chooser import FormChooser
from musworkshop.widgets.seat_header import SeatHeader
from musworkshop.widgets.step_footer import StepFooter
from musworkshop.widgets.vote_list import VoteList
from tests.widgets.samples import form_chooser, seat_header, step_footer, vote_list

pytestmark = pytest.mark.browser


def recorder(**answers):
    """Handlers that write down how they were called."""
    calls = []

    def handler(name):
        def answer(request_id, **args):
            calls.append((name, args))
            return answers[name]

        return answer

    return calls, {name: handler(name) for name in answers}


def test_a_device_leaves_after_a_second_yes_and_keeps_no_text(stage):
    calls, handlers = recorder(leave=None)
    page = stage.put(SeatHeader(data=seat_header(), calls=handlers, scope="s1"))
    page.evaluate("localStorage.setItem('mus:s1:draft:card:a', 'mine')")
    page.evaluate("localStorage.setItem('mus:s2:draft:card:a', 'theirs')")

    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Leave the room").click()
    assert calls == []
    page.get_by_role("button", name="Yes, leave").click()
    page.wait_for_function("localStorage.length === 1")

    assert calls == [("leave", {})]
    assert page.evaluate("localStorage.key(0)") == "mus:s2:draft:card:a"


def test_the_pen_is_handed_to_another_device_by_keyboard(stage):
    calls, handlers = recorder(hand_over=None)
    page = stage.put(SeatHeader(data=seat_header(), calls=handlers))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hand the pen to Enhed 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("gallery.models[0].sent.length > 0")
    page.keyboard.press("Escape")

    assert calls == [("hand_over", {"seat_id": "s2"})]
    expect(page.get_by_role("button", name="More")).to_be_focused()


def test_only_the_scribe_hands_the_pen_on(stage):
    page = stage.put(SeatHeader(data=seat_header(is_scribe=False)))

    page.get_by_role("button", name="More").click()

    expect(page.get_by_role("button", name="Hand the pen")).to_have_count(0)


def test_a_device_without_the_pen_takes_it_when_the_scribes_is_gone(stage):
    calls, handlers = recorder(hand_over=None)
    devices = [
        {"seat_id": "s1", "label": "Enhed 1", "is_scribe": True, "is_me": False},
        {"seat_id": "s2", "label": "Enhed 2", "is_scribe": False, "is_me": True},
    ]
    data = seat_header(is_scribe=False, devices=devices)
    page = stage.put(SeatHeader(data=data, calls=handlers))

    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Take the pen").click()
    page.wait_for_function("gallery.models[0].sent.length > 0")

    assert calls == [("hand_over", {"seat_id": "s2"})]


def test_a_refused_language_falls_back_to_the_one_in_use(stage):
    def refuse(request_id, language):
        raise NotAllowed("Not now.")

    page = stage.put(SeatHeader(data=seat_header(), calls={"set_language": refuse}))
    page.get_by_role("button", name="More").click()

    page.get_by_role("radio", name="English").click()

    expect(page.get_by_role("alert").filter(has_text="Not now.")).to_be_visible()
    expect(page.get_by_role("radio", name="Dansk")).to_be_checked()


def test_a_dead_connection_is_said_and_a_reload_offered(stage):
    stage.page.clock.install()
    page = stage.put(SeatHeader(data=seat_header()))
    stage.lose()

    page.clock.run_for(24_000)  # the next question to Python, and three seconds more
    expect(page.get_by_text("Not connected.")).to_be_visible()
    expect(page.get_by_role("button", name="Load the page again")).to_be_hidden()
    page.clock.run_for(26_000)
    expect(page.get_by_role("button", name="Load the page again")).to_be_visible()

    stage.lose(False)
    page.clock.run_for(10_000)
    expect(page.get_by_text("Not connected.")).to_be_hidden()


def test_the_clock_ticks_by_itself_and_turns(stage):
    stage.page.clock.install()
    clock = {"left_s": 62.0, "total_s": 300.0, "running": True}
    page = stage.put(SeatHeader(data=seat_header(clock=clock)))
    timer = page.get_by_role("timer")
    expect(timer).to_have_text("1:02")

    page.clock.run_for(3_000)

    expect(timer).to_have_text("0:59")
    assert "is-short" in timer.get_attribute("class").split()


def test_ready_is_a_switch_that_shows_what_python_holds(stage):
    calls, handlers = recorder(set_ready=None)
    page = stage.put(StepFooter(data=step_footer(), calls=handlers))
    button = page.get_by_role("button", name="Vi er klar")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    stage.show(step_footer(ready=True))

    expect(button).to_have_attribute("aria-pressed", "true")
    assert calls == [("set_ready", {"ready": True})]


def test_ready_says_once_that_a_text_has_not_been_sent(stage):
    calls, handlers = recorder(set_ready=None, half_written=None)
    page = stage.put(StepFooter(data=step_footer(), calls=handlers, scope="s1"))
    half = "new CustomEvent('mus:half', {detail: {key: 'mus:s1:draft:%s', half: %s}})"
    button = page.get_by_role("button", name="Vi er klar")

    page.evaluate(f"dispatchEvent({half % ('card:a', 'true')})")
    button.click()
    expect(page.get_by_role("alert").filter(has_text="not been sent")).to_be_visible()
    assert [name for name, _args in calls if name == "set_ready"] == []

    button.click()
    expect(page.get_by_text("not been sent")).to_have_count(0)
    assert [name for name, _args in calls if name == "set_ready"] == ["set_ready"]


def test_a_text_that_sends_itself_holds_ready_back_from_nobody(stage):
    calls, handlers = recorder(set_ready=None, half_written=None)
    page = stage.put(StepFooter(data=step_footer(), calls=handlers, scope="s1"))
    half = "new CustomEvent('mus:half', {detail: {key: 'mus:s1:draft:%s', half: %s}})"

    page.evaluate(f"dispatchEvent({half % ('field:goal', 'true')})")
    page.get_by_role("button", name="Vi er klar").click()
    page.wait_for_function("gallery.models[0].sent.some((c) => c.call === 'set_ready')")

    assert ("set_ready", {"ready": True}) in calls


def test_the_facilitators_step_is_offered_not_forced(stage):
    calls, handlers = recorder(follow=None, go=None)
    page = stage.put(StepFooter(data=step_footer(), calls=handlers))
    stage.show(step_footer(recommended={"id": "x", "title": "Stem"}))
    expect(page.get_by_text("The facilitator is at: Stem")).to_be_visible()
    assert calls == []

    page.get_by_role("button", name="Go there").click()
    page.get_by_role("button", name="Next: Saml og stem").click()
    page.wait_for_function("gallery.models[0].sent.length === 2")

    assert calls == [("follow", {}), ("go", {"step_id": "vote"})]


def test_dots_are_placed_by_keyboard_and_the_last_counts(stage):
    stored = {}

    def set_dots(request_id: str, candidate_id: str, dots: int) -> None:
        stored[candidate_id] = dots

    data = vote_list()
    page = stage.put(VoteList(data=data, calls={"set_dots": set_dots}))
    more = page.get_by_role("button", name="One dot more").nth(1)
    more.focus()

    for _press in range(2):
        page.keyboard.press("Enter")

    expect(page.get_by_text("3 dots")).to_be_visible()
    expect(page.get_by_text("All 5 dots are placed")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("No dots left")
    assert stored == {"trivsel1": 3}


def test_a_refused_dot_is_taken_back_and_its_reason_said(stage):
    def refuse(request_id: str, candidate_id: str, dots: int) -> None:
        raise NotAllowed("The voting is closed.")

    page = stage.put(VoteList(data=vote_list(), calls={"set_dots": refuse}))

    page.get_by_role("button", name="One dot more").nth(2).click()

    alert = page.get_by_role("alert").filter(has_text="The voting is closed.")
    expect(alert).to_be_visible()
    expect(page.get_by_text("2 of 5 dots left")).to_be_visible()


def test_no_dot_can_be_placed_before_the_voting_opens(stage):
    page = stage.put(VoteList(data=vote_list(state="closed")))

    expect(page.get_by_role("button", name="One dot more")).to_have_count(0)
    expect(page.get_by_text("The voting opens in a moment")).to_be_visible()


def test_a_suggestion_is_chosen_for_the_form_in_view(stage):
    calls, handlers = recorder(choose={"id": "q"})
    page = stage.put(FormChooser(data=form_chooser(), calls=handlers, scope="seat"))

    page.get_by_role("radio", name="Kun Bord 3").check()
    page.get_by_role("button", name="Choose: Får du at vide").first.click()
    page.wait_for_function("gallery.models[0].sent.length === 1")

    assert calls == [
        (
            "choose",
            {
                "scope": "g3",
                "theme_id": "trivsel",
                "origin": "room",
                "origin_id": "room1",
            },
        )
    ]


def test_questions_for_all_are_shown_in_a_groups_form_but_not_changed_there(stage):
    page = stage.put(FormChooser(data=form_chooser(), scope="seat"))
    expect(page.get_by_role("button", name="Remove: ")).to_have_count(2)

    page.get_by_role("radio", name="Kun Bord 3").check()

    expect(page.get_by_role("button", name="Remove: ")).to_have_count(0)
    expect(page.get_by_text("Hvornår har vi sidst hjulpet hinanden?")).to_have_count(2)


def test_an_own_question_is_sent_once_and_its_field_cleared(stage):
    calls, handlers = recorder(add_own={"id": "q9"})
    page = stage.put(FormChooser(data=form_chooser(), calls=handlers, scope="seat"))
    page.get_by_role("button", name="Write a question yourself").first.click()
    field = page.get_by_label("Your question for the form").first
    field.fill("Eget spørgsmål")

    page.get_by_role("button", name="Put it in the form").first.dblclick()

    expect(field).to_have_value("")
    assert calls == [
        ("add_own", {"scope": "all", "theme_id": "trivsel", "text": "Eget spørgsmål"})
    ]


def test_a_question_of_the_form_is_moved_and_removed_by_keyboard(stage):
    calls, handlers = recorder(move=None, unchoose=None)
    page = stage.put(FormChooser(data=form_chooser(), calls=handlers, scope="seat"))

    page.get_by_role("button", name="Move up: Hvornår").press("Enter")  # it is first
    page.get_by_role("button", name="Move down: Hvornår").press("Enter")
    page.get_by_role("button", name="Remove: Hvornår").press("Enter")
    page.wait_for_function("gallery.models[0].sent.length === 2")

    assert calls == [
        ("move", {"question_id": "q0", "by": 1}),
        ("unchoose", {"question_id": "q0"}),
    ]
