from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.pages.opened import Opened
from tests.store.conftest import engine, kept_postgresql, kept_sqlite  # noqa: F401
from tests.store.hall import Hall, open_hall


@pytest.fixture
def hall(engine: Engine) -> Hall:  # noqa: F811
    return open_hall(engine)


@pytest.fixture
def open_for(hall: Hall) -> Callable[[str], Opened]:
    """Open the page of somebody in the hall, named as in `Hall`."""
    return lambda who: Opened(hall, hall.everybody[who])
