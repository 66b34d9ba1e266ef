"""The desk of one of the two who talk: it reads the wheel, and nothing of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from musworkshop.content.schema import Concept
from musworkshop.content.wheel import Wheel
from musworkshop.errors import NotFound
from musworkshop.model.roles import Role, Viewer
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import concept_of
from musworkshop.store import seats, workshops
from musworkshop.store.news import heard
from musworkshop.text import _, use_language


@dataclass(frozen=True, kw_only=True)
class PairRoom:
    """What the page of one of the two needs to know of the workshop."""

    viewer: Viewer
    language: str
    concept: Concept

    @property
    def wheel(self) -> Wheel:
        """The wheel the two talk from."""
        if self.concept.wheel is None:
            raise NotFound(_("This workshop has no competence wheel."))
        return self.concept.wheel


class PairDesk(Desk):
    """Reads and writes for a device of one of the two.

    What the two write goes through `keep` and is answered by no stored request:
    nothing of it may stand in the store in clear.
    """

    def __init__(self) -> None:
        super().__init__(Role.PAIR)

    def _look(self) -> tuple[Any, int]:
        with self._reading() as connection:
            seat = seats.get(connection, self.viewer.seat_id)
            workshop = workshops.get(connection, self.viewer.workshop_id)
            number = heard(connection, self.viewer)
        self.language = seat.language or workshop.language
        use_language(self.language)
        room = PairRoom(
            viewer=self.viewer,
            language=self.language,
            concept=concept_of(workshop),
        )
        return room, number
