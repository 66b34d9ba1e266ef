import inspect
import sys

import pytest

from musworkshop.errors import InputError, NotAllowed, NotFound, StoreError
from musworkshop.model.permissions import ALLOWED, Action
from musworkshop.model.roles import Role
from musworkshop.store import pair_links, workshops
from musworkshop.store.allowed import allow
from tests.store.writes import (
    NO_WRITES,
    WRITES,
    made_in,
    on_behalf_of_somebody,
    rows_of,
    viewers,
)

IDS = [f"{write.name}-{write.action}" for write in WRITES]
#: One viewer of each role; for a table's own things, one from another table as well.
NAMES = ("facilitator", "projector", "scribe", "other", "alone", "employee")


def test_every_function_that_acts_for_somebody_is_in_the_list_of_writes_or_of_reads():
    listed = {write.name for write in WRITES} | NO_WRITES

    assert on_behalf_of_somebody() == listed


def test_every_action_guards_a_write():
    assert {write.action for write in WRITES} == set(Action) == set(ALLOWED)


def test_an_action_that_nobody_has_listed_is_refused_to_all(hall, monkeypatch):
    monkeypatch.delitem(ALLOWED, Action.VOTE)

    for viewer in hall.everybody.values():
        with pytest.raises(NotAllowed):
            hall.read(allow, viewer, Action.VOTE)


@pytest.mark.parametrize("write", WRITES, ids=IDS)
def test_who_may_do_it_can_do_it(hall, thing, write):
    write.before(hall, thing)
    before = rows_of(hall)

    write.call(hall, write.whoever(hall, thing), thing)

    after = rows_of(hall)
    for rows in (before, after):
        del rows["request"]  # that it was asked for is always written down
    assert after != before, "the list of writes holds one that writes nothing"


def may(write, viewer):
    """Whether a role may do it; the leader also chooses for the tables."""
    leads = write.action is Action.CHOOSE_FOR_GROUP and viewer.role is Role.FACILITATOR
    return viewer.role in ALLOWED[write.action] or leads


@pytest.mark.parametrize("write", WRITES, ids=IDS)
def test_a_role_that_may_not_do_it_is_refused_and_changes_nothing(hall, thing, write):
    # Whose text it is comes first where the answer depends on it.
    is_hidden = write.name == "passages.resolve"
    refusal = (NotAllowed, NotFound) if is_hidden else NotAllowed
    write.before(hall, thing)
    before = rows_of(hall)
    refused = [viewers(hall, thing)[name] for name in NAMES]

    for viewer in refused:
        if not may(write, viewer):
            with pytest.raises(refusal):
                write.call(hall, viewer, thing)
    assert rows_of(hall) == before
    assert not all(may(write, viewer) for viewer in refused)


@pytest.mark.parametrize("write", WRITES, ids=IDS)
@pytest.mark.parametrize("database", ["sqlite"])
def test_only_the_gate_refuses_a_role_so_a_missing_gate_shows(
    hall, thing, write, monkeypatch
):
    """The refusal above must come from `allow`, or removing it would go unseen."""
    module = sys.modules[write.do.__module__]
    monkeypatch.setattr(module, "allow", lambda connection, viewer, action: None)
    monkeypatch.setattr(workshops, "allow", lambda connection, viewer, action: None)
    # Whoever asks for a pair's key passes a gate of its own.
    monkeypatch.setattr(pair_links, "check", lambda viewer, action: None)
    forbidden = next(
        hall.everybody[name]
        for name in ("projector", "alone", "facilitator")
        if hall.everybody[name].role not in ALLOWED[write.action]
    )
    write.before(hall, thing)

    try:
        write.call(hall, forbidden, thing)
    except NotAllowed:
        assert write.name.startswith("form."), "refused without its gate"
    except StoreError:
        pass


OF_A_TABLE = [
    write
    for write in WRITES
    if write.name in {"cards.move", "cards.reword", "cards.remove", "seats.hand_over"}
    or write.action is Action.CHOOSE_FOR_GROUP
    or (write.name, write.action) == ("passages.resolve", Action.EDIT_OWN_WORDS)
]


@pytest.mark.parametrize("write", OF_A_TABLE, ids=lambda write: write.name)
def test_a_tables_own_things_are_nobody_elses(hall, thing, write):
    before = rows_of(hall)

    for name in ("other", "alone", "facilitator"):
        leads = write.action is Action.CHOOSE_FOR_GROUP and name == "facilitator"
        if not leads:
            with pytest.raises((NotAllowed, NotFound)):
                write.call(hall, hall.everybody[name], thing)
    assert rows_of(hall) == before


@pytest.mark.parametrize(
    "write",
    [write for write in WRITES if write.names_something],
    ids=[f"{w.name}-{w.action}" for w in WRITES if w.names_something],
)
def test_nobody_reaches_into_another_workshop(hall, elsewhere, thing, write):
    theirs = made_in(elsewhere)
    write.before(hall, thing)
    write.before(elsewhere, theirs)
    before, ours = rows_of(elsewhere), rows_of(hall)

    with pytest.raises((NotFound, NotAllowed, InputError)):
        write.call(hall, write.whoever(hall, thing), theirs)

    assert rows_of(elsewhere) == before
    assert rows_of(hall) == ours


@pytest.mark.parametrize("write", WRITES, ids=IDS)
def test_what_is_written_here_changes_nothing_elsewhere(hall, elsewhere, thing, write):
    theirs = made_in(elsewhere)
    write.before(hall, thing)
    write.before(elsewhere, theirs)
    before = rows_of(elsewhere)

    write.call(hall, write.whoever(hall, thing), thing)

    assert rows_of(elsewhere) == before


def test_every_function_for_somebody_takes_the_connection_first_and_then_the_viewer():
    for write in WRITES:
        assert list(inspect.signature(write.do).parameters)[:2] == [
            "connection",
            "viewer",
        ]
