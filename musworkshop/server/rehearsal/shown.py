"""What a page shows: the state of its widgets, kept as its messages come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from musworkshop.errors import ServerError
from musworkshop.text import _

T = TypeVar("T")

#: Large and the same for all; nothing is drawn here.
_NOT_KEPT = frozenset({"_esm", "_css"})


class Unanswered(ServerError):
    """Something that was waited for did not come in time."""


class Shown:
    """The widgets of one page, found by their names.

    Parameters
    ----------
    label : str
        Whose page it is, for sentences.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        #: Model id -> state.
        self._models: dict[str, dict[str, Any]] = {}
        #: Name -> model id.
        self._names: dict[str, str] = {}
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    def learn(self, states: dict[str, Any]) -> None:
        """Take the states of all widgets, as a page does when it is opened."""
        self._models.clear()
        self._names.clear()
        for model_id, model in states.items():
            self._keep(model_id, model["state"])
        self._changed()

    def change(self, model_id: str, state: dict[str, Any]) -> None:
        """Take what has changed about a widget, or a new one."""
        self._keep(model_id, state)
        self._changed()

    def knows(self, name: str) -> bool:
        """Say whether a widget is on this page."""
        return name in self._names

    def model_id(self, name: str) -> str:
        """Return the id of a widget's model."""
        if name not in self._names:
            sentence = _("{who}: there is no {widget} on this page, only {known}.")
            known = ", ".join(sorted(self._names))
            raise ServerError(
                sentence.format(who=self._label, widget=name, known=known)
            )
        return self._names[name]

    def data(self, name: str) -> dict[str, Any]:
        """Return what a widget shows now."""
        shown: dict[str, Any] = self._models[self.model_id(name)]["data"]
        return shown

    def everything(self) -> dict[str, Any]:
        """Return the states of all widgets."""
        return dict(self._models)

    @property
    def scope(self) -> str:
        """The seat this page was opened for."""
        scopes = (state.get("scope") for state in self._models.values())
        return next((str(scope) for scope in scopes if scope), "")

    async def until(self, seen: Callable[[], T], *, what: str, timeout_s: float) -> T:
        """Wait until `seen` finds something; see `Visitor.until`."""
        found = seen()
        if found:
            return found
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        entry = (seen, future)
        self._waiting.append(entry)
        try:
            return await asyncio.wait_for(future, timeout_s)
        except TimeoutError:
            sentence = _("{who}: {what} did not come within {seconds} seconds.")
            raise Unanswered(
                sentence.format(who=self._label, what=what, seconds=round(timeout_s))
            ) from None
        finally:
            self._waiting.remove(entry)

    def _keep(self, model_id: str, state: dict[str, Any]) -> None:
        model = self._models.setdefault(model_id, {})
        model.update((k, value) for k, value in state.items() if k not in _NOT_KEPT)
        if "data" in model and model.get("name"):
            self._names[model["name"]] = model_id

    def _changed(self) -> None:
        for seen, future in self._waiting:
            if future.done():
                continue
            try:
                found = seen()
            except Exception as problem:  # a wrong question ends its own waiting only
                future.set_exception(problem)
            else:
                if found:
                    future.set_result(found)
