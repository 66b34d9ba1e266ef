"""One TOML file in, one dictionary out; what is not TOML is said in a sentence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from musworkshop.errors import ContentError
from musworkshop.text import N_, _

_POSITION = re.compile(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$")

#: How tomllib begins its reason -> what it means to somebody who writes questions.
_REASONS = (
    ("Cannot overwrite", N_("this key stands twice in the same place")),
    ("Cannot declare", N_("this table stands twice")),
    ("Duplicate inline table key", N_("this key stands twice in the same braces")),
    ("Expected '='", N_("after a key there must be an equals sign")),
    ("Expected newline", N_("there is something after the end of the value")),
    ("Unclosed", N_("a bracket or a brace is not closed")),
    ("Unterminated string", N_("a text lacks its closing quotation mark")),
    ("Illegal character '\\n'", N_("a text lacks its closing quotation mark")),
    (
        "Invalid initial character",
        N_("a key is missing, or a line breaks off too early"),
    ),
    ("Invalid value", N_("a text must stand in quotation marks")),
    ("Unescaped '\\'", N_("a backslash must be written twice")),
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the TOML file `path` holds.

    Parameters
    ----------
    path : Path
        A UTF-8 file, with or without the mark that Windows editors put in front.

    Returns
    -------
    dict
        Keys and values as tomllib gives them.

    Raises
    ------
    ContentError
        If the file cannot be opened, is not UTF-8 or is not TOML; the message says
        in which line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError(
            _("{file}: this file cannot be opened ({reason}); check its path.").format(
                file=path, reason=error.strerror or type(error).__name__
            ),
            file=str(path),
        ) from error
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(
            _(
                "{file}, line {line}: found a character that is not UTF-8; allowed is"
                " UTF-8 only, so save the file with that encoding."
            ).format(file=path, line=line),
            file=str(path),
        ) from error
    except (ValueError, RecursionError) as error:  # also numbers and lists beyond sense
        raise ContentError(
            _not_toml(path, str(error), lines=raw.count(b"\n") + 1), file=str(path)
        ) from error


def _not_toml(path: Path, message: str, *, lines: int) -> str:
    """Say which line is not TOML, and why."""
    position = _POSITION.search(message)
    line = int(position[1]) if position and position[1] else lines
    reason = _POSITION.sub("", message)
    if reason == "Invalid value" and position and not position[1]:
        reason = "Unclosed"  # the file ends where a list wants its next item
    known = next((text for start, text in _REASONS if reason.startswith(start)), None)
    return _(
        "{file}, line {line}: this is not TOML, because {reason}; allowed are lines"
        ' such as key = "text" or key = {{da = "...", en = "..."}}; correct this line'
        " or the one above it."
    ).format(file=path, line=line, reason=_(known) if known else f'"{reason}"')
