import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests import postgresql
from tests.conftest import VARIABLE

ROOT = Path(__file__).parents[2]
STORE_TEST = "def test_store(empty_db_url):\n    assert empty_db_url\n"


def _run_store_test(folder: Path, *, ci: bool) -> subprocess.CompletedProcess[str]:
    """Run one store test in a world without PostgreSQL."""
    (folder / "test_store.py").write_text(STORE_TEST)
    kept = {
        name: os.environ[name] for name in os.environ if name not in (VARIABLE, "CI")
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest"]
    return subprocess.run(
        [*command, "-c", ROOT / "pyproject.toml", "--rootdir", folder, folder],
        cwd=ROOT,
        env=kept | ({"CI": "true"} if ci else {}),
        capture_output=True,
        text=True,
        check=False,
    )


def test_in_ci_a_store_test_without_postgresql_fails(tmp_path):
    done = _run_store_test(tmp_path, ci=True)

    assert done.returncode != 0
    assert "1 passed, 1 error" in done.stdout, done.stdout + done.stderr


def test_elsewhere_a_store_test_without_postgresql_is_skipped(tmp_path):
    done = _run_store_test(tmp_path, ci=False)

    assert done.returncode == 0
    assert "1 passed, 1 skipped" in done.stdout, done.stdout + done.stderr


@pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed")
def test_the_private_server_answers_and_leaves_nothing_behind():
    with postgresql.private_server() as url:
        engine = create_engine(url)
        home = Path(engine.url.query["host"])
        with engine.connect() as connection:
            answer = connection.execute(text("SELECT 1")).scalar()
        engine.dispose()

    assert answer == 1
    assert not home.exists()


def test_an_unknown_check_is_refused_before_anything_is_installed():
    done = subprocess.run(
        [sys.executable, ROOT / "tests/run.py", "--only", "everything"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "installing" not in done.stdout
