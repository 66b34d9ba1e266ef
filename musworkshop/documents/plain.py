"""Make any text safe to stand in a document: as text, never as markup."""

from __future__ import annotations

import re

# XML 1.0 knows no control characters but tab, line feed and carriage return, no lone
# surrogates and no non-characters; one of them makes Word refuse the whole file.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NON_CHARACTERS = {
    plane * 0x10000 + end: None for plane in range(17) for end in (0xFFFE, 0xFFFF)
}


def plain(text: str) -> str:
    """Return `text` without what no document format can hold.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Line ends are line feeds, tabs are spaces; everything else stands as typed.
    """
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _FORBIDDEN.sub("", one_kind).translate(_NON_CHARACTERS)


def one_line(text: str) -> str:
    """Return `text` as `plain` does, on one line."""
    return " ".join(plain(text).split())
