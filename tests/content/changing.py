"""A concept's file, changed as a workplace would change it."""

from __future__ import annotations

from pathlib import Path


def change(file: Path, old: str, new: str) -> None:
    """Put new words in a file in the place of old ones, which must stand there."""
    written = file.read_text(encoding="utf-8")
    assert old in written, f"{file.name} no longer holds {old!r}"
    file.write_text(written.replace(old, new, 1), encoding="utf-8")
