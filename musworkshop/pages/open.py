"""Open a dashboard: find the seat this kernel serves and fill the page for it."""

from __future__ import annotations

import ipywidgets

from musworkshop.errors import MusWorkshopError, NotFound
from musworkshop.model.roles import Role, Viewer
from musworkshop.pages import waiting
from musworkshop.pages.logbook import keep_logbook
from musworkshop.settings import Settings
from musworkshop.store import seats, workbook
from musworkshop.store.connect import Engine, engine_for, reading, transaction
from musworkshop.store.values import keep_time
from musworkshop.text import _, use_language
from musworkshop.widgets.step_intro import StepIntro


def open_page(role: str) -> ipywidgets.Widget:
    """Return the dashboard of a role, live.

    Under Voila the kernel's seat comes from the server, which has checked it; in
    JupyterLab the person at the machine is seated in the newest workshop.

    Parameters
    ----------
    role : str
        ``facilitator``, ``projector``, ``group`` or ``participant``.

    Returns
    -------
    Widget
        The page; or a page that says in one sentence why there is none.
    """
    settings = Settings()
    use_language(settings.language)
    if settings.clock_ahead_s is not None:
        keep_time(settings.clock_ahead_s)
    try:
        engine, viewer = _seat(settings, Role(role))
        desk, page = waiting.take(viewer.role)
        desk.sit(engine, viewer)
        waiting.seat(page, viewer)
        return page
    except MusWorkshopError as problem:
        return StepIntro(
            data={
                "title": _("This page cannot be opened here"),
                "ask": str(problem),
                "paragraphs": [],
                "notes": [],
            }
        )


def _seat(settings: Settings, role: Role) -> tuple[Engine, Viewer]:
    if settings.seat:
        keep_logbook(settings.data)
        engine = engine_for(settings.url)
        with reading(engine) as connection:
            viewer = seats.viewer(connection, settings.seat)
        return engine, viewer
    # Only here: it brings Alembic along, which no visitor's kernel needs.
    from musworkshop.store.start import prepare

    engine = prepare(settings.url)
    with transaction(engine) as connection:
        local = workbook.local_viewer(connection, role)
    if local is None:
        raise NotFound(
            _("There is no workshop here yet. Begin one with: musworkshop serve --demo")
        )
    return engine, local
