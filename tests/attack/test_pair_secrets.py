"""What one of two has rated and written, sought wherever somebody else can look."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from musworkshop.server.process import start_server
from tests.attack.pair_room import (
    CANARIES,
    OPEN,
    PairRoom,
    Person,
    kept_away,
    leaks,
)
from tests.server.visitor import message

pytestmark = [pytest.mark.attack, pytest.mark.timeout(300)]

#: Takes the protection off in the server and its kernels; they read it at the start.
GLASS = '''
import logging
from musworkshop.store import pair_content, pair_keys, pair_links, pair_work

pair_keys.seal = lambda key, text, bound_to: text.encode()
pair_keys.unseal = lambda key, content, bound_to: content.decode()
shown, kept = pair_work.view, pair_content.keep


def view(connection, viewer, secret):
    """Show the other one's wheel before anybody is ready."""
    seen = shown(connection, viewer, secret)
    row, mine, key, sides = pair_links.held(
        connection, viewer, secret, locked=False
    )
    side = sides[seen.side.other]
    before, now = pair_content.layers(connection, row.id, side, key)
    object.__setattr__(seen, "theirs", pair_content.joined([*before, now]))
    return seen


def keep(*args):
    """Say in the log what is written."""
    logging.getLogger("glass").warning("%s", args[-1])
    kept(*args)


pair_work.view, pair_content.keep = view, keep
'''


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[PairRoom]:
    """Start a server whose every file lies in one folder, and let all come."""
    data, home = folder / "data", folder / "data" / "home"
    home.mkdir(parents=True)
    everything = {"HOME": str(home), "TMPDIR": str(home), **environment}
    with start_server(
        data, concept="kl", language="en", environment=everything
    ) as server:
        yield PairRoom(server)


def calls(room: PairRoom, person: Person) -> Iterator[tuple[str, dict[str, object]]]:
    """Every call of the pages of pairs, with what belongs to others."""
    wheel = room.employee.data("CompetenceWheel")
    key, *_more, own_id = (each["id"] for each in wheel["competences"])
    mine = person.visitor.client.cookies.get("mus-pair") or ""
    own_pair = {room.employee.secret, room.leader.secret}
    known = own_pair if person.secret in own_pair else {person.secret}
    for other in (*room.people.values(), room.employee):
        if other.secret not in known:
            yield "open", {"secret": other.secret}
    tickets = [link.partition("#")[2] for link in room.links]
    for secret in (*tickets, room.pair_id, mine, secrets.token_hex(32)):
        yield "open", {"secret": secret}
    for way in ("both", "alone", "talk"):
        yield "choose_way", {"way": way}
    for on in (True, False):
        yield "set_ready", {"on": on}
        yield "agree_to_count", {"on": on}
    for competence_id in (key, own_id, room.pair_id):
        yield "rate", {"competence_id": competence_id, "level_id": "none"}
        yield "rename_own", {"competence_id": competence_id, "title": "taken"}
        yield "remove_own", {"competence_id": competence_id}
        focus = {"competence_id": competence_id, "sentence": "taken", "seen": ""}
        yield "keep_focus", {"focus_id": "", **focus}
        yield "keep_focus", {"focus_id": room.pair_id, **focus}
        yield "remove_focus", {"focus_id": competence_id}
    yield "open_last_year", {"text": "{}"}
    yield "close_last_year", {}
    for pair_id in (room.pair_id, own_id):
        yield "renew", {"pair_id": pair_id}
        yield "remove", {"pair_id": pair_id}
    yield "count", {}
    yield "make", {"number": 1, "way": "both"}
    yield "look", {}
    yield "request_states", {}


def attack(room: PairRoom, name: str) -> None:
    """Try everything that a browser with a line of its own can send."""
    person = room.people[name]
    for kernel in (room.employee, *room.people.values()):
        if kernel is not person:
            assert kept_away(person, kernel.phone.kernel_id), name
    phone, foreign = person.phone, room.employee.phone
    forged = {"data": {"mine": None, "theirs": {}}, "scope": foreign.seen["PairPanel"]}
    for call, args in calls(room, person):
        phone.call_all(call, **args)
    for widget in phone.seen:
        phone.send(widget, {"method": "update", "state": forged, "buffer_paths": []})
        phone.send(widget, {"method": "request_state"})
        phone.send(widget, {"method": "custom", "content": {"call": "open"}})
    # Models that live in another kernel.
    for state in foreign.seen.values():
        comm = {"comm_id": state["model_id"], "data": {"method": "request_state"}}
        phone.line.send(message("comm_msg", comm))
    phone.call(next(iter(phone.seen)), "ping")
    phone.look()
    person.fetch_all()


def until_shown(person: Person, widget: str, wanted: str) -> str:
    """Return what a widget holds once the news have come."""
    end_s = time.monotonic() + 20
    while wanted not in (held := str(person.data(widget))):
        assert time.monotonic() < end_s, held
        time.sleep(0.1)
    return held


def test_nobody_but_the_writer_reaches_what_is_written_before_the_reveal_and_after_it(
    tmp_path: Path,
) -> None:
    with served(tmp_path, MUSWORKSHOP_CONTROL=OPEN) as room:
        room.write()
        before = room.employee.data("CompetenceWheel")
        for name in room.people:
            attack(room, name)

        needles = room.needles()
        assert len(set(room.canaries)) == CANARIES
        heard = {name: person.heard() for name, person in room.people.items()}
        copies, processes = room.copies(), room.processes()
        assert leaks({**heard, **copies, **processes}, needles) == {}
        assert room.employee.data("CompetenceWheel") == before, "and nothing changed"

        # The same search finds what stands in the open, and the writer what is his.
        everywhere = leaks({**heard, **copies, **processes}, [OPEN])
        server = f"process {room.server.process_id}"
        in_the_room = {"facilitator", "projector", "participant", "table"}
        assert set(everywhere) >= {server, "a backup", *in_the_room}
        assert {"musworkshop.sqlite", "musworkshop.sqlite-wal"} & set(everywhere)
        assert leaks({"log": copies["pages.log"]}, ["without a call id"])
        assert len(processes) > len(room.people)
        assert set(leaks(processes, ["PATH="])) == set(processes)
        own = leaks({"own": room.employee.heard()}, needles)["own"]
        assert own >= {*room.standing, *needles[CANARIES : CANARIES + 8]}

        room.reveal()
        until_shown(room.leader, "CompetenceWheel", room.standing[-1])
        room.leader.fetch_all()
        reached = leaks({"leader": room.leader.heard()}, needles)["leader"]
        assert reached >= {*room.standing, *needles[CANARIES : CANARIES + 8]}
        assert len(reached & set(room.canaries)) == len(room.standing)

        agreed = f"kanarie-aftalt-{secrets.token_hex(8)}"
        key = before["competences"][0]["id"]
        focus = {"focus_id": "", "competence_id": key, "seen": ""}
        room.leader.do("PairTalk", "keep_focus", sentence=agreed, **focus)
        until_shown(room.employee, "PairTalk", agreed)
        for person in (room.employee, room.leader):
            person.do("PairTalk", "agree_to_count", on=True)
            person.fetch_all()
        others = {name: room.people[name] for name in room.people if name != "leader"}
        for name in others:
            attack(room, name)
        heard = {name: person.heard() for name, person in others.items()}
        everything = {**heard, **room.copies(), **room.processes()}
        assert leaks(everything, [*needles, agreed]) == {}


def test_the_same_attackers_win_where_the_protection_is_off(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GLASS)
    with served(tmp_path, PYTHONPATH=str(tmp_path)) as room:
        room.write()
        attack(room, "leader")

        heard = {"leader": room.leader.heard()}
        found = leaks({**heard, **room.copies()}, room.needles())
        standing, ratings = set(room.standing), set(room.needles()[CANARIES:])
        for place in ("leader", "a backup"):
            assert standing <= found[place]
            assert ratings & found[place]
        files = {"musworkshop.sqlite", "musworkshop.sqlite-wal"}
        assert standing <= set().union(*(found.get(each, set()) for each in files))
        assert standing <= found["pages.log"]
