"""The projector's dashboard: no control and no person on it."""

from __future__ import annotations

import ipywidgets

from musworkshop.pages.desk import Desk
from musworkshop.pages.layout import box
from musworkshop.pages.stage import StagePart


def page(desk: Desk) -> ipywidgets.Widget:
    """Return the projector's page, live."""
    stage = StagePart()
    desk.follow(stage.update, every_s=5.0)
    return box("mus-page mus-projector", stage.widget)
