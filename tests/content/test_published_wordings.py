"""What has been asked once is never asked otherwise under the same id and version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from musworkshop.content.read import available, load_concept
from tests.content.changing import change
from tests.content.publish_wordings import (
    LIST,
    Checksums,
    checksums,
    publish,
    published,
    reworded,
    shipped,
    unpublished,
)

STATEMENT = "temperature/statements/dialogue-undisturbed/1"


@pytest.fixture
def instrument(tmp_path: Path) -> Path:
    """The file of a copied temperature's instrument."""
    folder = shutil.copytree(available()["temperature"], tmp_path / "lokal")
    return Path(folder) / "instrument.toml"


def checksums_after(file: Path, old: str, new: str) -> Checksums:
    change(file, old, new)
    return checksums(load_concept(file.parent))


def test_a_published_wording_never_changes() -> None:
    assert reworded(shipped(), published()) == []


def test_every_shipped_wording_and_its_earlier_versions_have_a_line() -> None:
    assert unpublished(shipped(), published()) == []


def test_questions_statements_and_competences_of_all_concepts_are_published() -> None:
    counted = [key.rsplit("/", 2)[0] for key in shipped()]

    assert {part: counted.count(part) for part in counted} == {
        "kl/competences": 8,
        "neutral/questions": 17,
        "temperature/statements": 20,
        "toender/questions": 17,
    }


@pytest.mark.parametrize(
    "old",
    [
        'employee = {da = "Vi sad uforstyrret."',
        'employee = {da = "Vi sad uforstyrret.", en = "We sat undisturbed."',
        'leader = {da = "Vi sad uforstyrret."',
        'leader = {da = "Vi sad uforstyrret.", en = "We sat undisturbed."',
    ],
)
def test_another_word_in_any_form_or_language_is_seen(
    old: str, instrument: Path
) -> None:
    now = checksums_after(instrument, old, old.removesuffix('."') + ', altid."')

    [sentence] = reworded(now, published())
    assert sentence.startswith(f"{STATEMENT}: ")
    assert "count wording_version up" in sentence
    assert "add a line" in sentence


@pytest.mark.parametrize("old", ["I ringe grad", "To a small extent", "Ved ikke / "])
def test_another_answer_makes_every_statement_another(
    old: str, instrument: Path
) -> None:
    now = checksums_after(instrument, f'"{old}', f'"Slet {old}')

    assert len(reworded(now, published())) == 20


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ('en = "Cooperation"', 1),
        ('da = "Lægger en plan med et mål, og bruger den."', 1),
        ('da = "Udmærket kompetence"', 8),
        ('en = "It is in place, and others can learn from it."', 8),
    ],
)
def test_another_word_of_the_wheel_is_seen(
    old: str, changed: int, tmp_path: Path
) -> None:
    folder = shutil.copytree(available()["kl"], tmp_path / "lokal")

    now = checksums_after(folder / "wheel.toml", old, old.removesuffix('"') + ', ja"')

    assert len(reworded(now, published())) == changed


def test_the_next_version_asks_for_a_line_and_keeps_the_old_one(
    instrument: Path,
) -> None:
    number = 'id = "dialogue-undisturbed"\narea_id = "dialogue"\nwording_version = '
    now = checksums_after(instrument, f"{number}1", f"{number}2")
    listed = published()

    assert reworded(now, listed) == []
    [sentence] = unpublished(now, listed)
    assert sentence.startswith(f"{STATEMENT.removesuffix('1')}2: no line")
    del listed[STATEMENT]
    assert len(unpublished(now, listed)) == 2


def test_publishing_adds_only_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-2]), encoding="utf-8")

    assert publish(path) == 0

    assert path.read_text(encoding="utf-8").startswith("".join(lines[:-2]))
    assert published(path) == published()
    assert publish(path) == 0
    assert published(path) == published()


def test_publishing_changes_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.toml"
    path.write_text(f'"{STATEMENT}" = "abc"\n', encoding="utf-8")

    assert publish(path) == 1

    assert path.read_text(encoding="utf-8") == f'"{STATEMENT}" = "abc"\n'
    assert f"{STATEMENT}: these words differ" in capsys.readouterr().err
