"""The competence wheel: what is shipped, a workplace's own, and a broken one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from musworkshop.content.copying import advise_path, check_path, copy_concept
from musworkshop.content.read import available, demo_script, load_concept
from musworkshop.content.wheel import ADVISED_COMPETENCES, Wheel
from musworkshop.errors import ContentError
from tests.content.changing import change

SHIPPED = available()["kl"]
COMPETENCES = [
    *("faglighed", "helhed", "kommunikation", "udvikling"),
    *("resultater", "relationer", "samarbejde", "proces"),
]


@pytest.fixture(scope="module")
def wheel() -> Wheel:
    found = load_concept(SHIPPED).wheel
    assert found is not None
    return found


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "lokal"))


def own_wheel(folder: Path, *, competences: int, levels: int) -> None:
    """Write a workplace's own wheel into a copy."""
    head = """[wheel]
id = "vores"
title = {da = "Vores hjul", en = "Our wheel"}
credit = {da = "Vores eget.", en = "Our own."}
intro = {da = "Gå det rundt.", en = "Go round it."}
"""
    parts = [
        f"""
[[wheel.levels]]
id = "niveau-{n}"
title = {{da = "Niveau {n}", en = "Level {n}"}}
about = {{da = "Sådan ser {n} ud.", en = "What {n} looks like."}}
"""
        for n in range(levels)
    ] + [
        f"""
[[wheel.competences]]
id = "evne-{n}"
title = {{da = "Evne {n}", en = "Ability {n}"}}
means = [{{da = "Kan {n}.", en = "Can do {n}."}}]
"""
        for n in range(competences)
    ]
    (folder / "wheel.toml").write_text(head + "".join(parts), encoding="utf-8")


# ---- What is shipped ----


def test_eight_competences_stand_round_the_rim_in_their_order(wheel: Wheel) -> None:
    assert [each.id for each in wheel.competences] == COMPETENCES
    assert wheel.empty_fields == 2


def test_every_competence_is_explained_in_three_or_four_short_lines(
    wheel: Wheel,
) -> None:
    for competence in wheel.competences:
        assert 3 <= len(competence.means) <= 4
        for line in competence.means:
            assert len(line.da) <= 80, line.da
            assert len(line.en) <= 80, line.en


def test_three_levels_go_from_the_rim_inwards_and_say_what_they_mean(
    wheel: Wheel,
) -> None:
    assert [level.title.da for level in wheel.levels] == [
        "Stærk kompetence",
        "Udmærket kompetence",
        "Fokusområde",
    ]
    for place, level in enumerate(wheel.levels):
        assert wheel.rank(level.id) == place
        assert wheel.level(level.id) is level
        assert level.about.da.endswith(".")


def test_the_credit_names_kl_and_claims_nothing(wheel: Wheel) -> None:
    assert "bygger på KL's kompetencehjul" in wheel.credit.da
    assert "ikke KL's værktøj" in wheel.credit.da
    assert "ikke et officielt værktøj" in wheel.credit.da
    assert "not KL's tool" in wheel.credit.en


def test_the_intro_says_that_it_is_no_mark(wheel: Wheel) -> None:
    assert "ikke en karakterbog" in wheel.intro.da
    assert "Ingen skal være stærk i det hele" in wheel.intro.da


def test_the_guide_says_who_can_see_a_wheel_before_anybody_fills_one_in() -> None:
    concept = load_concept(SHIPPED)
    assert "kan kun de to se" in concept.step("welcome").guide.da
    assert "Du kan ikke se det" in concept.step("welcome").guide.da
    assert "kun nu" in concept.step("pairs").guide.da
    assert "antal og aldrig personer" in concept.step("picture").guide.da


# ---- A workplace's own ----


@pytest.mark.parametrize(("competences", "levels"), [(3, 2), (8, 4), (20, 5)])
def test_a_wheel_of_ones_own_is_read(
    competences: int, levels: int, local: Path
) -> None:
    own_wheel(local, competences=competences, levels=levels)

    assert check_path(local) == []
    found = load_concept(local).wheel
    assert found is not None
    assert (len(found.competences), len(found.levels)) == (competences, levels)


def test_more_competences_than_a_talk_can_hold_get_a_kind_word(local: Path) -> None:
    own_wheel(local, competences=ADVISED_COMPETENCES, levels=3)
    assert advise_path(local) == []

    own_wheel(local, competences=ADVISED_COMPETENCES + 1, levels=3)

    assert check_path(local) == []
    [thought] = advise_path(local)
    assert thought.startswith(f"{local / 'wheel.toml'}, key wheel.competences: ")
    assert "found 13 competences; that is allowed" in thought
    assert "more than 12" in thought
    assert "Keep those that your core task needs most" in thought


@pytest.mark.parametrize(
    ("competences", "levels", "part", "found", "allowed"),
    [
        (2, 3, "competences", 2, "3 to 20"),
        (21, 3, "competences", 21, "3 to 20"),
        (8, 6, "levels", 6, "2 to 5"),
    ],
)
def test_too_few_or_too_many_are_refused_with_what_is_allowed(
    competences: int, levels: int, part: str, found: int, allowed: str, local: Path
) -> None:
    own_wheel(local, competences=competences, levels=levels)

    [sentence] = check_path(local)

    assert sentence == (
        f"{local / 'wheel.toml'}, key wheel.{part}: found a list with {found} items;"
        f" allowed is a list of {allowed} tables; correct it."
    )


def test_one_level_is_no_choice(local: Path) -> None:
    own_wheel(local, competences=3, levels=1)

    [sentence] = check_path(local)

    assert "found a list with 1 item; allowed is a list of 2 to 5 tables" in sentence


# ---- What is broken: old text, new text, key, pieces of the sentence ----

TWO_LINES = '    {da = "Har gjort sig klar og kommer til sagen."'
BROKEN = {
    "a competence twice": (
        'id = "helhed"',
        'id = "faglighed"',
        "wheel.competences.faglighed.id",
        ['the id "faglighed" stands twice, at item 1 and item 2', "a new id"],
    ),
    "a level twice": (
        'id = "good"',
        'id = "strong"',
        "wheel.levels.strong.id",
        ['the id "strong" stands twice, at item 1 and item 2'],
    ),
    "two levels of one name": (
        'da = "Udmærket kompetence"',
        'da = "STÆRK kompetence"',
        "wheel.levels.good.title.da",
        ['"STÆRK kompetence" stands twice; allowed is once; reword one'],
    ),
    "two competences of one name": (
        'en = "Process"',
        'en = "Results"',
        "wheel.competences.proces.title.en",
        ['"Results" stands twice; allowed is once; reword one'],
    ),
    "a competence without a meaning": (
        'title = {da = "Helhed", en = "The whole"}\nmeans = [',
        'title = {da = "Helhed", en = "The whole"}\nmeans = []\nmean = [',
        "wheel.competences.helhed.mean",
        ["this key is unknown", "id, wording_version, title, means"],
    ),
    "more lines than one reads": (
        TWO_LINES,
        "".join(f'    {{da = "{n} da", en = "{n} en"}},\n' for n in range(5))
        + TWO_LINES,
        "wheel.competences.kommunikation.means",
        ["a list with 9 items; allowed is a list in square brackets with 1 to 8 items"],
    ),
    "more empty fields than there is room for": (
        "empty_fields = 2",
        "empty_fields = 7",
        "wheel.empty_fields",
        ["found 7; allowed is a whole number from 0 to 6"],
    ),
    "half a meaning": (
        ', en = "Makes a plan with a goal, and uses it."',
        "",
        "wheel.competences.proces.means.2.en",
        ["this text is missing", "take en out of languages"],
    ),
    "a wheel that is a number": (
        (SHIPPED / "wheel.toml").read_text(encoding="utf-8"),
        "wheel = 8\n",
        "wheel",
        ["found 8", "a table with the keys id, title, credit, intro, levels"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_wheel_is_said_in_one_sentence(case: str, local: Path) -> None:
    old, new, key, pieces = BROKEN[case]
    change(local / "wheel.toml", old, new)

    with pytest.raises(ContentError) as caught:
        load_concept(local)

    sentence = str(caught.value)
    assert sentence.startswith(f"{local / 'wheel.toml'}, key {key}: ")
    assert "\n" not in sentence
    for piece in pieces:
        assert piece in sentence
    assert sentence in check_path(local)


@pytest.mark.parametrize("kind", ["wheel", "pairs", "picture"])
def test_a_step_about_the_wheel_needs_it(kind: str, tmp_path: Path) -> None:
    local = copy_concept("neutral", tmp_path / "lokal")
    change(local / "steps.toml", 'kind = "gather"', f'kind = "{kind}"')

    [sentence] = check_path(local)

    assert sentence.startswith(f"{local}, key wheel: this key is missing")
    assert f'the step "gather" (kind = "{kind}") needs it' in sentence


def test_a_start_meeting_may_use_the_wheel(tmp_path: Path) -> None:
    local = copy_concept("neutral", tmp_path / "lokal")
    shutil.copy(SHIPPED / "wheel.toml", local)

    assert check_path(local) == []
    assert advise_path(local) == []
    assert load_concept(local).wheel == load_concept(SHIPPED).wheel


# ---- Steps and demo ----


def test_pairs_before_the_wheel_is_not_the_usual_order(local: Path) -> None:
    steps = local / "steps.toml"
    change(steps, 'kind = "wheel"', 'kind = "later"')
    change(steps, 'kind = "pairs"', 'kind = "wheel"')
    change(steps, 'kind = "later"', 'kind = "pairs"')

    [thought] = advise_path(local)

    assert "the usual order is welcome, strategy, wheel, pairs, picture" in thought


def test_a_step_of_another_course_does_not_disturb_the_order(local: Path) -> None:
    steps = local / "steps.toml"
    change(steps, 'kind = "wheel"', 'kind = "sub_questions"')

    said = [each.partition(": ")[2] for each in advise_path(local)]

    assert said == [
        "no step is of the kind wheel; the room skips that work.",
        "no theme is open to cards; the room cannot write its own questions.",
    ]


def test_a_wheel_without_a_demo_shows_the_shipped_one(local: Path) -> None:
    for file in local.glob("demo*.toml"):
        file.unlink()

    assert demo_script(local, "da").workplace == "Tandplejen på Bakken"
    assert demo_script(local, "en").workplace == "The Hilltop Dental Clinic"


def test_a_demos_wheel_has_goals_in_the_groups_own_words() -> None:
    script = demo_script(SHIPPED, "da")

    assert len(script.goals) == 3
    assert all(any(group.own_words) for group in script.groups)
