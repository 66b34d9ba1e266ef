"""The papers of the two, and last year's wheel beside this year's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musworkshop.content.wheel import Wheel
from musworkshop.documents.naming import long_date
from musworkshop.documents.pair_file import read_pair_file, same_words
from musworkshop.model.pair import PairView, Way
from musworkshop.model.pair_file import PairFile
from musworkshop.pages.desk import Desk
from musworkshop.text import _, language
from musworkshop.widgets.pair_papers import PairPapers


class PairPapersPart:
    """Papers to fetch; a file of last year that this page holds and nothing keeps.

    Parameters
    ----------
    desk : Desk
        Of a device of one of the two.
    changed : callable
        Called when last year's wheel has been opened or closed.
    """

    def __init__(self, desk: Desk, *, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._file: PairFile | None = None
        self._not_compared: tuple[str, ...] = ()
        self.widget = PairPapers(
            calls={
                "open_last_year": self.open_last_year,
                "close_last_year": self.close_last_year,
            },
            scope=desk.scope,
        )

    def show(self, view: PairView) -> None:
        """Show what can be fetched now."""
        self.widget.show(
            {
                "papers": [
                    {
                        "name": "wheel.pdf",
                        "title": "PDF",
                        "about": _("to print or keep"),
                    },
                    {"name": "wheel.docx", "title": "Word", "about": _("to go on in")},
                    {"name": "wheel.png", "title": "PNG", "about": _("for slides")},
                ]
                if view.way is not Way.TALK or view.focus
                else [],
                "own_file": {
                    "name": "wheel.json" if view.is_revealed else "",
                    "title": _("our file for next year"),
                    "about": _(
                        "Keep it yourselves: it brings this wheel to next year's talk."
                        " It is not locked, so keep it where only the two of you come."
                    ),
                },
                "last_year": {
                    "shown": "" if self._file is None else self._day(self._file),
                    "sentence": self._sentence(),
                },
                "who": _("These files are not locked: whoever has one can read it."),
            }
        )

    def forget(self) -> None:
        """Hold nothing of a pair any more."""
        self._file = None
        self._not_compared = ()
        self.widget.show({})

    def open_last_year(self, request_id: str, text: str) -> None:
        """Lay the employee's wheel of last year beside this year's."""
        self._file = read_pair_file(text)
        self._changed()

    def close_last_year(self, request_id: str) -> None:
        """Put last year's wheel away."""
        self._file = None
        self._changed()

    def compared(self, wheel: Wheel) -> dict[str, Any] | None:
        """Return last year's layer as the wheel takes it; None where there is none."""
        if self._file is None:
            self._not_compared = ()
            return None
        found = same_words(self._file, wheel)
        self._not_compared = found.others
        return {
            "name": self._day(self._file),
            "mark": str(self._file.held_on.year),
            "ratings": dict(found.employee),
        }

    def _day(self, file: PairFile) -> str:
        return long_date(file.held_on, language=language())

    def _sentence(self) -> str:
        if not self._not_compared:
            return ""
        return _("Not compared, because the words are others now: {names}.").format(
            names=", ".join(self._not_compared)
        )
