"""What is wrong with a content file: where, what was found, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from musworkshop.errors import ContentError
from musworkshop.text import _, ngettext

#: Where a value stands: keys and positions from the top of the file.
Loc = tuple[int | str, ...]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, or that deserves a thought."""

    #: Path of the file, or of the folder where no single file is to blame.
    file: str
    #: Dotted key with the ids of the items: ``questions.simple-load.text.da``.
    key: str
    sentence: str

    def error(self) -> ContentError:
        """Return the problem as the error that stops the reading."""
        return ContentError(self.sentence, file=self.file, key=self.key)


class Places:
    """Names every place in the data of some files the way its author would.

    Parameters
    ----------
    data : dict
        What the files hold, joined.
    files : dict of str to str
        Top-level key -> path of the file it stands in.
    folder : str
        Path named where a key stands in no file.
    """

    def __init__(
        self, data: dict[str, Any], files: dict[str, str], folder: str
    ) -> None:
        self.data, self.files, self.folder = data, files, folder

    def key(self, loc: Loc) -> str:
        """Return the dotted key of `loc`; items go by id, name or theme."""
        parts: list[str] = []
        here: Any = self.data
        for part in loc:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                here = None
            parts.append(_label(here, part + 1) if isinstance(part, int) else part)
        return ".".join(parts)

    def problem(self, loc: Loc, what: str) -> Problem:
        """Return a problem at `loc`: `what` follows the name of the place."""
        file = self.files.get(str(loc[0]), self.folder) if loc else self.folder
        key = self.key(loc)
        place = _("{file}, key {key}").format(file=file, key=key) if key else file
        return Problem(file=file, key=key, sentence=f"{place}: {what}")


def _label(item: Any, number: int) -> str:
    if isinstance(item, dict):
        for name in ("id", "name", "theme"):
            if isinstance(item.get(name), str) and item[name]:
                return str(item[name])
    return str(number)


def found(value: Any) -> str:
    """Return `value` as its author would recognise it, at most about 40 characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, dict):
        return _("a table of keys")
    if isinstance(value, list):
        return ngettext(
            "a list with {n} item", "a list with {n} items", len(value)
        ).format(n=len(value))
    return str(value)


def listed(names: Iterable[object]) -> str:
    """Return names for a sentence: ``a, b, c``."""
    return ", ".join(str(name) for name in names) or _("nothing")


def nearest(word: object, allowed: Sequence[str]) -> str | None:
    """Return the allowed word most like `word`, or None when none is like it."""
    typed = str(word).lower()

    def likeness(name: str) -> float:
        # People mistype the end of a word more often than its beginning.
        begins_alike = name[:1].lower() == typed[:1]
        return SequenceMatcher(None, typed, name.lower()).ratio() + 0.1 * begins_alike

    best = max(allowed, key=likeness, default=None)
    return best if best is not None and likeness(best) >= 0.55 else None


def advice(word: object, allowed: Sequence[str], otherwise: str) -> str:
    """Return the nearest allowed word as a question, or else `otherwise`."""
    close = nearest(word, allowed)
    return _("did you mean {nearest}?").format(nearest=close) if close else otherwise
