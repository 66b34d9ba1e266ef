"""Settings from MUSWORKSHOP_* variables: the only reader of the environment."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SEAT_VARIABLE = "HTTP_X_MUS_SEAT"


class Settings(BaseSettings):
    """What an installation can choose.

    Attributes
    ----------
    data : Path
        Folder of the embedded database, the cookie secret and the logs.
    database_url : str
        SQLAlchemy URL; empty means SQLite in `data`.
    language : str
        ``da`` or ``en``: the face of pages where nobody has chosen.
    address : str
        Where phones reach the server, like ``http://192.168.1.20:8866``; set by the
        server for its kernels, so that pages can show it.
    assets : str
        Where browsers find all widgets in one module; set by the server for its
        kernels. Empty elsewhere: then each widget brings its own text along.
    clock_ahead_s : float, optional
        How far this moment is ahead of the machine's steady clock, in seconds; set by
        the server for its kernels, so that all count alike. See `store.values.now`.
    seals : Path
        Folder of the keys that seal the answers of an open temperature; not in `data`,
        so that a copy of `data` cannot be read.
    seat : str
        The seat this kernel serves; set by the server at launch, never by a visitor.
    """

    model_config = SettingsConfigDict(env_prefix="MUSWORKSHOP_", extra="ignore")

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("musworkshop"))
    )
    database_url: str = ""
    language: str = "da"
    address: str = ""
    assets: str = ""
    clock_ahead_s: float | None = None
    seals: Path = Field(
        default_factory=lambda: Path(platformdirs.user_state_dir("musworkshop-seals"))
    )
    seat: str = Field(default="", validation_alias=SEAT_VARIABLE)

    @property
    def url(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{self.data / 'musworkshop.sqlite'}"

    def join_link(self, room_code: str, join_key: str) -> str:
        """Return what the QR code says: the join page with the room's door open.

        Examples
        --------
        >>> Settings(address="http://192.168.1.20:8866").join_link("K7QF2M9D", "secret")
        'http://192.168.1.20:8866/?kode=K7QF2M9D&noegle=secret'
        """
        return f"{self.address}/?kode={room_code}&noegle={join_key}"
