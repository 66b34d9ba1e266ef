"""Values as the tables hold them: ids, moments, tokens, cleaned text."""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata
import uuid
from datetime import UTC, datetime

from musworkshop.errors import InputError
from musworkshop.text import _

#: Crockford's base32: no I, L, O, U, so that a code can be read aloud.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_CHARACTERS = 8
_UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp"})
_MISREAD = str.maketrans("OILU", "011V")
#: They run on while the machine sleeps; Linux has the first, macOS the second.
_AWAKE_OR_ASLEEP = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC_RAW")


def _steady_s() -> float:
    """Return the seconds of a clock that nobody sets, one for the whole machine."""
    for name in _AWAKE_OR_ASLEEP:
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


_ahead_s = time.time() - _steady_s()


def new_id() -> str:
    """Return a random 128-bit id that says nothing about time or order."""
    return uuid.UUID(bytes=secrets.token_bytes(16), version=4).hex


def new_token() -> str:
    """Return a random 256-bit secret."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Return the SHA-256 of a random secret, as the store keeps it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code() -> str:
    """Return a random room code of 40 bits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_CHARACTERS))


def plain_code(typed: str) -> str:
    """Return a typed room code without spaces, upper case, misread letters mended."""
    kept = "".join(character for character in typed if character.isalnum())
    return kept.upper().translate(_MISREAD)[:64]


def now() -> datetime:
    """Return this moment in UTC, by a clock that does not jump when somebody sets it.

    The machine's clock is asked once, when a server starts (or, without a server, when
    this module is imported); from then on its steady clock counts. A server that
    starts anew asks the machine's clock anew, and takes over what has been set since.
    """
    return datetime.fromtimestamp(_steady_s() + _ahead_s, UTC)


def ahead_s() -> float:
    """Return how far `now` is ahead of the machine's steady clock, in seconds."""
    return _ahead_s


def keep_time(ahead_s: float) -> None:
    """Let `now` count as another process of this machine does.

    Parameters
    ----------
    ahead_s : float
        What `ahead_s` returns there.
    """
    global _ahead_s
    _ahead_s = ahead_s


def stamp(moment: datetime) -> str:
    """Return a moment as text; text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def moment(stamped: str) -> datetime:
    """Return the moment a text of `stamp` stands for."""
    return datetime.fromisoformat(stamped)


def without_controls(text: str) -> str:
    """Return `text` without what no database keeps: NUL, controls, half characters."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )


def clean(text: str, *, limit: int, may_be_empty: bool = False) -> str:
    """Return `text` as it is kept: NFC, without control characters and outer space.

    Parameters
    ----------
    text : str
        What a person typed; shown as text everywhere, so markup needs no care.
    limit : int
        Characters allowed.
    may_be_empty : bool
        Whether nothing at all is an answer.

    Returns
    -------
    str
        The cleaned text, at most `limit` characters.

    Raises
    ------
    InputError
        If it is empty or too long.
    """
    if not isinstance(text, str):
        raise InputError(_("Text was expected."))
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = without_controls(normal).strip()
    if all(unicodedata.category(character) in _UNSEEN for character in kept):
        kept = ""  # nothing but characters that nobody sees
    if not kept and not may_be_empty:
        raise InputError(_("Write something first."))
    if len(kept) > limit:
        raise InputError(
            _(
                "The text has {n} characters; there is room for {limit}. Shorten it,"
                " or make two of it."
            ).format(n=len(kept), limit=limit)
        )
    return kept
