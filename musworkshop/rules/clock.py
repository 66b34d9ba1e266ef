"""The step's clock: what is left comes from the store's moments, never a device's."""

from __future__ import annotations

from datetime import datetime, timedelta

from musworkshop.content.schema import Concept
from musworkshop.model.workshop import Workshop


def left_s(workshop: Workshop, *, at: datetime) -> float:
    """Return the seconds left of the step, never below 0.

    Parameters
    ----------
    workshop : Workshop
        Holds when the clock began to run and what was left then.
    at : datetime
        This moment, with a time zone.

    Returns
    -------
    float
        Seconds; a clock that jumps back never gives more than was left.
    """
    if workshop.clock_started_at is None:
        return workshop.clock_left_s
    passed = max(0.0, (at - workshop.clock_started_at).total_seconds())
    return max(0.0, workshop.clock_left_s - passed)


def expected_end(workshop: Workshop, concept: Concept, *, at: datetime) -> datetime:
    """Return when the run sheet ends if the steps to come keep their minutes."""
    ids = [step.id for step in concept.steps]
    later = concept.steps[ids.index(workshop.step_id) + 1 :]
    minutes = sum(step.minutes for step in later)
    return at + timedelta(minutes=minutes, seconds=left_s(workshop, at=at))
