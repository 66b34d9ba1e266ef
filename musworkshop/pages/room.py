"""The room as one seat may see it, read in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from musworkshop.content.methods import Method
from musworkshop.content.schema import Concept, Step, StepKind, Theme
from musworkshop.model.method import Circle, MethodRun, Note
from musworkshop.model.pair import WheelPicture
from musworkshop.model.report import RankedCandidate
from musworkshop.model.roles import IN_THE_ROOM, Role, Viewer
from musworkshop.model.temperature import AgreedAction, Round
from musworkshop.model.work import (
    Candidate,
    Card,
    Cluster,
    FormQuestion,
    Passage,
    PassageKind,
)
from musworkshop.model.workbook import Tally
from musworkshop.model.workshop import Group, Seat, VoteState, Workshop
from musworkshop.rules import candidates as wall
from musworkshop.rules import clock
from musworkshop.rules.presence import Presence, presence
from musworkshop.store import (
    actions,
    cards,
    circles,
    drafts,
    form,
    joining,
    notes,
    passages,
    rounds,
    seats,
    sorting,
    votes,
    wheel_ballots,
    workshops,
)
from musworkshop.store.connect import Connection
from musworkshop.store.values import now


@dataclass(frozen=True, kw_only=True)
class Room:
    """Everything a page shows, at one revision."""

    viewer: Viewer
    language: str
    at: datetime
    workshop: Workshop
    concept: Concept
    seat: Seat | None
    group: Group | None
    groups: tuple[Group, ...]
    seats: tuple[Seat, ...]
    presence: Presence
    passages: tuple[Passage, ...]
    cards: tuple[Card, ...]
    clusters: tuple[Cluster, ...]
    candidates: tuple[Candidate, ...]
    questions: tuple[FormQuestion, ...]
    #: Sums by candidate id; empty before the reveal.
    sums: dict[str, int]
    #: The viewer's own dots by candidate id.
    dots: dict[str, int]
    budget: int
    voted: int
    drafts: dict[str, str]
    #: Cards by group id (None: people alone), counted without their texts.
    card_counts: dict[str | None, int]
    undo: tuple[str, int] | None
    run: MethodRun | None
    notes: tuple[Note, ...]
    #: Notes in all, devices they come from, notes not yet shown; the facilitator's.
    note_counts: tuple[int, int, int]
    #: None where the concept takes no temperature.
    round: Round | None
    actions: tuple[AgreedAction, ...]
    #: What the wheels say together; None before they are counted.
    picture: WheelPicture | None
    #: Opens the projector's page; "" for all but the facilitator.
    projector_key: str

    @property
    def is_facilitator(self) -> bool:
        """Whether the viewer leads the workshop."""
        return self.viewer.role is Role.FACILITATOR

    @property
    def is_scribe(self) -> bool:
        """Whether this device holds its table's pen."""
        return self.group is not None and (
            self.group.scribe_seat_id == self.viewer.seat_id
        )

    @property
    def step(self) -> Step:
        """The step the facilitator recommends."""
        return self.concept.step(self.workshop.step_id)

    @property
    def viewed_step(self) -> Step:
        """The step this seat looks at."""
        chosen = self.seat.view_step_id if self.seat else None
        known = {step.id for step in self.concept.steps}
        return self.concept.step(chosen) if chosen in known else self.step

    @property
    def card_themes(self) -> tuple[Theme, ...]:
        """Themes under which cards are written."""
        return tuple(theme for theme in self.concept.themes if theme.open_to_cards)

    @property
    def focus_theme(self) -> Theme:
        """The theme the room looks at."""
        for theme in self.card_themes:
            if theme.id == self.workshop.focus_theme_id:
                return theme
        return self.card_themes[0]

    def step_number(self, step: Step) -> int:
        """Return the place of a step in the run sheet, from 1."""
        return self.concept.steps.index(step) + 1

    def one(self, kind: PassageKind) -> Passage:
        """Return the passage of a kind of which there is exactly one."""
        return next(each for each in self.passages if each.kind is kind)

    def several(
        self, kind: PassageKind, *, theme_id: str | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages of a kind in order, those without text too."""
        return tuple(
            each
            for each in sorted(self.passages, key=lambda each: each.position)
            if each.kind is kind and theme_id in (None, each.theme_id)
        )

    def texts(self, kind: PassageKind, *, theme_id: str | None = None) -> list[str]:
        """Return the written texts of a kind in order."""
        found = self.several(kind, theme_id=theme_id)
        return [each.text for each in found if each.text]

    def clock(self) -> dict[str, float | bool | str]:
        """Return the clock this seat goes by, as widgets take it."""
        circle = self.circle
        talks = self.step.kind is StepKind.SUB_QUESTIONS
        has_own = talks and self.run is not None and self.run.own_clocks
        return clock.shown(circle if has_own and circle else self.workshop, at=self.at)

    @property
    def method(self) -> Method | None:
        """The method that is being played, if the concept still knows it."""
        if self.run is None:
            return None
        return self.concept.method(self.run.method_id)

    @property
    def circle(self) -> Circle | None:
        """The circle this seat sits in."""
        return self.run.circle_of(self.viewer.seat_id) if self.run else None

    def step_of_kind(self, kind: StepKind) -> Step | None:
        """Return the first step of a kind, if the concept has one."""
        return next((step for step in self.concept.steps if step.kind is kind), None)

    def origin(self, group_id: str | None) -> str:
        """Return the name of a table; "" stands for one person."""
        return next((each.name for each in self.groups if each.id == group_id), "")

    def ranked(self) -> tuple[RankedCandidate, ...]:
        """Return the candidates by dots, once the votes have been shown."""
        shown = self.workshop.vote_state is VoteState.REVEALED
        tally = [Tally(candidate_id=key, dots=dots) for key, dots in self.sums.items()]
        return wall.ranked(self.candidates, tally if shown else None)


_concepts: dict[str, Concept] = {}


def concept_of(workshop: Workshop) -> Concept:
    """Return the workshop's concept, parsed once for each wording."""
    if workshop.concept_json not in _concepts:
        _concepts.clear()
        _concepts[workshop.concept_json] = workshops.concept_of(workshop)
    return _concepts[workshop.concept_json]


def read_room(connection: Connection, viewer: Viewer) -> Room:
    """Return the room as `viewer` may see it; raise NotFound when the seat has left."""
    workshop = workshops.get(connection, viewer.workshop_id)
    concept = concept_of(workshop)
    seat = seats.get(connection, viewer.seat_id)
    run = circles.current(connection, viewer.workshop_id)
    revealed = workshop.revealed
    groups = joining.groups_of(connection, viewer.workshop_id)
    everybody = seats.of_workshop(connection, viewer.workshop_id)
    visible = cards.visible(connection, viewer, revealed=revealed)
    found = sorting.clusters(connection, viewer, revealed=revealed)
    at = now()
    leads = viewer.role is Role.FACILITATOR
    may_vote = workshop.vote_state is VoteState.OPEN
    votes_here = may_vote and viewer.role in IN_THE_ROOM
    return Room(
        viewer=viewer,
        language=seat.language or workshop.language,
        at=at,
        workshop=workshop,
        concept=concept,
        seat=seat,
        group=next((each for each in groups if each.id == viewer.group_id), None),
        groups=groups,
        seats=everybody,
        presence=presence(everybody, groups, step_id=workshop.step_id, at=at),
        passages=passages.visible(connection, viewer, revealed=revealed),
        cards=visible,
        clusters=found,
        candidates=wall.candidates(
            visible,
            found,
            groups,
            theme_ids=[theme.id for theme in concept.themes],
        ),
        questions=form.chosen(connection, viewer),
        sums=votes.sums(connection, viewer, revealed=revealed),
        dots=votes.own(connection, viewer) if votes_here else {},
        budget=votes.budget(connection, viewer) if votes_here else 0,
        voted=votes.voted(connection, viewer) if leads else 0,
        drafts=drafts.of_seat(connection, viewer),
        card_counts=cards.counts_by_group(connection, viewer) if leads else {},
        undo=sorting.last_step(connection, viewer) if leads else None,
        run=run,
        notes=notes.visible(connection, viewer) if run else (),
        note_counts=notes.counted(connection, viewer) if run and leads else (0, 0, 0),
        round=rounds.get(connection, workshop.id) if concept.instrument else None,
        actions=actions.of_workshop(connection, workshop.id)
        if concept.instrument
        else (),
        picture=wheel_ballots.of_workshop(connection, workshop.id)
        if concept.wheel
        else None,
        projector_key=workshops.projector_key(connection, viewer) if leads else "",
    )
