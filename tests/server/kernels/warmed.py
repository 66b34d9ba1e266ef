"""What tests let a warm process do before the fork; imported there by its name."""

from __future__ import annotations

import os
import sqlite3
import threading
import time

KEPT: list[object] = []


def begin_a_thread() -> None:
    thread = threading.Thread(target=time.sleep, args=(60,), name="ticker", daemon=True)
    thread.start()


def open_a_database() -> None:
    connection = sqlite3.connect(os.environ["TEST_DATABASE"])
    connection.execute("create table if not exists kept (n int)")
    KEPT.append(connection)


def draw() -> None:
    """Use the generators whose state a fork would copy."""
    import random

    import numpy as np

    random.random()
    np.random.random()


def fail() -> None:
    raise ValueError("the oven is cold")


SETTLED = 0


def settle_in() -> None:
    global SETTLED
    SETTLED += 1
    os.environ["LEFT_BEHIND"] = "by the one who settled in"
