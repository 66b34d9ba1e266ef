"""An archive carries the published result as it is, and refuses one made by hand."""

import copy
import dataclasses
import json

import pytest

from musworkshop.documents.archive import archive_json, read_archive, write_archive
from musworkshop.errors import InputError
from musworkshop.model.temperature import ActionStatus
from musworkshop.rules.threshold import COMMENT_WRITERS
from musworkshop.text import speaking
from tests.documents.builders import NASTY
from tests.documents.rerun_builder import action, published, taken
from tests.documents.test_archive import zipped


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


@pytest.fixture(scope="module")
def content():
    with speaking("en"):
        return json.loads(archive_json(taken()))


def test_result_and_actions_come_back_as_they_were():
    before = taken()

    after = read_archive(write_archive(before))

    assert after.actions == before.actions
    assert len(before.temperature.comments) >= COMMENT_WRITERS
    assert dataclasses.replace(after.temperature, comments=()) == dataclasses.replace(
        before.temperature, comments=()
    )
    assert sorted(after.temperature.comments) == sorted(before.temperature.comments)


def test_export_import_export_gives_the_same_bytes():
    first = write_archive(taken())

    assert write_archive(read_archive(first)) == first


def test_the_order_of_comments_and_actions_says_nothing():
    before = taken()
    turned = dataclasses.replace(
        before,
        actions=before.actions[::-1],
        temperature=dataclasses.replace(
            before.temperature, comments=before.temperature.comments[::-1]
        ),
    )

    assert write_archive(turned) == write_archive(before)


def test_nasty_comments_and_actions_come_back_as_they_were():
    result = dataclasses.replace(published(), comments=NASTY)
    before = taken(
        temperature=result,
        actions=(action(1, NASTY[0], owner=NASTY[1], status=ActionStatus.DROPPED),),
    )

    after = read_archive(write_archive(before))

    assert set(after.temperature.comments) == set(NASTY)
    assert after.actions == before.actions


def test_a_round_nobody_has_closed_is_no_result():
    after = read_archive(write_archive(taken(temperature=None, actions=())))

    assert after.temperature is None
    assert after.actions == ()


@pytest.mark.parametrize(("people", "leaders"), [(0, 0), (3, 1), (5, 2), (60, 9)])
def test_whatever_a_round_publishes_is_read_again(people, leaders):
    result = published(people, leaders=leaders, units={"u1": "Nord", "u2": "Syd"})

    book = read_archive(write_archive(taken(temperature=result)))

    assert book.temperature.employees == result.employees
    assert book.temperature.leaders == result.leaders
    assert book.temperature.units == result.units


def _shown(result):
    return next(each for each in result["statements"] if each["parts"])


def _two_people(result):
    found = _shown(result)
    found["parts"] = [
        {"low": 0, "high": 1, "count": 2},
        {"low": 2, "high": 4, "count": found["n"] - 2},
    ]


def _unanimous(result):
    found = _shown(result)
    found["parts"] = [
        {"low": n, "high": n, "count": found["n"] if n == 3 else 0} for n in range(5)
    ]


def _in_one_part(result):
    found = _shown(result)
    found["parts"] = [{"low": 0, "high": 4, "count": found["n"]}]


def _few(result):
    found = _shown(result)
    found["n"] = 3
    found["parts"] = [
        {"low": 0, "high": 1, "count": 0},
        {"low": 2, "high": 4, "count": 3},
    ]


def _turned(result):
    _shown(result)["parts"].reverse()


def _hole(result):
    _shown(result)["parts"].pop()


def _wrong_sum(result):
    _shown(result)["n"] += 1


def _stranger(result):
    _shown(result)["statement_id"] = "stranger"


def _twice(result):
    result["statements"].append(result["statements"][0])


def _own_choice(result):
    result["by_own_choice"] = True


def _more_than_people(result):
    result["answered"] = 5


def _negative(result):
    result["invited"] = -1


def _nobody_said(result):
    result["answered"] = None


def _other_form(result):
    result["form"] = "leader" if result["form"] == "employee" else "employee"


AT_LEAST_THREE = "nobody or for at least 3 people"
FOLLOW = "follow each other from 0 to 4"
FORMS = {
    _two_people: AT_LEAST_THREE,
    _unanimous: AT_LEAST_THREE,
    _in_one_part: FOLLOW,
    _few: "before 5 have answered",
    _turned: FOLLOW,
    _hole: FOLLOW,
    _wrong_sum: FOLLOW,
    _stranger: '"stranger" is not among statements',
    _twice: "stands twice",
    _own_choice: "fewer than 5",
    _more_than_people: "no more answers than people",
    _negative: "0 or more",
    _nobody_said: "says how many",
    _other_form: '"form" is',
}
WHERE = {
    "employees": lambda found: found["employees"],
    "leaders": lambda found: found["leaders"],
    "units.u1": lambda found: found["units"][0]["result"],
}


def refused(content, change):
    made = copy.deepcopy(content)
    change(made)
    with pytest.raises(InputError) as raised:
        read_archive(zipped(workshop_json=json.dumps(made)))
    sentence = str(raised.value)
    assert sentence.startswith("workshop.json")
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("change", FORMS, ids=lambda change: change.__name__.strip("_"))
def test_a_result_no_round_can_have_is_refused_with_a_sentence(content, where, change):
    sentence = refused(
        content, lambda made: change(WHERE[where](made["workbook"]["temperature"]))
    )

    assert FORMS[change] in sentence


def _threshold(made):
    made["workbook"]["temperature"]["threshold"] = 3


def _no_instrument(made):
    made["concept"]["instrument"] = None


def _four_actions(made):
    first = made["workbook"]["actions"][0]
    made["workbook"]["actions"] = [{**first, "id": str(n)} for n in range(4)]


def _same_action(made):
    made["workbook"]["actions"] *= 2
    made["workbook"]["actions"].pop()


def _few_comments(made):
    found = made["workbook"]["temperature"]
    found["units"] = []
    for form, answered in (("employees", 6), ("leaders", 1)):
        found[form] |= {"answered": answered, "statements": []}


def _hidden_unit_counted(made):
    unit = made["workbook"]["temperature"]["units"][0]["result"]
    unit |= {"answered": 2, "statements": []}


def _text_for_a_number(made):
    made["workbook"]["temperature"]["threshold"] = "5"


def _unknown_key(made):
    made["workbook"]["temperature"]["employees"]["sheets"] = []


WHOLE = {
    _threshold: "from 4 to 15",
    _no_instrument: "no statements",
    _four_actions: "at most 3",
    _same_action: "stands twice",
    _few_comments: "before 8 have answered",
    _hidden_unit_counted: "before 5 have answered",
    _text_for_a_number: "temperature.threshold",
    _unknown_key: "employees.sheets",
}


@pytest.mark.parametrize("change", WHOLE, ids=lambda change: change.__name__.strip("_"))
def test_a_whole_that_cannot_be_is_refused_with_a_sentence(content, change):
    assert WHOLE[change] in refused(content, change)


def test_a_single_leader_who_chose_so_is_read_with_every_answer():
    result = published(20, leaders=1)
    assert result.leaders.by_own_choice

    book = read_archive(write_archive(taken(temperature=result)))

    assert book.temperature.leaders == result.leaders


def test_a_numeral_of_a_thousand_digits_is_refused(content):
    def huge(made):
        made["workbook"]["temperature"]["employees"]["answered"] = 10**1000

    assert "0 or more" in refused(content, huge)
