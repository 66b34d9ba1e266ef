"""The step's clock: what is left comes from the store's moments, never a device's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol

from musworkshop.content.schema import Concept
from musworkshop.model.workshop import Workshop


class Clock(Protocol):
    """What a workshop and a team's circle know of their clock."""

    @property
    def clock_started_at(self) -> datetime | None:
        """When it last began to run; None while it is paused."""

    @property
    def clock_left_s(self) -> float:
        """Seconds left then."""

    @property
    def clock_total_s(self) -> float:
        """Seconds in all."""


def left_s(clock: Clock, *, at: datetime) -> float:
    """Return the seconds left, never below 0.

    Parameters
    ----------
    clock : Clock
        A workshop or a circle: when its clock began to run and what was left then.
    at : datetime
        This moment, with a time zone.

    Returns
    -------
    float
        Seconds; a clock that jumps back never gives more than was left.
    """
    if clock.clock_started_at is None:
        return clock.clock_left_s
    passed = max(0.0, (at - clock.clock_started_at).total_seconds())
    return max(0.0, clock.clock_left_s - passed)


def changed(
    clock: Clock,
    *,
    at: datetime,
    running: bool | None = None,
    add_s: float = 0.0,
) -> dict[str, Any]:
    """Return a clock as it is to be set: ``running``, ``left_s``, ``total_s``.

    Parameters
    ----------
    clock : Clock
    at : datetime
        This moment, with a time zone.
    running : bool, optional
        Whether it is to run; as it is where left out.
    add_s : float
        Seconds more, or fewer.
    """
    is_running = clock.clock_started_at is not None
    return {
        "running": is_running if running is None else running,
        "left_s": max(0.0, left_s(clock, at=at) + add_s),
        "total_s": max(60.0, clock.clock_total_s + add_s),
    }


def shown(clock: Clock, *, at: datetime) -> dict[str, float | bool | str]:
    """Return a clock as widgets take it; times in seconds.

    ``began`` tells a clock that has begun again from one that has gone on.
    """
    began = clock.clock_started_at
    return {
        "began": began.isoformat() if began else "",
        "left_s": round(left_s(clock, at=at), 1),
        "total_s": clock.clock_total_s,
        "running": clock.clock_started_at is not None,
    }


def expected_end(workshop: Workshop, concept: Concept, *, at: datetime) -> datetime:
    """Return when the run sheet ends if the steps to come keep their minutes."""
    ids = [step.id for step in concept.steps]
    later = concept.steps[ids.index(workshop.step_id) + 1 :]
    minutes = sum(step.minutes for step in later)
    return at + timedelta(minutes=minutes, seconds=left_s(workshop, at=at))
