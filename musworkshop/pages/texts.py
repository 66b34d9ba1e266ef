"""Fields that several may edit: what is saved, added, removed, decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musworkshop.errors import NotFound
from musworkshop.model.roles import Viewer
from musworkshop.model.work import Passage, PassageKind
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.store import passages
from musworkshop.store.connect import Connection
from musworkshop.text import _
from musworkshop.widgets.field_list import FieldList

CHECK = "check:"
QUESTION = "leader_question:"
OWN_WORDS = "own_words:"


class TextsPart:
    """Fields the facilitator fills in: who we are, the strategy, priority questions.

    Parameters
    ----------
    desk : Desk
        The facilitator's desk.
    sections : callable
        Makes the sections of the field list from the room.
    name : str
        Tells several field lists on one page apart.
    """

    def __init__(
        self, desk: Desk, sections: Callable[[Room], list[dict[str, Any]]], *, name: str
    ) -> None:
        self._desk = desk
        self._sections = sections
        self.widget = FieldList(
            calls={
                "save": self.save,
                "add": self.add,
                "remove": self.remove,
                "resolve": self.resolve,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
            name=name,
        )

    def update(self, room: Room) -> None:
        """Show the room's texts."""
        self.widget.show({"sections": self._sections(room)})

    def save(self, request_id: str, key: str, text: str, version: int) -> Any:
        """Keep a field; the answer says what the store now holds."""

        def do(connection: Connection, viewer: Viewer) -> Any:
            if key.startswith(OWN_WORDS):
                goal_id = key.removeprefix(OWN_WORDS)
                return passages.say_in_own_words(
                    connection, viewer, goal_id, text, version
                ).as_json()
            if key.startswith(CHECK) and version == 0:
                passages.add(
                    connection,
                    viewer,
                    PassageKind.CHECK,
                    theme_id=key.removeprefix(CHECK),
                    text=text,
                )
                return {"text": text, "version": 1, "conflicts": []}
            return passages.save(
                connection, viewer, self._passage_id(key), text, version
            ).as_json()

        return self._desk.act(request_id, do)

    def add(self, request_id: str, key: str) -> Any:
        """Add an empty goal, challenge or question."""
        kind, _colon, theme_id = key.partition(":")

        def do(connection: Connection, viewer: Viewer) -> Any:
            passage_id = passages.add(
                connection, viewer, PassageKind(kind), theme_id=theme_id or None
            )
            return {"key": passage_id}

        return self._desk.act(request_id, do)

    def remove(self, request_id: str, key: str) -> Any:
        """Remove a goal, challenge or question."""
        return self._desk.act(
            request_id,
            lambda connection, viewer: passages.remove(connection, viewer, key),
        )

    def resolve(self, request_id: str, key: str, text: str, version: int) -> Any:
        """Decide between texts that were written at the same time."""

        def do(connection: Connection, viewer: Viewer) -> Any:
            return passages.resolve(
                connection, viewer, self._passage_id(key), text, version
            ).as_json()

        return self._desk.act(request_id, do)

    def _passage_id(self, key: str) -> str:
        """Return the passage a field's key stands for."""
        room = self._desk.read()
        for passage in room.passages:
            if key in (passage.id, _key(passage)) and (
                passage.group_id in (None, room.viewer.group_id)
            ):
                return passage.id
        raise NotFound(_("This text has been removed in the meantime."))


def _key(passage: Passage) -> str:
    if passage.kind is PassageKind.CHECK:
        return f"{CHECK}{passage.theme_id}"
    if passage.kind is PassageKind.OWN_WORDS:
        return f"{OWN_WORDS}{passage.parent_id}"
    return passage.id
