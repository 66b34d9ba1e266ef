"""One real server per module, with small notebooks that need nothing but widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from musworkshop.server.process import RunningServer, start_server
from tests.server.visitor import Visitor

NOTEBOOKS = Path(__file__).parent / "notebooks"
#: Planted in the data folder and in the environment; must be seen by no visitor.
CANARY = "kanariefugl-7319"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("data")
    for name in (".env", "backup.sqlite", "secret.py", "secret.ipynb", "secret.png"):
        (folder / name).write_text(CANARY)
    with start_server(
        folder,
        options=("--notebooks", str(NOTEBOOKS)),
        environment={"SMTP_PASSWORD": CANARY, "JUPYTER_TOKEN": CANARY},
    ) as running:
        yield running


@pytest.fixture
def visitor(server: RunningServer) -> Iterator[Callable[[], Visitor]]:
    """Make browsers without a screen; each has its own cookies."""
    made: list[Visitor] = []

    def make() -> Visitor:
        made.append(Visitor(server))
        return made[-1]

    yield make
    for each in made:
        each.leave()
