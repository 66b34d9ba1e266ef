"""The competence wheel as content: competences round the rim, levels inwards."""

from __future__ import annotations

from pydantic import Field

from musworkshop import limits
from musworkshop.content.wording import (
    Content,
    Identifier,
    Line,
    Name,
    Prose,
    Whole,
)

#: More competences than these are advised against: a talk cannot hold them.
ADVISED_COMPETENCES = 12


class Level(Content):
    """How strong a competence is; a level is a field between the rim and the centre."""

    id: Identifier
    title: Name
    #: What choosing it says, in one sentence.
    about: Line


class Competence(Content):
    """A tooth of the wheel."""

    id: Identifier
    #: Grows by one when title or meaning change: then it is compared no more with
    #: what was said of the words before.
    wording_version: Whole = Field(default=1, ge=1)
    title: Name
    #: What it means at work, a line each.
    means: tuple[Line, ...] = Field(min_length=1, max_length=8)


class Wheel(Content):
    """What the two talk from."""

    id: Identifier
    title: Name
    #: What it builds on, and that it is nobody's official tool.
    credit: Prose
    #: How the two use it, and what it is not for.
    intro: Prose
    #: From the rim inwards, the strongest first.
    levels: tuple[Level, ...] = Field(
        min_length=limits.FEWEST_LEVELS, max_length=limits.MOST_LEVELS
    )
    #: Clockwise from the top.
    competences: tuple[Competence, ...] = Field(
        min_length=limits.FEWEST_COMPETENCES, max_length=limits.MOST_COMPETENCES
    )
    #: Fields without a name, for competences of one's own.
    empty_fields: Whole = Field(default=2, ge=0, le=limits.EMPTY_FIELDS)

    def level(self, level_id: str) -> Level:
        """Return the level with this id; raise KeyError when there is none."""
        return {each.id: each for each in self.levels}[level_id]

    def rank(self, level_id: str) -> int:
        """Return the place of a level from the rim inwards, from 0."""
        return [each.id for each in self.levels].index(level_id)
