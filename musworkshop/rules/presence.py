"""Who is in the room and who is ready, counted by table and by lone device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from musworkshop.model.roles import IN_THE_ROOM, Role
from musworkshop.model.workshop import Group, Seat

#: A device that has given no sign of life for so long is called away.
AWAY_AFTER = timedelta(seconds=75)


class Status(StrEnum):
    """How far a table is with the step."""

    READY = "ready"
    BUSY = "busy"
    AWAY = "away"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """The room at a glance; no device is named."""

    #: Group id -> status.
    tables: dict[str, Status]
    alone: int
    alone_ready: int
    #: Devices of people in the room that gave a sign of life lately.
    devices: int

    @property
    def ready(self) -> int:
        """Tables and lone people that are ready."""
        tables = sum(status is Status.READY for status in self.tables.values())
        return tables + self.alone_ready

    @property
    def expected(self) -> int:
        """Tables and lone people who are here, or whose table is."""
        return len(self.tables) + self.alone


def presence(
    seats: tuple[Seat, ...], groups: tuple[Group, ...], *, step_id: str, at: datetime
) -> Presence:
    """Count who is here and who is ready with a step.

    A table is ready when any of its devices says so, and away when all of them are.
    """
    present = [seat for seat in seats if at - seat.seen_at < AWAY_AFTER]
    tables = {}
    for group in groups:
        mine = [seat for seat in seats if seat.group_id == group.id]
        if any(seat.ready_step_id == step_id for seat in mine):
            tables[group.id] = Status.READY
        elif any(seat in present for seat in mine):
            tables[group.id] = Status.BUSY
        else:
            tables[group.id] = Status.AWAY
    alone = [seat for seat in present if seat.role is Role.PARTICIPANT]
    return Presence(
        tables=tables,
        alone=len(alone),
        alone_ready=sum(seat.ready_step_id == step_id for seat in alone),
        devices=sum(seat.role in IN_THE_ROOM for seat in present),
    )
