"""Jupyter's `jsonschema`, imported first and without what takes it nearly a second.

It checks addresses with foreign letters (``iri``) by 38 grammars that are built when
it is imported. No schema of Jupyter's holds such an address (jupyter_server #1559,
jsonschema #1428); without the package jsonschema leaves the check out.
"""

from __future__ import annotations

import importlib
import sys

_GRAMMARS = "rfc3987_syntax"


def import_without_grammars() -> None:
    """Import `jsonschema` as if the grammars were not installed."""
    if "jsonschema" in sys.modules or _GRAMMARS in sys.modules:
        return
    sys.modules[_GRAMMARS] = None  # type: ignore[assignment]
    try:
        importlib.import_module("nbformat")
    finally:
        del sys.modules[_GRAMMARS]


import_without_grammars()
