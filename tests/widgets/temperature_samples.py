"""Invented temperatures: a sheet on a phone, the lead, the result, actions, scenes."""

from __future__ import annotations

from typing import Any

SECRET = "0123456789abcdef0123456789abcdef"
LONG = (
    "Hvordan sikrer vi, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver"
    " taget imod på en måde, så de tør spørge, kender vores faglige aftaler og ved,"
    " hvem de kan ringe til, når borgernes situation ændrer sig hurtigt, og hvad kan"
    " du selv gøre for det i det kommende år sammen med os?"
).ljust(300, "?")
MARKUP = '<img src=x onerror=alert(1)><b>Fed</b> & "citat" <script>alert(2)</script>'

AREAS = [
    ("direction", "Retning", "Om vi ved, hvor vi skal hen, og trækker samme vej."),
    ("frame", "Rammer og forberedelse", "Om vi har ro til at gøre os klar."),
    ("dialogue", "Dialog og feedback", "Om vi får sagt det, der betyder noget."),
    ("goals", "Udviklingsmål og plan", "Om vi aftaler noget, der kan lade sig gøre."),
    ("follow-up", "Opfølgning og evaluering", "Om aftalerne lever videre bagefter."),
]
STATEMENTS = [
    "Jeg ved, hvilken kerneopgave min afdeling skal løse.",
    "Før samtalerne hørte jeg, hvilke mål afdelingen har for det næste år.",
    "Vi talte om, hvordan mit arbejde bidrager til kerneopgaven.",
    "Det, vi aftalte, får arbejdspladsen brug for.",
    "Jeg ved, hvad jeg selv skal gøre før, under og efter MUS.",
    "Samtaleskemaet passer til mit arbejde.",
    "Jeg havde tid til at forberede mig.",
    "Før samtalerne talte vi kolleger sammen om årets temaer.",
    "Jeg kunne sige det, der lå mig på sinde, også det kritiske.",
    "Jeg fik feedback på bestemte opgaver, jeg har løst.",
    "Vi brugte det meste af tiden på det, der ligger foran os.",
    "Vi sad uforstyrret.",
    "Mine udviklingsmål er skrevet ned.",
    "Jeg ved, hvordan vi kan se, at jeg har nået et mål.",
    "Vi har aftalt, hvem der gør hvad, så jeg kan nå mine mål.",
    "Jeg får den tid, der skal til, for at jeg kan nå mine mål.",
    "Vi har sat en dato for, hvornår vi følger op.",
    "Vi tog det op igen, som vi aftalte ved MUS året før.",
    "I mit arbejde bruger jeg noget, jeg har lært efter aftale i MUS.",
    "Jeg bliver spurgt om, hvordan MUS fungerer hos os.",
]
SCALE = [
    "I meget ringe grad",
    "I ringe grad",
    "Delvist",
    "I høj grad",
    "I meget høj grad",
]
BANDS = [(75, "fungerer"), (50, "på vej"), (0, "kræver opmærksomhed")]


def band(index: int | None) -> str:
    """How an index is spoken of."""
    return "" if index is None else next(text for low, text in BANDS if low <= index)


def statement(number: int, **changes: Any) -> dict[str, Any]:
    """One of the twenty statements."""
    return {
        "id": f"s{number}",
        "area_id": AREAS[number // 4][0],
        "employee": STATEMENTS[number],
        "leader": STATEMENTS[number].replace("Jeg", "Min medarbejder"),
        "own": False,
        **changes,
    }


def answers(count: int) -> dict[str, int | None]:
    """So many answers, the seventh of them "not relevant"."""
    return {f"s{k}": None if k == 6 else (3, 4, 2, 3, 1)[k % 5] for k in range(count)}


def sheet(count: int = 6, **changes: Any) -> dict[str, Any]:
    """A sheet on its way."""
    return {
        "form": "employee",
        "unit_id": "day",
        "answers": answers(count),
        "comment": "",
        "show_own": False,
        "sent": False,
        **changes,
    }


def points(**changes: Any) -> dict[str, Any]:
    """One's own points."""
    indices = [74, 61, 68, 55, None]
    return {
        "sentence": "Dit eget indeks er 65 af 100. Det vises kun her.",
        "index": 65,
        "band": "på vej",
        "areas": [
            {"id": key, "title": title, "index": number, "band": band(number)}
            for (key, title, _about), number in zip(AREAS, indices, strict=True)
        ],
        **changes,
    }


def temperature_sheet(**changes: Any) -> dict[str, Any]:
    """A person's phone, nothing answered yet."""
    return {
        "state": "open",
        "title": "MUS-temperatur",
        "promise": [
            "Du skriver ikke dit navn. Dit svar bliver gemt forseglet, og intet"
            " forbinder det med din telefon.",
            "Når facilitator lukker runden, bliver svarene talt sammen, og hvert"
            " enkelt svar bliver slettet. Ingen får et enkelt svar at se.",
        ],
        "credit": [
            "MUS-temperaturen er inspireret af Kompetencesekretariatets MUS-test, men"
            " den er ikke den samme test. Udsagn og udregning er vores egne."
        ],
        "unanimity": "Har alle svaret det samme, viser vi kun et spænd.",
        "rule": "Der bliver kun vist noget, når mindst fem har svaret.",
        "forms": [
            {"id": "employee", "title": "Jeg går til MUS som medarbejder"},
            {"id": "leader", "title": "Jeg holder MUS som leder"},
        ],
        "units": [
            {"id": "day", "name": "Dagvagt"},
            {"id": "evening", "name": "Aftenvagt"},
        ],
        "scale": [{"value": k, "text": text} for k, text in enumerate(SCALE)],
        "not_relevant": "Ved ikke / ikke relevant",
        "areas": [
            {"id": key, "title": title, "about": about} for key, title, about in AREAS
        ],
        "statements": [statement(k) for k in range(20)],
        "comment_prompt": "Er der mere, vi skal vide om MUS hos os?",
        "comment_limit": 500,
        "shared": False,
        "people_left": 1,
        "answered": False,
        "full": "",
        "sheet": None,
        "points": None,
        "who": "Ingen kan se dine svar, heller ikke facilitator.",
        "who_comment": "Alle kan se den uden navn, hvis mindst otte skriver en.",
        "result": False,
        **changes,
    }


def nasty_sheet() -> dict[str, Any]:
    """Every text too long, and one's own statement."""
    data = temperature_sheet(
        title=LONG[:80],
        promise=[LONG, MARKUP],
        credit=[LONG, MARKUP],
        comment_prompt=LONG,
        sheet=sheet(0, form="leader"),
        points=points(sentence=LONG),
    )
    data["areas"][0].update(title=LONG[:90], about=LONG)
    data["statements"][0].update(employee=LONG, leader=LONG, own=True)
    data["scale"][0]["text"] = LONG[:80]
    data["units"][0]["name"] = "Specialsundhedsplejerskeuddannelsesplanlægning"
    return data


def bar(*parts: tuple[int, int, int], **changes: Any) -> dict[str, Any]:
    """A bar of parts (lowest category, highest, people)."""
    n = sum(count for _low, _high, count in parts)
    middle = sum(count * (low + high) / 2 for low, high, count in parts)
    index = round(25 * middle / n) if n else None
    labels = [
        SCALE[low].lower()
        if low == high
        else f"{SCALE[high].lower()} eller mindre"
        if low == 0
        else f"{SCALE[low].lower()} eller mere"
        for low, high, _count in parts
    ]
    said = [f"{p[2]} {text}" for p, text in zip(parts, labels, strict=True) if p[2]]
    return {
        "parts": [
            {"low": low, "high": high, "count": count, "share": count / n, "label": x}
            for (low, high, count), x in zip(parts, labels, strict=True)
        ],
        "n": n,
        "index": index,
        "about": any(low != high and count for low, high, count in parts),
        "words": f"{', '.join(reversed(said))} ({n} svar)."
        if n
        else "Der er for få svar til at vise noget.",
        "band": band(index),
        "low": 17 if n else None,
        "mean": "2,6" if n else "",
        "spread": "I er uenige" if n else "",
        **changes,
    }


NO_BAR = bar()
BARS = [
    bar((0, 1, 6), (2, 2, 8), (3, 3, 19), (4, 4, 14)),
    bar((0, 0, 4), (1, 1, 7), (2, 2, 14), (3, 3, 15), (4, 4, 7)),
    bar((0, 1, 8), (2, 2, 11), (3, 3, 17), (4, 4, 11)),
    bar((0, 0, 5), (1, 1, 9), (2, 2, 15), (3, 4, 18)),
    bar((0, 0, 10), (1, 1, 14), (2, 2, 13), (3, 4, 10)),
]


def row(number: int, title: str, **changes: Any) -> dict[str, Any]:
    """A statement or an area with its bar."""
    return {
        "id": f"r{number}",
        "title": title,
        "bar": BARS[number % 5],
        "leaders": (81, None, 79, 58, 70)[number % 5],
        "gap": 26 if number % 5 == 4 else None,
        "own": False,
        **changes,
    }


def area_rows() -> list[dict[str, Any]]:
    """The five areas."""
    return [row(k, title) for k, (_key, title, _about) in enumerate(AREAS)]


def statement_rows(area: int = 4) -> list[dict[str, Any]]:
    """The statements of an area, one with too few answers and an own one."""
    rows = [row(k, text) for k, text in enumerate(STATEMENTS[4 * area : 4 * area + 4])]
    rows[1].update(bar=NO_BAR, leaders=None)
    own = "Vi taler om vagtplanen, når vi taler om udvikling."
    return [*rows, row(4, own, leaders=None, gap=None, own=True)]


UNITS = {
    "names": ["Dagvagt", "Aftenvagt", "Nattevagt"],
    "rows": [
        {"title": title, "cells": [70 - 6 * k, 58 - 4 * k, None]}
        for k, (_key, title, _about) in enumerate(AREAS)
    ],
}
MANY_UNITS = {
    "names": [f"Hjemmeplejen Nord {k + 1}" for k in range(12)],
    "rows": [
        {"title": title, "cells": [40 + (7 * k + 5 * n) % 50 for n in range(12)]}
        for k, (_key, title, _about) in enumerate(AREAS)
    ],
}
COMMENTS = [
    "Jeg vil gerne have, at vi tager aftalerne frem i foråret.",
    "Samtalen var god, men jeg manglede tid til at forberede mig.",
    "Skemaet passer bedre til kontoret end til os i marken.",
    "Det hjalp, at vi talte om temaerne sammen først.",
    "Hvorfor skal det altid ligge i den travleste måned?",
    "Jeg fik ros for noget helt bestemt, og det har betydet meget for mig i år.",
    "Vi sad i frokoststuen, og folk gik ind og ud.",
    "Mere om efteruddannelse, tak.",
]


def temperature_result(**changes: Any) -> dict[str, Any]:
    """A result with units, gaps and comments."""
    return {
        "heading": "Det viser svarene",
        "answered": [
            "47 af 52 medarbejdere har svaret.",
            "5 af 6 ledere har svaret.",
        ],
        "rule": "Der bliver kun vist noget, når mindst fem har svaret.",
        "total": {
            **bar((2, 2, 1)),
            "parts": [],
            "index": 60,
            "about": True,
            "words": "Alle udsagn lagt sammen.",
            "band": "på vej",
            "low": None,
            "mean": "",
            "spread": "",
        },
        "areas": [
            {
                **each,
                "id": AREAS[k][0],
                "about_text": AREAS[k][2],
                "rows": statement_rows(k),
            }
            for k, each in enumerate(area_rows())
        ],
        "gaps": [
            {
                "title": "Opfølgning og evaluering",
                "sentence": "Ledere 70, medarbejdere 44: en forskel på 26 point.",
            }
        ],
        "units": UNITS,
        "comments": COMMENTS,
        "hidden_comments": "",
        "leaders_note": "Lederne er få og har selv valgt at vise deres svar.",
        "approximate": "Hvor svar er talt sammen, er tallet cirka.",
        **changes,
    }


def nasty_result() -> dict[str, Any]:
    """Everything too long, many units, and answers from one statement only."""
    data = temperature_result(
        heading=LONG, comments=[LONG, MARKUP], units=MANY_UNITS, hidden_comments=LONG
    )
    data["areas"][0].update(title=LONG, about_text=LONG)
    data["areas"][0]["rows"][0].update(title=LONG + LONG, own=True)
    data["areas"][1].update(bar=bar((0, 4, 47)))
    data["gaps"][0].update(title=LONG, sentence=LONG)
    return data


def temperature_lead(state: str = "open", **changes: Any) -> dict[str, Any]:
    """The facilitator's panel."""
    waits = state == "waiting"
    closed = state == "closed"
    return {
        "state": state,
        "threshold": 5,
        "lowest": 4,
        "highest": 15,
        "locked": not waits,
        "invited": {"employees": 52, "leaders": 6},
        "sent": {"employees": 0 if waits else 31, "leaders": 0 if waits else 2},
        "begun": 0 if waits or closed else 4,
        "why_not": "",
        "close_notes": [
            "2 ledere har svaret. Det er for få til at vise noget, medmindre de selv"
            " vælger det.",
            "4 er begyndt og har ikke sendt. Deres svar tæller ikke med.",
        ]
        if state == "open"
        else [],
        "views": [
            {"id": "overview", "title": "Alle områder"},
            *({"id": key, "title": title} for key, title, _about in AREAS),
            {"id": "gaps", "title": "Ledere og medarbejdere"},
            {"id": "comments", "title": "Kommentarer"},
        ]
        if closed
        else [],
        "view": "overview" if closed else "",
        "comments": [{"n": k, "text": text} for k, text in enumerate(COMMENTS[:4])]
        if closed
        else [],
        "summary": "47 af 52 medarbejdere og 5 af 6 ledere har svaret."
        if closed
        else "",
        **changes,
    }


STATUSES = [
    {"id": "agreed", "text": "aftalt"},
    {"id": "started", "text": "i gang"},
    {"id": "done", "text": "gjort"},
    {"id": "dropped", "text": "opgivet"},
]


def action(number: int, text: str, **changes: Any) -> dict[str, Any]:
    """An agreed action."""
    return {
        "id": f"a{number}",
        "text": text,
        "owner": "Leder",
        "due": "2027-03-01",
        "due_text": "1. marts 2027",
        "status": "agreed",
        "status_text": "aftalt",
        **changes,
    }


def actions() -> list[dict[str, Any]]:
    """Two actions, one without a date."""
    return [
        action(
            1,
            "Vi sætter en dato for opfølgning, før samtalen slutter.",
            status="started",
            status_text="i gang",
        ),
        action(
            2,
            "Temaerne bliver talt igennem på et personalemøde før MUS.",
            owner="TR og AMR",
            due="",
            due_text="",
        ),
    ]


def action_list(**changes: Any) -> dict[str, Any]:
    """The facilitator's list, room for one more."""
    return {
        "editable": True,
        "actions": actions(),
        "most": 3,
        "statuses": STATUSES,
        "limit": 300,
        "who": "Alle i salen ser handlingerne.",
        "empty": "Der er ikke valgt nogen handlinger endnu.",
        **changes,
    }
