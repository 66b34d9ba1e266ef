"""Private notes of a method, tried from every other role through the raw websocket."""

from __future__ import annotations

import json
import time
import uuid
from pathlib import Path

import pytest

from musworkshop.server.process import start_server
from tests.server.visitor import Visitor, message, widget_states

pytestmark = [pytest.mark.attack, pytest.mark.timeout(300)]

CANARIES = 30
STEP = 3  # where sub-questions are written, counted from 0
SECRET = "kanarie-{n}-af-{who}"


class Phone:
    """A visitor with a raw line to its own kernel, and all that came over it."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor, self.path = visitor, path
        _html, self.kernel_id = visitor.open_page(path)
        self.line = visitor.channels(self.kernel_id)
        self.heard: list[str] = []
        self.seen = self.look()

    def look(self) -> dict[str, dict]:
        """Ask for all states; return data and model id of each widget by name."""
        said = widget_states(self.line)
        self.heard.append(said)
        states = json.loads(said)["states"]
        return {
            each["state"]["name"]: {**each["state"], "model_id": model_id}
            for model_id, each in states.items()
            if "name" in each["state"]
        }

    def call(self, widget: str, name: str, **args: object) -> dict:
        return self.answer(self.ask(widget, name, **args))

    def call_all(self, name: str, **args: object) -> None:
        """Send a call to every widget of the page, then wait for all answers."""
        for request_id in [self.ask(widget, name, **args) for widget in self.seen]:
            self.answer(request_id)

    def ask(self, widget: str, name: str, **args: object) -> str:
        request_id = str(uuid.uuid4())
        content = {"call": name, "id": request_id, "args": args}
        self.send(widget, {"method": "custom", "content": content})
        return request_id

    def send(self, widget: str, data: dict) -> None:
        comm = {"comm_id": self.seen[widget]["model_id"], "data": data}
        self.line.send(message("comm_msg", comm))

    def answer(self, request_id: str) -> dict:
        while True:
            said = self.line.recv(timeout=20)
            self.heard.append(said if isinstance(said, str) else said.decode("latin-1"))
            data = json.loads(said).get("content", {}).get("data", {})
            content = data.get("content", {})
            if isinstance(content, dict) and content.get("re") == request_id:
                return content


def test_no_role_reaches_a_note_that_is_not_shown(tmp_path: Path) -> None:
    with start_server(tmp_path, concept="neutral", language="en") as server:
        leader = Visitor(server)
        leader.open_key(server.facilitator_path)
        facilitator = Phone(leader, "/facilitator")
        wall = Visitor(server)
        wall.open_key(server.projector_path)
        people: dict[str, Phone] = {}
        for name in ("focus", "asking", "team", "team too"):
            visitor = Visitor(server)
            visitor.join(choice="alone")
            people[name] = Phone(visitor, "/participant")
        table = Visitor(server)
        table.join(choice="new", name="Oak", function="", people="3")
        people["table"] = Phone(table, "/group")
        steps = facilitator.seen["RunSheet"]["data"]["steps"]
        facilitator.call("RunSheet", "go", step_id=steps[STEP]["id"])
        lead = facilitator.look()["MethodLead"]["data"]
        method = next(each for each in lead["methods"] if each["teams"])
        facilitator.call(
            "MethodLead",
            "start",
            method_id=method["id"],
            mode_id=method["modes"][0]["id"],
            theme_id=lead["themes"][0]["id"],
            chairs=5,
        )
        roles = ["focus", "interviewer", "team", "team", "team"]
        for phone, role in zip(people.values(), roles, strict=True):
            assert "ok" in phone.call("MethodSeat", "take_place", role_id=role)
        facilitator.call("MethodLead", "go", number=5)
        owners = planted(people)

        screen = Phone(wall, "/projector")
        for name, phone in {**people, "facilitator": facilitator}.items():
            attack(name, phone, owners)
        screen.look()

        everybody = {**people, "facilitator": facilitator, "projector": screen}
        leaks = [
            (reader, secret)
            for reader, phone in everybody.items()
            for secret, (owner, _note_id) in owners.items()
            if reader != owner and secret in "".join(phone.heard)
        ]
        assert len(owners) == CANARIES
        assert leaks == []
        assert unharmed(people, owners), "and nobody changed another's note"

        facilitator.call("MethodLead", "show_notes")
        end_s = time.monotonic() + 20  # the news are on their way
        while not (shown := people["focus"].look()["MethodSeat"]["data"]["shown"]):
            assert time.monotonic() < end_s
            time.sleep(0.1)
        held = json.dumps(shown)
        assert all(secret in held for secret in owners), "they are there, once shown"


def planted(people: dict[str, Phone]) -> dict[str, tuple[str, str]]:
    """Let everybody note; return secret -> who wrote it and the note's id."""
    owners = {}
    for n in range(CANARIES):
        who = list(people)[n % len(people)]
        phone = people[who]
        secret = SECRET.format(n=n, who=who.replace(" ", "-"))
        while not (prompts := phone.look()["MethodSeat"]["data"]["prompts"]):
            time.sleep(0.1)  # the news of the phase are on their way
        prompt = prompts[n % len(prompts)]["id"]
        said = phone.call("MethodSeat", "add_note", prompt_id=prompt, text=secret)
        owners[secret] = (who, said["ok"]["id"])
    return owners


def attack(name: str, phone: Phone, owners: dict[str, tuple[str, str]]) -> None:
    """Try others' notes by their ids, forged states, and calls of other roles."""
    theirs = [note_id for who, note_id in owners.values() if who != name][::3]
    phone.seen = phone.look()
    widget = "MethodSeat" if "MethodSeat" in phone.seen else "MethodLead"
    for note_id in theirs:
        for call, args in (
            ("reword_note", {"note_id": note_id, "text": "taken", "version": 1}),
            ("delete_note", {"note_id": note_id}),
            ("harvest", {"note_id": note_id, "theme_id": "wellbeing", "text": "taken"}),
        ):
            assert "error" in phone.call(widget, call, **args), (name, call)
    for call in ("show_notes", "end", "start"):
        if widget == "MethodSeat":
            assert "error" in phone.call(widget, call)
    forged = {"data": {"notes": [], "shown": []}, "scope": "somebody", "name": "x"}
    phone.send(widget, {"method": "update", "state": forged, "buffer_paths": []})
    phone.send(widget, {"method": "request_state"})
    phone.call(widget, "ping")
    phone.look()


def unharmed(people: dict[str, Phone], owners: dict[str, tuple[str, str]]) -> bool:
    own = {
        name: {note["text"] for note in phone.look()["MethodSeat"]["data"]["notes"]}
        for name, phone in people.items()
    }
    return all(secret in own[who] for secret, (who, _id) in owners.items())
