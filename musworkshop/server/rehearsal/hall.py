"""The hall: everybody who takes part in a rehearsal, and what is noted about them."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import HTTPClientError

from musworkshop.content.schema import Concept, Script, ScriptCards, ScriptGroup
from musworkshop.errors import MusWorkshopError
from musworkshop.server.rehearsal import sights
from musworkshop.server.rehearsal.cast import Cast
from musworkshop.server.rehearsal.couple import Couple
from musworkshop.server.rehearsal.ledger import Ledger
from musworkshop.server.rehearsal.shown import Unanswered
from musworkshop.server.rehearsal.sights import Sight
from musworkshop.server.rehearsal.visitor import Visitor
from musworkshop.text import _

#: One in ten sends everything twice, like a thumb that does not trust the button.
_IMPATIENT_SHARE = 0.1
_PAUSE_S = 0.5
_PROJECTOR_TIMEOUT_S = 20.0
#: What may happen between a visitor and a server.
GOES_WRONG = (MusWorkshopError, HTTPClientError, OSError, TimeoutError)


@dataclass(frozen=True)
class LateCard:
    """A card that goes to the room while everybody looks at the wall."""

    id: str
    theme: str
    text: str


@dataclass(eq=False)
class Device:
    """A table's device, or one person's."""

    visitor: Visitor
    cards: tuple[ScriptCards, ...]
    #: The table; None for a person alone.
    group: ScriptGroup | None = None
    #: Kept back until everybody looks.
    late: list[LateCard] = field(default_factory=list)


@dataclass
class Hall:
    """The room as it is played, with a notebook of waits and problems."""

    script: Script
    concept: Concept
    cast: Cast
    facilitator: Visitor
    projector: Visitor
    seed: int
    say: Callable[[str], None]
    #: The method the room plays instead of writing cards; "" for none.
    method_id: str = ""
    #: How many pairs talk, where the concept has a competence wheel.
    pairs: int = 0
    devices: list[Device] = field(default_factory=list)
    couples: list[Couple] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    saved_s: list[float] = field(default_factory=list)
    seen_s: list[float] = field(default_factory=list)
    #: Sentences about what went wrong.
    problems: list[str] = field(default_factory=list)
    _ready: int = 0
    _chances: dict[str, random.Random] = field(default_factory=dict)

    def chance(self, visitor: Visitor) -> random.Random:
        """Return a visitor's own dice: luck must not hang on another's pace."""
        who = visitor.label
        if who not in self._chances:
            self._chances[who] = random.Random(f"{self.seed} {who}")
        return self._chances[who]

    @property
    def stage(self) -> dict[str, Any]:
        """What the projector shows."""
        return self.projector.data("ProjectorStage")

    async def send(
        self, visitor: Visitor, widget: str, called: str, /, **args: Any
    ) -> Any:
        """Call what a widget offers, and note how long it took until it was saved."""
        is_impatient = self.chance(visitor).random() < _IMPATIENT_SHARE
        began_s = time.perf_counter()
        answer = await visitor.call(widget, called, args, is_impatient=is_impatient)
        self.saved_s.append(time.perf_counter() - began_s)
        return answer

    async def show(
        self,
        visitor: Visitor,
        widget: str,
        called: str,
        /,
        *,
        what: str,
        seen: Sight,
        **args: Any,
    ) -> Any:
        """Call, and note how long it took until the projector showed it.

        Parameters
        ----------
        visitor : Visitor
            Who calls.
        widget, called : str
            What is called.
        what : str
            What the projector is to show, for the sentence if it does not.
        seen : callable
            Told what the projector shows; whether that is it.
        **args : Any
            Of the call.
        """
        if seen(self.stage):  # it would be no measurement
            return await self.send(visitor, widget, called, **args)
        began_s = time.perf_counter()
        looking = asyncio.create_task(self._look(what, seen, began_s))
        try:
            return await self.send(visitor, widget, called, **args)
        except BaseException:
            looking.cancel()
            raise
        finally:
            await asyncio.wait([looking])

    async def _look(self, what: str, seen: Sight, began_s: float) -> None:
        try:
            await self.projector.until(
                lambda: seen(self.stage), what=what, timeout_s=_PROJECTOR_TIMEOUT_S
            )
        except Unanswered as problem:
            self.went_wrong(problem)
        else:
            self.seen_s.append(time.perf_counter() - began_s)

    async def ready(self, device: Device) -> None:
        """Let a device say it is ready; the projector counts it."""
        began_s = time.perf_counter()
        await self.send(device.visitor, "StepFooter", "set_ready", ready=True)
        self._ready += 1
        number = self._ready
        await self._look(
            _("the number of those who are ready"),
            sights.ready(number),
            began_s,
        )

    def went_wrong(self, problem: BaseException, *, who: str = "") -> None:
        """Note a problem as a sentence."""
        said = str(problem) or type(problem).__name__
        is_named = isinstance(problem, MusWorkshopError) or not who
        self.problems.append(said if is_named else f"{who}: {said}")

    def new_step(self) -> None:
        """Nobody is ready with the new step yet."""
        self._ready = 0

    async def pause(self, device: Device) -> None:
        """Let somebody think for a moment, as people do."""
        await asyncio.sleep(self.chance(device.visitor).uniform(0, _PAUSE_S))

    async def everybody(
        self,
        act: Callable[[Device], Awaitable[None]],
        devices: Iterable[Device] | None = None,
    ) -> None:
        """Let all devices act at the same time; one that fails stops no other."""

        async def one(device: Device) -> None:
            try:
                await act(device)
            except GOES_WRONG as problem:
                self.went_wrong(problem, who=device.visitor.label)

        chosen = self.devices if devices is None else devices
        await asyncio.gather(*(one(device) for device in chosen))
