"""Invented widgets to look at and to try: normal, empty, everything too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musworkshop.widgets.action_list import ActionList
from musworkshop.widgets.base import MusWidget
from musworkshop.widgets.card_writer import CardWriter
from musworkshop.widgets.field_list import FieldList
from musworkshop.widgets.form_chooser import FormChooser
from musworkshop.widgets.form_preview import FormPreview
from musworkshop.widgets.method_lead import MethodLead
from musworkshop.widgets.method_seat import MethodSeat
from musworkshop.widgets.seat_header import SeatHeader
from musworkshop.widgets.step_footer import StepFooter
from musworkshop.widgets.step_intro import StepIntro
from musworkshop.widgets.strategy_view import StrategyView
from musworkshop.widgets.temperature_lead import TemperatureLead
from musworkshop.widgets.temperature_result import TemperatureResult
from musworkshop.widgets.temperature_sheet import TemperatureSheet
from musworkshop.widgets.theme_list import ThemeList
from musworkshop.widgets.vote_list import VoteList
from tests.widgets import method_samples as methods
from tests.widgets import pair_samples as pairs
from tests.widgets import temperature_samples as temperature
from tests.widgets import wheel_samples as wheels
from tests.widgets.temperature_phone import Phone

LONG = (
    "Hvordan sikrer vi, at nye kolleger i både dagvagt, aftenvagt og nattevagt bliver"
    " taget imod på en måde, så de tør spørge, kender vores faglige aftaler og ved,"
    " hvem de kan ringe til, når borgernes situation ændrer sig hurtigt, og hvad kan"
    " du selv gøre for det i det kommende år sammen med os?"
).ljust(300, "?")
WORD = "Specialsundhedsplejerskeuddannelsesplanlægningsmøde" * 2
EMOJI = "Hvad gør dig glad? 👩‍⚕️🧑🏽‍🤝‍🧑🏻🎉🎉🎉"
ARABIC = "ما الذي يمنحك الطاقة في عملنا معا؟"
MARKUP = '<img src=x onerror=alert(1)><b>Fed</b> & "citat" <script>alert(2)</script>'
NASTY = [LONG, WORD, EMOJI, ARABIC, MARKUP]

TABLE_SEES = "Kun jeres bord ser det, indtil bordet vælger det."
OWN_SEES = "Kun denne enhed ser det, indtil du lægger det på bordet."
ROOM_SEES = (
    "Facilitator ser det, når det er valgt; hele salen ser det som Bord 3, når"
    " facilitator viser kortene."
)
ALL_SEE = "Hele salen ser det, så snart det er gemt."
QUESTIONS = [
    "Hvornår har vi sidst hjulpet hinanden?",
    "Får du at vide, når noget lykkes?",
    "Hvad giver dig energi i vores samarbejde?",
    "Hvem går du til, når noget er svært, og er det den rigtige dør?",
    "Hvilken aftale mellem dag- og aftenvagt skal vi forny?",
]
THEMES = [
    ("faglighed", "Faglighed", "Det, vi skal kunne for at løse kerneopgaven."),
    ("trivsel", "Trivsel og samarbejde", "Hvordan vi har det, og hvordan vi hjælpes."),
    ("kultur", "Vores kultur", "Det, der kendetegner os her."),
    ("faelles", "Andet fælles", "Det, der ellers skal med."),
]


def seat_header(**changes: Any) -> dict[str, Any]:
    """A table's second device, in the middle of the day."""
    return {
        "title": "Opstartsmøde om MUS",
        "table": "Bord 3",
        "function": "Aftenvagt",
        "step_number": 4,
        "step_count": 7,
        "ring_done": 0.55,
        "is_scribe": True,
        "language": "da",
        "devices": [
            {"seat_id": "s1", "label": "Enhed 1", "is_scribe": True, "is_me": True},
            {"seat_id": "s2", "label": "Enhed 2", "is_scribe": False, "is_me": False},
        ],
        "clock": {"left_s": 252.0, "total_s": 1500.0, "running": False},
        **changes,
    }


def step_footer(**changes: Any) -> dict[str, Any]:
    """Between two steps."""
    return {
        "previous": {"id": "themes", "title": "Temaer"},
        "next": {"id": "vote", "title": "Saml og stem"},
        "ready": False,
        "ready_label": "Vi er klar",
        "recommended": None,
        **changes,
    }


def card(
    number: int, stage: str, text: str | None = None, **more: Any
) -> dict[str, Any]:
    """A card under the theme of the pictures."""
    return {
        "id": f"c{number}",
        "theme_id": "trivsel",
        "text": text or QUESTIONS[number % len(QUESTIONS)],
        "version": 1,
        "stage": stage,
        "mine": True,
        "hidden": False,
        **more,
    }


def card_writer(**changes: Any) -> dict[str, Any]:
    """A table that writes."""
    themes = [
        {
            "id": key,
            "title": title,
            "about": about,
            "leader_questions": ["Hvad skal vi passe på med det nye vagtskema?"]
            if key == "trivsel"
            else [],
            "inspiration": QUESTIONS[3:],
        }
        for key, title, about in THEMES
    ]
    return {
        "mode": "group",
        "is_scribe": True,
        "themes": themes[1:2] + themes[:1] + themes[2:],
        "drafts": {"trivsel": "Hvem går du til, når noget er svært, og er det"},
        "cards": [
            card(0, "own"),
            card(1, "table"),
            card(2, "room", mine=False),
            card(3, "table", mine=False),
        ],
        "limit": 300,
        "who": {"own": OWN_SEES, "table": TABLE_SEES, "room": ROOM_SEES},
        "cards_shown": False,
        **changes,
    }


def passage(key: str, label: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A field of the strategy."""
    return {
        "key": key,
        "label": label,
        "help": "",
        "text": text,
        "version": 1,
        "multiline": True,
        "limit": 1000,
        "who": ALL_SEE,
        "conflicts": [],
        "options": None,
        "removable": False,
        **more,
    }


def field_list(**changes: Any) -> dict[str, Any]:
    """The facilitator's strategy."""
    answers = [
        {"value": "yes", "label": "Ja"},
        {"value": "partly", "label": "Delvist"},
        {"value": "no", "label": "Nej"},
    ]
    return {
        "sections": [
            {
                "key": "core",
                "heading": "Kerneopgave",
                "about": "Hvad er vi her for, sagt i én sætning?",
                "fields": [
                    passage("core_task", "Kerneopgaven", "Borgeren klarer sin hverdag.")
                ],
                "add": None,
                "notes": [],
            },
            {
                "key": "goals",
                "heading": "Mål for det kommende år",
                "about": "",
                "fields": [
                    passage("g1", "Mål 1", "Færre skift for borgeren", removable=True),
                    passage("g2", "Mål 2", "", removable=True),
                ],
                "add": {"key": "goal", "label": "Tilføj et mål"},
                "notes": [],
            },
            {
                "key": "check",
                "heading": "Står kerneopgaven klart?",
                "about": "",
                "fields": [
                    passage("q1", "Er den beskrevet?", "yes", options=answers),
                    passage("q2", "Kender alle den?", "", options=answers),
                ],
                "add": None,
                "notes": [
                    {"ok": True, "text": "Kerneopgaven er beskrevet."},
                    {"ok": False, "text": "Tal om, hvem der endnu ikke kender den."},
                ],
            },
        ],
        **changes,
    }


def vote_list(**changes: Any) -> dict[str, Any]:
    """Half the dots are placed."""
    themes = [
        {
            "id": theme,
            "title": title,
            "candidates": [
                {
                    "id": f"{theme}{k}",
                    "text": QUESTIONS[(k + shift) % 5],
                    "origins": [["Bord 1", "Bord 4"], [""]][k % 2],
                    "dots": 2 - k if theme == "trivsel" else 0,
                    "sum": None,
                    "tied": False,
                }
                for k in range(3)
            ],
        }
        for shift, (theme, title) in enumerate(
            [("trivsel", "Trivsel og samarbejde"), ("faglighed", "Faglighed")]
        )
    ]
    return {
        "state": "open",
        "left": 2,
        "total": 5,
        "themes": themes,
        "who": "Kun denne enhed ser dine prikker. Salen ser summen.",
        "note": "Giv prikker til det, I helst vil tale om.",
        **changes,
    }


def revealed() -> dict[str, Any]:
    """The votes are shown, two questions tie."""
    data = vote_list(state="revealed", note="")
    for theme in data["themes"]:
        for k, candidate in enumerate(theme["candidates"]):
            candidate.update(sum=[12, 7, 7][k], tied=k > 0)
    return data


def form_chooser(**changes: Any) -> dict[str, Any]:
    """The facilitator chooses for all and for two groups."""

    def chosen(number: int, scope: str, label: str) -> dict[str, Any]:
        return {
            "id": f"q{number}",
            "text": QUESTIONS[number],
            "version": 1,
            "scope": scope,
            "scope_label": label,
            "origins": ["Bord 1", "Bord 4"],
            "can_edit": True,
        }

    def candidate(kind: str, number: int, **more: Any) -> dict[str, Any]:
        return {
            "kind": kind,
            "id": f"{kind}{number}",
            "text": QUESTIONS[number],
            "origins": ["Bord 2", ""] if kind == "room" else [],
            "dots": 5 - number if kind == "room" else None,
            "chosen_in": [],
            "set": "Seks enkle spørgsmål" if kind == "concept" else "",
            **more,
        }

    return {
        "scopes": [
            {"id": "all", "label": "Alle", "can_edit": True},
            {"id": "g1", "label": "Kun Bord 1", "can_edit": True},
            {"id": "g3", "label": "Kun Bord 3", "can_edit": True},
        ],
        "themes": [
            {
                "id": "trivsel",
                "title": "Trivsel og samarbejde",
                "chosen": [chosen(0, "all", "Alle"), chosen(3, "all", "Alle")],
                "candidates": [
                    candidate("room", 0, chosen_in=["all"]),
                    candidate("room", 1),
                    candidate("room", 2),
                    candidate("leader", 4),
                    candidate("concept", 2),
                    candidate("concept", 3, chosen_in=["all"]),
                ],
            },
            {
                "id": "faglighed",
                "title": "Faglighed",
                "chosen": [],
                "candidates": [candidate("concept", 1)],
            },
        ],
        "advice": [
            {"ok": True, "text": "Skemaet er kort nok til at blive læst."},
            {"ok": False, "text": "Ingen spørgsmål handler om udvikling endnu."},
        ],
        "who": "Hele salen ser, hvad der vælges; det trykkes i skemaet.",
        "limit": 300,
        **changes,
    }


def form_preview(**changes: Any) -> dict[str, Any]:
    """A form with three themes."""
    return {
        "title": "Forberedelse til MUS",
        "department": "Hjemmeplejen Syd · Aftenvagt",
        "frame": {
            "heading": "Kerneopgave og strategi",
            "core_task": "Borgeren klarer sin hverdag.",
            "goals": ["Færre skift for borgeren", "Nye kolleger falder til"],
            "challenges": ["Mange nye", "Kort tid ved vagtskifte"],
        },
        "columns": {
            "theme": "Tema",
            "question": "Spørgsmål",
            "employee": "Medarbejderens noter",
            "employee_prompts": ["Hvad går godt?", "Hvad vil du gerne?"],
            "leader": "Lederens noter",
            "leader_prompts": ["Hvad ser jeg?"],
        },
        "rows": [
            {"theme": "Faglighed", "areas": [], "questions": QUESTIONS[:1]},
            {
                "theme": "Trivsel og samarbejde",
                "areas": ["Arbejdsglæde", "Samarbejde på tværs"],
                "questions": QUESTIONS[1:4],
            },
            {"theme": "Andet", "areas": [], "questions": []},
        ],
        "downloads": [
            {"label": "Word", "url": "/documents/skema.docx"},
            {"label": "PDF", "url": "/documents/skema.pdf"},
            {"label": "Excel", "url": "/documents/skema.xlsx"},
        ],
        "footer": "Skemaet er dit; det gemmes ikke her.",
        **changes,
    }


def strategy_view(**changes: Any) -> dict[str, Any]:
    """A strategy with two goals."""
    return {
        "core_task": "Borgeren klarer sin hverdag med den hjælp, der skal til.",
        "goals": [
            {
                "id": "g1",
                "text": "Færre skift for borgeren",
                "own_words": ["Bord 1: Samme ansigt i døren"],
            },
            {
                "id": "g2",
                "text": "Nye kolleger falder til på tre måneder",
                "own_words": [],
            },
        ],
        "challenges": ["Mange nye kolleger", "Kort tid ved vagtskifte"],
        "empty": "Lederen skriver strategien nu; den kommer frem her.",
        **changes,
    }


def theme_list(**changes: Any) -> dict[str, Any]:
    """The themes with inspiration."""
    return {
        "themes": [
            {
                "id": key,
                "title": title,
                "about": about,
                "areas": ["Arbejdsglæde", "På tværs"] if key == "trivsel" else [],
                "leader_questions": QUESTIONS[4:] if key == "trivsel" else [],
                "inspiration": [{"title": "Enkle", "questions": QUESTIONS[:2]}],
            }
            for key, title, about in THEMES
        ],
        **changes,
    }


def step_intro(**changes: Any) -> dict[str, Any]:
    """The step of the pictures."""
    return {
        "title": "Undertemaer",
        "ask": "Skriv først hver for sig. Ét spørgsmål ad gangen, så alle kan svare.",
        "paragraphs": [],
        "notes": ["I har tre minutter i stilhed."],
        **changes,
    }


def nasty_cards() -> dict[str, Any]:
    """Everything too long, in every list."""
    return card_writer(
        cards=[card(k, "own", text) for k, text in enumerate(NASTY)]
        + [card(10 + k, "table", text) for k, text in enumerate(NASTY)]
        + [card(20 + k, "room", text, hidden=k == 1) for k, text in enumerate(NASTY)],
        drafts={"trivsel": LONG[:290]},
        themes=[
            {
                "id": key,
                "title": f"{title} {WORD if k else LONG}",
                "about": LONG,
                "leader_questions": NASTY,
                "inspiration": NASTY,
            }
            for k, (key, title, _about) in enumerate(THEMES[1:])
        ],
    )


def nasty_votes() -> dict[str, Any]:
    """Every text too long."""
    data = vote_list()
    for k, candidate in enumerate(data["themes"][0]["candidates"]):
        candidate.update(text=NASTY[k], origins=[WORD, LONG, MARKUP])
    return data


def nasty_form() -> dict[str, Any]:
    """Every text too long."""
    data = form_chooser()
    theme = data["themes"][0]
    theme["title"] = LONG
    for k, question in enumerate(theme["chosen"] + theme["candidates"]):
        question.update(text=NASTY[k % 5], origins=[WORD, MARKUP])
    data["scopes"][1]["label"] = WORD
    return data


def conflict() -> dict[str, Any]:
    """Two leaders wrote the core task at the same time."""
    data = field_list()
    data["sections"][0]["fields"][0].update(
        conflicts=["Borgeren lever sit liv, som borgeren vil."], version=3
    )
    return data


SAMPLES: dict[str, Callable[[], MusWidget]] = {
    "seat_header": lambda: SeatHeader(data=seat_header()),
    "seat_header-nasty": lambda: SeatHeader(
        data=seat_header(table=WORD, function=LONG, clock=None)
    ),
    "step_intro": lambda: StepIntro(data=step_intro()),
    "step_intro-nasty": lambda: StepIntro(
        data=step_intro(title=WORD, ask=LONG, paragraphs=NASTY, notes=NASTY)
    ),
    "step_footer": lambda: StepFooter(data=step_footer()),
    "step_footer-nasty": lambda: StepFooter(
        data=step_footer(
            ready=True,
            recommended={"id": "x", "title": LONG},
            previous={"id": "y", "title": WORD},
            next={"id": "z", "title": LONG},
        )
    ),
    "strategy_view": lambda: StrategyView(data=strategy_view()),
    "strategy_view-empty": lambda: StrategyView(
        data=strategy_view(core_task="", goals=[], challenges=[])
    ),
    "strategy_view-nasty": lambda: StrategyView(
        data=strategy_view(core_task=LONG, challenges=NASTY)
    ),
    "field_list": lambda: FieldList(data=field_list()),
    "field_list-empty": lambda: FieldList(data={"sections": []}),
    "field_list-conflict": lambda: FieldList(data=conflict()),
    "theme_list": lambda: ThemeList(data=theme_list()),
    "theme_list-empty": lambda: ThemeList(data={"themes": []}),
    "card_writer": lambda: CardWriter(data=card_writer()),
    "card_writer-alone": lambda: CardWriter(
        data=card_writer(mode="alone", is_scribe=False, cards=[card(0, "own")])
    ),
    "card_writer-empty": lambda: CardWriter(data=card_writer(cards=[], drafts={})),
    "card_writer-second": lambda: CardWriter(
        data=card_writer(is_scribe=False, cards_shown=True)
    ),
    "card_writer-nasty": lambda: CardWriter(data=nasty_cards()),
    "vote_list": lambda: VoteList(data=vote_list()),
    "vote_list-closed": lambda: VoteList(data=vote_list(state="closed", note="")),
    "vote_list-revealed": lambda: VoteList(data=revealed()),
    "vote_list-empty": lambda: VoteList(data=vote_list(themes=[])),
    "vote_list-nasty": lambda: VoteList(data=nasty_votes()),
    "form_chooser": lambda: FormChooser(data=form_chooser()),
    "form_chooser-empty": lambda: FormChooser(data=form_chooser(themes=[])),
    "form_chooser-nasty": lambda: FormChooser(data=nasty_form()),
    "form_preview": lambda: FormPreview(data=form_preview()),
    "form_preview-empty": lambda: FormPreview(data=form_preview(rows=[])),
    "method_seat": lambda: MethodSeat(data=methods.method_seat()),
    "method_seat-seated": lambda: MethodSeat(data=methods.seated()),
    "method_seat-listening": lambda: MethodSeat(data=methods.listening()),
    "method_seat-queue": lambda: MethodSeat(
        data=methods.method_seat(queue={"place": 2}, role=None, notes=[], prompts=[])
    ),
    "method_seat-nasty": lambda: MethodSeat(data=methods.nasty_seat(WORD)),
    "method_lead": lambda: MethodLead(data=methods.method_lead(run=methods.run())),
    "method_lead-chooser": lambda: MethodLead(data=methods.method_lead()),
    "method_lead-teams": lambda: MethodLead(
        data=methods.method_lead(run=methods.team_run())
    ),
    "method_lead-nasty": lambda: MethodLead(
        data=methods.method_lead(run=methods.nasty_run(WORD))
    ),
    "temperature_sheet": lambda: TemperatureSheet(data=temperature.temperature_sheet()),
    "temperature_sheet-waiting": lambda: TemperatureSheet(
        data=temperature.temperature_sheet(state="waiting")
    ),
    "temperature_sheet-closed": lambda: TemperatureSheet(
        data=temperature.temperature_sheet(state="closed", result=True)
    ),
    "temperature_sheet-gone": lambda: TemperatureSheet(
        data=temperature.temperature_sheet(answered=True)
    ),
    "temperature_sheet-full": lambda: TemperatureSheet(
        data=temperature.temperature_sheet(full="Alle, der er inviteret, har svaret.")
    ),
    "temperature_sheet-shared": lambda: TemperatureSheet(
        data=temperature.temperature_sheet(shared=True, people_left=4, units=[])
    ),
    "temperature_sheet-answering": lambda: Phone(temperature.sheet(6)).widget,
    "temperature_sheet-table": lambda: (
        Phone(temperature.sheet(8), shared=True, people_left=3).widget
    ),
    "temperature_sheet-review": lambda: Phone(temperature.sheet(20)).widget,
    "temperature_sheet-sent": lambda: (
        Phone(temperature.sheet(20, sent=True), answered=True).widget
    ),
    "temperature_sheet-nasty": lambda: (
        Phone(temperature.sheet(0, form="leader"), **temperature.nasty_sheet()).widget
    ),
    "temperature_sheet-long": lambda: TemperatureSheet(data=temperature.nasty_sheet()),
    "temperature_lead": lambda: TemperatureLead(data=temperature.temperature_lead()),
    "temperature_lead-waiting": lambda: TemperatureLead(
        data=temperature.temperature_lead("waiting")
    ),
    "temperature_lead-stopped": lambda: TemperatureLead(
        data=temperature.temperature_lead(
            "waiting", why_not="I har målt for 12 dage siden. Vent til den 1. marts."
        )
    ),
    "temperature_lead-closed": lambda: TemperatureLead(
        data=temperature.temperature_lead("closed")
    ),
    "temperature_lead-nasty": lambda: TemperatureLead(
        data=temperature.temperature_lead(
            "closed",
            comments=[{"n": k, "text": text} for k, text in enumerate(NASTY)],
            views=[{"id": str(k), "title": text} for k, text in enumerate(NASTY)],
            summary=LONG,
        )
    ),
    "temperature_result": lambda: TemperatureResult(
        data=temperature.temperature_result()
    ),
    "temperature_result-empty": lambda: TemperatureResult(
        data=temperature.temperature_result(
            total=None, areas=[], gaps=[], units=None, comments=[]
        )
    ),
    "temperature_result-nasty": lambda: TemperatureResult(
        data=temperature.nasty_result()
    ),
    "action_list": lambda: ActionList(data=temperature.action_list()),
    "action_list-reading": lambda: ActionList(
        data=temperature.action_list(editable=False)
    ),
    "action_list-empty": lambda: ActionList(data=temperature.action_list(actions=[])),
    "action_list-nasty": lambda: ActionList(
        data=temperature.action_list(
            actions=[
                temperature.action(k, text, owner=WORD[:80])
                for k, text in enumerate(NASTY)
            ]
        )
    ),
    **pairs.SAMPLES,
    **wheels.SAMPLES,
}
