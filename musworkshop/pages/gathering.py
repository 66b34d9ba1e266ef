"""Gather in plenary: the wall of cards, alike ones together, then the dots."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.work import Candidate, Stage
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.store import sorting, workshops
from musworkshop.text import _, ngettext
from musworkshop.widgets.card_sorter import CardSorter
from musworkshop.widgets.projector_stage import split_cards


class SortingPart:
    """The facilitator's wall: show, group, name, take down, undo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = CardSorter(
            calls={
                "focus_theme": self.focus_theme,
                "group_cards": self.group_cards,
                "ungroup_card": self.ungroup_card,
                "name_cluster": self.name_cluster,
                "hide_card": self.hide_card,
                "show_card": self.show_card,
                "undo": self.undo,
                "show_cards": self.show_cards,
                "turn_page": self.turn_page,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show the cards of the theme in focus."""
        picked = [card for card in room.cards if card.stage is Stage.ROOM]
        here = [card for card in picked if card.theme_id == room.focus_theme.id]
        pages = split_cards(wall_cards(room))
        self.widget.show(
            {
                "themes": [
                    {
                        "id": theme.id,
                        "title": str(theme.title),
                        "count": sum(
                            card.theme_id == theme.id and not card.hidden
                            for card in picked
                        ),
                    }
                    for theme in room.card_themes
                ],
                "theme_id": room.focus_theme.id,
                "cards": [
                    {
                        "id": card.id,
                        "text": card.text,
                        "origin": room.origin(card.group_id),
                        "cluster_id": card.cluster_id,
                        "hidden": card.hidden,
                    }
                    for card in here
                ],
                "clusters": [
                    {"id": each.id, "wording": each.wording, "version": each.version}
                    for each in room.clusters
                    if each.theme_id == room.focus_theme.id
                ],
                "shown": room.workshop.cards_shown,
                "undo": undo_sentence(room.undo),
                "page": min(room.workshop.projector_page, len(pages) - 1),
                "pages": len(pages),
                "limit": limits.CARD_CHARACTERS,
            }
        )

    def focus_theme(self, request_id: str, theme_id: str) -> Any:
        """Let the room look at another theme."""
        if all(theme.id != theme_id for theme in self._desk.room.card_themes):
            raise InputError(_("That theme is not part of this workshop."))
        return self._desk.act(
            request_id, lambda c, v: workshops.focus(c, v, theme_id=theme_id)
        )

    def turn_page(self, request_id: str, page: int) -> Any:
        """Turn the projector's page of cards."""
        return self._desk.act(request_id, lambda c, v: workshops.focus(c, v, page=page))

    def show_cards(self, request_id: str, shown: bool) -> Any:
        """Show the picked cards to the room, or cover them again."""
        return self._desk.act(
            request_id, lambda c, v: workshops.show_cards(c, v, shown)
        )

    def group_cards(self, request_id: str, card_ids: list[str]) -> Any:
        """Put cards that say nearly the same into one cluster."""
        return self._desk.act(
            request_id, lambda c, v: sorting.group_cards(c, v, card_ids)
        )

    def ungroup_card(self, request_id: str, card_id: str) -> Any:
        """Take a card out of its cluster."""
        return self._desk.act(
            request_id, lambda c, v: sorting.ungroup_card(c, v, card_id)
        )

    def name_cluster(
        self, request_id: str, cluster_id: str, wording: str, version: int
    ) -> Any:
        """Word a cluster."""
        return self._desk.act(
            request_id,
            lambda c, v: sorting.name_cluster(
                c, v, cluster_id, wording, version
            ).as_answer(),
        )

    def hide_card(self, request_id: str, card_id: str) -> Any:
        """Take a card off the wall."""
        return self._desk.act(
            request_id, lambda c, v: sorting.set_hidden(c, v, card_id, True)
        )

    def show_card(self, request_id: str, card_id: str) -> Any:
        """Put a card back on the wall."""
        return self._desk.act(
            request_id, lambda c, v: sorting.set_hidden(c, v, card_id, False)
        )

    def undo(self, request_id: str) -> Any:
        """Take back what was last done to the wall."""
        return self._desk.act(request_id, sorting.undo)


def wall_cards(room: Room) -> list[dict[str, Any]]:
    """Return the cards and clusters of the theme in focus, as the projector shows."""
    return [
        {"id": each.id, "text": each.text, "origins": origins_shown(each)}
        for each in room.candidates
        if each.theme_id == room.focus_theme.id
    ]


def undo_sentence(step: tuple[str, int] | None) -> str | None:
    """Return what the undo button takes back, in one sentence."""
    if step is None:
        return None
    kind, n = step
    if kind == "group":
        return ngettext("{n} card was grouped", "{n} cards were grouped", n).format(n=n)
    if kind == "ungroup":
        return _("A card was taken out of its group")
    if kind == "hide":
        return _("A card was taken off the wall")
    return _("A card was put back on the wall")


def origins_shown(candidate: Candidate) -> list[str]:
    """Return where a candidate comes from, as people read it."""
    return [each or _("one person") for each in candidate.origins]
