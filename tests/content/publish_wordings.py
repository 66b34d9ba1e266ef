"""Write down the checksum of every shipped wording that is compared over the years.

Run ``python -m tests.content.publish_wordings`` when a question, a statement or a
competence is new or has got the next wording_version. It adds lines and never changes
one: once a wording is published, other words under its id and version would be another
measurement.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from musworkshop.content.read import available, load_concept
from musworkshop.content.schema import Concept
from musworkshop.content.wording import Wording

LIST = Path(__file__).with_name("published_wordings.toml")

#: concept/part/id/wording_version -> checksum.
Checksums = dict[str, str]


def checksums(concept: Concept) -> Checksums:
    """Return the checksums of what a concept asks, as it stands now."""
    return {
        f"{concept.id}/{item}": hashlib.sha256(_bytes(wordings)).hexdigest()
        for item, wordings in _asked(concept)
    }


def shipped() -> Checksums:
    """Return the checksums of all shipped concepts."""
    concepts = map(load_concept, available().values())
    return {key: value for each in concepts for key, value in checksums(each).items()}


def published(path: Path = LIST) -> Checksums:
    """Return what has been written down."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def reworded(now: Checksums, listed: Checksums) -> list[str]:
    """Return a sentence for each wording that is no longer the published one."""
    return [
        f"{key}: these words differ from the published ones; count wording_version up,"
        " and add a line: python -m tests.content.publish_wordings"
        for key, checksum in now.items()
        if listed.get(key, checksum) != checksum
    ]


def unpublished(now: Checksums, listed: Checksums) -> list[str]:
    """Return a sentence for each wording, of every version so far, without a line."""
    wanted = [
        f"{item}/{version}"
        for item, current in (key.rsplit("/", 1) for key in now)
        for version in range(1, int(current) + 1)
    ]
    return [
        f"{key}: no line; the current version's is added by python -m"
        " tests.content.publish_wordings, an earlier one's stays for ever"
        for key in wanted
        if key not in listed
    ]


def publish(path: Path = LIST) -> int:
    """Add the lines that are missing; refuse to change one."""
    now, listed = shipped(), published(path)
    if faults := reworded(now, listed):
        print("\n".join(faults), file=sys.stderr)
        return 1
    new = {key: value for key, value in now.items() if key not in listed}
    with path.open("a", encoding="utf-8") as lines:
        lines.writelines(f'"{key}" = "{value}"\n' for key, value in new.items())
    print(f"{len(new)} lines added to {path}")
    return 0


def _asked(concept: Concept) -> Iterator[tuple[str, list[Wording]]]:
    for question in concept.questions:
        yield f"questions/{question.id}/{question.wording_version}", [question.text]
    # An answer means what its categories say: other categories are another measurement.
    if instrument := concept.instrument:
        ordered = sorted(instrument.answers, key=lambda answer: answer.points)
        answers = [*(answer.text for answer in ordered), instrument.not_relevant]
        for statement in instrument.statements:
            key = f"statements/{statement.id}/{statement.wording_version}"
            yield key, [statement.employee, statement.leader, *answers]
    if wheel := concept.wheel:
        levels = [text for each in wheel.levels for text in (each.title, each.about)]
        for competence in wheel.competences:
            key = f"competences/{competence.id}/{competence.wording_version}"
            yield key, [competence.title, *competence.means, *levels]


def _bytes(wordings: list[Wording]) -> bytes:
    texts = [[wording.da, wording.en] for wording in wordings]
    return json.dumps(texts, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.exit(publish())
