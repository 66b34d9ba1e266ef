"""Invented temperatures for the projector: normal, more, empty, full."""

from __future__ import annotations

from typing import Any

from tests.widgets.temperature_samples import (
    COMMENTS,
    LONG,
    MANY_UNITS,
    NO_BAR,
    SCALE,
    STATEMENTS,
    UNITS,
    action,
    actions,
    area_rows,
    row,
    statement_rows,
)

LEGEND = [{"value": k, "text": text} for k, text in enumerate(SCALE)]
#: Scenes of the projector, each with normal, empty and full content.
STAGE: dict[str, dict[str, Any]] = {
    "temperature": {
        "title": "Svar hver for sig",
        "sent": {"employees": 31, "leaders": 2},
        "invited": {"employees": 52, "leaders": 6},
        "sentences": [
            "31 af 52 medarbejdere har svaret",
            "2 af 6 ledere har svaret",
        ],
        "promise": "Ingen kan se et enkelt svar, heller ikke facilitator.",
        "state": "open",
    },
    "result": {
        "title": "Det viser svarene",
        "sub": "Indeks 0-100 for hvert område, og hvordan svarene fordeler sig",
        "answered": "47 af 52 medarbejdere har svaret",
        "rows": area_rows(),
        "legend": LEGEND,
        "note": "En ramme om flere mønstre: svar, der er talt sammen.",
    },
    "gaps": {
        "title": "Ledere og medarbejdere",
        "sub": "Her ser I forskelligt på det",
        "rows": [
            {
                "title": "Opfølgning og evaluering",
                "employees": 44,
                "leaders": 70,
                "sentence": "Lederne ligger 26 point over medarbejderne.",
            },
            {
                "title": "Vi har sat en dato for, hvornår vi følger op.",
                "employees": 52,
                "leaders": 74,
                "sentence": "Lederne ligger 22 point over medarbejderne.",
            },
            {
                "title": "Jeg havde tid til at forberede mig.",
                "employees": 61,
                "leaders": 45,
                "sentence": "Medarbejderne ligger 16 point over lederne.",
            },
        ],
        "empty": "Ledere og medarbejdere ser nogenlunde ens på det.",
    },
    "units": {"title": "Enhederne ved siden af hinanden", **UNITS, "note": ""},
    "comments": {
        "title": "Kommentarer",
        "comments": COMMENTS[:5],
        "more": 3,
        "note": "De står i tilfældig rækkefølge.",
    },
    "actions": {
        "title": "Vores handlinger",
        "actions": actions(),
        "empty": "Der er ikke valgt nogen handlinger endnu.",
    },
}
#: More content of the same scenes.
MORE_STAGE: dict[str, tuple[str, dict[str, Any]]] = {
    "statements": (
        "result",
        {
            **STAGE["result"],
            "title": "Opfølgning og evaluering",
            "sub": "Om aftalerne lever videre bagefter.",
            "rows": statement_rows(),
        },
    ),
    "twelve units": ("units", {**STAGE["units"], **MANY_UNITS}),
    "three actions": (
        "actions",
        {**STAGE["actions"], "actions": [*actions(), action(3, STATEMENTS[1])]},
    ),
}
EMPTY_STAGE: dict[str, dict[str, Any]] = {
    "temperature": {
        **STAGE["temperature"],
        "sent": {"employees": 0, "leaders": 0},
        "invited": {"employees": 0, "leaders": 0},
        "sentences": [],
        "promise": "",
        "state": "waiting",
    },
    "result": {
        **STAGE["result"],
        "rows": [{**each, "bar": NO_BAR, "leaders": None} for each in area_rows()],
    },
    "gaps": {**STAGE["gaps"], "rows": []},
    "units": {
        **STAGE["units"],
        "names": ["Dagvagt"],
        "rows": [{**each, "cells": [None]} for each in UNITS["rows"]],
        "note": "For få svar i enhederne til at vise dem.",
    },
    "comments": {
        "title": "Kommentarer",
        "comments": [],
        "more": 0,
        "note": "Færre end otte har skrevet en kommentar, så ingen bliver vist.",
    },
    "actions": {**STAGE["actions"], "actions": []},
}
FULL_STAGE: dict[str, dict[str, Any]] = {
    "temperature": {
        **STAGE["temperature"],
        "title": LONG[:90],
        "sent": {"employees": 1780, "leaders": 112},
        "invited": {"employees": 4870, "leaders": 130},
        "sentences": [LONG[:120]] * 3,
        "promise": LONG,
    },
    "result": {
        **STAGE["result"],
        "title": LONG[:120],
        "rows": [row(k, f"{STATEMENTS[k]} {LONG[:100]}", own=k == 8) for k in range(9)],
        "note": LONG[:160],
    },
    "gaps": {
        **STAGE["gaps"],
        "rows": [
            {**STAGE["gaps"]["rows"][k % 3], "title": LONG[: 60 + 20 * k]}
            for k in range(9)
        ],
    },
    "units": {
        "title": "Enhederne ved siden af hinanden",
        **MANY_UNITS,
        "names": [f"{name} {LONG[:40]}" for name in MANY_UNITS["names"]],
        "note": LONG,
    },
    "comments": {
        "title": "Kommentarer",
        "comments": [LONG[: 300 - 20 * k] for k in range(8)],
        "more": 31,
        "note": "De står i tilfældig rækkefølge.",
    },
    "actions": {
        **STAGE["actions"],
        "actions": [action(k, LONG, owner=LONG[:80]) for k in range(3)],
    },
}
