"""Who has a page open is here: the server says so, whatever the page itself does."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from musworkshop.server.kernels.mapping import SeatKernels
from musworkshop.server.process import RunningServer
from musworkshop.settings import Settings
from musworkshop.store import tables
from musworkshop.store.connect import Engine, engine_for, reading, transaction
from musworkshop.store.seats import seen
from tests.server.visitor import Visitor

#: The server notes it every 25 s.
NOTED_WITHIN_S = 40.0


@pytest.mark.timeout(120)
def test_who_has_a_page_open_is_noted_and_who_has_left_is_not(
    server: RunningServer,
) -> None:
    engine = engine_for(Settings(data=server.data, database_url="").url)
    guests = [Visitor(server), Visitor(server)]
    ids: list[str] = []
    with reading(engine) as connection:
        before = {row.id for row in connection.execute(tables.seat.select())}
    for guest in guests:
        guest.join(choice="alone")
        with reading(engine) as connection:
            found = {row.id for row in connection.execute(tables.seat.select())}
        ids += sorted(found - before - set(ids))
    pages = [guest.open_page("/participant")[1] for guest in guests]

    with guests[1].channels(pages[1]):
        pass
    with guests[0].channels(pages[0]):
        earlier = datetime.now(UTC) - timedelta(hours=1)
        with transaction(engine) as connection:
            seen(connection, set(ids), at=earlier)
        stamps = _stamps(engine, ids)
        assert stamps[0] == stamps[1]

        end = time.monotonic() + NOTED_WITHIN_S
        while _stamps(engine, ids)[0] == stamps[0]:
            assert time.monotonic() < end, "nobody noted that the page is open"
            time.sleep(0.2)

        assert _stamps(engine, ids)[1] == stamps[1]
    for guest in guests:
        guest.leave()
    engine.dispose()


def _stamps(engine: Engine, ids: list[str]) -> list[str]:
    with reading(engine) as connection:
        rows = connection.execute(tables.seat.select()).all()
    found = {row.id: row.seen_at for row in rows}
    return [found[each] for each in ids]


def test_a_seat_is_present_as_long_as_one_of_its_lines_is_open() -> None:
    kernels = SeatKernels()
    kernels._seats = {"kernel-1": "seat-1", "kernel-2": "seat-2"}
    first, second = object(), object()

    kernels.attach("kernel-1", first, lambda: None)
    kernels.attach("kernel-1", second, lambda: None)
    kernels.attach("kernel-3", object(), lambda: None)  # nobody's
    assert kernels.present() == {"seat-1"}

    kernels.detach("kernel-1", first)
    assert kernels.present() == {"seat-1"}
    kernels.detach("kernel-1", second)
    assert kernels.present() == set()
