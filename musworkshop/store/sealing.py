"""Sealed texts: AES-GCM, always of a length that says nothing."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


def sealed(key: bytes, text: str, *, bound_to: str, padded_bytes: int) -> bytes:
    """Return `text` sealed.

    Parameters
    ----------
    key : bytes
        256 bits.
    bound_to : str
        It opens only under the same words: it cannot be put in another's place.
    padded_bytes : int
        It is filled up to a multiple of this.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    plain = text.encode()
    plain += b" " * (-len(plain) % padded_bytes)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def opened(key: bytes, content: bytes, *, bound_to: str) -> str:
    """Return what was sealed.

    Raises
    ------
    InvalidTag, ValueError
        If another key sealed it, or it was bound to something else.
    """
    nonce, rest = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
    return AESGCM(key).decrypt(nonce, rest, bound_to.encode()).decode().rstrip()
