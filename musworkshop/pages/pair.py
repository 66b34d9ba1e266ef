"""The dashboard of the two who talk: one wheel each, and what they agree on."""

from __future__ import annotations

from typing import Any

import ipywidgets

from musworkshop import limits
from musworkshop.errors import InputError, NotFound
from musworkshop.model.pair import FocusArea, PairView, Side, Way
from musworkshop.model.visibility import TABLE, Artefact
from musworkshop.pages import pair_words as words
from musworkshop.pages.desk import Desk
from musworkshop.pages.layout import box
from musworkshop.pages.pair_papers import PairPapersPart
from musworkshop.pages.pair_wheel import WheelPart
from musworkshop.rules import wheel as rules
from musworkshop.settings import Settings
from musworkshop.store import pair_agreed, pair_links, pair_work, wheel_ballots
from musworkshop.store.connect import Connection
from musworkshop.store.seal import Seals
from musworkshop.text import _
from musworkshop.widgets.pair_panel import PairPanel
from musworkshop.widgets.pair_ready import PairReady
from musworkshop.widgets.pair_talk import PairTalk


def page(desk: Desk) -> ipywidgets.Widget:
    """Return the page of one of the two, live once seated."""
    pair = PairPage(desk)
    desk.follow(pair.update)
    return box(
        "mus-page mus-pair",
        box("mus-head", pair.panel),
        box("mus-main", pair.wheel.widget),
        box("mus-more", pair.ready, pair.talk, pair.papers.widget),
    )


class PairPage:
    """One of the two at work: the browser holds the secret, this page what it opens.

    Parameters
    ----------
    desk : Desk
        Of a device of one of the two.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seals = Seals(Settings().seals)
        self._secret = ""
        #: Why the last secret opened nothing.
        self._gone = ""
        self._room: Any = None
        self.panel = PairPanel(
            calls={
                "open": self.open,
                "choose_way": self.choose_way,
                "renew_link": self.renew_link,
                "hand_over": self.hand_over,
            },
            scope=desk.scope,
        )
        self.ready = PairReady(calls={"set_ready": self.set_ready}, scope=desk.scope)
        self.talk = PairTalk(
            calls={
                "keep_focus": self.keep_focus,
                "remove_focus": self.remove_focus,
                "agree_to_count": self.agree_to_count,
            },
            scope=desk.scope,
        )
        self.wheel = WheelPart(desk, secret=lambda: self._secret)
        self.papers = PairPapersPart(desk, changed=lambda: self.update(self._room))

    def update(self, room: Any) -> None:
        """Show the pair as the secret opens it now."""
        self._room = room
        try:
            view = self._look() if self._secret else None
        except (InputError, NotFound) as problem:
            self._secret, self._gone = "", str(problem)
            view = None
        if view is None:
            state = "gone" if self._gone else "asking"
            self._show_nothing({"state": state, "message": self._gone})
            return
        compared = rules.compare(view, room.wheel)
        ready = self._ready(view)
        places = (
            (self.wheel.widget, True),
            (self.ready, ready["ready"]["shown"]),
            (self.talk, view.is_revealed or view.way is Way.TALK),
            (self.papers.widget, True),
        )
        # The focus can move to what comes, and out of what goes.
        for widget, shown in places:
            if shown:
                widget.layout.display = None
        self.wheel.show(view, room.wheel, self.papers.compared(room.wheel))
        self.panel.show(self._panel(view))
        self.ready.show(ready)
        self.talk.show(self._talk(view, compared))
        self.papers.show(view)
        for widget, shown in places:
            if not shown:
                widget.layout.display = "none"

    def _look(self) -> PairView:
        return self._desk.look_up(  # type: ignore[no-any-return]
            lambda c, v: pair_work.view(c, v, self._secret)
        )

    def _show_nothing(self, data: dict[str, Any]) -> None:
        """Let no widget of this page hold anything of a pair."""
        self.panel.show(data)
        self.ready.show({})
        self.talk.show({})
        self.wheel.widget.show({})
        self.papers.forget()
        for widget in (self.wheel.widget, self.ready, self.talk, self.papers.widget):
            widget.layout.display = "none"

    def _panel(self, view: PairView) -> dict[str, Any]:
        to_leader = view.side.other is Side.LEADER
        return {
            "state": "open",
            "message": "",
            "title": _("{title} \u00b7 pair\u00a0{n}").format(
                title=words.title(view), n=view.number
            ),
            "lead": words.lead(view),
            "who": _(TABLE[self._artefact(view)].sentence),
            "side": view.side.value,
            "ways": [] if view.is_revealed else words.ways(),
            "way": view.way.value,
            "can_change_way": view.may_choose_way,
            "notices": words.notices(view),
            "renew": {
                "shown": True,
                "label": _("Make a new link for your leader")
                if to_leader
                else _("Make a new link for the employee"),
                "warning": _(
                    "The link that was given before stops working. Both of you can see"
                    " that a new one was made, and by whom. What was rated before stays"
                    " covered until you are both ready."
                ),
            },
            "hand_over": {
                "shown": not view.is_revealed and view.way is Way.BOTH,
                "label": _("Hand the screen over to your leader")
                if to_leader
                else _("Hand the screen over to the employee"),
                "about": _(
                    "If you share one screen: this page forgets you, and the other one"
                    " goes on here. A link the other one has on another device stops"
                    " working."
                ),
            },
            "is_revealed": view.is_revealed,
        }

    def _ready(self, view: PairView) -> dict[str, Any]:
        rated = len(view.mine.ratings) + view.covered
        of = len(self._room.wheel.competences) + len(view.mine.own)
        return {"ready": words.ready(view, rated, of), "side": view.side.value}

    def _artefact(self, view: PairView) -> Artefact:
        shown = view.is_revealed or not words.fills_in(view)
        return Artefact.FOCUS if shown else Artefact.RATINGS

    def _talk(self, view: PairView, compared: Any) -> dict[str, Any]:
        wheel = self._room.wheel
        about = _(TABLE[Artefact.PICTURE].sentence).format(
            threshold=limits.DEFAULT_THRESHOLD
        )
        return {
            "rows": words.rows(view, compared, wheel) if view.is_revealed else [],
            "summary": rules.agreement(row.apart for row in compared)
            if view.is_revealed
            else "",
            "focus": [
                {
                    "id": each.id,
                    "competence_id": each.competence_id,
                    "title": each.title,
                    "sentence": each.sentence,
                }
                for each in view.focus
            ],
            "most": limits.FOCUS_AREAS,
            "choices": [
                {"id": each.id, "title": each.title}
                for each in rules.teeth_of(view, wheel)
            ],
            "sentence_limit": limits.CARD_CHARACTERS,
            "who": _(TABLE[Artefact.FOCUS].sentence),
            "count": {
                "shown": view.is_revealed,
                "mine": view.side in view.agreed,
                "theirs": view.side.other in view.agreed,
                "sentence": _("Count the employee's wheel in the unit's picture"),
                "about": about,
                "closed": view.is_counted,
            },
        }

    # ---- Calls ----

    def open(self, request_id: str, secret: str) -> None:
        """Show the wheel that this secret opens."""
        self._secret, self._gone = secret, ""
        self.update(self._room)

    def choose_way(self, request_id: str, way: str) -> None:
        """Say how the two use the wheel."""
        if way not in set(Way):
            raise InputError(_("The request was not understood."))
        self._do(lambda c, v: pair_work.choose_way(c, v, self._secret, Way(way)))

    def set_ready(self, request_id: str, on: bool) -> None:
        """Say that one is ready, or not yet."""
        self._do(lambda c, v: pair_work.say_ready(c, v, self._secret, on))

    def renew_link(self, request_id: str) -> dict[str, str]:
        """Make a new link for the other one."""
        return {"link": pair_link(self._new_ticket())}

    def hand_over(self, request_id: str) -> dict[str, str]:
        """Let the other one go on at this screen; this page holds nothing any more."""
        ticket = self._new_ticket()
        self._secret = ""
        self._show_nothing({"state": "asking", "message": ""})
        return {"ticket": ticket}

    def _new_ticket(self) -> str:
        return str(self._do(lambda c, v: pair_links.renew(c, v, self._secret)))

    def keep_focus(
        self,
        request_id: str,
        focus_id: str,
        competence_id: str,
        sentence: str,
        seen: str,
    ) -> dict[str, str]:
        """Keep what the two have agreed to work on."""
        view = self._look()
        found = rules.teeth_of(view, self._room.wheel)
        titles = {each.id: each.title for each in found}
        if competence_id not in titles:
            raise InputError(_("Choose which competence it is about."))
        focus = FocusArea(
            id=focus_id,
            competence_id=competence_id,
            title=titles[competence_id],
            sentence=sentence,
        )
        kept = self._do(
            lambda c, v: pair_agreed.keep_focus(
                c, v, self._secret, focus, seen=seen, new=request_id
            )
        )
        return {"id": str(kept)}

    def remove_focus(self, request_id: str, focus_id: str) -> None:
        """Take a focus area out."""
        self._do(lambda c, v: pair_agreed.remove_focus(c, v, self._secret, focus_id))

    def agree_to_count(self, request_id: str, on: bool) -> None:
        """Agree that the employee's wheel is counted, or not any more."""
        known = {each.id for each in self._room.wheel.competences}

        def do(connection: Connection, viewer: Any) -> None:
            ballot, layer = pair_agreed.agree(connection, viewer, self._secret, on)
            rated = None
            if layer is not None:
                rated = {k: v for k, v in layer.ratings.items() if k in known}
            wheel_ballots.leave(connection, viewer, ballot, rated, self._seals)

        self._do(do)

    def _do(self, do: Any) -> Any:
        """Write, and show what the store holds now; no answer is kept there."""
        result = self._desk.keep(do)
        self._desk.refresh()
        return result


def pair_link(ticket: str) -> str:
    """Return a link for one of the two; what is behind # reaches no server's log."""
    return f"{Settings().address}/pair/open#{ticket}"
