"""Each request once: a repeat after a time-out is answered, not done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, literal, select

from musworkshop.errors import InputError, NotFound
from musworkshop.model.roles import Viewer
from musworkshop.store import tables
from musworkshop.store.seats import viewer_of
from musworkshop.store.workshops import grow
from musworkshop.text import _

_REQUEST_CHARACTERS = 64


def once(
    connection: Connection,
    viewer: Viewer,
    request_id: str,
    do: Callable[[Viewer], Any],
) -> Any:
    """Do something for a seat, unless this request has been done before.

    The seat is read again first, so that a role lost since the page was opened is
    lost here too. The workshop's revision grows in the same transaction, which also
    makes the writes of one workshop wait for each other on every database.

    Parameters
    ----------
    connection : Connection
        Inside `store.connect.transaction`.
    viewer : Viewer
        The seat that asks.
    request_id : str
        Made by the browser, the same for each repeat of one request.
    do : callable
        Called with the viewer as the store knows it now; returns what JSON can hold.

    Returns
    -------
    Any
        What `do` returned, now or the first time.

    Raises
    ------
    NotFound
        If the seat has left.
    InputError
        If the request id is no short text.
    """
    if not isinstance(request_id, str) or not 0 < len(request_id) <= (
        _REQUEST_CHARACTERS
    ):
        raise InputError(_("The request was not understood."))
    grow(connection, viewer.workshop_id)
    fresh = viewer_of(connection, viewer.seat_id)
    if fresh is None:
        raise NotFound(
            _("This device has left the workshop. Open the join page to come back.")
        )
    rows = tables.request
    mine = (rows.c.seat_id == viewer.seat_id) & (rows.c.id == request_id)
    earlier = connection.execute(select(rows.c.result_json).where(mine)).scalar()
    if earlier is not None:
        return json.loads(earlier)
    result = do(fresh)
    # From the seat's row: who has left by this very request leaves nothing behind.
    seat = tables.seat
    connection.execute(
        insert(rows).from_select(
            ["workshop_id", "seat_id", "id", "result_json"],
            select(
                seat.c.workshop_id,
                seat.c.id,
                literal(request_id),
                literal(json.dumps(result)),
            ).where(seat.c.id == viewer.seat_id),
        )
    )
    return result
