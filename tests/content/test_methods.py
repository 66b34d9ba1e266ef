"""Methods: three are shipped, new ones need TOML alone, and a broken one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import musworkshop
from musworkshop import text
from musworkshop.content.copying import check_path, copy_concept
from musworkshop.content.methods import Around, Entering, Method
from musworkshop.content.read import available, load_concept
from musworkshop.content.schema import Concept
from musworkshop.errors import ContentError
from tests.content.changing import change

#: The concepts that ship methods.
CONCEPTS = {name: load_concept(available()[name]) for name in ("neutral", "toender")}
IDS = ["fishbowl", "reflecting-team", "one-two-four-all"]
#: Method -> mode -> minutes of its phases; the timings are our own.
MINUTES = {
    "fishbowl": {mode: [5, 10, 5, 10, 5, 10] for mode in ("swap", "fixed", "open")},
    "reflecting-team": {"forty": [3, 12, 10, 8, 5, 2]},
    "one-two-four-all": {"plain": [3, 5, 8, 10]},
}
#: The last row of a hall reads this many characters at a glance.
ASK_CHARACTERS = 90


@pytest.fixture(params=CONCEPTS, ids=str)
def concept(request: pytest.FixtureRequest) -> Concept:
    return CONCEPTS[request.param]


@pytest.fixture(params=IDS)
def method(request: pytest.FixtureRequest, concept: Concept) -> Method:
    return concept.method(request.param)


def test_both_concepts_ship_the_same_three_methods(concept: Concept) -> None:
    assert [each.id for each in concept.methods] == IDS


def test_both_concepts_play_a_method_alike() -> None:
    def skeleton(concept: Concept) -> object:
        def bare(value: object) -> object:
            if isinstance(value, dict):
                spoken = {"da", "en"} == set(value)
                return None if spoken else {k: bare(v) for k, v in value.items()}
            return [bare(v) for v in value] if isinstance(value, tuple) else value

        return [bare(each.model_dump()) for each in concept.methods]

    assert skeleton(CONCEPTS["toender"]) == skeleton(CONCEPTS["neutral"])


def test_the_minutes_are_our_own_timings(method: Method) -> None:
    found = {m.id: [p.minutes for p in method.course(m.id)] for m in method.modes}
    assert found == MINUTES[method.id]


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_help_is_two_or_three_paragraphs(method: Method, language: str) -> None:
    text.use_language(language)
    for help_text in (method.when, method.pitfalls, method.entering):
        assert 2 <= len(help_text.paragraphs) <= 3


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_last_row_can_read_what_is_asked(method: Method, language: str) -> None:
    for phase in method.phases:
        assert 0 < len(getattr(phase.ask, language)) <= ASK_CHARACTERS, phase.id


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_minutes_told_are_the_minutes_played(method: Method, language: str) -> None:
    text.use_language(language)
    for mode in method.modes:
        total = sum(phase.minutes for phase in method.course(mode.id))
        assert f"{total} minut" in str(method.when)


def test_every_role_is_told_what_to_do_in_every_phase(method: Method) -> None:
    roles = {role.id for role in method.roles}
    assert {p.id for p in method.phases if {t.role for t in p.tasks} != roles} == set()


def test_every_phase_belongs_to_a_mode(method: Method) -> None:
    played = {phase for mode in method.modes for phase in mode.phases}
    assert {phase.id for phase in method.phases} == played


def test_in_a_bowl_only_the_inner_circle_speaks_and_the_outer_writes(
    concept: Concept,
) -> None:
    method = concept.method("fishbowl")
    bowls = [phase for phase in method.phases if phase.id.startswith("bowl")]
    assert len(bowls) == 5
    for phase in bowls:
        assert phase.speaks == (("inner", "inner"),)
        assert phase.writes == ("outer",)


def test_only_the_closed_bowl_with_a_swap_empties_the_chairs(concept: Concept) -> None:
    method = concept.method("fishbowl")
    swapping = [
        mode.id
        for mode in method.modes
        if any(phase.swaps for phase in method.course(mode.id))
    ]
    assert swapping == ["swap"]


def test_the_open_bowl_alone_has_a_free_chair_one_taps(concept: Concept) -> None:
    modes = concept.method("fishbowl").modes
    assert [m.id for m in modes if m.free_chair] == ["open"]
    assert [m.id for m in modes if m.entering is Entering.TAP] == ["open"]


def test_the_leader_begins_in_the_outer_circle(concept: Concept) -> None:
    entering = concept.method("fishbowl").entering
    assert "Lederen sidder i yderkredsen" in entering.da
    assert "leader sits in the outer circle" in entering.en


def test_the_team_is_silent_in_the_interview_and_the_pair_in_the_reflection(
    concept: Concept,
) -> None:
    method = concept.method("reflecting-team")
    phases = {phase.id: phase for phase in method.phases}
    assert {first for first, _ in phases["interview"].speaks} == {
        "focus",
        "interviewer",
    }
    assert "focus" not in phases["interview"].listens
    assert phases["reflect"].speaks == (("team", "team"),)
    assert "focus" in phases["reflect"].listens
    assert method.around is Around.TEAM


def test_the_case_of_a_reflecting_team_is_a_theme_and_never_a_person(
    concept: Concept,
) -> None:
    method = concept.method("reflecting-team")
    for said in (method.about, method.when):
        assert "er et tema, aldrig en person" in said.da
        assert "is a theme, never a person" in said.en
    tasks = [task.text.da for phase in method.phases for task in phase.tasks]
    assert sum("person" in task and "tema" in task for task in tasks) >= 4


def test_neutral_methods_name_no_municipality() -> None:
    written = (available()["neutral"] / "methods.toml").read_text(encoding="utf-8")
    assert "tønder" not in written.lower()
    assert "kommune" not in written.lower()
    assert "municipal" not in written.lower()


def test_a_method_can_lie_in_toml_alone() -> None:
    package = Path(musworkshop.__file__).parent
    code = [p for p in package.rglob("*") if p.suffix in {".py", ".mjs", ".css", ".po"}]

    assert len(code) > 100
    for spelling in ("one-two-four-all", "one_two_four_all"):
        naming = [p.name for p in code if spelling in p.read_text(encoding="utf-8")]
        assert naming == []


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_copied_and_reworded_method_is_read(name: str, tmp_path: Path) -> None:
    copy = copy_concept(name, tmp_path / "lokal")
    change(copy / "methods.toml", 'da = "Inderkreds"', 'da = "Bålet"')
    change(copy / "methods.toml", "most = 6", "most = 5")
    change(copy / "methods.toml", "minutes = 12", "minutes = 9")

    concept = load_concept(copy)

    assert check_path(copy) == []
    inner = concept.method("fishbowl").role("inner")
    assert (inner.title.da, inner.most) == ("Bålet", 5)
    assert concept.method("reflecting-team").course("forty")[1].minutes == 9


def test_a_concept_without_methods_is_whole(folder: Path) -> None:
    (folder / "methods.toml").unlink()

    assert check_path(folder) == []
    assert load_concept(folder).methods == ()


def test_a_method_finds_its_parts_by_id(concept: Concept) -> None:
    fishbowl = concept.method("fishbowl")
    everybody = fishbowl.everybody
    assert everybody is not None
    assert everybody.id == "outer"
    assert concept.method("reflecting-team").everybody is None
    assert [p.id for p in fishbowl.course("fixed")].count("respond") == 2
    for find in (fishbowl.mode, fishbowl.course, fishbowl.role):
        with pytest.raises(KeyError, match="closed"):
            find("closed")


# What is broken -> old text, new text, key after "methods.", pieces of the sentence.
BROKEN = {
    "a method twice": (
        'id = "one-two-four-all"',
        'id = "fishbowl"',
        "fishbowl.id",
        ['"fishbowl" stands twice, at item 1 and item 3', "give one of them a new id"],
    ),
    "a role twice": (
        '{id = "interviewer"',
        '{id = "team"',
        "reflecting-team.roles.team.id",
        ['"team" stands twice, at item 2 and item 3'],
    ),
    "a prompt twice": (
        '{id = "wonder"',
        '{id = "heard"',
        "fishbowl.prompts.heard.id",
        ['"heard" stands twice, at item 1 and item 3'],
    ),
    "a phase twice": (
        'id = "bowl-2-same"',
        'id = "bowl-2"',
        "fishbowl.phases.bowl-2.id",
        ['"bowl-2" stands twice'],
    ),
    "a mode twice": (
        'id = "fixed"',
        'id = "swap"',
        "fishbowl.modes.swap.id",
        ['"swap" stands twice, at item 1 and item 2'],
    ),
    "a mode of an unknown phase": (
        '"respond", "harvest"]',
        '"respond", "harwest"]',
        "fishbowl.modes.swap.phases.6",
        ['found "harwest"', "ids in phases: rules, bowl-1", "did you mean harvest?"],
    ),
    "a task for an unknown role": (
        '{role = "inner"',
        '{role = "iner"',
        "fishbowl.phases.rules.tasks.1.role",
        ['found "iner"', "ids in roles: inner, outer", "did you mean inner?"],
    ),
    "an unknown speaker": (
        'speaks = [["inner", "inner"]]',
        'speaks = [["innner", "inner"]]',
        "fishbowl.phases.bowl-1.speaks.1.1",
        ['found "innner"', "ids in roles: inner, outer"],
    ),
    "somebody unknown spoken to": (
        'speaks = [["inner", "inner"]]',
        'speaks = [["inner", "leader"]]',
        "fishbowl.phases.bowl-1.speaks.1.2",
        ['found "leader"', "ids in roles: inner, outer"],
    ),
    "an unknown listener": (
        'listens = ["focus", "interviewer"]',
        'listens = ["inner", "interviewer"]',
        "reflecting-team.phases.reflect.listens.1",
        ['found "inner"', "focus, interviewer, team"],
    ),
    "an unknown writer": (
        'writes = ["everybody"]',
        'writes = ["everybody", "scribe"]',
        "one-two-four-all.phases.alone.writes.2",
        ['found "scribe"', "ids in roles: everybody"],
    ),
    "fewest above most": (
        "least = 3, most = 6",
        "least = 7, most = 6",
        "fishbowl.roles.inner.least",
        ["least = 7", "most = 6", "not above most", "correct one"],
    ),
    "fewest without most": (
        "least = 3, most = 6",
        "least = 3",
        "fishbowl.roles.inner.least",
        ["least = 3 with most = 0"],
    ),
    "everybody is two roles": (
        "least = 3, most = 6, ",
        "",
        "fishbowl.roles.outer.most",
        ['"outer" has most = 0, and so has "inner"', "one role for everybody"],
    ),
    "two roles with a number to choose": (
        'id = "interviewer", least = 1, most = 1',
        'id = "interviewer", least = 1, most = 2',
        "reflecting-team.roles.team.most",
        ['"team" leaves the number of chairs open', '"interviewer"', "the same least"],
    ),
    "a listener who writes": (
        'listens = ["inner"]\nwrites = ["outer"]',
        'listens = ["inner"]\nwrites = ["outer", "inner"]',
        "fishbowl.phases.respond.listens.1",
        ['"inner" stands both in listens and in writes', "out of one"],
    ),
    "a listener who speaks": (
        'speaks = [["outer", "outer"]]',
        'speaks = [["inner", "outer"]]',
        "fishbowl.phases.respond.listens.1",
        ['"inner" stands both in listens and in speaks', "does nothing else"],
    ),
    "a task twice": (
        '{role = "interviewer", text',
        '{role = "focus", text',
        "reflecting-team.phases.roles.tasks.2",
        ['"focus" stands twice', "remove one"],
    ),
    "a writer twice": (
        'writes = ["everybody"]',
        'writes = ["everybody", "everybody"]',
        "one-two-four-all.phases.alone.writes.2",
        ['"everybody" stands twice'],
    ),
    "a listener twice": (
        'listens = ["focus", "interviewer"]',
        'listens = ["focus", "focus"]',
        "reflecting-team.phases.reflect.listens.2",
        ['"focus" stands twice'],
    ),
    "a writer who is told nothing": (
        '    {role = "everybody", text = {da = "Skriv for dig selv. Stikord er nok.",'
        ' en = "Write for yourself. Key words are enough."}},\n',
        "",
        "one-two-four-all.phases.alone.writes.1",
        ['"everybody" writes here', "add one to tasks"],
    ),
    "chairs emptied that nobody can take": (
        "seating = true\nswaps = true",
        "swaps = true",
        "fishbowl.phases.bowl-2.swaps",
        ["without seating = true", "leave swaps out"],
    ),
    "a free chair one is led to": (
        'entering = "tap"\n',
        "",
        "fishbowl.modes.open.free_chair",
        ['entering = "led"', 'entering = "tap"', "leave free_chair out"],
    ),
    "tapping for chairs that are not there": (
        'id = "plain"',
        'id = "plain"\nentering = "tap"',
        "one-two-four-all.modes.plain.entering",
        ['found "tap"', "no role has chairs"],
    ),
    "chairs nobody comes to": (
        'id = "roles"\nminutes = 3\nseating = true',
        'id = "roles"\nminutes = 3',
        "reflecting-team.modes.forty.phases",
        ["nobody can sit down", "add seating = true"],
    ),
    "too many chairs": (
        "most = 6",
        "most = 60",
        "fishbowl.roles.inner.most",
        ["found 60", "from 0 to 12"],
    ),
    "nobody knows who sits around it": (
        'around = "hall"',
        'around = "haal"',
        "fishbowl.around",
        ['found "haal"', "one of hall, team", "did you mean hall?"],
    ),
    "a missing translation of a task": (
        ', en = "Write for yourself. Key words are enough."',
        "",
        "one-two-four-all.phases.alone.tasks.1.text.en",
        ["this text is missing"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_method_is_said_in_one_sentence(case: str, folder: Path) -> None:
    old, new, key, pieces = BROKEN[case]
    file = folder / "methods.toml"
    change(file, old, new)

    with pytest.raises(ContentError) as caught:
        load_concept(folder)

    sentence = str(caught.value)
    assert sentence in check_path(folder)
    assert sentence in check_path(file)
    assert sentence.startswith(f"{file}, key methods.{key}: ")
    assert "\n" not in sentence
    for piece in pieces:
        assert piece in sentence


def test_all_faults_of_a_method_are_said_at_once(folder: Path) -> None:
    file = folder / "methods.toml"
    for case in (
        "fewest above most",
        "a listener who writes",
        "a free chair one is led to",
    ):
        old, new, *_ = BROKEN[case]
        change(file, old, new)

    assert len(check_path(folder)) == 3
