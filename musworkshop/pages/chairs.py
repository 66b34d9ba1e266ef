"""Who may sit down where, as a phone in a method shows it."""

from __future__ import annotations

from typing import Any

from musworkshop.content.methods import Around, Entering, Method, MethodRole
from musworkshop.errors import InputError
from musworkshop.model.method import Circle, MethodRun
from musworkshop.model.roles import Viewer
from musworkshop.pages import talk
from musworkshop.pages.room import Room
from musworkshop.store import circles, methods
from musworkshop.store.connect import Connection
from musworkshop.text import _


def own_circle(room: Room) -> Circle | None:
    """Return the circle a seat sits in, or would sit in."""
    run, method = talk.played(room)
    if room.circle is not None or method.around is Around.HALL:
        return room.circle or run.circles[0]
    return _team(run, method, room.viewer.group_id)


def own_role(room: Room) -> MethodRole | None:
    """Return the role of a seat; None where it has yet to choose one."""
    run, method = talk.played(room)
    place = run.place_of(room.viewer.seat_id)
    taken = place.role_id if place else None
    return method.role(taken) if taken else method.everybody


def are_taken_now(room: Room) -> bool:
    """Say whether chairs can be taken and left now."""
    run, method = talk.played(room)
    circle = own_circle(room)
    phase = method.course(run.mode_id)[circle.phase if circle else run.phase]
    return phase.seating or method.mode(run.mode_id).entering is Entering.TAP


def may_sit(room: Room, role: MethodRole) -> bool:
    """Say whether a role's chairs can be taken now; without a role one always may."""
    return bool(role.most) and (are_taken_now(room) or own_role(room) is None)


def roles(room: Room, circle: Circle | None) -> list[dict[str, Any]]:
    """Return the roles of a circle as a phone shows them; none without chairs."""
    _run, method = talk.played(room)
    if not any(role.most for role in method.roles):
        return []
    own = own_role(room)
    found = []
    for each in talk.seating(room, circle):
        role = method.role(each["id"])
        mine = own is not None and own.id == role.id
        is_free = len(each["seated"]) < each["chairs"] and not each["queue"]
        found.append(
            {
                "id": role.id,
                "title": each["title"],
                "about": each["about"],
                "chairs": each["chairs"],
                "taken": len(each["seated"]),
                "mine": mine,
                "can_take": not mine and is_free and may_sit(room, role),
                "waits": len(each["queue"]),
            }
        )
    return found


def can_queue(room: Room, circle: Circle | None) -> list[str]:
    """Return the roles whose chairs are taken, or not to be taken now: one may wait."""
    run, _method = talk.played(room)
    place = run.place_of(room.viewer.seat_id)
    if place is not None and place.wish_id is not None:
        return []
    return [
        each["id"]
        for each in roles(room, circle)
        if each["chairs"] and not each["mine"] and not each["can_take"]
    ]


def place_in_queue(room: Room, circle: Circle | None) -> int:
    """Return the own place in the queue, from 1."""
    run = talk.played(room)[0]
    place = run.place_of(room.viewer.seat_id)
    assert circle is not None
    assert place is not None
    waiting = [each.seat_id for each in circle.queue(place.wish_id or "")]
    return waiting.index(room.viewer.seat_id) + 1


def circle_for(connection: Connection, viewer: Viewer, method: Method) -> str:
    """Return the id of the circle to sit down in; a late table's is made now.

    Raises
    ------
    InputError
        If the method has been ended in the meantime.
    """
    run = circles.current(connection, viewer.workshop_id)
    if run is None:
        raise InputError(_("The facilitator has ended this method."))
    own = run.circle_of(viewer.seat_id)
    if own is None and method.around is Around.HALL:
        own = run.circles[0]
    if own is None:
        own = _team(run, method, viewer.group_id)
    if own is not None:
        return own.id
    return circles.open_circle(connection, viewer.workshop_id, group_id=viewer.group_id)


def _team(run: MethodRun, method: Method, group_id: str | None) -> Circle | None:
    """Return a table's team; for a person alone the first that is not complete."""
    chairs = sum(methods.capacities(method, run).values())
    for circle in run.circles:
        taken = sum(place.chair is not None for place in circle.places)
        if circle.group_id == group_id and (group_id or taken < chairs):
            return circle
    return None
