"""Where shipped folders lie: beside the package in a clone, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


NOTEBOOKS = _shipped("notebooks")
TEMPLATES = _shipped("templates")
CONCEPTS = TEMPLATES / "concepts"
DOCUMENTS = TEMPLATES / "documents"
VOILA = TEMPLATES / "voila"
