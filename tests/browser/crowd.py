"""People without a browser who fill the hall: they arrive, and they place dots."""

from __future__ import annotations

from musworkshop.content.methods import Method
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.work import Stage
from musworkshop.store import (
    cards,
    circles,
    joining,
    methods,
    notes,
    places,
    seats,
    votes,
    workshops,
)
from tests.browser.hall import Hall

PEOPLE_ALONE = 5
DOTS_EACH = 3
NOTES = (
    "Vi hjælper hinanden mest, når nogen tør sige, at de er bagud.",
    "Det overraskede mig, at aftenvagten hører alt til sidst.",
    "Jeg undrer mig over, hvem der siger nej for os.",
    "Der er ro på de dage, hvor ruten er lagt efter mennesker.",
    "Nye spørger kun den, de lige kører med.",
)


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


def play(room: Hall, method_id: str, *, phase: int = 1) -> None:
    """Begin a method with people in it, go to a phase, and let those who may note."""
    workshop = room.read(workshops.get, room.leader.workshop_id)
    concept = workshops.concept_of(workshop)
    method = concept.method(method_id)
    mode = method.modes[0]
    theme = next(each for each in concept.themes if each.open_to_cards)
    room.lead(
        methods.start,
        method,
        mode_id=mode.id,
        theme_id=theme.id,
        chairs=5,
        step_left_s=600.0,
        step_total_s=1500.0,
    )
    for person in _people(room):
        _sit_down(room, method, person)
    room.lead(methods.go, method, phase)
    texts = iter(NOTES * 9)
    for number, person in enumerate(_people(room)):
        prompt = method.prompts[number % len(method.prompts)]
        about = {"theme_id": theme.id, "prompt_id": prompt.id, "text": next(texts)}
        room.act(person, notes.add, **about)


def harvest(room: Hall) -> None:
    """Show the notes, and make a question of the first."""
    room.lead(notes.show)
    first = room.read(notes.visible, room.leader)[0]
    asked = {"theme_id": first.theme_id, "text": first.text.rstrip(".") + "?"}
    room.lead(notes.harvest, first.id, **asked)


def stop(room: Hall) -> None:
    """End the method."""
    room.lead(methods.end)


def _people(room: Hall) -> list[Viewer]:
    found = room.read(seats.of_workshop, room.leader.workshop_id)
    in_room = [seat for seat in found if seat.role in (Role.GROUP, Role.PARTICIPANT)]
    return [room.read(seats.viewer, seat.id) for seat in in_room]


def _sit_down(room: Hall, method: Method, person: Viewer) -> None:
    """Take the first chair that is free, where the method has chairs for all."""
    run = room.read(circles.current, person.workshop_id)
    chairs = methods.capacities(method, run)
    for circle in run.circles:
        if circle.group_id not in (None, person.group_id):
            continue
        for role_id, number in chairs.items():
            if len(circle.seated(role_id)) < number:
                room.act(person, places.take, circle.id, role_id, chairs=number)
                return
