import doctest
import importlib
import pkgutil

import pytest

import musworkshop

MODULES = [
    module.name
    for module in pkgutil.walk_packages(musworkshop.__path__, "musworkshop.")
    if ".migrations" not in module.name  # only Alembic can import those
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name):
    outcome = doctest.testmod(importlib.import_module(name))

    assert outcome.failed == 0
