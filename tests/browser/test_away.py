"""Whoever was away comes back by itself: to the same seat, step and text, at once.

All rows of the matrix are away at the same time. With ``MUSWORKSHOP_TEST_AWAY=full``
that takes ten minutes; else seconds, and the server gives kernels up sooner.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Error, Locator, Page, expect

from musworkshop.model.roles import Role
from musworkshop.model.work import Stage
from musworkshop.server.process import start_server
from musworkshop.store import drafts, seats
from tests.browser.hall import Hall, hall
from tests.browser.writing import kernel_id, said, seat_of, stored, until
from tests.cable import Cable

FULL = os.environ.get("MUSWORKSHOP_TEST_AWAY") == "full"
UNATTENDED_S = 300 if FULL else 7
#: The figures that are promised; a machine that is busy with other tests takes longer.
SAID_WITHIN_S = 1.0 if FULL else 5.0
BACK_WITHIN_S = 3.0 if FULL else 10.0
PATIENCE_MS = 30_000
HALF = 15
LOST = "#mus-connection.is-lost"
LOST_WORDS = "Ikke forbundet, prøver igen."
ANSWERS = """() => Promise.race([
    musCaughtUp().then(() => true),
    new Promise((resolve) => setTimeout(resolve, 500, false)),
])"""
#: Notes in the tab, where a reload leaves it, for how long the page stood still.
TICKS = """() => {
    let last = Date.now();
    setInterval(() => {
        const still = Date.now() - last;
        last += still;
        sessionStorage.still = Math.max(sessionStorage.still ?? 0, still);
    }, 50);
}"""
CLEARLY_S = 0.2
BUSY = "() => { const end = Date.now() + 300; while (Date.now() < end); }"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.alone,  # stops and kills processes, and takes the time
    pytest.mark.timeout(1500 if FULL else 300),  # the first test waits for all rows
]


class Way(Enum):
    """How a page is away, and for how long in the full and in the quick run."""

    KILLED = "server killed and started again", 0, 0
    CUT_10_S = "cut for 10 s", 10, 2
    CUT_2_MIN = "cut for 2 min", 120, 6
    FROZEN_2_MIN = "frozen for 2 min", 120, 6
    CUT_10_MIN = "cut for 10 min", 600, 8
    ASLEEP_10_MIN = "frozen and cut for 10 min", 600, 8

    def __init__(self, words: str, full_s: float, quick_s: float) -> None:
        self.words = words
        self.away_s = full_s if FULL else quick_s
        self.freezes = "frozen" in words
        self.cuts = "cut" in words
        self.outlasts_kernel = self.away_s > UNATTENDED_S


class Doing(Enum):
    """In the middle of what, and on whose page."""

    TYPING = "typing", Role.GROUP
    UNHEARD = "sending, unheard", Role.PARTICIPANT
    UNANSWERED = "sending, heard but not answered", Role.GROUP

    def __init__(self, words: str, role: Role) -> None:
        self.words = words
        self.role = role


ROWS = [
    pytest.param((way, doing), id=f"{way.words}-{doing.words}")
    for way in Way
    for doing in Doing
    # The quick run leaves out what differs only in how long it takes.
    if FULL or way not in (Way.CUT_2_MIN, Way.FROZEN_2_MIN)
    # What is sent as a page freezes is heard: its line stays.
    if (way, doing) != (Way.FROZEN_2_MIN, Doing.UNANSWERED)
]


@dataclass
class Phone:
    """A page at the end of a cable of its own, and how it fared."""

    room: Hall
    page: Page
    cable: Cable
    way: Way
    doing: Doing
    left_s: float = 0.0
    #: Until the page said that it is not connected, and until it was back.
    said_s: float = 0.0
    back_s: float = math.inf
    #: Opened since it left, and those of them that could reach nobody.
    sockets: int = 0
    in_vain: int = 0

    def __post_init__(self) -> None:
        self.text = f"Hvad gør I, hvis {self.way.words}, {self.doing.words}?"
        self.seat = seat_of(self.room, self.page)
        self.kernel = kernel_id(self.page)
        self.renderer = renderer_of(self.page) if self.way.freezes else None
        self.page.evaluate(TICKS)
        self.page.on("websocket", self.note_socket)

    def note_socket(self, _socket: object) -> None:
        self.sockets += 1

    @property
    def writer(self) -> Locator:
        label = "Jeres spørgsmål" if self.seat.group_id else "Dit spørgsmål"
        field = self.page.get_by_role("textbox", name=label, exact=True)
        return field.locator("visible=true")

    def send(self) -> None:
        label = "Læg på bordet" if self.seat.group_id else "Send til salen"
        self.page.get_by_role("button", name=label).locator("visible=true").click()

    def begin(self) -> None:
        """Write half of the text, or all that is to be sent."""
        half = self.doing is Doing.TYPING
        self.writer.fill(self.text[:HALF] if half else self.text)

    def before_the_cut(self) -> None:
        """Send what is heard, and not answered."""
        said(self.page, "Kladde gemt").wait_for()
        if self.doing is Doing.UNANSWERED:
            self.cable.lose_answers()
            self.send()
            until(self.page, lambda: bool(stored(self.room, self.text)))

    def after_the_cut(self) -> None:
        """Write or send the rest, while nobody hears."""
        if self.doing is Doing.TYPING:
            self.writer.press("End")
            self.page.keyboard.type(self.text[HALF:])
        elif self.doing is Doing.UNHEARD:
            self.send()

    def freeze(self) -> None:
        """Stop the page before it can know that nobody hears."""
        self.before_the_cut()
        self.cable.silence()
        self.after_the_cut()
        assert self.renderer
        self.renderer.suspend()
        (self.cable.cut if self.way.cuts else self.cable.mend)()
        self.left_s = time.monotonic()
        self.sockets = 0

    def stay_away(self) -> None:
        """Be away for as long as it is to be, and where asked until the kernel goes."""
        end_s = self.left_s + self.way.away_s
        while time.monotonic() < end_s or self.waits_for_its_kernel_to_go():
            self.page.wait_for_timeout(100)

    def waits_for_its_kernel_to_go(self) -> bool:
        kernel = f"{self.room.server.url}/api/kernels/{self.kernel}"
        get = self.page.context.request.get
        return self.way.outlasts_kernel and get(kernel).status == 200

    def come_back(self) -> None:
        """Have a network again, and a page that runs."""
        self.in_vain = self.sockets
        self.cable.mend()
        if self.renderer:
            self.renderer.resume()

    def arrive(self, since_s: float) -> None:
        """Wait until the page shows the text where it belongs, and is answered."""
        typing = self.doing is Doing.TYPING
        with suppress(Error, AssertionError):  # then it is never back
            while not answers(self.page):
                assert time.monotonic() < since_s + PATIENCE_MS / 1000
            if not typing:
                said(self.page, self.text).wait_for(timeout=PATIENCE_MS)
            left = self.text if typing else ""
            expect(self.writer).to_have_value(left, timeout=PATIENCE_MS)
            self.back_s = time.monotonic() - since_s


def answers(page: Page) -> bool:
    """Return whether the page's kernel answers it."""
    with suppress(Error):  # it is just being loaded anew
        return bool(page.evaluate(ANSWERS))
    return False


def renderer_of(page: Page) -> psutil.Process:
    """Return the process that works when the page does.

    It is stopped to freeze the page: `Page.setWebLifecycleState` leaves the timers of a
    headless Chromium running.
    """
    assert page.context.browser
    chromium = page.context.browser.new_browser_cdp_session()

    def worked_s() -> dict[int, float]:
        told = chromium.send("SystemInfo.getProcessInfo")["processInfo"]
        return {it["id"]: it["cpuTime"] for it in told if it["type"] == "renderer"}

    while True:
        before_s = worked_s()
        page.evaluate(BUSY)
        gained_s = {k: now - before_s.get(k, 0.0) for k, now in worked_s().items()}
        busiest, *others = sorted(gained_s, key=lambda k: -gained_s[k])
        # Another one may be at work, too: then it is asked again.
        if gained_s[busiest] > CLEARLY_S and not any(
            gained_s[k] > CLEARLY_S / 2 for k in others
        ):
            break
    chromium.detach()
    return psutil.Process(busiest)


def leave(phones: list[Phone], cut: Callable[[], None]) -> None:
    """Cut the pages off, and go on with what was begun on them."""
    for phone in phones:
        phone.before_the_cut()
    cut()
    left_s = time.monotonic()
    for phone in phones:
        phone.left_s = left_s
        phone.sockets = 0
        phone.page.locator(LOST).get_by_text(LOST_WORDS).wait_for()
        phone.said_s = time.monotonic() - left_s
        phone.after_the_cut()


def come_back(phones: list[Phone]) -> None:
    """Give the pages their network back, all at once."""
    for phone in phones:
        phone.come_back()
    since_s = time.monotonic()
    for phone in phones:
        phone.arrive(since_s)


@contextmanager
def started_again(room: Hall) -> Iterator[None]:
    """Start the killed server again, at the same address, with the same data."""
    options = ("--port", str(urlsplit(room.server.url).port))
    options += ("--unattended-s", str(UNATTENDED_S))
    workshop_id = room.leader.workshop_id
    with start_server(room.data, workshop_id=workshop_id, options=options) as server:
        room.server = server
        yield


def sit_down(room: Hall, until_the_end: ExitStack, way: Way, doing: Doing) -> Phone:
    """Open a page that has walked by itself to where sub-questions are written."""
    cable = until_the_end.enter_context(Cable(urlsplit(room.server.url).port or 0))
    origin = f"http://127.0.0.1:{cable.port}"
    page = room.visit(doing.role, width=360, height=780, origin=origin)
    room.act(seat_of(room, page), seats.look_at, room.step("sub_questions").id)
    room.arrived(page, doing.role, "sub_questions")
    phone = Phone(room, page, cable, way, doing)
    if phone.renderer:
        until_the_end.callback(phone.renderer.resume)
    phone.begin()
    return phone


Phones = dict[tuple[Way, Doing], Phone]


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(demo=False) as opened:
        opened.go("themes")
        yield opened


@pytest.fixture(scope="module")
def phones(room: Hall) -> Iterator[Phones]:
    """All pages, after they have been away."""
    rows = [row.values[0] for row in ROWS]
    with ExitStack() as until_the_end:
        seated = partial(sit_down, room, until_the_end)
        killed = [seated(*row) for row in rows if row[0] is Way.KILLED]
        leave(killed, psutil.Process(room.server.process_id).kill)
        until_the_end.enter_context(started_again(room))
        come_back(killed)

        others = [seated(*row) for row in rows if row[0] is not Way.KILLED]
        for phone in reversed(others):  # the longest away first
            phone.freeze() if phone.renderer else leave([phone], phone.cable.cut)
        for _way, group in groupby(others, key=lambda phone: phone.way):
            together = list(group)
            for phone in together:
                phone.stay_away()
            come_back(together)
        for phone in killed + others:
            print(f"{phone.text} {phone.back_s:.2f} s")
        yield {(phone.way, phone.doing): phone for phone in killed + others}


@pytest.fixture
def phone(phones: Phones, request: pytest.FixtureRequest) -> Phone:
    return phones[request.param]


every_row = pytest.mark.parametrize("phone", ROWS, indirect=True)


@every_row
def test_a_page_says_at_once_that_it_is_away_and_is_soon_back(phone: Phone) -> None:
    if phone.renderer:
        still_s = phone.page.evaluate("Number(sessionStorage.still)") / 1000
        assert still_s >= phone.way.away_s

    assert phone.said_s <= SAID_WITHIN_S
    assert phone.back_s <= BACK_WITHIN_S


@every_row
def test_a_page_comes_back_to_its_seat_and_its_step(room: Hall, phone: Phone) -> None:
    assert seat_of(room, phone.page) == phone.seat
    assert phone.seat.role is phone.doing.role
    assert urlsplit(phone.page.url).path == f"/{phone.doing.role.value}"
    room.arrived(phone.page, phone.doing.role, "sub_questions")


@every_row
def test_no_websocket_is_tried_in_vain(phone: Phone) -> None:
    # Chromium holds the next ones back for up to five seconds each.
    assert phone.in_vain == 0


def test_nobody_got_a_second_seat(room: Hall, phones: Phones) -> None:
    taken = room.read(seats.of_workshop, room.leader.workshop_id)
    given = {room.leader.seat_id} | {it.seat.seat_id for it in phones.values()}
    assert {seat.id for seat in taken} == given


@every_row
def test_what_was_written_is_there_once(room: Hall, phone: Phone) -> None:
    if phone.doing is Doing.TYPING:
        expect(phone.writer).to_have_value(phone.text)
        assert stored(room, phone.text) == []
        phone.send()

    stage = Stage.TABLE if phone.seat.group_id else Stage.ROOM
    expect(said(phone.page, phone.text)).to_have_count(1)
    expect(phone.writer).to_have_value("")
    assert stored(room, phone.text) == [stage]
    kept = partial(room.read, drafts.of_seat, phone.seat)
    until(phone.page, lambda: not any(kept().values()))
