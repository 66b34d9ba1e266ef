import threading
from functools import partial

import pytest

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.pair import Layer, Way
from musworkshop.store import pair_agreed, pair_work
from musworkshop.store.connect import transaction
from musworkshop.store.pair_tables import pair, pair_content
from tests.store.pairing import (
    EMPLOYEE,
    LEADER,
    Device,
    Pairing,
    at_once,
    new_secret,
    rated,
)

FILLED_BY = {Way.ALONE: {EMPLOYEE}, Way.BOTH: {EMPLOYEE, LEADER}, Way.TALK: set()}


@pytest.fixture
def room(hall):
    return Pairing(hall)


@pytest.fixture
def two(room):
    return room.two()


@pytest.fixture
def shown(room, two):
    """Two who have shown each other their wheels."""
    room.reveal(*two.values())
    return two


def revealed(room, two):
    found = {room.view(device).is_revealed for device in two.values()}
    assert len(found) == 1, "half a reveal"
    return found.pop()


# ---- The way ----


@pytest.mark.parametrize("way", list(Way))
def test_either_of_the_two_chooses_the_way_until_somebody_has_rated(room, way):
    two = room.two(Way.BOTH if way is Way.ALONE else Way.ALONE)
    room.keep(pair_work.choose_way, two[LEADER], Way.TALK)
    room.keep(pair_work.choose_way, two[EMPLOYEE], way)

    for device in two.values():
        assert room.view(device).way is way
        assert room.view(device).may_choose_way


@pytest.mark.parametrize("begun_by", [EMPLOYEE, LEADER])
def test_once_somebody_has_rated_the_way_is_settled(room, two, begun_by):
    room.rate(two[begun_by], a="strong")

    for device in two.values():
        assert not room.view(device).may_choose_way
        with pytest.raises(NotAllowed, match="the way is settled"):
            room.keep(pair_work.choose_way, device, Way.ALONE)
        room.keep(pair_work.choose_way, device, Way.BOTH)
        assert room.view(device).way is Way.BOTH


def test_once_they_have_agreed_on_something_the_way_is_settled(room):
    two = room.two(Way.TALK)
    room.focus(two[LEADER], "a")

    with pytest.raises(NotAllowed, match="the way is settled"):
        room.keep(pair_work.choose_way, two[EMPLOYEE], Way.BOTH)


@pytest.mark.parametrize("way", list(Way))
def test_only_those_rate_and_are_ready_who_fill_the_wheel_in_this_way(room, way):
    two = room.two(way)

    for side, device in two.items():
        if side in FILLED_BY[way]:
            room.rate(device, a="strong")
            continue
        with pytest.raises(NotAllowed, match="do not fill in"):
            room.rate(device, a="strong")
        for on in (True, False):
            with pytest.raises(NotAllowed, match="do not fill in"):
                room.ready(device, on)


# ---- Rating ----


def test_ratings_and_own_competences_are_kept_as_they_were_made(room, two):
    title = 'Æ "ø"\n\\ å 🙂'
    own_id = room.type(two[EMPLOYEE], title, "good")
    room.rate(two[EMPLOYEE], a="strong", b="focus")
    room.rate(two[EMPLOYEE], a="good", b="")

    mine = room.view(two[EMPLOYEE]).mine
    assert mine.ratings == {"a": "good", own_id: "good"}
    assert [(each.id, each.title) for each in mine.own] == [(own_id, title)]


def test_neither_sees_anything_of_what_the_other_has_rated(room, two):
    room.rate(two[EMPLOYEE], a="strong")
    room.type(two[EMPLOYEE], "Canary", "good")
    room.ready(two[EMPLOYEE])

    seen = room.view(two[LEADER])
    assert seen.theirs is None
    assert seen.them.is_ready
    for word in ("Canary", "strong", "good"):
        assert word not in str(seen)


def test_what_cannot_be_kept_changes_nothing(room, two):
    room.rate(two[EMPLOYEE], a="strong")

    def fail(layer):
        raise InputError("no")

    with pytest.raises(InputError):
        room.keep(pair_work.change, two[EMPLOYEE], fail)
    assert room.view(two[EMPLOYEE]).mine.ratings == {"a": "strong"}


# ---- Being ready ----


def test_nobody_is_ready_who_has_rated_nothing(room, two):
    with pytest.raises(InputError, match="at least one"):
        room.ready(two[EMPLOYEE])
    room.rate(two[EMPLOYEE], a="strong")
    room.rate(two[EMPLOYEE], a="")
    with pytest.raises(InputError, match="at least one"):
        room.ready(two[EMPLOYEE])
    assert not room.view(two[LEADER]).them.is_ready


@pytest.mark.parametrize("first", [EMPLOYEE, LEADER])
def test_the_wheels_are_shown_exactly_when_both_are_ready(room, two, first):
    one, last = two[first], two[first.other]
    room.rate(one, a="strong")
    room.rate(last, a="focus")

    assert not room.ready(one)
    assert not revealed(room, two)
    assert not room.ready(one, False)
    assert not room.ready(last)
    assert not revealed(room, two)
    assert room.ready(one)

    assert revealed(room, two)
    assert room.view(one).theirs == Layer(ratings={"a": "focus"})
    assert room.view(last).mine == room.view(one).theirs
    assert room.view(last).theirs == room.view(one).mine


def test_the_employee_alone_shows_the_wheel_when_it_is_ready(room):
    two = room.two(Way.ALONE)
    room.rate(two[EMPLOYEE], a="strong")
    assert room.view(two[LEADER]).theirs is None

    assert room.ready(two[EMPLOYEE])
    assert revealed(room, two)
    assert room.view(two[LEADER]).theirs == Layer(ratings={"a": "strong"})


def test_the_wheel_can_be_shown_before_the_leader_has_come(room):
    made = room.make(Way.ALONE)
    employee = room.open(made.employee)
    room.rate(employee, a="strong")
    assert room.ready(employee)

    assert room.view(room.open(made.leader)).theirs.ratings == {"a": "strong"}


@pytest.mark.parametrize("way", [Way.ALONE, Way.BOTH])
def test_what_is_shown_is_shown_for_good_and_stands_as_it_is(room, way):
    two = room.two(way)
    room.reveal(*(two[side] for side in FILLED_BY[way]))
    before = room.hall.rows(pair_content), room.view(two[LEADER])

    for device in two.values():
        assert room.ready(device, False), "it cannot be taken back"
        with pytest.raises(NotAllowed, match="stand as they are"):
            room.rate(device, anchor="focus")
        with pytest.raises(NotAllowed, match="the way is settled"):
            room.keep(pair_work.choose_way, device, Way.TALK)
    assert revealed(room, two)
    assert (room.hall.rows(pair_content), room.view(two[LEADER])) == before


def test_whoever_is_ready_changes_nothing_before_taking_that_back(room, two):
    room.rate(two[EMPLOYEE], a="strong")
    room.ready(two[EMPLOYEE])
    with pytest.raises(NotAllowed, match="Take that back first"):
        room.rate(two[EMPLOYEE], a="focus")
    room.rate(two[LEADER], a="good")

    room.ready(two[EMPLOYEE], False)
    room.rate(two[EMPLOYEE], a="focus")
    assert room.view(two[EMPLOYEE]).mine.ratings == {"a": "focus"}


# ---- Focus areas ----


def focused(room, device):
    return [(f.competence_id, f.sentence) for f in room.view(device).focus]


def test_nothing_is_agreed_before_the_wheels_are_shown(room, two):
    room.rate(two[EMPLOYEE], a="strong")
    room.ready(two[EMPLOYEE])
    before = room.hall.rows(pair_content)

    for device in two.values():
        for do, args in (
            (pair_agreed.remove_focus, ("a",)),
            (pair_agreed.agree, (True,)),
        ):
            with pytest.raises(NotAllowed, match="First show each other"):
                room.keep(do, device, *args)
        with pytest.raises(NotAllowed, match="First show each other"):
            room.focus(device, "a")
    assert room.hall.rows(pair_content) == before


def test_where_nobody_fills_in_the_two_agree_at_once(room):
    two = room.two(Way.TALK)
    room.focus(two[EMPLOYEE], "a", sentence="Together")

    assert focused(room, two[LEADER]) == [("a", "Together")]


def test_three_focus_areas_are_kept_in_their_order_and_a_fourth_is_not(room, shown):
    for n, device in enumerate([shown[EMPLOYEE], shown[LEADER], shown[EMPLOYEE]]):
        room.focus(device, f"c{n}", sentence=f"Sentence {n}")
    with pytest.raises(InputError, match="have chosen 3"):
        room.focus(shown[LEADER], "c3")

    expected = [(f"c{n}", f"Sentence {n}") for n in range(limits.FOCUS_AREAS)]
    for device in shown.values():
        assert focused(room, device) == expected


def test_a_repeat_of_the_same_request_adds_no_second_focus_area(room, shown):
    ids = [room.focus(shown[LEADER], "a", new="request") for _ in range(3)]

    assert ids == ["request"] * 3
    assert focused(room, shown[EMPLOYEE]) == [("a", "Sentence")]


def test_a_competence_is_a_focus_area_once(room, shown):
    room.focus(shown[LEADER], "a")
    other = room.focus(shown[LEADER], "b")

    for focus_id in ("", other):
        with pytest.raises(InputError, match="already"):
            room.focus(shown[EMPLOYEE], "a", id=focus_id, seen="Sentence")
    assert focused(room, shown[LEADER]) == [("a", "Sentence"), ("b", "Sentence")]


def test_a_sentence_is_changed_in_its_place(room, shown):
    first = room.focus(shown[LEADER], "a")
    room.focus(shown[LEADER], "b")
    kept = room.focus(
        shown[EMPLOYEE], "c", id=first, sentence="Changed", seen="Sentence"
    )

    assert kept == first
    assert focused(room, shown[LEADER]) == [("c", "Changed"), ("b", "Sentence")]


def test_what_the_other_one_has_written_meanwhile_is_not_written_over_unseen(
    room, shown
):
    first = room.focus(shown[LEADER], "a", sentence="First")
    change = partial(room.focus, competence_id="a", id=first, seen="First")
    change(shown[EMPLOYEE], sentence="The employee's")

    with pytest.raises(InputError, match='has changed this to "The employee\'s"'):
        change(shown[LEADER], sentence="The leader's")
    assert focused(room, shown[LEADER]) == [("a", "The employee's")]
    # A repeat of what stands there already does no harm; and saving again replaces it.
    change(shown[EMPLOYEE], sentence="The employee's")
    room.focus(shown[LEADER], "a", id=first, sentence="Both", seen="The employee's")
    assert focused(room, shown[EMPLOYEE]) == [("a", "Both")]


def test_what_the_other_one_has_removed_does_not_come_back_unseen(room, shown):
    kept = room.focus(shown[LEADER], "a")
    room.keep(pair_agreed.remove_focus, shown[EMPLOYEE], kept)

    with pytest.raises(NotFound, match="removed this focus area"):
        room.focus(shown[LEADER], "a", id=kept, seen="Sentence")
    room.keep(pair_agreed.remove_focus, shown[EMPLOYEE], kept)
    assert focused(room, shown[LEADER]) == []


@pytest.mark.parametrize("sentence", ["", "  \n", "\u200b", "x" * 301, None, 7, ["x"]])
def test_a_sentence_that_cannot_be_kept_is_refused(room, shown, sentence):
    with pytest.raises(InputError):
        room.focus(shown[LEADER], "a", sentence=sentence)
    assert focused(room, shown[LEADER]) == []


def test_focus_areas_survive_a_new_link(room, shown):
    room.focus(shown[LEADER], "a")
    anew = room.open(room.renew(shown[LEADER]))

    assert focused(room, anew) == focused(room, shown[LEADER]) == [("a", "Sentence")]


# ---- Agreeing to be counted ----


def agree(room, device, on=True):
    return room.keep(pair_agreed.agree, device, on)


def test_the_employees_ratings_may_be_counted_when_both_agree_and_not_before(
    room, shown
):
    ballot, rated_by_one = agree(room, shown[LEADER])
    assert rated_by_one is None
    assert room.view(shown[EMPLOYEE]).agreed == {LEADER}

    same, layer = agree(room, shown[EMPLOYEE])
    assert same == ballot
    assert layer == room.view(shown[EMPLOYEE]).mine
    assert room.view(shown[LEADER]).agreed == {EMPLOYEE, LEADER}


@pytest.mark.parametrize("who", [EMPLOYEE, LEADER])
def test_either_of_the_two_takes_it_back(room, shown, who):
    for device in shown.values():
        ballot, _layer = agree(room, device)

    assert agree(room, shown[who], False) == (ballot, None)
    assert room.view(shown[who]).agreed == {who.other}


def test_it_is_the_employees_wheel_that_is_counted_whoever_agrees_last(room, two):
    room.rate(two[EMPLOYEE], a="strong")
    room.rate(two[LEADER], a="focus", b="focus")
    for device in two.values():
        room.ready(device)

    agree(room, two[EMPLOYEE])
    _ballot, layer = agree(room, two[LEADER])
    assert layer == Layer(ratings={"a": "strong"})


def test_what_was_rated_before_a_new_link_is_counted_too(room, two):
    room.rate(two[EMPLOYEE], a="strong", b="strong")
    two[EMPLOYEE] = room.open(room.renew(two[LEADER]))
    room.rate(two[EMPLOYEE], b="focus")
    room.reveal(two[LEADER])
    room.ready(two[EMPLOYEE])

    agree(room, two[EMPLOYEE])
    _ballot, layer = agree(room, two[LEADER])
    assert layer.ratings == {"a": "strong", "b": "focus"}


def test_under_which_secret_a_wheel_waits_stands_in_the_store_only_sealed(room, shown):
    for device in shown.values():
        ballot, _layer = agree(room, device)

    assert len(ballot) == 43
    assert ballot not in str(room.hall.everything())


# ---- At the same moment ----

TURNS = 6


def test_both_ready_at_the_same_moment_show_the_wheels(room):
    for _turn in range(TURNS):
        two = room.two()
        for device in two.values():
            room.rate(device, a="strong")
        found = at_once(*[partial(room.ready, each) for each in two.values()])

        assert sorted(found) == [False, True]
        assert revealed(room, two)


def test_one_ready_while_the_other_takes_it_back_is_never_half_a_reveal(room):
    for _turn in range(TURNS):
        two = room.two()
        for device in two.values():
            room.rate(device, a="strong")
        room.ready(two[EMPLOYEE])
        ready, back = at_once(
            partial(room.ready, two[LEADER]),
            partial(room.ready, two[EMPLOYEE], False),
        )

        assert ready is back is revealed(room, two)
        row = next(
            row
            for row in room.hall.rows(pair)
            if row["id"] == two[LEADER].viewer.pair_id
        )
        assert row["revealed"] is revealed(room, two)
        if not ready:
            assert not room.view(two[EMPLOYEE]).me.is_ready
            room.rate(two[EMPLOYEE], a="focus")


def test_ratings_of_both_at_the_same_moment_are_all_kept(room, two):
    def rate(device, name):
        for n in range(8):
            room.rate(device, **{f"{name}{n}": "strong"})

    faults = at_once(
        *[partial(rate, two[side], name) for side in two for name in ("one", "two")]
    )

    assert faults == [None] * 4
    for device in two.values():
        assert len(room.view(device).mine.ratings) == 16


def test_a_rating_at_the_moment_of_being_ready_is_kept_or_refused_with_a_sentence(
    room,
):
    for _turn in range(TURNS):
        two = room.two(Way.ALONE)
        room.rate(two[EMPLOYEE], a="strong")
        rated_too, ready = at_once(
            partial(room.rate, two[EMPLOYEE], b="focus"),
            partial(room.ready, two[EMPLOYEE]),
        )

        assert ready is True
        is_kept = rated_too is None
        assert is_kept or isinstance(rated_too, NotAllowed)
        for layer in (room.view(two[EMPLOYEE]).mine, room.view(two[LEADER]).theirs):
            assert ("b" in layer.ratings) is is_kept


def test_a_rating_while_a_new_link_is_opened_is_kept_and_covered_or_refused(room):
    for _turn in range(TURNS):
        two = room.two(Way.ALONE)
        room.rate(two[EMPLOYEE], a="strong")
        ticket = room.renew(two[LEADER])
        rated_too, anew = at_once(
            partial(room.rate, two[EMPLOYEE], b="focus"),
            partial(room.open, ticket),
        )

        is_kept = rated_too is None
        assert is_kept or isinstance(rated_too, NotFound)
        assert room.view(anew).covered == 1 + is_kept
        assert room.ready(anew)
        assert ("b" in room.view(two[LEADER]).theirs.ratings) is is_kept


def test_a_new_link_opened_while_the_other_one_rates_and_is_ready_loses_nothing(room):
    for _turn in range(TURNS):
        two = room.two()
        room.rate(two[EMPLOYEE], a="strong")
        ticket = room.renew(two[LEADER])

        def rate(device=two[LEADER]):
            room.rate(device, a="focus")
            room.rate(device, b="focus")
            room.ready(device)

        fault, anew = at_once(rate, partial(room.open, ticket))
        assert fault is None
        assert room.ready(anew)
        assert room.view(anew).theirs.ratings == {"a": "focus", "b": "focus"}
        assert room.view(two[LEADER]).theirs.ratings == {"a": "strong"}


def test_a_change_that_began_before_a_new_link_was_opened_is_not_lost(room, two):
    """The link is opened after the ratings were read and before they are written."""
    ticket, secret, found = room.renew(two[LEADER]), new_secret(), []

    def meanwhile(layer):
        found.extend(at_once(partial(_soon, room, ticket, secret)))
        return rated({"a": "strong"})(layer)

    with transaction(room.hall.engine) as connection:
        device = two[EMPLOYEE]
        pair_work.change(connection, device.viewer, device.secret, meanwhile)
    found[0].join(20)

    assert not found[0].is_alive()
    anew = Device(two[EMPLOYEE].viewer, secret)
    assert room.view(anew).covered == 1


def _soon(room, ticket, secret):
    """Begin to open a link; whoever writes now must be waited for."""
    thread = threading.Thread(target=room.claim, args=(ticket, secret))
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "nobody was waited for"
    return thread


def test_three_focus_areas_at_the_same_moment_are_three_and_a_fourth_is_refused(
    room, shown
):
    devices = [*shown.values()] * 2
    found = at_once(
        *[partial(room.focus, each, f"c{n}") for n, each in enumerate(devices)]
    )

    refused = [each for each in found if isinstance(each, InputError)]
    assert len(refused) == 1
    assert len(room.view(shown[LEADER]).focus) == limits.FOCUS_AREAS


def test_two_sentences_for_one_focus_area_at_the_same_moment_do_not_hide_each_other(
    room, shown
):
    kept = room.focus(shown[LEADER], "a", sentence="First")
    found = at_once(
        *[
            partial(room.focus, shown[s], "a", id=kept, sentence=s.value, seen="First")
            for s in shown
        ]
    )

    (refused,) = [each for each in found if isinstance(each, InputError)]
    ((_id, sentence),) = focused(room, shown[LEADER])
    assert sentence in str(refused)


def test_both_agree_at_the_same_moment_and_the_last_one_leaves_the_wheel(room):
    for _turn in range(TURNS):
        two = room.two()
        room.reveal(*two.values())
        found = at_once(*[partial(agree, room, each) for each in two.values()])

        assert len({ballot for ballot, _layer in found}) == 1
        assert sum(layer is not None for _ballot, layer in found) == 1
