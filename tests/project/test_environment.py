import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def test_conda_installs_python_pip_and_the_package_only():
    python = f"python{PROJECT['requires-python']}"

    assert CONDA["dependencies"] == [python, "pip", {"pip": ["."]}], (
        "what the package needs stands in pyproject.toml, so that the two agree"
    )


def _imported_names() -> set[str]:
    names = set()
    for file in (ROOT / "musworkshop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(str(node.module).partition(".")[0])
    return names - sys.stdlib_module_names - {"musworkshop"}


def test_every_imported_library_is_declared():
    declared = {
        canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]
    }
    distributions = packages_distributions()

    undeclared = {
        name
        for name in _imported_names()
        if not declared & {canonicalize_name(d) for d in distributions.get(name, [])}
    }

    assert not undeclared, "it is here only because something else brought it"
