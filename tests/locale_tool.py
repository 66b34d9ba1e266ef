"""Keep the Danish catalogue in step with the sentences in the code.

``python tests/locale_tool.py update`` collects every marked sentence of the package
and of Voila's page templates and writes them into the catalogue; new ones are empty.
``python tests/locale_tool.py check`` names every sentence that is missing, unfinished,
no longer used, or that lost a placeholder; it exits 1 when there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "musworkshop/locale/da/musworkshop.po"
METHODS = {
    "musworkshop": [("**.py", "python")],
    "templates/voila": [("**.html", "jinja2"), ("**.j2", "jinja2")],
}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
HEADER = """\
# Danish sentences. 'python tests/locale_tool.py update' collects the English
# ones; only the msgstr lines are written by hand."""
# Names and moments in the header: they would change the file at every update.
PASSING = re.compile(r'"(Project|Report|POT|PO-|Last-|Language-Team|Generated)')
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def extracted() -> Catalog:
    """Return a catalogue of every sentence that the product marks, untranslated."""
    catalogue = Catalog(project="musworkshop", header_comment=HEADER)
    for folder, methods in METHODS.items():
        found = extract_from_dir(
            ROOT / folder,
            method_map=methods,
            options_map={"**.html": {"silent": "false"}, "**.j2": {"silent": "false"}},
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for file, _line, message, comments, context in found:
            # Without line numbers: a sentence that only moved changes nothing here.
            place = [(f"{folder}/{file}", 0)]
            catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def written(catalogue: Catalog) -> str:
    """Return the text of a catalogue file, in the order of the sentences."""
    file = BytesIO()
    write_po(
        file, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    lines = file.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not PASSING.match(line))


def read(path: Path = CATALOGUE) -> Catalog:
    """Return the Danish catalogue; an empty one where there is no file yet."""
    if not path.exists():
        return Catalog(locale="da", header_comment=HEADER)
    with path.open("rb") as file:
        return read_po(file, locale="da")


def update(path: Path = CATALOGUE) -> Catalog:
    """Bring the catalogue up to date; return it."""
    danish = read(path)
    danish.update(extracted(), no_fuzzy_matching=True, update_header_comment=True)
    danish.fuzzy = False  # the header's own mark
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(danish), encoding="utf-8")
    return danish


def _forms(message: Message) -> Iterator[tuple[str, str]]:
    """Give each English form with its Danish one."""
    if isinstance(message.id, tuple):
        yield from zip(message.id, message.string or ("", ""), strict=True)
    else:
        yield str(message.id), str(message.string or "")


def faults(danish: Catalog, template: Catalog) -> list[str]:
    """Return a sentence for everything that keeps the Danish face from being whole."""
    wanted = {message.id: message for message in template if message.id}
    present = {message.id: message for message in danish if message.id}
    found = [f"missing: {text!r}" for text in wanted.keys() - present.keys()]
    found += [f"no longer used: {text!r}" for text in present.keys() - wanted.keys()]
    for message in present.values():
        if message.fuzzy:
            found.append(f"marked fuzzy: {message.id!r}")
        for english, other in _forms(message):
            if not other.strip():
                found.append(f"not translated: {english!r}")
            elif set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(other)):
                found.append(f"placeholders differ: {english!r} and {other!r}")
    return sorted(found)


def main(command: str) -> int:
    """Update or check; return the exit code."""
    if command not in {"update", "check"}:
        print(__doc__)
        return 2
    danish = update() if command == "update" else read()
    found = faults(danish, extracted())
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(danish)} sentences, {len(found)} faults in {CATALOGUE.name}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
