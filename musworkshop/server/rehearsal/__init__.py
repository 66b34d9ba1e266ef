"""A rehearsal: invented people take part in a real workshop, the day before."""

from __future__ import annotations

from musworkshop.server.rehearsal.report import RehearsalResult
from musworkshop.server.rehearsal.run import rehearse

__all__ = ["RehearsalResult", "rehearse"]
