"""Pairs for browser tests: links made in the store, opened in Chromium."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from musworkshop.model.pair import Layer, Side, Tickets, Way
from musworkshop.model.roles import Role, Viewer
from musworkshop.rules import wheel_picture
from musworkshop.settings import Settings
from musworkshop.store import (
    pair_agreed,
    pair_links,
    pair_work,
    pairs,
    wheel_ballots,
    workshops,
)
from musworkshop.store.connect import transaction
from musworkshop.store.seal import Seals
from musworkshop.store.values import now
from tests.browser.hall import READY_TIMEOUT_MS, Hall, ready

#: How two invented people see the eight competences, from the first one on.
EMPLOYEE = ("strong", "good", "strong", "focus", "good", "good", "strong", "good")
LEADER = ("good", "good", "strong", "good", "good", "strong", "strong", "focus")


def levels_of(room: Hall, levels: tuple[str, ...]) -> dict[str, str]:
    """Return levels by the ids of the wheel's competences."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    wheel = workshops.concept_of(workshop).wheel
    assert wheel is not None
    ids = [each.id for each in wheel.competences]
    return dict(zip(ids, levels, strict=True))


def make_pair(room: Hall, way: Way = Way.BOTH) -> Tickets:
    """Let the facilitator make a pair."""
    (made,) = room.lead(pairs.make, 1, way)
    found: Tickets = made
    return found


def open_link(
    room: Hall, ticket: str, *, width: int = 1280, origin: str = "", **options: Any
) -> Page:
    """Open a link in a browser of its own, as its owner does.

    `origin` is another way to the server, such as the end of a `Cable`.
    """
    context = room.context(width=width, **options)
    page = context.new_page()
    page.goto(
        f"{origin or room.server.url}/pair/open?lang={room.language}#{ticket}",
        timeout=READY_TIMEOUT_MS,
    )
    page.locator("button.button").first.click()
    page.wait_for_url("**/pair", timeout=READY_TIMEOUT_MS)
    ready(page)
    page.locator(".mus-pair-panel[data-page=open]").wait_for(timeout=READY_TIMEOUT_MS)
    page.locator(".mus-wheel").wait_for()
    return page


def secret_of(page: Page) -> str:
    """Return the secret that a browser keeps for the wheel in use."""
    return str(page.evaluate("JSON.parse(localStorage.getItem('mus-pair')).now"))


def rate(
    room: Hall, page_or_secret: Page | str, ratings: Mapping[str, str], **change: Any
) -> None:
    """Rate as another page with the same secret would."""
    act(
        room,
        page_or_secret,
        pair_work.change,
        lambda layer: replace(layer, ratings=dict(ratings), **change),
    )


def act(room: Hall, page_or_secret: Page | str, do: Any, *values: Any) -> Any:
    """Let the holder of a secret do something in the store."""
    secret = (
        page_or_secret if isinstance(page_or_secret, str) else secret_of(page_or_secret)
    )
    with transaction(room.engine) as connection:
        return do(connection, holder(connection, secret), secret, *values)


def holder(connection: Any, secret: str) -> Viewer:
    """Return one of the two as the store knows the holder of a secret."""
    workshop_id, pair_id, _side = pair_links.own_pair(connection, secret)
    return Viewer(workshop_id=workshop_id, seat_id="", role=Role.PAIR, pair_id=pair_id)


def without_a_page(room: Hall, ticket: str) -> str:
    """Open a link without a browser; return the secret."""
    secret = secrets.token_hex(32)
    with transaction(room.engine) as connection:
        pair_links.claim(connection, ticket, secret)
    return secret


def pairs_agree(room: Hall, number: int) -> None:
    """Let invented pairs talk and agree to be counted."""
    seals = Seals(Settings().seals)
    turns = (EMPLOYEE, LEADER, tuple(reversed(EMPLOYEE)))
    for place in range(number):
        made = make_pair(room)
        sides = {
            Side.EMPLOYEE: without_a_page(room, made.employee),
            Side.LEADER: without_a_page(room, made.leader),
        }
        for secret in sides.values():
            rate(room, secret, levels_of(room, turns[place % len(turns)]))
            act(room, secret, pair_work.say_ready, True)
        for secret in sides.values():
            with transaction(room.engine) as connection:
                viewer = holder(connection, secret)
                ballot, layer = pair_agreed.agree(connection, viewer, secret, True)
                rated = layer.ratings if isinstance(layer, Layer) else None
                wheel_ballots.leave(connection, viewer, ballot, rated, seals)
    with transaction(room.engine) as connection:
        room.bump(connection)


def count(room: Hall) -> None:
    """Let the facilitator count the wheels that wait."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    wheel = workshops.concept_of(workshop).wheel
    assert wheel is not None
    seals = Seals(Settings().seals)
    with transaction(room.engine) as connection:
        found = wheel_ballots.take_out(connection, room.leader, seals)
        counted = wheel_picture.count(
            found, wheel, threshold=5, counted_on=now().date()
        )
        wheel_ballots.keep(connection, room.leader, counted)
