"""Key pages: a secret link is exchanged for a seat's cookie, once per browser."""

from __future__ import annotations

from musworkshop.errors import StoreError
from musworkshop.model.roles import Role, Viewer
from musworkshop.server.desk import COOKIES
from musworkshop.server.guard import Open
from musworkshop.store import joining, seats, workshops
from musworkshop.store.connect import Connection


class Key(Open):
    """A facilitator's or a projector's link.

    Looking at the link changes nothing, so that a mail scanner that follows it takes
    no seat; the page's button, pressed by a small script, does.
    """

    def initialize(self, *, role: Role) -> None:
        """Remember which role the key opens."""
        self.role = role

    async def get(self, key: str) -> None:
        """Show the page with its one button."""
        self.show("key.html", role=self.role.value, action=self.request.path)

    async def post(self, key: str) -> None:
        """Exchange the key for a seat, unless the browser has that seat already."""
        cookie = COOKIES[self.role]
        present = await self.desk.seat(self.get_cookie(cookie), fresh=True)
        leading = None
        if not key and self.role is Role.PROJECTOR:
            token = self.get_cookie(COOKIES[Role.FACILITATOR])
            leading = await self.desk.seat(token, fresh=True)
        try:
            token = await self.desk.write(
                lambda connection: self._open(connection, key, present, leading)
            )
        except StoreError as problem:
            self.show("message.html", status=404, message=str(problem))
            return
        if token:
            self.put_seat_cookie(cookie, token)
        self.redirect(f"/{self.role.value}", status=303)

    def _open(
        self,
        connection: Connection,
        key: str,
        present: Viewer | None,
        leading: Viewer | None,
    ) -> str:
        """Return the token of a new seat; empty where the present one will do."""
        if leading is not None:
            workshop_id: str | None = leading.workshop_id
        else:
            workshop_id = workshops.by_key(connection, self.role, key)
        if present is not None and present.workshop_id == workshop_id:
            return ""
        if leading is not None:
            return seats.add(connection, leading.workshop_id, self.role)[1]
        return joining.open_with_key(connection, self.role, key)[1]
