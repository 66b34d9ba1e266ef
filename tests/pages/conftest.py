from collections.abc import Callable

import pytest

from tests.pages.opened import Opened
from tests.store.conftest import (  # noqa: F401
    beginnings,
    engine,
    hall,
    kept_postgresql,
    kept_sqlite,
)
from tests.store.hall import Hall


@pytest.fixture
def open_for(hall: Hall) -> Callable[[str], Opened]:  # noqa: F811
    """Open the page of somebody in the hall, named as in `Hall`."""
    return lambda who: Opened(hall, hall.everybody[who])
