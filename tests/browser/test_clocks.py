"""All clocks of a hall agree, whatever happens to the clock of its machine.

The server, its warm process and all kernels run with a machine's clock that the test
sets; the browsers and the test keep the real one. A page is read by what it draws: the
moment at which it goes from one second to the next says when it will come to nothing.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import pairwise

import psutil
import pytest
from playwright.sync_api import Page, TimeoutError

from musworkshop.model.roles import Role
from musworkshop.server.process import start_server
from musworkshop.store import workshops
from tests.browser import hall as halls
from tests.browser.hall import NEWS_TIMEOUT_MS, Hall, caught_up, hall
from tests.browser.writing import clock_ms, lay, said, writer
from tests.machine_clock import MachineClock

LENGTH_S = 600.0 if os.environ.get("MUSWORKSHOP_TEST_CLOCK") == "full" else 20.0
ROUND_S = 600.0
APART_S = 0.5
#: Within this time after the facilitator's press either time is right.
NEWS_S = 1.0
#: No tick for so long: the page stands still. News in two seconds hide two ticks.
SILENT_S = 5.0
#: A table has room for a few more.
MOST_TEXTS = 25
JUMPS_S = (7 * 60, -3 * 60, 60 * 60)
TELL_TICKS = """selector => {
  const shown = document.querySelector(selector);
  let before = "";
  window.musTicks = [];
  new MutationObserver(() => {
    const now = shown.textContent;
    if (now === before) return;
    before = now;
    musTicks.push([(performance.timeOrigin + performance.now()) / 1000, now]);
  }).observe(shown, {childList: true, characterData: true, subtree: true});
}"""
SHOWN = {
    Role.FACILITATOR: ".mus-step-control .mus-dial svg text",
    Role.PROJECTOR: ".mus-projector-stage .mus-dial svg text",
    Role.GROUP: ".mus-seat-header .mus-clock-text",
}
#: A moment, and the seconds left that are drawn from then on.
Tick = tuple[float, int]


class Clock:
    """The countdown that a page draws."""

    def __init__(self, page: Page, role: Role) -> None:
        self.page, self.role = page, role
        page.evaluate(TELL_TICKS, SHOWN[role])

    def count(self, seconds: int) -> None:
        """Wait while the page counts so many seconds."""
        drawn = self.page.evaluate("musTicks")
        try:
            self.page.wait_for_function(
                "n => musTicks.length >= n",
                arg=len(drawn) + seconds,
                timeout=NEWS_TIMEOUT_MS,
            )
        except TimeoutError as still:
            raise AssertionError(f"the page stands still at {drawn[-1:]}") from still

    def drawn(self) -> list[Tick]:
        """Return when the page drew which second."""
        return [(at, _seconds(text)) for at, text in self.page.evaluate("musTicks")]


def ticks(drawn: Sequence[Tick]) -> list[Tick]:
    """Return where a page went on to the next second.

    Where it is told anew it changes in the middle of a second: that is no tick.
    """
    return [now for before, now in pairwise(drawn) if now[1] == before[1] - 1]


def _seconds(text: str) -> int:
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> MachineClock:
    return MachineClock(tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def room(machine: MachineClock) -> Iterator[Hall]:
    with pytest.MonkeyPatch.context() as patch:
        started = partial(start_server, environment=machine.environment)
        patch.setattr(halls, "start_server", started)
        with hall(demo=False, language="en") as opened:
            opened.go("sub_questions")
            yield opened


def true_end_s(room: Hall) -> float:
    """Return when the round is over, by the store."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    assert workshop.clock_started_at
    left = timedelta(seconds=workshop.clock_left_s)
    return float((workshop.clock_started_at + left).timestamp())


def errors_s(
    ticks: Sequence[Tick], end_s: float, added_s: Sequence[float]
) -> Iterator[float]:
    """Give how late each tick is, against the round's end and the minutes added."""
    for at, left in ticks:
        surely = sum(moment < at - NEWS_S for moment in added_s)
        perhaps = sum(moment < at for moment in added_s)
        late = [at + left - end_s - 60 * n for n in range(surely, perhaps + 1)]
        yield min(late, key=abs)


def test_the_server_and_its_kernels_run_with_the_clock_that_is_set(
    room: Hall, machine: MachineClock
) -> None:
    room.visit(Role.PROJECTOR)

    server = psutil.Process(room.server.process_id)
    processes = [server, *server.children(recursive=True)]
    assert len(processes) >= 3  # server, warm process, kernels
    assert all(machine.is_that_of(process) for process in processes)


@pytest.mark.timeout(LENGTH_S + 300)
def test_all_clocks_agree_while_the_machine_s_clock_jumps(
    room: Hall, machine: MachineClock
) -> None:
    chance = random.Random(20)
    room.lead(workshops.set_clock, running=True, left_s=ROUND_S, total_s=ROUND_S)
    end_s = true_end_s(room)
    clocks = [Clock(room.visit(role), role) for role in SHOWN]
    leader, _wall, phone = (clock.page for clock in clocks)
    more = leader.get_by_role("button", name="+ 1 min", exact=True)
    added_s: list[float] = []

    begun_ms, jumps, texts = clock_ms(leader), 0, 0
    while clock_ms(leader) < begun_ms + LENGTH_S * 1000:
        chance.choice(clocks).count(chance.randint(1, 2))
        machine.jump(JUMPS_S[jumps % len(JUMPS_S)])
        jumps += 1
        if clock_ms(leader) >= begun_ms + texts * LENGTH_S * 1000 / MOST_TEXTS:
            texts += 1
            writer(phone).fill(f"What would you ask {texts}?")
            lay(phone)
            said(phone, f"What would you ask {texts}?").wait_for()
            chance.choice(clocks).count(chance.randint(1, 2))
        if chance.random() < 0.5:
            added_s.append(leader.evaluate("Date.now() / 1000"))
            more.click()
            caught_up(leader)
    print(f"{jumps} jumps, {texts} texts, {len(added_s)} minutes added")
    for clock in clocks:
        clock.count(2)

    late: list[float] = []
    for clock in clocks:
        drawn = clock.drawn()
        went_on = ticks(drawn)
        mine = list(errors_s(went_on, end_s, added_s))
        print(f"{clock.role}: {len(mine)} ticks, {min(mine):.3f} to {max(mine):.3f} s")
        whatever = list(errors_s(drawn, end_s, added_s))
        assert min(whatever) >= -APART_S
        assert max(whatever) <= 1 + APART_S, "seconds are drawn as whole ones"
        assert max(b[0] - a[0] for a, b in pairwise(went_on)) <= SILENT_S
        late += mine
    assert max(map(abs, late)) <= APART_S, "a page is not with the true time"
    assert max(late) - min(late) <= APART_S, "the pages are not with each other"
    assert abs(true_end_s(room) - end_s - 60 * len(added_s)) <= APART_S
