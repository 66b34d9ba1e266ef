"""Cards, clusters, dots and undo in any order, beside a model simple to trust."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from musworkshop.errors import InputError, NotFound
from musworkshop.model.work import Stage
from musworkshop.store import cards, sorting, votes
from tests.store.hall import Hall, open_hall

WRITERS = ("scribe", "second", "other", "alone")
TABLE_OF = {"scribe": "Oak", "second": "Oak", "other": "Birch", "alone": None}
#: At the table of each.
PEOPLE = {"scribe": 4, "second": 4, "other": 2, "alone": 1}
VOTES_EACH = 2


@dataclass
class Note:
    """A card as the model knows it."""

    writer: str
    text: str
    stage: Stage
    version: int = 1
    hidden: bool = False
    cluster: str | None = None


@dataclass
class Model:
    """What a hall would hold if it were kept in dictionaries."""

    notes: dict[str, Note] = field(default_factory=dict)
    #: What undo takes back: card -> (cluster, hidden) before the step.
    steps: list[dict[str, tuple[str | None, bool]]] = field(default_factory=list)
    #: (voter, card) -> dots.
    dots: dict[tuple[str, str], int] = field(default_factory=dict)

    def room(self) -> list[str]:
        return [i for i, note in self.notes.items() if note.stage is Stage.ROOM]

    def candidate(self, card_id: str) -> str:
        return self.notes[card_id].cluster or card_id

    def members(self, candidate: str) -> list[str]:
        return [i for i in self.room() if self.candidate(i) == candidate]

    def on_wall(self) -> list[str]:
        seen = [i for i in self.room() if not self.notes[i].hidden]
        return list(dict.fromkeys(self.candidate(i) for i in seen))

    def own(self, voter: str) -> dict[str, int]:
        wall, found = set(self.on_wall()), {}
        for (who, card_id), dots in self.dots.items():
            if who == voter and card_id in self.room():
                candidate = self.candidate(card_id)
                if candidate in wall:
                    found[candidate] = found.get(candidate, 0) + dots
        return found

    def remember(self, *card_ids: str) -> None:
        self.steps.append(
            {i: (self.notes[i].cluster, self.notes[i].hidden) for i in card_ids}
        )


class Workshop(RuleBasedStateMachine):
    """One workshop in a store that other workshops of this test lie in too."""

    engine: Any

    @initialize()
    def begin(self) -> None:
        self.hall: Hall = open_hall(self.engine)
        self.hall.open_voting(VOTES_EACH)
        self.model = Model()
        self.number = self.turn = 0
        for writer in ("scribe", "scribe", "second", "other", "alone"):
            self.write(writer, Stage.ROOM)

    def viewer(self, name: str) -> Any:
        return self.hall.everybody[name]

    def lead(self, do: Any, *args: Any) -> Any:
        return self.hall.write(do, self.hall.facilitator, *args)

    @rule(writer=st.sampled_from(WRITERS), stage=st.sampled_from(list(Stage)))
    def write_card(self, writer: str, stage: Stage) -> None:
        self.write(writer, stage)

    def write(self, writer: str, stage: Stage) -> None:
        self.number += 1
        text = f"Card {self.number}"
        card_id = self.hall.card(self.viewer(writer), text, stage)
        self.model.notes[card_id] = Note(writer, text, stage)

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data(), stage=st.sampled_from(list(Stage)))
    def move(self, data: Any, stage: Stage) -> None:
        card_id = data.draw(st.sampled_from(list(self.model.notes)), "card")
        note = self.model.notes[card_id]
        self.hall.write(cards.move, self.viewer(note.writer), card_id, stage)
        if stage is not Stage.ROOM:
            note.cluster = None
        note.stage = stage

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        card_id = data.draw(st.sampled_from(list(self.model.notes)), "card")
        writer = self.model.notes.pop(card_id).writer
        self.hall.write(cards.remove, self.viewer(writer), card_id)
        self.model.dots = {
            key: dots for key, dots in self.model.dots.items() if key[1] != card_id
        }

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data(), behind=st.integers(0, 1))
    def reword(self, data: Any, behind: int) -> None:
        card_id = data.draw(st.sampled_from(list(self.model.notes)), "card")
        note = self.model.notes[card_id]
        self.number += 1
        text = f"Reworded {self.number}"
        answer = self.hall.write(
            cards.reword,
            self.viewer(note.writer),
            card_id,
            text,
            note.version - behind,
        )
        if behind:
            assert answer["text"] == note.text
            assert text in answer["conflicts"]
        else:
            note.text, note.version = text, note.version + 1
            assert answer["conflicts"] == []

    @precondition(lambda self: len(self.model.room()) > 1)
    @rule(data=st.data())
    def group(self, data: Any) -> None:
        chosen = data.draw(
            st.lists(
                st.sampled_from(self.model.room()),
                min_size=2,
                max_size=4,
                unique=True,
            ),
            "cards",
        )
        notes = self.model.notes
        old = {notes[i].cluster for i in chosen} - {None}
        together = {*chosen, *(i for c in old for i in self.model.members(str(c)))}
        cluster = self.lead(sorting.group_cards, chosen)
        if len(old) == 1 and all(notes[i].cluster for i in chosen):
            assert cluster == old.pop()
            return
        assert cluster in old or not old
        self.model.remember(*together)
        for card_id in together:
            notes[card_id].cluster = cluster

    @precondition(lambda self: any(n.cluster for n in self.model.notes.values()))
    @rule(data=st.data())
    def ungroup(self, data: Any) -> None:
        notes = self.model.notes
        grouped = [i for i in self.model.room() if notes[i].cluster]
        card_id = data.draw(st.sampled_from(grouped), "card")
        members = self.model.members(str(notes[card_id].cluster))
        self.lead(sorting.ungroup_card, card_id)
        self.model.remember(*members)
        for each in members if len(members) <= 2 else [card_id]:
            notes[each].cluster = None

    @precondition(lambda self: self.model.room())
    @rule(data=st.data(), hidden=st.booleans())
    def hide(self, data: Any, hidden: bool) -> None:
        card_id = data.draw(st.sampled_from(self.model.room()), "card")
        note = self.model.notes[card_id]
        self.lead(sorting.set_hidden, card_id, hidden)
        if note.hidden != hidden:
            self.model.remember(card_id)
            note.hidden = hidden

    @rule()
    def undo(self) -> None:
        if not self.model.steps:
            with pytest.raises(NotFound):
                self.lead(sorting.undo)
            return
        self.lead(sorting.undo)
        for card_id, (cluster, hidden) in self.model.steps.pop().items():
            note = self.model.notes.get(card_id)
            if note is not None and note.stage is Stage.ROOM:
                note.cluster, note.hidden = cluster, hidden

    def due(self, voter: str) -> int:
        """A table has the dots of its people, whichever of its devices casts them."""
        table = {"scribe": "second", "second": "scribe"}
        cast = self.model.own(table[voter]) if voter in table else {}
        left = PEOPLE[voter] * VOTES_EACH - sum(cast.values())
        return min(VOTES_EACH, left) if voter == "second" else left

    @precondition(lambda self: self.model.on_wall())
    @rule(data=st.data(), voter=st.sampled_from(WRITERS), dots=st.integers(0, 4))
    def vote(self, data: Any, voter: str, dots: int) -> None:
        candidate = data.draw(st.sampled_from(self.model.on_wall()), "candidate")
        own = self.model.own(voter)
        before = own.pop(candidate, 0)
        left = self.due(voter) - sum(own.values()) - dots
        if left < 0 and dots > before:
            with pytest.raises(InputError):
                self.hall.write(votes.set_dots, self.viewer(voter), candidate, dots)
            return
        answer = self.hall.write(votes.set_dots, self.viewer(voter), candidate, dots)
        assert answer == max(0, left)
        wall = set(self.model.on_wall())
        kept = {
            (who, card_id): number
            for (who, card_id), number in self.model.dots.items()
            if who != voter
            or (
                card_id in self.model.room()
                and self.model.candidate(card_id) in wall - {candidate}
            )
        }
        if dots:
            # Which card of a cluster holds them is the store's own affair.
            held = [
                row["card_id"]
                for row in self.hall.rows(votes.tables.vote)
                if row["seat_id"] == self.viewer(voter).seat_id
                and row["card_id"] in self.model.members(candidate)
            ]
            assert len(held) == 1
            kept[voter, held[0]] = dots
        self.model.dots = kept

    @invariant()
    def the_wall_is_as_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        found = {
            card.id: (card.text, card.stage, card.hidden, card.cluster_id, card.version)
            for card in self.hall.cards(self.hall.facilitator).values()
        }
        expected = {
            i: (note.text, note.stage, note.hidden, note.cluster, note.version)
            for i, note in self.model.notes.items()
            if note.stage is Stage.ROOM
        }
        assert found == expected

    @invariant()
    def each_sees_the_own_cards_and_dots(self) -> None:
        if not hasattr(self, "model"):
            return
        self.turn += 1
        name = WRITERS[self.turn % len(WRITERS)]
        viewer = self.viewer(name)
        mine = {card.id for card in self.hall.cards(viewer).values()}
        assert mine == {
            i
            for i, note in self.model.notes.items()
            if note.writer == name
            or (
                TABLE_OF[name]
                and TABLE_OF[note.writer] == TABLE_OF[name]
                and note.stage is not Stage.OWN
            )
        }
        assert self.hall.read(votes.own, viewer) == self.model.own(name)

    def teardown(self) -> None:
        """Showing the dots gives exactly the sum of what all had cast."""
        if not hasattr(self, "model"):
            return
        cast: dict[str, int] = {}
        for (_voter, card_id), dots in self.model.dots.items():
            if card_id in self.model.room():
                candidate = self.model.candidate(card_id)
                cast[candidate] = cast.get(candidate, 0) + dots
        self.lead(votes.reveal)
        revealed = self.hall.workshop().revealed
        shown = self.hall.read(votes.sums, self.hall.projector, revealed=revealed)
        assert shown == cast
        book = self.hall.book()
        assert {each.candidate_id: each.dots for each in book.tally} == cast


def run(engine: Any, **options: Any) -> None:
    class Here(Workshop):
        pass

    Here.engine = engine
    run_state_machine_as_test(
        Here,
        settings=settings(
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


@pytest.mark.timeout(900)
def test_in_whatever_order_people_work_the_store_agrees_with_the_model(engine):
    """Half of the sequences on each database: two hundred together."""
    run(engine, max_examples=100)


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_machine_notices_a_store_that_undoes_too_much(engine, monkeypatch):
    real = sorting.undo

    def forgetful(connection: Any, viewer: Any) -> None:
        real(connection, viewer)
        connection.execute(sorting.tables.card.update().values(hidden=False))

    monkeypatch.setattr(sorting, "undo", forgetful)
    with pytest.raises(AssertionError):
        run(engine, max_examples=200, phases=[Phase.generate])
