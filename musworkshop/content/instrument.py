"""The MUS temperature as content: mirrored statements, answers, areas, bands, rules."""

from __future__ import annotations

from pydantic import Field

from musworkshop.content.wording import (
    Content,
    Identifier,
    Line,
    Name,
    Prose,
    Truth,
    Whole,
    Wording,
)

#: Lowest and highest points of an answer: five categories.
LOWEST, HIGHEST = 0, 4


class Answer(Content):
    """One of the five answer categories."""

    points: Whole = Field(ge=LOWEST, le=HIGHEST)
    text: Name


class Area(Content):
    """Statements that belong together and share an index."""

    id: Identifier
    title: Name
    about: Line


class Statement(Content):
    """What both forms ask about: once as the employee, once as the leader sees it."""

    id: Identifier
    area_id: Identifier
    #: Grows by one with each change of words; other words are another measurement.
    wording_version: Whole = Field(default=1, ge=1)
    employee: Line
    leader: Line
    #: A workplace's own: compared with itself only, in no index.
    own: Truth = False


class Band(Content):
    """How an index is spoken of; a house convention."""

    #: Lowest index of the band, 0 to 100.
    lowest: Whole = Field(ge=0, le=100)
    text: Name


class Instrument(Content):
    """The questionnaire, and how its answers are counted."""

    id: Identifier
    title: Name
    #: What it is inspired by, and that it is nobody's official test.
    credit: Prose
    #: What happens to an answer, said before anything is answered.
    promise: Prose
    #: Rule stated where everybody has given the same answer.
    unanimity: Line
    #: Heading of the forms: "I take part in talks as ...".
    employee_form: Name
    leader_form: Name
    answers: tuple[Answer, ...] = Field(min_length=5, max_length=5)
    #: The answer that gives no points.
    not_relevant: Name
    comment: Line
    areas: tuple[Area, ...] = Field(min_length=1, max_length=9)
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=60)
    bands: tuple[Band, ...] = Field(min_length=1, max_length=5)
    #: Statements that must be answered for an index of all, and of an area.
    total_needs: Whole = Field(ge=1)
    area_needs: Whole = Field(ge=1)
    #: Difference between leaders and employees, in index points, to be talked about.
    gap: Whole = Field(default=15, ge=1, le=100)

    def wording(self, statement: Statement, form: str) -> Wording:
        """Return a statement as one of the two forms words it."""
        return statement.leader if form == "leader" else statement.employee

    def of_area(self, area_id: str) -> tuple[Statement, ...]:
        """Return the common statements of an area; own ones stand beside it."""
        return tuple(
            each for each in self.statements if each.area_id == area_id and not each.own
        )

    @property
    def common(self) -> tuple[Statement, ...]:
        """The statements that all workplaces share."""
        return tuple(each for each in self.statements if not each.own)

    def band(self, index: float) -> Band:
        """Return the band of an index, 0 to 100."""
        fitting = [each for each in self.bands if each.lowest <= index]
        return max(fitting, key=lambda each: each.lowest)
