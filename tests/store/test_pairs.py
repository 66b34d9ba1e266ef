import base64
import inspect
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from musworkshop import limits
from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.pair import PairStatus, Side, Way
from musworkshop.store import pair_links, pair_work, pairs
from musworkshop.store.connect import transaction
from musworkshop.store.pair_keys import gone
from musworkshop.store.pair_tables import pair, pair_content, pair_side
from musworkshop.store.values import now, stamp
from tests.store.pairing import (
    EMPLOYEE,
    LEADER,
    Device,
    Pairing,
    at_once,
    keys_from,
    new_secret,
    read_from,
)

OLD, LATER = "written before", "written afterwards"


@pytest.fixture
def room(hall):
    return Pairing(hall)


def statuses(room):
    return room.hall.read(pairs.statuses, room.hall.facilitator)


# ---- Making pairs ----


def test_each_link_opens_the_side_that_it_was_made_for(room):
    made = room.make()

    employee = room.claim(made.employee, new_secret())
    leader = room.claim(made.leader, new_secret())

    here = room.hall.workshop_id
    assert employee == (here, made.pair_id, EMPLOYEE)
    assert leader == (here, made.pair_id, LEADER)


def test_pairs_are_numbered_on_and_no_number_is_given_to_two_pairs_at_once(room):
    first = room.lead(pairs.make, 3, Way.BOTH)
    room.lead(pairs.remove, first[1].pair_id)
    more = room.lead(pairs.make, 2, Way.ALONE)

    assert [each.number for each in (*first, *more)] == [1, 2, 3, 4, 5]
    assert [each.number for each in statuses(room)] == [1, 3, 4, 5]
    assert [each.way for each in statuses(room)] == [Way.BOTH] * 2 + [Way.ALONE] * 2


@pytest.mark.parametrize("number", [-1, 0, limits.PAIRS + 1])
def test_no_pair_is_made_of_a_number_that_makes_no_sense(room, number):
    with pytest.raises(InputError, match=f"from 1 to {limits.PAIRS}"):
        room.lead(pairs.make, number, Way.BOTH)
    assert statuses(room) == ()


def test_there_is_room_for_so_many_pairs_and_no_more(room):
    room.lead(pairs.make, limits.PAIRS - 1, Way.BOTH)
    with pytest.raises(InputError, match="from 1 to 1"):
        room.lead(pairs.make, 2, Way.BOTH)
    room.make()
    with pytest.raises(InputError, match="room for no more"):
        room.make()
    assert len(statuses(room)) == limits.PAIRS


def test_a_link_holds_256_random_bits(room):
    made = room.lead(pairs.make, 50, Way.BOTH)
    tickets = [ticket for each in made for ticket in (each.employee, each.leader)]

    assert len(set(tickets)) == 100
    assert {len(base64.urlsafe_b64decode(each + "=")) for each in tickets} == {32}


def test_the_store_holds_neither_a_link_nor_a_browsers_secret(room):
    made = room.make()
    devices = [room.open(made.employee), room.open(made.leader)]
    ticket = room.renew(devices[0])
    room.rate(devices[0], a="strong")

    held = str(room.hall.everything())
    for secret in (made.employee, made.leader, ticket, *(d.secret for d in devices)):
        assert secret not in held
        assert str(secret.encode())[2:-1] not in held


# ---- Opening a link ----


def test_a_link_opens_once(room):
    made = room.make()
    room.open(made.employee)

    with pytest.raises(NotFound, match="opens nothing any more"):
        room.open(made.employee)


def test_a_link_opens_for_fourteen_days(room):
    made = room.make()
    last = now() + timedelta(days=14, minutes=-1)

    room.claim(made.employee, new_secret(), at=last)
    with pytest.raises(NotFound):
        room.claim(made.leader, new_secret(), at=last + timedelta(minutes=2))


def test_a_new_link_opens_for_fourteen_days_too(room):
    made = room.make()
    ticket = room.renew(room.open(made.leader))

    with pytest.raises(NotFound):
        room.claim(ticket, new_secret(), at=now() + timedelta(days=14, minutes=1))
    assert room.open(ticket)


def test_whoever_tries_a_link_hears_one_sentence_whatever_is_wrong_with_it(room):
    made = room.lead(pairs.make, 4, Way.BOTH)
    used, old, replaced, removed = (each.employee for each in made)
    room.open(used)
    anew = room.lead(pairs.make_anew, made[2].pair_id)
    renewed = room.renew(room.open(anew.leader))
    room.renew(room.open(made[1].leader))
    room.lead(pairs.remove, made[3].pair_id)
    expired = room.make().employee
    with transaction(room.hall.engine) as connection:
        past = {"ticket_expires_at": stamp(now() - timedelta(seconds=1))}
        connection.execute(
            update(pair_side).where(pair_side.c.ticket_hash.is_not(None)).values(past)
        )

    said = set()
    for ticket in (
        "A" * 43,
        used,
        old,
        replaced,
        anew.employee,
        removed,
        expired,
        renewed,
        expired[:-1],
        "",
    ):
        with pytest.raises(NotFound) as problem:
            room.claim(ticket, new_secret())
        said.add(str(problem.value))
    assert said == {gone()}


FORGED_TICKETS = ["", "short", "A" * 42, "A" * 44, "A" * 42 + "\n", "A" * 42 + "æ"]
FORGED_TICKETS += [None, 1, True, ["A" * 43], {"a": 1}, b"A" * 43, "' OR 1=1 --"]
FORGED_SECRETS = ["", "short", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"]
FORGED_SECRETS += ["\uff10" * 64, None, 1, True, ["0" * 64], {"a": 1}, b"0" * 64]


def _short(forged):
    return repr(forged)[:20]


@pytest.mark.parametrize("forged", FORGED_TICKETS, ids=_short)
def test_what_is_no_link_opens_nothing(room, forged):
    room.make()
    before = room.hall.everything()

    with pytest.raises(NotFound, match="opens nothing any more"):
        room.claim(forged, new_secret())
    assert room.hall.everything() == before


@pytest.mark.parametrize("forged", FORGED_SECRETS, ids=_short)
def test_what_is_no_secret_uses_up_no_link_and_opens_nothing(room, forged):
    made = room.make()
    device = room.open(made.leader)
    before = room.hall.everything()

    with pytest.raises(InputError, match="not understood"):
        room.claim(made.employee, forged)
    with pytest.raises(InputError, match="not understood"):
        room.hall.read(pair_work.view, device.viewer, forged)
    with pytest.raises(InputError, match="not understood"):
        room.hall.read(pair_links.own_pair, forged)
    assert room.hall.everything() == before
    assert room.open(made.employee)


def test_a_repeat_with_the_same_secret_is_answered_and_changes_nothing(room):
    made, secret = room.make(), new_secret()
    first = room.claim(made.employee, secret)
    before = room.hall.everything()

    assert room.claim(made.employee, secret) == first
    assert room.hall.everything() == before


def test_a_link_pressed_twice_at_the_same_moment_opens_for_both_presses(room):
    for _turn in range(5):
        made, secret = room.make(), new_secret()
        found = at_once(*[partial(room.claim, made.employee, secret)] * 2)

        assert found == [(room.hall.workshop_id, made.pair_id, EMPLOYEE)] * 2


def test_of_two_browsers_that_open_a_link_at_the_same_moment_one_gets_in(room):
    for _turn in range(5):
        made = room.make()
        tries = [partial(room.claim, made.employee, new_secret()) for _ in range(2)]
        found = at_once(*tries)

        refused = [type(each) for each in found if isinstance(each, Exception)]
        assert refused == [NotFound]


def test_both_links_of_a_pair_opened_at_the_same_moment_open_one_wheel(room):
    for _turn in range(5):
        made = room.make()
        employee, leader = at_once(
            partial(room.open, made.employee), partial(room.open, made.leader)
        )
        room.rate(employee, a="strong")
        room.rate(leader, a="focus")
        room.ready(employee)

        assert room.ready(leader)
        assert room.view(employee).theirs.ratings == {"a": "focus"}
        assert room.view(leader).theirs.ratings == {"a": "strong"}


def test_a_secret_that_opens_one_wheel_is_not_taken_for_a_second_link(room):
    """Else one browser would be both, or a wheel would be lost behind another."""
    made, other = room.make(), room.make()
    secret = new_secret()
    room.claim(made.employee, secret)
    before = room.hall.everything()

    for ticket in (made.leader, other.leader):
        with pytest.raises(InputError, match="not understood"):
            room.claim(ticket, secret)
    assert room.hall.everything() == before
    assert room.open(made.leader)


# ---- Whose secret it is ----


def test_another_pairs_secret_opens_nothing_with_ones_own_seat(room):
    two, others = room.two(), room.two()
    room.rate(others[EMPLOYEE], a="strong")
    before = room.hall.everything()["pair_content"]

    for secret in (others[EMPLOYEE].secret, others[LEADER].secret, new_secret()):
        for do in ASKED:
            with pytest.raises(NotFound, match="opens nothing any more"):
                room.keep(do, Device(two[EMPLOYEE].viewer, secret))
    assert room.hall.everything()["pair_content"] == before
    assert not room.view(two[EMPLOYEE]).mine.ratings


ASKED = (
    pair_work.view,
    pair_links.renew,
    lambda c, v, secret: pair_work.change(c, v, secret, lambda layer: layer),
    lambda c, v, secret: pair_work.say_ready(c, v, secret, True),
    lambda c, v, secret: pair_work.choose_way(c, v, secret, Way.TALK),
)


@pytest.mark.parametrize("who", ["facilitator", "projector", "scribe", "alone"])
def test_nobody_of_the_room_opens_a_wheel_even_with_its_secret(room, who):
    two = room.two()
    room.rate(two[EMPLOYEE], a="strong")

    for secret in (two[EMPLOYEE].secret, two[LEADER].secret):
        for do in ASKED:
            with pytest.raises(NotAllowed):
                room.keep(do, Device(room.hall.everybody[who], secret))


def test_a_secret_opens_the_own_pair_and_side(room, elsewhere):
    two, others = room.two(), Pairing(elsewhere).two()

    for side, device in two.items():
        found = room.hall.read(pair_links.own_pair, device.secret)
        assert found == (room.hall.workshop_id, device.viewer.pair_id, side)
    found = room.hall.read(pair_links.own_pair, others[LEADER].secret)
    assert found[0] == elsewhere.workshop_id
    with pytest.raises(NotFound):
        room.hall.read(pair_links.own_pair, new_secret())


# ---- A new link for the other one ----


def test_the_old_device_goes_on_until_the_new_link_is_opened_and_not_longer(room):
    two = room.two()
    room.rate(two[EMPLOYEE], a="strong")

    ticket = room.renew(two[LEADER])
    room.rate(two[EMPLOYEE], b="focus")
    assert room.view(two[EMPLOYEE]).mine.ratings == {"a": "strong", "b": "focus"}

    room.open(ticket)
    for do in ASKED:
        with pytest.raises(NotFound, match="opens nothing any more"):
            room.keep(do, two[EMPLOYEE])
    with pytest.raises(NotFound):
        room.hall.read(pair_links.own_pair, two[EMPLOYEE].secret)


def test_what_was_rated_before_is_covered_on_the_new_device_and_still_counts(room):
    two = room.two()
    room.rate(two[EMPLOYEE], a="strong", b="strong")
    room.type(two[EMPLOYEE], "Own", "good")
    anew = room.open(room.renew(two[LEADER]))

    seen = room.view(anew)
    assert (seen.mine.ratings, seen.mine.own, seen.covered) == ({}, (), 3)
    room.rate(anew, b="focus")
    assert room.view(anew).covered == 2
    room.rate(two[LEADER], a="focus")
    room.ready(two[LEADER])
    assert room.ready(anew)

    shown = room.view(anew)
    assert shown.covered == 0
    assert set(shown.mine.ratings.values()) == {"strong", "focus", "good"}
    assert (shown.mine.ratings["a"], shown.mine.ratings["b"]) == ("strong", "focus")
    assert [each.title for each in shown.mine.own] == ["Own"]
    assert room.view(two[LEADER]).theirs == shown.mine


def test_whoever_has_rated_before_is_ready_with_what_is_covered(room):
    two = room.two(Way.ALONE)
    room.rate(two[EMPLOYEE], a="strong")
    anew = room.open(room.renew(two[LEADER]))

    assert room.ready(anew)
    assert room.view(two[LEADER]).theirs.ratings == {"a": "strong"}


def test_the_other_one_can_be_given_a_new_link_after_the_reveal(room):
    two = room.two()
    room.reveal(*two.values())
    room.focus(two[EMPLOYEE], "a", sentence="Together")
    anew = room.open(room.renew(two[EMPLOYEE]))

    shown = room.view(anew)
    assert shown.mine.ratings == shown.theirs.ratings == {"anchor": "strong"}
    assert [each.sentence for each in shown.focus] == ["Together"]


def test_both_see_on_which_day_a_new_link_was_made(room):
    two = room.two()
    assert room.view(two[EMPLOYEE]).me.renewed_on == ()
    room.renew(two[LEADER])

    today = now().date().isoformat()
    assert room.view(two[EMPLOYEE]).me.renewed_on == (today,)
    assert room.view(two[LEADER]).them.renewed_on == (today,)
    assert room.view(two[LEADER]).me.renewed_on == ()


def test_a_new_link_replaces_one_that_is_not_opened_yet(room):
    made = room.make()
    leader = room.open(made.leader)
    tickets = [room.renew(leader), room.renew(leader)]

    for old in (made.employee, tickets[0]):
        with pytest.raises(NotFound):
            room.open(old)
    assert room.view(room.open(tickets[1])).covered == 0


def test_nobody_makes_a_new_link_for_oneself_or_for_another_pair(room):
    """There is no such call: it is for the other one of one's own pair."""
    assert list(inspect.signature(pair_links.renew).parameters) == [
        "connection",
        "viewer",
        "secret",
    ]
    two, others = room.two(), room.two()
    before = room.hall.rows(pair_side)
    room.renew(two[LEADER])

    changed = [r for r in room.hall.rows(pair_side) if r not in before]
    pair_id = two[LEADER].viewer.pair_id
    assert [(r["pair_id"], r["side"]) for r in changed] == [(pair_id, EMPLOYEE)]
    assert room.view(others[EMPLOYEE]).me.renewed_on == ()


# ---- The key changes with each link that is opened ----


@pytest.fixture(params=["a used link", "a replaced browser"])
def replaced(room, request):
    """Return a secret that no longer opens anything, the copy from before, and two."""
    made = room.make()
    leader = room.open(made.leader)
    employee = room.open(made.employee)
    ticket = room.renew(leader)
    room.type(leader, OLD)
    before = room.hall.everything()
    two = {LEADER: leader, EMPLOYEE: room.open(ticket)}
    secret = ticket if request.param == "a used link" else employee.secret
    return secret, before, two


def written(room, two):
    """Let both write after the link was opened; return what the store then holds."""
    for device in two.values():
        room.type(device, LATER, "strong")
    for device in two.values():
        room.ready(device)
    room.focus(two[LEADER], "a", sentence=LATER)
    return room.hall.everything()


def test_what_opened_a_wheel_before_opens_nothing_that_is_written_afterwards(
    room, replaced
):
    """Not with old copies either: the key that they give up is another one."""
    secret, before, two = replaced
    after = written(room, two)

    assert read_from(secret, after) == []
    assert LATER not in str(read_from(secret, before, after))
    assert OLD in str(read_from(secret, before)), "an old copy stays what it was"
    assert OLD in room.view(two[EMPLOYEE]).theirs.own[0].title


def test_whose_secrets_they_are_reads_it_from_a_copy(room, replaced):
    _secret, _before, two = replaced
    after = written(room, two)

    for device in two.values():
        assert str(read_from(device.secret, after)).count(LATER) == 3
        assert str(read_from(device.secret, after)).count(OLD) == 1


def test_a_key_that_did_not_change_would_be_found(room, replaced, monkeypatch):
    """The attacker wins where the key stays as it was."""
    secret, before, two = replaced
    (key,) = set(keys_from(two[LEADER].secret, before))
    monkeypatch.setattr(pair_links.keys, "new_key", lambda: key)
    two[EMPLOYEE] = room.open(room.renew(two[LEADER]))
    after = written(room, two)

    assert LATER in str(read_from(secret, before, after))


@pytest.mark.parametrize("database", ["sqlite"])
def test_nothing_of_an_old_key_is_left_in_the_file_or_its_log(replaced, store_folder):
    """A used link and the disk afterwards open nothing: it was not enough to replace
    rows as long as the log still held them.
    """
    _secret, before, _two = replaced
    held = store_folder()

    kinds = ("wrapped", "ticket_wrapped")
    old = [row[kind] for row in before["pair_side"] for kind in kinds]
    old += [row["sealed"] for row in before["pair_content"]]
    assert len([each for each in old if each]) >= 4
    assert [each[:32] for each in old if each and each[:32] in held] == []


def test_each_claim_seals_everything_with_a_new_key(room):
    two = room.two()
    room.rate(two[LEADER], a="strong")
    room.rate(two[EMPLOYEE], a="strong")
    before = {row["sealed"] for row in room.hall.rows(pair_content)}
    wrapped = {row["wrapped"] for row in room.hall.rows(pair_side)}
    room.open(room.renew(two[LEADER]))

    assert not before & {row["sealed"] for row in room.hall.rows(pair_content)}
    assert not wrapped & {row["wrapped"] for row in room.hall.rows(pair_side)}


def test_sealed_content_is_of_one_length_and_opens_in_no_other_place(room):
    two = room.two()
    room.rate(two[EMPLOYEE], a="strong")
    for n in range(6):
        room.type(two[LEADER], f"{n}" * 60, "strong")
    rows = room.hall.rows(pair_content)
    assert len({len(row["sealed"]) for row in rows}) == 1

    swapped = {row["part"]: row["sealed"] for row in rows}
    with transaction(room.hall.engine) as connection:
        for side in Side:
            connection.execute(
                update(pair_content)
                .where(pair_content.c.part == side.value)
                .values(sealed=swapped[side.other])
            )
    with pytest.raises(NotFound):
        room.view(two[EMPLOYEE])


# ---- What the facilitator may do ----


def test_the_facilitator_makes_new_links_where_nobody_has_come(room):
    made = room.make()
    anew = room.lead(pairs.make_anew, made.pair_id)

    assert (anew.pair_id, anew.number) == (made.pair_id, made.number)
    for old in (made.employee, made.leader):
        with pytest.raises(NotFound):
            room.open(old)
    assert room.open(anew.employee)
    assert room.open(anew.leader)


@pytest.mark.parametrize("who", ["employee", "leader"])
def test_once_one_of_the_two_has_come_the_facilitator_changes_nothing(room, who):
    made = room.make()
    room.open(getattr(made, who))
    before = room.hall.everything()

    for do in (pairs.make_anew, pairs.remove):
        with pytest.raises(InputError, match="only they"):
            room.lead(do, made.pair_id)
    assert room.hall.everything() == before


def test_a_pair_that_nobody_has_come_to_is_removed_with_its_links(room):
    made = room.make()
    room.lead(pairs.remove, made.pair_id)

    assert statuses(room) == ()
    assert room.hall.rows(pair) == room.hall.rows(pair_side) == []


def test_another_workshops_pairs_are_neither_seen_nor_changed(room, elsewhere):
    theirs = Pairing(elsewhere).make()

    assert statuses(room) == ()
    for do in (pairs.make_anew, pairs.remove):
        with pytest.raises(NotFound, match="opens nothing"):
            room.lead(do, theirs.pair_id)
    assert Pairing(elsewhere).open(theirs.employee)


def test_a_link_opened_while_the_facilitator_removes_the_pair_loses_nothing(room):
    for _turn in range(6):
        made = room.make()
        opened, removed = at_once(
            partial(room.open, made.employee),
            partial(room.lead, pairs.remove, made.pair_id),
        )

        if isinstance(opened, Exception):
            assert (type(opened), removed) == (NotFound, None)
            assert made.pair_id not in [each.id for each in statuses(room)]
        else:
            assert isinstance(removed, InputError)
            assert room.view(opened).me.has_come


def test_the_facilitator_sees_who_has_come_and_nothing_else(room):
    made = room.make()
    assert statuses(room) == (
        PairStatus(
            id=made.pair_id,
            number=1,
            way=Way.BOTH,
            employee_has_come=False,
            leader_has_come=False,
            is_expired=False,
        ),
    )
    two = {EMPLOYEE: room.open(made.employee)}
    assert [s.employee_has_come for s in statuses(room)] == [True]
    assert [s.leader_has_come for s in statuses(room)] == [False]
    two[LEADER] = room.open(made.leader)
    before = statuses(room)
    room.reveal(*two.values())
    room.focus(two[LEADER], "a")
    room.renew(two[LEADER])

    assert statuses(room) == before


def test_a_pair_that_nobody_came_to_in_time_is_said_to_be_too_old(room):
    room.make()
    untouched, begun = room.make(), room.make()
    room.open(begun.employee)
    with transaction(room.hall.engine) as connection:
        past = {"ticket_expires_at": stamp(now() - timedelta(seconds=1))}
        for made in (untouched, begun):
            mine = pair_side.c.pair_id == made.pair_id
            connection.execute(
                update(pair_side)
                .where(mine)
                .where(pair_side.c.ticket_hash.is_not(None))
                .values(past)
            )

    assert [each.is_expired for each in statuses(room)] == [False, True, False]


@pytest.mark.parametrize("who", ["projector", "scribe", "alone"])
def test_only_the_facilitator_sees_which_pairs_there_are(room, who):
    room.make()

    with pytest.raises(NotAllowed):
        room.hall.read(pairs.statuses, room.hall.everybody[who])
    device = room.two()[LEADER]
    with pytest.raises(NotAllowed):
        room.hall.read(pairs.statuses, device.viewer)
