"""The rehearsal before the fork leaves nothing and is refused nothing."""

from __future__ import annotations

import logging

import ipywidgets
import pytest

from musworkshop.model.roles import IN_THE_ROOM
from musworkshop.pages import waiting
from musworkshop.server import warming
from musworkshop.server.begin import workshop_to_serve
from musworkshop.settings import Settings
from musworkshop.store import tables
from musworkshop.store.connect import engine_for, reading


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    monkeypatch.setenv("MUSWORKSHOP_DATA", str(tmp_path))
    made = Settings(data=tmp_path, database_url="")
    workshop_to_serve(made, demo=True)
    yield made
    for role in IN_THE_ROOM:
        waiting._waiting.pop(role, None)
    ipywidgets.Widget.close_all()


def everything(settings: Settings) -> dict[str, list]:
    engine = engine_for(settings.url)
    with reading(engine) as connection:
        kept = {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=str)
            for table in tables.metadata.sorted_tables
        }
    engine.dispose()
    return kept


def test_a_rehearsal_leaves_nothing_and_is_refused_nothing(settings, caplog) -> None:
    before = everything(settings)

    with caplog.at_level(logging.WARNING, logger="musworkshop"):
        warming.warm_up()
        ready = len(ipywidgets.widgets.widget._instances)
        warming.settle_in()

    assert caplog.messages == []
    assert everything(settings) == before
    assert len(ipywidgets.widgets.widget._instances) == ready, "its page was closed"
    assert set(waiting._waiting) == set(IN_THE_ROOM)


def test_a_rehearsal_that_fails_does_no_harm(settings, caplog, monkeypatch) -> None:
    def fail(*_, **__) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(warming.workshops, "newest", fail)
    warming.warm_up()
    warming.settle_in()

    assert "could not be rehearsed" in caplog.text
    assert set(waiting._waiting) == set(IN_THE_ROOM)
