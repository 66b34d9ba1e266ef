"""A broken file: one sentence with file, key, what is allowed, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from musworkshop.content.copying import check_path
from musworkshop.content.read import available, load_concept
from musworkshop.errors import ContentError
from tests.content.changing import change

# What is broken -> file, old text, new text, key, pieces of the sentence.
BROKEN = {
    "an unknown key": (
        "questions.toml",
        'theme_id = "professional"',
        'teme_id = "professional"',
        "questions.simple-ready.teme_id",
        ["unknown", "id, set_id, theme_id, text", "did you mean theme_id?"],
    ),
    "an unknown key like no other": (
        "steps.toml",
        'kind = "welcome"',
        'kind = "welcome"\nxyzzy = 1',
        "steps.welcome.xyzzy",
        ["unknown", "id, kind, title, minutes", "remove it."],
    ),
    "an unknown key at the top": (
        "concept.toml",
        "version = 1",
        "version = 1\nauthors = 2",
        "authors",
        ["unknown", "id, title, version, languages, credit"],
    ),
    "a misspelled list": (
        "themes.toml",
        "[[themes]]",
        "[[theme]]",
        "theme",
        ["unknown", "did you mean themes?"],
    ),
    "a missing key": (
        "steps.toml",
        "minutes = 10\n",
        "",
        "steps.welcome.minutes",
        ["missing", "a whole number from 1 to 240", "add it"],
    ),
    "a missing key at the top": (
        "concept.toml",
        "version = 1\n",
        "",
        "version",
        ["missing", "a whole number from 1", "add it"],
    ),
    "an emptied file": (
        "themes.toml",
        (available()["toender"] / "themes.toml").read_text(encoding="utf-8"),
        "# kommer senere\n",
        "themes",
        ["missing", "one table for each item"],
    ),
    "a missing wording": (
        "form.toml",
        'frame = {da = "Rammen om samtalen", en = "What the talk is set in"}\n',
        "",
        "form.frame",
        ["missing", 'a text in each language {da = "...", en = "..."}'],
    ),
    "a missing language": (
        "questions.toml",
        'How does the amount of work fit the time you have?"',
        '"',
        "questions.simple-load.text.en",
        ["missing", "(da, en)", "take en out of languages"],
    ),
    "a language left out altogether": (
        "themes.toml",
        '{da = "Faglighed", en = "Professional skills"}',
        '{en = "Professional skills"}',
        "themes.professional.title.da",
        ["missing", "(da, en)"],
    ),
    "half of an optional wording": (
        "steps.toml",
        ', en = "Soon: the themes of your form"}',
        "}",
        "steps.strategy.afterwards.en",
        ["missing"],
    ),
    "a language code of somewhere else": (
        "themes.toml",
        '{da = "Faglighed"',
        '{dk = "Faglighed"',
        "themes.professional.title.dk",
        ["unknown", "allowed here are da, en", "did you mean da?"],
    ),
    "a text instead of a wording": (
        "themes.toml",
        'title = {da = "Faglighed", en = "Professional skills"}',
        'title = "Faglighed"',
        "themes.professional.title",
        ['found "Faglighed"', 'a text in each language {da = "...", en = "..."}'],
    ),
    "a number in quotation marks": (
        "steps.toml",
        "minutes = 10",
        'minutes = "10"',
        "steps.welcome.minutes",
        ['found "10"', "a whole number from 1 to 240"],
    ),
    "too many minutes": (
        "steps.toml",
        "minutes = 10",
        "minutes = 999",
        "steps.welcome.minutes",
        ["found 999", "a whole number from 1 to 240"],
    ),
    "half a minute": (
        "steps.toml",
        "minutes = 10",
        "minutes = 10.5",
        "steps.welcome.minutes",
        ["found 10.5", "a whole number"],
    ),
    "a Danish yes": (
        "themes.toml",
        "open_to_cards = false",
        'open_to_cards = "nej"',
        "themes.other-individual.open_to_cards",
        ['found "nej"', "true or false, without quotation marks"],
    ),
    "a misspelled kind": (
        "steps.toml",
        'kind = "sub_questions"',
        'kind = "subquestions"',
        "steps.sub-questions.kind",
        ['found "subquestions"', "one of welcome, strategy", "mean sub_questions?"],
    ),
    "a Danish phase": (
        "process.toml",
        'phase = "before"',
        'phase = "foer"',
        "process.start.phase",
        ['found "foer"', "one of before, during, after"],
    ),
    "an id with a space": (
        "questions.toml",
        'id = "simple-load"',
        'id = "Simple load"',
        "questions.Simple load.id",
        ['found "Simple load"', "small letters a-z"],
    ),
    "an id with Danish letters": (
        "steps.toml",
        'id = "choose"',
        'id = "vælg"',
        "steps.vælg.id",
        ['found "vælg"', "small letters a-z"],
    ),
    "an id twice": (
        "questions.toml",
        'id = "simple-load"',
        'id = "simple-ready"',
        "questions.simple-ready.id",
        ["stands twice, at item 1 and item 2", "give one of them a new id"],
    ),
    "a theme that is not there": (
        "questions.toml",
        'theme_id = "professional"',
        'theme_id = "profesional"',
        "questions.simple-ready.theme_id",
        ['found "profesional"', "professional, wellbeing", "mean professional?"],
    ),
    "a set that is not there": (
        "questions.toml",
        'set_id = "skema-3"',
        'set_id = "skema-5"',
        "questions.learning-potential.set_id",
        ['found "skema-5"', "simple, skema-2, skema-3", "did you mean skema-"],
    ),
    "a language nobody reads": (
        "concept.toml",
        'languages = ["da", "en"]',
        'languages = ["da", "de"]',
        "languages.2",
        ['found "de"', "one of da, en", "did you mean da?"],
    ),
    "a language twice": (
        "concept.toml",
        'languages = ["da", "en"]',
        'languages = ["da", "da"]',
        "languages.2",
        ["stands twice"],
    ),
    "no language": (
        "concept.toml",
        'languages = ["da", "en"]',
        "languages = []",
        "languages",
        ["found a list with 0 items", "1 or more items"],
    ),
    "a title as long as a story": (
        "themes.toml",
        'da = "Faglighed"',
        f'da = "{"Faglighed " * 20}"',
        "themes.professional.title.da",
        ["found 199 characters", "80 at most", "shorten it"],
    ),
    "a question longer than a card": (
        "questions.toml",
        "Hvordan passer mængden",
        "Hvordan passer " + "meget " * 60 + "mængden",
        "questions.simple-load.text.da",
        ["characters", "300 at most"],
    ),
    "an invisible character": (
        "themes.toml",
        'da = "Faglighed"',
        'da = "Faglig\\u0007hed"',
        "themes.professional.title.da",
        ["invisible control character", "delete it"],
    ),
    "an address that runs": (
        "questions.toml",
        'origin = "paraphrased"',
        'origin = "paraphrased"\nsource_url = "javascript:alert(1)"',
        "questions.simple-ready.source_url",
        ['found "javascript:alert(1)"', "https://"],
    ),
    "one table where a list is meant": (
        "checks.toml",
        (available()["toender"] / "checks.toml").read_text(encoding="utf-8"),
        '[checks]\nid = "a"\n',
        "checks",
        ["found a table of keys", "one table for each item", "double brackets"],
    ),
    "a text where a list is meant": (
        "form.toml",
        (available()["toender"] / "form.toml").read_text(encoding="utf-8"),
        'form = "skema 1"\n',
        "form",
        ['found "skema 1"', "a table with the keys title, department"],
    ),
    "a key in two files": (
        "form.toml",
        "[form]",
        'id = "andet"\n\n[form]',
        "id",
        ["stands in", "concept.toml too", "one file for each key"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_said_in_one_sentence(case: str, folder: Path) -> None:
    name, old, new, key, pieces = BROKEN[case]
    change(folder / name, old, new)

    with pytest.raises(ContentError) as caught:
        load_concept(folder)

    sentence = str(caught.value)
    assert sentence.startswith(f"{folder / name}, key {key}: ")
    assert "\n" not in sentence
    for piece in pieces:
        assert piece in sentence
    assert (caught.value.file, caught.value.key) == (str(folder / name), key)


@pytest.mark.parametrize("case", BROKEN)
def test_check_and_load_say_the_same_of_folder_and_file(
    case: str, folder: Path
) -> None:
    name, old, new, *_ = BROKEN[case]
    change(folder / name, old, new)

    with pytest.raises(ContentError) as caught:
        load_concept(folder)

    assert str(caught.value) in check_path(folder)
    assert str(caught.value) in check_path(folder / name)
