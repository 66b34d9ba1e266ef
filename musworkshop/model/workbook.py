"""What a workshop leaves behind: documents, log and archive are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from musworkshop.model.temperature import AgreedAction, Publication
from musworkshop.model.work import Card, Cluster, FormQuestion, Passage
from musworkshop.model.workshop import Group, Workshop


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The dots one candidate got."""

    candidate_id: str
    dots: int


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """One workshop as its facilitator may read it: no seat, no token, no single vote.

    Cards that were never picked by their table are not in it, nor are drafts.
    """

    workshop: Workshop
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    #: Cards at `Stage.ROOM`, hidden ones too; `mine` is False and says nothing.
    cards: tuple[Card, ...]
    clusters: tuple[Cluster, ...]
    #: Empty until the votes have been shown.
    tally: tuple[Tally, ...]
    questions: tuple[FormQuestion, ...]
    #: What may be shown of the temperature; None until its round is closed.
    temperature: Publication | None = None
    #: At most three things the workplace does about it.
    actions: tuple[AgreedAction, ...] = ()
