"""This moment, as every process of a server counts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from musworkshop.store import values

NEXT_TO_NOTHING = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def own_time() -> Iterator[None]:
    before_s = values.ahead_s()
    yield
    values.keep_time(before_s)


def test_without_a_server_it_is_as_late_as_the_machine_says() -> None:
    assert abs(values.now() - datetime.now(UTC)) < NEXT_TO_NOTHING


def test_a_process_counts_as_the_one_whose_time_it_keeps() -> None:
    values.keep_time(values.ahead_s() + 3600)

    ahead = values.now() - datetime.now(UTC)
    assert abs(ahead - timedelta(hours=1)) < NEXT_TO_NOTHING


def test_a_machine_whose_clock_is_set_does_not_move_it(monkeypatch) -> None:
    before = values.now()
    monkeypatch.setattr(time, "time", lambda: 0.0)

    assert timedelta(0) <= values.now() - before < NEXT_TO_NOTHING


def test_the_steady_clock_is_one_for_all_processes() -> None:
    ask = "from musworkshop.store import values; print(repr(values._steady_s()))"
    before_s = values._steady_s()
    asked = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ, capture_output=True, check=True
    )

    assert before_s < float(asked.stdout) < values._steady_s()
