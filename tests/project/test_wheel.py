import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = "musworkshop/shipped"


def _kept(folder: str) -> set[str]:
    """Return the repository's files below a folder, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return {name for name in listed if (ROOT / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    beside = Path(sys.executable).parent
    uv = shutil.which("uv", path=beside) or shutil.which("uv")
    assert uv, "'python3 tests/run.py' puts uv into .venv"
    built = subprocess.run(
        [uv, "build", "--wheel", "--out-dir", folder, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["notebooks", "templates"])
def test_the_wheel_ships_every_file_of(folder, names):
    wanted = {f"{SHIPPED}/{name}" for name in _kept(folder)}

    assert wanted
    assert not wanted - names


def test_the_wheel_ships_every_file_of_the_package(names):
    wanted = _kept("musworkshop")

    assert not wanted - names
    for needed in (".mjs", ".css", ".po", "/env.py"):
        assert any(name.endswith(needed) for name in names), needed


def test_the_wheel_holds_nothing_else(names):
    strangers = {name for name in names if not name.startswith("musworkshop")}

    assert not strangers


def test_an_installed_package_finds_what_it_ships(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    question = "from musworkshop import folders as f; print(f.NOTEBOOKS, f.CONCEPTS)"

    answer = subprocess.run(
        [sys.executable, "-c", question],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert [Path(folder) for folder in answer] == [
        tmp_path / SHIPPED / "notebooks",
        tmp_path / SHIPPED / "templates/concepts",
    ]
    assert all(Path(folder).is_dir() for folder in answer)
