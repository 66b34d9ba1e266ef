"""The wheel from the pages' side: two people, their links, and what each page holds."""

import datetime
import json
import secrets
import uuid

import pytest

from musworkshop.content.read import find_concept, load_concept
from musworkshop.content.schema import StepKind
from musworkshop.documents.pair_file import write_pair_file
from musworkshop.model.pair import Side, Way
from musworkshop.model.pair_file import KeptCompetence, KeptLevel, PairFile
from musworkshop.model.roles import Role
from musworkshop.store import pair_links, seats, workshops
from musworkshop.store.connect import transaction
from tests.pages.opened import Opened
from tests.store.hall import open_hall

PANEL, WHEEL, READY = "PairPanel", "CompetenceWheel", "PairReady"
TALK, PAPERS = "PairTalk", "PairPapers"
LEAD, PICTURE = "PairLead", "WheelPictureView"
CONCEPT = load_concept(find_concept("kl"))
IDS = [each.id for each in CONCEPT.wheel.competences]
STRONG, GOOD, FOCUS = (each.id for each in CONCEPT.wheel.levels)


@pytest.fixture
def hall(engine, seals):
    return open_hall(engine, held_with=CONCEPT)


@pytest.fixture
def lead(hall):
    go(hall, StepKind.PAIRS)
    return Opened(hall, hall.facilitator)


def go(hall, kind):
    step = next(s for s in CONCEPT.steps if s.kind is kind)
    hall.write(workshops.go_to_step, hall.facilitator, step.id, minutes=10)


class Talker(Opened):
    """The page of one of the two, opened with a link."""

    def __init__(self, hall, link):
        self.secret = secrets.token_hex(32)
        with transaction(hall.engine) as connection:
            workshop_id, pair_id, side = pair_links.claim(
                connection, link.partition("#")[2], self.secret
            )
            viewer, _token = seats.add(
                connection, workshop_id, Role.PAIR, pair_id=pair_id
            )
        super().__init__(hall, viewer)
        self.side = side
        self.do(PANEL, "open", secret=self.secret)

    def rate(self, ratings):
        for competence_id, level_id in ratings.items():
            self.do(WHEEL, "rate", competence_id=competence_id, level_id=level_id)


def links_of(lead, number=0):
    return lead.data(LEAD)["pairs"][number]["links"]


@pytest.fixture
def pair(hall, lead):
    """An employee and a leader who both fill in the wheel."""
    lead.do(LEAD, "make", number=1, way="both")
    links = links_of(lead)
    return Talker(hall, links["employee"]), Talker(hall, links["leader"])


def show_each_other(employee, leader):
    employee.rate({IDS[0]: STRONG, IDS[1]: FOCUS})
    leader.rate({IDS[0]: STRONG, IDS[1]: GOOD, IDS[2]: GOOD})
    employee.do(READY, "set_ready", on=True)
    leader.do(READY, "set_ready", on=True)


def test_a_page_without_a_secret_holds_nothing(hall, pair):
    employee, _leader = pair
    employee.rate({IDS[0]: STRONG})
    stranger = Opened(hall, employee.desk.viewer)

    assert stranger.data(PANEL)["state"] == "asking"
    for name in (WHEEL, READY):
        assert stranger.data(name) == {}
        assert not stranger.is_shown(name)


def test_each_side_sees_its_own_ratings_and_nothing_of_the_others(pair):
    employee, leader = pair
    made = employee.do(WHEEL, "add_own", title="Kanariefugl")
    employee.rate({IDS[0]: STRONG, made["id"]: FOCUS})
    employee.do(READY, "set_ready", on=True)

    assert employee.data(WHEEL)["mine"]["ratings"] == {
        IDS[0]: STRONG,
        made["id"]: FOCUS,
    }
    assert leader.data(WHEEL)["theirs"] is None
    assert "Kanariefugl" not in leader.everything()
    assert leader.data(READY)["ready"]["theirs"] is True


def test_the_wheels_are_shown_together_when_both_are_ready(pair):
    employee, leader = pair
    show_each_other(employee, leader)

    for one, other in ((employee, leader), (leader, employee)):
        shown = one.data(WHEEL)
        assert shown["theirs"]["ratings"] == other.data(WHEEL)["mine"]["ratings"]
        assert shown["editable"] is False
        assert one.data(PANEL)["is_revealed"] is True
    rows = employee.data(TALK)["rows"]
    assert [(row["id"], row["same"]) for row in rows] == [
        (IDS[1], False),
        (IDS[0], True),
        (IDS[2], None),
    ]


def test_ready_can_be_taken_back_until_both_are(pair):
    employee, leader = pair
    employee.rate({IDS[0]: STRONG})
    employee.do(READY, "set_ready", on=True)
    refusal = employee.refused(WHEEL, "rate", competence_id=IDS[0], level_id=FOCUS)
    employee.do(READY, "set_ready", on=False)
    employee.rate({IDS[0]: FOCUS})
    leader.rate({IDS[0]: GOOD})
    leader.do(READY, "set_ready", on=True)

    assert "ready" in refusal
    assert leader.data(WHEEL)["theirs"] is None
    assert employee.data(WHEEL)["mine"]["ratings"] == {IDS[0]: FOCUS}


def test_being_ready_stands_after_the_wheel_and_before_the_talk(pair):
    employee, _leader = pair

    assert list(employee.widgets) == [PANEL, WHEEL, READY, TALK, PAPERS]


def test_being_ready_is_shown_only_to_who_fills_it_in_and_until_the_reveal(hall, lead):
    lead.do(LEAD, "make", number=1, way="alone")
    links = links_of(lead)
    employee = Talker(hall, links["employee"])
    leader = Talker(hall, links["leader"])

    assert (employee.is_shown(READY), leader.is_shown(READY)) == (True, False)
    employee.rate({IDS[0]: STRONG})
    employee.do(READY, "set_ready", on=True)
    assert not employee.is_shown(READY)
    assert employee.data(READY)["ready"]["shown"] is False


def test_alone_the_employee_shows_it_and_the_leader_rates_nothing(hall, lead):
    lead.do(LEAD, "make", number=1, way="alone")
    links = links_of(lead)
    employee = Talker(hall, links["employee"])
    leader = Talker(hall, links["leader"])
    employee.rate({IDS[0]: STRONG})

    assert leader.data(WHEEL)["editable"] is False
    assert leader.data(WHEEL)["mine"]["ratings"] == {}
    assert leader.refused(WHEEL, "rate", competence_id=IDS[0], level_id=GOOD)
    employee.do(READY, "set_ready", on=True)
    assert leader.data(WHEEL)["mine"] == {
        "name": "Employee",
        "ratings": {IDS[0]: STRONG},
    }
    assert leader.data(WHEEL)["theirs"] is None


def test_talking_from_it_nobody_rates_and_focus_areas_can_be_chosen_at_once(hall, lead):
    lead.do(LEAD, "make", number=1, way="talk")
    employee = Talker(hall, links_of(lead)["employee"])

    assert employee.refused(WHEEL, "rate", competence_id=IDS[0], level_id=GOOD)
    keep(employee, IDS[3], "Prøver én ny ting om måneden")
    (kept,) = employee.data(TALK)["focus"]
    assert kept["sentence"] == "Prøver én ny ting om måneden"


def keep(page, competence_id, sentence, *, focus_id="", seen=""):
    about = {"focus_id": focus_id, "competence_id": competence_id, "seen": seen}
    return page.do(TALK, "keep_focus", sentence=sentence, **about)


def test_both_choose_focus_areas_together_and_see_each_others_words(pair):
    employee, leader = pair
    show_each_other(employee, leader)
    first = keep(employee, IDS[1], "Øver mig på at se helheden")
    keep(leader, IDS[2], "Giver plads til det")

    assert [each["title"] for each in leader.data(TALK)["focus"]] == [
        str(CONCEPT.wheel.competences[1].title),
        str(CONCEPT.wheel.competences[2].title),
    ]
    refusal = leader.refused(
        TALK,
        "keep_focus",
        focus_id=first["id"],
        competence_id=IDS[1],
        sentence="Noget andet",
        seen="Hvad der stod engang",
    )
    assert "Øver mig på at se helheden" in refusal
    keep(leader, IDS[0], "Et tredje")
    assert leader.refused(
        TALK,
        "keep_focus",
        focus_id="",
        competence_id=IDS[4],
        sentence="Et fjerde",
        seen="",
    )
    employee.do(TALK, "remove_focus", focus_id=first["id"])
    assert len(leader.data(TALK)["focus"]) == 2


def test_a_repeated_request_makes_nothing_twice(pair, lead):
    employee, leader = pair
    requests = [str(uuid.uuid4()) for _request in range(3)]
    for _twice in range(2):
        typed = {"request_id": requests[0], "title": "Grønne fingre"}
        own = employee.call(WHEEL, "add_own", **typed)
    show_each_other(employee, leader)
    about = {"focus_id": "", "competence_id": IDS[0], "sentence": "Én", "seen": ""}
    for _twice in range(2):
        employee.call(TALK, "keep_focus", request_id=requests[1], **about)
        lead.call(LEAD, "make", request_id=requests[2], number=2, way="both")

    assert own["ok"]["id"] in [
        each["id"] for each in employee.data(WHEEL)["competences"]
    ]
    assert sum(each["own"] for each in employee.data(WHEEL)["competences"]) == 1
    assert len(employee.data(TALK)["focus"]) == 1
    assert len(lead.data(LEAD)["pairs"]) == 3


def test_own_competences_fill_the_empty_fields_and_no_more(pair):
    employee, _leader = pair
    for name in ("Grønne fingre", "Tolkning"):
        employee.do(WHEEL, "add_own", title=name)

    assert employee.data(WHEEL)["empty"] == 0
    assert employee.refused(WHEEL, "add_own", title="En til")
    own = [each for each in employee.data(WHEEL)["competences"] if each["own"]]
    assert employee.refused(
        WHEEL, "rename_own", competence_id=own[0]["id"], title="tolkning"
    )
    employee.do(WHEEL, "rename_own", competence_id=own[0]["id"], title="Havearbejde")
    employee.do(WHEEL, "remove_own", competence_id=own[1]["id"])
    titles = [e["title"] for e in employee.data(WHEEL)["competences"] if e["own"]]
    assert titles == ["Havearbejde"]


@pytest.mark.parametrize(
    ("competence", "level"),
    [("nonsense", "strong"), ("faglighed", "nonsense"), (IDS[0], "__proto__")],
)
def test_what_is_not_in_the_wheel_is_refused(pair, competence, level):
    employee, _leader = pair

    assert employee.refused(WHEEL, "rate", competence_id=competence, level_id=level)
    assert employee.data(WHEEL)["mine"]["ratings"] == {}


def test_the_others_lost_link_is_made_anew_and_what_was_rated_is_covered(hall, pair):
    employee, leader = pair
    employee.rate({IDS[0]: STRONG, IDS[1]: GOOD})
    leader.rate({IDS[0]: GOOD})
    link = leader.do(PANEL, "renew_link")["link"]
    assert employee.data(PANEL)["state"] == "open"

    again = Talker(hall, link)

    assert employee.data(PANEL)["state"] == "gone"
    assert STRONG not in json.dumps(employee.data(WHEEL))
    assert again.data(WHEEL)["mine"]["ratings"] == {}
    assert "2" in again.data(WHEEL)["covered"]
    again.rate({IDS[1]: FOCUS})
    again.do(READY, "set_ready", on=True)
    leader.do(READY, "set_ready", on=True)
    assert leader.data(WHEEL)["theirs"]["ratings"] == {IDS[0]: STRONG, IDS[1]: FOCUS}
    (notice,) = leader.data(PANEL)["notices"]
    assert "1 new link" in notice
    leader.do(PANEL, "renew_link")
    assert "2 new links" in leader.data(PANEL)["notices"][0]
    assert leader.data(PANEL)["notices"] == again.data(PANEL)["notices"]


def test_handing_the_screen_over_leaves_nothing_on_the_page(hall, pair):
    employee, _leader = pair
    employee.rate({IDS[0]: STRONG})
    ticket = employee.do(PANEL, "hand_over")["ticket"]

    assert employee.data(PANEL) == {"state": "asking", "message": ""}
    assert (employee.data(WHEEL), employee.data(READY)) == ({}, {})
    other = Talker(hall, f"#{ticket}")
    assert other.side is Side.LEADER
    assert other.data(WHEEL)["mine"]["ratings"] == {}


def test_another_pairs_secret_opens_nothing_here(hall, lead, pair):
    employee, _leader = pair
    lead.do(LEAD, "make", number=1, way="both")
    stranger = Talker(hall, links_of(lead, 1)["employee"])
    employee.rate({IDS[0]: STRONG})

    stranger.call(PANEL, "open", secret=employee.secret)

    assert stranger.data(PANEL)["state"] == "gone"
    assert stranger.data(WHEEL) == {}


def test_the_way_can_be_changed_until_somebody_has_rated(pair):
    employee, leader = pair
    leader.do(PANEL, "choose_way", way="talk")
    assert employee.data(PANEL)["way"] == "talk"
    employee.do(PANEL, "choose_way", way=Way.BOTH.value)
    employee.rate({IDS[0]: STRONG})

    assert leader.data(PANEL)["can_change_way"] is False
    assert leader.refused(PANEL, "choose_way", way="alone")


def test_the_facilitator_sees_whether_links_were_opened_and_nothing_else(lead, pair):
    employee, leader = pair
    employee.do(WHEEL, "add_own", title="Kanariefugl")
    show_each_other(employee, leader)
    keep(employee, IDS[0], "Kanariefuglens sang")

    (row,) = lead.data(LEAD)["pairs"]
    assert (row["employee"], row["leader"]) == ("opened", "opened")
    assert "anariefugl" not in lead.everything()
    assert lead.refused(LEAD, "renew", pair_id=row["id"])
    assert lead.refused(LEAD, "remove", pair_id=row["id"])


def test_a_page_loaded_anew_shows_no_links(hall, lead):
    lead.do(LEAD, "make", number=2, way="both")

    again = Opened(hall, hall.facilitator)

    assert [each["links"] for each in again.data(LEAD)["pairs"]] == [None, None]


def test_wheels_are_counted_once_from_five_pairs_that_agree(hall, lead):
    lead.do(LEAD, "make", number=6, way="both")
    levels = [STRONG, STRONG, STRONG, GOOD, GOOD, GOOD]
    agreed = []
    for number, level in enumerate(levels):
        links = links_of(lead, number)
        employee = Talker(hall, links["employee"])
        leader = Talker(hall, links["leader"])
        employee.rate({IDS[0]: level})
        leader.rate({IDS[0]: FOCUS})
        for each in (employee, leader):
            each.do(READY, "set_ready", on=True)
        employee.do(TALK, "agree_to_count", on=True)
        assert lead.data(LEAD)["counting"]["can"] is (len(agreed) >= 5)
        leader.do(TALK, "agree_to_count", on=True)
        agreed.append((employee, leader))
    agreed[0][1].do(TALK, "agree_to_count", on=False)
    assert "5" in lead.data(LEAD)["counting"]["sentence"]
    agreed[0][1].do(TALK, "agree_to_count", on=True)
    lead.do(LEAD, "count")

    go(hall, StepKind.PICTURE)
    phone = Opened(hall, hall.alone)
    row = phone.data(PICTURE)["rows"][0]
    assert [(part["count"], part["first"]) for part in row["parts"][:2]] == [
        (3, 0),
        (3, 1),
    ]
    assert all(each["n"] == 0 for each in phone.data(PICTURE)["rows"][1:])
    assert agreed[0][0].data(TALK)["count"]["closed"] is True
    assert agreed[0][0].refused(TALK, "agree_to_count", on=False)
    assert lead.refused(LEAD, "count")


def test_under_five_nothing_is_counted_and_nothing_is_lost(hall, lead, pair):
    employee, leader = pair
    show_each_other(employee, leader)
    for each in pair:
        each.do(TALK, "agree_to_count", on=True)

    assert lead.data(LEAD)["counting"]["can"] is False
    assert lead.refused(LEAD, "count")
    assert lead.data(LEAD)["counting"]["state"] == "none"


def last_year(**changes):
    levels = tuple(KeptLevel(id=i, title=i) for i in (STRONG, GOOD, FOCUS))
    found = (
        KeptCompetence(id=IDS[0], title="Faglighed", employee=FOCUS, leader=GOOD),
        KeptCompetence(id=IDS[1], title="Helheder", employee=GOOD, wording_version=7),
    )
    about = {
        "held_on": datetime.date(2025, 11, 3),
        "language": "da",
        "wheel_id": CONCEPT.wheel.id,
        "wheel_title": "Kompetencehjulet",
        "levels": levels,
        "competences": found,
    }
    return write_pair_file(PairFile(**{**about, **changes}))


def test_last_years_wheel_lies_beside_this_years_where_the_words_are_the_same(pair):
    employee, _leader = pair
    employee.do(PAPERS, "open_last_year", text=last_year())

    assert employee.data(WHEEL)["last_year"] == {
        "name": "3 November 2025",
        "mark": "2025",
        "ratings": {IDS[0]: FOCUS},
    }
    assert "Helheder" in employee.data(PAPERS)["last_year"]["sentence"]
    employee.do(PAPERS, "close_last_year")
    assert employee.data(WHEEL)["last_year"] is None


def test_a_file_that_is_none_is_refused_with_a_sentence(pair):
    employee, _leader = pair

    assert employee.refused(PAPERS, "open_last_year", text="{}")
    assert employee.data(WHEEL)["last_year"] is None
