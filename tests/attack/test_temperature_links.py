"""Whose answers they are: sought in every copy of the store, its logs and its order."""

from __future__ import annotations

import ast
import json
import logging
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from math import sqrt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

import musworkshop
from musworkshop.errors import StoreError
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, Publication
from musworkshop.pages.room import read_room
from musworkshop.rules import threshold
from musworkshop.store import ballots
from musworkshop.store.connect import reading, sqlite_library
from musworkshop.store.seal import Seals
from musworkshop.store.start import prepare
from tests.store.answering import Answering, same, secret
from tests.store.hall import open_hall, temperature_concept

pytestmark = pytest.mark.attack

PACKAGE = Path(musworkshop.__file__).parent
WORKSHOPS = 200
PEOPLE = 8  # as many as must have written a comment before any is shown
#: In answers, which are never shown, and in comments, which may be.
ANSWER, COMMENT = "svarfugl", "kanariefugl"


class Open(Seals):
    """Seals that do not seal: what the attacker must win against."""

    def seal(self, workshop_id: str, text: str, *, bound_to: str) -> bytes:
        return text.encode()

    def open(self, workshop_id: str, sealed: bytes, *, bound_to: str) -> str:
        return sealed.decode()


@dataclass(frozen=True)
class Copy:
    """What somebody has who copies the store, its log and what stands beside it."""

    files: bytes
    #: Key -> what is on the ballot and whether it is sent, by a backup of SQLite.
    ballots: dict[str, tuple[bytes, bool]]
    answered: dict[str, int]


@dataclass
class Evidence:
    """All that an attacker without the keys has of one workshop."""

    copies: list[Copy] = field(default_factory=list)
    #: The seats in the order in which they sent, and what each wrote.
    sent: list[str] = field(default_factory=list)
    wrote: dict[str, str] = field(default_factory=dict)
    publication: Publication | None = None


class Machine:
    """A machine with a workshop of eight people, again and again from the start."""

    def __init__(self, folder: Path, template: Path, seals: Seals) -> None:
        self.folder = folder / "data"
        self.folder.mkdir()
        self._file = self.folder / "musworkshop.sqlite"
        shutil.copy(template, self._file)
        self.engine = prepare(f"sqlite:///{self._file}")
        hall = open_hall(self.engine, held_with=temperature_concept())
        self.room = Answering(hall, seals)
        self.people = sorted(self.room.people(PEOPLE), key=lambda each: each.seat_id)
        self.engine.dispose()
        self._start = self._file.read_bytes()

    def begin(self) -> None:
        self.engine.dispose()
        for file in self.folder.iterdir():
            file.unlink()
        self._file.write_bytes(self._start)
        self.room.open()

    def files(self) -> bytes:
        return b"".join(each.read_bytes() for each in sorted(self.folder.iterdir()))

    def copied(self) -> Copy:
        files = self.files()
        # The store's own SQLite: two in one process undo each other's locks.
        sqlite = sqlite_library()
        with (
            closing(sqlite.connect(self._file)) as there,
            closing(sqlite.connect(":memory:")) as here,
        ):
            there.backup(here)
            found = here.execute("SELECT key_hash, sealed, sent FROM ballot").fetchall()
            answered = here.execute("SELECT place_id, sheets FROM answered").fetchall()
        return Copy(
            files=files,
            ballots={key: (sealed, bool(sent)) for key, sealed, sent in found},
            answered=dict(answered),
        )


@pytest.fixture
def machine(tmp_path: Path, sqlite_template: Path) -> Iterator[Machine]:
    made = Machine(tmp_path, sqlite_template, Seals(tmp_path / "keys"))
    yield made
    made.engine.dispose()


@pytest.fixture
def glass_machine(tmp_path: Path, sqlite_template: Path) -> Iterator[Machine]:
    made = Machine(tmp_path, sqlite_template, Open(tmp_path / "keys"))
    yield made
    made.engine.dispose()


def held(machine: Machine, seed: int, *, writers: int = PEOPLE) -> Evidence:
    """Hold a workshop in which all answer otherwise; copy all after each answer."""
    chance = random.Random(seed)
    machine.begin()
    found = Evidence()
    order = list(machine.people)
    chance.shuffle(order)
    for number, viewer in enumerate(order):
        key = f"{chance.getrandbits(128):032x}"
        mark = f"{seed} {viewer.seat_id}"
        answers = {**same(chance.randrange(5)), f"{ANSWER} {mark}": number % 5}
        told = f"{COMMENT} {mark}" if number < writers else ""
        machine.room.change(viewer, key, answers=answers, unit_id=f"{ANSWER} {mark}")
        if chance.random() < 0.2:
            found.copies.append(machine.copied())
        machine.room.hand_in(viewer, key, comment=told)
        found.copies.append(machine.copied())
        found.sent.append(viewer.seat_id)
        found.wrote[told] = viewer.seat_id
    found.publication = machine.room.close()
    return found


# ---- While the round is open ----


def devices(found: Evidence) -> dict[str, str]:
    """Return from which device each ballot came: two copies in a row tell it."""
    linked: dict[str, str] = {}
    before = Copy(b"", {}, {})
    for copy in found.copies:
        new = [key for key, (_s, sent) in copy.ballots.items() if sent]
        new = [key for key in new if not before.ballots.get(key, (b"", False))[1]]
        seats = [seat for seat in copy.answered if seat not in before.answered]
        if len(new) == len(seats) == 1:
            linked[new[0]] = seats[0]
        before = copy
    return linked


def read(sealed: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(sealed)
    except ValueError:
        return None
    return found


def linked_answers(found: Evidence) -> int:
    """Count the devices whose answers can be read in the copies of an open round."""
    by_key = devices(found)
    opened = {by_key[key]: read(s) for key, (s, _) in found.copies[-1].ballots.items()}
    return sum(
        sheet is not None and seat in str(sheet["answers"])
        for seat, sheet in opened.items()
    )


@dataclass
class Findings:
    """What the attacker found in two hundred workshops, and some with fewer writers."""

    workshops: int = 0
    copies: int = 0
    #: Ballots whose device was known while the round was open.
    placed: int = 0
    linked: int = 0
    in_clear: int = 0
    lengths: set[int] = field(default_factory=set)
    left_behind: list[str] = field(default_factory=list)
    kept_comments: Counter[int] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def findings(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Findings]:
    folder = tmp_path_factory.mktemp("machine")
    machine = Machine(folder, sqlite_template, Seals(folder / "keys"))
    order = random.Random(35)
    found = Findings()
    with pytest.MonkeyPatch.context() as patch:
        # The same each run; else the machine's own chance.
        patch.setattr(threshold.secrets, "randbits", order.getrandbits)
        for seed in range(WORKSHOPS):
            evidence = held(machine, seed)
            note(found, machine, evidence)
            for guess in GUESSES:
                found.right[guess.__name__] += guessed(evidence, guess)
        assert order.getstate() != random.Random(35).getstate()
        for seed in range(WORKSHOPS, WORKSHOPS + 20):
            note(found, machine, held(machine, seed, writers=PEOPLE - 1))
    yield found
    machine.engine.dispose()


def note(found: Findings, machine: Machine, evidence: Evidence) -> None:
    found.workshops += 1
    found.copies += len(evidence.copies)
    found.placed += len(devices(evidence))
    found.linked += linked_answers(evidence)
    for copy in evidence.copies:
        found.in_clear += (
            ANSWER.encode() in copy.files or COMMENT.encode() in copy.files
        )
        found.lengths |= {len(sealed) for sealed, _sent in copy.ballots.values()}
    after = machine.copied()
    last = evidence.copies[-1].ballots
    found.left_behind += [
        what
        for what, is_there in (
            ("a ballot", bool(after.ballots)),
            ("who has answered", bool(after.answered)),
            ("an answer", ANSWER.encode() in after.files),
            ("a ballot's key", any(key.encode() in after.files for key in last)),
            ("what is sealed", any(s[:64] in after.files for s, _ in last.values())),
            ("the key", machine.room.seals.exists(machine.room.hall.workshop_id)),
        )
        if is_there
    ]
    kept = [told for told in evidence.wrote if told and told.encode() in after.files]
    found.kept_comments[len(kept)] += 1


def test_in_two_hundred_workshops_no_copy_of_an_open_round_shows_an_answer(findings):
    assert findings.workshops >= WORKSHOPS
    assert findings.copies > WORKSHOPS * PEOPLE
    assert findings.in_clear == 0


def test_which_device_a_ballot_came_from_says_nothing_of_what_is_on_it(findings):
    """That it can be known while the round is open is why ballots are sealed."""
    assert findings.placed == findings.workshops * PEOPLE
    assert findings.linked == 0
    assert len(findings.lengths) == 1


def test_after_two_hundred_rounds_nothing_is_left_but_what_is_published(findings):
    """Neither in the database nor in its log; comments only of eight writers."""
    assert findings.left_behind == []
    assert set(findings.kept_comments) == {PEOPLE, 0}
    assert findings.kept_comments[0] == findings.workshops - WORKSHOPS


def test_guessing_who_wrote_what_is_shown_succeeds_as_often_as_chance(findings):
    """Of eight people in any order one sits where chance puts it, give or take one."""
    assert len(findings.right) == len(GUESSES)
    for name, number in findings.right.items():
        assert number <= WORKSHOPS + 3 * sqrt(WORKSHOPS), name


def test_the_same_attacker_reads_and_links_all_where_ballots_are_not_sealed(
    glass_machine,
):
    for seed in range(5):
        found = held(glass_machine, seed)

        assert all(ANSWER.encode() in copy.files for copy in found.copies)
        assert linked_answers(found) == PEOPLE


def test_after_the_round_no_copy_opens_again_with_any_key_that_is_left(machine):
    found = held(machine, 1)
    room, keys = machine.room, machine.room.seals
    key_hash, (sealed, _sent) = next(iter(found.copies[-1].ballots.items()))

    def tries() -> Iterator[None]:
        yield None  # no key at all
        for _new in range(20):
            keys.make(room.hall.workshop_id)
            yield None
            keys.destroy(room.hall.workshop_id)

    for _attempt in tries():
        with pytest.raises(StoreError):
            keys.open(room.hall.workshop_id, sealed, bound_to=key_hash)


def test_what_is_sealed_has_one_length_whatever_was_answered(machine):
    machine.begin()
    room, viewer = machine.room, machine.people[0]
    told = ["", "x", "æøå" * 100, "🙂" * 300, '"\\' * 150, "\n" * 300]
    marks = {f"a-statement-of-forty-characters-{n:08}": 4 for n in range(60)}

    def length(**about: Any) -> int:
        room.change(viewer, secret(1), **about)
        return len(room.hall.rows(ballots.ballot)[0]["sealed"])

    lengths = {
        length(comment=comment, answers=answers, unit_id=unit, show_own=own, form=form)
        for comment in told
        for answers in ({}, same(None), same(4), marks)
        for unit, own, form in (("", False, Form.EMPLOYEE), ("f" * 32, True, "leader"))
        for form in [Form(form)]
    }
    assert len(lengths) == 1


def test_the_logs_hold_statements_and_nothing_that_anybody_answered(machine, caplog):
    with caplog.at_level(logging.INFO, logger="sqlalchemy.engine"):
        held(machine, 1)
    logged = caplog.text

    assert "INSERT INTO ballot" in logged, "the log was listened to"
    for mark in (ANSWER, COMMENT, *(each.seat_id for each in machine.people)):
        assert mark not in logged
    assert not re.search(r"[0-9a-f]{32}", logged)


# ---- After the round is closed ----


Guess = Callable[[Evidence], Sequence[str]]


def by_arrival(found: Evidence) -> list[str]:
    return found.sent


def by_leaving(found: Evidence) -> list[str]:
    return found.sent[::-1]


def by_seat(found: Evidence) -> list[str]:
    return sorted(found.sent)


def by_key(found: Evidence) -> list[str]:
    """The order in which ballots lie in the table, and in which they are taken out."""
    return [seat for _key, seat in sorted(devices(found).items())]


def by_place_in_the_files(found: Evidence) -> list[str]:
    last = found.copies[-1]
    where = {key: last.files.rfind(s[:64]) for key, (s, _sent) in last.ballots.items()}
    return sorted(devices(found).values(), key=_places(found, where))


def by_place_in_the_log(found: Evidence) -> list[str]:
    last = found.copies[-1]
    where = {key: last.files.find(s[:64]) for key, (s, _sent) in last.ballots.items()}
    return sorted(devices(found).values(), key=_places(found, where))


def _places(found: Evidence, where: dict[str, int]) -> Callable[[str], int]:
    places = {seat: where[key] for key, seat in devices(found).items()}
    return places.__getitem__


GUESSES: tuple[Guess, ...] = (
    by_arrival,
    by_leaving,
    by_seat,
    by_key,
    by_place_in_the_files,
    by_place_in_the_log,
)


def guessed(found: Evidence, guess: Guess) -> int:
    """Count comments whose writer is guessed by the order they are shown in."""
    assert found.publication is not None
    comments = found.publication.comments
    assert len(comments) == PEOPLE
    pairs = zip(comments, guess(found), strict=True)
    return sum(found.wrote[told] == seat for told, seat in pairs)


def test_the_same_attacker_knows_every_writer_where_comments_are_not_shuffled(
    machine, monkeypatch
):
    class Still:
        def __init__(self, _seed: int) -> None: ...

        def shuffle(self, _comments: list[str]) -> None: ...

    monkeypatch.setattr(threshold, "random", SimpleNamespace(Random=Still))
    for seed in range(3):
        assert guessed(held(machine, seed), by_key) == PEOPLE


# ---- Before the round is closed, pages know only how many ----


def seen(machine: Machine, viewers: Sequence[Viewer]) -> list[Any]:
    """All that the pages of everybody can read, but for the time."""
    room = machine.room
    with reading(machine.engine) as connection:
        rooms = [read_room(connection, viewer) for viewer in viewers]
        begun = ballots.begun(connection, room.hall.facilitator)
        left = [ballots.left(connection, each) for each in machine.people]
    return [
        *(replace(each, at=rooms[0].workshop.created_at) for each in rooms),
        begun,
        left,
    ]


def test_after_every_single_answer_pages_show_the_same_whatever_it_was(machine):
    """The same workshop is held again and again, with other answers each time."""
    hall = machine.room.hall
    viewers = [*hall.everybody.values(), *machine.people[:2]]
    taken = []
    for seed in range(6):
        chance = random.Random(seed)
        machine.begin()
        looks = [seen(machine, viewers)]
        for number, viewer in enumerate(machine.people[:6]):
            key = secret(number)
            for _answer in range(2):
                answers = {each: chance.randrange(5) for each in same(0)}
                told = {"answers": answers, "comment": "x" * chance.randrange(300)}
                machine.room.change(viewer, key, **told)
                looks.append(seen(machine, viewers))
            machine.room.send(viewer, key)
            looks.append(seen(machine, viewers))
        taken.append(looks)

    for looks in zip(*taken, strict=True):
        assert all(look == looks[0] for look in looks)
    first = taken[0]
    assert first[0] != first[-1], "how many have answered is seen"
    assert all(look[0].round.publication is None for look in first)


# ---- How it is built ----


@pytest.fixture
def store(db_url: str) -> Iterator[Engine]:
    engine = prepare(db_url)
    yield engine
    engine.dispose()


def test_ballots_and_who_has_answered_share_only_the_workshop(store):
    found = inspect(store)
    columns = {
        table: {each["name"]: each for each in found.get_columns(table)}
        for table in ("ballot", "answered")
    }

    assert set(columns["ballot"]) & set(columns["answered"]) == {"workshop_id"}
    assert set(columns["ballot"]) == {
        "key_hash",
        "workshop_id",
        "form",
        "sent",
        "sealed",
    }
    assert set(columns["answered"]) == {"place_id", "workshop_id", "sheets"}
    for table, its_columns in columns.items():
        for column in its_columns.values():
            assert column["default"] is None, "a moment or a number in order"
            assert not column.get("autoincrement") or column["autoincrement"] == "auto"
            kind = str(column["type"]).upper()
            assert not re.search("TIME|DATE|SERIAL|INET", kind)
        keys = {key["referred_table"] for key in found.get_foreign_keys(table)}
        assert keys <= {"workshop", "seat"}
    assert found.get_pk_constraint("ballot")["constrained_columns"] == ["key_hash"]
    referred = {key["referred_table"] for key in found.get_foreign_keys("ballot")}
    assert referred == {"workshop"}


def columns_of(found, table):
    return {each["name"] for each in found.get_columns(table)}


def test_no_table_but_these_names_a_ballot_or_a_seat_that_has_answered(store):
    found = inspect(store)
    # A pair's ballot is found by a secret that stands sealed in the pair.
    assert columns_of(found, "wheel_ballot") == {"key_hash", "workshop_id", "sealed"}
    ballots = {"ballot", "answered", "wheel_ballot"}
    for table in set(found.get_table_names()) - ballots:
        referred = {key["referred_table"] for key in found.get_foreign_keys(table)}
        assert not referred & ballots
        assert "key_hash" not in columns_of(found, table)
    if store.dialect.name == "postgresql":
        assert found.get_sequence_names() == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_sqlite_numbers_neither_ballots_nor_who_has_answered(store):
    with reading(store) as connection:
        made = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        ).all()
    sql = {row.name: row.sql for row in made}

    for table in ("ballot", "answered"):
        assert "WITHOUT ROWID" in sql[table]
        assert "AUTOINCREMENT" not in sql[table]


def calls(name: str, *, of: str = "") -> set[str]:
    """Return the files of the product that call a function, or a module's function."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr == name:
                owner = called.value
                if not of or (isinstance(owner, ast.Name) and owner.id == of):
                    found.add(str(file.relative_to(PACKAGE)))
            elif isinstance(called, ast.Name) and called.id == name and not of:
                found.add(str(file.relative_to(PACKAGE)))
    return found


def test_ballots_are_taken_out_in_one_place_and_counted_by_one_door():
    assert calls("take_out", of="ballots") == {"pages/temperature_lead.py"}
    assert calls("Publication") == {"rules/threshold.py"}
    assert calls("publish") == {"pages/temperature_lead.py", "server/begin.py"}
    begin = (PACKAGE / "server" / "begin.py").read_text(encoding="utf-8")
    assert re.search(r"publish\(\s*invented_sheets\(", begin), "invented answers only"
    imported = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if re.search(r"import .*\btake_out\b", file.read_text(encoding="utf-8"))
    }
    assert imported <= {"cli.py"}, "that takes a whole workbook out, see transfer"


def test_no_page_opens_ballots_but_a_sheets_own():
    assert calls("own", of="ballots") == {"pages/temperature_seat.py"}
    seals = calls("Seals")
    assert seals == {
        "pages/pair.py",  # leaves a wheel to be counted
        "pages/pair_lead.py",  # counts
        "pages/temperature_lead.py",
        "pages/temperature_seat.py",
        "server/begin.py",
    }
