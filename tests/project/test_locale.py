import ast

import pytest
from babel.messages.catalog import Catalog

from tests import locale_tool

ENGLISH = "{n} tables are ready"


def _catalogue(*messages, **options) -> Catalog:
    catalogue = Catalog(locale="da")
    for message, translation in messages:
        catalogue.add(message, translation, **options)
    return catalogue


def test_a_whole_catalogue_has_no_fault():
    danish = _catalogue(
        (ENGLISH, "{n} borde er klar"),
        (("{n} dot", "{n} dots"), ("{n} prik", "{n} prikker")),
    )
    template = _catalogue((ENGLISH, ""), (("{n} dot", "{n} dots"), ("", "")))

    assert locale_tool.faults(danish, template) == []


@pytest.mark.parametrize(
    ("danish", "fault"),
    [
        (_catalogue(), "missing"),
        (_catalogue((ENGLISH, "")), "not translated"),
        (_catalogue((ENGLISH, "Bordene er klar")), "placeholders differ"),
        (_catalogue((ENGLISH, "{n} er klar"), flags=("fuzzy",)), "marked fuzzy"),
        (_catalogue((ENGLISH, "{n} er"), ("Old", "Gammel")), "no longer used"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_fault_is_named(danish, fault):
    faults = locale_tool.faults(danish, _catalogue((ENGLISH, "")))

    assert [line.partition(":")[0] for line in faults] == [fault]


def test_sentences_of_code_and_of_page_templates_are_collected():
    found = {
        place for message in locale_tool.extracted() for place, _ in message.locations
    }

    assert any(place.startswith("musworkshop/model/") for place in found)
    assert any(place.startswith("templates/voila/") for place in found)


def test_updating_twice_changes_nothing(tmp_path):
    path = tmp_path / "musworkshop.po"

    locale_tool.update(path)
    first = path.read_bytes()
    locale_tool.update(path)

    assert path.read_bytes() == first


def _marks(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in locale_tool.KEYWORDS
    )


def test_no_sentence_is_marked_where_it_cannot_be_collected():
    lost = [
        f"{file.name}:{node.lineno}"
        for file in (locale_tool.ROOT / "musworkshop").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if (isinstance(node, ast.JoinedStr) and any(map(_marks, ast.walk(node))))
        or (_marks(node) and any(isinstance(a, ast.JoinedStr) for a in node.args))
    ]

    assert not lost, "an f-string and a marked sentence must stand apart"
