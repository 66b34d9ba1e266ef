from pathlib import Path

import musworkshop

PACKAGE = Path(musworkshop.__file__).parent
MOST_LINES = 300
MIGRATIONS = "store/migrations/versions/"  # written once, never edited


def test_no_source_file_is_longer_than_three_hundred_lines():
    lengths = {
        str(file.relative_to(PACKAGE)): len(file.read_text("utf-8").splitlines())
        for file in PACKAGE.rglob("*.*")
        if file.suffix in {".py", ".mjs", ".css"}
    }

    too_long = {
        file: n
        for file, n in lengths.items()
        if n > MOST_LINES and not file.startswith(MIGRATIONS)
    }

    assert not too_long, "ask whether it is still one thing, and part it"
