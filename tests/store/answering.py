"""A hall that answers the temperature: what the tests of ballots and rounds act in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from musworkshop.content.instrument import Instrument
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, Publication, Round, Sheet
from musworkshop.rules.threshold import publish
from musworkshop.store import ballots, joining, rounds
from musworkshop.store.connect import transaction
from musworkshop.store.seal import Seals
from tests.store.hall import Hall, temperature_concept

TODAY = date(2026, 5, 15)


@cache
def instrument() -> Instrument:
    found = temperature_concept().instrument
    assert found is not None
    return found


@cache
def short_instrument(statements: int) -> Instrument:
    """The shipped one with fewer statements, for tests that count thousands."""
    return instrument().model_copy(
        update={"statements": instrument().statements[:statements]}
    )


def secret(number: int) -> str:
    """What a browser keeps, as good as random for a test."""
    return f"{number:032x}"


@dataclass
class Answering:
    """A hall with a round of the temperature, and the keys of its seal."""

    hall: Hall
    seals: Seals

    def keep(self, do: Any, viewer: Viewer, *args: Any) -> Any:
        """Write as a sheet's page does: no request, no news."""
        with transaction(self.hall.engine) as connection:
            return do(connection, viewer, *args)

    def lead(self, do: Any, *args: Any, **kwargs: Any) -> Any:
        return self.hall.write(do, self.hall.facilitator, *args, **kwargs)

    def open(self) -> None:
        self.seals.make(self.hall.workshop_id)
        self.lead(rounds.open_round)

    def change(self, viewer: Viewer, key: str, **about: Any) -> Sheet:
        found: Sheet = self.keep(
            ballots.change, viewer, key, self.seals, lambda s: replace(s, **about)
        )
        return found

    def send(self, viewer: Viewer, key: str) -> None:
        self.hall.write(ballots.send, viewer, key)

    def hand_in(self, viewer: Viewer, key: str, **about: Any) -> None:
        self.change(viewer, key, **about)
        self.send(viewer, key)

    def own(self, viewer: Viewer, key: str) -> Sheet | None:
        found: Sheet | None = self.hall.read(ballots.own, viewer, key, self.seals)
        return found

    def round(self) -> Round:
        found: Round = self.hall.read(rounds.get, self.hall.workshop_id)
        return found

    def people(self, number: int) -> list[Viewer]:
        """Let more people in, each alone."""
        with transaction(self.hall.engine) as connection:
            return [
                joining.join_alone(connection, self.hall.workshop_id)[0]
                for _ in range(number)
            ]

    def crowd(self, sheets: Sequence[Mapping[str, Any]]) -> None:
        """Let more people in who answer one after another, written at once."""
        people = self.people(len(sheets))
        with transaction(self.hall.engine) as connection:
            for number, (viewer, about) in enumerate(zip(people, sheets, strict=True)):
                key = secret(10**6 + number)
                done = Sheet(**about)
                ballots.change(connection, viewer, key, self.seals, lambda _, d=done: d)
                ballots.send(connection, viewer, key)

    def close(self, **about: Any) -> Publication:
        """Count and close, as the facilitator's page does."""
        self.lead(self.closing, **about)
        self.seals.destroy(self.hall.workshop_id)
        found = self.round().publication
        assert found is not None
        return found

    def closing(self, connection: Any, viewer: Viewer, **about: Any) -> None:
        """All of closing that stands in one transaction."""
        found = rounds.get(connection, viewer.workshop_id)
        sheets = ballots.take_out(connection, viewer, self.seals)
        invited = {
            Form.EMPLOYEE: found.invited_employees,
            Form.LEADER: found.invited_leaders,
        }
        told = {
            "threshold": found.threshold,
            "closed_on": TODAY,
            "invited": invited,
            **about,
        }
        rounds.close_round(connection, viewer, publish(sheets, instrument(), **told))


def same(points: int | None) -> dict[str, int | None]:
    """The same answer to every statement."""
    return {each.id: points for each in instrument().statements}
