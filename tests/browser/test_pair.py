"""Two people and their wheel in Chromium: by keys alone, blind until both are ready."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.pair import Way
from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.store import pair_work
from tests.browser.hall import NEWS_TIMEOUT_MS, Hall, caught_up, hall, ready
from tests.browser.keys import Keyboard
from tests.browser.pairing import (
    EMPLOYEE,
    LEADER,
    act,
    holder,
    levels_of,
    make_pair,
    open_link,
    pairs_agree,
    rate,
    secret_of,
)
from tests.browser.test_axe_pages import found
from tests.cable import Cable


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(demo=False, language="en", concept="kl") as opened:
        yield opened


def looked_at(room: Hall, page: Page) -> dict[str, str]:
    """Return what the store holds of the ratings of the page's owner."""
    secret = secret_of(page)
    ratings: dict[str, str] = room.read(
        lambda connection: pair_work.view(
            connection, holder(connection, secret), secret
        )
    ).mine.ratings
    return ratings


def kept(room: Hall, page: Page, wanted: dict[str, str]) -> dict[str, str]:
    """Return what the store holds, at the latest once the page has sent all."""
    for _look in range(100):
        if looked_at(room, page) == wanted:
            break
        caught_up(page)
    return looked_at(room, page)


def chosen(page: Page, words: str) -> None:
    """Wait until a field of the wheel is chosen."""
    page.locator(f'[role=radio][aria-checked=true][aria-label^="{words}"]').wait_for(
        state="attached"
    )


@pytest.mark.parametrize("role", OF_THE_WORKSHOP)
def test_axe_finds_nothing_in_the_room(room, role):
    page = room.visit(role)
    faults = []
    for kind in ("wheel", "pairs", "picture"):
        room.go(kind)
        room.arrived(page, role, kind)
        faults += found(page, f"{role.value} {kind}")

    assert faults == []


def test_a_link_is_opened_and_the_whole_wheel_rated_by_keyboard_alone(room):
    made = make_pair(room)
    page = room.context(width=1280).new_page()
    page.goto(f"{room.server.url}/pair/open?lang=en#{made.employee}")
    hands = Keyboard(page)
    assert found(page, "the door") == []
    assert made.employee not in page.url
    hands.tab_to("This is me: open my wheel")
    hands.press("Enter")
    page.wait_for_url("**/pair")
    ready(page)
    assert found(page, "an empty wheel") == []
    first = page.locator("svg [role=radio]").first
    first.focus()
    levels = ["strong", "good", "focus"]
    ids = list(levels_of(room, EMPLOYEE))
    for number, _competence in enumerate(ids):
        for _inwards in range(number % 3):
            hands.press("ArrowDown")
        hands.press("Enter")
        for _outwards in range(number % 3):
            hands.press("ArrowUp")
        hands.press("ArrowRight")
    wanted = {key: levels[number % 3] for number, key in enumerate(ids)}
    expect(page.locator("[role=radio][aria-checked=true]")).to_have_count(len(ids))
    assert kept(room, page, wanted) == wanted
    by_list = make_pair(room)
    other = open_link(room, by_list.employee, width=360)
    hands = Keyboard(other)
    hands.do("Show as a list")
    assert found(other, "the list") == []
    for number, _competence in enumerate(ids):
        group = other.locator(".mus-wheel fieldset:visible").nth(number)
        group.locator("input[type=radio]").first.focus()
        hands.press("Space")
        for _down in range(number % 3 + group_starts_empty(group)):
            hands.press("ArrowDown")
    expect(other.locator(".mus-wheel fieldset input:checked")).to_have_count(len(ids))
    assert kept(room, other, wanted) == wanted


def group_starts_empty(group) -> int:
    """Return how many choices stand before the first level."""
    first = group.locator("label").first.inner_text().casefold()
    return int("not rated" in first)


def test_neither_sees_the_others_before_both_are_ready_and_then_both_do(room):
    made = make_pair(room)
    employee = open_link(room, made.employee)
    leader = open_link(room, made.leader, width=360)
    rate(room, employee, levels_of(room, EMPLOYEE))
    rate(room, leader, levels_of(room, LEADER))
    chosen(leader, "Professional skill, good competence")
    say_ready(employee)
    expect(leader.get_by_text("ready and waits for you")).to_be_visible(
        timeout=NEWS_TIMEOUT_MS
    )
    assert found(leader, "one is ready") == []
    assert "Strong competence · " not in leader.content()
    say_ready(leader)

    for page in (employee, leader):
        expect(page.get_by_text("Where do we see it differently?")).to_be_visible(
            timeout=NEWS_TIMEOUT_MS
        )
        expect(page.get_by_text("You agree in 4 places.", exact=False)).to_be_visible()
        assert found(page, "both wheels") == []
    choose_focus(employee, "One new thing a month")
    expect(leader.get_by_text("One new thing a month").first).to_be_visible(
        timeout=NEWS_TIMEOUT_MS
    )
    with employee.expect_download() as download:
        employee.get_by_role("button", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def say_ready(page: Page) -> None:
    page.get_by_role("button", name="I am ready", exact=True).click()
    page.locator(".mus-ask-first button:visible").first.click()


def choose_focus(page: Page, sentence: str) -> None:
    page.get_by_role("button", name="Choose a focus area").click()
    page.get_by_role("combobox", name="Competence").select_option(index=1)
    page.get_by_role("textbox", name="What do you want to achieve").fill(sentence)
    page.get_by_role("button", name="Keep the focus area").click()
    page.get_by_text(sentence).first.wait_for()


def test_a_reload_and_a_cut_line_lose_nothing(room):
    made = make_pair(room)
    with Cable(urlsplit(room.server.url).port or 0) as cable:
        origin = f"http://127.0.0.1:{cable.port}"
        page = open_link(room, made.employee, origin=origin)
        cable.cut()
        page.locator("svg [role=radio]").first.focus()
        page.keyboard.press("Enter")
        chosen(page, "Professional skill, strong competence")
        cable.mend()
        expect(page.get_by_text("Saved").first).to_be_visible(timeout=NEWS_TIMEOUT_MS)
        page.reload()
        ready(page)
        chosen(page, "Professional skill, strong competence")

        assert looked_at(room, page) == {"faglighed": "strong"}


def test_one_screen_is_handed_over_and_keeps_nothing_of_the_first(room):
    made = make_pair(room)
    page = open_link(room, made.employee)
    rate(room, page, levels_of(room, EMPLOYEE))
    chosen(page, "Professional skill, strong competence")
    first = secret_of(page)
    page.get_by_role("button", name="If you share one screen").click()
    page.get_by_role("button", name="Hand the screen over to your leader").click()
    page.locator(".mus-ask-first button:visible").first.click()
    page.wait_for_url("**/pair/open")
    assert first not in page.evaluate("JSON.stringify(localStorage)")
    assert found(page, "handed over") == []
    # The tab is closed before the other one has pressed: nothing is lost by it.
    page.goto(f"{room.server.url}/pair/open?lang=en")
    page.get_by_role("button", name="This is me: open my wheel").click()
    page.wait_for_url("**/pair")
    ready(page)

    page.locator("svg [role=radio]").first.wait_for()
    assert page.locator("[role=radio][aria-checked=true]").count() == 0
    assert looked_at(room, page) == {}
    page.go_back()
    page.locator("h1:visible").first.wait_for()
    assert page.locator("[role=radio][aria-checked=true]").count() == 0


def test_a_link_that_is_used_says_what_to_do(room):
    made = make_pair(room)
    open_link(room, made.employee)
    page = room.context(width=360).new_page()
    page.goto(f"{room.server.url}/pair/open?lang=en")
    expect(page.get_by_text("There is no wheel on this device yet.")).to_be_visible()
    page.goto(f"{room.server.url}/pair/open?lang=en#{made.employee}")
    page.get_by_role("button", name="This is me: open my wheel").click()

    expect(page.get_by_text("This link opens nothing any more")).to_be_visible()
    assert found(page, "a used link") == []


def test_the_facilitator_makes_pairs_and_counts_by_keyboard(room):
    room.go("pairs")
    desk = room.visit(Role.FACILITATOR)
    room.arrived(desk, Role.FACILITATOR, "pairs")
    hands = Keyboard(desk)
    before = desk.get_by_text("/pair/open#").count()
    hands.do("Make the pairs")
    expect(desk.get_by_text("are shown only now", exact=False).first).to_be_visible()
    desk.get_by_role("button", name="Copy", exact=False).first.wait_for()
    assert found(desk, "links") == []
    assert desk.get_by_text("/pair/open#").count() >= before
    pairs_agree(room, 6)
    room.go("picture")
    room.arrived(desk, Role.FACILITATOR, "picture")
    desk.get_by_role("button", name="Count the wheels").wait_for()
    hands.do("Count the wheels")
    desk.locator(".mus-ask-first button:visible").first.click()
    expect(
        desk.get_by_text("The wheels are counted.", exact=False).first
    ).to_be_visible(timeout=NEWS_TIMEOUT_MS)
    assert found(desk, "counted") == []
    wall = room.visit(Role.PROJECTOR, width=1920, height=1080)
    expect(wall.get_by_text("6 wheels are counted.", exact=True)).to_be_visible()
    assert found(wall, "the picture") == []


def test_the_way_to_talk_from_it_needs_no_rating(room):
    made = make_pair(room, Way.TALK)
    page = open_link(room, made.employee, width=360)

    expect(page.get_by_role("button", name="Choose a focus area")).to_be_visible()
    assert found(page, "talk from it") == []
    assert act(room, page, pair_work.view).way is Way.TALK
