"""The temperature: 2 x 20 mirrored statements, and what is said of a broken one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from musworkshop.content.copying import advise_path, check_path, copy_concept
from musworkshop.content.instrument import Instrument
from musworkshop.content.read import available, demo_script, load_concept
from musworkshop.errors import ContentError
from tests.content.changing import change

SHIPPED = available()["temperature"]
AREAS = ["direction", "frame", "dialogue", "goals", "follow-up"]
#: A statement is read on a phone, twenty in ten minutes.
STATEMENT_CHARACTERS = 100


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    found = load_concept(SHIPPED).instrument
    assert found is not None
    return found


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "lokal"))


# ---- What is shipped ----


def test_five_areas_have_four_statements_each(instrument: Instrument) -> None:
    assert [area.id for area in instrument.areas] == AREAS
    assert [len(instrument.of_area(area)) for area in AREAS] == [4, 4, 4, 4, 4]
    assert instrument.common == instrument.statements


def test_an_id_says_its_area_and_never_a_number(instrument: Instrument) -> None:
    for statement in instrument.statements:
        assert statement.id.startswith(f"{statement.area_id}-")
        assert not any(sign.isdigit() for sign in statement.id)


def test_statements_stand_area_by_area(instrument: Instrument) -> None:
    areas = [statement.area_id for statement in instrument.statements]
    assert list(dict.fromkeys(areas)) == AREAS
    assert areas == sorted(areas, key=AREAS.index)


def test_every_statement_is_short_in_both_forms_and_languages(
    instrument: Instrument,
) -> None:
    for statement in instrument.statements:
        for wording in (statement.employee, statement.leader):
            for text in (wording.da, wording.en):
                assert 0 < len(text) <= STATEMENT_CHARACTERS, text
                assert text.count(".") == 1, "one claim, not two"


def test_the_forms_mirror_each_other_in_few_words_alike(instrument: Instrument) -> None:
    alike = {s.id for s in instrument.statements if s.employee.da == s.leader.da}
    assert alike == {
        "frame-role",
        "dialogue-future",
        "dialogue-undisturbed",
        "follow-up-asked",
    }


def test_answers_go_from_0_to_4_points_in_their_order(instrument: Instrument) -> None:
    assert [(a.points, a.text.da) for a in instrument.answers] == [
        (0, "I meget ringe grad"),
        (1, "I ringe grad"),
        (2, "Delvist"),
        (3, "I høj grad"),
        (4, "I meget høj grad"),
    ]
    assert instrument.not_relevant.da == "Ved ikke / ikke relevant"


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (0, "kræver opmærksomhed"),
        (49.9, "kræver opmærksomhed"),
        (50, "på vej"),
        (74.9, "på vej"),
        (75, "fungerer"),
        (100, "fungerer"),
    ],
)
def test_an_index_falls_into_its_band(
    index: float, words: str, instrument: Instrument
) -> None:
    assert instrument.band(index).text.da == words


def test_fifteen_answers_count_for_all_and_three_for_an_area(
    instrument: Instrument,
) -> None:
    assert (instrument.total_needs, instrument.area_needs) == (15, 3)
    assert instrument.gap == 15


def test_the_credit_says_inspired_by_and_not_identical(instrument: Instrument) -> None:
    assert "inspireret af Kompetencesekretariatets MUS-test" in instrument.credit.da
    assert "ikke den samme test" in instrument.credit.da
    assert "vores egne" in instrument.credit.da
    assert "ikke videnskabelig" in instrument.credit.da


def test_the_promise_says_all_that_happens_to_an_answer(
    instrument: Instrument,
) -> None:
    said = " ".join(instrument.promise.da.split())
    for promised in (
        "ikke dit navn",
        "intet forbinder det med din telefon",
        "hvert enkelt svar bliver slettet",
        "heller ikke facilitator",
        "kun et resultat, hvis nok har svaret",
        "mindst otte har skrevet en",
        "slettet, uden at nogen har læst dem",
    ):
        assert promised in said
    assert '"alle i høj grad eller mere"' in instrument.unanimity.da


def test_the_guide_closes_the_answers_before_the_groups_talk() -> None:
    concept = load_concept(SHIPPED)
    assert "Luk for svarene, før grupperne begynder" in concept.step("answer").guide.da
    assert "fire til seks i hver gruppe" in concept.step("groups").guide.da
    assert "ikke selv er leder for dem" in concept.step("welcome").guide.da
    kinds = [step.kind.value for step in concept.steps]
    assert kinds.index("temperature") < kinds.index("sub_questions")


# ---- What is broken: file, old text, new text, key, pieces of the sentence ----

BROKEN = {
    "a step that shows a form": (
        "steps.toml",
        'kind = "report"',
        'kind = "form"',
        "form",
        [
            'this key is missing, but the step "report" (kind = "form") needs it',
            "a table with the keys title, department",
            "add it or remove the step",
        ],
    ),
    "an area twice": (
        "instrument.toml",
        '[[instrument.areas]]\nid = "goals"',
        '[[instrument.areas]]\nid = "frame"\ntitle = {da = "Ro", en = "Peace"}\n'
        'about = {da = "Ro.", en = "Peace."}\n\n'
        '[[instrument.areas]]\nid = "goals"',
        "instrument.areas.frame.id",
        ['the id "frame" stands twice, at item 2 and item 4', "a new id"],
    ),
    "a statement twice": (
        "instrument.toml",
        'id = "frame-form"',
        'id = "frame-role"',
        "instrument.statements.frame-role.id",
        ['the id "frame-role" stands twice, at item 5 and item 6'],
    ),
    "a statement of an unknown area": (
        "instrument.toml",
        'area_id = "dialogue"',
        'area_id = "dialog"',
        "instrument.statements.dialogue-openness.area_id",
        [
            'found "dialog"; allowed are the ids in areas: direction, frame, dialogue',
            "did you mean dialogue?",
        ],
    ),
    "points twice": (
        "instrument.toml",
        "points = 1",
        "points = 2",
        "instrument.answers.3.points",
        ["points = 2 for the second time", "0, 1, 2, 3, 4", "correct one"],
    ),
    "too many points": (
        "instrument.toml",
        "points = 4",
        "points = 5",
        "instrument.answers.5.points",
        ["found 5; allowed is a whole number from 0 to 4"],
    ),
    "a category too few": (
        "instrument.toml",
        '    {points = 2, text = {da = "Delvist", en = "Partly"}},\n',
        "",
        "instrument.answers",
        ["found a list with 4 items; allowed is a list of exactly 5 tables"],
    ),
    "more bands than one can tell apart": (
        "instrument.toml",
        "bands = [",
        "bands = [\n"
        + "\n".join(
            f'    {{lowest = {n}, text = {{da = "{n} da", en = "{n} en"}}}},'
            for n in (80, 85, 90)
        ),
        "instrument.bands",
        ["found a list with 6 items; allowed is a list of 1 to 5 tables"],
    ),
    "a band twice": (
        "instrument.toml",
        "lowest = 75",
        "lowest = 50",
        "instrument.bands.2.lowest",
        ["50 stands twice; allowed is once"],
    ),
    "no words for the lowest indexes": (
        "instrument.toml",
        "lowest = 0",
        "lowest = 10",
        "instrument.bands",
        ["no band with lowest = 0", "bands that begin at 0", "lower the last"],
    ),
    "more needed than there is": (
        "instrument.toml",
        "total_needs = 15",
        "total_needs = 21",
        "instrument.total_needs",
        ["found 21", "at most the number of common statements, which is 20", "lower"],
    ),
    "more needed than an area has": (
        "instrument.toml",
        "area_needs = 3",
        "area_needs = 5",
        "instrument.area_needs",
        ["found 5", 'the smallest area, which is 4 in "direction"', "lower it"],
    ),
    "own statements do not help an area": (
        "instrument.toml",
        'id = "goals-sign"\narea_id = "goals"',
        'id = "goals-ours"\nown = true\narea_id = "follow-up"',
        "instrument.area_needs",
        ["found 4", 'which is 3 in "goals"'],
    ),
    "an area without a common statement": (
        "instrument.toml",
        '[[instrument.areas]]\nid = "frame"',
        '[[instrument.areas]]\nid = "empty"\ntitle = {da = "Tom", en = "Empty"}\n'
        'about = {da = "Intet.", en = "Nothing."}\n\n'
        '[[instrument.areas]]\nid = "frame"',
        "instrument.areas.empty",
        ["no common statement belongs to this area", "add one or remove the area"],
    ),
    "the same asked twice in a form": (
        "instrument.toml",
        'leader = {da = "Jeg havde tid til at forberede mig på hver samtale."',
        'leader = {da = "VI SAD uforstyrret."',
        "instrument.statements.dialogue-undisturbed.leader.da",
        ['"Vi sad uforstyrret." stands twice', "reword one"],
    ),
    "two answers alike": (
        "instrument.toml",
        'en = "Partly"',
        'en = "Don\'t know / not relevant"',
        "instrument.not_relevant.en",
        ["stands twice; allowed is once; reword one"],
    ),
    "half a statement": (
        "instrument.toml",
        'en = "I had time to prepare."',
        'en = ""',
        "instrument.statements.frame-time.employee.en",
        ["this text is missing", "take en out of languages"],
    ),
    "a statement in one form only": (
        "instrument.toml",
        'leader = {da = "Vi sad uforstyrret.", en = "We sat undisturbed."}',
        "",
        "instrument.statements.dialogue-undisturbed.leader",
        ["this key is missing", "a text in each language"],
    ),
    "an unknown key": (
        "instrument.toml",
        "area_needs = 3",
        "area_need = 3",
        "instrument.area_need",
        ["unknown", "total_needs, area_needs, gap", "did you mean area_needs?"],
    ),
    "a number instead of a table": (
        "instrument.toml",
        (SHIPPED / "instrument.toml").read_text(encoding="utf-8"),
        "instrument = 20\n",
        "instrument",
        ["found 20", "a table with the keys id, title, credit, promise"],
    ),
}


def place(local: Path, name: str, key: str) -> Path:
    """Return what a sentence names: a key that is missing stands in no file."""
    return local if key == "form" else local / name


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_temperature_is_said_in_one_sentence(case: str, local: Path) -> None:
    name, old, new, key, pieces = BROKEN[case]
    if case == "own statements do not help an area":
        change(local / name, "area_needs = 3", "area_needs = 4")
    change(local / name, old, new)

    with pytest.raises(ContentError) as caught:
        load_concept(local)

    sentence = str(caught.value)
    assert sentence.startswith(f"{place(local, name, key)}, key {key}: ")
    assert "\n" not in sentence
    for piece in pieces:
        assert piece in sentence
    assert sentence in check_path(local)
    assert len(check_path(local)) == 1


@pytest.mark.parametrize("kind", ["temperature", "results", "actions", "report"])
def test_a_step_about_the_temperature_needs_the_instrument(
    kind: str, tmp_path: Path
) -> None:
    local = copy_concept("neutral", tmp_path / "lokal")
    change(local / "steps.toml", 'kind = "gather"', f'kind = "{kind}"')

    [sentence] = check_path(local)

    assert sentence.startswith(f"{local}, key instrument: this key is missing")
    assert f'the step "gather" (kind = "{kind}") needs it' in sentence


@pytest.mark.parametrize("kind", ["choose", "form"])
def test_a_form_may_be_left_out_where_no_step_needs_it(
    kind: str, tmp_path: Path
) -> None:
    local = copy_concept("neutral", tmp_path / "lokal")
    (local / "form.toml").unlink()
    change(local / "steps.toml", 'kind = "choose"', 'kind = "gather"')
    change(local / "steps.toml", 'kind = "form"', 'kind = "gather"')
    assert check_path(local) == []
    assert load_concept(local).form is None

    change(local / "steps.toml", 'kind = "gather"', f'kind = "{kind}"')

    [sentence] = check_path(local)
    assert (
        f'key form: this key is missing, but the step "gather" (kind = "{kind}")'
        in (sentence)
    )


def test_an_emptied_file_is_named_where_its_key_is_missing(local: Path) -> None:
    (local / "instrument.toml").write_text("# kommer senere\n", encoding="utf-8")

    [sentence] = check_path(local)

    assert sentence.startswith(f"{local / 'instrument.toml'}, key instrument: this key")
    assert check_path(local / "steps.toml") == []


def test_a_misspelled_instrument_is_said_once(local: Path) -> None:
    file = local / "instrument.toml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("[instrument", "[instrumnt"), encoding="utf-8")

    [sentence] = check_path(local)

    assert "key instrumnt: this key is unknown" in sentence
    assert "did you mean instrument?" in sentence


def test_an_unreadable_file_does_not_make_the_instrument_missing(local: Path) -> None:
    (local / "instrument.toml").write_text("[instrument\n", encoding="utf-8")

    assert len(check_path(local)) == 1


# ---- Steps and demo ----


def test_a_temperature_without_a_step_is_told_what_is_skipped(local: Path) -> None:
    steps = local / "steps.toml"
    written = steps.read_text(encoding="utf-8")
    start, end = (
        written.index('[[steps]]\nid = "actions"'),
        written.index('[[steps]]\nid = "report"'),
    )
    steps.write_text(written[:start] + written[end:], encoding="utf-8")

    [thought] = advise_path(local)

    assert "no step is of the kind actions" in thought


def test_talking_before_answering_is_not_the_usual_order(local: Path) -> None:
    steps = local / "steps.toml"
    change(steps, 'kind = "temperature"', 'kind = "later"')
    change(steps, 'kind = "sub_questions"', 'kind = "temperature"')
    change(steps, 'kind = "later"', 'kind = "sub_questions"')

    [thought] = advise_path(local)

    assert "the usual order is welcome, temperature, sub_questions" in thought


def test_a_start_meeting_that_also_takes_the_temperature_is_told_what_it_skips(
    tmp_path: Path,
) -> None:
    local = copy_concept("neutral", tmp_path / "lokal")
    shutil.copy(SHIPPED / "instrument.toml", local)
    steps = local / "steps.toml"
    change(steps, 'kind = "gather"', 'kind = "temperature"')

    assert check_path(local) == []
    skipped = [thought.rpartition("kind ")[2] for thought in advise_path(local)]
    assert [said.partition(";")[0] for said in skipped] == [
        "gather",
        "results",
        "actions",
        "report",
    ]


def test_a_temperature_without_a_demo_shows_the_shipped_one(local: Path) -> None:
    for file in local.glob("demo*.toml"):
        file.unlink()

    assert demo_script(local, "da").workplace == "Biblioteket ved Havnen"
    assert demo_script(local, "en").workplace == "The Harbour Library"


def test_a_concept_no_shipped_demo_fits_is_told_to_bring_one(local: Path) -> None:
    for file in local.glob("demo*.toml"):
        file.unlink()
    change(local / "themes.toml", 'id = "concern"', 'id = "worry"')

    with pytest.raises(ContentError, match=r"there is no demo\.toml"):
        demo_script(local, "da")
