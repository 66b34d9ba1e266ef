"""The pair's own file: nothing lost, nothing else accepted, compared in equal words."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from musworkshop.content.read import available, load_concept
from musworkshop.documents.pair_file import (
    LARGEST_BYTES,
    VERSION,
    read_pair_file,
    same_words,
    write_pair_file,
)
from musworkshop.errors import InputError
from musworkshop.model.pair import FocusArea
from musworkshop.model.pair_file import KeptCompetence, KeptLevel, PairFile
from musworkshop.text import speaking
from tests.documents.builders import NASTY

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


@pytest.fixture(scope="module")
def wheel():
    found = load_concept(available()["kl"]).wheel
    assert found is not None
    return found


def make_file(**more):
    values = {
        "held_on": date(2025, 11, 21),
        "language": "da",
        "wheel_id": "competence-wheel",
        "wheel_title": "Kompetencehjulet",
        "levels": (
            KeptLevel(id="strong", title="Stærk kompetence"),
            KeptLevel(id="good", title="Udmærket kompetence"),
            KeptLevel(id="focus", title="Fokusområde"),
        ),
        "competences": (
            KeptCompetence(
                id="faglighed", title="Faglighed", employee="strong", leader="good"
            ),
            KeptCompetence(id="helhed", title="Helhed", employee="focus"),
            KeptCompetence(id="proces", title="Proces"),
            KeptCompetence(
                id="own-1", title="Røntgen", is_own=True, employee="good", leader="good"
            ),
        ),
        "focus": (
            FocusArea(
                id="f1",
                competence_id="helhed",
                title="Helhed",
                sentence="Jeg følger en patient fra dør til dør.",
            ),
        ),
    } | more
    return PairFile(**values)


def changed(**more):
    return json.dumps(json.loads(write_pair_file(make_file())) | more)


def with_competence(**more):
    content = json.loads(write_pair_file(make_file()))
    content["competences"][0] |= more
    return json.dumps(content)


# ---- Written and read ----


def test_what_is_written_is_read_with_nothing_lost():
    text = write_pair_file(make_file())

    assert read_pair_file(text) == make_file()
    assert write_pair_file(read_pair_file(text)) == text


def test_a_file_of_version_1_is_still_read():
    text = (FIXTURES / "pair-1.json").read_text("utf-8")

    assert read_pair_file(text) == make_file()
    assert VERSION == 1, "a new version gets a fixture of its own"


def test_a_person_can_read_it_too():
    text = write_pair_file(make_file())

    for words in ("Faglighed", "Stærk kompetence", "2025-11-21", "fra dør til dør"):
        assert words in text


@pytest.mark.parametrize("text", NASTY)
def test_whatever_was_typed_comes_back_as_it_was(text):
    focus = dataclasses.replace(make_file().focus[0], sentence=text)
    own = dataclasses.replace(make_file().competences[3], title=text[:60])
    file = make_file(competences=(own,), focus=(focus,))

    assert read_pair_file(write_pair_file(file)) == file


def test_the_largest_wheel_is_well_under_the_limit():
    title = "\N{LATIN SMALL LETTER AE}" * 80
    file = make_file(
        competences=tuple(
            KeptCompetence(id=f"{n}" * 16, title=title, employee="strong")
            for n in range(10, 42)
        ),
        focus=tuple(
            FocusArea(id=str(n), competence_id="x", title=title, sentence="å" * 300)
            for n in range(3)
        ),
    )

    text = write_pair_file(file)

    assert len(text.encode()) < LARGEST_BYTES / 5
    assert read_pair_file(text) == file


# ---- Refused, with a sentence ----

NOT_A_WHEEL = {
    "nothing": ("", "damaged, or it is not a wheel"),
    "half a file": ('{"format": "musworkshop-pair"', "damaged"),
    "a list": ("[]", "not a wheel"),
    "another file of ours": ('{"format": "musworkshop-archive"}', "not a wheel"),
    "too deep": ("[" * 90_000, "damaged"),
    "half a character": (with_competence(title="\ud800"), "damaged"),
    "not a number": (changed(version=1).replace("1", "NaN", 1), "damaged"),
    "too large": (" " * (LARGEST_BYTES + 1), "too large to be a wheel: at most 200 kB"),
}


@pytest.mark.parametrize("case", NOT_A_WHEEL)
def test_what_is_no_wheel_is_said_with_what_to_do(case):
    text, said = NOT_A_WHEEL[case]

    with pytest.raises(InputError, match=said) as caught:
        read_pair_file(text)

    assert "Choose the file that you saved" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_a_newer_program_says_so():
    with pytest.raises(InputError, match=r"version 2; this one reads up to 1"):
        read_pair_file(changed(version=2))


CHANGED = {
    "no version": (changed(version=None), "version"),
    "a version that is a text": (changed(version="1"), "version"),
    "an unknown key": (changed(name="Åse"), "name"),
    "another language": (changed(language="sv"), "language"),
    "a day that is none": (changed(held_on="2025-13-01"), "held_on"),
    "a moment for a day": (changed(held_on="2025-11-21T10:00"), "held_on"),
    "one level": (changed(levels=[{"id": "a", "title": "A"}]), "levels"),
    "six levels": (
        changed(levels=[{"id": str(n), "title": "A"} for n in range(6)]),
        "levels",
    ),
    "a level twice": (
        changed(levels=[{"id": "strong", "title": "A"}] * 3),
        "levels",
    ),
    "no competence": (changed(competences=[]), "competences"),
    "a competence twice": (with_competence(id="helhed"), "competences"),
    "a level that is not there": (with_competence(leader="best"), "competences.0"),
    "a number for a level": (with_competence(employee=1), "competences.0.employee"),
    "a truth for a version": (
        with_competence(wording_version=True),
        "competences.0.wording_version",
    ),
    "a title like a story": (with_competence(title="a" * 81), "competences.0.title"),
    "a name of a person": (with_competence(employee_name="Åse"), "employee_name"),
    "four focus areas": (
        changed(
            focus=[
                {"id": str(n), "competence_id": "", "title": "", "sentence": ""}
                for n in range(4)
            ]
        ),
        "focus",
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_file_that_was_changed_is_refused_with_the_place(case):
    text, where = CHANGED[case]

    with pytest.raises(
        InputError, match="has been changed since it was saved"
    ) as caught:
        read_pair_file(text)

    assert where in str(caught.value)
    assert "Choose the file as it was saved" in str(caught.value)


# ---- Compared with this year ----


def test_equal_words_are_compared_and_others_are_named(wheel):
    found = same_words(make_file(), wheel)

    assert found.employee == {"faglighed": "strong", "helhed": "focus"}
    assert found.leader == {"faglighed": "good"}
    assert found.others == ("Røntgen",)


def test_another_wording_is_not_compared(wheel):
    first, *rest = wheel.competences
    reworded = wheel.model_copy(
        update={"competences": (first.model_copy(update={"wording_version": 2}), *rest)}
    )

    found = same_words(make_file(), reworded)

    assert found.employee == {"helhed": "focus"}
    assert found.others == ("Faglighed", "Røntgen")


@pytest.mark.parametrize("other", [{"id": "vores"}, {"levels": 2}])
def test_another_wheel_or_another_number_of_levels_is_not_compared(other, wheel):
    if "levels" in other:
        other = {"levels": wheel.levels[:2]}

    found = same_words(make_file(), wheel.model_copy(update=other))

    assert (found.employee, found.leader) == ({}, {})
    assert found.others == ("Faglighed", "Helhed", "Røntgen")


def test_a_level_with_a_new_id_keeps_its_place(wheel):
    levels = [
        level.model_copy(update={"id": f"n{n}"}) for n, level in enumerate(wheel.levels)
    ]

    found = same_words(make_file(), wheel.model_copy(update={"levels": tuple(levels)}))

    assert found.employee == {"faglighed": "n0", "helhed": "n2"}


def test_an_own_competence_with_the_id_of_a_common_one_is_still_an_own_one(wheel):
    own = dataclasses.replace(make_file().competences[0], is_own=True)

    found = same_words(make_file(competences=(own,)), wheel)

    assert found.employee == {}
    assert found.others == ("Faglighed",)


def test_a_competence_that_is_gone_or_unrated_does_not_disturb(wheel):
    fewer = wheel.model_copy(update={"competences": wheel.competences[2:]})

    found = same_words(make_file(), fewer)

    assert found.employee == {}
    assert found.others == ("Faglighed", "Helhed", "Røntgen")
