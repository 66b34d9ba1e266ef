"""A workshop's round of the temperature: asked, opened, closed once and for all."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, Publication, Round, RoundState, View
from musworkshop.model.work import PassageKind
from musworkshop.store import tables
from musworkshop.store.allowed import allow
from musworkshop.store.connect import empty_the_log_afterwards
from musworkshop.store.temperature_tables import ballot, temperature
from musworkshop.text import _

_PUBLICATION: TypeAdapter[Publication] = TypeAdapter(Publication)
_BEGINNING: dict[str, Any] = {
    "state": RoundState.WAITING.value,
    "threshold": limits.DEFAULT_THRESHOLD,
    "invited_employees": 0,
    "invited_leaders": 0,
    "view": View.OVERVIEW.value,
    "comments_shown": False,
}
_VIEW_CHARACTERS = 60


def get(connection: Connection, workshop_id: str, *, locked: bool = False) -> Round:
    """Return a workshop's round; one that nobody has touched waits.

    Parameters
    ----------
    connection : Connection
    workshop_id : str
    locked : bool
        Let nobody close the round until this transaction ends.
    """
    statement = _one()
    if locked:
        statement = statement.with_for_update(read=True)
    row = connection.execute(statement, {"workshop_id": workshop_id}).first()
    counted = connection.execute(_counts(), {"workshop_id": workshop_id}).all()
    sent = {found.form: found.number for found in counted if found.sent}
    values = row._mapping if row is not None else _BEGINNING
    json_text = values.get("result_json")
    publication = _read(json_text) if json_text else None
    if publication is not None:  # the ballots are gone, their number is published
        sent = {
            Form.EMPLOYEE: publication.employees.answered or 0,
            Form.LEADER: publication.leaders.answered or 0,
        }
    return Round(
        state=RoundState(values["state"]),
        threshold=values["threshold"],
        is_locked=bool(counted) or publication is not None,
        invited_employees=values["invited_employees"],
        invited_leaders=values["invited_leaders"],
        sent_employees=sent.get(Form.EMPLOYEE, 0),
        sent_leaders=sent.get(Form.LEADER, 0),
        view=values["view"],
        comments_shown=bool(values["comments_shown"]),
        publication=publication,
    )


@lru_cache(maxsize=8)
def _read(json_text: str) -> Publication:
    """Return a publication; all pages ask for the same one, again and again."""
    return _PUBLICATION.validate_json(json_text)


@cache
def _one() -> Select[Any]:
    rows = temperature
    return select(rows).where(rows.c.workshop_id == bindparam("workshop_id"))


@cache
def _counts() -> Select[Any]:
    return (
        select(ballot.c.form, ballot.c.sent, func.count().label("number"))
        .where(ballot.c.workshop_id == bindparam("workshop_id"))
        .group_by(ballot.c.form, ballot.c.sent)
    )


def hold(connection: Connection, workshop_id: str) -> None:
    """Let nobody answer until this transaction ends; wait for whoever just does."""
    statement = _one().with_for_update()
    connection.execute(statement, {"workshop_id": workshop_id})


def set_threshold(connection: Connection, viewer: Viewer, threshold: int) -> None:
    """Say how many must have answered; fixed once anybody has begun to.

    Raises
    ------
    InputError
        If it is lower than any workplace may go, or very high.
    NotAllowed
        If somebody has begun to answer.
    """
    allow(connection, viewer, Action.LEAD_ROUND)
    least, most = limits.LOWEST_THRESHOLD, limits.HIGHEST_THRESHOLD
    if not least <= threshold <= most:
        raise InputError(
            _("Choose a threshold from {least} to {most} answers.").format(
                least=least, most=most
            )
        )
    hold(connection, viewer.workshop_id)
    if get(connection, viewer.workshop_id).is_locked:
        raise NotAllowed(
            _("The threshold is fixed: people have answered trusting in it.")
        )
    _change(connection, viewer, threshold=threshold)


def set_invited(
    connection: Connection, viewer: Viewer, *, employees: int, leaders: int
) -> None:
    """Say how many are asked to answer each form; 0 for "not said"."""
    allow(connection, viewer, Action.LEAD_ROUND)
    found = get(connection, viewer.workshop_id)
    if found.state is RoundState.CLOSED:
        raise NotAllowed(_("The round is closed."))
    for number in (employees, leaders):
        if not 0 <= number <= limits.INVITED:
            raise InputError(
                _("Choose a number from 0 to {most}.").format(most=limits.INVITED)
            )
    _change(connection, viewer, invited_employees=employees, invited_leaders=leaders)


def open_round(connection: Connection, viewer: Viewer) -> None:
    """Let everybody answer; the key of the seal must be there."""
    allow(connection, viewer, Action.LEAD_ROUND)
    if get(connection, viewer.workshop_id).state is RoundState.CLOSED:
        raise NotAllowed(_("The round is closed."))
    _change(connection, viewer, state=RoundState.OPEN.value)


def close_round(
    connection: Connection, viewer: Viewer, publication: Publication
) -> None:
    """Keep what may be shown of the answers; there is no way back.

    Raises
    ------
    NotAllowed
        If the round is not open.
    """
    allow(connection, viewer, Action.LEAD_ROUND)
    if get(connection, viewer.workshop_id).state is not RoundState.OPEN:
        raise NotAllowed(_("The temperature is not open for answers just now."))
    _change(
        connection,
        viewer,
        state=RoundState.CLOSED.value,
        # A round that shows nothing cannot be compared with, so it blocks no other.
        closed_on=publication.closed_on.isoformat() if publication.is_shown else None,
        result_json=_PUBLICATION.dump_json(publication).decode(),
    )


def put(
    connection: Connection, workshop_id: str, publication: Publication | None
) -> None:
    """Put an earlier round's result into a workshop that comes from an archive."""
    if publication is None:
        return
    values = {
        **_BEGINNING,
        "state": RoundState.CLOSED.value,
        "threshold": publication.threshold,
        "invited_employees": publication.employees.invited,
        "invited_leaders": publication.leaders.invited,
        "closed_on": publication.closed_on.isoformat()
        if publication.is_shown
        else None,
        "result_json": _PUBLICATION.dump_json(publication).decode(),
    }
    connection.execute(insert(temperature).values(workshop_id=workshop_id, **values))


def show_view(connection: Connection, viewer: Viewer, view: str) -> None:
    """Choose what the projector shows; once comments are, all pages show them."""
    allow(connection, viewer, Action.LEAD_ROUND)
    _change(connection, viewer, view=view[:_VIEW_CHARACTERS])
    if view == View.COMMENTS:
        _change(connection, viewer, comments_shown=True)


def remove_comment(
    connection: Connection, viewer: Viewer, number: int, text: str
) -> None:
    """Take a published comment out for good; what it said is kept nowhere.

    Nothing happens where another facilitator has taken it out already.
    """
    allow(connection, viewer, Action.LEAD_ROUND)
    found = get(connection, viewer.workshop_id).publication
    if found is None or not 0 <= number < len(found.comments):
        return
    if found.comments[number] != text:
        return
    comments = (*found.comments[:number], *found.comments[number + 1 :])
    known = _PUBLICATION.dump_python(found, mode="json")
    text_json = _PUBLICATION.dump_json(
        _PUBLICATION.validate_python({**known, "comments": comments})
    )
    _change(connection, viewer, result_json=text_json.decode())
    empty_the_log_afterwards(connection)


def closed_ids(connection: Connection) -> list[str]:
    """Return the workshops whose round is closed: they need no key any more."""
    closed = temperature.c.state == RoundState.CLOSED.value
    found = connection.execute(select(temperature.c.workshop_id).where(closed))
    return [row.workshop_id for row in found]


def last_closed_on(connection: Connection, viewer: Viewer) -> date | None:
    """Return when a round of the same workplace was last closed in this store."""
    rows, mine = tables.passage, viewer.workshop_id
    found = connection.execute(
        select(rows.c.workshop_id, rows.c.text, temperature.c.closed_on)
        .outerjoin(temperature, temperature.c.workshop_id == rows.c.workshop_id)
        .where(rows.c.kind == PassageKind.WORKPLACE.value)
    ).all()
    here = {_same(row.text) for row in found if row.workshop_id == mine} - {""}
    closed = [
        row.closed_on
        for row in found
        if row.closed_on and row.workshop_id != mine and _same(row.text) in here
    ]
    return date.fromisoformat(max(closed)) if closed else None


def _same(name: str) -> str:
    """Return a workplace's name as all who write it; SQLite lowers ASCII only."""
    return " ".join(name.casefold().split())


def _change(connection: Connection, viewer: Viewer, **values: Any) -> None:
    rows = temperature
    mine = rows.c.workshop_id == viewer.workshop_id
    if not connection.execute(update(rows).where(mine).values(values)).rowcount:
        connection.execute(
            insert(rows).values(
                workshop_id=viewer.workshop_id, **{**_BEGINNING, **values}
            )
        )
