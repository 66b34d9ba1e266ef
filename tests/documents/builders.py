"""A workbook with plausible Danish content, and texts that try to be something else."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

from musworkshop.content.schema import (
    CheckBlock,
    CheckQuestion,
    Concept,
    FormTexts,
    Phase,
    Step,
    StepKind,
    Theme,
    Wording,
)
from musworkshop.documents.archive import write_archive
from musworkshop.documents.log import write_log
from musworkshop.documents.naming import Kind, file_name
from musworkshop.documents.skema_1 import write_skema_1
from musworkshop.model.visibility import Reveal
from musworkshop.model.work import (
    Card,
    Cluster,
    FormQuestion,
    Origin,
    Passage,
    PassageKind,
    Stage,
)
from musworkshop.model.workbook import Tally, Workbook
from musworkshop.model.workshop import Group, VoteState, Workshop
from musworkshop.rules.form import preparation_forms
from musworkshop.rules.report import workshop_log

NASTY = (
    '<script>alert("x")</script> & <b>fed</b>',
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "@SUM(A1)",
    '#image("/etc/passwd") #sys.version $x^2$ *fed* _skrå_ \\ // /* */',
    "{{ 1+1 }} {% for a in b %} {# væk #} ${7*7}",
    "_x0041_ bliver ikke til A",
    "Hvad " + "så " * 98 + "!",
    "Glæde 😀 og 👍 i hverdagen",
    "שלום مرحبا",
    "漢字 \U0001fae8",
)
CONTROL = "Før\x00\x08\x0b\ud800\ufffeefter"


def w(da: str, en: str = "") -> Wording:
    """A Danish wording, with an English one that can be told from it."""
    return Wording(da=da, en=en or f"EN {da}")


def make_concept() -> Concept:
    """A concept with five themes, as large as a real one."""
    return Concept(
        id="proeve",
        title=w("Prøve"),
        version=1,
        languages=("da", "en"),
        credit=w(
            "Vores eget skema, bygget over ideer fra flere offentlige vejledninger."
            " Det er ikke nogens officielle værktøj."
        ),
        process=(),
        steps=(
            Step(
                id="start",
                kind=StepKind.WELCOME,
                title=w("Velkommen"),
                minutes=5,
                phase=Phase.BEFORE,
                guide=w("Sig velkommen"),
                ask=w("Hvem er vi?"),
            ),
        ),
        themes=(
            Theme(
                id="faglighed",
                title=w("Faglighed"),
                about=w("Det, vi kan, og det, opgaven kræver."),
            ),
            Theme(
                id="trivsel",
                title=w("Trivsel og samarbejde"),
                about=w("Hvordan vi har det, og hvordan vi hjælper hinanden."),
            ),
            Theme(
                id="kultur",
                title=w("Vores kultur"),
                about=w("Måden, vi arbejder og lærer på."),
                areas=(w("Leveregler"), w("Læring i hverdagen"), w("Samskabelse")),
            ),
            Theme(
                id="faelles", title=w("Andet fælles"), about=w("Det, listen mangler.")
            ),
            Theme(
                id="individuelt",
                title=w("Andet individuelt"),
                about=w("Det, du selv vil tage op."),
                open_to_cards=False,
            ),
        ),
        checks=(
            CheckQuestion(
                id="kort",
                block=CheckBlock.DEFINED,
                text=w("Kan den siges i ét åndedrag?"),
            ),
            CheckQuestion(
                id="proevet", block=CheckBlock.VALIDATED, text=w("Er den prøvet af?")
            ),
            CheckQuestion(
                id="kendt", block=CheckBlock.COMMUNICATED, text=w("Kender alle den?")
            ),
        ),
        form=FormTexts(
            title=w("Forberedelse til MUS", "Preparing the talk"),
            department=w("Afdeling/gruppe"),
            frame=w("Det arbejder vi hen imod"),
            theme_column=w("Tema"),
            question_column=w("Vores spørgsmål"),
            employee_column=w("Medarbejderen noterer"),
            employee_prompts=(
                w("Hvad bidrager du med, og hvad kunne du tænke dig mere af?"),
                w("Hvad mangler du for at lykkes?"),
            ),
            leader_column=w("Lederen noterer"),
            leader_prompts=(
                w("Hvad lægger du mærke til hos medarbejderen?"),
                w("Hvilken feedback og hvilke ønsker har du?"),
            ),
            footer=w(
                "Skemaet er dit eget papir. Tag det med til samtalen; kun det, I to"
                " bliver enige om at skrive ned, går videre."
            ),
        ),
    )


def passage(kind: PassageKind, text: str, **more: Any) -> Passage:
    """A passage of text; the id is made of kind and position."""
    values: dict[str, Any] = {
        "parent_id": None,
        "group_id": None,
        "theme_id": None,
        "position": 1,
        "version": 1,
    } | more
    values.setdefault(
        "id",
        "-".join(
            str(part)
            for part in (
                kind,
                values["position"],
                values["parent_id"],
                values["group_id"],
                values["theme_id"],
            )
            if part
        ),
    )
    return Passage(kind=kind, text=text, **values)


def card(card_id: str, theme_id: str, text: str, **more: Any) -> Card:
    """A card in the room."""
    values: dict[str, Any] = {
        "group_id": "g1",
        "mine": False,
        "first_text": text,
        "version": 1,
        "stage": Stage.ROOM,
        "hidden": False,
        "cluster_id": None,
        "position": int("".join(filter(str.isdigit, card_id)) or 1),
    } | more
    return Card(id=card_id, theme_id=theme_id, text=text, **values)


def question(question_id: str, theme_id: str, text: str, **more: Any) -> FormQuestion:
    """A question chosen for everybody's form."""
    values: dict[str, Any] = {
        "group_id": None,
        "origin": Origin.ROOM,
        "origin_id": None,
        "origins": ("Bord 1",),
        "position": int("".join(filter(str.isdigit, question_id)) or 1),
        "version": 1,
    } | more
    return FormQuestion(id=question_id, theme_id=theme_id, text=text, **values)


def make_groups() -> tuple[Group, ...]:
    """Three tables of a home care unit."""
    return tuple(
        Group(
            id=f"g{n}",
            position=n,
            name=f"Bord {n}",
            function=function,
            people=people,
            scribe_seat_id=f"seat-{n}",
        )
        for n, function, people in (
            (1, "Dagvagt", 6),
            (2, "Aftenvagt", 5),
            (3, "Sygeplejersker", 4),
        )
    )


def make_workshop(**more: Any) -> Workshop:
    """A Danish workshop whose votes have been shown."""
    values: dict[str, Any] = {
        "id": "w1",
        "room_code": "K7QF2M9D",
        "language": "da",
        "concept_json": make_concept().model_dump_json(),
        "created_at": datetime(2026, 11, 21, 8, 30, tzinfo=UTC),
        "join_key": "0123456789abcdef0123456789abcdef",
        "code_expires_at": datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        "revision": 412,
        "step_id": "start",
        "clock_started_at": None,
        "clock_left_s": 252.5,
        "clock_total_s": 600.0,
        "cards_shown": True,
        "vote_state": VoteState.REVEALED,
        "votes_per_person": 3,
        "voted": 12,
        "focus_theme_id": "trivsel",
        "projector_page": 0,
    } | more
    workshop = Workshop(**values)
    assert workshop.revealed <= frozenset(Reveal)
    return workshop


def make_passages() -> tuple[Passage, ...]:
    """Strategy as a leader would write it, and two tables' own words."""
    kind = PassageKind
    return (
        passage(kind.TITLE, "Opstartsmøde om MUS"),
        passage(kind.WORKPLACE, "Hjemmeplejen Syd"),
        passage(
            kind.CORE_TASK,
            "Borgere i eget hjem klarer hverdagen så godt og så længe, de selv ønsker.",
        ),
        passage(kind.GOAL, "Faste teams om hver borger inden sommer", position=1),
        passage(kind.GOAL, "Alle nye kolleger har en makker i tre måneder", position=2),
        passage(kind.CHALLENGE, "Mange opgaver i ydertimerne", position=1),
        passage(kind.CHALLENGE, "To nye journalsystemer på et år", position=2),
        passage(
            kind.OWN_WORDS,
            "De samme fire ansigter hver aften",
            parent_id="goal-1",
            group_id="g2",
        ),
        passage(
            kind.LEADER_QUESTION,
            "Hvad skal jeg som leder gøre mere af?",
            theme_id="trivsel",
        ),
        passage(kind.CHECK, "yes", theme_id="kort"),
        passage(kind.CHECK, "partly", theme_id="proevet"),
    )


def make_workbook(**more: Any) -> Workbook:
    """A workshop from strategy to chosen questions."""
    values: dict[str, Any] = {
        "workshop": make_workshop(),
        "groups": make_groups(),
        "passages": make_passages(),
        "cards": (
            card("c1", "faglighed", "Hvad vil du gerne blive bedre til?"),
            card(
                "c2",
                "trivsel",
                "Hvem går du til, når noget er svært?",
                group_id="g3",
                cluster_id="k1",
            ),
            card("c3", "trivsel", "Hvem hjælper dig?", group_id=None, cluster_id="k1"),
            card("c4", "trivsel", "Får du at vide, når noget lykkes?", group_id="g2"),
            card("c5", "trivsel", "Skjult kort om en kollega", hidden=True),
            card("c6", "kultur", "Hvilken aftale skal vi forny?", group_id="g2"),
            card("c7", "kultur", "Hvad lærte du sidst af en fejl?", group_id="g1"),
        ),
        "clusters": (
            Cluster(
                id="k1",
                theme_id="trivsel",
                wording="Hvem går du til, når det er svært, og er det den rigtige dør?",
                version=2,
            ),
        ),
        "tally": (
            Tally(candidate_id="c1", dots=6),
            Tally(candidate_id="k1", dots=9),
            Tally(candidate_id="c4", dots=6),
        ),
        "questions": (
            question(
                "q1", "faglighed", "Hvad vil du gerne blive bedre til?", origin_id="c1"
            ),
            question(
                "q2",
                "faglighed",
                "Hvilke af dine opgaver giver mest mening?",
                origin=Origin.OWN,
                origins=(),
            ),
            question(
                "q3",
                "trivsel",
                "Hvem går du til, når det er svært, og er det den rigtige dør?",
                origin_id="k1",
                origins=("Bord 3", ""),
            ),
            question(
                "q4",
                "trivsel",
                "Hvad skal jeg som leder gøre mere af?",
                origin=Origin.LEADER,
                origins=(),
            ),
            question(
                "q5",
                "trivsel",
                "Får du at vide, når noget lykkes?",
                origin_id="c4",
                origins=("Bord 2",),
            ),
            question(
                "q6",
                "kultur",
                "Hvad lærte du sidst af en fejl?",
                origin_id="c7",
                origins=("Bord 1", "Bord 2"),
            ),
            question(
                "q7",
                "kultur",
                "Hvilken aftale mellem dag- og aftenvagt skal vi forny?",
                origin_id="c6",
                origins=("Bord 2",),
                group_id="g2",
            ),
        ),
    } | more
    return Workbook(**values)


def with_texts(*texts: str) -> Workbook:
    """The same workshop with these texts as everybody's questions."""
    return dataclasses.replace(
        make_workbook(),
        questions=tuple(
            question(f"n{n}", "trivsel", text, origin=Origin.OWN, origins=())
            for n, text in enumerate(texts, 1)
        ),
    )


def every_document(workbook: Workbook, concept: Concept) -> dict[str, bytes]:
    """Every document of a workshop by its file name."""
    written = {"archive.mus.zip": write_archive(workbook)}
    for form in preparation_forms(workbook, concept):
        for kind in (Kind.DOCX, Kind.PDF, Kind.XLSX):
            written[file_name(form, kind)] = write_skema_1(form, kind)
    log = workshop_log(workbook, concept)
    for kind in (Kind.DOCX, Kind.PDF):
        written[file_name(log, kind)] = write_log(log, kind)
    return written
