import pytest

from musworkshop.model.pair import (
    Layer,
    OwnCompetence,
    PairView,
    Side,
    SideState,
    Way,
)
from musworkshop.rules.wheel import compare, level_of, teeth
from tests.rules.wheels import wheel

EMPLOYEE, LEADER = Side.EMPLOYEE, Side.LEADER
WHEEL = wheel(levels=4, competences=4)


def layer(own=(), **ratings):
    """A layer; own competences as (id, title)."""
    named = tuple(OwnCompetence(id=key, title=title) for key, title in own)
    return Layer(ratings=ratings, own=named)


def view(employee, leader, side=EMPLOYEE):
    mine, theirs = (employee, leader) if side is EMPLOYEE else (leader, employee)
    states = {each: SideState(side=each, has_come=True, is_ready=True) for each in Side}
    return PairView(
        number=1,
        is_counted=False,
        pair_id="pair",
        side=side,
        way=Way.BOTH,
        is_revealed=True,
        me=states[side],
        them=states[side.other],
        mine=mine,
        covered=0,
        theirs=theirs,
        focus=(),
        agreed=frozenset(),
        may_choose_way=False,
    )


def titles(found):
    return [each.title for each in found]


# ---- Teeth ----


def test_the_workplaces_competences_come_first_and_own_ones_last():
    found = teeth(WHEEL, layer([("o1", "Singing")]), layer([("o2", "Baking")]))

    assert titles(found) == [
        "Cooperation",
        "Craft",
        "Change",
        "Order",
        "Singing",
        "Baking",
    ]
    assert [each.is_own for each in found] == [False] * 4 + [True] * 2
    assert found[0].means == ("cooperation",)
    assert found[-1].means == ()


@pytest.mark.parametrize("same", ["Singing", "singing", "SINGING"])
def test_a_name_that_both_have_typed_is_one_competence(same):
    employee = layer([("o1", "Singing")], o1="strong")
    leader = layer([("o2", same)], o2="focus")
    found = teeth(WHEEL, employee, leader)

    (own,) = [each for each in found if each.is_own]
    assert (own.id, own.title) == ("o1", "Singing")
    assert level_of(own, employee) == "strong"
    assert level_of(own, leader) == "focus"


def test_an_own_name_that_the_wheel_has_already_makes_no_second_tooth():
    found = teeth(WHEEL, layer([("o1", "craft")], o1="strong"))

    assert titles(found).count("Craft") == 1
    assert not any(each.is_own for each in found)


def test_without_a_layer_nothing_is_rated():
    (first, *_rest) = teeth(WHEEL)

    assert level_of(first, None) is None
    assert level_of(first, layer()) is None


def test_a_name_typed_again_after_a_new_link_says_what_was_rated_last():
    """As with the workplace's competences: the newest rating counts."""
    twice = layer([("before", "Singing"), ("since", "singing")])
    both = Layer(ratings={"before": "focus", "since": "strong"}, own=twice.own)
    only_before = Layer(ratings={"before": "focus"}, own=twice.own)
    (tooth,) = [each for each in teeth(WHEEL, both) if each.is_own]

    assert level_of(tooth, both) == "strong"
    assert level_of(tooth, only_before) == "focus"


# ---- What two wheels say beside each other ----


def rows(employee, leader, side=EMPLOYEE):
    found = compare(view(employee, leader, side), WHEEL)
    return [(each.tooth.id, each.employee, each.leader, each.apart) for each in found]


def test_the_greatest_difference_comes_first_then_agreement_then_what_one_rated():
    employee = layer(cooperation="strong", craft="strong", change="good")
    leader = layer(cooperation="strong", craft="good", change="focus", order="good")

    assert rows(employee, leader) == [
        ("change", "good", "focus", 2),
        ("craft", "strong", "good", 1),
        ("cooperation", "strong", "strong", 0),
        ("order", None, "good", None),
    ]


def test_both_of_the_two_read_the_same_rows():
    employee = layer([("o1", "Singing")], craft="strong", o1="focus", order="good")
    leader = layer([("o2", "SINGING"), ("o3", "Baking")], o2="good", o3="good")

    assert rows(employee, leader, EMPLOYEE) == rows(employee, leader, LEADER)
    assert rows(employee, leader)[0] == ("o1", "focus", "good", 2)


def test_equal_differences_stand_in_the_wheels_own_order():
    employee = layer(order="strong", craft="good", cooperation="strong")
    leader = layer(order="good", craft="fair", cooperation="good")

    found = [key for key, *_rest in rows(employee, leader)]
    assert found == ["cooperation", "craft", "order"]


def test_what_nobody_has_rated_is_not_in_the_comparison():
    assert rows(layer(), layer()) == []
    assert rows(layer([("o1", "Singing")]), layer()) == []


def test_one_wheel_alone_is_compared_with_nothing():
    found = rows(layer(craft="strong"), None)

    assert found == [("craft", "strong", None, None)]
