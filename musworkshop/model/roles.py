"""Who takes part: roles, and the viewer on whose behalf the store is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a seat may do in a workshop."""

    FACILITATOR = "facilitator"
    PROJECTOR = "projector"
    GROUP = "group"
    PARTICIPANT = "participant"
    #: A device of one of the two who talk; what it may open, its secret says.
    PAIR = "pair"


#: Roles held by the people in the room who write and vote.
IN_THE_ROOM = frozenset({Role.GROUP, Role.PARTICIPANT})
#: Roles of those who come for the workshop: the two who talk come afterwards.
OF_THE_WORKSHOP = (Role.FACILITATOR, Role.PROJECTOR, Role.GROUP, Role.PARTICIPANT)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The seat that asks: every read and every write is made on its behalf."""

    #: Workshop the seat belongs to.
    workshop_id: str
    #: The asking seat: a token's row, never a person.
    seat_id: str
    role: Role
    #: The table the seat sits at; None for all who sit at no table.
    group_id: str | None = None
    #: The pair whose page it is; None for all seats in the room.
    pair_id: str | None = None
