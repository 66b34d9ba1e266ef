"""A pair that answers a browser with the right key, and the widgets of its page."""

from __future__ import annotations

import json
from typing import Any

from musworkshop.errors import InputError
from musworkshop.widgets.pair_panel import PairPanel
from musworkshop.widgets.pair_ready import PairReady
from musworkshop.widgets.pair_talk import PairTalk
from tests.widgets import pair_samples as samples

STORED = "Object.entries(localStorage)"
LINK = "http://mus.kommune.example:8866/pair/open#n3w7l1nk"
TICKET = "f0r7he0ther"


class Side:
    """One person's side: what the panel shows once the right key has come."""

    def __init__(
        self, *, now: str = samples.SECRET, others: int = 0, **changes: Any
    ) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse = ""
        self.opens = samples.SECRET
        self.data = samples.pair_panel(**changes)
        handlers = {
            "open": self.open,
            "choose_way": self.choose_way,
            "renew_link": self.renew_link,
            "hand_over": self.hand_over,
        }
        self.widget = PairPanel(
            data=samples.asking(), calls=handlers, scope="seat", name="panel"
        )
        #: What the browser has kept from an earlier visit.
        self.widget.kept = samples.kept(now, others=others) if now or others else {}

    def _called(self, name: str, **args: Any) -> None:
        self.calls.append((name, args))
        if self.refuse:
            raise InputError(self.refuse)

    def show(self, **changes: Any) -> None:
        """Show the pair with what has changed."""
        self.data = {**self.data, **changes}
        self.widget.show(self.data)

    def open(self, request_id: str, secret: str) -> None:
        self._called("open", secret=secret)
        if secret == self.opens:
            self.show()
        else:
            self.widget.show(samples.GONE)

    def choose_way(self, request_id: str, way: str) -> None:
        self._called("choose_way", way=way)
        self.show(way=way)

    def renew_link(self, request_id: str) -> dict[str, str]:
        self._called("renew_link")
        return {"link": LINK}

    def hand_over(self, request_id: str) -> dict[str, str]:
        self._called("hand_over")
        self.widget.show(samples.asking())  # this page holds nothing any more
        return {"ticket": TICKET}


class Ready:
    """One of the two who says that the wheel is ready; the other one may be before."""

    def __init__(self, *, side: str = "employee", **changes: Any) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse = ""
        self.data = {**samples.pair_ready(**changes), "side": side}
        self.widget = PairReady(
            data=self.data, calls={"set_ready": self.set_ready}, scope="seat"
        )

    def show(self, **changes: Any) -> None:
        """Show how far the two are."""
        self.data = {**self.data, "ready": {**self.data["ready"], **changes}}
        self.widget.show(self.data)

    def set_ready(self, request_id: str, on: bool) -> None:
        self.calls.append(("set_ready", {"on": on}))
        if self.refuse:
            raise InputError(self.refuse)
        both = on and self.data["ready"]["theirs"]
        now = samples.WAITING if on else samples.ready()
        self.show(**{**now, "theirs": both, "shown": not both})


class Talk:
    """A talk whose calls change what is shown."""

    def __init__(self, *, now: str = "", **changes: Any) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuse = ""
        self.data = samples.pair_talk(**changes)
        handlers = {
            "keep_focus": self.keep_focus,
            "remove_focus": self.remove_focus,
            "agree_to_count": self.agree_to_count,
        }
        self.widget = PairTalk(data=self.data, calls=handlers, scope="seat")
        self.widget.kept = samples.kept(now) if now else {}

    def _called(self, name: str, **args: Any) -> None:
        self.calls.append((name, args))
        if self.refuse:
            raise InputError(self.refuse)

    def show(self, **changes: Any) -> None:
        """Show the talk with what has changed."""
        self.data = {**self.data, **changes}
        self.widget.show(self.data)

    def keep_focus(
        self,
        request_id: str,
        focus_id: str,
        competence_id: str,
        sentence: str,
        seen: str,
    ) -> dict[str, str]:
        self._called(
            "keep_focus",
            focus_id=focus_id,
            competence_id=competence_id,
            sentence=sentence,
            seen=seen,
        )
        title = dict(samples.COMPETENCES)[competence_id]
        values = {"competence_id": competence_id, "title": title, "sentence": sentence}
        chosen = self.data["focus"]
        if focus_id:
            self.show(
                focus=[{**f, **values} if f["id"] == focus_id else f for f in chosen]
            )
        else:
            self.show(focus=[*chosen, {"id": "new", **values}])
        return {"id": focus_id or "new"}

    def remove_focus(self, request_id: str, focus_id: str) -> None:
        self._called("remove_focus", focus_id=focus_id)
        self.show(focus=[f for f in self.data["focus"] if f["id"] != focus_id])

    def agree_to_count(self, request_id: str, on: bool) -> None:
        self._called("agree_to_count", on=on)
        self.show(count={**self.data["count"], "mine": on})


def stored_pairs(page: Any) -> dict[str, Any]:
    """Return what the browser keeps of its pairs."""
    return json.loads(page.evaluate(f"localStorage['{samples.PLACE}'] || '{{}}'"))
