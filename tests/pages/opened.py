"""A dashboard without a browser: real page, real store, a wire that only records."""

from __future__ import annotations

import json
import uuid
from typing import Any

from musworkshop.model.roles import Viewer
from musworkshop.pages import waiting
from tests.store.hall import Hall


class Wire:
    """Stands where the kernel's comm would: keeps what a browser would get."""

    comm_id = "wire"
    kernel = "none"

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def send(self, data: Any = None, **_: Any) -> None:
        if data and data.get("method") == "custom":
            self.sent.append(data["content"])

    def on_msg(self, _callback: object) -> None:
        """Do nothing: messages are handed to the widget itself."""

    def close(self, *_: Any, **__: Any) -> None:
        """Do nothing."""


class Opened:
    """The page of one seat."""

    def __init__(self, hall: Hall, viewer: Viewer) -> None:
        self.desk, self.root = waiting.take(viewer.role)
        self.desk.sit(hall.engine, viewer)
        waiting.seat(self.root, viewer)
        self.widgets = {part.name: part for part in waiting.parts(self.root)}
        for widget in self.widgets.values():
            widget.comm = Wire()

    def data(self, name: str) -> dict[str, Any]:
        """What a widget shows, after all news has come."""
        self.desk.refresh()
        found: dict[str, Any] = json.loads(json.dumps(self.widgets[name].data))
        return found

    def is_shown(self, name: str) -> bool:
        self.desk.refresh()
        return bool(self.widgets[name].layout.display != "none")

    def everything(self) -> str:
        """All that has been sent to this browser and stands there now."""
        self.desk.refresh()
        return json.dumps(
            [widget.get_state() for widget in self.widgets.values()],
            default=lambda other: "",
            ensure_ascii=False,
        )

    def call(
        self, name: str, call: str, *, request_id: str | None = None, **args: Any
    ) -> dict[str, Any]:
        """Send what a browser would send; return the answer."""
        widget = self.widgets[name]
        wire: Any = widget.comm
        wire.sent.clear()
        content = {"call": call, "id": request_id or str(uuid.uuid4()), "args": args}
        widget._receive(widget, content, [])
        (answer,) = wire.sent
        found: dict[str, Any] = answer
        return found

    def do(self, name: str, call: str, **args: Any) -> Any:
        """Send a call that must succeed, from the page as it is now."""
        self.desk.refresh()
        answer = self.call(name, call, **args)
        assert "error" not in answer, answer["error"]
        return answer["ok"]

    def refused(self, name: str, call: str, **args: Any) -> str:
        """Send a call that must fail; return the sentence."""
        return str(self.call(name, call, **args)["error"])
