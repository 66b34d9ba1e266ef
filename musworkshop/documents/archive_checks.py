"""Does an archive hang together? What points nowhere or stands twice is refused."""

from __future__ import annotations

from collections.abc import Iterable

from musworkshop.errors import InputError
from musworkshop.model.workbook import Workbook
from musworkshop.text import _

JSON_NAME = "workshop.json"


def check_whole(workbook: Workbook) -> None:
    """Refuse an archive whose parts point at what is not in it, or stand twice.

    Raises
    ------
    InputError
        The sentence names the part and the id.
    """
    groups = {each.id for each in workbook.groups}
    clusters = {each.id for each in workbook.clusters}
    goals = {each.id for each in workbook.passages}
    once("groups", (each.id for each in workbook.groups))
    once("clusters", (each.id for each in workbook.clusters))
    once("passages", (each.id for each in workbook.passages))
    once("cards", (each.id for each in workbook.cards))
    once("questions", (each.id for each in workbook.questions))
    once("tally", (each.candidate_id for each in workbook.tally))
    once("actions", (each.id for each in workbook.actions))
    known("groups", groups, (each.group_id for each in workbook.cards))
    known("groups", groups, (each.group_id for each in workbook.passages))
    known("groups", groups, (each.group_id for each in workbook.questions))
    known("clusters", clusters, (each.cluster_id for each in workbook.cards))
    known("passages", goals, (each.parent_id for each in workbook.passages))


def once(part: str, ids: Iterable[str]) -> None:
    """Refuse a list in which an id stands twice."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise InputError(
                _('{name}: "{id}" stands twice among {part}.').format(
                    name=JSON_NAME, id=each, part=part
                )
            )
        seen.add(each)


def known(part: str, known_ids: set[str], ids: Iterable[str | None]) -> None:
    """Refuse an id that is not in the list it points at; None points nowhere."""
    for each in ids:
        if each is not None and each not in known_ids:
            raise InputError(
                _('{name}: "{id}" is not among {part}.').format(
                    name=JSON_NAME, id=each, part=part
                )
            )
