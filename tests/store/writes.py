"""Every write of the store, with its action and with something real to write."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from musworkshop.model.pair import FocusArea, Layer, Side, Way, WheelPicture
from musworkshop.model.permissions import Action
from musworkshop.model.roles import Viewer
from musworkshop.model.temperature import Form, FormResult, Publication, Sheet
from musworkshop.model.work import Origin, PassageKind, Stage
from musworkshop.settings import Settings
from musworkshop.store import (
    actions,
    ballots,
    cards,
    circles,
    drafts,
    form,
    joining,
    methods,
    notes,
    pair_agreed,
    pair_links,
    pair_work,
    pairs,
    passages,
    places,
    requests,
    rounds,
    seats,
    sorting,
    tables,
    versions,
    votes,
    wheel_ballots,
    workbook,
    workshops,
)
from musworkshop.store.pair_tables import pair
from musworkshop.store.seal import Seals
from musworkshop.store.values import hashed
from tests.store.hall import THEME, Hall
from tests.store.pairing import Device, Pairing
from tests.store.talks import TEAM

MODULES: tuple[ModuleType, ...] = (
    actions,
    ballots,
    cards,
    circles,
    drafts,
    form,
    joining,
    methods,
    notes,
    pair_agreed,
    pair_links,
    pair_work,
    pairs,
    passages,
    places,
    requests,
    rounds,
    seats,
    sorting,
    versions,
    votes,
    wheel_ballots,
    workbook,
    workshops,
)

#: What only reads, or is the machinery that writes are made with.
NO_WRITES = {
    "ballots.begun",
    "ballots.left",
    "ballots.own",
    "cards.counts_by_group",
    "circles.running",
    "cards.visible",
    "drafts.of_seat",
    "form.chosen",
    "notes.counted",
    "notes.visible",
    "pair_links.held",
    "pair_work.view",
    "pairs.statuses",
    "passages.visible",
    "requests.once",
    "rounds.last_closed_on",
    "sorting.clusters",
    "sorting.last_step",
    "versions.save",
    "votes.budget",
    "votes.own",
    "votes.sums",
    "votes.voted",
    "wheel_ballots.waiting",
    "workbook.read",
    "workshops.projector_key",
}


@dataclass(frozen=True)
class Thing:
    """Ids of what a hall holds, to be written to."""

    card: str
    card_too: str
    grouped: str
    cluster: str
    goal: str
    own_words: str
    group_question: str
    question: str
    other_seat: str
    group: str
    #: The scribe's team in a method, and a note of the scribe.
    circle: str
    note: str
    shown_note: str
    action: str
    #: Opens the scribe's sheet, once there is one.
    secret: str
    #: Two who talk, and a pair that nobody has come to.
    two: dict[Side, Device]
    waiting_pair: str


@dataclass(frozen=True)
class Write:
    """One write function of the store."""

    do: Callable[..., Any]
    action: Action
    #: Somebody in the hall who may do it.
    who: str
    #: Makes the arguments after the viewer.
    args: Callable[[Thing], tuple[Any, ...]] = lambda thing: ()
    kwargs: Callable[[Thing], dict[str, Any]] = lambda thing: {}
    #: Whether an argument names something that a workshop holds.
    names_something: bool = False
    before: Callable[[Hall, Thing], object] = lambda hall, thing: None

    @property
    def name(self) -> str:
        return f"{self.do.__module__.rpartition('.')[2]}.{self.do.__name__}"

    def whoever(self, hall: Hall, thing: Thing) -> Viewer:
        """Return the viewer who may do it."""
        return viewers(hall, thing)[self.who]

    def call(self, hall: Hall, viewer: Any, thing: Thing) -> Any:
        return hall.write(self.do, viewer, *self.args(thing), **self.kwargs(thing))


def viewers(hall: Hall, thing: Thing) -> dict[str, Viewer]:
    """Return everybody in the room, and the two who talk."""
    two = {side.value: device.viewer for side, device in thing.two.items()}
    return {**hall.everybody, **two}


def _choose(**about: Any) -> Callable[[Thing], dict[str, Any]]:
    def kwargs(thing: Thing) -> dict[str, Any]:
        found = {
            "theme_id": THEME,
            "origin": Origin.OWN,
            "origin_id": None,
            "text": "Chosen",
            **about,
        }
        if found["group_id"] == "own":
            found["group_id"] = thing.group
        return found

    return kwargs


def _one(key: str, *more: Any) -> Callable[[Thing], tuple[Any, ...]]:
    return lambda thing: (getattr(thing, key), *more)


def _open(hall: Hall, thing: Thing) -> None:
    hall.open_voting()


def _hide(hall: Hall, thing: Thing) -> None:
    hall.write(sorting.set_hidden, hall.facilitator, thing.card, True)


def _seals() -> Seals:
    return Seals(Settings().seals)


def _open_round(hall: Hall, thing: Thing) -> None:
    _seals().make(hall.workshop_id)
    hall.write(rounds.open_round, hall.facilitator)


def _unchanged(sheet: Sheet) -> Sheet:
    return sheet


def _begin_sheet(hall: Hall, thing: Thing) -> None:
    _open_round(hall, thing)
    hall.write(ballots.change, hall.scribe, thing.secret, _seals(), _unchanged)


def _send_sheet(hall: Hall, thing: Thing) -> None:
    _begin_sheet(hall, thing)
    hall.write(ballots.send, hall.scribe, thing.secret)


def _publication(comment: str = "") -> Publication:
    return Publication(
        closed_on=date(2026, 5, 15),
        threshold=5,
        employees=FormResult(form=Form.EMPLOYEE, answered=8),
        leaders=FormResult(form=Form.LEADER, answered=0),
        comments=(comment,) if comment else (),
    )


def _publish(hall: Hall, thing: Thing) -> None:
    _open_round(hall, thing)
    hall.write(rounds.close_round, hall.facilitator, _publication("Said"))


def _by_secret(side: Side, *more: Any) -> Callable[[Thing], tuple[Any, ...]]:
    return lambda thing: (thing.two[side].secret, *more)


def _rate(hall: Hall, thing: Thing) -> None:
    for device in thing.two.values():
        Pairing(hall).rate(device, a="strong")


def _show_wheels(hall: Hall, thing: Thing) -> None:
    _rate(hall, thing)
    for device in thing.two.values():
        Pairing(hall).ready(device)


def _choose_focus(hall: Hall, thing: Thing) -> None:
    _show_wheels(hall, thing)
    Pairing(hall).focus(thing.two[Side.LEADER], "a", new=_FOCUS_ID)


def _leave_wheel(hall: Hall, thing: Thing) -> None:
    viewer = thing.two[Side.LEADER].viewer
    hall.write(wheel_ballots.leave, viewer, "ballot", {"a": "strong"}, _seals())


def _rated(layer: Layer) -> Layer:
    return Layer(ratings={"a": "strong"})


_FOCUS_ID = "focus"
_FOCUS = FocusArea(id="", competence_id="b", title="Title", sentence="Sentence")
_PICTURE = WheelPicture(counted_on="2026-11-22", threshold=5, wheels=0)
_ACTION = {"text": "Agreed", "owner": "Leader", "due": "", "status": "agreed"}
_OPTIONS = {"own_clocks": True, "leader_outside": True, "sound": False, "chairs": 3}

WRITES = (
    Write(
        methods.start,
        Action.LEAD,
        "facilitator",
        lambda thing: (TEAM,),
        lambda thing: {
            "mode_id": "whole",
            "theme_id": THEME,
            "chairs": 3,
            "step_left_s": 1.0,
            "step_total_s": 1.0,
        },
    ),
    Write(methods.end, Action.LEAD, "facilitator"),
    Write(methods.go, Action.LEAD, "facilitator", lambda thing: (TEAM, 1)),
    Write(
        methods.set_options,
        Action.LEAD,
        "facilitator",
        lambda thing: (TEAM,),
        lambda thing: {**_OPTIONS, "chairs": 4},
    ),
    Write(circles.steer, Action.STEER_CIRCLE, "scribe", lambda thing: (TEAM, 1)),
    Write(
        circles.set_own_clock,
        Action.STEER_CIRCLE,
        "scribe",
        kwargs=lambda thing: {"running": False, "left_s": 5.0, "total_s": 9.0},
    ),
    Write(
        places.take,
        Action.TAKE_PLACE,
        "second",
        _one("circle", "team"),
        lambda thing: {"chairs": 3},
        names_something=True,
    ),
    Write(places.leave, Action.TAKE_PLACE, "scribe"),
    Write(
        places.free_chair,
        Action.LEAD,
        "facilitator",
        _one("circle", "focus", 1),
        names_something=True,
    ),
    Write(
        notes.add,
        Action.WRITE_NOTE,
        "scribe",
        kwargs=lambda thing: {
            "theme_id": THEME,
            "prompt_id": "heard",
            "text": "Heard",
        },
    ),
    Write(
        notes.reword,
        Action.WRITE_NOTE,
        "scribe",
        _one("note", "Changed", 1),
        names_something=True,
    ),
    Write(
        notes.remove, Action.WRITE_NOTE, "scribe", _one("note"), names_something=True
    ),
    Write(notes.show, Action.REVEAL, "facilitator"),
    Write(
        notes.harvest,
        Action.SORT_CARDS,
        "facilitator",
        _one("shown_note"),
        lambda thing: {"theme_id": THEME, "text": "A question"},
        names_something=True,
    ),
    Write(
        actions.save,
        Action.AGREE,
        "facilitator",
        _one("action"),
        lambda thing: {**_ACTION, "text": "Changed"},
        names_something=True,
    ),
    Write(actions.remove, Action.AGREE, "facilitator", _one("action")),
    Write(
        ballots.change,
        Action.ANSWER,
        "scribe",
        lambda thing: (thing.secret, _seals(), _unchanged),
        before=_open_round,
    ),
    Write(
        ballots.send,
        Action.ANSWER,
        "scribe",
        _one("secret"),
        names_something=True,
        before=_begin_sheet,
    ),
    Write(
        ballots.take_out,
        Action.LEAD_ROUND,
        "facilitator",
        lambda thing: (_seals(),),
        before=_send_sheet,
    ),
    Write(rounds.set_threshold, Action.LEAD_ROUND, "facilitator", lambda thing: (6,)),
    Write(
        rounds.set_invited,
        Action.LEAD_ROUND,
        "facilitator",
        kwargs=lambda thing: {"employees": 9, "leaders": 1},
    ),
    Write(rounds.open_round, Action.LEAD_ROUND, "facilitator"),
    Write(
        rounds.close_round,
        Action.LEAD_ROUND,
        "facilitator",
        lambda thing: (_publication(),),
        before=_open_round,
    ),
    Write(rounds.show_view, Action.LEAD_ROUND, "facilitator", lambda thing: ("gaps",)),
    Write(
        rounds.remove_comment,
        Action.LEAD_ROUND,
        "facilitator",
        lambda thing: (0, "Said"),
        before=_publish,
    ),
    Write(pairs.make, Action.MAKE_PAIRS, "facilitator", lambda thing: (2, Way.BOTH)),
    Write(
        pairs.make_anew,
        Action.MAKE_PAIRS,
        "facilitator",
        _one("waiting_pair"),
        names_something=True,
    ),
    Write(
        pairs.remove,
        Action.MAKE_PAIRS,
        "facilitator",
        _one("waiting_pair"),
        names_something=True,
    ),
    Write(
        pair_links.renew,
        Action.TALK,
        "leader",
        _by_secret(Side.LEADER),
        names_something=True,
    ),
    Write(
        pair_work.choose_way,
        Action.TALK,
        "leader",
        _by_secret(Side.LEADER, Way.TALK),
        names_something=True,
    ),
    Write(
        pair_work.change,
        Action.TALK,
        "employee",
        _by_secret(Side.EMPLOYEE, _rated),
        names_something=True,
    ),
    Write(
        pair_work.say_ready,
        Action.TALK,
        "employee",
        _by_secret(Side.EMPLOYEE, True),
        names_something=True,
        before=_rate,
    ),
    Write(
        pair_agreed.keep_focus,
        Action.TALK,
        "employee",
        _by_secret(Side.EMPLOYEE, _FOCUS),
        names_something=True,
        before=_show_wheels,
    ),
    Write(
        pair_agreed.remove_focus,
        Action.TALK,
        "leader",
        _by_secret(Side.LEADER, _FOCUS_ID),
        names_something=True,
        before=_choose_focus,
    ),
    Write(
        pair_agreed.agree,
        Action.TALK,
        "leader",
        _by_secret(Side.LEADER, True),
        names_something=True,
        before=_show_wheels,
    ),
    Write(
        wheel_ballots.leave,
        Action.TALK,
        "leader",
        lambda thing: ("ballot", {"a": "strong"}, _seals()),
    ),
    Write(
        wheel_ballots.take_out,
        Action.COUNT_WHEELS,
        "facilitator",
        lambda thing: (_seals(),),
        before=_leave_wheel,
    ),
    Write(
        wheel_ballots.keep,
        Action.COUNT_WHEELS,
        "facilitator",
        lambda thing: (_PICTURE,),
    ),
    Write(
        cards.add,
        Action.WRITE_CARD,
        "scribe",
        kwargs=lambda thing: {"theme_id": THEME, "text": "Written"},
    ),
    Write(
        cards.move,
        Action.PICK_CARD,
        "scribe",
        _one("card", Stage.TABLE),
        names_something=True,
    ),
    Write(
        cards.reword,
        Action.WRITE_CARD,
        "scribe",
        _one("card", "Changed", 1),
        names_something=True,
    ),
    Write(
        cards.remove, Action.WRITE_CARD, "scribe", _one("card"), names_something=True
    ),
    Write(drafts.keep, Action.KEEP_DRAFT, "scribe", lambda thing: ("field", "text")),
    Write(
        form.choose, Action.CHOOSE_FOR_ALL, "facilitator", kwargs=_choose(group_id=None)
    ),
    Write(
        form.choose,
        Action.CHOOSE_FOR_GROUP,
        "scribe",
        kwargs=_choose(group_id="own"),
        names_something=True,
    ),
    Write(
        form.unchoose,
        Action.CHOOSE_FOR_ALL,
        "facilitator",
        _one("question"),
        names_something=True,
    ),
    Write(
        form.unchoose,
        Action.CHOOSE_FOR_GROUP,
        "scribe",
        _one("group_question"),
        names_something=True,
    ),
    Write(
        form.reword,
        Action.CHOOSE_FOR_ALL,
        "facilitator",
        _one("question", "Changed", 1),
        names_something=True,
    ),
    Write(
        form.move,
        Action.CHOOSE_FOR_ALL,
        "facilitator",
        _one("question", 1),
        names_something=True,
    ),
    Write(
        passages.add,
        Action.EDIT_STRATEGY,
        "facilitator",
        lambda thing: (PassageKind.GOAL,),
    ),
    Write(
        passages.say_in_own_words,
        Action.EDIT_OWN_WORDS,
        "scribe",
        _one("goal", "Ours", 1),
        names_something=True,
    ),
    Write(
        passages.save,
        Action.EDIT_STRATEGY,
        "facilitator",
        _one("goal", "New", 1),
        names_something=True,
    ),
    Write(
        passages.resolve,
        Action.EDIT_STRATEGY,
        "facilitator",
        _one("goal", "New", 1),
        names_something=True,
    ),
    Write(
        passages.resolve,
        Action.EDIT_OWN_WORDS,
        "scribe",
        _one("own_words", "New", 1),
        names_something=True,
    ),
    Write(
        passages.remove,
        Action.EDIT_STRATEGY,
        "facilitator",
        _one("goal"),
        names_something=True,
    ),
    Write(seats.look_at, Action.MOVE_SELF, "scribe", lambda thing: ("themes",)),
    Write(seats.set_ready, Action.MOVE_SELF, "scribe", lambda thing: ("themes",)),
    Write(seats.set_language, Action.MOVE_SELF, "scribe", lambda thing: ("en",)),
    Write(
        seats.hand_over,
        Action.HAND_OVER,
        "scribe",
        _one("other_seat"),
        names_something=True,
    ),
    Write(seats.leave, Action.MOVE_SELF, "scribe"),
    Write(
        sorting.group_cards,
        Action.SORT_CARDS,
        "facilitator",
        lambda thing: ([thing.card, thing.card_too],),
        names_something=True,
    ),
    Write(
        sorting.ungroup_card,
        Action.SORT_CARDS,
        "facilitator",
        _one("grouped"),
        names_something=True,
    ),
    Write(
        sorting.set_hidden,
        Action.SORT_CARDS,
        "facilitator",
        _one("card", True),
        names_something=True,
    ),
    Write(
        sorting.name_cluster,
        Action.SORT_CARDS,
        "facilitator",
        _one("cluster", "Worded", 1),
        names_something=True,
    ),
    Write(sorting.undo, Action.SORT_CARDS, "facilitator", before=_hide),
    Write(
        votes.set_dots,
        Action.VOTE,
        "scribe",
        _one("card", 1),
        names_something=True,
        before=_open,
    ),
    Write(votes.open_voting, Action.REVEAL, "facilitator"),
    Write(votes.reveal, Action.REVEAL, "facilitator", before=_open),
    Write(votes.set_votes_per_person, Action.REVEAL, "facilitator", lambda thing: (4,)),
    Write(
        workshops.go_to_step,
        Action.LEAD,
        "facilitator",
        lambda thing: ("gather",),
        lambda thing: {"minutes": 5},
    ),
    Write(
        workshops.set_clock,
        Action.LEAD,
        "facilitator",
        kwargs=lambda thing: {"running": True, "left_s": 9.0, "total_s": 9.0},
    ),
    Write(
        workshops.focus, Action.LEAD, "facilitator", kwargs=lambda thing: {"page": 1}
    ),
    Write(workshops.show_cards, Action.REVEAL, "facilitator", lambda thing: (True,)),
    Write(
        workshops.set_votes_per_person, Action.REVEAL, "facilitator", lambda thing: (4,)
    ),
    Write(
        workshops.set_vote_state,
        Action.REVEAL,
        "facilitator",
        lambda thing: (workshops.VoteState.OPEN,),
    ),
)


def made_in(hall: Hall) -> Thing:
    """Put into a hall what the writes can be made on."""
    goal = hall.goal()
    hall.write(passages.say_in_own_words, hall.scribe, goal, "Ours", 0)
    said = hall.passage(hall.scribe, PassageKind.OWN_WORDS)
    card, card_too, grouped, grouped_too, third = (
        hall.card(hall.scribe, text) for text in ("A", "B", "C", "D", "E")
    )
    cluster = hall.write(
        sorting.group_cards, hall.facilitator, [grouped, grouped_too, third]
    )
    hall.write(
        form.choose,
        hall.facilitator,
        group_id=None,
        theme_id=THEME,
        origin=Origin.OWN,
        origin_id=None,
        text="Second",
    )
    first, group_question = (
        hall.write(
            form.choose,
            hall.facilitator,
            group_id=group_id,
            theme_id=THEME,
            origin=Origin.OWN,
            origin_id=None,
            text=text,
        )
        for group_id, text in ((None, "First"), (hall.scribe.group_id, "Group's"))
    )
    hall.write(form.move, hall.facilitator, first, -1)
    return Thing(
        card=card,
        card_too=card_too,
        grouped=grouped,
        cluster=cluster,
        goal=goal,
        own_words=said.id,
        question=first,
        group_question=group_question,
        other_seat=hall.second.seat_id,
        group=hall.scribe.group_id or "",
        action=hall.write(actions.save, hall.facilitator, "", **_ACTION),
        secret=hashed(hall.workshop_id),
        two=Pairing(hall).two(),
        waiting_pair=Pairing(hall).make().pair_id,
        **_played_in(hall),
    )


def _played_in(hall: Hall) -> dict[str, str]:
    """Let the scribe sit in a team with a clock of its own, and note something."""
    hall.write(
        methods.start,
        hall.facilitator,
        TEAM,
        mode_id="whole",
        theme_id=THEME,
        chairs=3,
        step_left_s=60.0,
        step_total_s=600.0,
    )
    hall.write(methods.set_options, hall.facilitator, TEAM, **_OPTIONS)
    run = hall.read(circles.current, hall.workshop_id)
    mine = [each for each in run.circles if each.group_id == hall.scribe.group_id]
    hall.write(places.take, hall.scribe, mine[0].id, "focus", chairs=1)

    def noted(text: str) -> str:
        about = {"theme_id": THEME, "prompt_id": "heard", "text": text}
        return str(hall.write(notes.add, hall.scribe, **about))

    shown = noted("Shown")
    hall.write(notes.show, hall.facilitator)
    return {"circle": mine[0].id, "shown_note": shown, "note": noted("Private")}


def on_behalf_of_somebody() -> set[str]:
    """Name every public function of the store that takes a viewer."""
    found = set()
    for module in MODULES:
        short = module.__name__.rpartition(".")[2]
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__
            if name.startswith("_") or not is_own:
                continue
            if "viewer" in inspect.signature(function).parameters:
                found.add(f"{short}.{name}")
    return found


def rows_of(hall: Hall) -> dict[str, list[dict[str, Any]]]:
    """Return what the store holds of one workshop, without its revision."""
    found = {}
    here = {hall.workshop_id}
    here |= {r["id"] for r in hall.rows(pair) if r["workshop_id"] == hall.workshop_id}
    for table in tables.metadata.sorted_tables:
        keys = ("workshop_id", "pair_id") if table is not tables.workshop else ("id",)
        key = next((each for each in keys if each in table.c), None)
        if key is None:
            continue
        rows = [row for row in hall.rows(table) if row[key] in here]
        for row in rows:
            row.pop("revision", None)
        found[table.name] = sorted(rows, key=str)
    return found
