"""Two people and one wheel in any order, beside a model that is simple to trust."""

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

from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.pair import Layer, Side
from musworkshop.store import pair_content, pair_links, pair_work
from musworkshop.store.connect import transaction
from musworkshop.store.pair_tables import pair
from tests.store.hall import open_hall
from tests.store.pairing import Device, Pairing

COMPETENCES = ("cooperation", "craft", "change")
LEVELS = ("strong", "good", "focus")
SIDES = st.sampled_from(list(Side))


@dataclass
class Person:
    """One of the two as the model knows them."""

    device: Device | None = None
    #: A link that is not opened yet.
    ticket: str = ""
    #: Competence -> level, for each device that this one has had.
    layers: list[dict[str, str]] = field(default_factory=lambda: [{}])
    #: Own competences: id -> name; names that the other one must not see too early.
    own: list[dict[str, str]] = field(default_factory=lambda: [{}])
    ready: bool = False
    renewed: bool = False
    old_secrets: list[Device] = field(default_factory=list)
    used_tickets: list[str] = field(default_factory=list)

    @property
    def rated(self) -> dict[str, str]:
        """All ratings as one: the newest says last."""
        return {key: level for layer in self.layers for key, level in layer.items()}

    @property
    def named(self) -> dict[str, str]:
        return {key: name for layer in self.own for key, name in layer.items()}

    @property
    def covered(self) -> int:
        before = {key for layer in self.layers[:-1] for key in layer}
        return len(before - set(self.layers[-1]))


class Two(RuleBasedStateMachine):
    """One pair after another in one store."""

    room: Pairing

    @initialize(come=st.sampled_from([(), *[tuple(Side)] * 3]), begun=st.booleans())
    def begin(self, come: tuple[Side, ...], begun: bool) -> None:
        with transaction(self.room.hall.engine) as connection:
            connection.execute(pair.delete())
        made = self.room.make()
        self.people = {
            Side.EMPLOYEE: Person(ticket=made.employee),
            Side.LEADER: Person(ticket=made.leader),
        }
        self.revealed = False
        self.number = 0
        for side in come:
            self.open_link(side)
            if begun:
                self.change(side, {"craft": "strong"})

    @rule(side=SIDES)
    def open_link(self, side: Side) -> None:
        person = self.people[side]
        if not person.ticket:
            return
        if person.device is not None:
            person.old_secrets.append(person.device)
            person.layers.append({})
            person.own.append({})
        person.device = self.room.open(person.ticket)
        # A repeat whose answer was lost.
        self.room.claim(person.ticket, person.device.secret)
        person.used_tickets.append(person.ticket)
        person.ticket = ""

    @rule(
        side=SIDES,
        competence=st.sampled_from(COMPETENCES),
        level=st.sampled_from(LEVELS),
    )
    def rate(self, side: Side, competence: str, level: str) -> None:
        self.change(side, {competence: level})

    @rule(side=SIDES, data=st.data())
    def take_back(self, side: Side, data: Any) -> None:
        rated = sorted(self.people[side].layers[-1])
        if rated:
            self.change(side, {data.draw(st.sampled_from(rated), "competence"): ""})

    @rule(side=SIDES, level=st.sampled_from(["", *LEVELS]))
    def write_own(self, side: Side, level: str) -> None:
        self.number += 1
        name = f"{side.value} only {self.number}"
        person = self.people[side]
        if person.device is None:
            return
        if self.is_locked(side):
            with pytest.raises(NotAllowed):
                self.room.type(person.device, name, level)
            return
        own_id = self.room.type(person.device, name, level)
        person.own[-1][own_id] = name
        if level:
            person.layers[-1][own_id] = level

    def change(self, side: Side, levels: dict[str, str]) -> None:
        person = self.people[side]
        if person.device is None:
            return
        if self.is_locked(side):
            with pytest.raises(NotAllowed):
                self.room.rate(person.device, **levels)
            return
        self.room.rate(person.device, **levels)
        kept = {**person.layers[-1], **levels}
        person.layers[-1] = {key: level for key, level in kept.items() if level}

    def is_locked(self, side: Side) -> bool:
        return self.revealed or self.people[side].ready

    @rule(side=SIDES)
    def ready(self, side: Side) -> None:
        person = self.people[side]
        if person.device is None:
            return
        if not person.rated and not self.revealed:
            with pytest.raises(InputError):
                self.room.ready(person.device)
            return
        answer = self.room.ready(person.device)
        person.ready = True
        self.revealed |= self.people[side.other].ready
        assert answer is self.revealed

    @rule(first=SIDES)
    def both_are_ready(self, first: Side) -> None:
        self.ready(first)
        self.ready(first.other)

    @rule(side=SIDES)
    def not_ready(self, side: Side) -> None:
        person = self.people[side]
        if person.device is None:
            return
        assert self.room.ready(person.device, False) is self.revealed
        person.ready &= self.revealed

    @rule(side=SIDES)
    def renew_the_others_link(self, side: Side) -> None:
        person, other = self.people[side], self.people[side.other]
        if person.device is None:
            return
        if other.ticket:
            other.used_tickets.append(other.ticket)
        other.ticket = self.room.renew(person.device)
        other.renewed = True

    @rule(side=SIDES)
    def hand_the_screen_over(self, side: Side) -> None:
        """The other one goes on at once, with a new secret."""
        if self.people[side].device is not None:
            self.renew_the_others_link(side)
            self.open_link(side.other)

    @precondition(lambda self: any(p.old_secrets for p in self.people.values()))
    @rule(data=st.data(), competence=st.sampled_from(COMPETENCES))
    def use_an_old_secret(self, data: Any, competence: str) -> None:
        old = [each for p in self.people.values() for each in p.old_secrets]
        device = data.draw(st.sampled_from(old), "device")
        for do in (
            lambda: self.room.view(device),
            lambda: self.room.rate(device, **{competence: "strong"}),
            lambda: self.room.ready(device),
            lambda: self.room.renew(device),
        ):
            with pytest.raises(NotFound):
                do()

    @precondition(lambda self: any(p.used_tickets for p in self.people.values()))
    @rule(data=st.data())
    def use_a_used_link(self, data: Any) -> None:
        used = [each for p in self.people.values() for each in p.used_tickets]
        with pytest.raises(NotFound):
            self.room.open(data.draw(st.sampled_from(used), "link"))

    @rule(side=SIDES)
    def use_the_others_seat(self, side: Side) -> None:
        """What a device opens says its secret, never its seat."""
        person, other = self.people[side], self.people[side.other]
        if person.device and other.device:
            mixed = Device(other.device.viewer, person.device.secret)
            assert self.room.view(mixed).side is side

    @invariant()
    def each_sees_what_the_model_says_and_nothing_else(self) -> None:
        """Runs after each step: this is both of them loading their page anew."""
        if not hasattr(self, "people"):
            return
        for side, person in self.people.items():
            if person.device is None:
                continue
            other = self.people[side.other]
            seen = self.room.view(person.device)
            assert (seen.side, seen.is_revealed) == (side, self.revealed)
            assert (seen.me.is_ready, seen.them.is_ready) == (person.ready, other.ready)
            assert seen.them.has_come is (other.device is not None)
            assert bool(seen.me.renewed_on) is person.renewed
            if self.revealed:
                same(seen.mine, person.rated, person.named)
                same(seen.theirs, other.rated, other.named)
                assert seen.covered == 0
            else:
                same(seen.mine, person.layers[-1], person.own[-1])
                assert seen.theirs is None
                assert f"{side.other.value} only" not in str(seen)
                assert seen.covered == person.covered

    def teardown(self) -> None:
        """Whatever came before: in the end both see all that was ever rated."""
        if not hasattr(self, "people"):
            return
        for side, person in self.people.items():
            if person.device is None:
                self.open_link(side)
            if not self.is_locked(side):
                self.change(side, {"craft": "good"})
        for side in Side:
            self.ready(side)
        assert self.revealed
        self.each_sees_what_the_model_says_and_nothing_else()


def same(layer: Layer | None, ratings: dict[str, str], own: dict[str, str]) -> None:
    assert layer is not None
    assert layer.ratings == ratings
    assert {each.id: each.title for each in layer.own} == own


def run(engine: Any, **options: Any) -> None:
    class Here(Two):
        room = Pairing(open_hall(engine))

    run_state_machine_as_test(
        Here,
        settings=settings(
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


@pytest.mark.timeout(900)
def test_in_whatever_order_the_two_work_it_is_never_half_a_reveal_nor_a_lost_rating(
    engine, database
):
    run(engine, max_examples=200 if database == "sqlite" else 60)


def _shows_too_early(monkeypatch):
    real = pair_work.view

    def view(connection, viewer, secret):
        seen = real(connection, viewer, secret)
        row, mine, key, sides = pair_links.held(
            connection, viewer, secret, locked=False
        )
        side = sides[Side(mine.side).other]
        if seen.theirs is None and side.ready:
            before, now = pair_content.layers(connection, row.id, side, key)
            object.__setattr__(seen, "theirs", pair_content.joined([*before, now]))
        return seen

    monkeypatch.setattr(pair_work, "view", view)


def _loses_what_was_covered(monkeypatch):
    real = pair_content.joined
    monkeypatch.setattr(pair_content, "joined", lambda found: real(found[-1:]))


def _shows_half(monkeypatch):
    real = pair_work.view

    def view(connection, viewer, secret):
        seen = real(connection, viewer, secret)
        if seen.side is Side.LEADER and seen.me.is_ready and seen.me.renewed_on:
            object.__setattr__(seen, "is_revealed", True)
        return seen

    monkeypatch.setattr(pair_work, "view", view)


def _lets_who_is_ready_rate_on(monkeypatch):
    monkeypatch.setattr(pair_work, "_must_be_open", lambda row, mine: None)


@pytest.mark.parametrize(
    "fault",
    [
        _shows_too_early,
        _loses_what_was_covered,
        _shows_half,
        _lets_who_is_ready_rate_on,
    ],
)
@pytest.mark.parametrize("database", ["sqlite"])
def test_the_machine_notices_a_store_that_breaks_a_promise(engine, monkeypatch, fault):
    fault(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run(engine, max_examples=200, phases=[Phase.generate])
