"""People without a browser who fill the hall: they arrive, and they place dots."""

from __future__ import annotations

from musworkshop.model.roles import Role
from musworkshop.model.work import Stage
from musworkshop.store import cards, joining, seats, votes, workshops
from tests.browser.hall import Hall

PEOPLE_ALONE = 5
DOTS_EACH = 3


def people_arrive(room: Hall) -> None:
    """Seat a device at every table but the first, and some people alone."""
    workshop_id = room.leader.workshop_id
    for table in room.read(joining.groups_of, workshop_id)[1:]:
        room.lead(
            lambda c, v, table=table: joining.join_table(c, workshop_id, table.id)
        )
    for _person in range(PEOPLE_ALONE):
        room.lead(lambda c, v: joining.join_alone(c, workshop_id))


def show_cards(room: Hall, shown: bool = True) -> None:
    """Show the picked cards to the room, or cover them."""
    room.lead(workshops.show_cards, shown)


def open_votes(room: Hall) -> None:
    """Open the voting and let every device place its dots."""
    room.lead(votes.open_voting)
    workshop = room.read(workshops.get, room.leader.workshop_id)
    wall = room.read(cards.visible, room.leader, revealed=workshop.revealed)
    on_wall = [card for card in wall if card.stage is Stage.ROOM]
    devices = [
        seat
        for seat in room.read(seats.of_workshop, workshop.id)
        if seat.role in (Role.GROUP, Role.PARTICIPANT)
    ]
    for number, device in enumerate(devices):
        viewer = room.read(seats.viewer, device.id)
        for step in range(DOTS_EACH if on_wall else 0):
            card = on_wall[(number * step * 3 + step) % len(on_wall)]
            room.act(viewer, votes.set_dots, card.cluster_id or card.id, 1)


def reveal_votes(room: Hall) -> None:
    """Show the sums."""
    room.lead(votes.reveal)
