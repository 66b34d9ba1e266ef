"""A hall full of people in a real store: what the tests of store and pages act in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, select

from musworkshop.content.read import find_concept, load_concept
from musworkshop.content.schema import Concept
from musworkshop.model.pair import Layer, Tickets
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.temperature import Sheet
from musworkshop.model.work import Card, PassageKind, Stage
from musworkshop.model.workshop import Workshop
from musworkshop.store import (
    cards,
    joining,
    passages,
    tables,
    votes,
    workbook,
    workshops,
)
from musworkshop.store.connect import reading, transaction
from musworkshop.store.requests import once
from musworkshop.store.workshops import Keys

THEME, OTHER_THEME = "professional", "wellbeing"


@cache
def concept() -> Concept:
    """The shipped concept without place names."""
    return load_concept(find_concept("neutral"))


@cache
def temperature_concept() -> Concept:
    """The shipped concept that takes the temperature."""
    return load_concept(find_concept("temperature"))


@dataclass
class Hall:
    """One workshop with a leader, a projector, two tables and two people alone."""

    engine: Engine
    keys: Keys
    facilitator: Viewer
    projector: Viewer
    #: The first table: the device with the pen, and one more.
    scribe: Viewer
    second: Viewer
    #: The second table's only device.
    other: Viewer
    alone: Viewer
    alone_too: Viewer
    tokens: dict[str, str] = field(default_factory=dict)
    #: Devices of those who talk two and two, by name; see `tests.store.pairing`.
    talking: dict[str, Any] = field(default_factory=dict)

    @property
    def workshop_id(self) -> str:
        return self.keys.workshop_id

    @property
    def everybody(self) -> dict[str, Viewer]:
        return {
            name: getattr(self, name)
            for name in (
                "facilitator",
                "projector",
                "scribe",
                "second",
                "other",
                "alone",
                "alone_too",
            )
        }

    def read(self, ask: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with reading(self.engine) as connection:
            return ask(connection, *args, **kwargs)

    def write(self, do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Write as a page does: once, under the workshop's lock."""
        viewer: Viewer = args[0]
        with transaction(self.engine) as connection:
            return once(
                connection,
                viewer,
                str(uuid.uuid4()),
                lambda now: _plain(do(connection, now, *args[1:], **kwargs)),
            )

    def workshop(self) -> Workshop:
        found: Workshop = self.read(workshops.get, self.workshop_id)
        return found

    def revision(self) -> int:
        return self.workshop().revision

    def lead(self, do: Callable[..., Any], *args: Any) -> Any:
        """Write as the server does, for the workshop itself."""
        with transaction(self.engine) as connection:
            return do(connection, self.workshop_id, *args)

    def cards(self, viewer: Viewer) -> dict[str, Card]:
        """The cards a viewer may read, by text."""
        found = self.read(cards.visible, viewer, revealed=self.workshop().revealed)
        return {card.text: card for card in found}

    def card(
        self,
        viewer: Viewer,
        text: str,
        stage: Stage = Stage.ROOM,
        theme_id: str = THEME,
    ) -> str:
        return str(
            self.write(cards.add, viewer, theme_id=theme_id, text=text, stage=stage)
        )

    def goal(self, text: str = "A goal") -> str:
        return str(
            self.write(passages.add, self.facilitator, PassageKind.GOAL, text=text)
        )

    def passage(self, viewer: Viewer, kind: PassageKind) -> Any:
        found = self.read(passages.visible, viewer, revealed=self.workshop().revealed)
        return next((each for each in found if each.kind is kind), None)

    def open_voting(self, votes_per_person: int = 3) -> None:
        self.write(votes.set_votes_per_person, self.facilitator, votes_per_person)
        self.write(votes.open_voting, self.facilitator)

    def book(self) -> Any:
        return self.read(workbook.read_whole, self.workshop_id)

    def rows(self, table: Any) -> list[dict[str, Any]]:
        with reading(self.engine) as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table."""
        return {table.name: self.rows(table) for table in tables.metadata.sorted_tables}


def _plain(result: Any) -> Any:
    if isinstance(result, list | tuple):
        return [_plain(each) for each in result]
    if isinstance(result, Sheet | Tickets | Layer):
        return asdict(result)
    return result.as_json() if hasattr(result, "as_json") else result


def open_hall(
    engine: Engine, *, name: str = "", held_with: Concept | None = None
) -> Hall:
    """Begin a workshop and let everybody in."""
    with transaction(engine) as connection:
        keys = workshops.create(
            connection, concept=held_with or concept(), language="en"
        )
        room = keys.workshop_id
        seated: dict[str, tuple[Viewer, str]] = {
            "facilitator": joining.open_with_key(
                connection, Role.FACILITATOR, keys.facilitator_key
            ),
            "projector": joining.open_with_key(
                connection, Role.PROJECTOR, keys.projector_key
            ),
            "scribe": joining.join_group(
                connection, room, name=f"Oak{name}", function="Nurses", people=4
            ),
            "other": joining.join_group(
                connection, room, name=f"Birch{name}", function="Kitchen", people=2
            ),
            "alone": joining.join_alone(connection, room),
            "alone_too": joining.join_alone(connection, room),
        }
        table = seated["scribe"][0].group_id or ""
        seated["second"] = joining.join_table(connection, room, table)
    return Hall(
        engine=engine,
        keys=keys,
        **{who: viewer for who, (viewer, _token) in seated.items()},
        tokens={who: token for who, (_viewer, token) in seated.items()},
    )


def stranger(viewer: Viewer, hall: Hall) -> Viewer:
    """A viewer with a seat elsewhere who claims to be in another workshop."""
    return replace(viewer, workshop_id=hall.workshop_id)


def lock(connection: Connection, hall: Hall) -> None:
    """Hold what every write of the hall waits for."""
    workshops.grow(connection, hall.workshop_id)
