"""What counting with suppression costs beside plain counting with pandas.

Run from the repository, with nothing else on the machine::

    python -m tests.bench.temperature

A round of a hundred thousand answers is 5000 sheets of 20 statements. It is counted
alone, and ten such rounds are counted and compared. Ours merges what is too few and
makes all tables of the rerun notebook; the other is one ``groupby`` of the same
answers, which hides nothing. Both begin with the answers in memory. The aim is at most
three times as long. Ten rounds of 500 sheets are told for comparison: there the tables,
which cost the same for rounds of any size, weigh as much as the answers.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

import pandas as pd

from musworkshop.content.instrument import Instrument
from musworkshop.content.read import find_concept, load_concept
from musworkshop.limits import DEFAULT_THRESHOLD
from musworkshop.model.temperature import Sheet
from musworkshop.rules import merging, trend
from musworkshop.rules.comparison import Run
from musworkshop.rules.threshold import publish
from musworkshop.server.invented import invented_sheets

SHEETS, RUNS = 5000, 10
TIMES = 15
MOST = 3.0
TABLES = ("answered", "areas", "statements", "moved", "not_comparable", "actions")


def cost_ms(act: Callable[[], object]) -> float:
    """Return the median processor time of an act, in ms; each time is the first."""
    took = []
    for _ in range(TIMES):
        merging._chosen.cache_clear()  # no round knows another one's counts
        began_s = time.process_time()
        act()
        took.append(1000 * (time.process_time() - began_s))
    return statistics.median(took)


def analysed(rounds: list[list[Sheet]], instrument: Instrument) -> list[Run]:
    """Publish each round."""
    return [
        Run(
            label=str(number),
            instrument=instrument,
            publication=publish(
                sheets,
                instrument,
                threshold=DEFAULT_THRESHOLD,
                closed_on=date(2026, 11, 20),
            ),
        )
        for number, sheets in enumerate(rounds)
    ]


def compared(rounds: list[list[Sheet]], instrument: Instrument) -> None:
    """Publish each round, and make every table of the comparison."""
    runs = analysed(rounds, instrument)
    for name in TABLES:
        getattr(trend, name)(runs)


def long_table(rounds: list[list[Sheet]]) -> pd.DataFrame:
    """Return the answers as pandas would have them: a row for each."""
    rows = [
        (number, statement_id, points)
        for number, sheets in enumerate(rounds)
        for sheet in sheets
        for statement_id, points in sheet.answers.items()
    ]
    return pd.DataFrame(rows, columns=["run", "statement", "points"])


def plain(table: pd.DataFrame) -> None:
    """Count the same answers with nothing hidden."""
    groups = table.groupby(["run", "statement"])["points"]
    groups.agg(["mean", "count"])
    groups.value_counts()


def ratio(
    rounds: list[list[Sheet]],
    act: Callable[[list[list[Sheet]], Instrument], object],
    instrument: Instrument,
) -> float:
    """Measure both ways with the same answers; print and return how many times."""
    table = long_table(rounds)
    ours = cost_ms(lambda: act(rounds, instrument))
    theirs = cost_ms(lambda: plain(table))
    print(
        f"  {len(table):,} answers: {ours:.0f} ms, pandas {theirs:.0f} ms:"
        f" {ours / theirs:.2f} x"
    )
    return ours / theirs


def _sheets(instrument: Instrument, people: int, seed: int) -> list[Sheet]:
    return invented_sheets(instrument, people, leaders=0, seed=seed)


def main() -> int:
    """Print both times and their ratios; return 1 where one is too large."""
    instrument = load_concept(find_concept("temperature")).instrument
    assert instrument is not None
    print(f"one round of {SHEETS} sheets, published:")
    worst = ratio([_sheets(instrument, SHEETS, 0)], analysed, instrument)
    for people in (SHEETS, SHEETS // RUNS):
        print(f"{RUNS} rounds of {people} sheets, published, all tables made:")
        rounds = [_sheets(instrument, people, number) for number in range(RUNS)]
        found = ratio(rounds, compared, instrument)
        if people == SHEETS:
            worst = max(worst, found)
    print(
        f"rounds of {SHEETS} sheets take at most {worst:.1f} x; {MOST:.0f} is the aim"
    )
    return int(worst > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
