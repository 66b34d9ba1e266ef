"""The rehearsal's result: figures for programs, a verdict and a table for people."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

from musworkshop.server.rehearsal.measure import Waits
from musworkshop.text import _, language, ngettext

#: Beyond these, people in the room notice that they wait.
SLOW_JOIN_S = 5.0
SLOW_SAVE_S = 1.0
_SENTENCES_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class RehearsalResult:
    """What a rehearsal found."""

    participants: int
    groups: int
    joined: int
    ideas_sent: int
    ideas_stored: int
    votes_sent: int
    votes_stored: int
    #: Things the server had said it keeps, and that are not there.
    lost: int
    errors: int
    join_seconds: Waits | None
    send_to_saved_seconds: Waits | None
    send_to_projector_seconds: Waits | None
    cpu_seconds_per_join: float
    #: PSS per visitor, or USS where the system cannot tell.
    memory_mb_per_visitor: float
    documents: tuple[str, ...]
    #: Pairs that talked from the wheel, and what they rated.
    pairs: int = 0
    ratings_sent: int = 0
    ratings_stored: int = 0
    #: What went wrong, in sentences; not part of the figures.
    sentences: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost and no error met."""
        return not self.lost and not self.errors

    @property
    def is_slow(self) -> bool:
        """Whether people would notice that they wait."""
        join, saved = self.join_seconds, self.send_to_saved_seconds
        return bool(
            (join and join.p95 > SLOW_JOIN_S) or (saved and saved.p95 > SLOW_SAVE_S)
        )

    def as_json(self) -> dict[str, Any]:
        """Return the figures as JSON."""
        figures = asdict(self)
        del figures["sentences"]
        return {**figures, "documents": list(self.documents)}


def write_json(result: RehearsalResult, file: Path) -> None:
    """Write the figures to a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(result.as_json(), indent=2, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")


def verdict(result: RehearsalResult) -> str:
    """Return the one sentence a consultant needs the day before."""
    wrong = result.lost + result.errors
    if not result.is_whole:
        sentence = ngettext(
            "Do not rely on this computer for {room}: {n} thing went wrong.",
            "Do not rely on this computer for {room}: {n} things went wrong.",
            wrong,
        )
    elif result.is_slow:
        sentence = _(
            "This computer manages {room} and loses nothing, but people have to wait."
        )
    else:
        sentence = _("This computer can carry {room}.")
    return sentence.format(room=_room(result), n=wrong)


def report(result: RehearsalResult) -> str:
    """Return verdict, table and what went wrong, as lines of text."""
    rows = [
        (_("Joined"), _of(result.joined, result.participants + result.groups)),
        (_("Questions stored"), _of(result.ideas_stored, result.ideas_sent)),
        (_("Dots stored"), _of(result.votes_stored, result.votes_sent)),
        *_pairs(result),
        (_("Lost"), str(result.lost)),
        (_("Errors"), str(result.errors)),
        (_("From scan to ready page"), _seconds(result.join_seconds)),
        (_("From send to saved"), _seconds(result.send_to_saved_seconds)),
        (_("From send to projector"), _seconds(result.send_to_projector_seconds)),
        (_("Processor for each that joins"), f"{_n(result.cpu_seconds_per_join, 2)} s"),
        (_("Memory for each device"), f"{_n(result.memory_mb_per_visitor, 0)} MB"),
        (_("Documents"), str(len(result.documents))),
    ]
    width = max(len(label) for label, _value in rows)
    lines = ["", verdict(result), ""]
    lines += [f"  {label:<{width}}   {value}" for label, value in rows]
    if result.sentences:
        lines += ["", _("What went wrong:")]
        lines += [f"  - {sentence}" for sentence in result.sentences[:_SENTENCES_SHOWN]]
        more = len(result.sentences) - _SENTENCES_SHOWN
        if more > 0:
            lines.append(_("  - and {n} more").format(n=more))
    return "\n".join(lines)


def _pairs(result: RehearsalResult) -> list[tuple[str, str]]:
    if not result.pairs:
        return []
    return [
        (_("Pairs that talked"), str(result.pairs)),
        (_("Ratings stored"), _of(result.ratings_stored, result.ratings_sent)),
    ]


def _room(result: RehearsalResult) -> str:
    people = ngettext(
        "{n} person alone", "{n} people alone", result.participants
    ).format(n=result.participants)
    tables = ngettext("{n} table", "{n} tables", result.groups).format(n=result.groups)
    if not result.groups:
        return people
    if not result.participants:
        return tables
    return _("{people} and {tables}").format(people=people, tables=tables)


def _of(n: int, expected: int) -> str:
    return _("{n} of {of}").format(n=n, of=expected)


def _seconds(waits: Waits | None) -> str:
    if waits is None:
        return _("not measured")
    return _("half within {p50} s, 19 of 20 within {p95} s, all within {max} s").format(
        p50=_n(waits.p50, 2), p95=_n(waits.p95, 2), max=_n(waits.max, 2)
    )


def _n(number: float, decimals: int) -> str:
    pattern = "0." + "0" * decimals if decimals else "0"
    return str(format_decimal(number, pattern, locale=language()))
