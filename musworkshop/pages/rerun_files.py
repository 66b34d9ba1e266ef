"""Where the years come from that are compared: archive files, and this machine's store.

What cannot be opened is not raised: the notebook goes on with the other years, and says
in a sentence what was left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from babel.dates import format_date

from musworkshop.documents.archive import read_archive
from musworkshop.documents.naming import long_date
from musworkshop.documents.plain import one_line
from musworkshop.errors import MusWorkshopError
from musworkshop.model.work import PassageKind
from musworkshop.model.workbook import Workbook
from musworkshop.rules.comparison import Run
from musworkshop.rules.form import one
from musworkshop.store.closed import closed_workbooks
from musworkshop.store.workshops import concept_of
from musworkshop.text import _, language

#: A browser that saves a name for the second time puts a number before the last dot.
ARCHIVES = "*.mus*.zip"


@dataclass(frozen=True)
class Found:
    """What is compared, oldest first, and sentences about what is not."""

    runs: tuple[Run, ...]
    #: The file each run comes from.
    sources: tuple[str, ...]
    notes: list[str]


@dataclass(frozen=True)
class _Year:
    """A workshop whose round is closed, and where it was found."""

    run: Run
    workshop_id: str
    revision: int
    workplace: str
    source: str

    @property
    def closed_on(self) -> date:
        return self.run.publication.closed_on


@dataclass
class _Search:
    years: list[_Year] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def found_runs(places: Sequence[str | Path], url: str) -> Found:
    """Return the years in some places; without any, those in the usual ones.

    Parameters
    ----------
    places : sequence of str or Path
        Files, folders or patterns. Without any: the current folder, and what the store
        holds of the same workplace.
    url : str
        Of this machine's store.
    """
    search = _Search()
    for place in places or (Path.cwd(),):
        files = sorted(_files(Path(place).expanduser()))
        if places and not files:
            said = _("There is no archive file at {place}.").format(place=place)
            search.notes.append(said)
        for file in files:
            _open(file, search)
    if not places:
        _look_into_store(url, search)
    years = _labelled(_once_each(search))
    notes = search.notes + list(_to_be_known(years))
    runs, sources = [y.run for y in years], [y.source for y in years]
    return Found(tuple(runs), tuple(sources), notes)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from path.glob(ARCHIVES)
    elif path.exists():
        yield path
    elif path.parent.is_dir() and path.name:
        yield from path.parent.glob(path.name)


def _open(file: Path, search: _Search) -> None:
    reason = _("no temperature was taken.")
    try:
        year = _year(read_archive(file.read_bytes()), file.name)
    except (MusWorkshopError, OSError) as problem:
        year, reason = None, str(problem)
    if year is not None:
        search.years.append(year)
        return
    said = _("{file} is left out: {reason}").format(file=file.name, reason=reason)
    search.notes.append(said)


def _look_into_store(url: str, search: _Search) -> None:
    """Add what the store holds of the workplace of the files.

    Without files: of the workplace whose round was closed last.
    """
    try:
        books = closed_workbooks(url)
    except MusWorkshopError as problem:
        search.notes.append(str(problem))
        return
    here = _("this machine")
    years = [year for book in books if (year := _year(book, here)) is not None]
    if not years:
        return
    known = search.years or [max(years, key=lambda year: year.closed_on)]
    names = {year.workplace.casefold() for year in known} - {""}
    search.years += [year for year in years if year.workplace.casefold() in names]


def _year(book: Workbook, source: str) -> _Year | None:
    instrument = concept_of(book.workshop).instrument
    if book.temperature is None or instrument is None:
        return None
    return _Year(
        run=Run(
            label="",
            instrument=instrument,
            publication=book.temperature,
            actions=book.actions,
        ),
        workshop_id=book.workshop.id,
        revision=book.workshop.revision,
        workplace=one_line(one(book.passages, PassageKind.WORKPLACE)),
        source=source,
    )


def _once_each(search: _Search) -> list[_Year]:
    """Return each workshop once, as it was saved last, the oldest round first."""
    kept: dict[str, _Year] = {}
    for year in search.years:
        held = kept.get(year.workshop_id)
        if held is None or year.revision > held.revision:
            kept[year.workshop_id] = year
        if held is not None and held.source != year.source:
            search.notes.append(
                _(
                    "{file} and {other} hold the same workshop; the one saved last is"
                    " used."
                ).format(file=year.source, other=held.source)
            )
    return sorted(kept.values(), key=lambda year: (year.closed_on, year.source))


def _labelled(years: Sequence[_Year]) -> list[_Year]:
    """Return the years under the shortest names that tell them apart."""
    days = [year.closed_on for year in years]
    for names in (
        [str(day.year) for day in days],
        [format_date(day, "MMM y", locale=language()) for day in days],
        [long_date(day, language=language()) for day in days],
        [f"{day:%Y-%m-%d} ({number})" for number, day in enumerate(days, 1)],
    ):
        if max(Counter(names).values(), default=1) == 1:
            break
    return [
        replace(year, run=replace(year.run, label=name))
        for year, name in zip(years, names, strict=True)
    ]


def _to_be_known(years: Sequence[_Year]) -> Iterator[str]:
    """Yield what whoever reads the figures has to know first."""
    if not years:
        yield _(
            "There is nothing to compare yet. Put the archive files of the workshops"
            " (their names end in .mus.zip) into the folder of this notebook, and run"
            " it again."
        )
    elif len(years) == 1:
        yield _(
            "There is one year only. With the archive file of another year beside it"
            " you see what has moved."
        )
    workplaces = {year.workplace.casefold(): year.workplace for year in years}
    if len(workplaces) > 1:
        yield _(
            "The files are from workplaces with different names: {names}. Compare them"
            " only if it is the same workplace."
        ).format(names=", ".join(workplaces.values()))
    for year in years:
        if year.run.publication.leaders.by_own_choice:
            yield _(
                "{run}: the leaders are few and chose themselves to show their answers."
            ).format(run=year.run.label)
