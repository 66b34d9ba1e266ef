import json
from typing import Any

import pytest
from playwright.sync_api import expect

from musworkshop.errors import NotAllowed
from musworkshop.widgets.pair_lead import PairLead
from tests.axe import violations
from tests.widgets import pair_samples as samples

pytestmark = pytest.mark.browser

NAMES = ("make", "renew", "remove", "count")
TAKEN = (
    "document.addEventListener('copy', () =>"
    " { globalThis.taken = document.activeElement.value; })"
)


class Lead:
    """A list whose calls are written down, and refused if wanted."""

    def __init__(self, refuse: str = "", **changes: Any) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.data = samples.pair_lead(**changes)
        self.refuse = refuse
        self.widget = PairLead(
            data=self.data, calls={name: self.handler(name) for name in NAMES}
        )

    def handler(self, name: str) -> Any:
        def called(request_id: str, **args: Any) -> None:
            self.calls.append((name, args))
            if self.refuse:
                raise NotAllowed(self.refuse)
            if name == "make":
                made = [samples.new_pair(k + 1) for k in range(args["number"])]
                self.widget.show({**self.data, "pairs": made})

        return called


def arrived(page, name):
    page.wait_for_function(
        "(name) => gallery.models[0].sent.some((m) => m.call === name)", arg=name
    )


def pair(page, number):
    return page.locator(".mus-lines > li").nth(number - 1)


def test_pairs_are_made_and_their_links_are_shown_at_once(stage):
    lead = Lead(pairs=[])
    page = stage.put(lead.widget)
    expect(page.get_by_text("There are no pairs yet.")).to_be_visible()

    page.get_by_label("How many pairs?").fill("8")
    page.get_by_role("radio", name="I taler ud fra hjulet").check()
    page.get_by_role("button", name="Make the pairs").click()

    expect(page.get_by_role("heading", name="The new links")).to_be_focused()
    expect(page.get_by_text(lead.data["links_note"])).to_be_visible()
    expect(page.locator(".mus-lines > li")).to_have_count(8)
    expect(page.get_by_label("How many pairs?")).to_have_value("1")
    assert lead.calls == [("make", {"number": 8, "way": "talk"})]


@pytest.mark.parametrize("typed", ["", "0", "181", "-2", "1.5"])
def test_a_number_that_is_none_is_not_sent_and_says_so(stage, typed):
    lead = Lead()
    page = stage.put(lead.widget)

    page.get_by_label("How many pairs?").fill(typed)
    page.get_by_label("How many pairs?").press("Enter")

    alert = page.get_by_role("alert").filter(has_text="whole number from 1 to 180")
    expect(alert).to_be_visible()
    assert lead.calls == []


def test_a_refused_number_stays_and_its_reason_is_said(stage):
    page = stage.put(Lead(refuse="Not in this step.").widget)

    page.get_by_label("How many pairs?").fill("12")
    page.get_by_role("button", name="Make the pairs").click()

    expect(
        page.get_by_role("alert").filter(has_text="Not in this step.")
    ).to_be_visible()
    expect(page.get_by_label("How many pairs?")).to_have_value("12")


def test_a_full_list_has_room_for_no_more_and_says_so(stage):
    page = stage.put(Lead(most=20).widget)

    expect(page.get_by_text("There are 20 pairs")).to_be_visible()
    expect(page.get_by_role("button", name="Make the pairs")).to_have_count(0)


def test_twenty_pairs_say_which_links_are_opened(stage):
    page = stage.put(Lead().widget)

    expect(page.locator(".mus-lines > li")).to_have_count(20)
    opened = [row[side] for row in samples.pair_lead()["pairs"] for side in SIDES]
    count = opened.count("opened")
    expect(page.get_by_text(f"{count} of 40 links are opened")).to_be_visible()
    expect(pair(page, 5)).to_contain_text("link opened")
    expect(pair(page, 5)).to_contain_text("not opened yet")
    expect(pair(page, 20).get_by_text("link too old")).to_have_count(2)


SIDES = ("employee", "leader")


def test_what_two_people_write_is_promised_to_stay_with_them_first(stage):
    lead = Lead()
    page = stage.put(lead.widget)

    texts = page.locator(".mus-pair-lead > *:visible").all_inner_texts()

    assert texts[1].split("\n") == lead.data["who"]


def test_one_link_is_copied_and_the_button_says_so(stage):
    lead = Lead(pairs=[samples.new_pair(k) for k in (1, 2)])
    page = stage.put(lead.widget)
    page.evaluate(TAKEN)

    button = page.get_by_role("button", name="Copy the link: Pair 2, Leader")
    button.click()

    copied = page.get_by_role("button", name="Copied: Pair 2, Leader")
    expect(copied).to_be_focused()
    assert page.evaluate("globalThis.taken") == samples.link(2, "leader")


def test_all_links_are_copied_as_lines_that_say_whose_each_is(stage):
    lead = Lead(pairs=[samples.pair(1), samples.new_pair(2), samples.new_pair(3)])
    page = stage.put(lead.widget)
    page.evaluate(TAKEN)
    lines = [
        f"Pair {number}, {side}: {samples.link(number, side)}"
        for number in (2, 3)
        for side in SIDES
    ]

    page.get_by_role("button", name="Copy all links").click()
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_focused()
    page.get_by_role("button", name="Show the links as text").click()

    assert page.evaluate("globalThis.taken").split("\n") == lines
    shown = page.get_by_role("textbox", name="The new links")
    expect(shown).to_have_value("\n".join(lines))


def test_where_a_page_may_not_copy_the_links_are_marked(stage):
    lead = Lead(pairs=[samples.new_pair(1)])
    page = stage.put(lead.widget)
    page.evaluate("document.execCommand = () => false")

    page.get_by_role("button", name="Copy the link: Pair 1, Employee").click()

    shown = page.get_by_role("textbox", name="The new links")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(samples.link(1, "employee"))
    expect(page.get_by_text("press Ctrl+C").first).to_be_visible()


def test_links_are_gone_when_the_page_is_loaded_again(stage):
    lead = Lead(pairs=[samples.new_pair(k) for k in range(1, 4)])
    page = stage.put(lead.widget)
    page.get_by_role("button", name="Copy all links").click()
    stored = json.dumps(page.evaluate("[{...localStorage}, {...sessionStorage}]"))
    assert "pair/open" not in stored

    known = [{**one, "links": None} for one in lead.data["pairs"]]
    lead.widget.show({**lead.data, "pairs": known})
    stage.reload()

    expect(page.locator(".mus-lines > li")).to_have_count(3)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    assert "pair/open" not in page.content()


def test_new_links_are_asked_first_and_only_where_nobody_has_opened_one(stage):
    lead = Lead()
    page = stage.put(lead.widget)

    expect(pair(page, 2).get_by_role("button", name="New links")).to_have_count(0)
    page.get_by_role("button", name="New links: Pair 20").click()
    assert lead.calls == []
    page.get_by_role("button", name="Yes, make new links").click()
    arrived(page, "renew")

    assert lead.calls == [("renew", {"pair_id": "p20"})]


def test_a_pair_is_deleted_after_a_second_yes_and_only_where_nobody_has_come(stage):
    lead = Lead()
    page = stage.put(lead.widget)

    expect(pair(page, 2).get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Delete: Pair 20").press("Enter")
    expect(page.get_by_text("Its links stop working.")).to_be_visible()
    expect(page.get_by_role("button", name="No, leave it")).to_be_focused()
    assert lead.calls == []
    page.get_by_role("button", name="Yes, delete").click()
    arrived(page, "remove")

    expect(page.get_by_role("heading", name="All pairs")).to_be_focused()
    assert lead.calls == [("remove", {"pair_id": "p20"})]


def test_counting_is_asked_first(stage):
    lead = Lead()
    page = stage.put(lead.widget)

    page.get_by_role("button", name="Tæl hjulene").click()
    expect(page.get_by_text(lead.data["counting"]["confirm"])).to_be_visible()
    assert lead.calls == []
    page.get_by_role("button", name="Yes, count now").click()
    arrived(page, "count")

    assert lead.calls == [("count", {})]


def test_what_is_counted_is_said_and_not_counted_again(stage):
    sentence = "Hjulene er talt."
    counted = samples.counting(state="counted", can=False, sentence=sentence)

    page = stage.put(Lead(counting=counted).widget)

    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("button", name="Tæl hjulene")).to_have_count(0)


def test_the_focus_stays_while_links_are_opened(stage):
    lead = Lead(pairs=[samples.new_pair(k) for k in range(1, 9)])
    page = stage.put(lead.widget)
    page.get_by_role("button", name="Copy the link: Pair 8, Leader").focus()
    page.evaluate("globalThis.before = document.activeElement")

    opened = [{**one, "employee": "opened"} for one in lead.data["pairs"]]
    lead.widget.show({**lead.data, "pairs": opened})
    stage.flush()

    assert page.evaluate("document.activeElement === globalThis.before")
    expect(page.get_by_text("8 of 16 links are opened")).to_be_visible()


@pytest.mark.parametrize("width_px", [360, 1280])
def test_questions_in_a_row_fit_and_break_no_rule_of_wcag(make_stage, width_px):
    stage = make_stage(width_px=width_px)
    page = stage.put(Lead(pairs=[samples.new_pair(k) for k in (1, 2)]).widget)
    page.get_by_role("button", name="New links: Pair 1").click()
    page.get_by_role("button", name="Delete: Pair 2").click()
    page.get_by_role("button", name="Show the links as text").click()

    assert violations(page) == []
    assert stage.overflow_px() <= 0
