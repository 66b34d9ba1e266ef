from musworkshop.widgets.run_sheet import RunSheet
from tests.widgets import room_samples as samples


def sheet(calls):
    def go(request_id, step_id: str):
        calls.append(step_id)

    return RunSheet(data=samples.run_sheet(), calls={"go": go})


def test_a_step_is_recommended_with_the_keyboard(make_stage):
    calls = []
    page = make_stage(width_px=1280).put(sheet(calls))

    page.get_by_role("button", name="Saml og stem").focus()
    page.keyboard.press("Enter")

    page.wait_for_function("gallery.models[0].sent.length === 1")
    assert calls == ["s4"]


def test_states_are_said_in_words_and_the_step_now_is_marked(make_stage):
    page = make_stage(width_px=1280).put(sheet([]))

    now = page.locator("[aria-current=step]")

    assert now.text_content() == "Undertemaer i grupper (here now) 25 min"
    assert page.get_by_role("button", name="Velkommen (done) 10 min").is_visible()


def test_a_phone_shows_the_step_now_and_the_others_on_demand(make_stage):
    page = make_stage(width_px=360).put(sheet([]))
    assert page.locator("li:visible").count() == 1

    page.get_by_role("button", name="All steps").click()

    assert page.locator("li:visible").count() == 7


def test_the_share_of_the_day_is_said(make_stage):
    page = make_stage(width_px=1280).put(sheet([]))

    assert "55 % of the day is done" in page.locator(".mus-heard").all_text_contents()
