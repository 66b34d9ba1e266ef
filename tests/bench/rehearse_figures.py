"""Print what rehearsals of growing rooms measure.

Run ``python tests/bench/rehearse_figures.py`` alone: beside other work, figures say
little.
"""

from __future__ import annotations

import argparse
import sys

from musworkshop.server.rehearsal import RehearsalResult, rehearse

HEADINGS = (
    "people",
    "tables",
    "joined",
    "lost",
    "errors",
    "join_p95_s",
    "saved_p95_s",
    "seen_p95_s",
    "cpu_s",
    "mb",
)


def row(result: RehearsalResult) -> list[str]:
    """Give one line of the table."""

    def p95(name: str) -> str:
        waits = getattr(result, f"{name}_seconds")
        return f"{waits.p95:.2f}" if waits else "-"

    return [
        *(str(getattr(result, key)) for key in ("participants", "groups", "joined")),
        *(str(getattr(result, key)) for key in ("lost", "errors")),
        *(p95(name) for name in ("join", "send_to_saved", "send_to_projector")),
        f"{result.cpu_seconds_per_join:.2f}",
        f"{result.memory_mb_per_visitor:.0f}",
    ]


def main() -> int:
    """Rehearse with each size asked for; return 1 when one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--participants", type=int, nargs="+", default=[6, 12, 24])
    parser.add_argument("--groups", type=int, default=4)
    parser.add_argument("--join-within", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    width = max(map(len, HEADINGS)) + 1
    print("".join(name.rjust(width) for name in HEADINGS))
    is_whole = True
    for participants in asked.participants:
        result = rehearse(
            participants=participants,
            groups=asked.groups,
            join_within_s=asked.join_within,
            seed=asked.seed,
            language="en",
            say=lambda _sentence: None,
        )
        print("".join(value.rjust(width) for value in row(result)), flush=True)
        for sentence in result.sentences:
            print(f"  {sentence}", file=sys.stderr)
        is_whole = is_whole and result.is_whole
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
