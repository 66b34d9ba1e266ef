"""A lost connection is said once, where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from musworkshop.model.roles import Role
from tests.browser.hall import Hall, hall

BANNER = "#mus-connection.is-lost"


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(language="en") as opened:
        yield opened


def _lose(page: Page) -> None:
    page.context.set_offline(True)
    page.locator(BANNER).wait_for()


def _places(page: Page, *selectors: str) -> list[Any]:
    return [page.locator(selector).bounding_box() for selector in selectors]


def test_a_phone_has_one_banner_above_its_header(room: Hall) -> None:
    phone = room.visit(Role.GROUP, width=360, height=780)
    _lose(phone)

    banner, header = _places(phone, BANNER, ".mus-seat-header-bar")
    assert banner["y"] + banner["height"] <= header["y"]
    expect(phone.locator(".mus-connection-body")).to_be_hidden()


def test_the_wall_says_it_shortly_and_keeps_the_code_readable(room: Hall) -> None:
    wall = room.visit(Role.PROJECTOR, width=1920, height=1080)
    _lose(wall)

    expect(wall.locator(BANNER)).to_have_text("Not connected, trying again.")
    banner, code, body = _places(
        wall, BANNER, ".join .code", ".mus-projector-stage .body"
    )
    assert banner["y"] >= code["y"] + code["height"]
    assert banner["y"] >= body["y"] + body["height"] - 1
