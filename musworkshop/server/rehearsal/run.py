"""The rehearsal as a whole: an own server, a play, a look into the store, a report."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from musworkshop import limits
from musworkshop.content.problems import listed
from musworkshop.content.read import (
    demo_script,
    find_concept,
    load_concept,
    load_script,
)
from musworkshop.content.schema import Concept
from musworkshop.errors import MusWorkshopError, SettingsError
from musworkshop.server.begin import DEFAULT_CONCEPT
from musworkshop.server.process import start_server
from musworkshop.server.rehearsal.cast import cast_of, tidied
from musworkshop.server.rehearsal.ledger import Findings, look_up
from musworkshop.server.rehearsal.measure import waits
from musworkshop.server.rehearsal.play import Played, play
from musworkshop.server.rehearsal.report import RehearsalResult, report, write_json
from musworkshop.settings import Settings
from musworkshop.text import _, speaking

MOST_PARTICIPANTS = 1000
#: Jupyter's mark of an error, and Python's words for one that nobody caught.
_FAULT = re.compile(r"\[[EC] |\w*(Error|Exception)\b")


def rehearse(
    *,
    participants: int = 24,
    groups: int = 4,
    join_within_s: float = 20.0,
    seed: int = 1,
    script: Path | None = None,
    json_file: Path | None = None,
    documents_folder: Path | None = None,
    language: str = "da",
    concept: str | Path = "",
    method: str = "",
    pairs: int = 0,
    say: Callable[[str], None] | None = None,
) -> RehearsalResult:
    """Let invented people take part in a workshop through a real server.

    The server runs on a free port with a data folder of its own; both are gone
    afterwards. Only what `json_file` and `documents_folder` name is left.

    Parameters
    ----------
    participants, groups : int
        People who take part alone, and tables; each with one device.
    join_within_s : float
        Seconds over which they arrive.
    seed : int
        The same seed gives the same arrivals, dots and pauses.
    script : Path, optional
        What the room says; the concept's invented workshop when left out.
    json_file : Path, optional
        Where the figures go.
    documents_folder : Path, optional
        Where the documents go.
    language : str
        ``da`` or ``en``.
    concept : str or Path
        Name of a shipped concept, or a folder; ``toender`` when empty.
    method : str
        Id of a method that the room plays instead of writing cards in silence.
    pairs : int
        Pairs that talk from the competence wheel, where the concept has one.
    say : callable, optional
        Told how far it has come; prints when left out.

    Returns
    -------
    RehearsalResult
        `is_whole` says whether nothing was lost and no error met.

    Raises
    ------
    SettingsError
        If a number is out of range.
    ContentError
        If concept or script are wrong.
    ServerError
        If the server does not start.
    """
    tell = say or _print
    with speaking(language), tempfile.TemporaryDirectory(prefix="mus-") as spare:
        _check_numbers(participants, groups, join_within_s, pairs)
        folder = find_concept(concept or DEFAULT_CONCEPT)
        wording = load_concept(folder)
        said = tidied(
            load_script(script, wording)
            if script
            else demo_script(folder, language, concept=wording)
        )
        cast = cast_of(said, wording, people=participants, groups=groups)
        played_method = _method(method, wording)
        data = Path(spare) / "data"
        tell(_("A server of its own is started."))
        with start_server(
            data,
            concept=folder,
            language=language,
            # Whatever this machine's own workshops are kept in is left alone.
            environment={
                "MUSWORKSHOP_DATABASE_URL": "",
                "MUSWORKSHOP_SEALS": str(Path(spare) / "seals"),
            },
        ) as server:
            played = asyncio.run(
                play(
                    server,
                    script=said,
                    concept=wording,
                    cast=cast,
                    method_id=played_method,
                    pair_number=pairs if wording.wheel else 0,
                    join_within_s=join_within_s,
                    seed=seed,
                    folder=documents_folder or Path(spare) / "documents",
                    say=tell,
                )
            )
        tell(_("Everything that was called saved is looked up in the store."))
        findings = _look_up(played, data, server.workshop_id)
        played.hall.problems += _complaints(data / "server.log")
        result = _result(played, findings, participants=participants, groups=groups)
        if json_file:
            write_json(result, json_file)
        tell(report(result))
        return result


def _method(name: str, concept: Concept) -> str:
    """Return a method's id; ``reflecting_team`` is as good as ``reflecting-team``."""
    known = [each.id for each in concept.methods]
    found = name.replace("_", "-")
    if name and found not in known:
        raise SettingsError(
            _("{name}: found {found}; allowed are {names}.").format(
                name="--method", found=name, names=listed(known)
            )
        )
    return found


def _look_up(played: Played, data: Path, workshop_id: str) -> Findings:
    url = Settings(data=data, database_url="").url
    try:
        return look_up(
            played.hall.ledger,
            played.hall.couples,
            url=url,
            workshop_id=workshop_id,
            archive=played.archive,
        )
    except MusWorkshopError as problem:
        return Findings(lost=[str(problem)])


def _complaints(log: Path) -> list[str]:
    """Return what the server's log calls an error, each once."""
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    sentence = _("The server's log says: {line}")
    return [
        sentence.format(line=each)
        for each in dict.fromkeys(lines)
        if _FAULT.match(each)
    ]


def _result(
    played: Played, findings: Findings, *, participants: int, groups: int
) -> RehearsalResult:
    hall, joined = played.hall, played.joined
    errors = [*hall.problems, *findings.wrong]
    rated = [len(each.ratings) for pair in hall.couples for each in pair.both]
    each = max(1, joined.number)
    return RehearsalResult(
        participants=participants,
        groups=groups,
        joined=joined.number,
        ideas_sent=len(hall.ledger.ideas) + len(hall.ledger.notes),
        ideas_stored=findings.ideas_stored,
        pairs=len(hall.couples),
        ratings_sent=sum(rated),
        ratings_stored=findings.ratings_stored,
        votes_sent=hall.ledger.dots.total(),
        votes_stored=findings.votes_stored,
        lost=len(findings.lost),
        errors=len(errors),
        join_seconds=waits(joined.took_s),
        send_to_saved_seconds=waits(hall.saved_s),
        send_to_projector_seconds=waits(hall.seen_s),
        cpu_seconds_per_join=round(joined.cpu_s / each, 3),
        memory_mb_per_visitor=round(joined.memory_mb / each, 1),
        documents=tuple(played.documents),
        sentences=(*findings.lost, *errors),
    )


def _check_numbers(
    participants: int, groups: int, join_within_s: float, pairs: int
) -> None:
    for name, number, most in (
        ("--participants", participants, MOST_PARTICIPANTS),
        ("--groups", groups, limits.GROUPS),
        ("--pairs", pairs, limits.PAIRS),
        ("--join-within", join_within_s, 3600),
    ):
        if not 0 <= number <= most:
            raise SettingsError(
                _(
                    "{name}: found {found}; allowed is a number from 0 to {most}."
                ).format(name=name, found=number, most=most)
            )
    if not participants and not groups:
        raise SettingsError(
            _("Nobody would come: ask for at least one participant or one group.")
        )


def _print(sentence: str) -> None:
    print(sentence, flush=True)
