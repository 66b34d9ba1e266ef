"""A workplace's own words: next year's comparison stays honest, by advice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from musworkshop.content.copying import advise_path, check_path
from musworkshop.content.read import available, load_concept
from tests.content.changing import change


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return Path(shutil.copytree(available()["temperature"], tmp_path / "lokal"))


OWN = """
[[instrument.statements]]
id = "frame-coffee"
area_id = "frame"
{extra}employee = {{da = "Der var kaffe.", en = "There was coffee."}}
leader = {{da = "Der var kaffe.", en = "There was coffee."}}
"""


def add(file: Path, extra: str = "") -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(OWN.format(extra=extra))


UNDISTURBED = 'id = "dialogue-undisturbed"\narea_id = "dialogue"\nwording_version = 1'


def reword(file: Path) -> None:
    change(file, "Vi sad uforstyrret.", "Vi sad uden at blive forstyrret.")


def own_with_a_shipped_id(file: Path) -> None:
    change(file, UNDISTURBED, f"{UNDISTURBED}\nown = true")


def other_answers(file: Path) -> None:
    change(file, '"Delvist"', '"Både og"')


@pytest.mark.parametrize(
    ("adapt", "key", "pieces"),
    [
        (
            reword,
            "statements.dialogue-undisturbed.wording_version",
            [
                "found 1, but the shipped statement has other words under this number",
                "count wording_version up, else next year compares two different",
            ],
        ),
        (
            add,
            "statements.frame-coffee.id",
            ["not one of the shipped statements", "add own = true"],
        ),
        (
            own_with_a_shipped_id,
            "statements.dialogue-undisturbed.own",
            ["belongs to a shipped statement", "an id of its own"],
        ),
        (
            other_answers,
            "answers",
            [
                "differ from the shipped ones",
                "in every statement",
                "two different scales",
            ],
        ),
    ],
)
def test_what_would_spoil_next_years_comparison_is_advice(
    adapt: Callable[[Path], None], key: str, pieces: list[str], local: Path
) -> None:
    file = local / "instrument.toml"
    adapt(file)

    assert check_path(local) == []
    [thought] = advise_path(local)
    assert thought.startswith(f"{file}, key instrument.{key}: ")
    for piece in pieces:
        assert piece in thought
    assert advise_path(file) == [thought]
    assert advise_path(local / "steps.toml") == []


def test_other_words_under_the_next_version_need_no_advice(local: Path) -> None:
    file = local / "instrument.toml"
    reword(file)
    change(file, UNDISTURBED, UNDISTURBED.removesuffix("1") + "2")

    assert advise_path(local) == []


def test_other_answers_need_no_advice_once_every_version_is_counted_up(
    local: Path,
) -> None:
    file = local / "instrument.toml"
    other_answers(file)
    written = file.read_text(encoding="utf-8")
    file.write_text(
        written.replace("wording_version = 1", "wording_version = 2"), encoding="utf-8"
    )

    assert advise_path(local) == []


def test_a_translation_left_out_is_no_other_wording(local: Path) -> None:
    change(local / "concept.toml", '["da", "en"]', '["da"]')
    change(local / "instrument.toml", ', en = "We sat undisturbed."', "")

    [thought] = advise_path(local)

    assert "en is not offered" in thought


def test_an_instrument_with_an_id_of_its_own_is_compared_with_itself_only(
    local: Path,
) -> None:
    file = local / "instrument.toml"
    change(file, 'id = "mus-temperature"', 'id = "vores"')
    reword(file)
    add(file)

    assert advise_path(local) == []


def test_an_own_statement_stands_beside_the_common_ones(local: Path) -> None:
    add(local / "instrument.toml", "own = true\n")

    assert check_path(local) == []
    assert advise_path(local) == []
    instrument = load_concept(local).instrument
    assert instrument is not None
    assert len(instrument.statements) == 21
    assert len(instrument.common) == 20
    assert len(instrument.of_area("frame")) == 4
