"""A room that keeps sheets by their keys, and the widget of a phone in it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from musworkshop.errors import InputError
from musworkshop.widgets.temperature_sheet import TemperatureSheet
from tests.widgets import temperature_samples as samples

PLACE = "mus-sheet:seat"
STORED = "Object.entries(localStorage)"
COMMENT = "Vi mangler tid til at forberede os."


class Phone:
    """Sheets by key; the page knows the key it was last opened with."""

    def __init__(self, kept: dict[str, Any] | None = None, **changes: Any) -> None:
        self.data = samples.temperature_sheet(**changes)
        self.sheets: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.opened = ""
        self.refuse = ""
        handlers = {
            "open_sheet": self.open_sheet,
            "choose": self.choose,
            "answer": self.answer,
            "comment": self.comment,
            "show_own": self.show_own,
            "send": self.send,
            "forget": self.forget,
        }
        self.widget = TemperatureSheet(data=self.data, calls=handlers, scope="seat")
        #: What the browser has kept from an earlier visit.
        self.widget.kept = {}
        if kept is not None:
            self.sheets[samples.SECRET] = kept
            self.widget.kept = {PLACE: samples.SECRET}

    def named(self, name: str) -> list[dict[str, Any]]:
        """Return what calls of this name said, without the key."""
        return [
            {key: value for key, value in args.items() if key != "secret"}
            for called, args in self.calls
            if called == name
        ]

    @property
    def secrets(self) -> set[str]:
        """All keys that any call has carried."""
        return {args["secret"] for _name, args in self.calls if "secret" in args}

    def _called(self, name: str, **args: Any) -> None:
        self.calls.append((name, args))
        if self.refuse and name not in ("open_sheet", "forget"):
            raise InputError(self.refuse)

    def show(self, **changes: Any) -> None:
        """Show the opened sheet."""
        self.data = {**self.data, **changes}
        sheet = self.sheets.get(self.opened)
        has_points = sheet is not None and len(sheet["answers"]) > 14
        points = samples.points() if has_points else None
        self.widget.show({**self.data, "sheet": sheet, "points": points})

    def _change(self, secret: str, **changes: Any) -> None:
        self.sheets[secret] = {**self.sheets[secret], **changes}
        self.opened = secret
        self.show()

    def open_sheet(self, request_id: str, secret: str) -> None:
        self._called("open_sheet", secret=secret)
        self.opened = secret
        self.show()

    def choose(self, request_id: str, secret: str, form: str, unit_id: str) -> None:
        self._called("choose", secret=secret, form=form, unit_id=unit_id)
        before = self.sheets.get(secret, samples.sheet(0))
        self.sheets[secret] = before
        self._change(secret, form=form, unit_id=unit_id)

    def answer(
        self,
        request_id: str,
        secret: str,
        statement_id: str,
        points: int | None,
        given: bool,
    ) -> None:
        self._called(
            "answer",
            secret=secret,
            statement_id=statement_id,
            points=points,
            given=given,
        )
        answers = dict(self.sheets[secret]["answers"])
        answers.pop(statement_id, None)
        if given:
            answers[statement_id] = points
        self._change(secret, answers=answers)

    def comment(self, request_id: str, secret: str, text: str) -> None:
        self._called("comment", secret=secret, text=text)
        self._change(secret, comment=text)

    def show_own(self, request_id: str, secret: str, on: bool) -> None:
        self._called("show_own", secret=secret, on=on)
        self._change(secret, show_own=on)

    def send(self, request_id: str, secret: str) -> None:
        self._called("send", secret=secret)
        left = self.data["people_left"] - 1
        self.data = {**self.data, "answered": True, "people_left": left}
        self._change(secret, sent=True)

    def forget(self, request_id: str) -> None:
        self._called("forget")
        self.opened = ""
        self.show()


def begin(page: Page) -> None:
    """Take part as an employee."""
    form = "Jeg går til MUS som medarbejder"
    page.get_by_role("radio", name=form).check()
    page.get_by_role("radio", name="Dagvagt").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("1 of 20", exact=True)).to_be_visible()


def next_one(page: Page) -> None:
    """Go on to the next screen."""
    page.get_by_role("button", name="Next").click()


def choose(page: Page, text: str) -> None:
    """Answer the statement in view."""
    page.get_by_role("radio", name=text, exact=True).check()
