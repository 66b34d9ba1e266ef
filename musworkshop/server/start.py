"""Starting the server: open the store, make the keys, say where to go, serve."""

from __future__ import annotations

import json
import logging
import secrets
import threading
import webbrowser
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import segno

from musworkshop import folders
from musworkshop.content.read import find_concept, load_concept
from musworkshop.content.schema import Concept
from musworkshop.server import quick_jsonschema  # noqa: F401 - before Jupyter's parts
from musworkshop.server.addresses import Addresses
from musworkshop.server.app import MusVoila
from musworkshop.server.configuration import configuration
from musworkshop.server.desk import Desk
from musworkshop.server.kernels.choice import KernelKind
from musworkshop.server.kernels.limits import raise_open_files
from musworkshop.settings import Settings
from musworkshop.store import start, workshops
from musworkshop.store.connect import Engine, transaction
from musworkshop.text import _, use_language

DEFAULT_PORT = 8866
UNATTENDED_S = 300


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where everybody goes; the first two are secret."""

    facilitator: str
    projector: str
    join: str
    #: What the QR code says: the join link with its key.
    scan: str
    room_code: str
    #: How this machine's own browser reaches the server.
    local: str
    workshop_id: str


def serve(
    settings: Settings,
    *,
    host: str = "",
    port: int = DEFAULT_PORT,
    names: Iterable[str] = (),
    concept: Concept | None = None,
    workshop_id: str | None = None,
    open_browser: bool = True,
    announce: Callable[[Links], None] | None = None,
    unattended_s: int = UNATTENDED_S,
    most_kernels: int = 0,
    expected: int = 0,
    notebooks: Path | None = None,
    kernels: KernelKind = KernelKind.WARM,
) -> None:
    """Serve the dashboards until Ctrl-C or a signal; all kernels end with it.

    Parameters
    ----------
    settings : Settings
        Data folder, database and language.
    host : str
        IP address to listen on, or the name that phones use; empty listens on all of
        this machine's addresses.
    port : int
        TCP port; 0 takes a free one.
    names : iterable of str
        Further host names under which the server may be asked.
    concept : Concept, optional
        Begins a new workshop when the store holds none (and `workshop_id` is None).
    workshop_id : str, optional
        The workshop to serve; the newest when left out.
    open_browser : bool
        Whether to open the facilitator's page here.
    announce : callable, optional
        Called with the links once the server listens; prints them when left out.
    unattended_s : int
        Seconds after which a kernel without an open page is given up.
    most_kernels : int
        Kernels to allow; 0 lets the machine's memory decide.
    expected : int
        People for whom pages are kept ready.
    notebooks : Path, optional
        Folder of the four notebooks; the shipped one when left out.
    kernels : KernelKind
        Warm kernels fall back to plain ones where this machine cannot fork.

    Raises
    ------
    StoreRefused
        If the database must not be used.
    ServerError
        If the port cannot be used.
    """
    use_language(settings.language)
    # Jupyter's ping in milliseconds makes tornado warn about seconds; both work.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    engine = start.prepare(settings.url)
    keys = _keys(engine, settings, concept=concept, workshop_id=workshop_id)
    addresses = Addresses(host=host, names=tuple(names), port=port)
    desk = Desk(engine=engine, settings=settings, addresses=addresses)

    def ready() -> None:
        links = _links(addresses, keys)
        (announce or print_links)(links)
        if open_browser:
            _open(links.facilitator.replace(addresses.public, addresses.local, 1))

    app = MusVoila(
        desk=desk,
        config=configuration(
            most_files=raise_open_files(),
            unattended_s=unattended_s,
            most_kernels=most_kernels,
            expected=expected,
        ),
        on_ready=ready,
        on_spare=print_spare if announce is None else lambda _number: None,
        notebooks=notebooks or folders.NOTEBOOKS,
        kernels=kernels,
        log_level=logging.WARNING,
        cookie_secret=_cookie_secret(settings.data),
    )
    app.initialize([])
    try:
        app.start()
    finally:
        engine.dispose()


def _keys(
    engine: Engine,
    settings: Settings,
    *,
    concept: Concept | None,
    workshop_id: str | None,
) -> workshops.Keys:
    with transaction(engine) as connection:
        newest = workshops.newest(connection)
        chosen = workshop_id or (newest.id if newest else None)
        if chosen is None:
            return workshops.create(
                connection, concept=concept or _plain(), language=settings.language
            )
        return workshops.renew_keys(connection, chosen)


def _plain() -> Concept:
    return load_concept(find_concept("toender"))


def _links(addresses: Addresses, keys: workshops.Keys) -> Links:
    origin = addresses.public
    return Links(
        facilitator=f"{origin}/f/{keys.facilitator_key}",
        projector=f"{origin}/p/{keys.projector_key}",
        join=f"{origin}/",
        scan=Settings(address=origin).join_link(keys.room_code, keys.join_key),
        room_code=keys.room_code,
        local=addresses.local,
        workshop_id=keys.workshop_id,
    )


def print_links(links: Links) -> None:
    """Print where everybody goes, with a QR code for phones."""
    code = f"{links.room_code[:4]} {links.room_code[4:]}"
    rows = [
        (_("Facilitator (secret)"), links.facilitator),
        (_("Projector (secret)"), links.projector),
        (_("Join"), links.join),
        (_("Room code"), code),
    ]
    width = max(len(label) for label, _value in rows)
    print()
    for label, value in rows:
        print(f"  {label:<{width}}   {value}")
    print()
    segno.make(links.scan, error="l").terminal(compact=True)
    end = _("Stop with Ctrl-C. Everything that is saved stays.")
    print(f"\n  {end}\n", flush=True)


def print_spare(number: int) -> None:
    """Print that the hall may come."""
    print(_("{n} pages are ready for those who come.").format(n=number), flush=True)


def print_json(links: Links) -> None:
    """Print the links as one line of JSON, for programs."""
    print(json.dumps(asdict(links)), flush=True)


def _open(address: str) -> None:
    # Some browsers hold the call until they are closed.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _cookie_secret(folder: Path) -> bytes:
    """Return the secret that signs cookies, made once per data folder."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "cookie-secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
