"""Documents as links, the form as it will be printed, and the room's code."""

from __future__ import annotations

from musworkshop.model.work import PassageKind
from musworkshop.model.workshop import Workshop
from musworkshop.pages.desk import Desk
from musworkshop.pages.room import Room
from musworkshop.rules.form import preparation_forms
from musworkshop.settings import Settings
from musworkshop.store import workbook
from musworkshop.store.connect import reading
from musworkshop.text import _
from musworkshop.widgets.form_preview import FormPreview
from musworkshop.widgets.room_panel import RoomPanel

_FORMATS = (("Word", "docx"), ("PDF", "pdf"), ("Excel", "xlsx"))
_DRAWN = (("SVG", "svg"), ("PNG", "png"))


class RoomPanelPart:
    """The code, the projector and the documents, always at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = RoomPanel(scope=desk.scope)

    def update(self, room: Room) -> None:
        """Show the code and the documents that exist now."""
        documents = [
            {"label": label, "formats": [_link(kind, name) for kind in kinds]}
            for label, name, kinds in (*_forms(room), *_reports(room), *_wheel(room))
        ]
        documents.append(
            {
                "label": _("Log of the workshop"),
                "formats": [_link(kind, "log") for kind in _FORMATS[:2]],
            }
        )
        self.widget.show(
            {
                "phones": room.presence.devices,
                "code": spaced(room.workshop.room_code),
                "join_url": join_url(room.workshop),
                "projector_url": f"p/{room.projector_key}",
                "documents": documents,
                "archive_url": "documents/archive.mus.zip",
            }
        )


class PreviewPart:
    """Skema 1 on screen, as it will be printed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.widget = FormPreview(scope=desk.scope)

    def update(self, room: Room) -> None:
        """Show the seat's own form, or everybody's."""
        with reading(self._desk.engine) as connection:
            book = workbook.read(connection, room.viewer)
        forms = preparation_forms(book, room.concept, language=room.language)
        own = room.group.id if room.group else None
        shown = next((each for each in forms if each.group_id == own), forms[0])
        name = _file(shown.group_position)
        self.widget.show(
            {
                "title": shown.title,
                "department": " · ".join(
                    part for part in (shown.workplace, shown.group_name) if part
                ),
                "frame": {
                    "heading": shown.frame,
                    "core_task": shown.core_task,
                    "goals": [
                        f"{goal.text} ({goal.own_words})"
                        if goal.own_words
                        else goal.text
                        for goal in shown.goals
                    ],
                    "challenges": list(shown.challenges),
                },
                "columns": {
                    "theme": shown.columns.theme,
                    "question": shown.columns.question,
                    "employee": shown.columns.employee,
                    "employee_prompts": list(shown.columns.employee_prompts),
                    "leader": shown.columns.leader,
                    "leader_prompts": list(shown.columns.leader_prompts),
                },
                "rows": [
                    {
                        "theme": row.theme,
                        "areas": list(row.areas),
                        "questions": [line.text for line in row.lines],
                    }
                    for row in shown.rows
                ],
                "downloads": [_link(kind, name) for kind in _FORMATS],
                "footer": shown.footer,
            }
        )


def spaced(code: str) -> str:
    """Return a room code as people read it: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def join_url(workshop: Workshop) -> str:
    """Return the address a phone opens; it carries the code and the join key."""
    return Settings().join_link(workshop.room_code, workshop.join_key)


def join_host() -> str:
    """Return the address people type, without protocol."""
    return Settings().address.split("://")[-1]


_Offer = tuple[str, str, tuple[tuple[str, str], ...]]


def _reports(room: Room) -> list[_Offer]:
    """Return the temperature's report, once there is a result."""
    if room.round is None or room.round.publication is None:
        return []
    council = str(room.concept.council)
    one_page = _("One page for {council}").format(council=council)
    return [
        (one_page if council else _("One page"), "temperature-short", _FORMATS[:2]),
        (_("MUS temperature, whole report"), "temperature", _FORMATS),
    ]


def _wheel(room: Room) -> list[_Offer]:
    """Return the empty wheel, as a poster and to fill in by hand."""
    if room.concept.wheel is None:
        return []
    poster, sheet = _FORMATS[1:2] + _DRAWN, _FORMATS[1:2] + _DRAWN[:1]
    return [
        (_("Poster of the wheel (A3)"), "wheel-poster-a3", poster),
        (_("Poster of the wheel (A4)"), "wheel-poster-a4", poster),
        (_("Wheel to fill in (A3)"), "wheel-sheet-a3", sheet),
        (_("Wheel to fill in (A4)"), "wheel-sheet-a4", sheet),
    ]


def _forms(room: Room) -> list[_Offer]:
    """Return label and file name of each form; groups only where theirs differs."""
    if room.concept.form is None:
        return []
    goals = {each.id for each in room.several(PassageKind.GOAL) if each.text}
    own = {
        each.group_id
        for each in room.several(PassageKind.OWN_WORDS)
        if each.text and each.parent_id in goals
    } | {each.group_id for each in room.questions}
    forms: list[_Offer] = [(_("Form for everybody"), _file(0), _FORMATS)]
    forms += [
        (
            _("Form for {table}").format(table=group.name),
            _file(group.position),
            _FORMATS,
        )
        for group in room.groups
        if group.id in own
    ]
    return forms


def _file(position: int) -> str:
    return f"skema-1-{position}" if position else "skema-1"


def _link(kind: tuple[str, str], name: str) -> dict[str, str]:
    return {"label": kind[0], "url": f"documents/{name}.{kind[1]}"}
