"""A phone's first and second visit, weighed; and a page whose script is late."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from musworkshop.model.roles import Role
from tests.bench.bytes import Visit, measured
from tests.browser.hall import Hall, hall, ready
from tests.cable import Cable

pytestmark = pytest.mark.browser
FIRST_BYTES, FIRST_REQUESTS = 800_000, 15
SECOND_BYTES = 50_000
MS = 30_000


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall() as running:
        yield running


def join_alone(page, origin: str, room: Hall) -> None:
    page.goto(origin + room.server.scan_path)
    page.wait_for_load_state("networkidle")
    page.locator('form:has(input[value="alone"]) button').click()
    page.wait_for_url("**/participant")


def test_a_phone_takes_little_the_first_time_and_next_to_nothing_the_second(
    room: Hall,
) -> None:
    phone = room.context(width=360, height=780)
    found: list[Visit] = []
    with Cable(urlsplit(room.server.url).port or 0) as cable:
        origin = f"http://127.0.0.1:{cable.port}"
        for go in (
            lambda page: join_alone(page, origin, room),
            lambda page: page.goto(f"{origin}/participant"),
        ):
            page = phone.new_page()
            with measured(page, cable) as visit:
                go(page)
                ready(page)
            found.append(visit)
            page.close()

    first, second = found
    assert 50_000 < first.bytes <= FIRST_BYTES
    assert 5 < first.requests <= FIRST_REQUESTS
    assert 1_000 < second.bytes <= SECOND_BYTES
    assert second.requests == 2  # the page and its kernel's websocket


def test_a_page_whose_script_cannot_be_had_at_once_asks_again(room: Hall) -> None:
    phone = room.context(width=360, height=780)
    room.sit_down(phone, Role.PARTICIPANT)
    page = phone.new_page()
    refused = []

    def refuse_twice(route) -> None:
        if len(refused) < 2:
            refused.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/assets/widgets.*", refuse_twice)
    page.goto(f"{room.server.url}/participant")

    page.locator("h1:visible").first.wait_for(timeout=MS)
    assert len(refused) == 2
    assert page.locator(".mus-fault").count() == 0
