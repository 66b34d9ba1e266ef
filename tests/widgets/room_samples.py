"""Invented data for facilitator and projector: empty, normal and full."""

from __future__ import annotations

from typing import Any

from musworkshop.widgets.projector_stage import qr_code
from tests.widgets import method_samples as methods
from tests.widgets import temperature_stage_samples as temperature
from tests.widgets import wheel_stage_samples as wheel

LONG_NAME = (
    "Center for Sundhed, Rehabilitering og Hjemmesygepleje i Nordvestbyen,"
    " afsnit for aften- og nattevagter"
)
TEXTS = [
    "Hvad giver os ro til at løse opgaven godt, også på travle dage?",
    "Hvornår har vi sidst hjulpet hinanden på tværs, og hvad gjorde det muligt?",
    "Hvem går du til, når noget er svært, og er det den rigtige dør?",
    "Hvad vil du savne, hvis vi holdt op med det i morgen?",
    "Får du at vide, når noget lykkes?",
    "Hvilken aftale mellem dag- og aftenvagt skal vi forny?",
]
LONG_TEXT = (
    "Hvordan sikrer vi, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver"
    " taget imod på en måde, så de tør spørge, kender vores faglige aftaler og ved,"
    " hvem de kan ringe til, når borgernes situation ændrer sig hurtigt, og hvad kan"
    " du selv gøre for det i det kommende år sammen med os?"
)[:300].ljust(300, "?")
CLOCK = {"left_s": 252.0, "total_s": 900.0, "running": False}
STEPS = [
    ("Velkommen", 10),
    ("Strategi og kerneopgave", 15),
    ("Temaer", 10),
    ("Undertemaer i grupper", 25),
    ("Saml og stem", 20),
    ("Vælg til skemaet", 10),
    ("Skema og afslutning", 10),
]
FUNCTIONS = ["Dagvagt", "Dagvagt", "Aftenvagt", "Sygeplejersker", "Nattevagt"]


def run_sheet() -> dict[str, Any]:
    """Seven steps, the fourth is where the room is."""
    states = ["done"] * 3 + ["now"] + ["next"] * 3
    return {
        "title": "Opstartsmøde",
        "workplace": "Hjemmeplejen Syd",
        "ring_done": 0.55,
        "steps": [
            {"id": f"s{k}", "title": title, "minutes": minutes, "state": states[k]}
            for k, (title, minutes) in enumerate(STEPS)
        ],
        "plan": "1 t 40 min i alt · foran planen med 3 min",
    }


def step_control() -> dict[str, Any]:
    """A step with a clock and a next step."""
    return {
        "title": "Undertemaer i grupper",
        "guide": (
            "Hver skriver for sig i tre minutter. Så læser bordet højt og vælger to"
            " spørgsmål pr. tema."
        ),
        "clock": CLOCK,
        "next": {"id": "s4", "title": "Saml og stem"},
    }


def table_overview(tables: int = 6, *, long: bool = False) -> dict[str, Any]:
    """Tables in every state, and two people alone."""
    states = ["ready", "ready", "busy", "ready", "busy", "away"]
    return {
        "rows": [
            {
                "id": f"g{k}",
                "name": f"Bord {k + 1}"
                if not long
                else f"Bord {k + 1} {LONG_NAME}"[:60],
                "function": LONG_NAME[:60] if long else FUNCTIONS[k % 5],
                "people": 4 + k % 5,
                "cards": 2 + k,
                "status": states[k % 6],
            }
            for k in range(tables)
        ],
        "alone": {"count": 2 if tables else 0, "ready": 1 if tables else 0},
        "empty": "Ingen er kommet endnu. Vis koden på projektoren, så begynder det.",
    }


def room_panel(documents: int = 2) -> dict[str, Any]:
    """The room with its documents."""
    word_pdf_excel = [
        {"label": label, "url": f"/documents/skema.{label.lower()}"}
        for label in ("Word", "PDF", "Excel")
    ]
    labels = ["Skema 1, alle", "Skema 1, aftenvagt", f"Skema 1, {LONG_NAME}"]
    return {
        "phones": 47,
        "code": "K7QF 2M9D",
        "join_url": "http://mus.kommune.example:8866/?kode=K7QF2M9D",
        "projector_url": "http://mus.kommune.example:8866/p/4f1b2c8d9e7a6f5b4c3d2e1f",
        "documents": [
            {"label": label, "formats": word_pdf_excel} for label in labels[:documents]
        ]
        + ([{"label": "Referat", "formats": word_pdf_excel[1:2]}] if documents else []),
        "archive_url": "/documents/workshop.zip" if documents else "",
    }


def card_sorter(cards: int = 9, *, text: str | None = None) -> dict[str, Any]:
    """Cards of a theme: second and fifth are a group, the last is taken down."""
    themes = [
        ("faglighed", "Faglighed"),
        ("trivsel", "Trivsel og samarbejde"),
        ("kultur", "Kultur og rammer"),
        ("andet", "Andet fælles"),
    ]
    return {
        "themes": [
            {"id": id_, "title": title, "count": cards if id_ == "trivsel" else 3}
            for id_, title in themes
        ],
        "theme_id": "trivsel",
        "cards": [
            {
                "id": f"c{k}",
                "text": text or TEXTS[k % len(TEXTS)],
                "origin": f"Bord {k % 6 + 1}" if k % 4 else "",
                "cluster_id": "k1" if k in (1, 4) else None,
                "hidden": cards > 5 and k == cards - 1,
            }
            for k in range(cards)
        ],
        "clusters": [
            {
                "id": "k1",
                "wording": "Hvordan hjælper vi hinanden på tværs?",
                "version": 2,
            }
        ]
        if cards > 4
        else [],
        "shown": False,
        "undo": "Bord 2 og Bord 5 blev samlet i én gruppe." if cards else None,
        "page": 0,
        "pages": max(1, -(-cards // 6)),
        "limit": 300,
    }


def vote_panel(state: str = "revealed", results: int = 6) -> dict[str, Any]:
    """A vote with sums where it is revealed; numbers two and three are tied."""
    shown = state == "revealed"
    ranks = [1, 2, 2, *range(4, 40)]
    sums = [17, 12, 12, *range(11, -30, -1)]
    return {
        "state": state,
        "votes_per_person": 3,
        "voted": 31,
        "voters": 47,
        "results": [
            {
                "id": f"r{k}",
                "theme": "Trivsel og samarbejde",
                "text": TEXTS[k % 6] if k < 6 else LONG_TEXT[: 60 + 12 * k],
                "origins": [f"Bord {k % 6 + 1}", "Bord 8"] if k % 2 else [""],
                "sum": max(0, sums[k]) if shown else None,
                "rank": ranks[k] if shown else None,
                "tied": shown and k in (1, 2),
            }
            for k in range(results)
        ],
    }


CONTENT: dict[str, dict[str, Any]] = {
    "welcome": {},
    "waiting": {},
    "strategy": {
        "core_task": "Vi giver borgerne en tryg og værdig hverdag i eget hjem.",
        "goals": [
            {
                "text": "Færre genindlæggelser gennem fælles triage",
                "own_words": ["Bord 1: Vi ringer, før det haster."],
            },
            {"text": "Alle kender borgerens egne mål", "own_words": []},
            {"text": "Nye kolleger bliver", "own_words": []},
        ],
        "challenges": ["Mange vikarer i weekenden", "Nyt journalsystem til foråret"],
    },
    "themes": {
        "themes": [
            {
                "title": "Faglighed",
                "about": "Det, vi kan og skal kunne for at løse opgaven.",
                "areas": [],
            },
            {
                "title": "Trivsel og samarbejde",
                "about": "Det, der giver energi, og det, vi er fælles om.",
                "areas": [],
            },
            {
                "title": "Kultur hos os",
                "about": "Sådan er vi sammen om opgaven.",
                "areas": ["Åbenhed", "Frihed med ansvar", "Helhed"],
            },
            {
                "title": "Andet fælles",
                "about": "Det, vi også vil tale om.",
                "areas": [],
            },
            {"title": "Andet individuelt", "about": "Dit eget punkt.", "areas": []},
        ]
    },
    "cards": {
        "theme": "Trivsel og samarbejde",
        "cards": [
            {"id": f"c{k}", "text": text, "origins": [f"Bord {k + 1}"]}
            for k, text in enumerate(TEXTS)
        ],
        "page": 0,
        "pages": 2,
        "hidden_sentence": "",
    },
    "votes": {
        "results": [
            {**one, "sum": one["sum"]} for one in vote_panel("revealed", 5)["results"]
        ],
        "sentence": "To spørgsmål står lige.",
    },
    "form": {
        "rows": [
            {"theme": "Faglighed", "questions": TEXTS[:2]},
            {"theme": "Trivsel og samarbejde", "questions": TEXTS[2:5]},
            {"theme": "Kultur hos os", "questions": TEXTS[5:]},
        ],
        "sentence": "Skemaet er det samme for alle; aftenvagten har ét spørgsmål mere.",
    },
}
CONTENT["method"] = methods.stage()
CONTENT.update(temperature.STAGE)
CONTENT.update(wheel.STAGE)
EMPTY: dict[str, dict[str, Any]] = {
    "strategy": {"core_task": "", "goals": [], "challenges": []},
    "themes": {"themes": []},
    "cards": {
        "theme": "Trivsel og samarbejde",
        "cards": [],
        "page": 0,
        "pages": 1,
        "hidden_sentence": "18 kort er på vej. De vises, når alle borde er klar.",
    },
    "votes": {"results": [], "sentence": "31 af 47 har stemt."},
    "form": {"rows": [], "sentence": "Der er ikke valgt spørgsmål endnu."},
    "method": methods.stage(roles=[], leader="", ask="", next=""),
    **temperature.EMPTY_STAGE,
    **wheel.EMPTY_STAGE,
}
FULL: dict[str, dict[str, Any]] = {
    "strategy": {
        "core_task": LONG_TEXT,
        "goals": [
            {"text": LONG_TEXT[: 90 + 20 * k], "own_words": [LONG_TEXT[:120]] * 6}
            for k in range(8)
        ],
        "challenges": [LONG_TEXT[: 80 + 20 * k] for k in range(7)],
    },
    "themes": {
        "themes": [
            {
                "title": f"Et ganske langt navn på tema nummer {k + 1}",
                "about": LONG_TEXT[:160],
                "areas": [f"Delområde {n} med navn" for n in range(5)],
            }
            for k in range(6)
        ]
    },
    "cards": {
        "theme": "Et tema med et langt navn, som fylder mere end en linje på væggen",
        "cards": [
            {
                "id": f"c{k}",
                "text": LONG_TEXT,
                "origins": ["Bord 1", "Bord 2 Aftenvagt og nattevagt", ""],
            }
            for k in range(6)
        ],
        "page": 0,
        "pages": 9,
        "hidden_sentence": "",
    },
    "votes": {
        "results": vote_panel("revealed", 20)["results"],
        "sentence": "To spørgsmål står lige. Salen vælger selv mellem dem.",
    },
    "form": {
        "rows": [
            {
                "theme": f"Et langt temanavn nummer {k + 1} med tilføjelse",
                "questions": [LONG_TEXT[:200], *TEXTS, LONG_TEXT],
            }
            for k in range(5)
        ],
        "sentence": "Skemaet er det samme for alle; aftenvagten har ét spørgsmål mere.",
    },
    "method": methods.full_stage(),
    **temperature.FULL_STAGE,
    **wheel.FULL_STAGE,
}


def projector(scene: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    """One scene of the projector, normal content unless other is given."""
    full = content is not None and content is FULL.get(scene)
    names = {"welcome": "Velkommen", "cards": "Undertemaer", "votes": "Saml og stem"}
    titles = {"strategy": "Strategi og kerneopgave", "themes": "Temaer"}
    title = {**names, **titles, "form": "Vælg til skemaet"}.get(scene, "Pause")
    asks = {
        "welcome": "Dejligt, at du er her.",
        "cards": "Hvilke spørgsmål vil vi tale om, når vi sidder to og to?",
        "strategy": "Hvad er vi her for, og hvor skal vi hen i år?",
        "votes": "Hvad er vigtigst at tale om?",
    }
    return {
        "scene": scene,
        "brand": {
            "title": "Opstartsmøde om MUS",
            "workplace": LONG_NAME if full else "Hjemmeplejen Syd",
        },
        "join": {
            "host": "mus.kommune.example",
            "code": "K7QF 2M9D",
            "qr": qr_code("http://mus.kommune.example:8866/?kode=K7QF2M9D"),
        },
        "step": {
            "number": 4,
            "count": 7,
            "title": title,
            "ask": asks.get(scene, "Tag det med, der er værd at tale om."),
        },
        "clock": None if scene == "welcome" else CLOCK,
        "ready": {"n": 7, "of": 9, "sentence": "7 af 9 borde er klar"},
        "afterwards": "Om lidt: vi samler kort, der ligner hinanden",
        "content": CONTENT[scene] if content is None else content,
    }
