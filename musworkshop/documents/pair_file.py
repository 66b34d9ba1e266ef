"""The pair's own file: written as JSON, read strictly, compared only in equal words."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from musworkshop import limits
from musworkshop.content.wheel import Wheel
from musworkshop.errors import InputError
from musworkshop.model.pair import FocusArea
from musworkshop.model.pair_file import (
    Comparable,
    KeptCompetence,
    KeptLevel,
    PairFile,
)
from musworkshop.text import _

FORMAT = "musworkshop-pair"
VERSION = 1
#: Largest size of a file that is read.
LARGEST_BYTES = 200_000
_TITLE = 80
#: Both may have typed competences into the empty fields.
_MOST_COMPETENCES = limits.MOST_COMPETENCES + 2 * limits.EMPTY_FIELDS


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Level(_Strict):
    id: str = Field(min_length=1, max_length=64)
    title: str = Field(min_length=1, max_length=_TITLE)


class _Competence(_Strict):
    id: str = Field(min_length=1, max_length=64)
    title: str = Field(min_length=1, max_length=_TITLE)
    wording_version: int = Field(ge=1, le=10_000)
    is_own: bool
    employee: str = Field(max_length=64)
    leader: str = Field(max_length=64)


class _Focus(_Strict):
    id: str = Field(max_length=64)
    competence_id: str = Field(max_length=64)
    title: str = Field(max_length=_TITLE)
    sentence: str = Field(max_length=limits.CARD_CHARACTERS)


class _File(_Strict):
    """The whole JSON."""

    format: Literal["musworkshop-pair"]
    version: Literal[1]
    held_on: date
    language: Literal["da", "en"]
    wheel_id: str = Field(min_length=1, max_length=64)
    wheel_title: str = Field(min_length=1, max_length=_TITLE)
    levels: list[_Level] = Field(
        min_length=limits.FEWEST_LEVELS, max_length=limits.MOST_LEVELS
    )
    competences: list[_Competence] = Field(min_length=1, max_length=_MOST_COMPETENCES)
    focus: list[_Focus] = Field(max_length=limits.FOCUS_AREAS)


def write_pair_file(file: PairFile) -> str:
    """Return a pair's file as text; the same file gives the same text."""
    content = {"format": FORMAT, "version": VERSION, **asdict(file)}
    content["held_on"] = file.held_on.isoformat()
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_pair_file(text: str) -> PairFile:
    """Return the wheel in a pair's file.

    Parameters
    ----------
    text : str
        What `write_pair_file` has written, by this version of the program or an
        earlier one.

    Returns
    -------
    PairFile

    Raises
    ------
    InputError
        When the text is too large, no JSON, of another kind or version, or does not
        hang together; the sentence says which and what to do.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        raise InputError(
            _(
                "This file is too large to be a wheel: at most {most} kB. {choose}"
            ).format(most=LARGEST_BYTES // 1000, choose=_choose())
        )
    content = _json(text)
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InputError(
            _(
                "This wheel was saved by a newer program (version {found}; this one"
                " reads up to {known}). Ask for the program to be updated."
            ).format(found=version, known=VERSION)
        )
    try:
        read = _File.model_validate_json(json.dumps(content))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if not first["loc"]:  # half a character
            raise _damaged() from error
        _refuse(".".join(str(part) for part in first["loc"]))
    return _checked(
        PairFile(
            held_on=read.held_on,
            language=read.language,
            wheel_id=read.wheel_id,
            wheel_title=read.wheel_title,
            levels=tuple(KeptLevel(**each.model_dump()) for each in read.levels),
            competences=tuple(
                KeptCompetence(**each.model_dump()) for each in read.competences
            ),
            focus=tuple(FocusArea(**each.model_dump()) for each in read.focus),
        )
    )


def same_words(file: PairFile, wheel: Wheel) -> Comparable:
    """Return what an earlier file says that can stand beside today's wheel.

    Parameters
    ----------
    file : PairFile
    wheel : Wheel
        A competence is compared where the wheel, the competence's id, its
        wording_version and the number of levels are the same.

    Returns
    -------
    Comparable
    """
    now = {each.id: each for each in wheel.competences}
    places = {level.id: place for place, level in enumerate(file.levels)}
    one_scale = wheel.id == file.wheel_id and len(wheel.levels) == len(file.levels)
    sides: dict[str, dict[str, str]] = {"employee": {}, "leader": {}}
    others = []
    for each in file.competences:
        today = now.get(each.id)
        rated = {side: getattr(each, side) for side in sides if getattr(each, side)}
        if (
            one_scale
            and today
            and not each.is_own
            and today.wording_version == each.wording_version
        ):
            for side, level_id in rated.items():
                sides[side][each.id] = wheel.levels[places[level_id]].id
        elif rated:
            others.append(each.title)
    return Comparable(**sides, others=tuple(others))


def _json(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(
            _("This file is not a wheel. {choose}").format(choose=_choose())
        )
    return content


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _damaged() -> InputError:
    return InputError(
        _("This file is damaged, or it is not a wheel. {choose}").format(
            choose=_choose()
        )
    )


def _choose() -> str:
    return _("Choose the file that you saved from last year's wheel.")


def _refuse(where: str) -> NoReturn:
    raise InputError(
        _(
            "This wheel has been changed since it was saved: something is wrong at"
            " {where}. Choose the file as it was saved."
        ).format(where=where)
    )


def _checked(file: PairFile) -> PairFile:
    """Refuse ids that stand twice, and levels that are not there."""
    for name, items in (
        ("levels", file.levels),
        ("competences", file.competences),
        ("focus", file.focus),
    ):
        ids = [each.id for each in items]
        if len(set(ids)) < len(ids):
            _refuse(name)
    known = {"", *(level.id for level in file.levels)}
    for number, each in enumerate(file.competences):
        if not {each.employee, each.leader} <= known:
            _refuse(f"competences.{number}")
    return file
