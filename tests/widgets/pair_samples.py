"""Invented pairs: one person's side, the talk, the papers, the facilitator's list."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from musworkshop.widgets.base import MusWidget
from musworkshop.widgets.pair_lead import PairLead
from musworkshop.widgets.pair_panel import PairPanel
from musworkshop.widgets.pair_papers import PairPapers
from musworkshop.widgets.pair_ready import PairReady
from musworkshop.widgets.pair_talk import PairTalk

PLACE = "mus-pair"
SECRET = "0123456789abcdef" * 4
OTHER = "fedcba9876543210" * 4
LONG = (
    "Vi vil have, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver taget"
    " imod på en måde, så de tør spørge, kender vores faglige aftaler og ved, hvem de"
    " kan ringe til, når borgernes situation ændrer sig hurtigt, og det skal kunne ses"
    " i vores dokumentation og mærkes af de pårørende i løbet af året."
)
WORD = "Specialsundhedsplejerskeuddannelsesplanlægningsmøde" * 2
MARKUP = '<img src=x onerror=alert(1)><b>Fed</b> & "citat" <script>alert(2)</script>'
ONLY_YOU = "Kun I to kan se dette"

WAYS = [
    {
        "id": "alone",
        "title": "Medarbejderen udfylder alene",
        "about": "Hjulet tages med til samtalen og vises, når medarbejderen vil.",
    },
    {
        "id": "both",
        "title": "I udfylder hver for sig",
        "about": "Ingen ser den andens hjul, før I begge har sagt, at I er klar.",
    },
    {
        "id": "talk",
        "title": "I taler ud fra hjulet",
        "about": "Ingen udfylder noget. I bruger hjulet til at få øje på emner.",
    },
]
COMPETENCES = [
    ("development", "Udvikling"),
    ("relations", "Relationer"),
    ("process", "Proces"),
    ("profession", "Faglighed"),
    ("own", "Dokumentation"),
    ("whole", "Helhed"),
    ("communication", "Kommunikation"),
    ("results", "Resultater"),
    ("cooperation", "Samarbejde"),
]
DIFFER = [
    "Du: fokusområde · Leder: udmærket kompetence",
    "Du: udmærket kompetence · Leder: stærk kompetence",
    "Du: udmærket kompetence · Leder: fokusområde",
    "Du: stærk kompetence · Leder: udmærket kompetence",
    "Du: fokusområde · Leder: udmærket kompetence",
]
SAME = [
    "I begge: udmærket kompetence",
    "I begge: stærk kompetence",
    "I begge: udmærket kompetence",
    "I begge: stærk kompetence",
]


def kept(now: str = SECRET, *, others: int = 0) -> dict[str, str]:
    """What the browser has kept: the open wheel, and so many others."""
    names = ["Anders, efterår", "", "Maja"]
    entries = [
        {
            "secret": f"{k + 1:064x}",
            "name": names[k % 3],
            "side": "leader",
            "at": f"2026-11-{10 + k}T09:00:00Z",
        }
        for k in range(others)
    ]
    if now:
        mine = {"name": "", "side": "employee", "at": "2026-11-22T09:00:00Z"}
        entries.append({"secret": now, **mine})
    return {PLACE: json.dumps({"now": now, "kept": entries})}


def ready(**changes: Any) -> dict[str, Any]:
    """Nobody is ready yet."""
    return {
        "shown": True,
        "mine": False,
        "theirs": False,
        "sentence": "Ingen af jer er klar endnu. Din leder kan ikke se dit hjul.",
        "label": "Jeg er klar",
        "can_undo": True,
        "confirm": (
            "Når I begge er klar, ser I hinandens hjul, og det kan ikke gøres om."
            " Er du klar?"
        ),
        **changes,
    }


WAITING = ready(mine=True, sentence="Du er klar. Vi venter på din leder.")


def pair_ready(**changes: Any) -> dict[str, Any]:
    """An employee who can say that the wheel is ready."""
    return {"ready": ready(**changes), "side": "employee"}


def pair_panel(**changes: Any) -> dict[str, Any]:
    """An employee who is rating."""
    return {
        "state": "open",
        "message": "",
        "title": "Dit kompetencehjul",
        "lead": (
            "Vælg for hver kompetence det felt, der passer bedst på dig i dag."
            " Ingen skal være stærk i alt."
        ),
        "who": "Kun du kan se dit hjul, til I begge er klar. Derefter kun I to.",
        "side": "employee",
        "ways": WAYS,
        "way": "both",
        "can_change_way": False,
        "notices": [],
        "renew": {
            "shown": True,
            "label": "Lav et nyt link til lederen",
            "warning": (
                "Lederens gamle link og nøgle holder op med at virke. Det, lederen har"
                " skrevet, er skjult, til I begge er klar. Vil du lave et nyt link?"
            ),
        },
        "hand_over": {
            "shown": True,
            "label": "Giv skærmen videre",
            "about": (
                "Din nøgle forsvinder herfra, før den anden begynder, og ingen af jer"
                " ser den andens svar."
            ),
        },
        "is_revealed": False,
        **changes,
    }


def asking(**changes: Any) -> dict[str, Any]:
    """Before anything is opened."""
    return {"state": "asking", "message": "", **changes}


GONE = {
    "state": "gone",
    "message": (
        "Der er lavet et nyt link til dig den 22. november 2026. Åbn det i stedet, og"
        " spørg din leder, hvis du ikke har fået det."
    ),
}


def revealed(**changes: Any) -> dict[str, Any]:
    """Both are ready."""
    return pair_panel(
        title="Jeres kompetencehjul",
        lead="I er begge klar og ser nu hinandens hjul.",
        who=ONLY_YOU,
        notices=["Lederens link er gjort nyt den 22. november 2026."],
        is_revealed=True,
        **changes,
    )


def rows() -> list[dict[str, Any]]:
    """Five differences, four agreements, one that only one has rated."""
    texts = [*DIFFER, *SAME]
    found = [
        {"id": key, "title": title, "same": k >= len(DIFFER), "text": texts[k]}
        for k, (key, title) in enumerate(COMPETENCES)
    ]
    alone = {"id": "own-2", "title": "Velfærdsteknologi", "same": None}
    return [*found, {**alone, "text": "Du: udmærket kompetence"}]


def focus(number: int = 0, **changes: Any) -> dict[str, Any]:
    """One of three focus areas."""
    sentences = [
        "Jeg vil lede to møder i foråret og få ord på det bagefter.",
        "Vi ringer til hinanden, før det bliver svært.",
        "Jeg lærer de nye kolleger det, jeg selv har lært.",
    ]
    key, title = COMPETENCES[number]
    return {
        "id": f"f{number}",
        "competence_id": key,
        "title": title,
        "sentence": sentences[number % 3],
        **changes,
    }


def count(**changes: Any) -> dict[str, Any]:
    """Whether the two are counted."""
    return {
        "shown": True,
        "mine": False,
        "theirs": True,
        "sentence": "Tæl medarbejderens hjul med i enhedens billede",
        "about": (
            "Enhedens billede viser kun antal pr. kompetence, og kun når mindst fem"
            " par tæller med. Ingen kan se, hvem der har svaret hvad."
        ),
        "closed": False,
        **changes,
    }


def pair_talk(**changes: Any) -> dict[str, Any]:
    """After the reveal, nothing chosen yet."""
    return {
        "rows": rows(),
        "summary": (
            "Fire steder er I enige. Fem steder ser I forskelligt: begynd dér, hvor I"
            " bliver nysgerrige."
        ),
        "focus": [],
        "most": 3,
        "choices": [{"id": key, "title": title} for key, title in COMPETENCES],
        "sentence_limit": 300,
        "who": ONLY_YOU,
        "count": count(),
        **changes,
    }


def pair_papers(**changes: Any) -> dict[str, Any]:
    """The pair's own sheet in three forms."""
    return {
        "papers": [
            {
                "name": "kompetencehjul.pdf",
                "title": "PDF",
                "about": "Jeres hjul til at printe, med ordene ved siden af",
            },
            {
                "name": "kompetencehjul.docx",
                "title": "Word",
                "about": "Det samme til at skrive videre i",
            },
            {
                "name": "kompetencehjul.png",
                "title": "billede",
                "about": "Hjulet alene, til slides",
            },
        ],
        "own_file": {
            "name": "kompetencehjul.json",
            "title": "filen",
            "about": "Jeres hjul som fil. Gem den selv, så kan I åbne den næste år.",
        },
        "last_year": {
            "shown": "",
            "sentence": "Filen bliver kun læst her på siden og bliver ikke gemt.",
        },
        "who": "Kun I to kan hente dette. Ingen andre får besked om det.",
        **changes,
    }


LAST_YEAR = {
    "shown": "Hjulet fra den 21. november 2025",
    "sentence": "To kompetencer har fået ny ordlyd og kan ikke sammenlignes.",
}


def link(number: int, side: str) -> str:
    """A single-use link."""
    return (
        f"http://mus.kommune.example:8866/pair/open#{number:02d}{side[0]}7qk2m9dh4t8v"
    )


def pair(number: int, **changes: Any) -> dict[str, Any]:
    """One pair of the list."""
    opened = {"employee": number % 3 != 1, "leader": number % 4 != 1}
    return {
        "id": f"p{number}",
        "number": number,
        "way_title": WAYS[1]["title"],
        "employee": "opened" if opened["employee"] else "waiting",
        "leader": "opened" if opened["leader"] else "waiting",
        "expired": False,
        "links": None,
        **changes,
    }


def new_pair(number: int) -> dict[str, Any]:
    """A pair that has just been made."""
    sides = ("employee", "leader")
    links = {side: link(number, side) for side in sides}
    return pair(number, employee="waiting", leader="waiting", links=links)


def counting(**changes: Any) -> dict[str, Any]:
    """Enough pairs have agreed."""
    return {
        "state": "open",
        "sentence": "Syv par har sagt ja til at tælle med. Der skal mindst fem til.",
        "can": True,
        "label": "Tæl hjulene",
        "confirm": "Tælles nu? Billedet kan ikke tælles igen bagefter.",
        **changes,
    }


def pair_lead(**changes: Any) -> dict[str, Any]:
    """Twenty pairs, some of them opened, one too old."""
    pairs = [pair(k) for k in range(1, 20)]
    old = pair(20, employee="waiting", leader="waiting", expired=True)
    return {
        "pairs": [*pairs, old],
        "most": 200,
        "ways": WAYS,
        "way": "both",
        "who": [
            "Du kan se, om et link er åbnet. Du kan ikke se, hvad de to skriver.",
            "Et link virker én gang og i 14 dage.",
        ],
        "links_note": (
            "Linkene vises kun nu. Når siden er indlæst igen, kan ingen finde dem."
            " Giv hver af de to sit eget."
        ),
        "counting": counting(),
        **changes,
    }


def new_pairs(pairs: int = 8, **changes: Any) -> dict[str, Any]:
    """The list just after pairs were made."""
    made = [new_pair(k) for k in range(1, pairs + 1)]
    return pair_lead(
        pairs=made, counting=counting(state="none", sentence=""), **changes
    )


def with_key(widget: MusWidget, **changes: Any) -> MusWidget:
    """Let the browser have a key from before."""
    widget.kept = kept(**changes)
    return widget


def nasty_panel() -> dict[str, Any]:
    """Everything too long."""
    ways = [{**way, "title": WORD, "about": MARKUP} for way in WAYS]
    return pair_panel(
        title=WORD,
        lead=LONG,
        who=LONG,
        ways=ways,
        can_change_way=True,
        notices=[LONG, WORD, MARKUP],
        renew={"shown": True, "label": WORD, "warning": LONG},
        hand_over={"shown": True, "label": WORD, "about": LONG},
    )


def nasty_talk() -> dict[str, Any]:
    """Everything too long."""
    texts = [LONG[:60], WORD, MARKUP]
    return pair_talk(
        rows=[
            {**row, "title": texts[k % 3], "text": LONG} for k, row in enumerate(rows())
        ],
        summary=LONG,
        who=LONG,
        focus=[focus(k, title=texts[k], sentence=LONG) for k in range(2)],
        choices=[{"id": str(k), "title": text} for k, text in enumerate(texts)],
        count=count(sentence=WORD, about=MARKUP),
    )


def nasty_lead() -> dict[str, Any]:
    """Everything too long."""
    links = {"employee": WORD, "leader": MARKUP}
    return pair_lead(
        pairs=[
            pair(199, way_title=LONG, links=links),
            pair(200, way_title=WORD, employee="waiting", leader="waiting"),
        ],
        ways=[{**way, "title": WORD, "about": LONG} for way in WAYS],
        who=[LONG, WORD, MARKUP],
        links_note=LONG,
        counting=counting(sentence=LONG, label=WORD),
    )


THREE = [focus(k) for k in range(3)]
SAMPLES: dict[str, Callable[[], MusWidget]] = {
    "pair_panel": lambda: with_key(PairPanel(data=pair_panel()), others=2),
    "pair_panel-choosing": lambda: with_key(
        PairPanel(data=pair_panel(can_change_way=True))
    ),
    "pair_panel-revealed": lambda: with_key(PairPanel(data=revealed())),
    "pair_panel-gone": lambda: with_key(PairPanel(data=GONE), others=1),
    "pair_panel-none": lambda: PairPanel(data=asking()),
    "pair_panel-nasty": lambda: with_key(PairPanel(data=nasty_panel()), others=3),
    "pair_ready": lambda: PairReady(data=pair_ready()),
    "pair_ready-waiting": lambda: PairReady(data=pair_ready(**WAITING)),
    "pair_ready-nasty": lambda: PairReady(
        data=pair_ready(theirs=True, sentence=LONG, label=WORD, confirm=LONG)
    ),
    "pair_talk": lambda: PairTalk(data=pair_talk()),
    "pair_talk-chosen": lambda: PairTalk(data=pair_talk(focus=THREE)),
    "pair_talk-one": lambda: PairTalk(data=pair_talk(focus=THREE[:1])),
    "pair_talk-talk": lambda: PairTalk(
        data=pair_talk(
            rows=[],
            summary="Vælg sammen det, I vil tale om.",
            count=count(shown=False),
        )
    ),
    "pair_talk-counted": lambda: PairTalk(
        data=pair_talk(
            focus=THREE[:2],
            count=count(mine=True, closed=True),
        )
    ),
    "pair_talk-nasty": lambda: PairTalk(data=nasty_talk()),
    "pair_papers": lambda: PairPapers(data=pair_papers()),
    "pair_papers-last": lambda: PairPapers(data=pair_papers(last_year=LAST_YEAR)),
    "pair_papers-nasty": lambda: PairPapers(
        data=pair_papers(
            papers=[{"name": "x.pdf", "title": WORD, "about": MARKUP}],
            last_year={"shown": WORD, "sentence": LONG},
            who=LONG,
        )
    ),
    "pair_lead": lambda: PairLead(data=pair_lead()),
    "pair_lead-links": lambda: PairLead(data=new_pairs()),
    "pair_lead-empty": lambda: PairLead(
        data=pair_lead(
            pairs=[], counting=counting(state="none", sentence="", can=False)
        )
    ),
    "pair_lead-full": lambda: PairLead(
        data=pair_lead(
            most=20,
            counting=counting(
                state="counted",
                can=False,
                sentence="Hjulene er talt. Billedet er klar.",
            ),
        )
    ),
    "pair_lead-nasty": lambda: PairLead(data=nasty_lead()),
}
