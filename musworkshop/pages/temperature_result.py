"""The published result to read, and the actions agreed on."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.pages import temperature as shown
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.rules.temperature_words import STATUSES
from musworkshop.store import actions
from musworkshop.text import _
from musworkshop.widgets.action_list import ActionList
from musworkshop.widgets.base import Handler
from musworkshop.widgets.temperature_result import TemperatureResult


class ResultPart:
    """What may be shown of the answers, once the round is closed."""

    def __init__(self) -> None:
        self.widget = TemperatureResult()

    def update(self, room: Room) -> None:
        """Show the published result; before it, a sentence in its place."""
        instrument, round_ = shown.measured(room)
        found = round_.publication
        if found is None:
            self.widget.show(
                {
                    **_EMPTY,
                    "heading": _("The result"),
                    "rule": _(TABLE[Artefact.RESULT].sentence),
                }
            )
            return
        self.widget.show(
            {
                "heading": _("The result"),
                "answered": shown.answered_sentences(round_),
                "rule": shown.rule(round_),
                "total": shown.total_bar(found.employees, instrument),
                "areas": shown.areas(found, instrument),
                "gaps": [
                    {"title": each["title"], "sentence": each["sentence"]}
                    for each in shown.gap_rows(found, instrument)
                ],
                "units": shown.unit_table(found, instrument),
                "comments": list(found.comments) if round_.comments_shown else [],
                "hidden_comments": shown.hidden_comments(
                    found, is_shown=round_.comments_shown
                ),
                "leaders_note": shown.leaders_note(found),
                "approximate": shown.about_figures(found),
            }
        )


_EMPTY: dict[str, Any] = {
    "answered": [],
    "total": None,
    "areas": [],
    "gaps": [],
    "units": None,
    "comments": [],
    "hidden_comments": "",
    "leaders_note": "",
    "approximate": "",
}


class ActionsPart:
    """At most three actions; the facilitator writes them, all read them.

    Parameters
    ----------
    desk : Desk
    editable : bool
        Whether this page writes.
    """

    def __init__(self, desk: Desk, *, editable: bool) -> None:
        self._desk, self._editable = desk, editable
        calls: dict[str, Handler] = {}
        if editable:
            calls = {
                "save_action": self.save_action,
                "delete_action": self.delete_action,
            }
        self.widget = ActionList(calls=calls, scope=desk.scope)

    def update(self, room: Room) -> None:
        """Show the actions agreed on so far."""
        self.widget.show(
            {
                "editable": self._editable,
                "actions": shown.action_rows(room.actions),
                "most": limits.ACTIONS,
                "statuses": [
                    {"id": status.value, "text": _(words)}
                    for status, words in STATUSES.items()
                ],
                "limit": limits.CARD_CHARACTERS,
                "who": _(TABLE[Artefact.AGREED_ACTION].sentence),
                "empty": _("No action is agreed yet."),
            }
        )

    def save_action(
        self,
        request_id: str,
        action_id: str,
        text: str,
        owner: str,
        due: str,
        status: str,
        seen: str = "",
    ) -> Any:
        """Keep an action."""
        return self._desk.act(
            request_id,
            lambda c, v: {
                "id": actions.save(
                    c,
                    v,
                    action_id,
                    text=text,
                    owner=owner,
                    due=due,
                    status=status,
                    seen=seen,
                )
            },
        )

    def delete_action(self, request_id: str, action_id: str) -> Any:
        """Take an action out."""
        return self._desk.act(request_id, lambda c, v: actions.remove(c, v, action_id))
