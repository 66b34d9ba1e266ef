"""Dots: the facilitator opens and shows the voting, each device places its own."""

from __future__ import annotations

from typing import Any

from musworkshop.model.roles import Viewer
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.model.workshop import VoteState
from musworkshop.pages.desk import Desk
from musworkshop.pages.gathering import origins_shown
from musworkshop.pages.room import Room
from musworkshop.store import votes
from musworkshop.store.connect import Connection
from musworkshop.text import _
from musworkshop.widgets.vote_list import VoteList
from musworkshop.widgets.vote_panel import VotePanel


class VotePanelPart:
    """The facilitator's voting: dots per person, open, show."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = VotePanel(
            calls={
                "set_votes_per_person": self.set_votes_per_person,
                "open_votes": self.open_votes,
                "reveal_votes": self.reveal_votes,
                "reopen_votes": self.open_votes,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show how many have voted; the sums only once they are shown to all."""
        state = room.workshop.vote_state
        shown = state is VoteState.REVEALED
        self.widget.show(
            {
                "state": state.value,
                "votes_per_person": room.workshop.votes_per_person,
                "voted": room.workshop.voted if shown else room.voted,
                "voters": room.presence.devices,
                "results": results(room) if shown else [],
                "candidates": len(room.candidates) if room.workshop.cards_shown else 0,
            }
        )

    def set_votes_per_person(self, request_id: str, votes: int) -> Any:
        """Set the dots each person has."""
        number = votes
        return self._desk.act(request_id, lambda c, v: _set_votes(c, v, number))

    def open_votes(self, request_id: str) -> Any:
        """Open the voting, anew if it was shown before."""
        return self._desk.act(request_id, votes.open_voting)

    def reveal_votes(self, request_id: str) -> Any:
        """Show the sums to everybody and forget whose dots they were."""
        return self._desk.act(request_id, votes.reveal)


class VotingPart:
    """The dots of one device."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = VoteList(calls={"set_dots": self.set_dots}, scope=desk.scope)

    def update(self, room: Room) -> None:
        """Show what can be voted on, the own dots and, after the reveal, the sums."""
        ties = {each.candidate.id: each.tied for each in room.ranked() if each.rank}
        shown = room.workshop.vote_state is VoteState.REVEALED
        themes = []
        for theme in room.card_themes:
            found = [
                {
                    "id": each.id,
                    "text": each.text,
                    "origins": list(each.origins),
                    "dots": room.dots.get(each.id, 0),
                    "sum": room.sums.get(each.id, 0) if shown else None,
                    "tied": ties.get(each.id, False),
                }
                for each in room.candidates
                if each.theme_id == theme.id and room.workshop.cards_shown
            ]
            if found:
                themes.append(
                    {"id": theme.id, "title": str(theme.title), "candidates": found}
                )
        self.widget.show(
            {
                "state": room.workshop.vote_state.value,
                "left": room.budget - sum(room.dots.values()),
                "total": room.budget,
                "themes": themes,
                "who": _(TABLE[Artefact.VOTE].sentence),
                "note": _vote_note(room),
            }
        )

    def set_dots(self, request_id: str, candidate_id: str, dots: int) -> Any:
        """Set the dots on a question; the answer says nothing, the page shows it."""

        def do(connection: Connection, viewer: Viewer) -> None:
            votes.set_dots(connection, viewer, candidate_id, dots)

        return self._desk.act(request_id, do)


def results(room: Room) -> list[dict[str, Any]]:
    """Return the shown result, most dots first, ties stated."""
    return [
        {
            "id": each.candidate.id,
            "theme": str(room.concept.theme(each.candidate.theme_id).title),
            "text": each.candidate.text,
            "origins": origins_shown(each.candidate),
            "sum": each.dots,
            "rank": each.rank,
            "tied": each.tied,
        }
        for each in room.ranked()
        if each.dots
    ]


def _set_votes(connection: Connection, viewer: Viewer, number: int) -> None:
    votes.set_votes_per_person(connection, viewer, number)


def _vote_note(room: Room) -> str:
    if room.workshop.vote_state is VoteState.CLOSED:
        return _("The facilitator opens the voting when the cards are gathered.")
    if room.workshop.vote_state is VoteState.REVEALED:
        return ""
    if room.group and room.is_scribe and room.group.people > 1:
        return _("You vote for {n} people at {table}.").format(
            n=room.group.people, table=room.group.name
        )
    return ""
