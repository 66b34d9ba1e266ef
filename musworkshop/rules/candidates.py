"""Make candidates of the room's cards, and rank them by their dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musworkshop.model.report import RankedCandidate
from musworkshop.model.work import Candidate, Card, Cluster, Stage
from musworkshop.model.workbook import Tally
from musworkshop.model.workshop import Group


def on_the_wall(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return the cards the room may see, in order of arrival.

    Parameters
    ----------
    cards : iterable of Card

    Returns
    -------
    tuple of Card
        Cards picked for the room and not hidden by the facilitator.
    """
    seen = (card for card in cards if card.stage is Stage.ROOM and not card.hidden)
    return tuple(sorted(seen, key=lambda card: (card.position, card.id)))


def candidates(
    cards: Iterable[Card],
    clusters: Iterable[Cluster],
    groups: Iterable[Group],
    *,
    theme_ids: Sequence[str] = (),
) -> tuple[Candidate, ...]:
    """Return what can be voted on: clusters, and cards that stand alone.

    Parameters
    ----------
    cards : iterable of Card
        Hidden cards, and cards that are not in the room yet, are left out.
    clusters : iterable of Cluster
    groups : iterable of Group
    theme_ids : sequence of str
        Order of the themes; other themes follow in order of their first card.

    Returns
    -------
    tuple of Candidate
        Ordered by theme, then by the arrival of the first card.
    """
    by_id = {cluster.id: cluster for cluster in clusters}
    tables = sorted(groups, key=lambda group: group.position)
    gathered: dict[str, list[Card]] = {}
    for card in on_the_wall(cards):
        cluster = by_id.get(card.cluster_id or "")
        gathered.setdefault(cluster.id if cluster else card.id, []).append(card)
    found = [
        _candidate(key, members, by_id.get(key), tables)
        for key, members in gathered.items()
    ]
    order = list(dict.fromkeys([*theme_ids, *(each.theme_id for each in found)]))
    return tuple(sorted(found, key=lambda each: order.index(each.theme_id)))


def ranked(
    found: Sequence[Candidate], tally: Iterable[Tally] | None
) -> tuple[RankedCandidate, ...]:
    """Return the candidates with dots and rank, the most dots first.

    Parameters
    ----------
    found : sequence of Candidate
    tally : iterable of Tally, or None
        None while the votes are hidden: the order stays, dots and rank are None.

    Returns
    -------
    tuple of RankedCandidate
        Equal dots share a rank and keep the order they came in; the next rank is
        skipped (1, 1, 3). Candidates without a dot share the last rank and are not
        called tied.
    """
    if tally is None:
        return tuple(
            RankedCandidate(candidate=each, dots=None, rank=None, tied=False)
            for each in found
        )
    given = {row.candidate_id: row.dots for row in tally}
    dots = [given.get(each.id, 0) for each in found]
    placed = [
        RankedCandidate(
            candidate=each,
            dots=own,
            rank=1 + sum(other > own for other in dots),
            tied=own > 0 and dots.count(own) > 1,
        )
        for each, own in zip(found, dots, strict=True)
    ]
    return tuple(sorted(placed, key=lambda each: each.rank or 0))


def _candidate(
    key: str, members: list[Card], cluster: Cluster | None, tables: list[Group]
) -> Candidate:
    at_tables = {card.group_id for card in members}
    names = [table.name for table in tables if table.id in at_tables]
    alone = [""] if at_tables - {table.id for table in tables} else []
    return Candidate(
        id=key,
        theme_id=cluster.theme_id if cluster else members[0].theme_id,
        text=(cluster and cluster.wording) or members[0].text,
        origins=tuple(dict.fromkeys([*names, *alone])),
        card_ids=tuple(card.id for card in members),
    )
