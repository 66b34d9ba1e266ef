"""A workplace's own words on the wheel: next year's comparison stays honest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from musworkshop.content.copying import advise_path, check_path
from musworkshop.content.read import available
from tests.content.changing import change

TEAMWORK = 'id = "samarbejde"\nwording_version = 1'


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The file of a copied concept's wheel."""
    folder = shutil.copytree(available()["kl"], tmp_path / "lokal")
    return Path(folder) / "wheel.toml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('da = "Samarbejde"', 'da = "Sammenhold"'),
        ('da = "Ser opgaven som noget, vi', 'da = "Ser alt som noget, vi'),
        (
            '    {da = "Ser opgaven som noget',
            '    {da = "Nyt.", en = "New."},\n    {da = "Ser opgaven som noget',
        ),
    ],
)
def test_other_words_under_the_same_version_are_advice(
    old: str, new: str, wheel: Path
) -> None:
    change(wheel, old, new)

    assert check_path(wheel.parent) == []
    [thought] = advise_path(wheel.parent)
    assert thought.startswith(
        f"{wheel}, key wheel.competences.samarbejde.wording_version: found 1, but the"
        " shipped competence has other words under this number; count"
    )
    assert "next year compares two different competences" in thought
    assert advise_path(wheel) == [thought]
    assert advise_path(wheel.parent / "steps.toml") == []

    change(wheel, TEAMWORK, TEAMWORK.removesuffix("1") + "2")

    assert advise_path(wheel.parent) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('da = "Udmærket kompetence"', 'da = "God nok"'),
        ('da = "Den er på plads, og', 'da = "Den er der, og'),
        (
            '[[wheel.levels]]\nid = "focus"',
            '[[wheel.levels]]\nid = "new"\ntitle = {da = "Ny", en = "New"}\n'
            'about = {da = "Ny.", en = "Newly begun."}\n\n'
            '[[wheel.levels]]\nid = "focus"',
        ),
    ],
)
def test_other_levels_are_advice_until_every_version_is_counted_up(
    old: str, new: str, wheel: Path
) -> None:
    change(wheel, old, new)

    [thought] = advise_path(wheel.parent)
    assert thought.startswith(f"{wheel}, key wheel.levels: these levels differ")
    assert "in every competence" in thought
    assert "two different scales" in thought

    written = wheel.read_text(encoding="utf-8")
    wheel.write_text(
        written.replace("wording_version = 1", "wording_version = 2"), encoding="utf-8"
    )

    assert advise_path(wheel.parent) == []


def test_a_competence_of_ones_own_and_one_left_out_need_no_advice(wheel: Path) -> None:
    change(wheel, 'id = "proces"', 'id = "hygiejne"')
    change(wheel, 'da = "Proces", en = "Process"', 'da = "Hygiejne", en = "Hygiene"')

    assert check_path(wheel.parent) == []
    assert advise_path(wheel.parent) == []


def test_a_translation_left_out_is_no_other_wording(wheel: Path) -> None:
    change(wheel.parent / "concept.toml", '["da", "en"]', '["da"]')
    change(wheel, ', en = "Cooperation"', "")

    [thought] = advise_path(wheel.parent)

    assert "en is not offered" in thought


def test_a_wheel_with_an_id_of_its_own_is_compared_with_itself_only(
    wheel: Path,
) -> None:
    change(wheel, 'id = "competence-wheel"', 'id = "vores-hjul"')
    change(wheel, 'da = "Samarbejde"', 'da = "Sammenhold"')

    assert advise_path(wheel.parent) == []
