import os
import stat

import pytest

from musworkshop.errors import StoreError
from musworkshop.store.seal import Seals

ROOM, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "seals"


@pytest.fixture
def seals(folder):
    made = Seals(folder)
    made.make(ROOM)
    return made


def the_key(folder):
    return folder / f"{ROOM}.key"


def test_what_is_sealed_opens_again_in_another_process_of_this_machine(seals, folder):
    sealed = seals.seal(ROOM, '{"comment": "Æ ø å"}', bound_to="ballot")

    assert Seals(folder).open(ROOM, sealed, bound_to="ballot") == '{"comment": "Æ ø å"}'


def test_what_is_sealed_for_one_ballot_does_not_open_on_another(seals):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")

    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(ROOM, sealed, bound_to="another")


def test_another_rounds_key_opens_nothing(seals):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")
    seals.make(OTHER)

    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(OTHER, sealed, bound_to="ballot")


@pytest.mark.parametrize("at", [0, 11, 12, 100, -1])
def test_a_changed_byte_is_noticed(seals, at):
    sealed = bytearray(seals.seal(ROOM, "text", bound_to="ballot"))
    sealed[at] ^= 1

    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(ROOM, bytes(sealed), bound_to="ballot")


@pytest.mark.parametrize("kept", [0, 5, 12, 20])
def test_half_of_what_was_sealed_opens_nothing(seals, kept):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")

    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(ROOM, sealed[:kept], bound_to="ballot")


@pytest.mark.parametrize("text", ["x", "æ" * 300, "🙂" * 300, '"' * 600, "x" * 6000])
def test_every_sheet_is_sealed_to_the_same_length(seals, text):
    short = seals.seal(ROOM, "{}", bound_to="ballot")

    assert len(seals.seal(ROOM, text, bound_to="ballot")) == len(short)


def test_the_same_sheet_is_never_sealed_alike(seals):
    sealed = {seals.seal(ROOM, "text", bound_to="ballot") for _ in range(100)}

    assert len(sealed) == 100
    assert len({each[:12] for each in sealed}) == 100, "a number used once, twice"


def test_without_the_key_nothing_is_sealed_and_nothing_opens(folder, seals):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")
    elsewhere = Seals(folder.with_name("another machine"))

    for ask in (
        lambda: elsewhere.open(ROOM, sealed, bound_to="ballot"),
        lambda: elsewhere.seal(ROOM, "text", bound_to="ballot"),
    ):
        with pytest.raises(StoreError, match="where the answering was begun"):
            ask()
    assert not elsewhere.exists(ROOM)


def test_a_key_that_is_there_stays(seals):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")
    seals.make(ROOM)

    assert seals.open(ROOM, sealed, bound_to="ballot") == "text"


def test_only_its_owner_reads_a_key(seals, folder):
    assert stat.S_IMODE(the_key(folder).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert os.listdir(folder) == [f"{ROOM}.key"]


def test_a_machine_that_stops_while_a_key_is_made_leaves_no_half_key(
    folder, monkeypatch
):
    class Stopped(BaseException):
        pass

    def stop(*_):
        raise Stopped

    for call in ("write", "fsync"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, stop)
            with pytest.raises(Stopped):
                Seals(folder).make(ROOM)
        assert not Seals(folder).exists(ROOM)
    Seals(folder).make(ROOM)
    sealed = Seals(folder).seal(ROOM, "text", bound_to="ballot")
    assert Seals(folder).open(ROOM, sealed, bound_to="ballot") == "text"


def test_a_destroyed_key_is_overwritten_and_what_it_sealed_is_lost(seals, folder):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")
    key = the_key(folder).read_bytes()
    linked = folder / "seen through another name"
    os.link(the_key(folder), linked)

    seals.destroy(ROOM)

    assert not seals.exists(ROOM)
    assert linked.read_bytes() != key
    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(ROOM, sealed, bound_to="ballot")
    seals.destroy(ROOM)


def test_a_new_key_opens_nothing_of_the_old_one(seals):
    sealed = seals.seal(ROOM, "text", bound_to="ballot")
    seals.destroy(ROOM)
    seals.make(ROOM)

    with pytest.raises(StoreError, match="not on this machine"):
        seals.open(ROOM, sealed, bound_to="ballot")


def test_keys_of_closed_rounds_are_tidied_and_those_of_open_ones_stay(seals, folder):
    seals.make(OTHER)
    seals.tidy([OTHER, "c" * 32])

    assert seals.exists(ROOM)
    assert not seals.exists(OTHER)
    Seals(folder.with_name("never made")).tidy([ROOM])
