"""Whatever stands here opens real pages in Chromium, unless it says otherwise."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder that sit in a hall."""
    for item in items:
        if {"room", "door"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
