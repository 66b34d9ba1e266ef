"""Read an archive strictly: what is wrong is said in one sentence."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from io import BytesIO
from typing import Any, Literal, NoReturn
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from musworkshop.content.schema import Concept
from musworkshop.documents.archive_checks import JSON_NAME, check_whole
from musworkshop.documents.archive_temperature import check_temperature
from musworkshop.errors import InputError
from musworkshop.model.workbook import Workbook
from musworkshop.text import _

FORMAT = "musworkshop-archive"
#: 2 has the temperature and the actions; all before it are still read.
VERSION = 2
#: Largest size of all that lies in an archive, unpacked.
LARGEST_BYTES = 50 * 1024 * 1024
#: No workshop writes more files than two; a copied folder may hold some more.
_MOST_ENTRIES = 100


class _Archive(BaseModel):
    """The whole JSON; strict, unknown keys forbidden, all the way down."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["musworkshop-archive"]
    version: Literal[1, 2]
    concept: Concept
    workbook: Workbook


def unpacked(data: bytes) -> str:
    """Return the text of ``workshop.json`` in a zip.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    str

    Raises
    ------
    InputError
        When it is no zip, lacks the file, is damaged or grows too large.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            whole = sum(entry.file_size for entry in entries)
            if whole > LARGEST_BYTES or len(entries) > _MOST_ENTRIES:
                _too_large()
            if [entry.filename for entry in entries].count(JSON_NAME) != 1:
                raise InputError(
                    _(
                        "This zip is not a workshop archive: it must hold one file"
                        " {name}. Choose the file that the workshop was saved as."
                    ).format(name=JSON_NAME)
                )
            with archive.open(JSON_NAME) as file:
                found = file.read(LARGEST_BYTES + 1)
        if len(found) > LARGEST_BYTES:
            _too_large()
        return found.decode("utf-8")
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise InputError(
            _(
                "This is not a zip file, or it is damaged. Choose the file that the"
                " workshop was saved as."
            )
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise InputError(
            _("This zip has a password. Unpack it and zip it again without one.")
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            _("{name} is not UTF-8 text, so it cannot be read.").format(name=JSON_NAME)
        ) from error


def parsed(text: str) -> Workbook:
    """Return the workshop in the JSON of an archive.

    Parameters
    ----------
    text : str

    Returns
    -------
    Workbook

    Raises
    ------
    InputError
        When the JSON is broken, of another format or version, or does not hang
        together.
    """
    content = _json(text)
    _check_version(content)
    try:
        # Room code, join key and concept are not in the file under these names.
        content["workbook"]["workshop"] |= {
            "room_code": "",
            "join_key": "",
            "concept_json": json.dumps(content["concept"]),
        }
        archive = _Archive.model_validate_json(json.dumps(content))
    except (ValidationError, KeyError, TypeError) as error:
        raise InputError(_sentence(error)) from error
    except UnicodeEncodeError as error:
        raise InputError(
            _("{name} holds half a character, so it cannot be read.").format(
                name=JSON_NAME
            )
        ) from error
    check_whole(archive.workbook)
    check_temperature(archive.workbook, archive.concept)
    return _with_concept(archive)


def _with_concept(archive: _Archive) -> Workbook:
    workbook = archive.workbook
    concept_json = archive.concept.model_dump_json()
    return replace(
        workbook, workshop=replace(workbook.workshop, concept_json=concept_json)
    )


def _json(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(
            _("{name} is not valid JSON: {reason}.").format(
                name=JSON_NAME, reason=error
            )
        ) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(
            _(
                '{name} is not a workshop archive: its "format" must be "{format}".'
            ).format(name=JSON_NAME, format=FORMAT)
        )
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_version(content: dict[str, Any]) -> None:
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InputError(
            _(
                "This archive has version {found}; this program reads up to {known}."
                " Update musworkshop and try again."
            ).format(found=version, known=VERSION)
        )


def _too_large() -> NoReturn:
    raise InputError(
        _("This archive is too large: unpacked it may fill {most} MB at most.").format(
            most=LARGEST_BYTES // 1024**2
        )
    )


def _sentence(error: ValidationError | KeyError | TypeError) -> str:
    if not isinstance(error, ValidationError):
        return _('{name} lacks "concept" or "workbook".').format(name=JSON_NAME)
    first = error.errors(include_url=False, include_input=False)[0]
    return _("{name}, {where}: {what}.").format(
        name=JSON_NAME,
        where=".".join(str(part) for part in first["loc"]) or "/",
        what=first["msg"],
    )
