"""Choose for the form, and see the form grow."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.errors import InputError
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.model.work import FormQuestion, Origin, PassageKind
from musworkshop.model.workshop import VoteState
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.rules.advice import form_advice
from musworkshop.store import form
from musworkshop.text import _
from musworkshop.widgets.form_chooser import FormChooser

_ALL = "all"
_SOURCES = {"room": Origin.ROOM, "leader": Origin.LEADER, "concept": Origin.CONCEPT}


class ChoosingPart:
    """Which questions stand in everybody's form, and which in a table's own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = FormChooser(
            calls={
                "choose": self.choose,
                "unchoose": self.unchoose,
                "reword": self.reword,
                "add_own": self.add_own,
                "move": self.move,
                "draft": desk.keep_draft,
            },
            scope=desk.scope,
        )

    def update(self, room: Room) -> None:
        """Show candidates, chosen questions and the advice."""
        own = room.group.id if room.group else None
        advice = form_advice(
            room.questions,
            passages=room.passages,
            concept=room.concept,
            group_id=own,
        )
        self.widget.show(
            {
                "scopes": _scopes(room),
                "themes": [
                    {
                        "id": theme.id,
                        "title": str(theme.title),
                        "chosen": [
                            _chosen(room, each)
                            for each in room.questions
                            if each.theme_id == theme.id
                            and (room.is_facilitator or each.group_id in (None, own))
                        ],
                        "candidates": _candidates(room, theme.id),
                    }
                    for theme in room.concept.themes
                ],
                "advice": [{"ok": each.ok, "text": each.text} for each in advice],
                "who": _(TABLE[Artefact.FORM_QUESTION].sentence),
                "limit": limits.CARD_CHARACTERS,
            }
        )

    def choose(
        self, request_id: str, scope: str, theme_id: str, origin: str, origin_id: str
    ) -> Any:
        """Put a candidate into a form; its text is read from the store, not sent."""
        room = self._desk.read()
        for each in _candidates(room, theme_id):
            if (each["kind"], each["id"]) == (origin, origin_id):
                return self._choose(
                    request_id,
                    scope,
                    theme_id,
                    _SOURCES[origin],
                    origin_id,
                    each["text"],
                    tuple(each["origins"]),
                )
        raise InputError(_("That question is no longer on the wall."))

    def add_own(self, request_id: str, scope: str, theme_id: str, text: str) -> Any:
        """Put a question typed here into a form."""
        if all(theme_id != each.id for each in self._desk.room.concept.themes):
            raise InputError(_("That theme is not part of this workshop."))
        return self._choose(request_id, scope, theme_id, Origin.OWN, None, text, ())

    def unchoose(self, request_id: str, question_id: str) -> Any:
        """Take a question out of a form."""
        return self._desk.act(request_id, lambda c, v: form.unchoose(c, v, question_id))

    def reword(self, request_id: str, question_id: str, text: str, version: int) -> Any:
        """Word a chosen question differently."""
        return self._desk.act(
            request_id,
            lambda c, v: form.reword(c, v, question_id, text, version).as_answer(),
        )

    def move(self, request_id: str, question_id: str, by: int) -> Any:
        """Move a question up or down within its theme."""
        return self._desk.act(request_id, lambda c, v: form.move(c, v, question_id, by))

    def _choose(
        self,
        request_id: str,
        scope: str,
        theme_id: str,
        origin: Origin,
        origin_id: str | None,
        text: str,
        origins: tuple[str, ...],
    ) -> Any:
        return self._desk.act(
            request_id,
            lambda connection, viewer: {
                "id": form.choose(
                    connection,
                    viewer,
                    group_id=None if scope == _ALL else scope,
                    theme_id=theme_id,
                    origin=origin,
                    origin_id=origin_id,
                    text=text,
                    origins=origins,
                )
            },
        )


def _scopes(room: Room) -> list[dict[str, Any]]:
    everybody = {"id": _ALL, "label": _("Everybody"), "can_edit": room.is_facilitator}
    if room.is_facilitator:
        tables = [
            {"id": each.id, "label": each.name, "can_edit": True}
            for each in room.groups
        ]
        return [everybody, *tables]
    if room.group:
        mine = {
            "id": room.group.id,
            "label": room.group.name,
            "can_edit": room.is_scribe,
        }
        return [everybody, mine]
    return [everybody]


def _chosen(room: Room, question: FormQuestion) -> dict[str, Any]:
    mine = room.group is not None and question.group_id == room.group.id
    return {
        "id": question.id,
        "text": question.text,
        "version": question.version,
        "scope": question.group_id or _ALL,
        "scope_label": room.origin(question.group_id)
        if question.group_id
        else _("Everybody"),
        "origins": list(question.origins),
        "can_edit": room.is_facilitator or (mine and room.is_scribe),
    }


def _candidates(room: Room, theme_id: str) -> list[dict[str, Any]]:
    chosen_in: dict[str, list[str]] = {}
    for question in room.questions:
        if question.origin_id:
            scopes = chosen_in.setdefault(question.origin_id, [])
            scopes.append(question.group_id or _ALL)
    shown = room.workshop.vote_state is VoteState.REVEALED
    ranked = sorted(room.candidates, key=lambda each: -room.sums.get(each.id, 0))
    found: list[dict[str, Any]] = [
        {
            "kind": "leader",
            "id": each.id,
            "text": each.text,
            "origins": [],
            "dots": None,
            "set": "",
        }
        for each in room.several(PassageKind.LEADER_QUESTION, theme_id=theme_id)
        if each.text
    ]
    found += [
        {
            "kind": "room",
            "id": each.id,
            "text": each.text,
            "origins": list(each.origins),
            "dots": room.sums.get(each.id, 0) if shown else None,
            "set": "",
        }
        for each in ranked
        if each.theme_id == theme_id
    ]
    titles = {each.id: str(each.title) for each in room.concept.question_sets}
    found += [
        {
            "kind": "concept",
            "id": each.id,
            "text": str(each.text),
            "origins": [],
            "dots": None,
            "set": titles.get(each.set_id, ""),
        }
        for each in room.concept.questions
        if each.theme_id == theme_id
    ]
    return [{**each, "chosen_in": chosen_in.get(each["id"], [])} for each in found]
