"""What a page pays for reading the room, and for listening whether it must.

Run from the repository, with nothing else on the machine::

    python -m tests.bench.reading
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from musworkshop.pages.room import read_room
from musworkshop.server.begin import workshop_to_serve
from musworkshop.settings import Settings
from musworkshop.store import joining
from musworkshop.store.connect import engine_for, reading, transaction
from musworkshop.store.news import Ear

TIMES = 300


def cost_us(act: Callable[[], object]) -> float:
    """Return microseconds of processor for one time, after a first one."""
    act()
    began_s = time.process_time()
    for _ in range(TIMES):
        act()
    return (time.process_time() - began_s) / TIMES * 1e6


def main() -> int:
    """Print what a table's page in the invented workshop pays."""
    with tempfile.TemporaryDirectory(prefix="mus-") as folder:
        settings = Settings(data=Path(folder), database_url="")
        workshop_id = workshop_to_serve(settings, demo=True)
        engine = engine_for(settings.url)
        with transaction(engine) as connection:
            table = joining.groups_of(connection, workshop_id)[0]
            viewer, _token = joining.join_table(connection, workshop_id, table.id)

        def read() -> None:
            with reading(engine) as connection:
                read_room(connection, viewer)

        ear = Ear(engine, viewer)
        print(f"reading the room: {cost_us(read):.0f} us")
        print(f"listening while nobody writes: {cost_us(ear.listen):.1f} us")
        ear.close()
        engine.dispose()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
