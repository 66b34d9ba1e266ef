"""The shape of a facilitation method: building blocks from which new ones are made.

A method is played in one circle for the hall, or in one for each team. Its roles sit on
chairs or are everybody else; its phases say who speaks to whom, who only listens and
who writes; its modes put phases in order.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from musworkshop import limits
from musworkshop.content.wording import (
    Content,
    Identifier,
    Line,
    Name,
    Prose,
    Truth,
    Whole,
)


class Around(StrEnum):
    """Who sits around one circle."""

    HALL = "hall"  # everybody; one circle
    TEAM = "team"  # a table, or some of those who are alone; each its own circle


class Entering(StrEnum):
    """How one comes to sit on a chair."""

    LED = "led"  # in phases of seating, as the facilitator says
    TAP = "tap"  # at any time, when a chair is free and one's turn has come


class MethodRole(Content):
    """What somebody does in a method."""

    id: Identifier
    title: Name
    #: What one does in it, in one sentence.
    about: Line
    #: Fewest and most chairs; both 0 for the role of everybody without a chair.
    least: Whole = Field(default=0, ge=0, le=limits.CHAIRS)
    most: Whole = Field(default=0, ge=0, le=limits.CHAIRS)


class Prompt(Content):
    """The beginning of a note."""

    id: Identifier
    text: Name


class Task(Content):
    """What a role does in a phase, as its device says it."""

    role: Identifier
    text: Line


class MethodPhase(Content):
    """A stretch of time with one rule for who speaks."""

    id: Identifier
    title: Name
    minutes: Whole = Field(ge=1, le=120)
    #: What the room is asked, in one sentence; read from the last row.
    ask: Line
    tasks: tuple[Task, ...] = ()
    #: Pairs of roles: the first may speak to the second.
    speaks: tuple[tuple[Identifier, Identifier], ...] = ()
    #: Roles whose device shows only that they listen.
    listens: tuple[Identifier, ...] = ()
    #: Roles that have a private field for notes.
    writes: tuple[Identifier, ...] = ()
    #: Whether chairs can be taken and left.
    seating: Truth = False
    #: Whether those on chairs stand up when it begins.
    swaps: Truth = False


class MethodMode(Content):
    """A way to play a method: phases in order."""

    id: Identifier
    title: Name
    about: Line
    #: Ids of phases; one may come more than once.
    phases: tuple[Identifier, ...] = Field(min_length=1)
    entering: Entering = Entering.LED
    #: The chair that is free for whoever wants to say something.
    free_chair: Truth = False


class Method(Content):
    """A way for a room to talk before it writes."""

    id: Identifier
    title: Name
    about: Line
    #: Help for the facilitator: when to use it, what goes wrong, how one enters.
    when: Prose
    pitfalls: Prose
    entering: Prose
    around: Around
    roles: tuple[MethodRole, ...] = Field(min_length=1)
    prompts: tuple[Prompt, ...] = Field(min_length=1)
    phases: tuple[MethodPhase, ...] = Field(min_length=1)
    modes: tuple[MethodMode, ...] = Field(min_length=1)

    def mode(self, mode_id: str) -> MethodMode:
        """Return the mode with this id; raise KeyError when there is none."""
        return {mode.id: mode for mode in self.modes}[mode_id]

    def course(self, mode_id: str) -> tuple[MethodPhase, ...]:
        """Return the phases of a mode in order; raise KeyError for an unknown mode."""
        known = {phase.id: phase for phase in self.phases}
        return tuple(known[each] for each in self.mode(mode_id).phases)

    def role(self, role_id: str) -> MethodRole:
        """Return the role with this id; raise KeyError when there is none."""
        return {role.id: role for role in self.roles}[role_id]

    @property
    def everybody(self) -> MethodRole | None:
        """The role of those without a chair, where the method has one."""
        return next((role for role in self.roles if role.most == 0), None)
