"""Two who talk in a rehearsal, and what the server has said it keeps for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musworkshop.errors import NotFound
from musworkshop.model.pair import Side, Way
from musworkshop.model.roles import Role, Viewer
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.store import pair_links, pair_work
from musworkshop.store.connect import Connection
from musworkshop.text import _


@dataclass
class Talker:
    """One of the two, with what was promised to be kept."""

    visitor: Visitor
    side: Side
    secret: str = ""
    #: Competence id -> level id.
    ratings: dict[str, str] = field(default_factory=dict)
    #: A competence of one's own; nobody else may see it before the reveal.
    own: str = ""


@dataclass
class Couple:
    """Two who talk."""

    number: int
    way: Way
    #: By side.
    links: dict[str, str]
    employee: Talker
    leader: Talker
    #: Sentences of the focus areas.
    focus: list[str] = field(default_factory=list)

    @property
    def both(self) -> tuple[Talker, Talker]:
        """The employee, then the leader."""
        return self.employee, self.leader


def look_up(connection: Connection, couples: Sequence[Couple]) -> tuple[int, list[str]]:
    """Open each wheel with its secrets; return ratings found, and what is lost."""
    found, lost = 0, []
    sentence = _("Lost: {what}, {text}")
    for couple in couples:
        for talker in couple.both:
            if not talker.secret:
                continue
            try:
                workshop_id, pair_id, _side = pair_links.own_pair(
                    connection, talker.secret
                )
                viewer = Viewer(
                    workshop_id=workshop_id,
                    seat_id="",
                    role=Role.PAIR,
                    pair_id=pair_id,
                )
                view = pair_work.view(connection, viewer, talker.secret)
            except NotFound as problem:
                lost.append(str(problem))
                continue
            for key, level in talker.ratings.items():
                kept = view.mine.ratings.get(key) == level
                found += kept
                if not kept:
                    lost.append(sentence.format(what=_("a rating"), text=key))
            sentences = {each.sentence for each in view.focus}
            lost += [
                sentence.format(what=_("a focus area"), text=text)
                for text in couple.focus
                if text not in sentences
            ]
    return found, lost
