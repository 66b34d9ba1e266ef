"""The wheel's papers as plain data: what their templates are filled with."""

from __future__ import annotations

from typing import Any

from musworkshop import limits
from musworkshop.documents.form_content import furniture
from musworkshop.documents.naming import language_tag, long_date
from musworkshop.documents.picture import Drawn, Picture
from musworkshop.documents.plain import one_line, plain
from musworkshop.documents.wheel_figure import Use, draw_look, draw_wheel, letter_of
from musworkshop.documents.wheel_ink import draw_mark
from musworkshop.documents.wheel_looks import LOOK_NAMES, looks
from musworkshop.documents.wheel_words import alternative, compared, summary
from musworkshop.model.wheel_papers import WheelPaper
from musworkshop.text import _, speaking

#: Side of a level's look in the key, in mm.
_LOOK_MM = 4.2
#: Pixels of a wheel in Word, on a side.
_WORD_PX = 2400


def wheel_content(
    paper: WheelPaper,
    use: Use,
    *,
    size_mm: float,
    letters_pt: tuple[float, float] = (13.0, 6.5),
    drawn: Drawn = Drawn.SVG,
) -> dict[str, Any]:
    """Return the words and figures of a paper, cleaned and in its language.

    Parameters
    ----------
    paper : WheelPaper
    use : Use
    size_mm : float
        Side of the square that holds the wheel and its names.
    letters_pt : tuple of float
        Largest and smallest size of the names.
    drawn : Drawn
        SVG for Typst, where a figure is plain data; PNG for Word, where it is a
        `Picture`.

    Returns
    -------
    dict
        ``templates/documents/README.md`` names its keys.
    """
    with speaking(paper.language):
        wheel = draw_wheel(
            paper,
            use,
            size_mm=size_mm,
            letters_pt=letters_pt,
            drawn=drawn,
            side_px=_WORD_PX,
        )
        answered = use is Use.ANSWERED
        picture = Picture(
            image=wheel.image,
            drawn=drawn,
            alt=alternative(paper, answered=answered),
            width_mm=size_mm,
            height_mm=size_mm,
        )
        return {
            **_head(paper),
            "wheel": _placed(picture),
            "numbered": [
                {"number": str(number), "title": title}
                for number, title in wheel.numbered
            ],
            "levels": _levels(paper, drawn),
            "marks": _marks(paper, drawn) if answered else [],
            **(_talk(paper) if answered else _to_fill_in(paper)),
            **furniture(),
        }


def _head(paper: WheelPaper) -> dict[str, Any]:
    place = [part for part in (paper.title, paper.workplace) if part.strip()]
    return {
        "language": paper.language,
        "language_tag": language_tag(paper.language),
        "title": one_line(paper.title),
        "file_title": one_line(" – ".join(place)),
        "workshop_title": "",
        "workplace": one_line(paper.workplace),
        "date": long_date(paper.held_on, language=paper.language),
        "who": one_line(paper.who),
        "intro": [plain(each) for each in paper.intro],
        "credit": one_line(" ".join(paper.credit)),
        "levels_label": _("The levels, from the rim inwards"),
    }


def _levels(paper: WheelPaper, drawn: Drawn) -> list[dict[str, Any]]:
    return [
        {
            "title": one_line(title),
            "about": one_line(about),
            "look": _small(draw_look(look, drawn), _(LOOK_NAMES[look]), drawn),
        }
        for look, title, about in zip(
            looks(len(paper.levels)), paper.levels, paper.levels_about, strict=True
        )
    ]


def _marks(paper: WheelPaper, drawn: Drawn) -> list[dict[str, Any]]:
    """Return the key to the marks that stand in this wheel, and to no others."""
    marks = []
    mine, theirs = one_line(paper.mine_name), one_line(paper.theirs_name)
    if any(tooth.mine is not None for tooth in paper.teeth):
        filled = _("{who}: the filled field").format(who=mine)
        look = looks(len(paper.levels))[0]
        marks.append((draw_look(look, drawn), _(LOOK_NAMES[look]), filled))
    if any(tooth.theirs is not None for tooth in paper.teeth):
        letter = letter_of(theirs)
        alt = _("a round mark with the letter {letter}").format(letter=letter)
        marks.append((draw_mark(letter, drawn), alt, theirs))
    if any(t.theirs is not None and t.theirs == t.mine for t in paper.teeth):
        alt = _("a round mark with a sign of equality")
        marks.append((draw_mark("=", drawn), alt, _("You agree")))
    if any(tooth.last_year is not None for tooth in paper.teeth):
        alt = _("an open diamond")
        marks.append((draw_mark("", drawn), alt, one_line(paper.last_year_name)))
    return [
        {"text": words, "mark": _small(image, alt, drawn)}
        for image, alt, words in marks
    ]


def _to_fill_in(paper: WheelPaper) -> dict[str, Any]:
    """Return what the poster and the sheet to fill in say."""
    return {
        "by_label": _("Filled in by"),
        "day_label": _("Date"),
        "cross": _(
            "Cross one field for each competence. The small round in its corner shows"
            " the level."
        ),
        "focus_label": _("What we choose to work on, three areas at most"),
        "focus_lines": limits.FOCUS_AREAS,
        "means_label": _("What the competences mean"),
        "competences": [
            {
                "number": str(place),
                "title": one_line(tooth.title),
                "means": [one_line(line) for line in tooth.means],
            }
            for place, tooth in enumerate(paper.teeth, 1)
        ],
        "own_label": _("Competences of our own, and what they mean to us"),
        "own_lines": paper.empty_fields,
    }


def _talk(paper: WheelPaper) -> dict[str, Any]:
    """Return what the two have said of the wheel and chosen from it."""
    heads, rows = compared(paper)
    return {
        "summary": summary(paper),
        "list_label": _("Competence by competence"),
        "competence_column": _("Competence"),
        "said_column": _("How it is seen"),
        "columns": heads,
        "rows": rows,
        "focus_label": _("What we have chosen to work on"),
        "focus": [
            {"title": one_line(each.title), "sentence": plain(each.sentence)}
            for each in paper.focus
        ],
        "no_focus": _("No focus area is chosen yet."),
    }


def _small(image: bytes, alt: str, drawn: Drawn) -> Any:
    return _placed(
        Picture(
            image=image, drawn=drawn, alt=alt, width_mm=_LOOK_MM, height_mm=_LOOK_MM
        )
    )


def _placed(picture: Picture) -> Any:
    return picture.as_data if picture.drawn is Drawn.SVG else picture
