"""The circles of a method: read them, open one, and steer the own team's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from musworkshop.content.methods import Method, MethodPhase
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.method import Circle, MethodRun, Place
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store import tables, workshops
from musworkshop.store.allowed import allow
from musworkshop.store.method_tables import circle, method_run, place
from musworkshop.store.values import moment, new_id, now, stamp
from musworkshop.text import _

_RUN = select(method_run).where(method_run.c.workshop_id == bindparam("workshop_id"))
_CIRCLES = (
    select(circle)
    .where(circle.c.workshop_id == bindparam("workshop_id"))
    .order_by(circle.c.number)
)
_PLACES = (
    select(place, tables.seat.c.group_id)
    .join(tables.seat, tables.seat.c.id == place.c.seat_id)
    .where(place.c.workshop_id == bindparam("workshop_id"))
    .order_by(place.c.seat_id)
)


def current(connection: Connection, workshop_id: str) -> MethodRun | None:
    """Return the method that is being played, or None."""
    asked = {"workshop_id": workshop_id}
    row = connection.execute(_RUN, asked).first()
    if row is None:
        return None
    found: dict[str, list[Place]] = {}
    for each in connection.execute(_PLACES, asked):
        found.setdefault(each.circle_id, []).append(_place(each))
    circles = tuple(
        _circle(each, row, tuple(found.get(each.id, ())))
        for each in connection.execute(_CIRCLES, asked)
    )
    return MethodRun(
        method_id=row.method_id,
        mode_id=row.mode_id,
        theme_id=row.theme_id,
        phase=row.phase,
        chairs=row.chairs,
        seating=bool(row.seating),
        own_clocks=bool(row.own_clocks),
        leader_outside=bool(row.leader_outside),
        sound=bool(row.sound),
        step_left_s=row.step_left_s,
        step_total_s=row.step_total_s,
        circles=circles,
    )


def running(connection: Connection, viewer: Viewer) -> MethodRun:
    """Return the method being played; raise NotFound when there is none."""
    run = current(connection, viewer.workshop_id)
    if run is None:
        raise NotFound(_("No method is being played now."))
    return run


def steer(connection: Connection, viewer: Viewer, method: Method, number: int) -> None:
    """Go to a phase in the viewer's own team, where teams have clocks of their own."""
    run, own = _own_circle(connection, viewer)
    phase = phase_at(method, run, number)
    connection.execute(
        update(circle)
        .where(circle.c.id == own.id)
        .values(phase=number, **fresh_clock(phase.minutes * 60.0))
    )


def set_own_clock(
    connection: Connection,
    viewer: Viewer,
    *,
    running: bool,
    left_s: float,
    total_s: float,
) -> None:
    """Set the clock of the viewer's own team, in seconds."""
    _run, own = _own_circle(connection, viewer)
    if not 0 <= left_s <= workshops.CLOCK_LIMIT_S:
        raise InputError(_("A step can last from 0 minutes to 24 hours."))
    connection.execute(
        update(circle)
        .where(circle.c.id == own.id)
        .values(
            clock_started_at=stamp(now()) if running else None,
            clock_left_s=left_s,
            clock_total_s=min(total_s, workshops.CLOCK_LIMIT_S),
        )
    )


def open_circle(
    connection: Connection, workshop_id: str, *, group_id: str | None
) -> str:
    """Make a circle for the hall, a table, or people who are alone; return its id."""
    run = connection.execute(_RUN, {"workshop_id": workshop_id}).one()
    last = connection.execute(
        select(func.max(circle.c.number)).where(circle.c.workshop_id == workshop_id)
    ).scalar()
    circle_id = new_id()
    connection.execute(
        insert(circle).values(
            id=circle_id,
            workshop_id=workshop_id,
            group_id=group_id,
            number=(last or 0) + 1,
            phase=run.phase,
            **halls_clock(connection, workshop_id),
        )
    )
    return circle_id


def halls_clock(connection: Connection, workshop_id: str) -> dict[str, Any]:
    """Return the columns of a circle whose clock goes as the hall's does now."""
    hall = workshops.get(connection, workshop_id)
    started = hall.clock_started_at
    return {
        "clock_started_at": stamp(started) if started else None,
        "clock_left_s": hall.clock_left_s,
        "clock_total_s": hall.clock_total_s,
    }


def phase_at(method: Method, run: MethodRun, number: int) -> MethodPhase:
    """Return a phase of the course, from 0; raise InputError when there is none."""
    course = method.course(run.mode_id)
    if not 0 <= number < len(course):
        raise InputError(_("The method has no such phase."))
    return course[number]


def fresh_clock(seconds: float) -> dict[str, Any]:
    """Return the columns of a circle whose clock begins now."""
    return {
        "clock_started_at": stamp(now()),
        "clock_left_s": seconds,
        "clock_total_s": seconds,
    }


def _own_circle(connection: Connection, viewer: Viewer) -> tuple[MethodRun, Circle]:
    allow(connection, viewer, Action.STEER_CIRCLE)
    run = running(connection, viewer)
    own = run.circle_of(viewer.seat_id)
    if not run.own_clocks:
        raise NotAllowed(_("The facilitator runs the clock for all."))
    if own is None:
        raise NotFound(_("Choose a role first."))
    return run, own


def _circle(row: Row[Any], run: Row[Any], found: tuple[Place, ...]) -> Circle:
    started = row.clock_started_at
    made = Circle(
        id=row.id,
        group_id=row.group_id,
        number=row.number,
        phase=row.phase,
        clock_started_at=moment(started) if started else None,
        clock_left_s=row.clock_left_s,
        clock_total_s=row.clock_total_s,
        places=found,
    )
    return made if run.own_clocks else replace(made, phase=run.phase)


def _place(row: Row[Any]) -> Place:
    return Place(
        seat_id=row.seat_id,
        circle_id=row.circle_id,
        group_id=row.group_id,
        role_id=row.role_id,
        chair=row.chair,
        ticket=row.ticket,
        wish_id=row.wish_id,
    )
