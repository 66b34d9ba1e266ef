"""Joining: a room code, then a table or alone. No account, no name of a person."""

from __future__ import annotations

import hmac
from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError, MusWorkshopError, NotAllowed, NotFound
from musworkshop.model.roles import Role, Viewer
from musworkshop.model.workshop import Group
from musworkshop.server.desk import COOKIES, SEAT_COOKIE
from musworkshop.server.guard import Open
from musworkshop.store import joining, seats, workshops
from musworkshop.store.connect import Connection
from musworkshop.text import _, language

#: Signed; says for two hours which room's code this browser knew.
_ROOM_COOKIE = "mus-room"
_ROOM_DAYS = 2 / 24
_LONGEST_CODE = 64


class Door(Open):
    """What the pages of joining share."""

    async def knock(self, code: str, join_key: str = "") -> str | MusWorkshopError:
        """Return the workshop a code opens, or the sentence that says it does not.

        A failure must be counted, so nothing is raised inside the transaction.
        """
        address = self.request.remote_ip or ""

        def ask(connection: Connection) -> str | MusWorkshopError:
            try:
                return joining.find_room(
                    connection, code, address=address, join_key=join_key
                )
            except (NotFound, NotAllowed) as problem:
                return problem

        return await self.desk.write(ask)

    async def seated(self) -> tuple[Viewer, str] | None:
        """Return the browser's seat in the room with its name, if it has one."""
        viewer = await self.desk.seat(self.get_cookie(SEAT_COOKIE), fresh=True)
        if viewer is None:
            return None
        found = viewer

        def name(connection: Connection) -> str:
            groups = joining.groups_of(connection, found.workshop_id)
            named = [g.name for g in groups if g.id == found.group_id]
            return named[0] if named else ""

        return viewer, await self.desk.read(name)

    def open_room(self, workshop_id: str) -> None:
        """Let the browser in: the next page asks how its people take part."""
        self.set_signed_cookie(
            _ROOM_COOKIE,
            workshop_id,
            expires_days=_ROOM_DAYS,
            httponly=True,
            samesite="Lax",
        )
        self.redirect("/join", status=303)

    def room(self) -> str:
        """Return the workshop whose code this browser knew; empty for none."""
        kept = self.get_signed_cookie(_ROOM_COOKIE, max_age_days=_ROOM_DAYS)
        return kept.decode() if kept else ""

    async def ask_code(self, *, code: str = "", error: str = "", status: int) -> None:
        """Show the page that asks for the room code."""
        present = await self.seated()
        self.show(
            "join.html",
            status=status,
            code=code[:_LONGEST_CODE],
            error=error,
            seat=present,
            has_left=self.get_query_argument("left", "") == "1",
        )


class Welcome(Door):
    """The front page: scan or type the code, or go on where one has been."""

    async def get(self) -> None:
        """Show the code's field; a scanned code opens the door at once."""
        code = self.get_query_argument("kode", "")[:_LONGEST_CODE]
        join_key = self.get_query_argument("noegle", "")[:_LONGEST_CODE]
        if code and join_key and await self.seated() is None:
            workshop_id = await self.knock(code, join_key)
            if isinstance(workshop_id, str) and await self._scanned(
                workshop_id, join_key
            ):
                self.open_room(workshop_id)
                return
        await self.ask_code(code=code, status=200)

    async def _scanned(self, workshop_id: str, join_key: str) -> bool:
        workshop = await self.desk.read(lambda c: workshops.get(c, workshop_id))
        return hmac.compare_digest(workshop.join_key.encode(), join_key.encode())


class Join(Door):
    """Which room, then which table."""

    async def get(self) -> None:
        """Show the tables of the room whose code was right."""
        workshop_id = self.room()
        if not workshop_id:
            self.redirect("/", status=303)
            return
        await self._ask_table(workshop_id)

    async def post(self) -> None:
        """Take the room code, or the choice of a table."""
        if self.get_body_argument("choice", ""):
            await self._sit_down()
            return
        code = self.get_body_argument("code", "")[:_LONGEST_CODE]
        found = await self.knock(code)
        if isinstance(found, str):
            self.open_room(found)
            return
        status = 429 if isinstance(found, NotAllowed) else 403
        await self.ask_code(code=code, error=str(found), status=status)

    async def _sit_down(self) -> None:
        workshop_id = self.room()
        if not workshop_id:
            self.redirect("/", status=303)
            return
        try:
            viewer, token = await self.desk.write(
                lambda connection: self._seat(connection, workshop_id)
            )
        except (InputError, NotFound) as problem:
            await self._ask_table(workshop_id, error=str(problem), status=422)
            return
        self.put_seat_cookie(SEAT_COOKIE, token)
        self.clear_cookie(_ROOM_COOKIE)
        self.redirect(f"/{viewer.role.value}", status=303)

    def _seat(self, connection: Connection, workshop_id: str) -> tuple[Viewer, str]:
        choice = self.get_body_argument("choice", "")
        if choice == "alone":
            return joining.join_alone(connection, workshop_id, language=language())
        if choice == "new":
            return joining.join_group(
                connection,
                workshop_id,
                name=self.get_body_argument("name", ""),
                function=self.get_body_argument("function", ""),
                people=self._people(),
                language=language(),
            )
        return joining.join_table(
            connection,
            workshop_id,
            self.get_body_argument("group", ""),
            language=language(),
        )

    def _people(self) -> int:
        typed = self.get_body_argument("people", "1").strip()
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    async def _ask_table(
        self, workshop_id: str, *, error: str = "", status: int = 200
    ) -> None:
        def ask(connection: Connection) -> tuple[str, tuple[Group, ...]]:
            workshop = workshops.get(connection, workshop_id)
            return workshop.language, joining.groups_of(connection, workshop_id)

        try:
            preferred, groups = await self.desk.read(ask)
        except NotFound:
            self.redirect("/", status=303)
            return
        self.choose_language(preferred)
        self.show(
            "tables.html",
            status=status,
            groups=groups,
            error=error,
            typed={
                field: self.get_body_argument(field, "")
                for field in ("name", "function", "people")
            },
            suggestion=_("Table {n}").format(n=len(groups) + 1),
            name_limit=limits.NAME_CHARACTERS,
            people_limit=limits.PEOPLE_PER_TABLE,
        )


class Leave(Door):
    """Forget this device: its seat goes, what it has given the room stays."""

    async def post(self) -> None:
        """Take the seat away and empty what the browser keeps."""
        token = self.get_cookie(SEAT_COOKIE)
        viewer = await self.desk.seat(token, fresh=True)
        if viewer is not None and viewer.role in (Role.GROUP, Role.PARTICIPANT):
            leaver = viewer
            await self.desk.write(lambda c: seats.leave(c, leaver))
            kernels: Any = self.settings["kernel_manager"]
            await kernels.give_up_seat(viewer.seat_id)
        self.desk.forget(token)
        self.clear_cookie(SEAT_COOKIE)
        self.clear_cookie(_ROOM_COOKIE)
        if not self.get_cookie(COOKIES[Role.PAIR]):
            # Else the page's script empties it, and leaves the wheels that are kept.
            self.set_header("Clear-Site-Data", '"storage"')
        self.redirect("/?left=1", status=303)
