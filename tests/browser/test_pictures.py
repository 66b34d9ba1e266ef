"""The pictures in docs/pictures are those the command takes: all, and no others."""

from __future__ import annotations

import struct

from musworkshop.model.roles import OF_THE_WORKSHOP
from tests.browser.pictures import (
    FOLDER,
    HARVEST,
    HEIGHTS,
    JOINING,
    STEPS,
    TALK,
    TALKS,
    TEMPERATURE,
    VOTES,
    WHEEL,
    names,
)


def test_the_folder_holds_what_the_command_takes() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(names())


def test_every_page_is_there_at_three_widths() -> None:
    pages = [
        *JOINING,
        *(
            f"{r.value}-{s}"
            for r in OF_THE_WORKSHOP
            for s in (*STEPS, *TALKS, HARVEST, VOTES, *TEMPERATURE, *WHEEL)
        ),
        *TALK,
    ]

    for page in pages:
        for width in (360, 1280, 1920):
            picture = FOLDER / f"{page}-{width}.png"
            with picture.open("rb") as file:
                head = file.read(24)
            assert head[:8] == b"\x89PNG\r\n\x1a\n", picture
            assert struct.unpack(">II", head[16:]) == (width, HEIGHTS[width]), picture
