"""A workplace copies a concept, rewords it and checks it, whole or file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from musworkshop import text
from musworkshop.content.copying import advise_path, check_path, copy_concept
from musworkshop.content.read import available, demo_script, find_concept, load_concept
from musworkshop.content.wording import Wording
from musworkshop.errors import ContentError


@pytest.fixture(params=available(), ids=str)
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return copy_concept(str(request.param), tmp_path / "ny" / "lokal")


@pytest.fixture(params=["neutral", "toender"])
def meeting(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a concept that has a form."""
    return copy_concept(request.param, tmp_path / "ny" / "lokal")


def test_a_copy_passes_the_check_and_equals_its_source(copied: Path) -> None:
    assert check_path(copied) == []
    concept = load_concept(copied)
    assert concept == load_concept(available()[concept.id])


def test_a_copy_brings_its_demo(copied: Path) -> None:
    assert demo_script(copied, "da").groups


def test_every_file_of_a_copy_passes_alone(copied: Path, tmp_path: Path) -> None:
    for file in copied.glob("*.toml"):
        assert check_path(file) == []
        alone = tmp_path / "alone" / file.name
        alone.parent.mkdir(exist_ok=True)
        alone.write_bytes(file.read_bytes())
        assert check_path(alone) == [], "a file far from its neighbours"
        alone.unlink()


def test_copying_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "vores.toml").write_text("vigtigt", encoding="utf-8")

    with pytest.raises(ContentError, match=r"already lies here.*choose another name"):
        copy_concept("toender", tmp_path)

    assert (tmp_path / "vores.toml").read_text(encoding="utf-8") == "vigtigt"
    assert len(list(tmp_path.iterdir())) == 1


def test_copying_onto_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")

    with pytest.raises(ContentError, match="already lies here"):
        copy_concept("toender", tmp_path / "fil")


def test_copying_where_nobody_may_write_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")

    with pytest.raises(ContentError, match="cannot be written here"):
        copy_concept("toender", tmp_path / "fil" / "lokal")


def test_an_empty_folder_is_good_enough_for_a_copy(tmp_path: Path) -> None:
    assert check_path(copy_concept("neutral", tmp_path)) == []


def test_copying_an_unknown_concept_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"did you mean neutral\?"):
        copy_concept("neutrall", tmp_path / "lokal")

    assert not (tmp_path / "lokal").exists()


def test_a_name_and_a_folder_both_lead_to_a_concept(copied: Path) -> None:
    assert find_concept("toender") == available()["toender"]
    assert find_concept(str(copied)) == copied


def test_reworded_texts_are_read(meeting: Path) -> None:
    file = meeting / "themes.toml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace('"Faglighed"', '"Håndværk"'), encoding="utf-8")

    assert load_concept(meeting).theme("professional").title.da == "Håndværk"


def test_the_councils_word_is_changed_in_one_place(copied: Path) -> None:
    file = copied / "concept.toml"
    lines = [
        'council = {da = "MED-udvalget", en = "the MED committee"}'
        if line.startswith("council")
        else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")

    concept = load_concept(copied)

    assert "MED-udvalget" in concept.process[-1].text.da
    assert "the MED committee" in concept.process[-1].text.en


def test_a_concept_may_be_danish_only_and_is_told_what_that_means(
    meeting: Path,
) -> None:
    file = meeting / "concept.toml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace('["da", "en"]', '["da"]'), encoding="utf-8")
    form = meeting / "form.toml"
    written = form.read_text(encoding="utf-8")
    form.write_text(
        written.replace('{da = "Tema", en = "Theme"}', '{da = "Tema"}'),
        encoding="utf-8",
    )

    assert check_path(meeting) == []
    [thought] = advise_path(meeting)
    assert "en is not offered" in thought
    text.use_language("en")
    words = load_concept(meeting).form
    assert words is not None
    assert str(words.theme_column) == "Tema"


def test_a_step_left_out_and_an_empty_set_are_advice_not_refusal(meeting: Path) -> None:
    steps = meeting / "steps.toml"
    written = steps.read_text(encoding="utf-8")
    start, end = (
        written.index('[[steps]]\nid = "choose"'),
        written.index('[[steps]]\nid = "form"'),
    )
    steps.write_text(written[:start] + written[end:], encoding="utf-8")
    questions = meeting / "questions.toml"
    extra = '[[question_sets]]\nid = "own"\ntitle = {da = "Egne", en = "Own"}\n\n'
    questions.write_text(
        extra + questions.read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert check_path(meeting) == []
    thoughts = advise_path(meeting)
    assert any("the kind choose" in thought for thought in thoughts)
    assert any("key question_sets.own: no question" in thought for thought in thoughts)
    assert len(thoughts) == 2
    assert len(advise_path(steps)) == 1


def test_advice_waits_until_the_faults_are_gone(meeting: Path) -> None:
    (meeting / "form.toml").unlink()

    assert advise_path(meeting) == []


def test_the_check_of_one_file_says_only_its_own_faults(meeting: Path) -> None:
    (meeting / "form.toml").write_text("[form]\n", encoding="utf-8")

    assert check_path(meeting / "steps.toml") == []
    assert len(check_path(meeting / "form.toml")) == 10


def test_the_check_of_a_shipped_name_is_the_check_of_its_folder() -> None:
    assert check_path(Path("toender")) == []


def test_the_check_of_nothing_is_a_sentence(tmp_path: Path) -> None:
    [sentence] = check_path(tmp_path / "ikke-her")

    assert "there is no concept and no folder of this name" in sentence


def test_lines_broken_for_the_file_are_joined_and_paragraphs_kept() -> None:
    text.use_language("da")
    wording = Wording(da="en\n  to\n\n\ntre\n", en="")

    assert wording.da == "en to\n\ntre"
    assert wording.paragraphs == ("en to", "tre")
    assert Wording().paragraphs == ()
