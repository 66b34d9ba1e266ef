"""The keys of a pair: what makes it readable to the two and to nobody else.

All that the two write is sealed with one key for each pair (AES-256-GCM). The key
itself lies in the store only wrapped (HPKE, RFC 9180) for key pairs that are made from
the two secrets: the secrets are known to the two browsers alone.
"""

from __future__ import annotations

import re
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from musworkshop.errors import InputError, NotFound
from musworkshop.store.sealing import opened, sealed
from musworkshop.text import _

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_KEY_BYTES = 32
#: Content is filled up to a multiple of this: how much is written, length does not say.
_PADDED_BYTES = 8192
#: 256 bits: in hexadecimal from a browser, in base64 from a link.
_SECRET = re.compile(r"[0-9a-f]{64}")
_TICKET = re.compile(r"[\w-]{43}")


class KeyHolder:
    """Whoever knows a secret: a browser, or a link that is not opened yet.

    Parameters
    ----------
    secret : str
        256 random bits; never kept by the server.
    """

    def __init__(self, secret: str) -> None:
        derived = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"musworkshop pair")
        self._private = X25519PrivateKey.from_private_bytes(
            derived.derive(secret.encode())
        )

    @property
    def public(self) -> bytes:
        """What the store keeps of a secret; the secret cannot be reckoned from it."""
        return self._private.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes, *, pair_id: str) -> bytes:
        """Return the pair's key; raise NotFound when it was not wrapped for this."""
        try:
            return bytes(_SUITE.decrypt(wrapped, self._private, info=pair_id.encode()))
        except (InvalidTag, ValueError) as error:
            raise NotFound(gone()) from error


def by_secret(secret: str) -> KeyHolder:
    """Return the holder of a browser's secret; raise InputError when it is none."""
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise InputError(_("The request was not understood."))
    return KeyHolder(secret)


def by_ticket(ticket: str) -> KeyHolder:
    """Return the holder of a link's ticket; raise NotFound when it is none."""
    if not isinstance(ticket, str) or not _TICKET.fullmatch(ticket):
        raise NotFound(gone())
    return KeyHolder(ticket)


def new_key() -> bytes:
    """Return a fresh key for a pair."""
    return secrets.token_bytes(_KEY_BYTES)


def wrap(key: bytes, public: bytes, *, pair_id: str) -> bytes:
    """Return a pair's key so that only the holder of `public` can open it."""
    to = X25519PublicKey.from_public_bytes(public)
    return bytes(_SUITE.encrypt(key, to, info=pair_id.encode()))


def seal(key: bytes, text: str, *, bound_to: str) -> bytes:
    """Return what one of the two wrote, sealed; it opens only under `bound_to`."""
    return sealed(key, text, bound_to=bound_to, padded_bytes=_PADDED_BYTES)


def unseal(key: bytes, content: bytes, *, bound_to: str) -> str:
    """Return what was sealed; raise NotFound when this key did not seal it."""
    try:
        return opened(key, content, bound_to=bound_to)
    except (InvalidTag, ValueError) as error:
        raise NotFound(gone()) from error


def gone() -> str:
    """Return the one sentence for a link that opens nothing here any more."""
    return _(
        "This link opens nothing any more: it has been used, is too old, or has been"
        " replaced by a new one. Ask the one you are to talk with for a new link; if a"
        " new one was made that you did not ask for, talk about that too."
    )
