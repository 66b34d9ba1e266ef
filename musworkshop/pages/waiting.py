"""Pages that are made before anybody is there, so that a fork finds them ready.

Most of what a page costs is the same for everybody: its parts, widgets and sentences.
A process from which kernels are forked makes them once; a kernel takes the page of its
visitor's role, and only fills it. Without such a process pages are made when they are
asked for: the same code makes them, so both are the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ipywidgets

from musworkshop.model.roles import Role, Viewer
from musworkshop.pages import facilitator, pair, phone, projector
from musworkshop.pages.desk import Desk
from musworkshop.pages.pair_desk import PairDesk
from musworkshop.widgets.base import MusWidget

PAGES: dict[Role, Callable[[Desk], ipywidgets.Widget]] = {
    Role.FACILITATOR: facilitator.page,
    Role.PROJECTOR: projector.page,
    Role.GROUP: phone.page,
    Role.PARTICIPANT: phone.page,
    Role.PAIR: pair.page,
}
_waiting: dict[Role, tuple[Desk, ipywidgets.Widget]] = {}


def make(role: Role) -> tuple[Desk, ipywidgets.Widget]:
    """Return a role's page, and the desk at which somebody may sit."""
    desk = PairDesk() if role is Role.PAIR else Desk(role)
    return desk, PAGES[role](desk)


def keep_ready(role: Role) -> None:
    """Make a page, in the language in use, for the next who takes it."""
    _waiting[role] = _desk, page = make(role)
    for widget in parts(page):
        widget.get_ready_for_calls()


def take(role: Role) -> tuple[Desk, ipywidgets.Widget]:
    """Return a role's page, made before or now; what waited for others is closed."""
    desk, page = _waiting.pop(role) if role in _waiting else make(role)
    for _desk, other in _waiting.values():
        close(other)
    _waiting.clear()
    return desk, page


def close(page: ipywidgets.Widget) -> None:
    """Close a page, with all its parts and their layouts."""
    for widget in (page, *below(page)):
        widget.layout.close()
        widget.close()


def below(page: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """Give all widgets inside a page, not their layouts."""
    for child in getattr(page, "children", ()):
        yield child
        yield from below(child)


def parts(page: ipywidgets.Widget) -> Iterator[MusWidget]:
    """Give the parts of a page that show something and can be called."""
    return (widget for widget in below(page) if isinstance(widget, MusWidget))


def seat(page: ipywidgets.Widget, viewer: Viewer) -> None:
    """Let a page belong to a seat, in the language in use.

    The projector's page names no seat: what it holds, the whole room may see.
    """
    scope = "" if viewer.role is Role.PROJECTOR else viewer.seat_id
    for widget in parts(page):
        widget.belong_to(scope)
