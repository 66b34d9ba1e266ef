"""What was said to be kept is kept, once, whatever is killed while it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from musworkshop.store import joining, tables, workshops
from musworkshop.store.connect import reading, transaction
from musworkshop.store.start import prepare
from tests.store.hall import Hall, open_hall

pytestmark = [pytest.mark.attack, pytest.mark.alone]

KILLS = 100
WRITERS = 4
SEED = 20260515
_SCRIPT = Path(__file__).with_name("writers.py")


class Writers:
    """The driver of writing processes, and what they said."""

    def __init__(self, url: str, seats: list[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_SCRIPT), url, str(SEED), *seats],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        #: Request id -> the card id that the person was told.
        self.kept: dict[str, str] = {}
        self.begun: set[str] = set()
        self.repeated = 0
        self.faults: list[str] = []
        self.killed = 0

    def ask(self, **about: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(about), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, "the driver itself has died"
        answer: dict[str, Any] = json.loads(line)
        for said in answer["said"].values():
            for kind, request_id, *rest in said:
                if kind == "begun":
                    self.repeated += request_id in self.begun
                    self.begun.add(request_id)
                elif kind == "kept":
                    assert self.kept.setdefault(request_id, rest[0]) == rest[0]
                else:
                    self.faults.append(rest[0])
        self.killed += answer.get("killed", 0)
        return answer

    def unanswered(self, answer: dict[str, Any]) -> dict[str, list[str]]:
        """What each writer had begun and was never told about."""
        return {
            seat: [
                request_id
                for kind, request_id, *_rest in said
                if kind == "begun" and request_id not in self.kept
            ]
            for seat, said in answer["said"].items()
        }

    def stop(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)


@pytest.fixture
def store(db_url: str) -> Iterator[Engine]:
    engine = prepare(db_url)
    yield engine
    engine.dispose()


@pytest.fixture
def hall(store: Engine) -> Hall:
    return open_hall(store)


def seated(hall: Hall, number: int) -> list[str]:
    with transaction(hall.engine) as connection:
        return [
            joining.join_alone(connection, hall.workshop_id)[0].seat_id
            for _ in range(number)
        ]


@pytest.fixture
def writers(hall: Hall, db_url: str, request: pytest.FixtureRequest):
    made = Writers(db_url, seated(hall, request.param))
    yield made
    made.stop()


def stored_cards(hall: Hall) -> list[Any]:
    with reading(hall.engine) as connection:
        return list(connection.execute(select(tables.card)).all())


def assert_sound(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    assert whole == ["ok"]
    assert lost == []


@pytest.mark.parametrize("writers", [WRITERS], indirect=True)
def test_a_hundred_kills_while_writing_lose_nothing_and_double_nothing(hall, writers):
    revision = hall.revision()
    unanswered: dict[str, list[str]] = {}
    while writers.killed < KILLS:
        answer = writers.ask(unanswered=unanswered)
        unanswered = writers.unanswered(answer)
        assert_sound(hall.engine)

    cards = stored_cards(hall)
    by_id = {card.id: card for card in cards}
    times = [card.text.split(" ")[0].lower() for card in cards]
    assert writers.faults == []
    lost = [
        request_id
        for request_id, card_id in writers.kept.items()
        if card_id not in by_id
        or not by_id[card_id].text.lower().startswith(request_id)
    ]
    assert lost == [], "was said to be kept and is not"
    assert len(times) == len(set(times)), "was done twice"
    assert set(times) <= writers.begun
    assert {card.version for card in cards} <= {2}, "half of a request was kept"
    assert hall.revision() >= revision + len(cards), "kept without being news"
    # The attack itself must have been one.
    assert len(writers.kept) > KILLS / 4
    assert writers.repeated > KILLS / 10, "no kill came in the middle of a request"


@pytest.mark.parametrize("writers", [WRITERS], indirect=True)
def test_what_was_under_way_at_the_kill_is_done_once_when_it_is_sent_again(
    hall, writers
):
    first = writers.ask(unanswered={})
    sent_again = writers.unanswered(first)
    writers.ask(unanswered=sent_again)
    writers.ask(unanswered={})

    wanted = {each for ids in sent_again.values() for each in ids}
    times = [card.text.split(" ")[0].lower() for card in stored_cards(hall)]
    assert all(times.count(request_id) <= 1 for request_id in wanted)
    answered = wanted & set(writers.kept)
    assert all(times.count(request_id) == 1 for request_id in answered)


@pytest.mark.parametrize("writers", [8], indirect=True)
def test_eight_processes_that_write_at_once_are_never_turned_away(hall, writers):
    writers.ask(rush=25)

    assert writers.faults == []
    assert len(writers.kept) == len(stored_cards(hall)) == 8 * 25
    assert_sound(hall.engine)


def test_after_the_kills_work_goes_on(hall, db_url):
    killed = Writers(db_url, seated(hall, WRITERS))
    killed.ask(unanswered={})
    killed.stop()

    hall.card(hall.scribe, "Afterwards")

    assert hall.cards(hall.facilitator)["Afterwards"].text == "Afterwards"
    assert hall.read(workshops.get, hall.workshop_id).revision == hall.revision()
