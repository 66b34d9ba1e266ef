"""Seals: what makes the answers of an open round unreadable in every copy of the store.

While a round is open a copy of the store, its log or a backup shows which ballot came
when, and so from which device. What stands on the ballot is sealed with a key that lies
outside the store and is destroyed when the ballots are counted.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from musworkshop.errors import StoreError
from musworkshop.store.sealing import opened, sealed
from musworkshop.text import _

#: Sealed texts are filled up to a multiple of this, so that length says nothing.
_PADDED_BYTES = 6144


class Seals:
    """The keys of the open rounds, one file for each workshop.

    Parameters
    ----------
    folder : Path
        Made when the first key is; only its owner can read it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, workshop_id: str) -> None:
        """Make a workshop's key and see it on the disk; one that is there stays."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Under its name only once it is whole: half a key would stay for ever.
        fresh = self._folder / f"{secrets.token_hex(8)}.new"
        binary = getattr(os, "O_BINARY", 0)  # Windows would change a byte in ten keys
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
        try:
            try:
                os.write(file, AESGCM.generate_key(bit_length=256))
                os.fsync(file)
            finally:
                os.close(file)
            try:
                os.link(fresh, self._path(workshop_id))
            except FileExistsError:
                pass
            except OSError:  # a file system without hard links
                if not self.exists(workshop_id):
                    fresh.replace(self._path(workshop_id))
        finally:
            fresh.unlink(missing_ok=True)
        self._keep_names()

    def seal(self, workshop_id: str, text: str, *, bound_to: str) -> bytes:
        """Return `text` sealed; it opens only under the same `bound_to`."""
        key = self._key(workshop_id)
        return sealed(key, text, bound_to=bound_to, padded_bytes=_PADDED_BYTES)

    def open(self, workshop_id: str, content: bytes, *, bound_to: str) -> str:
        """Return what was sealed; raise StoreError when this key did not seal it."""
        try:
            return opened(self._key(workshop_id), content, bound_to=bound_to)
        except (InvalidTag, ValueError) as error:
            raise StoreError(_no_key()) from error

    def destroy(self, workshop_id: str) -> None:
        """Destroy a workshop's key: what it sealed can never be opened again."""
        path = self._path(workshop_id)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(32))
                file.flush()
                os.fsync(file.fileno())
            path.unlink(missing_ok=True)

    def exists(self, workshop_id: str) -> bool:
        """Say whether the workshop's key is here."""
        return self._path(workshop_id).is_file()

    def must_exist(self, workshop_id: str) -> None:
        """Raise StoreError when the workshop's key is not here."""
        self._key(workshop_id)

    def tidy(self, closed: Iterable[str]) -> None:
        """Destroy the keys of rounds that are closed: a crash may have left them."""
        for workshop_id in closed:
            self.destroy(workshop_id)

    def _keep_names(self) -> None:
        """See the names in the folder on the disk too, where a system can."""
        if os.name == "posix":
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _path(self, workshop_id: str) -> Path:
        return self._folder / f"{workshop_id}.key"

    def _key(self, workshop_id: str) -> bytes:
        try:
            return self._path(workshop_id).read_bytes()
        except OSError as error:
            raise StoreError(_no_key()) from error


def _no_key() -> str:
    return _(
        "The key that opens the answers is not on this machine. Open the workshop on"
        " the machine where the answering was begun."
    )
