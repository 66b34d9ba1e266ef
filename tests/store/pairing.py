"""Two who talk, in a real store: what the tests of pairs act in."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from musworkshop.errors import NotFound
from musworkshop.model.pair import (
    FocusArea,
    Layer,
    OwnCompetence,
    PairView,
    Side,
    Tickets,
    Way,
)
from musworkshop.model.roles import Role, Viewer
from musworkshop.store import pair_agreed, pair_links, pair_work, pairs, seats
from musworkshop.store.connect import transaction
from musworkshop.store.pair_keys import KeyHolder, unseal
from musworkshop.store.pair_links import content_name
from tests.store.hall import Hall

EMPLOYEE, LEADER = Side.EMPLOYEE, Side.LEADER
#: What the store holds, by table.
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Device:
    """A browser of one of the two: its seat, and the secret that it alone keeps."""

    viewer: Viewer
    secret: str


@dataclass
class Pairing:
    """A hall with pairs in it."""

    hall: Hall

    def lead(self, do: Any, *args: Any) -> Any:
        """Write as the facilitator's page does: what it answers stands nowhere."""
        with transaction(self.hall.engine) as connection:
            return do(connection, self.hall.facilitator, *args)

    def make(self, way: Way = Way.BOTH) -> Tickets:
        (made,) = self.lead(pairs.make, 1, way)
        found: Tickets = made
        return found

    def claim(
        self, ticket: str, secret: str, *, at: datetime | None = None
    ) -> tuple[str, str, Side]:
        with transaction(self.hall.engine) as connection:
            return pair_links.claim(connection, ticket, secret, at=at)

    def open(self, ticket: str, secret: str = "") -> Device:
        """Open a link in a browser of its own."""
        secret = secret or new_secret()
        with transaction(self.hall.engine) as connection:
            workshop, pair_id, _side = pair_links.claim(connection, ticket, secret)
            viewer, _token = seats.add(connection, workshop, Role.PAIR, pair_id=pair_id)
        return Device(viewer, secret)

    def two(self, way: Way = Way.BOTH) -> dict[Side, Device]:
        """Make a pair whose two have come."""
        made = self.make(way)
        return {EMPLOYEE: self.open(made.employee), LEADER: self.open(made.leader)}

    def seat(self, name: str = "") -> None:
        """Let two who talk belong to the hall: name and side say who is who."""
        for side, device in self.two().items():
            self.hall.talking[f"{name}{side}"] = device

    def keep(self, do: Any, device: Device, *args: Any, **kwargs: Any) -> Any:
        """Write as a pair's page does: no request, no answer in the store."""
        with transaction(self.hall.engine) as connection:
            return do(connection, device.viewer, device.secret, *args, **kwargs)

    def view(self, device: Device) -> PairView:
        found: PairView = self.hall.read(pair_work.view, device.viewer, device.secret)
        return found

    def rate(self, device: Device, **levels: str) -> None:
        self.keep(pair_work.change, device, rated(levels))

    def type(self, device: Device, title: str, level: str = "") -> str:
        """Write an own competence into an empty field, and rate it."""
        own_id = f"own-{secrets.token_hex(8)}"

        def do(layer: Layer) -> Layer:
            own = (*layer.own, OwnCompetence(id=own_id, title=title))
            return rated({own_id: level})(replace(layer, own=own))

        self.keep(pair_work.change, device, do)
        return own_id

    def ready(self, device: Device, on: bool = True) -> bool:
        found: bool = self.keep(pair_work.say_ready, device, on)
        return found

    def renew(self, device: Device) -> str:
        """Return the ticket of a new link for the other one."""
        ticket: str = self.keep(pair_links.renew, device)
        return ticket

    def reveal(self, *devices: Device) -> None:
        for device in devices:
            self.rate(device, anchor="strong")
            self.ready(device)

    def focus(self, device: Device, competence_id: str, **about: Any) -> str:
        words = {"id": "", "title": "Title", "sentence": "Sentence"}
        told = {key: about.pop(key, value) for key, value in words.items()}
        area = FocusArea(competence_id=competence_id, **told)
        kept: str = self.keep(pair_agreed.keep_focus, device, area, **about)
        return kept


def rated(levels: dict[str, str]) -> Callable[[Layer], Layer]:
    """Rate competences; "" takes a rating back."""

    def do(layer: Layer) -> Layer:
        found = {**layer.ratings, **levels}
        return replace(layer, ratings={k: v for k, v in found.items() if v})

    return do


def new_secret() -> str:
    """Make what a browser keeps."""
    return secrets.token_hex(32)


# ---- What somebody can read who has copies of the store and old secrets ----


def read_from(secret: str, *copies: Rows) -> list[str]:
    """Return all texts of pairs that a secret or a ticket opens in copies."""
    keys = {key for copy in copies for key in keys_from(secret, copy)}
    return [
        text
        for copy in copies
        for row in copy["pair_content"]
        for key in keys
        for text in _texts(key, row)
    ]


def keys_from(secret: str, copy: Rows) -> list[bytes]:
    """Return the keys of pairs that a secret or a ticket opens in a copy."""
    holder, found = KeyHolder(secret), []
    for row in copy["pair_side"]:
        for wrapped in (row["wrapped"], row["ticket_wrapped"]):
            with suppress(NotFound):
                if wrapped is not None:
                    found.append(holder.unwrap(wrapped, pair_id=row["pair_id"]))
    return found


def _texts(key: bytes, row: dict[str, Any]) -> Iterator[str]:
    try:
        yield unseal(key, row["sealed"], bound_to=content_name(_Row(**row)))
    except NotFound:
        return


@dataclass(frozen=True)
class _Row:
    pair_id: str
    part: str
    generation: int
    sealed: bytes


# ---- At the same moment ----


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Do all at the same moment; return what each gave, or its error."""
    found: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(place: int) -> None:
        start.wait(10)
        try:
            found[place] = calls[place]()
        except Exception as error:
            found[place] = error

    threads = [
        threading.Thread(target=run, args=(place,)) for place in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return found
