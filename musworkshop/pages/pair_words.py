"""What the page of the two says: to whom, how far they are, where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from musworkshop.content.wheel import Wheel
from musworkshop.documents.naming import long_date
from musworkshop.model.pair import PairView, Side, Way
from musworkshop.rules.wheel import Compared
from musworkshop.text import _, language, ngettext


def ways() -> list[dict[str, str]]:
    """Return the three ways to use the wheel."""
    return [
        {
            "id": Way.BOTH.value,
            "title": _("Both fill it in"),
            "about": _("Neither sees the other's wheel before you are both ready."),
        },
        {
            "id": Way.ALONE.value,
            "title": _("The employee fills it in"),
            "about": _("The employee brings it to the talk and shows it when ready."),
        },
        {
            "id": Way.TALK.value,
            "title": _("Nobody fills it in"),
            "about": _("You talk from the wheel and choose what to work on."),
        },
    ]


def name(side: Side) -> str:
    """Return what one of the two is called as a heading."""
    return _("Leader") if side is Side.LEADER else _("Employee")


def mark(side: Side) -> str:
    """Return the letter that marks the other one's ratings in the wheel."""
    return name(side)[0]


def title(view: PairView) -> str:
    """Return the page's heading."""
    if view.way is Way.TALK:
        return _("Talk from the wheel")
    if not view.is_revealed:
        return _("Your wheel") if fills_in(view) else _("The employee's wheel")
    if view.way is Way.ALONE:
        return _("The employee's wheel")
    return _("Now you see both wheels")


def lead(view: PairView) -> str:
    """Return what to do now, in a sentence or two."""
    if view.way is Way.TALK:
        return _("Nobody rates anything. Choose up to three focus areas together.")
    if view.is_revealed:
        return _("Talk about it first. Then choose up to three focus areas together.")
    if not fills_in(view):
        return _(
            "The employee fills in the wheel and shows it to you when it is ready."
        )
    if view.way is Way.ALONE:
        return _(
            "Fill in the wheel and bring it to the talk. Show it when you are ready."
        )
    return _("You each fill in the wheel, and show them to each other together.")


def fills_in(view: PairView) -> bool:
    """Say whether this one fills the wheel in."""
    return view.side in view.way.sides


def ready(view: PairView, rated: int, of: int) -> dict[str, Any]:
    """Return how far the two are with being ready."""
    if view.way is Way.ALONE:
        label = _("Show my wheel")
        confirm = _("Your leader sees your wheel at once, and you cannot take it back.")
    else:
        label = _("I am ready")
        confirm = _(
            "When you are both ready you see each other's wheels at once, and it cannot"
            " be taken back."
        )
    counted = _("Pair {number}: {n} of {of} competences are rated.").format(
        number=view.number, n=rated, of=of
    )
    return {
        "shown": fills_in(view) and not view.is_revealed,
        "mine": view.me.is_ready,
        "theirs": view.them.is_ready,
        "sentence": "" if view.is_revealed else _how_far(view),
        "label": label,
        "can_undo": view.me.is_ready and not view.is_revealed,
        "confirm": f"{counted} {confirm}",
    }


def _how_far(view: PairView) -> str:
    to_employee = view.side is Side.EMPLOYEE
    if not view.them.has_come:
        return (
            _("Your leader has not opened the link yet.")
            if to_employee
            else _("The employee has not opened the link yet.")
        )
    if view.way is not Way.BOTH:
        return ""
    if view.me.is_ready:
        return (
            _("You are ready. Your leader is not ready yet.")
            if to_employee
            else _("You are ready. The employee is not ready yet.")
        )
    if view.them.is_ready:
        return (
            _("Your leader is ready and waits for you.")
            if to_employee
            else _("The employee is ready and waits for you.")
        )
    return (
        _("Your leader is not ready yet either.")
        if to_employee
        else _("The employee is not ready yet either.")
    )


def notices(view: PairView) -> list[str]:
    """Return whose links were made anew and when: both of the two see it always."""
    found = []
    for state in (view.me, view.them):
        if not state.renewed_on:
            continue
        times = len(state.renewed_on)
        days = ", ".join(
            long_date(date.fromisoformat(day), language=language())
            for day in dict.fromkeys(state.renewed_on)
        )
        found.append(
            ngettext(
                "The employee has made {n} new link for the leader: {days}.",
                "The employee has made {n} new links for the leader: {days}.",
                times,
            ).format(n=times, days=days)
            if state.side is Side.LEADER
            else ngettext(
                "The leader has made {n} new link for the employee: {days}.",
                "The leader has made {n} new links for the employee: {days}.",
                times,
            ).format(n=times, days=days)
        )
    return found


def covered(view: PairView) -> str:
    """Return what stays hidden of what was rated before the link was renewed."""
    if not view.covered:
        return ""
    return ngettext(
        "{n} rating from before the new link is kept. It is shown when you are both"
        " ready; you can rate anew.",
        "{n} ratings from before the new link are kept. They are shown when you are"
        " both ready; you can rate anew.",
        view.covered,
    ).format(n=view.covered)


def rows(view: PairView, compared: Sequence[Compared], wheel: Wheel) -> list[Any]:
    """Return each rated competence with the words of both."""
    return [
        {
            "id": row.tooth.id,
            "title": row.tooth.title,
            "same": None if row.apart is None else not row.apart,
            "text": _both(view, row, wheel),
        }
        for row in compared
    ]


def _both(view: PairView, row: Compared, wheel: Wheel) -> str:
    def said(level_id: str | None) -> str:
        if level_id is None:
            return _("not rated")
        title = str(wheel.level(level_id).title)
        return title[:1].lower() + title[1:]

    if row.apart == 0:
        return _("Both: {level}").format(level=said(row.employee))
    if view.way is Way.ALONE:
        return said(row.employee)
    mine, theirs = row.employee, row.leader
    if view.side is Side.LEADER:
        mine, theirs = theirs, mine
    other = name(view.side.other)
    return _("You: {mine} · {other}: {theirs}").format(
        mine=said(mine), other=other, theirs=said(theirs)
    )
