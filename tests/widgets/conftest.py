"""Chromium once for all tests of widgets; a fresh page and storage for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from musworkshop.text import use_language
from tests.chromium import chromium
from tests.widgets.gallery import Stage


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def make_stage(browser: Browser) -> Iterator[Callable[..., Stage]]:
    """Make stages that must end without an error, a dialog or a request elsewhere."""
    stages: list[Stage] = []

    def make(**options: object) -> Stage:
        stages.append(Stage(browser, **options))
        return stages[-1]

    yield make
    for stage in stages:
        outside = [
            url
            for url in stage.requests
            if not url.startswith(("http://gallery.example/", "blob:"))
        ]
        errors = stage.errors
        stage.close()
        assert not outside, "a widget asked for something elsewhere"
        assert not errors


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    """A phone."""
    return make_stage()
