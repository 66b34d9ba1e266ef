import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_CODE_CELLS = 5
MOST_LINES = 3
MACHINERY = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.Lambda,
)


def _code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(request.param.read_text("utf-8"))


def test_every_page_has_its_notebook():
    pages = {"facilitator", "projector", "group", "participant", "pair"}
    alone = {"temperature_rerun"}

    assert pages | alone == {path.stem for path in NOTEBOOKS}


def test_a_notebook_has_at_most_five_cells_of_three_lines(notebook):
    lengths = [len(_source(cell).splitlines()) for cell in _code_cells(notebook)]

    assert 1 <= len(lengths) <= MOST_CODE_CELLS
    assert max(lengths) <= MOST_LINES


def test_a_notebook_holds_no_functions_classes_loops_or_conditions(notebook):
    for cell in _code_cells(notebook):
        for node in ast.walk(ast.parse(_source(cell))):
            assert not isinstance(node, MACHINERY), ast.unparse(node)


def test_a_notebook_stores_no_result_and_no_widget_state(notebook):
    for cell in _code_cells(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    assert "widgets" not in notebook["metadata"]


def test_a_notebook_asks_for_the_plain_python_kernel(notebook):
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_a_notebook_says_in_words_what_it_shows(notebook):
    words = [_source(c) for c in notebook["cells"] if c["cell_type"] == "markdown"]

    assert any(text.strip() for text in words)
