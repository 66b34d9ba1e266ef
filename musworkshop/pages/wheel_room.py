"""The wheel in the room: which competences there are, and the unit's picture."""

from __future__ import annotations

from typing import Any

from musworkshop.content.schema import StepKind
from musworkshop.content.wheel import Wheel
from musworkshop.errors import NotFound
from musworkshop.model.pair import CompetenceCount, LevelCount
from musworkshop.pages import pair_words as words
from musworkshop.pages.pair_wheel import levels
from musworkshop.pages.room import Room
from musworkshop.text import _, ngettext
from musworkshop.widgets.competence_wheel import CompetenceWheel
from musworkshop.widgets.wheel_picture import WheelPictureView

KINDS = frozenset({StepKind.WHEEL, StepKind.PAIRS, StepKind.PICTURE})


class WheelLookPart:
    """The workplace's wheel to look at: nobody rates anything in the room."""

    def __init__(self) -> None:
        self.widget = CompetenceWheel()

    def update(self, room: Room) -> None:
        """Show the competences and what they mean."""
        wheel = wheel_of(room)
        self.widget.show(
            {
                "title": str(wheel.title),
                "levels": levels(wheel),
                "competences": [
                    {
                        "id": each.id,
                        "title": str(each.title),
                        "means": [str(line) for line in each.means],
                        "own": False,
                    }
                    for each in wheel.competences
                ],
                "empty": wheel.empty_fields,
                "own_limit": 0,
                "editable": False,
                "mine": {"name": "", "ratings": {}},
                "theirs": None,
                "last_year": None,
                "who": "",
                "covered": "",
            }
        )


class PicturePart:
    """What the wheels of those who agreed say together."""

    def __init__(self) -> None:
        self.widget = WheelPictureView()

    def update(self, room: Room) -> None:
        """Show the picture, or that there is none yet."""
        self.widget.show(picture(room))


def wheel_of(room: Room) -> Wheel:
    """Return the workshop's wheel; raise NotFound where it has none."""
    if room.concept.wheel is None:
        raise NotFound(_("This workshop has no competence wheel."))
    return room.concept.wheel


def picture(room: Room) -> dict[str, Any]:
    """Return the unit's picture as widgets and the projector take it."""
    wheel, found = wheel_of(room), room.picture
    by_id = {each.competence_id: each for each in found.competences} if found else {}
    return {
        "title": _("What our wheels say together"),
        "summary": ngettext(
            "{n} wheel is counted.", "{n} wheels are counted.", found.wheels
        ).format(n=found.wheels)
        if found and found.wheels
        else "",
        "note": _(
            "Only wheels where both of the two agreed. Levels are put together until"
            " each number stands for nobody or for at least three wheels."
        ),
        "empty": ""
        if found and found.wheels
        else _("The wheels are not counted yet. That takes at least five that agree."),
        "levels": [str(each.title) for each in wheel.levels],
        "rows": [
            _row(str(each.title), by_id[each.id], wheel)
            for each in wheel.competences
            if each.id in by_id
        ]
        if found and found.wheels
        else [],
    }


def _row(title: str, counted: CompetenceCount, wheel: Wheel) -> dict[str, Any]:
    words_of_it = ""
    if not counted.n:
        words_of_it = _("too few to show")
    elif not counted.parts:
        words_of_it = _("not shown: it would say too much of few people")
    return {
        "title": title,
        "n": counted.n,
        "words": words_of_it,
        "parts": [
            {
                "text": _level_words(part, wheel),
                "count": part.count,
                "share": part.count / counted.n,
                "first": part.first,
                "last": part.last,
            }
            for part in counted.parts
        ],
    }


def _level_words(part: LevelCount, wheel: Wheel) -> str:
    titles = [str(each.title) for each in wheel.levels[part.first : part.last + 1]]
    if len(titles) == 1:
        return titles[0]
    last = titles[-1][:1].lower() + titles[-1][1:]
    return _("{first} to {last}").format(first=titles[0], last=last)


def wheel_scene(room: Room) -> tuple[str, dict[str, Any]]:
    """Return the projector's scene of a step of the wheel."""
    wheel = wheel_of(room)
    if room.step.kind is StepKind.WHEEL:
        return "wheel", {
            "title": str(wheel.title),
            "levels": levels(wheel),
            "competences": [{"title": str(each.title)} for each in wheel.competences],
            "empty": wheel.empty_fields,
        }
    if room.step.kind is StepKind.PICTURE:
        return "wheel_picture", picture(room)
    return "pairs", {
        "title": _("Two and two"),
        "sentences": [
            _("Each of you gets a link of your own. It works once, on one device."),
            _("What you write is for the two of you alone, and locked with your keys."),
        ],
        "ways": [
            {"title": each["title"], "about": each["about"]} for each in words.ways()
        ],
    }
