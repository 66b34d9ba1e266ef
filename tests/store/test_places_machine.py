"""Chairs, queues, phases and notes in any order, beside a model simple to trust."""

from __future__ import annotations

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
from sqlalchemy import select

from musworkshop.errors import NotFound
from musworkshop.store import circles, joining, methods, notes, places, seats
from musworkshop.store.connect import transaction
from musworkshop.store.method_tables import note
from tests.store.hall import THEME, Hall, open_hall
from tests.store.talks import BOWL

PEOPLE = ("scribe", "second", "other", "alone", "alone_too")
CHAIRS = 2


class Bowl(RuleBasedStateMachine):
    """One fishbowl with two to four chairs and five devices that come and go."""

    engine: Any

    @initialize(mode=st.sampled_from(["swap", "open"]))
    def begin(self, mode: str) -> None:
        self.hall: Hall = open_hall(self.engine)
        self.mode, self.phase, self.chairs = mode, 0, CHAIRS
        self.viewers = {name: self.hall.everybody[name] for name in PEOPLE}
        self.names = {v.seat_id: name for name, v in self.viewers.items()}
        self.lead(
            methods.start,
            BOWL,
            mode_id=mode,
            theme_id=THEME,
            chairs=CHAIRS,
            step_left_s=60.0,
            step_total_s=60.0,
        )
        self.circle = self.run().circles[0].id
        #: Chair -> name, and who waits, first come first.
        self.seated: dict[int, str] = {}
        self.queue: list[str] = []
        self.written: set[str] = set()
        self.shown: set[str] = set()

    def lead(self, do: Any, *args: Any, **kwargs: Any) -> Any:
        return self.hall.write(do, self.hall.facilitator, *args, **kwargs)

    def run(self) -> Any:
        return self.hall.read(circles.current, self.hall.workshop_id)

    @property
    def seats_now(self) -> bool:
        phases = BOWL.course(self.mode)
        return self.mode == "open" or phases[self.phase].seating

    @property
    def to_be_taken(self) -> int:
        """One stays free while people sit down in the open bowl."""
        return self.chairs - (self.mode == "open" and self.phase == 0)

    def fill(self) -> None:
        for chair in range(1, self.to_be_taken + 1):
            if chair not in self.seated and self.queue:
                self.seated[chair] = self.queue.pop(0)

    def stand(self, name: str, *, hand_on: bool = False) -> None:
        if name in self.queue:
            self.queue.remove(name)
        chair = next((c for c, who in self.seated.items() if who == name), None)
        if chair is not None:
            del self.seated[chair]
            if (self.seats_now or hand_on) and self.queue:
                self.seated[chair] = self.queue.pop(0)

    @rule(name=st.sampled_from(PEOPLE))
    def take(self, name: str) -> None:
        """As the page lets it: sit down or wait while one may, else wait."""
        viewer, may_sit = self.viewers[name], self.seats_now
        sits = self.hall.write(
            places.take,
            viewer,
            self.circle,
            "inner",
            chairs=self.to_be_taken,
            may_sit=may_sit,
        )
        if name not in self.seated.values():
            if name not in self.queue:
                self.queue.append(name)
            if may_sit:
                self.fill()
        assert sits == (name in self.seated.values())

    @rule(name=st.sampled_from(PEOPLE))
    def leave(self, name: str) -> None:
        self.hall.write(places.leave, self.viewers[name])
        self.stand(name)

    @rule(name=st.sampled_from(PEOPLE))
    def leave_the_workshop_and_come_back(self, name: str) -> None:
        """A device dies or is given away; its owner joins again."""
        viewer = self.viewers[name]
        self.hall.write(seats.leave, viewer)
        self.stand(name)
        with transaction(self.engine) as connection:
            if viewer.group_id is None:
                again = joining.join_alone(connection, self.hall.workshop_id)
            else:
                again = joining.join_table(
                    connection, self.hall.workshop_id, viewer.group_id
                )
        self.viewers[name] = again[0]
        self.names[again[0].seat_id] = name

    @rule(chair=st.integers(1, 4))
    def the_facilitator_frees_a_chair(self, chair: int) -> None:
        try:
            self.lead(places.free_chair, self.circle, "inner", chair)
        except NotFound:
            assert chair not in self.seated
        else:
            self.stand(self.seated[chair], hand_on=True)

    @rule(number=st.integers(0, 3))
    def time_is_up_or_turned_back(self, number: int) -> None:
        course = BOWL.course(self.mode)
        number = min(number, len(course) - 1)
        self.lead(methods.go, BOWL, number)
        if course[number].swaps and number > self.phase:
            self.seated.clear()
        self.phase = number
        if self.seats_now:
            self.fill()

    @rule(chairs=st.integers(0, 6))
    def the_facilitator_sets_the_chairs(self, chairs: int) -> None:
        options = {"own_clocks": False, "leader_outside": True, "sound": False}
        self.lead(methods.set_options, BOWL, **options, chairs=chairs)
        highest = max(self.seated, default=0)
        self.chairs = max(min(max(chairs, 2), 4), highest)
        if self.seats_now:
            self.fill()

    @rule(name=st.sampled_from(PEOPLE), number=st.integers(0, 3))
    def note(self, name: str, number: int) -> None:
        text = f"{name} heard {number}"
        about = {"theme_id": THEME, "prompt_id": "heard", "text": text}
        self.hall.write(notes.add, self.viewers[name], **about)
        self.written.add(text)

    @precondition(lambda self: self.written)
    @rule()
    def show(self) -> None:
        self.lead(notes.show)
        self.shown = set(self.written)

    @invariant()
    def the_store_holds_what_the_model_does(self) -> None:
        if not hasattr(self, "circle"):
            return
        circle = self.run().circles[0]
        found = {p.chair: self.names[p.seat_id] for p in circle.seated("inner")}
        assert found == self.seated
        assert [self.names[p.seat_id] for p in circle.queue("inner")] == self.queue
        assert len(found) <= self.run().chairs == self.chairs

    @invariant()
    def no_note_is_lost_and_none_is_seen_too_early(self) -> None:
        if not hasattr(self, "circle"):
            return
        with transaction(self.engine) as connection:
            mine = note.c.workshop_id == self.hall.workshop_id
            kept = connection.execute(select(note.c.text).where(mine)).scalars().all()
        assert set(kept) == self.written
        for watching in (self.hall.facilitator, self.hall.projector):
            seen = self.hall.read(notes.visible, watching)
            assert {each.text for each in seen} <= self.shown


def run(engine: Any, **options: Any) -> None:
    class Here(Bowl):
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
def test_in_whatever_order_people_come_and_go_nobody_is_skipped_or_thrown_out(engine):
    """Half of the sequences on each database: two hundred together."""
    run(engine, max_examples=100)


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_machine_notices_a_queue_that_is_not_moved_on(engine, monkeypatch):
    monkeypatch.setattr(places, "_seats_now", lambda *_: False)

    with pytest.raises(AssertionError):
        run(engine, max_examples=200, phases=[Phase.generate])
