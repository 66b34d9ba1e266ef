from pathlib import Path

import musworkshop

PACKAGE = Path(musworkshop.__file__).parent
DANISH = set("æøåÆØÅ")


def test_danish_stands_in_templates_and_locale_never_in_code():
    found = [
        f"{file.relative_to(PACKAGE)}:{number}: {line.strip()}"
        for file in PACKAGE.rglob("*.*")
        if file.suffix in {".py", ".mjs", ".css"}
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if DANISH & set(line)
    ]

    assert not found, "write an English msgid and translate it in locale/da"
