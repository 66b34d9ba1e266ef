"""A method being played: its circles, who sits where, what is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a seat is in a method. Only the store and the rules know seats by id."""

    seat_id: str
    circle_id: str
    #: The table it belongs to; None for a person alone.
    group_id: str | None
    #: None until a role is taken.
    role_id: str | None
    #: Number of the chair, from 1; None without one.
    chair: int | None
    #: Ticket in the queue for a chair of `wish_id`; lower ones come first.
    ticket: int | None
    wish_id: str | None


@dataclass(frozen=True, kw_only=True)
class Circle:
    """The hall, or one team."""

    id: str
    #: The table that is a team; None for the hall and for people who are alone.
    group_id: str | None
    #: Order of arrival, from 1.
    number: int
    #: Place of its phase in the mode's course, from 0; its own or the hall's.
    phase: int
    clock_started_at: datetime | None
    clock_left_s: float
    clock_total_s: float
    places: tuple[Place, ...] = ()

    def seated(self, role_id: str) -> tuple[Place, ...]:
        """Return who sits on the chairs of a role, by chair."""
        found = [p for p in self.places if p.role_id == role_id and p.chair]
        return tuple(sorted(found, key=lambda place: place.chair or 0))

    def queue(self, role_id: str) -> tuple[Place, ...]:
        """Return who waits for a chair of a role, first come first."""
        found = [p for p in self.places if p.wish_id == role_id]
        return tuple(sorted(found, key=lambda place: place.ticket or 0))


@dataclass(frozen=True, kw_only=True)
class MethodRun:
    """A method on one theme, from its start until it is ended."""

    method_id: str
    mode_id: str
    theme_id: str
    #: Place of the hall's phase in the mode's course, from 0.
    phase: int
    #: Chairs of the role whose number can be chosen; 0 where there is none.
    chairs: int
    #: Whether chairs are taken and left now.
    seating: bool
    #: Whether each team has its own phase and clock.
    own_clocks: bool
    leader_outside: bool
    #: Whether the facilitator's page and the projector sound at the end of a phase.
    sound: bool
    #: The step's clock as it was when the method began.
    step_left_s: float
    step_total_s: float
    circles: tuple[Circle, ...] = ()

    def circle_of(self, seat_id: str) -> Circle | None:
        """Return the circle a seat belongs to."""
        for circle in self.circles:
            if any(place.seat_id == seat_id for place in circle.places):
                return circle
        return None

    def place_of(self, seat_id: str) -> Place | None:
        """Return where a seat is."""
        for circle in self.circles:
            for place in circle.places:
                if place.seat_id == seat_id:
                    return place
        return None


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something heard, on its way from one device to the room."""

    id: str
    theme_id: str
    prompt_id: str
    #: The table it comes from; None for a person alone.
    group_id: str | None
    #: True where the asking viewer's own seat wrote it.
    mine: bool
    text: str
    version: int
    #: Whether the facilitator has shown it to the room.
    shown: bool
    #: The card (sub-question) made of it.
    card_id: str | None
