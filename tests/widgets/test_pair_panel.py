import json

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.widgets import pair_samples as samples
from tests.widgets.pair_room import LINK, STORED, TICKET, Side, stored_pairs

pytestmark = pytest.mark.browser

OPENED = ("open", {"secret": samples.SECRET})


@pytest.fixture
def opened(stage):
    """Open a side; return it and its page."""

    def make(side):
        return side, stage.put(side.widget)

    return make


def arrived(page, name, times=1):
    page.wait_for_function(
        "([name, times]) => gallery.models[0].sent"
        ".filter((m) => m.call === name).length === times",
        arg=[name, times],
    )


def unfold(page, name):
    page.get_by_role("button", name=name).click()


def test_it_opens_with_the_key_that_the_browser_keeps(opened):
    side, page = opened(Side())

    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
    expect(page.get_by_text(side.data["who"])).to_be_visible()
    assert side.calls == [OPENED]


def test_who_can_see_it_stands_before_everything_else(opened):
    _side, page = opened(Side())
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()

    first = page.locator(".mus-column > *:visible").first

    expect(first).to_have_text(samples.pair_panel()["who"])


def test_without_a_key_nothing_is_asked_and_the_way_to_the_wheels_is_shown(opened):
    side, page = opened(Side(now=""))

    expect(page.get_by_role("heading", name="No wheel is open")).to_be_visible()
    link = page.get_by_role("link", name="See the wheels of this browser")
    expect(link).to_have_attribute("href", "/pair/open")
    assert side.calls == []
    assert page.evaluate(STORED) == []


def test_a_key_that_opens_nothing_says_what_to_do_and_stays(opened):
    side = Side(now=samples.OTHER)
    _side, page = opened(side)

    expect(page.get_by_text(samples.GONE["message"])).to_be_visible()
    expect(page.get_by_role("link", name="See the wheels")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    assert stored_pairs(page)["now"] == samples.OTHER


@pytest.mark.parametrize("stored", ["{", "null", '{"now": "x", "kept": [1, null]}'])
def test_what_is_no_key_is_not_sent(stage, stored):
    side = Side(now="")
    side.widget.kept = {samples.PLACE: stored}

    page = stage.put(side.widget)

    expect(page.get_by_role("heading", name="No wheel is open")).to_be_visible()
    assert side.calls == []


def test_a_browser_that_keeps_nothing_says_that_no_wheel_is_open(stage):
    stage.page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('refused'); } })"
    )
    page = stage.put(Side(now="").widget)

    expect(page.get_by_role("heading", name="No wheel is open")).to_be_visible()


def test_the_wheel_stays_while_the_page_is_connected_again(stage):
    side = Side()
    page = stage.put(side.widget)
    button = page.get_by_role("button", name="If you share one screen")
    button.focus()

    side.widget.show(samples.asking())  # another kernel, which knows nothing yet
    stage.flush()
    arrived(page, "open", 2)

    expect(button).to_be_focused()
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
    assert side.calls == [OPENED, OPENED]


def test_a_page_goes_on_with_its_own_key_whatever_another_window_opens(stage):
    side = Side()
    page = stage.put(side.widget)
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
    other = samples.kept(samples.OTHER)[samples.PLACE]
    both = json.dumps(
        {
            "now": samples.OTHER,
            "kept": [*stored_pairs(page)["kept"], *json.loads(other)["kept"]],
        }
    )
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", ["mus-pair", both]
    )

    page.evaluate("dispatchEvent(new Event('online'))")
    arrived(page, "open", 2)

    assert side.calls == [OPENED, OPENED]


def test_a_page_whose_key_is_taken_away_in_another_window_is_loaded_anew(stage):
    page = stage.put(Side().widget)
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()

    with page.expect_event("framenavigated"):
        page.evaluate(
            '() => { const text = \'{"now": "", "kept": []}\';'
            " localStorage.setItem('mus-pair', text);"
            " dispatchEvent(new StorageEvent('storage',"
            " { key: 'mus-pair', newValue: text })); }"
        )

    expect(page.get_by_text("Dit kompetencehjul")).to_have_count(0)


def test_the_way_is_chosen_while_it_may_be_and_said_afterwards(stage):
    side = Side(can_change_way=True)
    page = stage.put(side.widget)

    page.get_by_role("radio", name="I taler ud fra hjulet").check()
    expect(page.locator(".mus-status.is-saved:visible")).to_be_visible()
    assert side.calls[1:] == [("choose_way", {"way": "talk"})]
    side.show(can_change_way=False)
    stage.flush()

    expect(page.get_by_role("radio")).to_have_count(0)
    said = page.locator(".mus-pair-panel-way > p:visible").first
    expect(said).to_contain_text(samples.WAYS[2]["about"])


def test_a_way_that_is_refused_falls_back_and_its_reason_is_said(opened):
    side, page = opened(Side(can_change_way=True))
    expect(page.get_by_role("radio", name="I udfylder hver for sig")).to_be_checked()
    side.refuse = "Somebody has rated already."

    page.get_by_role("radio", name="I taler ud fra hjulet").click()

    expect(page.get_by_role("alert").filter(has_text="rated already")).to_be_visible()
    expect(page.get_by_role("radio", name="I udfylder hver for sig")).to_be_checked()


def test_the_reveal_is_said_aloud_and_the_focus_is_not_lost(stage):
    side = Side(can_change_way=True)
    page = stage.put(side.widget)
    page.get_by_role("radio", name="I udfylder hver for sig").focus()

    side.show(**samples.revealed())
    stage.flush()

    expect(
        page.get_by_role("status").filter(has_text="Both are ready.")
    ).to_be_attached()
    expect(page.get_by_role("heading", name="Jeres kompetencehjul")).to_be_focused()
    for note in side.data["notices"]:
        expect(page.get_by_text(note)).to_be_visible()


def test_a_new_link_is_asked_first_shown_once_and_copied(stage):
    side = Side()
    page = stage.put(side.widget)
    unfold(page, "If the other one has lost the link")

    page.get_by_role("button", name="Lav et nyt link til lederen").click()
    expect(page.get_by_text(side.data["renew"]["warning"])).to_be_visible()
    assert side.calls == [OPENED]
    page.get_by_role("button", name="Yes, make a new link").click()
    expect(page.get_by_role("heading", name="New link for the leader")).to_be_focused()
    expect(page.get_by_text(LINK)).to_be_visible()
    side.show(notices=["Lederens link er gjort nyt."])
    stage.flush()
    expect(page.get_by_text(LINK)).to_be_visible()
    page.get_by_role("button", name="Copy the link").click()

    expect(page.locator(".mus-status:visible")).to_contain_text("Copied")
    assert violations(page) == []
    assert LINK not in json.dumps(page.evaluate(STORED))
    page.get_by_role("button", name="I have passed it on").click()
    expect(page.get_by_role("button", name="Lav et nyt link")).to_be_focused()
    assert LINK not in page.content()


def test_what_is_copied_is_the_link(stage):
    page = stage.put(Side().widget)
    unfold(page, "If the other one has lost the link")
    page.get_by_role("button", name="Lav et nyt link til lederen").click()
    page.get_by_role("button", name="Yes, make a new link").click()
    page.evaluate(
        "document.addEventListener('copy',"
        " () => { globalThis.taken = getSelection().toString()"
        " || document.activeElement.value; })"
    )

    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".mus-status:visible")).to_contain_text("Copied")

    assert page.evaluate("globalThis.taken") == LINK
    expect(page.get_by_role("button", name="Copy the link")).to_be_focused()


def test_where_a_page_may_not_copy_the_link_is_marked(stage):
    page = stage.put(Side().widget)
    unfold(page, "If the other one has lost the link")
    page.get_by_role("button", name="Lav et nyt link til lederen").click()
    page.get_by_role("button", name="Yes, make a new link").click()
    page.evaluate("document.execCommand = () => false")

    page.get_by_role("button", name="Copy the link").click()

    field = page.get_by_role("textbox", name="Text to copy")
    expect(field).to_be_focused()
    expect(field).to_have_value(LINK)
    expect(page.get_by_text("press Ctrl+C").first).to_be_visible()


def test_a_link_that_is_refused_says_why_and_shows_none(opened):
    side, page = opened(Side())
    unfold(page, "If the other one has lost the link")
    page.get_by_role("button", name="Lav et nyt link til lederen").click()
    side.refuse = "Not just now."

    page.get_by_role("button", name="Yes, make a new link").click()

    expect(page.get_by_role("alert").filter(has_text="Not just now.")).to_be_visible()
    expect(page.get_by_text("New link for the leader")).to_be_hidden()


def hand_over(page):
    unfold(page, "If you share one screen")
    page.get_by_role("button", name="Giv skærmen videre").click()
    page.get_by_role("button", name="Yes, hand it over").click()


def test_handing_over_forgets_the_key_before_the_page_is_left(stage):
    side = Side(others=1)
    draft = "mus:seat:draft:pair:00000000:focus:"
    side.widget.kept[draft] = json.dumps({"text": "Et andet hjuls", "sent": None})
    page = stage.put(side.widget)
    seen = []
    page.route(
        "**/pair/open*",
        lambda route: (
            seen.append(route.request.url),
            route.fulfill(content_type="text/html", body="<h1>Det er mig</h1>"),
        ),
    )
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
    hand_over(page)
    expect(page.get_by_role("heading", name="Det er mig")).to_be_visible()

    assert page.url == f"http://gallery.example/pair/open#{TICKET}"
    assert side.calls == [OPENED, ("hand_over", {})], "it was opened again"
    kept = stored_pairs(page)
    assert (kept["now"], [one["name"] for one in kept["kept"]]) == (
        "",
        ["Anders, efterår"],
    )
    assert samples.SECRET not in json.dumps(page.evaluate(STORED))
    assert draft in dict(page.evaluate(STORED)), "another wheel's half text is gone"
    page.go_back()
    assert "Dit kompetencehjul" not in page.content()


def test_the_key_stays_when_handing_over_is_refused(opened):
    side, page = opened(Side())
    unfold(page, "If you share one screen")
    page.get_by_role("button", name="Giv skærmen videre").click()
    side.refuse = "Not just now."

    page.get_by_role("button", name="Yes, hand it over").click()

    expect(page.get_by_role("alert").filter(has_text="Not just now.")).to_be_visible()
    assert stored_pairs(page)["now"] == samples.SECRET


def test_the_name_of_a_wheel_stays_in_the_browser(stage):
    side = Side(others=2)
    page = stage.put(side.widget)
    unfold(page, "In this browser")
    field = page.get_by_label("Your own name for this wheel")
    expect(field).to_have_accessible_description(
        "It stays in this browser. It is sent to nobody."
    )

    field.fill("Min egen MUS")
    stage.reload()
    unfold(page, "In this browser")

    expect(field).to_have_value("Min egen MUS")
    names = {one["secret"]: one["name"] for one in stored_pairs(page)["kept"]}
    assert names[samples.SECRET] == "Min egen MUS"
    sent = json.dumps(page.evaluate("gallery.models[0].sent"))
    assert "Min egen MUS" not in sent + json.dumps(side.calls)


def test_other_wheels_are_listed_by_name_without_their_keys(opened):
    _side, page = opened(Side(others=2))
    unfold(page, "In this browser")

    rows = page.locator(".mus-lines > li")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("Anders, efterår")
    expect(rows.nth(0)).to_contain_text("11. november 2026")
    link = page.get_by_role("link", name="See the wheels of this browser")
    expect(link).to_have_attribute("href", "/pair/open")
    page_text = page.content()
    assert not [one for one in stored_pairs(page)["kept"] if one["secret"] in page_text]


def test_a_key_that_was_not_kept_is_kept_with_its_side(stage):
    side = Side()
    side.widget.kept = {samples.PLACE: json.dumps({"now": samples.SECRET, "kept": []})}
    page = stage.put(side.widget)
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()

    (one,) = stored_pairs(page)["kept"]

    assert (one["secret"], one["side"], one["name"]) == (
        samples.SECRET,
        "employee",
        "",
    )


def test_no_call_waits_in_the_browsers_storage(stage):
    side = Side(can_change_way=True)
    page = stage.put(side.widget)
    expect(page.get_by_role("heading", name="Dit kompetencehjul")).to_be_visible()
    stage.lose()

    page.get_by_role("radio", name="I taler ud fra hjulet").click()
    arrived(page, "choose_way")

    assert [key for key, _value in page.evaluate(STORED)] == [samples.PLACE]


@pytest.mark.parametrize("width_px", [360, 1280])
def test_no_part_of_the_panel_breaks_a_rule_of_wcag(make_stage, width_px):
    stage = make_stage(width_px=width_px)
    page = stage.put(Side(others=2, can_change_way=True).widget)
    for name in ("If you share", "If the other one", "In this browser"):
        unfold(page, name)
    for name in ("Giv skærmen videre", "Lav et nyt link"):
        page.get_by_role("button", name=name).click()

    assert violations(page) == []
    assert stage.overflow_px() <= 0
