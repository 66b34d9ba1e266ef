"""Wheels as two people of a dental clinic leave them, and as they hang on the wall."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from musworkshop.model.wheel_papers import FocusLine, Tooth, WheelPaper
from tests.documents.builders import NASTY

LEVELS = ("Stærk kompetence", "Udmærket kompetence", "Fokusområde")
ABOUT = (
    "Den er på plads, og andre kan lære af den.",
    "Den rækker til opgaverne.",
    "Her vil det gavne at blive stærkere.",
)
MORE_LEVELS = ("Mester", "Stærk", "Udmærket", "På vej", "Fokusområde")
#: Title, then the places of the levels: employee, leader, last year.
RATED = (
    ("Faglighed", 0, 1, 1),
    ("Helhed", 1, 1, None),
    ("Kommunikation", 0, 0, 0),
    ("Udvikling", 2, 0, 2),
    ("Resultater", 1, 1, 2),
    ("Relationer", 1, None, None),
    ("Samarbejde", 0, 0, 1),
    ("Proces", None, None, None),
)
LONG = (
    "Tværfagligt samarbejde på tværs af forvaltninger",
    "Konfliktnedtrapning",
    "Dokumentation og lovpligtig journalføring",
    "Sundhedsfaglig vurdering",
    "Kommunikation med pårørende",
    "Kvalitetssikringsbevidsthed",
    "Økonomistyring og ressourceforbrug",
)
MEANS = (
    "Kan sit fag: det, man skal vide, og det, man skal kunne gøre.",
    "Ser, hvor faget er på vej hen, og lærer nyt undervejs.",
)


def empty_wheel(**more: Any) -> WheelPaper:
    """The workplace's wheel as it hangs on the wall."""
    values: dict[str, Any] = {
        "language": "da",
        "held_on": date(2026, 11, 22),
        "title": "Kompetencehjulet",
        "workplace": "Tandplejen på Bakken",
        "levels": LEVELS,
        "levels_about": ABOUT,
        "teeth": tuple(
            Tooth(id=title.lower(), title=title, means=MEANS) for title, *_ in RATED
        ),
        "empty_fields": 2,
        "intro": ("Gå hjulet rundt.", "Det er ikke en karakterbog."),
        "credit": ("Bygger på KL's hjul.", "Ikke nogens officielle værktøj."),
    } | more
    return WheelPaper(**values)


def large_wheel(competences: int = 20, levels: int = 5) -> WheelPaper:
    """A wheel with as much on it as there may be, in long Danish words."""
    return empty_wheel(
        levels=MORE_LEVELS[:levels],
        levels_about=MORE_LEVELS[:levels],
        teeth=tuple(
            Tooth(id=f"c{n}", title=f"{LONG[n % len(LONG)]} {n}", means=MEANS * 4)
            for n in range(competences)
        ),
    )


def answered_wheel(**more: Any) -> WheelPaper:
    """What the two have said, a competence of their own with it."""
    teeth = [
        Tooth(
            id=title.lower(),
            title=title,
            means=MEANS,
            mine=mine,
            theirs=theirs,
            last_year=last_year,
        )
        for title, mine, theirs, last_year in RATED
    ]
    teeth.append(
        Tooth(id="o", title="Røntgen", means=(), mine=2, theirs=1, is_own=True)
    )
    values: dict[str, Any] = {
        "teeth": tuple(teeth),
        "empty_fields": 1,
        "workplace": "",
        "mine_name": "Medarbejder",
        "theirs_name": "Leder",
        "last_year_name": "21. november 2025",
        "focus": (
            FocusLine(title="Udvikling", sentence="Jeg tager kurset i marts."),
            FocusLine(title="Røntgen", sentence=""),
        ),
        "who": "Arket er ikke låst: Den, der har det, kan læse det.",
    } | more
    return empty_wheel(**values)


def nasty_wheel() -> WheelPaper:
    """A wheel where everything people type tries to be something else."""
    paper = answered_wheel()
    own = [
        Tooth(id=f"n{n}", title=text[:60], means=(), mine=n % 3, is_own=True)
        for n, text in enumerate(NASTY)
    ]
    return dataclasses.replace(
        paper,
        workplace=NASTY[0],
        teeth=(*paper.teeth[:4], *own),
        focus=tuple(FocusLine(title=t[:60], sentence=t) for t in NASTY[:3]),
    )
