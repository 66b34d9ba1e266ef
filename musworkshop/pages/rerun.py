"""The notebook of those who take the temperature again: open years, compare, draw.

It needs no server and no network: archive files, and the store of this machine, which
is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from musworkshop.documents.trend_areas import areas_figure
from musworkshop.documents.trend_changes import changes_figure
from musworkshop.errors import InputError
from musworkshop.model.temperature import Form
from musworkshop.pages import rerun_files
from musworkshop.pages.rerun_output import Block, Output
from musworkshop.rules import trend, trend_tables
from musworkshop.rules.comparison import Run
from musworkshop.rules.trend_words import area_sentences, statement_sentences
from musworkshop.settings import Settings
from musworkshop.text import _, speaking

if TYPE_CHECKING:
    from pandas import DataFrame


def open_runs(*places: str | Path, language: str = "") -> Rerun:
    """Open the temperature of several years, to compare them.

    Parameters
    ----------
    *places : str or Path
        Archive files, folders, or patterns such as ``"files/*.mus.zip"``. Without any:
        the archive files in the current folder, and of the workshops in this machine's
        store those of the same workplace whose round is closed.
    language : str
        ``da`` or ``en``; the setting of this machine when left out.

    Returns
    -------
    Rerun
        Oldest first. What could not be opened stands in its notes; nothing is raised.
    """
    settings = Settings()
    spoken = language or settings.language
    with speaking(spoken):
        found = rerun_files.found_runs(places, settings.url)
        return Rerun(found.runs, found.sources, tuple(found.notes), spoken)


@dataclass(frozen=True)
class Rerun:
    """Several years of one workplace's temperature, oldest first.

    Attributes
    ----------
    runs : tuple of Run
    sources : tuple of str
        The file each comes from.
    notes : tuple of str
        Sentences about what was left out, or is to be known before reading.
    language : str
        ``da`` or ``en``.
    """

    runs: tuple[Run, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    language: str

    # ---- Tidy tables, to reckon on with ----

    @property
    def answered(self) -> DataFrame:
        """Who answered, see `rules.trend.answered`."""
        return self._frame("answered")

    @property
    def areas(self) -> DataFrame:
        """The areas' indices, see `rules.trend.areas`."""
        return self._frame("areas")

    @property
    def statements(self) -> DataFrame:
        """The statements' figures, see `rules.trend.statements`."""
        return self._frame("statements")

    @property
    def moved(self) -> DataFrame:
        """What moved from the run before to the last, see `rules.trend.moved`."""
        return self._frame("moved")

    @property
    def not_comparable(self) -> DataFrame:
        """What was not asked alike, see `rules.trend.not_comparable`."""
        return self._frame("not_comparable")

    @property
    def actions(self) -> DataFrame:
        """What was agreed, see `rules.trend.actions`."""
        return self._frame("actions")

    def _frame(self, name: str) -> DataFrame:
        with speaking(self.language):
            return getattr(trend, name)(self.runs)

    # ---- What a cell shows ----

    def overview(self) -> Output:
        """Show which years there are, who answered, and what to know before reading."""
        with speaking(self.language):
            table = trend_tables.runs_table(self.runs, self.sources)
            return self._output(*self.notes, *([table] if self.runs else []))

    def draw_areas(self) -> Output:
        """Draw the index of each area, year by year, with its text and its numbers."""
        with speaking(self.language):
            if not self.runs:
                return self._nothing()
            figure = areas_figure(self.runs)
            table = trend_tables.areas_table(self.runs)
            return self._output(
                *([figure] if figure else []),
                area_sentences(self.runs),
                *([table] if figure else []),
            )

    def draw_changes(self, form: str = "employee") -> Output:
        """Draw how each statement has moved, with all numbers of all years.

        Parameters
        ----------
        form : str
            ``employee`` or ``leader``.

        Returns
        -------
        Output
            What is not comparable is listed with both its texts.

        Raises
        ------
        InputError
            If there is no such form.
        """
        with speaking(self.language):
            asked = _form(form)
            if not self.runs:
                return self._nothing()
            figure = changes_figure(self.runs, asked)
            tables = (
                trend_tables.statements_table(self.runs, asked),
                trend_tables.unlike_table(self.runs),
            )
            return self._output(
                *([figure] if figure else []),
                statement_sentences(self.runs, asked),
                *(table for table in tables if table.rows),
            )

    def show_actions(self) -> Output:
        """Show what was agreed in each year, and how far it has come."""
        with speaking(self.language):
            table = trend_tables.actions_table(self.runs)
            if table.rows:
                return self._output(table)
            return self._output(_("No action is agreed yet."))

    def _nothing(self) -> Output:
        return self._output(_("There is nothing to show yet."))

    def _output(self, *blocks: Block) -> Output:
        return Output(blocks, self.language)


def _form(form: str) -> Form:
    try:
        return Form(form)
    except ValueError as error:
        raise InputError(_('Write "employee" or "leader".')) from error
