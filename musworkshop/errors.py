"""The one tree of errors; each message is a sentence a person can act on.

::

    MusWorkshopError
    ├── ContentError        a file under templates/ is wrong; carries file and key
    ├── SettingsError       a setting or a command line option is wrong
    ├── StoreError
    │   ├── StoreRefused    this database must not be used (library, disk, schema)
    │   ├── NotFound        no such workshop, seat, card
    │   └── NotAllowed      this role may not do this, or may not see this
    ├── InputError          what a person typed cannot be kept as it is
    ├── DocumentError       a document could not be made
    └── ServerError         the dashboards could not be started
"""

from __future__ import annotations


class MusWorkshopError(Exception):
    """Something went wrong; please try again."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class ContentError(MusWorkshopError):
    """A content file is wrong."""

    def __init__(
        self, message: str | None = None, *, file: str = "", key: str = ""
    ) -> None:
        super().__init__(message)
        #: Path of the file (or folder), and the dotted key in it; empty where unknown.
        self.file, self.key = file, key


class SettingsError(MusWorkshopError):
    """A setting is wrong."""


class StoreError(MusWorkshopError):
    """The store could not do this."""


class StoreRefused(StoreError):
    """This database must not be used."""


class NotFound(StoreError):
    """This is no longer there."""


class NotAllowed(StoreError):
    """This is not open to your role."""


class InputError(MusWorkshopError):
    """This text cannot be kept as it is."""


class DocumentError(MusWorkshopError):
    """The document could not be made."""


class ServerError(MusWorkshopError):
    """The dashboards could not be started."""
