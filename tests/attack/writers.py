"""Processes that write into a store until they are killed; driven by test_kill.

Started as ``python writers.py URL SEED SEAT...``; it answers each line of JSON
on its input with one on its output. It forks its writers instead of starting them, for
a hundred starts would take minutes, and opens the store only in them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import uuid
from contextlib import suppress

from musworkshop import limits
from musworkshop.model.roles import Viewer
from musworkshop.model.work import Stage
from musworkshop.store import cards, seats
from musworkshop.store.connect import engine_for, transaction
from musworkshop.store.requests import once

# Each writer sends far more cards than a person would.
limits.CARDS_PER_SEAT_AND_THEME = 1_000_000
LONGEST_LIFE_S = 0.2
LONGEST_PAUSE_S = 0.01


class Rehearsed(Exception):
    """A write that was only tried, so that the next one is quick."""


def write_once(
    url: str, seat_id: str, request_id: str, *, in_earnest: bool = True
) -> dict[str, str]:
    """Do one request as a page does it; return what the person is told."""
    with transaction(engine_for(url)) as connection:
        viewer = seats.viewer(connection, seat_id)

        def do(now: Viewer) -> dict[str, str]:
            # Another text each time it is done, so that doing it twice shows; and two
            # writes, so that half of it shows.
            text = f"{request_id} {uuid.uuid4()}"
            card_id = cards.add(
                connection, now, theme_id="culture", text=text, stage=Stage.TABLE
            )
            cards.reword(connection, now, card_id, text.upper(), 1)
            return {"id": card_id}

        answer: dict[str, str] = once(connection, viewer, request_id, do)
        if not in_earnest:
            raise Rehearsed
    return answer


def writer(
    url: str, seat_id: str, out: int, go: int, requests: list[str], count: int
) -> None:
    """Write `requests` and then new ones; say each before and after."""

    def say(*words: str) -> None:
        os.write(out, (" ".join(words) + "\n").encode())

    rehearse(url, seat_id)
    say("ready")
    os.read(go, 1)  # until all others are ready too
    done = 0
    while done < count:
        request_id = requests.pop(0) if requests else str(uuid.uuid4())
        say("begun", request_id)
        try:
            answer = write_once(url, seat_id, request_id)
        except Exception as fault:
            say("fault", request_id, repr(fault).replace("\n", " ")[:500])
        else:
            say("kept", request_id, answer["id"])
        done += 1
        # SQLite has no queue: who writes without a pause lets nobody else in.
        time.sleep(random.uniform(0, LONGEST_PAUSE_S))


def rehearse(url: str, seat_id: str) -> None:
    """Write once without keeping it: a page has been open before somebody writes."""
    with suppress(Rehearsed):
        write_once(url, seat_id, str(uuid.uuid4()), in_earnest=False)


def fork_writers(
    url: str, seats_: list[str], requests: dict[str, list[str]], count: int
) -> list[tuple[str, int, int]]:
    """Let one writer for each seat begin; return seat, process id, where it speaks."""
    go, start = os.pipe()
    begun = []
    for seat in seats_:
        inward, out = os.pipe()
        process_id = os.fork()
        if process_id == 0:
            os.close(start)
            random.seed(os.getpid())
            try:
                writer(url, seat, out, go, requests.get(seat, []), count)
            finally:
                os._exit(0)
        os.close(out)
        begun.append((seat, process_id, inward))
    for _seat, _process_id, inward in begun:
        assert os.read(inward, len(b"ready\n")) == b"ready\n"
    os.close(start)
    os.close(go)
    return begun


def read_all(inward: int) -> list[list[str]]:
    """Return what a writer has said, once it is no more."""
    with os.fdopen(inward, "rb") as heard:
        lines = heard.read().decode().splitlines()
    return [line.split(" ", 2) for line in lines]


def kill_round(url: str, seats_: list[str], unanswered: dict[str, list[str]]) -> dict:
    """Let one writer for each seat write, and kill each at a moment of its own."""
    begun = fork_writers(url, seats_, unanswered, 10**9)
    started = time.monotonic()
    moments = sorted(
        (random.uniform(0, LONGEST_LIFE_S), process_id)
        for _seat, process_id, _inward in begun
    )
    for moment, process_id in moments:
        time.sleep(max(0.0, started + moment - time.monotonic()))
        os.kill(process_id, signal.SIGKILL)
    killed = 0
    said = {}
    for seat, process_id, inward in begun:
        _process_id, status = os.waitpid(process_id, 0)
        killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        said[seat] = read_all(inward)
    return {"killed": killed, "said": said}


def rush(url: str, seats_: list[str], count: int) -> dict:
    """Let one writer for each seat write `count` times, all at once, to the end."""
    begun = fork_writers(url, seats_, {}, count)
    said = {seat: read_all(inward) for seat, _process_id, inward in begun}
    for _seat, process_id, _inward in begun:
        os.waitpid(process_id, 0)
    return {"said": said}


def main() -> None:
    """Do what each line of the input asks for."""
    url, seed, *seats_ = sys.argv[1:]
    random.seed(int(seed))
    rehearse(url, seats_[0])  # imports what the writers need
    engine_for(url).dispose()  # no connection is open when they are forked
    for line in sys.stdin:
        asked = json.loads(line)
        if "rush" in asked:
            answer = rush(url, seats_, asked["rush"])
        else:
            answer = kill_round(url, seats_, asked["unanswered"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
