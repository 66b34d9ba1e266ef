"""What is shipped: complete in both languages, in our own words, and quickly read."""

from __future__ import annotations

import importlib.util
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from musworkshop import folders, limits, text
from musworkshop.content.consistency import walk
from musworkshop.content.copying import advise_path, check_path
from musworkshop.content.read import available, demo_script, load_concept
from musworkshop.content.schema import CheckBlock, Concept
from musworkshop.content.suggestions import START_MEETING, TEMPERATURE, WHEEL
from musworkshop.content.wording import Wording

CONCEPTS = available()
#: Those in which the room makes its own form.
MEETINGS = ["neutral", "toender"]
CHECKER = Path(__file__).parents[3] / "shared" / "checks" / "own_words.py"


@pytest.fixture(params=CONCEPTS, ids=str)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def concept(name: str) -> Concept:
    return load_concept(CONCEPTS[name])


@pytest.fixture(params=MEETINGS)
def meeting(request: pytest.FixtureRequest) -> Concept:
    return load_concept(CONCEPTS[request.param])


@pytest.fixture
def temperature() -> Concept:
    return load_concept(CONCEPTS["temperature"])


@pytest.fixture
def kl() -> Concept:
    return load_concept(CONCEPTS["kl"])


def wordings(concept: Concept) -> list[tuple[str, Wording]]:
    parts = {key: getattr(concept, key) for key in Concept.model_fields}
    return [(".".join(map(str, loc)), wording) for loc, wording, *_ in walk(parts)]


def test_two_start_meetings_the_temperature_and_the_wheel_are_shipped() -> None:
    assert list(CONCEPTS) == ["kl", "neutral", "temperature", "toender"]


def test_a_shipped_concept_has_no_problem_and_needs_no_advice(name: str) -> None:
    assert check_path(CONCEPTS[name]) == []
    assert advise_path(CONCEPTS[name]) == []


def test_a_concept_is_named_like_its_folder(name: str, concept: Concept) -> None:
    assert concept.id == name


def test_every_wording_is_written_in_both_languages(concept: Concept) -> None:
    assert concept.languages == ("da", "en")
    one_sided = [place for place, w in wordings(concept) if bool(w.da) != bool(w.en)]
    assert one_sided == []


def test_danish_and_english_are_not_the_same_text(concept: Concept) -> None:
    same = [w.da for _, w in wordings(concept) if w.da and w.da == w.en]
    assert same == []


def test_the_process_has_four_steps_through_all_phases(concept: Concept) -> None:
    phases = [step.phase.value for step in concept.process]
    assert phases == ["before", "during", "after", "after"]


def test_a_start_meeting_has_each_of_its_kinds_once_and_takes_100_minutes(
    meeting: Concept,
) -> None:
    assert tuple(step.kind for step in meeting.steps) == START_MEETING
    assert [step.minutes for step in meeting.steps] == [10, 15, 10, 25, 20, 10, 10]


def test_the_temperature_has_each_of_its_kinds_once_and_takes_90_minutes(
    temperature: Concept,
) -> None:
    assert tuple(step.kind for step in temperature.steps) == TEMPERATURE
    assert [step.minutes for step in temperature.steps] == [10, 10, 25, 25, 15, 5]


def test_the_wheel_has_each_of_its_kinds_once_and_takes_90_minutes(
    kl: Concept,
) -> None:
    assert tuple(step.kind for step in kl.steps) == WHEEL
    assert [step.minutes for step in kl.steps] == [10, 15, 25, 20, 20]


def test_the_run_sheet_goes_through_all_three_arcs_of_the_ring(
    concept: Concept,
) -> None:
    phases = [step.phase.value for step in concept.steps]
    assert list(dict.fromkeys(phases)) == ["before", "during", "after"]


def test_every_step_but_the_last_says_what_comes_afterwards(concept: Concept) -> None:
    assert all(str(step.afterwards) for step in concept.steps[:-1])
    assert str(concept.steps[-1].afterwards) == ""


def test_a_guide_begins_with_a_gist_that_fits_beside_the_clock(
    concept: Concept,
) -> None:
    for language in text.LANGUAGES:
        for step in concept.steps:
            gist = getattr(step.guide, language).split("\n\n")[0]
            assert len(gist) <= 200, (step.id, gist)


def test_the_five_themes_stand_in_their_order(meeting: Concept) -> None:
    assert [theme.id for theme in meeting.themes] == [
        "professional",
        "wellbeing",
        "culture",
        "other-shared",
        "other-individual",
    ]
    assert len(meeting.theme("culture").areas) == 3
    closed = [theme.id for theme in meeting.themes if not theme.open_to_cards]
    assert closed == ["other-individual"]


def test_the_temperature_has_three_themes_open_to_cards(temperature: Concept) -> None:
    themes = {theme.id: theme.title.da for theme in temperature.themes}
    assert themes == {
        "surprise": "Det overraskede os",
        "strength": "Styrker",
        "concern": "Bekymringer",
    }
    assert all(theme.open_to_cards for theme in temperature.themes)


def test_nobody_writes_cards_about_competences(kl: Concept) -> None:
    assert [theme.open_to_cards for theme in kl.themes] == [False]


def test_there_are_exactly_6_simple_and_6_and_5_optional_questions(
    meeting: Concept,
) -> None:
    counted = Counter(question.set_id for question in meeting.questions)
    assert [counted[s.id] for s in meeting.question_sets] == [6, 6, 5]


def test_no_question_is_asked_twice(meeting: Concept) -> None:
    counted = Counter(question.text.da for question in meeting.questions)
    assert max(counted.values()) == 1


def test_every_question_fits_where_a_card_fits(concept: Concept) -> None:
    for question in concept.questions:
        assert len(question.text.da) <= limits.CARD_CHARACTERS
        assert len(question.text.en) <= limits.CARD_CHARACTERS


def test_the_core_task_is_checked_in_three_blocks(meeting: Concept) -> None:
    counted = Counter(check.block for check in meeting.checks)
    assert counted == {
        CheckBlock.DEFINED: 5,
        CheckBlock.VALIDATED: 3,
        CheckBlock.COMMUNICATED: 3,
    }


def test_the_credit_says_that_it_is_nobodys_official_tool(concept: Concept) -> None:
    assert "ikke et officielt værktøj" in concept.credit.da
    assert "not an official tool" in concept.credit.en


def test_no_placeholder_is_left_in_a_wording(concept: Concept) -> None:
    left = [w for _, w in wordings(concept) if "{" in w.da + w.en]
    assert left == []


def test_the_councils_own_word_stands_in_the_texts(name: str, concept: Concept) -> None:
    word = "Samarbejdsfeltet" if name == "toender" else "samarbejdsudvalget"
    assert word in concept.process[-1].text.da


def test_skema_4_and_5_do_not_exist(name: str) -> None:
    for path in CONCEPTS[name].glob("*.toml"):
        assert not re.search(r"(skema|form)[ -]?[45]\b", path.read_text(), re.I)


PLACES = (
    "tønder|toender|sønderjylland|jylland|fyn|sjælland|københavn|aarhus|odense|aalborg"
    "|esbjerg|ribe|varde|odder|herlev|hjørring|silkeborg|danmark|denmark|copenhagen"
    "|engholm|safetynet"
)


@pytest.mark.parametrize("name", ["kl", "neutral", "temperature"])
def test_a_concept_for_everybody_names_no_place(name: str) -> None:
    for path in CONCEPTS[name].glob("*.toml"):
        assert re.findall(rf"\b({PLACES})", path.read_text(), re.I) == [], path.name


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_demo_of_a_start_meeting_has_goals_questions_and_clusters(
    meeting: Concept, language: str
) -> None:
    script = demo_script(CONCEPTS[meeting.id], language)

    assert (len(script.goals), len(script.challenges)) == (3, 2)
    assert len(script.leader_questions) == 2
    assert len(script.clusters) >= 3


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_demo_is_a_whole_workshop(
    name: str, concept: Concept, language: str
) -> None:
    script = demo_script(CONCEPTS[name], language)

    assert 4 <= len(script.groups) <= 6
    assert 3 <= len(script.people) <= 4
    written = {cards.theme for group in script.groups for cards in group.cards}
    assert written == {theme.id for theme in concept.themes if theme.open_to_cards}
    for short in (script.title, script.workplace):
        assert len(short) <= limits.NAME_CHARACTERS


def test_danish_and_english_demo_have_the_same_shape(name: str) -> None:
    def shape(language: str) -> object:
        script = demo_script(CONCEPTS[name], language)
        writers = [group.cards for group in script.groups]
        writers += [person.cards for person in script.people]
        return (
            [[(c.theme, len(c.texts), c.picked) for c in cards] for cards in writers],
            [(len(c.texts), bool(c.wording)) for c in script.clusters],
            [(g.people, [bool(w) for w in g.own_words]) for g in script.groups],
        )

    assert shape("da") == shape("en")


def test_a_concept_is_read_in_less_than_50_ms(name: str) -> None:
    load_concept(CONCEPTS[name])  # the first reading also imports
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        load_concept(CONCEPTS[name])
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.05


def test_a_concept_survives_the_store_unchanged(concept: Concept) -> None:
    assert Concept.model_validate_json(concept.model_dump_json()) == concept


def test_no_template_repeats_nine_words_of_a_source() -> None:
    if not CHECKER.exists():
        pytest.skip(f"{CHECKER} and the sources lie beside the project, not in a clone")
    spec = importlib.util.spec_from_file_location("own_words", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    known = {}
    for source in checker.SOURCES.glob("*.txt"):
        known.update(dict.fromkeys(checker.runs(source.read_text()), source.name))

    repeated = [
        f"{path.name}:{line} repeats {known[run]}"
        for path in folders.TEMPLATES.rglob("*.toml")
        for run, line in checker.runs(path.read_text()).items()
        if run in known
    ]

    assert known, "the sources could not be read"
    assert repeated == []
