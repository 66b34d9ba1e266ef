"""Take a picture of every page at three widths: ``python -m tests.browser.pictures``.

Pictures go to ``docs/pictures`` unless another folder is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

from musworkshop.model.roles import Role
from tests.browser.crowd import open_votes, people_arrive, reveal_votes, show_cards
from tests.browser.hall import Hall, caught_up, hall

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


def names() -> list[str]:
    """Return the names of all pictures, in the order in which they are taken."""
    scenes: list[str] = list(JOINING)
    for step in STEPS:
        scenes += [f"{role.value}-{step}" for role in Role]
        if step == "gather":
            scenes += [f"{role.value}-{VOTES}" for role in Role]
    return [f"{scene}-{width}.png" for scene in scenes for width in HEIGHTS]


def main(folder: Path = FOLDER) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with hall() as room:
        _join_pages(room, folder)
        pages = {role: room.visit(role) for role in Role}
        people_arrive(room)
        for kind in STEPS:
            room.go(kind)
            show_cards(room, kind in ("gather", "choose", "form"))
            for role, page in pages.items():
                room.arrived(page, role, kind)
                _take(page, folder, f"{role.value}-{kind}")
            if kind == "gather":
                open_votes(room)
                reveal_votes(room)
                for role, page in pages.items():
                    page.locator(VOTED[role]).first.wait_for()
                    _take(page, folder, f"{role.value}-{VOTES}")


#: What a page shows once the votes are shown.
VOTED = {
    Role.FACILITATOR: ".mus-vote-panel[data-state=revealed]",
    Role.PROJECTOR: "[data-scene=votes]",
    Role.GROUP: ".mus-vote-list.is-revealed",
    Role.PARTICIPANT: ".mus-vote-list.is-revealed",
}


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
