"""Invented wheels: KL's eight, ten with both layers, twenty with five levels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musworkshop.errors import InputError
from musworkshop.widgets.base import MusWidget
from musworkshop.widgets.competence_wheel import CompetenceWheel
from musworkshop.widgets.wheel_picture import WheelPictureView

LONG = (
    "Hvordan sikrer vi, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver"
    " taget imod på en måde, så de tør spørge, kender vores faglige aftaler og ved,"
    " hvem de kan ringe til, når borgernes situation ændrer sig hurtigt?"
)
WORD = "Specialsundhedsplejerskeuddannelsesplanlægningsmøde"
MARKUP = '<img src=x onerror=alert(1)><b>Fed</b> & "citat" <script>alert(2)</script>'
WHO = "Kun I to kan se dette."

THREE = [
    ("strong", "Stærk kompetence", "Jeg kan det sikkert og kan hjælpe andre med det."),
    ("fine", "Udmærket kompetence", "Jeg klarer det, min opgave kræver."),
    ("focus", "Fokusområde", "Her vil jeg gerne blive bedre i det næste år."),
]
FIVE = [
    ("expert", "Kan lære fra sig", "Andre spørger mig til råds."),
    ("strong", "Stærk kompetence", "Jeg kan det sikkert, også når det brænder på."),
    ("fine", "Udmærket kompetence", "Jeg klarer det, min opgave kræver."),
    ("new", "På vej", "Jeg øver mig og spørger om hjælp."),
    ("focus", "Fokusområde", "Her vil jeg gerne blive bedre i det næste år."),
]
EIGHT = [
    "Faglighed",
    "Helhed",
    "Kommunikation",
    "Udvikling",
    "Resultater",
    "Relationer",
    "Samarbejde",
    "Proces",
]
TWENTY = [
    *EIGHT,
    "Dokumentation",
    "Borgerinddragelse",
    "Konflikthåndtering",
    "Digital forståelse",
    "Overblik og prioritering",
    "Kvalitetsbevidsthed",
    "Nysgerrighed",
    "Forandringsparathed",
    "Vejledning af nye",
    "Arbejdsmiljø",
    "Mødeledelse",
    "Sprog",
]
MEANS = [
    "Du ved, hvad opgaven kræver, og holder din viden ved lige.",
    "Du deler det, du kan, med dem, du arbejder sammen med.",
]


def levels(rows: list[tuple[str, str, str]] = THREE) -> list[dict[str, str]]:
    """The levels from the rim inwards."""
    return [{"id": key, "title": title, "about": about} for key, title, about in rows]


def competence(number: int, title: str, **changes: Any) -> dict[str, Any]:
    """A tooth."""
    return {
        "id": f"c{number}",
        "title": title,
        "means": MEANS,
        "own": False,
        **changes,
    }


def rated(places: list[int | None], rows: list[tuple[str, str, str]]) -> dict[str, str]:
    """Ratings by place from the rim; None is not rated."""
    return {f"c{k}": rows[p][0] for k, p in enumerate(places) if p is not None}


def wheel(titles: list[str] = EIGHT, **changes: Any) -> dict[str, Any]:
    """KL's eight competences and two empty fields, a few of them rated."""
    return {
        "title": "Mit kompetencehjul",
        "levels": levels(),
        "competences": [competence(k, title) for k, title in enumerate(titles)],
        "empty": 2,
        "own_limit": 60,
        "editable": True,
        "mine": {"name": "Dig", "ratings": rated([0, 1, 0, 2], THREE)},
        "theirs": None,
        "last_year": None,
        "who": "Kun du kan se dette, indtil I begge har sagt klar.",
        "covered": "",
        **changes,
    }


def revealed(**changes: Any) -> dict[str, Any]:
    """The wheel of the picture: ten teeth, both layers, last year's."""
    return wheel(
        TWENTY[:9],
        title="Hvor ser vi forskelligt?",
        empty=1,
        editable=False,
        mine={"name": "Dig", "ratings": rated([0, 1, 0, 2, 1, 1, 0, 1, 2], THREE)},
        theirs={
            "name": "Leder",
            "mark": "L",
            "ratings": rated([1, 1, 0, 1, 1, 0, 0, 2, 1], THREE),
        },
        who=WHO,
        **changes,
    )


def last_year(**changes: Any) -> dict[str, Any]:
    """Last year's ratings from the pair's own file."""
    ratings = rated([1, 1, 1, 2, 2, 1, 1, None, 2], THREE)
    return {"name": "2025", "mark": "2025", "ratings": ratings, **changes}


def twenty(**changes: Any) -> dict[str, Any]:
    """As large as a wheel may be."""
    places = [k * 7 % 5 for k in range(17)]
    return wheel(
        TWENTY,
        levels=levels(FIVE),
        empty=0,
        mine={"name": "Dig", "ratings": rated(places, FIVE)},
        **changes,
    )


def own_ones() -> list[dict[str, Any]]:
    """Two competences of one's own."""
    return [
        competence(90, "Hunde og heste i hjemmeplejen", means=[], own=True),
        competence(91, "Kaffe", means=[], own=True),
    ]


def nasty() -> dict[str, Any]:
    """Every text too long."""
    return wheel(
        [LONG[:80], WORD, MARKUP[:60], "Æ"],
        title=LONG,
        who=LONG,
        covered=LONG,
        levels=[
            {"id": str(k), "title": text, "about": LONG}
            for k, text in enumerate([LONG[:60], WORD, "Å"])
        ],
        theirs={"name": WORD, "mark": "L", "ratings": {"c0": "1", "c1": "1"}},
        last_year={"name": "2025", "mark": "2025", "ratings": {"c0": "1"}},
        mine={"name": "Dig", "ratings": {"c0": "1"}},
    )


def part(text: str, count: int, first: int, last: int, n: int) -> dict[str, Any]:
    """Some of n wheels."""
    return {
        "text": text,
        "count": count,
        "share": count / n,
        "first": first,
        "last": last,
    }


def wheel_picture(**changes: Any) -> dict[str, Any]:
    """Nineteen wheels, one competence with too few."""
    upper, focus = "stærk eller udmærket kompetence", "fokusområde"
    single = ["stærk kompetence", "udmærket kompetence", focus]
    rows = [
        {
            "title": title,
            "n": 19,
            "words": "",
            "parts": [part(upper, 14 - k, 0, 1, 19), part(focus, 5 + k, 2, 2, 19)]
            if k % 2
            else [
                part(single[p], count, p, p, 19)
                for p, count in enumerate([6 + k, 8 - k, 5])
            ],
        }
        for k, title in enumerate(EIGHT)
    ]
    rows[4] = {
        "title": "Resultater",
        "n": 0,
        "words": "For få har vurderet den til, at det kan vises.",
        "parts": [],
    }
    rows[6]["parts"] = [part(" eller ".join(single), 19, 0, 2, 19)]
    return {
        "title": "Det siger hjulene tilsammen",
        "summary": "19 hjul er talt med. Tallene siger, hvor mange der står hvor.",
        "note": "Kun par, hvor begge har sagt ja, er talt med.",
        "empty": "Der er endnu ikke talt nogen hjul.",
        "levels": [title for _key, title, _about in THREE],
        "rows": rows,
        **changes,
    }


class Seat:
    """A person's wheel, with a store as simple as it can be behind it."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data or wheel()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuses = ""
        names = ("rate", "add_own", "rename_own", "remove_own")
        calls = {name: getattr(self, name) for name in names}
        self.widget = CompetenceWheel(data=self.data, calls=calls, scope="pair")

    def named(self, name: str) -> list[dict[str, Any]]:
        """Return the arguments of each call of this name."""
        return [args for called, args in self.calls if called == name]

    def ratings(self) -> dict[str, str]:
        """Return what is stored."""
        return dict(self.data["mine"]["ratings"])

    def _show(self, **changes: Any) -> None:
        self.data = {**self.data, **changes}
        self.widget.show(self.data)

    def _called(self, name: str, **args: str) -> None:
        self.calls.append((name, args))
        if self.refuses:
            raise InputError(self.refuses)

    def rate(self, _request: str, competence_id: str, level_id: str) -> None:
        """Keep a rating."""
        self._called("rate", competence_id=competence_id, level_id=level_id)
        rest = {k: v for k, v in self.ratings().items() if k != competence_id}
        new = {competence_id: level_id} if level_id else {}
        self._show(mine={**self.data["mine"], "ratings": {**rest, **new}})

    def add_own(self, _request: str, title: str) -> dict[str, str]:
        """Put a competence into an empty field."""
        self._called("add_own", title=title)
        number = 90 + len(self.named("add_own"))
        self._show(
            competences=[
                *self.data["competences"],
                competence(number, title, means=[], own=True),
            ],
            empty=self.data["empty"] - 1,
        )
        return {"id": f"c{number}"}

    def rename_own(self, _request: str, competence_id: str, title: str) -> None:
        """Give it another name."""
        self._called("rename_own", competence_id=competence_id, title=title)
        self._show(
            competences=[
                {**each, "title": title} if each["id"] == competence_id else each
                for each in self.data["competences"]
            ]
        )

    def remove_own(self, _request: str, competence_id: str) -> None:
        """Take it away with its rating."""
        self._called("remove_own", competence_id=competence_id)
        ratings = {k: v for k, v in self.ratings().items() if k != competence_id}
        self._show(
            competences=[
                each for each in self.data["competences"] if each["id"] != competence_id
            ],
            empty=self.data["empty"] + 1,
            mine={**self.data["mine"], "ratings": ratings},
        )


SAMPLES: dict[str, Callable[[], MusWidget]] = {
    "competence_wheel": lambda: Seat().widget,
    "competence_wheel-revealed": lambda: CompetenceWheel(data=revealed()),
    "competence_wheel-last": lambda: CompetenceWheel(
        data=revealed(last_year=last_year())
    ),
    "competence_wheel-twenty": lambda: Seat(twenty()).widget,
    "competence_wheel-own": lambda: (
        Seat(wheel(competences=[*wheel()["competences"], *own_ones()], empty=0)).widget
    ),
    "competence_wheel-talk": lambda: (
        Seat(wheel(mine={"name": "Dig", "ratings": {}}, editable=False)).widget
    ),
    "competence_wheel-empty": lambda: CompetenceWheel(data={}),
    "competence_wheel-nasty": lambda: Seat(nasty()).widget,
    "wheel_picture": lambda: WheelPictureView(data=wheel_picture()),
    "wheel_picture-empty": lambda: WheelPictureView(data=wheel_picture(rows=[])),
    "wheel_picture-nasty": lambda: WheelPictureView(
        data=wheel_picture(
            title=LONG,
            summary=LONG,
            levels=[LONG[:60], WORD, "Å", "Ø", "Æ"],
            rows=[
                {"title": WORD, "n": 9, "words": "", "parts": [part(LONG, 9, 0, 4, 9)]},
                {"title": LONG, "n": 0, "words": LONG, "parts": []},
            ],
        )
    ),
}
