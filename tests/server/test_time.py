"""All kernels of a server count its time, however late they begin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musworkshop.model.roles import Role
from musworkshop.server.process import start_server
from musworkshop.settings import Settings
from musworkshop.store import seats, workshops
from musworkshop.store.connect import engine_for, transaction
from tests.machine_clock import MachineClock
from tests.server.visitor import Visitor, widget_states

ROUND_S, AT_MOST_PASSED_S = 600.0, 60.0


@pytest.mark.parametrize("kernels", ["plain", "warm"])
def test_a_kernel_begun_after_the_machine_s_clock_was_set_counts_with_the_others(
    tmp_path: Path, kernels: str
) -> None:
    machine = MachineClock(tmp_path)
    options = ("--kernels", kernels, "--expect", "0")
    with start_server(
        tmp_path / "data", environment=machine.environment, options=options
    ) as server:
        engine = engine_for(Settings(data=server.data, database_url="").url)
        with transaction(engine) as connection:
            leader, _token = seats.add(connection, server.workshop_id, Role.FACILITATOR)
            workshops.set_clock(
                connection, leader, running=True, left_s=ROUND_S, total_s=ROUND_S
            )
        engine.dispose()
        machine.jump(5 * 60)
        guest = Visitor(server)
        guest.join(choice="alone")
        _html, kernel_id = guest.open_page("/participant")
        with guest.channels(kernel_id) as line:
            states = widget_states(line)
        guest.leave()

    left_s = [float(found) for found in re.findall(r'"left_s": ?([\d.]+)', states)]
    assert left_s
    assert all(ROUND_S - AT_MOST_PASSED_S < each <= ROUND_S for each in left_s)
