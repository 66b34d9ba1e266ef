import pytest
from playwright.sync_api import expect

from musworkshop.widgets.vote_panel import VotePanel
from tests.axe import violations
from tests.widgets import room_samples as samples


@pytest.fixture
def calls():
    return []


@pytest.fixture
def panel(calls):
    def make(state="open", results=6):
        def called(name):
            def handler(request_id, **args):
                calls.append((name, args))

            return handler

        names = ("set_votes_per_person", "open_votes", "reveal_votes", "reopen_votes")
        return VotePanel(
            data=samples.vote_panel(state, results),
            calls={name: called(name) for name in names},
        )

    return make


def test_dots_are_set_with_two_buttons(make_stage, panel, calls):
    page = make_stage(width_px=360).put(panel("closed"))

    page.get_by_role("button", name="One dot more").click()
    page.get_by_role("button", name="One dot fewer").click()

    page.wait_for_function("gallery.models[0].sent.length === 2")
    votes = [args["votes"] for _, args in calls]
    assert votes == [4, 2]


def test_the_result_is_shown_only_after_a_question_that_says_what_is_deleted(
    make_stage, panel, calls
):
    page = make_stage(width_px=1280).put(panel("open"))

    page.get_by_role("button", name="Show the result").click()
    page.get_by_text("16 of 47 have not voted yet.").wait_for()
    page.get_by_role("button", name="Not yet").click()
    assert calls == []

    page.get_by_role("button", name="Show the result").click()
    page.get_by_role("button", name="Yes, show it").click()
    page.get_by_role("button", name="Yes, show it").wait_for(state="hidden")
    assert calls == [("reveal_votes", {})]


def test_an_answer_that_comes_late_leaves_whoever_has_gone_on_where_they_are(
    make_stage, panel
):
    page = make_stage(width_px=1280).put(panel("open"))
    page.evaluate(
        """() => {
          const [model] = gallery.models;
          const take = model.take.bind(model);
          model.take = (messages) => { gallery.late = () => take(messages); };
        }"""
    )
    page.get_by_role("button", name="Show the result").click()
    page.get_by_role("button", name="Yes, show it").click()
    page.wait_for_function("!!gallery.late")
    page.evaluate(
        """(data) => {
          gallery.models[0].set("data", data);
          gallery.models[0].fire("change:data");
        }""",
        samples.vote_panel("revealed", 6),
    )
    again = page.get_by_role("button", name="Vote again")
    again.focus()

    page.evaluate("gallery.late()")
    page.wait_for_timeout(50)

    expect(again).to_be_focused()


def test_escape_means_not_yet(make_stage, panel, calls):
    page = make_stage(width_px=1280).put(panel("open"))
    page.get_by_role("button", name="Show the result").click()

    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.textContent") == "Show the result"
    assert calls == []


@pytest.mark.parametrize("state", ["closed", "open"])
def test_no_sum_stands_anywhere_before_the_result_is_shown(make_stage, panel, state):
    page = make_stage(width_px=1280).put(panel(state))

    assert page.get_by_text("tie", exact=True).count() == 0
    assert page.locator(".mus-lines strong:not(:empty)").count() == 0


def test_ties_and_ranks_are_said_in_words(make_stage, panel):
    page = make_stage(width_px=1280).put(panel("revealed"))

    second = page.locator(".mus-lines > li").nth(1)

    assert "Number 2" in second.text_content()
    assert "12 dots" in second.inner_text()
    assert "tie" in second.inner_text()


@pytest.mark.parametrize("state", ["closed", "open", "revealed"])
def test_axe_finds_nothing_in_any_state(make_stage, panel, state):
    page = make_stage(width_px=360).put(panel(state))

    assert violations(page) == []
