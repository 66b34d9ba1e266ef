import json

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.widgets import pair_samples as samples
from tests.widgets.pair_room import STORED, Side, Talk, stored_pairs

pytestmark = pytest.mark.browser

SENTENCE = "Jeg vil lede to møder i foråret."


def rows(page, group):
    return page.locator(f"[data-group={group}] li strong")


def editor(page):
    return page.locator(".mus-pair-talk-editor:visible")


def write(page, competence="Udvikling", sentence=SENTENCE):
    page.get_by_role("button", name="Choose a focus area").click()
    if competence:
        editor(page).get_by_label("Competence").select_option(competence)
    editor(page).get_by_role("textbox").fill(sentence)


def test_differences_come_first_then_agreements_then_what_one_has_rated(stage):
    page = stage.put(Talk().widget)

    titles = [title for _key, title in samples.COMPETENCES]
    expect(rows(page, "differ_list")).to_have_text(titles[:5])
    expect(rows(page, "same_list")).to_have_text(titles[5:])
    expect(rows(page, "one_list")).to_have_text(["Velfærdsteknologi"])
    expect(page.get_by_role("heading", level=3)).to_have_text(
        [
            "We see it differently",
            "We agree",
            "Only one of us has rated it",
            "Our focus areas",
            "The picture of the unit",
        ]
    )
    expect(page.get_by_text(samples.DIFFER[0]).first).to_be_visible()


def test_who_can_see_it_stands_before_everything_else_and_at_the_field(stage):
    page = stage.put(Talk().widget)

    first = page.locator(".mus-column > *:visible").first
    expect(first).to_have_text(samples.ONLY_YOU)
    page.get_by_role("button", name="Choose a focus area").click()

    field = editor(page).get_by_role("textbox")
    expect(field).to_have_accessible_description(samples.ONLY_YOU)


@pytest.mark.parametrize(
    ("same", "heading"),
    [(True, "This is how we see it"), (False, "Where do we see it differently?")],
)
def test_the_heading_fits_what_there_is_to_talk_about(stage, same, heading):
    row = {"id": "a", "title": "Helhed", "same": same, "text": "I begge: stærk"}

    page = stage.put(Talk(rows=[row]).widget)

    expect(page.get_by_role("heading", level=2)).to_have_text(heading)


def test_two_who_only_talk_choose_without_rows(stage):
    page = stage.put(Talk(rows=[]).widget)

    expect(page.get_by_role("heading", level=2)).to_have_text(
        "What do we want to talk about?"
    )
    expect(page.get_by_role("button", name="Choose a focus area")).to_be_visible()


def test_nothing_is_shown_before_the_two_may_talk(stage):
    talk = Talk()
    talk.widget.show({})
    page = stage.put(talk.widget)

    assert page.locator("#place").inner_text().strip() == ""


def test_a_focus_area_is_a_competence_and_a_sentence(stage):
    talk = Talk()
    page = stage.put(talk.widget)

    write(page)
    page.get_by_role("button", name="Keep the focus area").click()

    expect(page.locator("ol > li")).to_contain_text(["Udvikling"])
    expect(page.get_by_role("button", name="Change: Udvikling")).to_be_focused()
    expect(editor(page)).to_have_count(0)
    values = {"competence_id": "development", "sentence": SENTENCE}
    assert talk.calls == [("keep_focus", {"focus_id": "", "seen": "", **values})]
    assert page.evaluate(STORED) == []


def test_a_focus_area_is_chosen_by_keyboard_alone(stage):
    talk = Talk()
    page = stage.put(talk.widget)

    page.get_by_role("button", name="Choose a focus area").press("Enter")
    expect(editor(page).get_by_label("Competence")).to_be_focused()
    page.keyboard.type("Rel")
    page.keyboard.press("Tab")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("button", name="Change: Relationer")).to_be_focused()
    assert [args["competence_id"] for _name, args in talk.calls] == ["relations"]


def test_without_a_competence_nothing_is_sent_and_the_sentence_stays(stage):
    talk = Talk()
    page = stage.put(talk.widget)

    write(page, competence="")
    page.get_by_role("button", name="Keep the focus area").click()

    alert = page.get_by_role("alert").filter(has_text="Choose a competence first.")
    expect(alert).to_be_visible()
    expect(editor(page).get_by_label("Competence")).to_be_focused()
    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)
    assert talk.calls == []


def test_what_is_a_focus_area_already_is_not_offered_again(stage):
    page = stage.put(Talk(focus=[samples.focus(0)]).widget)
    page.get_by_role("button", name="Choose a focus area").click()

    offered = editor(page).get_by_role("option").all_text_contents()

    assert offered == [
        "Choose a competence",
        *[title for _key, title in samples.COMPETENCES[1:]],
    ]


def test_three_are_enough(stage):
    talk = Talk(focus=samples.THREE)
    page = stage.put(talk.widget)

    expect(page.get_by_text("You have chosen 3, and that is enough.")).to_be_visible()
    expect(page.get_by_role("button", name="Choose a focus area")).to_have_count(0)
    page.get_by_role("button", name="Delete: Udvikling").click()
    assert talk.calls == []
    page.get_by_role("button", name="Yes, delete").click()

    expect(page.get_by_role("button", name="Choose a focus area")).to_be_visible()
    expect(page.get_by_role("heading", name="Our focus areas")).to_be_focused()
    assert talk.calls == [("remove_focus", {"focus_id": "f0"})]


def test_a_refused_focus_area_is_kept_in_its_fields(stage):
    talk = Talk()
    talk.refuse = "The other one has chosen three meanwhile."
    page = stage.put(talk.widget)

    write(page)
    page.get_by_role("button", name="Keep the focus area").click()

    alert = page.get_by_role("alert").filter(has_text="chosen three meanwhile")
    expect(alert).to_be_visible()
    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)
    expect(editor(page).get_by_label("Competence")).to_have_value("development")


def test_half_a_focus_area_survives_news_and_a_reload(stage):
    talk = Talk(now=samples.SECRET)
    page = stage.put(talk.widget)
    write(page)
    page.evaluate("globalThis.before = document.activeElement")

    talk.show(focus=samples.THREE)
    stage.flush()
    assert page.evaluate("document.activeElement === globalThis.before")
    talk.show(focus=[])
    stage.reload()

    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)
    expect(editor(page).get_by_label("Competence")).to_have_value("development")


def test_half_a_sentence_stands_in_no_other_wheel(stage):
    talk = Talk(now=samples.SECRET)
    page = stage.put(talk.widget)
    write(page)
    other = samples.kept(samples.OTHER)[samples.PLACE]

    page.evaluate("(text) => localStorage.setItem('mus-pair', text)", other)
    stage.reload()

    expect(page.get_by_role("button", name="Choose a focus area")).to_be_visible()
    assert SENTENCE not in page.content()


def test_half_a_sentence_is_gone_when_the_screen_is_handed_over(stage):
    side, talk = Side(), Talk()
    page = stage.put(side.widget, talk.widget)
    page.route("**/pair/open*", lambda route: route.fulfill(body="Det er mig"))
    write(page)
    assert SENTENCE in json.dumps(page.evaluate(STORED), ensure_ascii=False)

    page.get_by_role("button", name="If you share one screen").click()
    page.get_by_role("button", name="Giv skærmen videre").click()
    page.get_by_role("button", name="Yes, hand it over").click()
    page.wait_for_url("**/pair/open*")

    assert stored_pairs(page) == {"now": "", "kept": []}
    # Beside the keys only the other one's ticket, which waits to be opened here.
    stored = dict(page.evaluate(STORED))
    assert set(stored) == {samples.PLACE, "mus-pair-door"}
    assert set(json.loads(stored["mus-pair-door"])) == {"ticket", "secret"}
    assert SENTENCE not in json.dumps(stored, ensure_ascii=False)


def test_the_sentence_and_the_focus_stay_while_the_page_is_connected_again(stage):
    talk = Talk()
    page = stage.put(talk.widget)
    write(page)
    field = editor(page).get_by_role("textbox")

    talk.widget.show({})
    stage.flush()
    expect(field).to_have_count(0)
    talk.show()
    stage.flush()

    expect(field).to_be_focused()
    expect(field).to_have_value(SENTENCE)


def change(page, title="Udvikling", sentence=SENTENCE):
    page.get_by_role("button", name=f"Change: {title}").click()
    expect(editor(page).get_by_role("textbox")).to_be_focused()
    editor(page).get_by_role("textbox").fill(sentence)


def test_a_focus_area_is_changed_in_its_place(stage):
    talk = Talk(focus=samples.THREE)
    page = stage.put(talk.widget)

    change(page)
    page.get_by_role("button", name="Save the change").click()

    expect(page.get_by_role("button", name="Change: Udvikling")).to_be_focused()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    ((_name, args),) = talk.calls
    assert args == {
        "focus_id": "f0",
        "competence_id": "development",
        "sentence": SENTENCE,
        "seen": samples.focus(0)["sentence"],
    }


def test_a_change_that_changes_nothing_is_not_sent(stage):
    talk = Talk(focus=samples.THREE)
    page = stage.put(talk.widget)

    page.get_by_role("button", name="Change: Udvikling").click()
    page.get_by_role("button", name="Save the change").click()

    expect(page.get_by_role("button", name="Change: Udvikling")).to_be_focused()
    assert talk.calls == []


def test_what_the_other_one_has_written_meanwhile_is_shown_and_said_again(stage):
    theirs = "Vi holder fast i mandagsmødet."
    talk = Talk(focus=[samples.focus(0)])
    page = stage.put(talk.widget)
    change(page)

    talk.show(focus=[samples.focus(0, sentence=theirs)])
    stage.flush()
    expect(page.get_by_text("Meanwhile the other one has written:")).to_be_visible()
    expect(page.get_by_text(theirs).last).to_be_visible()
    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)
    talk.refuse = "Somebody else has changed it meanwhile."
    page.get_by_role("button", name="Save the change").click()
    alert = page.get_by_role("alert").filter(has_text="changed it meanwhile")
    expect(alert).to_be_visible()
    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)
    talk.refuse = ""
    page.get_by_role("button", name="Save the change").click()

    expect(page.get_by_role("button", name="Change: Udvikling")).to_be_focused()
    assert [args["seen"] for _name, args in talk.calls] == [
        samples.focus(0)["sentence"],
        theirs,
    ]


def test_a_focus_area_deleted_meanwhile_is_kept_as_a_new_one(stage):
    talk = Talk(focus=[samples.focus(0)])
    page = stage.put(talk.widget)
    change(page)

    talk.show(focus=[])
    stage.flush()
    expect(
        page.get_by_text("The other one has deleted this focus area.")
    ).to_be_visible()
    editor(page).get_by_role("button", name="Keep the focus area").click()

    expect(page.locator("ol > li strong")).to_have_text(["Udvikling"])
    ((_name, args),) = talk.calls
    assert (args["focus_id"], args["seen"], args["sentence"]) == ("", "", SENTENCE)


def test_half_a_change_survives_a_reload(stage):
    talk = Talk(now=samples.SECRET, focus=samples.THREE)
    page = stage.put(talk.widget)
    change(page)

    stage.reload()

    expect(editor(page).get_by_role("textbox")).to_have_value(SENTENCE)


def test_a_focus_area_whose_competence_is_gone_keeps_its_name(stage):
    talk = Talk(focus=[samples.focus(0, competence_id="", title="Gammel kompetence")])
    page = stage.put(talk.widget)

    page.get_by_role("button", name="Change: Gammel kompetence").click()

    chosen = editor(page).get_by_label("Competence").locator("option:checked")
    expect(chosen).to_have_text("Gammel kompetence")


def test_being_counted_is_agreed_to_and_taken_back(stage):
    talk = Talk()
    page = stage.put(talk.widget)
    tick = page.get_by_role("checkbox", name=talk.data["count"]["sentence"])
    expect(tick).to_have_accessible_description(talk.data["count"]["about"])
    expect(page.get_by_text("The other one has agreed.")).to_be_visible()

    tick.check()
    stage.flush()
    expect(page.get_by_text("You have both agreed.")).to_be_visible()
    expect(page.locator(".mus-status.is-saved:visible")).to_be_visible()
    tick.uncheck()

    expect(tick).not_to_be_checked()
    page.wait_for_function("gallery.models[0].sent.length === 2")
    assert [args for _name, args in talk.calls] == [{"on": True}, {"on": False}]


def test_a_refused_consent_falls_back_and_says_why(stage):
    talk = Talk()
    talk.refuse = "They are counted already."
    page = stage.put(talk.widget)

    page.get_by_role("checkbox").click()

    expect(page.get_by_role("alert").filter(has_text="counted already")).to_be_visible()
    expect(page.get_by_role("checkbox")).not_to_be_checked()


def test_once_they_are_counted_there_is_nothing_to_agree_to(stage):
    page = stage.put(Talk(count=samples.count(closed=True)).widget)

    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_text("The wheels are counted")).to_be_visible()


@pytest.mark.parametrize("width_px", [360, 1280])
def test_no_state_of_the_talk_breaks_a_rule_of_wcag(make_stage, width_px):
    stage = make_stage(width_px=width_px)
    talk = Talk(focus=samples.THREE[:2])
    page = stage.put(talk.widget)
    change(page, sentence="x" * 301)
    talk.show(focus=[samples.focus(0, sentence="Noget andet"), samples.focus(1)])
    stage.flush()
    page.get_by_role("button", name="Delete: Relationer").click()
    page.get_by_role("button", name="Choose a focus area").click()

    assert violations(page) == []
    assert stage.overflow_px() <= 0
