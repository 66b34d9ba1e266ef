"""What cannot be read, or makes no whole concept, is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from musworkshop.content.copying import check_path
from musworkshop.content.read import available, find_concept, load_concept
from musworkshop.errors import ContentError
from tests.content.changing import change


def test_a_council_without_its_word_is_said_where_it_is_used(folder: Path) -> None:
    council = 'council = {da = "Samarbejdsfeltet", en = "the joint council"}\n'
    change(folder / "concept.toml", council, "")

    with pytest.raises(
        ContentError,
        match=r"process\.toml, key process\.start\.text\.da: .*add council",
    ):
        load_concept(folder)


NOT_TOML = {
    "a text without its end": ('id = "a\ntitle = 1\n', 1, "closing quotation mark"),
    "a key twice": ('id = "a"\nid = "b"\n', 2, "this key stands twice"),
    "a key twice in braces": (
        'title = {da = "a", da = "b"}\n',
        1,
        "this key stands twice",
    ),
    "no equals sign": ('id "a"\n', 1, "equals sign"),
    "no quotation marks": ("id = toender\n", 1, "must stand in quotation marks"),
    "an open list": ("\nlanguages = [1,\n", 3, "a bracket or a brace is not closed"),
    "a line break in braces": ('title = {da = "a",\n  en = "b"}\n', 1, "breaks off"),
    "two values in one line": ('id = "a" version = 1\n', 1, "after the end of the"),
}


@pytest.mark.parametrize("case", NOT_TOML)
def test_what_is_not_toml_is_said_with_its_line(case: str, folder: Path) -> None:
    written, line, reason = NOT_TOML[case]
    (folder / "concept.toml").write_text(written, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load_concept(folder)

    sentence = str(caught.value)
    assert sentence.startswith(f"{folder / 'concept.toml'}, line {line}: ")
    assert reason in sentence
    assert 'key = {da = "...", en = "..."}' in sentence
    assert check_path(folder)[0] == sentence


def test_a_broken_file_does_not_make_its_own_keys_missing(folder: Path) -> None:
    (folder / "form.toml").write_text("[form\n", encoding="utf-8")

    assert len(check_path(folder)) == 1


def test_latin_1_is_said_with_its_line(folder: Path) -> None:
    (folder / "form.toml").write_bytes("a = 1\nb = 'Tønder'\n".encode("latin-1"))

    with pytest.raises(ContentError, match=r"form\.toml, line 2: .* UTF-8"):
        load_concept(folder)


def test_the_mark_of_windows_editors_and_their_line_ends_are_fine(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        written = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + written.encode())

    assert load_concept(folder) == load_concept(available()["toender"])


def test_a_missing_file_is_said_as_the_key_it_held(folder: Path) -> None:
    (folder / "form.toml").unlink()

    with pytest.raises(ContentError, match=r"lokal, key form: .*missing.*add it"):
        load_concept(folder)


def test_all_faults_are_said_at_once_by_check(folder: Path) -> None:
    change(folder / "steps.toml", "minutes = 10", "minutes = 0")
    change(folder / "themes.toml", '"culture"', '"kultur"')

    sentences = check_path(folder)

    assert any("key steps.welcome.minutes" in sentence for sentence in sentences)
    about_themes = [s for s in sentences if ".theme_id: " in s]
    assert len(about_themes) == 11


def test_an_empty_folder_names_the_shipped_concepts(tmp_path: Path) -> None:
    with pytest.raises(
        ContentError, match=r"no TOML file.*kl, neutral, temperature, toender"
    ):
        load_concept(tmp_path)


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(
        ContentError, match=r"kl, neutral, temperature, toender.*did you mean toender\?"
    ):
        find_concept("tonder")


def test_a_file_is_not_a_concept(folder: Path) -> None:
    with pytest.raises(ContentError, match="found a file; allowed is the folder"):
        find_concept(folder / "concept.toml")


def test_hidden_files_and_scripts_are_no_part_of_a_concept(folder: Path) -> None:
    (folder / ".~steps.toml").write_text("rubbish", encoding="utf-8")
    (folder / "script.toml").write_text("rubbish", encoding="utf-8")

    assert load_concept(folder).id == "toender"
