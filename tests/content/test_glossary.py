"""The glossary decides one name for each word, and the code uses it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from musworkshop.content.glossary import (
    PAGE,
    glossary_markdown,
    read_glossary,
)
from musworkshop.errors import ContentError
from musworkshop.model.visibility import Artefact, Audience, Reveal
from musworkshop.model.work import PassageKind


def identifiers() -> list[str]:
    return [
        name
        for section in read_glossary().sections
        for term in section.terms
        for name in re.findall(r"\w+", term.identifier)
    ]


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == glossary_markdown(), (
        "run: python -m musworkshop.content.glossary"
    )


def test_a_word_has_one_name_and_a_name_one_word() -> None:
    terms = [t for section in read_glossary().sections for t in section.terms]

    assert max(Counter(identifiers()).values()) == 1
    assert max(Counter(term.da for term in terms).values()) == 1


@pytest.mark.parametrize(
    "word",
    [
        *("workshop", "group", "seat", "card", "cluster", "candidate", "viewer"),
        *("wheel", "competence", "level", "pair", "side", "layer", "focus_area"),
    ],
)
def test_the_names_of_the_model_are_explained(word: str) -> None:
    assert word in identifiers()


def test_what_people_write_is_explained() -> None:
    named = set(identifiers())
    assert {kind.value for kind in PassageKind} - named == {"title", "workplace"}
    assert {"tally", "draft", "own_words", "form_question"} <= named
    assert {a.value for a in Artefact} & named
    text = glossary_markdown()
    for circle in Audience:
        assert circle.value.replace("_", " ") in text
    for reveal in Reveal:
        said = "both ready" if reveal is Reveal.BOTH_READY else f"show the {reveal}"
        assert said in text


def test_a_broken_glossary_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(
        '[[sections]]\ntitle = "A"\nterms = [{da = "kort", name = "card"}]\n',
        encoding="utf-8",
    )

    with pytest.raises(ContentError, match=r"key sections\.1\.terms\.card\.name: .*da"):
        read_glossary(path)
