"""What a rehearsal was promised: every "saved" is noted, and looked up at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from musworkshop.documents.archive import archive_json
from musworkshop.model.temperature import Sheet
from musworkshop.model.workbook import Workbook
from musworkshop.server.rehearsal import couple, figures
from musworkshop.server.rehearsal.couple import Couple
from musworkshop.store import cards, notes, seats, workbook
from musworkshop.store.connect import engine_for, reading
from musworkshop.text import _

#: How much of a text stands in a sentence about it.
_SHOWN_CHARACTERS = 60


@dataclass
class Ledger:
    """What the server has said it keeps."""

    #: (seat, theme, text) of every card.
    ideas: set[tuple[str, str, str]] = field(default_factory=set)
    #: (theme, text) of every card picked for the room.
    picked: set[tuple[str, str]] = field(default_factory=set)
    #: (seat, text) of every note.
    notes: set[tuple[str, str]] = field(default_factory=set)
    #: Texts of the notes that became questions; they are to stand in the form.
    harvested: set[str] = field(default_factory=set)
    #: Candidate -> dots put on it.
    dots: Counter[str] = field(default_factory=Counter)
    #: Title, core task, goals, the leader's questions, own words.
    passages: set[str] = field(default_factory=set)
    #: (group or None for everybody, text) of every question chosen for the form.
    chosen: set[tuple[str | None, str]] = field(default_factory=set)
    #: Every sheet of the temperature that was sent.
    sheets: list[Sheet] = field(default_factory=list)
    #: Texts of the agreed actions.
    actions: set[str] = field(default_factory=set)

    def card_kept(self, seat_id: str, theme_id: str, text: str) -> None:
        """Note that the server has kept a card."""
        self.ideas.add((seat_id, theme_id, text))

    def card_picked(self, theme_id: str, text: str) -> None:
        """Note that the server has brought a card to the room."""
        self.picked.add((theme_id, text))

    def note_kept(self, seat_id: str, text: str) -> None:
        """Note that the server has kept a note."""
        self.notes.add((seat_id, text))

    def passage_kept(self, text: str) -> None:
        """Note that the server has kept a text of the strategy."""
        self.passages.add(text)


@dataclass
class Findings:
    """What was found when everything promised was looked up."""

    ideas_stored: int = 0
    ratings_stored: int = 0
    votes_stored: int = 0
    #: Sentences: promised, and not there.
    lost: list[str] = field(default_factory=list)
    #: Sentences: there more than once, or never sent, or not in the archive.
    wrong: list[str] = field(default_factory=list)


def look_up(
    ledger: Ledger,
    couples: Sequence[Couple] = (),
    *,
    url: str,
    workshop_id: str,
    archive: Workbook | None,
) -> Findings:
    """Look everything promised up in the database, and in the archive.

    Parameters
    ----------
    ledger : Ledger
    couples : sequence of Couple
        Whose wheels are opened with their own secrets.
    url : str
        The database's, opened anew by this process.
    workshop_id : str
    archive : Workbook or None
        Read back from the file the facilitator downloaded; None if there is none.
    """
    findings = Findings()
    engine = engine_for(url)
    try:
        with reading(engine) as connection:
            _look_up_ideas(ledger, connection, findings)
            _look_up_notes(ledger, connection, findings)
            stored = workbook.read_whole(connection, workshop_id)
            findings.ratings_stored, lost = couple.look_up(connection, couples)
            findings.lost += lost
    finally:
        engine.dispose()
    _look_up_votes(ledger, stored, findings)
    findings.wrong += figures.problems(ledger.sheets, stored)
    _look_up_texts(ledger, stored, findings)
    if archive is not None and not _same(archive, stored):
        findings.wrong.append(_("The archive does not hold what the store holds."))
    return findings


def _look_up_texts(ledger: Ledger, stored: Workbook, findings: Findings) -> None:
    cards = {(card.theme_id, card.text) for card in stored.cards}
    for key in sorted(ledger.picked - cards):
        findings.lost.append(_lost(_("a card of the room"), key[1]))
    asked = {question.text.casefold() for question in stored.questions}
    for text in sorted(ledger.harvested):
        if text.casefold() not in asked:
            findings.lost.append(_lost(_("a question of the form"), text))
    texts = {passage.text for passage in stored.passages}
    for text in sorted(ledger.passages - texts):
        findings.lost.append(_lost(_("a text of the strategy"), text))
    agreed = {each.text for each in stored.actions}
    for text in sorted(ledger.actions - agreed):
        findings.lost.append(_lost(_("an agreed action"), text))
    questions = {(question.group_id, question.text) for question in stored.questions}
    for group_and_text in ledger.chosen - questions:
        findings.lost.append(_lost(_("a question of the form"), group_and_text[1]))


def _same(archive: Workbook, stored: Workbook) -> bool:
    """Return whether both say the same; a late repeat may count as one more write."""
    revision = stored.workshop.revision
    level = replace(archive, workshop=replace(archive.workshop, revision=revision))
    return archive_json(level) == archive_json(stored)


def _look_up_ideas(ledger: Ledger, connection: Any, findings: Findings) -> None:
    """Ask the store on behalf of each seat for the cards it wrote."""
    found: Counter[tuple[str, str, str]] = Counter()
    for seat_id in {seat_id for seat_id, _theme, _text in ledger.ideas}:
        viewer = seats.viewer(connection, seat_id)
        visible = cards.visible(connection, viewer, revealed=frozenset())
        found.update(
            (seat_id, card.theme_id, card.text) for card in visible if card.mine
        )
    findings.ideas_stored = len(found.keys() & ledger.ideas)
    for key in sorted(ledger.ideas - found.keys()):
        findings.lost.append(_lost(_("a card"), key[2]))
    for key, times in sorted(found.items()):
        if times > 1 or key not in ledger.ideas:
            findings.wrong.append(
                _("A card is stored {n} times: {text}").format(
                    n=times, text=_shortened(key[2])
                )
            )


def _look_up_notes(ledger: Ledger, connection: Any, findings: Findings) -> None:
    """Ask the store on behalf of each seat for the notes it wrote."""
    found: Counter[tuple[str, str]] = Counter()
    for seat_id in {seat_id for seat_id, _text in ledger.notes}:
        viewer = seats.viewer(connection, seat_id)
        mine = [each for each in notes.visible(connection, viewer) if each.mine]
        found.update((seat_id, each.text) for each in mine)
    findings.ideas_stored += len(found.keys() & ledger.notes)
    for _seat_id, text in sorted(ledger.notes - found.keys()):
        findings.lost.append(_lost(_("a note"), text))
    for (_seat_id, text), times in sorted(found.items()):
        if times > 1:
            findings.wrong.append(
                _("A note is stored {n} times: {text}").format(
                    n=times, text=_shortened(text)
                )
            )


def _look_up_votes(ledger: Ledger, stored: Workbook, findings: Findings) -> None:
    found = {tally.candidate_id: tally.dots for tally in stored.tally}
    for candidate_id in {*ledger.dots, *found}:
        sent, kept = ledger.dots[candidate_id], found.get(candidate_id, 0)
        findings.votes_stored += min(sent, kept)
        findings.lost += [_lost(_("a dot"), candidate_id)] * max(0, sent - kept)
        if kept > sent:
            findings.wrong.append(
                _("{stored} dots are counted where {sent} were put.").format(
                    stored=kept, sent=sent
                )
            )


def _lost(what: str, text: str) -> str:
    return _("Lost: {what}, {text}").format(what=what, text=_shortened(text))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _SHOWN_CHARACTERS:
        return line
    return f"{line[:_SHOWN_CHARACTERS]}\u2026"
