"""Sub-questions: silent writing first, then the table lays out, picks and rewords."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.model.work import Card, PassageKind, Stage
from musworkshop.pages.desk import Desk
from musworkshop.pages.reading import inspiration
from musworkshop.pages.room import Room
from musworkshop.store import cards
from musworkshop.text import _
from musworkshop.widgets.card_writer import CardWriter

_DRAFT = "card:"
_WHO = {
    "own": Artefact.OWN_CARD,
    "table": Artefact.TABLE_CARD,
    "room": Artefact.ROOM_CARD,
}


class WritingPart:
    """Cards of a table's device, or of a person alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = CardWriter(
            calls={
                "add_card": self.add_card,
                "move_card": self.move_card,
                "reword_card": self.reword_card,
                "delete_card": self.delete_card,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the own cards and the table's."""
        origin = room.group.name if room.group else _("one person")
        self.widget.show(
            {
                "mode": "group" if room.group else "alone",
                "is_scribe": room.is_scribe,
                "themes": [
                    {
                        "id": theme.id,
                        "title": str(theme.title),
                        "about": str(theme.about),
                        "leader_questions": room.texts(
                            PassageKind.LEADER_QUESTION, theme_id=theme.id
                        ),
                        "inspiration": [
                            question
                            for each in inspiration(room, theme.id)
                            for question in each["questions"]
                        ],
                    }
                    for theme in room.card_themes
                ],
                "drafts": {
                    field.removeprefix(_DRAFT): text
                    for field, text in room.drafts.items()
                    if field.startswith(_DRAFT)
                },
                "cards": [
                    _card(each)
                    for each in sorted(room.cards, key=lambda card: card.number)
                    if each.mine or (room.group and each.group_id == room.group.id)
                ],
                "limit": limits.CARD_CHARACTERS,
                "who": {
                    key: _(
                        TABLE[artefact].sentence_for(alone=room.group is None)
                    ).format(origin=origin)
                    for key, artefact in _WHO.items()
                },
                "cards_shown": room.workshop.cards_shown,
            }
        )

    def add_card(self, request_id: str, theme_id: str, text: str, stage: str) -> Any:
        """Keep a new card."""
        if all(theme.id != theme_id for theme in self._desk.room.card_themes):
            raise InputError(_("That theme is not part of this workshop."))
        target = _stage(stage)
        return self._desk.act(
            request_id,
            lambda connection, viewer: {
                "id": cards.add(
                    connection, viewer, theme_id=theme_id, text=text, stage=target
                )
            },
        )

    def move_card(self, request_id: str, card_id: str, stage: str) -> Any:
        """Lay a card on the table, pick it for the room, or take it back."""
        target = _stage(stage)
        return self._desk.act(
            request_id,
            lambda connection, viewer: cards.move(connection, viewer, card_id, target),
        )

    def reword_card(
        self, request_id: str, card_id: str, text: str, version: int
    ) -> Any:
        """Change a card's text."""
        return self._desk.act(
            request_id,
            lambda c, v: cards.reword(c, v, card_id, text, version).as_answer(),
        )

    def delete_card(self, request_id: str, card_id: str) -> Any:
        """Remove a card."""
        return self._desk.act(
            request_id,
            lambda connection, viewer: cards.remove(connection, viewer, card_id),
        )


def _stage(name: str) -> Stage:
    try:
        return Stage(name)
    except ValueError:
        raise InputError(_("The request was not understood.")) from None


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "theme_id": card.theme_id,
        "text": card.text,
        "version": card.version,
        "stage": card.stage.value,
        "mine": card.mine,
        "hidden": card.hidden,
    }
