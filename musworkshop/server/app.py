"""Voila as we run it: standalone, few routes, every setting in objects of ours."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import tornado.httpserver
import tornado.ioloop
import tornado.netutil
from jupyter_events import EventLogger
from traitlets import List, Unicode
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_template_paths

from musworkshop.errors import ServerError
from musworkshop.model.roles import Role
from musworkshop.server import downloads, join, keys, pair_papers, pairs
from musworkshop.server.assets import url
from musworkshop.server.configuration import ALLOWED_MESSAGES
from musworkshop.server.dashboards import Dashboard
from musworkshop.server.desk import Desk
from musworkshop.server.faces import PAGES
from musworkshop.server.guard import Alive, AssetFile, Nothing, log_failure
from musworkshop.server.kernels import choice
from musworkshop.server.kernels.choice import KernelKind
from musworkshop.server.kernels.handlers import OwnChannels, OwnKernel, OwnShutdown
from musworkshop.server.kernels.warm.sockets import folder_for_sockets
from musworkshop.server.notebooks import ShippedNotebooks
from musworkshop.store import seats, values
from musworkshop.text import _

_KERNEL_ID = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
#: Well within the time after which a device is called away, see `rules.presence`.
_SIGN_OF_LIFE_EVERY_S = 25.0
_LARGEST_FORM_BYTES = 1024 * 1024
_LARGEST_MESSAGE_BYTES = 2 * 1024 * 1024
_COMPRESSION = {"compression_level": 6, "mem_level": 5}


class MusVoila(Voila):
    """Standalone Voila with our routes and nobody else's configuration."""

    config_file_paths = List(Unicode(), default_value=[])

    def __init__(
        self,
        *,
        desk: Desk,
        config: Config,
        on_ready: Callable[[], None],
        on_spare: Callable[[int], None],
        notebooks: Path,
        kernels: KernelKind = KernelKind.WARM,
        **options: Any,
    ) -> None:
        super().__init__(config=config, **options)
        self.desk = desk
        self.on_ready = on_ready
        self.on_spare = on_spare
        self.kernels = kernels
        #: Found here by every kernel, so that none makes its own.
        self.event_logger = EventLogger()
        self.connection_dir_root = folder_for_sockets()
        self.root_dir = str(notebooks)

    def load_config_file(self, *_arguments: Any, **_options: Any) -> None:
        """Read no file: a ``voila.py`` in some folder is not ours."""

    def setup_template_dirs(self) -> None:
        """Look for templates in our folder, then in Voila's and nbconvert's own."""
        apps = ["voila", "nbconvert"]
        self.template_paths = [
            str(PAGES),
            *collect_template_paths(apps, "lab", prune=True),
        ]

    def init_settings(self) -> dict[str, Any]:
        """Return Voila's settings with our desk, and refuse an open kernel.

        Raises
        ------
        ServerError
            If the kernels would accept any message type, as Jupyter's do when the
            list is empty: then a visitor could run code.
        """
        settings: dict[str, Any] = super().init_settings()
        self.contents_manager = ShippedNotebooks(parent=self)
        self.kernel_manager.allowed_message_types = list(ALLOWED_MESSAGES)
        if not self.kernel_manager.allowed_message_types:
            raise ServerError(
                _("The kernels would run any visitor's code, so nothing is started.")
            )
        settings.update(
            {
                "contents_manager": self.contents_manager,
                "desk": self.desk,
                "default_handler_class": Nothing,
                "log_function": log_failure,
                "login_url": "/",
                "xsrf_cookies": True,
                "xsrf_cookie_kwargs": {"samesite": "Lax"},
                "websocket_max_message_size": _LARGEST_MESSAGE_BYTES,
                "websocket_compression_options": _COMPRESSION,
                "compress_response": True,
                "server_root_dir": "",
            }
        )
        return settings

    def init_handlers(self) -> list[Any]:
        """Return our routes; nothing of Voila's comes by itself."""
        return [
            (r"/", join.Welcome),
            (r"/join", join.Join),
            (r"/leave", join.Leave),
            (r"/f/(?P<key>[\w-]*)", keys.Key, {"role": Role.FACILITATOR}),
            (r"/p/(?P<key>[\w-]*)", keys.Key, {"role": Role.PROJECTOR}),
            *(self._dashboard(role) for role in Role),
            (r"/pair/open", pairs.PairDoor),
            (r"/documents/(?P<name>[\w.-]+)", downloads.Documents),
            (r"/documents/pair/(?P<name>[\w.-]+)", pair_papers.PairPapers),
            (r"/alive", Alive),
            (rf"/api/kernels/{_KERNEL_ID}", OwnKernel),
            (rf"/api/kernels/{_KERNEL_ID}/channels", OwnChannels),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", OwnShutdown),
            (r"/assets/(?P<name>[\w.-]+)", AssetFile),
        ]

    def _dashboard(self, role: Role) -> tuple[Any, ...]:
        return (
            f"/{role.value}",
            Dashboard,
            {
                "role": role,
                "notebook_path": f"{role.value}.ipynb",
                "template_paths": self.template_paths,
                "config": self.config,
                "voila_configuration": self.voila_configuration,
            },
        )

    async def _note_presence(self) -> None:
        """Note who has a page open: one write for the whole hall."""
        present = self.kernel_manager.present()
        if present:
            await self.desk.write(lambda connection: seats.seen(connection, present))

    def stop(self) -> None:
        """End all kernels at once; whatever a page was told is saved lies on disk."""
        # In the loop in which they were begun; some may be beginning now.
        self.ioloop.run_sync(partial(self.kernel_manager.shutdown_all, now=True))
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _warm_up(self) -> None:
        """Let kernels be warm where this machine can; say so where it cannot."""
        recipe = choice.recipe(self.desk.settings, folder=Path(self.connection_dir))
        found, reason = await choice.choose(self.kernels, recipe)
        self.kernel_spec_manager.recipe = found
        kind = KernelKind.PLAIN if found is None else KernelKind.WARM
        self.kernel_manager.settle(kernel_mb=choice.KERNEL_MB[kind])
        if reason:
            self.log.warning("Kernels are plain: %s", reason)

    def listen(self) -> None:
        """Listen, say so, and serve until a signal comes.

        Raises
        ------
        ServerError
            If the port is taken or may not be used; the sentence says what to do.
        """
        addresses = self.desk.addresses
        try:
            sockets = tornado.netutil.bind_sockets(
                addresses.port, addresses.listens_on or None
            )
        except OSError as problem:
            raise ServerError(
                _(
                    "Port {port} cannot be used ({reason}). Stop what uses it, or"
                    " choose another one with --port."
                ).format(port=addresses.port, reason=problem.strerror)
            ) from problem
        addresses.port = sockets[0].getsockname()[1]
        self.port = addresses.port
        self.kernel_manager.further_environment = {
            "MUSWORKSHOP_ADDRESS": addresses.public,
            "MUSWORKSHOP_ASSETS": url("widgets.js"),
            # Whole, as repr: the moments of all kernels are the server's.
            "MUSWORKSHOP_CLOCK_AHEAD_S": repr(values.ahead_s()),
            "MUSWORKSHOP_DATA": str(self.desk.settings.data),
            "MUSWORKSHOP_DATABASE_URL": self.desk.settings.database_url,
            "MUSWORKSHOP_LANGUAGE": self.desk.settings.language,
            # Nobody's start-up scripts and histories run in our kernels.
            "IPYTHONDIR": f"{self.connection_dir}/ipython",
        }
        server = tornado.httpserver.HTTPServer(
            self.app,
            max_body_size=_LARGEST_FORM_BYTES,
            max_buffer_size=_LARGEST_MESSAGE_BYTES,
        )
        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.run_sync(self._warm_up)
        # What is there now stays; left out of every collection, what visitors leave
        # behind is found soon, and nobody waits while all of it is looked through.
        gc.collect()
        gc.freeze()
        # Whoever came meanwhile has waited in the system's line: no hall was full.
        server.add_sockets(sockets)
        presence = tornado.ioloop.PeriodicCallback(
            self._note_presence, _SIGN_OF_LIFE_EVERY_S * 1000
        )
        presence.start()
        self.on_ready()
        kernels = self.kernel_manager
        self.ioloop.add_callback(
            kernels.keep_spare, kernels.spare_wanted, on_ready=self.on_spare
        )
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            self.log.info("Stopping")
        finally:
            presence.stop()
            server.stop()
            self.stop()
