"""Small wheels for the tests of rules and store."""

from __future__ import annotations

from musworkshop.content.wheel import Competence, Level, Wheel
from musworkshop.content.wording import Wording

#: From the rim inwards.
LEVELS = ("strong", "good", "fair", "some", "focus")
COMPETENCES = ("cooperation", "craft", "change", "order")


def wheel(levels: int = 3, competences: int = 3) -> Wheel:
    """Return a wheel whose ids say what they are: the last level is the focus area."""
    chosen = (*LEVELS[: levels - 1], LEVELS[-1])
    return Wheel(
        id="wheel",
        title=_said("Wheel"),
        credit=_said("Credit"),
        intro=_said("Intro"),
        levels=tuple(
            Level(id=each, title=_said(each.title()), about=_said(f"About {each}"))
            for each in chosen
        ),
        competences=tuple(
            Competence(id=each, title=_said(each.title()), means=(_said(each),))
            for each in COMPETENCES[:competences]
        ),
    )


def _said(text: str) -> Wording:
    return Wording(en=text)
