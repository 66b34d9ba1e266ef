"""A workshop, its tables, seats and clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musworkshop.model.roles import Role
from musworkshop.model.visibility import Reveal


class VoteState(StrEnum):
    """How far the dot voting has come."""

    CLOSED = "closed"
    OPEN = "open"
    REVEALED = "revealed"


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """One workshop: where the room is now, and with which wording it is held."""

    id: str
    #: Eight Crockford base32 characters, without the space shown to people.
    room_code: str
    #: ``da`` or ``en``: language of the projector, the documents and new seats.
    language: str
    #: The concept as it was when the workshop began (JSON text of `content.Concept`).
    concept_json: str
    created_at: datetime
    #: 128-bit secret inside the QR code, so that a scan is never rate limited.
    join_key: str
    #: After this moment the room code is refused.
    code_expires_at: datetime
    #: Grows by one with every write; pages ask "what changed since r".
    revision: int
    #: The step the facilitator recommends.
    step_id: str
    #: When the step's clock last began to run; None while it is paused.
    clock_started_at: datetime | None
    #: Seconds left when the clock last began to run or was paused.
    clock_left_s: float
    #: Seconds the step was given in all, with minutes added or taken.
    clock_total_s: float
    cards_shown: bool
    vote_state: VoteState
    votes_per_person: int
    #: Devices that had voted when the votes were shown.
    voted: int
    #: The theme shown on the projector and sorted by the facilitator.
    focus_theme_id: str | None
    #: Page of cards on the projector, from 0.
    projector_page: int

    @property
    def revealed(self) -> frozenset[Reveal]:
        """What the facilitator has shown the room so far."""
        shown = set()
        if self.cards_shown:
            shown.add(Reveal.CARDS)
        if self.vote_state is VoteState.REVEALED:
            shown.add(Reveal.VOTES)
        return frozenset(shown)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A table: people who share a function and at least one device."""

    id: str
    #: Order of arrival, from 1.
    position: int
    name: str
    function: str
    #: People who vote on the table's device.
    people: int
    scribe_seat_id: str | None


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A device that has joined: a token, never a person."""

    id: str
    workshop_id: str
    role: Role
    group_id: str | None
    #: ``da`` or ``en``; None follows the workshop.
    language: str | None
    #: The step this seat looks at; None follows the facilitator.
    view_step_id: str | None
    #: The step this seat has said it is ready with.
    ready_step_id: str | None
    #: Last sign of life, to the minute at best.
    seen_at: datetime
