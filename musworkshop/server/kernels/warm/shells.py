"""Pages that are rendered once: the same HTML for all, each with its own kernel.

A page's HTML depends on what its kernel shows. For pages of widgets that is little: the
id of the kernel and those of the widgets on show. These are cut out, and what is left
is rendered once. A page that shows anything else of its visitor is rendered for each.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_MOST_KEPT = 64
#: Ids as Jupyter makes them; anything else does not go into a page unescaped.
_PLAIN_ID = re.compile(r"[0-9a-f-]{8,64}")

Cells = list[dict[str, Any]]
Render = Callable[[str, Cells], Awaitable[str]]


class PageShells:
    """Rendered pages by what they show, the ids in them left open."""

    def __init__(self) -> None:
        #: Stands for an id in a rendered page; no page can contain it by chance.
        self._mark = secrets.token_hex(16)
        self._pieces: OrderedDict[str, list[str]] = OrderedDict()
        self._marked = re.compile(rf"{self._mark}-(\d+)-")

    async def page(
        self, name: str, kernel_id: str, cells: Cells, *, render: Render
    ) -> str:
        """Return a visitor's page.

        Parameters
        ----------
        name : str
            Tells pages apart that differ in anything but what their cells show.
        kernel_id : str
            Of the visitor's own kernel.
        cells : list of dict
            What the kernel's cells have left, see `Opening.run`.
        render : callable
            Awaited with a kernel id and cells; returns the page's HTML.
        """
        ids = [kernel_id]
        open_cells = json.loads(json.dumps(cells), object_hook=self._leave_open(ids))
        if not all(_PLAIN_ID.fullmatch(each) for each in ids):
            return await render(kernel_id, cells)
        key = json.dumps([name, open_cells], sort_keys=True)
        if key not in self._pieces:
            html = await render(self._place(0), open_cells)
            self._pieces[key] = self._marked.split(html)
            while len(self._pieces) > _MOST_KEPT:
                self._pieces.popitem(last=False)
        self._pieces.move_to_end(key)
        return _joined(self._pieces[key], ids)

    def _place(self, number: int) -> str:
        return f"{self._mark}-{number}-"

    def _leave_open(self, ids: list[str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
        """Return what replaces the ids of shown widgets, and notes them in `ids`."""

        def leave_open(found: dict[str, Any]) -> dict[str, Any]:
            view = found.get(WIDGET_VIEW)
            if not isinstance(view, dict) or "model_id" not in view:
                return found
            ids.append(str(view["model_id"]))
            # The text that stands for the widget names its memory address.
            kept = {key: value for key, value in found.items() if key != "text/plain"}
            return {
                **kept,
                WIDGET_VIEW: {**view, "model_id": self._place(len(ids) - 1)},
            }

        return leave_open


def _joined(pieces: Sequence[str], ids: Sequence[str]) -> str:
    """Return the page: pieces of HTML, with numbers of ids between them."""
    return "".join(
        ids[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces)
    )
