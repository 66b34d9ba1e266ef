"""The facilitator's whole page, put together as ipywidgets would do it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from musworkshop.widgets.base import MusWidget
from musworkshop.widgets.card_sorter import CardSorter
from musworkshop.widgets.room_panel import RoomPanel
from musworkshop.widgets.run_sheet import RunSheet
from musworkshop.widgets.step_control import StepControl
from musworkshop.widgets.table_overview import TableOverview
from musworkshop.widgets.vote_panel import VotePanel
from tests.widgets import room_samples as samples
from tests.widgets.gallery import Stage

BOXES = """(slots) => {
  const place = document.getElementById("place");
  const views = [...place.children];
  const frame = document.createElement("div");
  const own = "lm-Widget jupyter-widgets widget-container widget-box";
  frame.className = `${own} mus-page mus-facilitator`;
  for (const slot of ["mus-nav", "mus-main", "mus-aside"]) {
    const box = document.createElement("div");
    box.className = `${own} ${slot}`;
    views.forEach((view, k) => { if (slots[k] === slot) box.append(view); });
    frame.append(box);
  }
  place.append(frame);
}"""

AMOUNTS = ("empty", "normal", "full")


def facilitator_widgets(amount: str) -> dict[str, list[MusWidget]]:
    """Every widget of the facilitator's page with so much data, by its place."""
    size = AMOUNTS.index(amount)
    text = samples.LONG_TEXT if amount == "full" else None
    sheet, control = samples.run_sheet(), samples.step_control()
    if amount == "empty":
        control = {**control, "clock": None, "next": None}
    if amount == "full":
        sheet["workplace"] = samples.LONG_NAME
    tables = samples.table_overview((0, 6, 12)[size], long=amount == "full")
    sorter = samples.card_sorter((0, 9, 14)[size], text=text)
    vote = samples.vote_panel(
        ("closed", "open", "revealed")[size], results=(0, 6, 20)[size]
    )
    return {
        "mus-nav": [RunSheet(data=sheet)],
        "mus-main": [
            StepControl(data=control),
            TableOverview(data=tables),
            CardSorter(data=sorter),
            VotePanel(data=vote),
        ],
        "mus-aside": [RoomPanel(data=samples.room_panel((0, 2, 3)[size]))],
    }


def put_facilitator(stage: Stage, amount: str) -> Page:
    """Show the facilitator's whole page."""
    by_slot = facilitator_widgets(amount)
    page = stage.put(*(widget for widgets in by_slot.values() for widget in widgets))
    slots: list[Any] = [slot for slot, widgets in by_slot.items() for _ in widgets]
    page.evaluate(BOXES, slots)
    return page
