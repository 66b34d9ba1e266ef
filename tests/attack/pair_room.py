"""A served workshop in which two write what nobody else may ever read."""

from __future__ import annotations

import base64
import io
import json
import secrets
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from websockets.exceptions import InvalidStatus

from musworkshop.model.roles import Role
from musworkshop.model.work import PassageKind
from musworkshop.server.process import RunningServer
from musworkshop.store import passages, seats
from musworkshop.store.connect import engine_for, sqlite_library, transaction
from tests.attack.test_method_secrets import Phone
from tests.pdf_text import pdf_text
from tests.server.visitor import Visitor

CANARIES = 30
#: The employee's; whoever else rates, rates otherwise.
LEVELS, OTHERS_LEVEL = ("strong", "good"), "focus"
#: Stands in the open: each search must find it, or it would find nothing at all.
OPEN = "kanarie-i-det-fri"
_SHIPPED_PAPERS = ("wheel.pdf", "wheel.docx", "wheel.png", "wheel.json")
_DOCUMENTS = (
    "archive.mus.zip",
    "skema-1.docx",
    "skema-1.pdf",
    "skema-1.xlsx",
    "log.docx",
    "log.pdf",
    "wheel-poster-a4.svg",
    "wheel-sheet-a4.pdf",
)
_PAGES = (
    "/",
    "/join",
    "/pair/open",
    "/pair",
    "/facilitator",
    "/projector",
    "/group",
    "/participant",
    "/alive",
    "/api",
    "/api/kernels",
    "/api/sessions",
    "/api/contents",
    "/files/musworkshop.sqlite",
    "/voila/files/musworkshop.sqlite",
    "/static/../musworkshop.sqlite",
)


@dataclass
class Person:
    """Somebody at a browser: a raw line to the own kernel, and the own secret."""

    phone: Phone
    secret: str = ""
    #: What came over HTTP.
    fetched: list[bytes] = field(default_factory=list)

    @property
    def visitor(self) -> Visitor:
        return self.phone.visitor

    def heard(self) -> list[bytes]:
        """Return everything that reached this browser."""
        return [*(each.encode() for each in self.phone.heard), *self.fetched]

    def data(self, widget: str) -> dict[str, Any]:
        found: dict[str, Any] = self.phone.look()[widget]["data"]
        return found

    def do(self, widget: str, call: str, **args: object) -> Any:
        """Call what must succeed."""
        answer = self.phone.call(widget, call, **args)
        assert "ok" in answer, (widget, call, answer)
        return answer["ok"]

    def fetch_all(self) -> None:
        """Ask for every page, document and paper there is, then come back."""
        for path in (*_PAGES, *(f"/documents/{name}" for name in _DOCUMENTS)):
            self.fetched.append(self.visitor.get(path).content)
        for name in _SHIPPED_PAPERS:
            answer = self.visitor.post(
                f"/documents/pair/{name}", page="/pair/open", secret=self.secret
            )
            self.fetched.append(answer.content)
        self.come_again()

    def come_again(self) -> None:
        """Load the page anew."""
        heard = self.phone.heard
        self.phone.line.close()
        self.phone = Phone(self.visitor, self.phone.path)
        self.phone.heard[:0] = heard
        if self.secret:
            self.do("PairPanel", "open", secret=self.secret)


class PairRoom:
    """Facilitator, projector, people in the room, and two pairs.

    Parameters
    ----------
    server : RunningServer
        Its data folder holds all that it keeps.
    """

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.database = server.data / "musworkshop.sqlite"
        self._say_in_the_open()
        self.facilitator = self._leads()
        self.facilitator.do("RunSheet", "go", step_id="strategy")
        self.people = {"facilitator": self.facilitator, "projector": self._projects()}
        self.people["participant"] = self._joins("/participant", choice="alone")
        self.people["table"] = self._joins(
            "/group", choice="new", name="Oak", function="", people="3"
        )
        self.facilitator.do("RunSheet", "go", step_id="pairs")
        self.facilitator.do("PairLead", "make", number=2, way="both")
        first, other = self.facilitator.data("PairLead")["pairs"]
        self.pair_id = first["id"]
        self.links = [*first["links"].values(), *other["links"].values()]
        self.employee = self._opens(first["links"]["employee"])
        self.leader = self._opens(first["links"]["leader"])
        self.people["leader"] = self.leader
        self.people["other employee"] = self._opens(other["links"]["employee"])
        self.people["other leader"] = self._opens(other["links"]["leader"])
        self.canaries = [
            f"kanarie-{n:02}-{secrets.token_hex(8)}" for n in range(CANARIES)
        ]
        #: Those that stand in the wheel in the end, and the employee's ratings.
        self.standing: list[str] = []
        self.ratings: dict[str, str] = {}

    def _say_in_the_open(self) -> None:
        with transaction(engine_for(f"sqlite:///{self.database}")) as connection:
            leader, _token = seats.add(
                connection, self.server.workshop_id, Role.FACILITATOR
            )
            passages.add(connection, leader, PassageKind.GOAL, text=OPEN)

    def _leads(self) -> Person:
        visitor = Visitor(self.server)
        visitor.open_key(self.server.facilitator_path)
        return Person(Phone(visitor, "/facilitator"))

    def _projects(self) -> Person:
        visitor = Visitor(self.server)
        visitor.open_key(self.server.projector_path)
        return Person(Phone(visitor, "/projector"))

    def _joins(self, path: str, **choice: str) -> Person:
        visitor = Visitor(self.server)
        visitor.join(**choice)
        return Person(Phone(visitor, path))

    def _opens(self, link: str) -> Person:
        visitor, secret = Visitor(self.server), secrets.token_hex(32)
        answer = visitor.post(
            "/pair/open",
            page="/pair/open",
            ticket=link.partition("#")[2],
            secret=secret,
        )
        assert answer.status_code == 200, answer.text
        person = Person(Phone(visitor, "/pair"), secret)
        person.do("PairPanel", "open", secret=secret)
        return person

    # ---- What the two write ----

    def write(self) -> None:
        """Let the employee write the canaries, and all others something else."""
        names = iter(self.canaries)
        self._send_what_is_refused(names)
        self._type_names(list(names))
        wheel = self.employee.data("CompetenceWheel")
        for number, competence in enumerate(wheel["competences"]):
            key, level = competence["id"], LEVELS[number % 2]
            self.employee.do(
                "CompetenceWheel", "rate", competence_id=key, level_id=level
            )
            self.ratings[key] = level
        for name in ("leader", "other employee", "other leader"):
            for key in (each["id"] for each in wheel["competences"] if not each["own"]):
                self.people[name].do(
                    "CompetenceWheel",
                    "rate",
                    competence_id=key,
                    level_id=OTHERS_LEVEL,
                )
        self.employee.fetch_all()

    def _type_names(self, names: list[str]) -> None:
        """Own competences, named anew again and again; two of them stand at last."""
        person, kept = self.employee, []
        for number, name in enumerate(names[:-2]):
            if number % 3 == 2:
                person.do("CompetenceWheel", "remove_own", competence_id=kept.pop(0))
            if len(kept) < 2:
                kept.append(person.do("CompetenceWheel", "add_own", title=name)["id"])
            else:
                person.do(
                    "CompetenceWheel", "rename_own", competence_id=kept[0], title=name
                )
        self.standing = names[-2:]
        for key, name in zip(kept, self.standing, strict=True):
            person.do("CompetenceWheel", "rename_own", competence_id=key, title=name)

    def _send_what_is_refused(self, names: Iterator[str]) -> None:
        """Put canaries where they do not fit: the refusal must not keep them either."""
        person = self.employee
        key = person.data("CompetenceWheel")["competences"][0]["id"]
        focus = {"focus_id": "", "competence_id": key, "seen": ""}
        refused: tuple[tuple[str, str, dict[str, object]], ...] = (
            ("PairTalk", "keep_focus", {**focus, "sentence": next(names)}),
            ("PairTalk", "keep_focus", {**focus, "sentence": "x", "seen": next(names)}),
            ("PairTalk", "remove_focus", {"focus_id": next(names)}),
            ("CompetenceWheel", "rate", {"competence_id": next(names), "level_id": ""}),
            (
                "CompetenceWheel",
                "rate",
                {"competence_id": key, "level_id": next(names)},
            ),
            ("CompetenceWheel", "add_own", {"title": next(names) * 9}),
            ("PairPanel", "choose_way", {"way": next(names)}),
            ("PairPanel", next(names), {}),
            ("PairReady", "set_ready", {"on": next(names)}),
            ("PairPapers", "open_last_year", {"text": next(names)}),
        )
        for widget, call, args in refused:
            assert "error" in person.phone.call(widget, call, **args), (widget, call)
        answer = person.visitor.post(
            "/documents/pair/wheel.pdf",
            page="/pair/open",
            secret=person.secret,
            last_year=next(names),
        )
        assert answer.status_code == 422

    def reveal(self) -> None:
        """Let both be ready."""
        for person in (self.employee, self.leader):
            person.do("PairReady", "set_ready", on=True)
            person.fetch_all()

    def needles(self) -> list[str]:
        """Return what nobody else may read: texts, and ratings as they are written."""
        rated = [json.dumps({k: v})[1:-1] for k, v in self.ratings.items()]
        return [*self.canaries, *rated, *(each.replace(": ", ":") for each in rated)]

    # ---- Where an attacker looks ----

    def copies(self) -> dict[str, list[bytes]]:
        """Return the files that the server keeps, and backups of its database."""
        found = {
            str(each.relative_to(self.server.data)): [each.read_bytes()]
            for each in sorted(self.server.data.rglob("*"))
            if each.is_file()
        }
        backup = self.server.data.parent / f"backup-{secrets.token_hex(4)}.sqlite"
        with closing(sqlite_library().connect(self.database)) as there:
            there.execute("VACUUM INTO ?", (str(backup),))
            rows = there.execute("SELECT * FROM request").fetchall()
        found["a backup"] = [backup.read_bytes()]
        found["the request table"] = [repr(rows).encode()]
        return found

    def processes(self) -> dict[str, list[bytes]]:
        """Return what the system tells of the server and its kernels."""
        server = psutil.Process(self.server.process_id)
        found = {}
        for each in (server, *server.children(recursive=True)):
            with suppress(OSError):
                folder = Path(f"/proc/{each.pid}")
                found[f"process {each.pid}"] = [
                    (folder / name).read_bytes() for name in ("environ", "cmdline")
                ]
        return found


def leaks(
    places: Mapping[str, Sequence[bytes]], needles: Sequence[str]
) -> dict[str, set[str]]:
    """Return what was found where, also packed or spelled anew; empty if nothing."""
    found = {}
    for name, contents in places.items():
        whole = b"\n".join(part for each in contents for part in _unpacked(each))
        seen = {each for each in needles if any(f in whole for f in _forms(each))}
        if seen:
            found[name] = seen
    return found


def _forms(text: str) -> Iterator[bytes]:
    plain = text.encode()
    yield plain
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    once = json.dumps(text)[1:-1]
    yield once.encode()
    yield json.dumps(once)[1:-1].encode()
    for shift in range(3):  # what stands before it moves the letters of base64
        coded = base64.b64encode(b"\0" * shift + plain)
        yield coded[4:-4]


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield packed.read(name)
    if content.startswith(b"%PDF-"):
        yield pdf_text(content).encode()


def kept_away(person: Person, kernel_id: str) -> bool:
    """Say whether somebody gets no line to another one's kernel."""
    try:
        with person.visitor.channels(kernel_id):
            return False
    except InvalidStatus as refusal:
        return refusal.response.status_code in (403, 404)
