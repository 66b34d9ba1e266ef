"""Attacks in every free text, in the documents a leader opens: text, nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from musworkshop.model.roles import Role
from tests.attack.poisoned_room import PoisonedRoom
from tests.attack.watch import squeezed
from tests.browser.hall import Hall, hall

pytestmark = [pytest.mark.attack, pytest.mark.timeout(300)]

Fetch = Callable[[str], bytes]
FIELD = re.compile(
    rb"<w:(fldSimple|instrText|hyperlink|altChunk|object)\b[^>]*>([^<]*)"
)
#: Page numbers, of the template's own footer.
OWN_FIELDS = {(b"instrText", b"PAGE"), (b"instrText", b"NUMPAGES")}


@pytest.fixture(scope="module")
def room() -> Iterator[Hall]:
    with hall(demo=False, language="en") as opened:
        yield opened


@pytest.fixture(scope="module")
def poisoned(room: Hall) -> PoisonedRoom:
    made = PoisonedRoom(room)
    made.write_single_texts(0)
    return made


@pytest.fixture(scope="module")
def fetch(room: Hall, poisoned: PoisonedRoom) -> Fetch:
    def fetch(name: str) -> bytes:
        answer = context.request.get(f"{room.server.url}/documents/{name}")
        assert answer.ok, name
        return answer.body()

    context = room.context()
    room.sit_down(context, Role.FACILITATOR)
    return fetch


@pytest.fixture(scope="module")
def chosen(poisoned: PoisonedRoom) -> list[str]:
    return [squeezed(text) for texts in poisoned.chosen.values() for text in texts]


def folded(texts: list[str]) -> str:
    """What stands in a document; the first letter of a question may be made large."""
    return squeezed("\n".join(texts)).casefold()


@pytest.mark.parametrize("name", ["skema-1.docx", "skema-1-1.docx"])
def test_word_holds_attacks_as_text(fetch: Fetch, chosen: list[str], name: str) -> None:
    body = fetch(name)

    tables = docx.Document(io.BytesIO(body)).tables
    written = folded([cell.text for t in tables for r in t.rows for cell in r.cells])
    assert [text for text in chosen if text.casefold() not in written] == []
    _holds_no_action(body)


@pytest.mark.parametrize("name", ["skema-1.xlsx", "skema-1-1.xlsx"])
def test_excel_holds_attacks_as_text(
    fetch: Fetch, chosen: list[str], name: str
) -> None:
    body = fetch(name)

    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    written = folded([str(cell.value) for cell in cells if cell.value])
    assert [text for text in chosen if text.casefold() not in written] == []
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.hyperlink] == []
    _holds_no_action(body)


@pytest.mark.parametrize("name", ["skema-1.pdf", "skema-1-1.pdf", "log.pdf"])
@pytest.mark.parametrize("part", ["js", "url"])
def test_a_pdf_holds_no_action(
    fetch: Fetch, tmp_path: Path, name: str, part: str
) -> None:
    file = tmp_path / name
    file.write_bytes(fetch(name))

    command = ["pdfinfo", f"-{part}", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    # Above what it found there may stand the names of its columns.
    assert [line for line in said.splitlines() if not line.startswith("Page ")] == []


def test_the_templates_page_numbers_are_the_fields_that_are_found(fetch: Fetch) -> None:
    with zipfile.ZipFile(io.BytesIO(fetch("log.docx"))) as parts:
        found = {
            (tag, said.strip())
            for name in parts.namelist()
            for tag, said in FIELD.findall(parts.read(name))
        }
    assert found == OWN_FIELDS


def test_the_log_in_word_holds_every_card_as_text(
    fetch: Fetch, poisoned: PoisonedRoom
) -> None:
    body = fetch("log.docx")

    document = docx.Document(io.BytesIO(body))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [c.text for t in document.tables for r in t.rows for c in r.cells]
    written = folded(texts)
    cards = [squeezed(text) for wall in poisoned.wall.values() for text in wall]
    assert [text for text in cards if text.casefold() not in written] == []
    _holds_no_action(body)


def _holds_no_action(body: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in part, name
            found = {(tag, said.strip()) for tag, said in FIELD.findall(part)}
            assert found <= OWN_FIELDS, name
