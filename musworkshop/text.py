"""Sentences in the reader's language: gettext catalogues, English in the code.

Catalogues are read from ``locale/<language>/musworkshop.po`` without a compile step
(Babel reads and compiles them in memory, once per process).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = ("da", "en")
_LOCALE = Path(__file__).resolve().parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="da")


def use_language(language: str) -> None:
    """Choose the language of all sentences made from now on in this context."""
    _language.set(language if language in LANGUAGES else "da")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make sentences in `language` inside the ``with`` block, then go back."""
    before = _language.get()
    use_language(language)
    try:
        yield
    finally:
        _language.set(before)


def language() -> str:
    """Return the language in use, ``da`` or ``en``."""
    return _language.get()


@cache
def _catalogue(language: str) -> NullTranslations:
    path = _LOCALE / language / "musworkshop.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return str(_catalogue(language()).ugettext(message))


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the message that fits `n`, in the language in use."""
    return str(_catalogue(language()).ungettext(singular, plural, n))


def N_(message: str) -> str:
    """Mark `message` for translation; it is translated later with `_`."""
    return message
