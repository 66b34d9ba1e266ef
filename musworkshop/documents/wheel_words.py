"""What a wheel says in words: the same as its figure, row by row."""

from __future__ import annotations

from typing import Any

from musworkshop.documents.plain import one_line
from musworkshop.model.wheel_papers import Tooth, WheelPaper
from musworkshop.rules.wheel import agreement, place
from musworkshop.text import _, ngettext


def compared(paper: WheelPaper) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the list that stands beside a wheel.

    Parameters
    ----------
    paper : WheelPaper

    Returns
    -------
    heads : list of str
        A column for each layer that says anything.
    rows : list of dict
        ``number``, ``title``, ``words``, as many as the heads, and ``said``: the words
        with their heads. Where the two differ
        most stands first, then where they agree, then what only one has rated; what
        nobody has rated is left out.
    """
    layers = [
        (one_line(name), field)
        for name, field in (
            (paper.mine_name, "mine"),
            (paper.theirs_name, "theirs"),
            (paper.last_year_name, "last_year"),
        )
        if any(getattr(tooth, field) is not None for tooth in paper.teeth)
    ]
    rated = [
        (number, tooth)
        for number, tooth in enumerate(paper.teeth, 1)
        if any(getattr(tooth, field) is not None for _name, field in layers)
    ]
    heads = [name for name, _field in layers]
    rows = []
    for number, tooth in sorted(rated, key=lambda each: place(_apart(each[1]))):
        words = [_level(paper, getattr(tooth, field)) for _name, field in layers]
        rows.append(
            {
                "number": str(number),
                "title": one_line(tooth.title),
                "words": words,
                "said": " · ".join(
                    f"{head}: {word}" for head, word in zip(heads, words, strict=True)
                ),
            }
        )
    return heads, rows


def summary(paper: WheelPaper) -> str:
    """Return where the two agree and differ, in a sentence or two; "" without both."""
    return agreement(map(_apart, paper.teeth))


def alternative(paper: WheelPaper, *, answered: bool) -> str:
    """Return what is read aloud in place of the wheel; what it shows stands below it.

    Parameters
    ----------
    paper : WheelPaper
    answered : bool
        Whether it shows what two people have said of it.
    """
    names = ", ".join(one_line(tooth.title) for tooth in paper.teeth)
    levels = ", ".join(one_line(title) for title in paper.levels)
    said = [
        ngettext(
            "A competence wheel with {n} competence, clockwise: {names}.",
            "A competence wheel with {n} competences, clockwise: {names}.",
            len(paper.teeth),
        ).format(n=len(paper.teeth), names=names),
        _("The levels from the rim inwards: {levels}.").format(levels=levels),
    ]
    if answered:
        said += [_("The list below says what the wheel shows."), summary(paper)]
    elif paper.empty_fields:
        said.append(
            ngettext(
                "{n} field is empty, for a competence of one's own.",
                "{n} fields are empty, for competences of one's own.",
                paper.empty_fields,
            ).format(n=paper.empty_fields)
        )
    return one_line(" ".join(said))


def _level(paper: WheelPaper, place: int | None) -> str:
    return "–" if place is None else one_line(paper.levels[place])


def _apart(tooth: Tooth) -> int | None:
    if tooth.mine is None or tooth.theirs is None:
        return None
    return abs(tooth.mine - tooth.theirs)
