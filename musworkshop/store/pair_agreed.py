"""What the two do together from the reveal on: focus areas, and being counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

from sqlalchemy import Connection

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.pair import FocusArea, Layer, Side, Way
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.store import pair_content as content
from musworkshop.store.allowed import allow
from musworkshop.store.pair_content import SHARED, Shared
from musworkshop.store.pair_links import held
from musworkshop.store.values import clean, new_id, new_token
from musworkshop.text import _


def keep_focus(
    connection: Connection,
    viewer: Viewer,
    secret: str,
    focus: FocusArea,
    *,
    seen: str = "",
    new: str = "",
) -> str:
    """Keep a focus area, a new one where its id is ""; return its id.

    Parameters
    ----------
    new : str
        The id a new one gets, so that a repeat adds nothing; "" makes one up.
    seen : str
        The sentence the writer began with: what the other one has written meanwhile
        is not written over unseen.

    Raises
    ------
    InputError
        If there are three already, the sentence cannot be kept, or has changed.
    """
    tidy = replace(focus, sentence=clean(focus.sentence, limit=limits.CARD_CHARACTERS))
    kept = replace(tidy, id=focus.id or new or new_id())

    def do(shared: Shared) -> Shared:
        others = [each for each in shared.focus if each.id != kept.id]
        present = [each for each in shared.focus if each.id == kept.id]
        if focus.id and not present:
            raise NotFound(_("The other one has removed this focus area."))
        if present and present[0].sentence not in (seen, kept.sentence):
            raise InputError(
                _(
                    'The other one has changed this to "{text}". Yours is kept here:'
                    " save it again if it is to stand instead."
                ).format(text=present[0].sentence)
            )
        if not present and len(others) >= limits.FOCUS_AREAS:
            raise InputError(
                _("You have chosen {n} focus areas. Fewer are done more often.").format(
                    n=len(others)
                )
            )
        if any(each.competence_id == kept.competence_id for each in others):
            raise InputError(_("This competence is a focus area already."))
        if not present:
            return replace(shared, focus=(*shared.focus, kept))
        changed = [kept if each.id == kept.id else each for each in shared.focus]
        return replace(shared, focus=tuple(changed))

    _share(connection, viewer, secret, do)
    return kept.id


def remove_focus(
    connection: Connection, viewer: Viewer, secret: str, focus_id: str
) -> None:
    """Take a focus area out."""

    def do(shared: Shared) -> Shared:
        kept = tuple(each for each in shared.focus if each.id != focus_id)
        return replace(shared, focus=kept)

    _share(connection, viewer, secret, do)


def agree(
    connection: Connection, viewer: Viewer, secret: str, on: bool
) -> tuple[str, Layer | None]:
    """Agree that the employee's ratings are counted for the unit, or not any more.

    Returns
    -------
    tuple of (str, Layer or None)
        Under which secret they wait to be counted, and what is to wait there: None
        where one of the two does not agree. See `store.wheel_ballots`.
    """
    row, mine, key, sides = held(connection, viewer, secret)
    side = Side(mine.side)
    if not row.revealed:
        raise NotAllowed(_("First show each other the wheels."))

    def do(shared: Shared) -> Shared:
        agreed = shared.agreed | {side} if on else shared.agreed - {side}
        return replace(shared, agreed=agreed, ballot=shared.ballot or new_token())

    shared = _share(connection, viewer, secret, do)
    if shared.agreed != set(Side):
        return shared.ballot, None
    employee = sides[Side.EMPLOYEE]
    earlier, present = content.layers(connection, row.id, employee, key)
    return shared.ballot, content.joined([*earlier, present])


def _share(
    connection: Connection,
    viewer: Viewer,
    secret: str,
    do: Callable[[Shared], Shared],
) -> Shared:
    """Change what the two keep together, from the reveal on."""
    allow(connection, viewer, Action.TALK)
    row, _mine, key, _sides = held(connection, viewer, secret)
    if not row.revealed and Way(row.way) is not Way.TALK:
        raise NotAllowed(_("First show each other the wheels."))
    after = do(content.shared(connection, row.id, key))
    kept = {
        "focus": [asdict(each) for each in after.focus],
        "agreed": sorted(after.agreed),
        "ballot": after.ballot,
    }
    content.keep(connection, row.id, SHARED, 0, key, kept)
    return after
