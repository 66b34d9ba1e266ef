"""A page that waited for its visitor is the page that is made for one."""

from __future__ import annotations

from typing import Any

import pytest

from musworkshop.model.roles import Role
from musworkshop.pages import waiting
from musworkshop.store import seats
from musworkshop.text import use_language
from tests.pages.opened import Opened
from tests.store.hall import Hall

PHONES = {Role.GROUP: "scribe", Role.PARTICIPANT: "alone"}
#: Ids of models differ from page to page.
MODEL = "IPY_MODEL_"


@pytest.fixture(autouse=True)
def nothing_waits() -> Any:
    yield
    waiting._waiting.clear()
    use_language("da")


def states(page: Opened) -> list[dict[str, Any]]:
    """All that a browser is told of a page, with the ids of models left out."""
    return [
        {
            key: value
            for key, value in widget.get_state().items()
            if MODEL not in str(value) and key != "data"
        }
        | {"data": without_time(getattr(widget, "data", {}))}
        for widget in (page.root, *waiting.below(page.root))
    ]


def without_time(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "clock"}


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("role", PHONES)
def test_a_page_that_waited_is_the_page_made_for_its_visitor(
    hall: Hall, role: Role, language: str
) -> None:
    viewer = hall.everybody[PHONES[role]]
    hall.write(seats.set_language, viewer, language)
    made = states(Opened(hall, viewer))

    use_language("da")
    for phone in PHONES:
        waiting.keep_ready(phone)
    waited = states(Opened(hall, viewer))

    assert waited == made
    assert waiting._waiting == {}


@pytest.mark.parametrize("database", ["sqlite"])
def test_what_waited_for_others_is_told_to_nobody(hall: Hall) -> None:
    for role in PHONES:
        waiting.keep_ready(role)
    _desk, other = waiting._waiting[Role.GROUP]
    parts = [other, *waiting.below(other)]

    Opened(hall, hall.alone)

    assert all(part.comm is None for part in parts)
