"""A page counts as its server does, and not as its kernel was born."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import ANY

import pytest

from musworkshop.pages.open import open_page
from musworkshop.store import values, workshops
from tests.pages.opened import Opened


@pytest.fixture(autouse=True)
def own_time() -> Iterator[None]:
    before_s = values.ahead_s()
    yield
    values.keep_time(before_s)


def test_a_page_that_opens_keeps_the_time_of_its_server(tmp_path, monkeypatch) -> None:
    ahead_s = values.ahead_s() + 1234.000_001
    monkeypatch.setenv("MUSWORKSHOP_DATA", str(tmp_path))
    monkeypatch.setenv("MUSWORKSHOP_CLOCK_AHEAD_S", repr(ahead_s))

    open_page("participant")

    assert values.ahead_s() == ahead_s


def test_a_page_that_wakes_shows_the_time_as_it_is_now(hall) -> None:
    page = Opened(hall, hall.alone)
    hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=20)
    page.data("SeatHeader")
    values.keep_time(values.ahead_s() + 300)

    assert page.call("SeatHeader", "wake") == {"re": ANY, "ok": None}
    left_s = page.widgets["SeatHeader"].data["clock"]["left_s"]
    assert 14 * 60 < left_s <= 15 * 60


def test_a_step_that_begins_again_is_another_clock(hall) -> None:
    page = Opened(hall, hall.alone)
    began = []
    for _again in range(2):
        hall.write(workshops.go_to_step, hall.facilitator, "gather", minutes=20)
        began.append(page.data("SeatHeader")["clock"]["began"])
        values.keep_time(values.ahead_s() + 1)

    assert began[0] != began[1]
