"""A local copy to break; sentences are compared in English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from musworkshop import text
from musworkshop.content.read import available


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = text.language()
    text.use_language("en")
    yield
    text.use_language(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(available()["toender"], tmp_path / "lokal"))
