"""Who asks: seats from cookies, and kernels that answer only to their own seat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import RequestHandler

from musworkshop.model.roles import Viewer
from musworkshop.server.desk import Desk
from musworkshop.server.guard import all_cookies


@dataclass
class SeatHolder(User):
    """A browser that holds at least one seat."""

    #: Cookie name -> the seat it stands for.
    seats: dict[str, Viewer] = field(default_factory=dict)

    def holds(self, seat_id: str) -> bool:
        """Return whether one of the browser's seats is `seat_id`."""
        return any(viewer.seat_id == seat_id for viewer in self.seats.values())


class SeatIdentity(IdentityProvider):
    """Jupyter's login, with the room code as its password and the seat as its user."""

    async def get_user(self, handler: RequestHandler) -> SeatHolder | None:
        """Return the browser's seats, or None for a visitor without any."""
        known = getattr(handler, "_jupyter_current_user", None)
        if isinstance(known, SeatHolder):
            return known
        desk: Desk = handler.settings["desk"]
        held = {}
        for name in all_cookies():
            viewer = await desk.seat(handler.get_cookie(name))
            if viewer is not None:
                held[name] = viewer
        if not held:
            return None
        return SeatHolder(username="seat", seats=held)

    def get_handlers(self) -> list[tuple[str, object]]:
        """Return none: joining has its own routes."""
        return []

    def is_token_authenticated(self, handler: RequestHandler) -> bool:
        """Return False: nobody skips the checks of origin and form token."""
        return False


class OwnKernelOnly(Authorizer):
    """A kernel is open to the seat it was started for, and to nobody else."""

    def is_authorized(
        self, handler: JupyterHandler, user: Any, action: str, resource: str
    ) -> bool:
        """Return whether the browser holds the seat of the kernel it asks for."""
        kernel_id = handler.path_kwargs.get("kernel_id", "")
        kernels: Any = handler.kernel_manager
        seat_id = kernels.seat_of(kernel_id)
        return (
            resource == "kernels"
            and isinstance(user, SeatHolder)
            and bool(seat_id)
            and user.holds(seat_id)
        )
