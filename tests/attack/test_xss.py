"""Markup, scripts, formulas and links in every free text: shown as text, never run."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.store import workshops
from tests.attack.payloads import PAYLOADS
from tests.attack.poisoned_room import KEPT, PoisonedRoom
from tests.attack.watch import (
    ELEMENTS,
    Watch,
    harmless,
    lacking,
    squeezed,
    texts_of,
)
from tests.browser.crowd import open_votes, reveal_votes, show_cards
from tests.browser.hall import Hall, hall, ready
from tests.browser.pictures import STEPS, VOTED
from tests.browser.writing import seat_of, until

pytestmark = [pytest.mark.attack, pytest.mark.timeout(900)]

LEAST = 60


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="module")
def room(watch: Watch) -> Iterator[Hall]:
    with hall(demo=False, language="en") as opened:
        opened.prepare = watch.over
        watch.host = urlsplit(opened.server.url).netloc
        yield opened


@pytest.fixture(scope="module")
def poisoned(room: Hall) -> PoisonedRoom:
    return PoisonedRoom(room)


@pytest.fixture(scope="module")
def pages(room: Hall, poisoned: PoisonedRoom) -> dict[Role, Page]:
    """A page of each role; the table's device is one of the first table's."""
    room.go("welcome")
    opened = {role: room.visit(role) for role in OF_THE_WORKSHOP}
    poisoned.keep_cards(seat_of(room, opened[Role.GROUP]))
    return opened


def every(texts: dict[str, list[str]], themes: list[str]) -> list[str]:
    return [text for theme in themes for text in texts[theme]]


def shown(poisoned: PoisonedRoom, role: Role, kind: str) -> list[str]:
    """What must stand on a page at a step, of all that was written."""
    asked = every(poisoned.questions, poisoned.card_themes)
    chosen = every(poisoned.chosen, poisoned.themes)
    wall = every(poisoned.wall, poisoned.card_themes)
    phones = (Role.GROUP, Role.PARTICIPANT)
    if kind == "welcome" and role is Role.FACILITATOR:
        return [*poisoned.names, *poisoned.functions]
    if kind == "themes" and role is not Role.PROJECTOR:
        return asked
    if kind == "sub_questions" and role is Role.GROUP:
        written = [*poisoned.own_cards, *poisoned.table_cards]
        return [*asked, *written]
    if kind == "gather" and role in phones:
        return [*wall, *poisoned.names]
    if kind == "choose" and role in (Role.FACILITATOR, Role.GROUP):
        asked = every(poisoned.questions, poisoned.themes)
        return [*chosen, *asked, *wall, *poisoned.names]
    if kind == "form" and role is not Role.PROJECTOR:
        return [*chosen, *(poisoned.names[:1] if role is Role.GROUP else [])]
    if kind in ("choose", "form") and role is Role.PROJECTOR:
        return every(poisoned.chosen, poisoned.card_themes)
    return []


def test_there_are_enough_attacks() -> None:
    assert len(set(KEPT)) == len(PAYLOADS) >= LEAST
    assert len({text.casefold() for text in KEPT}) == len(KEPT)


def infected(context: BrowserContext, url: str, bad: str) -> Page:
    """Open a page that has let a text in as markup."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", bad)
    return page


def test_the_watch_notices_what_runs(room: Hall) -> None:
    watch = Watch(host=urlsplit(room.server.url).netloc)
    with room.browser.new_context(bypass_csp=True) as context:
        watch.over(context)
        bad = "<img src=nowhere onerror=__xss(1)><iframe srcdoc=x></iframe>"
        page = infected(context, room.server.url, bad)
        until(page, lambda: "ran 1" in page.evaluate("window.__hits"))

        assert len(page.evaluate(ELEMENTS)) >= 2
    with room.browser.new_context() as context:
        watch.over(context)
        bad = "<img src=//evil.example/x.png onerror=__xss(1)>"
        page = infected(context, room.server.url, bad)
        until(page, lambda: bool(page.evaluate("window.__hits")))
    assert watch.seen


@pytest.mark.parametrize("kind", STEPS)
def test_each_step_shows_attacks_as_text_and_runs_none(
    room: Hall, poisoned: PoisonedRoom, pages: dict[Role, Page], watch: Watch, kind: str
) -> None:
    room.go(kind)
    show_cards(room, kind in ("gather", "choose", "form"))

    for role, page in pages.items():
        room.arrived(page, role, kind)
        assert lacking(page, shown(poisoned, role, kind)) == []
        harmless(page, watch)


def test_texts_of_which_there_is_one_run_nothing(
    room: Hall, poisoned: PoisonedRoom, pages: dict[Role, Page], watch: Watch
) -> None:
    room.go("strategy")
    for role, page in pages.items():
        room.arrived(page, role, "strategy")
    common = {"core_task", "goal", "challenge"}
    more = {
        Role.FACILITATOR: {"title", "workplace"},
        Role.PROJECTOR: {"title", "workplace"},
        Role.GROUP: {"own_words"},
        Role.PARTICIPANT: {"title"},
    }
    for number in range(len(KEPT)):
        texts = poisoned.write_single_texts(number)
        for role, page in pages.items():
            wanted = [texts[name] for name in common | more[role]]
            until(page, lambda page=page, wanted=wanted: not lacking(page, wanted))
            assert page.evaluate(ELEMENTS) == [], texts

    for page in pages.values():
        harmless(page, watch)


def test_the_wall_theme_by_theme_and_page_by_page_runs_nothing(
    room: Hall, poisoned: PoisonedRoom, pages: dict[Role, Page], watch: Watch
) -> None:
    room.go("gather")
    show_cards(room)
    desk, screen = pages[Role.FACILITATOR], pages[Role.PROJECTOR]
    for theme in poisoned.card_themes:
        room.lead(workshops.focus, theme_id=theme)
        wanted = poisoned.wall[theme]
        until(desk, lambda wanted=wanted: not lacking(desk, wanted))
        seen: set[str] = set()
        # Theme and page come together, so the number of pages is this theme's.
        expect(screen.locator("h1")).to_have_text(poisoned.title(theme))
        number = screen.locator(".page").inner_text().split()[-1]
        for page in range(int(number)):
            room.lead(workshops.focus, page=page)
            turned = screen.locator(".page").filter(has_text=f"{page + 1} of")
            turned.wait_for()
            seen |= set(texts_of(screen))
        assert set(map(squeezed, wanted)) <= seen

    harmless(desk, watch)
    harmless(screen, watch)


def test_the_sums_run_nothing(
    room: Hall, pages: dict[Role, Page], watch: Watch
) -> None:
    room.go("gather")
    show_cards(room)
    open_votes(room)
    reveal_votes(room)

    for role, page in pages.items():
        page.locator(VOTED[role]).first.wait_for()
        harmless(page, watch)


def test_half_written_texts_run_nothing_when_a_page_finds_them(
    room: Hall, poisoned: PoisonedRoom, pages: dict[Role, Page], watch: Watch
) -> None:
    room.go("sub_questions")
    page = pages[Role.GROUP]
    room.arrived(page, Role.GROUP, "sub_questions")
    poisoned.keep_drafts(seat_of(room, page))

    page.reload()
    ready(page)

    assert lacking(page, list(poisoned.drafts.values())) == []
    harmless(page, watch)


def test_the_pages_of_joining_list_attacks_as_text(
    room: Hall, poisoned: PoisonedRoom, watch: Watch
) -> None:
    page = room.context().new_page()
    page.goto(room.server.url + room.server.scan_path)

    assert lacking(page, [*poisoned.names, *poisoned.functions]) == []
    page.locator(".tables button").first.click()
    page.wait_for_url("**/group")
    page.goto(room.server.url)
    assert lacking(page, [f"Go on as {poisoned.names[0]}"]) == []
    assert page.evaluate("window.__hits") == []
    assert watch.seen == []


def test_what_a_plain_page_repeats_is_text(room: Hall) -> None:
    page = room.context(java_script_enabled=True).new_page()
    page.route("**/*", lambda route: route.continue_())
    origin = room.server.url
    page.goto(origin + room.server.scan_path)
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "_xsrf")
    blank = room.context().new_page()
    for payload in PAYLOADS:
        answers = [
            page.request.get(f"{origin}/?{urlencode({'kode': payload})}"),
            page.request.post(f"{origin}/join", form={"_xsrf": token, "code": payload}),
            page.request.post(
                f"{origin}/join",
                form={
                    "_xsrf": token,
                    "choice": "new",
                    "name": payload,
                    "function": payload,
                    "people": "0",
                },
            ),
        ]
        for answer in answers:
            # Without the server's policy, so that only the escaping protects.
            blank.set_content(answer.text())
            assert blank.evaluate("window.__hits") == [], payload
            fields = blank.locator("input").evaluate_all("all => all.map(e => e.value)")
            assert payload.replace("\t", "") in [f.replace("\t", "") for f in fields]
