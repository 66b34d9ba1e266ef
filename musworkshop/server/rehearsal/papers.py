"""The documents: taken home over HTTP, and read to see that nothing is missing."""

from __future__ import annotations

import html
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zipfile import BadZipFile, ZipFile

from musworkshop.documents.archive import read_archive
from musworkshop.model.workbook import Workbook
from musworkshop.server.rehearsal.forms import wanted_by
from musworkshop.server.rehearsal.hall import GOES_WRONG, Device, Hall
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

_NAME = re.compile(r'filename="([^"/\\]+)"')
_TAG = re.compile(r"<[^>]*>")
#: Where the words stand in a Word and in an Excel file.
_WORDS = {".docx": "word/document.xml", ".xlsx": "xl/sharedStrings.xml"}


async def take_home(hall: Hall, folder: Path) -> list[str]:
    """Download everything the facilitator is offered; return the files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    panel = hall.facilitator.data("RoomPanel")
    links = [link["url"] for each in panel["documents"] for link in each["formats"]]
    names: list[str] = []
    for url in dict.fromkeys([*links, panel["archive_url"]]):
        try:
            name, content = await _download(hall.facilitator, url)
        except GOES_WRONG as problem:
            hall.went_wrong(problem, who=hall.facilitator.label)
            continue
        (folder / name).write_bytes(content)
        names.append(name)
    return sorted(names)


async def check_own_form(hall: Hall, device: Device) -> None:
    """Download a device's own form; all its questions stand in it."""
    visitor = device.visitor
    for link in visitor.data("FormPreview")["downloads"]:
        name, content = await _download(visitor, link["url"])
        part = _WORDS.get(Path(name).suffix)
        if part is None:
            continue
        words = plain_words(content, part)
        for text in sorted(wanted_by(hall, device)):
            if _one_line(text) not in words:
                sentence = _("{who}: this question is missing in {file}: {text}")
                hall.problems.append(
                    sentence.format(who=visitor.label, file=name, text=text)
                )


def archive_in(folder: Path, names: list[str]) -> Workbook | None:
    """Return the workshop from the archive among the downloaded files."""
    for name in names:
        if name.endswith(".zip"):
            return read_archive((folder / name).read_bytes())
    return None


def plain_words(content: bytes, part: str) -> str:
    """Return the words of an Office file on one line, small letters, no markup.

    Parameters
    ----------
    content : bytes
        Of the file.
    part : str
        The part that holds the words, such as ``word/document.xml``.

    Raises
    ------
    OSError
        If it is no such file.
    """
    try:
        with ZipFile(BytesIO(content)) as office:
            marked_up = office.read(part).decode()
    except (BadZipFile, KeyError) as problem:
        raise OSError(
            _("The document cannot be read: {reason}").format(reason=problem)
        ) from problem
    return _one_line(html.unescape(_TAG.sub("", marked_up)))


def _one_line(text: str) -> str:
    return " ".join(text.casefold().split())


async def _download(visitor: Visitor, url: str) -> tuple[str, bytes]:
    target = urlsplit(urljoin("/facilitator", url))
    answer = await visitor.fetch(target._replace(scheme="", netloc="").geturl())
    named = _NAME.search(answer.headers.get("Content-Disposition", ""))
    return (named[1] if named else Path(target.path).name), answer.body
