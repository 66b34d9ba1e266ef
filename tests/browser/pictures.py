"""Take a picture of every page at three widths: ``python -m tests.browser.pictures``.

Pictures go to ``docs/pictures`` unless another folder is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

from musworkshop.model.roles import OF_THE_WORKSHOP, Role
from musworkshop.store import pair_work, rounds
from tests.browser.answering import (
    agree,
    begin_a_sheet,
    close_round,
    name_units,
    name_workplace,
    open_round,
    people_answer,
)
from tests.browser.crowd import (
    NOTES,
    harvest,
    open_votes,
    people_arrive,
    play,
    reveal_votes,
    show_cards,
    stop,
)
from tests.browser.hall import Hall, caught_up, hall
from tests.browser.pairing import (
    EMPLOYEE,
    LEADER,
    act,
    count,
    levels_of,
    make_pair,
    open_link,
    pairs_agree,
    rate,
)

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures"
HEIGHTS = {360: 780, 1280: 800, 1920: 1080}
STEPS = (
    "welcome",
    "strategy",
    "themes",
    "sub_questions",
    "gather",
    "choose",
    "form",
)
JOINING = ("join-code", "join-who")
VOTES = "votes"
#: Pictures of a method -> its id and the phase, counted from 0.
TALKS = {
    "fishbowl": ("fishbowl", 1),
    "reflecting_team": ("reflecting-team", 2),
    "one_two_four_all": ("one-two-four-all", 0),
}
HARVEST = "harvest"
#: Pictures of the temperature -> the step, and what each page shows there.
TEMPERATURE = {
    "temperature": "temperature",
    "temperature_result": "results",
    "temperature_actions": "actions",
}
#: Pictures of the wheel in the room -> the step.
WHEEL = {"wheel": "wheel", "pairs": "pairs", "wheel_picture": "picture"}
#: Pictures of the page of the two, in the order in which they come to it.
TALK = ("pair-door", "pair-empty", "pair-ready", "pair-both")


def names() -> list[str]:
    """Return the names of all pictures, in the order in which they are taken."""
    scenes: list[str] = list(JOINING)
    for step in STEPS:
        scenes += [f"{role.value}-{step}" for role in OF_THE_WORKSHOP]
        if step == "sub_questions":
            for talk in (*TALKS, HARVEST):
                scenes += [f"{role.value}-{talk}" for role in OF_THE_WORKSHOP]
        if step == "gather":
            scenes += [f"{role.value}-{VOTES}" for role in OF_THE_WORKSHOP]
    scenes += [
        f"{role.value}-{scene}" for scene in TEMPERATURE for role in OF_THE_WORKSHOP
    ]
    scenes += [f"{role.value}-{scene}" for scene in WHEEL for role in OF_THE_WORKSHOP]
    scenes += TALK
    return [f"{scene}-{width}.png" for scene in scenes for width in HEIGHTS]


def main(folder: Path = FOLDER) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with hall() as room:
        _join_pages(room, folder)
        pages = {role: room.visit(role) for role in OF_THE_WORKSHOP}
        people_arrive(room)
        for kind in STEPS:
            room.go(kind)
            show_cards(room, kind in ("gather", "choose", "form"))
            for role, page in pages.items():
                room.arrived(page, role, kind)
                _take(page, folder, f"{role.value}-{kind}")
            if kind == "sub_questions":
                _talk(room, pages, folder)
            if kind == "gather":
                open_votes(room)
                reveal_votes(room)
                for role, page in pages.items():
                    page.locator(VOTED[role]).first.wait_for()
                    _take(page, folder, f"{role.value}-{VOTES}")
    with hall(demo=False, concept="temperature") as room:
        _temperature(room, folder)
    with hall(demo=False, concept="kl") as room:
        _wheel(room, folder)


#: What a page shows once the votes are shown.
VOTED = {
    Role.FACILITATOR: ".mus-vote-panel[data-state=revealed]",
    Role.PROJECTOR: "[data-scene=votes]",
    Role.GROUP: ".mus-vote-list.is-revealed",
    Role.PARTICIPANT: ".mus-vote-list.is-revealed",
}


#: What a page shows while a method is played.
TALKING = {
    Role.FACILITATOR: ".mus-method-lead",
    Role.PROJECTOR: "[data-scene=method]",
    Role.GROUP: ".mus-method-seat",
    Role.PARTICIPANT: ".mus-method-seat",
}


def _talk(room: Hall, pages: dict[Role, Page], folder: Path) -> None:
    """Play the methods one after the other; harvest the last."""
    for talk, (method_id, phase) in TALKS.items():
        play(room, method_id, phase=phase)
        title = room.method_title(method_id)
        for role, page in pages.items():
            seen = page.locator(TALKING[role]).filter(has_text=title)
            seen.first.wait_for()
            _take(page, folder, f"{role.value}-{talk}")
    harvest(room)
    pages[Role.PROJECTOR].get_by_text(NOTES[0]).first.wait_for()
    for role, page in pages.items():
        _take(page, folder, f"{role.value}-{HARVEST}")
    stop(room)


def _temperature(room: Hall, folder: Path) -> None:
    """Answer, close, talk about it, agree."""
    name_workplace(room)
    units = name_units(room)
    room.lead(rounds.set_invited, employees=44, leaders=5)
    open_round(room)
    room.go("temperature")
    pages = {role: room.visit(role) for role in OF_THE_WORKSHOP}
    begin_a_sheet(pages[Role.PARTICIPANT])
    people_answer(room, 41, leaders=5, units=units)
    _show(room, pages, folder, "temperature")
    close_round(room)
    _show(room, pages, folder, "temperature_result")
    agree(room)
    _show(room, pages, folder, "temperature_actions")


def _wheel(room: Hall, folder: Path) -> None:
    """Look at the wheel, open links, rate, show each other, count."""
    name_workplace(room, title="Kompetencehjulet")
    made = make_pair(room)
    door = room.context().new_page()
    door.goto(f"{room.server.url}/pair/open#{made.employee}")
    door.locator("button.button").first.wait_for()
    _take(door, folder, "pair-door")
    employee, leader = (open_link(room, each) for each in (made.employee, made.leader))
    _take(employee, folder, "pair-empty")
    for page, levels in ((employee, EMPLOYEE), (leader, LEADER)):
        rate(room, page, levels_of(room, levels))
    act(room, employee, pair_work.say_ready, True)
    employee.get_by_text("Du er klar.").wait_for()
    _take(employee, folder, "pair-ready")
    act(room, leader, pair_work.say_ready, True)
    employee.get_by_text("Hvor ser vi forskelligt?").wait_for()
    _take(employee, folder, "pair-both")
    pages = {role: room.visit(role) for role in OF_THE_WORKSHOP}
    pairs_agree(room, 12)
    for scene in WHEEL:
        if scene == "wheel_picture":
            count(room)
        _show(room, pages, folder, scene, WHEEL)


def _show(
    room: Hall,
    pages: dict[Role, Page],
    folder: Path,
    scene: str,
    steps: dict[str, str] = TEMPERATURE,
) -> None:
    room.go(steps[scene])
    for role, page in pages.items():
        room.arrived(page, role, steps[scene])
        _take(page, folder, f"{role.value}-{scene}")


def _take(page: Page, folder: Path, name: str) -> None:
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        if page.evaluate("Boolean(window.musCaughtUp)"):
            caught_up(page)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=folder / f"{name}-{width}.png")
        print(f"{name}-{width}.png", flush=True)


def _join_pages(room: Hall, folder: Path) -> None:
    page = room.context().new_page()
    for name, path in zip(JOINING, ("", room.server.scan_path), strict=True):
        page.goto(room.server.url + path)
        _take(page, folder, name)


if __name__ == "__main__":
    main(*(Path(given) for given in sys.argv[1:2]))
