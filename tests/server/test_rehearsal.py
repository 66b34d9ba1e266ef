"""A whole workshop played through the real server, with texts it has never seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from musworkshop.content.read import find_concept, load_concept
from musworkshop.content.schema import Script, ScriptCards, ScriptCluster, ScriptGroup
from musworkshop.documents.archive import read_archive
from musworkshop.errors import ContentError, SettingsError
from musworkshop.server.rehearsal import RehearsalResult, rehearse
from musworkshop.server.rehearsal.cast import cast_of
from musworkshop.server.rehearsal.ledger import Ledger, look_up
from musworkshop.server.rehearsal.measure import waits
from musworkshop.server.rehearsal.messages import V1, decode, encode
from musworkshop.server.rehearsal.report import verdict
from musworkshop.store import cards, joining, workshops
from musworkshop.store.connect import transaction
from musworkshop.store.start import prepare
from musworkshop.text import speaking
from tests.pdf_text import pdf_text

SCRIPT = """
title = "Kvartalsm\u00f8de p\u00e5 M\u00e5nebasen"
workplace = "M\u00e5nebase \u00c6r\u00f8 & Co. <b>nord</b>"
core_task = "Vi holder lyset t\u00e6ndt i krateret, s\u00e5 alle finder hjem."
goals = ["Ingen lampe er slukket mere end en time."]
challenges = ["St\u00f8vet s\u00e6tter sig overalt."]

[[leader_questions]]
theme = "professional"
text = "Hvilken lampe ville du bygge om, hvis du m\u00e5tte?"

[[groups]]
name = "Kraterkanten"
function = "Lamper"
people = 3
own_words = ["Vi g\u00e5r runden, f\u00f8r nogen sp\u00f8rger."]
cards = [
    {theme = "professional", picked = 4, texts = [
        "Hvorn\u00e5r har lyset sidst overrasket dig?",
        "<script>alert(1)</script> hvad g\u00f8r vi s\u00e5?",
        "=SUM(1;2) er det sv\u00e6rt?",
        "Hvem l\u00e6rte dig at skifte en p\u00e6re?",
    ]},
    {theme = "wellbeing", picked = 1, texts = [
        "Hvem holder dig med selskab p\u00e5 nattevagten?",
        "Bliver ved bordet: hvem snorker?",
    ]},
]

[[groups]]
name = "Bunden"
function = "St\u00f8v"
people = 2
cards = [
    {theme = "professional", picked = 2, texts = [
        "Hvad ved du om st\u00f8v, som ingen har skrevet ned?",
        "Hvorn\u00e5r er det rent nok?",
    ]},
    {theme = "culture", picked = 1, texts = ["Hvad griner vi af hernede?"]},
]

[[people]]
cards = [{theme = "wellbeing", picked = 1, texts = ["Hvad savner du fra Jorden?"]}]

[[people]]
cards = [{theme = "wellbeing", picked = 1, texts = ["Hvad savner du mest derfra?"]}]

[[clusters]]
theme = "wellbeing"
texts = ["Hvad savner du fra Jorden?", "Hvad savner du mest derfra?"]
wording = "Hvad savner du, og hvem ved det?"
"""
KEYS = [
    "participants",
    "groups",
    "joined",
    "ideas_sent",
    "ideas_stored",
    "votes_sent",
    "votes_stored",
    "lost",
    "errors",
    "join_seconds",
    "send_to_saved_seconds",
    "send_to_projector_seconds",
    "cpu_seconds_per_join",
    "memory_mb_per_visitor",
    "documents",
    "pairs",
    "ratings_sent",
    "ratings_stored",
]


@dataclass(frozen=True)
class Rehearsed:
    result: RehearsalResult
    figures: dict[str, Any]
    folder: Path
    said: list[str] = field(default_factory=list)

    def words_of(self, marker: str) -> dict[str, str]:
        """The words of each format of the form whose file name holds `marker`."""
        read: dict[str, Callable[[Path], str]] = {
            ".docx": _word,
            ".pdf": _pdf,
            ".xlsx": _excel,
        }
        files = [self.folder / name for name in self.figures["documents"]]
        return {
            file.suffix: " ".join(read[file.suffix](file).split())
            for file in files
            if marker in file.stem and file.suffix in read
        }


def _word(file: Path) -> str:
    document = Document(str(file))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def _pdf(file: Path) -> str:
    return pdf_text(file.read_bytes())


def _excel(file: Path) -> str:
    sheets = load_workbook(file).worksheets
    values = (c.value for sheet in sheets for row in sheet.rows for c in row)
    return "\n".join(str(value) for value in values if value is not None)


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    folder = tmp_path_factory.mktemp("rehearsal")
    script, figures = folder / "script.toml", folder / "figures" / "r.json"
    script.write_text(SCRIPT, encoding="utf-8")
    said: list[str] = []
    result = rehearse(
        participants=3,
        groups=2,
        join_within_s=1.0,
        script=script,
        json_file=figures,
        documents_folder=folder / "out",
        language="da",
        say=said.append,
    )
    return Rehearsed(result, json.loads(figures.read_text()), folder / "out", said)


def test_nothing_is_lost_and_no_error_met(rehearsed: Rehearsed) -> None:
    assert rehearsed.result.sentences == ()
    assert rehearsed.result.is_whole
    assert (rehearsed.figures["lost"], rehearsed.figures["errors"]) == (0, 0)


def test_everybody_joined_and_everything_sent_is_stored(rehearsed: Rehearsed) -> None:
    figures = rehearsed.figures
    assert figures["joined"] == figures["participants"] + figures["groups"] == 5
    # The third person says a text of the script again, with a number.
    assert figures["ideas_sent"] == figures["ideas_stored"] == 6 + 3 + 3
    # Three dots for each person, at a table's device for all who sit there.
    assert figures["votes_sent"] == figures["votes_stored"] == 3 * (3 + 2 + 1 + 1 + 1)


def test_the_json_holds_exactly_the_promised_keys(rehearsed: Rehearsed) -> None:
    assert list(rehearsed.figures) == KEYS
    for key in KEYS[9:12]:
        assert list(rehearsed.figures[key]) == ["p50", "p95", "max"]
        assert 0 < rehearsed.figures[key]["p50"] <= rehearsed.figures[key]["max"]
    assert rehearsed.figures["cpu_seconds_per_join"] > 0
    assert rehearsed.figures["memory_mb_per_visitor"] > 0


def test_every_question_chosen_stands_in_word_pdf_and_excel_of_its_group(
    rehearsed: Rehearsed,
) -> None:
    archive = next(name for name in rehearsed.figures["documents"] if ".zip" in name)
    book = read_archive((rehearsed.folder / archive).read_bytes())
    names = {group.id: group.name.lower() for group in book.groups}
    assert book.questions
    for question in book.questions:
        everywhere = ("alle", *names.values())
        files = [
            (marker, suffix, words)
            for marker in (
                [names[question.group_id]] if question.group_id else everywhere
            )
            for suffix, words in rehearsed.words_of(marker).items()
        ]
        assert {suffix for _marker, suffix, _words in files} == {
            ".docx",
            ".pdf",
            ".xlsx",
        }
        for marker, suffix, words in files:
            assert question.text in words, (marker, suffix)


def test_a_group_has_its_own_words_in_its_own_form_only(rehearsed: Rehearsed) -> None:
    own = "Vi g\u00e5r runden, f\u00f8r nogen sp\u00f8rger."
    assert all(own in words for words in rehearsed.words_of("kraterkanten").values())
    others = [*rehearsed.words_of("bunden").values()]
    others += rehearsed.words_of("alle").values()
    assert len(others) == 6
    assert not any(own in words for words in others)


def test_a_question_picked_by_a_group_stands_in_its_form(rehearsed: Rehearsed) -> None:
    for words in rehearsed.words_of("bunden").values():
        assert "Hvad griner vi af hernede?" in words
    for words in rehearsed.words_of("kraterkanten").values():
        assert "<script>alert(1)</script> hvad g\u00f8r vi s\u00e5?" in words
        assert "=SUM(1;2) er det sv\u00e6rt?" in words


def test_what_stayed_at_the_table_is_in_no_document(rehearsed: Rehearsed) -> None:
    files = [rehearsed.words_of(name) for name in ("alle", "kraterkanten", "bunden")]
    assert len([words for each in files for words in each.values()]) == 9
    for each in [*files, rehearsed.words_of("referat")]:
        assert not any("snorker" in words for words in each.values())


def test_alike_questions_stand_in_the_form_with_the_common_wording(
    rehearsed: Rehearsed,
) -> None:
    for words in rehearsed.words_of("kraterkanten").values():
        assert words.count("Hvad savner du, og hvem ved det?") == 1


def test_it_tells_how_far_it_has_come_and_ends_with_a_verdict(
    rehearsed: Rehearsed,
) -> None:
    assert [line[:3] for line in rehearsed.said if line[1:3] == "/7"] == [
        f"{n}/7" for n in range(1, 8)
    ]
    with speaking("da"):
        assert verdict(rehearsed.result) in rehearsed.said[-1]


def test_more_tables_than_the_script_has_say_the_same_with_a_number() -> None:
    concept = load_concept(find_concept("toender"))
    pile = ScriptCards(theme="culture", texts=("A?", "B?"), picked=1)
    script = Script(
        title="T",
        workplace="W",
        core_task="C",
        groups=(ScriptGroup(name="X", cards=(pile,)),),
        clusters=(ScriptCluster(theme="culture", texts=("A?", "B?")),),
    )
    cast = cast_of(script, concept, people=2, groups=2)
    assert [group.name for group in cast.groups] == ["X", "X (2)"]
    assert cast.groups[1].cards[0].texts == ("A? (2)", "B? (2)")
    said = [text for person in cast.people for c in person.cards for text in c.texts]
    assert len(set(said)) == 2
    assert cast.clusters == ()  # B? stays at the table, so there is nothing to gather


def test_the_longest_text_keeps_its_length_with_a_number() -> None:
    concept = load_concept(find_concept("toender"))
    pile = ScriptCards(theme="culture", texts=("x" * 300,), picked=1)
    group = ScriptGroup(name="n" * 60, cards=(pile,))
    script = Script(title="T", workplace="W", core_task="C", groups=(group,))
    again = cast_of(script, concept, people=0, groups=2).groups[1]
    assert (len(again.name), len(again.cards[0].texts[0])) == (60, 300)
    assert again.name.endswith("(2)")


def test_what_was_called_saved_and_is_not_there_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    concept = load_concept(find_concept("toender"))
    with transaction(prepare(url)) as connection:
        workshop_id = workshops.create(
            connection, concept=concept, language="da"
        ).workshop_id
        seat, _token = joining.join_alone(connection, workshop_id)
        for text in ("Kept?", "Never sent?"):
            cards.add(connection, seat, theme_id="culture", text=text)
    ledger = Ledger()
    ledger.card_kept(seat.seat_id, "culture", "Kept?")
    ledger.card_kept(seat.seat_id, "culture", "Lost?")
    ledger.card_picked("culture", "Lost on the wall?")
    ledger.passage_kept("A lost goal.")
    ledger.chosen.add((None, "A lost question?"))
    ledger.dots["nowhere"] += 2
    found = look_up(ledger, url=url, workshop_id=workshop_id, archive=None)
    assert (found.ideas_stored, found.votes_stored) == (1, 0)
    assert len(found.lost) == 1 + 1 + 1 + 1 + 2
    assert len(found.wrong) == 1  # the card that nobody sent


def test_percentiles_are_values_that_were_measured() -> None:
    found = waits([n / 100 for n in range(1, 101)])
    assert found is not None
    assert (found.p50, found.p95, found.max) == (0.5, 0.95, 1.0)
    assert waits([]) is None


@pytest.mark.parametrize("subprotocol", [V1, None])
def test_a_message_comes_back_as_it_was_sent(subprotocol: str | None) -> None:
    content = {"comm_id": "c", "data": {"text": "\u00e6 \U0001f600"}}
    frame, _id = encode("comm_msg", content, session_id="s", subprotocol=subprotocol)
    message = decode(frame)
    assert (message.channel, message.kind) == ("shell", "comm_msg")
    assert message.content == content


def test_nobody_at_all_is_no_rehearsal() -> None:
    with pytest.raises(SettingsError):
        rehearse(participants=0, groups=0, say=lambda _sentence: None)


def test_a_broken_script_is_refused_before_anything_starts(tmp_path: Path) -> None:
    script = tmp_path / "script.toml"
    script.write_text('title = "Kun en titel"\n', encoding="utf-8")
    said: list[str] = []
    with pytest.raises(ContentError):
        rehearse(script=script, say=said.append)
    assert said == []
