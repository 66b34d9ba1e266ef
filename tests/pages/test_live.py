"""A page in a running loop: news come by themselves, whatever went wrong before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from musworkshop.pages.room import Room
from musworkshop.store import workshops
from tests.pages.opened import Opened
from tests.store.hall import THEME, Hall

Open = Callable[[str], Opened]


def live(open_for: Open, name: str, act: Callable[[Opened], None]) -> Opened:
    """Open a page in a running loop, act on it, and give news the time to come."""

    async def opened() -> Opened:
        page = open_for(name)
        act(page)
        await asyncio.sleep(2.5)
        return page

    return asyncio.run(opened())


def step_shown(page: Opened) -> int:
    """The step on the page as it stands, without asking for news."""
    return page.widgets["SeatHeader"].data["step_number"]


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_refused_call_does_not_swallow_the_news(hall: Hall, open_for: Open) -> None:
    def refused(page: Opened) -> None:
        hall.write(workshops.go_to_step, hall.facilitator, "themes", minutes=5)
        page.refused(
            "FormChooser",
            "choose",
            scope="all",
            theme_id=THEME,
            origin="card",
            origin_id="gone",
        )
        assert step_shown(page) == 1

    assert step_shown(live(open_for, "scribe", refused)) == 3


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_page_that_could_not_be_shown_is_shown_again(
    hall: Hall, open_for: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_once(page: Opened) -> None:
        def show(room: Room) -> None:
            monkeypatch.setattr(page.desk, "_show", shown)
            raise RuntimeError("nothing can be drawn")

        shown = page.desk._show
        monkeypatch.setattr(page.desk, "_show", show)
        hall.write(workshops.go_to_step, hall.facilitator, "themes", minutes=5)

    assert step_shown(live(open_for, "alone", fails_once)) == 3
