"""How a page is put together: boxes with classes, and the parts of one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import ipywidgets

from musworkshop.pages.room import Room


class Part(Protocol):
    """A widget with what fills it."""

    widget: Any

    def update(self, room: Room) -> None:
        """Show the room."""


def box(classes: str, *children: ipywidgets.Widget) -> ipywidgets.Widget:
    """Return a box with CSS classes; the page's stylesheet lays it out."""
    made = ipywidgets.Box(children)
    for name in classes.split():
        made.add_class(name)
    return made


def show_only(parts: Iterable[Part], wanted: Iterable[Part], room: Room) -> None:
    """Update and show the wanted parts, hide the others.

    A hidden part keeps its fields and what stands half-written in them.
    """
    shown = list(wanted)
    for part in parts:
        is_wanted = part in shown
        if is_wanted:
            part.update(room)
        display = None if is_wanted else "none"
        if part.widget.layout.display != display:
            part.widget.layout.display = display
