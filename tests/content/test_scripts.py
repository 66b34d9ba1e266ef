"""A script is read as strictly as a concept, and against the concept it goes with."""

from __future__ import annotations

from pathlib import Path

import pytest

from musworkshop.content.copying import check_path
from musworkshop.content.read import available, demo_script, load_concept, load_script
from musworkshop.content.schema import Concept
from musworkshop.errors import ContentError

SCRIPT = """\
title = "Opstart"
workplace = "Et sted"
core_task = "Vi bager brød, folk vil spise."
goals = ["Mere rug"]
challenges = ["Mel i øjnene"]

[[leader_questions]]
theme = "other-individual"
text = "Hvad drømmer du om?"

[[groups]]
name = "Bord 1"
function = "Ovnen"
people = 3
own_words = ["Rug hver dag"]
cards = [
    {theme = "wellbeing", texts = ["Hvem vækker dig?", "Hvem synger?", "Gemt til os"]},
]

[[groups]]
name = "Bord 2"
cards = [{theme = "wellbeing", texts = ["Hvem synger med?"]}]

[[people]]
cards = [{theme = "culture", texts = ["<b>Hvorfor & hvordan?</b>"], picked = 1}]

[[clusters]]
theme = "wellbeing"
texts = ["Hvem synger?", "Hvem synger med?"]
wording = "Hvem synger, og hvem synger med?"
"""


@pytest.fixture(scope="module")
def concept() -> Concept:
    return load_concept(available()["neutral"])


def write(folder: Path, old: str = "", new: str = "") -> Path:
    assert old in SCRIPT
    path = folder / "bageri.toml"
    path.write_text(SCRIPT.replace(old, new, 1) if old else SCRIPT, encoding="utf-8")
    return path


def test_a_script_is_read_as_written(tmp_path: Path, concept: Concept) -> None:
    script = load_script(write(tmp_path), concept)

    assert [group.name for group in script.groups] == ["Bord 1", "Bord 2"]
    assert script.groups[1].people == 4
    assert script.groups[0].cards[0].picked == 2
    assert script.people[0].cards[0].texts == ("<b>Hvorfor & hvordan?</b>",)
    assert script.clusters[0].wording == "Hvem synger, og hvem synger med?"


BROKEN = {
    "a theme that is not there": (
        'theme = "culture"',
        'theme = "kultur"',
        "people.1.cards.kultur.theme",
        [
            'found "kultur"',
            "allowed are professional, wellbeing, culture, other-shared",
        ],
    ),
    "cards where everyone writes alone": (
        'theme = "culture"',
        'theme = "other-individual"',
        "people.1.cards.other-individual.theme",
        ['found "other-individual"', "other-shared;"],
    ),
    "a leader's question without a theme": (
        'theme = "other-individual"',
        'theme = "andet"',
        "leader_questions.andet.theme",
        ['found "andet"', "other-individual"],
    ),
    "a cluster of a card nobody wrote": (
        'texts = ["Hvem synger?", "Hvem',
        'texts = ["Hvem sang?", "Hvem',
        "clusters.wellbeing.texts.1",
        ['found "Hvem sang?"', "exact text", "did you mean Hvem synger?"],
    ),
    "a cluster of a card nobody picked": (
        'texts = ["Hvem synger?", "Hvem',
        'texts = ["Gemt til os", "Hvem',
        "clusters.wellbeing.texts.1",
        ['found "Gemt til os"', "picked for the room"],
    ),
    "a cluster under another theme": (
        '[[clusters]]\ntheme = "wellbeing"',
        '[[clusters]]\ntheme = "culture"',
        "clusters.culture.texts.1",
        ['found "Hvem synger?"', "under culture"],
    ),
    "a cluster of one": (
        '"Hvem synger?", "Hvem synger med?"]',
        '"Hvem synger?"]',
        "clusters.wellbeing.texts",
        ["found a list", "2 or more items"],
    ),
    "a card too long": (
        '"Hvem vækker dig?"',
        f'"{"Hvem " * 70}"',
        "groups.Bord 1.cards.wellbeing.texts.1",
        ["found 349 characters", "300 at most"],
    ),
    "an empty card": (
        '"Hvem vækker dig?"',
        '"  "',
        "groups.Bord 1.cards.wellbeing.texts.1",
        ["found an empty text", "1 to 300 characters"],
    ),
    "no core task": (
        '"Vi bager brød, folk vil spise."',
        '""',
        "core_task",
        ["found an empty text", "1 to 1000 characters"],
    ),
    "two tables with one name": (
        'name = "Bord 2"',
        'name = "BORD 1"',
        "groups.BORD 1.name",
        ['"BORD 1" stands twice'],
    ),
    "a table without a name": (
        'name = "Bord 2"',
        'name = ""',
        "groups.2.name",
        ['found ""', "1 to 60 characters"],
    ),
    "more people than a table holds": (
        "people = 3",
        "people = 41",
        "groups.Bord 1.people",
        ["found 41", "a whole number from 1 to 40"],
    ),
    "more words than goals": (
        'own_words = ["Rug hver dag"]',
        'own_words = ["Rug", "Hvede"]',
        "groups.Bord 1.own_words",
        ["found 2 items", "1 at most"],
    ),
    "too many goals": (
        'goals = ["Mere rug"]',
        f"goals = {['rug'] * 13}",
        "goals",
        ["found 13 items", "12 at most"],
    ),
    "an unknown key": (
        'function = "Ovnen"',
        'funktion = "Ovnen"',
        "groups.Bord 1.funktion",
        ["unknown", "name, function, people", "did you mean function?"],
    ),
    "a text where a list is meant": (
        'goals = ["Mere rug"]',
        'goals = "Mere rug"',
        "goals",
        ['found "Mere rug"', "a list in square brackets"],
    ),
    "no workplace": (
        'workplace = "Et sted"\n',
        "",
        "workplace",
        ["missing", "a text in quotation marks"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_script_is_said_in_one_sentence(
    case: str, tmp_path: Path, concept: Concept
) -> None:
    old, new, key, pieces = BROKEN[case]
    path = write(tmp_path, old, new)

    with pytest.raises(ContentError) as caught:
        load_script(path, concept)

    sentence = str(caught.value)
    assert sentence.startswith(f"{path}, key {key}: ")
    for piece in pieces:
        assert piece in sentence


def test_a_card_stands_in_one_cluster_only(tmp_path: Path, concept: Concept) -> None:
    path = write(tmp_path)
    again = '\n[[clusters]]\ntheme = "wellbeing"\ntexts = ["Hvem vækker dig?", {}]\n'
    path.write_text(SCRIPT + again.format('"Hvem synger?"'), encoding="utf-8")

    with pytest.raises(ContentError, match=r'"Hvem synger\?" stands in cluster 1 too'):
        load_script(path, concept)


def test_more_cards_than_a_seat_may_write_are_refused(
    tmp_path: Path, concept: Concept
) -> None:
    many = ", ".join(f'"Kort {n}"' for n in range(31))
    path = write(tmp_path, '"Hvem synger med?"]}]', f'"Hvem synger med?", {many}]}}]')

    with pytest.raises(ContentError, match="found 32 items; allowed are 30 at most"):
        load_script(path, concept)


def test_a_script_anywhere_is_known_by_its_keys(tmp_path: Path) -> None:
    assert check_path(write(tmp_path)) == []
    [sentence] = check_path(write(tmp_path, "people = 3", "people = 0"))
    assert "key groups.Bord 1.people: found 0" in sentence


def test_a_broken_demo_is_found_by_the_check_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "lokal"
    folder.mkdir()
    for file in available()["neutral"].glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    write(folder, 'theme = "culture"', 'theme = "kultur"').rename(folder / "demo.toml")

    assert any('found "kultur"' in sentence for sentence in check_path(folder))
    assert any('found "kultur"' in s for s in check_path(folder / "demo.toml"))


def test_the_demo_is_chosen_by_language(tmp_path: Path) -> None:
    folder = available()["toender"]

    assert demo_script(folder, "da").groups[0].name == "Bord 1"
    assert demo_script(folder, "en").groups[0].name == "Table 1"


def test_a_concept_without_a_demo_shows_the_neutral_one(tmp_path: Path) -> None:
    for file in available()["toender"].glob("[!d]*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())

    assert demo_script(tmp_path, "da").workplace == "Servicecentret"
