"""A method being played: begin it, its phases, its clocks, end it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from musworkshop.content.methods import Around, Entering, Method
from musworkshop.errors import InputError
from musworkshop.model.method import MethodRun
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store import circles, places, tables, workshops
from musworkshop.store.allowed import allow
from musworkshop.store.method_tables import circle, method_run
from musworkshop.text import _


def start(
    connection: Connection,
    viewer: Viewer,
    method: Method,
    *,
    mode_id: str,
    theme_id: str,
    chairs: int,
    step_left_s: float,
    step_total_s: float,
) -> None:
    """Begin a method on a theme; a method that is being played ends.

    Parameters
    ----------
    method : Method
    mode_id, theme_id : str
        A mode of the method, and a theme that is open to cards.
    chairs : int
        Of the role whose number can be chosen; brought within its bounds.
    step_left_s, step_total_s : float
        The step's clock, which is given back when the method ends.
    """
    allow(connection, viewer, Action.LEAD)
    before = circles.current(connection, viewer.workshop_id)
    if before is not None:
        step_left_s, step_total_s = before.step_left_s, before.step_total_s
    _forget(connection, viewer.workshop_id)
    mode = method.mode(mode_id)
    first = method.course(mode_id)[0]
    connection.execute(
        insert(method_run).values(
            workshop_id=viewer.workshop_id,
            method_id=method.id,
            mode_id=mode_id,
            theme_id=theme_id,
            chairs=bounded(method, chairs),
            phase=0,
            seating=first.seating or mode.entering is Entering.TAP,
            own_clocks=False,
            leader_outside=True,
            sound=False,
            step_left_s=step_left_s,
            step_total_s=step_total_s,
        )
    )
    if method.around is Around.HALL:
        circles.open_circle(connection, viewer.workshop_id, group_id=None)
    else:
        groups = tables.group
        for group_id in connection.execute(
            select(groups.c.id)
            .where(groups.c.workshop_id == viewer.workshop_id)
            .order_by(groups.c.position)
        ).scalars():
            circles.open_circle(connection, viewer.workshop_id, group_id=group_id)
    _run_clock(connection, viewer, first.minutes)


def end(connection: Connection, viewer: Viewer) -> None:
    """End the method and give the step its clock back; notes stay."""
    run = circles.running(connection, viewer)
    allow(connection, viewer, Action.LEAD)
    _forget(connection, viewer.workshop_id)
    workshops.set_clock(
        connection,
        viewer,
        running=True,
        left_s=run.step_left_s,
        total_s=run.step_total_s,
    )


def go(connection: Connection, viewer: Viewer, method: Method, number: int) -> None:
    """Go to a phase, forwards or back; all circles come along.

    Those on chairs stand up where the phase says so and lies ahead; whoever waits for a
    chair sits down, first come first.
    """
    run = circles.running(connection, viewer)
    allow(connection, viewer, Action.LEAD)
    phase = circles.phase_at(method, run, number)
    mode = method.mode(run.mode_id)
    seating = phase.seating or mode.entering is Entering.TAP
    rows = method_run
    connection.execute(
        update(rows)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .values(phase=number, seating=seating)
    )
    connection.execute(
        update(circle)
        .where(circle.c.workshop_id == viewer.workshop_id)
        .values(phase=number, **circles.fresh_clock(phase.minutes * 60.0))
    )
    for each in run.circles:
        if phase.swaps and number > run.phase:
            places.stand_up(connection, each.id)
        if seating:
            now = replace(run, phase=number)
            places.seat_those_who_wait(connection, each.id, capacities(method, now))
    _run_clock(connection, viewer, phase.minutes)


def set_options(
    connection: Connection,
    viewer: Viewer,
    method: Method,
    *,
    own_clocks: bool,
    leader_outside: bool,
    sound: bool,
    chairs: int,
) -> None:
    """Choose how the method is played; no one on a chair loses it.

    Where teams get clocks of their own, each begins with the hall's.
    """
    run = circles.running(connection, viewer)
    allow(connection, viewer, Action.LEAD)
    if own_clocks and method.around is not Around.TEAM:
        raise InputError(_("The hall has one clock in this method."))
    taken = [p.chair or 0 for each in run.circles for p in each.places]
    rows = method_run
    connection.execute(
        update(rows)
        .where(rows.c.workshop_id == viewer.workshop_id)
        .values(
            own_clocks=own_clocks,
            leader_outside=leader_outside,
            sound=sound,
            chairs=max(bounded(method, chairs), min(max(taken, default=0), run.chairs)),
        )
    )
    if own_clocks and not run.own_clocks:
        halls = circles.halls_clock(connection, viewer.workshop_id)
        connection.execute(
            update(circle)
            .where(circle.c.workshop_id == viewer.workshop_id)
            .values(phase=run.phase, **halls)
        )
    later = circles.running(connection, viewer)
    if later.seating:
        for each in later.circles:
            places.seat_those_who_wait(connection, each.id, capacities(method, later))


def bounded(method: Method, chairs: int) -> int:
    """Return a number of chairs within what the method allows; 0 without a choice."""
    role = chosen_role(method)
    return 0 if role is None else min(max(chairs, role.least), role.most)


def chosen_role(method: Method) -> Any:
    """Return the first role whose number of chairs can be chosen, or None."""
    return next((r for r in method.roles if 0 < r.least < r.most), None)


def capacities(method: Method, run: MethodRun) -> dict[str, int]:
    """Return the chairs that may be taken now, of each role that has any.

    Where a mode keeps a chair free, it stays so while the others sit down.
    """
    chosen = chosen_role(method)
    keeps_one = method.mode(run.mode_id).free_chair
    kept = int(keeps_one and method.course(run.mode_id)[run.phase].seating)
    return {
        role.id: run.chairs - kept if role is chosen else role.most
        for role in method.roles
        if role.most
    }


def _run_clock(connection: Connection, viewer: Viewer, minutes: float) -> None:
    seconds = minutes * 60.0
    workshops.set_clock(
        connection, viewer, running=True, left_s=seconds, total_s=seconds
    )


def _forget(connection: Connection, workshop_id: str) -> None:
    connection.execute(delete(circle).where(circle.c.workshop_id == workshop_id))
    rows = method_run
    connection.execute(delete(rows).where(rows.c.workshop_id == workshop_id))
