"""One archive file for each workshop: documented JSON in a zip, read back with care.

Keys, the room code and seats are never in it: whoever imports the workshop gets new
ones. The same workshop gives the same bytes, so two archives can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import TypeAdapter

from musworkshop.content.schema import Concept
from musworkshop.documents.archive_checks import JSON_NAME
from musworkshop.documents.archive_reading import FORMAT, VERSION, parsed, unpacked
from musworkshop.folders import DOCUMENTS
from musworkshop.model.temperature import Publication
from musworkshop.model.work import FormQuestion, Passage
from musworkshop.model.workbook import Workbook
from musworkshop.model.workshop import VoteState

README_NAME = "README.txt"
_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier one
_WORKBOOK: TypeAdapter[Workbook] = TypeAdapter(Workbook)
_SECRET = {"workshop": {"room_code", "join_key", "concept_json"}}
_Thing = TypeVar("_Thing")


def write_archive(workbook: Workbook) -> bytes:
    """Return a workshop as an archive file.

    Parameters
    ----------
    workbook : Workbook

    Returns
    -------
    bytes
        A zip with ``workshop.json`` and ``README.txt``.
    """
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, words in (
            (JSON_NAME, archive_json(workbook)),
            (README_NAME, _readme()),
        ):
            entry = ZipInfo(name, date_time=_SAME_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, words.encode())
    return target.getvalue()


def read_archive(data: bytes) -> Workbook:
    """Return the workshop in an archive file.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Workbook
        Without room code and join key: both are empty.

    Raises
    ------
    InputError
        When the file is not such an archive, is newer, too large or damaged; the
        sentence says which.
    """
    return parsed(unpacked(data))


def archive_json(workbook: Workbook) -> str:
    """Return the JSON of an archive: the same workshop gives the same text.

    Parameters
    ----------
    workbook : Workbook

    Returns
    -------
    str
        Keys sorted, lists in a fixed order, one space of indent, ending in a newline.
    """
    stable = _stable(workbook)
    concept = Concept.model_validate_json(stable.workshop.concept_json)
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "concept": concept.model_dump(mode="json"),
        "workbook": _WORKBOOK.dump_python(stable, mode="json", exclude=_SECRET),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _stable(workbook: Workbook) -> Workbook:
    """Return the workbook as it is after an import, with every list in order."""
    workshop = workbook.workshop
    if workshop.vote_state is VoteState.OPEN:  # single votes do not travel
        workshop = replace(workshop, vote_state=VoteState.CLOSED)
    return Workbook(
        workshop=workshop,
        groups=_ordered(
            (replace(each, scribe_seat_id=None) for each in workbook.groups),
            lambda each: (each.position, each.id),
        ),
        passages=_ordered(
            (
                replace(p, conflicts=tuple(sorted(p.conflicts)))
                for p in workbook.passages
            ),
            _passage_place,
        ),
        cards=_ordered(
            (replace(each, mine=False) for each in workbook.cards),
            lambda each: (each.theme_id, each.position, each.id),
        ),
        clusters=_ordered(workbook.clusters, lambda each: (each.theme_id, each.id)),
        tally=_ordered(workbook.tally, lambda each: each.candidate_id),
        questions=_ordered(workbook.questions, _question_place),
        temperature=_unordered_comments(workbook.temperature),
        actions=_ordered(workbook.actions, lambda each: (each.position, each.id)),
    )


def _unordered_comments(publication: Publication | None) -> Publication | None:
    """Return the result with its comments by letter: an order that says nothing."""
    if publication is None:
        return None
    return replace(publication, comments=tuple(sorted(publication.comments)))


def _ordered(
    things: Iterable[_Thing], place: Callable[[_Thing], Any]
) -> tuple[_Thing, ...]:
    return tuple(sorted(things, key=place))


def _passage_place(passage: Passage) -> tuple[Any, ...]:
    owners = (passage.theme_id, passage.parent_id, passage.group_id)
    kind = passage.kind.value
    return (kind, *(each or "" for each in owners), passage.position, passage.id)


def _question_place(question: FormQuestion) -> tuple[Any, ...]:
    return (question.theme_id, question.group_id or "", question.position, question.id)


def _readme() -> str:
    return (DOCUMENTS / "archive" / README_NAME).read_text("utf-8")
