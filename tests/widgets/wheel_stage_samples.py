"""Invented wheels for the projector: normal, more, empty, full."""

from __future__ import annotations

from typing import Any

from tests.widgets.pair_samples import LONG, WAYS, WORD
from tests.widgets.wheel_samples import FIVE, THREE, TWENTY

SPREAD = [(5, 2, 1), (2, 4, 2), (3, 3, 2), (1, 3, 4), (4, 2, 2), (2, 2, 4)]


def levels(rows: list[tuple[str, str, str]] = THREE) -> list[dict[str, str]]:
    """The levels from the rim inwards."""
    return [{"title": title, "about": about} for _key, title, about in rows]


def parts(number: int, *, merged: bool = False) -> list[dict[str, Any]]:
    """How eight wheels see a competence; the two strongest together where merged."""
    counts = list(SPREAD[number % 6])
    places = [(0, 0), (1, 1), (2, 2)]
    texts = ["stærk kompetence", "udmærket kompetence", "fokusområde"]
    if merged:
        counts = [counts[0] + counts[1], counts[2]]
        places = [(0, 1), (2, 2)]
        texts = ["stærk eller udmærket kompetence", "fokusområde"]
    return [
        {"text": text, "count": n, "share": n / 8, "first": first, "last": last}
        for text, n, (first, last) in zip(texts, counts, places, strict=True)
    ]


def row(number: int, title: str, **changes: Any) -> dict[str, Any]:
    """One competence in the picture."""
    shown = parts(number, merged=number % 3 == 2)
    return {"title": title, "n": 8, "words": "", "parts": shown, **changes}


def rows(count: int = 8) -> list[dict[str, Any]]:
    """So many competences, the last of them too few to be shown."""
    made = [row(k, title) for k, title in enumerate(TWENTY[:count])]
    return [*made[:-1], {**made[-1], "n": 0, "words": "for få svar", "parts": []}]


STAGE: dict[str, dict[str, Any]] = {
    "wheel": {
        "title": "Kompetencehjulet",
        "levels": levels(),
        "competences": [{"title": title} for title in TWENTY[:8]],
        "empty": 2,
    },
    "pairs": {
        "title": "To og to om hjulet",
        "sentences": [
            "Hver af jer får sit eget link.",
            "Åbn det på din egen telefon. Det virker én gang.",
            "Kun I to kan se det, I skriver.",
        ],
        "ways": [{"title": way["title"], "about": way["about"]} for way in WAYS],
    },
    "wheel_picture": {
        "title": "Det viser hjulene",
        "summary": "Otte hjul er talt med. Ingen kan se, hvis de er.",
        "note": "En ramme om flere mønstre: niveauer, der er talt sammen.",
        "empty": "",
        "levels": [title for _key, title, _about in THREE],
        "rows": rows(),
    },
}
#: More content of the same scenes.
MORE_STAGE: dict[str, tuple[str, dict[str, Any]]] = {
    "five levels": ("wheel", {**STAGE["wheel"], "levels": levels(FIVE)}),
    "twelve competences": (
        "wheel",
        {
            **STAGE["wheel"],
            "competences": [{"title": title} for title in TWENTY[:12]],
            "empty": 0,
        },
    ),
    "twenty competences": (
        "wheel",
        {
            **STAGE["wheel"],
            "levels": levels(FIVE),
            "competences": [{"title": title} for title in TWENTY],
            "empty": 0,
        },
    ),
    "picture of twelve": (
        "wheel_picture",
        {**STAGE["wheel_picture"], "rows": rows(12)},
    ),
    "picture of twenty": (
        "wheel_picture",
        {**STAGE["wheel_picture"], "rows": rows(20)},
    ),
}
EMPTY_STAGE: dict[str, dict[str, Any]] = {
    "wheel": {**STAGE["wheel"], "empty": 0},
    "pairs": {**STAGE["pairs"], "sentences": []},
    "wheel_picture": {
        **STAGE["wheel_picture"],
        "rows": [],
        "note": "",
        "empty": "Der bliver kun vist noget, når mindst fem par tæller med.",
    },
}
FULL_STAGE: dict[str, dict[str, Any]] = {
    "wheel": {
        "title": LONG[:60],
        "levels": [{**level, "about": LONG[:120]} for level in levels(FIVE)],
        "competences": [{"title": f"{title} {WORD[:20]}"} for title in TWENTY],
        "empty": 0,
    },
    "pairs": {
        "title": LONG[:100],
        "sentences": [LONG] * 5,
        "ways": [{"title": LONG[:60], "about": LONG} for _way in WAYS],
    },
    "wheel_picture": {
        **STAGE["wheel_picture"],
        "title": LONG[:100],
        "summary": LONG[:120],
        "note": LONG[:160],
        "levels": [title for _key, title, _about in FIVE],
        "rows": [row(k, f"{title} {WORD[:40]}") for k, title in enumerate(TWENTY)],
    },
}
